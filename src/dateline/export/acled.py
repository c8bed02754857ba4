"""The profile `acled`: political violence, demonstrations and strategic developments in ACLED's 31 columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dateline.export import derivations
from dateline.export.cases import Case
from dateline.export.columns import HAPPENED, Column, Row, Source, Table, make_table
from dateline.export.countries import country
from dateline.export.derive import AcledRule, acled_rule
from dateline.export.facts import admin1, admin2, geo_precision, is_point
from dateline.export.parties import CIVIL, Kind, Party, Sides, main
from dateline.export.standing import COLUMNS as STANDING
from dateline.export.standing import in_words, standing
from dateline.export.told import Told, tellings
from dateline.export.written import columns_of
from dateline.ledger import storable
from dateline.records import Basis, EventType, Place, Role

DESCRIPTION = (
    "Events of ACLED's kinds, column for column as ACLED has them since March 2023 (31). This is not ACLED's data: it "
    "was made by a machine from news reports, after ACLED's codebook as far as these can tell."
)
NO_RULE = "no rule makes it one of ACLED's events"
INTER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
_INTER = {
    Kind.STATE: 1,
    Kind.REBEL: 2,
    Kind.MILITIA: 3,
    Kind.IDENTITY: 4,
    Kind.GANG: 3,
    Kind.GUNMEN: 3,
    Kind.CROWD: 5,
    Kind.PROTESTER: 6,
    Kind.OFFICIAL: 7,
    Kind.CIVILIAN: 7,
    Kind.PEOPLE: 7,
    Kind.EXTERNAL: 8,
}
# What ACLED calls those of whom a report names nobody, of a country.
_NAMELESS = {
    Kind.REBEL: "Unidentified Armed Group",
    Kind.MILITIA: "Unidentified Armed Group",
    Kind.IDENTITY: "Unidentified Communal Militia",
    Kind.GUNMEN: "Unidentified Armed Group",
    Kind.GANG: "Unidentified Gang",
    Kind.PROTESTER: "Protesters",
    Kind.CROWD: "Rioters",
    Kind.OFFICIAL: "Civilians",
    Kind.CIVILIAN: "Civilians",
    Kind.PEOPLE: "Civilians",
}
_ASSOCIATED = {
    Role.LAB: "Labor Group",
    Role.JRN: "Journalists",
    Role.MED: "Health Workers",
    Role.REF: "Refugees/IDPs",
    Role.AGR: "Farmers",
}
_ARTICLE = re.compile(
    r"United |(?:Central African|Dominican|Czech) Republic|(?:Democratic )?Republic of |.* Islands$|"
    r"(?:Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Seychelles)$"
)
_TARGETING = frozenset(("Violence against civilians", "Explosions/Remote violence"))


def rows(given: Source | Case) -> Iterator[Row]:
    """A row for each event (or incident) of the statuses asked for that a rule makes one of ACLED's."""
    for one in tellings(given, _rule):
        rule = _rule(one) if one.asked and not one.withdrawn else None
        if rule is not None:
            yield _row(one, rule) | standing(one)


def derived(given: Source | Case) -> Iterator[Row]:
    """A row for each event, or incident."""
    for told in tellings(given, _rule):
        rule = _rule(told) if told.asked and not told.withdrawn else None
        left_out = None if rule else NO_RULE if told.asked else derivations.NOT_SAID_TO_HAVE_HAPPENED
        one, other = _cast(told.sides, rule, told.place) if rule else (None, None)
        numbers = _inter(one), _inter(other)
        yield {
            **derivations.derivation(
                told,
                left_out=derivations.WITHDRAWN if told.withdrawn else left_out,
                rule=rule.rule if rule else None,
                reference=rule.reference if rule else None,
            ),
            "inter1_number": numbers[0],
            "inter2_number": numbers[1],
            "interaction_number": int("".join(map(str, _pair(one, other))).ljust(2, "0"))
            if _pair(one, other)
            else None,
        }


def _rule(one: Told) -> AcledRule | None:
    return acled_rule(one.event, one.sides, one.event.trigger.of(one.source.text))


