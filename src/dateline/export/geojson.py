"""The profile `geojson`: incidents (or events) as a FeatureCollection (RFC 7946), for maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.export.cases import Case
from dateline.export.columns import Document, Source
from dateline.export.facts import admin1, admin2, is_point, where_prec
from dateline.export.standing import denied_by, disputed
from dateline.export.told import Told, tellings
from dateline.ledger import storable
from dateline.records import Place

DESCRIPTION = (
    "Incidents as GeoJSON (RFC 7946), or one Feature for each report's account. Look at `where_prec` before reading "
    "a point as a spot: it is the middle of whatever the words name."
)


def features(given: Source | Case) -> Iterator[dict[str, Any]]:
    """A Feature for each event (or incident) of the statuses asked for."""
    for told in tellings(given):
        if told.asked and not told.withdrawn:
            yield {
                "type": "Feature",
                "id": told.id,
                "geometry": _point(told.place),
                "properties": _properties(told) | _standing(told),
            }


def _point(place: Place | None) -> dict[str, Any] | None:
    if place is None or not is_point(place):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _properties(told: Told) -> dict[str, Any]:
    source, event, days, place, deaths = told.source, told.event, told.days, told.place, told.deaths
    report, actors = source.reading.report, told.actors
    return {
        "id": told.id,
        "report": report.id,
        "status": str(event.status),
        "type": str(event.type),
        "mode": event.mode,
        "actors": [party.name for party in actors],
        "actors_basis": [str(party.basis) for party in actors],
        "recipients": [party.name for party in told.recipients],
        "place": place.name if place else None,
        "admin1": admin1(place) if place else None,
        "admin2": admin2(place) if place else None,
        "country": place.country if place else None,
        "where_prec": where_prec(place),
        "start": days.first,
        "end": days.last,
        "date_prec": days.date_prec,
        "killed_low": storable(deaths.low),
        "killed_best": storable(deaths.best),
        "killed_high": storable(deaths.high),
        "voices": told.words,
        "sentence": told.sentence,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "url": report.url,
        "recorded": told.recorded,
    }


def _standing(told: Told) -> dict[str, Any]:
    one = told.incident
    if one is None:
        return {}
    return {
        "incident_title": one.title,
        "standing": str(one.standing),
        "independent": one.independent,
        "reports": len(one.reports),
        "stories": len(one.stories),
        "outlets": list(told.outlets),
        "disputed": disputed(told),
        "denied_by": denied_by(told),
        "first_published": told.published,
    }


DOCUMENTS: tuple[Document, ...] = (
    Document("events", "Incidents as one FeatureCollection of GeoJSON.", "geojson", "geojson", features),
)
