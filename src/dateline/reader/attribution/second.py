"""Second cues of one source ("X said Y, adding that Z", "X said Y and warned that Z") that the parser hung on Y."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.content import cleaned
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.source import SUBJECTS

_CLAUSES = frozenset({"that", "clause", "wh", "quote-right"})
_CHARGES = frozenset({"figure", "prep:for", "prep:on", "obj+of", "obj+for", "obj", "to+obj", "to", "small"})
_TOLD = frozenset(
    {"say", "add", "tell", "warn", "argue", "insist", "predict", "claim", "note", "ask", "declare", "deny"}
)
_ALSO = frozenset({"accuse", "blame", "urge", "call", "promise", "pledge", "vow", "threaten", "condemn", "put"})
_ABSTRACT = ("ment", "tion", "sion", "ness", "ity", "ence", "ance", "ship", "ism", "al")
_BODIES = frozenset(
    "government parliament department management administration organisation organization opposition delegation "
    "commission federation coalition association institution foundation corporation legation mission community "
    "authority minority majority university municipality leadership alliance general official tribunal rival "
    "establishment regiment detachment intelligence resistance criminal".split()
)
_STEPS = 12  # heads climbed from a cue to the one before it


def part_second_cues(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Give each second cue the source of the first, and end the first one's content before it."""
    first_cues: dict[int, Candidate] = {}
    for c in candidates:
        if c.key in _CLAUSES and c.source is not None:
            first_cues.setdefault(c.head, c)
    for c in candidates:
        if c.key in _CLAUSES and (mark := _contrast(page, c)) is not None:
            _end_before(page, mark, first_cues)
        if not (c.key in _CLAUSES or c.key in _CHARGES) or not _may_be_second(page, c):
            continue
        outer = _first_cue(page, c, first_cues)
        if outer is None:
            continue
        cut = page.parse.left[c.head] if page.parse.left[c.head] > outer.head else c.head
        cut = min(cut, c.cue[0])
        kept: list[Range] = [(a, min(b, cut - 1)) for a, b in outer.content if a < cut]
        while kept and page.parse.pos[kept[-1][1]] in ("CCONJ", "PUNCT") and kept[-1][1] >= kept[-1][0]:
            if page.quoted(kept[-1][1]):
                break
            kept[-1] = (kept[-1][0], kept[-1][1] - 1)
        parts = cleaned(page.parse, page.quotes, kept)
        if parts:
            outer.content = parts
            c.source, c.source_head = outer.source, outer.source_head
            c.formed = page.parse.dep[c.head] == "conj" and page.parse.lemma[c.head] not in _TOLD
    return candidates


def _contrast(page: Page, c: Candidate) -> int | None:
    """The "while" of ", while the mayor says that", which sets one voice against another."""
    parse, head = page.parse, c.head
    if c.source is None or parse.dep[head] != "advcl" or page.quoted(head):
        return None
    mark = parse.kid(head, "mark")
    if mark is None or parse.lower[mark] not in ("while", "whereas") or parse.words[mark - 1] != ",":
        return None
    return mark


def _end_before(page: Page, mark: int, first_cues: dict[int, Candidate]) -> None:
    """End before token `mark` what the cues over it say."""
    at = mark
    for _ in range(_STEPS):
        if page.parse.head[at] == at:
            break
        at = page.parse.head[at]
        outer = first_cues.get(at)
        if outer is not None and at < mark and outer.content[0][0] < mark - 1 and not page.quoted(mark):
            kept = [(a, min(b, mark - 2)) for a, b in outer.content if a < mark - 1]
            outer.content = cleaned(page.parse, page.quotes, kept) or outer.content


def _may_be_second(page: Page, c: Candidate) -> bool:
    """A participle after a comma, or a coordinated verb without a subject of its own."""
    parse, head = page.parse, c.head
    if parse.kid(head, *SUBJECTS) is not None or page.quoted(head):
        return False
    if parse.tag[head] == "VBG":
        return parse.dep[head] == "advcl" and head > 0 and parse.words[c.cue[0] - 1] == ","
    if parse.dep[head] != "conj":
        return False
    if parse.lemma[head] in _ALSO or (c.key in _CLAUSES and parse.lemma[head] not in _TOLD):
        return _breaks_off(page, head)
    return c.key in _CLAUSES and parse.lemma[head] in _TOLD


def _breaks_off(page: Page, head: int) -> bool:
    """Whether a verb cannot go on from the one it was coordinated with: that one is quoted, or of another tense."""
    parse = page.parse
    before = parse.head[head]
    if page.quoted(before):
        return True
    if parse.tag[head] != "VBD":
        return False
    return parse.tag[before] != "VBD" or _of_thing(page, before)


def _of_thing(page: Page, v: int) -> bool:
    """Whether a verb's subject is a thing, which promises nothing: "that the agreement stood and promised"."""
    parse = page.parse
    own = parse.kid(v, *SUBJECTS)
    if own is None or parse.pos[own] != "NOUN":
        return False
    lemma = parse.lemma[own]
    return lemma.endswith(_ABSTRACT) and lemma not in _BODIES


def _first_cue(page: Page, c: Candidate, first_cues: dict[int, Candidate]) -> Candidate | None:
    """The cue in whose content the parser put this one: the outermost, of the same form where both are coordinated."""
    parse = page.parse
    found: Candidate | None = None
    at = c.head
    for _ in range(_STEPS):
        if parse.head[at] == at:
            break
        at = parse.head[at]
        outer = first_cues.get(at)
        if outer is None or not outer.holds(c.head) or outer.head >= c.head or page.quoted(at):
            continue
        if parse.tag[c.head] == "VBG" or parse.tag[at] == parse.tag[c.head]:
            found = outer
    return found
