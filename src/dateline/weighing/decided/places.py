"""The place that a person names: by its id in the gazetteer, by its name, or by its point."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dateline.ledger import LedgerError
from dateline.reader.places.build import open_gazetteer
from dateline.reader.places.countries import countries
from dateline.reader.places.gazetteer import Entry, Gazetteer
from dateline.reader.places.loaded import open_loaded
from dateline.reader.places.names import key
from dateline.weighing.decided.values import point

# So many times the people of the next of its name: then a bare name means it.
PLAINLY = 10
TOLD = 8  # places of one name that are told
DIVISIONS = ("admin1", "admin2")


class Places:
    """Finds places in the gazetteer that is in force; it is opened when the first is asked for."""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return open_gazetteer(loaded=open_loaded())

    def __call__(self, words: str) -> dict[str, Any]:
        """The place of these words as the value of a field. Raises LedgerError where it is not clear which is meant.

        Words are an id (geonames:1138958), a point and perhaps a name, or a name; after a name may stand the names
        of divisions or the country that it lies in: "Lumbala, Moxico".
        """
        if found := point(words):
            return found
        if ":" in words:
            entry = self.gazetteer.place(words.strip())
            if entry is None:
                raise LedgerError(f"The gazetteer has no place {words!r}. Ids look like geonames:1138958.")
            return self._value(entry)
        name, *of = [part.strip() for part in words.split(",")]
        named = self.gazetteer.lookup(key(name))
        fitting = [e for e in _distinct(named) if all(self._lies_in(e, part) for part in of)]
        if not fitting:
            raise LedgerError(
                f"The gazetteer has no place {words!r}. Write it as the gazetteer does, with its country or province "
                "(Lumbala, AGO), by its id (geonames:1138958), or as a point: 12.65S,22.57E Lumbala."
            )
        return self._value(self._only(words, fitting))

    def _only(self, words: str, entries: Sequence[Entry]) -> Entry:
        """The one that is meant: the only one, or one much larger than all others; a town before its own province."""
        towns = [e for e in entries if e.kind not in DIVISIONS]
        within = {(e.country, e.admin1) for e in towns}
        left = [e for e in entries if e.kind not in DIVISIONS or (e.country, e.admin1) not in within]
        own = [e for e in left if e.quality == 0] or left
        own.sort(key=lambda e: (-e.population, e.number))
        if len(own) == 1 or own[0].population >= PLAINLY * max(1, own[1].population):
            return own[0]
        shown = "; ".join(f"{e.id} ({self._where(e)})" for e in own[:TOLD])
        raise LedgerError(f"More than one place is called {words!r}. Give the id of the one you mean: {shown}.")

    def _where(self, entry: Entry) -> str:
        value = self._value(entry)
        parts = [entry.name, value["admin2"], value["admin1"], value["country"]]
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def _lies_in(self, entry: Entry, words: str) -> bool:
        """Is this the name of the country or of a division that it lies in?"""
        value = self._value(entry)
        names = [value["admin1"], value["admin2"], entry.country, countries().name_of(entry.country)]
        return countries().country_of(words) == (entry.country or "-") or key(words) in {key(n) for n in names if n}

    def _value(self, entry: Entry) -> dict[str, Any]:
        g = self.gazetteer
        return {
            "name": entry.name,
            "gazetteer_id": entry.id,
            "lat": entry.lat,
            "lon": entry.lon,
            "country": entry.country or None,
            "admin1": g.admin1_name(entry.country, entry.admin1),
            "admin2": g.admin2_name(entry.country, entry.admin1, entry.admin2),
            "precision": entry.precision,
        }


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in reversed(entries)}.values())
