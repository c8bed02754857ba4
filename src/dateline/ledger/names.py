"""Other names of what a person asks for: "RSF" is the Rapid Support Forces, "North Darfur" Northern Darfur."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.reader.places.gazetteer import Gazetteer

MOST = 16  # names that one is looked for by


@lru_cache(maxsize=1024)
def of_body(name: str) -> tuple[str, ...]:
    """The name, and those that the reader's list of bodies has for every body of that name."""
    return tuple(dict.fromkeys((name, *_bodies().get(name.strip().casefold(), ()))))[:MOST]


@lru_cache(maxsize=1024)
def of_place(name: str) -> tuple[str, ...]:
    """The name, and what the gazetteer calls the province, or else the largest place, of that name.

    A gazetteer that is not there yet is not built for it.
    """
    from dateline.reader.places.names import key

    gazetteer = _gazetteer()
    entries = gazetteer.lookup(key(name)) if gazetteer else ()
    provinces = [entry.name for entry in entries if entry.kind == "admin1"]
    return tuple(dict.fromkeys((name, *(provinces or [entry.name for entry in entries[:1]]))))[:MOST]


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    from dateline.reader.lexicon import Lexicons  # the reader is loaded only where its words are needed

    found: dict[str, tuple[str, ...]] = {}
    for row in Lexicons().table("organisations"):
        names = (row["name"], *filter(None, row["aliases"].split("|")))
        for one in names:
            found[one.casefold()] = (*found.get(one.casefold(), ()), *names)
    return found


@cache
def _gazetteer() -> Gazetteer | None:
    from dateline.reader.lexicon import Lexicons
    from dateline.reader.places.build import folders, open_gazetteer, sources

    lexicons = Lexicons()
    there = any((folder / f"gazetteer-{sources(lexicons)}.sqlite").is_file() for folder in folders())
    return open_gazetteer(lexicons) if there else None
