"""Sources: whose cue it is, found along the syntax from the cue's head."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Range
from dateline.reader.parse import Parse

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_CLIMB = {"xcomp", "advcl", "conj", "pcomp", "ccomp", "dep", "parataxis", "acomp", "attr", "oprd"}
_RECEIVING = frozenset({"receive", "get", "see", "find", "read", "hear", "cite", "have", "quote", "obtain", "review"})
_PARTING = frozenset({",", "—", "–", "--", "("})


def subject_of(parse: Parse, verb: int, depth: int = 0) -> int | None:
    """The head of the phrase whose act the verb is: its subject, or that of the verb that controls it."""
    at = verb
    for _ in range(12):
        subject = parse.kid(at, *SUBJECTS)
        if subject is not None and not (subject > at and at == verb and parse.tag[at] == "VBG"):
            return subject
        up, dep = parse.head[at], parse.dep[at]
        if up == at:
            return None
        if dep == "acl":
            return _of_artifact(parse, up)
        if dep == "relcl":
            return up
        if dep == "xcomp" and (held := parse.kid(up, "dobj", "dative")) is not None and at != verb:
            return held
        if dep == "prep" and parse.pos[up] in ("NOUN", "PROPN"):
            return up
        if dep not in _CLIMB and dep != "prep":
            return None
        if dep == "prep" and parse.lower[at] == "as" and (held := parse.kid(up, "dobj")) is not None:
            return held  # "quoted a neighbour as saying": the neighbour
        at = up
    return None


def _of_artifact(parse: Parse, noun: int) -> int | None:
    """Who speaks in "issued a statement saying": the one who issued it; "evidence suggesting": the evidence."""
    owner = parse.kid(noun, "poss")
    if owner is not None:
        return owner
    head = parse.head[noun]
    if parse.dep[noun] in ("dobj", "pobj") and parse.pos[noun] == "NOUN":
        verb = head if parse.dep[noun] == "dobj" else parse.head[head]
        if parse.pos[verb] == "VERB" and parse.dep[noun] == "dobj" and parse.lemma[verb] not in _RECEIVING:
            subject = parse.kid(verb, *SUBJECTS)
            if subject is not None:
                return subject
    return noun


def phrase(parse: Parse, head: int) -> Range:
    """The noun phrase of `head` with what identifies it: incidental clauses after a comma are left out."""
    first, last = parse.left[head], parse.right[head]
    for kid in parse.kids[head]:
        if kid < head or parse.dep[kid] not in ("relcl", "advcl", "parataxis", "ccomp"):
            continue
        before = parse.left[kid] - 1
        if before > head and parse.words[before] in _PARTING:
            last = before - 1
            break
    while last > head and parse.pos[last] == "PUNCT" and not (parse.words[last] == ")" and _opened(parse, head, last)):
        last -= 1
    if last > head and parse.tag[last] == "POS":
        last -= 1
    while first < head and (parse.pos[first] == "PUNCT" or parse.dep[first] in ("cc", "mark", "preconj")):
        first += 1
    return first, max(first, last)


def _opened(parse: Parse, first: int, last: int) -> bool:
    """Whether the bracket that closes at `last` opens after `first`: "the Farmers' Union (FU)"."""
    return any(parse.words[i] == "(" for i in range(max(first, last - 6), last))
