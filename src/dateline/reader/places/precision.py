"""Precision: how exactly the words say where, as UCDP GED's where_prec."""

from __future__ import annotations

from dateline.reader.parse import Parse
from dateline.reader.places.gazetteer import Entry

EXACT, NEAR, DISTRICT, DIVISION, REGION, COUNTRY, SEA = 1, 2, 3, 4, 5, 6, 7
WIDE = (DIVISION, COUNTRY)

_NEAR = frozenset("near outside around nearby surrounding".split())
_PASSED = frozenset("the a town city village capital of settlement suburb camp port".split())
_UNITS = frozenset("km kms kilometer kilometers kilometre kilometres mile miles metres meters hours minutes".split())
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western northeastern "
    "northwestern southeastern southwestern central north-east north-west south-east south-west outskirts".split()
)
_BORDER = frozenset("border borders frontier borderlands".split())


def precision(parse: Parse, first: int, last: int, entry: Entry) -> int:
    """The where_prec of a place in these words: its own, or a coarser one ("near X", "northern X", "the X border")."""
    own = entry.precision
    before = parse.lower[first - 1] if first else ""
    after = parse.lower[last + 1] if last + 1 < len(parse) else ""
    if own in WIDE and (before in _COMPASS or after in _BORDER or _bordered(parse, first)):
        return REGION
    if own != EXACT or entry.kind == "region":
        return SEA if _off_coast(parse, first) else own
    if after in _BORDER or (before == "and" and "between" in parse.lower[max(0, first - 6) : first]):
        return REGION
    j = first - 1
    while j >= 0 and first - j < 7 and parse.lower[j] in _PASSED:
        if parse.lower[j] == "of" and j and parse.lower[j - 1] in _COMPASS and _away(parse, j):
            return NEAR
        j -= 1
    if j < 0:
        return own
    word = parse.lower[j]
    if word in _NEAR:
        return NEAR
    if word == "between" and parse.pos[j] == "ADP":
        return REGION
    if word == "from" and j and (parse.lower[j - 1] in _UNITS or parse.lower[j - 1] in ("away", "far")):
        return NEAR
    return own


def _away(parse: Parse, of: int) -> bool:
    """Whether "south of" leads away from the place: after a distance, or as no part of it ("the south of X" is)."""
    before = parse.lower[of - 2] if of > 1 else ""
    return parse.lower[of - 1] == "outskirts" or (not parse.lower[of - 1].endswith("ern") and before != "the")


def _bordered(parse: Parse, first: int) -> bool:
    """ "the border with X", "the border between X and Y"."""
    return first > 1 and parse.lower[first - 1] in ("with", "between", "of") and parse.lower[first - 2] in _BORDER


def _off_coast(parse: Parse, first: int) -> bool:
    """ "off Somalia", "off the coast of Somalia"."""
    words = parse.lower[max(0, first - 5) : first]
    return "off" in words[-1:] or ("off" in words and ("coast" in words or "coasts" in words))
