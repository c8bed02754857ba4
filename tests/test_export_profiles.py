"""Export profiles: the columns of UCDP GED, ACLED, PLOVER and GeoJSON, filled by written rules and by nothing else."""

from __future__ import annotations

import csv
import dataclasses
import functools
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from frictionless import Package, system
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.export import PROFILES, ExportError
from dateline.export import export as export_any
from dateline.export.acled import _inter
from dateline.export.columns import Source
from dateline.export.countries import country
from dateline.export.derive import acled_rule, acled_rules, ucdp_rule, ucdp_rules
from dateline.export.facts import Days
from dateline.export.lists import rows_of
from dateline.export.parties import Kind, kind_of_words, main, sides_of
from dateline.export.toll import toll
from dateline.export.written import columns_of, schema_file
from dateline.ledger import Filter, Ledger
from dateline.reader import Reader
from dateline.records import (
    Actor,
    ActorKind,
    Count,
    CountOf,
    Event,
    EventPlace,
    EventTime,
    EventType,
    Found,
    Granularity,
    Participant,
    Place,
    ReaderVersion,
    Reading,
    Report,
    Role,
    Span,
    Status,
    Voice,
    VoiceKind,
    When,
    report_of,
)
from exported import JUNE, read_csv
from invented import NEWER, raw_of, reading

GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,Primary "
    "Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient "
    "ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)
export = functools.partial(export_any, rows="events")
OTHERS = ("ged", "acled", "plover", "geojson")


