"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.numbers import parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three", 3),
        ("Twenty-one", 21),
        ("twenty - one", 21),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a couple of", 2),
        ("two hundred", 200),
        ("two hundred and five", 205),
        ("one hundred thousand", 100_000),
        ("two million three thousand and six", 2_003_006),
        ("1.5 million", 1_500_000),
        ("1,200", 1200),
        ("12,345,678", 12_345_678),
        ("24m", 24_000_000),
        ("1.5bn", 1_500_000_000),
        ("two and a half", 2.5),
        ("two and a half million", 2_500_000),
        ("one and a half thousand", 1500),
        ("a quarter of a million", 250_000),
        ("two lakh", 200_000),
        ("1.5 crore", 15_000_000),
        ("1,20,000", 120_000),
        ("12,34,567", 1_234_567),
        ("a half thousand", None),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("several", None),
        ("hundreds", None),
        ("a", None),
        ("and", None),
        ("three four", None),
        ("twenty twelve", None),
        ("1,20", None),
        ("17th", None),
        ("half of", None),
        ("", None),
    ],
)
def test_number(words: str, value: float | None) -> None:
    assert parse_number(words.split()) == value


def test_whole_values_are_int() -> None:
    assert isinstance(parse_number(["1.5", "million"]), int)


@given(
    st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["two", "hundred", "and", "a", "half", "9", "²", "of"])))
)
def test_no_words_raise(words: list[str]) -> None:
    value = parse_number(words)
    assert value is None or value >= 0


@given(st.integers(0, 10**12))
def test_digits_with_separators_read_back(n: int) -> None:
    assert parse_number([f"{n:,}"]) == n
