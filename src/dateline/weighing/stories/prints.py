"""Prints: what a report is recognised by. Small, yet enough to judge copies without the text."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

import numpy as np

from dateline.records import Reading, Report, Span
from dateline.weighing.stories.credits import agency_key, agency_keys, credited_by, is_wire
from dateline.weighing.stories.sketch import minhash, shingles
from dateline.weighing.stories.words import Sentence, bare, sentences, without

_WORDS = 480  # words of their own that are kept in order, from the lead on: some 900 with "the" and "of"
_SENTENCES = 80
_TAIL = 48  # hashes of sentences after those
_OPENINGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """What one report is recognised by; some 2 KB.

    `agency` and `credits` are whom it says its words come from, `wire` that its outlet is an agency itself.
    `address` and `headline` are hashes of its address and title, `body` of all its words; `length` is the number of
    these. `words` holds the codes of the first of them with a mark after each sentence, `tail` hashes of sentences
    after these (the smallest, where there are more: `after` counts all), `sketch` the MinHash of the shingles of
    all: little-endian numbers in base 64. `openings` are the first words of the first sentences, to be shown.
    """

    report: str
    outlet: str | None
    published: str | None
    address: str | None = None
    headline: str | None = None
    agency: str | None = None
    credits: tuple[str, ...] = ()
    wire: bool = False
    body: str = ""
    length: int = 0
    words: str = ""
    tail: str = ""
    after: int = 0
    sketch: str = ""
    openings: tuple[str, ...] = field(default=())


def prints_of(reading: Reading) -> Prints:
    """The prints of a reading's report. Linear in its length; what is kept is bounded."""
    report = reading.report
    named = credited_by(reading)
    kept: list[Sentence] = []
    tail: list[int] = []
    digest = blake2b(digest_size=8)
    codes: list[int] = []
    size = length = 0
    for sentence in sentences(report.text, own_words(report)):
        digest.update(np.asarray(sentence.codes, dtype="<u2").tobytes() + b"\0\0")
        length += len(sentence.codes)
        if len(codes) < 100_000:
            codes += sentence.codes
        if size < _WORDS and len(kept) < _SENTENCES and not tail:
            kept.append(sentence)
            size += len(sentence.codes)
        else:
            tail.append(sentence.hash)
    return Prints(
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        address=_hashed(report.url.split("#")[0].rstrip("/")) if report.url else None,
        headline=_hashed(title) if report.title and (title := bare(report.title)) else None,
        agency=named[0].name if named else None,
        credits=tuple(credit.key for credit in named),
        wire=is_wire(reading),
        body=digest.hexdigest() if length else "",
        length=length,
        words=_packed([code for one in kept for code in (*one.codes, int(one.quoted))], "<u2"),
        tail=_packed(nsmallest(_TAIL, set(tail)), "<u4"),
        after=len(set(tail)),
        sketch=_packed(minhash([shingles([code >> 1 for code in codes])])[0].tolist(), "<u2"),
        openings=tuple(one.opening for one in kept[:_OPENINGS]),
    )


def own_words(report: Report) -> Iterator[Span]:
    """The parts of the body that are the report's own prose: without its dateline and its own headline."""
    title = bare(report.title) if report.title else ""
    for n, span in enumerate(without(report.body, report.dateline.span)):
        start = span.start
        if n < 4 and title:
            line = span.of(report.text).lstrip()
            first = line.split("\n", 1)[0]
            if len(first) < 400 and bare(first) == title:
                start = span.end - len(line) + len(first)
        yield Span(start, span.end)


@dataclass(frozen=True, slots=True)
class Look:
    """Prints, unpacked. `tail_below`: every hash up to it that a later sentence has is in `tail`."""

    sentences: tuple[tuple[int, ...], ...]  # codes without the mark of a name
    sharp: tuple[frozenset[int], ...]  # those that are names and numbers
    quoted: tuple[bool, ...]
    hashes: tuple[int, ...]
    tail: frozenset[int]
    tail_below: int
    kept: float  # the share of all words that `sentences` hold
    sketch: tuple[int, ...]


@lru_cache(maxsize=4096)
def look(prints: Prints) -> Look:
    """The prints, unpacked."""
    kept: list[Sentence] = []
    codes: list[int] = []
    for code in _unpacked(prints.words, "<u2"):
        if code > 1:
            codes.append(code)
        else:
            kept.append(Sentence(tuple(codes), bool(code), ""))
            codes = []
    tail = _unpacked(prints.tail, "<u4")
    size = sum(len(one.codes) for one in kept)
    return Look(
        sentences=tuple(tuple(code >> 1 for code in one.codes) for one in kept),
        sharp=tuple(frozenset(code >> 1 for code in one.codes if code & 1) for one in kept),
        quoted=tuple(one.quoted for one in kept),
        hashes=tuple(one.hash for one in kept),
        tail=frozenset(tail),
        tail_below=max(tail, default=0) if prints.after > len(tail) else 1 << 32,
        kept=min(1.0, size / prints.length) if prints.length else 1.0,
        sketch=tuple(_unpacked(prints.sketch, "<u2")),
    )


def outlet_key(prints: Prints) -> str | None:
    """What the names of one outlet have in common."""
    return agency_key(prints.outlet) if prints.outlet else None


def outlet_keys(prints: Prints) -> frozenset[str]:
    """The keys under which others may credit the outlet."""
    return agency_keys(prints.outlet) if prints.outlet else frozenset()


def _hashed(words: str) -> str:
    return blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _packed(numbers: Iterable[int], kind: str) -> str:
    return base64.b64encode(np.fromiter(numbers, dtype=kind).tobytes()).decode("ascii")


def _unpacked(packed: str, kind: str) -> list[int]:
    out: list[int] = np.frombuffer(base64.b64decode(packed), dtype=kind).tolist()
    return out
