"""Stories: reports that are copies of one another, and the notices by which an outlet takes words back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.span import Span


class CopyKind(StrEnum):
    """How two reports are copies of one another."""

    EXACT = "exact"  # the same words
    REPRINT = "reprint"  # the same but for a few words, a headline, a credit
    REWRITE = "rewrite"  # lightly rewritten
    EXCERPT = "excerpt"  # one stands in the other, which adds or leaves out paragraphs
    CREDIT = "credit"  # one names the other's agency as its source and tells the same in its words


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports found to be copies. `score` is 0 to 1; `shared` are words that stand in both, as evidence."""

    first: str
    second: str
    kind: CopyKind
    score: float
    shared: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that are copies of one another; a report without copies is a story of its own.

    `origin` is the earliest known text, `agency` who is credited with it. `id` is the origin's id with another letter.
    """

    id: str
    origin: str
    agency: str | None
    reports: tuple[str, ...]
    copies: tuple[Copy, ...] = ()


class NoticeKind(StrEnum):
    """What an outlet says of its own earlier words."""

    CORRECTION = "correction"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class Notice:
    """An outlet's correction or retraction of what it (`outlet`) published before.

    `span` are the words of the notice; `whole` says that the whole earlier report is withdrawn. `wrong` are the words
    or the figure taken back and `right` what stands in their place, where the notice says so; `refers` is the day of
    the earlier report, ISO, where it says that.
    """

    kind: NoticeKind
    span: Span
    whole: bool = False
    wrong: str | None = None
    right: str | None = None
    refers: str | None = None
