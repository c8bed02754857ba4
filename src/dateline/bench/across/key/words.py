"""Where quoted words stand in a report: blanks, quotation marks, dashes and capitals may differ."""

from __future__ import annotations

import re
import unicodedata

from dateline.records import Report, Span

ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "ʼ": "'"}
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)


def folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place it comes from."""
    out: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        same = " " if letter.isspace() else unicodedata.normalize("NFKC", letter).translate(ALIKE).lower()
        for part in same:
            if part == " " and out and out[-1] == " ":
                continue
            out.append(part)
            places.append(place)
    return "".join(out), places


class Text:
    """A report's text, ready to be searched for quoted words."""

    def __init__(self, report: Report) -> None:
        self.body = report.body
        self.folded, self.places = folded(report.text)

    def find(self, words: str) -> Span | None:
        """The first place of the words in the body, or else anywhere, where they begin and end as words do."""
        wanted = folded(words)[0].strip()
        if not wanted:
            return None
        found = [self._span(m.start(), m.end()) for m in re.finditer(re.escape(wanted), self.folded) if self._whole(m)]
        inside = [span for span in found if any(b.start <= span.start and span.end <= b.end for b in self.body)]
        return next(iter(inside or found), None)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)

    def _whole(self, match: re.Match[str]) -> bool:
        start, end = match.span()
        before, after = self.folded[start - 1 : start], self.folded[end : end + 1]
        return not (before.isalnum() and self.folded[start].isalnum()) and not (
            after.isalnum() and self.folded[end - 1].isalnum()
        )
