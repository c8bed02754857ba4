"""The judge: which heads are datelines. By form first; a bare name before a dash must be a place that is known."""

from __future__ import annotations

import re

from dateline.reader.dateline.head import WEEKDAY, Head
from dateline.reader.lexicon import Lexicons
from dateline.reader.places.build import open_gazetteer
from dateline.reader.places.gazetteer import Entry, Gazetteer
from dateline.reader.places.names import keys

_DAY_NAME = re.compile(WEEKDAY, re.I)
_CITY = 100_000  # inhabitants from which a name in plain letters may stand for itself alone
_PROSE = 100  # characters that must follow on the same line where the mark alone could end a label
_PARTY = re.compile(r"[RDI]-[A-Z]")  # (R-Tex.), (D-N.Y.)


class Judge:
    """Knows agencies and places. The gazetteer is opened when the form alone does not decide."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._gazetteer: Gazetteer | None = None
        self._given = {row["term"] for row in lexicons.table("given_names")}
        self._agencies = {row["term"].casefold() for row in lexicons.table("agencies")}
        for row in lexicons.table("media"):
            if row.get("form") in ("agency", "broadcaster"):
                self._agencies.update(name.casefold() for name in (row["name"], *row["aliases"].split("|")) if name)

    def is_agency(self, words: str) -> bool:
        return words.strip(" .").casefold() in self._agencies

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name."""
        return word.casefold() in self._given

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
        if head.loose:
            return self._is_loose(text, head)
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
        if agency and marked and not dated and not head.regions:
            return len(agency) <= 25 and not self._is_known(agency) and self.is_town(place, _CITY)
        if dated and marked:
            return self._is_known(place)
        if head.mark in (":", "|"):  # "Velmora: Police have ..." is a dateline, "Velmora: a short guide" is none
            clear = text[head.end : head.end + 1].isupper() and "\n" not in text[head.end : head.end + _PROSE]
            return clear and len(text) > head.end + _PROSE and not agency and self._in_place(head, place)
        if not dash or agency or not text[head.end : head.end + 1].strip("“\"'‘"):
            return False
        if head.regions:
            return self._is_known(place) and all(self._is_region(part) for part in head.regions)
        return text[head.end].isupper() and self._people(place) >= _CITY

    def _is_loose(self, text: str, head: Head) -> bool:
        """Whether a head in brackets, or one that begins with its date, is a dateline: the place must be a town's."""
        place = head.place.of(text) if head.place else ""
        if self.is_agency(place) or not self.is_town(place) or not all(self._is_region(part) for part in head.regions):
            return False
        if head.date is not None:
            return True
        prose = text[head.end : head.end + 60]
        return len(prose) == 60 and "\n" not in prose and bool(head.mark or self.is_town(place, _CITY))

    def _in_place(self, head: Head, place: str) -> bool:
        return self.is_town(place, 0 if head.regions else _CITY) and all(self._is_region(part) for part in head.regions)

    def is_town(self, name: str, people: int = 0) -> bool:
        """Whether a name is a town's, of so many inhabitants at least, and no country's."""
        kinds = {e.kind for e in self._entries(name) if e.kind == "country" or e.population >= people}
        return "country" not in kinds and not kinds.isdisjoint(("city", "capital"))

    def is_land(self, name: str) -> bool:
        """Whether a name is a country's or a province's."""
        return any(e.kind in ("country", "admin1") for e in self._entries(name))

    def _entries(self, name: str) -> list[Entry]:
        return [e for key in keys(name) for e in self._open().lookup(key)]

    def _open(self) -> Gazetteer:
        if self._gazetteer is None:
            self._gazetteer = open_gazetteer(self._lexicons)
        return self._gazetteer

    def _people(self, name: str) -> int:
        """Inhabitants of the largest place of that name: -1 where there is none."""
        gazetteer = self._open()
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
