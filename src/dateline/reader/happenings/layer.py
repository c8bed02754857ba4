"""The happenings layer: one happening, one event: a headline and its lead, "the attack" and the ambush told before."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.counts.rows import of_event
from dateline.reader.counts.words import Counter, CountWords
from dateline.reader.draft import Draft
from dateline.reader.events.lexicon import EventLexicon
from dateline.reader.happenings.join import join, with_mentions
from dateline.reader.happenings.likeness import TOLD_AGAIN, Likeness, Telling
from dateline.reader.lexicon import Lexicons

HEADED = 2  # the last sentence that may tell again what only a headline and its lead tell twice: a word, an agreement
NEAREST = 12  # earlier events of a type with which one is compared: work stays linear


class HappeningsLayer:
    """Puts events together that tell of one happening, and gives each the other words that tell of it."""

    name = "happenings"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.words = CountWords(lexicons)
        self.families = EventLexicon(lexicons).families

    def __call__(self, draft: Draft) -> None:
        if len(draft.events) > 1:
            self._put_together(draft)
        draft.events = [with_mentions(draft, event) for event in draft.events]

    def _put_together(self, draft: Draft) -> None:
        counter = Counter(draft, self.words)
        likeness = Likeness(draft, self.words.people, self.families)
        kept: dict[str, list[Telling]] = {}
        gone: dict[str, str] = {}
        for event in sorted(draft.events, key=lambda e: e.trigger):
            frame = draft.frames.get(event.id)
            if frame is None or (event.type not in TOLD_AGAIN and draft.parse.sentence[frame.head] > HEADED):
                continue
            telling = Telling(event, frame, tuple(of_event(counter, event, frame)))
            earlier = kept.setdefault(event.type, [])
            scored = [(likeness.score(one, telling), n) for n, one in enumerate(earlier[-NEAREST:])]
            best = max(scored, default=(0, 0))  # of equals the nearest
            if best[0] >= likeness.ENOUGH:
                at = max(len(earlier) - NEAREST, 0) + best[1]
                gone[event.id] = earlier[at].event.id
                earlier[at] = join(draft, earlier[at], telling)
            else:
                earlier.append(telling)
        if not gone:
            return
        new = {telling.event.id: telling.event for tellings in kept.values() for telling in tellings}
        draft.events = [new.get(event.id, event) for event in draft.events if event.id not in gone]
        draft.claims = [
            replace(claim, events=tuple(dict.fromkeys(gone.get(id_, id_) for id_ in claim.events)))
            for claim in draft.claims
        ]
