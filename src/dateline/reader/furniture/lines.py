"""Lines of a text, each with its form: a heading, prose, a date, words that name themselves furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reader.furniture.signs import Signs
from dateline.reader.sentences import is_wrapped
from dateline.records import FurnitureKind, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\.?,?"
_CLOCK = r"(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[a-z]{2,4}(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?"
_DATE = (
    rf"(?:{_DAY}\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
DATE_LINE = re.compile(rf"(?:{_DATE})(?:[\s,|•·@-]*{_CLOCK})?|{_CLOCK}[\s,|•·-]+{_DATE}", re.I)
_UPDATED = re.compile(
    r"\W*(?:(?:last|first)\s+)?(?:updated?|published|posted|modified|created)\b(?:\s+(?:on|at))?\s*[:|-]?\s*"
    rf"(?:{_DATE}|{_CLOCK}|{_DAY}|{_MONTH}|\d|today|yesterday|an? (?:hour|day)|just now).{{0,60}}",
    re.I,
)
_SHORT_DATE = (
    rf"(?:{_DAY}\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
)
_BAR = r"\s*(?:--|[|–—•·]|\s-\s)\s*"
# Another story's headline and date in one line: "Well runs dry – 3 March", "Feb 20, 2025 -- Who owns the well";
# its hour in a list of the day's news: "17:42 Well runs dry"
_DATED_HEADLINE = re.compile(
    rf"(?:\W{{0,4}}(?:{_DATE}|{_SHORT_DATE}){_BAR}\S.{{12,}}|\[?[0-2]?\d:[0-5]\d\]?(?:\s*[|–—-])?\s+(?-i:[^\Wa-z]).{{12,}}|\S.{{12,120}}?(?:\s|(?<=\W)){_BAR}(?:{_DATE}|{_SHORT_DATE})\W{{0,3}})",
    re.I,
)
_THEN_UPDATED = re.compile(
    rf"(?:{_DATE})(?:[\s,@-]*{_CLOCK})?\s*[|•·–—-]\s*(?:last\s+)?(?:updated|modified)\b.{{0,60}}", re.I
)
_MAIL = re.compile(r"\W{0,3}[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,4}\W{0,3}")
_AGO = re.compile(
    r"(?:(?:updated|published|posted)\s+)?(?:\d{1,3}|an?)\s+(?:second|min(?:ute)?|hour|day|week|month|year)s?\s+ago",
    re.I,
)
BYLINE = re.compile(r"[Bb][Yy]:?\s+(?=[^\Wa-z])[\w.'’-]+(?:[ ,&|-]+[\w.'’-]+){0,11}[\s,|-]*")


@dataclass(slots=True)
class Line:
    """One line (or one wrapped paragraph). `sign`: the furniture it says it is. `date`: only a date."""

    span: Span
    words: str
    sign: FurnitureKind | None
    date: bool

    @property
    def heading(self) -> bool:
        """Short, without a sentence's end: a headline's form."""
        words = self.words
        return len(words) <= 130 and words[-1] not in ".,;:" and not words[0].islower() and not self.date

    @property
    def prose(self) -> bool:
        """A sentence at least."""
        return len(self.words) > 60 and not self.sign and (self.words[-1] in ".!?\"”’')…" or len(self.words) > 130)

    @property
    def dated_headline(self) -> bool:
        """A headline with its date before or after it, in one line."""
        words = self.words
        if not 16 < len(words) <= 160 or words[-1] in ".,;:" or self.sign or self.date:
            return False
        return any(c.isdigit() for c in words) and _DATED_HEADLINE.fullmatch(words) is not None

    @property
    def truncated(self) -> bool:
        return len(self.words) < 400 and self.words.endswith(("...", "…", "[…]", "[...]", "… »"))


def lines_of(text: str, signs: Signs) -> list[Line]:
    """The lines that are not blank, in order; in a text wrapped at a margin, each wrapped paragraph is one."""
    return [line_of(text, span, signs) for span in _spans(text)]


def line_of(text: str, span: Span, signs: Signs) -> Line:
    words = text[span.start : span.end]
    date = False
    sign = None
    if len(words) <= 600:
        sign = signs.of_line(words)
    if len(words) <= 120 and any(c.isdigit() for c in words):
        bare = words.strip(" \t•·|-–—()[]")
        if _UPDATED.fullmatch(bare) or _AGO.fullmatch(bare) or _THEN_UPDATED.fullmatch(bare):
            sign, date = FurnitureKind.UPDATED, True
        elif DATE_LINE.fullmatch(bare):
            date = True
    if sign is None and "@" in words and _MAIL.fullmatch(words):
        sign = FurnitureKind.BYLINE
    return Line(span, words, sign, date)


def _spans(text: str) -> Iterator[Span]:
    spans = []
    for match in _LINE.finditer(text):
        words = match.group()
        lead = len(words) - len(words.lstrip())
        if lead < len(words):
            spans.append(Span(match.start() + lead, match.start() + len(words.rstrip())))
    if not is_wrapped(text):
        yield from spans
        return
    block: list[Span] = []
    for span in spans:
        if block and text.count("\n", block[-1].end, span.start) > 1:
            yield from _whole(block)
            block = []
        block.append(span)
    yield from _whole(block)


def _whole(block: list[Span]) -> list[Span]:
    """One paragraph where all its lines but the last reach towards a margin; else its lines."""
    if len(block) > 1 and all(span.length >= 45 for span in block[:-1]):
        return [Span(block[0].start, block[-1].end)]
    return block
