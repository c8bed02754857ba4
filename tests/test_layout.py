"""Printed tables: every column has its room at any width, and a page says what is not said to have happened."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dateline.cli.layout import laid_out, shares
from dateline.cli.page import days, figure, page_of
from dateline.reader import Reader
from dateline.records import Count, CountOf, Granularity, Span, When, report_of

widths = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 200), st.integers(1, 5)), min_size=1, max_size=12)


@given(widths, st.integers(20, 200))
def test_columns_fit_and_no_word_is_broken_without_need(columns: list[tuple[int, int, int]], room: int) -> None:
    word, full, weights = [a for a, _, _ in columns], [max(a, b) for a, b, _ in columns], [w for _, _, w in columns]
    out = shares(full, word, weights, room)
    assert sum(out) <= room or all(width <= 1 for width in out)
    if sum(word) <= room:
        assert all(a <= width <= b for a, width, b in zip(word, out, full, strict=True))
    if sum(full) <= room:
        assert out == full


def test_a_narrow_column_is_not_squeezed_by_a_wide_one() -> None:
    rows = [[Text("e1"), Text("happened"), Text("a long account of what was seen " * 5), Text("market traders")]]
    console = Console(width=60, record=True)
    with console.capture() as shown:
        console.print(laid_out(["", "status", "what is said", "who"], rows, 60))
    lines = shown.get().splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert "e1  happened" in shown.get() and "market traders" in shown.get()


def test_days_are_said_as_finely_as_they_are_known() -> None:
    def when(first: str | None, last: str | None, granularity: Granularity) -> str:
        return days(When(None, None, first, last, granularity, "", "text"))

    assert when("2031-05-02", "2031-05-02", Granularity.DAY) == "2031-05-02"
    assert when("2031-05-01", "2031-05-31", Granularity.MONTH) == "2031-05"
    assert when("2031-01-01", "2031-12-31", Granularity.YEAR) == "2031"
    assert when("2031-05-01", "2031-06-02", Granularity.RANGE) == "2031-05-01 to 2031-06-02"
    assert when("2031-05-01", None, Granularity.RANGE) == "from 2031-05-01"
    assert when(None, None, Granularity.DAY) == "" == days(None)


def test_a_figure_leaves_open_what_its_words_leave_open() -> None:
    def said(low: int | None, best: int | None, high: int | None) -> str:
        return figure(Count(CountOf.KILLED, low, best, high, Span(0, 1), None))

    assert said(9, 9, 9) == "9"
    assert said(101, None, None) == "101 or more"
    assert said(12, 12, None) == "12 or more"
    assert said(None, 20, 20) == "up to 20"
    assert said(18, 20, 22) == "18 to 22, best 20"


def test_a_page_fits_its_terminal(reader: Reader) -> None:
    text = "Rebels are planning an attack on Lusaka, an official said on Monday. They denied it. " * 3
    reading = reader.read(report_of(text, published="2031-05-07", outlet="Example"))
    for width in (40, 80, 160):
        console = Console(width=width)
        with console.capture() as shown:
            console.print(page_of(reading))
        assert all(len(line) <= width for line in shown.get().splitlines())
    assert "planned" in shown.get() and "an official" in shown.get()


def test_an_empty_report_has_a_page(reader: Reader) -> None:
    console = Console(width=80)
    with console.capture() as shown:
        console.print(page_of(reader.read(report_of(""))))
    assert "none" in shown.get()
