"""Reports made from a text and what is known of it, each fact with where it was found."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace

from dateline.intake.arrival import Arrival, Options, Refusal
from dateline.records import Provenance, Report, make_id, storable

# Field name -> (value, where it was found).
Facts = dict[str, tuple[str, str]]
FIELDS = ("published", "outlet", "title", "byline", "url", "language")
EMPTY = "there is no text in it"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from: the file as shown, and what a manifest says of it."""

    path: str
    options: Options
    manifest: Facts = field(default_factory=dict)

    def refuse(self, problem: str, remedy: str, line: int | None = None) -> Refusal:
        return Refusal(self.path, line, storable(problem), storable(remedy))

    def too_long(self, line: int | None = None) -> Refusal:
        return self.refuse(
            f"its text is over the limit of {self.options.limit:,} characters",
            "Split it, or raise the limit with --limit.",
            line,
        )


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it is shown and kept: bytes of its name that are no text become U+FFFD."""
    return storable(os.fspath(path))


def arrive(
    text: str, raw: bytes, source: Source, own: Facts, provenance: Provenance, line: int | None = None
) -> Arrival | Refusal:
    """The report, or a refusal where the text is empty or over the limit.

    The user's options win over a manifest, a manifest over what the page or the record says itself (`own`).
    """
    if not text.strip("\ufeff\ufffd \t\r\n\f\v\u00a0\u200b"):
        return source.refuse(EMPTY, "Leave it out, or save the report again.", line)
    if len(text) > source.options.limit:
        return source.too_long(line)
    given = {name: (value, "option") for name in FIELDS if (value := getattr(source.options, name, None))}
    facts = {
        name: (" ".join(storable(value).split()), where)
        for name, (value, where) in {**own, **source.manifest, **given}.items()
        if value.strip()
    }
    values = {name: facts[name][0] if name in facts else None for name in FIELDS}
    found_in = {name: facts[name][1] for name in FIELDS if name in facts}
    report = Report(
        make_id("report", text, values["outlet"], values["published"], values["url"]),
        text,
        path=source.path,
        outlet=values["outlet"],
        title=values["title"],
        byline=values["byline"],
        url=values["url"],
        language=values["language"],
        published=values["published"],
        published_from=found_in["published"].split(" ")[0] if "published" in found_in else None,
        provenance=replace(provenance, raw=hashlib.sha256(raw).hexdigest(), found_in=found_in),
    )
    return Arrival(report, raw)
