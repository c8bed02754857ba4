"""Headlines of plain texts: a first line with a headline's form, which is the report's title and stays its body."""

from __future__ import annotations

from dateline.records import Span

_WORDS = 3  # a headline has at least so many words,
_LONGEST = 160  # at most so many characters,
_LEAD = 60  # and more than so many characters of prose under it
_MARKS = "#*_= \t"  # how Markdown and plain texts set one off
_ENDS = ".,;:…-–—|)]"
_QUOTES = "\"'”’"


def headline(text: str, lines: list[Span], opening: int | None) -> str | None:
    """The title in the first of the body's lines; None where it is prose, a name or a label.

    `opening` is where the dateline or the byline begins that follows, if any: else a blank line must set it off.
    """
    if len(lines) < 2:
        return None
    first, second = lines[0], lines[1]
    marked = text[first.start] == "#"
    words = first.of(text).strip(_MARKS)
    if not words or len(words) > _LONGEST or words[0].islower() or words.rstrip(_QUOTES)[-1:] in tuple(_ENDS):
        return None
    each = words.split()
    if len(each) < _WORDS or (len(each) == _WORDS and not marked and all(word[0].isupper() for word in each)):
        return None  # a name, or a label
    between = text[first.end : second.start]
    if not marked and opening != second.start and between.count("\n") < 2:
        return None
    if opening is not None and opening < second.start:
        return None  # the line is the dateline's own, or opens with it
    prose = next((line.of(text) for line in lines[1:] if line.length > _LEAD), "")
    return words if prose and prose.rstrip(_QUOTES)[-1:] in (".", "!", "?", "…", ":") else None
