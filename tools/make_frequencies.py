"""Counts in how many passages of the news each word stands, and writes the table that `weighing/likeness` reads.

    python tools/make_frequencies.py ../shared/corpora > src/dateline/weighing/likeness/frequencies.tsv

A passage is 60 words in a row. Every corpus counts alike, whatever its size, as if it had 25,000 passages. Only single
words with their counts are kept, and only those that stand in three passages or more; the rest count as unknown.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from dateline.bench.common import load
from dateline.weighing.likeness.rarity import PASSAGE
from dateline.weighing.likeness.words import words

CORPORA = ("polnear/train.text.jsonl", "muc4/train.jsonl", "places/lgl.jsonl", "places/geowebnews.jsonl")
EACH = 25_000
LEAST = 3  # passages

HEADER = """\
# In how many passages of {each:,} x {corpora} a word stands (stems by Snowball; numbers begin with #). Made by
# tools/make_frequencies.py from the texts of {names}.
# Single words and counts, no text. The row without a word is the number of passages.
"""


def passages(path: Path) -> list[set[str]]:
    """The stems of each passage."""
    out = []
    for record in load(path, "text"):
        stems = [word.stem for word in words(record["text"])]
        out += [set(stems[i : i + PASSAGE]) for i in range(0, len(stems), PASSAGE)]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, help="the folder of the corpora")
    folder = parser.parse_args().corpora
    seen: Counter[str] = Counter()
    share: Counter[str] = Counter()
    for name in CORPORA:
        found = passages(folder / name)
        counts = Counter(stem for passage in found for stem in passage)
        seen.update(counts)
        for stem, count in counts.items():
            share[stem] += EACH * count / len(found)
    print(HEADER.format(each=EACH, corpora=len(CORPORA), names=", ".join(CORPORA)), end="")
    print(f"\t{EACH * len(CORPORA)}")
    for stem in sorted(seen):
        if seen[stem] >= LEAST:
            print(f"{stem}\t{max(1, round(share[stem]))}")


if __name__ == "__main__":
    main()
