"""The reports of a page of the list: each with what was searched for marked, its copies folded under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.ledger import Filter, ReportRow
from dateline.ledger.excerpts import Excerpt, Part, excerpts, openings, parts
from dateline.ledger.search import Marked, marked
from dateline.records import Span
from dateline.weighing.catalogue import Catalogue, Group, Stands
from dateline.workbench import words
from dateline.workbench.ask import Ask

COPIES = 20  # of one story that are shown
OUTLETS = 3  # named beside their number
TITLE = 300  # characters


@dataclass(frozen=True, slots=True)
class CopyItem:
    """A report that is a copy of the one that it stands under."""

    id: str
    href: str
    title: str
    outlet: str | None
    published: str | None
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a report with what was searched for marked: `start` and `end` in code points of its text."""

    start: int
    end: int
    href: str
    parts: tuple[Part, ...]
    cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A report in the list. `title` is its first words where it has none (`untitled`).

    `origin` is the report that it is a copy of, where that was not found itself. `copies` are those of its story that
    were found too, the first of them; `folded` how many they are, `others` how many reports of the story were not.
    """

    id: str
    href: str
    story: str
    title: tuple[Part, ...]
    untitled: bool
    outlet: str | None
    published: str | None
    place: str | None
    claims: int
    events: int
    standing: tuple[Stands, ...]
    decided: tuple[str, ...]
    decisions: int
    passages: tuple[Passage, ...]
    origin: CopyItem | None
    copies: tuple[CopyItem, ...]
    folded: int
    outlets: tuple[str, ...]
    others: int


def items(ask: Ask, catalogue: Catalogue, groups: Sequence[Group], wanted: Filter) -> Iterator[ReportItem]:
    """What is shown of each group: its first report, and some of those that are copies."""
    firsts = [group.readings[0] for group in groups]
    shown = {n for group in groups for n in group.readings[: COPIES + 1]}
    shown |= {group.origin for group in groups if group.origin is not None}
    rows_ = dict(zip(sorted(shown), _rows(ask, catalogue, sorted(shown)), strict=True))
    levels = catalogue.levels(firsts, wanted)
    decisions = catalogue.decisions([rows_[n].id for n in firsts], wanted)
    marks, opening = _marks(ask, catalogue, wanted.text, firsts, rows_)
    for group in groups:
        first = group.readings[0]
        row, copies = rows_[first], group.readings[1 : COPIES + 1]
        title, text = marks.get(first, (Marked("", ()), Marked("", ())))
        heading = row.title or opening.get(row.id, "")
        yield ReportItem(
            row.id,
            ask.href(f"/reports/{row.id}"),
            group.story,
            _title(heading, title if row.title else Marked(heading, ())),
            not row.title,
            row.outlet,
            row.published,
            row.dateline_place,
            row.claims,
            row.events,
            levels.get(first, ()),
            row.decided,
            decisions.get(row.id, 0),
            tuple(_passage(ask, row.id, one) for one in excerpts(text, row.title or "")),
            _copy(ask, rows_[group.origin], opening) if group.origin not in (None, first) else None,
            tuple(_copy(ask, rows_[n], opening) for n in copies),
            len(group.readings) - 1,
            tuple(dict.fromkeys(outlet for n in copies if (outlet := rows_[n].outlet)))[:OUTLETS],
            group.reports - len(group.readings),
        )


def _rows(ask: Ask, catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[ReportRow]:
    return ask.desk.decided(ask.one("recorded_by") or None).reports(catalogue.rows(numbers))


def _marks(
    ask: Ask, catalogue: Catalogue, text: str | None, firsts: Sequence[int], rows_: dict[int, ReportRow]
) -> tuple[dict[int, tuple[Marked, Marked]], dict[str, str]]:
    """By the numbers of readings, titles and texts with what was searched for; and the first words of the untitled."""
    with ask.desk.book.asking() as connection:
        opening = openings(connection, [row.id for row in rows_.values() if not row.title])
        if text is None:
            return {}, opening
        of = {report: number for number, report in catalogue.reports_of(firsts).items()}
        return {of[report]: found for report, found in marked(connection, text, list(of)).items()}, opening


def _title(heading: str, found: Marked) -> tuple[Part, ...]:
    whole = parts(heading, Span(0, min(len(heading), TITLE)), found.spans if found.text == heading else ())
    return (*whole, Part("…", False)) if len(heading) > TITLE else whole


def _passage(ask: Ask, report: str, one: Excerpt) -> Passage:
    at = one.span.start
    for part in one.parts:
        if part.found:
            return Passage(
                one.span.start, one.span.end, ask.words(report, Span(at, at + len(part.words))), one.parts, one.cut
            )
        at += len(part.words)
    return Passage(one.span.start, one.span.end, ask.words(report, one.span), one.parts, one.cut)


def _copy(ask: Ask, row: ReportRow, opening: dict[str, str]) -> CopyItem:
    title = words.short(row.title or opening.get(row.id, "") or row.path or row.id, TITLE)
    return CopyItem(row.id, ask.href(f"/reports/{row.id}"), title, row.outlet, row.published, row.decided)
