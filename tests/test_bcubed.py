"""B-cubed: the paper's example, and what holds of any clustering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.bench.across.bcubed import bcubed, each

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40)


def test_papers_example() -> None:
    """Bagga and Baldwin's figure: of three true chains of 5, 2 and 5, the last two are taken for one."""
    gold = dict(enumerate("AAAAABBCCCCC"))
    got = dict(enumerate("aaaaabbbbbbb"))
    p, r, _ = bcubed(gold, got)
    assert p == pytest.approx(76.19, abs=0.01)
    assert r == 100
    got = dict(enumerate("aaaaabbaaaaa"))  # the two long ones instead: worse
    assert bcubed(gold, got)[0] == pytest.approx(58.33, abs=0.01)


def test_nothing_and_not_the_same() -> None:
    assert bcubed({}, {}) == (0.0, 0.0, 0.0)
    with pytest.raises(ValueError, match="1 are in one"):
        bcubed({1: 1, 2: 1}, {1: 1})


@given(PAIRS)
def test_turned_round_precision_is_recall(pairs: list[tuple[int, int]]) -> None:
    gold, got = dict(enumerate(a for a, _ in pairs)), dict(enumerate(b for _, b in pairs))
    p, r, f = bcubed(gold, got)
    assert bcubed(got, gold)[:2] == pytest.approx((r, p))
    assert 0 < min(p, r) <= f + 1e-9 <= max(p, r) + 2e-9 <= 100 + 3e-9


@given(PAIRS)
def test_itself_is_perfect_and_names_do_not_matter(pairs: list[tuple[int, int]]) -> None:
    gold = dict(enumerate(a for a, _ in pairs))
    assert bcubed(gold, {k: f"cluster {v}" for k, v in gold.items()}) == pytest.approx((100, 100, 100))


@given(PAIRS)
def test_as_the_paper_defines_it(pairs: list[tuple[int, int]]) -> None:
    gold, got = dict(enumerate(a for a, _ in pairs)), dict(enumerate(b for _, b in pairs))
    for thing, (p, r) in each(gold, got).items():
        true = {k for k in gold if gold[k] == gold[thing]}
        found = {k for k in got if got[k] == got[thing]}
        assert p == pytest.approx(len(true & found) / len(found))
        assert r == pytest.approx(len(true & found) / len(true))


@given(PAIRS)
def test_all_apart_is_precise_all_together_finds_all(pairs: list[tuple[int, int]]) -> None:
    gold = dict(enumerate(a for a, _ in pairs))
    assert bcubed(gold, {k: k for k in gold})[0] == 100
    assert bcubed(gold, dict.fromkeys(gold, 0))[1] == 100
