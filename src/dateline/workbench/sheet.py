"""The sheet: a report's text as published, its marks where they stand, as blocks of escaped markup.

Nothing of the text is left out, added or changed: what a reader sees beside it (the kind of furniture) is drawn by CSS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dateline.records import Event, FurnitureKind, Reading, Report, Span, Stance
from dateline.workbench.runs import Mark, Run, in_lanes, runs

LONG = 3000  # characters of a line from which it is cut at a blank, so that no block is too much to lay out at once
LINES = 1500  # lines from which several stand in one block
OPENING = 2000  # characters in which a report has its title and byline
MOST = 24_000  # marks that are drawn of one report
Looks = Callable[[str], tuple[str, ...]]  # how
_CLASS = {"content": "c", "cue": "q", "voice": "v", "trigger": "t", "cell": "k", "furniture": "fu"}


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text, or a part of a long one, or some lines of very many. `start` counts code points."""

    start: int
    markup: Markup
    goes_on: bool = False
    blank: bool = False


def marks_of_report(report: Report) -> list[Mark]:
    """Furniture with its kind; and where its title, byline and dateline stand."""
    marks = [Mark(f.span, "furniture", look=(str(f.kind),)) for f in report.furniture]
    if dated := report.dateline.span:
        # A byline may stand within it: then each is told of at its own words.
        place = report.dateline.place
        start = place.span.start if place and place.span and report.byline else dated.start
        marks.append(Mark(Span(start, dated.end), "dateline", look=("dateline",)))
    known = {f.kind for f in report.furniture}
    for kind, words, as_furniture in (
        ("title", report.title, FurnitureKind.HEADLINE),
        ("byline", report.byline, FurnitureKind.BYLINE),
    ):
        if words and as_furniture not in known and (at := _line_of(words, report.text[:OPENING])):
            marks.append(Mark(at, kind, look=(kind,)))
    return marks


def _line_of(words: str, text: str) -> Span | None:
    """Where a line begins with these words, or with "By" before them."""
    found = re.search(rf"^(?:by:?\s+)?{re.escape(words)}", text, re.M | re.I)
    return Span(*found.span()) if found else None


def marks_of_claims(
    reading: Reading, chosen: Callable[[str], bool], looks: Callable[[str], tuple[str, ...]]
) -> list[Mark]:
    """What claims say, by which words, and who says it. Contents lie on lines of their own."""
    contents, others = [], []
    for claim in reading.claims:
        if not chosen(claim.id):
            continue
        look = looks(claim.id) + (("deny",) if claim.stance is Stance.DENIES else ())
        contents += [Mark(s, "content", claim.id, "content", look) for s in claim.content]
        others += [Mark(s, "cue", claim.id, "cue", look) for s in claim.cue]
        last = len(claim.chain) - 1
        for n, link in enumerate(claim.chain):
            if link.span:
                others.append(
                    Mark(link.span, "voice", claim.id, "voice" if n == last else f"through{n}", looks(claim.id))
                )
    return in_lanes(contents) + others


def marks_of_events(
    reading: Reading, chosen: Callable[[str], bool], looks: Callable[[str], tuple[str, ...]]
) -> list[Mark]:
    """The trigger of each event, and the words of its cells."""
    marks = []
    for event in reading.events:
        if chosen(event.id):
            look = looks(event.id)
            marks.append(Mark(event.trigger, "trigger", event.id, "trigger", look))
            marks += [Mark(span, "cell", event.id, cell, look) for cell, span in cells_of(event)]
    return marks


def cells_of(event: Event) -> Iterator[tuple[str, Span]]:
    """The names of an event's cells that have words of their own, and where these stand."""
    for role, participants in (("actors", event.actors), ("recipients", event.recipients)):
        for n, one in enumerate(participants):
            yield f"{role}{n}", one.span
    if event.place:
        yield "place", event.place.span
    if event.when and event.when.span:
        yield "when", event.when.span
    for n, count in enumerate(event.counts):
        yield f"count{n}", count.span
    if event.instrument:
        yield "instrument", event.instrument.span


def blocks(text: str, marks: Sequence[Mark], href: Callable[[str], str]) -> Iterator[Block]:
    """The text in blocks. `href` says where the card of a record is."""
    starts = list(_starts(text))
    begun = _Begun()
    out: list[str] = []
    place = 0
    for run in runs(len(text), marks[:MOST], starts):
        if place + 1 < len(starts) and run.start >= starts[place + 1]:
            yield _block(text, starts, place, out)
            place, out = place + 1, []
        out.append(_run(text, run, begun, href))
    if out:
        yield _block(text, starts, place, out)


def _block(text: str, starts: Sequence[int], place: int, out: Iterable[str]) -> Block:
    start = starts[place]
    markup = Markup("".join(out))  # noqa: S704 - escaped in _run
    return Block(start, markup, start > 0 and text[start - 1] != "\n", not markup.strip())


def _starts(text: str) -> Iterator[int]:
    """Where blocks begin: at every line, or every so many; and within a line that is too long, behind a blank."""
    lines = [0, *(m.end() for m in re.finditer("\n", text))]
    if len(lines) > 1 and lines[-1] == len(text):
        lines.pop()
    step = -(-len(lines) // LINES)
    chosen = lines[::step]
    for first, end in zip(chosen, [*chosen[1:], len(text)], strict=True):
        at = first
        yield at
        while end - at > LONG:
            blank = max(text.rfind(sign, at + LONG // 2, at + LONG) for sign in " \n")
            at = blank + 1 if blank >= 0 else at + LONG
            yield at


class _Begun:
    """Marks that were met, each with its classes and its token as markup, and what stands in the margin last."""

    def __init__(self) -> None:
        self.marks: dict[int, tuple[str, str]] = {}
        self.kind, self.end = "", 0

    def of(self, mark: Mark) -> tuple[str, str, bool]:
        """Its classes, its token, and whether this is its first run."""
        if known := self.marks.get(id(mark)):
            return *known, False
        name = _CLASS.get(mark.kind, mark.kind)
        classes = " ".join((f"{name}{mark.lane}" if mark.lane else name, *mark.look)) if mark.of else name
        made = self.marks[id(mark)] = classes, str(escape(mark.token))
        return *made, True

    def beside(self, mark: Mark) -> str:
        """What is told in the margin: nothing, where the same was told of the line before."""
        kind = "" if (mark.look[0], mark.span.start) == (self.kind, self.end) else mark.look[0]
        self.kind, self.end = mark.look[0], mark.span.end
        return kind


def _run(text: str, run: Run, begun: _Begun, href: Callable[[str], str]) -> str:
    words = str(escape(text[run.start : run.end])).replace("\r", "&#13;")  # a browser would make a line end of it
    if not run.marks:
        return words
    classes, tokens, attributes, link = ["x"], [], "", ""
    for mark in run.marks:
        named, token, first = begun.of(mark)
        classes.append(named)
        if token:
            tokens.append(token)
            if not link and mark.kind in ("cue", "trigger"):
                link = str(escape(href(mark.of)))
        elif first and mark.kind == "at":
            attributes += ' id="at"'
        elif first and (kind := begun.beside(mark)):
            attributes += f' data-kind="{escape(kind)}"'
    look = " ".join(dict.fromkeys(" ".join(classes).split()))
    told = f' data-m="{" ".join(dict.fromkeys(tokens))}"' if tokens else ""
    tag, to = ("a", f' href="{link}"') if link else ("span", "")
    return f'<{tag}{to}{attributes} class="{look}"{told}>{words}</{tag}>'
