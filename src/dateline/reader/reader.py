"""The reader: a short list of named layers, run in order over a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.reader.actors import ActorsLayer
from dateline.reader.attribution import AttributionLayer
from dateline.reader.counts import CountsLayer
from dateline.reader.dateline import DatelineLayer
from dateline.reader.draft import Draft, Layer
from dateline.reader.events import EventsLayer
from dateline.reader.furniture import FurnitureLayer
from dateline.reader.lexicon import LexiconError, Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places import PlacesLayer
from dateline.reader.sentences import MODEL, SentencesLayer
from dateline.reader.status import StatusLayer
from dateline.reader.tensions import TensionsLayer
from dateline.reader.times import TimesLayer
from dateline.records import ReaderVersion, Reading, Report, Span, report_of

VERSION = "0.1"


class Reader:
    """Reads reports. Made once (a second or two: it loads a parser, word lists and a gazetteer), used many times."""

    def __init__(self, *, model: str = MODEL, lexicons: Lexicons | None = None) -> None:
        lexicons = lexicons or Lexicons()
        try:
            self.layers: list[Layer] = default_layers(model, lexicons)
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
        if not report.body:
            report = replace(report, body=(Span(0, len(report.text)),))
        draft = Draft(report, Parse(report.text), published=day_of(report.published))
        for layer in self.layers:
            layer(draft)
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


def default_layers(model: str, lexicons: Lexicons) -> list[Layer]:
    """The layers in force, in the order of the design."""
    return [
        FurnitureLayer(lexicons),
        DatelineLayer(lexicons),
        SentencesLayer(model),
        TimesLayer(lexicons),
        PlacesLayer(lexicons),
        ActorsLayer(lexicons),
        AttributionLayer(lexicons),
        EventsLayer(lexicons),
        StatusLayer(lexicons),
        CountsLayer(lexicons),
        TensionsLayer(lexicons),
    ]


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none or only a month or a year."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def read(text: str, *, published: str | None = None, outlet: str | None = None, **fields: Any) -> Reading:
    """The reading of a text. `published` is an ISO date; further fields are those of `Report` (title, url, ...)."""
    return _reader().read(report_of(text, published=published, outlet=outlet, **fields))
