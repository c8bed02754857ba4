"""A reading on the terminal: the text with its marks, then who said what, then what is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dateline.cli.layout import laid_out
from dateline.cli.terminal import cell, printable
from dateline.records import Claim, Count, Event, Granularity, Reading, Span, Stance, Status, When

SHOWN = 240  # characters of a claim's content in the table
PROSE = 100  # characters of a line of the report: longer ones are hard to follow
QUIET = "bright_black"
WHOLE = {Granularity.MONTH: 7, Granularity.YEAR: 4}  # characters of an ISO day that say which
STYLE = {
    "furniture": "bright_black strike",
    "voice": "cyan",
    "cue": "bold cyan",
    "trigger": "bold yellow",
    "place": "green",
    "time": "magenta",
    "tag": QUIET,
}
# What is not said to have happened must not look as if it had.
STATUS = {
    Status.HAPPENED: "bold",
    Status.HAPPENING: "bold",
    Status.ATTEMPTED: "blue",
    Status.PLANNED: "blue",
    Status.THREATENED: "blue",
    Status.POSSIBLE: "blue",
    Status.DENIED: "red",
}
STANCE = {Stance.DENIES: "red", Stance.DOUBTS: "red"}


@dataclass(frozen=True, slots=True)
class Names:
    """Short names for one reading's records (c1, e3) and the words that its ids stand for."""

    claims: dict[str, str]
    events: dict[str, str]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a person needs to see of one reading, laid out for the width of the terminal it is printed on."""

    reading: Reading

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        reading, room = self.reading, options.max_width
        names = names_of(reading)
        yield from heading(reading)
        plain = console.color_system is None
        yield Padding(Constrain(spaced(marked_text(reading, names, plain=plain)), PROSE), (1, 0), expand=False)
        yield legend(plain=plain)
        yield from section("claims", claims_table(reading, names, room))
        yield from section("events", events_table(reading, names, room))
        if reading.tensions:
            yield from section("tensions", *tensions(reading, names))


def page_of(reading: Reading) -> RenderableType:
    return Page(reading)


def section(name: str, *content: RenderableType) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(name, align="left", style=QUIET)
    yield from content


def names_of(reading: Reading) -> Names:
    words = {v.id: v.name for v in reading.voices} | {a.id: a.name for a in reading.actors}
    words |= {p.id: p.name for p in reading.places} | {t.id: t.timex for t in reading.times}
    claims = {c.id: f"c{i}" for i, c in enumerate(reading.claims, 1)}
    return Names(claims, {e.id: f"e{i}" for i, e in enumerate(reading.events, 1)}, words)


def heading(reading: Reading) -> Iterator[RenderableType]:
    report = reading.report
    path = "standard input" if report.path == "-" else report.path
    yield Rule(printable(path or report.id), align="left", style=QUIET)
    if report.title:
        yield Text(printable(report.title), "bold")
    published = report.published or "date of publication not known"
    source = f" (from {report.published_from})" if report.published_from else ""
    byline = f"by {report.byline}" if report.byline else None
    facts = [report.outlet, published + source, byline, report.id]
    yield Text(printable(" · ".join(f for f in facts if f)), QUIET)


def legend(*, plain: bool = False) -> Text:
    line = Text("[c1] claim  [e1] event  ", QUIET)
    if plain:
        return line.append("{...} furniture, which is not read")
    for name in ("voice", "cue", "trigger", "place", "time", "furniture"):
        line.append(name, STYLE[name]).append("  ")
    return line


def marked_text(reading: Reading, names: Names, *, plain: bool = False) -> Text:
    """The report's text in colours; each cue and trigger is followed by the short name of what it opens.

    Where there are no colours (`plain`), furniture stands in braces.
    """
    source = reading.report.text
    text = Text(source)
    for f in reading.report.furniture:
        text.stylize(STYLE["furniture"], *f.span)
    for kind, span in marks(reading):
        text.stylize(STYLE[kind], *span)
    tags = [(end, f"[{tag}]") for end, tag in tag_places(reading, names)]
    if plain:
        for f in reading.report.furniture:
            words = f.span.of(source)
            tags.append((f.span.start + len(words) - len(words.lstrip()), "{"))
            tags.append((f.span.start + len(words.rstrip()), "}"))
    out, at = Text(), 0
    for end, tag in sorted(tags, key=lambda tag: tag[0]):
        out.append_text(text[at:end]).append(tag, STYLE["tag"])
        at = end
    out.append_text(text[at:])
    out.plain = "".join(c if c.isprintable() or c in "\n\t" else " " for c in out.plain)
    return out


def spaced(text: Text) -> Text:
    """Paragraphs apart, also where the text has each on a line of its own."""
    return text if "\n\n" in text.plain.rstrip() else Text("\n\n").join(text.split("\n"))


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


def claims_table(reading: Reading, names: Names, room: int) -> RenderableType:
    if not reading.claims:
        return Text("none", QUIET)
    rows = [
        [
            Text(names.claims[claim.id], QUIET),
            Text(chain(claim, names), STYLE["voice"]),
            Text(claim.stance, STANCE.get(claim.stance, "")),
            Text(claim.manner),
            Text(shorten(words(reading, claim.content))),
            Text(cell(claim.confidence), QUIET),
        ]
        for claim in reading.claims
    ]
    return laid_out(["", "on whose word", "stance", "manner", "what is said", "sure"], rows, room, [1, 1, 1, 1, 2, 1])


def events_table(reading: Reading, names: Names, room: int) -> RenderableType:
    if not reading.events:
        return Text("none", QUIET)
    rows = [
        [
            Text(names.events[event.id], QUIET),
            what(event, reading),
            Text(event.status, STATUS[event.status]),
            who(event, reading, names),
            where_and_when(event, reading, names),
            Text("\n".join(how_many(c) for c in event.counts)),
            Text(" ".join(names.claims.get(c, c) for c in event.claims) or "reporter", STYLE["voice"]),
        ]
        for event in reading.events
    ]
    headings = ["", "what", "status", "who › to whom", "where, when", "how many", "on whose word"]
    if not any(event.counts for event in reading.events):
        del headings[5]
        rows = [row[:5] + row[6:] for row in rows]
    return laid_out(headings, rows, room)


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


def what(event: Event, reading: Reading) -> Text:
    """The trigger's words, and what they are coded as."""
    kind = f"{event.type} {event.mode}" if event.mode else str(event.type)
    return Text().append(cell(event.trigger.of(reading.report.text)), STYLE["trigger"]).append(f"\n{kind}", QUIET)


