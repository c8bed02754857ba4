"""Speakers: when two voices are one actor, when they can be shown to be two, and the key a voice goes by."""

from __future__ import annotations

from functools import cache, lru_cache

from dateline.records import Span
from dateline.weighing.account import Party, Speaker
from dateline.weighing.identity.bodies import speaking
from dateline.weighing.identity.names import SMALL, countries, name_key, words_of
from dateline.weighing.identity.parties import LIKELY, PERHAPS, same
from dateline.weighing.identity.profile import ORDINARY, Profile, profile, state_body
from dateline.weighing.lists import table

_SERVES = {"COP": "police", "MIL": "army"}  # the body that a person of that sector speaks for, where no other is named
_MINISTERS = frozenset("president premier minister chancellor".split())
_STATE_ROLES = frozenset({"GOV", "COP", "MIL", "SPY", "LEG"})
_ANY_PLACE = ORDINARY | frozenset("region province district town city village area country there two three".split())
_MEDIA = frozenset({"reporter", "media"})
MANY = 12  # words of a voice in which its body is looked for


@lru_cache(maxsize=65536)
def same_voice(a: Speaker, b: Speaker) -> bool:
    """Whether two voices are one actor: the same one, or a body and who speaks for it, or two who speak for one body.

    Two bodies of one state are two ("the health ministry", "the army"); a voice that has no name and speaks for no
    body that is told is nobody else's.
    """
    if (a.kind in _MEDIA) != (b.kind in _MEDIA):
        return _is_outlet(*((a, b) if a.kind in _MEDIA else (b, a)))
    if a.kind in _MEDIA:
        return _outlet(a) == _outlet(b) != ""
    return any(_match(one, two) for one in _selves(a) for two in _selves(b))


@lru_cache(maxsize=65536)
def same_name(a: Speaker, b: Speaker) -> bool:
    """Whether two voices are the same person or the same body, a body and its spokesman being two."""
    if (a.kind in _MEDIA) != (b.kind in _MEDIA):
        return False
    if a.kind in _MEDIA or voice_key(a) == voice_key(b):
        return _outlet(a) == _outlet(b) if a.kind in _MEDIA else True
    return a.named == b.named and _match(_self(a), _self(b)) and (a.named or _self(a).body is not None)


@lru_cache(maxsize=65536)
def told_apart(a: Speaker, b: Speaker) -> bool:
    """Whether two voices can be shown to be two: not one actor, and neither so vague that it may be the other."""
    if same_voice(a, b) or voice_key(a) == voice_key(b):
        return False
    if a.kind in _MEDIA and b.kind in _MEDIA:
        return bool(a.named and b.named and _outlet(a) and _outlet(b))  # "a newspaper" may be any
    return not (_may_be(a, b) or _may_be(b, a))


@lru_cache(maxsize=65536)
def voice_key(speaker: Speaker) -> str:
    """A string by which a voice is found again across the ledger, such as "person:beatrice kalengo", "police:ZMB".

    An official without a name goes under the body that the report says it is of; one who is of none under its words.
    """
    if speaker.kind in _MEDIA:
        return f"media:{_outlet(speaker) or 'unknown'}"
    own = _self(speaker)
    country = f":{own.country}" if own.country else ""
    if speaker.named:
        if own.body is not None:
            return f"{_of_body(own)}{country}"
        return f"{'person' if own.person else 'state' if own.state else 'body'}:{_plain_state(own)}"
    if own.body is not None:
        return f"{_of_body(own)}{country}"
    if own.state:
        return f"state:{_plain_state(own)}"
    if (body := _body(speaker)) is not None:
        country = f":{body.country}" if body.country else ""
        return f"{_of_body(body)}{country}" if body.body is not None else f"body:{_plain_state(body)}"
    words = [w for w in own.key.split() if w not in SMALL and w not in _ANY_PLACE] or own.key.split()
    return f"unnamed:{' '.join(words) or 'unstated'}"


def _plain_state(own: Profile) -> str:
    return own.country if own.state and own.country else own.key


def _of_body(own: Profile) -> str:
    return " ".join((own.body or "", *own.words)).strip()


def _outlet(speaker: Speaker) -> str:
    key = name_key(speaker.actor or speaker.name)
    return "" if key in ("reporter", "unknown") else key


@lru_cache(maxsize=65536)
def _self(speaker: Speaker) -> Profile:
    return profile(
        speaker.actor or speaker.name,
        speaker.actor_kind or speaker.kind,
        speaker.named,
        speaker.country,
        speaker.roles,
    )


