"""Surroundings: the places and times of each sentence, with what they hang on, and what "here" and "the city" are."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.events.scene import Scene
from dateline.records import EventPlace, Found, Place, Time, TimexType

SPOT = frozenset("in at near inside outside across around along off between throughout through on within into".split())
MOST = 20  # places and times of a sentence that are looked at
BACK = 2  # sentences back to the place that "the city" takes up
# What a definite noun takes up, by the kind of toponym: "in the city", "in the district".
_KINDS = {
    **dict.fromkeys(("city", "town", "settlement", "hamlet", "port", "suburb"), ("city", "capital", "unknown")),
    **dict.fromkeys(("province", "state", "governorate", "department", "oblast"), ("admin1",)),
    **dict.fromkeys(("district", "county", "municipality"), ("admin2", "division")),
    "region": ("region", "admin1"),
    "country": ("country",),
    "island": ("region", "feature"),
    "capital": ("capital",),
    "area": ("city", "capital", "admin1", "admin2", "region", "feature", "unknown", "village"),
}  # fmt: skip
_KINDS["village"] = ("city", "village", "unknown")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text: the token it hangs on, how exactly it says where, and the place with where it was found."""

    head: int
    precision: int
    place: EventPlace
    lying: bool = False  # the words themselves say where: "20 km south of X"


class Surroundings:
    """The places and times of each sentence; made once a report."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.records: dict[str, Place] = {place.id: place for place in scene.draft.places}
        self.spots: dict[int, list[Spot]] = {}
        self.times: dict[int, list[tuple[int, Time]]] = {}
        self.of_time: dict[int, int] = {}  # a token of a temporal expression -> the token that it hangs on
        named = self._toponyms()
        self._times()
        self._taken_up(named)

    def spots_of(self, i: int) -> list[Spot]:
        """The places of a token's sentence."""
        return self.spots.get(self.scene.parse.sentence[i], [])[:MOST]

    def times_of(self, i: int) -> list[tuple[int, Time]]:
        """The times of a token's sentence, each with the token that it hangs on."""
        return self.times.get(self.scene.parse.sentence[i], [])[:MOST]

    def _toponyms(self) -> list[tuple[int, str, Spot]]:
        """(token, kind, spot) of every place named as a place, in the order of the text."""
        parse, named = self.scene.parse, []
        for toponym in self.scene.draft.toponyms:
            if toponym.acts or toponym.place is None:
                continue
            head = self._head(toponym.first, toponym.last)
            if head is not None:
                place = EventPlace(toponym.place, toponym.words or toponym.span, Found.SENTENCE)
                record = self.records.get(toponym.place)
                spot = Spot(head, (record and record.precision) or 9, place, toponym.words is not None)
                self.spots.setdefault(parse.sentence[head], []).append(spot)
                named.append((toponym.first, toponym.kind, spot))
        return sorted(named, key=lambda one: one[0])

    def _times(self) -> None:
        parse = self.scene.parse
        for time in self.scene.draft.times:
            tokens = parse.tokens(time.span)
            if not len(tokens):
                continue
            head = self._head(tokens[0], tokens[-1])
            if head is None or parse.dep[head] == "amod":  # "former soldiers" says nothing of when
                continue
            self.of_time.update(dict.fromkeys(tokens, head))
            if time.type in (TimexType.DATE, TimexType.TIME) or (time.type is TimexType.DURATION and time.when):
                self.times.setdefault(parse.sentence[head], []).append((head, time))

    def _head(self, first: int, last: int) -> int | None:
        """The token of a run whose head lies outside it."""
        parse = self.scene.parse
        if first >= len(parse):
            return None
        return next(
            (i for i in range(first, last + 1) if not first <= parse.head[i] <= last or parse.head[i] == i), first
        )

    def _taken_up(self, named: list[tuple[int, str, Spot]]) -> None:
        """ "here" is where the dateline says; "there" and "in the city" the last such place of these sentences."""
        parse = self.scene.parse
        before = 0
        for i in range(len(parse)):
            while before < len(named) and named[before][0] < i:
                before += 1
            low = parse.lower[i]
            found: EventPlace | None = None
            if low == "here" and parse.dep[i] == "advmod":
                found = self._of_dateline(i)
            elif low == "there" and parse.dep[i] == "advmod":
                found = self._last(i, named[:before][-6:], None, Found.PARAGRAPH)
            elif low in _KINDS and self._definite(i):
                found = self._last(i, named[:before][-12:], _KINDS[low], Found.PARAGRAPH)
            if found is not None:
                spots = self.spots.setdefault(parse.sentence[i], [])
                spots.append(Spot(i, self.records[found.place].precision or 9, found))

    def _of_dateline(self, i: int) -> EventPlace | None:
        place = self.scene.draft.report.dateline.place
        if place is None or place.id is None or place.id not in self.records:
            return None
        return EventPlace(place.id, self.scene.parse.span(i, i), Found.REPORT)

    def _last(
        self, i: int, named: list[tuple[int, str, Spot]], kinds: tuple[str, ...] | None, found: Found
    ) -> EventPlace | None:
        parse = self.scene.parse
        for _, kind, spot in reversed(named):
            if parse.sentence[i] - parse.sentence[spot.head] > BACK:
                return None
            if kinds is None or kind in kinds:
                return EventPlace(spot.place.place, spot.place.span, found)
        return None

    def _definite(self, i: int) -> bool:
        """ "in the city", with nothing that says which."""
        parse = self.scene.parse
        over = parse.head[i]
        if parse.dep[i] != "pobj" or parse.lower[over] not in SPOT:
            return False
        kids = parse.kids[i]
        return len(kids) == 1 and parse.lower[kids[0]] in ("the", "this", "that")
