"""How many died and were hurt in an incident, as the answer key says it, where it says it without doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.bench.templates.notation import alternatives

EFFECTS = {"killed": "death", "injured": "injury"}  # of an answer's keys -> of the key's `victim_effect`


def toll(full: Mapping[str, Any], effect: str) -> int | None:
    """The number of victims of an effect, or None where the key leaves it open.

    It is open where no effects are given, where one in question is a choice, optional or of an inexact number, and
    where a group stands beside a named person, who may be one of the group.
    """
    effects, numbers = full.get("victim_effect") or [], full.get("victim_number") or []
    if not effects:
        return None
    suffered = []
    for each in effects:
        choices = alternatives(each["value"])
        if effect in choices and (each["optional"] or len(choices) > 1):
            return None
        if choices == [effect]:
            suffered.append(each)
    total = full.get("victim_total")
    if total and len(suffered) == len(effects) >= len(numbers):
        return int(total) if total.isdigit() else None
    names = {name for victim in full.get("victim_name") or [] for name in victim["mentions"]}
    summed = largest = 0
    is_named = False
    for each in suffered:
        of = set(each["of"])
        found = [n["value"] for n in numbers if of & set(n["of"])]
        if len(found) != 1 or not found[0].isdigit():
            return None
        number = int(found[0])
        summed, largest = summed + number, max(largest, number)
        is_named = is_named or (number == 1 and bool(of & names))
    return None if is_named and largest > 1 else summed
