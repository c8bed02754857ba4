"""Derivations: from PLOVER's type and mode and the kinds of the parties to ACLED's and UCDP's categories, by tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.export.lists import rows_of
from dateline.export.parties import HARMED, Party, Sides, main
from dateline.records import Event, EventType


@dataclass(frozen=True, slots=True)
class AcledRule:
    """One row of `acled_types`; an empty condition asks for nothing."""

    rule: str
    type: str
    mode: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    instrument: tuple[str, ...]
    harm: bool
    told_by: tuple[str, ...]
    disorder_type: str
    event_type: str
    sub_event_type: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class UcdpRule:
    """One row of `ucdp_types`."""

    rule: str
    type: str
    side_a: tuple[str, ...]
    side_b: tuple[str, ...]
    type_of_violence: int
    reference: str
    note: str


def acled_rule(event: Event, sides: Sides, words: str = "") -> AcledRule | None:
    """The first rule that fits an event, or None. `words` are those of its trigger."""
    one, other = main(sides.one), main(sides.other)
    harm = any(count.what in HARMED and (count.high or count.best or count.low) for count in event.counts)
    instrument = frozenset(event.instrument.text.lower().split()) if event.instrument else frozenset()
    for rule in acled_rules():
        if (
            rule.type == event.type
            and (not rule.mode or (event.mode or "-") in rule.mode)
            and _fits(one, rule.actor)
            and _fits(other, rule.recipient)
            and (not rule.instrument or not instrument.isdisjoint(rule.instrument))
            and (harm or not rule.harm)
            and (not rule.told_by or not set(words.lower().split()).isdisjoint(rule.told_by))
        ):
            return rule
    return None


def ucdp_rule(event: Event, sides: Sides) -> UcdpRule | None:
    """The first rule that fits an event, or None."""
    one, other = main(sides.one), main(sides.other)
    if event.type is not EventType.ASSAULT or one is None or other is None:
        return None
    return next((rule for rule in ucdp_rules() if one.fits(rule.side_a) and other.fits(rule.side_b)), None)


def _fits(party: Party | None, kinds: tuple[str, ...]) -> bool:
    if not kinds:
        return True
    return "none" in kinds if party is None else party.fits(kinds)


@cache
def acled_rules() -> tuple[AcledRule, ...]:
    """The rules, in the order in which they are tried."""
    return tuple(
        AcledRule(
            row["rule"],
            row["type"],
            tuple(row["mode"].split()),
            tuple(row["actor"].split()),
            tuple(row["recipient"].split()),
            tuple(row["instrument"].split()),
            row["harm"] == "yes",
            tuple(row["told_by"].split()),
            row["disorder_type"],
            row["event_type"],
            row["sub_event_type"],
            row["reference"],
            row["note"],
        )
        for row in rows_of("acled_types")
    )


@cache
def ucdp_rules() -> tuple[UcdpRule, ...]:
    """The rules, in the order in which they are tried."""
    return tuple(
        UcdpRule(
            row["rule"],
            row["type"],
            tuple(row["side_a"].split()),
            tuple(row["side_b"].split()),
            int(row["type_of_violence"]),
            row["reference"],
            row["note"],
        )
        for row in rows_of("ucdp_types")
    )
