"""Coding rounds: what a coder has still to do in one, and, once it is closed, what its coders differ in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ledger import LedgerError
from dateline.weighing.decided.draft import Drafter
from dateline.weighing.decided.queue import disputes, rounds
from dateline.weighing.decided.queue.queue import Queue
from dateline.workbench.ask import Ask
from dateline.workbench.problems import found
from dateline.workbench.queue.showing import FILTERS, choice_of, find_thing, reading_of, shown
from dateline.workbench.queue.view import AdjudicationView, DisputeView, QueueView, RoundView, view
from dateline.workbench.writing import choices_for, completed_by, hint_for

SIZE, LARGEST = 50, rounds.MOST  # things of a round


def in_round(ask: Ask, name: str) -> QueueView:
    """The list of a round, the same for each coder, without what this one has coded; others' work is not seen."""
    book = ask.desk.book
    with found():
        one_round = rounds.find(book, name)
    done = rounds.done_by(book, name, ask.by) if ask.by else frozenset()
    left = [id_ for id_ in one_round.left(done) if id_ not in ask.all("without")]
    after = ask.one("after")
    behind = one_round.things[one_round.things.index(after) + 1 :] if after in one_round.things else one_round.things
    coming = set(left)
    id_ = ask.one("at") or next((id_ for id_ in behind if id_ in coming), None)
    one = find_thing(ask, id_) if id_ and not one_round.closed else None
    seen = shown(ask, one, round_=name) if one else None
    told = RoundView(one_round, len(one_round.things) - len(one_round.left(done)), len(one_round.things))
    return view(ask, "round", seen, len(left), False, bool(after and left), round_=told)


def between_coders(ask: Ask, name: str) -> QueueView:
    """The disagreements of a closed round, one after the other."""
    book = ask.desk.book
    told = disputes.adjudication(book, name)
    order = {(one.record, one.field): n for n, one in enumerate(told.disputes)}
    record, _, field = ask.one("after").partition(" ")
    behind = order.get((record, field), -1)
    wanted = tuple(ask.one("at").partition(" ")[::2])
    without = set(ask.all("without"))
    open_ = [
        one for one in told.left if order[one.record, one.field] > behind and f"{one.record} {one.field}" not in without
    ]
    now = next((one for one in told.disputes if (one.record, one.field) == wanted), None) or next(iter(open_), None)
    seen = asked_now = None
    if now is not None:
        one = find_thing(ask, now.record)
        reading = reading_of(ask, one.report) if one else None
        seen = shown(ask, one, reading) if one else None
        asked_now = DisputeView(
            now, order[now.record, now.field] + 1, choices_for(now.field),
            completed_by(now.field, reading) if reading else (), hint_for(now.field),
        )  # fmt: skip
    closed = AdjudicationView(
        name, told.coders, asked_now, told.disputes, len(told.left), told.agreement, len(told.agreed), told.records,
        told.lost,
    )  # fmt: skip
    return view(ask, "adjudicate", seen, len(told.left), False, behind >= 0, adjudication=closed)


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A disagreement of a closed round, and what was taken in the end."""

    record: str
    report: str
    field: str
    coders: tuple[str, ...]
    values: tuple[str, ...]
    reasons: tuple[str, ...]
    taken: str | None
    taken_by: str | None
    taken_why: str | None


def dispute_rows(ask: Ask, name: str) -> Iterator[DisputeRow]:
    """All disagreements of a closed round."""
    for one in disputes.adjudication(ask.desk.book, name).disputes:
        taken = one.taken
        yield DisputeRow(
            one.record, one.report, one.field, tuple(s.coder for s in one.said), tuple(s.value for s in one.said),
            tuple(s.reason for s in one.said), taken.value if taken else None, taken.by if taken else None,
            taken.reason if taken else None,
        )  # fmt: skip


def start(ask: Ask) -> str:
    """Begins a round with what the address chooses; its name."""
    if not ask.by:
        raise LedgerError("Say who you are first: a round is begun in somebody's name.")
    name = " ".join(ask.one("name").split())
    size = max(1, ask.number("size", SIZE, LARGEST))
    asking = Queue(ask.desk.book, choice_of(ask))
    chance = ask.one("how") == "chance"
    things = asking.sample(size, name) if chance else asking.next(size)
    chosen = [f"{n} {', '.join(ask.all(n))}" for n in ("kind", *FILTERS, "incident") if ask.all(n)]
    how = "by chance" if chance else "the most doubtful"
    drafts = rounds.start(Drafter(ask.desk.book, ask.by), name, [one.id for one in things], "; ".join([how, *chosen]))
    ask.desk.decide(drafts)
    return name
