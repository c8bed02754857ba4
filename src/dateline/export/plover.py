"""The profile `plover`: every event as PLOVER's manual writes it (JSON), and as POLECAT does (40 columns)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.cases import Case
from dateline.export.codebook import entry_of
from dateline.export.columns import HAPPENED, Document, Row, Source, Table
from dateline.export.countries import country
from dateline.export.facts import admin1, admin2, is_point, published_day
from dateline.export.parties import Kind, Party
from dateline.export.standing import COLUMNS as STANDING
from dateline.export.standing import denied_by, disputed, standing
from dateline.export.told import Told, tellings
from dateline.export.written import columns_of
from dateline.ledger import storable
from dateline.records import ActorKind, Basis, CountOf, Event, Place, Role, Status

DESCRIPTION = (
    "Events of all sixteen types of PLOVER (manual 1.3 of 5 February 2022): as the records of its chapter 6, and "
    "column for column as POLECAT has them (40). This is not POLECAT's data: it was made by a machine from news "
    "reports."
)
CODEBOOK = "plover-1.3"
# The manual's section 2.3; it has no word for an attempt, so this one is ours.
AUXILIARY = {
    Status.ATTEMPTED: "attempted",
    Status.PLANNED: "future",
    Status.THREATENED: "future",
    Status.POSSIBLE: "hypothetical",
    Status.DENIED: "negation",
}
_BODIES = (Role.IGO, Role.NGO)  # codes of their own instead of a country
_COUNTS = {"dead": CountOf.KILLED, "injured": CountOf.INJURED, "arrested": CountOf.DETAINED}


def records(given: Source | Case) -> Iterator[dict[str, Any]]:
    """A record for each event (or incident) of the statuses asked for; what is not known is left out."""
    for told in tellings(given):
        if told.asked and not told.withdrawn:
            yield _without_gaps(_record(told))


def rows(given: Source | Case) -> Iterator[Row]:
    """The same in POLECAT's columns."""
    for told in tellings(given):
        if told.asked and not told.withdrawn:
            yield _row(told) | _story(told.source) | standing(told)


def modes(event: Event) -> list[str]:
    """PLOVER's mode, and the auxiliary mode of what is not said to have happened."""
    return [mode for mode in (event.mode, AUXILIARY.get(event.status)) if mode]


def _record(told: Told) -> dict[str, Any]:
    source, event, days = told.source, told.event, told.days
    entry, report = entry_of(event.type), source.reading.report
    trigger = event.trigger
    return {
        "id": told.id,
        "date": days.first,
        "enddate": days.last if days.last != days.first else None,
        "actor": [_entity(party) for party in told.actors],
        "recipient": [_entity(party) for party in told.recipients],
        "event": [str(event.type)],
        "mode": modes(event),
        "context": [str(c.context) for c in event.contexts],
        "event_loc": _location(told),
        "event_text": [trigger.of(source.text)],
        "quad_code": entry.quad,
        "event_scale": entry.score,
        "size": {name: storable(told.toll(what).low) for name, what in _COUNTS.items()},
        "text": told.sentence,
        "text_info": {"start": trigger.start, "end": trigger.end},
        "cite_info": {
            "citation": report.id,
            "url": report.url,
            "title": report.title,
            "language": report.language,
            "publication": report.outlet,
            "date": published_day(source),
            "coder": f"dateline {source.reading.reader.version}",
            "codebook": CODEBOOK,
        },
        "coder": event.made_by,
        "coded_date": told.recorded[:10],
        "coded_time": told.recorded[11:],
        "status": str(event.status),
        "voices": [list(chain) for chain in told.chains],
        "comment": None if event.status in HAPPENED else f"Not said to have happened: {event.status}.",
        "incident": _standing(told),
    }


def _standing(told: Told) -> dict[str, Any] | None:
    one = told.incident
    if one is None:
        return None
    return {
        "standing": str(one.standing),
        "independent": one.independent,
        "reports": list(one.reports),
        "stories": list(one.stories),
        "events": list(one.events),
        "outlets": list(told.outlets),
        "disputed": disputed(told),
        "denied_by": denied_by(told),
    }


def _entity(party: Party) -> dict[str, Any]:
    sectors = _sectors(party)
    return {
        "code": _code(party),
        "sector": sectors[0] if sectors else None,
        "other_sectors": sectors[1:],
        "entity_text": party.words,
        "identifier_text": party.name if party.named else None,
        "identifier_id": party.id,
        "basis": str(party.basis) if party.basis is not Basis.STATED else None,
    }


def _sectors(party: Party) -> list[str]:
    return [str(role) for role in party.roles if role not in _BODIES]


