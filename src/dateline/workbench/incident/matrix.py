"""The matrix of an incident as it is shown: a column for each story, its copies folded, and a row for each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from dateline.export.pack import Pack
from dateline.ledger import Filter, LedgerError, ReportRow
from dateline.records import Incident, Level, Story
from dateline.weighing.account import Account
from dateline.weighing.standing.matrix import Cell, Matrix
from dateline.weighing.weigher import Weigher
from dateline.workbench import words
from dateline.workbench.ask import Ask
from dateline.workbench.incident.cells import (
    LABELS,
    MEANS,
    SAID,
    SIGNS,
    Column,
    Copy,
    MatrixView,
    Other,
    Row,
    Said,
    in_order,
    value_in_words,
)
from dateline.workbench.incident.quoting import around

COLUMNS, FEW = 12, 18  # shown at a time; up to so many are shown all
COPIES = 6  # copies of a story that are looked into, beside its first report
FOLDED = 40  # copies of a story that are listed
OTHERS = 12  # values of one field that are listed at its left
LONG = 80  # letters of a value; its words are shown whole


class Laid:
    """Lays out the matrix of one incident. What all columns need is looked up once; the words only of those shown."""

    def __init__(self, ask: Ask, weigher: Weigher, incident: Incident, as_of: Filter) -> None:
        self.ask, self.weigher, self.incident, self.as_of = ask, weigher, incident, as_of
        self.matrix = Matrix(incident)

    @cached_property
    def reports(self) -> Mapping[str, ReportRow]:
        """What is known of the incident's reports."""
        return self.ask.desk.book.about(self.incident.reports, self.as_of)

    @cached_property
    def report_of(self) -> Mapping[str, str]:
        """The report of each event."""
        return self.ask.desk.book.reports_of_events(self.incident.events)

    @cached_property
    def stories(self) -> Sequence[Story]:
        return self.weigher.stories_of(self.incident.reports, self.as_of)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order in which their stories were first published."""
        events: dict[str, list[str]] = {}
        for event, report in self.report_of.items():
            events.setdefault(report, []).append(event)
        left = set(self.incident.reports)
        made = []
        for story in self.stories:
            own = sorted(left & set(story.reports), key=lambda id_: self._order(id_, story))
            left -= set(own)
            if own:
                made.append(self._column(story, own, events))
        made += [self._column(None, [id_], events) for id_ in sorted(left)]
        made.sort(key=lambda c: (self._order(c.report, None), c.report))
        return tuple(replace(column, number=number) for number, column in enumerate(made, 1))

    def _order(self, report: str, story: Story | None) -> tuple[str, bool, str]:
        known = self.reports.get(report)
        day = (known.published if known else None) or "~"
        return day[:10], story is not None and report != story.origin, day

    def _column(self, story: Story | None, own: Sequence[str], events: Mapping[str, list[str]]) -> Column:
        lead, copies = own[0], own[1:]
        known = self.reports.get(lead)
        how = {id_: str(c.kind) for c in (story.copies if story else ()) for id_ in (c.first, c.second)}
        return Column(
            0,
            story.id if story else "",
            lead,
            self.ask.href(f"/reports/{lead}"),
            words.short((known.outlet if known else None) or "outlet not known"),
            words.short((known.title if known else None) or ""),
            words.day((known.published or "")[:10] if known else None),
            story.agency if story else None,
            tuple(self._copy(id_, how.get(id_, "")) for id_ in copies[:FOLDED]),
            len(copies),
            tuple(e for id_ in own for e in events.get(id_, ())),
        )

    def _copy(self, id_: str, how: str) -> Copy:
        known = self.reports.get(id_)
        outlet = words.short((known.outlet if known else None) or "outlet not known")
        day = words.day((known.published or "")[:10] if known else None)
        return Copy(id_, self.ask.href(f"/reports/{id_}"), outlet, day, how)

    # What is shown

    def view(self) -> MatrixView:
        """The columns from `from` on, of those that say `says`; with every row."""
        said = self.ask.one("says")
        chosen = [c for c in self.columns if not said or self._says(c, said)]
        first = min(self.ask.number("from", 1), max(1, len(chosen))) - 1 if chosen else 0
        first = max(0, first)
        many = len(chosen) if len(chosen) <= FEW else COLUMNS
        some = chosen[first : first + many]
        cells = self.cells(some)
        here = self.ask.here
        return MatrixView(
            tuple(some),
            tuple(self._row(name, [cells[c.number].get(name, ()) for c in some], said) for name in self.matrix.fields),
            first,
            len(chosen),
            len(self.columns),
            said,
            here(**{"from": max(1, first + 1 - COLUMNS)}) + "#matrix" if first else "",
            here(**{"from": first + 1 + COLUMNS}) + "#matrix" if first + many < len(chosen) else "",
        )

    def cells(self, columns: Iterable[Column]) -> dict[int, dict[str, tuple[Said, ...]]]:
        """What these columns say, by their numbers and the fields."""
        columns = list(columns)
        looked = {c.number: self._looked_into(c) for c in columns}
        accounts: dict[str, list[Account]] = {}
        for account in self.weigher.accounts([e for es in looked.values() for e in es], self.as_of):
            accounts.setdefault(account.report, []).append(account)
        return {c.number: self._cells(c, accounts) for c in columns}

    def _looked_into(self, column: Column) -> list[str]:
        """The events of a column's first report, and of some of its copies."""
        some = {column.report, *(copy.report for copy in column.copies[:COPIES])}
        return [e for e in column.events if self.report_of.get(e) in some]

    def _cells(self, column: Column, accounts: Mapping[str, Sequence[Account]]) -> dict[str, tuple[Said, ...]]:
        found: dict[str, dict[tuple[str, str], Said]] = {}
        for report in (column.report, *(copy.report for copy in column.copies[:COPIES])):
            for account in accounts.get(report, ()):
                for cell in self.matrix.cells(account):
                    said = found.setdefault(cell.field, {})
                    if (cell.value, cell.sits) not in said:
                        said[cell.value, cell.sits] = self._said(cell, account, column)
        return {name: in_order(said.values()) for name, said in found.items()}

    def _said(self, cell: Cell, account: Account, column: Column) -> Said:
        quotation = cell.quotation
        before, own, after = around(quotation, account)
        return Said(
            value_in_words(cell.field, cell.value)[:LONG],
            str(cell.sits),
            SIGNS[cell.sits],
            MEANS[cell.sits],
            cell.own,
            own if cell.own else "",
            before if cell.own else "",
            after if cell.own else "",
            self.ask.words(quotation.report, quotation.span),
            tuple(self.names.get(key, key) for key in cell.voices[:SAID]),
            "" if account.report == column.report else words.short(account.outlet or "a copy"),
            cell.event,
        )

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {key: words.voice(name) for key, name in Pack(self.incident, {}).names.items()}

    def _row(self, name: str, cells: Sequence[tuple[Said, ...]], said: str) -> Row:
        field = self.matrix.fields[name]
        in_columns = self.said_in[name]
        values = [
            Other(
                value_in_words(name, value)[:LONG],
                many,
                self.ask.here(says=None if said == f"{name}:{value}" else f"{name}:{value}", **{"from": None})
                + "#matrix",
                value == field.value,
                said == f"{name}:{value}",
            )
            for value, many in sorted(in_columns.items(), key=lambda item: (-item[1], item[0]))
        ]
        toll = self.matrix.tolls.get(name)
        return Row(
            name,
            LABELS.get(name, name.capitalize()),
            words.toll(toll.low, toll.best, toll.high) if toll else words.short(value_in_words(name, field.value)),
            field.level,
            field.independent,
            field.level is Level.DISPUTED,
            tuple(values[:OTHERS]) if len(values) > 1 else (),
            max(0, len(values) - OTHERS),
            tuple(cells),
        )

    # Which columns say what, of all of them

    @cached_property
    def column_of(self) -> Mapping[str, int]:
        """The column of each event, by its number."""
        return {event: column.number for column in self.columns for event in column.events}

    @cached_property
    def said_in(self) -> Mapping[str, Counter[str]]:
        """In how many columns each value of each field is said."""
        return {
            name: Counter({v.value: len(set(self._numbers(v.events))) for v in field.values if v.events})
            for name, field in self.matrix.fields.items()
        }

    def _numbers(self, events: Iterable[str]) -> list[int]:
        return [self.column_of[e] for e in events if e in self.column_of]

    def _says(self, column: Column, said: str) -> bool:
        name, _, value = said.partition(":")
        if name not in self.matrix.fields:
            raise LedgerError(f"This incident has no field {name!r}. Choose from {', '.join(self.matrix.fields)}.")
        return any(
            column.number in self._numbers(v.events) for v in self.matrix.fields[name].values if v.value == value
        )
