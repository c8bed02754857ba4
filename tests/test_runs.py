"""Runs: a text cut at the edges of whatever lies over it is still that text, and every mark covers its words."""

from __future__ import annotations

import html
import re
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.records import Span
from dateline.workbench.runs import DEEP, Mark, in_lanes, runs
from dateline.workbench.sheet import LONG, blocks

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair)))
marks = st.lists(spans, max_size=12).map(
    lambda all_: [Mark(span, "content", f"c_{n}", "content") for n, span in enumerate(all_)]
)


@example(2, [Mark(Span(1, 1), "content", "c_0", "content")], [])
@given(st.integers(0, 50), marks, st.lists(st.integers(-5, 60), max_size=5))
def test_runs_are_the_text_and_know_what_lies_over_them(length: int, over: list[Mark], cuts: list[int]) -> None:
    found = list(runs(length, over, cuts))
    assert [place for run in found for place in range(run.start, run.end)] == list(range(length))
    assert all(run.start < run.end for run in found)
    for run in found:
        lying = [m for m in over if m.span.start <= run.start and run.end <= m.span.end]
        # What has a character in common with the run: a mark of no characters has none.
        touching = [m for m in over if max(m.span.start, run.start) < min(m.span.end, run.end)]
        assert sorted(map(id, lying)) == sorted(map(id, touching))  # no mark ends within a run
        assert len(run.marks) + run.more == len(lying)
        if not run.more:
            assert sorted(map(id, run.marks)) == sorted(map(id, lying))
    edges = {run.start for run in found}
    assert {cut for cut in cuts if 0 < cut < length} <= edges


@given(marks)
def test_lanes_part_what_lies_over_each_other(over: list[Mark]) -> None:
    placed = in_lanes(over)
    assert sorted((m.span, m.of) for m in placed) == sorted((m.span, m.of) for m in over)
    for i, a in enumerate(placed):
        assert 1 <= a.lane <= 3
        for b in placed[i + 1 :]:
            if a.lane == b.lane and a.lane < 3:
                assert not a.span.overlaps(b.span)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@settings(max_examples=60)
@given(st.text(max_size=300), marks)
def test_the_sheet_says_what_the_report_says(text: str, over: list[Mark]) -> None:
    made = list(blocks(text, over, lambda id_: f"#{id_}"))
    assert "".join(re.sub(r"<[^>]*>", "", b.markup) for b in made).replace("&#13;", "\r") == "".join(
        html.escape(text, quote=True).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    )
    assert [b.start for b in made] == sorted({b.start for b in made})
    for block in made:
        assert text[block.start : block.start + 1] == plain(block.markup.replace("&#13;", "\r"))[:1] or "\r" in text


def test_markup_and_script_are_text() -> None:
    text = '<script>alert("x")</script> & <b onclick=x>y</b>\r\n<!-- </div>'
    marked = [Mark(Span(0, 20), "cue", 'c_"><script>', "cue"), Mark(Span(4, 30), "furniture", look=('"><i>',))]
    (first, second) = blocks(text, marked, lambda id_: f"#{id_}")
    for markup in (first.markup, second.markup):
        assert not re.search(r"<(?!/?(a|span)[ >])", markup)
    assert second.start == text.index("<!--")
    assert "\r" not in first.markup and "&#13;\n" in first.markup


def test_deep_and_long_texts_take_the_time_of_reading_them() -> None:
    many = 20_000
    nested = [Mark(Span(n, 2 * many - n), "content", f"c_{n}", "content") for n in range(many)]
    begun = time.perf_counter()
    found = list(runs(2 * many, nested))
    assert len(in_lanes(nested)) == many
    assert time.perf_counter() - begun < 5  # quadratic, it would be minutes
    assert max(len(run.marks) for run in found) == DEEP
    assert max(run.more for run in found) == many - DEEP


def test_a_line_that_is_too_long_is_cut_at_blanks() -> None:
    text = "word " * 40_000
    made = list(blocks(text, [], lambda id_: id_))
    assert "".join(block.markup for block in made) == text
    assert all(len(block.markup) <= LONG for block in made)
    assert all(text[block.start - 1] == " " and block.goes_on for block in made[1:])
    assert len(list(blocks("\n" * 200_000, [], lambda id_: id_))) <= 2000
    assert len(list(blocks("x" * 200_000, [], lambda id_: id_))) == -(-200_000 // LONG)
    assert list(blocks("", [], lambda id_: id_)) == []
