"""Pronouns, resolved conservatively: the nearest salient actor that fits, or none at all."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from dateline.reader.actors.figure import Figure
from dateline.reader.actors.persons import SAY
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.parse import Parse
from dateline.records import ActorKind

HE = dict.fromkeys(("he", "him", "his", "himself"), "m")
SHE = dict.fromkeys(("she", "her", "hers", "herself"), "f")
SINGULAR = HE | SHE
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
POSSESSIVE = frozenset({"his", "her", "their", "its"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})
WINDOW = 3  # sentences looked back
MOST = 40  # references weighed for one pronoun
MARGIN = 0.3  # by how much the best must lead the next
FLOOR = 1.2
BY_DISTANCE = (2.4, 1.6, 0.6, 0.2)
_WEIGHTY = frozenset({"nsubj", "nsubjpass", "dobj"})
_GROUPS = frozenset({ActorKind.ORGANISATION, ActorKind.MEDIA, ActorKind.STATE})


@dataclass(slots=True, eq=False)
class Seen:
    """A reference already cast, with what its place in the sentence says of its weight."""

    ref: Reference
    figure: Figure
    sentence: int
    subject: bool
    speaks: bool  # subject of a verb of saying
    top: bool  # subject of the sentence's main verb
    quoted: bool
    verb: int


@dataclass(slots=True, eq=False)
class Pronouns:
    """The memory that pronouns are resolved from, filled in the order of the report."""

    parse: Parse
    quoted: bytearray
    heads: dict[int, Figure]
    seen: list[Seen] = field(default_factory=list)
    things: list[int] = field(default_factory=list)
    turn: list[int] = field(default_factory=list)  # a sentence's number, those wholly in quotation marks not counted

    def __post_init__(self) -> None:
        parse = self.parse
        count = 0
        for first, stop in parse.sentences:
            if not (self.quoted[first] and self.quoted[max(first, stop - 2)]):
                count += 1
            self.turn.append(count)
        self.things = [i for i, tag in enumerate(parse.tag) if tag == "NNS" and parse.dep[i] in _WEIGHTY]

    def note(self, ref: Reference, figure: Figure) -> None:
        """Remember a reference that was just cast."""
        parse = self.parse
        at = ref.head
        while (
            parse.dep[at] in {"conj", "appos"}
            and parse.head[at] != at
            and parse.pos[parse.head[at]] in {"NOUN", "PROPN"}
        ):
            at = parse.head[at]
        subject = parse.dep[at] in SUBJECT
        verb = parse.head[at]
        speaks = subject and parse.lemma[verb] in SAY
        top = subject and parse.head[verb] == verb
        if parse.dep[at] == "pobj" and parse.lower[verb] == "to" and parse.lower[parse.head[verb]] == "according":
            subject = speaks = top = True  # as much the speaker as the subject of "said"
        self.seen.append(
            Seen(ref, figure, parse.sentence[ref.head], subject, speaks, top, bool(self.quoted[ref.head]), verb)
        )

    def relative(self, i: int) -> Figure | None:
        """The figure that a relative pronoun stands for: what its clause hangs on."""
        parse = self.parse
        verb = i
        for _ in range(4):
            if parse.dep[verb] == "relcl":
                break
            verb = parse.head[verb]
        if parse.dep[verb] != "relcl":
            return None
        figure = self.heads.get(parse.head[verb])
        if parse.lower[i] not in {"who", "whom", "whose"}:
            return figure
        if figure is not None and figure.kind in {ActorKind.PERSON, ActorKind.GROUP}:
            return figure
        for seen in reversed(self.seen[-MOST:]):
            if seen.sentence != parse.sentence[i] or seen.ref.head >= i:
                break
            if seen.figure.kind in {ActorKind.PERSON, ActorKind.GROUP} and seen.ref.form is not Form.PRONOUN:
                return seen.figure
        return None

    def resolve(self, i: int) -> Figure | None:
        """The figure that a personal or possessive pronoun refers to, None where the report leaves it open."""
        word = self.parse.lower[i]
        if word in NEUTER:
            return self._neuter(i)
        if word in PLURAL and self._outdone(i):
            return None
        here = self.turn[self.parse.sentence[i]]
        best: dict[int, float] = {}
        figures: dict[int, Figure] = {}
        spoken_of = self._spoken_of(i)
        for seen in reversed(self.seen[-MOST:]):
            if here - self.turn[seen.sentence] > WINDOW:
                break
            figure = seen.figure
            weight = self._fit(word, seen)
            if weight is None or self._bound(i, seen) or seen.figure.number in spoken_of:
                continue
            weight += self._weigh(i, seen, here)
            if weight > best.get(figure.number, -9.0):
                best[figure.number] = weight
                figures[figure.number] = figure
        if not best:
            return None
        order = sorted(best, key=lambda n: (-best[n], n))
        top = best[order[0]]
        if top < FLOOR or (len(order) > 1 and top - best[order[1]] < MARGIN):
            return None
        chosen = figures[order[0]]
        if word in SINGULAR and not chosen.gender and len(order) == 1:
            chosen.gender = SINGULAR[word]
        return chosen

    def _spoken_of(self, i: int) -> set[int]:
        """Whom the quotation in `i`'s sentence calls by name or office, where `i` is who says it: not `i` itself."""
        parse = self.parse
        if parse.dep[i] not in SUBJECT or parse.lemma[parse.head[i]] not in SAY or self.quoted[i]:
            return set()
        out: set[int] = set()
        for seen in reversed(self.seen[-MOST:]):
            if seen.sentence != parse.sentence[i]:
                break
            if seen.quoted and seen.ref.form is not Form.PRONOUN and seen.subject:
                out.add(seen.figure.number)
        return out

    def _outdone(self, i: int) -> bool:
        """Whether a plural thing that is no actor is the subject nearby: "buses set down their passengers"."""
        parse = self.parse
        at = i
        for _ in range(6):
            if parse.head[at] == at:
                return False
            at = parse.head[at]
            for k in parse.kids[at][:MOST]:
                if k < i and parse.dep[k] in SUBJECT and parse.tag[k] in {"NNS", "NNPS"}:
                    return k not in self.heads
        return False

    def _thing_between(self, first: int, last: int) -> bool:
        """Whether a plural thing that is no actor stands nearer: "officials said the mistakes ... making them"."""
        at = bisect_right(self.things, first)
        while at < len(self.things) and self.things[at] < last:
            if self.things[at] not in self.heads:
                return True
            at += 1
        return False

    def _fit(self, word: str, seen: Seen) -> float | None:
        """What agreement adds to a candidate's weight; None where number or gender forbid it."""
        figure = seen.figure
        if word in SINGULAR:
            if figure.kind is not ActorKind.PERSON or figure.plural or seen.ref.plural:
                return None
            gender = SINGULAR[word]
            if figure.gender and figure.gender != gender:
                return None
            if figure.gender:
                return 0.6
            return 0.0 if gender == "m" else -0.3  # most whom a report leaves without a known gender are men
        if seen.ref.plural or figure.plural or figure.kind is ActorKind.GROUP:
            return 0.3
        if figure.kind in _GROUPS:
            return -1.2 if figure.kind is not ActorKind.STATE else -2.0
        return None

    def _bound(self, i: int, seen: Seen) -> bool:
        """Whether syntax forbids the two to be one: arguments of one verb, or one inside the other."""
        parse, ref = self.parse, seen.ref
        if ref.first <= i <= ref.last or ref.head > i:
            return True
        if seen.sentence != parse.sentence[i]:
            return False
        if parse.lower[i] in POSSESSIVE and parse.dep[i] == "poss":
            return False
        if parse.lower[i].endswith(("self", "selves")):
            return False
        verb = parse.head[i]
        if parse.dep[i] == "pobj":
            verb = parse.head[verb]
        return verb == seen.verb and parse.head[ref.head] == verb

    def _weigh(self, i: int, seen: Seen, here: int) -> float:
        parse = self.parse
        weight = BY_DISTANCE[here - self.turn[seen.sentence]]
        if seen.subject:
            weight += 1.0
        elif parse.dep[seen.ref.head] == "poss" and parse.dep[parse.head[seen.ref.head]] in SUBJECT:
            weight += 0.7
        if seen.top:
            weight += 0.5
        if seen.ref.form is not Form.NOMINAL:
            weight += 0.2
        if seen.ref.name in RELATIVE:
            weight -= 0.8
        if seen.sentence == parse.sentence[i]:
            weight -= min(0.01 * (i - seen.ref.head), 0.5)
        dep = parse.dep[i]
        if dep in SUBJECT and parse.lemma[parse.head[i]] in SAY and seen.speaks:
            weight += 1.0
        if parse.lower[i] in PLURAL and self._thing_between(seen.ref.head, i):
            weight -= 0.8 if dep in {"dobj", "pobj"} else 0.4
        quoted = bool(self.quoted[i])
        if seen.quoted and not quoted:
            weight -= 1.5
        if quoted and not seen.quoted and seen.speaks:  # who speaks says "I"
            weight -= 3.0 if seen.sentence == parse.sentence[i] else 1.2
        return weight

    def _neuter(self, i: int) -> Figure | None:
        """ "it" and "its" only where the subject of a verb above them, in their own sentence, can be meant."""
        parse = self.parse
        word = parse.lower[i]
        if word == "it" and (
            parse.dep[i] not in SUBJECT or parse.lemma[parse.head[i]] in {"be", "seem", "appear", "take"}
        ):
            return None
        above: set[int] = set()
        at = i
        for _ in range(12):
            if parse.head[at] == at:
                break
            at = parse.head[at]
            above.add(at)
        for seen in reversed(self.seen[-MOST:]):
            if seen.sentence != parse.sentence[i]:
                break
            if not seen.subject or seen.verb not in above or seen.figure.kind not in _GROUPS or seen.ref.plural:
                continue
            if word == "it" and seen.verb == parse.head[i]:
                continue
            return seen.figure
        return None


def quotations(parse: Parse) -> bytearray:
    """One byte a token: whether it stands between quotation marks. A paragraph's end closes what is open."""
    out = bytearray(len(parse))
    inside = False
    paragraph = -1
    for number, (first, stop) in enumerate(parse.sentences):
        if parse.paragraph[number] != paragraph:
            paragraph, inside = parse.paragraph[number], False
        for i in range(first, stop):
            word = parse.words[i]
            if word in {"“", "``"}:
                inside = True
            elif word == "”":
                inside = False
            elif word in {'"', "''"}:
                inside = not inside
            out[i] = inside
    return out
