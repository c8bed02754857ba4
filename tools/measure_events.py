"""How often the events layer types a sentence as PLOVER's coders did, and how often the status layer is right.

tools/measure_events.py types TSV        a table with columns gold_root, sentence, source (PLOVER's training form)
tools/measure_events.py status CONLL     predicates with a factuality score in the third column (UDS-IH2's form)
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

from dateline.reader import Reader
from dateline.reader.draft import Draft, Frame
from dateline.reader.events.folding import folded
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import append, load_model
from dateline.reader.status import StatusLayer
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


def status(path: Path) -> None:
    nlp, layer = load_model(), StatusLayer(Lexicons())
    right: Counter[bool] = Counter()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if not rows:
            continue
        doc = Doc(nlp.vocab, words=[row[1] for row in rows])
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        draft = Draft(Report("r", doc.text, body=(Span(0, len(doc.text)),)), Parse(doc.text))
        append(draft.parse, doc, 0, 0)
        if len(draft.parse) != len(rows):
            continue
        for i, row in enumerate(rows):
            score = float(row[2]) if row[2] != "_" else 0.0
            if draft.parse.pos[i] in ("VERB", "NOUN") and not -0.5 <= score <= 1:
                real = layer.status(draft.parse, Frame("e", i, None, (), "")) in ("happened", "happening")
                right[real == (score > 1)] += 1
    print(f"{right[True]} of {right.total()} predicates: {right[True] / max(right.total(), 1):.3f}")


if __name__ == "__main__":
    {"types": types, "status": status}[sys.argv[1]](Path(sys.argv[2]))
