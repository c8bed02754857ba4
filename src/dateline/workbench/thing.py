"""A thing of the queue as a person sees it: its words in context, its fields, why it is doubtful, what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.ledger import sentence_of
from dateline.ledger.asked import Asked
from dateline.records import Claim, Event, Incident, Reading, Span
from dateline.weighing.decided import Applied, shown, value_of
from dateline.weighing.decided.queue.doubt import Doubt
from dateline.weighing.decided.queue.reasons import REASONS
from dateline.weighing.decided.queue.unsure import unsure
from dateline.workbench.cards import Card, Cell, Deck, Hop, span_of
from dateline.workbench.runs import Mark, runs
from dateline.workbench.sheet import marks_of_claims, marks_of_events
from dateline.workbench.writing import KEYS, Choice, choices_for, completed_by, fields_for, hint_for

CONTEXT = 280  # characters before and behind the sentence that are shown
LONGEST = 2400  # characters of a passage
LOOKS = {"content": "c", "cue": "q", "voice": "v", "trigger": "t", "cell": "k"}
SHORT = 260
BESIDE = 20  # claims that are shown with an event


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the passage: how it is drawn, and the cells whose words it is. `context`: not of the sentence."""

    text: str
    look: str = ""
    cells: str = ""
    context: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as it is decided on: `value` as it is, with the words it stands on.

    `by` corrected it, from `before`; where nobody did it is the machine's suggestion. `said` is false for what neither
    gives. `unsure` says why to look at it.
    """

    name: str
    key: str
    value: str
    said: bool
    cells: str
    note: str
    by: str
    before: str
    unsure: tuple[str, ...]
    choices: tuple[Choice, ...]
    completed_by: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class BesideView:
    """A claim that an event stands on, which is accepted with it."""

    id: str
    voice: str
    stance: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class InIncidentView:
    """How the incident stands that a thing tells of. `others` are the values that its disputed fields have."""

    id: str
    title: str
    standing: str
    reports: int
    independent: int
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ThingView:
    """A claim or an event that is asked about.

    `state` is accepted, rejected or corrected by a person; or nothing, where only the machine has spoken. `where` is
    its place in the queue, `points` what put it there.
    """

    id: str
    kind: str
    title: str
    status: str
    stance: str
    state: str
    marks: tuple[str, ...]
    report: str
    outlet: str | None
    headline: str | None
    published: str | None
    path: str
    where: str
    points: int
    confidence: float
    why: tuple[str, ...]
    passage: tuple[Piece, ...]
    hops: tuple[Hop, ...]
    fields: tuple[FieldView, ...]
    beside: tuple[BesideView, ...]
    more_beside: int
    tensions: tuple[tuple[str, str], ...]
    incident: InIncidentView | None
    reasons: tuple[str, ...]

    @property
    def least_sure(self) -> str:
        """The field that a person should look at first."""
        return next((field.name for field in self.fields if field.unsure), "")

    @property
    def given(self) -> tuple[FieldView, ...]:
        return tuple(field for field in self.fields if field.said or field.unsure or field.by)

    @property
    def others(self) -> tuple[FieldView, ...]:
        """The fields that nobody says anything of."""
        return tuple(field for field in self.fields if field not in self.given)


def thing(
    one: Asked,
    reading: Reading,
    applied: Applied,
    doubt: Doubt | None,
    incident: Incident | None,
    beside: Sequence[str],
    words_at: Callable[[str, Span], str],
) -> ThingView | None:
    """A thing of a reading, with what decisions made of it; None where the reading has it no more.

    `words_at` says at which address words stand.
    """
    now = applied.reading
    record = _record(now, one.id)
    if record is None:
        return None
    card = Deck(applied, _before(applied, reading, one.id)).cards([one.id])[0]
    report = now.report
    why_not = unsure(record, now, incident)
    spans = list(_spans(record))
    first = span_of(record) if isinstance(record, Claim) else record.trigger
    return ThingView(
        one.id, one.kind, *_head(record, now), card.state, card.marks, report.id, report.outlet,
        report.title, report.published, words_at(report.id, first),
        str(one.place), one.points, record.confidence, doubt.why if doubt else (),
        tuple(_passage(now, record, spans, beside)), card.hops or tuple(_hops(applied, record)),
        tuple(_fields(card, record, now, why_not)),
        tuple(_beside(applied, beside[:BESIDE])), max(0, len(beside) - BESIDE), card.tensions,
        _standing(incident), REASONS[one.kind],
    )  # fmt: skip


def _head(record: Event | Claim, reading: Reading) -> tuple[str, str, str]:
    """What a record is called; an event's status, a claim's stance."""
    if isinstance(record, Event):
        return f"{record.type}{f' · {record.mode}' if record.mode else ''}", str(record.status), ""
    name = value_of(record, "voice", reading)
    return str(name or "nobody"), "", str(record.stance)


def _cells(card: Card) -> Iterator[Cell]:
    yield from card.head
    for _, cells in card.rows:
        yield from cells


def _record(reading: Reading, id_: str) -> Event | Claim | None:
    everything: tuple[Event | Claim, ...] = (*reading.events, *reading.claims)
    return next((record for record in everything if record.id == id_), None)


def _before(applied: Applied, reading: Reading, id_: str) -> dict[str, dict[str, str]]:
    """What the reader said where a person says something else."""
    record = _record(reading, id_)
    fields = applied.corrected.get(id_, {})
    return {id_: {f: shown(f, value_of(record, f, reading)) for f in fields}} if record else {}


def _spans(record: Event | Claim) -> Iterator[Span]:
    if isinstance(record, Event):
        yield record.trigger
        return
    yield from record.cue
    yield from record.content


def _passage(reading: Reading, record: Event | Claim, spans: Sequence[Span], beside: Sequence[str]) -> Iterator[Piece]:
    """The sentences that a record stands in, marked, and a little of what stands around them."""
    report = reading.report
    text = report.text
    around = [sentence_of(report, span) for span in spans[:20] or [Span(0, 0)]]
    start, end = min(s.start for s in around), max(s.end for s in around)
    end = min(end, start + LONGEST)
    first, last = _open(text, start), _close(text, end)
    told = {record.id, *beside}
    marks = marks_of_claims(reading, told.__contains__, lambda _: ())
    marks += marks_of_events(reading, {record.id}.__contains__, lambda _: ())
    inside = [
        Mark(Span(m.span.start - first, m.span.end - first), m.kind, m.of, m.cell, m.look, m.lane)
        for m in marks
        if m.span.end > first and m.span.start < last
    ]
    if first > 0:
        yield Piece("… ", context=True)
    for run in runs(last - first, inside, [start - first, end - first]):
        words = text[first + run.start : first + run.end]
        looks = [f"{LOOKS[m.kind]}{m.lane}" if m.kind == "content" else LOOKS[m.kind] for m in run.marks]
        looks += [look for m in run.marks for look in m.look]
        cells = " ".join(dict.fromkeys(m.token for m in run.marks if m.of == record.id))
        context = first + run.end <= start or first + run.start >= end
        yield Piece(words, " ".join(dict.fromkeys(looks)), cells, context)
    if last < len(text):
        yield Piece(" …", context=True)


def _open(text: str, start: int) -> int:
    """Where the context before a sentence begins: no further than its paragraph, and at a word."""
    low = max(0, start - CONTEXT)
    line = text.rfind("\n\n", low, max(low, start - 1))
    if line >= 0:
        return min(line + 2, start)
    blank = text.find(" ", low, start) if low else -1
    return blank + 1 if blank >= 0 else low


def _close(text: str, end: int) -> int:
    high = min(len(text), end + CONTEXT)
    line = text.find("\n\n", end, high)
    if line >= 0:
        return line
    blank = text.rfind(" ", end, high) if high < len(text) else -1
    return blank if blank > end else high


def _fields(
    card: Card, record: Event | Claim, reading: Reading, why_not: dict[str, tuple[str, ...]]
) -> Iterator[FieldView]:
    keys = KEYS[card.kind]
    for name in fields_for(card.kind):
        cells = [cell for cell in _cells(card) if cell.field == name]
        value = shown(name, value_of(record, name, reading))
        corrected = next((cell for cell in cells if cell.by), None)
        tokens = [f"{card.id}.{cell.key}" for cell in cells]
        if name in ("voice", "chain"):
            tokens = [f"{card.id}.{hop.key}" for hop in (card.hops if name == "chain" else card.hops[-1:])]
        by, before = (corrected.by, corrected.before) if corrected else _of_chain(card, name)
        yield FieldView(
            name, keys[name], _short(value), value != "none", " ".join(tokens),
            "; ".join(dict.fromkeys(cell.note for cell in cells if cell.note)), by, before, why_not.get(name, ()),
            choices_for(name), completed_by(name, reading), hint_for(name),
        )  # fmt: skip


def _of_chain(card: Card, name: str) -> tuple[str, str]:
    """Who corrected a field that has no cell of its own, by the marks of the record."""
    for mark in card.marks:
        field, _, by = mark.partition(" corrected by ")
        if by and field == name:
            return by, ""
    return "", ""


def _hops(applied: Applied, record: Event | Claim) -> Iterator[Hop]:
    """Of an event: the chain of the first claim that it stands on."""
    first = next((c for c in applied.reading.claims if isinstance(record, Event) and c.id in record.claims), None)
    if first is not None:
        yield from Deck(applied, {}).cards([first.id])[0].hops


def _beside(applied: Applied, ids: Iterable[str]) -> Iterator[BesideView]:
    reading = applied.reading
    of = {claim.id: claim for claim in reversed(reading.claims)}
    for card in Deck(applied, {}).cards([id_ for id_ in ids if id_ in of]):
        words = next((cell.value for cell in _cells(card) if cell.key == "content"), "")
        title, _, stance = _head(of[card.id], reading)
        yield BesideView(card.id, title, stance, _short(words), card.state)


def _standing(incident: Incident | None) -> InIncidentView | None:
    if incident is None:
        return None
    disputed = [field for field in incident.fields if field.level == "disputed"]
    others = tuple((field.name, "; ".join(value.value for value in field.values[:4])) for field in disputed[:6])
    return InIncidentView(
        incident.id, incident.title, str(incident.standing), len(incident.reports), incident.independent, others
    )


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[: SHORT - 1] + "…"
