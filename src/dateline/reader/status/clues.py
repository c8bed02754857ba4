"""Clues: what the words around a predicate show of how real it is, each by a name ("own.modal=future")."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.parse import Parse

UP = 3  # words that stand over a predicate and are looked at
TOP = 12  # steps to the word that the whole clause hangs on
NEAR = 25  # words on either side among which telling ones are looked for
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECTS = ("dobj", "attr", "acomp", "pobj", "oprd", "dative")
_COMPLEMENTS = ("xcomp", "ccomp", "pcomp", "acl", "relcl", "advcl")
_CLAUSAL = (*_COMPLEMENTS, "conj", "dobj", "acomp", "prep")
_WH = frozenset(("WRB", "WP", "WDT", "WP$"))
_PERSONS = {
    **dict.fromkeys(("i", "we", "me", "us"), "first"),
    **dict.fromkeys(("you", "u"), "second"),
    **dict.fromkeys(("he", "she", "they"), "third"),
    **dict.fromkeys(("this", "that"), "this"),
    **dict.fromkeys(("who", "which"), "who"),
    "it": "it",
    "there": "there",
}
_MARKS = frozenset(
    "if unless whether when once until before after because since although though while as so that in lest than like "
    "except".split()
)
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "barely", "without", "nt"))
_TELLING = frozenset(
    "if unless will would could can should may might please not never no yesterday today tomorrow ago last next soon "
    "when until want need hope plan".split()
)
_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}  # of status_cues.tsv


def clues(parse: Parse, i: int, status: str, cues: dict[str, dict[str, str]]) -> list[str]:
    """The clues of token `i`, whose status by rule is `status`; `cues` is status_cues.tsv by part of speech."""
    tag, dep = parse.tag[i], parse.dep[i]
    out = ["always", f"status={status}", f"word={parse.lemma[i]}", f"tag={tag}", f"pos={parse.pos[i]}", f"dep={dep}"]
    out += [f"tag={tag}&dep={dep}", f"tag={tag}&status={status}"]
    if any(parse.tag[k] == "TO" for k in parse.kids[i]):
        out.append("to")
    out += (f"own.{name}" for name in _clause(parse, i, cues))
    out += _above(parse, i, cues)
    out += _top(parse, i, cues)
    out += _sentence(parse, i)
    out += _beside(parse, i)
    return list(dict.fromkeys(out))


def _clause(parse: Parse, v: int, cues: dict[str, dict[str, str]]) -> Iterator[str]:
    """One clause: auxiliaries, negation, subject, object, adverbs, what opens it and what hangs on it."""
    subject = auxiliary = False
    for k in parse.kids[v]:
        dep, low = parse.dep[k], parse.lower[k]
        if dep in ("aux", "auxpass"):
            auxiliary = True
            yield f"aux={low}"
            if low in cues["modal"]:
                yield f"modal={cues['modal'][low]}"
            if dep == "auxpass":
                yield "passive"
        elif dep == "neg" or low in _NEGATIONS:
            yield "negated"
        elif dep == "mark":
            yield f"mark={low if low in _MARKS else 'other'}"
        elif dep in _SUBJECTS:
            subject = True
            yield f"subject={_PERSONS.get(low, parse.tag[k])}"
            if any(parse.lower[m] in ("no", "any", "every", "each", "all") for m in parse.kids[k]):
                yield "subject.quantified"
        elif dep in _OBJECTS:
            yield f"object={parse.tag[k]}"
            yield from (f"object.det={parse.lower[m]}" for m in parse.kids_of(k, "det"))
        elif dep in ("advmod", "npadvmod"):
            yield f"adverb={low}"
            if parse.tag[k] in _WH:
                yield "wh"
        elif dep == "advcl":
            mark = parse.kid(k, "mark")
            yield f"besides={parse.lower[mark] if mark is not None else parse.tag[k]}"
        elif dep in ("xcomp", "ccomp"):
            yield f"complement={dep}"
    if not subject:
        yield "unsubjected"
        if not auxiliary and parse.tag[v] in ("VB", "VBP"):
            yield "bare"  # a command, most often


def _above(parse: Parse, i: int, cues: dict[str, dict[str, str]]) -> Iterator[str]:
    """What stands over the word, nearest first: its lemma, its effect in the list of cues, its own clause."""
    at = i
    for step in range(1, UP + 1):
        up, dep = parse.head[at], parse.dep[at]
        if up == at:
            return
        if step == 2:
            yield f"chain={parse.dep[i]}>{dep}"
        name = "over" if step == 1 else f"over{step}"
        lemma, pos = parse.lemma[up], parse.pos[up]
        yield f"{name}={lemma}:{dep}"
        yield f"{name}.pos={pos}:{dep}"
        yield f"{name}.tag={parse.tag[up]}:{dep}"
        effects = cues.get(_PARTS.get(pos, ""), {})
        if dep in _COMPLEMENTS and (effect := effects.get(lemma) or effects.get(parse.lower[up])):
            yield f"{name}.effect={effect}"
        if pos in ("VERB", "AUX", "ADJ") and dep in _CLAUSAL:
            own = _clause(parse, up, cues)
            yield from (f"{name}.{clue}" for clue in own if not clue.startswith(("object", "complement")))
        at = up


def _top(parse: Parse, i: int, cues: dict[str, dict[str, str]]) -> Iterator[str]:
    """The word that everything hangs on: its form, and a few things of its clause."""
    top = i
    for _ in range(TOP):
        top = parse.head[top]
    if top == i:
        yield "root"
        return
    yield f"top={parse.tag[top]}"
    own = _clause(parse, top, cues)
    yield from (f"top.{clue}" for clue in own if clue.startswith(("modal", "neg", "subject=", "bare")))


def _sentence(parse: Parse, i: int) -> Iterator[str]:
    """How the sentence ends, and telling words near by."""
    first, end = parse.sentences[parse.sentence[i]]
    if "?" in parse.lower[max(first, end - 3) : end]:
        yield "question"
    if parse.lower[end - 1] == "!":
        yield "exclaimed"
    for k in range(max(first, i - NEAR), min(end, i + NEAR)):
        if k != i and parse.lower[k] in _TELLING:
            yield f"near={parse.lower[k]}:{'before' if k < i else 'after'}"


def _beside(parse: Parse, i: int) -> Iterator[str]:
    """The words just before and after, whatever the parser made of them."""
    first, end = parse.sentences[parse.sentence[i]]
    before = parse.lower[max(first, i - 2) : i]
    if before:
        yield f"before={before[-1]}"
        yield f"before2={' '.join(before)}"
        yield f"before.tag={parse.tag[i - 1]}"
    else:
        yield "first"
    if i + 1 < end:
        yield f"after={parse.lower[i + 1]}"
        yield f"after.tag={parse.tag[i + 1]}"
