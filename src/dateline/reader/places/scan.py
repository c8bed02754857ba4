"""The scan of one text for places: the spots found so far, and what the statistical recogniser says of each token."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.parse import Parse
from dateline.reader.places.gazetteer import Entry
from dateline.records import Span

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LOCATIVE = frozenset(
    "in at near from to of outside around through across into toward towards via inside within between beyond "
    "southern northern eastern western southeastern southwestern northeastern northwestern central "
    "south north east west southeast southwest northeast northwest upstate downtown".split()
)


@dataclass(slots=True)
class Spot:
    """Words that may name a place. `first` is -1 outside the parse (a report's dateline).

    `kind` is name, plain (a region written small), demonym or unknown (taken for a place, but on no list).
    """

    span: Span
    words: str
    first: int = -1
    last: int = -1
    kind: str = "name"
    label: str = ""  # what the statistical recogniser takes the words for
    candidates: tuple[Entry, ...] = ()
    country: str = ""  # of a demonym
    region: str = ""  # of a demonym of no one country
    part: bool = False  # of another name ("Bank of England"): evidence, no toponym
    key: str = ""


@dataclass(slots=True)
class Scan:
    """What one text's scan keeps at hand."""

    parse: Parse
    label: list[str]  # of each token, as the recogniser has it
    edges: list[tuple[int, int]]  # of the entity that each token is in
    surnames: frozenset[str]
    persons: frozenset[str]  # every word of a person's full name
    lowered: bool
    out: list[Spot] = field(default_factory=list)
    passed: list[Spot] = field(default_factory=list)  # names that nothing beside them made a place
    doubted: list[Spot] = field(default_factory=list)  # those that the recogniser takes for a person
    unlisted: list[Spot] = field(
        default_factory=list
    )  # names of nothing on the lists of towns, with a gazetteer loaded


def spot_at(parse: Parse, first: int, last: int, label: str, **fields: object) -> Spot:
    """The spot of tokens `first` to `last`, with what else is known of it."""
    spot = Spot(parse.span(first, last), parse.words_of(first, last), first, last, label=label)
    for name, value in fields.items():
        setattr(spot, name, value)
    return spot


def scan_of(parse: Parse) -> Scan:
    """A scan with nothing found yet."""
    n = len(parse)
    label = [""] * n
    edges = [(i, i) for i in range(n)]
    surnames: set[str] = set()
    persons: set[str] = set()
    for e in parse.entities:
        first = e.first
        if parse.lower[first] == "the" and first < e.last:
            first += 1
        last = e.last - 1 if parse.tag[e.last] == "POS" and e.last > first else e.last
        for i in range(first, last + 1):
            label[i] = e.label
            edges[i] = (first, last)
        if e.label == "PERSON" and last > first:
            surnames.add(parse.words[last])
            persons.update(parse.words[first : last + 1])
    starts = [parse.words[a] for a, _ in parse.sentences]
    capital = sum(w[0].isupper() for w in starts)
    lowered = bool(starts) and capital < 0.2 * sum(w[0].isalpha() for w in starts)
    return Scan(parse, label, edges, frozenset(surnames), frozenset(persons), lowered)
