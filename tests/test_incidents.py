"""Incidents: which accounts are one happening; the order of the accounts makes no difference."""

from __future__ import annotations

from dateline.weighing.incidents import keys, partition, tie


def test_an_empty_knot_has_no_happenings() -> None:
    assert partition((), {}) == ()
    assert callable(keys) and callable(tie)
