"""The layers of a reader, in order, and the choices that some of them offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from dateline.reader.actors import ActorsLayer
from dateline.reader.attribution import AttributionLayer
from dateline.reader.attribution.layer import How
from dateline.reader.counts import CountsLayer
from dateline.reader.dateline import DatelineLayer
from dateline.reader.draft import Layer
from dateline.reader.events import EventsLayer
from dateline.reader.furniture import FurnitureLayer
from dateline.reader.happenings import HappeningsLayer
from dateline.reader.heads import HeadsLayer
from dateline.reader.heads import layer as heads
from dateline.reader.lexicon import Lexicons
from dateline.reader.places import PlacesLayer
from dateline.reader.places import layer as places
from dateline.reader.sentences import SentencesLayer
from dateline.reader.status import StatusLayer
from dateline.reader.tensions import TensionsLayer
from dateline.reader.times import TimesLayer

# Of each layer that can do its work in more than one way: the ways. The first is taken where none is asked for.
CHOICES: Mapping[str, tuple[str, ...]] = {
    AttributionLayer.name: get_args(How),
    PlacesLayer.name: get_args(places.How),
    HeadsLayer.name: get_args(heads.How),
}


class LayerError(ValueError):
    """A layer or a choice that there is not; the message names those that there are."""


def chosen(asked: Mapping[str, str] | None = None) -> dict[str, str]:
    """The choice in force for every layer that has one: `asked`, and the first where nothing is asked."""
    for name, choice in (asked or {}).items():
        if choice not in CHOICES.get(name, ()):
            what = f"The layer {name} has no choice {choice!r}" if name in CHOICES else f"No layer {name!r} has choices"
            there = ", ".join(f"{layer}={way}" for layer, ways in CHOICES.items() for way in ways)
            raise LayerError(f"{what}. There is: {there}.")
    return {name: ways[0] for name, ways in CHOICES.items()} | dict(asked or {})


def make_layers(model: str, lexicons: Lexicons, choices: Mapping[str, str]) -> list[Layer]:
    """All layers, in the order of the design. `choices` is what `chosen` gave."""
    return [
        FurnitureLayer(lexicons),
        DatelineLayer(lexicons),
        SentencesLayer(model),
        TimesLayer(lexicons),
        PlacesLayer(lexicons, how=cast(places.How, choices[PlacesLayer.name])),
        ActorsLayer(lexicons),
        AttributionLayer(lexicons, how=cast(How, choices[AttributionLayer.name])),
        EventsLayer(lexicons),
        StatusLayer(lexicons),
        HappeningsLayer(lexicons),
        CountsLayer(lexicons),
        HeadsLayer(how=cast(heads.How, choices[HeadsLayer.name])),
        TensionsLayer(lexicons),
    ]
