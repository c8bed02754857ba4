"""Likeness: how much speaks for two events of a report being one happening; whatever differs speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.reader.counts.owner import may_hold
from dateline.reader.counts.rows import Row
from dateline.reader.draft import Draft, Frame
from dateline.records import Actor, ActorKind, CountOf, Event, EventType, Participant, Status, When

TOLD_AGAIN = frozenset(
    (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.PROTEST,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.AID,
        EventType.CONSULT,
        EventType.SANCTION,
        EventType.COOPERATE,
    )
)
REACH = 14  # sentences between two tellings of one happening
NEAR = 3  # sentences back to what "the attack" most likely takes up
_BLASTS = frozenset(("explosives", "suicide-attack", "heavy-weapons", "aerial", "drone"))  # told one for another
_HARM = frozenset((CountOf.KILLED, CountOf.INJURED, CountOf.MISSING, CountOf.HOSPITALISED, CountOf.DISPLACED))
_MUTUAL = frozenset((EventType.CONSULT, EventType.COOPERATE))
_REAL = frozenset((Status.HAPPENED, Status.HAPPENING))
_GENERAL = frozenset(
    "attack assault raid strike incident storm ambush hit target clash shooting shoot open fire".split()
)
_KILLING = frozenset("kill killing die death murder massacre slaughter slay slaying wound injure hurt carnage".split())
_DEADLY = _KILLING | {"shoot", "shooting", "stab", "stabbing", "assassinate"}
_ANOTHER = frozenset(
    "another second third fourth similar separate separately elsewhere meanwhile also again earlier previous "
    "previously other different latest recent repeated several two three many further later then afterwards".split()
)
_APART = frozenset("another separately elsewhere meanwhile also similarly earlier previously last later then".split())
_ANYONE = frozenset("people person man woman other victim dead resident villager civilian local child one".split())
_UNKNOWN = frozenset(
    "gunman attacker assailant militant man rebel fighter insurgent terrorist bomber killer kidnapper".split()
)
_WEAPONS = frozenset("bomb mine grenade rocket shell missile drone".split())
ALIKE = {  # nouns for one body of people
    noun: body
    for body, nouns in {
        "army": "soldier troop military",
        "police": "policeman policewoman officer constable",
        "militia": "militiaman",
        "rebel": "insurgent guerrilla fighter militant",
        "protester": "demonstrator marcher",
    }.items()
    for noun in nouns.split()
}
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as the report tells of it, with the counts that its own words make."""

    event: Event
    frame: Frame
    counts: tuple[Row, ...]


