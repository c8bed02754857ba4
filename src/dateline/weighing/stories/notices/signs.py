"""Signs: the forms of English in which an outlet, and nobody else, takes back what it published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.records import NoticeKind
from dateline.weighing.stories.notices.pieces import (
    ADVERBS,
    BAD,
    BADLY,
    FALSE,
    ITEM,
    MIS,
    NAME,
    OURS,
    PART,
    PUT_RIGHT,
    SLIP,
    TAKE,
    TAKEN,
    THE,
    THIS,
    TO_RIGHT,
    VERSION,
    WE,
    WRITING,
    WROTE,
)

_IN = r"[^.!?]{0,120}?"  # other words of the sentence
_NEAR = r"[^.!?]{0,60}?"
_BE = r"(?:is|was|are|were|has\s+been|have\s+been|had\s+been|be|stands)"
_SENT = r"(?:versions?|takes?|urgents?|series|slug|snaps?|news\s?alert)"  # what agencies send

# Under a heading that says so, these words are the outlet's own, where they say what is wrong or what is right.
UNDER = re.compile(
    rf"\b(?:(?:is|was|were|are)\s+{BAD}|{BADLY}|{MIS}|should\s+(?:have|read|be|say)|the\s+correct"
    r"|(?:earlier|previous)\s+version|retract(?:ed|s)?|withdrawn|withdraws?|disregard|not\s+[\w-]+,?\s+but)\b"
    r"|,\s+(?:and\s+)?not\b|\b(?:rather\s+than|instead\s+of)\b",
    re.IGNORECASE,
)
# What follows the words taken back and puts others in their place.
GOES_ON = re.compile(
    r"^[\W_]*(?:(?:that|this|the|both|these|those|it|he|she|they|there)\b"
    rf"[^.!?]*?\b(?:{BAD}|correct(?:ed)?|actual|amended|withdrawn|retracted|removed|should|regrets?|regretted)\b"
    r"|(?:in\s+fact|in\s+reality|actually|no|none|nobody|neither)\b|(?:it|there|they|he|she)\s+(?:is|was|are|were)\b"
    r"|the\s+(?:\w+\s+){0,3}?(?:number|figure|toll|name|spelling|date|day|age|title|total|place|town|amount|sum)\b"
    r"[^.!?]*?\b(?:is|was|were|are|stands|stood)\b|(?:we|the\s+editors?)\s+(?:regret|apologi[sz]e|are\s+sorry))",
    re.IGNORECASE,
)
# "That figure was wrong", "the report was false", after words that the outlet says it wrote.
TAKES_BACK = re.compile(
    rf"\b(?:that|this|it|these|those|which|the\s+(?:{PART}|{ITEM}|information))\b{_NEAR}\b"
    rf"(?:is|was|were|has\s+been|proved|turned\s+out\s+to\s+be)\s+(?:\w+\s+)?(?:{BAD}|{TAKEN})",
    re.IGNORECASE,
)
# The whole report is gone: "the report is withdrawn".
ALL_GONE = re.compile(
    rf"\b(?:the|this|our|that)\s+(?:\w+\s+)?{ITEM}\b{_NEAR}\b{_BE}\s+(?:\w+\s+)?(?:retracted|withdrawn)\b", re.I
)

# "In our report of 7 March we wrote": a notice where the next words take it back.
REPORTED = re.compile(
    rf"\b(?:we|{NAME}|{OURS}|{THIS})\b[^.!?]{{0,80}}?\b"
    r"(?:said|stated|gave|wrote|reported|published|printed|named|identified|described|quoted|listed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A form, and what it says. `alone`: it is a notice by itself; else only beside another."""

    kind: NoticeKind
    pattern: re.Pattern[str]
    whole: bool = False
    alone: bool = True


@cache
def signs() -> tuple[Sign, ...]:
    """The signs, the gravest first; for words in which a stand-in is put for the outlet's names."""
    forms = [
        *((form, NoticeKind.RETRACTION, False, True) for form in _part_taken_back()),
        *((form, NoticeKind.RETRACTION, True, True) for form in _taken_back()),
        *((form, NoticeKind.CORRECTION, False, True) for form in _put_right()),
        *((form, NoticeKind.CORRECTION, False, False) for form in _regretted()),
    ]
    return tuple(Sign(kind, re.compile(form, re.IGNORECASE), whole, alone) for form, kind, whole, alone in forms)


