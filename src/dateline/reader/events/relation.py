"""Relations: of what type is what a given source does to a given target, from the events that the rules found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dateline.reader.draft import Draft, Frame
from dateline.reader.events.folding import folded
from dateline.reader.events.lexicon import EventLexicon, Trigger
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Event, Participant, Span, Status

Features = npt.NDArray[np.float32]

# PLOVER's types, CONCEDE and RETREAT as one; the order of every column below, and of ties.
TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
# How an event stands to the two, and what each way is worth: both take part in it; the source acts; the target
# suffers or shares it; its words stand between the two in the parse; it is told in their sentence.
LINKS = {"connects": 1.0, "acts": 0.7, "suffers": 0.5, "between": 0.4, "beside": 0.2}
WORDS = {"path": 0.1, "sentence": 0.05}  # a trigger word alone, where no event was found: on the path, anywhere
NEAR_ROOT = 0.05  # of two events that stand alike, what stands higher in the sentence is what is told
# What is said over an event, or by the verb that the source is the subject of.
OVER = {
    "offers": frozenset(
        "agree accept offer promise pledge vow commit consent undertake propose willing ready prepared able intend "
        "readiness willingness commitment consider".split()
    ),
    "refuses": frozenset("refuse decline reject deny fail rule oppose veto cancel".split()),
    "asks": frozenset("call urge ask demand request want order appeal press push insist must should need".split()),
    "threatens": frozenset("threaten warn ultimatum deadline threat warning".split()),
    "ends": frozenset("end lift stop suspend halt cancel drop withdraw call_off resume ease".split()),
    "will": frozenset("will would shall wo 'll ’ll".split()),
    "may": frozenset("may might could can if whether".split()),
    "not": frozenset("not n't n’t no never without neither nor".split()),
}
_STATUSES = tuple(Status)
_SIDES = ("has source", "has target", "target acts", "source suffers", "source is subject", "target is subject")
COLUMNS: tuple[str, ...] = (
    *(f"score {t}" for t in TYPES),
    *(f"{link} {t}" for link in LINKS for t in TYPES),
    *(f"word on {where} {t}" for where in WORDS for t in TYPES),
    *(f"told as {t}" for t in TYPES),
    *(f"status {s}" for s in _STATUSES),
    *(f"over {name}" for name in OVER),
    *_SIDES,
)
USUAL = "CONSULT"  # the commonest type in most event data (manual, section 3.2)
PRONOUNS = frozenset("it he she they we i its his her their our my".split())
STEPS = 40  # up the tree at most
_AT = {name: i for i, name in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class _Side:
    """The source or the target: its tokens, their head, and the actors it names."""

    tokens: frozenset[int]
    head: int | None
    actors: frozenset[str]

    def takes_part(self, parts: Iterable[Participant], parse: Parse) -> bool:
        return any(p.actor in self.actors or any(i in self.tokens for i in parse.tokens(p.span)) for p in parts)

    def speaks_of_itself(self, parts: Iterable[Participant], parse: Parse) -> bool:
        """Whether a pronoun that takes part stands under the verb this side is the subject of ("said it would")."""
        if self.head is None or parse.dep[self.head] != "nsubj":
            return False
        verb = parse.head[self.head]
        heads = (i for p in parts for i in parse.tokens(p.span) if parse.lower[i] in PRONOUNS)
        return any(verb in _over(parse, i) and parse.head[i] != verb for i in heads)


class Relations:
    """Answers for pairs of spans of one report; made once, with the word lists."""

    def __init__(self, lexicons: Lexicons) -> None:
        lexicon = EventLexicon(lexicons)
        self._verbs = {lemma: _types(rows) for lemma, rows in lexicon.verbs.items()}
        self._nouns = {lemma: _types(rows) for lemma, rows in lexicon.nouns.items()}

    def features(
        self,
        draft: Draft,
        source: Sequence[Span],
        target: Sequence[Span],
        events: Sequence[Event] | None = None,
    ) -> Features:
        """What the rules say of the pair, one value for each of COLUMNS, between 0 and 1.1.

        The spans are into the report's text; an empty sequence is a side that is not named. The draft must have come
        through the status layer. Words outside the body, or none at all, give zeros. Whoever asks about many pairs of a
        long report gives the `events` of the pair's sentences, so that the others need not be gone through.
        """
        parse = draft.parse
        s, t = _side(draft, source), _side(draft, target)
        out = np.zeros(len(COLUMNS), dtype=np.float32)
        out[_AT["has source"]], out[_AT["has target"]] = bool(s.tokens), bool(t.tokens)
        if not len(parse) or not (s.tokens or t.tokens):
            return out
        sentences = {parse.sentence[i] for i in (s.head, t.head) if i is not None}
        path = _path(parse, s, t)
        self._events(draft, draft.events if events is None else events, s, t, sentences, path, out)
        self._words(parse, sentences, path, out)
        self._manner(parse, s, t, out)
        return out

    def _events(
        self,
        draft: Draft,
        events: Sequence[Event],
        s: _Side,
        t: _Side,
        sentences: set[int],
        path: frozenset[int],
        out: Features,
    ) -> None:
        parse = draft.parse
        best = 0.0
        leading: Event | None = None
        for event in events:
            frame = draft.frames.get(event.id)
            if frame is None or parse.sentence[frame.head] not in sentences:
                continue
            if t.takes_part(event.actors, parse):
                out[_AT["target acts"]] = 1
            if s.takes_part(event.recipients, parse):
                out[_AT["source suffers"]] = 1
            link = _link(parse, event, frame, s, t, path)
            over = _over(parse, frame.head)
            noun = parse.pos[frame.head] in ("NOUN", "PROPN")
            type_ = folded(event.type, event.status, {parse.lemma[i] for i in over}, noun=noun)
            worth = LINKS[link] + NEAR_ROOT / (1 + len(over))
            out[_AT[f"{link} {type_}"]] = 1
            out[_AT[f"score {type_}"]] = max(out[_AT[f"score {type_}"]], worth)
            if worth > best:
                best, leading = worth, event
        if leading is not None:
            out[_AT[f"told as {folded(leading.type, Status.HAPPENED)}"]] = 1
            out[_AT[f"status {leading.status}"]] = 1

    def _words(self, parse: Parse, sentences: set[int], path: frozenset[int], out: Features) -> None:
        for number in sentences:
            for i in range(*parse.sentences[number]):
                index = self._verbs if parse.pos[i] in ("VERB", "AUX") else self._nouns
                for type_, share in index.get(parse.lemma[i], {}).items():
                    for where in WORDS if i in path else ("sentence",):
                        out[_AT[f"word on {where} {type_}"]] = 1
                        score = _AT[f"score {type_}"]
                        out[score] = max(out[score], share * WORDS[where])

    def _manner(self, parse: Parse, s: _Side, t: _Side, out: Features) -> None:
        """What is said over the pair: by the words above either, and by what hangs on those."""
        for side, name in ((s, "source is subject"), (t, "target is subject")):
            if side.head is None:
                continue
            out[_AT[name]] = parse.dep[side.head].startswith("nsubj")
            for i in _over(parse, side.head):
                for k in (i, *parse.kids[i][:STEPS]):
                    for kind, words in OVER.items():
                        if parse.lemma[k] in words or parse.lower[k] in words:
                            out[_AT[f"over {kind}"]] = 1


def _types(rows: Sequence[Trigger]) -> dict[str, float]:
    """The types that a word can stand for, folded as if what it tells had happened, each with its share of the rows.

    Rows that ask nothing of the words around are the word by itself; without any, all rows count.
    """
    telling = [row for row in rows if row.type.isalpha() and row.type != "NONE"]
    plain = [row for row in telling if not (row.extra or row.object or row.preps)] or telling
    counts = Counter(folded(row.type, Status.HAPPENED) for row in plain)
    return {type_: n / counts.total() for type_, n in counts.items()}


def _link(parse: Parse, event: Event, frame: Frame, s: _Side, t: _Side, path: frozenset[int]) -> str:
    """How an event stands to the two: one of LINKS."""
    acts = s.takes_part(event.actors, parse) or s.speaks_of_itself(event.actors, parse)
    suffers = t.takes_part(event.recipients, parse) or t.takes_part(event.actors, parse)
    if acts or suffers:
        return "connects" if acts and suffers else "acts" if acts else "suffers"
    told = {frame.head, *frame.parts} | ({frame.carrier} if frame.carrier is not None else set())
    return "beside" if path.isdisjoint(told) else "between"


def _side(draft: Draft, spans: Sequence[Span]) -> _Side:
    parse = draft.parse
    tokens = sorted({i for span in spans for i in parse.tokens(span)})
    inside = frozenset(tokens)
    head = next((i for i in tokens if parse.head[i] not in inside or parse.head[i] == i), None)
    named = (draft.cast[i] for i in tokens if i in draft.cast)
    whole = frozenset(m.actor for m in named if inside.issuperset(range(m.first, m.last + 1)) or m.head == head)
    return _Side(inside, head, whole)


def _over(parse: Parse, i: int) -> list[int]:
    """The tokens above one, the nearest first."""
    return [k for k, _ in zip(parse.ancestors(i), range(STEPS), strict=False)]


def _path(parse: Parse, s: _Side, t: _Side) -> frozenset[int]:
    """The tokens between the two in the parse; up to the root from the one that is named."""
    up = [_over(parse, side.head) if side.head is not None else [] for side in (s, t)]
    if not (up[0] and up[1]) or parse.sentence[up[0][0]] != parse.sentence[up[1][0]]:
        return frozenset(up[0] or up[1]) - s.tokens - t.tokens
    shared = next((i for i in up[0] if i in set(up[1])), None)
    parts = [chain[: chain.index(shared) + 1] if shared in chain else chain for chain in up]
    return frozenset(parts[0] + parts[1]) - s.tokens - t.tokens


@lru_cache(maxsize=1)
def _relations() -> Relations:
    return Relations(Lexicons())


def features(
    draft: Draft, source: Sequence[Span], target: Sequence[Span], events: Sequence[Event] | None = None
) -> Features:
    """`Relations.features` with the package's own word lists."""
    return _relations().features(draft, source, target, events)


def between(draft: Draft, source: Sequence[Span], target: Sequence[Span]) -> list[int]:
    """The tokens on the way from the source to the target in the parse, in order, neither's own among them.

    Up to the root of its sentence from the one that is named, where the other is not.
    """
    return sorted(_path(draft.parse, _side(draft, source), _side(draft, target)))


def answer(told: Features) -> str:
    """The rules' own answer: the type of the highest score, or USUAL where no word tells of anything."""
    scores = told[: len(TYPES)]
    best = int(scores.argmax())
    return TYPES[best] if scores[best] > 0 else USUAL