@lru_cache(maxsize=65536)
def _body(speaker: Speaker) -> Profile | None:
    """The body a voice speaks for: the one its words name, else that of its sector or office."""
    if speaker.body:
        return profile(speaker.body, speaker.body_kind, True, speaker.body_country or speaker.country, ())
    if (speaker.actor_kind or speaker.kind) not in ("person", "group"):
        return None
    if (told := _told(speaker)) is not None:
        return profile(told, "organisation", False, speaker.country, ())
    if speaker.kind == "person":
        for role, body in _SERVES.items():
            if role in speaker.roles:
                return profile(body, "organisation", False, speaker.country, (role,))
    return None


def _told(speaker: Speaker) -> str | None:
    """The state's body that stands before the noun for who speaks: "army spokesman", "a provincial health official"."""
    words = words_of(speaker.words or speaker.name)[:MANY]
    if speaker.named and not _MINISTERS.isdisjoint(words):
        return "government"
    for i in range(1, len(words)):
        if words[i] in speaking():
            for size in (3, 2, 1):
                before = " ".join(words[max(0, i - size) : i])
                if before in ("health", "hospital"):
                    return "health ministry" if before == "health" else "hospital"
                if state_body(before) is not None:
                    return before
                if before in countries():  # "an Angolan official"
                    return f"{before} government"
    return None


def _is_outlet(media: Speaker, other: Speaker) -> bool:
    """Whether a voice that was taken for somebody's is the outlet's own: "Halyard could not verify it"."""
    short, long = name_key(other.name).split(), _outlet(media).split()
    return other.named and not other.roles and bool(short) and short == long[: len(short)]


def _selves(speaker: Speaker) -> tuple[Profile, ...]:
    """Whom a voice stands for: itself where it can be known again, and its body."""
    own, body = _self(speaker), _body(speaker)
    known = speaker.named or own.body is not None or own.state
    return tuple(p for p in ((own if known else None), body) if p is not None)


def _match(p: Profile, q: Profile) -> bool:
    """Whether two profiles are one: likely for names, and a state's government is the state."""
    if p.state != q.state:
        state, other = (p, q) if p.state else (q, p)
        return other.body == "government" and same(state, other) >= PERHAPS
    return same(p, q) >= LIKELY


def is_vague(speaker: Speaker) -> bool:
    """Whether a voice may be anybody: "sources", "it"."""
    return not speaker.named and _vague().get(_self(speaker).head) == "any"


def _may_be(vague: Speaker, other: Speaker) -> bool:
    """Whether a voice that the words leave open may be the other one."""
    if vague.named or vague.kind in _MEDIA:
        return False
    own = _self(vague)
    can_be = _vague().get(own.head) or _vague().get(own.key)
    if own.body == "government" and not own.words:
        can_be = "state"
    if can_be is None or own.body not in (None, "government"):
        return False
    if can_be == "any":
        return True
    if vague.body and can_be == "state":
        return False  # whose it is, is told
    theirs = _self(other)
    if can_be == "state":
        open_too = _vague().get(theirs.head) == "state" and not other.named
        return open_too or theirs.state or theirs.body is not None or bool(theirs.roles & _STATE_ROLES)
    if can_be == "health":
        return "MED" in theirs.roles or "hospital" in theirs.words or _vague().get(theirs.head) == "health"
    private = theirs.person and other.named and not theirs.roles - {"CVL"} and not other.body
    return private or (not other.named and theirs.body is None and _vague().get(theirs.head) in ("civilian", "any"))


@cache
def _vague() -> dict[str, str]:
    return {row["term"]: row["can_be"] for row in table("vague_voices")}


def as_party(speaker: Speaker) -> tuple[Party, ...]:
    """A voice as one who acts: itself, and the body it speaks for."""
    own = Party(
        "actor",
        speaker.actor or speaker.name,
        speaker.words,
        _NOWHERE,
        speaker.actor_kind or speaker.kind,
        speaker.named,
        speaker.country,
        speaker.roles,
    )
    body = _body(speaker)
    if body is None:
        return (own,)
    kind = "state" if body.state else "organisation"
    return (own, Party("actor", body.key, "", _NOWHERE, kind, body.named, body.country, tuple(sorted(body.roles))))


def in_a_states_service(speaker: Speaker) -> bool:
    """Whether a voice is a state's body, or speaks for one."""
    return any(p.state or p.body not in (None, "hospital") for p in (_self(speaker), _body(speaker)) if p is not None)


_NOWHERE = Span(0, 0)