def _row(told: Told, rule: AcledRule) -> Row:
    days, place, event, sides = told.days, told.place, told.event, told.sides
    one, other = _cast(sides, rule, place)
    day = days.middle if days.time_precision else None
    numbers = _inter(one), _inter(other)
    return {
        "event_id_cnty": told.id,
        "event_date": day,
        "year": int(day[:4]) if day else None,
        "time_precision": days.time_precision,
        "disorder_type": rule.disorder_type,
        "event_type": rule.event_type,
        "sub_event_type": rule.sub_event_type,
        "actor1": _name(one, place),
        "assoc_actor_1": _associates(one, sides.one, place),
        "inter1": INTER[numbers[0] - 1] if numbers[0] else None,
        "actor2": _name(other, place),
        "assoc_actor_2": _associates(other, sides.other, place),
        "inter2": INTER[numbers[1] - 1] if numbers[1] else None,
        "interaction": _interaction(one, other),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(rule, main(sides.other)) else None,
        **_where(place),
        "source": _outlets(told),
        "source_scale": None,
        "notes": _notes(told),
        "fatalities": storable(told.deaths.conservative),
        "tags": None if event.status in HAPPENED else f"status={event.status}",
        "timestamp": int(datetime.fromisoformat(told.recorded).timestamp()),
    }


def _outlets(told: Told) -> str | None:
    """All outlets, as ACLED joins them."""
    if told.case is None:
        return told.source.reading.report.outlet
    return "; ".join(outlet.replace(";", ",") for outlet in told.case.outlets) or None


def _cast(sides: Sides, rule: AcledRule, place: Place | None) -> tuple[Party | None, Party | None]:
    """Both main parties in ACLED's terms: demonstrators are rioters where they riot, troops abroad external forces."""
    one, other = main(sides.one), main(sides.other)
    rioting = rule.event_type == "Riots"
    if rule.type == EventType.PROTEST or rioting:
        demonstrators = Kind.CROWD if rioting else Kind.PROTESTER
        one = replace(one, kind=demonstrators) if one else Party("", "", demonstrators)
        # Against whom a demonstration is, is none of ACLED's actors unless they take part.
        other = other if rule.type == EventType.ASSAULT else None
    elif rule.event_type == "Protests" and other and other.kind in CIVIL:
        other = replace(other, kind=Kind.PROTESTER)
    return _abroad(one, place), _abroad(other, place)


def _abroad(party: Party | None, place: Place | None) -> Party | None:
    if party and party.kind is Kind.THING:
        return None
    away = party and party.kind is Kind.STATE and place and None not in (party.country, place.country)
    if party and place and away and party.country != place.country:
        return replace(party, kind=Kind.EXTERNAL)
    return party


def _inter(party: Party | None) -> int | None:
    return _INTER.get(party.kind) if party else None


def _pair(one: Party | None, other: Party | None) -> list[int]:
    """The numbers of both, the lower first, or of the one who acts alone; none where a kind is not known."""
    numbers = [_inter(party) for party in (one, other) if party is not None]
    return sorted(number for number in numbers if number) if one and None not in numbers else []


def _interaction(one: Party | None, other: Party | None) -> str | None:
    words = [INTER[number - 1] for number in _pair(one, other)]
    if not words:
        return None
    return f"{words[0]} only" if len(words) == 1 else "-".join(words)


def _name(party: Party | None, place: Place | None) -> str | None:
    if party is None:
        return None
    if party.kind in (Kind.STATE, Kind.EXTERNAL):
        return _of_state(party)
    if party.kind in CIVIL or (party.kind in _NAMELESS and not party.body):
        return _of(_NAMELESS[party.kind], party, place)
    return party.name


def _of_state(party: Party) -> str:
    state = country(party.country)
    police = Role.COP in party.roles or "police" in party.words.lower()
    if state is None:
        return party.name if party.body else f"Unidentified {'Police' if police else 'Military'} Forces"
    if police:
        return f"Police Forces of {_with_article(state.acled)}"
    forces = "Military Forces" if Role.MIL in party.roles else "Government"
    return f"{forces} of {_with_article(state.acled)}"


