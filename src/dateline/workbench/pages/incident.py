"""An incident: what is agreed of it and what is not, on whose word, and every word that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from dateline.export.pack import Pack, Tied, gather, page, why
from dateline.export.pack.evidence import Reason
from dateline.export.pack.gather import decisions_on
from dateline.export.pack.strip import Strip, best_of, in_words, strip
from dateline.ledger import Filter, around
from dateline.ledger.decisions import undone
from dateline.ledger.filters import last_day
from dateline.records import Decision, Incident, Quotation, Strain, Toll, Withdrawal
from dateline.weighing.account import Account
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.changes import ChangeRow
from dateline.weighing.weigher.closer import Near
from dateline.workbench import links, words
from dateline.workbench.ask import Ask
from dateline.workbench.drawings.rests import Carrier, Rests, rests
from dateline.workbench.drawings.spots import Spot, Spots, spot, spots
from dateline.workbench.incident.matrix import SPOKEN, Column, Laid, MatrixView, words_href
from dateline.workbench.page import Page
from dateline.workbench.pages.incidents import place, precision
from dateline.workbench.parameters import Parameter
from dateline.workbench.problems import MovedError, found
from dateline.workbench.seat import ask_of
from dateline.workbench.templating import render

ROUTER = APIRouter()
STRAINS, FIGURES, TIES, DECISIONS, DAYS = 20, 120, 60, 40, 40  # shown of each
WIDE, NARROW = 980, 318  # widths of a strip


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report, in their sentence where it is at hand."""

    who: str
    before: str
    words: str
    after: str
    href: str
    outlet: str
    published: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One voice's figure. `state` is "taken as best", "taken back" ... or ""."""

    published: str
    voice: str
    voice_href: str
    figure: str
    outlet: str
    words: str
    href: str
    state: str
    gone: bool


