"""Voices: every source mention of one speaker is one voice, through the cast where the speaker is an actor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.reader.attribution.candidate import Range
from dateline.reader.attribution.kinds import ENTITY_KINDS, Kinds
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Actor, Span, Voice, VoiceKind, make_id

_PRONOUNS = frozenset({"he", "she", "they", "it", "who"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "these", "those", "some"})
_NOBODY = frozenset({"nobody", "none", "neither", "no-one"})
_ASIDES = frozenset({"relcl", "acl", "advcl", "ccomp", "appos", "parataxis"})
_PLAIN = frozenset({"NOUN", "PROPN", "ADJ"})
UNSTATED = "unstated"


@dataclass(slots=True)
class Cast:
    """The voices of one report as they are met."""

    draft: Draft
    kinds: Kinds
    made_by: str
    reporter: Voice
    voices: dict[str, Voice] = field(default_factory=dict)  # without their mentions, which are in `said`
    said: dict[str, list[Span]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # id of a voice -> its key in `voices`
    entity_at: dict[int, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)  # actor -> the first word that refers to it and is no pronoun

    @classmethod
    def of(cls, draft: Draft, kinds: Kinds, made_by: str) -> Cast:
        report = draft.report
        name = report.outlet or "the reporter"
        own = Voice(
            make_id("voice", report.id, "reporter"), name, VoiceKind.REPORTER, bool(report.outlet), (), None, made_by
        )
        cast = cls(draft, kinds, made_by, own, actors={actor.id: actor for actor in draft.actors})
        for entity in draft.parse.entities:
            for i in range(entity.first, entity.last + 1):
                cast.entity_at[i] = entity.label
        for head in sorted(draft.cast):
            if draft.parse.pos[head] != "PRON":
                cast.heads.setdefault(draft.cast[head].actor, head)
        return cast

    def unstated(self) -> Voice:
        """For what is said without saying by whom ("it was reported that")."""
        return self._keep(UNSTATED, Voice("", "unstated", VoiceKind.GROUP, False, (), None))

    def speaker(self, span: Range, head: int, outer: Voice | None, *, quoted: bool) -> Voice:
        """The voice of a source mention; `outer` is who speaks around it, for "I" and "we" (nobody known: unstated)."""
        parse = self.draft.parse
        word = parse.lower[head]
        mention = parse.span(*span)
        if word in _FIRST and head == span[0]:
            voice = outer or (self.unstated() if quoted else self.reporter)
            return voice if voice is self.reporter else self._keep(self.keys[voice.id], voice, mention)
        if word == "it" and parse.dep[head] == "nsubjpass":
            return self.unstated()  # "it was reported that"
        if word in _NOBODY or any(parse.lower[k] == "no" for k in parse.kids_of(head, "det")):
            return self.unstated()  # "no group has claimed it"
        if (joint := self._joint(head, span)) is not None:
            return self._keep(f"joint:{joint.name.casefold()}", joint, mention)
        if word in _RELATIVE:
            antecedent = _antecedent(parse, head)
            if antecedent is not None:
                return self._of(antecedent, (parse.left[antecedent], antecedent), mention)
        return self._of(head, span, mention)

    def _joint(self, head: int, span: Range) -> Voice | None:
        """The voice of two or more who speak together: "the mayor and the bishop said"."""
        parse, cast = self.draft.parse, self.draft.cast
        heads = [head]
        while (k := parse.kid(heads[-1], "conj")) is not None and k <= span[1] and len(heads) < 6:
            heads.append(k)
        apart = {cast[i].actor if i in cast else parse.lower[i] for i in heads}
        if len(apart) < len(heads) or len(heads) < 2 or not all(self._by_itself(i) for i in heads):
            return None
        first = span[0]
        while first < head and parse.lower[first] in _DETERMINERS:
            first += 1
        last = heads[-1]
        if last in cast:
            last = max(last, min(cast[last].last, span[1]))
        named = all(i in cast and self.actors[cast[i].actor].named for i in heads)
        return Voice("", parse.words_of(first, last), VoiceKind.GROUP, named, (), None)

    def _by_itself(self, i: int) -> bool:
        """Whether a coordinated noun is somebody of its own: a name, a plural, or with an article."""
        parse = self.draft.parse
        if parse.pos[i] == "PROPN" or parse.tag[i] == "NNS":
            return True
        return parse.pos[i] == "NOUN" and parse.kid(i, "det", "poss", "nummod") is not None

    def _of(self, head: int, span: Range, mention: Span) -> Voice:
        parse = self.draft.parse
        known = self._member(head, span)
        if known is not None:
            return self._keep(known, self._actor(self.actors[known]), mention)
        first = span[0]
        while first < span[1] and parse.lower[first] in _DETERMINERS:
            first += 1
        asides = [parse.left[k] - 1 for k in parse.kids[head] if k > head and parse.dep[k] in _ASIDES]
        last = max(head, min([span[1], *asides]))
        while last > head and parse.pos[last] == "PUNCT":
            last -= 1
        name = parse.words_of(first, last) if first <= head <= span[1] else parse.words_of(*span)
        label = ENTITY_KINDS.get(self.entity_at.get(head, ""))
        named = parse.pos[head] == "PROPN" or label is not None
        if parse.words[head].isupper() and (self.kinds.lists(parse.lower[head]) or parse.lower[head] in _PRONOUNS):
            named = False  # "THE ARMY", "SHE", where all letters are large
        if label is VoiceKind.GROUP or not named:
            voice = Voice("", name, self.kinds.unnamed(parse, head, span, label), False, (), None)
        else:
            kind = label or self.kinds.unnamed(parse, head, span, VoiceKind.PERSON)
            kind = self.kinds.named(name, kind, definite=first > span[0])
            voice = Voice("", name, kind, True, (), None)
        key = f"words:{name.casefold()}"
        # Nobody knows who: one paragraph's "he" is not the next one's.
        if parse.pos[head] == "PRON" or parse.lower[head] in _PRONOUNS:
            key += f":{parse.paragraph[parse.sentence[head]]}"
        return self._keep(key, voice, mention)

    def _actor(self, actor: Actor) -> Voice:
        """The voice of an actor. What has no name is of the kind that its own noun tells."""
        kind, parse = VoiceKind(actor.kind), self.draft.parse
        head = self.heads.get(actor.id)
        if actor.named:
            kind = self.kinds.named(actor.name, kind, definite=_definite(parse, head))
        elif head is not None and parse.pos[head] == "PROPN" and self.entity_at.get(head) == "PERSON":
            return Voice("", actor.name, VoiceKind.PERSON, True, (), actor.id)  # a surname that is a noun: "Ms Tribe"
        elif head is not None:
            kind = self.kinds.unnamed(parse, head, (parse.left[head], parse.right[head]), kind)
        return Voice("", actor.name, kind, actor.named, (), actor.id)

    def _member(self, head: int, span: Range) -> str | None:
        """The actor a source mention names: by the name that its head leads up to, by its head, else by the name
        within it that comes last."""
        cast, parse = self.draft.cast, self.draft.parse
        for i in range(head + 1, min(span[1], head + 4) + 1):
            if parse.pos[i] not in _PLAIN:
                break
            if i in cast and self.actors[cast[i].actor].named and cast[i].first <= head + 1 <= i:
                return cast[i].actor  # "harbour police chief Anna Rask"
        if head in cast:
            return cast[head].actor
        if parse.pos[head] == "PROPN":
            for i in range(min(span[1], head + 4), max(span[0], head - 6) - 1, -1):
                if i in cast and cast[i].first <= head <= cast[i].last:
                    return cast[i].actor
        return None

    def _keep(self, key: str, voice: Voice, mention: Span | None = None) -> Voice:
        """The voice under this key, with one mention more."""
        if key not in self.voices:
            id_ = make_id("voice", self.draft.report.id, key)
            self.voices[key] = replace(voice, id=id_, made_by=self.made_by)
            self.said[key] = []
            self.keys[id_] = key
        if mention is not None:
            self.said[key].append(mention)
        return self.voices[key]

    def all(self) -> list[Voice]:
        """The reporter first, then the voices in the order they were met; mentions in text order, each once."""
        met = [replace(v, mentions=tuple(sorted(set(self.said[key])))) for key, v in self.voices.items()]
        return [self.reporter, *met]


def kinds_of(lexicons: Lexicons) -> Kinds:
    """What a head noun says of its voice's kind."""
    return Kinds.load(lexicons)


def _definite(parse: Parse, head: int | None) -> bool:
    return head is not None and parse.lower[parse.left[head]] == "the"


def _antecedent(parse: Parse, pronoun: int) -> int | None:
    """The noun a relative pronoun stands for."""
    for up in parse.ancestors(pronoun):
        if parse.dep[up] == "relcl":
            return parse.head[up]
        if parse.pos[up] not in ("VERB", "AUX"):
            return None
    return None
