"""Police: what the police are said to do in each sentence of a report, from the events and from words of their work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import CountOf, Event, EventType, Participant, Role, Span, Status

Features = npt.NDArray[np.float32]

LABELS = ("KILL", "ARREST", "ANY_ACTION", "FAIL", "FORCE")
# What follows from what: whoever kills uses force, whoever uses force or arrests acts.
IMPLIED = (("KILL", "FORCE"), ("FORCE", "ANY_ACTION"), ("ARREST", "ANY_ACTION"))
KINDS = ("police", "troops", "force", "kill", "arrest", "fail", "duty")  # of police_conduct.tsv
TYPES = tuple(EventType)
WAYS = ("police act", "nobody acts", "others act", "to police")  # who acts in an event of the sentence
GAP = 3  # words that may stand between two of a phrase
HOLDS = 0.5  # from this score on, the rules say that a label holds
_UNREAL = frozenset((Status.DENIED, Status.PLANNED, Status.THREATENED, Status.POSSIBLE))
_FORCES = frozenset((Role.COP, Role.MIL, Role.PRM))
_OWN = (
    *(f"score {label}" for label in LABELS),
    *(f"word {kind}" for kind in KINDS),
    *(f"{way} {t}" for way in WAYS for t in TYPES),
    "police are subject",
    "police are agent",
    "police own a noun",
    "police act, not real",
    "police act, denied",
    "killed are counted",
    "detained are counted",
    "negated",
)
_BESIDE = (*(f"score {label}" for label in LABELS), "word police", "word troops")
COLUMNS: tuple[str, ...] = (
    *_OWN,
    *(f"{where}: {name}" for where in ("before", "after") for name in _BESIDE),
    "first of the report",
    "share of the report's sentences with police",
)
_AT = {name: i for i, name in enumerate(COLUMNS)}


class Police:
    """Answers for the sentences of one report; made once, with the word lists."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for row in lexicons.table("police_conduct"):
            words = tuple(row["term"].split())
            self._phrases.setdefault(words[0], []).append((words, row["kind"]))

    def features(self, draft: Draft, sentences: Sequence[Span]) -> Features:
        """A row a sentence, a value for each of COLUMNS, between 0 and 1.

        The spans are the sentences of one report, in order; the draft must have come through the counts layer. A
        sentence with no word of the body in it has zeros of its own, and what its neighbours give it.
        """
        out = np.zeros((len(sentences), len(COLUMNS)), dtype=np.float32)
        events = _by_sentence(draft, sentences)
        for row, span, told in zip(out, sentences, events, strict=True):
            self._sentence(draft, span, told, row)
        _look_round(out)
        for row, told in zip(out, events, strict=True):
            _score(row, told)
        _look_round(out)
        if len(out):
            out[0, _AT["first of the report"]] = 1
            out[:, -1] = out[:, _AT["word police"]].mean()
        return out

    def _sentence(self, draft: Draft, span: Span, events: Sequence[Event], row: Features) -> None:
        parse = draft.parse
        tokens = parse.tokens(span)
        found = self._words(parse, tokens)
        for kind in found:
            row[_AT[f"word {kind}"]] = 1
        who = {i for kind in ("police", "troops") for i in found.get(kind, ())}
        for i in who:
            dep, over = parse.dep[i], parse.head[i]
            row[_AT["police are subject"]] += dep == "nsubj"
            row[_AT["police are agent"]] += dep == "pobj" and parse.lower[over] == "by"
            row[_AT["police own a noun"]] += dep in ("compound", "poss", "nmod")
        row[_AT["negated"]] = any(parse.dep[i] == "neg" for i in tokens)
        for event in events:
            acts = _is_police(draft, event.actors, who)
            way = "police act" if acts else "others act" if event.actors else "nobody acts"
            row[_AT[f"{way} {event.type}"]] = 1
            if _is_police(draft, event.recipients, who):
                row[_AT[f"to police {event.type}"]] = 1
            if acts:
                row[_AT["police act, not real"]] += event.status in _UNREAL
                row[_AT["police act, denied"]] += event.status is Status.DENIED
            for count in event.counts:
                row[_AT["killed are counted"]] += count.what is CountOf.KILLED
                row[_AT["detained are counted"]] += count.what is CountOf.DETAINED
        np.minimum(row, 1, out=row)

    def _words(self, parse: Parse, tokens: range) -> dict[str, set[int]]:
        """The tokens of each kind of word or phrase; of a phrase, its first."""
        found: dict[str, set[int]] = {}
        for i in tokens:
            for key in {parse.lower[i], parse.lemma[i]}:
                for words, kind in self._phrases.get(key, ()):
                    if _follows(parse, i, words[1:], tokens.stop):
                        found.setdefault(kind, set()).add(i)
        return found


