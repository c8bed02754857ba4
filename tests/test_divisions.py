"""Provinces and districts: what they are called, and that their list is GeoNames' own and no one else's."""

from __future__ import annotations

import pytest

from dateline.reader.lexicon import Lexicons
from dateline.reader.places.divisions import Words, shorter, shown
from dateline.reader.places.shipped import DIVISIONS


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kaduna State", "Kaduna"),
        ("Caerphilly County Borough", "Caerphilly"),
        ("Province of Cebu", "Cebu"),
        ("Provincia dell' Aquila", "Aquila"),
        ("Département de la Sarthe", "Sarthe"),
        ("City and Borough of Leeds", "Leeds"),
        ("County Clare", "Clare"),
        ("Republic of Tyva", "Tyva"),
        ("Helmand", None),
        ("Provincia", None),
        ("State", None),
        ("Countyville", None),
    ],
)
def test_a_name_without_the_word_for_what_it_is(name: str, short: str | None) -> None:
    assert shorter(name) == short


def test_a_province_is_shown_under_its_name_alone_where_that_is_one() -> None:
    assert shown("Borno State", 1) == "Borno"
    assert shown("Northern Province", 1) == "Northern Province"
    assert shown("Free State", 1) == "Free State"
    assert shown("North-Western Province", 1) == "North-Western Province"
    assert shown("Turgovi District", 2) == "Turgovi District"  # a district's town often has the short name
    assert shown("Province of Cebu", 2) == "Cebu"


def test_a_name_with_the_word_that_its_country_uses() -> None:
    words = Words(Lexicons())
    assert words.longer("Poltava", "UKR", 1) == ["Poltava Oblast", "Poltava Province", "Poltava Region"]
    assert words.longer("El Beni", "BOL", 1)[:2] == ["Beni", "Beni Department"]
    assert words.longer("Kaduna State", "NGA", 1) == []


def test_our_own_lists_name_divisions_that_there_are() -> None:
    rows = list(DIVISIONS.rows())
    at = {name: i for i, name in enumerate(DIVISIONS.columns)}
    codes = {(row[at["country"]], ".".join(filter(None, (row[at["admin1"]], row[at["admin2"]])))) for row in rows}
    lexicons = Lexicons()
    assert not {(row["iso3"], row["code"]) for row in lexicons.table("division_names")} - codes
    levels = {(row[at["country"]], row[at["level"]]) for row in rows}
    assert not {(row["iso3"], row["level"]) for row in lexicons.table("division_words")} - levels


def test_levels_are_those_of_geonames_codes() -> None:
    at = {name: i for i, name in enumerate(DIVISIONS.columns)}
    assert "type" not in at  # GeoNames' lists of divisions have no word for what they are; ISO 3166-2 has
    for row in DIVISIONS.rows():
        assert row[at["level"]] == ("2" if row[at["admin2"]] else "1"), row
