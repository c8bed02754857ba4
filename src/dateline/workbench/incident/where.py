"""Where an incident was: its place in words, how far it is known, and its spot on the map."""

from __future__ import annotations

from dateline.export.precision import area
from dateline.records import Incident
from dateline.workbench import words
from dateline.workbench.ask import Ask
from dateline.workbench.drawings.spots import Spot, spot


def place(one: Incident) -> str:
    """ "Mufumbwe, North-Western, Zambia"."""
    return words.listed((one.place, one.admin1, words.country_name(one.country or ""))) or "place not known"


def precision(one: Incident) -> str:
    """How far the place is known, in words."""
    known = area(one.precision)
    return known.words if known else "" if one.place is None else "not in the gazetteer"


def spot_of(ask: Ask, one: Incident) -> Spot | None:
    return spot(
        one.id, one.title, ask.href(f"/incidents/{one.id}"), one.standing, place=one.place, country=one.country,
        precision=one.precision, lat=one.lat, lon=one.lon,
    )  # fmt: skip
