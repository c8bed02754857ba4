"""Teasers: other stories' headlines, dates and first words, most often all that follows a report's last line."""

from __future__ import annotations

from dateline.reader.furniture.lines import Line
from dateline.records import FurnitureKind

_GROUP = 5  # lines that one teaser may have: headline, date, headline again, two of blurb
_LAST = 40  # lines from the end among which sentences said once more are looked for
_NEAR = 3  # lines within which a headline is repeated


def repeats(lines: list[Line]) -> list[bool]:
    """Which headings stand again within a few lines."""
    keys = [" ".join(line.words.casefold().split()) if line.heading and not line.sign else "" for line in lines]
    out = [False] * len(lines)
    for i, key in enumerate(keys):
        if len(key) > 3:
            for j in range(i + 1, min(i + 1 + _NEAR, len(keys))):
                if keys[j] == key:
                    out[i] = out[j] = True
    return out


def group_end(lines: list[Line], twice: list[bool], i: int, *, blurbs: bool) -> int:
    """Where the teaser that begins with line `i` ends, exclusive; `i` where none does.

    A teaser is a headline with its date or its own repeat, then perhaps a blurb; or a headline and a cut-off blurb.
    `blurbs`: whether whole sentences may be its blurb too.
    """
    n = len(lines)
    at, heads, marks = i, 0, 0
    while at < n and at - i < _GROUP - 1 and not lines[at].prose and (lines[at].sign in _OF_GROUP):
        line = lines[at]
        if line.date:
            marks += 1
        elif line.heading or line.truncated:
            if heads and not twice[at]:
                break  # another headline: another teaser
            heads += 1
            marks += twice[at]
        else:
            break
        at += 1
    if not heads or at >= n:
        return at if heads and marks else i
    blurb = lines[at]
    if blurb.truncated and not blurb.sign:
        return at + 1
    if not marks:
        return i
    if blurbs and blurb.prose and len(blurb.words) < 500:
        return at + 1
    return at


_OF_GROUP = (None, FurnitureKind.UPDATED, FurnitureKind.BYLINE, FurnitureKind.CAPTION)


def tail_start(lines: list[Line], twice: list[bool]) -> int:
    """The line from which on there is nothing but furniture; `len(lines)` where the report ends in its own words.

    From the end backwards: a line is in the tail when its words say what it is, or when it opens a teaser, and all
    that follows is in the tail. Headlines may stand alone below a label or a heading such as "Related".
    """
    n = len(lines)
    all_tail = [False] * n + [True]
    listed = [False] * n + [True]  # headlines alone from here on, then tail
    for i in range(n - 1, -1, -1):
        line = lines[i]
        if line.sign in (FurnitureKind.LABEL, FurnitureKind.TEASER, FurnitureKind.MENU):
            all_tail[i] = all_tail[i + 1] or listed[i + 1]
        elif line.sign is not None or line.date or line.dated_headline:
            all_tail[i] = all_tail[i + 1]
        if not all_tail[i]:
            end = group_end(lines, twice, i, blurbs=True)
            all_tail[i] = end > i and all_tail[end]
        listed[i] = (line.heading or line.sign is not None) and (listed[i + 1] or all_tail[i + 1])
    first = next((i for i, line in enumerate(lines) if line.prose), n)
    start = next((i for i in range(first + 1, n) if all_tail[i]), n)
    while start < n and not _sure(lines, twice, start):
        # Too little to go on for eating prose: the tail begins after its first blurb, if at all.
        after = next((i for i in range(start, n) if lines[i].prose and not lines[i].truncated), n - 1) + 1
        start = next((i for i in range(after, n) if all_tail[i]), n)
    return start


def _sure(lines: list[Line], twice: list[bool], start: int) -> bool:
    """Whether the tail's marks outweigh the prose in it."""
    tail = range(start, len(lines))
    prose = sum(lines[i].prose and not lines[i].truncated for i in tail)
    marks = sum(lines[i].sign is not None or lines[i].date or twice[i] or lines[i].dated_headline for i in tail)
    return prose == 0 or (marks >= 3 and marks >= 1.5 * prose)


def again(lines: list[Line], text: str) -> list[int]:
    """Which of the last lines say a sentence once more that stands within a longer line above: a teaser's blurb."""
    out = []
    for i in range(max(1, len(lines) - _LAST), len(lines)):
        words, start = lines[i].words, lines[i].span.start
        if 25 <= len(words) <= 300 and not lines[i].sign and (at := text.find(words, 0, start)) >= 0:
            stop = at + len(words)
            if text[max(0, at - 1) : at] not in ("", "\n") or text[stop : stop + 1] != "\n":
                out.append(i)
    return out
