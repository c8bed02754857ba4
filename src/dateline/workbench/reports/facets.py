"""The facets of reports as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dateline.weighing.catalogue import Facets, Value
from dateline.workbench.reports.chosen import label

VALUES = 200  # of one facet


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, as people read it. `within`: the month or year that it is part of."""

    value: str
    label: str
    count: int
    within: str | None = None


@dataclass(frozen=True, slots=True)
class FacetsView:
    """How many reports have each value, each facet counted with its own choice left out."""

    reports: int
    stories: int
    standing: tuple[FacetValue, ...]
    type: tuple[FacetValue, ...]
    status: tuple[FacetValue, ...]
    published: tuple[FacetValue, ...]
    outlet: tuple[FacetValue, ...]
    country: tuple[FacetValue, ...]


def facets_view(found: Facets) -> FacetsView:
    """As the page shows them, what is most frequent or latest first."""

    def said(name: str, values: Iterable[Value]) -> tuple[FacetValue, ...]:
        return tuple(FacetValue(v.value, label(name, v.value), v.reports, v.within) for v in islice(values, VALUES))

    return FacetsView(
        found.reports,
        found.stories,
        said("standing", reversed(found.standing)),
        said("type", sorted(found.type, key=lambda v: -v.reports)),
        said("status", found.status),
        said("published", found.published),
        said("outlet", found.outlet),
        said("country", found.country),
    )
