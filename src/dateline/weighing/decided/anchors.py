"""Anchors: what a decision is about, told by its words and what stands around them, and found again in any reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from dateline.records import Anchor, Claim, Event, Reading, Report, Span

# Characters before and after the words that an anchor keeps.
AROUND = 60
# How like the surroundings must be where the words alone stand more than once, or stand elsewhere (0 to 1).
ALIKE = 0.6
# How like mended words must be to what they were.
NEARLY = 0.8
# Characters of the longest words that are compared letter by letter.
LONGEST = 2000
# Places of the words that are compared by their surroundings: a short word may stand a thousand times.
MOST = 200

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00ad": None})


def anchor_of(record: Event | Claim | Report, reading: Reading) -> Anchor:
    """The anchor of a record of this reading, or of its report."""
    report = reading.report
    if isinstance(record, Report):
        return Anchor("report", report.id, report.id)
    span = _hull(record)
    before = report.text[max(0, span.start - AROUND) : span.start]
    after = report.text[span.end : span.end + AROUND]
    kind = "event" if isinstance(record, Event) else "claim"
    return Anchor(kind, record.id, report.id, span, span.of(report.text), before, after)


def attach(anchor: Anchor, reading: Reading) -> str | None:
    """The id of the record that an anchor is about in this reading; None where no one record has its words.

    The record of the same id; else the one record on the same words at the same place; else the one record on these
    words where they stand in these surroundings. In another text than the anchor's own, only the last.
    """
    if anchor.kind == "report":
        return reading.report.id
    records: Sequence[Event | Claim] = reading.events if anchor.kind == "event" else reading.claims
    span = anchor.span
    if span is None:
        return None
    text = reading.report.text
    if reading.report.id == anchor.report and span.of(text) == anchor.words:
        place: Span | None = span
    else:
        place = find(anchor, text)
    if place is None:
        return None
    return _same(anchor.id, place, records) or _exact(place, records) or _nearest(place, records)


def find(anchor: Anchor, text: str, alike: float = ALIKE) -> Span | None:
    """Where an anchor's words stand in a text, by their surroundings; None where they do not, or where two places fit.

    `alike` is how like the surroundings must be, 0 to 1; at 1 they must be the same but for blanks and quotation marks.
    """
    plain, places = _folded(text)
    words, before, after = _fold(anchor.words), _fold(anchor.before)[-AROUND:], _fold(anchor.after)[:AROUND]
    found = _stands(words.strip(), before, after, plain, alike)
    if found is None and alike < 1:
        found = _between(words.strip(), before[-AROUND // 2 :], after[: AROUND // 2], plain)
    return Span(places[found.start], places[found.end - 1] + 1) if found else None


def standing(words: str, text: str) -> list[Span]:
    """The places where these words stand in a text, whatever its blanks and quotation marks; no more than a few."""
    plain, places = _folded(text)
    said = _fold(words).strip()
    found = _occurrences(said, plain) if said else ()
    return [Span(places[at], places[at + len(said) - 1] + 1) for at in found]


def _stands(words: str, before: str, after: str, plain: str, alike: float) -> Span | None:
    """The one place where the words stand in surroundings most like these."""
    if not words:
        return None
    whole = before + words + after
    at = plain.find(whole)
    if at >= 0 and plain.find(whole, at + 1) < 0:
        return Span(at + len(before), at + len(before) + len(words))
    scored = []
    for start in _occurrences(words, plain):
        end = start + len(words)
        around = plain[max(0, start - len(before)) : start], plain[end : end + len(after)]
        scored.append(((_likeness(before, around[0]) + _likeness(after, around[1])) / 2, -start))
    best = sorted(scored, reverse=True)[:2]
    if not best or best[0][0] < alike or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return Span(-best[0][1], -best[0][1] + len(words))


def _between(words: str, before: str, after: str, plain: str) -> Span | None:
    """The one place between the same surroundings where nearly the same words stand: a text that was mended."""
    if not 0 < len(words) <= LONGEST or not (before.strip() and after.strip()):
        return None
    found = []
    for at in _occurrences(before, plain):
        start = at + len(before)
        end = plain.find(after, start, start + 2 * len(words) + AROUND)
        if end > start and _likeness(words, plain[start:end]) >= NEARLY:
            found.append(Span(start, end))
    return found[0] if len(found) == 1 else None


def _same(id_: str, place: Span, records: Sequence[Event | Claim]) -> str | None:
    """The record of the anchor's id, if it has the words."""
    return next((r.id for r in records if r.id == id_ and _overlap(r, place)), None)


def _exact(place: Span, records: Sequence[Event | Claim]) -> str | None:
    return _only([r.id for r in records if _hull(r) == place])


def _nearest(place: Span, records: Sequence[Event | Claim]) -> str | None:
    """The record that has more of the words than any other."""
    overlaps = [(_overlap(r, place), r.id) for r in records]
    most = max((o for o, _ in overlaps), default=0)
    return _only([id_ for o, id_ in overlaps if o == most]) if most else None


def _only(ids: Sequence[str]) -> str | None:
    """The one id among these; None where there is none, or more than one."""
    distinct = set(ids)
    return distinct.pop() if len(distinct) == 1 else None


def _overlap(record: Event | Claim, place: Span) -> int:
    """How many characters of the place a record's own words cover."""
    own = (record.trigger,) if isinstance(record, Event) else (*record.content, *record.cue)
    return sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in own)


def _hull(record: Event | Claim) -> Span:
    """The words that stand for a record: an event's trigger; a claim's content, from its first word to its last."""
    if isinstance(record, Event):
        return record.trigger
    spans = record.content or record.cue
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def _occurrences(words: str, text: str) -> Iterable[int]:
    at, left = text.find(words), MOST
    while at >= 0 and left:
        yield at
        at, left = text.find(words, at + 1), left - 1


def _likeness(a: str, b: str) -> float:
    """1 for the same words, 0 for wholly different ones."""
    if a == b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _fold(words: str) -> str:
    return _folded(words)[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with all blanks and quotation marks alike, and for each of its characters where it stood."""
    out: list[str] = []
    places: list[int] = []
    for match in re.finditer(r"\s+|\S", text):
        word = match[0]
        for c in " " if word.isspace() else unicodedata.normalize("NFKC", word).translate(_QUOTES):
            out.append(c)
            places.append(match.start())
    return "".join(out), places
