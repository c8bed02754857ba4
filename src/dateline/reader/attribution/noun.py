"""Nouns and adjectives as cues: "X's claim that", "a plan to", "X was confident that", "the fear is that"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.source import SUBJECTS, subject_of
from dateline.reader.attribution.verb import make

_EMPTY = frozenset({"it", "there", "this", "that"})
_ANSWERING = frozenset({"deny", "reject", "dismiss", "refute", "confirm", "investigate"})
_HEARING = frozenset({"hear", "learn", "understand", "gather"})
_OF = ("of", "for", "about", "against", "on", "over", "to", "in", "with", "from")


def noun_candidates(page: Page, n: int) -> Iterator[Candidate]:
    """The candidate of a noun with a clause, an infinitive or a prepositional phrase of its own."""
    parse = page.parse
    if (
        parse.dep[n] == "pobj"
        and parse.lower[parse.head[n]] == "from"
        and parse.lemma[parse.head[parse.head[n]]] in _HEARING
    ):
        return  # "heard from a driver that": what was heard
    owner = noun_owner(page, n)
    for k in parse.kids[n]:
        if k < n:
            continue
        dep = parse.dep[k]
        if dep in ("acl", "ccomp", "relcl", "appos"):
            mark = parse.kid(k, "mark")
            if mark is not None and parse.lower[mark] in ("that", "whether"):
                key = "noun:that"
            elif dep == "acl" and any(parse.lower[a] == "to" for a in parse.kids_of(k, "aux")):
                key = "noun:to"
            else:
                continue
            found = make(
                page, key, n, [(max(n + 1, parse.left[k]), parse.right[k])], owner, lemma=parse.lemma[n], cue=(n, n)
            )
            if found is not None:
                yield found
            return
    verb = parse.head[n]
    if parse.dep[n] == "nsubj" and parse.lemma[verb] == "be" and verb > n:
        clause = parse.kid(verb, "ccomp", "xcomp")
        if clause is not None and clause > verb:
            found = make(
                page,
                "noun:is",
                n,
                [(max(verb + 1, parse.left[clause]), parse.right[clause])],
                owner,
                lemma=parse.lemma[n],
                cue=(n, verb),
            )
            if found is not None:
                yield found
            return
    for k in parse.kids[n]:
        if k > n and parse.dep[k] == "prep" and parse.lower[k] in _OF and parse.kid(k, "pobj", "pcomp") is not None:
            p = parse.lower[k]
            found = make(page, f"noun:{p}", n, [(k + 1, parse.right[k])], owner, lemma=parse.lemma[n], cue=(n, k))
            if found is not None:
                yield found
            return


def noun_owner(page: Page, n: int) -> int | None:
    """Whose the noun is: its possessor, "by X", "from X", or who makes, issues or has it."""
    parse = page.parse
    owner = parse.kid(n, "poss")
    if owner is not None:
        return owner
    for k in parse.kids_of(n, "prep", "agent"):
        if parse.lower[k] in ("by", "from", "among") and (of := parse.kid(k, "pobj")) is not None:
            return of
    at = n
    if parse.dep[n] == "pobj" and parse.dep[parse.head[n]] == "prep":
        at = parse.head[n]
    if parse.dep[n] in ("dobj", "attr", "conj") or at != n:
        verb = parse.head[at]
        if parse.dep[n] == "dobj" and parse.lemma[verb] in _ANSWERING:
            return None  # "denied reports that": others' reports
        if parse.pos[verb] in ("VERB", "AUX"):
            subject = subject_of(parse, verb)
            if subject is not None and parse.lower[subject] not in _EMPTY:
                return subject
    return None


def adjective_candidates(page: Page, a: int) -> Iterator[Candidate]:
    """The candidate of a predicative adjective (or participle) with a clause, an infinitive or "about", "of"."""
    parse = page.parse
    if parse.dep[a] not in ("acomp", "ROOT", "conj", "ccomp", "oprd", "attr", "amod", "advcl"):
        return
    verb = parse.head[a] if parse.dep[a] in ("acomp", "oprd", "attr") else a
    subject = parse.kid(verb, *SUBJECTS) if verb != a else parse.kid(a, *SUBJECTS)
    if subject is None:
        subject = subject_of(parse, verb)
    empty = subject is None or parse.lower[subject] in _EMPTY
    source = None if empty else subject
    for k in parse.kids[a]:
        if k < a:
            continue
        dep = parse.dep[k]
        key = None
        first = max(a + 1, parse.left[k])
        if dep == "ccomp":
            key = "adj:that"
        elif dep == "xcomp":
            key = "adj:to"
        elif dep == "prep" and parse.kid(k, "pobj", "pcomp") is not None:
            key = f"adj:{parse.lower[k]}"
            first = k + 1
        if key is not None:
            key += ":it" if empty else ""
            found = make(page, key, a, [(first, parse.right[k])], source, lemma=parse.lemma[a], cue=(min(verb, a), a))
            if found is not None:
                yield found
            return
    if (
        parse.dep[a] == "acomp"
        and parse.lemma[verb] == "be"
        and (k2 := parse.kid(verb, "ccomp")) is not None
        and k2 > a
    ):
        found = make(
            page,
            "adj:that" + (":it" if empty else ""),
            a,
            [(max(a + 1, parse.left[k2]), parse.right[k2])],
            source,
            lemma=parse.lemma[a],
            cue=(min(verb, a), a),
        )
        if found is not None:
            yield found
