"""Judging: whether words that a place is called by name a place where they stand."""

from __future__ import annotations

from collections import defaultdict

from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places.gazetteer import Entry, Gazetteer
from dateline.reader.places.names import key
from dateline.reader.places.scan import LOCATIVE, PLACE_LABELS, Scan, Spot
from dateline.reader.places.states import States

KNOWN = 5.0  # fame from which a name is taken for the place without more ado: a town of 100,000
_STRUCK = 20_000  # inhabitants of a town that "an airstrike on X" is taken to name
SETTLEMENTS = frozenset("town village city district province hamlet settlement suburb port governorate".split())
_POINTS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western "
    "northeastern northwestern southeastern southwestern central".split()
)
# Words of these kinds are no part of a name written small; nor do these begin or end one.
_NO_PART = frozenset({"AUX", "VERB", "CCONJ", "SCONJ", "PART", "PRON", "NUM"})
_NO_EDGE = frozenset({"ADP", "DET", "PUNCT"})
_CALENDAR = frozenset(
    "january february march april may june july august september october november december sept "
    "monday tuesday wednesday thursday friday saturday sunday easter christmas ramadan".split()
)
_AND = frozenset({"and", ",", "&", "or", "-", "–"})


class Judge:
    """The rule cascade, from what the words beside a name forbid to what speaks for it."""

    def __init__(self, lexicons: Lexicons, gazetteer: Gazetteer, states: States) -> None:
        self.gazetteer, self.states = gazetteer, states
        words: defaultdict[str, set[str]] = defaultdict(set)
        for row in lexicons.table("place_words"):
            words[row["kind"]].add(row["term"])
        self.common = frozenset(words["common"])  # towns that share their name with an everyday word or a person
        self.streets, self.bodies = frozenset(words["street"]), frozenset(words["body"])  # after a name
        self.titles = frozenset(words["title"])  # before a name
        self.force = frozenset(words["force"])  # before "on" and a name: an attack on a town
        self.given = frozenset(row["term"] for row in lexicons.table("given_names"))
        self.seats = frozenset(key(row["term"]) for row in lexicons.table("metonyms") if row["kind"] == "seat")

    def __call__(self, scan: Scan, spot: Spot) -> str:
        """ "place", "part" of another name, or "" for no place."""
        parse, i, last = scan.parse, spot.first, spot.last
        label, (start, end) = scan.label[i], scan.edges[i]
        before = parse.lower[i - 1] if i else ""
        after = parse.lower[last + 1] if last + 1 < len(parse) else ""
        capital_after = bool(after) and parse.words[last + 1][0].isupper()
        best = max(spot.candidates, key=fame)
        known = fame(best) >= KNOWN
        widely = best.kind in ("country", "admin1", "region", "capital") and best.quality == 0
        inside = label and (start < i or end > last) and not (known and listed(parse, i, last, start, end))
        contained = self.contained(parse, last)
        if before.rstrip(".") in self.titles:
            return ""
        if capital_after and after in self.streets and "County" not in spot.words:
            return ""
        if inside and label == "PERSON" and not contained:
            return ""
        if (scan.lowered or not known) and not contained and self._opens_a_name(parse, spot):
            return ""
        if scan.lowered and _is_phrase(parse, i, last):
            return ""
        if spot.first == last and spot.words in scan.surnames and not contained and not (widely and before in LOCATIVE):
            return ""
        if inside and label in ("ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"):
            return "part" if widely or known or "County" in spot.words else ""
        if inside and label in PLACE_LABELS and not contained and self._longer(scan, spot):
            return ""
        if spot.key in _POINTS:
            return ""
        if capital_after and (after in self.bodies) and not contained:
            return "part" if label != "PERSON" else ""
        if contained or spot.key in self.seats:
            return "place"
        if before == "of" and i > 1 and parse.lower[i - 2] in SETTLEMENTS and spot.key not in self.common:
            return "place"
        paired = before == "and" and "between" in parse.lower[max(0, i - 6) : i - 1]
        if paired and best.quality < 2 and label != "PERSON" and spot.key not in self.common:
            return "place"
        if before == "on" and i > 1 and parse.lemma[i - 2] in self.force and best.population >= _STRUCK:
            return "place"
        common = (spot.key.removeprefix("the") if parse.lower[i] == "the" else spot.key) in self.common
        if common and not (label in PLACE_LABELS and before in LOCATIVE):
            return "place" if widely and label in PLACE_LABELS else ""
        if scan.lowered:
            if best.quality and (label not in PLACE_LABELS or inside):
                return ""
            plain = best.kind == "admin1" and i == last and parse.pos[i] != "PROPN"  # "the littoral", "rivers"
            if label in PLACE_LABELS or (widely and len(spot.key) > 3 and not plain):
                return "place"
            return "place" if known and parse.pos[i] == "PROPN" and not common else ""
        if label in PLACE_LABELS or label == "NORP":
            return "place"
        if widely and len(spot.key) > 3 and parse.pos[last] in ("PROPN", "NOUN", "ADJ"):
            return "place" if label not in ("PERSON", "ORG") or known else ""
        if parse.pos[last] != "PROPN":
            return ""
        if before in LOCATIVE and (label != "PERSON" or known):
            return "place"
        if any(c.kind == "admin2" and c.quality == 0 for c in spot.candidates) and last > i:
            return "place"
        if label == "":
            return "place" if known or last > i else ""
        if known and (start, end) != (i, last):  # one of a list
            return "place"
        return "place" if known and label in ("ORG",) and i == last and fame(best) > 5.3 else ""

    def _longer(self, scan: Scan, spot: Spot) -> bool:
        """Whether the recogniser's place is a longer name than this, all in one ("Sand Creek Township")."""
        words = scan.parse.words
        start, end = scan.edges[spot.first]
        if start < spot.first and words[start].lower() not in LOCATIVE and words[spot.first - 1][0].isupper():
            return True
        return end > spot.last and words[spot.last + 1][0].isupper()

    def _opens_a_name(self, parse: Parse, spot: Spot) -> bool:
        """Whether a given name with a surname behind it is a person, whatever the recogniser says."""
        at = spot.last + 1
        if spot.first != spot.last or at >= len(parse):
            return False
        if parse.lower[spot.last] not in self.given:  # "Ramiro Quispe Antelo": three names in a row
            return not any(parse.lower[k] in self.bodies for k in range(at, at + 2) if k < len(parse)) and all(
                k < len(parse) and parse.pos[k] == "PROPN" and parse.head[k - 1] >= k for k in (at, at + 1)
            )
        return parse.pos[at] == "PROPN" and parse.dep[spot.last] == "compound" and parse.head[spot.last] >= at

    def forbids(self, parse: Parse, first: int, last: int, name: str) -> bool:
        """Whether words or their neighbours can be no village's name: a plain word, a given name, a title before."""
        before = parse.lower[first - 1].rstrip(".") if first else ""
        after = parse.lower[last + 1] if last + 1 < len(parse) else ""
        plain = name in self.common or name in _CALENDAR or (first == last and parse.lower[first] in self.given)
        return plain or before in self.titles or after in self.streets or after in self.bodies

    def contained(self, parse: Parse, last: int) -> bool:
        """Whether a state, province or country follows after a comma ("Salem, Ore.", "Solwezi, Zambia")."""
        i = last + 2
        if i >= len(parse) or parse.words[last + 1] != "," or not parse.words[i][0].isupper():
            return False
        if self.states.at(parse, i, after_comma=True):
            return True
        for end in range(i, min(i + 3, len(parse))):
            found = self.gazetteer.lookup(key(parse.words_of(i, end)))
            if any(e.kind in ("admin1", "country") and e.quality == 0 for e in found):
                return True
        return False


def _is_phrase(parse: Parse, first: int, last: int) -> bool:
    """Whether words written small are no name but words of a sentence: "is an", "san salvador as"."""
    if last == first:
        return False
    edges = (parse.pos[first] == "ADP", parse.pos[last] in _NO_EDGE or parse.tag[last] == "POS")
    return any(edges) or any(parse.pos[i] in _NO_PART for i in range(first, last + 1))


def listed(parse: Parse, first: int, last: int, start: int, end: int) -> bool:
    """Whether the recogniser took a list of names for one ("Kandahar and Herat")."""
    return (start == first or parse.lower[first - 1] in _AND) and (end == last or parse.lower[last + 1] in _AND)


def fame(entry: Entry) -> float:
    """How well known a place is under this name, as the decimal logarithm of a town's inhabitants."""
    digits = len(str(entry.population)) - 1 + int(str(entry.population)[0]) / 10
    return digits + {"country": 3, "capital": 1, "admin1": 0, "admin2": -1}.get(entry.kind, 0) - entry.quality
