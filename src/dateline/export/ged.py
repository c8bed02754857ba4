"""The profile `ged`: acts of lethal violence in the 49 columns of UCDP GED 25.1, then ours: how each stands."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator

from dateline.export import derivations
from dateline.export.cases import Case
from dateline.export.columns import HAPPENED, Row, Source, Table, make_table
from dateline.export.countries import country
from dateline.export.derive import UcdpRule, ucdp_rule
from dateline.export.facts import Days, admin1, admin2, is_point, where_prec
from dateline.export.parties import CIVIL, Kind, Party, Sides, main
from dateline.export.standing import COLUMNS as STANDING
from dateline.export.standing import standing
from dateline.export.told import Article, Told, tellings
from dateline.export.toll import Toll
from dateline.export.written import columns_of
from dateline.ledger import storable
from dateline.records import EventType, Place

DESCRIPTION = (
    "Events of lethal violence, column for column as in UCDP GED 25.1. This is not UCDP's data: it was made by a "
    "machine from news reports, after UCDP's definitions as far as these can tell."
)
NO_ASSAULT = "no ASSAULT"
NO_DEATHS = "nobody is said to have been killed"
STATE_BASED, ONE_SIDED = 1, 3


def rows(given: Source | Case) -> Iterator[Row]:
    """A row for each ASSAULT of the statuses asked for; one that is said to have happened must have cost a life."""
    for one in tellings(given, _rule):
        if _left_out(one) is None:
            yield _row(one) | standing(one)


def derived(given: Source | Case) -> Iterator[Row]:
    """A row for each event, or incident."""
    for one in tellings(given, _rule):
        left_out = _left_out(one)
        rule = _rule(one) if left_out is None else None
        yield derivations.derivation(
            one,
            left_out=left_out,
            rule=rule.rule if rule else None,
            reference=rule.reference if rule else None,
        )


def _rule(one: Told) -> UcdpRule | None:
    return ucdp_rule(one.event, one.sides)


def _left_out(one: Told) -> str | None:
    if one.withdrawn:
        return derivations.WITHDRAWN
    if not one.asked:
        return derivations.NOT_SAID_TO_HAVE_HAPPENED
    if one.event.type is not EventType.ASSAULT:
        return NO_ASSAULT
    # A plan has no dead yet.
    if one.event.status in HAPPENED and not one.deaths.high:
        return NO_DEATHS
    return None


def _row(told: Told) -> Row:
    deaths, days, place = told.deaths, told.days, told.place
    rule = _rule(told)
    one, other = _in_order(told.sides, rule)
    side_a, side_b = _name(one), _name(other)
    if (rule and rule.type_of_violence == ONE_SIDED) or (other and other.kind in CIVIL - {Kind.PEOPLE}):
        side_b = "Civilians"
    return {
        "id": int(hashlib.sha256(told.id.encode()).hexdigest()[:13], 16),
        "relid": told.id,
        "year": days.year,
        "active_year": None,
        "code_status": told.event.status,
        "type_of_violence": rule.type_of_violence if rule else None,
        **dict.fromkeys(_UCDPS_OWN),
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        **_source(told),
        **_where(told, place),
        "event_clarity": _clarity(deaths, days, place),
        "date_prec": days.date_prec,
        "date_start": days.first,
        "date_end": days.last,
        **_deaths(deaths, one, other, rule),
        "gwnoa": _number(one),
        "gwnob": _number(other),
    }


_UCDPS_OWN = (
    "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "side_a_dset_id",
    "side_a_new_id", "side_b_dset_id", "side_b_new_id",
)  # fmt: skip


def _in_order(sides: Sides, rule: UcdpRule | None) -> tuple[Party | None, Party | None]:
    """Side a and side b. In state-based violence the government is side a; else the one who acts."""
    one, other = main(sides.one), main(sides.other)
    turned = rule is not None and rule.type_of_violence == STATE_BASED and one and one.kind is not Kind.STATE
    return (other, one) if turned else (one, other)


def _name(party: Party | None) -> str | None:
    """UCDP's kind of name; None where the report names nobody ("gunmen", "its fighters")."""
    if party is None or party.kind in CIVIL:
        return None
    state = country(party.country) if party.kind is Kind.STATE else None
    if state and state.ucdp:
        return f"Government of {state.ucdp}"
    return party.name if party.body else None


