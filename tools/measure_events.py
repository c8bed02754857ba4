"""How often the events layer types a sentence as PLOVER's coders did.

tools/measure_events.py types TSV        a table with columns gold_root, sentence, source (PLOVER's training form)
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from dateline.reader import Reader
from dateline.reader.events.folding import folded
from dateline.records import Report, Span

YIELD = {"RETREAT", "CONCEDE"}  # one type in the training sentences


def types(path: Path) -> None:
    reader = Reader(layers={"attribution": "rules"})
    found: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, gold = row["sentence"], row["gold_root"]
            wanted = YIELD if gold == "YIELD" else {gold}
            reading = reader.read(Report("r", text))
            at = max(text.find(row["source"].strip()), 0)
            source = Span(at, at + len(row["source"].strip()))
            own = [e for e in reading.events if any(p.span.overlaps(source) for p in e.actors)]
            found["sentences"] += 1
            found["events"] += len(reading.events)
            found["some event of the type"] += any(e.type in wanted for e in reading.events)
            told = {folded(e.type, e.status) for e in reading.events}
            found["... folded with its status as PLOVER does"] += not told.isdisjoint({gold, *wanted})
            found["of the type and the source acts in it"] += any(e.type in wanted for e in own)
            found["the source acts in some event"] += bool(own)
            found["and the first of these has the type"] += bool(own) and own[0].type in wanted
    for name, n in found.items():
        print(f"{name:45}{n:6}")


if __name__ == "__main__":
    {"types": types}[sys.argv[1]](Path(sys.argv[2]))
