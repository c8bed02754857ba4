"""Parties: who takes part in an event, of what kind, and on which of its two sides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from dateline.export.columns import Source
from dateline.records import Actor, ActorKind, Basis, CountOf, Event, EventType, Participant, Role, Span


class Kind(StrEnum):
    """What kind of party, as far as UCDP and ACLED tell parties apart; the rule tables use these words."""

    STATE = "state"  # a government, its army, police or intelligence
    REBEL = "rebel"
    MILITIA = "militia"
    IDENTITY = "identity"  # a militia of a people, clan, faith, village or livelihood; the rules' militias take it in
    GANG = "gang"
    GUNMEN = "gunmen"  # armed, and nothing more is known
    EXTERNAL = "external"  # troops of an intergovernmental organisation
    PROTESTER = "protester"
    CROWD = "crowd"  # many unarmed who act
    OFFICIAL = "official"  # unarmed, of a government, parliament or court
    CIVILIAN = "civilian"
    PEOPLE = "people"  # of whom no more is said: civilians by the rules, dead of an unknown side
    THING = "thing"
    UNKNOWN = "unknown"


ARMED = frozenset((Kind.STATE, Kind.REBEL, Kind.MILITIA, Kind.IDENTITY, Kind.GANG, Kind.GUNMEN, Kind.EXTERNAL))
CIVIL = frozenset((Kind.OFFICIAL, Kind.CIVILIAN, Kind.PEOPLE, Kind.PROTESTER, Kind.CROWD))
HARMED = frozenset((CountOf.KILLED, CountOf.INJURED, CountOf.ABDUCTED))
_FORCES = frozenset((Role.MIL, Role.COP, Role.SPY))
_PROTEST = re.compile(r"(?i)\b(?:protest\w*|demonstrat\w+|march(?:er|ers)|picket\w*)\b")
_CROWD = re.compile(r"(?i)\b(?:mobs?|crowds?|rioters?)$")
_AMOUNT = frozenset(
    "a an the all of at least most more than up to about around some nearly almost over another other others further "
    "additional many several few dozen dozens score scores hundred hundreds thousand thousands them these those and no "
    "none one nobody both half people person persons man men dead victims".split()
)
_TAIL = frozenset("in at from near on by with aboard inside outside who whom which that".split())
_CONTAINERS = frozenset("group groups band number total pair couple handful body bodies majority rest".split())


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part. `name` is its fullest name, or the words; `country` is ISO 3166 alpha-3."""

    words: str
    name: str
    kind: Kind
    named: bool = False
    person: bool = False
    many: bool = False
    country: str | None = None
    roles: tuple[Role, ...] = ()
    id: str | None = None
    basis: Basis = Basis.STATED

    @property
    def body(self) -> bool:
        """Is it a named organisation, group or state? A person is no side of a conflict."""
        return self.named and not self.person

    def fits(self, kinds: Iterable[str]) -> bool:
        """Is it of one of these kinds? People of whom no more is said are civilians; many civilians are a crowd."""
        own = {str(self.kind)}
        if self.kind is Kind.IDENTITY:
            own.add(str(Kind.MILITIA))
        if self.kind is Kind.PEOPLE:
            own.add(str(Kind.CIVILIAN))
        if self.many and self.kind in (Kind.CIVILIAN, Kind.PROTESTER):
            own.add(str(Kind.CROWD))
        return not own.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts and who is acted upon; where two fight each other, one side each."""

    one: tuple[Party, ...]
    other: tuple[Party, ...]


def sides_of(source: Source, event: Event) -> Sides:
    """The two sides of an event. Of those who fight or make peace, the first and whoever is not of its kind and land.

    Those who were harmed are on the other side where the words name no recipient.
    """
    one, other = parties(source, event.actors), parties(source, event.recipients)
    if event.type is EventType.ASSAULT:
        one = tuple(map(_as_identity, one))
        armed = any(party.kind is Kind.IDENTITY for party in one)
        other = tuple(map(_as_identity, other)) if armed and event.mode == "sideAB" else other
    if event.type is EventType.ASSAULT and all(party.kind is Kind.THING for party in other):
        counted = (Participant(None, c.span) for c in event.counts if c.what in HARMED and c.low != 0 and c.best != 0)
        other = (*parties(source, counted), *other)
    if not other and len(one) > 1 and (event.type is EventType.ASSAULT or event.mode == "ceasefire"):
        alike = tuple(p for p in one if (p.kind, p.country) == (one[0].kind, one[0].country))
        alike = one[:1] if event.mode == "sideAB" else alike
        one, other = alike, tuple(p for p in one if p not in alike)
    return Sides(one, other)


def _as_identity(party: Party) -> Party:
    """Those who use force together as a people, clan, village or livelihood: "Koro tribesmen", "armed herders"."""
    if party.person or party.kind not in (Kind.MILITIA, Kind.GUNMEN, Kind.CIVILIAN, Kind.CROWD, Kind.UNKNOWN):
        return party
    words = frozenset(re.findall(r"[^\W\d]+", f"{party.words} {party.name}".lower()))
    bound, bearing = not words.isdisjoint(_BOUND), not words.isdisjoint(_BEARING)
    people = not words.isdisjoint(_peoples())
    plain = people and party.kind is Kind.CIVILIAN and set(party.roles) <= {Role.CVL}  # "the Tiv attacked ..."
    if plain or not words.isdisjoint(_IDENTITY) or (bearing and (bound or people)):
        return replace(party, kind=Kind.IDENTITY)
    return party


_IDENTITY = frozenset(
    "herder herders herdsman herdsmen pastoralist pastoralists tribesman tribesmen clansman clansmen vigilante "
    "vigilantes kinsmen rustlers warriors".split()
)
_BOUND = frozenset(
    "tribal ethnic clan communal community pastoralist farmer farmers vigilante village villagers sectarian religious "
    "muslim christian hindu tribe".split()
)
_BEARING = frozenset(
    "armed militia militias militiaman militiamen fighter fighters gunman gunmen group groups youths mob attackers "
    "assailants raiders band bands".split()
)


def main(side: tuple[Party, ...]) -> Party | None:
    """The party that stands for a side: the first that is no thing."""
    return next((party for party in side if party.kind is not Kind.THING), side[0] if side else None)


def parties(source: Source, participants: Iterable[Participant]) -> tuple[Party, ...]:
    """Each participant once, things after persons and groups."""
    found: dict[str, Party] = {}
    for participant in participants:
        party = _party(source, participant)
        found.setdefault(party.id or party.words, party)
    return tuple(sorted(found.values(), key=lambda party: party.kind is Kind.THING))


def _party(source: Source, participant: Participant) -> Party:
    """The party of a participant. "Fighters of the Red Kite Front" are the Front's: its name is theirs."""
    words = " ".join(participant.span.of(source.text).split())
    actor = source.actors.get(participant.actor or "")
    if actor is None:
        return Party(words, words, kind_of_words(words), basis=participant.basis)
    party = Party(
        words,
        actor.name,
        _kind_of(actor),
        actor.named,
        actor.kind is ActorKind.PERSON,
        actor.kind is ActorKind.GROUP,
        actor.country,
        actor.roles,
        actor.id,
        participant.basis,
    )
    if party.named or party.person or party.kind not in ARMED:
        return party
    body = _body_within(source, participant.span)
    return party if body is None else replace(party, name=body.name, named=True, country=party.country or body.country)


