"""The demo: reads the invented reports beside it into a ledger, then asks the ledger what they say."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.page import figure
from dateline.ledger import ClaimRow, EventRow, Filter, Ledger, ReportRow
from dateline.records import CountOf, Event, Reading, Status

Row = TypeVar("Row", ClaimRow, EventRow)
HERE = Path(__file__).resolve().parent
REPORTS = HERE / "reports"
QUIET, VOICE, LOUD = "bright_black", "cyan", "bold"
DONE = (Status.HAPPENED, Status.HAPPENING)
EXHIBITS = 3  # shown of each kind
BAR = 32  # characters of the longest bar


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--into", metavar="DIR", type=Path, default=Path("demo"), help="where the ledger is made (demo)"
    )
    into: Path = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    where = into / "dateline.db"
    console = new_console()
    console.print(Text("Dateline, on reports that are all invented", LOUD))
    console.print(
        Text(
            "The people, groups, outlets and events in examples/reports do not exist; only the names of places "
            "are real. The ledger knows nothing that is not in them.\n",
            QUIET,
        )
    )
    arguments = ["add", near(REPORTS), "--ledger", near(where)]
    console.print(Text(f"$ {command(*arguments)}", QUIET), soft_wrap=True)
    console.file.flush()
    code = subprocess.run([sys.executable, "-m", "dateline", *arguments], check=False).returncode  # noqa: S603
    if code and not where.exists():
        return code
    with Ledger.open(where, create=False) as book:
        for section in (overview, reality, toll, denials, unnamed, chains, next_steps):
            section(book, console)
    return code


# What is found, one section each


def overview(book: Ledger, console: Console) -> None:
    """How much of everything."""
    reports, claims = list(book.reports()), list(book.claims())
    outlets = {r.outlet for r in reports if r.outlet}
    voices = {(c.voice.casefold(), c.named) for c in claims if c.voice_kind != "reporter"}
    named = sum(is_named for _, is_named in voices)
    heading(console, "What was found")
    facts = [
        (len(reports), f"reports by {len(outlets)} outlets, published {period(reports)}"),
        (len(claims), "claims, each with its voice, its cue and its exact words"),
        (len(voices), f"voices: {named} with a name, {len(voices) - named} without"),
        (sum(1 for _ in book.events()), "accounts of events"),
    ]
    table = grid("right", "left")
    for number, what in facts:
        table.add_row(Text(str(number), LOUD), what)
    show(console, table)


def reality(book: Ledger, console: Console) -> None:
    """Events by what the words say of their reality, and some that were never said to have happened."""
    events = list(book.events())
    heading(console, "Said to have happened, or not", "a plan, a threat or a denial is never counted as an act")
    number = Counter(e.status for e in events)
    table = grid("left", "right", "left")
    for status in Status:
        many = number[status]
        length = max(1, round(BAR * many / max(number.values()))) if many else 0
        table.add_row(status, str(many), Text("━" * length, LOUD if status in DONE else "blue"))
    show(console, table)
    console.print()
    undone = [e for e in events if e.status in (Status.PLANNED, Status.THREATENED, Status.DENIED)]
    table = grid("left", "left")
    for event in exhibits(undone, by=lambda e: e.status):
        table.add_row(Text(event.status, "blue"), in_sentence(event).append(f"  {source_of(event)}", QUIET))
    show(console, table)


def toll(book: Ledger, console: Console) -> None:
    """What was said of the dead of one day at one place: the one that most reports count the dead of."""
    subject = most_counted(book)
    if subject is None:
        return
    place, day = subject
    heading(console, f"The count of the dead: {place}, {in_words(day)}", "nobody's figure is taken for the truth")
    tallies: dict[tuple[str, str], list[Figure]] = {}
    for said in sorted(figures(book, place, day), key=lambda f: (f.published, f.least, f.outlet)):
        tallies.setdefault((said.killed, said.voice), []).append(said)
    table = grid("left", "right", "left", "left", "left")
    table.add_row(*(Text(h, QUIET) for h in ("first said", "dead", "in the words", "on whose word", "carried by")))
    for (killed, voice), same in tallies.items():
        outlets = ", ".join(dict.fromkeys(f.outlet for f in same))
        words = Text(f"“{same[0].words}”")
        table.add_row(
            in_words(same[0].published).removesuffix(f" {day[:4]}"),
            Text(killed, LOUD),
            words,
            Text(voice, VOICE),
            outlets,
        )
    show(console, table)


def denials(book: Ledger, console: Console) -> None:
    denied = list(book.claims(Filter(stance="denies")))
    heading(console, "Denied", f"{len(denied)} claims deny something")
    show(console, quotations(exhibits(denied, by=lambda c: c.report)))


def unnamed(book: Ledger, console: Console) -> None:
    telling = Filter(named=False, status=tuple(Status))  # claims that tell of some event
    claims = [c for c in book.claims(telling) if len(c.chain) == 1]
    heading(console, "Voices without a name", f"{len(claims)} claims about events rest on one alone")
    show(console, quotations(exhibits(claims, by=lambda c: c.report)))


def chains(book: Ledger, console: Console) -> None:
    claim = longest_chain(book.claims())
    if claim is None:
        return
    heading(console, "The longest chain of voices", "who says that who said that who said it")
    show(console, quotations([claim]))


def next_steps(book: Ledger, console: Console) -> None:
    """Commands with ids and names of this very ledger."""
    at = ["--ledger", near(Path(book.where))]
    heading(console, "What to try next")
    steps = [(command("claims", *at, "--unnamed"), "what only unnamed voices say")]
    steps.append((command("events", *at, "--status", "planned", "--status", "threatened"), "what was to come"))
    if subject := most_counted(book):
        steps.append((command("events", *at, "--place", subject[0]), "one place, in every report"))
    if claim := longest_chain(book.claims()):
        steps.append((command("show", claim.id[:10], *at), "that chain, in its sentence"))
    if report := max(book.reports(), key=lambda r: r.claims, default=None):
        steps.append((command("show", report.id[:10], *at), "a whole report with its marks"))
    steps.append(
        (
            command("export", *at, "--as", "ledger", "--to", near(Path(book.where).parent / "tables")),
            "all of it, as tables",
        )
    )
    for line, why in steps:
        console.print(Text(f"  {line}"), soft_wrap=True)  # one line, however long: it is to be copied
        console.print(Text(f"    {why}", QUIET))


# Asking the ledger


@dataclass(frozen=True, slots=True)
class Figure:
    """One statement of how many were killed."""

    published: str
    outlet: str
    killed: str
    least: int
    words: str
    voice: str


def most_counted(book: Ledger) -> tuple[str, str] | None:
    """The place and day for which most reports say how many were killed."""
    seen = {
        (e.report, e.place, e.first_precise)
        for e in book.events()
        if e.place and e.first_precise and any(c.startswith("killed") for c in e.counts)
    }
    ranked = Counter((place, day) for _, place, day in seen)
    return max(ranked, key=lambda pair: (ranked[pair], pair), default=None)


def figures(book: Ledger, place: str, day: str) -> Iterator[Figure]:
    """Figures for that day there, and those for that day of which their own sentence names no other place."""
    there = {e.id for e in book.events(Filter(since=day, until=day)) if e.place in (place, None) and of_day(e, day)}
    for reading, _ in book.readings():
        names = {v.id: v.name for v in reading.voices}
        for event in reading.events:
            for count in event.counts if event.id in there else ():
                if count.what is not CountOf.KILLED or not (count.best or count.low or count.high):
                    continue
                report = reading.report
                voice = names.get(count.voice or "") or speaker(event, reading, names)
                outlet = report.outlet or "outlet not known"
                words = " ".join(count.span.of(report.text).split())
                yield Figure((report.published or "")[:10], outlet, figure(count), count.low or 0, words, voice)


def of_day(event: EventRow, day: str) -> bool:
    """On that day for certain: not merely somewhere in a month or a year that has it."""
    return event.first_precise == day or event.first_imprecise == event.last_imprecise == day


def speaker(event: Event, reading: Reading, names: dict[str, str]) -> str:
    """Who speaks the innermost claim that the event stands on; the reporter where it stands on none."""
    chain = next((c.chain for c in reading.claims if c.id in event.claims[:1]), ())
    return names.get(chain[-1].voice, "") if chain else "the reporter"


def longest_chain(claims: Iterable[ClaimRow]) -> ClaimRow | None:
    """The claim that went through most different voices; of equals, the surest."""
    return max(claims, key=lambda c: (len(set(c.chain)), c.confidence), default=None)


def exhibits(rows: Sequence[Row], by: Callable[[Row], object]) -> list[Row]:
    """A few rows to show: the surest one of each group, in the order of publication."""
    best: dict[object, Row] = {}
    for row in sorted(rows, key=lambda r: -r.confidence):
        best.setdefault(by(row), row)
    return sorted(list(best.values())[:EXHIBITS], key=lambda r: (r.published or "", r.id))


# Showing it


def heading(console: Console, title: str, remark: str = "") -> None:
    console.print()
    console.print(Text().append(title, "bold yellow").append(f"   {remark}" if remark else "", QUIET))


def grid(*sides: str) -> Table:
    table = Table.grid(padding=(0, 2))
    for side in sides:
        table.add_column(justify=side)  # type: ignore[arg-type]
    return table


def show(console: Console, table: Table) -> None:
    if table.row_count:
        console.print(Padding(table, (0, 0, 0, 2), expand=False))


def quotations(claims: Iterable[ClaimRow]) -> Table:
    """Each claim as its voices, its words, and where it stands."""
    table = grid("left")
    for claim in claims:
        voices = Text(" › ".join(claim.chain), VOICE).append(f" {short(claim.cue)}", LOUD)
        table.add_row(voices.append(f"  {source_of(claim)}", QUIET))
        table.add_row(Padding(Text(short(claim.content)), (0, 0, 0, 2)))
    return table


def source_of(row: ClaimRow | EventRow) -> str:
    """Outlet, day and id: where the words stand, and what to `show`."""
    return " · ".join(p for p in (row.outlet, in_words(row.published), row.id[:10]) if p)


def in_sentence(event: EventRow) -> Text:
    """The event's sentence, its trigger marked."""
    text = Text(short(event.sentence, around=event.trigger))
    text.highlight_words([event.trigger], "bold")
    return text


