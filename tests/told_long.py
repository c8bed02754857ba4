"""A report as long as any, built by hand: 200,000 characters in one line, thousands of marks over one another."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from dateline.records import (
    Certainty,
    Claim,
    Count,
    CountOf,
    Dateline,
    Event,
    EventType,
    Link,
    Manner,
    Participant,
    Provenance,
    Reading,
    Report,
    Span,
    Stance,
    Status,
    make_id,
)  # fmt: skip
from invented import reading

LENGTH = 200_000
SENTENCE = "Mayor Ida Marsh told Halyard that 12 people were hurt when a bus left the road at Quelva, and wept. "


def long_reading(line: str = " ", length: int = LENGTH, every: int = 1) -> Reading:
    """One claim and one event a sentence; each tenth claim holds the
    twenty sentences behind it, each hundredth all. `line` ends a sentence."""
    base = reading(1)
    sentence = SENTENCE[:-1] + line
    many = length // len(sentence)
    text = sentence * many + "x" * (length - many * len(sentence))
    report = replace(
        base.report, id=make_id("report", text), text=text, title="A long day at Quelva", body=(Span(0, length),),
        furniture=(), dateline=Dateline(), path="long.txt",
        provenance=Provenance(raw=hashlib.sha256(text.encode()).hexdigest(), format="text", encoding="utf-8"),
    )  # fmt: skip
    voice = replace(base.voices[2], mentions=(Span(0, 15),))
    starts = [n * len(sentence) for n in range(0, many, every)]
    return replace(
        base, report=report, voices=(voice,), actors=(), places=(), times=(), tensions=(),
        claims=tuple(_claim(report, voice.id, n, at, length) for n, at in enumerate(starts)),
        events=tuple(_event(report, voice.id, n, at) for n, at in enumerate(starts)),
    )  # fmt: skip


def _claim(report: Report, voice: str, n: int, at: int, length: int) -> Claim:
    end = length if n % 100 == 0 else min(length, at + 2000) if n % 10 == 0 else at + 98
    return Claim(
        make_id("claim", report.id, n), (Link(voice, Span(at, at + 15)),), (Span(at + 16, at + 20),),
        (Span(at + 29, end),), Manner.INDIRECT, Stance.ASSERTS, Certainty.CERTAIN, (),
        (make_id("event", report.id, n),),
        "attribution@1", 0.8,
    )  # fmt: skip


def _event(report: Report, voice: str, n: int, at: int) -> Event:
    count = Count(CountOf.INJURED, 12, 12, 12, Span(at + 34, at + 43), voice)
    return Event(
        make_id("event", report.id, n), Span(at + 49, at + 53), EventType.ASSAULT, None, Status.HAPPENED, (),
        (Participant(None, Span(at + 34, at + 43)),), None, None, (count,), None, (make_id("claim", report.id, n),),
        "events@1", 0.7,
    )  # fmt: skip
