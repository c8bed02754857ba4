"""The dateline layer: finds, by form, the place, date and agency that open a report, its title, byline and language."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.reader.dateline.head import Head, heads
from dateline.reader.dateline.header import Header, header
from dateline.reader.dateline.headline import headline
from dateline.reader.dateline.judge import Judge
from dateline.reader.dateline.language import language_of
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.records import Dateline, Mention, Report, Span, trim

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z“(])")
_WORD = re.compile(r"[^\W_]")
_LINES = 12  # lines from the top among which headers and the opening are looked for
_PROSE = 3  # paragraphs among them
_FAR = 300  # characters into a paragraph: a headline may be glued before the dateline


class DatelineLayer:
    """Sets `report.dateline` (its span is not parsed), and title, byline and language where they are not known."""

    name = "dateline"
    version = "2"

    def __init__(self, lexicons: Lexicons) -> None:
        self.judge = Judge(lexicons)

    def __call__(self, draft: Draft) -> None:
        report = draft.report
        lines = top_lines(report.text, report.body)
        headers, head = self._look(report.text, lines)
        found = _dateline(report, headers, head)
        title = None if report.title else headline(report.text, lines, found.span.start if found.span else None)
        if title:
            noted = {**report.provenance.found_in, "title": "first line"}
            report = replace(report, title=title, provenance=replace(report.provenance, found_in=noted))
        draft.report = replace(
            report,
            dateline=found,
            byline=report.byline or next((h.byline for h in headers if h.byline), None),
            language=report.language or language_of(report.text),
        )

    def _look(self, text: str, lines: list[Span]) -> tuple[list[Header], Head | None]:
        """The header lines, and the head that opens the report."""
        lower = not any(c.isupper() for c in text[:2000])
        headers: list[Header] = []
        prose = 0
        for number, line in enumerate(lines):
            if head := self._head(text, line, lower=lower):
                before = Span(line.start, head.start)
                if before.length and (found := header(text, trim(before, text, " ."), self.judge)):
                    headers.append(found)  # "By Jane Roe. VELMORA (Agency) -" in one line
                return headers, head
            found = header(text, line, self.judge) if not prose else None
            if found and (number or found.byline or len(lines) > 1):
                headers.append(found)
            prose += line.length > 130
            if prose >= _PROSE:
                break
        return headers, None

    def _head(self, text: str, line: Span, *, lower: bool) -> Head | None:
        """The dateline that opens a line, or a sentence near its beginning: a headline may stand glued before it."""
        starts = [line.start]
        if line.length > 130 and not lower:
            starts += [match.end() for match in _SENTENCE.finditer(text, line.start, min(line.end, line.start + _FAR))]
        for start in starts[:6]:
            for head in heads(text, start, line.end):
                possible = _WORD.search(text, head.end, line.end) and (start == line.start or _is_clear(text, head))
                if possible and self.judge.is_dateline(text, head, lower=lower):
                    return head
        return None


def top_lines(text: str, body: tuple[Span, ...]) -> list[Span]:
    """The body's first lines, trimmed."""
    lines: list[Span] = []
    for part in body:
        for match in _LINE.finditer(text, part.start, part.end):
            words = match.group()
            if stripped := words.strip():
                start = match.start() + words.index(stripped[0])
                lines.append(Span(start, start + len(stripped)))
                if len(lines) == _LINES:
                    return lines
    return lines


def _is_clear(text: str, head: Head) -> bool:
    """Within a paragraph only what can be nothing else: a name in capitals, or one with its date or agency."""
    place = head.place.of(text) if head.place else ""
    return place.isupper() or bool(head.date and head.agency)


def _dateline(report: Report, headers: list[Header], head: Head | None) -> Dateline:
    """Headers that stand together right before the opening, and the opening itself, as one."""
    text = report.text
    end = head.end if head else 0
    start = head.start if head else 0
    own: list[Header] = []
    for found in reversed(headers):
        follows = own[0].span.start if own else start if head else None
        if follows is not None and _own_words(report, found.span.end, follows):
            break
        own.insert(0, found)
        end = end or _next_word(text, found.span.end)
        start = found.span.start
    if not own and head is None:
        return Dateline()
    place = (head.place if head else None) or next((h.place for h in own if h.place), None)
    date = (head.date if head else None) or next((h.date for h in own if h.date), None)
    agency = (head.agency if head else None) or next((h.agency for h in own if h.agency), None)
    return Dateline(Span(start, end), _mention(text, place), _mention(text, date), _mention(text, agency))


def _own_words(report: Report, start: int, end: int) -> bool:
    """Whether words of the body stand between: furniture may ("Share" below a byline)."""
    parts = (report.text[max(start, part.start) : min(end, part.end)] for part in report.body)
    return any(part.strip(" .\t\r\n") for part in parts)


def _next_word(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _mention(text: str, span: Span | None) -> Mention | None:
    return Mention(span, span.of(text)) if span else None