def _body_within(source: Source, span: Span) -> Actor | None:
    """The organisation, group or state that is named within some words."""
    first = bisect_left(source.names, span.start, key=lambda pair: pair[0].start)
    for at, actor in source.names[first : first + 3]:
        if at.end <= span.end and actor.kind is not ActorKind.STATE:
            return actor
    return None


def kind_at(source: Source, event: Event, span: Span) -> Kind:
    """The kind of those whom some words count: of the participant that the words name, else by the words."""
    for participant in (*event.recipients, *event.actors):
        if participant.span.start < span.end and span.start < participant.span.end:
            return _party(source, participant).kind
    return kind_of_words(span.of(source.text))


def kind_of_words(words: str) -> Kind:
    """The kind of what no actor is known for: by the nouns in it."""
    tokens = _before_its_tail(re.findall(r"[^\W\d]+(?:['’-][^\W\d]+)*", words.lower()))
    if not tokens:
        return Kind.PEOPLE if any(c.isdigit() for c in words) else Kind.THING
    if _CROWD.search(words):
        return Kind.CROWD
    if all(map(_is_amount, tokens)):
        return Kind.PEOPLE
    nouns = _nouns()
    # The armed decide, the last of them first: an army post is the army's, a police doctor the police's.
    kinds = [_of_roles(nouns.get(token, frozenset()), Kind.THING) for token in reversed(tokens)]
    armed = next((kind for kind in kinds if kind in ARMED), None)
    if armed or tokens[-1] not in nouns:
        return armed or Kind.THING
    roles = nouns[tokens[-1]]
    return _of_roles(roles, Kind.CIVILIAN if roles else Kind.UNKNOWN)