def _follows(parse: Parse, i: int, words: Sequence[str], end: int) -> bool:
    for word in words:
        reach = range(i + 1, min(i + 2 + GAP, end))
        i = next((k for k in reach if word in (parse.lower[k], parse.lemma[k])), -1)
        if i < 0:
            return False
    return True


def _by_sentence(draft: Draft, sentences: Sequence[Span]) -> list[list[Event]]:
    """The events whose trigger stands in each sentence."""
    out: list[list[Event]] = [[] for _ in sentences]
    number = 0
    for event in sorted(draft.events, key=lambda e: e.trigger):
        while number < len(sentences) and sentences[number].end <= event.trigger.start:
            number += 1
        if number < len(sentences) and sentences[number].start <= event.trigger.start:
            out[number].append(event)
    return out


def _is_police(draft: Draft, parts: Iterable[Participant], who: set[int]) -> bool:
    """Whether one of those who take part is the police or keeps order with them: by word, or by the actor's role."""
    for part in parts:
        if any(i in who for i in draft.parse.tokens(part.span)):
            return True
        if part.actor is not None and _FORCES.intersection(draft.actor(part.actor).roles):
            return True
    return False


def _look_round(rows: Features) -> None:
    """Copy what the sentences before and after say into each row's columns for it."""
    columns = [_AT[name] for name in _BESIDE]
    before, after = (_AT[f"{where}: {_BESIDE[0]}"] for where in ("before", "after"))
    rows[1:, before : before + len(columns)] = rows[:-1, columns]
    rows[:-1, after : after + len(columns)] = rows[1:, columns]


def _score(row: Features, events: Sequence[Event]) -> None:
    """The rules' answer: see docs/bench-events.md for the table it follows."""

    def has(*names: str) -> bool:
        return any(row[_AT[name]] for name in names)

    police, troops = has("word police"), has("word troops")
    forced, struck = has("word force"), has("police act ASSAULT") and not has("police act, denied")
    force = 0.9 if forced and struck else 0.7 if forced and police else 0.6 if forced and troops else 0.3
    row[_AT["score FORCE"]] = force if forced else 0.3 * struck
    if forced and (police or struck) and has("word kill", "killed are counted"):
        row[_AT["score KILL"]] = 0.8
    taken = any(e.type is EventType.COERCE and e.mode == "arrest" and e.status not in _UNREAL for e in events)
    if taken and has("police act COERCE", "nobody acts COERCE"):
        row[_AT["score ARREST"]] = 0.9
    elif has("word arrest") and not has("negated"):
        row[_AT["score ARREST"]] = 0.6 if police else 0.4
    if police or troops:
        row[_AT["score ANY_ACTION"]] = 0.8 if police or has("police are subject") else 0.6
    elif has("word duty", "word force", "word arrest"):
        row[_AT["score ANY_ACTION"]] = 0.4 if has("before: word police") else 0.2
    if has("word fail"):
        row[_AT["score FAIL"]] = 0.6 if police else 0.3
    for of, implied in IMPLIED:
        row[_AT[f"score {implied}"]] = max(row[_AT[f"score {implied}"]], row[_AT[f"score {of}"]])


@lru_cache(maxsize=1)
def _police() -> Police:
    return Police(Lexicons())


def features(draft: Draft, sentences: Sequence[Span]) -> Features:
    """`Police.features` with the package's own word lists."""
    return _police().features(draft, sentences)


def answer(told: Features) -> frozenset[str]:
    """The rules' own answer for one sentence: the labels that hold."""
    return frozenset(label for label in LABELS if told[_AT[f"score {label}"]] >= HOLDS)
