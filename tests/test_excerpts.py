"""Searches marked: the words that the index found, at the right code points, in few and short passages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from databases import postgresql
from dateline.ledger import Filter, Ledger
from dateline.ledger import tables as t
from dateline.ledger.excerpts import LONGEST, Excerpt, excerpts, openings
from dateline.ledger.search import Marked, marked
from dateline.records import Report, Span, make_id
from invented import reading

ARABIC = "قال الضابط إن القوات قصفت السوق يوم الثلاثاء. لم يعلق أحد. 🕊️🇸🇩 Witnesses 👩‍👩‍👧 heard shelling."
HOSTILE = "<script>alert('market')</script> & <b>markets</b> \x02burned\x02, he said. Nobody at the market\x00 spoke."
TEXTS = {
    "arabic": ARABIC,
    "hostile": HOSTILE,
    "stems": "They were planning. The plans, planned by planners, failed; Señor Peña saw cafés burning.",
    "phrase": "The market bomb went off near a bomb market. A bomb. Later the market, bombed, closed.",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def book(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    where = str(tmp_path_factory.mktemp("book") / "own.db") if request.param == "sqlite" else postgresql()
    with Ledger.open(where) as opened:
        for number, (title, text) in enumerate(TEXTS.items()):
            made = with_text(number, text, title)
            opened.add(made, text.encode())
        yield opened


def with_text(number: int, text: str, title: str | None) -> Any:
    one = reading(number)
    report = Report(make_id("report", text, None, None, None), text, title=title)
    return replace(one, report=report, voices=(), actors=(), places=(), times=(), claims=(), events=(), tensions=())


def found(book: Ledger, words: str, title: str) -> tuple[Marked, Marked]:
    with book.asking() as connection:
        numbers = dict(
            connection.execute(t.reports.select().with_only_columns(t.reports.c.title, t.reports.c.number)).all()
        )
        return marked(connection, words, list(numbers.values()))[numbers[title]]


@pytest.mark.parametrize(
    ("words", "title", "expected"),
    [
        ("السوق", "arabic", ["السوق"]),
        ("shelled", "arabic", ["shelling"]),
        ("market", "hostile", ["market", "markets", "market"]),
        ("burned", "hostile", ["burned"]),
        ("plan", "stems", ["planning", "plans", "planned"]),
        ("pena or peña", "stems", ["Peña"]),
        ("burn -zebra", "stems", ["burning"]),
        ("later closes", "phrase", ["Later", "closed"]),
    ],
)
def test_what_the_index_found_is_marked(book: Ledger, words: str, title: str, expected: list[str]) -> None:
    if "pena" in words and "postgres" in book.where:
        expected = ["Peña"]  # by its own name there: that index knows an n from an ñ
    if words == "market" and "postgres" in book.where:
        expected = ["markets", "market"]  # what stands in a tag is no word there
    _, text = found(book, words, title)
    kept = next(row for row in book.reports(Filter(text=words)) if row.title == title)
    assert text.text == book.reading(kept.id).report.text
    assert [span.of(text.text) for span in text.spans] == expected


def test_titles_are_marked_too(book: Ledger) -> None:
    title, text = found(book, "phrase or zebra", "phrase")
    assert title == Marked("phrase", (Span(0, 6),)) and text.spans == ()


def test_a_phrase_is_marked_where_it_stands(book: Ledger) -> None:
    _, text = found(book, '"market bomb"', "phrase")
    words = [span.of(text.text) for span in text.spans]
    assert words[0].startswith("market") and text.spans[0].start == TEXTS["phrase"].index("market bomb")


def test_a_report_without_the_words_is_not_marked(book: Ledger) -> None:
    with book.asking() as connection:
        assert marked(connection, "zebra", [1, 2, 3, 4]) == {}
        assert marked(connection, "market", []) == {}


def whole(one: Excerpt) -> str:
    return "".join(part.words for part in one.parts)


def test_an_excerpt_is_the_sentence_around_what_was_found() -> None:
    text = "One fell.\nAt noon the market burned\nand was shut. Nobody came.\n\nThe market is old."
    marks = tuple(Span(at, at + 6) for at in (text.index("market"), text.rindex("market")))
    first, second = excerpts(Marked(text, marks))
    assert whole(first) == "At noon the market burned and was shut." or whole(first).endswith("was shut.")
    assert [part.words for part in first.parts if part.found] == ["market"]
    assert first.span.of(text).replace("\n", " ") == whole(first)
    assert second.span.of(text) == "The market is old." and second.cut == (False, False)


def test_excerpts_are_few_short_and_in_the_order_of_the_text() -> None:
    text = "word " * 200 + "market " + "word " * 200 + ". " + "The market and the bomb. " * 5
    marks = tuple(Span(i, i + len(w)) for w in ("market", "bomb") for i in range(len(text)) if text.startswith(w, i))
    some = excerpts(Marked(text, tuple(sorted(marks, key=lambda s: s.start))))
    assert len(some) == 3 and [one.span.start for one in some] == sorted(one.span.start for one in some)
    for one in some:
        assert len(whole(one)) <= LONGEST and whole(one).strip() == whole(one)
        assert any(part.found for part in one.parts) and {p.words for p in one.parts if p.found} <= {"market", "bomb"}
    assert all({p.words for p in one.parts if p.found} == {"market", "bomb"} for one in some)


def test_a_cut_sentence_says_so() -> None:
    text = "word " * 100 + "market " + "word " * 100
    (one,) = excerpts(Marked(text, (Span(500, 506),)))
    assert one.cut == (True, True) and whole(one).startswith("word") and len(whole(one)) <= LONGEST


def test_the_title_is_not_told_twice() -> None:
    text = "Market burns\nThe market burned."
    marks = (Span(0, 6), Span(17, 23))
    assert [whole(one) for one in excerpts(Marked(text, marks), "Market burns")] == ["The market burned."]


def test_a_line_is_a_paragraph_where_lines_are_long() -> None:
    text = (
        "More of this: a market in pictures\n" + "The market burned " + "for many hours " * 10 + "on Sunday.\nMarkets"
    )
    marks = tuple(Span(i, i + 6) for i in (16, 39, len(text) - 7))
    some = excerpts(Marked(text, marks))
    assert whole(some[0]) == "More of this: a market in pictures" and whole(some[2]) == "Markets"
    wrapped = "The market burned\nfor many hours on Sunday."
    assert len(excerpts(Marked(wrapped, (Span(4, 10),)))[0].span.of(wrapped)) == len(wrapped)


@pytest.mark.parametrize("text", ["market " * 28_000, "market" * 33_000, "x" * 100_000 + "market" + "y" * 100_000])
def test_long_texts_take_no_time(text: str) -> None:
    marks = tuple(Span(i, i + 6) for i in range(0, len(text) - 6, 7) if text.startswith("market", i))
    begun = time.perf_counter()
    some = excerpts(Marked(text, marks or (Span(100_000, 100_006),)))
    assert time.perf_counter() - begun < 0.5
    assert all(len(whole(one)) <= LONGEST + 10 for one in some)


def test_first_words_stand_for_a_title(book: Ledger) -> None:
    one = with_text(9, "  The   bridge\nis shut.", None)
    book.add(one, one.report.text.encode())
    with book.asking() as connection:
        assert openings(connection, [one.report.id, "r_0000"]) == {one.report.id: "The bridge is shut."}