@dataclass(frozen=True, slots=True)
class TollView:
    """A toll: what is taken, and each voice's figures, drawn for a desk and for a telephone."""

    what: str
    figure: str
    low: int | None
    best: int | None
    high: int | None
    rising: bool
    why: str
    wide: Strip
    narrow: Strip
    figures: tuple[FigureLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Strained:
    """Two accounts that cannot both hold, side by side."""

    field: str
    why: str
    sides: tuple[Quoted, Quoted]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an outlet corrected or took back."""

    kind: str
    wrong: str | None
    right: str | None
    before: Quoted | None
    notice: Quoted


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did to it, and whether that is undone."""

    id: str
    at: str
    by: str
    what: str
    reason: str
    undone: bool
    undoes: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which reports of it were published: the address as of then, and of what changed since."""

    day: str
    says: str
    reports: int
    href: str
    changes: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident. `why` says in a sentence why it stands as it does."""

    id: str
    title: str
    standing: str
    independent: int
    status: str
    withdrawn: bool
    why: str
    days: str
    place: str
    precision: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    stories: int
    accounts: int
    published: tuple[str | None, str | None]
    matrix: MatrixView
    tolls: tuple[TollView, ...]
    rests: Rests
    where: Spots
    strains: tuple[Strained, ...]
    more_strains: int
    withdrawals: tuple[TakenBack, ...]
    decisions: tuple[Deed, ...]
    by_day: tuple[Day, ...]
    pack: str
    ties: str
    near: str


def incident(ask: Ask) -> IncidentView:
    """An incident as of the two clocks: its matrix, tolls, voices, place, tensions, and what persons decided on it."""
    one, as_of, weigher = the(ask)
    laid = Laid(ask, weigher, one, as_of)
    quote, taken_back = _quoting(ask, laid)
    voices = {w.key: ask.href(links.voice_path(w.key)) for w in one.witnesses}
    base = f"/incidents/{one.id}"
    return IncidentView(
        one.id,
        one.title,
        one.standing,
        one.independent,
        one.status,
        one.withdrawn,
        why(one),
        words.days(one.first, one.last),
        place(one),
        precision(one),
        one.type,
        one.mode,
        one.actors,
        one.recipients,
        len(one.reports),
        len(one.stories),
        len(one.events),
        one.published,
        laid.view(),
        tuple(_toll(ask, one, toll, quote) for toll in one.tolls),
        rests(one.witnesses, [_carrier(c) for c in laid.columns], voices),
        spots([_spot(ask, one)]),
        tuple(_strained(s, quote) for s in one.strains[:STRAINS]),
        max(0, len(one.strains) - STRAINS),
        tuple(_taken_back(w, quote, taken_back.get(w.event)) for w in one.withdrawals[:STRAINS]),
        _decisions(ask, one, as_of),
        tuple(_days(ask, laid, base)),
        ask.href(f"{base}/pack"),
        ask.href(f"{base}/ties"),
        ask.href(f"{base}/near"),
    )


def the(ask: Ask) -> tuple[Incident, Filter, Weigher]:
    """The incident of the address, the clocks and the weigher that found it.

    Raises MissingError where there is none, MovedError where it goes by another id now.
    """
    as_of, weigher = ask.filter(()), ask.desk.weigher()
    with found():
        one = weigher.incident(ask.path["id"], as_of)
    if one.id != ask.path["id"]:
        raise MovedError(ask.path["id"], one.id)
    return one, as_of, weigher


class Quoting:
    """Puts words into their sentences, out of the texts of the reports that are asked for."""

    def __init__(self, ask: Ask, laid: Laid, reports: Iterable[str]) -> None:
        self.ask = ask
        wanted = list(dict.fromkeys(reports))
        self.texts = ask.desk.book.texts(wanted)
        # What takes words back may be a report that tells of nothing itself.
        others = [id_ for id_ in wanted if id_ not in laid.reports]
        self.reports = {**laid.reports, **(ask.desk.book.about(others) if others else {})}

    def __call__(self, quotation: Quotation, who: str = "") -> Quoted:
        before, own, after = self._sentence(quotation)
        known = self.reports.get(quotation.report)
        return Quoted(
            who, before, own, after, self.href(quotation), (known.outlet if known else None) or "outlet not known",
            words.day((known.published or "")[:10] if known else None),
        )  # fmt: skip

    def _sentence(self, quotation: Quotation) -> tuple[str, str, str]:
        text, span = self.texts.get(quotation.report), quotation.span
        own = span.of(text) if text is not None else ""
        # Words with a gap are quoted whole; where the text has others, the words stand alone.
        if text is None or own.split()[:1] != quotation.words.split()[:1]:
            return "", quotation.words, ""
        sentence = around(text, span)
        cut = own if len(own) <= SPOKEN else f"{own[:SPOKEN]}…"
        return text[sentence.start : span.start], cut, text[span.end : sentence.end]

    def account(self, one: Account) -> Quoted:
        """Where an account tells of it."""
        return self(Quotation(one.report, one.trigger, one.did))

    def href(self, quotation: Quotation) -> str:
        return words_href(self.ask, quotation)


def _quoting(ask: Ask, laid: Laid) -> tuple[Quoting, dict[str, Account]]:
    """What quotes the tensions and what was taken back; and the accounts that were."""
    one = laid.incident
    strained = [q.report for s in one.strains[:STRAINS] for q in s.quotations]
    back = one.withdrawals[:STRAINS]
    accounts = {a.event: a for a in laid.weigher.accounts([w.event for w in back], laid.as_of)} if back else {}
    reports = [*strained, *(w.report for w in back), *(a.report for a in accounts.values())]
    return Quoting(ask, laid, reports), accounts


def _toll(ask: Ask, one: Incident, toll: Toll, quote: Quoting) -> TollView:
    pack = Pack(one, {})
    names, best = pack.names, best_of(toll, pack.names)
    known = {w.key for w in one.witnesses}
    lines = tuple(
        FigureLine(
            words.day((f.published or "")[:10]),
            names.get(f.witness, f.witness),
            ask.href(links.voice_path(f.witness)) if f.witness in known else "",
            in_words(f),
            f.outlet or "",
            " ".join(f.quotation.words.split()),
            quote.href(f.quotation),
            "taken as best" if f is best
            else "taken back" if f.withdrawn
            else "another followed" if f.replaced
            else "the toll has risen since" if f.overtaken
            else "",
            f.withdrawn or f.replaced or f.overtaken,
        )
        for f in toll.figures[:FIGURES]
    )  # fmt: skip
    return TollView(
        toll.what, words.toll(toll.low, toll.best, toll.high), toll.low, toll.best, toll.high, toll.rising, toll.why,
        strip(toll, names, WIDE), strip(toll, names, NARROW), lines, max(0, len(toll.figures) - FIGURES),
    )  # fmt: skip


def _carrier(column: Column) -> Carrier:
    return Carrier(
        column.story, column.number, column.outlet, column.published, column.href, column.agency, column.copied
    )


def _spot(ask: Ask, one: Incident) -> Spot | None:
    return spot(
        one.id, one.title, ask.href(f"/incidents/{one.id}"), one.standing, place=one.place, country=one.country,
        precision=one.precision, lat=one.lat, lon=one.lon,
    )  # fmt: skip


def _strained(strain: Strain, quote: Quoting) -> Strained:
    one, other = (quote(q, who) for q, who in zip(strain.quotations, strain.voices, strict=True))
    return Strained(strain.field, strain.why, (one, other))


def _taken_back(w: Withdrawal, quote: Quoting, account: Account | None) -> TakenBack:
    return TakenBack(w.kind, w.wrong, w.right, quote.account(account) if account else None, quote(w.quotation))


def _decisions(ask: Ask, one: Incident, as_of: Filter) -> tuple[Deed, ...]:
    """What persons decided on it, the latest first; what others do in a round that is open is not shown."""
    made = decisions_on(ask.desk.book, one, as_of)
    gone = undone(made)
    return tuple(
        Deed(d.id, d.at, d.by, _done(d), d.reason, d.id in gone, d.undoes is not None)
        for d in list(reversed(made))[:DECISIONS]
    )


def _done(d: Decision) -> str:
    many = words.many(len(d.about), "account")
    match d.act:
        case "merge":
            return f"{many} put together as one happening"
        case "split":
            return f"{many} parted from it"
        case "correct":
            return f"{d.field} corrected"
        case "undo":
            return "a decision undone"
        case "note":
            return "noted"
    return f"{'an account' if len(d.about) == 1 else many} {d.act}ed"


def _days(ask: Ask, laid: Laid, base: str) -> Iterator[Day]:
    """The days on which its reports were published, the latest first."""
    many = Counter(row.published[:10] for row in laid.reports.values() if row.published)
    for day in sorted(many, reverse=True)[:DAYS]:
        known_by = last_day("known_by", day)
        yield Day(
            day, words.day(day), many[day], ask.href(base, known_by=known_by),
            ask.href(f"{base}/changes", since=known_by),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A value that a report says of a field, by which words and on whose word; `sits` is how it sits with the rest."""

    report: str
    outlet: str
    published: str
    story: str
    copies: int
    field: str
    value: str
    sits: str
    means: str
    own: bool
    voices: tuple[str, ...]
    words: str
    sentence: str
    at: str


def rows(ask: Ask) -> Iterator[MatrixRow]:
    """The whole matrix, a row for each value in each cell."""
    one, as_of, weigher = the(ask)
    laid = Laid(ask, weigher, one, as_of)
    for start in range(0, len(laid.columns), 50):
        some = laid.columns[start : start + 50]
        cells = laid.cells(some)
        for column in some:
            known = laid.reports.get(column.report)
            for field, said in cells[column.number].items():
                for each in said:
                    yield MatrixRow(
                        column.report, column.outlet, (known.published if known else None) or "", column.story,
                        column.copied, field, each.value, each.sits, each.means, each.own, each.voices, each.words,
                        each.before + each.words + each.after, each.href.partition("at=")[2].partition("#")[0],
                    )  # fmt: skip


# What is asked for after the first byte


@dataclass(frozen=True, slots=True)
class TieView:
    """Two accounts that are taken for one happening: where each tells it, how sure, and what speaks for it."""

    one: Quoted | None
    other: Quoted | None
    score: float
    by: tuple[str, ...]
    reasons: tuple[tuple[str, str, str, float], ...]


@ROUTER.get("/incidents/{id}/ties")
def ties(request: Request) -> HTMLResponse:
    """Why its accounts are one happening, and what can be taken out of it."""
    ask = ask_of(request)
    one, as_of, weigher = the(ask)
    laid = Laid(ask, weigher, one, as_of)
    all_ = [Tied(*pair, tie.score, tie.reasons) for pair, tie in weigher.reasons(one).items()]
    joining = Pack(one, {}, ties=all_).joining
    shown = joining[:TIES]
    told = {a.event: a for a in weigher.accounts({e for t in shown for e in (t.first, t.second)}, as_of)}
    quote = Quoting(ask, laid, [a.report for a in told.values()])
    places = {event: quote.account(account) for event, account in told.items()}
    made = [
        TieView(places.get(t.first), places.get(t.second), t.score, _by(t), tuple(map(_reason, t.reasons)))
        for t in shown
    ]
    return HTMLResponse(
        render("incident_ties.html.j2", ask, incident=one, ties=made, more=len(joining) - len(shown), all=len(all_),
               columns=laid.columns)
    )  # fmt: skip


def _by(tie: Tied) -> tuple[str, ...]:
    """In what two accounts are alike, what weighs most first."""
    return tuple(dict.fromkeys(r.field for r in sorted(tie.reasons, key=lambda r: -r.weight) if r.weight > 0))


def _reason(reason: Reason) -> tuple[str, str, str, float]:
    return reason.field, reason.first, reason.second, reason.weight


@ROUTER.get("/incidents/{id}/near")
def near(request: Request) -> HTMLResponse:
    """Incidents that may be the same happening, to merge with."""
    ask = ask_of(request)
    one, _, weigher = the(ask)
    candidates: list[Near] = weigher.near(one, ask.one("words"))
    return HTMLResponse(render("incident_near.html.j2", ask, incident=one, near=candidates, words=ask.one("words")))


@ROUTER.get("/incidents/{id}/changes")
def changes(request: Request) -> HTMLResponse:
    """What changed in it since a day."""
    ask = ask_of(request)
    one, as_of, weigher = the(ask)
    since = ask.one("since")
    laid = Laid(ask, weigher, one, as_of)
    made: list[ChangeRow] = weigher.changes(one, since, as_of)
    quote = Quoting(ask, laid, ())
    return HTMLResponse(
        render("incident_changes.html.j2", ask, incident=one, since=since, changes=made[:200], more=len(made) - 200,
               quote=quote)
    )  # fmt: skip


@ROUTER.get("/incidents/{id}/pack")
def pack(request: Request) -> Response:
    """The evidence pack: one page that needs nothing else, to keep, print or send."""
    ask = ask_of(request)
    one, as_of, weigher = the(ask)
    html = page(gather(ask.desk.book, weigher, one.id, as_of))
    return Response(
        html,
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="pack-{one.id}.html"'},
    )


ASKS = (
    Parameter("from", "The number of the first report of the matrix, where there are many.", kind="integer"),
    Parameter("says", "Only reports that say this of a field: `place:Lumbala`."),
)
PAGES = (Page("/incidents/{id}", "incident.html.j2", incident, rows=rows, asks=ASKS),)
