"""Tense: whether the verb that a time hangs on speaks of what is to come."""

from __future__ import annotations

from typing import Literal

from dateline.reader.parse import Parse

Tense = Literal["past", "future", ""]
CLIMB = 12  # heads looked at, at most
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "could", "can", "should", "must"})
_SURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "'d"})
# Whatever hangs on these is to come: "due on Friday", "expected in June"
_DUE = frozenset("due slate upcoming deadline".split())
# Verbs whose infinitive or whose "for" looks ahead, while they themselves need not: "vowed on Sunday to return in May"
_AHEAD = frozenset(
    "plan schedule expect intend aim set hope prepare promise vow pledge postpone delay target propose forecast "
    "predict anticipate project agree decide want threaten prepare order ask urge seek".split()
)
# What these set "from Thursday" is to come
_SETTING = frozenset("declare announce order impose proclaim introduce decree call".split())
# Verbs of the present tense that report rather than announce: "he says", "it is"
_STANDING = frozenset("say report be have show tell".split())


def tense(parse: Parse, token: int | None) -> Tense:
    """The tense of the nearest verb above a token; "" where there is none."""
    if token is None:
        return ""
    at = token
    link = ""  # the preposition that the time hangs on
    beside_noun = parse.dep[token] in ("poss", "compound", "nmod")  # "Monday's debate": its verb says little of it
    for _ in range(CLIMB):
        if parse.head[at] == at:
            break
        at = parse.head[at]
        if parse.pos[at] in ("ADP", "SCONJ") and not link:
            link = parse.lower[at]
        lemma = parse.lemma[at]
        if link == "from" and lemma in _SETTING:
            return "future"
        if lemma in _DUE or (link == "for" and lemma in _AHEAD) or (lemma == "expect" and parse.tag[at] == "VBN"):
            return "future"
        if parse.pos[at] in ("VERB", "AUX"):
            found = _of_verb(parse, at)
            if found and not (beside_noun and found == "future" and not _will(parse, at)):
                return found
    return ""


def _will(parse: Parse, verb: int) -> bool:
    return any(parse.lower[k] in _WILL for k in parse.kids[verb] if parse.dep[k] == "aux")


def _of_verb(parse: Parse, verb: int) -> Tense:
    """The tense of one verb group; "" for one that takes its time from the verb above (infinitive, participle)."""
    tag = parse.tag[verb]
    helpers = [k for k in parse.kids[verb] if parse.dep[k] in ("aux", "auxpass")]
    words = {parse.lower[k] for k in helpers}
    if words & _WILL and (not words & _HAVE or words & _SURE):  # "will have gone by May", but "would have gone"
        return "future"
    if parse.lemma[verb] == "be" and any(parse.lower[k] in _DUE for k in parse.kids[verb]):
        return "future"  # "is due in Geneva on Friday"
    if tag == "VBD":
        return "past"
    if "to" in words:
        head = parse.lemma[parse.head[verb]]
        return "future" if head in _AHEAD or head in _DUE or head == "be" else ""
    tags = {parse.tag[k] for k in helpers}
    if tag in ("VBN", "VBG") and helpers:
        if tags & {"VBD", "VBN"} or words & _HAVE:
            return "past"
        return "future" if tag == "VBG" else ""
    if tag in ("VBZ", "VBP"):
        return "past" if parse.lemma[verb] in _STANDING else "future"
    return ""
