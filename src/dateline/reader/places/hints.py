"""Hints: what a report says of the country it is from without naming a place there."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places.countries import Countries, countries
from dateline.records import Report

# Parts of a host that are sold to anyone, whatever country they stand for.
_SOLD = frozenset("ac ag ai am cc co fm gg io la ly me mu nu sc sh st tk to tv vc vg ws".split())
_AMERICAN = frozenset({"gov", "mil", "edu"})
HOST, CUE, MOST = 3.0, 0.4, 2.0


class Cues:
    """Weights of countries, by the words of public life in a report and by the host of its page."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.countries: Countries = countries(lexicons)
        words: defaultdict[str, list[str]] = defaultdict(list)
        for row in lexicons.table("country_cues"):
            words[row["term"]].append(row["iso3"])
        self.words = dict(words)

    def __call__(self, report: Report, parse: Parse) -> dict[str, float]:
        """The weight of each country that anything speaks for."""
        weights: defaultdict[str, float] = defaultdict(float)
        for word in sorted(self.words.keys() & set(parse.lower)):
            for code in self.words[word]:
                weights[code] += CUE / len(self.words[word])
        out = {code: min(MOST, weight) for code, weight in weights.items()}
        host = self.host(report)
        if host:
            out[host] = out.get(host, 0.0) + HOST
        return out

    def host(self, report: Report) -> str | None:
        """The country that the last part of the page's host stands for (".uk", ".gov"), or None."""
        try:
            last = (urlsplit(report.url or "").hostname or "").rpartition(".")[2]
        except ValueError:  # a malformed address says nothing
            return None
        if last in _AMERICAN:
            return "USA"
        if len(last) != 2 or last in _SOLD:
            return None
        return self.countries.by_alpha2.get("GB" if last == "uk" else last.upper())
