"""Casting: which references are one actor. Figures grow as references are added, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.reader.actors.figure import (
    Described,
    Figure,
    agree,
    bare,
    clash,
    fits,
    plain_name,
    subsequence,
    within_fits,
    without_suffix,
)
from dateline.reader.actors.names import fold
from dateline.reader.actors.reference import Form, Reference
from dateline.records import ActorKind, Role

LOOK_BACK = 40  # entries of one noun searched backwards, so that a long report costs no more a word than a short one
NEAR = 3  # sentences within which a description may choose between several that it fits

_ARMED = frozenset({Role.REB, Role.UAF, Role.PRM, Role.CRM, Role.OPP, Role.MIL})
_PRESS = frozenset({Role.JRN})
# What a bare "the group" may point back to, by the roles of the organisation.
GENERIC: dict[str, frozenset[Role] | None] = {
    "group": None, "organisation": None, "organization": None, "movement": None, "network": _ARMED,
    "militia": _ARMED, "faction": _ARMED, "party": frozenset({Role.PTY, Role.OPP}), "agency": None,
    "newspaper": frozenset({Role.JRN}), "paper": frozenset({Role.JRN}), "daily": frozenset({Role.JRN}),
    "broadcaster": frozenset({Role.JRN}), "channel": frozenset({Role.JRN}), "alliance": None, "company": None,
    "cartel": frozenset({Role.CRM}), "gang": frozenset({Role.CRM}), "body": frozenset({Role.IGO, Role.NGO}),
}  # fmt: skip

# What a bare "the country" is called.
COUNTRIES = frozenset({"country", "nation", "republic"})
# Nouns so wide that without "the" each use is about other people.
PEOPLE = frozenset("people person man woman child boy girl men civilian victim family youth".split())


class Casting:
    """The figures of one report, with the indices that find them."""

    def __init__(self, sentence: list[int], home: str | None) -> None:
        self.sentence = sentence
        self.home = home  # the country that the report is about
        self.figures: list[Figure] = []
        self.by_key: dict[str, Figure] = {}
        self.by_name: dict[str, Figure] = {}
        self.by_initials: dict[str, Figure] = {}
        self.by_surname: dict[str, list[Figure]] = {}
        self.by_part: dict[str, list[Figure]] = {}
        self.by_tail: dict[str, list[Figure]] = {}
        self.by_first: dict[str, list[Figure]] = {}
        self.by_noun: dict[str, list[Described]] = {}
        self.states_recently: list[tuple[int, Figure]] = []
        self.named_recently: list[tuple[int, Figure]] = []

    # names

    def name(self, ref: Reference, aliases: Iterable[str] = ()) -> Figure:
        """The figure that a name or a state refers to, new or known. `aliases`: its acronyms in brackets."""
        figure = self._known(ref)
        if figure is None:
            figure = self._new(ref)
        self.add(figure, ref)
        self._index_name(figure, ref)
        for alias in aliases:
            self.by_name.setdefault(fold(alias).lower(), figure)
        return figure

    def _known(self, ref: Reference) -> Figure | None:
        if ref.key and (found := self.by_key.get(ref.key)):
            return found
        name = fold(ref.name).lower()
        if ref.kind is ActorKind.PERSON:
            return self._person(ref)
        found = self.by_name.get(name) or self.by_name.get(without_suffix(name)) or self._short_form(name)
        if found is not None and found.kind is not ActorKind.PERSON:
            return found
        if ref.key:
            return None
        if " " not in name and ref.name.isupper() and (found := self.by_initials.get(name)):
            return found
        return None

    def _short_form(self, name: str) -> Figure | None:
        """The one organisation whose first or last word the name is: "Acme" for "Acme Mining", "the Post"."""
        if " " in name:
            return None
        for index in (self.by_tail, self.by_first):
            full = index.get(name, [])
            if len(full) == 1:
                return full[0]
        return None

    def _person(self, ref: Reference) -> Figure | None:
        """The person of the same name: surnames alike, given names and gender not in conflict."""
        parts = ref.parts
        surname = bare(parts[-1])
        if len(parts) > 1:
            for figure in self.by_surname.get(surname, ())[-LOOK_BACK:]:
                if agree(parts, figure.parts) and fits(ref.gender, figure.gender):
                    return figure
            for figure in self.by_part.get(surname, ())[-LOOK_BACK:]:
                if len(figure.parts) > 1 and subsequence(parts, figure.parts):
                    return figure
            for part in parts[1:-1]:  # the second surname was left out before
                for figure in self.by_surname.get(bare(part), ())[-LOOK_BACK:]:
                    if len(figure.parts) > 1 and subsequence(figure.parts, parts):
                        return figure
            return None
        for index in (self.by_surname, self.by_part):
            rivals = [f for f in index.get(surname, ())[-LOOK_BACK:] if fits(ref.gender, f.gender)]
            before = [f for f in rivals if f.references and min(r.first for r in f.references[:3]) <= ref.first]
            if index is self.by_part and len({f.number for f in rivals}) > 1:
                return None
            if ref.roles:  # "Gen Roe" is no archbishop
                before = [f for f in before if not f.roles or set(ref.roles) & set(f.roles)] or before
            if before:  # of a family, the one the report is about: the oftenest named so far, else the first
                return max(before, key=lambda f: len(f.references))
            if rivals:
                return rivals[0]
        if ref.titles or ref.gender:
            return None
        firms = self.by_first.get(surname, [])  # "Acme" taken for a person, where an Acme Mining is named
        return firms[0] if len(firms) == 1 and not firms[0].references[0].lemma else None

    def _index_name(self, figure: Figure, ref: Reference) -> None:
        if ref.key:
            self.by_key.setdefault(ref.key, figure)
        if ref.kind is ActorKind.PERSON:
            if len(ref.parts) > len(figure.parts) or not figure.parts:
                figure.parts, figure.name = ref.parts, " ".join(ref.name.split())
            for part in ref.parts:
                index = self.by_surname if part == ref.parts[-1] else self.by_part
                found = index.setdefault(bare(part), [])
                if figure not in found[-LOOK_BACK:]:
                    found.append(figure)
            return
        name = fold(ref.name).lower()
        self.by_name.setdefault(name, figure)
        short = without_suffix(name)
        if short != name:
            self.by_name.setdefault(short, figure)
        if ref.tail and " " in ref.name:
            for index, word in ((self.by_tail, ref.tail), (self.by_first, name.split()[0])):
                found = index.setdefault(word, [])
                if figure not in found[-LOOK_BACK:]:
                    found.append(figure)
        words = [w for w in fold(ref.name).replace("-", " ").split() if w[:1].isupper()]
        if len(words) > 1:
            self.by_initials.setdefault("".join(w[0] for w in words).lower(), figure)

    # descriptions

    def describe(self, ref: Reference, owner: Figure | None) -> Figure:
        """The figure that a description refers to: one it can only mean, or a new one."""
        if owner is not None:
            ref.mods = ref.mods | {f"of:{owner.number}"}
        elif ref.owner is not None:
            ref.fresh = True
        figure = None if ref.fresh else self._described(ref)
        if figure is None:
            figure = self._new(ref)
        self.add(figure, ref)
        self.index(figure, ref)
        return figure

    def _described(self, ref: Reference) -> Figure | None:
        here = self.sentence[ref.head]
        if ref.lemma == "government" and ref.country and ref.mods == {"@" + ref.country} and not ref.plural:
            return self.by_key.get("state:" + ref.country)
        if ref.lemma == "government" and not ref.mods and not ref.within and ref.definite and self.home:
            return self.by_key.get("state:" + self.home)
        full = self.by_tail.get(ref.lemma, [])
        if (ref.definite or ref.proper) and not ref.mods and not ref.plural and len(full) == 1:
            return full[0]  # "the Front", where one front is named in full
        rivals: list[Described] = []
        for known in reversed(self.by_noun.get(ref.lemma, ())[-LOOK_BACK:]):
            if known.plural != ref.plural or clash(ref, known) or (ref.count and known.count not in {"", ref.count}):
                continue
            far = here - known.sentence > NEAR - 1
            if ref.lemma in PEOPLE and (not ref.definite or far):
                continue
            if _same_scope(ref, known):
                return known.figure  # "the council chairman" of "the chairman of the council"
            if known.mods == ref.mods and within_fits(ref.within, known.within):
                if ref.definite or (ref.plural and not known.fresh) or known.figure.named:
                    return known.figure
            elif ref.definite and ref.mods <= known.mods and within_fits(ref.within, known.within):
                if known.fresh and not ref.plural and here - known.sentence == 1:
                    return known.figure  # "A rival union refused. The union said": the one just brought in
                rivals.append(known)
        if len({r.figure.number for r in rivals}) == 1:
            return rivals[0].figure
        near = [r for r in rivals if here - r.sentence <= NEAR]
        if near and (not ref.plural or len({r.figure.number for r in near}) == 1):
            return near[0].figure
        if ref.definite and not ref.mods and not ref.plural and not ref.within and ref.lemma in GENERIC:
            return self._generic(ref, here)
        return None

    def _generic(self, ref: Reference, here: int) -> Figure | None:
        """The organisation that a bare "the group" points back to: of those just named, the one spoken of most."""
        roles = GENERIC[ref.lemma]
        fitting = [
            figure
            for sentence, figure in reversed(self.named_recently[-8:])
            if here - sentence <= NEAR
            and (figure.kind is ActorKind.ORGANISATION or (figure.kind is ActorKind.MEDIA and roles == _PRESS))
            and (roles is None or roles.intersection(figure.roles))
        ]
        return max(fitting, key=lambda f: len(f.references), default=None)

    def country(self, ref: Reference) -> Figure | None:
        """The state that a bare "the country" means: of those spoken of just before, the one spoken of most."""
        here = self.sentence[ref.head]
        near = [f for sentence, f in self.states_recently[-8:] if here - sentence <= NEAR]
        return max(reversed(near), key=lambda f: len(f.references), default=None)

    def index(self, figure: Figure, ref: Reference) -> None:
        """Remember under which nouns and titles the figure was spoken of here."""
        here = self.sentence[ref.head]
        if ref.form is Form.NOMINAL or ref.lemma:
            known = Described(figure, ref.mods, ref.within, ref.plural, here, ref.fresh, ref.count)
            self.by_noun.setdefault(ref.lemma, []).append(known)
        for noun, mods in ref.titles:
            if noun != ref.lemma:
                self.by_noun.setdefault(noun, []).append(Described(figure, mods, "", False, here))
        if ref.form is Form.STATE:
            self.states_recently.append((here, figure))
        if (ref.form is Form.NAME or (ref.proper and figure.named)) and figure.kind is not ActorKind.PERSON:
            self.named_recently.append((here, figure))

    # both

    def add(self, figure: Figure, ref: Reference) -> None:
        figure.references.append(ref)
        figure.country = figure.country or ref.country
        figure.gender = figure.gender or ref.gender
        figure.titles += ref.titles
        figure.confidence = max(figure.confidence, ref.confidence)
        for role in ref.roles:
            if role not in figure.roles:
                figure.roles.append(role)
        if ref.named and not figure.named:
            figure.named, figure.name, figure.kind = True, plain_name(ref.name), ref.kind

    def _new(self, ref: Reference) -> Figure:
        figure = Figure(
            len(self.figures), ref.kind, plain_name(ref.name), ref.named, ref.key, ref.parts, plural=ref.plural
        )
        self.figures.append(figure)
        return figure


def _same_scope(ref: Reference, known: Described) -> bool:
    """Whether one description says before its noun what the other says after it: "council chairman"."""
    if not ref.definite or ref.plural:
        return False
    if ref.within and not known.within:
        return not ref.mods and known.mods == {ref.within}
    return bool(known.within) and not ref.within and not known.mods and ref.mods == {known.within}