def _number(party: Party | None) -> int | None:
    state = country(party.country) if party and party.kind is Kind.STATE else None
    return state.gw if state else None


def _source(told: Told) -> Row:
    """The reports, packed into one cell each as UCDP packs them: ';' between."""
    articles = told.articles
    return {
        "number_of_sources": len(articles),
        "source_article": ";".join(filter(None, map(_article, articles))) or None,
        "source_office": _packed(a.outlet for a in articles),
        "source_date": _packed(a.day for a in articles),
        "source_headline": _packed(a.title for a in articles),
        "source_original": ";".join(told.words),
    }


def _article(article: Article) -> str:
    parts = [part for part in (article.outlet, article.day, article.title) if part]
    return '"' + ",".join(parts).replace('"', "'") + '"' if parts else ""


def _packed(parts: Iterable[str | None]) -> str | None:
    cells = list(parts)
    if len(cells) == 1:
        return cells[0]
    return ";".join(dict.fromkeys(part.replace(";", ",") for part in cells if part)) or None


def _where(told: Told, place: Place | None) -> Row:
    state = country(place.country) if place else None
    at = place if is_point(place) else None
    return {
        "where_prec": where_prec(place),
        "where_coordinates": place.name if place else None,
        "where_description": told.place_words,
        "adm_1": admin1(place) if place else None,
        "adm_2": admin2(place) if place else None,
        "latitude": at.lat if at else None,
        "longitude": at.lon if at else None,
        "geom_wkt": f"POINT ({at.lon} {at.lat})" if at else None,
        "priogrid_gid": _cell(at) if at else None,
        "country": (state.ucdp or None) if state else None,
        "country_id": state.gw if state else None,
        "region": (state.ucdp_region or None) if state else None,
    }


def _cell(place: Place) -> int:
    """PRIO-GRID's number: half-degree cells counted from 1 in the south-west, 720 a row."""
    assert place.lat is not None and place.lon is not None
    row = min(math.floor((place.lat + 90) * 2), 359)
    column = min(math.floor((place.lon + 180) * 2), 719)
    return row * 720 + column + 1


def _clarity(deaths: Toll, days: Days, place: Place | None) -> int | None:
    if any(figure.over for figure in deaths.figures):
        return 2
    return 1 if days.number == 1 and place and place.precision and place.precision <= 3 else None


def _deaths(deaths: Toll, one: Party | None, other: Party | None, rule: UcdpRule | None) -> Row:
    """The four kinds of deaths, whose sum is `best`."""
    by = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    one_sided = rule is not None and rule.type_of_violence == ONE_SIDED
    for kind, number in deaths.by.items():
        if kind is Kind.PEOPLE:
            by["deaths_civilians" if one_sided else "deaths_unknown"] += number
        elif kind in CIVIL:
            by["deaths_civilians"] += number
        elif one and kind is one.kind and not (other and kind is other.kind):
            by["deaths_a"] += number
        elif other and kind is other.kind and not (one and kind is one.kind):
            by["deaths_b"] += number
        else:
            by["deaths_unknown"] += number
    told = deaths.best is not None
    return {
        **{name: storable(number) if told else None for name, number in by.items()},
        "best": storable(deaths.best),
        "high": storable(deaths.high),
        "low": storable(deaths.low),
    }


EVENT_TABLES: tuple[Table, ...] = (
    Table("ged", DESCRIPTION, columns_of("ged"), ("relid",), rows, checked=True),
    make_table(
        "derivations",
        "Every event of the chosen reports: the rule for its type of violence, or why it is not in `ged`.",
        ("event",),
        derivations.COLUMNS,
        derived,
    ),
)
TABLES: tuple[Table, ...] = (
    Table("ged", DESCRIPTION, (*columns_of("ged"), *STANDING), ("relid",), rows, checked=True),
    make_table(
        "derivations",
        "Every incident: the rule for its type of violence, or why it is not in `ged`.",
        ("incident",),
        (derivations.INCIDENT, *derivations.COLUMNS),
        derived,
    ),
)
