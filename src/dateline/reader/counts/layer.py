"""The counts layer: how many were killed, injured, abducted, detained, displaced, deployed, missing, released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.reader.counts.amounts import Amount, amount_of, number_at, total
from dateline.reader.draft import Draft, Frame
from dateline.reader.events import syntax
from dateline.reader.events.claims import holding
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import ActorKind, Count, CountOf, Event, EventType, Span, Status, TimexType, VoiceKind

REACH = 5  # sentences back to the event that a death toll speaks of
CONJUNCTS = 8
_UNTOLD = frozenset("several others many some dozens scores hundreds thousands".split())
_PARTS = frozenset(("include", "including", "among", "mostly", "mainly", "most"))
_DEPLOYING = frozenset((EventType.AID, EventType.MOBILIZE))


_Found = dict[str, list[tuple[CountOf, Amount, int]]]


class CountsLayer:
    """Finds amounts of people beside the words that say what became of them, and gives them to the right event."""

    name = "counts"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.words: dict[str, dict[str, str]] = {}
        for row in lexicons.table("count_words"):
            self.words.setdefault(row["pos"], {})[row["term"]] = row["value"]
        self.vague = {term: int(value) for term, value in self.words["vague"].items()}
        self.people: frozenset[str] = frozenset()
        self.crowds: frozenset[str] = frozenset()
        self.forces: frozenset[str] = frozenset()
        for row in lexicons.table("event_classes"):
            if row["class"] == "forces":
                self.forces = frozenset(row["terms"].split())
            if row["class"] == "crowd":
                self.crowds |= frozenset(row["terms"].split())
            if row["class"] in ("people", "forces", "helpers", "armed"):
                self.people |= frozenset(row["terms"].split())

    def __call__(self, draft: Draft) -> None:
        if not draft.events:
            return
        names = self._names(draft)
        found: _Found = {}
        for event in draft.events:
            frame = draft.frames.get(event.id)
            if frame is not None:
                found.setdefault(event.id, []).extend(self._of_event(draft, event, frame, names))
        for id_, count in list(self._loose(draft, names, found)):
            found.setdefault(id_, []).append(count)
        self._give(draft, found)

    def _names(self, draft: Draft) -> frozenset[int]:
        """Tokens that name one person each."""
        persons = {actor.id for actor in draft.actors if actor.kind == ActorKind.PERSON and actor.named}
        own = {head for head, mention in draft.cast.items() if mention.actor in persons and not mention.pronoun}
        own.update(e.last for e in draft.parse.entities if e.label == "PERSON" and e.last - e.first < 6)
        return frozenset(own)

    def _of_event(
        self, draft: Draft, event: Event, frame: Frame, names: frozenset[int]
    ) -> Iterator[tuple[CountOf, Amount, int]]:
        """Counts that the event's own words make."""
        parse = draft.parse
        for token in (frame.head, *frame.parts):
            if parse.pos[token] == "VERB":
                value = self.words["verb"].get(parse.lemma[token])
                if value is None:
                    continue
                what = CountOf(value.rstrip("<"))
                if not _agrees(what, event):
                    what_fixed = _fixed(what, event)
                    if what_fixed is None:
                        continue
                    what = what_fixed
                for head in self._counted(parse, token, value):
                    amount = self._sum(parse, head, names, what)
                    if amount is not None:
                        yield what, amount, token
            elif (value := self.words["noun"].get(parse.lemma[token])) is not None:
                for word, o in syntax.preps(parse, token):
                    if word == "of" and (amount := self._sum(parse, o, names, CountOf(value))) is not None:
                        yield CountOf(value), amount, token
                owner = parse.kid(token, "poss")
                if owner in names:
                    yield CountOf(value), Amount(1, 1, 1, parse.span(owner, owner)), token

    def _counted(self, parse: Parse, v: int, value: str) -> list[int]:
        """The head of what a verb counts."""
        if value.endswith("<"):
            who = syntax.understood(parse, v, 0)
            return [who] if who is not None else []
        if parse.dep[v] == "conj" and parse.tag[v] == "VBN" and v and parse.lower[v - 1] in _UNTOLD:
            return [v - 1]  # "six were killed and several injured"
        obj = syntax.object_of(parse, v)
        if obj is None and parse.dep[v] == "conj" and parse.tag[v] == "VBN":
            # "12 were killed and 30 wounded": the number stands before the second participle.
            before = [k for k in parse.kids[v] if k < v and parse.tag[k] == "CD"]
            obj = before[-1] if before else None
        if obj is None and parse.lemma[v] in ("kill", "wound", "injure", "hurt"):
            obj = next(
                (k for k in parse.kids[v] if parse.tag[k] == "CD" and parse.dep[k] in ("nummod", "npadvmod", "nsubj")),
                None,
            )
        return [obj] if obj is not None else []

    def _sum(self, parse: Parse, head: int, names: frozenset[int], what: CountOf) -> Amount | None:
        """The amount of a head and what is coordinated with it; "including ..." adds nothing."""
        amounts: list[Amount] = []
        for i in _conjuncts(parse, head):
            if i != head and any(parse.lower[k] in _PARTS for k in range(max(i - 3, head), i)):
                break
            if not self._is_people(parse, i, names):
                if i == head:
                    return None
                break
            amount = amount_of(parse, i, self.vague, names, self.crowds)
            if amount is not None:
                amounts.append(amount)
            elif i == head:
                return None
            else:
                amounts.append(Amount(1, None, None, parse.span(i, i)))
        return total(amounts)

    def _is_people(self, parse: Parse, i: int, names: frozenset[int]) -> bool:
        if i in names or parse.lemma[i] in self.people or parse.lower[i] in self.people:
            return True
        if (
            parse.lower[i] in ("nobody", "none", "one")
            or parse.lemma[i] in self.vague
            or parse.lower[i].rstrip("s") in self.vague
        ):
            inner = next((o for word, o in syntax.preps(parse, i) if word == "of"), None)
            if inner is not None and parse.lower[inner] in ("them", "us", "whom", "those", "these", "which"):
                return True
            return inner is None or self._is_people(parse, inner, names)
        if parse.tag[i] == "CD":
            nxt = i + 1
            return not (nxt < len(parse) and parse.lower[nxt] in ("%", "percent", "per"))
        return parse.tag[i] in ("NNPS", "NNS") and parse.lower[i][:1] != parse.words[i][:1]  # "12 Gazans"

    def _loose(
        self, draft: Draft, names: frozenset[int], found: _Found
    ) -> Iterator[tuple[str, tuple[CountOf, Amount, int]]]:
        """Counts told apart from a trigger: "left 12 dead", "12 died", "the death toll rose to 45"."""
        parse = draft.parse
        harmful = _Harmful(draft, found)
        taken = {t for frame in draft.frames.values() for t in (frame.head, *frame.parts)}
        states, plain, tolls = self.words["state"], self.words["plain"], self.words["toll"]
        for i in range(len(parse)):
            lemma, low = parse.lemma[i], parse.lower[i]
            value, amount = None, None
            if low in states and parse.pos[i] in ("ADJ", "VERB", "NOUN") and i not in taken:
                value, amount = states[low], self._state(parse, i, names)
            elif lemma in ("die", "perish") and parse.pos[i] == "VERB" and i not in taken:
                who = syntax.understood(parse, i, 0)
                if who is not None:
                    value, amount = "killed", self._sum(parse, who, names, CountOf.KILLED)
                    if amount is not None and amount.best == 1:
                        amount = None  # one death alone may have any cause
            elif lemma == "lose" and parse.pos[i] == "VERB" and (o := parse.kid(i, "dobj")) is not None:
                if (parse.tag[o] == "CD" and o + 1 == parse.right[o] + 1) or parse.lemma[o] in self.forces:
                    value, amount = "killed", self._sum(parse, o, names, CountOf.KILLED)
            elif lemma in plain and parse.pos[i] == "NOUN":
                number = next((k for k in parse.kids[i] if k < i and parse.tag[k] == "CD"), None)
                if number is not None:
                    value, amount = plain[lemma], amount_of(parse, i, self.vague, names)
            elif lemma in tolls and parse.pos[i] == "NOUN":
                value, amount = tolls[lemma], self._toll(parse, i)
            if value is None or amount is None:
                continue
            event = harmful.near(i, here=lemma == "lose")
            if event is not None:
                yield event, (CountOf(value), amount, i)

    def _state(self, parse: Parse, i: int, names: frozenset[int]) -> Amount | None:
        """Who is "dead": its subject, the noun it follows, or the number before it."""
        head = parse.head[i]
        own = next((k for k in parse.kids[i] if k < i and parse.tag[k] == "CD" and parse.dep[k] == "nummod"), None)
        if own is not None:
            return amount_of(parse, own, self.vague, names)
        who = parse.kid(i, "nsubj", "nsubjpass")
        if who is None and parse.dep[i] in ("acomp", "oprd", "xcomp", "ccomp", "dep", "advcl", "conj") and head != i:
            if parse.dep[i] == "conj":
                who = next((k for k in parse.kids[i] if k < i and parse.tag[k] == "CD"), None)
            else:
                who = syntax.passive_subject(parse, head) if parse.dep[i] != "oprd" else syntax.object_of(parse, head)
                who = who if who is not None else parse.kid(head, "nsubj", "nsubjpass")
        if who is None and parse.dep[i] in ("amod", "acl") and head < i:
            who = head
        if who is None and parse.pos[i] in ("NOUN", "ADJ"):
            number = next((k for k in parse.kids[i] if k < i and parse.tag[k] == "CD"), None)
            if number is None and i and parse.tag[i - 1] == "CD":
                number = i - 1
            if number is None:
                return None
            found = number_at(parse, number)
            return amount_of(parse, number, self.vague, names) if found else None
        if who is None or parse.tag[who] in ("PRP", "WP"):
            return None
        amount = self._sum(parse, who, names, CountOf.KILLED)
        return (
            None
            if amount is not None and amount.best == 1 and parse.tag[who] != "CD" and parse.kid(who, "nummod") is None
            else amount
        )

    def _toll(self, parse: Parse, i: int) -> Amount | None:
        """ "a death toll of 45", "the toll rose to 45", "the toll stands at 45"."""
        if parse.lower[i - 1 : i] != ["death"]:
            return None
        over = parse.head[i] if parse.dep[i] in ("nsubj", "dobj", "nsubjpass") else i
        for word, o in syntax.preps(parse, i) + (syntax.preps(parse, over) if over != i else []):
            if word in ("of", "to", "at", "by") and word != "by":
                amount = amount_of(parse, o, self.vague, frozenset())
                if amount is not None:
                    return amount
        obj = parse.kid(over, "attr", "dobj") if over != i else None
        return amount_of(parse, obj, self.vague, frozenset()) if obj is not None else None

    def _give(self, draft: Draft, found: _Found) -> None:
        """Put the counts on their events, each with its voice and the time it was counted over."""
        spans = [(f"{id_} {n}", amount.span) for id_, rows in found.items() for n, (_, amount, _) in enumerate(rows)]
        claims = {claim.id: claim for claim in draft.claims}
        inner = holding(draft, spans)
        reporter = next((voice.id for voice in draft.voices if voice.kind == VoiceKind.REPORTER), None)
        durations = _durations(draft)
        for number, event in enumerate(draft.events):
            rows = found.get(event.id)
            if not rows:
                continue
            counts: list[Count] = []
            seen: set[tuple[CountOf, Span]] = set()
            for n, (what, amount, token) in enumerate(rows):
                if (what, amount.span) in seen:
                    continue
                seen.add((what, amount.span))
                inside = inner.get(f"{event.id} {n}", ())
                voice = claims[inside[0]].chain[-1].voice if inside and claims[inside[0]].chain else reporter
                over = _over(draft.parse, durations, token)
                counts.append(Count(what, amount.low, amount.best, amount.high, amount.span, voice, over))
            draft.events[number] = replace(event, counts=tuple(counts))


