"""How far the coders of a round agree, field by field, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.weighing.decided.agreement.alpha import Scale, agreement, alpha
from dateline.weighing.decided.agreement.coding import GIVEN, KEPT, Coding, Round, scale_of
from dateline.weighing.decided.fields import FIELDS

ORDER = [KEPT, *(name for fields in FIELDS.values() for field in fields for name in (field + GIVEN, field))]


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far coders agree on a field.

    `units` are the records that two or more gave it a value; `same` the share of pairs of values that are the same.
    `alpha` is empty where all values are the same: there is nothing that chance could have made agree.
    """

    field: str
    scale: Scale
    units: int
    same: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two coders' values of one field of one record, with the words that each stands on and why."""

    record: str
    report: str
    field: str
    first: str
    first_value: str
    first_quotation: str
    first_reason: str
    second: str
    second_value: str
    second_quotation: str
    second_reason: str


def fields_of(coded: Round) -> Iterator[FieldAgreement]:
    """The agreement on each field that two coders gave one record a value of."""
    by_field: dict[str, dict[str, list[Coding]]] = {}
    for coding in coded.codings:
        by_field.setdefault(coding.field, {}).setdefault(coding.record, []).append(coding)
    for field in sorted(by_field, key=ORDER.index):
        units = [[c.value for c in codings] for codings in by_field[field].values() if len(codings) > 1]
        if not units or (field.endswith(GIVEN) and not any(any(unit) for unit in units)):
            continue  # nobody gives such a figure
        yield FieldAgreement(field, scale_of(field), len(units), agreement(units), alpha(units, scale_of(field)))


def disagreements(coded: Round) -> Iterator[Disagreement]:
    """Each pair of values that are not the same, by record and field."""
    units: dict[tuple[str, str, int], list[Coding]] = {}
    for coding in coded.codings:
        units.setdefault((coding.report, coding.record, ORDER.index(coding.field)), []).append(coding)
    for key in sorted(units):
        yield from _pairs(units[key])


def _pairs(codings: Iterable[Coding]) -> Iterator[Disagreement]:
    in_order = sorted(codings, key=lambda c: c.coder)
    for i, a in enumerate(in_order):
        for b in in_order[i + 1 :]:
            if a.value != b.value:
                yield Disagreement(
                    a.record, a.report, a.field, a.coder, a.shown, a.quotation, a.reason,
                    b.coder, b.shown, b.quotation, b.reason,
                )  # fmt: skip
