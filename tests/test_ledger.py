"""The ledger: what goes in comes out, nothing changes, and every question is answered on both databases."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError, passage, sentence_of
from dateline.ledger.schema import STEPS, VERSION_TABLE
from dateline.ledger.search import as_fts5
from dateline.ledger.tables import RECORDED, metadata
from dateline.ledger.weighed_tables import WEIGHED
from dateline.records import Dateline, Provenance, ReaderVersion, Reading, Span, report_of
from invented import NEWER, READER, raw_of, reading

JUNE = datetime(2011, 6, 1, 12, 0, tzinfo=UTC)
JULY = datetime(2011, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "test.db") if request.param == "sqlite" else postgresql()


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def three(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Reports 1 (Halyard, May 4), 2 (Lantern, May 2011) and 3 (no outlet, no date); no test adds to it."""
    sqlite = request.param == "sqlite"
    with Ledger.open(tmp_path_factory.mktemp("three") / "test.db" if sqlite else postgresql()) as ledger:
        for one in (
            reading(1),
            reading(2, outlet="The Lantern", published="2011-05"),
            reading(3, outlet=None, published=None),
        ):
            ledger.add(one, raw_of(one), JUNE)
        yield ledger


def dump(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Every recorded row."""
    with ledger._asking() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in RECORDED
        }


def found(ledger: Ledger, **wanted: Any) -> tuple[int, int]:
    """How many claims and events a filter chooses."""
    chosen = Filter(**wanted)
    return len(list(ledger.claims(chosen))), len(list(ledger.events(chosen)))


# What goes in comes out


def test_a_reading_comes_back_as_it_was(ledger: Ledger) -> None:
    one = reading(1)
    assert not ledger.holds(one.report.id, one.reader)
    assert ledger.add(one, raw_of(one), JUNE)
    assert ledger.holds(one.report.id, one.reader)
    assert ledger.reading(one.report.id) == one
    assert ledger.raw(one.report.provenance.raw or "") == raw_of(one)
    assert list(ledger.report_ids()) == [one.report.id]
    assert ledger.check() == []


def test_adding_twice_changes_nothing(three: Ledger) -> None:
    before = dump(three)
    assert not three.add(reading(1), raw_of(reading(1)), JULY)
    assert three.add_many([(reading(1), raw_of(reading(1))), (reading(1), raw_of(reading(1)))]) == [False, False]
    assert dump(three) == before


def test_a_batch_is_added_whole_or_not_at_all(ledger: Ledger) -> None:
    good, bad = reading(1), reading(2)
    with pytest.raises(LedgerError, match="have the hash"):
        ledger.add_many([(good, raw_of(good)), (bad, b"other bytes")])
    assert ledger.stats().reports == 0
    assert ledger.add_many([(good, raw_of(good)), (bad, raw_of(bad)), (good, raw_of(good))]) == [True, True, False]


def test_rows_are_never_changed_or_removed(three: Ledger) -> None:
    with three._writing() as connection:
        link = "1, 'd_1', 'now', 'Ana', 'note', '', '1f', '{}', 'now'"
        columns = 'number, id, at, "by", act, previous, hash, packed, recorded'
        connection.exec_driver_sql(f"INSERT INTO decisions ({columns}) VALUES ({link})")
        connection.execute(text("INSERT INTO decision_reports (decision, report, recorded) VALUES (1, 'r_1', 'now')"))
    before = dump(three)
    for table in RECORDED:
        column = next(c.name for c in table.columns if c.name in ("recorded",))
        for act in (f"UPDATE {table.name} SET {column} = 'now'", f"DELETE FROM {table.name}"):
            with pytest.raises(LedgerError, match="append-only"), three._writing() as connection:
                connection.execute(text(act))
    assert dump(three) == before


def test_every_row_has_both_clocks() -> None:
    for table in RECORDED:
        assert not table.c.recorded.nullable
        assert table.name in ("raw", "decisions", "decision_reports") or "published" in table.c


def test_what_a_database_cannot_store_is_replaced_and_spans_still_hold(ledger: Ledger) -> None:
    one = reading(1)
    odd = one.report.text.replace("calm", "calm").replace("autumn", "aut\0mn").replace("Gunmen", "Gu\ud800men")
    report = dataclasses.replace(
        one.report, text=odd, path="reports/\udcff.txt", provenance=type(one.report.provenance)()
    )
    one = dataclasses.replace(one, report=report)
    assert ledger.add(one, b"raw")
    kept = ledger.reading(report.id)
    assert "aut\ufffdmn" in kept.report.text
    assert len(kept.report.text) == len(odd)
    assert kept.report.path == "reports/\ufffd.txt"
    assert kept.claims == one.claims
    assert not ledger.add(one, b"raw")


def test_references_to_records_that_are_not_there_do_no_harm(ledger: Ledger) -> None:
    one = dataclasses.replace(reading(1), actors=(), voices=(), places=(), times=())
    assert ledger.add(one, raw_of(one))
    assert next(ledger.events()).actors == ("Gunmen of the Red Kite Front",)
    assert ledger.check() == []


def test_a_report_that_says_too_much_is_kept(ledger: Ledger) -> None:
    one = reading(1)
    long = "x" * 50_000 + " " + " ".join(f"\u4e00{chr(0x4E00 + n % 20_000)}{n}" for n in range(200_000))
    report = dataclasses.replace(one.report, text=one.report.text + long, outlet=long, title=long, byline=long)
    report = dataclasses.replace(report, provenance=type(report.provenance)())
    count = dataclasses.replace(one.events[0].counts[0], low=10**30, best=10**30)
    events = (dataclasses.replace(one.events[0], counts=(count,)), one.events[1])
    voices = tuple(dataclasses.replace(voice, name=long) for voice in one.voices)
    one = dataclasses.replace(one, report=report, events=events, voices=voices)
    assert ledger.add(one, b"raw")
    assert ledger.reading(report.id) == one
    assert len(list(ledger.events(Filter(text="shelled", outlet=long)))) == 1


def test_an_empty_reading_is_a_reading(ledger: Ledger) -> None:
    full = reading(1)
    one = Reading(full.reader, dataclasses.replace(full.report, text="", title=None))
    assert ledger.add(one, raw_of(full))
    assert ledger.reading(one.report.id) == one
    assert next(ledger.reports()).claims == 0


# Two clocks, and readings by newer readers


def test_the_latest_reading_is_the_current_one_and_the_former_stays(ledger: Ledger) -> None:
    old, new = reading(1), reading(1, reader=NEWER, dead=14)
    assert ledger.add(old, raw_of(old), JUNE)
    assert ledger.add(new, raw_of(new), JULY)
    assert not ledger.add(old, raw_of(old))
    assert ledger.reading(old.report.id) == new
    assert found(ledger) == (3, 2)
    assert next(ledger.events()).counts == ("killed 14+",)
    assert [row.reader for row in ledger.reports()] == ["0.2"]
    as_of_june = Filter(recorded_by="2011-06-15")
    assert next(ledger.events(as_of_june)).counts == ("killed 12+",)
    assert [row.reader for row in ledger.reports(as_of_june)] == ["0.1"]
    assert list(ledger.reports(Filter(recorded_by="2011-05"))) == []
    assert ledger.stats().readings == 2
    assert ledger.check() == []


def test_another_version_of_one_layer_is_another_reader(ledger: Ledger) -> None:
    one = reading(1)
    ledger.add(one, raw_of(one))
    assert not ledger.holds(one.report.id, NEWER)
    assert not ledger.holds(one.report.id, ReaderVersion(READER.version, {**READER.layers, "counts": "1"}))
    assert ledger.holds(one.report.id, ReaderVersion(READER.version, dict(reversed(READER.layers.items()))))


@pytest.mark.parametrize(
    ("by", "reports"),
    [("2011-05-03", 0), ("2011-05-04", 1), ("2011-05-30", 1), ("2011-05", 2), ("2011", 2), (date(2011, 5, 31), 2)],
)
def test_known_by_counts_only_what_was_surely_published(three: Ledger, by: str | date, reports: int) -> None:
    assert len(list(three.reports(Filter(known_by=by)))) == reports
    assert found(three, known_by=by) == (3 * reports, 2 * reports)


@pytest.mark.parametrize(
    ("by", "there"),
    [
        ("2011-05-31", False),
        ("2011-06-01", True),
        ("2011-06-01T11:59:59", False),
        ("2011-06-01T13:00:00+01:00", True),
        (datetime(2011, 6, 1, 12, 0, tzinfo=UTC), True),
    ],
)
def test_recorded_by_is_a_day_or_a_moment(three: Ledger, by: Any, there: bool) -> None:
    assert bool(list(three.reports(Filter(recorded_by=by)))) is there


# Questions


def test_reports_have_the_columns_people_see(three: Ledger) -> None:
    row = next(three.reports())
    assert (row.outlet, row.published, row.published_from) == ("Halyard", "2011-05-04", "option")
    assert (row.title, row.byline, row.language) == ("Market shelled, Quelva 1 calm", "Ida Marsh", "en")
    assert (row.dateline_place, row.dateline_date, row.claims, row.events) == ("LUMBALA", "May 3", 3, 2)
    assert row.recorded == "2011-06-01T12:00:00Z"


def test_claims_have_the_columns_people_see(three: Ledger) -> None:
    first, _, third = list(three.claims(Filter(outlet="halyard")))
    assert (
        first.content
        == "Gunmen of the Red Kite Front shelled the market of Lumbala on Tuesday, killing at least 12 people,"
    )
    assert (first.voice, first.voice_kind, first.named, first.cue, first.stance) == (
        "officials", "group", False, "said", "asserts",
    )  # fmt: skip
    assert third.chain == ("an officer", "ministry sources")
    assert third.voice == "ministry sources"


def test_events_have_the_columns_people_see(three: Ledger) -> None:
    shelling, attack = list(three.events(Filter(outlet="Halyard")))
    assert (shelling.type, shelling.mode, shelling.status) == ("ASSAULT", "heavy-weapons", "happened")
    assert (shelling.actors, shelling.recipients) == (("Red Kite Front",), ("people",))
    where = (shelling.place, shelling.admin1, shelling.admin2, shelling.country, shelling.precision)
    assert where == ("Lumbala", "Moxico", "Bundas", "AGO", 1)
    assert (shelling.when, shelling.first_precise, shelling.granularity) == ("Tuesday", "2011-05-03", "day")
    assert (shelling.counts, shelling.voices) == (("killed 12+",), ("officials",))
    assert shelling.sentence.startswith("Gunmen of the Red Kite Front")
    assert shelling.sentence.endswith("officials said.")
    assert (attack.status, attack.voices, attack.place, attack.when) == ("denied", ("Ana Sorel",), None, None)


@pytest.mark.parametrize(
    ("wanted", "claims", "events"),
    [
        ({}, 9, 6),
        ({"voice": "sorel"}, 3, 3),
        ({"voice": "ministry sources"}, 3, 0),
        ({"voice": "an officer"}, 3, 0),  # anywhere in the chain
        ({"voice": "sources ministry"}, 0, 0),
        ({"named": True}, 3, 3),
        ({"named": False}, 6, 3),
        ({"stance": "denies"}, 3, 3),
        ({"stance": ("asserts", "CONFIRMS")}, 6, 3),
        ({"status": "denied"}, 3, 3),
        ({"type": "assault"}, 6, 6),
        ({"type": "AID"}, 0, 0),
        ({"mode": "heavy-weapons"}, 3, 3),
        ({"country": "ago"}, 3, 3),
        ({"country": ("KEN", "UGA")}, 0, 0),
        ({"place": "Lumbala"}, 3, 3),
        ({"place": "moxico"}, 3, 3),
        ({"actor": "red kite"}, 3, 3),
        ({"actor": "Ana Sorel"}, 3, 3),
        ({"actor": "people"}, 3, 3),
        ({"outlet": "the lantern"}, 3, 2),
        ({"outlet": ("the lantern", "HALYARD")}, 6, 4),
        ({"outlet": "Nobody"}, 0, 0),
        ({"status": "denied", "voice": "Sorel", "outlet": "Halyard"}, 1, 1),
        ({"status": "happened", "voice": "Sorel"}, 0, 0),
        ({"made_by": "events"}, 0, 6),
        ({"made_by": "attribution@rules-1"}, 9, 0),
        ({"made_by": "attribution@rules"}, 0, 0),
        ({"text": "planned"}, 3, 3),
        ({"text": '"killing at least"'}, 3, 3),
        ({"published_since": "2011-05-04"}, 6, 4),
        ({"published_since": "2011-06"}, 0, 0),
        ({"published_until": "2011-05-03"}, 3, 2),  # some day of May may have been before
        ({"limit": 2}, 2, 2),
        ({"limit": 4, "offset": 4}, 4, 2),
        ({"offset": 5}, 4, 1),
        ({"limit": 0}, 0, 0),
    ],
)
def test_filters(three: Ledger, wanted: dict[str, Any], claims: int, events: int) -> None:
    assert found(three, **wanted) == (claims, events)


def test_rows_can_be_chosen_by_how_sure_they_are(three: Ledger) -> None:
    sure = sorted(row.confidence for row in three.claims(Filter()))
    bound = sure[len(sure) // 2]
    assert [row.confidence >= bound for row in three.claims(Filter(sure_from=bound))] == [True] * sum(
        c >= bound for c in sure
    )
    assert [row.confidence <= bound for row in three.claims(Filter(sure_to=bound))] == [True] * sum(
        c <= bound for c in sure
    )
    assert found(three, sure_from=0.0) == found(three)


def test_since_and_until_are_of_the_event_for_events_and_of_publication_for_claims(three: Ledger) -> None:
    assert found(three, since="2011-05-03", until="2011-05-03") == (3, 3)  # a report of May may be of May 3
    assert found(three, since="2011-05-04", until="2011-05-04") == (6, 0)
    assert found(three, until="2011-05-02") == (3, 0)
    assert found(three, since=date(2011, 5, 1)) == (6, 3)


@pytest.mark.parametrize(
    ("wanted", "reports"),
    [
        ({"text": "recipes"}, 3),
        ({"text": "Quelva 2"}, 1),
        ({"text": "shelling market"}, 3),  # by the stem
        ({"text": "shelled -recipes"}, 0),
        ({"text": '"market of Lumbala" -zebra'}, 3),
        ({"text": "zebra or gunmen"}, 3),
        ({"text": "zebra recipes or giraffe"}, 0),
        ({"place": "moxico"}, 3),
        ({"country": "AGO"}, 3),
        ({"country": "KEN"}, 0),
        ({"since": "2011-05-04"}, 2),
        ({"outlet": "Halyard"}, 1),
        ({"published": "2011"}, 2),
        ({"published": "2011-05-04"}, 1),
        ({"published": ("2011-05-04", "none")}, 2),
        ({"type": "assault"}, 3),
        ({"type": "protest"}, 0),
        ({"status": ("denied", "planned")}, 3),
        ({"status": "denied", "mode": "heavy-weapons"}, 0),  # of one event
        ({"actor": "Sorel", "status": "denied"}, 3),
        ({"actor": "Sorel", "status": "happened"}, 0),
        ({"limit": 1, "offset": 2}, 1),
    ],
)
def test_filters_of_reports(three: Ledger, wanted: dict[str, Any], reports: int) -> None:
    assert len(list(three.reports(Filter(**wanted)))) == reports


def test_a_report_is_chosen_by_its_id_or_the_beginning_of_it(three: Ledger) -> None:
    first = next(three.report_ids())
    assert [row.id for row in three.reports(Filter(report=first))] == [first]
    assert found(three, report=first[:10]) == (3, 2)
    with pytest.raises(LedgerError, match="More than one report"):
        list(three.claims(Filter(report="r_")))
    with pytest.raises(LedgerError, match="No report"):
        list(three.claims(Filter(report="r_zz")))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"stance": "lies"}, "asserts, confirms"),
        ({"status": "done"}, "happened"),
        ({"type": "WAR"}, "ASSAULT"),
        ({"country": "Angola"}, "three letters"),
        ({"since": "yesterday"}, "2008-03-02"),
        ({"until": "2011-02-30"}, "until is a day"),
        ({"known_by": "2011-13"}, "known_by"),
        ({"recorded_by": "2011-01-01T99:00"}, "a moment"),
        ({"limit": -1}, "from 0"),
        ({"sure_from": 60}, "sure_from is a confidence"),
    ],
)
def test_a_filter_that_makes_no_sense_says_what_would(wanted: dict[str, Any], said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        Filter(**wanted)


def test_filters_that_do_not_apply_are_refused(three: Ledger) -> None:
    with pytest.raises(LedgerError, match="reports cannot be chosen by voice or sure_from"):
        list(three.reports(Filter(voice="Sorel", sure_from=0.5)))
    with pytest.raises(LedgerError, match="at least one word"):
        list(three.claims(Filter(text="...")))


# One record


def test_find_takes_an_id_or_a_beginning_that_is_unique(three: Ledger) -> None:
    claim = next(three.claims())
    kinds = {"r": "report", "c": "claim", "e": "event"}
    for id_ in (claim.id, claim.report, next(three.events()).id):
        for form in (id_, id_[:14], id_[2:], f" {id_} "):
            place = three.find(form)
            assert (place.kind, place.id, place.report) == (kinds[id_[0]], id_, claim.report)
    for wrong in ("", "c_", "x_123", "c_zzz", "r"):
        with pytest.raises(LedgerError):
            three.find(wrong)


def test_record_gives_the_record_and_its_reading(three: Ledger) -> None:
    one = reading(1)
    for record in (one.report, one.voices[1], one.actors[0], one.places[0], one.times[0], one.claims[2], one.events[1]):
        assert three.record(record.id) == (record, one)


def test_a_record_of_a_former_reading_can_still_be_found(ledger: Ledger) -> None:
    old = reading(1)
    new = dataclasses.replace(reading(1, reader=NEWER), events=())
    ledger.add(old, raw_of(old))
    ledger.add(new, raw_of(new))
    assert ledger.record(old.events[0].id) == (old.events[0], old)
    assert ledger.record(old.claims[0].id)[1] == new


# What is no ledger


def refused(path: Path, said: str, *, create: bool = True) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=said):
        Ledger.open(path, create=create)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    words = tmp_path / "words.db"
    words.write_text("Once upon a time there was no ledger.")
    refused(words, "not a SQLite file")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    refused(other, "not a ledger .it has recipes")
    refused(tmp_path, "is a folder")
    refused(tmp_path / "no" / "such.db", "no folder")
    refused(tmp_path / "none.db", "There is no ledger", create=False)
    assert not (tmp_path / "none.db").exists()
    for address, said in (
        ("mysql://x/y", "neither"),
        ("sqlite://", "needs a file"),
        ("://x", "not an address"),
    ):
        with pytest.raises(LedgerError, match=said):
            Ledger.open(address)


def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)))
    sound = path.read_bytes()
    path.write_bytes(sound[:100] + b"\xff" * 4000 + sound[4100:])
    refused(path, "damaged")
    path.write_bytes(sound[: len(sound) // 3])
    try:
        with Ledger.open(path) as ledger:
            assert ledger.check() != []
    except LedgerError as error:
        assert "damaged" in str(error)


def test_a_ledger_where_nothing_may_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "shelf" / "test #1.db"
    path.parent.mkdir()
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)))
        before = dump(ledger)
    monkeypatch.setattr("dateline.ledger.engine.os.access", lambda *_: False)  # rights do not bind every user
    with Ledger.open(path, create=False) as ledger:
        assert dump(ledger) == before
        assert ledger.check() == []
        with pytest.raises(LedgerError, match="may not be written"):
            ledger.add(reading(2), raw_of(reading(2)))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_check_names_bytes_that_are_not_what_was_added(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER raw_no_update")
        connection.execute("UPDATE raw SET packed = x'00'")
        connection.execute("DROP TRIGGER claims_no_delete")
        connection.execute("DELETE FROM claims WHERE key IN (SELECT min(key) FROM claims)")
    with Ledger.open(path) as ledger:
        problems = "\n".join(ledger.check())
    assert "not what was added" in problems
    assert "claims_search" in problems
    assert "2 rows of claims where readings have 3" in problems
    assert "refer to rows that are not there" in problems


def test_a_newer_schema_is_refused_by_name(where: str) -> None:
    with Ledger.open(where) as ledger, ledger._writing() as connection:
        connection.execute(text("INSERT INTO schema_steps (step, program) VALUES ('0042', '7.3.0')"))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0042'"))
    with pytest.raises(LedgerError, match=r"schema 0042, made by dateline 7\.3\.0.*up to 0006.*[Uu]pgrade"):
        Ledger.open(where)


def test_an_older_schema_takes_the_steps_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Ledger.open(path) as ledger:
        ledger.add(reading(1), raw_of(reading(1)))
    with sqlite3.connect(path) as connection:
        for column in ("basis", "cue", "claim"):
            connection.execute(f"ALTER TABLE event_actors DROP COLUMN {column}")
        for table in ("places", "events"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN admin2")
        for column in ("part_of", "replaced_by"):
            connection.execute(f"ALTER TABLE counts DROP COLUMN {column}")
        for table in ("decision_reports", "decisions", *(table.name for table in WEIGHED)):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM schema_steps WHERE step > '0001'")
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0001'")
    with Ledger.open(path) as ledger:
        assert ledger.check() == []
    with sqlite3.connect(path) as connection:
        assert set(connection.execute("SELECT basis, cue, claim FROM event_actors")) == {(None, None, None)}


def test_a_database_with_other_tables_of_these_names_is_refused() -> None:
    where = postgresql()
    from sqlalchemy import create_engine

    engine = create_engine(where.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE events (name text)"))
    engine.dispose()
    with pytest.raises(LedgerError, match="tables of other programs"):
        Ledger.open(where)


def test_an_address_that_answers_nothing_is_said_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be reached") as caught:
        Ledger.open(f"postgresql://me:secret@/x?host={tmp_path}")
    assert "secret" not in str(caught.value)


# The schema


def test_the_steps_make_the_tables_that_the_program_uses(ledger: Ledger) -> None:
    ours = set(metadata.tables)

    def mine(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        if kind == "table":
            return name in ours
        return not (kind == "index" and reflected and (name or "").endswith("_search"))

    with ledger._asking() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": mine, "version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_program_knows_every_step_that_is_there() -> None:
    config = Config()
    config.set_main_option("script_location", "dateline.ledger:migrations")
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == STEPS


# Searching


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_search_is_an_error_of_the_database(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    global _searched
    if _searched is None:
        _searched = Ledger.open(tmp_path_factory.mktemp("search") / "test.db")
        _searched.add(reading(1), raw_of(reading(1)))
    for wanted in ({"text": words}, {"voice": words}, {"place": words}, {"actor": words}):
        try:
            list(_searched.claims(Filter(**wanted)))
        except LedgerError as error:
            assert "at least one word" in str(error)


_searched: Ledger | None = None


@pytest.mark.parametrize(
    ("query", "fts5"),
    [
        ("market", '("market")'),
        ("market fire", '("market" AND "fire")'),
        ('"market fire" NOT', '("market fire" AND "NOT")'),
        ("a b or c -d", '("a" AND "b") OR (("c") NOT ("d"))'),
        ("al-Noor", '("al Noor")'),
        ("or x or", '("x")'),
    ],
)
def test_queries_in_the_language_of_sqlite(query: str, fts5: str) -> None:
    assert as_fts5(query) == fts5


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("First. The Front left. Third.", "left"),
        ("“No,” he said. “We left it.” Then rain.", "left"),
        ("HEAD\n\nThe Front left\n\nMore", "left"),
    ],
)
def test_a_passage_is_the_sentence_around_words(words: str, inside: str) -> None:
    start = words.index(inside)
    found_ = passage(words, Span(start, start + len(inside))).of(words)
    assert found_ in ("The Front left.", "“We left it.”", "The Front left")


@pytest.mark.parametrize("title", ["Lt. Col. Ada Quill", "A. J. Quill", "Mrs. Quill", "St. Brannoc"])
def test_a_title_ends_no_passage(title: str) -> None:
    words = f"It rained. The front left, said {title}. More rain came."
    for inside in ("left", "Quill" if "Quill" in title else "Brannoc"):
        start = words.index(inside)
        assert passage(words, Span(start, start + len(inside))).of(words) == f"The front left, said {title}."


def test_a_sentence_has_neither_the_dateline_nor_the_headline_of_a_page() -> None:
    words = "Front leaves\nVELMORA, May 4 (Halyard) -- The Front left. It rained.\n"
    opening = Span(words.index("VELMORA"), words.index("The Front"))
    report = dataclasses.replace(report_of(words), dateline=Dateline(opening), provenance=Provenance(format="html"))
    left, place, title = words.index("left"), opening.start, words.index("leaves")
    assert sentence_of(report, Span(left, left + 4)).of(words) == "The Front left."
    assert sentence_of(report, Span(place, place + 7)).of(words).startswith("VELMORA")
    assert sentence_of(report, Span(title, title + 6)).of(words) == "Front leaves"


def test_a_passage_of_endless_words_has_an_end() -> None:
    assert passage("a" * 100_000, Span(50_000, 50_001)).length < 1000
    assert passage("", Span(0, 0)) == Span(0, 0)
