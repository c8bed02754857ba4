"""Hostile texts for the learned tagger: nothing raises, spans hold, and what the network reads grows with the text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from dateline.reader import Reader
from dateline.reader.attribution import AttributionLayer
from dateline.reader.attribution.choose import DEEPEST
from dateline.reader.attribution.learned.pieces import MOST
from dateline.reader.attribution.learned.tagger import Tagger
from dateline.reader.attribution.learned.windows import Window, pack
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Report, Span, report_of


def nested(depth: int) -> str:
    marks = [("“", "”"), ("‘", "’")]
    opened = "".join(f"{marks[n % 2][0]}He said: " for n in range(depth))
    return f"{opened}go{''.join(marks[n % 2][1] for n in reversed(range(depth)))}."


MAKE: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: "and the army said it left the town " * (n // 2),
    "no punctuation": lambda n: "officials said that the general told police that the army claimed " * (n // 3),
    "marks that never close": lambda n: "“He said the road was open " * n,
    "straight marks that never close": lambda n: '"He said the road was open ' * n,
    "said in a row": lambda n: "said " * (5 * n),
    "alternating marks": lambda n: "“ ‘ \" ' ” ’ « » " * (n // 2),
    "short paragraphs": lambda n: "He said so.\n\n" * n,
    "quoted paragraphs": lambda n: "“Go,” he said.\n\n" * n,
    "paragraphs that never close": lambda n: "“We left, the army said the town was lost.\n\n" * n,
    "only cues": lambda n: "said told claimed asked denied according to warned " * (n // 2),
    "nested quotations": nested,
    "nested clauses": lambda n: f"{'Mara Velling said that ' * n}it rained.",
    "emoji": lambda n: "👩‍👩‍👧‍👦 🏴‍☠️ " * (n // 2),
    "written marks": lambda n: "[CLS] The envoy [SEP] said [MASK] that [PAD] it rained [SEP]. " * (n // 4),
    "hidden characters": lambda n: "The \u202eenvoy\u200b said\u0000 that\ufeff it\u00ad rained. " * (n // 4),
}
LIMITS = {  # as many as nobody writes, once each
    "marks that never close": 400,
    "said in a row": 1_000,
    "nested quotations": 1_000,
    "one sentence": 1_000,
}


@dataclass
class Work:
    """What the network was given."""

    runs: int = 0
    pieces: int = 0


class Tagged:
    """The two layers that attribution needs, without a cast; attribution by the learned tagger."""

    def __init__(self, work: Work) -> None:
        self.sentences, self.attribution, self.work = SentencesLayer(), AttributionLayer(Lexicons()), work

    def read(self, text: str) -> tuple[Draft, Work, float]:
        draft = Draft(Report("r", text, body=(Span(0, len(text)),) if text else ()), Parse(text))
        self.sentences(draft)
        self.work.runs = self.work.pieces = 0
        start = time.process_time()
        self.attribution(draft)
        return draft, Work(self.work.runs, self.work.pieces), time.process_time() - start


@pytest.fixture(scope="module")
def tagged() -> Iterator[Tagged]:
    work, read = Work(), Tagger._read

    def counted(self: Tagger, window: Window, cut: list[list[int]], *rest: Any) -> Any:
        work.runs += 1
        work.pieces += sum(map(len, cut))
        return read(self, window, cut, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tagger, "_read", counted)
        yield Tagged(work)


def check(draft: Draft) -> None:
    text, voices = draft.report.text, {voice.id for voice in draft.voices}
    for claim in draft.claims:
        assert 1 <= len(claim.chain) <= DEEPEST and all(link.voice in voices for link in claim.chain)
        spans = [*claim.cue, *claim.content, *(link.span for link in claim.chain if link.span is not None)]
        assert claim.content and all(0 <= span.start < span.end <= len(text) for span in spans)
        assert 0 < claim.confidence <= 1
    cues = [(span, len(claim.chain)) for claim in draft.claims for span in claim.cue]
    assert len(cues) == len(set(cues))


@pytest.mark.parametrize("name", MAKE)
def test_hostile_texts_cost_what_they_are_long(tagged: Tagged, name: str) -> None:
    small, once, seconds = tagged.read(MAKE[name](80))
    large, twice, more = tagged.read(MAKE[name](160))
    check(small)
    check(large)
    tokens = len(large.parse)
    assert twice.pieces <= 4 * 7 * MOST * tokens  # the page and what is read again, each window with its context
    assert twice.runs <= 2.6 * once.runs + 4 and twice.pieces <= 2.6 * once.pieces + 300
    assert more <= 5 * seconds + 0.5


@pytest.mark.parametrize("name", LIMITS)
def test_what_nobody_writes(tagged: Tagged, name: str) -> None:
    draft, work, _ = tagged.read(MAKE[name](LIMITS[name]))
    check(draft)
    assert work.runs <= len(draft.parse) // 10 + 10


@pytest.mark.parametrize(
    ("count", "sentence", "paragraph"),
    [
        (20_000, lambda i: 0, lambda i: 0),  # one sentence
        (100_000, lambda i: i // 2, lambda i: i // 2),  # 50,000 paragraphs of two words
        (100_000, lambda i: i // 9, lambda i: 0),
        (100_000, lambda i: i // 40, lambda i: i // 159),
    ],
)
def test_long_pages_are_cut_into_few_windows(
    count: int, sentence: Callable[[int], int], paragraph: Callable[[int], int]
) -> None:
    def windows(size: int) -> Sequence[Window]:
        return pack([1] * size, [*map(sentence, range(size))], [*map(paragraph, range(size))])

    read = [sum(w.end - w.first for w in windows(size)) for size in (count // 2, count)]
    assert read[1] <= 2.1 * read[0] and read[1] <= 4 * count


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\u200b", "👩‍👩‍👧‍👦", "[SEP]", "“", "said", ":", "—", "\0", "a" * 20_000]
)
def test_hardly_a_text(tagged: Tagged, text: str) -> None:
    check(tagged.read(text)[0])


def test_written_marks_change_hardly_anything(tagged: Tagged) -> None:
    """A mark of the network's own, written in a report, is a word like any other."""
    plain = "Mara Velling said that the bridge (later) was open. The army (again) denied that it had left the town."
    marked = plain.replace("(later)", "[SEP]").replace("(again)", "[CLS]")
    here, there = ([claim.cue[0].of(t) for claim in tagged.read(t)[0].claims] for t in (plain, marked))
    assert here == there and len(here) == 2


@pytest.mark.parametrize("name", ["marks that never close", "nested quotations", "written marks", "emoji"])
def test_the_whole_reader_bears_them(reader: Reader, name: str) -> None:
    reading = reader.read(report_of(MAKE[name](40), published="2024-03-05"))
    assert reading.reader.layers["attribution"].startswith("learned-")
