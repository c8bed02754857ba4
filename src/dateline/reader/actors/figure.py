"""A figure: an actor in the making, and when two names or two descriptions can be one actor's."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.actors.reference import Reference
from dateline.records import ActorKind, Role


@dataclass(slots=True, eq=False)
class Figure:
    """An actor in the making: its references and what they say of it."""

    number: int
    kind: ActorKind
    name: str
    named: bool
    key: str = ""
    parts: tuple[str, ...] = ()
    country: str | None = None
    roles: list[Role] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    references: list[Reference] = field(default_factory=list)
    titles: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    confidence: float = 0.0


@dataclass(slots=True, eq=False)
class Described:
    """A figure under one noun, and where it was so described."""

    figure: Figure
    mods: frozenset[str]
    within: str
    plural: bool
    sentence: int
    fresh: bool = False
    count: str = ""


def plain_name(words: str) -> str:
    """A description as a name for the ledger: on one line, no article before it."""
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else words


def without_suffix(name: str) -> str:
    """A firm's name without what says that it is one: "acme corp" is "acme"."""
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,") in {
        "inc",
        "corp",
        "ltd",
        "llc",
        "plc",
        "co",
        "company",
        "corporation",
    }:
        words.pop()
    return " ".join(words).rstrip(",")


def bare(part: str) -> str:
    """A surname without its article: "al-zawahiri" is "zawahiri"."""
    for article in ("al-", "el-", "ul-", "as-", "an-", "ad-", "ar-"):
        if part.startswith(article) and len(part) > len(article) + 2:
            return part[len(article) :]
    return part


def agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: given names equal, or one the other's initial."""
    if len(a) == 1 or len(b) == 1:
        return True
    x, y = a[0], b[0]
    return x == y or ((len(x) == 1 or len(y) == 1) and x[0] == y[0]) or subsequence(a, b) or subsequence(b, a)


def subsequence(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words of `a` stand in `b` in the same order."""
    rest = iter(b)
    return all(any(x == y for y in rest) for x in a)


def fits(a: str, b: str) -> bool:
    return not a or not b or a == b


def within_fits(a: str, b: str) -> bool:
    return not a or not b or a == b


def clash(ref: Reference, known: Described) -> bool:
    """Whether two descriptions name different countries."""
    a = {m for m in ref.mods if m[0] == "@"}
    b = {m for m in known.mods if m[0] == "@"}
    return bool(a and b and a != b)