def _part_taken_back() -> Iterator[str]:
    yield (  # "A sentence that stood in the online version ... was false"
        rf"\b{PART}\b(?=[^.!?]{{0,200}}?\b(?:in|from)\s+(?:the\s+online\s+version|our|this\s+{ITEM}|{VERSION}"
        rf"|an?\s+{VERSION}))[^.!?]{{0,300}}?\b(?:is|was|were|has\s+been)\s+(?:{TAKEN}|{FALSE})\b"
    )
    yield rf"\b(?:removed|deleted)\s+from\s+(?:{THIS}|{VERSION})\s+(?:an?|the)\s+(?:\w+\s+){{0,2}}?{PART}\b"


def _taken_back() -> Iterator[str]:
    own = rf"(?:{THIS}|{OURS})"
    yield (
        rf"\b{WE}\s+{ADVERBS}{TAKE}\s+(?:in\s+full\s+)?(?:its|our|the|this|that|these|those|an?|all)\s+"
        rf"(?:[\w’'-]+\s+){{0,4}}?(?P<object>{ITEM}|{PART})s?\b"
    )
    yield rf"\b{WE}\s+{ADVERBS}{TAKE}\s+what\s+(?:it|we|I)\s+(?:had\s+)?{WROTE}\b"
    yield (
        rf"\b{own}\b[^.!?;]{{0,120}}?\b{_BE}\s+(?:hereby\s+|now\s+|since\s+|fully\s+|being\s+)*{TAKEN}\b"
        r"(?!\s+from\s+(?!our\b|this\b))"
    )
    yield rf"{THE}[^.!?;]{{0,120}}?\b(?:is|has\s+been)\s+(?:\w+\s+and\s+(?:is\s+)?|hereby\s+)?(?:withdrawn|retracted)\b"
    yield rf"\b{OURS}\b(?:\s+of\s+[^.!?,]{{2,30}})?\s+that\b[^.!?]{{3,200}}?\b(?:is|was)\s+{FALSE}"
    yield (
        r"\b(?:please|kindly|must|should)\s+(?:immediately\s+)?(?:disregard|ignore|kill|withhold|discard|delete"
        r"|not\s+(?:use|publish|run))\s+(?:the|our|this|that|all|any|previous|earlier)\s+"
        rf"(?:[^\s.!?]+\s+){{0,6}}?(?:{ITEM}|{_SENT})"
    )
    yield (
        r"^[\W_]*(?:disregard|kill|withhold|discard)\s+(?:the|our|this|all|previous|earlier)\s+"
        rf"(?:[^\s.!?]+\s+){{0,6}}?(?:{ITEM}|{_SENT})"
    )
    yield (
        rf"\b{WE}\b[^.!?]{{0,160}}?\band\s+(?:hereby\s+|now\s+)?(?:withdraws?|retracts?)\s+(?:it|(?:the|its|our|that)\s+"
        rf"(?P<object>{ITEM}|{PART}))\b"
    )
    yield (
        rf"\b{WE}\s+{ADVERBS}(?:deleted|removed|taken\s+down)\s+(?:its|our|this|an)\s+(?:earlier\s+|previous\s+)?"
        rf"(?:\w+\s+)?{ITEM}\b"
    )
    yield rf"\b{NAME}\b[^.!?]{{0,60}}?\bits\s+(?:\w+\s+)?{ITEM}\b{_IN}\b(?:is|was)\s+{FALSE}"
    yield rf"\b{WE}\s+(?:no\s+longer\s+stands?|(?:can|does|do)\s?not\s+stand)\s+by\b"


