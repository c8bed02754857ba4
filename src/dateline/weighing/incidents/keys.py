"""Keys: what accounts must share for a pair of them to be compared at all, a dozen of an account at most."""

from __future__ import annotations

import hashlib

from dateline.weighing.account import Account
from dateline.weighing.incidents.sketch import Sketch, sketch
from dateline.weighing.incidents.times import LONG
from dateline.weighing.likeness import Terms
from dateline.weighing.likeness.rarity import rarity

MOST = 12
RARE = 3  # of a word, by `likeness.rarity`: below it too many reports have it
WORDS = 3  # rare words of an account that are keys
COUNTRY = 6  # UCDP where_prec


def keys(account: Account) -> tuple[int, ...]:
    """The blocking keys of an account: signed 63-bit numbers, sorted."""
    if account.rejected:
        return ()
    seen = sketch(account)
    parts = [*_of_days(account, seen), *_of_words(account, seen)]
    return tuple(sorted({_hash(*part) for part in parts[:MOST]}))


def _of_days(account: Account, seen: Sketch) -> list[tuple[object, ...]]:
    """Family, days and place: for a day of its own the day and the next, else the week of publication."""
    family, time, spot = seen.deed.family, seen.time, account.spot
    cells = _cells(account)
    if not cells or spot is None:
        return []
    first = time.first if time.first is not None else time.last
    out: list[tuple[object, ...]] = []
    if time.own and first is not None and (time.length or LONG + 1) <= LONG:
        last = time.last if time.last is not None else first
        out += [("day", family, cell, day) for cell in cells for day in (first, last + 1)]
        out += [("week", family, cells[0], first // 7 + later) for later in (0, 1)]
    elif time.own and first is not None:
        last = time.last if time.last is not None else first
        out += [("long", family, cell, first, last) for cell in cells]
    elif time.told is not None and spot.own:
        out += [("week", family, cells[0], time.told // 7 - back) for back in (0, 1)]
    if time.own and first is not None and (seen.time.told or first) - first > 45:
        out.append(("old", family, cells[0], first // 366))
    return out


def _cells(account: Account) -> list[str]:
    """The place itself, and the division or country that may stand for it."""
    spot = account.spot
    if spot is None:
        return []
    area = f"{spot.country}/{spot.admin1}" if spot.admin1 else spot.country
    own = spot.gazetteer_id or spot.name.casefold()
    if (spot.precision or 1) >= COUNTRY:
        return [spot.country or own]
    return [own, area] if area and (spot.precision or 1) < 4 else [area or own]


def _of_words(account: Account, seen: Sketch) -> list[tuple[object, ...]]:
    """Family, a rare word and the week: names before other words, those of the sentence before the lead's."""
    if seen.time.told is None:
        weeks: tuple[int, ...] = () if seen.time.last is None else (seen.time.last // 7,)
    else:
        weeks = (seen.time.told // 7, seen.time.told // 7 + 1)
    chosen = _rarest(seen.said)[:2]
    chosen += [word for word in _rarest(seen.lead) if word not in chosen]
    return [("word", seen.deed.family, word, week) for word in chosen[:WORDS] for week in weeks or (0,)]


def _rarest(terms: Terms) -> list[str]:
    telling = [stem for stem in terms if rarity(stem) >= RARE and not stem.startswith("#")]
    return sorted(telling, key=lambda stem: (stem not in terms.names, -terms[stem], stem))


def _hash(*parts: object) -> int:
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) >> 1
