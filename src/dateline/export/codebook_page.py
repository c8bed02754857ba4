"""The codebook as Markdown: a section for each type, with its modes, examples and derivations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.export.codebook import Entry, codebook, contexts
from dateline.export.derive import AcledRule, UcdpRule

CONTEXTS = (
    "What an event is about beside its type. An event of any type can have several, each with the words of its own "
    "sentence that say so."
)


def codebook_page() -> str:
    """All sixteen types, in the order of PLOVER's manual, and its contexts."""
    return "\n\n".join((*(_section(entry) for entry in codebook().values()), _contexts()))


def _contexts() -> str:
    rows = ((f"`{one.context}`", one.definition, one.reference.rpartition(", ")[2]) for one in contexts())
    return f"### Contexts\n\n{CONTEXTS}\n\n{_table(('context', 'what it is about', 'manual'), rows)}"


def conditions(rule: AcledRule) -> tuple[str, str, str]:
    """Mode, who and to whom in words; what an empty cell asks for is nothing."""
    further = [f"with a {rule.instrument[0]}"] if rule.instrument else []
    further += ["somebody harmed"] if rule.harm else []
    further += [f"told by: {', '.join(rule.told_by)}"] if rule.told_by else []
    whom = "; ".join(part for part in (listed(rule.recipient), *further) if part)
    return listed(rule.mode), listed(rule.actor), whom


def cited(rule: AcledRule | UcdpRule) -> str:
    """Where the codebook says it, and what else there is to say."""
    return f"{rule.reference}. {rule.note}".rstrip()


def listed(words: Sequence[str]) -> str:
    return ", ".join("none" if word == "-" else word for word in words)


def _section(entry: Entry) -> str:
    parts = [
        f"### {entry.type}",
        f"{entry.definition} {entry.borders}",
        f"Class: {entry.quad_name} ({entry.quad}). Score: {entry.score:+.1f}. {entry.reference}.",
    ]
    if entry.modes:
        parts.append(_table(("mode", "what it is"), ((f"`{mode.name}`", mode.definition) for mode in entry.modes)))
    parts.append("\n".join(f"* {e.sentence}" + (f" (`{e.mode}`)" if e.mode else "") for e in entry.examples))
    if entry.acled:
        rules = ((r.rule, *conditions(r), f"{r.event_type}: {r.sub_event_type}", cited(r)) for r in entry.acled)
        parts.append(_table(("ACLED", "mode", "who", "to whom", "becomes", "reference"), rules))
    if entry.ucdp:
        violence = ((r.rule, listed(r.side_a), listed(r.side_b), str(r.type_of_violence), cited(r)) for r in entry.ucdp)
        parts.append(_table(("UCDP", "side", "other side", "type of violence", "reference"), violence))
    if not (entry.acled or entry.ucdp):
        parts.append("Neither ACLED nor UCDP GED has events of this type.")
    return "\n\n".join(parts)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
