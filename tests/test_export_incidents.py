"""Exports by incident: one row for what many reports tell, with how it stands; and the tables it is laid flat in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import jsonschema
import pytest
from frictionless import Package, system

import weighed
from databases import postgresql
from dateline.export import PROFILES, ExportError, acled, export, ged, geojson, plover
from dateline.export.cases import Case, Desk
from dateline.export.columns import HAPPENED, Source
from dateline.export.pack import gather, page
from dateline.export.toll import toll_of_incident
from dateline.export.weighed_rows import figures, incident_events, strains, withdrawals
from dateline.export.written import check_of_rows, columns_of, schema_file
from dateline.ledger import Filter, Ledger
from dateline.records import CountOf, Figure, Incident, Level, Status
from dateline.weighing.weigher import Weigher
from exported import JUNE, read_csv
from invented import raw_of, reading

JULY = datetime(2011, 7, 1, tzinfo=UTC)
OTHERS = ("ged", "acled", "plover", "geojson")
OURS = [
    "dateline_incident", "dateline_standing", "dateline_voices", "dateline_reports", "dateline_stories",
    "dateline_chain", "dateline_disputed", "dateline_denied_by",
]  # fmt: skip


class Drawer:
    """What a case asks of a desk, of hand-made readings."""

    def __init__(self, statuses: frozenset[Status] = HAPPENED) -> None:
        self.readings = {r.report.id: r for r in weighed.readings()}
        self.statuses = statuses
        self.left_out: set[str] = set()
        self.book = SimpleNamespace(reports_of_events=self._reports)

    def _reports(self, events: tuple[str, ...]) -> dict[str, str]:
        return {e.id: r.report.id for r in self.readings.values() for e in r.events if e.id in events}

    def source(self, report: str) -> Source:
        return Source(self.readings[report], "2031-06-01T00:00:00Z", self.statuses)

    def here(self, report: str | None) -> str | None:
        return report if report not in self.left_out else None

    def about(self, reports: tuple[str, ...]) -> dict[str, Any]:
        found = {id_: self.readings[id_].report for id_ in reports}
        return {
            id_: SimpleNamespace(
                id=id_, outlet=r.outlet, published=r.published, title=r.title, recorded="2031-06-01T00:00:00Z"
            )
            for id_, r in found.items()
        }


def case_of(incident: Incident | None = None, *statuses: Status) -> Case:
    drawer = Drawer(frozenset(statuses) or HAPPENED)
    return Case(incident or weighed.incident(), cast(Desk, drawer))


# One row


def test_ged_has_one_row_for_five_reports() -> None:
    (row,) = ged.rows(case_of())
    one = weighed.incident()
    check_of_rows(ged.TABLES[0])({**row, "published": None, "recorded": None})
    assert row["relid"] == row["dateline_incident"] == one.id
    assert (row["low"], row["best"], row["high"]) == (13, 14, 14)
    assert row["deaths_a"] + row["deaths_b"] + row["deaths_civilians"] + row["deaths_unknown"] == 14  # type: ignore[operator]
    assert (row["number_of_sources"], row["source_office"]) == (5, "Halyard;The Lantern;Courier;Gazette")
    assert str(row["source_article"]).startswith('"Halyard,2031-05-02,Bomb at Terna bus station";')
    assert "an officer > the hospital" in str(row["source_original"])
    assert (row["where_coordinates"], row["adm_1"], row["date_start"]) == ("Terna", "Upper Terna", "2031-05-01")
    assert row["dateline_standing"] == "disputed" and row["dateline_voices"] == 2
    assert (row["dateline_reports"], row["dateline_stories"]) == (5, 4)
    assert row["dateline_disputed"] == "what;killed" and row["dateline_denied_by"] == "the mayor of Terna"
    assert row["dateline_chain"] == row["source_original"]


def test_acled_says_the_standing_in_its_notes_too() -> None:
    (row,) = acled.rows(case_of())
    check_of_rows(acled.TABLES[0])({**row, "published": None, "recorded": None})
    assert row["source"] == "Halyard; The Lantern; Courier; Gazette"
    assert row["fatalities"] == 13
    notes = str(row["notes"])
    assert "[Standing: disputed (what, killed); voices apart: 2; reports: 5; stories: 4" in notes
    assert "denied or doubted by the mayor of Terna" in notes and "figures differ: Fourteen people" in notes


def test_plover_and_geojson_carry_the_standing() -> None:
    (record,) = plover.records(case_of())
    jsonschema.Draft7Validator(schema_file("plover")).validate(record)
    assert record["incident"]["reports"] == list(weighed.incident().reports)
    assert ["an officer", "the hospital"] in record["voices"] and record["size"]["dead"] == 13
    (feature,) = geojson.features(case_of())
    jsonschema.Draft7Validator(schema_file("geojson")).validate(feature)
    assert feature["geometry"]["coordinates"] == [-3.25, 12.5]
    properties = feature["properties"]
    assert (properties["standing"], properties["killed_best"], properties["stories"]) == ("disputed", 14, 4)


@pytest.mark.parametrize("rows", [ged.rows, acled.rows, plover.records, plover.rows, geojson.features])
def test_what_was_taken_back_or_is_no_act_is_not_counted(rows: Any) -> None:
    assert len(list(rows(case_of()))) == 1
    assert not list(rows(case_of(replace(weighed.incident(), withdrawn=True))))
    for status in (Status.DENIED, Status.PLANNED, Status.THREATENED):
        other = replace(weighed.incident(), status=status)
        assert not list(rows(case_of(other)))
        assert len(list(rows(case_of(other, status)))) == 1


def test_derivations_say_why_an_incident_was_left_out() -> None:
    (row,) = ged.derived(case_of(replace(weighed.incident(), withdrawn=True)))
    assert row["left_out"] == "every account of it has been taken back" and row["incident"] == weighed.incident().id
    (row,) = acled.derived(case_of())
    assert row["taken"] and row["rule"]


# Its toll


def test_a_toll_is_as_it_was_weighed() -> None:
    found = toll_of_incident(weighed.incident(), CountOf.KILLED)
    assert (found.low, found.best, found.high, found.conservative) == (13, 14, 14, 13)
    assert sum(found.by.values()) == 14 and found.disputed
    assert toll_of_incident(weighed.incident(), CountOf.INJURED).best is None


def test_more_than_a_hundred_is_coded_as_a_hundred() -> None:
    one = weighed.incident()
    figure: Figure = replace(
        one.tolls[0].figures[2], low=101, best=None, high=None,
        quotation=replace(one.tolls[0].figures[2].quotation, words="more than 100 people"),
    )  # fmt: skip
    toll = replace(one.tolls[0], low=101, best=None, high=None, figures=(figure,))
    found = toll_of_incident(replace(one, tolls=(toll,)), CountOf.KILLED)
    assert (found.low, found.best, found.high, found.conservative) == (100, 100, 100, 100)


# Laid flat


def test_what_is_not_in_the_export_is_not_referred_to() -> None:
    case = case_of()
    one = case.incident
    assert len(list(incident_events(case))) == 5
    assert {row["witness"] for row in figures(case)} == {f"{one.id}.{n}" for n in (0, 1, 2)}
    assert [row["replaced"] for row in figures(case)] == [True, True, False, False, False]
    cast(Drawer, case.desk).left_out = {one.reports[0], one.withdrawals[0].report}
    assert len(list(incident_events(case))) == 4
    first = next(iter(figures(case)))
    assert first["report"] is None and first["event"] is None
    (strain,) = strains(case)
    assert (strain["first_report"], strain["first_words"]) == (None, "A bomb killed at least 9 people")
    (taken,) = withdrawals(case)
    assert (taken["report"], taken["wrong"], taken["right"]) == (None, "16", "14")


# From a ledger


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Ledger]:
    """One happening told by three outlets, one of them a month later."""
    with Ledger.open(tmp_path / "copies.db") as book:
        for n, outlet in enumerate(("Halyard", "The Lantern", "Courier")):
            one = reading(n, outlet=outlet, published=f"2011-05-0{4 + n}")
            book.add(one, raw_of(one), JUNE if n < 2 else JULY)
        yield book


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


@pytest.mark.parametrize(("profile", "table"), [("ged", "ged"), ("acled", "acled"), ("plover", "polecat")])
def test_their_columns_come_first_and_ours_after(copies: Ledger, tmp_path: Path, profile: str, table: str) -> None:
    export(copies, tmp_path / "out", profile=profile)
    theirs = [column.name for column in columns_of(table)]
    assert header(tmp_path / "out" / f"{table}.csv") == theirs + OURS
    export(copies, tmp_path / "out", profile=profile, rows="events")
    assert header(tmp_path / "out" / f"{table}.csv") == theirs


@pytest.mark.parametrize("profile", ("ledger", *OTHERS))
def test_frictionless_finds_nothing_wrong(copies: Ledger, tmp_path: Path, profile: str) -> None:
    for n, asked in enumerate(
        (Filter(), Filter(outlet="Courier"), Filter(known_by="2011-05-04"), Filter(country="ZMB"))
    ):
        export(copies, tmp_path / str(n), profile=profile, filter=asked)
        with system.use_context(trusted=True):
            report = Package(str(tmp_path / str(n) / "datapackage.json")).validate()
        assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])


def test_one_happening_is_counted_once(copies: Ledger, tmp_path: Path) -> None:
    export(copies, tmp_path / "all", profile="ged")
    (row,) = read_csv(tmp_path / "all" / "ged.csv")
    assert (row["number_of_sources"], row["dateline_reports"]) == ("3", "3")
    assert row["source_office"] == "Halyard;The Lantern;Courier"
    export(copies, tmp_path / "each", profile="ged", rows="events")
    assert len(read_csv(tmp_path / "each" / "ged.csv")) == 3


def test_clocks_work_on_incidents(copies: Ledger, tmp_path: Path) -> None:
    for asked, reports in (({"known_by": "2011-05-05"}, "2"), ({"recorded_by": "2011-06"}, "2"), ({}, "3")):
        export(copies, tmp_path / "out", profile="ged", filter=Filter(**asked))  # type: ignore[arg-type]
        (row,) = read_csv(tmp_path / "out" / "ged.csv")
        assert row["dateline_reports"] == reports


def test_the_package_says_what_a_row_is(copies: Ledger, tmp_path: Path) -> None:
    for rows in ("incidents", "events"):
        export(copies, tmp_path / "out", profile="acled", rows=rows)
        package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
        assert package["rows_of"] == rows
    with pytest.raises(ExportError, match="Choose from incidents, events"):
        export(copies, tmp_path / "out", profile="acled", rows="stories")


def test_the_ledgers_tables_hold_together(copies: Ledger, tmp_path: Path) -> None:
    done = export(copies, tmp_path / "out", formats=("csv",), filter=Filter(outlet=("Halyard", "Courier")))
    tables = {table.name for table in PROFILES["ledger"].all_tables}
    assert set(done.rows) == tables
    (happened,) = (r for r in read_csv(tmp_path / "out" / "incidents.csv") if r["status"] == "happened")
    assert happened["standing"] in [str(level) for level in Level] and happened["reports"] == "3"
    events = [r for r in read_csv(tmp_path / "out" / "incident_events.csv") if r["incident"] == happened["id"]]
    assert len(events) == 2  # the Lantern's is in no table
    fields = {r["field"] for r in read_csv(tmp_path / "out" / "incident_fields.csv")}
    assert {"what", "place", "when", "killed"} <= fields


def test_postgresql_does_the_same(copies: Ledger, tmp_path: Path) -> None:
    with Ledger.open(postgresql()) as other:
        for n, outlet in enumerate(("Halyard", "The Lantern", "Courier")):
            one = reading(n, outlet=outlet, published=f"2011-05-0{4 + n}")
            other.add(one, raw_of(one), JUNE if n < 2 else JULY)
        for profile in ("ledger", *OTHERS):
            for name, book in (("here", copies), ("there", other)):
                export(book, tmp_path / name, profile=profile, created=JUNE)
            for path in (tmp_path / "here").glob("*.*"):
                if path.name != "datapackage.json" and path.suffix != ".parquet":
                    assert path.read_bytes() == (tmp_path / "there" / path.name).read_bytes(), path.name
        asked = Filter(type="ASSAULT", voice="Sorel", place="Lumbala", text="market")
        assert list(other.tensions(asked)) == list(copies.tensions(asked)) != []
        weigher = Weigher(other)
        (shelled,) = (one for one in weigher.incidents() if one.status is Status.HAPPENED)
        assert page(gather(other, weigher, shelled.id)) == page(gather(copies, Weigher(copies), shelled.id))
