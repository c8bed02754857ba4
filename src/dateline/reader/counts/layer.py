"""The counts layer: how many were killed, injured, abducted, detained, displaced, deployed, missing, released."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import replace

from dateline.reader.counts.amounts import Amount
from dateline.reader.counts.loose import Found, Row, loose
from dateline.reader.counts.words import Counter, CountWords, number_before
from dateline.reader.draft import Draft, Frame
from dateline.reader.events import syntax
from dateline.reader.events.claims import holding
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Count, CountOf, Event, EventType, Span, TimexType, VoiceKind

_UNTOLD = frozenset("several others many some dozens scores hundreds thousands".split())
_WITHIN = frozenset(("in", "over", "within", "during", "past", "last"))
_FITTING = {
    CountOf.KILLED: frozenset((EventType.ASSAULT,)),
    CountOf.INJURED: frozenset((EventType.ASSAULT,)),
    CountOf.ABDUCTED: frozenset((EventType.ASSAULT,)),
    CountOf.DETAINED: frozenset((EventType.COERCE,)),
    CountOf.DEPLOYED: frozenset((EventType.AID, EventType.MOBILIZE)),
    CountOf.RELEASED: frozenset((EventType.RETREAT, EventType.CONCEDE)),
}


class CountsLayer:
    """Finds amounts of people beside the words that say what became of them, and gives them to the right event."""

    name = "counts"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.words = CountWords(lexicons)

    def __call__(self, draft: Draft) -> None:
        if not draft.events:
            return
        counter = Counter(draft, self.words)
        found: Found = {}
        for event in draft.events:
            frame = draft.frames.get(event.id)
            if frame is not None:
                found[event.id] = list(self._of_event(counter, event, frame))
        for id_, row in list(loose(draft, counter, found)):
            found.setdefault(id_, []).append(row)
        give(draft, found)

    def _of_event(self, counter: Counter, event: Event, frame: Frame) -> Iterator[Row]:
        """Counts that the event's own words make."""
        parse, by_pos = counter.parse, self.words.by_pos
        for token in (frame.head, *frame.parts):
            lemma = parse.lemma[token]
            if parse.pos[token] == "VERB" and (value := by_pos["verb"].get(lemma)):
                what = _what(CountOf(value.rstrip("<")), event)
                head = syntax.understood(parse, token, 0) if value.endswith("<") else _counted(parse, token)
                amount = counter.sum(head) if head is not None else _right_after(counter, token)
                if what is not None and amount is not None:
                    yield what, amount, token
            elif value := by_pos["noun"].get(lemma, ""):
                for word, o in syntax.preps(parse, token):
                    if word == "of" and (amount := counter.sum(o)) is not None:
                        yield CountOf(value), amount, token
                owner = parse.kid(token, "poss")
                if owner is not None and owner in counter.names:
                    yield CountOf(value), Amount(1, 1, 1, parse.span(owner, owner)), token


def _counted(parse: Parse, v: int) -> int | None:
    """The head of what a verb counts."""
    coordinated = parse.dep[v] == "conj" and parse.tag[v] == "VBN"
    if coordinated and v and parse.lower[v - 1] in _UNTOLD:
        return v - 1  # "six were killed and several injured"
    obj = syntax.object_of(parse, v)
    if obj is None and (coordinated or parse.lemma[v] in ("kill", "wound", "injure", "hurt")):
        return number_before(parse, v)  # "12 were killed and 30 wounded"
    return obj


def _right_after(counter: Counter, v: int) -> Amount | None:
    """ "killing at least 12 people, police said": the people right after, whom the parser gave to "said"."""
    parse = counter.parse
    if parse.tag[v] != "VBG" or parse.lemma[v] not in ("kill", "wound", "injure"):
        return None
    for i in range(v + 1, min(v + 6, len(parse))):
        if parse.tag[i] == "CD" and parse.dep[i] == "nummod" and i < parse.head[i] <= i + 3:
            head = parse.head[i]
            return counter.amount(head) if parse.dep[head] == "nsubj" and counter.is_people(head) else None
        if parse.pos[i] in ("VERB", "PUNCT"):
            return None
    return None


def _what(what: CountOf, event: Event) -> CountOf | None:
    """What a verb counts in this event: "seized 12 men" detains them or abducts them; None where it counts nothing."""
    if event.type in _FITTING.get(what, (event.type,)):
        return what
    if event.mode == "arrest" and what == CountOf.ABDUCTED:
        return CountOf.DETAINED
    if event.mode == "abduct" and what == CountOf.DETAINED:
        return CountOf.ABDUCTED
    return None


def give(draft: Draft, found: Found) -> None:
    """Put the counts on their events, each with its voice and the time it was counted over."""
    spans = [(f"{id_} {n}", row[1].span) for id_, rows in found.items() for n, row in enumerate(rows)]
    claims = {claim.id: claim for claim in draft.claims}
    inner = holding(draft, spans)
    reporter = next((voice.id for voice in draft.voices if voice.kind == VoiceKind.REPORTER), None)
    durations = _durations(draft)
    for number, event in enumerate(draft.events):
        counts: list[Count] = []
        seen: set[tuple[CountOf, Span]] = set()
        for n, (what, amount, token) in enumerate(_closed(draft.parse, found.get(event.id, []))):
            if (what, amount.span) in seen:
                continue
            seen.add((what, amount.span))
            inside = inner.get(f"{event.id} {n}", ())
            voice = claims[inside[0]].chain[-1].voice if inside and claims[inside[0]].chain else reporter
            over = _over(draft.parse, durations, token)
            counts.append(Count(what, amount.low, amount.best, amount.high, amount.span, voice, over))
        if counts:
            draft.events[number] = replace(event, counts=tuple(counts))


def _closed(parse: Parse, rows: list[Row]) -> list[Row]:
    """Rows in which "others" adds to no count of the same fate: "killed three and wounded six others" is six."""
    fates = Tally(what for what, _, _ in rows)
    out: list[Row] = []
    for what, amount, token in rows:
        tokens = parse.tokens(amount.span)
        of_others = len(tokens) > 1 and any(parse.lower[i] in ("other", "others") for i in tokens)
        if of_others and fates[what] == 1 and parse.tag[tokens[0]] == "CD" and amount.low == amount.best:
            amount = replace(amount, high=amount.best)  # noqa: PLW2901
        out.append((what, amount, token))
    return out


def _durations(draft: Draft) -> dict[int, list[tuple[int, str]]]:
    """Sentence -> its durations: the token each begins with, and its TIMEX3 value."""
    out: dict[int, list[tuple[int, str]]] = {}
    for time in draft.times:
        if time.type == TimexType.DURATION:
            tokens = draft.parse.tokens(time.span)
            if len(tokens) and tokens[0] < len(draft.parse):
                out.setdefault(draft.parse.sentence[tokens[0]], []).append((tokens[0], time.timex))
    return out


def _over(parse: Parse, durations: dict[int, list[tuple[int, str]]], token: int) -> str | None:
    """The time that a count was made over: "in three days", on the counting verb itself."""
    for first, timex in durations.get(parse.sentence[token], [])[:10]:
        if not _WITHIN.intersection(parse.lower[max(first - 1, 0) : first + 1]):
            continue
        i = first
        for _ in range(4):
            i = parse.head[i]
            if i == token:
                return timex
    return None