def _with_article(name: str) -> str:
    """ "the United States", "the Philippines"."""
    return f"the {name}" if _ARTICLE.match(name) else name


def _of(what: str, party: Party, place: Place | None) -> str:
    """ "Protesters (Bolivia)": of the party's own country, or of the country where it happened."""
    state = country(party.country) or country(place.country if place else None)
    return f"{what} ({state.acled})" if state else what


def _associates(party: Party | None, side: tuple[Party, ...], place: Place | None) -> str | None:
    """The others of a side, and the group of those who are named by what they do together."""
    if party is None:
        return None
    found: dict[str, None] = {}
    for member in side:
        if member.kind is Kind.THING:
            continue
        if member.kind in CIVIL:
            found.update((_of(_ASSOCIATED[role], member, place), None) for role in member.roles if role in _ASSOCIATED)
            if member.kind is Kind.OFFICIAL and (state := country(member.country)):
                found[f"Government of {_with_article(state.acled)}"] = None
            if member.body:
                found[member.name] = None
        else:
            found[_name(member, place) or member.name] = None
    found.pop(_name(party, place) or "", None)
    return "; ".join(found) or None


def _targets_civilians(rule: AcledRule, other: Party | None) -> bool:
    if rule.event_type in _TARGETING or rule.sub_event_type in ("Mob violence", "Excessive force against protesters"):
        return other is not None and other.kind in CIVIL
    return False


def _where(place: Place | None) -> Row:
    state = country(place.country) if place else None
    at = place if is_point(place) else None
    return {
        "iso": state.iso if state else None,
        "region": (state.acled_region or None) if state else None,
        "country": state.acled if state else None,
        "admin1": admin1(place) if place else None,
        "admin2": admin2(place) if place else None,
        "admin3": None,
        "location": place.name if place else None,
        "latitude": at.lat if at else None,
        "longitude": at.lon if at else None,
        "geo_precision": geo_precision(place),
    }


def _notes(told: Told) -> str:
    event, deaths = told.event, told.deaths
    said = [] if event.status in HAPPENED else [f"{event.status.upper()}, not said to have happened."]
    said.append(told.sentence)
    said.append(f"[On the word of: {'; '.join(told.words)}.]")
    doubted = [f"{party.name} ({party.basis})" for party in told.sides.one if party.basis is not Basis.STATED]
    if doubted:
        said.append(f"[Not stated as the doer: {'; '.join(doubted)}.]")
    if deaths.disputed:
        figures = dict.fromkeys(f"{f.words} ({f.voice or 'the reporter'})" for f in deaths.figures)
        said.append(f"[Deaths, figures differ: {'; '.join(figures)}.]")
    if stands := in_words(told):
        said.append(stands)
    return " ".join(said)


_NUMBERS = (
    Column("inter1_number", "integer", "inter1 as a number: 1 State forces ... 8 External/Other forces."),
    Column("inter2_number", "integer", "inter2 as a number."),
    Column("interaction_number", "integer", "Both, the lower first; x0 for one alone."),
)
EVENT_TABLES: tuple[Table, ...] = (
    Table("acled", DESCRIPTION, columns_of("acled"), ("event_id_cnty",), rows, checked=True),
    make_table(
        "derivations",
        "Every event of the chosen reports: the rule that made it one of ACLED's, or why it is not in `acled`.",
        ("event",),
        (*derivations.COLUMNS, *_NUMBERS),
        derived,
    ),
)
TABLES: tuple[Table, ...] = (
    Table("acled", DESCRIPTION, (*columns_of("acled"), *STANDING), ("event_id_cnty",), rows, checked=True),
    make_table(
        "derivations",
        "Every incident: the rule that made it one of ACLED's, or why it is not in `acled`.",
        ("incident",),
        (derivations.INCIDENT, *derivations.COLUMNS, *_NUMBERS),
        derived,
    ),
)
