"""Sites: what kind of spot within a place was attacked, seized, blocked or closed: a market, a school, a checkpoint."""

from __future__ import annotations

from functools import cache

from dateline.weighing.likeness.words import stem, words
from dateline.weighing.lists import table


@cache
def _sites() -> dict[str, str]:
    return {stem(row["term"]): row["site"] for row in table("incident_sites")}


def sites_of(text: str) -> frozenset[str]:
    """The sites that a text names."""
    sites = _sites()
    return frozenset(sites[word.stem] for word in words(text) if word.stem in sites)
