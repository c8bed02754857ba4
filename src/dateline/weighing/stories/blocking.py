"""Blocking: the keys by which reports that may be copies find each other, so that nothing is compared with everything.

A key that many reports could share by chance (one sentence, two values of a MinHash) holds only within some two weeks:
what an agency repeats in every report for years is then no bridge between all of them. Keys without a time are those
that hardly two reports share which are not copies: the whole body, two neighbouring sentences of a lead, all the names
and numbers of one of its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from itertools import pairwise

from dateline.weighing.stories.prints import Look, Prints, look
from dateline.weighing.stories.sketch import minhash, singles

MOST = 40  # keys of one report
_DAYS = 16  # how long a key with a time holds; two reports up to half as many days apart share at least one
_BANDS = 9
_ROWS = 2
_LEAD = 5  # neighbouring pairs of a lead's sentences
_SHARP = 3  # sentences that are keys by their names and numbers, where these are at least so many:
_NAMES = 4
_UNDATED = 12  # for a report without a date, which can have no key with a time
_FIRST = 8  # sentences that are keys for standing first,
_OTHERS = 6  # and others, the smallest of their hashes
_LIKE = 3  # sentences of the lead that are keys by what is like them
_EACH = 2


def keys(prints: Prints) -> tuple[int, ...]:
    """The report's blocking keys: signed 63-bit numbers, at most `MOST`. Two reports that may be copies share one."""
    if not prints.length:
        return ()
    seen = look(prints)
    found = [_key(kind, value) for kind, value in _untimed(prints, seen)]
    if (day := day_number(prints.published)) is not None:
        for kind, value, grid in _timed(prints, seen):
            found.append(_key(kind, value, grid, (day + grid * _DAYS // 2) // _DAYS))
    else:
        found += [_key(kind, value) for kind, value in _names(prints)]
    return tuple(dict.fromkeys(found))[:MOST]


def day_number(published: str | None) -> int | None:
    """The day of publication as a number; None where it is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _names(prints: Prints) -> Iterator[tuple[str, object]]:
    if prints.address:
        yield "address", prints.address
    if prints.headline and prints.outlet:
        yield "headline", (prints.outlet, prints.headline)


def _untimed(prints: Prints, seen: Look) -> Iterator[tuple[str, object]]:
    yield "body", prints.body
    dated = day_number(prints.published) is not None
    for pair in list(pairwise(seen.hashes))[: _LEAD if dated else _UNDATED]:
        yield "pair", tuple(sorted(pair))
    sharp = [names for names in seen.sharp[: _SHARP if dated else _UNDATED] if len(names) >= _NAMES]
    for names in sharp:
        yield "names", tuple(sorted(names))


def _timed(prints: Prints, seen: Look) -> Iterator[tuple[str, object, int]]:
    """(kind, value, grid): half of them on a grid that begins half a stretch later."""
    for n, (kind, value) in enumerate(_names(prints)):
        yield kind, value, n % 2
    for n in range(_BANDS):
        if band := seen.sketch[n * _ROWS : (n + 1) * _ROWS]:
            yield f"band {n}", band, n % 2
    of_lead = [
        codes for codes, quoted in zip(seen.sentences, seen.quoted, strict=True) if not quoted and len(codes) > 5
    ]
    for values in minhash((singles(codes) for codes in of_lead[:_LIKE]), 3 * _EACH):
        for n in range(_EACH):
            yield f"like {n}", tuple(values[3 * n : 3 * n + 3].tolist()), n % 2
    solid = [hashed for hashed, codes in zip(seen.hashes, seen.sentences, strict=True) if len(codes) > 4]
    for hashed in (*solid[:_FIRST], *sorted({*solid[_FIRST:], *seen.tail})[:_OTHERS]):
        yield "sentence", hashed, hashed % 2


def _key(*parts: object) -> int:
    """A number of 63 bits, with sign."""
    digest = blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) >> 1