def short(words: str, around: str = "", most: int = 150) -> str:
    """One line of the words, cut at blanks, with `around` in it."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    start = max(0, words.find(" ".join(around.split())) - most // 2) if around else 0
    start = words.find(" ", start) + 1 if start else 0
    end = words.rfind(" ", start, start + most)
    return ("… " if start else "") + words[start:end] + (" …" if end < len(words) else "")


def period(reports: Sequence[ReportRow]) -> str:
    """From the first day of publication to the last, and how many are not dated."""
    dated = sorted(r.published[:10] for r in reports if r.published)
    undated = len(reports) - len(dated)
    said = f"{in_words(dated[0])} to {in_words(dated[-1])}" if dated else "on days not known"
    return said + (f" ({undated} without a date)" if undated and dated else "")


def in_words(day: str | None) -> str:
    """ "4 March 2025"; what is no whole day stays as it is."""
    try:
        that = date.fromisoformat((day or "")[:10])
    except ValueError:
        return day or "no date"
    return f"{that.day} {that:%B %Y}"


def new_console() -> Console:
    """As wide as is pleasant to read."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, 100)
    return console


def near(path: Path) -> str:
    """A path as it is typed from here, where it lies below."""
    here = Path.cwd()
    path = path if path.is_absolute() else here / path
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def command(*arguments: str) -> str:
    """A command as it is typed: the program beside this Python, and arguments quoted where they have blanks."""
    program = Path(sys.executable).parent / ("dateline.exe" if os.name == "nt" else "dateline")
    return " ".join([near(program), *(f'"{a}"' if " " in a else a for a in arguments)])


if __name__ == "__main__":
    sys.exit(main())
