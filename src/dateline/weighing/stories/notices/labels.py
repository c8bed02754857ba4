"""Labels: the headings under which an outlet puts right what it published."""

from __future__ import annotations

import re

from dateline.records import NoticeKind

_LABEL = re.compile(
    r"^[\W_]*(?P<label>(?:an?\s+)?(?:corrections?(?:\s+(?:and|&)\s+(?:clarifications?|apolog(?:y|ies)))?|clarifications?"
    r"|amendments?|retractions?|apology)|corrected|errat(?:um|a)|correction\s+(?:notice|to\s+readers)"
    r"|(?:mandatory\s+|bulletin\s+|story\s+)?kill(?:\s+(?:notice|advisory|story|bulletin))?|withdrawal"
    r"|(?:story|report)\s+(?:withdrawn|removed|retracted)|withdrawn|retracted|editors?['’]?s?['’]?\s+note"
    r"|(?:a\s+)?notes?\s+to\s+(?:our\s+)?(?:readers|editors|subscribers)|publisher['’]s\s+note"
    r"|attention(?:\s+(?:all\s+)?(?:editors|subscribers|readers|clients))?|advisory|update|for\s+the\s+record"
    r"|we\s+got\s+it\s+wrong|setting\s+the\s+record\s+straight)"
    r"(?:[\s,–-]*[(\[]?[^:\n.()\[\]]{0,24}\d[^:\n.()\[\]]{0,20}[)\]]?)?"  # "Correction (12 March):"
    r"[*_]*\s*(?:[:–—|]|-+|\.(?=\s)|$)[*_]*\s*",
    re.IGNORECASE,
)
_SUFFICES = re.compile(r"correct|clarif|errat|retract|withdraw|kill|amend|removed|got it wrong", re.I)
_TAKING = re.compile(r"retract|withdraw|kill|removed", re.I)
_AMBIGUOUS = ("kill", "withdrawn", "withdrawal")  # labels only in capitals
# A headline that says the text under it is put right: "CORRECTED-Bomb kills 17", "Bomb kills 17 (corrected)".
TITLE = re.compile(
    r"^(?:(?:update|wrapup|refile|urgent)\s*\d*\s*[-–—:]\s*)?(?:CORRECTED|CORRECTION|Corrected|RETRACTED|WITHDRAWN)\s*[-–—:]"
    r"|[(\[](?i:corrected|correction|retracted|withdrawn)[)\]]\s*$"
)


def label(words: str) -> tuple[int, NoticeKind, bool] | None:
    """(where it ends, kind, whether it suffices) of a heading such as "Correction:" that a line begins with."""
    found = _LABEL.match(words)
    if found is None:
        return None
    name = found["label"]
    if name.casefold().startswith(_AMBIGUOUS) and not name.isupper():
        return None
    kind = NoticeKind.RETRACTION if _TAKING.search(name) else NoticeKind.CORRECTION
    return found.end(), kind, bool(_SUFFICES.search(name))
