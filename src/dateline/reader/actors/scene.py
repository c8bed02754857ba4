"""The scene: what the parts of the actors layer share about one report while they look for references."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.actors.names import Match, fold
from dateline.reader.actors.vocabulary import Vocabulary
from dateline.reader.draft import Toponym
from dateline.reader.parse import Entity, Parse

PLACE_PREPOSITIONS = frozenset(
    {"in", "near", "outside", "inside", "between", "around", "across", "throughout", "towards", "toward"}
)
INITIALS = {"u.s.": "USA", "u.s": "USA", "u.k.": "GBR", "u.k": "GBR"}
CONTINENTAL = frozenset({"latin", "south", "central", "north", "inter"})
STATE_KINDS = frozenset({"country", "demonym"})


@dataclass(slots=True)
class Scene:
    """One report's parse with its lexicon names and toponyms by token, and the tokens that already have a reader."""

    parse: Parse
    words: Vocabulary
    caseless: bool
    matches: list[Match]
    toponyms: list[Toponym]
    listed: dict[int, Match] = field(default_factory=dict)  # token -> the lexicon name it is in
    country: dict[int, str] = field(default_factory=dict)  # token -> ISO3 of the country or people it names
    topo: dict[int, Toponym] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)  # tokens inside a person's, organisation's or listed name
    votes: dict[str, list[int]] = field(default_factory=dict)  # words -> marked a person, marked an organisation
    states: list[Toponym] = field(default_factory=list)  # toponyms of our own, inside institutions' names
    extent: dict[int, int] = field(default_factory=dict)  # token -> the last token of the name it is in
    entity: dict[int, Entity] = field(default_factory=dict)  # token -> the recogniser's entity it is in
    placelike: set[str] = field(default_factory=set)  # single names that stand after "in", "near" somewhere: no actors
    titled: set[int] = field(default_factory=set)  # tokens inside the title of a titled name

    def __post_init__(self) -> None:
        parse = self.parse
        for entity in parse.entities:
            for i in range(entity.first, entity.last + 1):
                self.entity[i] = entity
            if entity.label in {"GPE", "LOC", "FAC"}:
                self.placelike.add(fold(parse.words_of(entity.first, entity.last)).lower())
            if entity.label in {"PERSON", "ORG"}:
                votes = self.votes.setdefault(parse.words_of(entity.first, entity.last), [0, 0])
                votes[entity.label == "ORG"] += 1
        self.matches = [m for m in self.matches if not self._inside_longer(m)]
        for match in self.matches:
            self.take(match.first, match.last)
            for i in range(match.first, match.last + 1):
                self.listed[i] = match
        for t in self.toponyms:
            for i in range(t.first, t.last + 1):
                self.topo[i] = t
                if t.country and (t.acts or t.kind in STATE_KINDS) and not self.continental(t.first):
                    self.country[i] = t.country
        self._nations()
        for i, dep in enumerate(parse.dep):
            if (
                (dep == "pobj" or (dep == "conj" and parse.dep[parse.head[i]] == "pobj"))
                and parse.pos[i] == "PROPN"
                and i - parse.left[i] <= 2
                and parse.lower[parse.head[i if dep == "pobj" else parse.head[i]]] in PLACE_PREPOSITIONS
                and i not in self.listed
            ):
                first = parse.left[i] + (parse.lower[parse.left[i]] == "the")
                self.placelike.add(fold(parse.words_of(first, i)).lower())

    def continental(self, i: int) -> bool:
        """Whether "American" is half of a continent's name: "Latin American"."""
        parse = self.parse
        return i > 0 and parse.lower[i].startswith("american") and parse.lower[i - 1] in CONTINENTAL

    def _nations(self) -> None:
        """The country inside an institution's name ("Pakistan Army"), which is no place and yet a state."""
        parse = self.parse
        if self.caseless:
            for i, word in enumerate(parse.lower):
                if word in INITIALS and i not in self.topo:
                    self._state(i, INITIALS[word])
        for entity in parse.entities:
            last = entity.last
            if entity.label != "ORG" or self.words.noun(parse.lemma[last], parse.lower[last]) is None:
                continue
            for i in range(entity.first, last):
                country = self.words.nations.get(parse.lower[i])
                if country and i not in self.topo and i not in self.listed and parse.pos[i] in {"PROPN", "ADJ"}:
                    self._state(i, country)

    def _state(self, i: int, country: str) -> None:
        self.country[i] = country
        self.states.append(Toponym(i, i, self.parse.span(i, i), "country", country, None, acts=True))

    def label(self, entity: Entity) -> str:
        """The entity's label; where its words have several in this report, the commonest of person and organisation."""
        votes = self.votes.get(self.parse.words_of(entity.first, entity.last))
        if votes is None or entity.label not in {"PERSON", "ORG"} or votes[0] == votes[1]:
            return entity.label
        return "PERSON" if votes[0] > votes[1] else "ORG"

    def take(self, first: int, last: int) -> None:
        """Mark tokens as inside a name."""
        for i in range(first, last + 1):
            self.taken.add(i)
            self.extent[i] = last

    def _inside_longer(self, match: Match) -> bool:
        """Whether a listed name is only part of a longer one ("Bank" of a hall's name), by the recogniser's word."""
        entity = self.entity.get(match.first)
        if (
            entity is None
            or entity.label not in {"ORG", "FAC", "WORK_OF_ART"}
            or self.entity.get(match.last) is not entity
        ):
            return False
        parse = self.parse
        before = [i for i in range(entity.first, match.first) if parse.pos[i] == "PROPN"]
        after = [i for i in range(match.last + 1, entity.last + 1) if parse.pos[i] == "PROPN"]
        return bool(before or after) and match.last - match.first < 2

    def head_of(self, first: int, last: int) -> int:
        """The token of a stretch that hangs outside it; the last one where several do."""
        head = self.parse.head
        found = last
        for i in range(last, first - 1, -1):
            if not first <= head[i] <= last or head[i] == i:
                found = i
                if self.parse.pos[i] in {"PROPN", "NOUN"}:
                    break
        return found


def is_caseless(parse: Parse) -> bool:
    """Whether the report's capitals say nothing: (nearly) all its words small, or all capitals."""
    small = capital = upper = 0
    for word in parse.words:
        if word.isalpha() and len(word) > 1:
            if word.islower():
                small += 1
            elif word.isupper():
                upper += 1
            else:
                capital += 1
    total = small + capital + upper
    return total > 0 and (capital + upper < 0.02 * total or small + capital < 0.2 * total)
