"""How an incident stands, as columns: ours, behind the columns of other projects."""

from __future__ import annotations

from dateline.export.columns import Column, Row, one_of
from dateline.export.told import Told
from dateline.records import Level, Stance

COLUMNS = (
    Column("dateline_incident", "string", "Ours: id of the incident.", required=True, pattern=r"^i_\S+$"),
    one_of("dateline_standing", Level, "Ours: how it stands."),
    Column(
        "dateline_voices", "integer", "Ours: how many voices do not rest on each other; 1 where no two corroborate.",
        required=True, least=0,
    ),
    Column("dateline_reports", "integer", "Ours: how many reports tell of it.", required=True, least=1),
    Column("dateline_stories", "integer", "Ours: how many stories these are, copies counted once.", True, least=1),
    Column(
        "dateline_chain", "string",
        "Ours: on whose word; each voice's chain, outermost first with ' > ' between, ';' between voices; the outlets "
        "where it is the reporters' own word.",
    ),
    Column("dateline_disputed", "string", "Ours: which of its fields are disputed, ';' between."),
    Column("dateline_denied_by", "string", "Ours: who denies or doubts it, ';' between."),
)  # fmt: skip


def standing(told: Told) -> Row:
    """The cells of an incident; none of an event."""
    one = told.incident
    if one is None:
        return {}
    return {
        "dateline_incident": one.id,
        "dateline_standing": one.standing,
        "dateline_voices": one.independent,
        "dateline_reports": len(one.reports),
        "dateline_stories": len(one.stories),
        "dateline_chain": ";".join(words.replace(";", ",") for words in told.words),
        "dateline_disputed": ";".join(disputed(told)) or None,
        "dateline_denied_by": ";".join(name.replace(";", ",") for name in denied_by(told)) or None,
    }


def denied_by(told: Told) -> list[str]:
    witnesses = told.incident.witnesses if told.incident else ()
    return [" ".join(w.name.split()) for w in witnesses if w.stance in (Stance.DENIES, Stance.DOUBTS)]


def disputed(told: Told) -> list[str]:
    return [f.name for f in told.incident.fields if f.level is Level.DISPUTED] if told.incident else []


def in_words(told: Told) -> str | None:
    """The same as a sentence, for columns of notes."""
    one = told.incident
    if one is None:
        return None
    fields = f" ({', '.join(disputed(told))})" if disputed(told) else ""
    denied = f"; denied or doubted by {', '.join(denied_by(told))}" if denied_by(told) else ""
    return (
        f"[Standing: {one.standing}{fields}; voices apart: {one.independent}; reports: {len(one.reports)}; stories: "
        f"{len(one.stories)}{denied}; incident {one.id}.]"
    )