class Likeness:
    """Compares the tellings of one report."""

    ENOUGH = 3

    def __init__(self, draft: Draft, people: frozenset[str], families: Mapping[str, str]) -> None:
        self.draft, self.parse, self.people, self.families = draft, draft.parse, people, families
        self.actors: dict[str, Actor] = {actor.id: actor for actor in draft.actors}
        self.claims = {claim.id: claim for claim in draft.claims}
        self.timexes = {time.id: time.timex for time in draft.times}
        self.places = {place.id: place for place in draft.places}

    def score(self, one: Telling, other: Telling) -> int:
        """How much speaks for the later telling, `other`, being of the same happening; 0 where something is against."""
        apart = self.parse.sentence[other.frame.head] - self.parse.sentence[one.frame.head]
        if not 1 <= apart <= REACH or not _alike_real(one.event, other.event):
            return 0
        if one.event.type not in TOLD_AGAIN and not self._is_headline(one, apart):
            return 0
        word = self._words(one, other)
        if word is None or self._is_another(other):
            return 0
        found = [
            self._side(one.event.actors, other.event.actors, _UNKNOWN, mutual=one.event.type in _MUTUAL),
            self._side(one.event.recipients, other.event.recipients, _ANYONE),
            self._counts(one, other),
            self._place(one.event, other.event),
            self._time(one.event, other.event),
            self._died_once(one, other),
        ]
        if None in found:
            return 0
        beside = (
            sum(n for n in found if n is not None)
            + self._taken_up(other, apart if not word else 1)
            + self._is_headline(one, apart)
        )
        return word + beside if beside else 0

    def _words(self, one: Telling, other: Telling) -> int | None:
        """Whether the words can tell of one kind of deed; None where they cannot."""
        a, b = one.event, other.event
        first, second = self._lemmas(one.frame) | self._tools(a), self._lemmas(other.frame) | self._tools(b)
        if first & second or (first <= _KILLING and second <= _KILLING):
            return 1
        if a.mode and b.mode:
            if a.mode == b.mode:
                return 1
            return 0 if {a.mode, b.mode} <= _BLASTS else None
        if a.type != EventType.ASSAULT:
            return None
        if "abduct" in (a.mode, b.mode) or "destroy" in (a.mode, b.mode) or "sexual" in (a.mode, b.mode):
            return None
        general = (first | second) & (_GENERAL | _KILLING)
        return 0 if general else None

    def _lemmas(self, frame: Frame) -> set[str]:
        """The words that tell of an event, without those of the harm that it did, where there are others."""
        lemmas = {frame.lemma} | {self.families.get(w, w) for k in frame.parts if (w := self.parse.lemma[k])}
        return lemmas - _KILLING or lemmas

    def _tools(self, event: Event) -> set[str]:
        """The weapon it was done with, as the event it makes: "a bomb damaged the hall", and "the bombing"."""
        if event.instrument is None:
            return set()
        lemmas = (self.parse.lemma[i] for i in self.parse.tokens(event.instrument.span))
        return {lemma for lemma in lemmas if lemma in _WEAPONS}

    def _is_another(self, other: Telling) -> bool:
        """ "Another attack", "Separately, ...", "In a second blast": told as something else."""
        parse, head = self.parse, other.frame.head
        begin = parse.sentences[parse.sentence[head]][0]
        own = (k for k in parse.kids[head] if parse.dep[k] in ("det", "amod", "nummod", "advmod", "npadvmod"))
        opening = range(begin, min(begin + 3, head))
        return any(parse.lower[k] in _ANOTHER for k in own) or any(parse.lower[k] in _APART for k in opening)

    def _side(
        self,
        first: tuple[Participant, ...],
        second: tuple[Participant, ...],
        anyone: frozenset[str],
        *,
        mutual: bool = False,
    ) -> int | None:
        """Whether those on one side of both may be the same; None where they cannot."""
        if not first or not second:
            return 0
        one, other = ({p.actor for p in side if p.actor is not None} for side in (first, second))
        ids = one & other
        if mutual and any(map(self._named, one - other)) and any(map(self._named, other - one)):
            return None  # those who met differ
        nouns = [noun_of(self.draft, p) for p in first]
        others = [noun_of(self.draft, p) for p in second]
        if any(self._named(id_) for id_ in ids):
            return 2
        shared = self._keys(first) & self._keys(second)
        if ids or shared:
            return 2 if any(self._is_definite(p) for p in second) and not shared <= anyone else 1
        if all(self._named(p.actor) for p in (*first, *second)):
            return None
        if any(n is None or n in anyone for n in nouns) or any(n is None or n in anyone for n in others):
            return 0
        people = [any(n in self.people for n in side) for side in (nouns, others)]
        return 0 if people[0] != people[1] else None

    def _keys(self, side: tuple[Participant, ...]) -> set[str]:
        """What participants may be known by: their nouns, and the names in their words ("the town of Tamir")."""
        parse = self.parse
        keys = {ALIKE.get(noun, noun) for p in side if (noun := noun_of(self.draft, p)) is not None}
        return keys | {parse.lower[i] for p in side for i in parse.tokens(p.span) if parse.pos[i] == "PROPN"}

    def _named(self, id_: str | None) -> bool:
        actor = self.actors.get(id_ or "")
        return actor is not None and actor.named

    def _is_definite(self, participant: Participant) -> bool:
        tokens = self.parse.tokens(participant.span)
        return bool(len(tokens)) and (
            self.parse.lower[tokens[0]] in _DEFINITE or self.parse.lower[tokens[0] - 1 : tokens[0]] == ["the"]
        )

    def _counts(self, one: Telling, other: Telling) -> int | None:
        """Whether their figures agree; None where no two of one thing can both be true."""
        best = 0
        for what in CountOf:
            first = [row.amount for row in one.counts if row.what == what]
            second = [row.amount for row in other.counts if row.what == what]
            if not first or not second:
                continue
            if any(a.bounds == b.bounds for a in first for b in second):
                number = first[0].best or first[0].low or 0
                best = max(best, 2 if number > 2 else 1)
            elif not any(_meet(a.bounds, b.bounds) for a in first for b in second):
                if what not in _HARM or not self._taken_up(other, 1):
                    return None
                if self._voice(one.event) == self._voice(other.event):
                    return None
                best = -1  # two voices may count one happening differently
        return best

    def _died_once(self, one: Telling, other: Telling) -> int:
        """A person with a name is killed once: who is shot in one telling and murdered in another."""
        victims = [
            {p.actor for p in t.event.recipients if self._named(p.actor) and self._is_person(p.actor)}
            for t in (one, other)
            if any(row.what == CountOf.KILLED for row in t.counts) or self._lemmas(t.frame) & _DEADLY
        ]
        return 1 if len(victims) == 2 and victims[0] & victims[1] else 0

    def _is_person(self, id_: str | None) -> bool:
        actor = self.actors.get(id_ or "")
        return actor is not None and actor.kind == ActorKind.PERSON

    def _voice(self, event: Event) -> str | None:
        """Who speaks in the innermost claim that an event stands on."""
        claim = self.claims.get(event.claims[0]) if event.claims else None
        return claim.chain[-1].voice if claim is not None and claim.chain else None

    def _place(self, one: Event, other: Event) -> int | None:
        if one.place is None or other.place is None:
            return 0
        if one.place.place == other.place.place:
            return 1
        return 0 if may_hold(self.places.get(one.place.place), self.places.get(other.place.place)) else None

    def _time(self, one: Event, other: Event) -> int | None:
        if one.when is None or other.when is None:
            return 0
        first = days_of(one.when.when) if one.when.when else None
        second = days_of(other.when.when) if other.when.when else None
        if first is None or second is None:  # weekdays of no known week are two days where they differ
            timexes = [self.timexes.get(when.time or "", "") for when in (one.when, other.when)]
            if not all(timex.startswith("XXXX") for timex in timexes) or len(timexes[0]) != len(timexes[1]):
                return 0
            return 1 if timexes[0] == timexes[1] else None
        if first[0] > second[1] or second[0] > first[1]:
            return None
        return 1 if first == second and first[0] == first[1] else 0

    def _taken_up(self, other: Telling, apart: int) -> int:
        """A definite noun takes up what was told before: "the attack, which killed nine"."""
        parse, head = self.parse, other.frame.head
        if parse.pos[head] not in ("NOUN", "PROPN"):
            return 0
        determiners = [k for k in parse.kids[head] if parse.dep[k] in ("det", "poss")]
        dated = any(parse.lower[k] in _WEEKDAYS for k in determiners)
        definite = dated or any(parse.lower[k] in _DEFINITE for k in determiners)
        return 0 if not definite else 3 if apart <= NEAR else 2

    def _is_headline(self, one: Telling, apart: int) -> int:
        """Whether the earlier is told in a headline, without a full stop or in the present: the lead tells it again."""
        parse = self.parse
        sentence = parse.sentence[one.frame.head]
        if sentence != 0 or apart > 2 or len(parse.sentences) < 2:
            return 0
        if parse.paragraph[0] == parse.paragraph[1]:
            return 0
        stopped = parse.lower[parse.sentences[0][1] - 1] in (".", "!", "?", "\u201d", '"')
        return 2 if not stopped or parse.tag[one.frame.head] in ("VBZ", "VBP") else 0


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())


