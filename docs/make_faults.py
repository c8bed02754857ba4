"""Makes faults.md: an invented report for each of the field's known faults, and what Dateline makes of it.

    python docs/make_faults.py

reads examples/faults with the reader as it is, and writes the page.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.cli import page
from dateline.intake import Refusal, read_paths
from dateline.reader import Reader
from dateline.records import Basis, Count, Event, Participant, Reading, Span

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent / "examples" / "faults"
COLUMNS = ("", "what", "status", "who → to whom", "where", "when", "how many", "on whose word")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the report that shows it, what goes wrong elsewhere, and what to look for in the reading."""

    report: str
    heading: str
    elsewhere: str
    here: str


def faults() -> list[Fault]:
    """The faults in the page's order, as `faults.csv` tells them."""
    with (HERE / "faults.csv").open(encoding="utf-8", newline="") as file:
        return [Fault(row["report"], row["heading"], row["elsewhere"], row["here"]) for row in csv.DictReader(file)]


def readings(reader: Reader) -> dict[str, Reading]:
    """The reading of every report of the folder, by its file's name without the suffix."""
    read = {}
    for item in read_paths([REPORTS]):
        if isinstance(item, Refusal):
            raise SystemExit(item.message)
        path = Path(item.report.path)
        read[path.stem] = reader.read(replace(item.report, path=f"examples/faults/{path.name}"))
    return read


def faults_page(reader: Reader) -> str:
    """The whole page."""
    read = readings(reader)
    told = faults()
    parts = [
        "# What the tables get wrong, and what Dateline makes of it",
        "Tables of events that machines code from the news share some faults. For each, here is one report that invites"
        " it, and what the reader gets out of that report. The reports are invented, people, groups and outlets with"
        " them; only the places are real. They are in [examples/faults](../examples/faults), and this page is made from"
        " them by `python docs/make_faults.py`: a test fails when it says anything that the reader no longer says.",
        "In the reports, **bold** words are those that an event was found by, *slanted* ones tell of the same event"
        " again, ~~struck~~ ones are furniture, which is not read. What is empty the report does not say,"
        " or the reader did not find; `happened` says what the words say, not that it is true.",
        "One report for each fault shows what is meant, and proves little. What goes wrong on other text is in"
        " [limits](limits.md), and how often, in the [figures](../README.md#how-good-it-is).",
        "\n".join(f"{n}. [{one.heading}](#{anchor(n, one)})" for n, one in enumerate(told, 1)),
        *(part for n, one in enumerate(told, 1) for part in section(n, one, read[one.report])),
    ]
    return "\n\n".join(parts) + "\n"


def anchor(n: int, fault: Fault) -> str:
    kept = "".join(c for c in f"{n}. {fault.heading}".lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")


def section(n: int, fault: Fault, reading: Reading) -> Iterator[str]:
    yield f"## {n}. {fault.heading}"
    yield fault.elsewhere
    yield f"> *{reading.report.outlet}, published {reading.report.published}*\n>\n" + quoted(reading)
    yield table(reading)
    yield fault.here


def quoted(reading: Reading) -> str:
    """The report as a quotation, its triggers, other mentions and furniture marked."""
    source, names = reading.report.text, page.names_of(reading)
    marks: list[tuple[Span, str, str]] = []
    for event in reading.events:
        tag = f"<sup>{names.events[event.id]}</sup>"
        marks.append((event.trigger, "**", tag))
        marks.extend((span, "*", tag) for span in event.mentions)
    marks.extend((trimmed(part.span, source), "~~", "") for part in reading.report.furniture)
    out, at = [], 0
    for span, mark, tag in sorted(marks):
        if span.start >= at:  # a mention within a trigger is marked once
            out.append(escaped(source[at : span.start]) + around(span.of(source), mark) + tag)
            at = span.end
    lines = ("".join(out) + escaped(source[at:])).strip().split("\n")
    return "\n".join(f"> {line}".rstrip() + ("  " if follows else "") for line, follows in with_next(lines))


def with_next(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether words follow on the next one: Markdown would run them together."""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        yield line, bool(line and after)


def trimmed(span: Span, source: str) -> Span:
    words = span.of(source)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def around(words: str, mark: str) -> str:
    """A mark around the words of every line, as Markdown wants it."""
    return "\n".join(f"{mark}{escaped(line)}{mark}" if line else "" for line in words.split("\n"))


def escaped(words: str) -> str:
    return words.replace("*", "\\*").replace("~", "\\~").replace("<", "&lt;")


def table(reading: Reading) -> str:
    """What Dateline makes of the report: a row an event."""
    if not reading.events:
        return "*No events.*"
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(row(event, reading) for event in reading.events)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in rows)


def row(event: Event, reading: Reading) -> tuple[str, ...]:
    names = page.names_of(reading)
    return (
        names.events[event.id],
        f"{event.trigger.of(reading.report.text)}<br>{event.type}" + (f" {event.mode}" if event.mode else ""),
        f"**{event.status}**",
        " → ".join(people(side, reading, names) or "?" for side in (event.actors, event.recipients)),
        where(event, reading),
        "<br>".join(page.when(event, reading, names)),
        "<br>".join(figure(count, event.counts) for count in event.counts),
        voices(event, reading, names),
    )


def people(side: tuple[Participant, ...], reading: Reading, names: page.Names) -> str:
    """The actors' names, or the words where they are nobody's, and the footing they are named on if not stated."""
    told = (
        (names.words.get(one.actor or "") or one.span.of(reading.report.text))
        + (f" ({one.basis})" if one.basis != Basis.STATED else "")
        for one in side
    )
    return ", ".join(dict.fromkeys(told))


def where(event: Event, reading: Reading) -> str:
    """The place and its country."""
    if event.place is None:
        return ""
    place = next(p for p in reading.places if p.id == event.place.place)
    return f"{place.name}, {place.country}" if place.country else place.name


def figure(count: Count, counts: tuple[Count, ...]) -> str:
    """What was counted and how many, a part as a part, a figure that another has replaced struck."""
    said = page.how_many(count)
    if count.part_of is not None:
        said += f" (of the {page.figure(counts[count.part_of])})"
    return f"~~{said}~~" if count.replaced_by is not None else said


def voices(event: Event, reading: Reading, names: page.Names) -> str:
    """The chain of voices that the event stands on, outermost first; several where several tell of it."""
    chains = dict.fromkeys(page.chain(claim, names) for claim in reading.claims if claim.id in event.claims)
    told = [one for one in chains if not any(other.startswith(f"{one} ›") for other in chains)]
    return "<br>".join(told) or "the reporter"


def main() -> None:
    (HERE / "faults.md").write_text(faults_page(Reader()), encoding="utf-8")


if __name__ == "__main__":
    main()
