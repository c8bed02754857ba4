"""Agreement: Krippendorff's published values, and what two people code of the same reports."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Decision
from dateline.weighing.decided.agreement import Scale, alpha, disagreements, fields_of, round_of
from dateline.weighing.decided.agreement.alpha import agreement
from invented import reading
from test_decisions import ATTACK, ONE, SHELLED, chain, correct, decision


def table(*rows: str) -> list[list[Any]]:
    """One unit a column; a point where a coder gave none."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return [[int(v) if v.isdigit() else v for v in column if v != "."] for column in columns]


# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): his data of sections A, B and C to E.
BINARY = table("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = table("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = table(
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
)


@pytest.mark.parametrize(
    ("units", "scale", "published"),
    [
        (BINARY, Scale.NOMINAL, 0.095),
        (NOMINAL, Scale.NOMINAL, 0.692),
        (MISSING, Scale.NOMINAL, 0.743),
        (MISSING, Scale.ORDINAL, 0.815),
        (MISSING, Scale.INTERVAL, 0.849),
        (MISSING, Scale.RATIO, 0.797),
    ],
)
def test_the_values_that_krippendorff_published(units: list[list[Any]], scale: Scale, published: float) -> None:
    assert alpha(units, scale) == pytest.approx(published, abs=0.0005)


def test_what_cannot_be_compared_has_no_alpha() -> None:
    assert alpha([], Scale.NOMINAL) is None
    assert alpha([["a"], ["b"]], Scale.NOMINAL) is None
    assert alpha([["a", "a"], ["a", "a"]], Scale.NOMINAL) is None
    assert agreement([["a"]]) is None and agreement([["a", "a"], ["a", "b"]]) == 0.5


units_ = st.lists(st.lists(st.integers(0, 6), max_size=4), max_size=12)


@given(units_, st.sampled_from(Scale), st.randoms())
def test_neither_the_order_of_coders_nor_of_units_matters(units: list[list[int]], scale: Scale, chance: Any) -> None:
    first = alpha(units, scale)
    mixed = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]
    second = alpha(mixed, scale)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert math.isclose(first, second, abs_tol=1e-9) and first <= 1
        assert (first > 1 - 1e-12) == all(len(set(unit)) < 2 for unit in units)


def coded(*drafts: Decision) -> Any:
    return round_of("pilot", chain(*drafts), lambda report: ONE if report == ONE.report.id else None)


def test_who_accepts_gives_all_values_and_who_corrects_only_that_one() -> None:
    one = coded(
        decision("accept", SHELLED, round="pilot"),
        correct("killed", "9", round="pilot", by="Ben", reason="nine names"),
        correct("status", "denied", by="Eve"),  # of no round
    )
    assert one.coders == ("Ana", "Ben")
    fields = {f.field: f for f in fields_of(one)}
    assert set(fields) == {"kept", "killed given", "killed"}
    assert (fields["kept"].same, fields["kept"].alpha) == (1.0, None)
    assert (fields["killed"].units, fields["killed"].same, fields["killed"].scale) == (1, 0.0, Scale.RATIO)
    (differ,) = disagreements(one)
    assert (differ.field, differ.first, differ.first_value, differ.second, differ.second_value) == (
        "killed", "Ana", "12+", "Ben", "9",
    )  # fmt: skip
    assert "at least 12 people" in differ.first_quotation and differ.second_reason == "nine names"


def test_who_rejects_gives_no_values_but_that() -> None:
    one = coded(
        decision("accept", SHELLED, round="pilot"),
        decision("accept", ATTACK, round="pilot"),
        decision("reject", SHELLED, round="pilot", by="Ben"),
        decision("accept", ATTACK, round="pilot", by="Ben"),
    )
    fields = {f.field: f for f in fields_of(one)}
    assert (fields["kept"].units, fields["kept"].same, fields["kept"].alpha) == (2, 0.5, 0.0)
    assert fields["status"].units == 1 and fields["status"].same == 1.0
    assert "injured given" not in fields  # nobody gives such a figure
    assert [(d.record, d.field, d.first_value, d.second_value) for d in disagreements(one)] == [
        (SHELLED.id, "kept", "kept", "rejected")
    ]


def test_a_figure_that_one_gives_and_the_other_not_is_a_disagreement() -> None:
    one = coded(
        decision("accept", SHELLED, round="pilot"),
        decision("accept", SHELLED, round="pilot", by="Ben"),
        correct("killed", "none", round="pilot", by="Ben"),
        correct("injured", "4", round="pilot", by="Ben"),
    )
    fields = {f.field: f for f in fields_of(one)}
    assert fields["killed given"].same == 0.0 and "killed" not in fields
    assert {(d.field, d.first_value, d.second_value) for d in disagreements(one)} == {
        ("killed given", "12+", "none"), ("injured given", "none", "4"),
    }  # fmt: skip


def test_names_are_the_same_in_any_order_and_case_and_days_by_how_far_apart() -> None:
    one = coded(
        correct("actors", "Dock Union; Red Kite Front", round="pilot"),
        correct("actors", "red kite front; dock union", round="pilot", by="Ben"),
        correct("when", "2011-05-03", round="pilot"),
        correct("when", "2011-05-04", round="pilot", by="Ben"),
        correct("when", "2010-05-03", ATTACK, round="pilot"),
        correct("when", "2010-05-03", ATTACK, round="pilot", by="Ben"),
    )
    fields = {f.field: f for f in fields_of(one)}
    assert fields["actors"].same == 1.0
    assert fields["when"].same == 0.5 and (fields["when"].alpha or 0) > 0.99


def test_what_has_lost_its_words_is_in_no_unit() -> None:
    other = reading(9)
    one = coded(
        decision("accept", SHELLED, round="pilot"), decision("reject", other.events[0], of=other, round="pilot")
    )
    assert [d.about[0].report for d in one.lost] == [other.report.id]
    assert {c.report for c in one.codings} == {ONE.report.id}
