"""Tellings: nouns that hold what is told ("reports", "evidence"), and whether the words deny what they hold."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.parse import Parse

_REBUT = frozenset("deny dismiss reject refute rebut repudiate debunk discredit scotch disprove quash".split())
_CALL = frozenset("call label brand describe dub denounce dismiss".split())
_UNTRUE = frozenset(
    "false untrue unfounded baseless groundless wrong incorrect bogus fake fabricated inaccurate unsubstantiated "
    "fabrication lie invention nonsense fiction rumour rumor hoax propaganda falsehood".split()
)
_REACH = 12  # words after the noun


def is_denied(parse: Parse, noun: int) -> bool:
    """Whether what a noun holds is denied: "no plan to", "no reports of", "dismissed claims that"."""
    if parse.lemma[noun] not in syntax.TELLINGS:
        return any(parse.lower[k] == "no" and parse.dep[k] == "det" for k in parse.kids[noun])
    if any(parse.lower[k] in ("no", *_UNTRUE) and parse.dep[k] in ("det", "amod") for k in parse.kids[noun]):
        return True
    dep, verb = parse.dep[noun], parse.head[noun]
    if dep in ("dobj", "nsubjpass") and parse.lemma[verb] in _REBUT:
        return not _negated(parse, verb)
    if dep in ("dobj", "nsubj", "nsubjpass") and (parse.lemma[verb] == "be" or parse.lemma[verb] in _CALL):
        named = parse.lemma[verb] in _CALL and any(
            parse.lower[k] in _UNTRUE for k in range(noun, min(parse.right[noun], noun + _REACH) + 1)
        )  # "called reports of a coup a fabrication", as the parser hangs it
        return (named or _is_untrue(parse, verb)) and not _negated(parse, verb)
    if dep == "nsubj" and parse.dep[verb] in ("ccomp", "xcomp") and parse.lemma[parse.head[verb]] in _CALL:
        return parse.lemma[verb] in _UNTRUE or _is_untrue(parse, verb)  # "called reports of a coup a fabrication"
    return dep == "nsubj" and parse.lemma[verb] in _UNTRUE


def _is_untrue(parse: Parse, verb: int) -> bool:
    said = parse.kids_of(verb, "acomp", "attr", "oprd", "xcomp", "ccomp")
    for k in parse.kids_of(verb, "prep"):
        said += parse.kids_of(k, "pobj", "amod") if parse.lower[k] == "as" else []
    return any(parse.lower[k] in _UNTRUE or parse.lemma[k] in _UNTRUE for k in said)


def _negated(parse: Parse, verb: int) -> bool:
    return any(parse.dep[k] == "neg" for k in parse.kids[verb])
