"""What loading a gazetteer costs: makes a dump of invented places, loads it, and prints rate, size and peak memory.

    python tools/measure_load.py --places 1000000

The dump has a real one's form and proportions: of its rows two fifths are settlements, of which one in twenty has its
inhabitants told; names repeat as names of villages do; one place in four has other names.
"""

from __future__ import annotations

import argparse
import platform
import random
import resource
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.countries import countries
from dateline.reader.places.load import load
from dateline.reader.places.loaded import Loaded

STARTS = "Ba Bel Cor Dha Dor El Fan Gar Hol Im Jo Kar Kha Lem Lu Mar Mir Na Nor O Pel Qor Ra Sal Sha Tam Ul Ver Wa Zan"
MIDDLES = "ba bel da do ga gor ka la len li lo ma min na nor pa ra ri ro sa so ta ti to va vel wa ya za"
ENDS = (
    "abad ale an ara bad by dal don ei er feld gan garh gora i ia in iya ka kot la lo ma mo na ni o pur ra shahr ton u"
)
FEATURES = (
    ("P", "PPL", 38), ("P", "PPLL", 3), ("P", "PPLX", 1), ("A", "ADM3", 1), ("A", "ADM4", 3), ("S", "SCH", 8),
    ("S", "CH", 6), ("S", "FRM", 5), ("S", "HTL", 2), ("H", "STM", 12), ("H", "LK", 4), ("H", "WLL", 2),
    ("T", "HLL", 7), ("T", "MT", 6), ("L", "LCTY", 2), ("L", "PRK", 1),
)  # fmt: skip


def line(rng: random.Random, number: int, names: list[str], homes: list[str]) -> str:
    """One row of the dump."""
    of, code, _ = rng.choices(FEATURES, [weight for *_, weight in FEATURES])[0]
    name = names[min(int(rng.paretovariate(0.35)), len(names)) - 1]
    others = ",".join(rng.sample(names, rng.randint(1, 5))) if rng.random() < 0.25 else ""
    lat, lon = f"{rng.uniform(-60, 75):.5f}", f"{rng.uniform(-180, 180):.5f}"
    people = int(rng.paretovariate(0.8) * 60) if of == "P" and rng.random() < 0.05 else 0
    codes = [f"{rng.randint(1, 30):02}", str(rng.randint(1000, 9999)), "", ""]
    cells = [str(number), name, name, others, lat, lon, of, code, rng.choice(homes), "", *codes, str(people), "", "100"]
    return "\t".join([*cells, "Etc/UTC", "2020-01-01"])


def dump(rng: random.Random, places: int) -> Iterator[str]:
    """A dump of so many places."""
    starts, middles, ends = STARTS.split(), MIDDLES.split(), ENDS.split()
    made = {
        rng.choice(starts) + "".join(rng.choices(middles, k=rng.randint(0, 2))) + rng.choice(ends)
        for _ in range(max(1000, places // 2))
    }
    names = rng.sample(sorted(made), len(made))
    homes = sorted(c.iso2 for c in countries(Lexicons()).by_code.values())
    for number in range(1, places + 1):
        yield line(rng, number, names, homes) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        packed, built = Path(folder, "dump.zip"), Path(folder, "built", "geonames.sqlite")
        with (
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out,
            out.open("dump.txt", "w", force_zip64=True) as to,
        ):
            for row in dump(random.Random(options.seed), options.places):  # noqa: S311 - nothing secret
                to.write(row.encode())
        before, cpu = peak(), time.process_time()
        summary = load([packed], built)
        cpu = time.process_time() - cpu
        print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
        print(f"{summary.places:,} places ({summary.towns:,} towns and divisions) with {summary.names:,} names")
        print(f"loaded in {summary.seconds:.1f} s: {summary.places / summary.seconds:,.0f} places/s")
        print(f"processor time {cpu:.1f} s: {summary.places / cpu:,.0f} places/s")
        print(f"file {summary.size / 1e6:.0f} MB: {summary.size / summary.places:.0f} bytes a place")
        print(f"peak memory {peak():.0f} MB, {before:.0f} MB of it before the load began")
        began = time.perf_counter()
        Loaded(built)
        print(f"opened in {1000 * (time.perf_counter() - began):.0f} ms")


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
