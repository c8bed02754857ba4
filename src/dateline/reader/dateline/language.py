"""The language of a text, as far as this reader must know it: whether it is English."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a that is was for on with as by at from it were are has had have which said".split()
)


def language_of(text: str) -> str | None:
    """`en` where common English words are at least a sixth of the text's beginning; None where that says nothing."""
    words = [match.group().lower() for match in _WORD.finditer(text, 0, 4000)]
    if len(words) < 20:
        return None
    common = [word for word in words if word in _COMMON]
    return "en" if len(common) * 6 >= len(words) and len(set(common)) >= 5 else None
