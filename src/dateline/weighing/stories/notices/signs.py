"""Signs: the forms of English in which an outlet, and nobody else, takes back what it published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.records import NoticeKind

_PIECE = (
    r"(?:article|story|report|post|item|dispatch|despatch|column|piece|page|headline|caption|bulletin"
    r"|alert|graphic|map"
    r"|timeline|newsletter|account|interview|obituary|editorial|feature|copy|brief|live\s?blog"
    r"|blog\s?post|list|chart|table)"
)
PART = (
    r"(?:sentence|paragraph|passage|line|quotation|quote|figure|number|photograph|picture|photo"
    r"|reference|name|claim|statement|assertion|allegation|detail|toll)"
)
_WROTE = (
    r"(?:said|stated|gave|wrote|reported|listed|named|identified|described|quoted|attributed|put"
    r"|referred|indicated|suggested"
    r"|claimed|called|published|printed|carried|ran|spelled|spelt|placed|dated|implied|omitted|told"
    r"|given|shown|written|stating|saying)"
)
_MIS = (
    r"(?:mis(?:stated|spelled|spelt|identified|attributed|quoted|characteri[sz]ed|reported|named"
    r"|described|represented|placed"
    r"|dated|calculated|translated|labell?ed|interpreted|understood|takenly))"
)
_BADLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|falsely|inaccurately|in error|by mistake)"
_BAD = (
    r"(?:wrong|incorrect|false|untrue|inaccurate|erroneous|mistaken|misleading|fabricated|unfounded"
    r"|a\s+mistake|an\s+error|in\s+error"
    r"|not\s+(?:true|correct|accurate|right|the\s+case)|never\s+happened)"
)
_ADVERBS = (
    r"(?:(?:hereby|now|fully|unreservedly|also|has|have|had|is|are|was|were|been|being|since|must"
    r"|wishes\s+to|wish\s+to|formally|therefore|accordingly)\s+)*"
)
_EARLIER = (
    r"(?:earlier|previous|prior|original|first|initial|online|printed|print|published|longer|shorter"
    r"|headline\s+on\s+an\s+earlier)"
)
# "an earlier version of this report", "this story", "our article": never "the report", which may be anybody's.
_VERSION = (
    rf"(?:{_EARLIER}\s+){{1,2}}(?:versions?|editions?)(?:\s+of\s+(?:this|our|the\s+above)\s+"
    rf"(?:\w+\s+){{0,2}}?{_PIECE}|\s+of\s+the\s+(?:article|story)|(?=\s+(?:{_BADLY}|{_MIS}|{_WROTE})))"
)
_THIS = rf"(?:this|our|the\s+above)\s+(?:(?!of\b|that\b|which\b)[\w’'-]+\s+){{0,3}}?{_PIECE}"
_PUT_RIGHT = r"(?:updated|amended|changed|edited|revised|altered|modified|rewritten|clarified|republished)"
_TO_RIGHT = (
    r"(?:\bcorrect\w*|\berrors?\b|\bmistakes?\b|\binaccura\w+|\bwrong\w*|\bincorrect\w*|\bmis(?:stat"
    r"|spel|ident|attrib|quot)\w+"
    r"|\bclarify\b|\bremove\b|\bremoved\b|\brather than\b|\binstead of\b|,\s+not\b|\berroneous\w*)"
)
_TAKEN = r"(?:retracted|withdrawn|taken\s+down|unpublished|rescinded|removed|deleted|killed|pulled)"
_GONE = (
    r"(?:withdraw(?:s|n|ing)?|withdrew|retract(?:s|ed|ing)?|tak(?:e|es|ing)\s+back|took\s+back|disown"
    r"(?:s|ed)?|rescinds?|rescinded)"
)

LABEL = re.compile(
    r"^[\W_]*(?P<label>corrections?(?:\s+(?:and|&)\s+(?:clarifications?|apolog(?:y|ies)))?|corrected"
    r"|clarifications?|errat(?:um|a)"
    r"|retractions?|correction\s+(?:notice|to\s+readers)|(?:mandatory\s+|bulletin\s+|story\s+)?kill"
    r"(?:\s+(?:notice|advisory|story|bulletin))?"
    r"|withdrawal|story\s+withdrawn|withdrawn|(?:an?\s+)?apology|editors?['’]?s?['’]?\s+note|"
    r"(?:a\s+)?notes?\s+to\s+(?:our\s+)?(?:readers|editors)"
    r"|publisher['’]s\s+note|advisory|update|for\s+the\s+record|we\s+got\s+it\s+wrong"
    r"|setting\s+the\s+record\s+straight)"
    r"[*_]*\s*(?:[:–—|]|-+|\.(?=\s)|$)[*_]*\s*",
    re.IGNORECASE,
)
_PLAIN_LABEL = re.compile(r"correct|clarif|errat|retract|withdraw|kill|got it wrong", re.I)
_TAKING_LABEL = re.compile(r"retract|withdraw|kill", re.I)
# A headline that says the text under it is put right: "CORRECTED-Bomb kills 17", "Bomb kills 17 (corrected)".
TITLE = re.compile(
    r"^(?:(?:update|wrapup|refile|urgent)\s*\d*\s*[-–—:]\s*)?(?:CORRECTED|CORRECTION|Corrected"
    r"|RETRACTED|WITHDRAWN)\s*[-–—:]"
    r"|[(\[](?i:corrected|correction|retracted|withdrawn)[)\]]\s*$"
)
# Under a heading that says so, these words are the outlet's own, where they say what is wrong or what is right.
UNDER = re.compile(
    rf"\b(?:(?:is|was|were|are)\s+{_BAD}|{_BADLY}|{_MIS}|should\s+(?:have|read|be|say)|the\s+correct|"
    r"(?:earlier|previous)\s+version"
    r"|retract(?:ed|s)?|withdrawn|withdraws?|disregard|killed|not\s+[\w-]+,?\s+but)\b|,\s+not\b|\b"
    r"(?:rather\s+than|instead\s+of)\b",
    re.IGNORECASE,
)
# What follows the words taken back and puts others in their place.
GOES_ON = re.compile(
    r"^[\W_]*(?:(?:that|this|the|both|these|those|it|he|she|they|there|in\s+fact|in\s+reality|actually"
    r"|no|none|nobody|neither)\b"
    rf"[^.!?]*?\b(?:{_BAD}|correct(?:ed)?|actual|amended|withdrawn|retracted|removed|should|regrets?|regretted)\b"
    rf"|(?:in\s+fact|in\s+reality|actually|no|none|nobody|neither)\b|(?:it|there|they|he|she)\s+(?:is|was|are|were)\b"
    rf"|the\s+(?:\w+\s+){{0,3}}?(?:number|figure|toll|name|spelling|date|day|age|title|total|place|town"
    r"|amount|sum|death\s+toll)\b[^.!?]*?"
    rf"\b(?:is|was|were|are|stands|stood)\b|(?:we|the\s+editors?)\s+(?:regret|apologi[sz]e|are\s+sorry))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A form, and what it says. `alone`: it is a notice by itself; else only beside another."""

    kind: NoticeKind
    pattern: re.Pattern[str]
    whole: bool = False
    alone: bool = True


