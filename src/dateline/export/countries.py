"""Countries: what UCDP and ACLED call the countries of ISO 3166, and their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.export.lists import rows_of


@dataclass(frozen=True, slots=True)
class Country:
    """One country. `gw` is its number in Gleditsch and Ward's list, `iso` in ISO 3166; "" is no name known."""

    iso3: str
    iso: int
    gw: int | None
    ucdp: str
    ucdp_region: str
    acled: str
    acled_region: str


def country(iso3: str | None) -> Country | None:
    """The country of an ISO 3166 alpha-3 code; None for a code that is not listed."""
    return _countries().get(iso3 or "")


@cache
def _countries() -> dict[str, Country]:
    return {
        row["iso3"]: Country(
            row["iso3"],
            int(row["iso"]),
            int(row["gw"]) if row["gw"] else None,
            row["ucdp"],
            row["ucdp_region"],
            row["acled"],
            row["acled_region"],
        )
        for row in rows_of("countries")
    }
