"""The judge: which heads are datelines. By form first; a bare name before a dash must be a place that is known."""

from __future__ import annotations

import re

from dateline.reader.dateline.head import WEEKDAY, Head
from dateline.reader.lexicon import Lexicons
from dateline.reader.places.build import open_gazetteer
from dateline.reader.places.gazetteer import Gazetteer
from dateline.reader.places.names import keys

_DAY_NAME = re.compile(WEEKDAY, re.I)
_CITY = 100_000  # inhabitants from which a name in plain letters may stand for itself alone
_PARTY = re.compile(r"[RDI]-[A-Z]")  # (R-Tex.), (D-N.Y.)


class Judge:
    """Knows agencies and places. The gazetteer is opened when the form alone does not decide."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._gazetteer: Gazetteer | None = None
        self._agencies = {row["term"].casefold() for row in lexicons.table("agencies")}
        for row in lexicons.table("media"):
            if row.get("form") in ("agency", "broadcaster"):
                self._agencies.update(name.casefold() for name in (row["name"], *row["aliases"].split("|")) if name)

    def is_agency(self, words: str) -> bool:
        return words.strip(" .").casefold() in self._agencies

    def is_dateline(self, text: str, head: Head, *, lower: bool) -> bool:
        """Whether a head is a dateline. `lower`: the whole text is in small letters, so that none can tell a name."""
        agency = text[head.agency.start : head.agency.end] if head.agency else ""
        known = bool(agency) and self.is_agency(agency)
        dated, dash, marked = head.date is not None, head.mark == "-", bool(head.mark)
        if head.place is None:
            return (known and dash) or (dated and dash) or (dated and known)
        place = head.place.of(text)
        if _DAY_NAME.fullmatch(place) or _PARTY.match(agency):
            return False
        if lower:
            return (dated and (bool(agency) or marked)) or (known and marked)
        if not all(part[0].isupper() for part in head.regions):
            return False
        if is_capitals(place):
            if not dated and not all(self._is_region(part) for part in head.regions):
                return False
            if dated or known or (agency and dash):
                return dated or known or len(agency) <= 25
            if len(text) < head.end + 60 or "\n" in text[head.end : head.end + 60]:
                return False  # before a headline the name is what it is about
            if head.regions:
                return marked
            return self._people(place) >= (0 if dash else _CITY) and marked and self._is_known(place)
        if not is_title(place):
            return False
        if known or (dated and agency and dash):
            return True  # a place, a day and a name in brackets before a dash are nothing else
        if dated and marked:
            return self._is_known(place)
        if not dash or agency or not text[head.end : head.end + 1].strip("“\"'‘"):
            return False
        if head.regions:
            return self._is_known(place) and all(self._is_region(part) for part in head.regions)
        return text[head.end].isupper() and self._people(place) >= _CITY

    def _people(self, name: str) -> int:
        """Inhabitants of the largest place of that name: -1 where there is none."""
        if self._gazetteer is None:
            self._gazetteer = open_gazetteer(self._lexicons)
        gazetteer = self._gazetteer
        return max((entry.population for key in keys(name) for entry in gazetteer.lookup(key)[:1]), default=-1)

    def _is_known(self, name: str) -> bool:
        return self._people(name) >= 0

    def _is_region(self, name: str) -> bool:
        return name.endswith(".") or (len(name) == 2 and name.isupper()) or self._is_known(name)


def is_capitals(words: str) -> bool:
    """PLACE names as agencies set them: at least two capitals, small letters only in "de", "la", "Mc" and the like."""
    big = sum(c.isupper() for c in words)
    return big >= 2 and big > 2 * sum(c.islower() for c in words)


def is_title(words: str) -> bool:
    """A name in plain letters: every word of four letters or more begins with a capital."""
    return words[0].isupper() and all(word[0].isupper() or len(word) < 4 for word in re.split(r"[ -]+", words) if word)
