"""Decisions: what persons accept, correct, reject, merge and split, and what that makes of a reading."""

from dateline.weighing.decided.anchors import anchor_of, attach
from dateline.weighing.decided.apply import Applied, apply, attacher
from dateline.weighing.decided.bonds import bonds
from dateline.weighing.decided.fields import FIELDS, value_of, values_of
from dateline.weighing.decided.marks import marks
from dateline.weighing.decided.undone import in_force
from dateline.weighing.decided.values import shown, value_for

__all__ = [
    "FIELDS",
    "Applied",
    "anchor_of",
    "apply",
    "attach",
    "attacher",
    "bonds",
    "in_force",
    "marks",
    "shown",
    "value_for",
    "value_of",
    "values_of",
]
