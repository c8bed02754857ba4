"""The decisions in a ledger as a person sees them: what each did, whether it holds, and which have lost their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from dateline.ledger import Ledger, LedgerError
from dateline.ledger.decisions import closed_rounds, closes, opens, undone
from dateline.ledger.filters import Day, first_day, last_day
from dateline.records import Act, Anchor, Decision, Reading
from dateline.weighing.decided.anchors import ALIKE, attach, find
from dateline.weighing.decided.fields import WORDS
from dateline.weighing.decided.values import shown
from dateline.weighing.decided.wording import places

READINGS = 64  # kept at hand


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision. `about` are ids of records as they were then, `words` their words; `apart` those of a split.

    `undone`: another decision in force undoes it.
    """

    id: str
    at: str
    by: str
    act: str
    about: tuple[str, ...]
    words: tuple[str, ...]
    reports: tuple[str, ...]
    apart: tuple[str, ...]
    field: str | None
    value: str | None
    reason: str
    round: str | None
    undoes: str | None
    undone: bool
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What decisions are chosen by; what is None chooses nothing away. Days are those on which it was decided."""

    by: str | None = None
    act: Act | None = None
    report: str | None = None
    round: str | None = None
    since: Day = None
    until: Day = None
    recorded_by: Day = None

    def chooses(self, one: Decision) -> bool:
        first, last = first_day("since", self.since), last_day("until", self.until)
        anchors = (*one.about, *one.apart)
        return (
            (self.by is None or one.by.casefold() == self.by.casefold())
            and self.act in (None, one.act)
            and (self.report is None or any(a.report.startswith(self.report) for a in anchors))
            and self.round in (None, one.round)
            and (first is None or one.at[:10] >= first)
            and (last is None or one.at[:10] <= last)
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """The decisions that were asked for, and how many more belong to others in rounds that are not closed yet."""

    decisions: tuple[Decision, ...]
    undone: frozenset[str]
    hidden: int


def listed(book: Ledger, wanted: Wanted, me: str | None = None) -> Listed:
    """The decisions that are wanted, in the order of their chain.

    Those of an open round are seen by who made them (`me`) alone: coders do not see each other's work.
    """
    all_ = book.decisions.all(wanted.recorded_by)
    closed = closed_rounds(all_)
    chosen = [d for d in all_ if wanted.chooses(d)]
    shown_ = [d for d in chosen if may_be_seen(d, closed, me)]
    return Listed(tuple(shown_), undone(all_), len(chosen) - len(shown_))


def seen(book: Ledger, recorded_by: Day = None, me: str | None = None) -> tuple[Decision, ...]:
    """All decisions but those that others made in a round that is not closed yet."""
    return listed(book, Wanted(recorded_by=recorded_by), me).decisions


def may_be_seen(one: Decision, closed: Set[str], me: str | None) -> bool:
    """Outside of rounds, in closed ones, and where it is one's own."""
    return one.round is None or one.round in closed or one.by == me or closes(one) or opens(one)


def rows(found: Listed) -> Iterator[DecisionRow]:
    for d in found.decisions:
        yield DecisionRow(
            d.id, d.at, d.by, str(d.act),
            tuple(a.id for a in d.about),
            tuple(" ".join(a.words.split()) for a in d.about if a.words),
            tuple(dict.fromkeys(a.report for a in (*d.about, *d.apart))),
            tuple(a.id for a in d.apart),
            d.field,
            _value(d),
            d.reason, d.round, d.undoes, d.id in found.undone, d.previous, d.hash,
        )  # fmt: skip


def orphans(book: Ledger, decisions: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions that no record has the words of any more, in no reading of the page: for a person to look at."""

    @lru_cache(READINGS)
    def reading(report: str) -> Reading | None:
        try:
            return book.reading(report)
        except LedgerError:  # decided in another ledger, about a report that this one has not
            return None

    for decision in decisions:
        anchors = (*decision.about, *decision.apart)
        if any(not _held(book, anchor, reading) for anchor in anchors) or _gone(book, decision, reading):
            yield decision


def _held(book: Ledger, anchor: Anchor, reading: Callable[[str], Reading | None]) -> bool:
    own = reading(anchor.report)
    if own is not None and attach(anchor, own) is not None:
        return True
    if anchor.kind == "report":
        return False
    for kin in book.decisions.same_page(anchor.report):
        other = reading(kin.report)
        alike = ALIKE if kin.same_bytes else 1.0
        if other is not None and find(anchor, other.report.text, alike) and attach(anchor, other) is not None:
            return True
    return False


def _gone(book: Ledger, decision: Decision, reading: Callable[[str], Reading | None]) -> bool:
    """Does it mark words that no text of the page has any more?"""
    if decision.field not in WORDS or decision.act is not Act.CORRECT:
        return False
    own = decision.about[0].report
    texts = (reading(report) for report in (own, *(kin.report for kin in book.decisions.same_page(own))))
    return not any(one is not None and places(decision.value, one.report) is not None for one in texts)


def _value(one: Decision) -> str | None:
    return None if one.field is None else shown(one.field, one.value)
