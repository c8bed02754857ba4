"""Dateline's own answers: the attribution layer in each of its ways, over the same reports in one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.bench.common import Record, progress
from dateline.reader import Reader
from dateline.reader.layers import CHOICES, chosen
from dateline.records import Reading, report_of

LAYER = "attribution"
TURN = 10  # reports: the ways take turns, so that a noisy machine is noisy for all


@dataclass(slots=True)
class Answers:
    """What one system answered, in the scorers' form, and what it took."""

    system: str
    about: str  # its version
    found: dict[str, list[Record]] = field(default_factory=dict)  # by document
    seconds: float = 0.0  # of processor time, without loading
    gave_up: int = 0  # documents, or parts of them, that it could not take


def ways(layers: Mapping[str, str] | None = None) -> list[str]:
    """The ways of the layer: the one that is chosen, then the others."""
    first = chosen(layers)[LAYER]
    return [first, *(way for way in CHOICES[LAYER] if way != first)]


def ours(texts: Sequence[Record], wanted: Sequence[str], layers: Mapping[str, str] | None = None) -> list[Answers]:
    """Every text as read in each of the ways `wanted`; one that is the very same as an earlier one is left out."""
    readers: list[tuple[Answers, Reader]] = []
    for way in wanted:
        reader = Reader(layers={**(layers or {}), LAYER: way})
        about = f"{LAYER}@{reader.version.layers[LAYER]}"
        if about not in [answers.about for answers, _ in readers]:
            readers.append((Answers(way, about), reader))
    for text in texts[:1]:  # lists are loaded and caches filled before the clock starts
        for _, reader in readers:
            reader.read(report_of(text["text"]))
    for turn in progress([{"at": at} for at in range(0, len(texts), TURN)], "reading"):
        for answers, reader in readers:
            take(answers, reader, texts[turn["at"] : turn["at"] + TURN])
    return [answers for answers, _ in readers]


def take(answers: Answers, reader: Reader, texts: Sequence[Record]) -> None:
    """Add the readings of some texts. The garbage of the other's turn is collected before the clock starts."""
    gc.collect()
    start = time.process_time()
    for text in texts:
        answers.found[text["doc"]] = attributions(reader.read(report_of(text["text"])))
    answers.seconds += time.process_time() - start


def attributions(reading: Reading) -> list[Record]:
    """The reading's outermost claims, those whose chain has one voice, in the scorers' form."""
    return [
        {
            "source": [list(claim.chain[0].span)] if claim.chain[0].span else [],
            "cue": [list(span) for span in claim.cue],
            "content": [list(span) for span in claim.content],
        }
        for claim in reading.claims
        if len(claim.chain) == 1
    ]
