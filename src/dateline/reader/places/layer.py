"""The places layer: toponyms, resolved against a gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.places.build import open_gazetteer
from dateline.reader.places.gazetteer import Entry
from dateline.reader.places.given import given
from dateline.reader.places.names import key
from dateline.reader.places.resolve import Hints, resolve
from dateline.reader.places.spot import Spot, Spotter
from dateline.records import Span


class PlacesLayer:
    """toponyms, resolved against a gazetteer."""

    name = "places"

    def __init__(self, lexicons: Lexicons) -> None:
        self.gazetteer = open_gazetteer(lexicons)
        self.spotter = Spotter(lexicons, self.gazetteer)
        self.version = f"1+{self.gazetteer.version}"

    def __call__(self, draft: Draft) -> None:
        """To come."""

    def spots(self, draft: Draft) -> list[Spot]:
        """The report's spots, its dateline's first."""
        spots = self.spotter(draft.parse)
        place = draft.report.dateline.place
        if place is not None:
            words = place.text
            spot = Spot(place.span, words, candidates=self.gazetteer.lookup(key(words)), key=key(words), label="GPE")
            spots.insert(0, spot)
        return spots

    def resolve_spans(self, draft: Draft, spans: Sequence[Span]) -> list[tuple[Entry, float] | None]:
        """The place of each given span, None where it has none: the layer's own resolution, other eyes' spotting."""
        spots = given(self.spotter, draft.parse, self.spots(draft), spans)
        senses = resolve(spots, draft.report.text, self.hints(draft))
        by_span = {s.span: s for s in spots}
        return [self._sense(by_span[span], senses) for span in spans]

    def _sense(self, spot: Spot, senses: dict[str, tuple[Entry, float]]) -> tuple[Entry, float] | None:
        if spot.candidates:
            return senses.get(spot.key)
        if spot.country or spot.region:
            entry = self.country(spot.country) or self.region(spot.region)
            return (entry, 0.9) if entry else None
        return None

    def country(self, iso3: str) -> Entry | None:
        name = key(self.spotter.countries.name_of(iso3)) if iso3 else ""
        return next((e for e in self.gazetteer.lookup(name) if e.kind == "country" and e.country == iso3), None)

    def region(self, name: str) -> Entry | None:
        return next((e for e in self.gazetteer.lookup(key(name)) if e.quality == 0), None)

    def hints(self, draft: Draft) -> Hints:
        """What the page's address says of the country: the last part of its host, where it is a country's."""
        host = urlsplit(draft.report.url or "").hostname or ""
        return Hints()