def _put_right() -> Iterator[str]:
    was = r"\s+(?:has|have|was|is)\s+(?:since\s+)?(?:been\s+)?"
    yield (
        rf"\b(?:{VERSION}|{THIS}|{OURS})\b{_IN}(?:\b{MIS}\b|\b{BADLY}\b|\b(?:is|was|were)\s+{BAD}(?!\w)"
        r"|\bshould\s+(?:have|read|say)\b"
        rf"|\bcontain(?:s|ed)\s+(?:an?\s+|several\s+|some\s+)?(?:\w+\s+)?{SLIP}\b)"
    )
    yield rf"\b{VERSION}\b{_IN}\b(?:{WROTE}|had|did\s+not|failed|used|contained|included|showed)\b"
    yield rf"\b{THIS}\s+(?:originally|initially|first|at\s+first)\s+(?:\w+\s+)?{WROTE}\b(?!\s+(?:in|on|by|at)\b)"
    yield rf"\b{THIS}{was}corrected\b"
    yield rf"\b{THIS}{was}{PUT_RIGHT}\b[^.!?]{{0,200}}?{TO_RIGHT}"
    yield r"\bthis\s+(?:[\w.’'-]+\s+){0,4}?(?:version|story|report)\s+corrects\b"
    yield (
        rf"\b{WE}\s+(?:(?:has|have|had|is|are|now|also|going\s+to|must|wish(?:es)?\s+to|would\s+like\s+to)\s+)*"
        rf"(?:correct(?:s|ed|ing)?|amend(?:s|ed|ing)?)\s+(?:an?|our|its|the|this|that)\s+(?:[\w’'-]+\s+){{0,3}}?"
        rf"(?:{ITEM}|{PART}|{SLIP})\b"
    )
    yield rf"\b{WE}\b{_NEAR}\b{BADLY}\s+(?:\w+\s+)?{WROTE}\b"
    yield rf"\b{WE}\s+(?:have\s+|has\s+|had\s+|also\s+)*{MIS}\b"
    yield rf"\b{WE}\b{_NEAR}\b{WROTE}\s+{BADLY}\b"
    yield rf"\b{WROTE}\b[^.!?]{{0,80}}?\b{BADLY}\b[^.!?]{{0,80}}?\bin\s+(?:{THIS}|an?\s+{VERSION}|{OURS})"
    day = rf"(?:in|on)\s+[\w’']+\s+(?:edition|paper|issue|newspaper|bulletin|page)(?:\s+of\s+{NAME})?"
    yield (
        rf"(?:\b{BADLY}\s+{WROTE}\b|\b{MIS}\b|\bomitted\b){_IN}\b(?:in|by|on)\s+"
        rf"(?:{THIS}|(?:an?\s+|the\s+)?{VERSION}|{OURS}|{NAME}(?!\w))|(?:\b{BADLY}\s+{WROTE}\b|\b{MIS}\b){_IN}\b{day}"
    )
    yield rf"\b{WE}\s+(?:was|were)\s+wrong\s+to\s+(?:say|report|write|state|publish|suggest|name|identify)"
    yield rf"\b{WE}\b{_NEAR}\b(?:regrets?|apologi[sz]es?|(?:is|are)\s+sorry){_NEAR}\b(?:for\s+)?{WRITING}\b"
    yield (
        rf"\b{WE}\s+should\s+(?:not\s+)?have\s+(?:said|reported|written|stated|published|made\s+(?:it\s+)?clear|named"
        r"|identified|printed|put|given)"
    )
    yield (
        rf"\b(?:{VERSION}|{THIS}|{OURS}|{WE})\b{_NEAR}\b(?:gave|named|used|listed|printed|published|carried|reported"
        r"|identified|contained|had)\s+(?:\w+\s+){0,3}?(?:the|an?)\s+(?:wrong|incorrect|false)\s+\w+"
    )
    yield rf"\bcontrary\s+to\s+(?:what\s+{WE}\s+{WROTE}|{OURS}|(?:an?\s+)?{VERSION})"
    yield rf",\s+(?:and\s+)?not\s+[^.!?]{{1,80}}?\bas\s+(?:{WE}\s+(?:\w+\s+)?{WROTE}|{WROTE}\s+in\s+(?:{THIS}|{OURS}))"
    yield (
        rf"\b(?:due\s+to|because\s+of|owing\s+to|through)\s+(?:an?\s+|our\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:{SLIP}"
        rf"|(?:incorrect|wrong|false)\s+information)\b{_IN}\b(?:{WE}\s+(?:\w+\s+)?{WROTE}|{THIS}|{VERSION}|{OURS})\b"
    )
    yield (
        r"^[\W_]*(?:eds?:\s*|editors?:\s*)?(?:corrects|clarifies|fixes|deletes|removes)\s+"
        r"(?!(?:him|her|it|them)sel(?:f|ves))(?=.*\b(?:paragraph|para|graf|lead|lede|headline|byline|dateline|name"
        r"|spelling|day|date|number|figure|age|title|toll|location|reference|quote|attribution|typo"
        r"|to\s+(?:say|show|read|make|clarify)|not|from|instead)\b)"
    )
    yield (
        r"^[\W_]*(?:corrected|amended)\s+(?:on|at)\s+[^.!?]{2,40}?\bto\s+"
        r"(?:give|say|show|read|correct|make|reflect|remove)\b"
    )


def _regretted() -> Iterator[str]:
    yield rf"\b{WE}\b{_NEAR}\b(?:regrets?|apologi[sz]es?|(?:is|are)\s+sorry)\b{_NEAR}\b{SLIP}\b"
    yield rf"\bthe\s+{SLIP}\s+(?:is|are)\s+regretted\b"
