"""`import dateline`: what a program has of it."""

from __future__ import annotations

from datetime import date

import pytest

import dateline

TEXT = "A bomb exploded at a market in Mufumbwe on Tuesday, police said."


def test_a_date_may_be_a_date() -> None:
    as_text, as_date = (dateline.read(TEXT, published=day) for day in ("2025-03-05", date(2025, 3, 5)))
    assert as_text == as_date
    assert as_text.report.published == "2025-03-05" and as_text.report.published_from == "option"
    assert dateline.read(TEXT).report.published is None


@pytest.mark.parametrize("published", ["yesterday", "5 March 2025", "05/03/2025", "2025-02-30"])
def test_another_form_of_date_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="Write an ISO date"):
        dateline.read(TEXT, published=published)


def test_everything_named_is_there() -> None:
    assert all(getattr(dateline, name) for name in dateline.__all__)
    with pytest.raises(AttributeError):
        dateline.nothing  # noqa: B018
