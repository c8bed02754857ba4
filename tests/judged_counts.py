"""Judged counts: invented sentences and reports, and how many a person said that they count before the reader did.

`python tests/judged_counts.py` prints how many the reader gets right, and each one it does not. Not a test.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dateline.reader import Reader
from dateline.records import Count, Event, Reading, report_of

LIST = Path(__file__).with_suffix(".tsv")
_COUNT = re.compile(r"(?P<what>[a-z]+) (?P<amount>[-\d/]+)(?P<flag> (?:part|was))?(?: @(?P<voice>.+))?")


@dataclass(frozen=True, slots=True)
class Judged:
    """A text and what a person found counted in it, each as `written` writes it, with the voice if judged."""

    text: str
    counts: tuple[tuple[str, str | None], ...]


def judged() -> list[Judged]:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Judged(text, tuple(_counts(counts))) for counts, text in (line.split("\t") for line in lines[1:])]


def _counts(cell: str) -> list[tuple[str, str | None]]:
    out = []
    for part in filter(None, cell.split("; ")):
        match = _COUNT.fullmatch(part)
        assert match is not None, part
        amount = match["amount"]
        bounds = amount if "/" in amount else f"{amount}/{amount}/{amount}"
        out.append((f"{match['what']} {bounds}{match['flag'] or ''}", match["voice"]))
    return out


def written(count: Count) -> str:
    """A count as the list writes it: "killed 12/12/-"."""
    bounds = "/".join("-" if n is None else str(n) for n in (count.low, count.best, count.high))
    flag = " part" if count.part_of is not None else " was" if count.replaced_by is not None else ""
    return f"{count.what} {bounds}{flag}"


def right(one: Judged, reading: Reading) -> bool:
    """Whether a reading counts just what was judged, on the word of those who were judged to say so."""
    found = counts(reading.events)
    if Counter(map(written, found)) != Counter(words for words, _ in one.counts):
        return False
    voices = {voice.id: "reporter" if voice.kind == "reporter" else voice.name.lower() for voice in reading.voices}
    said = {(written(count), voices.get(count.voice or "", "")) for count in found}
    return all(voice is None or (words, voice.lower()) in said for words, voice in one.counts)


def counts(events: tuple[Event, ...]) -> list[Count]:
    return [count for event in events for count in event.counts]


def main() -> None:
    rows, reader = judged(), Reader(layers={"attribution": "rules"})
    good = 0
    for one in rows:
        reading = reader.read(report_of(one.text))
        if right(one, reading):
            good += 1
        else:
            print(f"{one.text}\n    is {'; '.join(map(written, counts(reading.events))) or 'none'}")
            print(f"    not {'; '.join(words for words, _ in one.counts) or 'none'}")
    print(f"{good} of {len(rows)} ({100 * good / len(rows):.0f}%)")


if __name__ == "__main__":
    main()
