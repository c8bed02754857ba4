"""Keys: what accounts must share for a pair of them to be compared at all, fourteen of an account at most."""

from __future__ import annotations

import hashlib
from itertools import zip_longest

from dateline.weighing.account import Account
from dateline.weighing.incidents.deeds import block_of
from dateline.weighing.incidents.sketch import Sketch, sketch
from dateline.weighing.incidents.times import LONG
from dateline.weighing.likeness import Terms
from dateline.weighing.likeness.rarity import rarity

MOST = 14
RARE = 3  # of a word, by `likeness.rarity`: below it too many reports have it
WORDS = 5  # rare words of an account that are keys, where days and places leave room
OLD = 45  # days before publication from which on something is told as history
COUNTRY = 6  # UCDP where_prec


def keys(account: Account) -> tuple[int, ...]:
    """The blocking keys of an account: signed 63-bit numbers, sorted."""
    if account.rejected:
        return ()
    seen = sketch(account)
    parts = [("report", account.report, block_of(seen.deed.family)), *_of_days(account, seen), *_of_words(seen)]
    return tuple(sorted({_hash(*part) for part in parts[:MOST]}))


def _of_days(account: Account, seen: Sketch) -> list[tuple[object, ...]]:
    """Family, days and place: for a day of its own the day and the next, else the week of publication."""
    family, time, cells = block_of(seen.deed.family), seen.time, _cells(account)
    if not cells or account.spot is None:
        return []
    first = time.first if time.first is not None else time.last
    week = ("week", family, seen.deed.kind, cells[0])
    if not time.own or first is None:
        return [] if time.told is None else [(*week, time.told // 7 - back) for back in (0, 1)]
    last = time.last if time.last is not None else first
    out: list[tuple[object, ...]]
    if last - first < LONG:
        out = [("day", family, cell, day) for cell in cells for day in (first, last + 1)]
        out += [(*week, first // 7 + later) for later in (0, 1)]
    else:
        out = [("long", family, cell, first, last) for cell in cells]
    if (time.told or first) - first > OLD:
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


def _of_words(seen: Sketch) -> list[tuple[object, ...]]:
    """Family, a rare word and the week: names before other words; of the lead's and the sentence's by turns."""
    day = seen.time.told if seen.time.told is not None else seen.time.last
    weeks = (0,) if day is None else (day // 7, day // 7 + 1)
    turns = zip_longest(_rarest(seen.lead)[:WORDS], _rarest(seen.said)[:2])
    chosen = list(dict.fromkeys(word for turn in turns for word in turn if word is not None))
    family = block_of(seen.deed.family)
    return [("word", family, word, week) for word in chosen[:WORDS] for week in weeks]


def _rarest(terms: Terms) -> list[str]:
    telling = [stem for stem in terms if rarity(stem) >= RARE and not stem.startswith("#")]
    return sorted(telling, key=lambda stem: (stem not in terms.names, -terms[stem], stem))


def _hash(*parts: object) -> int:
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) >> 1
