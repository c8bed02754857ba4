"""Negation: whether what a cue does is not done, by negative words, negative subjects and what holds it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dateline.reader.attribution.candidate import Range
from dateline.reader.attribution.carriers import HOLDING_BACK, LIGHT
from dateline.reader.parse import Parse

_NOT = frozenset(
    {"not", "n't", "n’t", "nt", "never", "no", "neither", "nor", "hardly", "scarcely", "barely", "without"}
)
_ONLY = frozenset({"only", "just", "merely", "simply", "least", "necessarily"})  # "not only"
_NOBODY = frozenset({"nobody", "none", "neither", "noone"})
_NO = frozenset({"no", "neither"})
_SUBJECTS = ("nsubj", "nsubjpass")
_STEPS = 4  # up from a cue's head


def is_negated(parse: Parse, path: Iterable[int], cue: Range, taken: Collection[int]) -> bool:
    """Whether an odd number of words turn a cue round. `path` is its head and what it hands its sense on to, `taken`
    the tokens that are part of the sense itself ("find no evidence")."""
    path = list(path)
    negative: set[int] = set()
    for i in [*path, *above(parse, path[0])]:
        negative.update(_negatives_of(parse, i))
    last = max(path)
    for i in range(cue[0], min(cue[1], last) + 1):
        if parse.lower[i] in _NOT or _is_yet(parse, i):
            negative.add(i)
    negative -= set(taken)
    held = [i for i in [*path[:-1], *above(parse, path[0])] if parse.lemma[i] in HOLDING_BACK]
    pairs = {i for i in negative if parse.lower[i] == "nor" and any(parse.lower[k] == "neither" for k in negative)}
    return (sum(not _only(parse, i) for i in negative - pairs) + len(held)) % 2 == 1


def above(parse: Parse, head: int) -> list[int]:
    """The verbs that a cue's head completes, nearest first: "refused" over "confirm"."""
    out: list[int] = []
    i, short = head, False  # short: on the way up from "saying" in "stopped short of saying"
    for _ in range(_STEPS):
        dep, up = parse.dep[i], parse.head[i]
        if dep == "pcomp" and parse.dep[up] == "prep":
            short = parse.lower[up] == "of"
            if not short and parse.lower[up] != "without":
                return out
        elif dep in ("dobj", "attr", "acomp"):
            if parse.lemma[up] not in LIGHT:
                return out  # "did not make a promise"
        elif dep != "xcomp" and not (short and dep in ("prep", "advmod", "acomp")):
            return out
        i = up
        out.append(i)
        if parse.lower[i] == "without":
            return out
    return out


def _negatives_of(parse: Parse, i: int) -> list[int]:
    out = [i] if parse.lower[i] == "without" else []
    for k in parse.kids[i]:
        if parse.dep[k] == "neg" or (k < i and parse.lower[k] in _NOT) or _is_yet(parse, k):
            out.append(k)
        elif parse.dep[k] in _SUBJECTS and k < i:
            if parse.lower[k] in _NOBODY:
                out.append(k)
            else:
                before = [a for a in parse.kids[k] if a < k]
                out.extend(a for a in before if parse.lower[a] in _NO or _is_few(parse, a))
    return out


def _is_few(parse: Parse, i: int) -> bool:
    """ "few experts", but not "a few experts"."""
    return parse.lower[i] == "few" and not (i > 0 and parse.lower[i - 1] in ("a", "the"))


def _is_yet(parse: Parse, i: int) -> bool:
    """ "has yet to say"."""
    return parse.lower[i] == "yet" and parse.lower[i + 1 : i + 2] == ["to"]


def _only(parse: Parse, i: int) -> bool:
    """ "not only", "no less", "no doubt" before a verb: no negation."""
    after = parse.lower[i + 1] if i + 1 < len(parse) else ""
    return parse.lower[i] in ("not", "n't", "n’t", "no") and after in _ONLY
