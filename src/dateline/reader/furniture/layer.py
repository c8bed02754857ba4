"""The furniture layer: parts a text into the report's own words and what the page put around them."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft
from dateline.reader.furniture.lines import BYLINE, Line, lines_of
from dateline.reader.furniture.mastheads import key_of, mastheads
from dateline.reader.furniture.signs import Signs
from dateline.reader.furniture.teasers import again, group_end, repeats, tail_start
from dateline.reader.lexicon import Lexicons
from dateline.records import Furniture, FurnitureKind, Span, complement

Marks = dict[int, FurnitureKind]


class FurnitureLayer:
    """Sets the report's body and furniture, which together cover its text."""

    name = "furniture"
    version = "1"

    def __init__(self, lexicons: Lexicons) -> None:
        self.signs = Signs(lexicons)

    def __call__(self, draft: Draft) -> None:
        report = draft.report
        lines = lines_of(report.text, self.signs)
        for i in again(lines, report.text):
            lines[i].sign = FurnitureKind.TEASER
        marks = self._marks(lines, report.title, report.outlet)
        found = [Furniture(line.span, marks[i]) for i, line in enumerate(lines) if i in marks]
        for i, line in enumerate(lines):
            if i not in marks and (tail := self.signs.of_tail(line.words)):
                found.append(Furniture(Span(line.span.start + tail[0], line.span.end), tail[1]))
        found = _filled(sorted(found, key=lambda piece: piece.span), report.text)
        body = complement((piece.span for piece in found), len(report.text))
        draft.report = replace(report, body=tuple(body), furniture=tuple(found))

    def _marks(self, lines: list[Line], title: str | None, outlet: str | None) -> Marks:
        """The lines that are furniture, by number."""
        marks: Marks = {}
        if not lines:
            return marks
        first = next((i for i, line in enumerate(lines) if line.prose), len(lines))
        own = key_of(title) if title else ""
        for i, line in enumerate(lines):
            if own and i <= first and key_of(line.words) == own:
                own = ""  # "Correction: the date of the fair" is this report's own headline
            elif line.sign is not None and not (
                i == 0 < first and line.sign is FurnitureKind.TEASER and line.words[25:]
            ):
                marks[i] = line.sign  # but "Watch: ..." may be the report's own headline
            elif line.date and i > first:
                marks[i] = FurnitureKind.UPDATED
        marks.update(_menus(lines, self.signs))
        marks.update(mastheads(lines, title, outlet, self.signs))
        marks.update(_own_headlines(lines, marks, title))
        twice = repeats(lines)
        start = tail_start(lines, twice)
        for i in range(start, len(lines)):
            if marks.get(i, FurnitureKind.UPDATED) is FurnitureKind.UPDATED:
                marks[i] = FurnitureKind.BYLINE if BYLINE.fullmatch(lines[i].words) else FurnitureKind.TEASER
        i = first
        while i < start:
            end = group_end(lines, twice, i, blurbs=False)
            marks.update({k: FurnitureKind.TEASER for k in range(i, min(end, start)) if k not in marks})
            i = max(end, i + 1)
        if len(marks) == len(lines):  # nothing would be left: what is long, or only stands like a teaser, is the report
            marks = {i: kind for i, kind in marks.items() if lines[i].sign is not None and len(lines[i].words) <= 60}
        return marks


def _menus(lines: list[Line], signs: Signs) -> Marks:
    """Runs of four short lines or more, half of which are labels or buttons: names in a list are no menu."""
    marks: Marks = {}
    run: list[int] = []
    for i, line in enumerate([*lines, None]):
        if line is not None and len(line.words) <= 32 and line.words[-1] not in ".!?,;" and not line.date:
            run.append(i)
            continue
        if len(run) >= 4 and sum(signs.is_label(lines[k].words) for k in run) >= len(run) / 2:
            marks.update(dict.fromkeys(run, FurnitureKind.MENU))
        run = []
    return marks


def _own_headlines(lines: list[Line], marks: Marks, title: str | None) -> Marks:
    """Repeats of the report's own headline, below its first: the title's, or that of the first line of a text."""
    first = next((i for i in range(len(lines)) if i not in marks), None)
    if first is None:
        return {}
    own = {key_of(title)} if title else set()
    if lines[first].heading:
        own.add(key_of(lines[first].words))
    seen: set[str] = set()
    repeated: Marks = {}
    for i, line in enumerate(lines):
        if len(line.words) <= 300 and i not in marks and len(key := key_of(line.words)) > 8 and key in own:
            if key in seen:
                repeated[i] = FurnitureKind.HEADLINE
            seen.add(key)
    return repeated


def _filled(found: list[Furniture], text: str) -> list[Furniture]:
    """Furniture with only white space between grown together, so that no blank piece of body is left between."""
    out: list[Furniture] = []
    for piece in found:
        start = piece.span.start
        if out and not text[out[-1].span.end : start].strip():
            out[-1] = Furniture(Span(out[-1].span.start, start), out[-1].kind)
        elif not out and not text[:start].strip():
            piece = Furniture(Span(0, piece.span.end), piece.kind)  # noqa: PLW2901 - from the text's first character
        out.append(piece)
    if out and not text[out[-1].span.end :].strip():
        out[-1] = Furniture(Span(out[-1].span.start, len(text)), out[-1].kind)
    return out
