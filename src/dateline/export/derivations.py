"""Derivations: which rule took each event or incident into a profile, or why it was left out."""

from __future__ import annotations

from dateline.export.columns import Column, Row, one_of
from dateline.export.told import Told
from dateline.records import EventType, Status

NOT_SAID_TO_HAVE_HAPPENED = "not said to have happened"
WITHDRAWN = "every account of it has been taken back"
INCIDENT = Column(
    "incident",
    "string",
    "The incident's id; the columns of its event are those of the account that tells most.",
    required=True,
)
COLUMNS = (
    Column("event", "string", "The event's id in the ledger.", required=True),
    Column("report", "string", "The report's id.", required=True),
    one_of("status", Status, "What the words say of its reality."),
    one_of("type", EventType, "PLOVER's type."),
    Column("mode", "string", "PLOVER's mode."),
    Column("taken", "boolean", "Whether the profile's table has a row of it.", required=True),
    Column("rule", "string", "The rule that gave its categories (`dateline codebook TYPE` lists them)."),
    Column("reference", "string", "Where the other project's codebook says it."),
    Column("left_out", "string", "Why it was left out."),
    Column("sentence", "string", "The sentence that tells of it.", required=True),
)


def derivation(one: Told, *, left_out: str | None = None, rule: str | None = None, reference: str | None = None) -> Row:
    """The row of one event or incident; it was taken where nothing says why it was left out."""
    return {
        **({"incident": one.id} if one.incident else {}),
        "event": one.event.id,
        "report": one.source.reading.report.id,
        "status": one.event.status,
        "type": one.event.type,
        "mode": one.event.mode,
        "taken": left_out is None,
        "rule": rule,
        "reference": reference,
        "left_out": left_out,
        "sentence": one.sentence,
    }
