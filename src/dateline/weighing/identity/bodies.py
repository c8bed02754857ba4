"""Bodies: for whom a voice of a report speaks, by the words that the report has for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.records import Reading, Span
from dateline.weighing.identity.names import words_of
from dateline.weighing.lists import table

LONGEST = 200  # characters of a voice's words that are kept
_BACK = 600  # characters in which "its" finds whose
_KINDS = frozenset({"organisation", "group", "state"})
_OWN = re.compile(r"^(?:one of )?(its|their|whose)\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.!?]['”’\"]?\s+|\n\s*|\s[-–—]{1,2}\s+)$")


@dataclass(frozen=True, slots=True)
class Standing:
    """A voice's fullest words, and the body it speaks for."""

    words: str
    body: str | None = None
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a report names somebody who can be a body."""

    span: Span
    id: str
    name: str
    kind: str
    named: bool
    country: str | None
    roles: tuple[str, ...]


def bodies_of(reading: Reading) -> dict[str, Standing]:
    """For each voice of the reading, by id: its words, and the body that they say it speaks for.

    "Colonel Tamm, the army's spokesman", "an official at the health ministry": the body named within the words, where
    these hold a noun for those who speak for others; "its leader": the body that a sentence before began with.
    """
    text = reading.report.text
    found = sorted(_named(reading), key=lambda named: (named.span.start, -named.span.end, named.id))
    starts = [named.span.start for named in found]
    out: dict[str, Standing] = {}
    for voice in reading.voices:
        mentions = sorted(voice.mentions, key=lambda span: (span.start - span.end, span.start))
        if not mentions:
            out[voice.id] = Standing("")
            continue
        words = " ".join(text[mentions[0].start : mentions[0].end].split())[:LONGEST]
        own = voice.actor or voice.id
        body = next(filter(None, (_body(text, span, own, found, starts) for span in mentions[:4])), None)
        out[voice.id] = Standing(words, body.name, body.kind, body.country) if body else Standing(words)
    return out


def _named(reading: Reading) -> Iterator[_Named]:
    for actor in reading.actors:
        if actor.kind in _KINDS:
            for span in actor.mentions:
                yield _Named(span, actor.id, actor.name, actor.kind, actor.named, actor.country, actor.roles)
    for voice in reading.voices:
        if voice.actor is None and voice.named and voice.kind in _KINDS:
            for span in voice.mentions:
                yield _Named(span, voice.id, voice.name, voice.kind, True, None, ())


def _body(text: str, span: Span, own: str, found: list[_Named], starts: list[int]) -> _Named | None:
    """The body that these words of a voice name."""
    said = text[span.start : min(span.end, span.start + LONGEST)]
    if speaking().isdisjoint(words_of(said)):
        return None
    inside: list[_Named] = []
    for i in range(bisect_left(starts, span.start), len(found)):
        named = found[i]
        if named.span.start >= span.start + len(said):
            break
        if named.span.end <= span.end and named.id != own and named.kind != "state" and _is_body(named):
            inside.append(named)
    if inside:
        return min(inside, key=lambda named: not named.named)
    return _whose(text, span, own, found, starts) if _OWN.match(said) else None


def _is_body(named: _Named) -> bool:
    """Whether somebody within a voice's words is a body, not the people it is among: "one of its officers"."""
    if named.named or named.kind == "organisation":
        return True
    return not {"COP", "MIL"}.isdisjoint(named.roles) and speaking().isdisjoint(words_of(named.name))


def _whose(text: str, span: Span, own: str, found: list[_Named], starts: list[int]) -> _Named | None:
    """Whom "its" means: the body that last opened a sentence before, or the same one."""
    last = bisect_left(starts, span.start) - 1
    while last >= 0 and found[last].span.start >= span.start - _BACK:
        named = found[last]
        last -= 1
        if named.id == own or (named.kind == "group" and not named.named):
            continue
        at = named.span.start
        if _STARTS.search(text[max(at - 6, 0) : at]):
            return named
    return None


@cache
def speaking() -> frozenset[str]:
    """Nouns for those who speak for a body."""
    return frozenset(word for row in table("speaking_for") for word in words_of(row["term"]) if len(word) > 2)
