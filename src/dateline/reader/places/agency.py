"""Agency: whether a place's name stands for its government, by syntax ("Nairobi is sending", "in Nairobi")."""

from __future__ import annotations

from collections import defaultdict

from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places.names import key

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "poss"})
_SPATIAL = frozenset(
    "in at near inside outside around through across into toward towards via within over along from beyond above "
    "throughout off onto up down past".split()
)
_SPOKEN = frozenset("say appeal apologise apologize sell listen write complain report respond reply".split())
_LAID_ON = frozenset({"sanction", "pressure", "embargo", "tariff", "war", "ban"})  # these are laid on governments


class Agency:
    """The rule cascade; `acts` looks at the head of the name and at what that hangs on, and nowhere else."""

    def __init__(self, lexicons: Lexicons) -> None:
        words: defaultdict[str, set[str]] = defaultdict(set)
        for row in lexicons.table("place_agency"):
            words[row["kind"]].add(row["term"])
        self.verbs, self.objects = frozenset(words["verb"]), frozenset(words["object"])
        self.nouns, self.relations = frozenset(words["noun"]), frozenset(words["relation"])
        self.still, self.land = frozenset(words["still"]), frozenset(words["land"])
        self.seats = {key(row["term"]): row["of"] for row in lexicons.table("metonyms") if row["kind"] == "seat"}
        self.cities = {key(row["term"]): row["of"] for row in lexicons.table("metonyms") if row["kind"] == "city"}

    def acts(self, parse: Parse, first: int, last: int, name: str, kind: str) -> bool:
        """Whether tokens `first` to `last`, a place of this kind, act. Towns never do unless they are seats."""
        head = head_of(parse, first, last)
        if name in self.seats:
            return not self._spatial(parse, head)
        if kind == "country":
            return self._acts(parse, head, country=True)
        if kind == "capital" or name in self.cities:
            return self._acts(parse, head, country=False)
        return False

    def _acts(self, parse: Parse, i: int, *, country: bool, depth: int = 0) -> bool:
        dep, up = parse.dep[i], parse.head[i]
        word, lemma = parse.lower[up], parse.lemma[up]
        if dep == "conj" and depth < 20:
            return self._acts(parse, up, country=country, depth=depth + 1)
        if dep in _SUBJECT:
            return self._subject(parse, i, up, country=country)
        if dep in _MODIFIER:
            if word in self.land:
                return False
            return word in self.nouns
        if dep in ("dobj", "dative", "iobj"):
            return lemma in self.objects or (country and self._bids(parse, up, i))
        if dep == "pobj":
            return self._object(parse, up, country=country)
        return False

    def _subject(self, parse: Parse, i: int, verb: int, *, country: bool) -> bool:
        lemma = parse.lemma[verb]
        if parse.dep[i] == "nsubjpass":
            return lemma in self.objects and (country or parse.kid(verb, "agent") is not None)
        if parse.pos[verb] not in ("VERB", "AUX"):
            return False
        if country:
            return lemma not in self.still
        return lemma in self.verbs or (lemma not in self.still and parse.kid(verb, "xcomp", "ccomp") is not None)

    def _object(self, parse: Parse, preposition: int, *, country: bool) -> bool:
        word, up = parse.lower[preposition], parse.head[preposition]
        if parse.dep[preposition] == "agent" or (word == "by" and parse.tag[up] == "VBN"):
            return True
        if word in ("with", "against", "between", "to", "on", "from", "for", "of", "toward", "towards"):
            if parse.lemma[up] in self.relations and parse.pos[up] == "NOUN":
                return word in ("with", "against", "between", "to") or parse.lemma[up] in _LAID_ON
            if word in ("with", "against"):
                return country or parse.lemma[up] in self.verbs
            return word == "to" and parse.lemma[up] in _SPOKEN
        return False

    def _bids(self, parse: Parse, verb: int, i: int) -> bool:
        """ "wants X to stop": what is bidden acts."""
        return parse.kid(verb, "xcomp", "ccomp") is not None and parse.head[i] == verb

    def _spatial(self, parse: Parse, i: int) -> bool:
        """Whether something is or goes there: "outside X", "on the way to X", "visited X"."""
        up = parse.head[i]
        if parse.dep[i] == "pobj":
            to = parse.lower[up] == "to" and parse.lemma[parse.head[up]] not in self.relations | _SPOKEN
            return to or parse.lower[up] in _SPATIAL
        return parse.dep[i] == "dobj" and parse.lemma[up] in ("visit", "leave", "enter", "storm", "reach", "surround")


def head_of(parse: Parse, first: int, last: int) -> int:
    """The token of a stretch that hangs on one outside it; the last one where none does."""
    return next(
        (i for i in range(last, first - 1, -1) if not first <= parse.head[i] <= last or parse.head[i] == i), last
    )
