"""The attribution layer: who is said to have said what, in chains of voices."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.choose import Chosen, choose, choose_within, outermost, stands
from dateline.reader.attribution.cues import UNCOUNTED
from dateline.reader.attribution.learned.clues import clues
from dateline.reader.attribution.learned.confidence import overlap
from dateline.reader.attribution.learned.finder import Finder
from dateline.reader.attribution.mutual import of_each
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.rules import Rules
from dateline.reader.attribution.stance import Hedge, Senses, hedges_in, manner_of, weaker
from dateline.reader.attribution.voices import Cast, kinds_of
from dateline.reader.draft import Draft, made_by
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.vectors import Vectors, room
from dateline.records import Certainty, Claim, Link, Voice, make_id

How = Literal["learned", "rules"]
SURE = 0.5  # least rate of a quotation that the rules alone find
ALIKE = 0.5  # least overlap of two contents that are one (tokens, intersection over union)
_REPORTER_JUDGES = frozenset({"seem", "appear"})  # nobody else does: "the army appears to have"


class AttributionLayer:
    """Claims and their voices. Confidence: how often such a finding was right, or a rule's candidate of its like."""

    name = "attribution"

    def __init__(self, lexicons: Lexicons, how: How = "learned") -> None:
        self.senses = Senses.load(lexicons)
        self.rules = Rules.load(lexicons, self.senses)
        self.finder = Finder.load(self.senses) if how == "learned" else None
        self.version = f"learned-1+{self.finder.version}" if self.finder is not None else "rules-1"
        self.kinds = kinds_of(lexicons)

    def __call__(self, draft: Draft) -> None:
        page = Page.of(draft.parse)
        cast = Cast.of(draft, self.kinds, made_by(self))
        chains: dict[int, tuple[Link, ...]] = {}
        speakers: dict[int, Voice] = {}
        if self.finder is not None:
            draft.vectors = room(len(draft.parse))
        chosen = self.chosen(page, draft.vectors)
        for one in _outer_first(chosen):
            c = one.candidate
            outer = speakers.get(id(one.within)) if one.within is not None else None
            told_of = is_told_of(draft.parse, c)
            quoted = page.quoted(c.head) or page.answers(c.head)
            voice = cast.unstated() if told_of else self._speaker(cast, c, outer, quoted=quoted)
            link = Link(voice.id, draft.parse.span(*c.source) if c.source is not None and not told_of else None)
            before = chains[id(one.within)] if one.within is not None else ()
            chains[id(one)], speakers[id(one)] = (*before, link), voice
        hedges = self.senses.hedges(draft.parse)
        draft.claims = [
            claim
            for one in chosen
            for claim in of_each(
                draft, cast, one.candidate, self._claim(draft, page, one.candidate, chains[id(one)], hedges)
            )
        ]
        draft.voices = cast.all()

    def chosen(self, page: Page, vectors: Vectors | None = None) -> list[Chosen]:
        """What stands: by the rules alone, or by the learned tagger, which is told what the rules propose.

        `vectors` gets what the tagger's encoder makes of the page.
        """
        proposals = self.rules.proposals(page)
        likely = [c for c in proposals if stands(c)]
        if self.finder is None:
            return choose(likely)
        by_rules = outermost(likely)
        told_of = clues(page, proposals, by_rules)
        found = _continued(page, by_rules, self.finder.outer(page, proposals, told_of, vectors))
        outer = choose([*found, *_surer(page, by_rules, found)])
        holders = [one.candidate for one in outer if one.within is None]
        again = self.finder.within(page, holders, proposals, told_of)
        return choose_within(outer, [*likely, *again])

    def _speaker(self, cast: Cast, c: Candidate, outer: Voice | None, *, quoted: bool) -> Voice:
        if c.source is not None and c.source_head is not None:
            return cast.speaker(c.source, c.source_head, outer, quoted=quoted)
        if c.lemma in _REPORTER_JUDGES:
            return outer or cast.reporter
        return cast.unstated()

    def _claim(self, draft: Draft, page: Page, c: Candidate, chain: tuple[Link, ...], hedges: list[Hedge]) -> Claim:
        parse, report = draft.parse, draft.report
        content = [parse.span(*part) for part in c.content]
        cue = parse.span(*c.cue)
        stance, from_cue = self.senses.stance(parse, c)
        inside, certainty = hedges_in(parse, hedges, c)
        return Claim(
            id=make_id("claim", report.id, cue, content, *(link.voice for link in chain)),
            chain=chain,
            cue=(cue,),
            content=tuple(content),
            manner=manner_of(page, c),
            stance=stance,
            certainty=weaker(certainty, from_cue or Certainty.CERTAIN),
            hedges=tuple(parse.span(*part) for part in inside),
            events=(),
            made_by=made_by(self),
            confidence=round(c.rate, 3),
        )


def is_told_of(parse: Parse, c: Candidate) -> bool:
    """Headlines leave out "is": in "Militia said to have burned village" the militia says nothing."""
    first = c.content[0][0] if c.content else c.head
    if c.source is None or c.lemma not in _SAID_OF or not c.source[1] < c.head < first:
        return False
    if parse.lower[first : first + 1] != ["to"] or any(parse.dep[k] in ("aux", "auxpass") for k in parse.kids[c.head]):
        return False
    return parse.tag[c.head] in ("VBN", "VBD") and parse.lower[first + 1 : first + 2] in (["have"], ["be"])


_SAID_OF = frozenset("say report believe think know allege rumour rumor presume suspect".split())


def _taken(found: list[Candidate]) -> set[int]:
    """The tokens of cues and contents."""
    return {i for c in found for first, last in (c.cue, *c.content) for i in range(first, last + 1)}


def _continued(page: Page, by_rules: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """What is found, with its quotation's other paragraphs: the tagger keeps to one, quotations do not.

    Only where the rules give the cue about the same words in its own paragraph, and the others open with the same mark.
    """
    words = page.parse.words
    taken = _taken(found)
    like = {c.head: c for c in by_rules}

    def goes_on(part: Range) -> bool:
        return page.quoted(part[0]) and page.quoted(part[1]) and taken.isdisjoint(range(part[0], part[1] + 1))

    def whole(c: Candidate) -> Candidate:
        own = {page.paragraph(first) for first, _ in c.content}
        parts = like[c.head].content if c.head in like else []
        marks = {words[first] for first, _ in c.content}
        others = [part for part in parts if page.paragraph(part[0]) not in own and words[part[0]] in marks]
        beyond = [part for part in others if goes_on(part)]
        if not beyond or overlap(c.content, [part for part in parts if page.paragraph(part[0]) in own]) < ALIKE:
            return c
        return replace(c, content=sorted([*c.content, *beyond]))

    return [whole(c) for c in found]


def _surer(page: Page, by_rules: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """What the rules are surer of, where the tagger says nothing: what is wholly quoted, or shown by its form alone."""
    taken = _taken(found)

    def is_free(c: Candidate) -> bool:
        return not any(i in taken for first, last in (c.cue, *c.content) for i in range(first, last + 1))

    def is_sure(c: Candidate) -> bool:
        quoted = all(page.quoted(first) and page.quoted(last) for first, last in c.content)
        return c.formed or c.key in UNCOUNTED or (quoted and c.rate >= SURE)

    return [c for c in by_rules if is_sure(c) and is_free(c)]


def _outer_first(chosen: list[Chosen]) -> list[Chosen]:
    """Those that hold others before those that stand within them."""

    def depth(one: Chosen) -> int:
        n = 0
        while one.within is not None:
            one, n = one.within, n + 1
        return n

    return sorted(chosen, key=depth)