class _Harmful:
    """The events that a death toll may speak of, by sentence."""

    def __init__(self, draft: Draft, found: _Found) -> None:
        self.parse = draft.parse
        self.counted = frozenset(id_ for id_, rows in found.items() if rows)
        self.by_sentence: dict[int, list[tuple[int, str]]] = {}
        for event in draft.events:
            frame = draft.frames.get(event.id)
            if frame is not None and event.type == EventType.ASSAULT and event.status != Status.DENIED:
                self.by_sentence.setdefault(self.parse.sentence[frame.head], []).append((frame.head, event.id))

    def near(self, i: int, here: bool = False) -> str | None:
        """The event of the token's own sentence nearest to it, else the last one told shortly before."""
        at = self.parse.sentence[i]
        own = self.by_sentence.get(at)
        if own or here:
            return min(own, key=lambda pair: abs(pair[0] - i))[1] if own else None
        last = None
        for back in range(1, REACH + 1):
            for _, id_ in self.by_sentence.get(at - back, ()):
                if id_ in self.counted:
                    return id_
                last = last or id_
        return last


def _agrees(what: CountOf, event: Event) -> bool:
    if what in (CountOf.KILLED, CountOf.INJURED, CountOf.ABDUCTED):
        return event.type == EventType.ASSAULT
    if what == CountOf.DETAINED:
        return event.type == EventType.COERCE
    if what == CountOf.DEPLOYED:
        return event.type in _DEPLOYING
    if what == CountOf.RELEASED:
        return event.type in (EventType.RETREAT, EventType.CONCEDE)
    return True


