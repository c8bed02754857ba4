"""Nominal references: "diplomatic sources in Washington", "the militants", "a police officer", "his group"."""

from __future__ import annotations

from dateline.reader.parse import Parse

LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "advmod", "case", "neg"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "from", "inside"})
LONGEST_LEFT = 12  # tokens before the head
LONGEST_PP = 8  # tokens after it
_NO_EDGE = frozenset([*"\"'“”‘’,;:()[]-–—", "--", "---", "``", "''"])
_INSTITUTIONS = frozenset({"ministry", "department", "university", "bank"})  # "officials of the Ministry of Defence"


def left_edge(parse: Parse, head: int) -> int:
    """The first token of the noun phrase of `head`: articles, modifiers, possessors; no quotation mark at the edge."""
    first = head
    left, dep = parse.left, parse.dep
    for k in parse.kids[head]:
        if k > head:
            break
        if dep[k] in LEFT and left[k] < first and head - left[k] <= LONGEST_LEFT:
            first = left[k]
    if _is_year(parse.words[first]) and first + 1 < head and parse.tag[first + 1] == "CD":
        first += 1  # "In 2019 seven soldiers died"
    while first < head and (parse.words[first] in _NO_EDGE or dep[first] in {"cc", "preconj"}):
        first += 1
    return first


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit() and word[:2] in ("18", "19", "20")


def phrase_after(parse: Parse, head: int, place_only: bool = False) -> int:
    """The last token of a short "in PLACE" or "of ..." right after `head`; `head` itself where there is none."""
    at = head + 1
    if at >= len(parse.words) or parse.head[at] != head or parse.dep[at] != "prep":
        return head
    word = parse.lower[at]
    of = word in {"of", "for"} and not place_only
    if not of and word not in PLACE_PREPOSITIONS:
        return head
    obj = parse.kid(at, "pobj")
    if obj is None:
        return head
    last = phrase_after(parse, obj) if parse.lower[obj] in _INSTITUTIONS else obj
    if last - at > LONGEST_PP or left_edge(parse, obj) != at + 1:
        return head
    if not of and parse.tag[obj] not in {"NNP", "NNPS"}:
        return head
    return last


def mention_tokens(parse: Parse, head: int) -> tuple[int, int]:
    """First and last token of what a reader would underline: modifiers, `head`, a short "in PLACE"."""
    return left_edge(parse, head), phrase_after(parse, head)
