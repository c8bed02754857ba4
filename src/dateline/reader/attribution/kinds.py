"""Kinds: whether a voice is a person, an organisation, a state, a group, a document or a medium, by its words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.attribution.candidate import Range
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import VoiceKind

ENTITY_KINDS = {
    "PERSON": VoiceKind.PERSON,
    "ORG": VoiceKind.ORGANISATION,
    "GPE": VoiceKind.STATE,
    "NORP": VoiceKind.GROUP,
}
_PERSONAL = frozenset("i he she his her him me my who someone somebody anyone anybody nobody another".split())
_MANY = frozenset("we us our they them their".split())
_NOBODY = frozenset({"no", "any", "every", "some"})
_ONE = frozenset({"one", "1"})
_PARTS = frozenset(  # "seven of the survivors", "a group of villagers", "dozens of teachers"
    "one some many most several few both all each none half third quarter majority minority number group handful "
    "couple pair dozen score hundred thousand lot rest crowd part two three four five six seven eight nine ten "
    "other another percent % series section array range circle host bulk".split()
)
_PUBLISHED = frozenset(
    "report story article coverage account dispatch item piece bulletin headline publication".split()
)
_PUBLISHED_IN = frozenset({"in", "on", "by", "from"})
# Last words of the names of newspapers and broadcasters that no list has.
_TITLES = frozenset(
    "courier times post herald tribune gazette journal chronicle observer guardian telegraph mail mirror express globe "
    "argus examiner inquirer echo star standard newspaper magazine weekly daily radio television tv news broadcasting "
    "dispatch bulletin monitor".split()
)
# A noun that no list has is a person with these endings ("a bystander"), else a thing ("the timing suggests that").
_PERSONS = (
    "er", "or", "ar", "ist", "man", "woman", "men", "women", "person", "ian", "ant", "ent", "ee", "eur", "ess", "crat",
    "ite", "ard", "ster", "mate", "boy", "girl",
)  # fmt: skip
_LOOSE = (VoiceKind.DOCUMENT, VoiceKind.MEDIA)


@dataclass(frozen=True, slots=True)
class Kinds:
    """What head nouns say of their voice's kind."""

    nouns: dict[str, VoiceKind]

    @classmethod
    def load(cls, lexicons: Lexicons) -> Kinds:
        nouns = {row["term"]: VoiceKind(row["kind"]) for row in lexicons.table("group_nouns")}
        nouns |= {row["lemma"]: VoiceKind(row["kind"]) for row in lexicons.table("voice_kinds")}
        return cls(nouns)

    def lists(self, word: str) -> bool:
        return word in self.nouns

    def named(self, name: str, kind: VoiceKind, *, definite: bool) -> VoiceKind:
        """The kind of a voice that has a name: newspapers that no list has are known by their last word, unless it
        is a surname; `definite` is whether "the" stands before the name."""
        words = name.casefold().split()
        if len(words) < 2 or not (kind is VoiceKind.ORGANISATION or (kind is VoiceKind.PERSON and definite)):
            return kind
        if words[-1] in _TITLES:
            return VoiceKind.MEDIA
        return self.nouns.get(words[-1], kind) if kind is VoiceKind.PERSON else kind  # "the Tarsk Convention"

    def unnamed(self, parse: Parse, head: int, span: Range, otherwise: VoiceKind | None) -> VoiceKind:
        """The kind of a voice without a name, from its head and what that is part of; `otherwise` where no list
        has it."""
        word, lemma = parse.lower[head], parse.lemma[head].lower()
        if word in _PERSONAL:
            return VoiceKind.PERSON
        if word in ("it", "its"):
            return otherwise or VoiceKind.ORGANISATION
        if word in _MANY:
            return otherwise or VoiceKind.GROUP
        if word == "one" and any(parse.lower[k] in _NOBODY for k in parse.kids[head] if k < head):
            return VoiceKind.PERSON  # "no one"
        if lemma in _PUBLISHED and self._in_media(parse, head, span):
            return VoiceKind.MEDIA
        if lemma in _PARTS or word in _PARTS or parse.tag[head] == "CD":
            found = self._part(parse, head, span)
            if found is not None:
                return found
        kind = self.nouns.get(word) or self.nouns.get(lemma)
        if kind is None and parse.tag[head] in ("NNS", "NNPS"):
            kind = self.nouns.get(word.removesuffix("s"))
        if kind is None:
            kind = otherwise
        many = parse.tag[head] == "NNPS" or (parse.tag[head] == "NNS" and word != lemma)
        if kind is None:
            if parse.pos[head] == "PRON" or parse.tag[head] in ("JJ", "JJS", "DT", "CD"):
                return VoiceKind.GROUP  # "many", "the wounded"
            kind = VoiceKind.PERSON if _is_person(word.removesuffix("s")) else VoiceKind.DOCUMENT
        return VoiceKind.GROUP if many and kind not in _LOOSE else kind

    def _part(self, parse: Parse, head: int, span: Range) -> VoiceKind | None:
        """The kind of "one of the brothers", "seven of the survivors", "a group of villagers", "two in five"."""
        for p in parse.kids_of(head, "prep"):
            of = parse.kid(p, "pobj")
            if of is None or of > span[1] or parse.lower[p] not in ("of", "in", "out", "among"):
                continue
            whole = self.nouns.get(parse.lower[of]) or self.nouns.get(parse.lemma[of].lower())
            if whole in _LOOSE:
                return whole
            many = parse.tag[of] in ("NNS", "NNPS") or whole is VoiceKind.GROUP or parse.tag[of] in ("CD", "PRP")
            if parse.lower[head] in _ONE and parse.lower[p] == "of":
                return whole if whole is VoiceKind.ORGANISATION else VoiceKind.PERSON
            return VoiceKind.GROUP if many else None
        number = parse.tag[head] == "CD" and parse.lower[head] not in _ONE
        return VoiceKind.GROUP if number else None

    def _in_media(self, parse: Parse, head: int, span: Range) -> bool:
        """Whether it is said by the media ("reports in the press", "newspaper reports"), not in a document."""
        near = [k for k in parse.kids[head] if parse.dep[k] in ("compound", "amod", "poss")]
        for p in parse.kids_of(head, "prep"):
            of = parse.kid(p, "pobj")
            if of is not None and of <= span[1] and parse.lower[p] in _PUBLISHED_IN:
                near.append(of)
        return any(
            self.nouns.get(parse.lower[k], self.nouns.get(parse.lemma[k])) is VoiceKind.MEDIA
            or (parse.pos[k] == "PROPN" and parse.lower[k] in _TITLES)
            for k in near
        )


def _is_person(word: str) -> bool:
    return word.endswith(_PERSONS) and not word.endswith("ment")