def _code(party: Party) -> str | None:
    return party.country or next((str(role) for role in party.roles if role in _BODIES), None)


def _location(told: Told) -> dict[str, Any] | None:
    place = told.place
    if place is None:
        return None
    state = country(place.country)
    return {
        "extracted_place": told.place_words,
        "resolved_place": place.name if place.gazetteer_id else None,
        "geonameid": _geonames(place),
        "lat": place.lat if is_point(place) else None,
        "lon": place.lon if is_point(place) else None,
        "city": _city(place),
        "district": admin2(place),
        "province": admin1(place),
        "country": state.acled if state else None,
        "country_code": place.country,
        "resolution": {1: 4, 2: 4, 3: 3, 4: 2, 6: 1}.get(place.precision or 0),
    }


def _geonames(place: Place) -> int | None:
    kind, _, number = (place.gazetteer_id or "").partition(":")
    return int(number) if kind == "geonames" and number.isdecimal() else None


def _city(place: Place) -> str | None:
    return place.name if place.precision in (1, 2) and place.gazetteer_id else None


def _row(told: Told) -> Row:
    event, days, place = told.event, told.days, told.place
    entry = entry_of(event.type)
    return {
        "Event ID": told.id,
        "Event Date": days.first,
        "Event Type": event.type,
        "Event Mode": _joined(modes(event)),
        "Intensity": entry.score,
        "Quad Code": entry.quad_name.upper(),
        "Contexts": _joined(c.context for c in event.contexts),
        **_side("Actor", told.actors),
        **_side("Recipient", told.recipients),
        "Placename": place.name if place else None,
        "City": _city(place) if place else None,
        "District": admin2(place) if place else None,
        "Province": admin1(place) if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place and is_point(place) else None,
        "Longitude": place.lon if place and is_point(place) else None,
        "GeoNames ID": _geonames(place) if place else None,
        "Raw Placename": told.place_words,
        "Feature Type": None,
        "Source": _joined(told.case.outlets) if told.case else told.source.reading.report.outlet,
        "Publication Date": told.published,
    }


def _side(who: str, side: tuple[Party, ...]) -> Row:
    states = [country(party.country) for party in side]
    sectors = [sector for party in side for sector in _sectors(party)]
    return {
        f"{who} Name": _joined(party.name for party in side if party.kind is not Kind.THING or party.id),
        f"{who} Country": _joined(party.country for party in side),
        f"{who} COW": _joined(str(state.gw) for state in states if state and state.gw),
        f"Primary {who} Sector": sectors[0] if sectors else None,
        f"{who} Sectors": _joined(sectors),
        f"{who} Title": None,
        f"{who} Name Raw": _joined(party.words for party in side),
        f"Wikipedia {who} ID": None,
    }


def _story(source: Source) -> Row:
    named = [actor for actor in source.reading.actors if actor.named]
    return {
        "Story People": _joined(a.name for a in named if a.kind is ActorKind.PERSON),
        "Story Organizations": _joined(a.name for a in named if a.kind not in (ActorKind.PERSON, ActorKind.STATE)),
        "Story Locations": _joined(place.name for place in source.reading.places),
        "Language": source.reading.report.language,
        "Version": source.reading.reader.version,
    }


def _joined(parts: Iterable[str | None]) -> str | None:
    return ";".join(dict.fromkeys(part.replace(";", ",") for part in parts if part)) or None


def _without_gaps(value: Any) -> Any:
    """The same without what is None, and without objects that have nothing in them."""
    if not isinstance(value, dict):
        return [_without_gaps(item) for item in value] if isinstance(value, list) else value
    kept = {name: _without_gaps(item) for name, item in value.items() if item is not None}
    return {name: item for name, item in kept.items() if item != {} and (item != [] or name not in _MAY_BE_EMPTY)}


_MAY_BE_EMPTY = frozenset(("recipient", "mode", "context", "voices", "other_sectors"))

EVENT_TABLES: tuple[Table, ...] = (
    Table("polecat", "Events in POLECAT's 40 columns.", columns_of("polecat"), ("Event ID",), rows, checked=True),
)
TABLES: tuple[Table, ...] = (
    Table(
        "polecat",
        "Incidents in POLECAT's 40 columns, then ours.",
        (*columns_of("polecat"), *STANDING),
        ("Event ID",),
        rows,
        checked=True,
    ),
)
DOCUMENTS: tuple[Document, ...] = (
    Document(
        "plover", "Incidents as PLOVER's manual writes events, one JSON record a line.", "jsonl", "plover", records
    ),
)
