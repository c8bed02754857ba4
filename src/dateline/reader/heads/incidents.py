"""Incidents: what the heads say of a report's attacks, bombings and so on: of which types, who and what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dateline.reader.draft import Draft
from dateline.reader.heads.heads import Heads
from dateline.reader.heads.labels import INCIDENTS, SLOTS, first_tag
from dateline.reader.vectors import Matrix
from dateline.records import Span

LEAST = 0.15  # how likely each word of a filler must be


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that are something to an incident: tokens `first` to `last` inclusive."""

    first: int
    last: int
    span: Span
    slot: str  # of SLOTS
    score: float  # how likely, on the mean of its words


@dataclass(frozen=True, slots=True)
class Incidents:
    """How likely the report, and each of its sentences, tells of an incident of each type; and the fillers."""

    document: Mapping[str, float]
    sentences: tuple[Mapping[str, float], ...]
    fillers: tuple[Filler, ...]


def incidents(draft: Draft, heads: Heads) -> Incidents | None:
    """What the heads say; None where the attribution layer ran without its encoder (`attribution=rules`)."""
    if draft.vectors is None:
        return None
    parse = draft.parse
    chances = heads.incidents(draft.vectors, [range(*s) for s in parse.sentences])
    whole = chances.max(axis=0, initial=0)
    tags = heads.tags(draft.vectors)
    return Incidents(_named(whole), tuple(map(_named, chances)), tuple(_fillers(draft, tags)))


def _named(chances: Matrix) -> dict[str, float]:
    return {name: float(chance) for name, chance in zip(INCIDENTS, chances, strict=True)}


def _fillers(draft: Draft, tags: Matrix) -> Iterator[Filler]:
    """The stretches of each slot: they keep to one sentence, and end where another first word is likelier."""
    parse = draft.parse
    for number, slot in enumerate(SLOTS):
        tag = first_tag(number)
        opens, goes_on = tags[:, tag], tags[:, tag + 1]
        likely = opens + goes_on
        first = None
        for i in range(len(likely) + 1):
            ends = i == len(likely) or likely[i] < LEAST or opens[i] > goes_on[i]
            if first is not None and (ends or parse.sentence[i] != parse.sentence[first]):
                yield Filler(first, i - 1, parse.span(first, i - 1), slot, float(np.mean(likely[first:i])))
                first = None
            if first is None and i < len(likely) and likely[i] >= LEAST:
                first = i
