"""Paragraphs, pieces and batches: what is parsed together, in time and memory that any text keeps to."""

from __future__ import annotations

import time

import pytest

from dateline.reader import Reader
from dateline.reader.sentences import BATCH, LONGEST, batches, body_pieces
from dateline.records import Span, report_of


def pieces(text: str) -> list[tuple[Span, int]]:
    return list(body_pieces(text, (Span(0, len(text)),)))


def test_lines_are_paragraphs_unless_wrapped() -> None:
    assert [p.of("One.\nTwo.  \n\n Three.") for p, _ in pieces("One.\nTwo.  \n\n Three.")] == ["One.", "Two.", "Three."]
    wrapped = ("The mayor of Velmora said on Sunday that a long line goes on\n" * 3 + "to its end.\n\n") * 2
    assert len(pieces(wrapped)) == 2


@pytest.mark.parametrize("long", ["w" * 40_000, "two words " * 4_000, "Velmora fell. " * 3_000, "( " * 20_000])
def test_long_paragraphs_are_cut_and_nothing_is_lost(long: str) -> None:
    found = pieces(long.strip())
    assert "".join(span.of(long) for span, _ in found) == long.strip()
    assert all(span.length <= LONGEST for span, _ in found)
    assert {number for _, number in found} == {0}


def test_no_batch_holds_more_than_the_parser_may_have() -> None:
    found = pieces("\n".join(f"Line {n} of it." for n in range(10_000)))
    groups = list(batches(iter(found)))
    assert [piece for group in groups for piece in group] == found
    assert all(sum(span.length for span, _ in group) < BATCH + LONGEST for group in groups)


@pytest.mark.parametrize("gap", [" " * 300_000, "\n" * 300_000, (" " * 1_000 + "\n") * 300, " \t" * 150_000])
def test_long_gaps_are_gone_through_but_once(gap: str, reader: Reader) -> None:
    start = time.process_time()
    reading = reader.read(report_of(f"The mayor fled.{gap}The army came."))
    assert time.process_time() - start < 5  # a minute, were they gone through from each of their characters
    assert reading.report.text.endswith("came.")


def test_the_words_of_a_report_do_not_stay_in_the_vocabulary(reader: Reader) -> None:
    layer = next(layer for layer in reader.layers if layer.name == "sentences")
    vocabulary = layer.nlp.vocab  # type: ignore[attr-defined]
    reader.read(report_of("Xarvolk and Zimbrith met in Velmora."))
    assert "Xarvolk" not in vocabulary.strings and "Zimbrith" not in vocabulary.strings
