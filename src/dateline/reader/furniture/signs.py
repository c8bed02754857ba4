"""Signs: the words by which a line says itself that it is furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.reader.lexicon import Lexicons
from dateline.records import FurnitureKind

_EDGES = " \t\u00a0•·|>»›<«‹*_=~-–—:.…"
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\t": " "})
_SYMBOLS = re.compile(r"^[^\w\s(\[©\"'#@+-]+\s+")  # a picture or mark before the words
_CRUMBS = re.compile(r"[>»›|/•·]|\s--?\s")
_WILD = r"[^\n]{0,200}?"
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: FurnitureKind
    longest: int
    pattern: re.Pattern[str]


class Signs:
    """The list `furniture` made ready: which kind of furniture a line is by its own words, or which its end is."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._whole: dict[str, FurnitureKind] = {}
        self._wild: list[_Rule] = []
        self._opens: dict[str, list[_Rule]] = {}
        self._holds: list[_Rule] = []
        self._tails: list[_Rule] = []
        grouped: dict[tuple[str, FurnitureKind, int], list[str]] = {}
        for row in lexicons.table("furniture"):
            kind, where, term = FurnitureKind(row["kind"]), row["where"], row["term"].lower()
            longest = int(row["longest"] or _LONGEST)
            if where == "whole" and not set("*#") & set(term):
                self._whole[term] = kind
            elif where == "whole":
                self._wild.append(_Rule(kind, 80, re.compile(_regex(term))))
            elif where in ("opens", "tail"):
                self._opens.setdefault(term[:1], []).append(_Rule(kind, longest, re.compile(_regex(term))))
            if where in ("holds", "closes", "tail"):
                grouped.setdefault((where, kind, longest), []).append(term)
        for (where, kind, longest), terms in grouped.items():
            either = "|".join(_regex(term) for term in terms)
            if where == "tail":
                rule = re.compile(
                    rf"(?:(?<=[.!?\"'\])…] )|(?<=  )|(?<=[(\[—-])|(?<![^\s(\[])(?=[(\[©]))(?:{either})[\s.]*$"
                )
                self._tails.append(_Rule(kind, longest, rule))
            else:
                end = r"[\s.)\]]*$" if where == "closes" else ""
                self._holds.append(_Rule(kind, longest, re.compile(rf"(?:{either}){end}")))

    def of_line(self, words: str) -> FurnitureKind | None:
        """The kind of furniture that a whole line is; None where its words do not say so."""
        if len(words) > _LONGEST:
            return None
        plain = words.translate(_PLAIN).lower()
        bare = _SYMBOLS.sub("", plain.strip(_EDGES))
        if len(bare) <= 80:
            if (kind := self._whole.get(bare)) is not None:
                return kind
            for rule in self._wild:
                if rule.pattern.fullmatch(bare) and not (rule.kind is FurnitureKind.TEASER and plain[-1] in ".!?"):
                    return rule.kind  # "Also in the Courier", but not "Also in the car were two children."
            if (crumbs := self._breadcrumbs(plain)) is not None:
                return crumbs
        for start in dict.fromkeys((plain[:1], bare[:1])):
            for rule in self._opens.get(start, ()):
                if len(words) <= rule.longest and (rule.pattern.match(plain) or rule.pattern.match(bare)):
                    return rule.kind
        for rule in self._holds:
            if len(words) <= rule.longest and rule.pattern.search(plain):
                return rule.kind
        return None

    def of_tail(self, words: str) -> tuple[int, FurnitureKind] | None:
        """(where it begins, kind) of the furniture at a long line's end; None where it ends in its own words."""
        for rule in self._tails:
            at = max(0, len(words) - rule.longest)
            plain = words[at:].translate(_PLAIN).lower()
            if len(plain) != len(words) - at:  # a letter whose lower case is two
                plain = "".join(low if len(low := c.lower()) == 1 else c for c in words[at:].translate(_PLAIN))
            if (match := rule.pattern.search(plain)) and at + match.start() > 0:
                return at + match.start(), rule.kind
        return None

    def is_label(self, words: str) -> bool:
        return self._whole.get(words.translate(_PLAIN).lower().strip(_EDGES)) is not None

    def _breadcrumbs(self, plain: str) -> FurnitureKind | None:
        """ "Home > World > Asia": labels all, with marks between."""
        parts = [part.strip() for part in _CRUMBS.split(plain)]
        parts = [part for part in parts if part]
        if len(parts) > 1 and sum(part in self._whole for part in parts) > len(parts) / 2:
            return FurnitureKind.MENU
        return None


def _regex(term: str) -> str:
    """A term as a pattern: `*` for some words, `#` for a number. The wild parts are bounded, so no search is slow."""
    parts = re.split(r"\s*([*#])\s*", term)
    return "".join(_WILD if p == "*" else r"\s*\d[\d,.]*\s*" if p == "#" else re.escape(p) for p in parts)
