"""The profile `geojson`: events as a FeatureCollection (RFC 7946), for maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.export.columns import Document, Source
from dateline.export.facts import admin1, admin2, days_of, is_point, on_whose_word, place_of, sentence, where_prec
from dateline.export.parties import parties
from dateline.export.toll import toll
from dateline.ledger import storable
from dateline.records import Event, Place

DESCRIPTION = (
    "Events as GeoJSON (RFC 7946), one Feature for each report's account. Look at `where_prec` before reading a point "
    "as a spot: it is the middle of whatever the words name."
)


def features(source: Source) -> Iterator[dict[str, Any]]:
    """A Feature for each event of the statuses asked for."""
    for event in source.reading.events:
        if event.status in source.statuses:
            place = place_of(source, event)
            yield {
                "type": "Feature",
                "id": event.id,
                "geometry": _point(place),
                "properties": _properties(source, event, place),
            }


def _point(place: Place | None) -> dict[str, Any] | None:
    if place is None or not is_point(place):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _properties(source: Source, event: Event, place: Place | None) -> dict[str, Any]:
    report, days, deaths = source.reading.report, days_of(event), toll(source, event)
    return {
        "id": event.id,
        "report": report.id,
        "status": str(event.status),
        "type": str(event.type),
        "mode": event.mode,
        "actors": [party.name for party in parties(source, event.actors)],
        "actors_basis": [str(party.basis) for party in parties(source, event.actors)],
        "recipients": [party.name for party in parties(source, event.recipients)],
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
        "voices": on_whose_word(source, event),
        "sentence": sentence(source, event),
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "url": report.url,
        "recorded": source.recorded,
    }


DOCUMENTS: tuple[Document, ...] = (
    Document("events", "Events as one FeatureCollection of GeoJSON.", "geojson", "geojson", features),
)