def noun_of(draft: Draft, participant: Participant) -> str | None:
    """The lemma of a participant's last noun; None for a pronoun and a bare number."""
    parse = draft.parse
    tokens = parse.tokens(participant.span)
    head = next((i for i in tokens if parse.head[i] not in tokens or parse.head[i] == i), None)
    if head is None or parse.pos[head] in ("PRON", "NUM"):
        return None
    return parse.lemma[head] if parse.pos[head] != "PROPN" else parse.lower[head]


def _alike_real(one: Event, other: Event) -> bool:
    """Whether two events are told as equally real: what is denied is never what is told."""
    if one.type != other.type or Status.DENIED in (one.status, other.status):
        return False
    return one.status == other.status or {one.status, other.status} <= _REAL


Bounds = tuple[int | None, int | None, int | None]


def _meet(a: Bounds, b: Bounds) -> bool:
    """Whether two amounts may be one: exact figures only where they are equal."""
    low, high = (a[0] or 0, b[0] or 0), (a[2], b[2])
    if a[0] == a[2] and b[0] == b[2] and a[0] is not None:
        return a[0] == b[0]
    return not ((high[1] is not None and low[0] > high[1]) or (high[0] is not None and low[1] > high[0]))


def days_of(when: When) -> tuple[str, str] | None:
    first, last = when.first_imprecise or when.first_precise, when.last_imprecise or when.last_precise
    return None if first is None or last is None else (first, last)
