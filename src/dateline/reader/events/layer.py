"""The events layer: what is said to have happened, by whom, to whom, where and when, and on which claims it stands."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft, Frame, made_by
from dateline.reader.events import roles, weapons
from dateline.reader.events.again import told_before
from dateline.reader.events.basis import founded
from dateline.reader.events.claims import innermost_first
from dateline.reader.events.find import find
from dateline.reader.events.lexicon import EventLexicon
from dateline.reader.events.located import At, located
from dateline.reader.events.merge import merge
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.lexicon import Lexicons
from dateline.records import Event, EventType, Span, Status, make_id

INSTRUMENTAL = frozenset(("ASSAULT", "MOBILIZE", "PROTEST", "COERCE"))  # what a weapon is told of with


class EventsLayer:
    """Finds triggers, merges those that tell of one happening, and gives each event its parts."""

    name = "events"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicon = EventLexicon(lexicons)

    def __call__(self, draft: Draft) -> None:
        scene = Scene(draft, self.lexicon)
        find(scene)
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
            draft.events.append(event)
            token = candidate.token
            lemma = self.lexicon.family_of(draft.parse.lemma[token], candidate.row.extra)
            carrier = candidate.carrier if candidate.carried != "hold" else None
            draft.frames[event.id] = Frame(event.id, token, carrier, tuple(candidate.parts), lemma)
        self._stand_on_claims(draft)

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
    if extra and parse.lower[i + 1 : i + 2] == [extra[-1]]:
        return parse.span(i, i + 1)
    return parse.span(i, i)


_AIRCRAFT = frozenset(("warplane", "jet", "helicopter", "aircraft", "plane", "gunship", "drone"))
_MODES_BY_WEAPON = (
    ("explosives", ("bomb", "explosive", "grenade", "mine", "landmine", "ied", "dynamite", "device", "tnt")),
    ("heavy-weapons", ("rocket", "missile", "mortar", "artillery", "tank", "shell", "howitzer")),
    ("firearms", ("gun", "rifle", "pistol", "gunfire", "bullet", "machinegun", "shotgun", "ak-47", "kalashnikov")),
    ("primitive", ("knife", "machete", "axe", "stone", "rock", "sword", "acid", "petrol", "fire")),
    ("drone", ("drone",)),
    ("aerial", ("jet", "warplane", "helicopter", "aircraft", "plane", "gunship")),
)


def mode_of(scene: Scene, candidate: Candidate, cast: roles.Cast) -> str | None:
    """The row's mode; where it names none, an ASSAULT has the mode of its weapon."""
    if candidate.type == EventType.ASSAULT and candidate.row.mode in (None, "explosives"):
        for i in (*cast.actors, *cast.instruments):
            if scene.parse.lemma[i] in _AIRCRAFT:
                return "drone" if scene.parse.lemma[i] == "drone" else "aerial"
    if candidate.row.mode or candidate.type != EventType.ASSAULT:
        return candidate.row.mode
    for i in cast.instruments:
        lemma = scene.parse.lemma[i]
        for mode, words in _MODES_BY_WEAPON:
            if lemma in words:
                return mode
    return None


def confidence(candidate: Candidate, actors: bool, recipients: bool) -> float:
    """How sure: more where the words say who and to whom; a noun that nothing carries is the least sure."""
    sure = 0.55 + 0.15 * actors + 0.1 * recipients
    if candidate.noun and candidate.carried in ("", "hold"):
        sure -= 0.1
    if candidate.row.object or candidate.row.extra:
        sure += 0.1
    return round(min(sure, 0.95), 2)
