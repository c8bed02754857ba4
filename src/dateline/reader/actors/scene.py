"""The scene: what the parts of the actors layer share about one report while they look for references."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.actors.names import Match
from dateline.reader.actors.vocabulary import Vocabulary
from dateline.reader.draft import Toponym
from dateline.reader.parse import Parse

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
    titled: set[int] = field(default_factory=set)  # tokens inside the title of a titled name

    def __post_init__(self) -> None:
        for match in self.matches:
            for i in range(match.first, match.last + 1):
                self.listed[i] = match
                self.taken.add(i)
        for t in self.toponyms:
            for i in range(t.first, t.last + 1):
                self.topo[i] = t
                if t.country and (t.acts or t.kind in STATE_KINDS):
                    self.country[i] = t.country

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
