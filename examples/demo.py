"""The demo: reads the invented reports beside it into a ledger, then asks the ledger what they say together."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.ledger import ClaimRow, EventRow, Filter, Ledger, ReportRow
from dateline.records import Figure, Incident, Level, Status, Toll
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.changes import Change, ChangeRow

Row = TypeVar("Row", ClaimRow, EventRow)
HERE = Path(__file__).resolve().parent
REPORTS = HERE / "reports"
QUIET, VOICE, LOUD = "bright_black", "cyan", "bold"
DONE = (Status.HAPPENED, Status.HAPPENING)
EXHIBITS = 3  # shown of each kind
BAR = 32  # characters of the longest bar
CHANGES = 6  # lines of what changed
STANDS = {Level.DISPUTED: "red", Level.CORROBORATED: "green", Level.REPEATED: "yellow", Level.SINGLE: "yellow"}


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
        Weigher(book).weigh()  # what an earlier run may have left
        for section in (
            overview,
            reality,
            folded,
            account,
            denials,
            taken_back,
            changed,
            chains,
            next_steps,
            workbench,
        ):
            section(book, console)
    return code


# What is found, one section each


def overview(book: Ledger, console: Console) -> None:
    """How much of everything."""
    reports, claims = list(book.reports()), list(book.claims())
    outlets = {r.outlet for r in reports if r.outlet}
    voices = {(c.voice.casefold(), c.named) for c in claims if c.voice_kind != "reporter"}
    named = sum(is_named for _, is_named in voices)
    incidents = list(Weigher(book).incidents())
    several = sum(len(one.reports) > 1 for one in incidents)
    heading(console, "What was found")
    facts = [
        (len(reports), f"reports by {len(outlets)} outlets, published {period(reports)}"),
        (len(claims), "claims, each with its voice, its cue and its exact words"),
        (len(voices), f"voices: {named} with a name, {len(voices) - named} without"),
        (sum(1 for _ in book.events()), "accounts of events"),
        (len(incidents), f"incidents, of which {several} are told of in more than one report"),
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


def folded(book: Ledger, console: Console) -> None:
    """Reports that are copies of one another: each story once, with its earliest known text."""
    stories = list(Weigher(book).stories(copies_only=True))
    copies = sum(len(one.reports) - 1 for one in stories)
    heading(console, "Copies folded", f"{copies} of the reports say what another had said before")
    reports = book.about(report for one in stories for report in one.reports)
    table = grid("left", "left", "left")
    for one in sorted(stories, key=lambda s: (-len(s.reports), s.id))[:EXHIBITS]:
        origin = reports[one.origin]
        kinds = {id_: c.kind for c in one.copies for id_ in (c.first, c.second) if id_ != one.origin}
        others = [f"{reports[r].outlet or r} ({kinds.get(r, '')})" for r in one.reports if r != one.origin]
        title = Text(short(origin.title or "no title", most=70), LOUD)
        table.add_row(Text(origin.outlet or "outlet not known"), title, Text(in_words(origin.published), QUIET))
        table.add_row("", Text("also " + ", ".join(others), QUIET), "")
    show(console, table)


def account(book: Ledger, console: Console) -> None:
    """One happening as all its reports tell it: the one whose dead most voices have counted."""
    one = most_counted(Weigher(book).incidents())
    if one is None:
        return
    heading(console, "One happening, many reports", "nobody's figure is taken for the truth, and none is averaged away")
    where = ", ".join(part for part in (one.place, in_words(one.first)) if part)
    standing = Text().append(one.title, LOUD).append(f"   {where}", "green")
    console.print(Padding(standing, (0, 0, 0, 2)))
    parts = Text().append(one.standing, STANDS[one.standing])
    parts.append(f": {len(one.reports)} reports, {len(one.stories)} stories, ")
    parts.append(f"{one.independent} voices that do not rest on each other   {one.id[:10]}", QUIET)
    console.print(Padding(parts, (0, 0, 0, 2)))
    toll = killed(one)
    if toll is None:
        return
    table = grid("left", "right", "left", "left", "left")
    table.add_row(*(Text(h, QUIET) for h in ("first said", "dead", "in the words", "on whose word", "carried by")))
    names = {w.key: w.name for w in one.witnesses}
    for (_, voice), same in tallies(toll).items():
        first = same[0]
        table.add_row(
            in_words(first.published),
            Text(bounds(first), QUIET if all(f.replaced or f.withdrawn for f in same) else LOUD),
            Text(f"“{short(first.quotation.words, most=40)}”"),
            Text(names.get(voice, "the reporter"), VOICE),
            ", ".join(dict.fromkeys(f.outlet or "outlet not known" for f in same)),
        )
    show(console, table)
    said = f"lowest {toll.low}, highest {toll.high}, best {toll.best}: {toll.why}"
    console.print(Padding(Text(said, QUIET), (0, 0, 0, 2)))


def denials(book: Ledger, console: Console) -> None:
    """Denials, each beside what it denies."""
    denied = list(book.claims(Filter(stance="denies")))
    heading(console, "Denied", f"{len(denied)} claims deny something; each is kept beside what it denies")
    reports = {one.id: len(one.reports) for one in Weigher(book).incidents()}
    rows = sorted(Weigher(book).strains(field="denial"), key=lambda r: (-reports[r.incident], r.strain.between))
    facing = {row.incident: row.strain for row in reversed(rows)}  # one of each incident
    if not facing:
        show(console, quotations(exhibits(denied, by=lambda c: c.report)))
        return
    table = grid("left", "left")
    for strain in list(reversed(facing.values()))[:EXHIBITS]:
        (told, denier), (first, second) = strain.voices, strain.quotations
        table.add_row(Text(told or "the report", VOICE), f"“{short(first.words)}”")
        table.add_row(Text(denier or "the report", VOICE).append(" denies", "red"), f"“{short(second.words)}”")
        table.add_row("", "")
    show(console, table)


def taken_back(book: Ledger, console: Console) -> None:
    """What outlets took back: superseded, and still there."""
    found = [(one, back) for one in Weigher(book).incidents() for back in one.withdrawals]
    once = {(back.report, back.kind): (one, back) for one, back in reversed(found)}
    heading(console, "Taken back", "a correction supersedes what it corrects, and erases nothing")
    reports = book.about(report for report, _ in once)
    table = grid("left", "left")
    for (report, kind), (one, back) in sorted(once.items(), key=lambda item: (item[1][1].published or "", item[0])):
        row = reports[report]
        instead = (
            f" ({short(back.wrong, most=40)} becomes {short(back.right, most=40)})" if back.wrong and back.right else ""
        )
        words = Text(f"{row.outlet or 'outlet not known'}, {in_words(back.published)}: {one.title}{instead}")
        table.add_row(Text(kind, "red"), words)
        table.add_row("", Text(f"“{short(back.quotation.words)}”", QUIET))
    show(console, table)


def changed(book: Ledger, console: Console) -> None:
    """What became known of that happening between two days."""
    weigher = Weigher(book)
    one = most_counted(weigher.incidents())
    if one is None:
        return
    days = sorted({(f.published or "")[:10] for t in one.tolls for f in t.figures if f.published})
    if len(days) < 2:
        return
    rows = [row for row in weigher.diff(days[0], days[1]).rows() if row.incident == one.id]
    heading(console, "What changed", f"between {in_words(days[0])} and {in_words(days[1])}, of the same happening")
    table = grid("left", "left", "left")
    for row in sorted(rows, key=weight)[:CHANGES]:
        now = f"{row.before} → {row.now}" if row.before and row.change is Change.CHANGED else row.now or row.before
        words = f"“{short(row.quotation.words, most=60)}”" if row.quotation else ""
        style = "red" if row.change in (Change.DENIED, Change.WITHDRAWN) else "blue"
        table.add_row(Text(row.change, style), f"{row.field}: {short(now, most=70)}", words)
    show(console, table)
    if len(rows) > CHANGES:
        console.print(Padding(Text(f"and {len(rows) - CHANGES} more", QUIET), (0, 0, 0, 2)))


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
    days = sorted(r.published[:10] for r in book.reports() if r.published)
    if one := most_counted(Weigher(book).incidents()):
        steps.append((command("show", one.id[:10], *at), "that happening, by all its reports"))
        steps.append((command("pack", one.id[:10], *at), "the same as one page to keep, every quotation with its hash"))
        steps.append((command("incidents", *at, "--standing", "disputed"), "all that somebody disputes"))
        steps.append(
            (command("incidents", *at, "--known-by", days[len(days) // 4]), "what was known by then, and how it stood")
        )
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


def workbench(book: Ledger, console: Console) -> None:
    """How to look at all of it in the browser, and where."""
    heading(console, "All of it in your browser", "to search, read, weigh and decide; nothing leaves this machine")
    console.print(Text(f"  {command('serve', '--ledger', near(Path(book.where)))}"), soft_wrap=True)
    console.print(Text("    opens the workbench at http://127.0.0.1:8321/", QUIET))


# Asking the ledger


def most_counted(incidents: Iterable[Incident]) -> Incident | None:
    """The incident with most figures of the dead, by different voices and on different days."""
    counted = [(len(tallies(toll)), one.id, one) for one in incidents if (toll := killed(one))]
    return max(counted, key=lambda item: item[:2], default=(0, "", None))[2]


def killed(one: Incident) -> Toll | None:
    return next((toll for toll in one.tolls if toll.what == "killed"), None)


def tallies(toll: Toll) -> dict[tuple[str, str], list[Figure]]:
    """The figures by what they say and who says it, in the order in which they were first said."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for said in sorted(toll.figures, key=lambda f: (f.published or "", f.low or 0, f.outlet or "", f.event)):
        found.setdefault((bounds(said), said.witness), []).append(said)
    return found


def bounds(said: Figure) -> str:
    """ "9", "16 or more", "up to 40"."""
    if said.low is not None and said.low == said.high:
        return str(said.low)
    if said.high is None:
        return f"{said.low} or more"
    return f"up to {said.high}" if not said.low else f"{said.low} to {said.high}"


def weight(row: ChangeRow) -> tuple[int, str, str]:
    """What weighs more comes first: what was denied or taken back, figures, standing, and then the rest."""
    kinds = (Change.WITHDRAWN, Change.DENIED, Change.CHANGED, Change.KNOWN, Change.GONE)
    fields = ("killed", "standing", "injured")
    place = fields.index(row.field) if row.field in fields else len(fields)
    return kinds.index(row.change), f"{place} {row.field}", row.now


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