def label(words: str) -> tuple[int, NoticeKind | None, bool] | None:
    """(where it ends, kind, whether it suffices) of a heading such as "Correction:" that a line begins with."""
    found = LABEL.match(words)
    if found is None:
        return None
    name = found["label"]
    shouted = name.isupper() or not name.lower().startswith(("kill", "withdrawn"))
    if not shouted:
        return None
    kind = NoticeKind.RETRACTION if _TAKING_LABEL.search(name) else NoticeKind.CORRECTION
    return found.end(), kind, bool(_PLAIN_LABEL.search(name))


@lru_cache(maxsize=256)
def signs(outlet: str | None) -> tuple[Sign, ...]:
    """The signs in the reports of an outlet, whose name stands among them."""
    we = (
        rf"(?:we|I|{_names(outlet)}|(?:this|our)\s+(?:newspaper|paper|site|website|magazine|agency|station"
        r"|programme|program|channel|newsroom)|the\s+editors?)"
    )
    ours = (
        rf"(?:our\s+(?:\w+\s+){{0,2}}?(?:{_PIECE}|reporters?|correspondents?|coverage|edition)"
        rf"|{_names(outlet)}['’]s?\s+(?:\w+\s+){{0,3}}?{_PIECE})"
    )
    fix, gone = NoticeKind.CORRECTION, NoticeKind.RETRACTION
    day = rf"(?:in|on)\s+[\w’']+\s+(?:edition|paper|issue|newspaper|bulletin|page)(?:\s+of\s+{_names(outlet)})?"
    forms: list[tuple[NoticeKind, str, bool, bool]] = [
        (
            gone,
            rf"\b{PART}\b(?=[^.!?]{{0,200}}?\b(?:in|from)\s+(?:the\s+online\s+version|our|this\s+(?:{_PIECE})"
            rf"|{_VERSION}|an?\s+{_VERSION}))[^.!?]{{0,300}}?\b(?:is|was|were|has\s+been)\s+(?:{_TAKEN}|false"
            r"|untrue|unfounded|fabricated|not\s+true)\b",
            False,
            True,
        ),
        (
            gone,
            rf"\b{we}\s+{_ADVERBS}{_GONE}\s+(?:in\s+full\s+)?(?:its|our|the|this|that|these|those|an?|all)\s+"
            rf"(?:[\w’'-]+\s+){{0,4}}?(?P<object>{_PIECE}|{PART})s?\b",
            True,
            True,
        ),
        (
            gone,
            rf"\b(?:{_THIS}|{ours})\b[^.!?;]{{0,120}}?\b(?:is|was|are|were|has\s+been|have\s+been|stands|be)\s+"
            rf"(?:hereby\s+|now\s+|since\s+|fully\s+|being\s+)*{_TAKEN}\b(?!\s+from\s+(?:the\s+)?(?:front|home))",
            True,
            True,
        ),
        (
            gone,
            r"\bthe\s+(?:article|story|report|item)\s+(?:of|published|that\s+(?:we"
            r"|appeared))\b[^.!?;]{0,120}?\b(?:is|has\s+been)\s+(?:hereby\s+)?(?:withdrawn|retracted)\b",
            True,
            True,
        ),
        (
            gone,
            r"\b(?:please|kindly|must|should)\s+(?:immediately\s+)?(?:disregard|ignore|kill|withhold|discard"
            r"|delete|not\s+(?:use|publish|run))\s+(?:the|our|this|that|all|any|previous|earlier)\s+"
            rf"(?:[^\s.!?]+\s+){{0,6}}?(?:{_PIECE}|versions?|takes?|urgents?|series|slug|snaps?|news\s?alert)",
            True,
            True,
        ),
        (
            gone,
            r"^[\W_]*(?:disregard|kill|withhold|discard)\s+(?:the|our|this|all|previous|earlier)\s+"
            rf"(?:[^\s.!?]+\s+){{0,6}}?(?:{_PIECE}|versions?|takes?|urgents?|slug|snaps?)",
            True,
            True,
        ),
        (gone, rf"\b{we}\s+(?:no\s+longer\s+stands?|(?:can|does|do)\s?not\s+stand|cannot\s+stand)\s+by\b", True, True),
        (
            fix,
            rf"\b(?:{_VERSION}|{_THIS}|{ours})\b[^.!?]{{0,120}}?(?:\b{_MIS}\b|\b{_BADLY}\b|\b(?:is|was"
            rf"|were)\s+{_BAD}\b|\bshould\s+(?:have|read|say)\b|\bcontain(?:s|ed)\s+(?:an?\s+|several\s+"
            r"|some\s+)?(?:\w+\s+)?(?:errors?|mistakes?|inaccurac(?:y|ies))\b)",
            False,
            True,
        ),
        (
            fix,
            rf"\b{_VERSION}\b[^.!?]{{0,120}}?\b(?:{_WROTE}|had|did\s+not|failed|omitted|used|contained|included"
            r"|showed)\b",
            False,
            True,
        ),
        (fix, rf"\b{_THIS}\s+(?:has|have|was|is)\s+(?:since\s+)?(?:been\s+)?corrected\b", False, True),
        (
            fix,
            rf"\b{_THIS}\s+(?:has|have|was|is)\s+(?:since\s+)?(?:been\s+)?{_PUT_RIGHT}\b[^.!?]{{0,200}}?{_TO_RIGHT}",
            False,
            True,
        ),
        (fix, r"\bthis\s+(?:[\w.’'-]+\s+){0,4}?(?:version|story|report)\s+corrects\b", False, True),
        (fix, rf"\b{we}\b[^.!?]{{0,60}}?\b{_BADLY}\s+(?:\w+\s+)?{_WROTE}\b", False, True),
        (fix, rf"\b{we}\s+(?:have\s+|has\s+|had\s+|also\s+)*{_MIS}\b", False, True),
        (fix, rf"\b{we}\b[^.!?]{{0,60}}?\b{_WROTE}\s+{_BADLY}\b", False, True),
        (
            fix,
            rf"\b{_WROTE}\b[^.!?]{{0,80}}?\b{_BADLY}\b[^.!?]{{0,80}}?\bin\s+(?:{_THIS}|an?\s+{_VERSION}|{ours})",
            False,
            True,
        ),
        (
            fix,
            rf"(?:\b{_BADLY}\s+{_WROTE}\b|\b{_MIS}\b|\bomitted\b)[^.!?]{{0,120}}?\b(?:in|by|on)\s+(?:{_THIS}|"
            rf"(?:an?\s+|the\s+)?{_VERSION}|{ours}|{_names(outlet)}(?!\w))|(?:\b{_BADLY}\s+{_WROTE}\b"
            rf"|\b{_MIS}\b)[^.!?]{{0,120}}?\b{day}",
            False,
            True,
        ),
        (
            fix,
            rf"\b{we}\s+(?:was|were)\s+wrong\s+to\s+(?:say|report|write|state|publish|suggest|name|identify)",
            False,
            True,
        ),
        (
            fix,
            rf"\b{we}\s+should\s+(?:not\s+)?have\s+(?:said|reported|written|stated|published|made\s+"
            r"(?:it\s+)?clear|named|identified|printed|put|given)",
            False,
            True,
        ),
        (
            fix,
            rf"\bcontrary\s+to\s+(?:what\s+we\s+{_WROTE}|our\s+(?:\w+\s+){{0,2}}{_PIECE}|(?:an?\s+)?{_VERSION})",
            False,
            True,
        ),
        (
            fix,
            r"^[\W_]*(?:eds?:\s*|editors?:\s*)?(?:corrects|clarifies|fixes|deletes|removes)\s+(?=.*\b"
            r"(?:paragraph|para|graf|lead|lede|headline|byline|dateline|name|spelling|day|date|number|figure"
            r"|age|title|toll|location|reference|quote|attribution|typo|to\s+(?:say|show|read|make|clarify)"
            r"|not|from|instead)\b)",
            False,
            True,
        ),
        (
            fix,
            rf"\b{we}\b[^.!?]{{0,60}}?\b(?:regrets?|apologi[sz]es?|(?:is|are)\s+sorry)\b[^.!?]{{0,60}}?\b"
            r"(?:errors?|mistakes?|inaccurac(?:y|ies)|oversight|misreport\w*)\b",
            False,
            False,
        ),
        (fix, r"\bthe\s+(?:error|mistake)s?\s+(?:is|are)\s+regretted\b", False, False),
    ]
    return tuple(Sign(kind, re.compile(form, re.IGNORECASE), whole, alone) for kind, form, whole, alone in forms)