def header(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return ",".join(next(csv.reader(file)))


def filled(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# The form


@pytest.mark.parametrize(
    ("profile", "table", "columns", "number"),
    [("ged", "ged", GED, 49), ("acled", "acled", ACLED, 31), ("plover", "polecat", POLECAT, 40)],
)
def test_the_columns_are_theirs_in_their_order(
    ledger: Ledger, tmp_path: Path, profile: str, table: str, columns: str, number: int
) -> None:
    export(ledger, tmp_path / "out", profile=profile)
    assert header(tmp_path / "out" / f"{table}.csv") == columns
    assert len(columns_of(table)) == number


@pytest.mark.parametrize("profile", OTHERS)
@pytest.mark.parametrize("asked", [None, tuple(Status)])
def test_every_export_fits_its_written_schema(
    ledger: Ledger, tmp_path: Path, profile: str, asked: tuple[Status, ...] | None
) -> None:
    done = export(ledger, tmp_path / "out", profile=profile, statuses=asked)
    assert all(done.rows.values())
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    for document in PROFILES[profile].documents:
        path = tmp_path / "out" / f"{document.name}.{document.form}"
        found = json.loads(path.read_text())["features"] if document.form == "geojson" else records(path)
        assert len(found) == done.rows[document.name]
        schema = schema_file(document.schema)
        jsonschema.Draft7Validator.check_schema(schema)
        for record in found:
            jsonschema.Draft7Validator(schema).validate(record)


@pytest.mark.parametrize("profile", OTHERS)
def test_an_empty_ledger_makes_empty_files(tmp_path: Path, profile: str) -> None:
    with Ledger.open(tmp_path / "empty.db") as empty:
        done = export(empty, tmp_path / "out", profile=profile)
    assert set(done.rows.values()) == {0}
    if profile == "geojson":
        collection = json.loads((tmp_path / "out" / "events.geojson").read_text())
        assert collection == {"type": "FeatureCollection", "features": []}


def test_formats_are_the_profiles_own(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no format csv of the profile geojson. Choose from geojson"):
        export(ledger, tmp_path / "out", profile="geojson", formats=("csv",))
    export(ledger, tmp_path / "out", profile="plover", formats=("csv",))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"README.md", "datapackage.json", "polecat.csv"}


def test_a_row_that_does_not_fit_is_refused_and_nothing_appears(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.export.facts.Days.date_prec", property(lambda _: 9))
    with pytest.raises(ExportError, match=r"ged does not fit its schema.*date_prec.*e_"):
        export(ledger, tmp_path / "out", profile="ged")
    assert not (tmp_path / "out").exists()


# The rows of an invented reading


def test_ged_says_what_the_report_says(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", profile="ged", filter=Filter(outlet="Halyard", published_since="2011"))
    (row,) = read_csv(tmp_path / "out" / "ged.csv")
    event = reading(1).events[0]
    assert 0 < int(row.pop("id")) < 2**52
    assert filled(row) == {
        "relid": event.id,
        "year": "2011",
        "code_status": "happened",
        "type_of_violence": "3",
        "dyad_name": "Red Kite Front - Civilians",
        "side_a": "Red Kite Front",
        "side_b": "Civilians",
        "number_of_sources": "1",
        "source_article": '"Halyard,2011-05-04,Market shelled, Quelva 1 calm"',
        "source_office": "Halyard",
        "source_date": "2011-05-04",
        "source_headline": "Market shelled, Quelva 1 calm",
        "source_original": "officials",
        "where_prec": "1",
        "where_coordinates": "Lumbala",
        "where_description": "Lumbala",
        "adm_1": "Moxico",
        "adm_2": "Bundas",
        "latitude": "-12.65",
        "longitude": "22.57",
        "geom_wkt": "POINT (22.57 -12.65)",
        "priogrid_gid": "111286",
        "country": "Angola",
        "country_id": "540",
        "region": "Africa",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2011-05-03",
        "date_end": "2011-05-03",
        "deaths_a": "0",
        "deaths_b": "0",
        "deaths_civilians": "12",
        "deaths_unknown": "0",
        "best": "12",
        "high": "12",
        "low": "12",
    }


def test_acled_says_what_the_report_says(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", profile="acled", filter=Filter(outlet="Halyard", published_since="2011"))
    (row,) = read_csv(tmp_path / "out" / "acled.csv")
    notes = row.pop("notes")
    assert notes.startswith("Gunmen of the Red Kite Front shelled the market") and notes.endswith(
        "word of: officials.]"
    )
    assert filled(row) == {
        "event_id_cnty": reading(1).events[0].id,
        "event_date": "2011-05-03",
        "year": "2011",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Red Kite Front",
        "inter1": "Rebel group",
        "actor2": "Civilians (Angola)",
        "inter2": "Civilians",
        "interaction": "Rebel group-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "24",
        "region": "Middle Africa",
        "country": "Angola",
        "admin1": "Moxico",
        "admin2": "Bundas",
        "location": "Lumbala",
        "latitude": "-12.65",
        "longitude": "22.57",
        "geo_precision": "1",
        "source": "Halyard",
        "fatalities": "12",
        "timestamp": str(int(JUNE.timestamp())),
    }
    numbers = read_csv(tmp_path / "out" / "derivations.csv")[0]
    assert (numbers["inter1_number"], numbers["inter2_number"], numbers["interaction_number"]) == ("2", "7", "27")


def test_plover_says_what_the_report_says(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", profile="plover", filter=Filter(outlet="Halyard", published_since="2011"))
    (record,) = records(tmp_path / "out" / "plover.jsonl")
    assert record["event"] == ["ASSAULT"] and record["mode"] == ["heavy-weapons"]
    assert (record["quad_code"], record["event_scale"], record["date"]) == (4, -9.3, "2011-05-03")
    (actor,) = record["actor"]
    assert (actor["code"], actor["sector"], actor["other_sectors"]) == ("AGO", "REB", ["UAF"])
    assert (actor["entity_text"], actor["identifier_text"]) == ("Gunmen of the Red Kite Front", "Red Kite Front")
    assert record["recipient"] == [{"entity_text": "people"}]
    assert record["size"] == {"dead": 12}
    assert (record["event_loc"]["city"], record["event_loc"]["resolution"]) == ("Lumbala", 4)
    text, info = reading(1).report.text, record["text_info"]
    assert text[info["start"] : info["end"]] == record["event_text"][0] == "shelled"
    assert record["voices"] == [["officials"]]
    assert "comment" not in record and "enddate" not in record
    (row,) = read_csv(tmp_path / "out" / "polecat.csv")
    assert (row["Event Mode"], row["Intensity"], row["Quad Code"]) == ("heavy-weapons", "-9.3", "MATERIAL CONFLICT")
    assert (row["Actor Sectors"], row["Actor COW"], row["Actor Name Raw"]) == ("REB;UAF", "540", actor["entity_text"])
    assert (row["Story People"], row["Story Organizations"]) == ("Ana Sorel", "Red Kite Front")


def test_geojson_is_a_feature_collection_with_longitude_first(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", profile="geojson", statuses=tuple(Status))
    collection = json.loads((tmp_path / "out" / "events.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection" and len(collection["features"]) == 6
    shelled, attack = collection["features"][:2]
    assert shelled["geometry"] == {"type": "Point", "coordinates": [22.57, -12.65]}
    assert shelled["properties"]["killed_best"] == 12 and shelled["properties"]["voices"] == ["officials"]
    assert attack["geometry"] is None and attack["properties"]["status"] == "denied"


# What has not happened


def test_what_is_not_said_to_have_happened_stays_out_unless_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    names = {"ged": "ged.csv", "acled": "acled.csv", "plover": "polecat.csv"}
    for profile, name in names.items():
        export(ledger, tmp_path / "out", profile=profile, formats=("csv",))
        assert len(read_csv(tmp_path / "out" / name)) == 3
        export(ledger, tmp_path / "out", profile=profile, formats=("csv",), statuses=("denied",))
        rows = read_csv(tmp_path / "out" / name)
        # Who was not attacked is not told: ACLED has no rule for such an attack.
        assert len(rows) == (0 if profile == "acled" else 3)
        for row in rows:
            assert row.get("code_status", "denied") == "denied"
            assert row.get("Event Mode", "negation") == "negation"
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["chosen_by"] == "status=denied"


def test_a_plan_says_in_each_row_that_it_is_one(tmp_path: Path) -> None:
    source = happening("Rebels plan to shell Civil Town.", actor=("Rebels", (Role.REB,)), recipient=("Civil Town",))
    event = dataclasses.replace(source.reading.events[0], status=Status.PLANNED, mode="heavy-weapons")
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(dataclasses.replace(source.reading, events=(event,)), b"raw", JUNE)
        for profile in OTHERS:
            assert next(iter(export(ledger, tmp_path / profile, profile=profile).rows.values())) == 0
            export(ledger, tmp_path / profile, profile=profile, statuses=[Status.PLANNED])
    (ged,) = read_csv(tmp_path / "ged" / "ged.csv")
    assert ged["code_status"] == "planned" and ged["best"] == ""
    (acled,) = read_csv(tmp_path / "acled" / "acled.csv")
    assert acled["notes"].startswith("PLANNED, not said to have happened. ") and acled["tags"] == "status=planned"
    (plover,) = records(tmp_path / "plover" / "plover.jsonl")
    assert plover["mode"] == ["heavy-weapons", "future"] and plover["comment"] == "Not said to have happened: planned."
    (feature,) = json.loads((tmp_path / "geojson" / "events.geojson").read_text())["features"]
    assert feature["properties"]["status"] == "planned"


def test_every_status_that_is_no_happening_is_told_in_every_profile(tmp_path: Path) -> None:
    source = happening("Rebels shell soldiers.", actor=("Rebels", (Role.REB,)), recipient=ARMY, mode="heavy-weapons")
    statuses = [status for status in Status if status not in (Status.HAPPENED, Status.HAPPENING)]
    events = tuple(
        dataclasses.replace(source.reading.events[0], id=f"e_{status}", status=status) for status in statuses
    )
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(dataclasses.replace(source.reading, events=events), b"raw", JUNE)
        for profile in OTHERS:
            export(ledger, tmp_path / profile, profile=profile, statuses=statuses)
    assert [row["code_status"] for row in read_csv(tmp_path / "ged" / "ged.csv")] == statuses
    assert [row["tags"] for row in read_csv(tmp_path / "acled" / "acled.csv")] == [f"status={s}" for s in statuses]
    polecat = [row["Event Mode"] for row in read_csv(tmp_path / "plover" / "polecat.csv")]
    assert [mode.partition(";")[2] for mode in polecat] == ["attempted", "future", "future", "hypothetical", "negation"]
    assert [record["status"] for record in records(tmp_path / "plover" / "plover.jsonl")] == statuses


def test_derivations_say_why_an_event_was_left_out(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, tmp_path / "out", profile="ged", filter=Filter(limit=1))
    taken, left = read_csv(tmp_path / "out" / "derivations.csv")
    assert (taken["taken"], taken["rule"]) == ("true", "U7") and "type_of_violence" in taken["reference"]
    assert (left["taken"], left["left_out"]) == ("false", "not said to have happened")


def test_the_ledgers_own_tables_take_no_status(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="every status"):
        export(ledger, tmp_path / "out", statuses=("planned",))
    with pytest.raises(ExportError, match=r"Choose from happened"):
        export(ledger, tmp_path / "out", profile="ged", statuses=("dreamt",))
    assert not (tmp_path / "out").exists()


# Filters


@pytest.mark.parametrize("profile", OTHERS)
def test_filters_and_clocks_work_as_for_the_ledger(ledger: Ledger, tmp_path: Path, profile: str) -> None:
    newer = reading(1, reader=NEWER, dead=14)
    ledger.add(newer, raw_of(newer), datetime(2011, 7, 1, tzinfo=UTC))
    name = next(iter((*PROFILES[profile].tables, *PROFILES[profile].documents))).name

    def rows(**asked: Any) -> int:
        return export(ledger, tmp_path / "out", profile=profile, filter=Filter(**asked)).rows[name]

    assert rows() == 3
    assert rows(outlet="the lantern") == 1
    assert rows(known_by="2011-05-04") == 1
    assert rows(recorded_by="2011-05") == 0
    assert rows(country="AGO") == 3 and rows(country="ZMB") == 0
    if profile == "ged":
        assert {row["best"] for row in read_csv(tmp_path / "out" / "ged.csv")} == set()
        rows(report=newer.report.id)
        assert [row["best"] for row in read_csv(tmp_path / "out" / "ged.csv")] == ["14"]
        rows(report=newer.report.id, recorded_by="2011-06")
        assert [row["best"] for row in read_csv(tmp_path / "out" / "ged.csv")] == ["12"]


# Rules


def happening(
    text: str,
    *,
    actor: tuple[str, tuple[Role, ...]] | None = None,
    recipient: tuple[Any, ...] | None = None,
    mode: str | None = None,
    type_: EventType = EventType.ASSAULT,
    counts: tuple[Count, ...] = (),
    kind: ActorKind = ActorKind.GROUP,
    place: Place | None = None,
    voices: tuple[Voice, ...] = (),
) -> Source:
    """A reading of one event; a party is its words, with its sectors where the reader knows it as an actor."""
    actors: list[Actor] = []

    def participants(party: tuple[Any, ...] | None) -> tuple[Participant, ...]:
        if party is None:
            return ()
        span = Span(text.index(party[0]), text.index(party[0]) + len(party[0]))
        if len(party) == 1:
            return (Participant(None, span),)
        actors.append(Actor(f"a_{len(actors)}", party[0], kind, False, "AGO", party[1], (span,)))
        return (Participant(actors[-1].id, span),)

    event = Event(
        "e_1",
        Span(0, 5),
        type_,
        mode,
        Status.HAPPENED,
        participants(actor),
        participants(recipient),
        EventPlace("p_1", Span(0, 5), Found.CLAUSE) if place else None,
        None,
        counts,
        None,
        (),
        "events@1",
        0.9,
    )
    places = (dataclasses.replace(place, id="p_1"),) if place else ()
    version = ReaderVersion("0.1", {})
    read = Reading(
        version, Report("r_1", text), actors=tuple(actors), events=(event,), places=places, voices=voices
    )  # fmt: skip
    return Source(read, "2011-06-01T12:00:00Z")


REBELS, ARMY, PEOPLE = ("Rebels", (Role.REB,)), ("soldiers", (Role.MIL,)), ("villagers", (Role.CVL,))
CASES = [
    # actor, recipient, mode, what ACLED and UCDP make of it
    (REBELS, ARMY, None, "Armed clash", 1),
    (ARMY, REBELS, "firearms", "Armed clash", 1),
    (REBELS, PEOPLE, "firearms", "Attack", 3),
    (REBELS, ("militiamen", (Role.PRM,)), None, "Armed clash", 2),
    (("gunmen", (Role.UAF,)), PEOPLE, None, "Attack", None),
    (None, PEOPLE, "explosives", "Remote explosive/landmine/IED", None),
    (None, PEOPLE, None, None, None),
    (REBELS, PEOPLE, "abduct", "Abduction/forced disappearance", 3),
    (REBELS, ARMY, "suicide-attack", "Suicide bomb", 1),
    (REBELS, ARMY, "drone", "Air/drone strike", 1),
    (ARMY, ("protesters", (Role.OPP,)), "crowd-control", "Protest with intervention", 3),
    (("villagers", (Role.CVL,)), ARMY, "primitive", "Violent demonstration", None),
    (("students", (Role.EDU,)), PEOPLE, "beat", "Mob violence", None),
    (REBELS, ("a bridge",), "destroy", "Looting/property destruction", None),
    (REBELS, ("an army post",), None, "Armed clash", 1),
    (REBELS, ("nine people",), None, "Attack", 3),
]


@pytest.mark.parametrize(("actor", "recipient", "mode", "acled", "ucdp"), CASES)
def test_categories_follow_from_type_mode_and_parties(
    actor: Any, recipient: Any, mode: str | None, acled: str | None, ucdp: int | None
) -> None:
    words = [party[0] for party in (actor, recipient) if party]
    source = happening(f"Fight: {' and '.join(words)}.", actor=actor, recipient=recipient, mode=mode)
    (event,) = source.reading.events
    sides = sides_of(source, event)
    first, second = acled_rule(event, sides), ucdp_rule(event, sides)
    assert (first.sub_event_type if first else None, second.type_of_violence if second else None) == (acled, ucdp)


@pytest.mark.parametrize(
    ("actor", "kind", "number"),
    [
        (("Koro tribesmen", (Role.CVL,)), Kind.IDENTITY, 4),
        (("armed herders", (Role.AGR,)), Kind.IDENTITY, 4),
        (("a clan militia", (Role.PRM,)), Kind.IDENTITY, 4),
        (("pro-government militiamen", (Role.PRM,)), Kind.MILITIA, 3),
        (("villagers", (Role.CVL,)), Kind.CIVILIAN, 7),
    ],
)
def test_who_fights_as_a_people_is_an_identity_militia(actor: Any, kind: Kind, number: int) -> None:
    source = happening(f"Fight: {actor[0]} and nine farmers.", actor=actor, recipient=("nine farmers", (Role.AGR,)))
    (event,) = source.reading.events
    sides = sides_of(source, event)
    assert sides.one[0].kind is kind
    assert _inter(sides.one[0]) == number
    rule = acled_rule(event, sides)
    assert (rule.sub_event_type if rule else None) == ("Mob violence" if kind is Kind.CIVILIAN else "Attack")


@pytest.mark.parametrize(
    ("actor", "words", "expected"),
    [
        (("the army", (Role.MIL,)), "recaptured", "Government regains territory"),
        (("rebels", (Role.REB,)), "captured", "Non-state actor overtakes territory"),
        (("rebels", (Role.REB,)), "attacked", None),
    ],
)
def test_territory_changes_hands_where_the_trigger_says_so(actor: Any, words: str, expected: str | None) -> None:
    source = happening(f"Fight: {actor[0]}.", actor=actor, recipient=None)
    (event,) = source.reading.events
    rule = acled_rule(event, sides_of(source, event), words)
    assert (rule.sub_event_type if rule else None) == expected


def test_force_that_hurts_protesters_is_excessive() -> None:
    hurt = Count(CountOf.INJURED, 3, 3, 3, Span(0, 5), None)
    crowd, police = ("marchers", (Role.OPP,)), ("police", (Role.COP,))
    for counts, expected in (((), "Protest with intervention"), ((hurt,), "Excessive force against protesters")):
        source = happening("Shots: police and marchers.", actor=police, recipient=crowd, counts=counts)
        (event,) = source.reading.events
        rule = acled_rule(event, sides_of(source, event))
        assert rule and rule.sub_event_type == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("22 soldiers", Kind.STATE),
        ("an army post", Kind.STATE),
        ("the market", Kind.THING),
        ("nine", Kind.PEOPLE),
        ("at least 12 people", Kind.PEOPLE),
        ("14", Kind.PEOPLE),
        ("nine people in Luena", Kind.PEOPLE),
        ("two of the men", Kind.PEOPLE),
        ("the bodies of five men", Kind.PEOPLE),
        ("a group of militants", Kind.REBEL),
        ("a police station", Kind.STATE),
        ("individuals", Kind.UNKNOWN),
        ("fighters of the Red Kite Front", Kind.REBEL),
        ("three children", Kind.CIVILIAN),
        ("militants", Kind.REBEL),
        ("an angry mob", Kind.CROWD),
        ("…", Kind.THING),
    ],
)
def test_words_alone_tell_the_kind_of_a_party(words: str, kind: Kind) -> None:
    assert kind_of_words(words) is kind


def test_two_who_fight_each_other_are_two_sides() -> None:
    source = happening("Clash: soldiers and Rebels.", actor=ARMY, mode="sideAB")
    one = source.reading
    rebels = Actor("a_9", "Rebels", ActorKind.GROUP, False, "AGO", (Role.REB,), (Span(20, 26),))
    event = dataclasses.replace(one.events[0], actors=(*one.events[0].actors, Participant("a_9", Span(20, 26))))
    source = Source(dataclasses.replace(one, actors=(*one.actors, rebels), events=(event,)), source.recorded)
    sides = sides_of(source, event)
    assert [main(side).kind for side in (sides.one, sides.other)] == [Kind.STATE, Kind.REBEL]  # type: ignore[union-attr]


def test_fighters_of_a_group_are_the_group() -> None:
    source = happening("Hit: fighters of the Red Kite Front.", actor=("fighters of the Red Kite Front", (Role.REB,)))
    front = Actor("a_9", "Red Kite Front", ActorKind.ORGANISATION, True, None, (), (Span(21, 35),))
    source = Source(dataclasses.replace(source.reading, actors=(*source.reading.actors, front)), source.recorded)
    party = main(sides_of(source, source.reading.events[0]).one)
    assert party and (party.name, party.kind, party.named) == ("Red Kite Front", Kind.REBEL, True)


# Deaths


def dead(*figures: tuple[int | None, int | None, int | None, str, str | None]) -> Source:
    """A reading of one attack with figures: low, best, high, the words, and who gives it (None: the reporter)."""
    text, counts, voices = "Fight.", [], {}
    for low, best, high, words, voice in figures:
        start = len(text) + 1
        text += f" {words}"
        if voice:
            voices[voice] = Voice(f"v_{voice}", voice, VoiceKind.GROUP, False, (), None)
        id_ = voices[voice].id if voice else None
        counts.append(Count(CountOf.KILLED, low, best, high, Span(start, len(text)), id_))
    return happening(text, counts=tuple(counts), voices=tuple(voices.values()))


@pytest.mark.parametrize(
    ("figures", "low", "best", "high", "conservative"),
    [
        ([(12, 12, None, "at least 12 people", None)], 12, 12, 12, 12),
        ([(101, None, None, "more than 100 people", None)], 100, 100, 100, 100),
        ([(None, None, 40, "up to 40 people", None)], None, None, 40, None),
        ([(9, 9, 9, "nine people", "police"), (14, 14, 14, "14 people", "a doctor")], 9, 9, 14, 9),
        ([(9, 9, 9, "nine people", "police"), (14, 14, 14, "14 people", None)], 9, 14, 14, 9),
        # Parts of a total, and parts that make one.
        ([(12, 12, 12, "12 people", None), (3, 3, 3, "three children", None)], 12, 12, 12, 12),
        ([(3, 3, 3, "three soldiers", None), (5, 5, 5, "five militants", None)], 8, 8, 8, 8),
        ([(24, 36, None, "dozens of people", None)], 24, 36, 36, 12),
        ([(0, 0, 0, "nobody", None)], 0, 0, 0, 0),
        ([], None, None, None, None),
    ],
)
def test_a_toll_has_low_best_and_high(
    figures: list[Any], low: int | None, best: int | None, high: int | None, conservative: int | None
) -> None:
    source = dead(*figures)
    found = toll(source, source.reading.events[0])
    assert (found.low, found.best, found.high, found.conservative) == (low, best, high, conservative)
    assert sum(found.by.values()) == (best or 0)


def test_deaths_are_divided_by_side_and_add_up_to_best(tmp_path: Path) -> None:
    source = dead(
        (3, 3, 3, "three soldiers", None), (5, 5, 5, "five militants", None), (10, 10, 10, "ten people", None)
    )
    one = source.reading
    text = one.report.text
    soldiers = Actor("a_1", "soldiers", ActorKind.GROUP, False, "AGO", (Role.MIL,), (Span(0, 5),))
    rebels = Actor("a_2", "rebels", ActorKind.GROUP, False, "AGO", (Role.REB,), (Span(0, 5),))
    event = dataclasses.replace(
        one.events[0],
        actors=(Participant("a_2", Span(0, 2)),),
        recipients=(Participant("a_1", Span(2, 5)),),
    )
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(dataclasses.replace(one, actors=(soldiers, rebels), events=(event,)), text.encode(), JUNE)
        export(ledger, tmp_path / "out", profile="ged")
    (row,) = read_csv(tmp_path / "out" / "ged.csv")
    assert row["side_a"] == "Government of Angola" and row["gwnoa"] == "540" and row["side_b"] == ""
    parts = [row[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown")]
    assert parts == ["3", "5", "0", "2"] and row["best"] == "10"


def test_a_dispute_is_noted() -> None:
    source = dead((9, 9, 9, "nine people", "police"), (14, 14, 14, "14 people", "a doctor"))
    assert toll(source, source.reading.events[0]).disputed
    source = dead((9, 9, 9, "nine people", "police"), (9, 9, 9, "nine", "a doctor"))
    assert not toll(source, source.reading.events[0]).disputed


# When and where


@pytest.mark.parametrize(
    ("first", "last", "date_prec", "time_precision", "middle", "year"),
    [
        ("2011-05-03", "2011-05-03", 1, 1, "2011-05-03", 2011),
        ("2011-05-03", "2011-05-05", 2, 2, "2011-05-04", 2011),
        ("2011-05-02", "2011-05-08", 3, 2, "2011-05-05", 2011),
        ("2011-05-01", "2011-05-31", 4, 3, "2011-05-16", 2011),
        ("2011-01-01", "2011-12-31", 5, None, "2011-07-02", 2011),
        ("2010-12-31", "2011-01-01", 2, 2, "2010-12-31", None),
        (None, "2011-05-03", None, None, None, None),
        (None, None, None, None, None, None),
    ],
)
def test_precision_of_dates_is_a_number_of_days(
    first: str | None, last: str | None, date_prec: int, time_precision: int, middle: str, year: int
) -> None:
    days = Days(first, last)
    assert (days.date_prec, days.time_precision, days.middle, days.year) == (date_prec, time_precision, middle, year)


KABUL = Place("p_1", "Kabul", "geonames:1138958", 34.53, 69.17, "AFG", "Kabul", None, 1)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (KABUL, {"where_prec": "1", "priogrid_gid": "179779", "country_id": "700", "adm_1": "Kabul", "adm_2": ""}),
        (dataclasses.replace(KABUL, name="Paghman", precision=3), {"where_prec": "3", "adm_2": "Paghman"}),
        (dataclasses.replace(KABUL, admin1=None, precision=4), {"where_prec": "4", "adm_1": "Kabul"}),
        (
            dataclasses.replace(KABUL, country="YEM", precision=6),
            {"country": "Yemen (North Yemen)", "country_id": "678"},
        ),
        (
            dataclasses.replace(
                KABUL, lat=None, lon=None, country=None, gazetteer_id=None, precision=None, admin1=None
            ),
            {
                "where_prec": "",
                "where_description": "Fight",
                "latitude": "",
                "geom_wkt": "",
                "country": "",
                "region": "",
            },
        ),
        (dataclasses.replace(KABUL, lat=134.0, precision=99), {"where_prec": "", "latitude": "", "priogrid_gid": ""}),
    ],
)
def test_places_have_ucdps_precision_and_numbers(tmp_path: Path, place: Place, expected: dict[str, str]) -> None:
    killed = (Count(CountOf.KILLED, 2, 2, 2, Span(0, 5), None),)
    source = happening("Fight at Kabul.", counts=killed, place=place)
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(source.reading, b"raw", JUNE)
        for profile in OTHERS:
            export(ledger, tmp_path / profile, profile=profile)
    (row,) = read_csv(tmp_path / "ged" / "ged.csv")
    assert {name: row[name] for name in expected} == expected


def test_times_that_are_none_are_left_out(tmp_path: Path) -> None:
    killed = (Count(CountOf.KILLED, 2, 2, 2**80, Span(0, 5), None),)
    source = happening("Fight at Kabul.", counts=killed)
    odd = When("x", "x", "2011-05-09", "2011-05-03", Granularity.DAY, "then", "text")
    event = dataclasses.replace(source.reading.events[0], when=EventTime(None, None, Found.CLAUSE, odd))
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(dataclasses.replace(source.reading, events=(event,)), b"raw", JUNE)
        for profile in OTHERS:
            export(ledger, tmp_path / profile, profile=profile)
    (row,) = read_csv(tmp_path / "ged" / "ged.csv")
    assert (row["date_prec"], row["date_start"], row["date_end"], row["year"]) == ("", "", "", "")


# The lists


def test_every_rule_has_a_reference_and_names_what_there_is() -> None:
    kinds = {str(kind) for kind in Kind} | {"none"}
    modes = {(row["type"], row["mode"]) for row in rows_of("modes")}
    theirs = {c.name: c.words for c in columns_of("acled")}
    ids = [rule.rule for rule in (*acled_rules(), *ucdp_rules())]
    assert len(set(ids)) == len(ids)
    for rule in acled_rules():
        assert rule.reference.startswith("ACLED Codebook") and rule.sub_event_type in rule.reference
        assert {*rule.actor, *rule.recipient} <= kinds
        assert all(mode == "-" or (rule.type, mode) in modes for mode in rule.mode)
        for name in ("disorder_type", "event_type", "sub_event_type"):
            assert getattr(rule, name) in theirs[name]
    for other in ucdp_rules():
        assert other.reference.startswith("UCDP") and {*other.side_a, *other.side_b} <= kinds


def test_countries_have_one_number_each() -> None:
    rows = rows_of("countries")
    for name in ("iso3", "gw", "iso"):
        numbers = [row[name] for row in rows if row[name] not in ("", "0")]
        assert len(set(numbers)) == len(numbers), name
    angola = country("AGO")
    assert angola and (angola.gw, angola.iso, angola.ucdp_region, angola.acled_region) == (
        540,
        24,
        "Africa",
        "Middle Africa",
    )
    assert country("COD").ucdp == "DR Congo (Zaire)"  # type: ignore[union-attr]
    assert country(None) is None and country("???") is None


# With the reader, and from the command line


STORY = (
    "Rebels of the Red Kite Front shelled an army post near Luena on Tuesday, killing three soldiers, Colonel Ana "
    "Sorel said. Thousands of teachers marched in Luanda on Wednesday. The army is planning an attack on the rebels. "
    "Norway gave 40 million dollars to Malawi for food."
)


def test_a_report_goes_through_the_reader_into_every_profile(reader: Reader, tmp_path: Path) -> None:
    read = reader.read(report_of(STORY, published="2031-05-08", outlet="Halyard", title='"Post" shelled'))
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(read, STORY.encode(), JUNE)
    runner = CliRunner()
    for profile in OTHERS:
        arguments = ["export", "-L", str(tmp_path / "test.db"), "--as", profile, "--to", str(tmp_path / profile)]
        assert runner.invoke(app, arguments, catch_exceptions=False).exit_code == 0
    (ged,) = read_csv(tmp_path / "ged" / "ged.csv")
    assert (ged["best"], ged["date_start"], ged["source_original"]) == ("3", "2031-05-06", "Ana Sorel")
    assert ged["source_article"] == "\"Halyard,2031-05-08,'Post' shelled\""
    subs = {row["sub_event_type"] for row in read_csv(tmp_path / "acled" / "acled.csv")}
    assert {"Shelling/artillery/missile attack", "Peaceful protest"} <= subs
    types = {row["Event Type"] for row in read_csv(tmp_path / "plover" / "polecat.csv")}
    assert "AID" in types
    statuses = {row["status"] for row in records(tmp_path / "plover" / "plover.jsonl")}
    assert statuses == {"happened"}


def test_the_command_line_says_what_is_wrong(ledger: Ledger, tmp_path: Path) -> None:
    arguments = ["export", "-L", str(tmp_path / "test.db"), "--to", str(tmp_path / "out")]
    refused = CliRunner().invoke(app, [*arguments, "--status", "planned"])
    assert isinstance(refused.exception, ExportError)
    done = CliRunner().invoke(app, [*arguments, "--as", "geojson", "--status", "Denied"])
    assert done.exit_code == 0 and "events" in done.output
