"""What reports are chosen by: a filter, and how the incidents stand that hold their events."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.ledger import Filter, LedgerError
from dateline.records import Level

# What is said of claims and of how sure a record is: reports have none of it.
REFUSED = ("voice", "named", "stance", "made_by", "sure_from", "sure_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter of reports, and the levels of standing of which one must be that of an incident.

    type, mode, status, actor and standing are of one event: a report of a denied assault in a disputed incident.
    """

    filter: Filter = field(default_factory=Filter)
    standing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.filter.refuse("reports", REFUSED)
        known = tuple(map(str, Level))
        for level in self.standing:
            if level not in known:
                raise LedgerError(f"There is no standing {level!r}. Choose from {', '.join(known)}.")
