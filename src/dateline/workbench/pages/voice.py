"""A voice: everything it said, over time, where it was the only one, who bore it out and who contradicted it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Figure, Quotation, Span
from dateline.weighing.standing.fields import shown
from dateline.weighing.weigher.bearing import Bearing, Contradiction
from dateline.weighing.weigher.saying import SaidRow
from dateline.weighing.weigher.sides import Word
from dateline.weighing.weigher.voice import Beside, Voice
from dateline.workbench.ask import Ask
from dateline.workbench.drawings.over_time import OverTime, over_time
from dateline.workbench.drawings.shares import Shares, shares
from dateline.workbench.links import voice_key, voice_path
from dateline.workbench.page import Page
from dateline.workbench.parameters import Parameter
from dateline.workbench.problems import found

FILTERS = ("stance", "outlet", "since", "until")
SHOWS = ("claims", "incidents", "figures")
PARTS = {
    "alone": "where it is the only voice", "borne_out": "where another bears it out", "disputed": "in dispute",
    "denies": "where it denies", "none": "of no incident",
}  # fmt: skip
INCIDENTS = 20  # shown at a time


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that claims or incidents can be chosen by, and how many have it (null where that is not counted)."""

    value: str
    label: str
    count: int | None
    on: bool
    href: str


@dataclass(frozen=True, slots=True)
class Link:
    """A voice or an outlet beside this one."""

    name: str
    href: str
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim: `href` leads to its words in the report, `incident_href` to the incident it tells of."""

    said: SaidRow
    href: str
    incident_href: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report, and where they stand."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Speaks:
    """A voice of an incident, with its words there."""

    name: str
    href: str
    stance: str
    apart: bool
    first: str | None
    words: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """What cannot hold beside its word, in both sides' words."""

    field: str
    why: str
    own: Quoted
    other_voice: str
    other: Quoted


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that it gave: `became` says what came of it, "" where it stands."""

    what: str
    figure: str
    published: str | None
    outlet: str | None
    became: str
    words: Quoted


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident that rests on its word. `bear_out` are voices that say the same and do not rest on it."""

    id: str
    title: str
    href: str
    standing: str
    published: str | None
    alone: bool
    borne_out: bool
    denies: bool
    disputed: bool
    own: Speaks
    bear_out: tuple[Speaks, ...]
    others: tuple[Speaks, ...]
    more_others: int
    against: tuple[Against, ...]
    figures: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A voice. `show` says which list is given: `claims` (all that it said, as chosen), `incidents` that rest on its
    word, or `figures` of its own that were replaced or withdrawn. `chosen` counts the claims that are chosen."""

    voice: Voice
    note: str
    drawing: OverTime
    shares: Shares
    show: str
    shows: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    stances: tuple[Choice, ...]
    outlets: tuple[Link, ...]
    relays: tuple[Link, ...]
    passes_on: tuple[Link, ...]
    claims: tuple[ClaimLine, ...]
    incidents: tuple[IncidentLine, ...]
    more: bool


def voice(ask: Ask) -> VoiceView:
    """Everything that a voice said, and what it did in incidents."""
    key, weigher = voice_key(ask.path["id"]), ask.desk.weigher()
    show, part = _show(ask)
    wanted = ask.filter(FILTERS)
    with found():
        one = weigher.voice(key, wanted)
    if one.did.incidents and not one.claims and not any(ask.one(name) for name in ("show", *FILTERS)):
        show = "incidents"  # an outlet may be heard in its reporters' own voice alone
    claims: tuple[ClaimLine, ...] = ()
    incidents: tuple[IncidentLine, ...] = ()
    limit = ask.limit if show == "claims" else min(ask.limit, INCIDENTS)
    window = {"limit": limit + 1, "offset": ask.offset}
    if show == "claims":
        said = list(weigher.said(key, ask.filter(FILTERS, **window), part))
        claims = tuple(_claim(ask, row) for row in said[:limit])
        more = len(said) > limit
    else:
        held = list(weigher.bearings(key, ask.filter((), **window), part if show == "incidents" else "replaced"))
        incidents = tuple(_incident(ask, each) for each in held[:limit])
        more = len(held) > limit
    did = one.did
    return VoiceView(
        voice=one,
        note=_note(one),
        drawing=over_time(one.over_time),
        shares=shares(did.incidents, did.alone, did.borne_out, did.disputed),
        show=show,
        shows=tuple(_shows(ask, one, show)),
        parts=tuple(_parts(ask, one, show, part)),
        stances=tuple(_stances(ask, one)),
        outlets=tuple(Link(b.name, ask.here(outlet=b.name, show=None), b.claims) for b in one.outlets if b.name),
        relays=tuple(_link(ask, b) for b in one.relays),
        passes_on=tuple(_link(ask, b) for b in one.passes_on),
        claims=claims,
        incidents=incidents,
        more=more,
    )


def rows(ask: Ask) -> Iterator[SaidRow]:
    """All its claims that are chosen."""
    key, weigher = voice_key(ask.path["id"]), ask.desk.weigher()
    with found():
        weigher.voice(key, ask.filter(()))  # that there is none of this key is to be said, not shown as no rows
    yield from weigher.said(key, ask.filter(FILTERS), ask.one("part") or None)


def _show(ask: Ask) -> tuple[str, str | None]:
    show, part = ask.known("show", SHOWS, "claims"), ask.known("part", PARTS) or None
    return show, None if show != "claims" and part == "none" else part


def _note(one: Voice) -> str:
    if not one.named:
        return (
            f"These are many, not one: whoever reports call “{one.name}” without a name. "
            "That two of them are the same person cannot be told, and is not."
        )
    if one.kind == "person":
        return "Everybody whom reports call by this name. Dateline keeps what was published, and follows no person."
    return ""


def _shows(ask: Ask, one: Voice, show: str) -> Iterator[Choice]:
    counts = {"claims": one.claims, "incidents": one.did.incidents, "figures": one.did.replaced}
    labels = {"claims": "What it said", "incidents": "In incidents", "figures": "Figures that did not last"}
    for value in SHOWS:
        href = ask.here(show=None if value == "claims" and one.claims else value, part=None)
        yield Choice(value, labels[value], counts[value], value == show, href)


def _parts(ask: Ask, one: Voice, show: str, part: str | None) -> Iterator[Choice]:
    """How it stands in the incidents; of claims it is not counted."""
    if show == "figures":
        return
    for value, label in PARTS.items():
        if value == "none" and show == "incidents":
            continue
        count = getattr(one.did, value) if show == "incidents" else None
        on = value == part
        yield Choice(value, label, count, on, ask.here(part=None if on else value))


def _stances(ask: Ask, one: Voice) -> Iterator[Choice]:
    chosen = ask.all("stance")
    for stance, count in one.stances:
        on = stance in chosen
        rest = [s for s in chosen if s != stance]
        yield Choice(stance, stance, count, on, ask.here(stance=rest if on else [*rest, stance], show=None))


def _link(ask: Ask, beside: Beside) -> Link:
    return Link(beside.name, ask.href(voice_path(beside.key)), beside.claims)


def _claim(ask: Ask, row: SaidRow) -> ClaimLine:
    href = ask.words(row.report, Span(row.start, row.end))
    return ClaimLine(row, href, ask.href(f"/incidents/{row.incident}") if row.incident else None)


def _quoted(ask: Ask, quotation: Quotation) -> Quoted:
    return Quoted(quotation.words, ask.words(quotation.report, quotation.span))


def _speaks(ask: Ask, word: Word) -> Speaks:
    words = tuple(_quoted(ask, q) for q in word.quotations)
    return Speaks(word.name, ask.href(voice_path(word.key)), str(word.stance), word.apart, word.first, words)


def _against(ask: Ask, one: Contradiction) -> Against:
    return Against(one.field, one.why, _quoted(ask, one.own), one.other_voice, _quoted(ask, one.other))


def _incident(ask: Ask, one: Bearing) -> IncidentLine:
    bear_out = [word for word in one.others if one.borne_out and word.apart]
    others = [word for word in one.others if word not in bear_out]
    return IncidentLine(
        id=one.incident,
        title=one.title,
        href=ask.href(f"/incidents/{one.incident}"),
        standing=one.standing,
        published=one.published,
        alone=one.alone,
        borne_out=one.borne_out,
        denies=one.denies,
        disputed=one.disputed,
        own=_speaks(ask, one.own),
        bear_out=tuple(_speaks(ask, word) for word in bear_out),
        others=tuple(_speaks(ask, word) for word in others),
        more_others=one.more,
        against=tuple(_against(ask, each) for each in one.contradictions),
        figures=tuple(_figure(ask, f) for f in sorted((*one.figures, *one.given), key=_when)),
    )


def _when(figure: Figure) -> tuple[str, Span]:
    return (figure.published or "", figure.quotation.span)


def _figure(ask: Ask, one: Figure) -> FigureLine:
    became = "withdrawn" if one.withdrawn else "replaced by a later figure" if one.replaced else ""
    figure = shown(one.low, one.best, one.high)
    return FigureLine(str(one.what), figure, one.published, one.outlet, became, _quoted(ask, one.quotation))


ASKS = (
    *FILTERS,
    Parameter("show", "What the page shows.", SHOWS),
    Parameter("part", "Only some of its incidents or claims.", tuple(PARTS)),
)
PAGES = (Page("/voices/{id}", "voice.html.j2", voice, rows=rows, asks=ASKS),)