def _before_its_tail(tokens: list[str]) -> list[str]:
    """Without where and whose they are: "people [in Luena]", "fighters [of the Front]", "[the bodies of] two men"."""
    first = 0
    for i, word in enumerate(tokens[1:], 1):
        if word == "of" and (tokens[i - 1] in _CONTAINERS or all(map(_is_amount, tokens[first:i]))):
            first = min(i + 1, len(tokens) - 1)
        elif i > first and (word in _TAIL or word == "of"):
            return tokens[first:i]
    return tokens[first:]


def _is_amount(token: str) -> bool:
    return token in _AMOUNT or set(token.split("-")) <= _numbers()


def _kind_of(actor: Actor) -> Kind:
    roles = frozenset(actor.roles)
    if Role.IGO in roles and roles & _FORCES:
        return Kind.EXTERNAL
    if _CROWD.search(actor.name):
        return Kind.CROWD
    if not roles & {Role.REB, Role.PRM, *_FORCES} and _PROTEST.search(actor.name):
        return Kind.PROTESTER
    if actor.kind is ActorKind.STATE or (Role.GOV in roles and actor.kind is ActorKind.ORGANISATION):
        return Kind.STATE
    if Role.MIL in roles and actor.named and actor.country is None and actor.kind is not ActorKind.PERSON:
        return Kind.UNKNOWN  # a "brigade" of no known country may be anybody's
    kind = _of_roles(roles, Kind.CIVILIAN if roles or actor.kind is ActorKind.PERSON else Kind.UNKNOWN)
    if actor.named or kind not in (Kind.CIVILIAN, Kind.UNKNOWN):
        return kind
    told = kind_of_words(actor.name)
    return told if told is Kind.PEOPLE or (kind is Kind.UNKNOWN and told in ARMED) else kind


def _of_roles(roles: frozenset[Role], otherwise: Kind) -> Kind:
    for kind, signs in _SIGNS:
        if roles & signs:
            return kind
    return otherwise


# The first that fits: a rebel army is rebels, a police chief of parliament is police.
_SIGNS = (
    (Kind.REBEL, {Role.REB}),
    (Kind.MILITIA, {Role.PRM}),
    (Kind.STATE, _FORCES),
    (Kind.GANG, {Role.CRM}),
    (Kind.GUNMEN, {Role.UAF}),
    (Kind.OFFICIAL, {Role.GOV, Role.LEG, Role.JUD}),
)


@cache
def _nouns() -> dict[str, frozenset[Role]]:
    """The nouns that head descriptions of actors, singular and plural, with their sectors."""
    from dateline.reader.lexicon import Lexicons  # the reader is loaded only where its words are needed

    nouns: dict[str, frozenset[Role]] = {}
    for row in Lexicons().table("group_nouns"):
        term = row["term"].lower().split()[-1]
        roles = frozenset(Role(role) for role in row["role"].split("|") if role)
        for form in (term, f"{term}s", f"{term}es", term[:-1] + "ies", f"{term.removesuffix('man')}men"):
            nouns.setdefault(form, roles)
    nouns["children"] = nouns.get("child", frozenset())
    return nouns


@cache
def _peoples() -> frozenset[str]:
    """The peoples, clans and communities that the reader knows by name, as single words in lower case."""
    from dateline.reader.lexicon import Lexicons

    rows = Lexicons().table("communities")
    names = (name for row in rows for name in (row["name"], *row["aliases"].split("|")))
    return frozenset(name.lower() for name in names if name and " " not in name)


@cache
def _numbers() -> frozenset[str]:
    from dateline.reader.lexicon import Lexicons

    return Lexicons().terms("number_words")
