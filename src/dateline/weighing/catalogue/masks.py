"""From a choice to the readings it chooses: one mask for each thing said, so that facets can leave their own out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dateline.ledger.filters import UNDATED, Filter, after, choices, first_day, last_day
from dateline.weighing.catalogue.columns import NONE, STATUSES, TYPES, Coded, Countries, Mask


def of_outlets(outlets: Coded, wanted: Filter) -> Mask:
    asked = {name.casefold() for name in choices(wanted.outlet)}
    return outlets.any_of(i for i, name in enumerate(outlets.names) if name.casefold() in asked)


def of_days(published: Coded, wanted: Filter) -> Mask:
    """Whose date begins with one of the days, months or years asked for."""
    asked = choices(wanted.published)
    begun = tuple(day for day in asked if day != UNDATED)
    codes = [i for i, day in enumerate(published.names) if begun and day.startswith(begun)]
    return published.any_of([*codes, *([NONE] if UNDATED in asked else [])])


def of_span(published: Coded, since: object, until: object) -> Mask:
    """Published on some day of a span; a report dated only by its month or year may have been."""
    first, last = first_day("since", since), last_day("until", until)  # type: ignore[arg-type]

    def inside(day: str) -> bool:
        late = first is None or day >= first or day in (first[:7], first[:4])
        return late and (last is None or day < after(last))

    return published.any_of(i for i, day in enumerate(published.names) if inside(day))


def known_by(published: Coded, day: str) -> Mask:
    """Published on that day or before, for certain: what is dated by its month or year, when that was over."""
    next_day = after(day)
    still_open = {part for part in (day[:7], day[:4]) if next_day.startswith(part)}
    return published.any_of(i for i, one in enumerate(published.names) if one < next_day and one not in still_open)


def of_countries(countries: Countries, readings: int, asked: Iterable[str]) -> Mask:
    names = {name.upper() for name in asked}
    coded = countries.countries
    found = np.zeros(readings, np.bool_)
    found[countries.readings[coded.any_of(i for i, name in enumerate(coded.names) if name in names)]] = True
    return found


def codes_of(asked: Iterable[str], names: tuple[str, ...]) -> list[int]:
    """The codes of values, whatever their case."""
    wanted = {value.lower() for value in asked}
    return [i for i, name in enumerate(names) if name.lower() in wanted]


def types_of(wanted: Filter) -> list[int]:
    return codes_of(choices(wanted.type), TYPES)


def statuses_of(wanted: Filter) -> list[int]:
    return codes_of(choices(wanted.status), STATUSES)
