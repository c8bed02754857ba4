"""The tolls of an incident: what is taken of each, and each voice's figures, drawn and in words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.export.pack import Pack
from dateline.export.pack.strip import Strip, best_of, in_words, strip
from dateline.records import Incident, Toll
from dateline.workbench import links, words
from dateline.workbench.ask import Ask

FIGURES = 120  # shown of each
WIDE, NARROW = 980, 318  # widths of a strip


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One voice's figure. `state` is "taken as best", "taken back" ... or ""."""

    published: str
    voice: str
    voice_href: str
    figure: str
    outlet: str
    words: str
    href: str
    state: str
    gone: bool


@dataclass(frozen=True, slots=True)
class TollView:
    """A toll: what is taken, and each voice's figures, drawn for a desk and for a telephone."""

    what: str
    figure: str
    low: int | None
    best: int | None
    high: int | None
    rising: bool
    why: str
    wide: Strip
    narrow: Strip
    figures: tuple[FigureLine, ...]
    more: int


def toll_view(ask: Ask, one: Incident, toll: Toll) -> TollView:
    """A toll of an incident."""
    pack = Pack(one, {})
    names, best = pack.names, best_of(toll, pack.names)
    known = {w.key for w in one.witnesses}
    lines = tuple(
        FigureLine(
            words.day((f.published or "")[:10]),
            names.get(f.witness, f.witness),
            ask.href(links.voice_path(f.witness)) if f.witness in known else "",
            in_words(f),
            f.outlet or "",
            " ".join(f.quotation.words.split()),
            ask.words(f.quotation.report, f.quotation.span),
            "taken as best" if f is best
            else "taken back" if f.withdrawn
            else "another followed" if f.replaced
            else "the toll has risen since" if f.overtaken
            else "",
            f.withdrawn or f.replaced or f.overtaken,
        )
        for f in toll.figures[:FIGURES]
    )  # fmt: skip
    return TollView(
        toll.what, words.toll(toll.low, toll.best, toll.high), toll.low, toll.best, toll.high, toll.rising, toll.why,
        strip(toll, names, WIDE), strip(toll, names, NARROW), lines, max(0, len(toll.figures) - FIGURES),
    )  # fmt: skip
