"""Voices: who is heard in the ledger, how often alone, how often borne out, how often in dispute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ledger import LedgerError
from dateline.records import VoiceKind
from dateline.weighing.weigher.hearing import ORDERS, VoiceRow
from dateline.workbench.ask import Ask
from dateline.workbench.choice import Choice
from dateline.workbench.drawings.shares import Shares, shares
from dateline.workbench.links import voice_path
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter

SORTS = {
    "incidents": "most incidents", "claims": "most claims", "alone": "most often alone",
    "borne_out": "most often borne out", "disputed": "most often disputed", "denies": "most denials", "name": "name",
}  # fmt: skip
NAMED = {"yes": "named", "no": "not named"}
MOST_ASKED = 200  # characters of a name that is looked for


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the rows."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A voice of the table: what it did in incidents, and how many claims it speaks (null as of another day)."""

    key: str
    href: str
    name: str
    kind: str
    named: bool
    incidents: int
    claims: int | None
    alone: int
    borne_out: int
    denies: int
    disputed: int
    shares: Shares


@dataclass(frozen=True, slots=True)
class VoicesView:
    """Voices, as chosen. `total` counts all that are (null as of another day); `more`: there are rows behind these."""

    voices: tuple[VoiceLine, ...]
    total: int | None
    more: bool
    kinds: tuple[Choice, ...]
    named: tuple[Choice, ...]
    sorts: tuple[Sort, ...]
    by: str
    name: str
    anywhere: bool


def voices(ask: Ask) -> VoicesView:
    """Voices over all incidents: each with how often it was alone, borne out by another, denying, in dispute."""
    which = _which(ask)
    wanted = ask.filter((), limit=ask.limit + 1, offset=ask.offset)
    found = list(ask.desk.weigher().voices(wanted, **which))
    counts = {} if ask.clocks else ask.desk.weigher().voice_kinds(**which)
    every = {} if ask.clocks else ask.desk.weigher().voice_kinds(**{**which, "kind": (), "named": None})
    by_kind = {kind: sum(n for (of, _), n in every.items() if of == kind) for kind in VoiceKind}
    by_name = {said: sum(n for (_, named), n in every.items() if named == (said == "yes")) for said in NAMED}
    return VoicesView(
        voices=tuple(_line(ask, row) for row in found[: ask.limit]),
        total=None if ask.clocks else sum(counts.values()),
        more=len(found) > ask.limit,
        kinds=tuple(Choice(kind, kind, n) for kind, n in by_kind.items() if n or kind in ask.all("kind")),
        named=tuple(Choice(said, NAMED[said], n) for said, n in by_name.items() if n or ask.one("named") == said),
        sorts=tuple(Sort(value, label) for value, label in SORTS.items()),
        by=str(which["by"]),
        name=str(which["name"]),
        anywhere=bool(which["anywhere"]),
    )


def rows(ask: Ask) -> Iterator[VoiceRow]:
    """All voices that are chosen."""
    yield from ask.desk.weigher().voices(ask.filter(()), **_which(ask))


def _which(ask: Ask) -> dict[str, object]:
    by, named = ask.known("by", ORDERS, "incidents"), bool(ask.one("named"))
    kinds = ask.all("kind")
    if unknown := [kind for kind in kinds if kind not in set(VoiceKind)]:
        raise LedgerError(f"kind is one of {', '.join(VoiceKind)}, not {unknown[0]!r}.")
    return {
        "name": ask.one("name")[:MOST_ASKED],
        "kind": kinds,
        "named": ask.flag("named") if named else None,
        "by": by,
        "anywhere": ask.flag("anywhere"),
    }


def _line(ask: Ask, row: VoiceRow) -> VoiceLine:
    return VoiceLine(
        key=row.key,
        href=ask.href(voice_path(row.key)),
        name=row.name,
        kind=row.kind,
        named=row.named,
        incidents=row.incidents,
        claims=row.claims,
        alone=row.alone,
        borne_out=row.borne_out,
        denies=row.denies,
        disputed=row.disputed,
        shares=shares(row.incidents, row.alone, row.borne_out, row.disputed),
    )


ASKS = (
    "named",
    Parameter("name", "Words of the name of a voice, or of its key."),
    Parameter("anywhere", "Also voices that are heard in no incident.", kind="boolean"),
    Parameter("kind", "What kind of voice it is.", tuple(map(str, VoiceKind)), many=True),
    Parameter("by", "What the voices are ordered by, the most first.", ORDERS),
)
PAGES = (Page("/voices", "voices.html.j2", voices, rows=rows, asks=ASKS),)
