"""Judging: whether two reports are copies of one text, of which kind, how surely, and by which words it shows."""

from __future__ import annotations

from dateline.records import Copy, CopyKind
from dateline.weighing.stories.blocking import day_number
from dateline.weighing.stories.overlap import Overlap, overlap
from dateline.weighing.stories.prints import Prints, outlet_key, outlet_keys
from dateline.weighing.stories.words import bare

_FEWEST = 8  # words of its own that a report has at least, to be a copy by less than all of them
_FLASH = 5  # the same, with the same headline
_ENOUGH = 20  # words shared, from which on not all of them need be
_SHOWN = 3  # stretches of words given as evidence


def copy(a: Prints, b: Prints) -> Copy | None:
    """Whether the two are copies; None where they are not. The order of the two does not matter."""
    if a.report > b.report:
        a, b = b, a
    if a.report == b.report or not a.length or not b.length:
        return None
    if a.body == b.body and (a.length >= _FEWEST or (a.length >= _FLASH and a.headline == b.headline)):
        return Copy(a.report, b.report, CopyKind.EXACT, 1.0, a.openings[:_SHOWN], "the same words")
    if min(a.length, b.length) < _FEWEST:
        return None
    found = overlap(a, b)
    kind = _kind(a, b, found)
    if kind is None:
        return None
    score = round(min(0.99, _score(found)), 3)
    return Copy(a.report, b.report, kind, score, shared_words(a, b, found), _why(a, b, found))


def _kind(a: Prints, b: Prints, found: Overlap) -> CopyKind | None:
    low, high = sorted((found.first, found.second))
    leads = sorted((found.first_lead, found.second_lead))
    if found.clashing > 0.5:
        return None  # the same form, filled with other names and numbers
    if found.words < _ENOUGH and max(low, found.verbatim * high) < 0.85:
        return None  # two flashes on one happening have as much in common
    if _one_outlet(a, b):
        if _one_page(a, b):
            return _alike(found) if low >= 0.35 or high >= 0.5 else None
        if not _near(a, b, 3):
            return _alike(found) if low >= 0.85 else None
        return _alike(found) if low >= 0.6 and leads[0] >= 0.5 else None
    if low >= 0.55 and leads[1] >= 0.5 and (leads[0] >= 0.3 or high >= 0.75):
        return _alike(found)
    # The one of which more stands in the other: its lead must be there too, or it is background that both have.
    lead = found.first_lead if found.first >= found.second else found.second_lead
    credited = bool(credit_between(a, b))
    if high >= 0.7 and lead >= 0.5:
        return CopyKind.EXCERPT
    # Neither stands whole in the other: one was cut, and added to. A follow-up has a lead of its own.
    both = leads[0] >= 0.4
    if credited and leads[0] >= 0.6 and high >= 0.2:
        return CopyKind.EXCERPT if found.verbatim >= 0.5 else CopyKind.CREDIT
    if (
        leads[1] >= (0.6 if found.verbatim >= 0.3 or credited else 0.75)
        and low >= (0.2 if both else 0.3)
        and high >= (0.35 if credited and both else 0.45)
    ):
        return CopyKind.EXCERPT if found.verbatim >= 0.5 or not credited else CopyKind.CREDIT
    return None


def _alike(found: Overlap) -> CopyKind:
    if min(found.first, found.second) < 0.55:
        return CopyKind.EXCERPT
    return CopyKind.REPRINT if found.verbatim >= 0.5 else CopyKind.REWRITE


def _score(found: Overlap) -> float:
    """The larger share counts for most, then the smaller and the leads."""
    low, high = sorted((found.first, found.second))
    lead = max(found.first_lead, found.second_lead)
    return 0.5 * high + 0.2 * low + 0.3 * lead


def credit_between(a: Prints, b: Prints) -> str | None:
    """The agency that both have it from, or that one is and the other credits."""
    if _one_outlet(a, b):
        return None
    return min(outlet_keys(a).union(a.credits) & outlet_keys(b).union(b.credits), default=None)


def _one_outlet(a: Prints, b: Prints) -> bool:
    return outlet_key(a) is not None and outlet_key(a) == outlet_key(b)


def _one_page(a: Prints, b: Prints) -> bool:
    """One address, or one headline within a few days: a newer version of one report."""
    if a.address and a.address == b.address:
        return True
    return a.headline is not None and a.headline == b.headline and _near(a, b, 3)


def _near(a: Prints, b: Prints, days: int) -> bool:
    first, second = day_number(a.published), day_number(b.published)
    return first is None or second is None or abs(first - second) <= days


def shared_words(a: Prints, b: Prints, found: Overlap) -> tuple[str, ...]:
    """Words that stand in both, as evidence: where matched sentences open alike."""
    out = []
    for first, second in sorted(found.pairs):
        if first < len(a.openings) and second < len(b.openings):
            words = _opening(a.openings[first], b.openings[second])
            if words:
                out.append(words)
    return tuple(out[:_SHOWN])


def _opening(first: str, second: str) -> str:
    """The longest run of words that both openings have, of three words or more."""
    one, other = first.split(), [bare(word) for word in second.split()]
    mine = [bare(word) for word in one]
    best: list[str] = []
    for n in range(len(one)):
        for m in range(len(other)):
            k = 0
            while n + k < len(one) and m + k < len(other) and mine[n + k] == other[m + k]:
                k += 1
            if k > max(len(best), 2):
                best = one[n : n + k]
    return " ".join(best)


def _why(a: Prints, b: Prints, found: Overlap) -> str:
    parts = [f"{found.first:.0%} of the one and {found.second:.0%} of the other are the same text"]
    if max(found.first_lead, found.second_lead) >= 0.5:
        parts.append("the lead is")
    if _one_outlet(a, b):
        parts.append("one outlet")
    elif credit := credit_between(a, b):
        parts.append(
            f"both from {credit}" if credit not in outlet_keys(a) | outlet_keys(b) else f"credited to {credit}"
        )
    return "; ".join(parts)
