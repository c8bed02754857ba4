"""docs/records.md has every record with its fields, every vocabulary with its values, and none that are not there."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import StrEnum

import pytest

from conftest import ROOT
from dateline import records
from dateline.records import vocabulary

PAGE = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
CLASSES = {name: getattr(records, name) for name in records.__all__ if isinstance(getattr(records, name), type)}
RECORDS = {name: {f.name for f in fields(c)} for name, c in CLASSES.items() if is_dataclass(c)}
VOCABULARIES = {
    name: {str(value) for value in c}
    for name, c in {**vars(vocabulary), **CLASSES}.items()
    if isinstance(c, type) and issubclass(c, StrEnum) and c is not StrEnum
}
EXPECTED = RECORDS | VOCABULARIES


def sections() -> dict[str, list[str]]:
    """Heading -> the first cells of its table."""
    found = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S)
    return {name: re.findall(r"^\| `([^`]+)` \| \S", body, re.M) for name, body in found}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_record_or_vocabulary_is_documented_in_full(name: str) -> None:
    assert name in sections(), f"docs/records.md has no section `{name}`"
    rows = sections()[name]
    assert len(rows) == len(set(rows)), f"docs/records.md has a row of {name} twice"
    assert set(rows) == EXPECTED[name]


def test_nothing_is_documented_that_is_not_there() -> None:
    assert set(sections()) == set(EXPECTED)


def test_the_schema_is_named() -> None:
    assert f"`{records.SCHEMA}`" in PAGE
