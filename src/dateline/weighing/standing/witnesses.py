"""Witnesses: the voices that an incident rests on, which of them rest on which, and how many rest on no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from dateline.records import Stance, Witness
from dateline.weighing.account import Account, Speaker
from dateline.weighing.identity import name_key, same_name, same_party, same_voice, told_apart, voice_key
from dateline.weighing.identity.parties import PERHAPS, WEAK
from dateline.weighing.identity.speakers import as_party, in_a_states_service
from dateline.weighing.standing.testimony import LATE, Testimony

MANY = 20  # voices up to which the largest independent set is sought; above, one that cannot be enlarged
FORMS = 4  # of a voice that are compared with another's
_OWN_FORCES = frozenset({"MIL", "COP", "SPY", "GOV"})


class Bench:
    """The witnesses of an incident by key, and the relation of resting on another."""

    def __init__(
        self, testimonies: Sequence[Testimony], accounts: Sequence[Account], speakers: Iterable[Speaker] = ()
    ) -> None:
        self.testimonies = testimonies
        self.accounts = accounts
        self.forms: dict[str, list[Speaker]] = {}
        self.key_of = self._gather(speakers)
        self._apart: dict[tuple[str, str], bool] = {}
        self._independent: dict[tuple[tuple[str, frozenset[str]], ...], frozenset[str]] = {}

    def _gather(self, others: Iterable[Speaker]) -> dict[str, str]:
        """Every voice's key -> the key of the witness it is: the fuller name of the one person or body it can be."""
        speakers: dict[str, set[Speaker]] = {}
        for speaker in (*others, *(t.speaker for t in self.testimonies)):
            speakers.setdefault(voice_key(speaker), set()).add(speaker)
        out: dict[str, str] = {}
        for key in sorted(speakers, key=lambda k: (-len(k.split()), -len(k), k)):
            forms = sorted(speakers[key], key=_fullness)[:FORMS]
            homes = [k for k, others in self.forms.items() if any(same_name(a, b) for a in forms[:1] for b in others)]
            home = homes[0] if len(homes) == 1 else key
            out[key] = home
            known = self.forms.setdefault(home, [])
            known.extend(form for form in forms[: FORMS - len(known)] if form not in known)
        return out

    def witness_of(self, testimony: Testimony) -> str:
        return self.key_of[testimony.key]

    def key_for(self, speaker: Speaker) -> str:
        """The key of the witness that a speaker is."""
        key = voice_key(speaker)
        return self.key_of.get(key, key)

    def serves_a_state(self, key: str) -> bool:
        """Whether a witness is a state, or of a state's force or office."""
        parties = [party for form in self.forms.get(key, ()) for party in as_party(form)]
        return any(p.kind == "state" or not _OWN_FORCES.isdisjoint(p.roles) for p in parties) or any(
            in_a_states_service(form) for form in self.forms.get(key, ())
        )

    def one_actor(self, a: str, b: str) -> bool:
        """Whether two witnesses are one actor: a body and its spokesman."""
        return a == b or any(same_voice(x, y) for x in self.forms.get(a, ()) for y in self.forms.get(b, ()))

    def told_apart(self, a: str, b: str) -> bool:
        """Whether two witnesses are shown to be two, and neither passes on the other's word."""
        if a == b:
            return False
        pair = (a, b) if a < b else (b, a)
        if pair not in self._apart:
            forms = [(x, y) for x in self.forms.get(a, ()) for y in self.forms.get(b, ())]
            told = bool(forms) and all(told_apart(x, y) for x, y in forms)
            self._apart[pair] = told and pair not in self._relayed
        return self._apart[pair]

    @cached_property
    def _relayed(self) -> frozenset[tuple[str, str]]:
        """Pairs of witnesses of which one passes on the other's word."""
        out: set[tuple[str, str]] = set()
        for t in self.testimonies:
            own = self.witness_of(t)
            for other in t.through:
                for key, forms in self.forms.items():
                    if key != own and any(same_voice(other, form) for form in forms):
                        out.add((min(key, own), max(key, own)))
        return frozenset(out)

    @cached_property
    def interested(self) -> frozenset[str]:
        """Witnesses that are a party: who is said to have done it, or to whom it was done, or a side of theirs."""
        parties = [p for account in self.accounts for p in account.parties if p.role == "actor" or _armed(p.roles)]
        unique = list({(p.role, p.name, p.kind, p.named, p.country, p.roles): p for p in parties}.values())
        out = set()
        for key, forms in self.forms.items():
            own = [party for form in forms for party in as_party(form) if form.kind not in ("reporter", "media")]
            if any(_is_side(one, party.roles, same_party(one, party)) for one in own for party in unique):
                out.add(key)
        return frozenset(out)

    def independent(self, testimonies: Iterable[Testimony]) -> frozenset[str]:
        """The largest set of witnesses of these words that do not rest on each other.

        Two do not where they are shown to be two actors, neither passes on the other's word, and they have words in
        two stories that are not copies of one.
        """
        stories: dict[str, set[str]] = {}
        for t in testimonies:
            stories.setdefault(self.witness_of(t), set()).add(t.story)
        return self.independent_of(stories)

    def independent_of(self, stories: Mapping[str, Collection[str]]) -> frozenset[str]:
        """The same of witnesses by key, each with the stories that have its words."""
        keys = sorted(stories)
        asked = tuple((key, frozenset(stories[key])) for key in keys)
        if asked not in self._independent:  # most fields rest on the same words
            self._independent[asked] = largest({
                a: frozenset(b for b in keys if self.told_apart(a, b) and len({*stories[a], *stories[b]}) > 1)
                for a in keys
            })  # fmt: skip
        return self._independent[asked]

    def described(self, testimonies: Iterable[Testimony], independent: Collection[str]) -> tuple[Witness, ...]:
        """The witnesses as records, in the order in which they first spoke."""
        by_key: dict[str, list[Testimony]] = {}
        for t in testimonies:
            if t.says != "aside":
                by_key.setdefault(self.witness_of(t), []).append(t)
        found = [self._witness(key, words, independent) for key, words in by_key.items()]
        return tuple(sorted(found, key=lambda w: (w.first or LATE, w.key)))

    def _witness(self, key: str, words: list[Testimony], independent: Collection[str]) -> Witness:
        words = sorted(words, key=lambda t: (t.account.published or LATE, t.account.event, t.record))
        names = Counter(t.speaker.actor or t.speaker.name for t in words)
        chains = {tuple(s.name for s in (*t.through, t.speaker)) for t in words}
        days = [t.account.published[:10] for t in words if t.account.published]
        last = words[-1]
        if last.says == "detail":  # of one who tells of it, the word on the whole
            last = next((t for t in reversed(words) if t.says != "detail"), last)
        return Witness(
            key=key,
            name=min(names, key=lambda name: (-names[name], -len(name), name)),
            kind=last.speaker.kind,
            named=any(t.speaker.named for t in words),
            chain=min(chains, key=lambda chain: (len(chain), chain)),
            stance=Stance.DENIES if last.says in ("against", "part", "detail") else last.stance,
            reports=_ordered(t.account.report for t in words),
            stories=_ordered(t.story for t in words),
            events=_ordered(t.account.event for t in words),
            interested=key in self.interested,
            apart=key in independent and len(independent) > 1,
            first=min(days, default=None),
            last=max(days, default=None),
        )