def _fixed(what: CountOf, event: Event) -> CountOf | None:
    """What a word of two senses counts in this event: "seized 12 men" by the police, by gunmen."""
    if event.mode == "arrest" and what == CountOf.ABDUCTED:
        return CountOf.DETAINED
    if event.mode == "abduct" and what == CountOf.DETAINED:
        return CountOf.ABDUCTED
    return None


def _conjuncts(parse: Parse, i: int) -> list[int]:
    out = [i]
    while len(out) < CONJUNCTS and (k := parse.kid(out[-1], "conj")) is not None:
        out.append(k)
    return out


def _durations(draft: Draft) -> dict[int, list[tuple[int, str]]]:
    """Sentence -> its durations: the token each begins with, and its TIMEX3 value."""
    out: dict[int, list[tuple[int, str]]] = {}
    for time in draft.times:
        if time.type == TimexType.DURATION:
            tokens = draft.parse.tokens(time.span)
            if len(tokens) and tokens[0] < len(draft.parse):
                out.setdefault(draft.parse.sentence[tokens[0]], []).append((tokens[0], time.timex))
    return out


def _over(parse: Parse, durations: dict[int, list[tuple[int, str]]], token: int) -> str | None:
    """The time that a count was made over: "in three days", on the counting verb itself."""
    for first, timex in durations.get(parse.sentence[token], [])[:10]:
        before = parse.lower[first - 1] if first else ""
        if before in ("in", "over", "within", "during", "past", "last") or parse.lower[first] in (
            "in",
            "over",
            "during",
            "within",
        ):
            i = first
            for _ in range(4):
                i = parse.head[i]
                if i == token:
                    return timex
    return None
