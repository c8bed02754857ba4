"""The places layer: toponyms, resolved against a gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dateline.reader.draft import Draft, Toponym, made_by
from dateline.reader.lexicon import Lexicons
from dateline.reader.places.agency import Agency
from dateline.reader.places.borders import Borders
from dateline.reader.places.build import open_gazetteer
from dateline.reader.places.gazetteer import Entry, Gazetteer
from dateline.reader.places.given import given, pieces
from dateline.reader.places.hints import Cues
from dateline.reader.places.little import settle
from dateline.reader.places.loaded import open_loaded
from dateline.reader.places.lying import Lie, lines, offset
from dateline.reader.places.names import key
from dateline.reader.places.precision import precision
from dateline.reader.places.resolve import Hints, senses, weigh
from dateline.reader.places.scan import PLACE_LABELS, Spot
from dateline.reader.places.spot import Spotter
from dateline.records import Place, Span, make_id

How = Literal["loaded", "built-in"]
Senses = dict[str, tuple[Entry, float]]
UNRESOLVED = 0.4  # confidence that words no list has name a place at all


@dataclass(slots=True)
class _Found:
    """One place of the report while its mentions are gathered."""

    name: str
    entry: Entry | None
    precision: int | None
    confidence: float
    mentions: list[Span] = field(default_factory=list)
    lie: Lie | None = None  # where the words mean a spot beside the entry


class PlacesLayer:
    """Toponyms, resolved against a gazetteer, and told apart from governments called by a place's name."""

    name = "places"

    def __init__(self, lexicons: Lexicons, gazetteer: Gazetteer | None = None, how: How = "loaded") -> None:
        """`how`: with the gazetteer that a person has loaded, where there is one, or with the built-in one alone."""
        self.gazetteer = gazetteer or open_gazetteer(lexicons, loaded=open_loaded() if how == "loaded" else None)
        self.loaded = self.gazetteer.loaded
        self.spotter = Spotter(lexicons, self.gazetteer)
        self.agency = Agency(lexicons)
        self.cues = Cues(lexicons)
        self.borders = Borders(lexicons)
        self.version = f"1+{self.gazetteer.version}" + (f"+{self.loaded.version}" if self.loaded else "")

    def __call__(self, draft: Draft) -> None:
        spots = self.spots(draft)
        senses = self._senses(draft, spots)
        found: dict[str, _Found] = {}
        whole = [spot for spot in spots if not spot.part]
        resolved = [sense[0] if (sense := self._sense(spot, senses)) else None for spot in whole]
        text = draft.report.text
        beside = lines(text, whole, resolved) | self.borders(text, whole, resolved)
        for n, (spot, entry) in enumerate(zip(whole, resolved, strict=True)):
            named = entry is not None and spot.kind != "demonym" and spot.first >= 0
            lie = beside.get(n) or (offset(text, spot, entry) if named and entry else None)
            self._add(draft, spot, senses, found, lie)
        self._places(draft, found)

    def resolve_spans(self, draft: Draft, spans: Sequence[Span]) -> list[tuple[Entry, float] | None]:
        """The place of each given span and how sure it is, None where it has none; for spans marked by others."""
        spots = given(self.spotter, draft.parse, self.spots(draft), spans)
        senses = self._senses(draft, spots)
        by_span = {spot.span: spot for spot in spots}
        return [self._sense(by_span[span], senses) for span in spans]

    def point_of(self, toponym: Toponym, draft: Draft) -> tuple[Place | None, Entry | None]:
        """Where a toponym is: its place, or the country or region of one that acts or names a people."""
        if toponym.place is not None:
            return next((p for p in draft.places if p.id == toponym.place), None), None
        return None, self._country(toponym.country or "") or self._people(draft.report.text, toponym.span)

    def spots(self, draft: Draft) -> list[Spot]:
        """The report's spots in their order, its dateline's first."""
        place, line = draft.report.dateline.place, draft.report.dateline.span
        if place is None:
            return self.spotter(draft.parse)
        own = pieces(self.spotter, draft.parse, place.span, line.end if line else place.span.end)
        return own + self.spotter(draft.parse, own)

    def _senses(self, draft: Draft, spots: Sequence[Spot]) -> Senses:
        """The sense of each name: towns and divisions first, then what the loaded gazetteer knows besides."""
        text, hints = draft.report.text, Hints(self.cues(draft.report, draft.parse))
        groups = weigh(spots, text, hints)
        found = senses(groups)
        if self.loaded is None:
            return found
        found |= settle(self.loaded, groups, spots, text, hints)
        return {name: (self.loaded.at(entry), sure) for name, (entry, sure) in found.items()}

    def _sense(self, spot: Spot, senses: Senses) -> tuple[Entry, float] | None:
        if spot.kind == "demonym":
            entry = self._country(spot.country) if not spot.region else self._region(spot.region)
            return (entry, 0.9) if entry else None
        return senses.get(spot.key)

    def _country(self, iso3: str) -> Entry | None:
        name = key(self.spotter.countries.name_of(iso3)) if iso3 else ""
        return next((e for e in self.gazetteer.lookup(name) if e.kind == "country" and e.country == iso3), None)

    def _region(self, name: str) -> Entry | None:
        found = [e for e in self.gazetteer.lookup(key(name)) if e.kind in ("region", "admin1")]
        return min(found, key=lambda e: e.kind == "admin1", default=None)

    def _people(self, text: str, span: Span) -> Entry | None:
        people = self.spotter.countries.people(span.of(text))
        return self._region(people[1]) if people and people[1] else None

    def _add(self, draft: Draft, spot: Spot, senses: Senses, found: dict[str, _Found], lie: Lie | None) -> None:
        """A toponym for the spot, and its mention with its place."""
        parse, report = draft.parse, draft.report
        if spot.kind == "demonym":
            if lie:
                self._lying(draft, spot, lie, self._country(spot.country), 0.85, found)
                return
            acts = parse.pos[spot.last] in ("NOUN", "PROPN") and parse.dep[spot.last] not in ("compound", "amod")
            country = spot.country or None
            draft.toponyms.append(Toponym(spot.first, spot.last, spot.span, "demonym", country, None, acts))
            return
        sense = senses.get(spot.key)
        entry, sure = sense or (None, UNRESOLVED)
        kind = entry.kind if entry else "unknown"
        country = (entry.country or None) if entry else None
        if lie and entry:
            self._lying(draft, spot, lie, entry, sure, found)
            return
        if spot.first >= 0 and entry and self.agency.acts(parse, spot.first, spot.last, spot.key, kind):
            draft.toponyms.append(Toponym(spot.first, spot.last, spot.span, kind, country, None, acts=True))
            return
        level = None
        if entry:
            level = precision(parse, spot.first, spot.last, entry) if spot.first >= 0 else entry.precision
        if spot.label not in PLACE_LABELS and entry:
            sure *= 0.85
        id_ = make_id("place", report.id, entry.id if entry else spot.key, level)
        place = found.setdefault(id_, _Found(_shown(spot, entry), entry, level, sure))
        place.confidence = max(place.confidence, sure)
        place.mentions.append(spot.span)
        if spot.first >= 0:
            draft.toponyms.append(Toponym(spot.first, spot.last, spot.span, kind, country, id_))
        elif report.dateline.place and report.dateline.place.id is None:
            mention = replace(report.dateline.place, id=id_)
            draft.report = replace(report, dateline=replace(report.dateline, place=mention))

    def _lying(
        self, draft: Draft, spot: Spot, lie: Lie, entry: Entry | None, sure: float, found: dict[str, _Found]
    ) -> None:
        """A spot beside the named place, or a line between two, as a place of its own."""
        id_ = make_id("place", draft.report.id, lie.name, lie.point)
        place = found.setdefault(id_, _Found(lie.name, None if lie.line else entry, lie.precision, sure, lie=lie))
        if lie.words not in place.mentions:
            place.mentions.append(lie.words)
        own = (entry.lat, entry.lon) if entry and entry.lat is not None and entry.lon is not None else None
        kind = "demonym" if spot.kind == "demonym" else entry.kind if entry else "unknown"
        country = spot.country or (entry.country if entry else None) or None
        draft.toponyms.append(Toponym(spot.first, spot.last, spot.span, kind, country, id_, words=lie.words, named=own))

    def _places(self, draft: Draft, found: dict[str, _Found]) -> None:
        stamp = made_by(self)
        for id_, f in found.items():
            e, lie = f.entry, f.lie
            point = lie.point if lie else (e.lat, e.lon) if e else (None, None)
            draft.places.append(
                Place(
                    id=id_,
                    name=f.name,
                    gazetteer_id=e.id if e else None,
                    lat=point[0],
                    lon=point[1],
                    country=(e.country or None) if e else lie.country if lie else None,
                    admin1=self.gazetteer.admin1_name(e.country, e.admin1) if e else None,
                    admin2=self.gazetteer.admin2_name(e.country, e.admin1, e.admin2) if e else None,
                    precision=f.precision,
                    mentions=tuple(f.mentions),
                    made_by=stamp,
                    confidence=round(f.confidence, 3),
                )
            )


def _shown(spot: Spot, entry: Entry | None) -> str:
    """The name a place is shown under: the gazetteer's, or the report's where it uses another ("Bombay")."""
    words = " ".join(spot.words.split())
    if entry is None or (entry.quality and not words.isupper()):
        return words
    return entry.name
