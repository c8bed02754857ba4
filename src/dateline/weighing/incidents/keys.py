"""Keys: what accounts must share for a pair of them to be compared at all, twelve of an account at most."""

from __future__ import annotations

import hashlib
from datetime import date

from dateline.weighing.account import Account
from dateline.weighing.incidents.deeds import block_of
from dateline.weighing.incidents.sketch import Sketch, sketch
from dateline.weighing.incidents.times import LONG
from dateline.weighing.likeness.rarity import rarity

MOST = 12
RARE = 3  # of a word, by `likeness.rarity`: below it too many reports have it
NAMES = 5  # rare words of an account that are keys, where there is room
SPELL = 14  # days of a fortnight
COUNTRY = 6  # UCDP where_prec
# As datelines write months: every report of a fortnight has the same one.
MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())

Part = tuple[object, ...]


def keys(account: Account) -> tuple[int, ...]:
    """The blocking keys of an account: signed 63-bit numbers, sorted."""
    if account.rejected:
        return ()
    seen = sketch(account)
    family, time = block_of(seen.deed.family), seen.time
    parts: list[Part] = [("report", account.report)]
    if time.own and (time.length or LONG + 1) <= LONG:
        parts += _of_day(seen)
    elif time.own and time.last is not None:
        parts += _of_months(seen)
    else:
        parts += _of_publication(seen)
    return tuple(sorted({_hash(family, *part) for part in dict.fromkeys(parts[:MOST])}))


def _of_day(seen: Sketch) -> list[Part]:
    """Its day and place; the fortnight with a rare word or the kind of deed; the month with what it was done to."""
    first, last = seen.time.first or 0, seen.time.last or 0
    cells = _cells(seen)
    out: list[Part] = [("day", cell, day) for cell in cells[:1] for day in (first, last + 1)]
    out += [("day", cell, first) for cell in cells[1:]]
    out += [("kind", seen.deed.kind, cell, first // SPELL) for cell in cells[:1]]
    out += [("month", what, cell, _month(first)) for cell in cells[:1] for what in _whats(seen)[:2]]
    return out + [("word", word, first // SPELL) for word in _rare(seen)]


def _of_months(seen: Sketch) -> list[Part]:
    """The months of an interval, with a place and what it was done to; its fortnights, with a rare word."""
    last = seen.time.last or 0
    first = seen.time.first if seen.time.first is not None else last
    months = list(dict.fromkeys((_month(first), _month(last))))
    spells = sorted({first // SPELL, last // SPELL, (first + last) // 2 // SPELL})
    cells, whats = _cells(seen)[:1], _whats(seen)[:2]
    out: list[Part] = [("month", what, cell, month) for month in months for cell in cells for what in whats]
    return out + [("word", word, spell) for word in _rare(seen) for spell in spells]


def _of_publication(seen: Sketch) -> list[Part]:
    """The fortnight of publication and the one before it, with a rare word or with a place and the kind of deed."""
    told = seen.time.told
    if told is None:
        return [("word", word) for word in _rare(seen)]
    spells, cells = (told // SPELL, told // SPELL - 1), _cells(seen)[:1]
    out: list[Part] = [("kind", seen.deed.kind, cell, spell) for cell in cells for spell in spells]
    out += [("word", word, spell) for word in _rare(seen)[:3] for spell in spells]
    months = list(dict.fromkeys((_month(told), _month(told - 2 * SPELL))))
    return out + [("month", what, cell, month) for cell in cells for month in months for what in _whats(seen)[:1]]


def _whats(seen: Sketch) -> list[str]:
    """What tells a deed from others in a month: its sites, else its kind."""
    return [*sorted(seen.sites), seen.deed.kind]


def _cells(seen: Sketch) -> list[str]:
    """The place itself, and the division or country that may stand for it."""
    if seen.where is None:
        return []
    spot = seen.where.spot
    area = f"{spot.country}/{spot.admin1}" if spot.admin1 else spot.country
    own = spot.gazetteer_id or spot.name.casefold()
    if (spot.precision or 1) >= COUNTRY:
        return [spot.country or own]
    return [own, area] if area and (spot.precision or 1) < 4 else [area or own]


def _month(day: int) -> int:
    """The month of an ordinal day, counted from the year 0."""
    then = date.fromordinal(max(1, day))
    return then.year * 12 + then.month


def _rare(seen: Sketch) -> list[str]:
    """The words that tell most: rare ones of both sentence and lead, told often there; never the outlet's name."""
    most = max(seen.lead.values(), default=1.0), max(seen.said.values(), default=1.0)

    def telling(stem: str) -> float:
        weights = seen.lead.get(stem, 0.0) / most[0], seen.said.get(stem, 0.0) / most[1]
        return round(sum(weights) + (min(weights) > 0), 6)

    stems = {stem for stem in (*seen.lead, *seen.said) if rarity(stem) >= RARE and stem[0] != "#" and stem[-1] != "."}
    return sorted(stems - seen.outlet - MONTHS, key=lambda stem: (-telling(stem), stem))[:NAMES]


def _hash(*parts: object) -> int:
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) >> 1
