"""What a person may be asked about of some reports: each claim and event by how doubtful it is, and what is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.ledger.doubt_tables import round_key
from dateline.ledger.doubts import Facts
from dateline.ledger.tables import BEFORE, POSITION_BITS
from dateline.ledger.weighed import Store
from dateline.records import Act, Decision, Reading
from dateline.weighing.decided.apply import Verdicts, apply
from dateline.weighing.decided.queue.measure import measured
from dateline.weighing.weigher.making import Decided

Row = dict[str, Any]


def doubts(store: Store, reports: Iterable[int]) -> list[Row]:
    """Rows of `doubts` for the claims and events of these reports (by number)."""
    facts = Facts(store.connection, reports)
    settled = facts.settled()
    return [
        {
            "open": (one.kind, one.row.key) not in settled,
            "by_doubt": -one.doubt.points,
            "key": one.row.key,
            "kind": one.kind,
            "report": one.row.report,
            **{name: getattr(one.of, name, None) or "" for name in ("type", "status", "country")},
            "published": one.row.published or BEFORE,
            "recorded": one.row.recorded,
            "carried": one.kind == "claim" and one.of is not None,
        }
        for one in measured(facts)
    ]


def verdicts(reading: Reading, number: int, report: int, decided: Decided) -> Iterator[Row]:
    """Rows of `verdicts`: what persons decided of a reading's records, outside of rounds and in each of them."""
    key_of = {
        **{one.id: ("claim", i) for i, one in reversed(list(enumerate(reading.claims)))},
        **{one.id: ("event", i) for i, one in reversed(list(enumerate(reading.events)))},
    }
    decisions = [decision for decision, _ in decided.decisions]
    recorded = {decision.id: at for decision, at in decided.decisions}
    for round_, by in sorted({(d.round, d.by if d.round else None) for d in decisions}, key=str):
        applied = apply(reading, decisions, round_=round_, by=by, kin=decided.kin)
        for id_, (kind, position) in key_of.items():
            for decision in _holding(applied, id_):
                yield {
                    "report": report,
                    "kind": kind,
                    "key": (number << POSITION_BITS) + position,
                    "decision": decision.id,
                    "record": id_,
                    "act": str(decision.act),
                    "field": decision.field or "" if decision.act is Act.CORRECT else "",
                    "by": decision.by,
                    "round": round_key(round_),
                    "recorded": recorded[decision.id],
                }


def _holding(held: Verdicts, id_: str) -> Iterator[Decision]:
    """The decisions that say how a record stands: the last acceptance or rejection, and each correction."""
    last: Decision | None = None
    corrections = {decision.id for decision in held.corrected.get(id_, {}).values()}
    for decision in held.by.get(id_, ()):
        match decision.act:
            case Act.ACCEPT if id_ in held.accepted:
                last = decision
            case Act.REJECT if id_ in held.rejected:
                last = decision
            case Act.CORRECT if decision.id in corrections:
                yield decision
    if last is not None:
        yield last
