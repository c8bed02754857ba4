"""Makes `borders.tsv`: for each two countries with a land border, a point on it, from the towns on both sides.

`python tools/make_borders.py > src/dateline/reader/data/borders.tsv`. The point is the middle of two towns, one
on either side: the pair nearest to the middle of all such pairs.
"""

from __future__ import annotations

from collections import defaultdict
from math import cos, radians

from dateline.reader.places.shipped import TOWNS

HEAD = """\
# A point on each land border: the middle of two towns on either side of it, near to the middle of all such pairs.
# Made by tools/make_borders.py out of GeoNames' towns (CC BY 4.0); those without towns, from general knowledge.
a\tb\tlat\tlon"""
REACH = 60.0  # km
CELL = 0.6  # degrees
KM = 111.2  # of a degree
# Neighbours across water only.
ISLANDS = frozenset(
    "ABW AIA BES BLM SXM MAF KNA ATG MSR ALA DMA GLP MTQ LCA VCT GRD GGY JEY IMN VGB VIR SPM TWN BHR CUW".split()
)
SEA = frozenset("EGY-JOR EGY-SAU ISR-SAU GIB-MAR MYS-PHL PSE-SYR CYP-GBR FRA-NLD HKG-MAC".split())
# Borders that no two towns lie near, from general knowledge.
EMPTY = """
SDN-SSD 9.9 29.5, ETH-SDN 12.8 36.1, ETH-KEN 3.53 39.05, ETH-SSD 8.3 33.2, KEN-SSD 4.6 34.5, CAF-SDN 10.0 23.0,
CAF-TCD 7.9 17.5, CAF-SSD 6.0 26.5, COD-SSD 4.0 29.0, CAF-COG 3.2 16.5, NER-TCD 15.5 15.0, NGA-TCD 13.0 14.2,
DZA-NER 19.5 6.0, LBY-NER 23.0 12.5, DZA-MLI 21.3 1.0, DZA-LBY 28.5 9.9, EGY-SDN 22.0 31.4, LBY-SDN 20.5 24.5,
LBY-TCD 21.5 18.0, IRQ-JOR 32.5 39.0, IRQ-SAU 30.5 43.5, CHN-PAK 36.85 75.4, AFG-CHN 37.1 74.6, CHN-TJK 38.5 74.5,
CHN-KGZ 41.0 76.0, DZA-MRT 26.0 -6.0, DZA-ESH 27.5 -8.67, BFA-NER 13.8 0.8, GIN-MLI 11.5 -9.0, MLI-SEN 14.0 -11.8,
ARE-SAU 23.5 52.5, OMN-SAU 20.0 55.3, QAT-SAU 24.7 51.0, BRA-SUR 2.2 -55.9, GUY-VEN 6.5 -60.5, MOZ-TZA -11.2 38.0,
MOZ-ZMB -14.3 32.0, IDN-PNG -4.5 141.0
"""


def main() -> None:
    cells: dict[tuple[int, int], list[tuple[str, float, float]]] = defaultdict(list)
    for row in TOWNS.rows():
        country, lat, lon = row[4], float(row[7]), float(row[8])
        cells[int(lat // CELL), int(lon // CELL)].append((country, lat, lon))
    pairs: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for (y, x), towns in cells.items():
        near = [t for dy in (-1, 0, 1) for dx in (-1, 0, 1) for t in cells.get((y + dy, x + dx), ())]
        if len({t[0] for t in near}) == 1:
            continue
        for country, lat, lon in towns:
            best: dict[str, tuple[float, float, float]] = {}
            for other, lat2, lon2 in near:
                if other > country:
                    far = KM * ((lat - lat2) ** 2 + ((lon - lon2) * cos(radians(lat))) ** 2) ** 0.5
                    if far <= REACH and (other not in best or far < best[other][0]):
                        best[other] = far, (lat + lat2) / 2, (lon + lon2) / 2
            for other, found in best.items():
                pairs[country, other].append(found)
    print(HEAD)
    rows: dict[tuple[str, str], tuple[float, float]] = {}
    for (a, b), found in sorted(pairs.items()):
        if f"{a}-{b}" in SEA or a in ISLANDS or b in ISLANDS:
            continue
        close = [f for f in found if f[0] <= max(15.0, min(f[0] for f in found))]
        lat = sum(f[1] for f in close) / len(close)
        lon = sum(f[2] for f in close) / len(close)
        _, at, on = min(close, key=lambda f: (f[1] - lat) ** 2 + (f[2] - lon) ** 2)
        rows[a, b] = (at, on)
    for one in EMPTY.replace("\n", " ").split(","):
        pair, at_, on_ = one.split()
        rows.setdefault((pair[:3], pair[4:]), (float(at_), float(on_)))
    for (a, b), (at, on) in sorted(rows.items()):
        print(f"{a}\t{b}\t{at:.2f}\t{on:.2f}")


if __name__ == "__main__":
    main()
