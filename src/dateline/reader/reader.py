"""The reader: a short list of named layers, run in order over a draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.reader.draft import Draft, Layer
from dateline.reader.layers import chosen, make_layers
from dateline.reader.lexicon import LexiconError, Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import MODEL
from dateline.records import ReaderVersion, Reading, Report, Span, report_of

VERSION = "0.1"


class Reader:
    """Reads reports. Made once (a second or two: it loads a parser, word lists and a gazetteer), used many times.

    `layers` says how a layer does its work, where it offers a choice: `{"attribution": "rules"}`. Raises LayerError
    for one that there is not.
    """

    def __init__(
        self, *, model: str = MODEL, lexicons: Lexicons | None = None, layers: Mapping[str, str] | None = None
    ) -> None:
        lexicons, choices = lexicons or Lexicons(), chosen(layers)
        try:
            self.layers: list[Layer] = make_layers(model, lexicons, choices)
        except (KeyError, ValueError) as error:
            if lexicons.user is None or isinstance(error, LexiconError):
                raise
            raise LexiconError(f"A word list in {lexicons.user} has a value that means nothing ({error}).") from error
        self._own_words = {"lexicons": words} if (words := lexicons.fingerprint) else {}

    @property
    def version(self) -> ReaderVersion:
        """Of the reader and of the layers that are in it now: with other layers it is another reader."""
        return ReaderVersion(VERSION, {layer.name: layer.version for layer in self.layers} | self._own_words)

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        draft = self.draft(report)
        return Reading(
            self.version,
            draft.report,
            voices=tuple(draft.voices),
            actors=tuple(draft.actors),
            places=tuple(draft.places),
            times=tuple(draft.times),
            claims=tuple(draft.claims),
            events=tuple(draft.events),
            tensions=tuple(draft.tensions),
        )

    def draft(self, report: Report, *, without: Collection[str] = (), last: str | None = None) -> Draft:
        """The draft of one report, through the layers in order: all but those named in `without`, up to `last`."""
        if not report.body:
            report = replace(report, body=(Span(0, len(report.text)),))
        draft = Draft(report, Parse(report.text), published=day_of(report.published))
        for layer in self.layers:
            if layer.name not in without:
                layer(draft)
            if layer.name == last:
                break
        return draft


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none or only a month or a year."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=2)
def _reader(*choices: tuple[str, str]) -> Reader:
    return Reader(layers=dict(choices))


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    layers: Mapping[str, str] | None = None,
    **fields: Any,
) -> Reading:
    """The reading of a text. `published` is an ISO date; `layers` is as for Reader; further fields are `Report`'s."""
    reader = _reader(*sorted(chosen(layers).items()))
    return reader.read(report_of(text, published=published, outlet=outlet, **fields))
