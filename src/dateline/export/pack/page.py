"""The page of a pack: templates that escape everything, one style sheet, and a policy that lets nothing be fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dateline.export.pack.evidence import Pack
from dateline.export.pack.strip import best_of, in_words, strip
from dateline.records import Level, Stance

FORM = "dateline.pack/1"
WIDE, NARROW = 700, 318  # widths of the strip on a desk and on a telephone
LEVELS = {
    Level.SINGLE: "One report tells it.",
    Level.REPEATED: "More than one report, but no second voice of its own.",
    Level.CORROBORATED: "Voices that do not rest on each other say so, in reports that are not copies of one another.",
    Level.DISPUTED: "Somebody denies it, or accounts of it cannot both be true.",
}
AGAINST = (Stance.DENIES, Stance.DOUBTS)
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # whatever language the machine speaks
_FILES = resources.files("dateline.export.pack")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def page(pack: Pack) -> str:
    """The whole page. The same pack gives the same page, byte for byte."""
    style = _file("style.css")
    against = [w for w in pack.incident.witnesses if w.stance in AGAINST]
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            pack=pack,
            incident=pack.incident,
            form=FORM,
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            against=against,
            asserting=[w for w in pack.incident.witnesses if w not in against],
            strips=[
                (t, best_of(t, pack.names), [strip(t, pack.names, width) for width in (WIDE, NARROW)])
                for t in pack.incident.tolls
            ],
            killed=next((t for t in pack.incident.tolls if t.what == "killed"), None),
            stories=_stories(pack),
            levels=LEVELS,
        )
    )


def _stories(pack: Pack) -> list[dict[str, object]]:
    """The stories with their sheets, in the order of their first report; sheets of no story at the end."""
    sheets = {s.report.id: s for s in pack.sheets if s.about}
    found: list[dict[str, object]] = []
    for story in pack.stories:
        own = [sheets.pop(id_) for id_ in sorted(story.reports, key=lambda i: pack.numbers.get(i, 0)) if id_ in sheets]
        if own:
            copies = {c.second if c.first == story.origin else c.first: c for c in story.copies}
            found.append({"story": story, "sheets": own, "copies": copies, "all": len(story.reports)})
    found += [{"story": None, "sheets": [sheet], "copies": {}, "all": 1} for sheet in sheets.values()]
    return sorted(found, key=lambda one: one["sheets"][0].number)  # type: ignore[index]


def shown(words: object) -> str:
    """Words as a page can show them: what controls a terminal or turns the direction of writing is made visible."""
    return _TURNING.sub("\ufffd", _UNSEEN.sub("\ufffd", str(words)))


def day(iso: object) -> str:
    """ "4 March 2025", "March 2025", "2025"; as it stands where it is no day."""
    text = str(iso)
    try:
        if len(text) == 7:
            return f"{MONTHS[date.fromisoformat(text + '-01').month - 1]} {text[:4]}"
        that = date.fromisoformat(text[:10])
    except ValueError:
        return shown(text)
    return f"{that.day} {MONTHS[that.month - 1]} {that.year}"


def days(first: str | None, last: str | None) -> str:
    """One day, or from the first to the last."""
    if first is None and last is None:
        return "day not known"
    if first == last or last is None:
        return day(first) + ("" if first == last else " or later")
    return f"{day(first)} to {day(last)}" if first else f"{day(last)} or before"


def many(number: int, thing: str) -> str:
    """ "1 story", "2 stories"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {re.sub('y$', 'ie', thing)}s"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    environment.filters.update(day=day, many=many, in_words=in_words)
    environment.globals.update(days=days)
    return environment


@cache
def _file(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")