def who(event: Event, reading: Reading, names: Names) -> Text:
    """Who did it to whom: the actors' names, or the words where they are nobody's."""
    actors, recipients = (
        cell(tuple(names.words.get(p.actor or "") or words(reading, [p.span]) for p in side))
        for side in (event.actors, event.recipients)
    )
    return Text(f"{actors} › {recipients}".strip() if recipients else actors)


def where_and_when(event: Event, reading: Reading, names: Names) -> Text:
    """The place, then the words for the time and the day or days that they stand for."""
    text = Text(where(event, names), STYLE["place"])
    for line, style in zip(when(event, reading, names), (STYLE["time"], QUIET), strict=False):
        text.append("\n" if text else "").append(line, style)
    return text


def where(event: Event, names: Names) -> str:
    if event.place is None:
        return ""
    name = cell(names.words.get(event.place.place, ""))
    return name if event.place.found in ("clause", "sentence") else f"{name} (by the {event.place.found})"


def when(event: Event, reading: Reading, names: Names) -> list[str]:
    """The words, and the days they stand for; the TIMEX3 value where they fix no day."""
    if event.when is None:
        return []
    said = words(reading, [event.when.span]) if event.when.span else ""
    value = days(event.when.when) or names.words.get(event.when.time or "", "")
    if value.startswith("XXXX"):  # TIMEX3 for a day of a year that is not known
        value = "date not known"
    return [line for line in dict.fromkeys((said, value)) if line]


def days(time: When | None) -> str:
    """The day, the month or the year; else the first and the last day on which it can have been."""
    if time is None:
        return ""
    first, last = time.first_imprecise or time.first_precise, time.last_imprecise or time.last_precise
    if first is None or last is None:
        return f"from {first}" if first else f"until {last}" if last else ""
    if first == last:
        return first
    if time.granularity in WHOLE and first[: WHOLE[time.granularity]] == last[: WHOLE[time.granularity]]:
        return first[: WHOLE[time.granularity]]
    return f"{first} to {last}"


def how_many(count: Count) -> str:
    """What was counted, how many, and over which time."""
    over = f" over {count.over}" if count.over else ""
    return f"{count.what} {figure(count)}{over}"


def figure(count: Count) -> str:
    """One figure, or what the words leave open."""
    low, best, high = count.low, count.best, count.high
    if low == high:
        return cell(low) if low is not None or best is None else f"about {best}"
    if high is None:
        said = f"{low} or more"
    elif low is None:
        said = f"up to {high}"
    else:
        said = f"{low} to {high}"
    return said if best is None or best in (low, high) else f"{said}, best {best}"
