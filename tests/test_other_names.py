"""A name is found under the other names of the same body, province or town."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.ledger import Filter, Ledger, LedgerError, names
from dateline.reader import Reader
from exported import JUNE
from invented import raw_of, reading


def test_other_names_of_a_body_or_a_province_will_do(tmp_path: Path) -> None:
    one = reading(1)
    actors = (replace(one.actors[0], name="Rapid Support Forces"), *one.actors[1:])
    places = (replace(one.places[0], name="Kutum", admin1="Northern Darfur"),)
    voices = tuple(replace(v, name="UNHCR") if v.name == "officials" else v for v in one.voices)
    with Ledger.open(tmp_path / "names.db") as book:
        book.add(replace(one, actors=actors, places=places, voices=voices), raw_of(one), JUNE)
        for asked in ({"actor": "RSF"}, {"actor": "rapid support forces"}, {"voice": "UNHCR"}):
            assert len(list(book.events(Filter(**asked)))) == 1, asked  # type: ignore[arg-type]
        assert not list(book.events(Filter(actor="SAF")))
        with pytest.raises(LedgerError, match="at least one word"):
            list(book.events(Filter(actor="...")))


def test_a_place_is_found_by_what_the_gazetteer_calls_it(reader: Reader) -> None:
    assert names.of_place("North Darfur") == ("North Darfur", "Northern Darfur")
    assert names.of_place("Nowhere at all, not even here") == ("Nowhere at all, not even here",)
