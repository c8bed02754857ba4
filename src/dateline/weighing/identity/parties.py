"""Parties: how far what two reports say of who did it, or to whom, can be one and the same."""

from __future__ import annotations

from dateline.weighing.account import Party
from dateline.weighing.identity.profile import ARMED_ROLES, Profile, profile

SAME, KNOWN, LIKELY, PERHAPS, WEAK, FAINT, OTHER = 1.0, 0.9, 0.7, 0.5, 0.3, 0.15, 0.0
_STATES_OWN = frozenset({"MIL", "COP", "SPY"})
_LONG = 6  # letters from which a name may be spelt with one letter otherwise


def same_party(a: Party, b: Party) -> float:
    """0 (two different ones) to 1 (one and the same), symmetric; the roles they play do not count.

    From 0.7 on the words tell that it is one; about 0.3 is what can be one but need not ("gunmen" and a group that
    has a name): no contradiction. 0 is said of names that differ and of sides that exclude each other.
    """
    return same(
        profile(a.name or a.words, a.kind, a.named, a.country, a.roles),
        profile(b.name or b.words, b.kind, b.named, b.country, b.roles),
    )


def same(p: Profile, q: Profile) -> float:
    """The same of two profiles."""
    if not p.key or not q.key:
        return WEAK
    if p.state and q.state:
        return SAME if p.key == q.key or (p.country is not None and p.country == q.country) else OTHER
    if p.state or q.state:
        state, other = (p, q) if p.state else (q, p)
        return _state_and(state, other)
    if p.body or q.body:
        return _bodies(p, q) if p.body and q.body else _body_and(*((p, q) if p.body else (q, p)))
    if p.named and q.named:
        return names(p, q)
    if p.means == "anyone" or q.means == "anyone":
        return WEAK
    if p.named or q.named:
        return _named_and(*((p, q) if p.named else (q, p)))
    return _descriptions(p, q)


def names(p: Profile, q: Profile) -> float:
    """Of two names."""
    if p.key == q.key:
        return SAME
    if p.acronym in q.acronyms or q.acronym in p.acronyms:
        return KNOWN
    short, long = sorted((p.words, q.words), key=lambda words: (len(words), words))
    if not short or not long:
        return OTHER
    if short == long:
        return KNOWN
    if p.person or q.person:
        return _persons(short, long) if p.person == q.person else OTHER
    if _within(short, long):
        return LIKELY if len(short) == 1 else KNOWN
    return LIKELY if len(short) == len(long) and all(map(_spelt, short, long)) else OTHER


def _persons(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """Of two persons' names: the surname alone, initials, a spelling."""
    if not (_spelt(short[-1], long[-1]) or _within(short, long)):
        return OTHER
    if len(short) == 1:
        return KNOWN if short[-1] == long[-1] else PERHAPS
    if _within(short, long):
        return KNOWN
    one, two = short[0], long[0]
    if _spelt(one, two) or (one[0] == two[0] and 1 in (len(one), len(two))):
        return LIKELY
    return OTHER


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of one stand in the other in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _spelt(one: str, two: str) -> bool:
    """Whether two words are one, but for a letter left out, added or changed in a long one."""
    if one == two:
        return True
    if len(one) > len(two):
        one, two = two, one
    if len(one) < _LONG or len(two) - len(one) > 1:
        return False
    i = 0
    while i < len(one) and one[i] == two[i]:
        i += 1
    return one[i + (len(one) == len(two)) :] == two[i + 1 :]


def _countries_clash(p: Profile, q: Profile) -> bool:
    return p.country is not None and q.country is not None and p.country != q.country


def _state_and(state: Profile, other: Profile) -> float:
    """A state, and somebody of it: "Ruritania shelled the town" and "the army shelled the town"."""
    if _countries_clash(state, other):
        return OTHER
    if other.body is not None or other.roles & {"GOV", *_STATES_OWN}:
        return PERHAPS if other.country else WEAK
    return FAINT if not other.named and other.means is None else OTHER


def _bodies(p: Profile, q: Profile) -> float:
    """Two words for bodies of a state."""
    if _countries_clash(p, q):
        return OTHER
    if p.body == q.body:
        if p.body == "ministry":
            return KNOWN if p.words == q.words or not p.words or not q.words else OTHER
        clash = p.words and q.words and not (_within(p.words, q.words) or _within(q.words, p.words))
        if clash:
            return WEAK
        return SAME if p.key == q.key else KNOWN if p.members == q.members else LIKELY
    kinds = {p.body, q.body}
    if "security forces" in kinds:
        return PERHAPS if kinds & {"army", "police", "gendarmerie", "national guard", "border guard"} else OTHER
    return WEAK if "government" in kinds and kinds & {"army", "ministry", "air force"} else OTHER


def _body_and(body: Profile, other: Profile) -> float:
    """A body of a state, and somebody else: its officer by name, a crowd, a group with a name of its own."""
    if other.roles & ARMED_ROLES or other.means in ("armed", "civilian") or _countries_clash(body, other):
        return OTHER
    if other.means == "anyone":
        return FAINT
    if other.person and other.named:
        serves = {"police": "COP", "army": "MIL", "government": "GOV", "ministry": "GOV"}.get(body.body or "")
        return WEAK if serves in other.roles else OTHER
    return FAINT if not other.roles or other.roles & _STATES_OWN else OTHER


def _named_and(name: Profile, other: Profile) -> float:
    """A name, and a description: "fighters of the Upper Kabompo Front", "gunmen", "traders"."""
    if not name.person and other.words and name.words and not other.person:
        if len(name.words) > 1 and _within(name.words, other.words):
            return KNOWN
        if _within(name.words, other.words) or (_within(other.words, name.words) and other.means is None):
            return LIKELY
    if other.means == "armed":
        if name.person:
            return WEAK if not name.roles or name.roles & ARMED_ROLES else OTHER
        return OTHER if name.roles and not name.roles & (ARMED_ROLES | {"MIL", "OPP"}) else WEAK
    if name.person:
        return WEAK if not name.roles or not other.roles or name.roles & other.roles or "CVL" in other.roles else OTHER
    return FAINT if other.means is None and not (name.roles and other.roles and not name.roles & other.roles) else OTHER


def _descriptions(p: Profile, q: Profile) -> float:
    """Two that have no name: one noun, or two that do not exclude each other."""
    if p.means == "armed" and q.means == "armed":
        return PERHAPS if p.head == q.head else 0.4
    if "armed" in (p.means, q.means):
        other = q if p.means == "armed" else p
        return WEAK if other.means is None and (not other.roles or other.roles & ARMED_ROLES) else OTHER
    if p.key == q.key:
        return LIKELY
    if p.head == q.head or (p.words and q.words and (_within(p.words, q.words) or _within(q.words, p.words))):
        return PERHAPS
    if p.means == "civilian" or q.means == "civilian":
        other = q if p.means == "civilian" else p
        return OTHER if other.roles & (ARMED_ROLES | _STATES_OWN | {"GOV"}) else WEAK
    return FAINT if not p.roles or not q.roles or p.roles & q.roles else OTHER
