"""Pieces: the words that the forms of a notice are put together from, as patterns."""

from __future__ import annotations

import re
from functools import lru_cache

# What an outlet publishes, and the parts of it.
ITEM = (
    r"(?:article|story|report|post|item|dispatch|despatch|column|piece|page|headline|caption|bulletin|alert|graphic|map"
    r"|timeline|newsletter|account|interview|obituary|editorial|feature|copy|brief|live\s?blog|blog\s?post|list|chart|table)"
)
PART = (
    r"(?:sentence|paragraph|passage|line|quotation|quote|figure|number|photograph|picture|photo|reference|name|claim"
    r"|statement|assertion|allegation|detail|toll)"
)
WROTE = (
    r"(?:said|stated|gave|wrote|reported|listed|named|identified|described|quoted|attributed|put|referred|indicated"
    r"|suggested|claimed|called|published|printed|carried|ran|spelled|spelt|placed|dated|implied|omitted|given|shown"
    r"|written|stating|saying)"
)
WRITING = (
    r"(?:saying|stating|reporting|writing|publishing|printing|suggesting|claiming|implying|naming|identifying|describing"
    r"|having\s+(?:said|stated|reported|written|published|printed|suggested|claimed|named))"
)
MIS = (
    r"(?:mis(?:stated|spelled|spelt|identified|attributed|quoted|characteri[sz]ed|reported|named|described|represented"
    r"|placed|dated|calculated|translated|labell?ed|interpreted|understood))"
)
BADLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|falsely|inaccurately|in error|by mistake)"
FALSE = r"(?:false|untrue|unfounded|fabricated|invented|not\s+true|never\s+happened)"
BAD = (
    rf"(?:wrong|incorrect|{FALSE}|inaccurate|erroneous|mistaken|misleading|a\s+mistake|an\s+error|in\s+error"
    r"|not\s+(?:correct|accurate|right|the\s+case))"
)
SLIP = r"(?:errors?|mistakes?|inaccurac(?:y|ies)|oversight|misreport\w*|misunderstanding)"
TAKEN = r"(?:retracted|withdrawn|taken\s+down|unpublished|rescinded|removed|deleted)"
TAKE = (
    r"(?:withdraw(?:s|n|ing)?|withdrew|retract(?:s|ed|ing)?|tak(?:e|es|ing)\s+back|took\s+back|disown(?:s|ed)?"
    r"|rescinds?|rescinded)"
)
PUT_RIGHT = r"(?:updated|amended|changed|edited|revised|altered|modified|rewritten|clarified|republished)"
TO_RIGHT = (
    r"(?:\bcorrect\w*|\berrors?\b|\bmistakes?\b|\binaccura\w+|\bwrong\w*|\bincorrect\w*"
    r"|\bmis(?:stat|spel|ident|attrib|quot)\w+|\bclarify\b|\bremove[ds]?\b|\brather than\b|\binstead of\b|,\s+not\b"
    r"|\berroneous\w*)"
)
ADVERBS = (
    r"(?:(?:hereby|now|fully|unreservedly|also|has|have|had|is|are|was|were|been|being|since|must|wish(?:es)?\s+to"
    r"|formally|therefore|accordingly)\s+)*"
)
_EARLIER = (
    r"(?:earlier|previous|prior|original|first|initial|online|printed|print|published|longer|shorter"
    r"|headline\s+on\s+an\s+earlier)"
)
# "an earlier version of this report", "this story", "our article": never "the report", which may be anybody's.
VERSION = (
    rf"(?:{_EARLIER}\s+){{1,2}}(?:versions?|editions?)(?:\s+of\s+(?:this|our|the\s+above)\s+(?:\w+\s+){{0,2}}?{ITEM}"
    rf"|\s+of\s+the\s+(?:article|story)|(?=\s+(?:{BADLY}|{MIS}|{WROTE})))"
)
_SMALL = r"(?:of|that|which|the|an?|said|says|say|and|was|is|are|to|in|on|by|for|from|with|as)"
THIS = rf"(?:this|our|the\s+above)\s+(?:(?!{_SMALL}\b)[\w’'-]+\s+){{0,3}}?{ITEM}"
THE = (
    r"\bthe\s+(?:article|story|report|item)\s+(?:of|published|headlined|slugged|titled|entitled|that\s+(?:we|appeared)"
    r"|we)\b"
)
_COMMON = ("the", "news", "agency", "service", "press", "online", "daily")


# Stands for the outlet's name, whichever it is, so that there is but one set of forms.
NAME = r"Qo+"
# Who speaks for an outlet.
WE = (
    rf"(?:we|I|{NAME}|(?:this|our)\s+(?:newspaper|paper|site|website|magazine|agency|station|programme|program|channel"
    r"|newsroom)|our\s+(?:\w+\s+)?(?:reporters?|correspondents?)|the\s+editors?)"
)
# What is the outlet's own by name: "our report", "the Gazette's story", "a story by the Gazette".
OURS = (
    rf"(?:our\s+(?:[\w’'-]+\s+){{0,2}}?(?:{ITEM}|coverage|edition|issue|paper)"
    rf"|{NAME}['’]s?\s+(?:[\w’'-]+\s+){{0,3}}?{ITEM}"
    rf"|an?\s+(?:[\w’'-]+\s+){{0,3}}?{NAME}\s+{ITEM}|the\s+{ITEM}\s+in\s+(?:[\w’']+\s+)?{NAME}"
    rf"|an?\s+(?:[\w’'-]+\s+){{0,3}}?{ITEM}\s+(?:\w+\s+){{0,2}}?(?:by|in)\s+{NAME})"
)


def masked(words: str, outlet: str | None) -> str:
    """The words with a stand-in of the same length for each of the outlet's names."""
    own = _names(outlet) if outlet else None
    return own.sub(lambda found: "Q" + "o" * (len(found[0]) - 1), words) if own else words


@lru_cache(maxsize=4096)
def _names(outlet: str) -> re.Pattern[str] | None:
    """The names by which an outlet speaks of itself: all of it, its last word after "the", or what says no agency."""
    if not (words := outlet.split()) or len(outlet) > 100:
        return None
    own = [word for word in words if word.casefold() not in _COMMON]
    found = {outlet}
    if words[0].casefold() == "the":
        found.add(" ".join(words[1:]))
    if len(own) == 1:
        found.add(own[0])
    elif own and len(words[-1]) > 2:
        found |= {f"the {words[-1]}", f"the {own[-1]}"}
    each = sorted((r"\s+".join(map(re.escape, name.split())) for name in found), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