def largest(beside: dict[str, frozenset[str]]) -> frozenset[str]:
    """The largest set of keys that all stand beside each other; of several the first by name."""
    keys = sorted(beside)
    if not keys:
        return frozenset()
    if len(keys) > MANY:
        chosen: list[str] = []
        for key in sorted(keys, key=lambda k: (-len(beside[k]), k)):
            if all(other in beside[key] for other in chosen):
                chosen.append(key)
        return frozenset(chosen)
    best: tuple[str, ...] = ()

    def grow(chosen: tuple[str, ...], rest: list[str]) -> None:
        nonlocal best
        if len(chosen) > len(best):
            best = chosen
        for i, key in enumerate(rest):
            if len(chosen) + len(rest) - i <= len(best):
                return
            grow((*chosen, key), [k for k in rest[i + 1 :] if k in beside[key]])

    grow((), keys)
    return frozenset(best)


def _fullness(speaker: Speaker) -> tuple[bool, bool, int, str, str, str]:
    words = voice_key(speaker)
    return (speaker.body is None, speaker.actor is None, -len(words), words, speaker.words, name_key(speaker.name))


def _armed(roles: Sequence[str]) -> bool:
    return not {"MIL", "COP", "SPY", "REB", "PRM", "UAF"}.isdisjoint(roles)


def _is_side(one: object, roles: Sequence[str], alike: float) -> bool:
    """Whether a likeness makes a voice a side: it is the party, or a government whose force is."""
    own: Sequence[str] = getattr(one, "roles", ())
    own_forces = not _OWN_FORCES.isdisjoint(own) and not _OWN_FORCES.isdisjoint(roles)
    return alike >= PERHAPS or (alike >= WEAK and own_forces)


def _ordered(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
