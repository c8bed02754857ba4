"""The records: one JSON shape, there and back; spans that add up."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import (
    Claim,
    Link,
    Manner,
    ReaderVersion,
    Reading,
    Span,
    Stance,
    complement,
    from_plain,
    make_id,
    merge,
    report_of,
    to_json,
    to_plain,
    trim,
)
from dateline.records.vocabulary import Certainty

spans = st.tuples(st.integers(0, 200), st.integers(0, 50)).map(lambda p: Span(p[0], p[0] + p[1]))


def covered(given: list[Span]) -> set[int]:
    return {i for s in given for i in range(s.start, s.end)}


@given(st.lists(spans))
def test_merge_covers_the_same_characters_and_touches_nowhere(given: list[Span]) -> None:
    merged = merge(given)
    assert covered(merged) == covered(given)
    assert all(a.end < b.start for a, b in itertools.pairwise(merged))


@given(st.lists(spans))
def test_complement_is_the_rest(given: list[Span]) -> None:
    rest = complement(given, 300)
    assert covered(rest) | covered(given) == set(range(300))
    assert not covered(rest) & covered(given)


def test_trim() -> None:
    text = "  «no»  "
    assert trim(Span(0, 8), text).of(text) == "«no»"
    assert trim(Span(0, 2), text).length == 0


def test_ids_depend_on_content_alone() -> None:
    assert make_id("claim", "r", (1, 2)) == make_id("claim", "r", (1, 2))
    assert make_id("claim", "r", (1, 2)) != make_id("claim", "r", (1, 3))
    assert make_id("event", 1).startswith("e_")
    assert make_id("report", "a", "bc") != make_id("report", "ab", "c")


def example() -> Reading:
    report = report_of("The mayor said no. 🙂", published="2031-05-06", outlet="The Example")
    claim = Claim(
        "c_1",
        (Link("v_1", Span(0, 9)), Link("v_2", None)),
        (Span(10, 14),),
        (Span(15, 17),),
        Manner.INDIRECT,
        Stance.DENIES,
        Certainty.CERTAIN,
        (),
        (),
        "test@1",
        0.5,
    )
    return Reading(ReaderVersion("1", {"a": "1"}), report, claims=(claim,))


def test_readings_survive_json() -> None:
    reading = example()
    assert from_plain(Reading, json.loads(to_json(reading))) == reading


def test_the_contract_opens_with_its_name() -> None:
    plain = to_plain(example())
    assert list(plain)[:3] == ["schema", "reader", "report"]
    assert plain["schema"] == "dateline.reading/1"
    assert plain["claims"][0]["content"] == [[15, 17]]
    assert plain["claims"][0]["chain"][1] == {"voice": "v_2", "span": None}


def test_a_missing_field_is_named() -> None:
    plain = to_plain(example())
    del plain["claims"][0]["manner"]
    with pytest.raises(TypeError, match="Claim has no 'manner'"):
        from_plain(Reading, plain)


def test_nothing_unstorable_gets_in() -> None:
    report = report_of("a\0b\ud800c")
    assert report.text == "a\ufffdb\ufffdc"
    report.text.encode("utf-8")
