"""Intake: bytes to reports, or refusals that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.intake import Arrival, IntakeError, Options, Refusal, read_bytes


def one(data: bytes, name: str, **options: object) -> Arrival | Refusal:
    return next(read_bytes(data, name, Options(**options)))  # type: ignore[arg-type]


def test_text_is_verbatim() -> None:
    arrival = one("\ufeffVelmora – one\r\ntwo\0".encode(), "a.txt")
    assert isinstance(arrival, Arrival)
    assert arrival.report.text == "Velmora – one\r\ntwo\ufffd"


def test_an_option_that_cannot_be_used_is_named() -> None:
    with pytest.raises(IntakeError, match="2 March 2008"):
        Options(published="2 March 2008")
    assert Path
