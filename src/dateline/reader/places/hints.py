"""Hints: what a report's page says of the country it is from, whatever its words say."""

from __future__ import annotations

from urllib.parse import urlsplit

from dateline.reader.places.countries import Countries
from dateline.records import Report

# Parts of a host that are sold to anyone, whatever country they stand for.
_SOLD = frozenset("ac ag ai am cc co fm gg io la ly me mu nu sc sh st tk to tv vc vg ws".split())
_AMERICAN = frozenset({"gov", "mil", "edu"})
WEIGHT = 1.0


def host_country(report: Report, countries: Countries) -> dict[str, float]:
    """The weight of the country that the last part of the page's host stands for (".uk", ".gov"); else empty."""
    try:
        host = urlsplit(report.url or "").hostname or ""
    except ValueError:  # a malformed address says nothing
        return {}
    last = host.rpartition(".")[2]
    if last in _AMERICAN:
        return {"USA": WEIGHT}
    if len(last) != 2 or last in _SOLD:
        return {}
    iso2 = "GB" if last == "uk" else last.upper()
    code = countries.by_alpha2.get(iso2)
    return {code: WEIGHT} if code else {}
