"""What a person may be asked about of some reports: each claim and event by how doubtful it is, and what is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.ledger.doubt_tables import round_key
from dateline.ledger.doubts import Facts
from dateline.ledger.tables import BEFORE, POSITION_BITS
from dateline.ledger.weighed import Store
from dateline.records import Act, Decision, Level, Reading
from dateline.weighing.decided.apply import Verdicts, apply
from dateline.weighing.decided.queue.doubt import Doubt, gravity
from dateline.weighing.weigher.making import Decided

Row = dict[str, Any]


def doubts(store: Store, reports: Iterable[int]) -> list[Row]:
    """Rows of `doubts` for the claims and events of these reports (by number)."""
    facts = Facts(store.connection, reports)
    events, claims = facts.events(), facts.claims()
    keys = [row.key for row in events]
    killed, tense, copies, settled = facts.killed(keys), facts.tense(), facts.copies(), facts.settled()
    carries: dict[int, list[Any]] = defaultdict(list)
    by_key = {row.key: row for row in events}
    for claim, event in facts.carries(keys):
        carries[claim].append(by_key[event])

    def row(one: Any, kind: str, of: Any) -> Row:
        standing = Level(of.standing) if of is not None and of.standing else None
        told = Doubt(
            one.confidence,
            standing,
            of is not None and of.key in killed,
            (one.reading, one.id) in tense,
            one.report in copies,
        )
        cells = {name: getattr(of, name, None) or "" for name in ("type", "status", "country")}
        return {
            "open": (kind, one.key) not in settled,
            "by_doubt": -told.points,
            "key": one.key,
            "kind": kind,
            "report": one.report,
            **cells,
            "published": one.published or BEFORE,
            "recorded": one.recorded,
            "carried": kind == "claim" and of is not None,
        }

    def gravest(claim: int) -> Any:
        return min(carries[claim], key=lambda e: (-gravity(e.standing, e.key in killed), e.key), default=None)

    return [
        *(row(one, "event", one) for one in events),
        *(row(one, "claim", gravest(one.key)) for one in claims),
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
