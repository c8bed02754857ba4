"""The events layer: what is said to have happened, by whom, to whom, where and when, and on which claims it stands."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft, Frame, made_by
from dateline.reader.events import roles, weapons
from dateline.reader.events.again import told_before
from dateline.reader.events.basis import founded
from dateline.reader.events.claims import innermost_first
from dateline.reader.events.contexts import Contexts
from dateline.reader.events.find import find
from dateline.reader.events.lexicon import EventLexicon
from dateline.reader.events.located import At, located
from dateline.reader.events.merge import merge
from dateline.reader.events.modes import mode_of
from dateline.reader.events.mutual import each_way
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.lexicon import Lexicons
from dateline.records import Event, EventType, Span, Status, make_id

INSTRUMENTAL = frozenset(("ASSAULT", "MOBILIZE", "PROTEST", "COERCE"))  # what a weapon is told of with


class EventsLayer:
    """Finds triggers, merges those that tell of one happening, and gives each event its parts."""

    name = "events"
    version = "2"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicon = EventLexicon(lexicons)
        self.contexts = Contexts(lexicons)

    def __call__(self, draft: Draft) -> None:
        scene = Scene(draft, self.lexicon)
        find(scene)
        scene.first_told = {i: candidate.row for i, candidate in scene.candidates.items()}
        merge(scene)
        before: dict[str, int] = {}
        told: list[tuple[Candidate, roles.Cast]] = []
        again: list[tuple[Candidate, roles.Cast]] = []
        for token in sorted(scene.candidates):
            candidate = scene.candidates[token]
            cast = roles.cast_of(scene, candidate)
            (again if told_before(scene, candidate, cast, before) else told).append((candidate, cast))
        at = located(scene, told, again)
        for candidate, cast in told:  # apart from the loop above: a later sentence may add to an earlier candidate
            event = self._event(scene, candidate, cast, at[candidate.token])
            token = candidate.token
            lemma = self.lexicon.family_of(draft.parse.lemma[token], candidate.row.extra)
            carrier = candidate.carrier if candidate.carried != "hold" else None
            parts, echoes = tuple(candidate.parts), tuple(candidate.echoes)
            for one in each_way(scene, candidate, event):
                draft.events.append(one)
                draft.frames[one.id] = Frame(one.id, token, carrier, parts, lemma, echoes)
        self._stand_on_claims(draft)
        draft.events = self.contexts.give(draft)

    def _event(self, scene: Scene, candidate: Candidate, cast: roles.Cast, at: At) -> Event:
        draft = scene.draft
        actors, recipients = roles.people(scene, candidate, cast)
        trigger = trigger_span(scene, candidate)
        return Event(
            make_id("event", draft.report.id, trigger.start, trigger.end, candidate.type),
            trigger,
            EventType(candidate.type),
            mode_of(scene, candidate, cast),
            Status.HAPPENED,
            actors,
            recipients,
            *at,
            (),
            weapons.mention(scene, cast.instruments) if candidate.type in INSTRUMENTAL else None,
            (),
            made_by(self),
            confidence(candidate, bool(actors), bool(recipients)),
        )

    def _stand_on_claims(self, draft: Draft) -> None:
        """Give each event the claims whose content holds its trigger, and each claim its events."""
        holding = innermost_first(draft)
        draft.events = founded(draft, [replace(event, claims=holding.get(event.id, ())) for event in draft.events])
        events_of: dict[str, list[str]] = {}
        for event in draft.events:
            for claim in event.claims:
                events_of.setdefault(claim, []).append(event.id)
        draft.claims = [
            replace(claim, events=tuple(events_of[claim.id])) if claim.id in events_of else claim
            for claim in draft.claims
        ]


def trigger_span(scene: Scene, candidate: Candidate) -> Span:
    """The trigger's words: a noun with the modifier its row names, a verb with its particle."""
    parse, i = scene.parse, candidate.token
    extra = candidate.row.extra.split()
    if candidate.noun:
        first = i
        while (
            extra
            and first > parse.left[i]
            and (parse.lemma[first - 1] in extra or parse.lower[first - 1] in ("-", *extra))
        ):
            first -= 1
        return parse.span(first, i)
    first = last = i
    for word in extra:  # "test-fired", "called for", "walked away from"
        if word.endswith("-"):
            first = i - 2
        elif parse.lower[last + 1 : last + 2] == [word]:
            last += 1
    return parse.span(first, last)


def confidence(candidate: Candidate, actors: bool, recipients: bool) -> float:
    """How sure: more where the words say who and to whom; a noun that nothing carries is the least sure."""
    sure = 0.55 + 0.15 * actors + 0.1 * recipients
    if candidate.noun and candidate.carried in ("", "hold"):
        sure -= 0.1
    if candidate.row.object or candidate.row.extra:
        sure += 0.1
    return round(min(sure, 0.95), 2)
