"""Pronouns that speak: whom "he" or "it" at a sentence's start means, where the reader left it open."""

from __future__ import annotations

import re

from dateline.records import Actor, Reading, Span

BACK = 700  # characters of the sentence before that are looked at
_MEANS = {"he": True, "she": True, "it": False}  # -> whether a person
_OPENS = re.compile(r"(?:^|[.!?]['”’\"]?\s+|\n\s*|\s[-–—]{1,2}\s+)(?:(?:But|And|Yet|However|Still|Later),?\s+)?$")
_END = re.compile(r"[.!?]['”’\"]?\s+|\n\s*")


def meant_by(reading: Reading) -> dict[str, Actor]:
    """For voices that are a bare pronoun: the actor with whose name the sentence before began, where one did.

    "Colonel Tamm said that nobody was hurt. He denied that there had been a raid." Only a sentence's first word is
    looked at, and only a name that begins the sentence right before it.
    """
    text = reading.report.text
    bare = [v for v in reading.voices if v.actor is None and v.name.casefold() in _MEANS and v.mentions]
    if not bare:
        return {}
    starts: dict[int, tuple[Span, Actor]] = {}
    for actor in reading.actors:
        if actor.named or actor.kind in ("organisation", "state"):
            for span in actor.mentions:
                known = starts.get(span.start)
                if known is None or known[0].end < span.end:
                    starts[span.start] = (span, actor)
    out: dict[str, Actor] = {}
    for voice in bare:
        found = {_before(text, span, starts, person=_MEANS[voice.name.casefold()]) for span in voice.mentions}
        ids = {actor.id if actor is not None else None for actor in found}
        meant = next(iter(found), None)
        if len(ids) == 1 and meant is not None:
            out[voice.id] = meant
    return out


def _before(text: str, span: Span, starts: dict[int, tuple[Span, Actor]], *, person: bool) -> Actor | None:
    """The actor with whose name the sentence before begins."""
    first = max(0, span.start - BACK)
    before = text[first : span.start]
    opening = _OPENS.search(before)
    if opening is None:
        return None
    ends = [match.end() for match in _END.finditer(before, 0, opening.start())]
    start = first + (ends[-1] if ends else 0)
    while start < len(text) and text[start].isspace():
        start += 1
    definite = text[start : start + 4].casefold() == "the "
    found = starts.get(start) or (starts.get(start + 4) if definite else None)
    if found is None:
        return None
    is_person = found[1].kind == "person" and not definite  # "The Kite Command" is none, whatever it was taken for
    return found[1] if is_person is person else None
