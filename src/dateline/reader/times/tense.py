"""Tense: whether the verb that a time hangs on speaks of what is to come."""

from __future__ import annotations

from typing import Literal

from dateline.reader.parse import Parse

Tense = Literal["past", "future", ""]
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "could", "can", "should", "must"})
# Heads that look ahead whatever their own tense: "plans to meet on Friday", "scheduled for June"
_AHEAD = frozenset(
    "plan schedule expect due slate intend aim set hope prepare promise vow pledge upcoming deadline postpone delay "
    "target propose forecast predict anticipate project await".split()
)


def tense(parse: Parse, token: int | None) -> Tense:
    """The tense of the nearest verb above a token; "" where there is none. Climbs at most twelve heads."""
    if token is None:
        return ""
    at = token
    beside_noun = parse.dep[token] in ("poss", "compound", "nmod")  # "Monday's debate": its verb says little of it
    for _ in range(12):
        if parse.lemma[at] in _AHEAD and at != token:
            return "future"
        if parse.pos[at] in ("VERB", "AUX") and at != token:
            found = _of_verb(parse, at)
            if found and not (beside_noun and found == "future" and not _will(parse, at)):
                return found
        if parse.head[at] == at:
            break
        at = parse.head[at]
    return ""


def _will(parse: Parse, verb: int) -> bool:
    return any(parse.lower[k] in _WILL for k in parse.kids[verb] if parse.dep[k] == "aux")


def _of_verb(parse: Parse, verb: int) -> Tense:
    """The tense of one verb group; "" for one that takes its time from the verb above (infinitive, participle)."""
    tag = parse.tag[verb]
    helpers = [k for k in parse.kids[verb] if parse.dep[k] in ("aux", "auxpass")]
    words = {parse.lower[k] for k in helpers}
    if words & _WILL and not words & {"have", "'ve"}:
        return "future"
    if tag == "VBD":
        return "past"
    tags = {parse.tag[k] for k in helpers}
    if tag in ("VBN", "VBG") and helpers:
        if tags & {"VBD", "VBN"} or words & {"have", "has", "had", "'ve", "'d"}:
            return "past"
        return "future" if tag == "VBG" else "past" if "VBD" in tags else ""
    if tag == "VB" and "to" in words:
        head = parse.head[verb]
        return "future" if parse.lemma[head] in _AHEAD or parse.lemma[head] == "be" else ""
    if tag in ("VBZ", "VBP"):
        return "past" if parse.lemma[verb] in ("say", "report", "be", "have", "show") else "future"
    return ""
