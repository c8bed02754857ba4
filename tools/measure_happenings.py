"""How well events that tell of one happening are put together, and counts found, with and without the happenings layer.

tools/measure_happenings.py ecb JSONL [N]   mentions clustered by event (ECB+'s form): pairs of mentions of one report;
                                            and without pairs of a killing with something else, which ECB+ keeps apart
                                            and the events layer puts together on purpose
tools/measure_happenings.py muc JSONL [N]   answer keys (MUC-4's form): violent events a report, and numbers of dead
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.parse import Parse
from dateline.records import CountOf, Event, EventType, Report, Span, Status

WAYS = ("apart", "together")
HARM = re.compile(r"(?i)\W*(?:kill|wound|injur|murder|die|dead|death|slay|slain|hurt)")
ACTS = {"attack", "bombing", "kidnapping", "arson"}


def readings(path: Path, most: int) -> Iterator[tuple[dict[str, Any], dict[str, list[Event]]]]:
    """Each row with its events, read without and with the layer."""
    reader = Reader(layers={"attribution": "rules"})
    names = [layer.name for layer in reader.layers]
    at = names.index("happenings")
    for line in path.read_text(encoding="utf-8").splitlines()[:most]:
        row = json.loads(line)
        draft = Draft(Report("r", row["text"], body=(Span(0, len(row["text"])),)), Parse(row["text"]))
        for layer in reader.layers[:at]:
            layer(draft)
        events = {}
        for way, rest in zip(WAYS, (reader.layers[at + 1 :], reader.layers[at:]), strict=True):
            own = deepcopy(draft)
            for layer in rest:
                layer(own)
            events[way] = own.events
        yield row, events


def ecb(path: Path, most: int) -> None:
    found: Counter[tuple[str, bool, bool, bool]] = Counter()
    for row, events in readings(path, most):
        for way in WAYS:
            told = [(m, e.id) for m in row["mentions"] if (e := _event_at(events[way], m)) is not None]
            for (one, first), (other, second) in combinations(told, 2):
                mixed = bool(HARM.match(one["text"])) != bool(HARM.match(other["text"]))
                found[way, mixed, one["cluster"] == other["cluster"], first == second] += 1
    for name, kinds in (("all pairs", (False, True)), ("no killing with something else", (False,))):
        for way in WAYS:
            both, ours, gold = (
                sum(found[way, mixed, *pair] for mixed in kinds)
                for pair in ((True, True), (False, True), (True, False))
            )
            print(
                f"{name:32}{way:10} put together {both + ours:4}, rightly {both:4}: {_share(both, both + ours):5}",
                end="",
            )
            print(f"of {both + gold:4} pairs of one cluster {_share(both, both + gold)}")


def _event_at(events: list[Event], mention: dict[str, Any]) -> Event | None:
    span = Span(mention["start"], mention["end"])
    near = [e for e in events if any(span.overlaps(s) for s in (e.trigger, *e.mentions))]
    return next((e for e in near if span.overlaps(e.trigger)), near[0] if near else None)


def muc(path: Path, most: int) -> None:
    found: Counter[str] = Counter()
    for row, events in readings(path, most):
        keys = [t for t in row["full_templates"] if t["type"] in ACTS and "OPTIONAL" not in t["template_id"]]
        found["reports"] += 1
        found["keys"] += len(keys)
        dead = _dead(keys)
        found["numbers of dead in the keys"] += len(dead)
        for way in WAYS:
            acts = [e for e in events[way] if e.type == EventType.ASSAULT and e.status == Status.HAPPENED]
            found[f"{way}: violent events that happened"] += len(acts)
            found[f"{way}: distance from the number of keys"] += abs(len(acts) - len(keys))
            ours = Counter(
                n
                for e in acts
                for c in e.counts
                if c.what == CountOf.KILLED and c.part_of is None and (n := c.best or c.low)
            )
            found[f"{way}: numbers of dead"] += ours.total()
            found[f"{way}: ... that are in the keys"] += (ours & dead).total()
    for name, n in found.items():
        print(f"{name:45}{n:6}")


def _dead(keys: list[dict[str, Any]]) -> Counter[int]:
    """The numbers of victims whose effect is death; a named victim is one."""
    out: Counter[int] = Counter()
    for key in keys:
        killed = [set(e["of"]) for e in key["victim_effect"] if e["value"] == "death"]
        for number in key["victim_number"]:
            if number["value"].isdecimal() and any(set(number["of"]) & one for one in killed):
                out[int(number["value"])] += 1
    return out


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.0f}%"


if __name__ == "__main__":
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 10**9
    {"ecb": ecb, "muc": muc}[sys.argv[1]](Path(sys.argv[2]), most)
