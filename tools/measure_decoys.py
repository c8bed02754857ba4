"""What a loaded gazetteer full of decoys does to `bench places`: every capitalised name of a corpus becomes hamlets.

    python tools/measure_decoys.py --data lgl.jsonl --country USA

A dump is made in which every run of one to three capitalised words of the corpus, be it a person, a body or the first
word of a sentence, is the name of many hamlets, each beside a random town; half of them in one country. The corpus is
then read with and without it. What is found wrongly through a hamlet shows in the difference.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline.bench.common import load as load_corpus
from dateline.bench.common import show
from dateline.bench.places import run
from dateline.reader.lexicon import Lexicons
from dateline.reader.places.countries import countries
from dateline.reader.places.load import load
from dateline.reader.places.loaded import BUILT_IN
from dateline.reader.places.shipped import TOWNS

NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,5}")
LONGEST = 3  # words


def names(texts: list[str]) -> list[str]:
    """Every run of capitalised words, and every part of one."""
    found: set[str] = set()
    for text in texts:
        for match in NAME.finditer(text):
            words = match[0].split(" ")
            found.update(
                " ".join(words[i:j])
                for i in range(len(words))
                for j in range(i + 1, min(len(words), i + LONGEST) + 1)
            )  # fmt: skip
    return sorted(found)


def decoys(rng: random.Random, of: list[str], country: str, copies: int) -> Iterator[str]:
    """A dump with so many hamlets of each name."""
    alpha2 = {c.iso3: c.iso2 for c in countries(Lexicons()).by_code.values()}
    towns = list(TOWNS.rows())
    at_home = [town for town in towns if town[4] == country] or towns
    number = 500_000_000
    for name in of:
        for copy in range(copies):
            _, _, _, _, home, admin1, admin2, lat, lon, _ = rng.choice(at_home if copy % 2 else towns)
            number += 1
            north, east = min(89.9, float(lat) + rng.uniform(-0.2, 0.2)), float(lon) + rng.uniform(-0.2, 0.2)
            cells = [str(number), name, name, "", f"{north:.5f}", f"{max(-180, min(180, east)):.5f}", "P", "PPL"]
            yield "\t".join([*cells, alpha2[home], "", admin1, admin2, "", "", "0", "", "1", "", "2020-01-01"]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--country", default="USA")
    parser.add_argument("--copies", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump, built = Path(folder, "decoys.txt"), Path(folder, "geonames.sqlite")
        of = names([record["text"] for record in load_corpus(options.data, "text")])
        rng = random.Random(1)  # noqa: S311 - nothing secret
        with dump.open("w", encoding="utf-8") as out:
            out.writelines(decoys(rng, of, options.country, options.copies))
        summary = load([dump], built)
        print(f"{len(of):,} names, {summary.places:,} hamlets")
        for gazetteer in (BUILT_IN, str(built)):
            os.environ["DATELINE_GAZETTEER"] = gazetteer
            show(run(options.data))


if __name__ == "__main__":
    main()
