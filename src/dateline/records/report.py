"""A report: one published text, from one outlet, with its publication date as far as known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dateline.records.identity import make_id
from dateline.records.span import Span
from dateline.records.vocabulary import FurnitureKind


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is not the report's own words: marked, kept, never read."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something; `id` is the record they name, where there is one."""

    span: Span
    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and date that open a report: "GENEVA, May 3 (Agency) --". `span` runs up to the report's first word."""

    span: Span | None = None
    place: Mention | None = None
    date: Mention | None = None
    agency: Mention | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a report's bytes came from. `raw` is their SHA-256; `item` tells the records of one file apart."""

    raw: str | None = None
    format: str | None = None
    encoding: str | None = None
    extractor: str | None = None
    item: str | None = None
    # Field name -> where intake found its value: "option", "manifest", "json-ld", "meta", "record", ...
    found_in: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One published text.

    `text` is the input verbatim (for HTML: the extractor's frozen output); every span of a reading is into it.
    `published` is an ISO date or date-time, or None where it is not known: it is never guessed.
    `body` and `furniture` together cover the text.
    """

    id: str
    text: str
    path: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: str | None = None
    dateline: Dateline = Dateline()
    body: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    extra: dict[str, Any] = field(default_factory=dict)


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no store can hold, replaced one for one: spans stay true."""
    return _UNSTORABLE.sub("\ufffd", text)


def report_of(text: str, *, published: str | None = None, outlet: str | None = None, **fields: Any) -> Report:
    """A report from its text. Its id is a hash of the words, outlet, date and address, and of nothing else."""
    text = storable(text)
    fields.setdefault("published_from", "option" if published else None)
    id_ = make_id("report", text, outlet, published, fields.get("url"))
    return Report(id_, text, outlet=outlet, published=published, **fields)
