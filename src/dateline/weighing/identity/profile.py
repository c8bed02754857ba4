"""A profile: what a name and its roles tell of who somebody is, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.weighing.identity.names import SMALL, initials, name_key, take_country, words_of
from dateline.weighing.lists import table

LONGEST_ACRONYM = 14  # characters, with points
ARMED_ROLES = frozenset({"REB", "UAF", "CRM", "PRM"})
_AFTER = frozenset("of in at from near who that with on along around by close to".split())
ORDINARY = frozenset(
    "national royal federal state local provincial regional district departmental municipal city metropolitan united "
    "own central riot military civil island islands county borough area".split()
)
_LOCAL = frozenset("local provincial regional district departmental municipal city county borough".split())
_ANYWHERE = frozenset({"police", "court", "fire service", "government"})  # may have a place's name before it
_CARE = ("hospital", "hospitals", "clinic", "morgue")
_WARDS = frozenset("general emergency department main university teaching mission central ward unit treating".split())
_OFFICES = frozenset({"ministry", "department", "minister"})
_HEALTH = frozenset("office authority authorities directorate service services official officials".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is, by name.

    `words` are the name's without country, articles and words for belonging; `body` is the state's body it means, and
    `members` whether only those who serve in it. `means` is what an unnamed one can be: anyone, armed, civilian.
    `head` is the noun of one without a name.
    """

    key: str
    words: tuple[str, ...]
    named: bool
    person: bool
    state: bool
    country: str | None
    body: str | None
    members: bool
    means: str | None
    head: str
    roles: frozenset[str]
    acronyms: frozenset[str]
    acronym: str  # where the name is one


@lru_cache(maxsize=65536)
def profile(name: str, kind: str | None, named: bool, country: str | None, roles: tuple[str, ...]) -> Profile:
    """The profile of a party or a voice."""
    key = name_key(name)
    words = tuple(key.split())
    rest, of = (words, None) if kind == "person" and named else take_country(words)
    state = kind == "state" or (not rest and of is not None)
    body, members, rest = (None, False, rest) if kind == "person" and named else _body(rest, named)
    head = _head(words)
    loose = _loose()
    means = None
    if not named and body is None:
        found = [loose[w] for w in (*rest, head) if w in loose]
        if len(rest) > 1 and " ".join(rest[:2]) in loose:
            found.append(loose[" ".join(rest[:2])])
        means = next((m for m in ("armed", "civilian", "anyone") if m in found), None)
    content = (
        tuple(w for w in rest if w not in SMALL and loose.get(w) not in ("members", "armed")) if len(rest) > 1 else rest
    )
    letters = "".join(filter(str.isalpha, name[:LONGEST_ACRONYM]))
    short = 2 <= len(letters) <= LONGEST_ACRONYM // 2 and len(words_of(name)) == 1
    return Profile(
        key=key,
        words=content or rest,
        named=named,
        person=kind == "person",
        state=state,
        country=country or of,
        body=body,
        members=members,
        means=means,
        head=head,
        roles=frozenset(roles),
        acronyms=initials(tuple(words_of(name))) | initials(words),
        acronym=letters.casefold() if short and sum(map(str.isupper, letters)) > len(letters) / 2 else "",
    )


def _body(rest: tuple[str, ...], named: bool) -> tuple[str | None, bool, tuple[str, ...]]:
    """The state's body that the words mean, whether only its members, and the words beside it.

    A name of its own that ends in a body's word is another's: "the Lord's Resistance Army" is no state's.
    """
    terms = _bodies()
    for word in _CARE:
        if word in rest:
            return "hospital", False, tuple(w for w in rest if w not in _CARE and w not in _WARDS and w not in SMALL)
    cut = next((i for i, word in enumerate(rest) if word in _AFTER), len(rest))
    front = rest[:cut] or rest
    for word in front:  # "ministry of health", "home affairs ministry", "provincial health office"
        topic = tuple(sorted(w for w in rest if w not in SMALL and w != word and w not in ORDINARY))
        if topic and (word in _OFFICES or (word in _HEALTH and topic == ("health",))):
            return "ministry", word == "minister", topic
    for size in (2, 1):
        if len(front) >= size and (found := terms.get(" ".join(front[-size:]))):
            body, members = found
            before = front[:-size]
            if body == "government" and not _LOCAL.isdisjoint(before):
                return "local government", members, tuple(w for w in before if w not in ORDINARY or w in _LOCAL)
            beside = tuple(w for w in before if w not in ORDINARY)
            if named and beside and body not in _ANYWHERE:
                return None, False, rest
            return body, members, beside
    return None, False, rest


def _head(words: tuple[str, ...]) -> str:
    """The noun of a description: the last word before "of", "in", "who"."""
    cut = next((i for i, word in enumerate(words) if word in _AFTER and i), len(words))
    return words[cut - 1] if cut else ""


def state_body(words: str) -> str | None:
    """The body of a state that these words mean on their own: "armed forces" is the army."""
    found = _bodies().get(words)
    return found[0] if found else None


@cache
def _bodies() -> dict[str, tuple[str, bool]]:
    return {row["term"]: (row["body"], row["form"] == "members") for row in table("state_bodies")}


@cache
def _loose() -> dict[str, str]:
    return {row["term"]: row["means"] for row in table("anyone")}
