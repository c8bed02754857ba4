"""The page of faults is what the reader makes of its reports, and each report shows the point that it is there for."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from conftest import ROOT
from dateline.reader import Reader
from dateline.records import Event, Reading, Status, report_of

REAL = ("happened", "happening")
WORST = ("ASSAULT", "COERCE", "MOBILIZE")


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    """docs/make_faults.py."""
    spec = importlib.util.spec_from_file_location("make_faults", ROOT / "docs" / "make_faults.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_faults"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["make_faults"]


@pytest.fixture(scope="module")
def read(maker: ModuleType, reader: Reader) -> dict[str, Reading]:
    readings: dict[str, Reading] = maker.readings(reader)
    return readings


def events(reading: Reading, *types: str) -> list[Event]:
    return [event for event in reading.events if not types or event.type in types]


def told(reading: Reading, word: str) -> Event:
    """The one event that a word of the report tells of, or takes up."""
    text = reading.report.text
    found = [e for e in reading.events if any(s.of(text) == word for s in (e.trigger, *e.mentions))]
    assert len(found) == 1, f"{word}: {len(found)} events"
    return found[0]


def names(reading: Reading, side: str, event: Event) -> str:
    return " ".join(p.span.of(reading.report.text) for p in getattr(event, side))


def place(reading: Reading, event: Event) -> str:
    assert event.place is not None
    return next(p.name for p in reading.places if p.id == event.place.place)


def days(event: Event) -> tuple[str | None, str | None]:
    assert event.when is not None and event.when.when is not None
    return event.when.when.first_imprecise, event.when.when.last_imprecise


def chains(reading: Reading, event: Event) -> list[list[str]]:
    voices = {voice.id: voice.name for voice in reading.voices}
    return [[voices[link.voice] for link in c.chain] for c in reading.claims if c.id in event.claims]


def test_the_page_says_what_the_reader_says(maker: ModuleType, reader: Reader) -> None:
    page = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    assert maker.faults_page(reader) == page, "run: python docs/make_faults.py, and read what has changed"


def test_every_report_has_a_section_and_a_row_in_the_manifest(maker: ModuleType, read: dict[str, Reading]) -> None:
    assert {fault.report for fault in maker.faults()} == set(read)
    assert all(r.report.published and r.report.outlet for r in read.values())


def test_plans_threats_and_denials_are_no_acts(read: dict[str, Reading]) -> None:
    reading = read["plans-and-threats"]
    attacks = events(reading, "ASSAULT")
    assert {e.status for e in attacks} == {"planned", "threatened", "denied"}
    assert told(reading, "shelled").status == told(reading, "raid").status == "denied"
    assert told(reading, "threatened").status == "happened"


def test_nothing_is_stitched_together(read: dict[str, Reading]) -> None:
    reading = read["stitched-together"]
    (killing,) = events(reading, "ASSAULT")
    assert (names(reading, "actors", killing), place(reading, killing)) == ("gunmen", "Gao")
    assert "driver" in names(reading, "recipients", killing)
    arrest = told(reading, "arrested")
    assert place(reading, arrest) == "Bamako" and "students" in names(reading, "recipients", arrest)
    assert days(killing) == ("2024-06-04", "2024-06-04")


def test_places_lie_in_the_reports_country(read: dict[str, Reading]) -> None:
    reading = read["wrong-country"]
    resolved = {p.name: p.country for p in reading.places if p.gazetteer_id}
    assert {"Valencia", "Barcelona"} <= set(resolved) and set(resolved.values()) == {"VEN"}


def test_one_happening_is_one_event(read: dict[str, Reading]) -> None:
    reading = read["counted-many-times"]
    (bombing,) = events(reading, "ASSAULT")
    assert len(bombing.mentions) >= 4
    totals = [c for c in bombing.counts if c.part_of is None]
    assert [(c.what, c.low, c.high) for c in totals] == [("killed", 7, 7)]
    assert [(c.what, c.low) for c in bombing.counts if c.part_of is not None] == [("killed", 2)]
    assert place(reading, bombing) == "Kisumu"


def test_the_source_is_kept(read: dict[str, Reading]) -> None:
    reading = read["source-dropped"]
    assert ["Western diplomat", "aid workers"] in chains(reading, told(reading, "burned"))
    assert not any("ilitia" in name for chain in chains(reading, told(reading, "burned")) for name in chain)
    assert not next(v for v in reading.voices if v.name == "Western diplomat").named
    assert [chain[-1] for chain in chains(reading, told(reading, "killed"))] == ["two traders"]


def test_an_accusation_stays_one(read: dict[str, Reading]) -> None:
    reading = read["accusation-into-fact"]
    shelling, fire = told(reading, "hit"), told(reading, "setting fire")
    assert len(shelling.actors) >= 2 and {p.basis for p in shelling.actors} == {"accused"}
    assert [p.basis for p in fire.actors] == ["suspected"] and "deserters" in names(reading, "actors", fire)
    assert [c.low for c in shelling.counts] == [4] and place(reading, shelling) == "Malakal"
    assert reading.tensions
    assert not any("No group" in names(reading, "actors", e) for e in reading.events)


def test_a_total_is_counted_once(read: dict[str, Reading]) -> None:
    reading = read["totals-and-parts"]
    attack = told(reading, "attacked")
    totals = [(c.what, c.low, c.high) for c in attack.counts if c.part_of is None and c.replaced_by is None]
    assert sorted(totals) == [("injured", 31, None), ("killed", 12, 12)]
    assert [c.low for c in attack.counts if c.replaced_by is not None] == [14]
    assert sorted((c.what, c.low) for c in attack.counts if c.part_of is not None) == [
        ("injured", 9),
        ("killed", 1),
        ("killed", 3),
    ]
    assert [(c.what, c.low, c.high) for c in told(reading, "abducted").counts] == [("abducted", 12, None)]


def test_figures_of_speech_are_no_attacks(read: dict[str, Reading]) -> None:
    reading = read["figures-of-speech"]
    assert [days(e) for e in events(reading, "ASSAULT")] == [("2016-01-01", "2016-12-31"), ("1985-01-01", "1985-12-31")]
    assert not any(c.what == "killed" and e.type != "ASSAULT" for e in reading.events for c in e.counts)
    assert told(reading, "sentenced").when is None


def test_background_has_its_own_date(read: dict[str, Reading]) -> None:
    reading = read["old-news"]
    assert days(told(reading, "seized")) == ("2002-09-01", "2002-09-30")
    assert days(told(reading, "mutiny")) == ("2004-01-01", "2004-12-31")
    assert days(told(reading, "damaged")) == ("2025-01-01", "2025-01-31")
    assert days(told(reading, "arrested")) == ("2025-03-01", "2025-03-31")
    dated = [e for e in events(reading, *WORST) if e.when is not None]
    assert not any(day and day >= "2025-04-01" for e in dated for day in days(e))
    assert all(e.when is None or days(e)[0] == "2025-01-01" for e in [told(reading, "bombing")])


def test_no_clock_is_asked(read: dict[str, Reading]) -> None:
    reading = read["resolved-against-today"]
    assert days(told(reading, "freed")) == ("2011-08-28", "2011-08-28")
    assert days(told(reading, "kidnapped")) == ("2011-02-11", "2011-02-11")
    assert days(told(reading, "meet")) == ("2011-08-31", "2011-08-31") and told(reading, "meet").status == "planned"
    assert all(d is None or d.startswith("2011") for e in reading.events if e.when for d in days(e))


def test_capitals_that_act_are_governments(read: dict[str, Reading]) -> None:
    reading = read["capital-for-a-place"]
    countries = {a.id: a.country for a in reading.actors}
    accused = told(reading, "accused")
    assert [countries[p.actor or ""] for p in (*accused.actors, *accused.recipients)] == ["KEN", "UGA"]
    found = {place(reading, e) for e in reading.events if e.place is not None}
    assert not found & {"Nairobi", "Kampala", "Addis Ababa", "Washington"} and "Port Victoria" in found


def test_teasers_are_not_read(read: dict[str, Reading]) -> None:
    reading = read["teasers-read-on"]
    assert not events(reading, "ASSAULT") and not any(e.counts for e in reading.events)
    assert {p.country for p in reading.places} == {"ECU"}
    tail = reading.report.text.index("Read also")
    assert all(start < tail for event in reading.events for start, _ in (event.trigger, *event.mentions))
    assert told(reading, "Strike").mode == "strike"


def test_nobody_is_invented(read: dict[str, Reading]) -> None:
    reading = read["nobody-named"]
    done = [told(reading, word) for word in ("abducted", "shot dead", "burned down")]
    assert not any(e.actors for e in done)
    assert names(reading, "actors", told(reading, "injured")) == "gunmen"
    assert place(reading, done[0]) == "Djibo" and days(done[0]) == ("2025-05-07", "2025-05-07")


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Navy to attack island, captains say\n\nThe captains met on Monday.", "attack", "planned"),
        ("Weavers blocked the bridge to protest against the toll.", "blocked", "happened"),
        ("The talks failed after two days.", "talks", "happened"),
        ("No attack occurred.", "attack", "denied"),
        ("No arrests have been made.", "arrests", "denied"),
        ("Nobody has claimed the attack.", "attack", "happened"),
        ("The mayor was accused of ordering the murder of a clerk.", "murder", "happened"),
        ("Gunmen fired at a ferry near Mopti.", "fired at", "happened"),
    ],
)
def test_how_real_it_is(reader: Reader, text: str, word: str, status: str) -> None:
    assert told(reader.read(report_of(text, published="2024-06-12")), word).status == status


@pytest.mark.parametrize(
    "text",
    [
        "A storm destroyed 200 homes near Beira.",
        "A film about the siege of an abbey won the prize.",
        "Bakers open fire in price war",
        "The judge attacked the police for their delay.",
        "The rupee came under attack.",
        "Nurses launched an offensive against malaria.",
    ],
)
def test_nobody_was_attacked(reader: Reader, text: str) -> None:
    assert not events(reader.read(report_of(text, published="2024-06-12")), "ASSAULT")


def test_a_headlines_participle_has_no_actor(reader: Reader) -> None:
    text = "Baker abducted near Enugu\n\nA baker was abducted near Enugu on Sunday."
    (taken,) = events(reader.read(report_of(text, published="2024-06-12")), "ASSAULT")
    assert not taken.actors and taken.recipients


def test_a_shooting_is_not_those_who_arrest_after_it(reader: Reader) -> None:
    reading = reader.read(report_of("Police arrest two after shooting in Leeds", published="2024-06-12"))
    assert not told(reading, "shooting").actors


def test_an_agreement_is_told_once_in_headline_and_lead(reader: Reader) -> None:
    text = "Ministers agree on park border\n\nMinisters from Zambia and Malawi agreed on a border for the park."
    assert len(events(reader.read(report_of(text, published="2024-06-12")), "AGREE")) == 1


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The envoy warned that an all-out assault on Tarvo would be a catastrophe.", "assault"),
        ("Any invasion of the island would have consequences, the minister said.", "invasion"),
    ],
)
def test_what_is_only_imagined_has_not_happened(reader: Reader, text: str, trigger: str) -> None:
    event = next(e for e in reader.read(report_of(text)).events if e.trigger.of(text) == trigger)
    assert event.status is Status.POSSIBLE


def test_a_witness_is_not_the_killer(reader: Reader) -> None:
    text = "“They killed my husband and burned our barn,” said Mara Velling."
    reading = reader.read(report_of(text))
    assert reading.events
    witness = {a.id for a in reading.actors if "Velling" in a.name}
    assert witness and not any(p.actor in witness for e in reading.events for p in e.actors)


def test_a_court_did_not_do_what_it_judges(reader: Reader) -> None:
    text = "A colonel was convicted of the killing of four nuns by a court in San Salvador."
    killing = next(e for e in reader.read(report_of(text)).events if e.trigger.of(text) == "killing")
    assert not any("court" in p.span.of(text) for p in killing.actors)


def test_a_town_that_is_seized_is_not_kidnapped(reader: Reader) -> None:
    text = "Rebels seized Kidal on Monday."
    (event,) = reader.read(report_of(text)).events
    assert event.mode != "abduct" and not event.counts
