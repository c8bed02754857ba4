"""A reading on the terminal: the text with its marks, then who said what, then what is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.terminal import Column, cell, new_table, printable
from dateline.records import Claim, Count, Event, Reading, Span

SHOWN = 240  # characters of a claim's content in the table
STYLE = {
    "furniture": "bright_black strike",
    "voice": "cyan",
    "cue": "bold cyan",
    "trigger": "bold yellow",
    "place": "green",
    "time": "magenta",
    "tag": "bright_black",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Short names for one reading's records (c1, e3) and the words that its ids stand for."""

    claims: dict[str, str]
    events: dict[str, str]
    words: dict[str, str]


def page_of(reading: Reading) -> RenderableType:
    """Everything a person needs to see of one reading."""
    names = names_of(reading)
    parts: list[RenderableType] = [*heading(reading), Padding(marked_text(reading, names), (1, 0)), legend()]
    parts += [Rule("claims", align="left", style="bright_black"), claims_table(reading, names)]
    parts += [Rule("events", align="left", style="bright_black"), events_table(reading, names)]
    if reading.tensions:
        parts += [Rule("tensions", align="left", style="bright_black"), *tensions(reading, names)]
    return Group(*parts)


def names_of(reading: Reading) -> Names:
    words = {v.id: v.name for v in reading.voices} | {a.id: a.name for a in reading.actors}
    words |= {p.id: p.name for p in reading.places} | {t.id: t.timex for t in reading.times}
    claims = {c.id: f"c{i}" for i, c in enumerate(reading.claims, 1)}
    return Names(claims, {e.id: f"e{i}" for i, e in enumerate(reading.events, 1)}, words)


def heading(reading: Reading) -> Iterator[RenderableType]:
    report = reading.report
    yield Rule(printable(report.path or report.id), align="left", style="bright_black")
    if report.title:
        yield Text(printable(report.title), "bold")
    published = report.published or "date of publication not known"
    source = f" (from {report.published_from})" if report.published_from else ""
    byline = f"by {report.byline}" if report.byline else None
    facts = [report.outlet, published + source, byline, report.id]
    yield Text(printable(" · ".join(f for f in facts if f)), "bright_black")


def legend() -> Text:
    line = Text()
    for name in ("voice", "cue", "trigger", "place", "time", "furniture"):
        line.append(name, STYLE[name]).append("  ")
    return line


def marked_text(reading: Reading, names: Names) -> Text:
    """The report's text in colours; each cue and trigger is followed by the short name of what it opens."""
    source = reading.report.text
    text = Text(source)
    for f in reading.report.furniture:
        text.stylize(STYLE["furniture"], *f.span)
    for kind, span in marks(reading):
        text.stylize(STYLE[kind], *span)
    tags = sorted(tag_places(reading, names), key=lambda tag: tag[0])
    out, at = Text(), 0
    for end, tag in tags:
        out.append_text(text[at:end]).append(f"[{tag}]", STYLE["tag"])
        at = end
    out.append_text(text[at:])
    out.plain = "".join(c if c.isprintable() or c in "\n\t" else " " for c in out.plain)
    return out


def marks(reading: Reading) -> Iterator[tuple[str, Span]]:
    for place in reading.places:
        yield from (("place", s) for s in place.mentions)
    for time in reading.times:
        yield "time", time.span
    for claim in reading.claims:
        yield from (("voice", link.span) for link in claim.chain if link.span)
        yield from (("cue", s) for s in claim.cue)
    for event in reading.events:
        yield "trigger", event.trigger


def tag_places(reading: Reading, names: Names) -> Iterator[tuple[int, str]]:
    for claim in reading.claims:
        anchor = claim.cue or claim.content
        if anchor:
            yield anchor[-1].end, names.claims[claim.id]
    for event in reading.events:
        yield event.trigger.end, names.events[event.id]


def claims_table(reading: Reading, names: Names) -> RenderableType:
    if not reading.claims:
        return Text("none", "bright_black")
    columns = ("", "on whose word", "stance", "manner", "what is said", "sure")
    table = new_table([Column("", name, share=name == "what is said") for name in columns])
    for claim in reading.claims:
        table.add_row(
            names.claims[claim.id],
            Text(chain(claim, names), STYLE["voice"]),
            claim.stance,
            claim.manner,
            Text(shorten(words(reading, claim.content))),
            cell(claim.confidence),
        )
    return table


def events_table(reading: Reading, names: Names) -> RenderableType:
    if not reading.events:
        return Text("none", "bright_black")
    table: Table = new_table(
        [Column("", h) for h in ("", "what", "status", "who", "to whom", "where", "when", "how many", "word")]
    )
    for event in reading.events:
        kind = f"{event.type}/{event.mode}" if event.mode else str(event.type)
        table.add_row(
            names.events[event.id],
            Text(f"{kind}\n").append(cell(event.trigger.of(reading.report.text)), STYLE["trigger"]),
            event.status,
            Text(cell([words(reading, [p.span]) for p in event.actors])),
            Text(cell([words(reading, [p.span]) for p in event.recipients])),
            Text(where(event, names), STYLE["place"]),
            Text(when(event, reading, names), STYLE["time"]),
            "\n".join(how_many(c) for c in event.counts),
            " ".join(names.claims.get(c, c) for c in event.claims) or "reporter",
        )
    return table


def tensions(reading: Reading, names: Names) -> Iterator[Text]:
    for t in reading.tensions:
        pair = " against ".join(names.claims.get(i) or names.events.get(i) or i for i in t.between)
        yield Text(f"{pair}: ", "bold").append(printable(t.why))


def chain(claim: Claim, names: Names) -> str:
    """The voices, outermost first: who says that who says it."""
    return " › ".join(cell(names.words.get(link.voice, link.voice)) for link in claim.chain)


def words(reading: Reading, spans: Sequence[Span]) -> str:
    return cell(" … ".join(s.of(reading.report.text) for s in spans))


def shorten(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"


def where(event: Event, names: Names) -> str:
    if event.place is None:
        return ""
    name = cell(names.words.get(event.place.place, ""))
    return name if event.place.found in ("clause", "sentence") else f"{name} (by the {event.place.found})"


def when(event: Event, reading: Reading, names: Names) -> str:
    if event.when is None:
        return ""
    said = words(reading, [event.when.span]) if event.when.span else ""
    value = names.words.get(event.when.time or "", "")
    return f"{said}\n{value}" if value and value != said else said


def how_many(count: Count) -> str:
    """A count as low / best / high, or one figure where they are the same."""
    if count.low == count.high == count.best:
        figure = cell(count.best)
    else:
        figure = " / ".join("?" if n is None else str(n) for n in (count.low, count.best, count.high))
    over = f" over {count.over}" if count.over else ""
    return f"{count.what} {figure}{over}"
