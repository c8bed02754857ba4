"""What pages and lists can be asked with: each parameter of an address, said once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import EventType, Level, Stance, Status


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address. `says` tells what it chooses; `values` what it may be, where that is a short list.

    `kind` is JSON Schema's; `many` where it may be given more than once: any of the values, then.
    """

    name: str
    says: str
    values: tuple[str, ...] = ()
    kind: str = "string"
    many: bool = False


DAY = "A day (2025-03-04), a month (2025-03) or a year."
COMMON = (
    Parameter("outlet", "The outlet of the report.", many=True),
    Parameter("report", "The id of a report, or the beginning of one."),
    Parameter("text", "Words that the report has: full text search."),
    Parameter("published_since", f"Published on that day or later. {DAY}"),
    Parameter("published_until", f"Published on that day or before. {DAY}"),
    Parameter("since", f"Happened (of reports and claims: published) on that day or later. {DAY}"),
    Parameter("until", f"Happened (of reports and claims: published) on that day or before. {DAY}"),
    Parameter("voice", "Words of the name of a voice, anywhere in a chain of voices."),
    Parameter("named", "Is the voice that speaks named?", kind="boolean"),
    Parameter("stance", "How the voice stands to what it says.", tuple(map(str, Stance)), many=True),
    Parameter("type", "The type of event (PLOVER's).", tuple(map(str, EventType)), many=True),
    Parameter("mode", "The mode of event (PLOVER's).", many=True),
    Parameter("status", "What the words say of its reality.", tuple(map(str, Status)), many=True),
    Parameter("country", "ISO 3166 alpha-3, of the place or of one of the actors.", many=True),
    Parameter("place", "Words of the name of the place or its province."),
    Parameter("actor", "Words of the name of an actor or recipient."),
    Parameter("made_by", "A layer of the reader (events), or a version of it (events@1)."),
    Parameter("sure_from", "The least confidence, from 0 to 1.", kind="number"),
    Parameter("sure_to", "The most confidence, from 0 to 1.", kind="number"),
    Parameter("level", "How it stands.", tuple(map(str, Level)), many=True),
    Parameter("standing", "How it stands.", tuple(map(str, Level)), many=True),
)
CLOCKS = (
    Parameter("known_by", f"As known on that day: only what was published by then. {DAY}"),
    Parameter("recorded_by", f"As recorded here by that day or moment (UTC). {DAY}"),
)
WINDOW = (
    Parameter("limit", "How many rows, 500 at most (50).", kind="integer"),
    Parameter("offset", "How many rows to leave out before the first.", kind="integer"),
)
_COMMON = {one.name: one for one in COMMON}


def described(asks: Iterable[str | Parameter]) -> tuple[Parameter, ...]:
    """Parameters by their names, where many pages know them, or as a page says itself."""
    return tuple(_COMMON[one] if isinstance(one, str) else one for one in asks)
