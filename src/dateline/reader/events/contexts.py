"""Contexts: what an event is about beside its type, PLOVER's 37, each tied to the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Context, Event, EventContext, Role, Span

_POS = {"n": ("NOUN", "PROPN"), "v": ("VERB",), "a": ("ADJ", "NOUN", "PROPN")}
LONGEST = 80  # tokens to each side of the trigger: no sentence that is read with understanding is longer


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    pos: tuple[str, ...]  # of the last word; empty for any
    context: Context


@dataclass(frozen=True, slots=True)
class _Hit:
    context: Context
    first: int
    last: int


class Contexts:
    """The list of contexts.tsv, ready for look-up."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.terms: dict[str, list[_Term]] = {}
        self.modes: dict[str, list[Context]] = {}
        self.roles: dict[str, list[Context]] = {}
        for row in lexicons.table("contexts"):
            term, context = row["term"], Context(row["context"])
            if term.startswith("="):
                self.modes.setdefault(term[1:], []).append(context)
            elif term.startswith("@"):
                self.roles.setdefault(term[1:], []).append(context)
            else:
                words = tuple(term.replace("-", " - ").split())
                self.terms.setdefault(words[0], []).append(_Term(words, _POS.get(row["pos"], ()), context))

    def give(self, draft: Draft) -> list[Event]:
        """The draft's events, each with its contexts."""
        said: dict[int, list[_Hit]] = {}  # sentence -> what its words say
        spans = {claim.id: [link.span for link in claim.chain if link.span] for claim in draft.claims}
        roles = {actor.id: actor.roles for actor in draft.actors}
        out = []
        for event in draft.events:
            trigger = next(iter(draft.parse.tokens(event.trigger)), None)
            if trigger is None:
                out.append(event)
                continue
            number = draft.parse.sentence[trigger]
            if number not in said:
                said[number] = list(self._hits(draft.parse, *draft.parse.sentences[number]))
            speakers = [span for claim in event.claims for span in spans.get(claim, ())]
            out.append(replace(event, contexts=self._of(draft.parse, event, trigger, said[number], speakers, roles)))
        return out

    def _of(
        self,
        parse: Parse,
        event: Event,
        trigger: int,
        hits: list[_Hit],
        speakers: list[Span],
        roles: dict[str, tuple[Role, ...]],
    ) -> tuple[EventContext, ...]:
        """One entry for each context: of several words that say so, the nearest to the trigger."""
        sides = (*event.actors, *event.recipients)
        taking_part = [participant.span for participant in sides]
        best: dict[Context, tuple[int, Span]] = {}

        def put(context: Context, distance: int, span: Span) -> None:
            if context not in best or distance < best[context][0]:
                best[context] = (distance, span)

        for hit in hits:
            span = parse.span(hit.first, hit.last)
            told = any(span.overlaps(s) for s in speakers) and not any(span.overlaps(s) for s in taking_part)
            distance = min(abs(hit.first - trigger), abs(hit.last - trigger))
            if not told and distance <= LONGEST:  # who speaks is not what it is about
                put(hit.context, distance, span)
        for context in self.modes.get(f"{event.type}/{event.mode}", ()):
            put(context, 0, event.trigger)
        for participant in sides:
            for role in roles.get(participant.actor or "", ()):
                for context in self.roles.get(role, ()):
                    put(context, LONGEST, participant.span)
        order = list(Context)
        return tuple(EventContext(context, best[context][1]) for context in sorted(best, key=order.index))

    def _hits(self, parse: Parse, first: int, end: int) -> Iterator[_Hit]:
        for i in range(first, end):
            for word in dict.fromkeys((parse.lemma[i], parse.lower[i])):
                for term in self.terms.get(word, ()):
                    last = i + len(term.words) - 1
                    named = last < end and parse.words[last][:1].isupper()
                    if (
                        last < end
                        and _stands(parse, i, term)
                        and (named or not term.pos or parse.pos[last] in term.pos)
                    ):
                        yield _Hit(term.context, i, last)


def _stands(parse: Parse, first: int, term: _Term) -> bool:
    return all(word in (parse.lemma[first + k], parse.lower[first + k]) for k, word in enumerate(term.words))