@lru_cache(maxsize=256)
def reported(outlet: str | None) -> re.Pattern[str]:
    """ "In our report of 7 March we wrote": a notice where the next words take it back."""
    return re.compile(
        rf"\b(?:we|{_names(outlet)}|our\s+(?:\w+\s+){{0,2}}?{_PIECE}|{_THIS})\b[^.!?]{{0,80}}?\b{_WROTE}\b",
        re.IGNORECASE,
    )


TAKES_BACK = re.compile(
    rf"\b(?:that|this|it|these|those|which|the\s+(?:{PART}|{_PIECE}|information))\b[^.!?]{{0,60}}?\b"
    r"(?:is|was|were|has\s+been|proved|turned\s+out\s+to\s+be)\s+"
    rf"(?:\w+\s+)?(?:{_BAD}|{_TAKEN})",
    re.IGNORECASE,
)


def _names(outlet: str | None) -> str:
    """The names by which an outlet speaks of itself: all of it, its last word after "the", or what says no agency."""
    if not outlet or not (words := outlet.split()) or len(outlet) > 100:
        return r"(?!x)x"
    names = {outlet}
    bare = [
        word
        for word in words
        if word.casefold() not in ("the", "news", "agency", "service", "press", "online", "daily")
    ]
    if words[0].casefold() == "the":
        names.add(" ".join(words[1:]))
    if len(bare) == 1:
        names.add(bare[0])
    elif bare and len(words[-1]) > 2:
        names.add("the " + words[-1])
    if len(bare) > 1 and words[0].casefold() == "the":
        names.add("the " + bare[-1])
    return (
        "(?:"
        + "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in names), key=len, reverse=True))
        + ")"
    )
