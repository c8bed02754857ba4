"""The counts layer: how many were killed, injured, taken, driven out, sent; on whose word; and of what total a part."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import replace

from dateline.reader.counts.corrections import corrected
from dateline.reader.counts.loose import loose
from dateline.reader.counts.owner import Owners
from dateline.reader.counts.parts import parts_of
from dateline.reader.counts.rows import Found, Row, of_event
from dateline.reader.counts.words import Counter, CountWords
from dateline.reader.draft import Draft
from dateline.reader.events.claims import holding
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Count, CountOf, Span, TimexType, VoiceKind

MOST = 60  # counts of one event
_WITHIN = frozenset(("in", "over", "within", "during", "past", "last"))


class CountsLayer:
    """Finds amounts of people beside the words that say what became of them, and gives them to the right event."""

    name = "counts"
    version = "3"

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
                found[event.id] = list(of_event(counter, event, frame))
        taken = frozenset(t for frame in draft.frames.values() for t in (frame.head, *frame.parts))
        owners = Owners(draft, counter, found)
        for what, amount, token in list(loose(counter, taken)):
            owner = owners.of(token, here=draft.parse.lemma[token] == "lose")
            if owner is not None:
                found.setdefault(owner, []).append(Row(what, amount, token))
        for id_, rows in found.items():
            own = _once(_closed(draft.parse, rows))[:MOST]
            own += list(corrected(counter, own))
            own += list(parts_of(counter, own))
            found[id_] = _once(own)[:MOST]
        give(draft, found)


def give(draft: Draft, found: Found) -> None:
    """Put the counts on their events, each with its voice and the time it was counted over."""
    spans = [(f"{id_} {n}", row.amount.span) for id_, rows in found.items() for n, row in enumerate(rows)]
    claims = {claim.id: claim for claim in draft.claims}
    inner = holding(draft, spans)
    reporter = next((voice.id for voice in draft.voices if voice.kind == VoiceKind.REPORTER), None)
    durations = _durations(draft)
    for number, event in enumerate(draft.events):
        voiced: list[tuple[Row, str | None]] = []
        for n, row in enumerate(found.get(event.id, [])):
            inside = inner.get(f"{event.id} {n}", ())
            voice = claims[inside[0]].chain[-1].voice if inside and claims[inside[0]].chain else reporter
            voiced.append((row, voice))
        where, kept = _places(draft.parse, _heard(draft.parse, voiced, reporter))
        counts: list[Count] = []
        for row, voice in kept:
            over = _over(draft.parse, durations, row.token)
            part = where.get(id(row.part_of)) if row.part_of is not None else None
            new = where.get(id(row.replaced_by)) if row.replaced_by is not None else None
            counts.append(Count(row.what, *row.amount.bounds, row.amount.span, voice, over, part, new))
        if counts:
            draft.events[number] = replace(event, counts=tuple(counts))


def _heard(parse: Parse, voiced: list[tuple[Row, str | None]], reporter: str | None) -> list[tuple[Row, str | None]]:
    """Without the totals that the reporter, as in a headline, has from a voice of the report."""
    theirs = [row for row, voice in voiced if voice != reporter and row.part_of is None and row.replaced_by is None]
    out: list[tuple[Row, str | None]] = []
    had: dict[int, Row] = {}
    for row, voice in voiced:
        same = None
        if voice == reporter and row.part_of is None and row.replaced_by is None:
            same = next((other for other in theirs if _is_same(parse, row, other)), None)
        if same is None:
            out.append((row, voice))
        else:
            had[id(row)] = same
    for row, _ in out:
        if row.part_of is not None:
            row.part_of = had.get(id(row.part_of), row.part_of)
        if row.replaced_by is not None:
            row.replaced_by = had.get(id(row.replaced_by), row.replaced_by)
    return out


def _is_same(parse: Parse, one: Row, other: Row) -> bool:
    """Whether two rows may give one figure for the same people."""
    if one.what != other.what or one.amount.bounds != other.amount.bounds:
        return False
    nouns = {None if (n := counted_noun(parse, row.amount.span)) in ANYONE else n for row in (one, other)}
    return len(nouns) == 1 or None in nouns


def _places(parse: Parse, voiced: list[tuple[Row, str | None]]) -> tuple[dict[int, int], list[tuple[Row, str | None]]]:
    """Each row's position among the counts that stay: a voice's figure for the same people is given once."""
    where: dict[int, int] = {}
    kept: list[tuple[Row, str | None]] = []
    seen: dict[tuple[object, ...], int] = {}
    for row, voice in voiced:
        role = (row.part_of is not None, row.replaced_by is not None)
        noun = counted_noun(parse, row.amount.span)
        key = (row.what, row.amount.bounds, voice, role, None if noun in ANYONE else noun)
        alike = (key, (*key[:-1], None)) if key[-1] is not None else (key, *(k for k in seen if k[:-1] == key[:-1]))
        first = next((seen[k] for k in alike if k in seen), None) if row.part_of is None else None
        if first is not None:
            where[id(row)] = first
            continue
        seen.setdefault(key, len(kept))
        where[id(row)] = len(kept)
        kept.append((row, voice))
    return where, kept


ANYONE = frozenset((None, "people", "person", "man", "woman", "other", "dead", "victim", "life", "body"))


def counted_noun(parse: Parse, span: Span) -> str | None:
    """The lemma of the last noun of a count's words; None for a bare number."""
    tokens = parse.tokens(span)
    return next((parse.lemma[i] for i in reversed(tokens) if parse.pos[i] in ("NOUN", "PROPN")), None)


def _once(rows: list[Row]) -> list[Row]:
    """Each figure once: of what the same words count, the first."""
    seen: set[tuple[CountOf, Span]] = set()
    out = []
    for row in rows:
        key = (row.what, row.amount.span)
        if key not in seen:
            seen.add(key)
            out.append(row)
    return out


def _closed(parse: Parse, rows: list[Row]) -> list[Row]:
    """Rows in which "others" adds to no count of the same fate: "killed three and wounded six others" is six."""
    fates = Tally(row.what for row in rows)
    for row in rows:
        tokens = parse.tokens(row.amount.span)
        first = max(tokens[0] - 1, 0)
        of_others = any(parse.lower[i] in ("other", "others", "another") for i in range(first, tokens[-1] + 1))
        amount = row.amount
        exact = amount.low is not None and amount.low == amount.best and parse.tag[tokens[0]] == "CD"
        if of_others and exact and fates[row.what] == 1:
            row.amount = replace(amount, high=amount.best)
    return rows


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
