"""Edges: where cue, source and content meet, made clean: judged word by word, a phrase is now and then cut."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.attribution.candidate import Range
from dateline.reader.attribution.content import MARKS
from dateline.reader.attribution.learned.decode import Found
from dateline.reader.parse import Parse

_NO_NAME = frozenset({",", ";", ":", ".", "—", "–", "--", "-", ")", "“", "”", '"'})  # no source begins or ends so
_OPENS_NAME = frozenset({"(", "“", '"'})  # what they may close
_BEFORE_NOUN = frozenset({"det", "compound", "amod", "poss", "nummod", "quantmod", "predet"})


def cleaned(parse: Parse, found: Found) -> Found:
    """The finding without marks around its source; a phrase that cue and content share is the content's.

    The full stop of a sentence is not of a content that ends there, unless a quotation does.
    """
    source = _bare(parse, found.source) if found.source is not None else None
    cue, content = found.cue, list(found.content)
    for n, part in enumerate(found.content):
        while content[n][0] == cue[1] + 1 and cue[0] < cue[1] and _belongs(parse, cue[1], content[n]):
            content[n], cue = (cue[1], part[1]), (cue[0], cue[1] - 1)
    if content and _stops(parse, content[-1]):
        content[-1] = (content[-1][0], content[-1][1] - 1)
    return replace(found, cue=cue, source=source, content=tuple(content))


def is_cut(parse: Parse, last: int) -> bool:
    """Whether the last word of a content wants a noun that comes after it ("the number of the", "the station in")."""
    if parse.dep[last] == "prep":
        return any(k > last and parse.dep[k] == "pobj" for k in parse.kids[last])
    return parse.dep[last] in _BEFORE_NOUN and parse.head[last] > last


def _stops(parse: Parse, content: Range) -> bool:
    """Whether it ends with the full stop of a sentence in which nothing is quoted."""
    first, last = content
    return first < last and parse.words[last] == "." and all(parse.words[i] not in MARKS for i in range(first, last))


def _bare(parse: Parse, source: Range) -> Range | None:
    first, last = source
    while first <= last and parse.words[first] in _NO_NAME:
        first += 1
    while last > first and parse.words[last] in _NO_NAME and not _closes(parse, first, last):
        last -= 1
    return (first, last) if first <= last else None


def _closes(parse: Parse, first: int, last: int) -> bool:
    """Whether the last word closes what is opened within."""
    return parse.words[last] in (")", "”", '"') and any(parse.words[i] in _OPENS_NAME for i in range(first, last))


def _belongs(parse: Parse, i: int, content: Range) -> bool:
    return parse.dep[i] in _BEFORE_NOUN and content[0] <= parse.head[i] <= content[1]
