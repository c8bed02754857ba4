"""What persons decided on the rows of a ledger: each marked, and with what was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import islice
from typing import Any, TypeVar

from dateline.ledger import ClaimRow, EventRow, Filter, Ledger, ReportRow
from dateline.ledger.filters import Day
from dateline.ledger.flatten import flatten
from dateline.records import Decision, Reading
from dateline.weighing.decided.anchors import ALIKE
from dateline.weighing.decided.apply import Applied, Verdicts, apply, verdicts_of
from dateline.weighing.decided.marks import marks

Row = TypeVar("Row", ReportRow, ClaimRow, EventRow)
MANY = 200  # rows that are looked at together
# What a row calls by another name than the ledger's table.
_NAMES = {"place_name": "place", "when_words": "when"}


class Decided:
    """The decisions in a ledger, or those in it by a moment, as they bear on its readings and rows."""

    def __init__(self, book: Ledger, recorded_by: Day = None) -> None:
        self.book = book
        self.recorded_by = recorded_by
        self.any = book.decisions.there()
        self.reports_decided = book.decisions.reports() if self.any else frozenset()
        self.pages = book.decisions.pages() if self.any else {}

    def of(self, reading: Reading) -> Applied:
        """What the decisions make of a reading."""
        if not self.reports_decided:
            return Applied(reading=reading)
        kin, decisions = self._about([reading.report.id])
        return apply(reading, decisions, kin=kin.get(reading.report.id))

    def reports(self, rows: Iterable[ReportRow]) -> Iterator[ReportRow]:
        """Rows of reports with what was decided on the report itself."""
        return self._rows(rows, lambda row: row.id, _report)

    def claims(self, rows: Iterable[ClaimRow]) -> Iterator[ClaimRow]:
        """Rows of claims with what was decided on each."""
        return self._rows(rows, lambda row: row.report, _cells("claims"))

    def events(self, rows: Iterable[EventRow]) -> Iterator[EventRow]:
        """Rows of events with what was decided on each."""
        return self._rows(rows, lambda row: row.report, _cells("events"))

    def _rows(
        self,
        rows: Iterable[Row],
        report_of: Callable[[Row], str],
        cells: Callable[[Reading], Mapping[str, dict[str, Any]]],
    ) -> Iterator[Row]:
        if not self.reports_decided:
            yield from rows
            return
        rest = iter(rows)
        while part := list(islice(rest, MANY)):
            kin, decisions = self._about({report_of(row) for row in part})
            seen: dict[str, tuple[Verdicts | None, Mapping[str, dict[str, Any]]]] = {}
            for row in part:
                id_ = report_of(row)
                if id_ not in self.reports_decided and id_ not in kin:
                    yield row
                    continue
                if id_ not in seen:
                    seen[id_] = self._seen(id_, row.recorded, kin.get(id_), decisions, cells)
                verdicts, corrected = seen[id_]
                told = marks(verdicts, row.id) if verdicts else ()
                yield replace(row, **corrected.get(row.id, {}), decided=told) if told or corrected else row

    def _seen(
        self,
        id_: str,
        recorded: str,
        kin: Mapping[str, float] | None,
        decisions: Iterable[Decision],
        cells: Callable[[Reading], Mapping[str, dict[str, Any]]],
    ) -> tuple[Verdicts | None, Mapping[str, dict[str, Any]]]:
        """What was decided on a report's records, and the cells of those in which a decision changes any."""
        if kin is None and (verdicts := self._quick(id_, recorded, decisions)):
            return verdicts, {}
        reading = self._reading(id_)
        if reading is None:
            return None, {}
        applied = apply(reading, decisions, kin=kin)
        return applied, cells(applied.reading) if applied.corrected else {}

    def _quick(self, id_: str, recorded: str, decisions: Iterable[Decision]) -> Verdicts | None:
        """The verdicts on a report that was not read again since, if they are no corrections: no need of its words."""
        mine = [d for d in decisions if any(a.report == id_ for a in (*d.about, *d.apart)) or d.undoes]
        return verdicts_of(mine) if all(recorded < d.at for d in mine) else None

    def _about(self, reports: Iterable[str]) -> tuple[dict[str, dict[str, float]], tuple[Decision, ...]]:
        """The kin of each report, and the decisions about any of them or their kin."""
        reports = set(reports)
        found = self.book.decisions.kin(reports, self.pages)
        # The same bytes say the same; an address may say something else on another day.
        kin = {id_: {one.report: ALIKE if one.same_bytes else 1.0 for one in all_} for id_, all_ in found.items()}
        wanted = (reports & self.reports_decided).union(*kin.values())
        return kin, self.book.decisions.of(sorted(wanted), self.recorded_by) if wanted else ()

    def _reading(self, report: str) -> Reading | None:
        found = self.book.readings(Filter(report=report, recorded_by=self.recorded_by))
        return next((reading for reading, _ in found), None)


def _report(reading: Reading) -> dict[str, dict[str, Any]]:
    report = reading.report
    names = ("published", "published_from", "outlet", "title")
    return {report.id: {name: getattr(report, name) for name in names}}


def _cells(table: str) -> Callable[[Reading], dict[str, dict[str, Any]]]:
    """What gives the cells of a reading's rows, by the ids of their records."""
    kind = EventRow if table == "events" else ClaimRow
    known = {f.name for f in fields(kind)} - {"id", "report", "recorded", "decided"}

    def cells(reading: Reading) -> dict[str, dict[str, Any]]:
        about = {"published": reading.report.published, "outlet": reading.report.outlet}
        out = {}
        for row in flatten(reading, reading_number=0, report_number=0, recorded="")[table]:
            named = {_NAMES.get(name, name): value for name, value in row.items() if name not in _NAMES.values()}
            of = {k: tuple(v) if isinstance(v, list) else v for k, v in named.items() if k in known}
            out[row["id"]] = of | about
        return out

    return cells
