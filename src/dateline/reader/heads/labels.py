"""What the heads tell apart: types of incidents, and what a stretch of words is to one."""

from __future__ import annotations

# MUC-4's types of incidents.
INCIDENTS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
# What words are to an incident. All but the last, victims who are not named, are MUC-4's string slots.
SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon", "VictimDesc")
TAGS = 1 + 2 * len(SLOTS)  # tags of a token: no slot; then the first and the further words of each


def first_tag(slot: int) -> int:
    """The tag of the first word of a slot; the next one up is that of its further words."""
    return 1 + 2 * slot
