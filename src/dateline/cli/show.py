"""`dateline show ID`: one record, with the exact words it rests on, in their sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli import options as o
from dateline.cli import query as q
from dateline.cli.read import Shape, show_reading
from dateline.cli.story import StoryPage
from dateline.cli.terminal import cell, out, printable
from dateline.cli.weigh import weighing
from dateline.ledger import Filter, Ledger, LedgerError, sentence_of
from dateline.records import Mention, Reading, Report, Span, merge, to_json, to_plain
from dateline.weighing.decided import Applied, marks, shown
from dateline.weighing.decided.book import Decided
from dateline.weighing.decided.listing import may_be_seen
from dateline.weighing.decided.marks import mark

MOST = 12  # passages shown of one record: a name may stand a hundred times in a report


def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="The id of any record, or the beginning of one; or a voice's key.")
    ],
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
    known_by: q.KnownBy = None,
    recorded_by: q.RecordedBy = None,
    form: Annotated[
        Shape, typer.Option("--format", "-f", help="text, or JSON.", rich_help_panel=o.OUTPUT)
    ] = Shape.TEXT,
) -> None:
    """Show a record and the words behind it. For a report's id: the whole report with its marks; for an incident's, a
    story's or a voice's key: all that is known of it."""
    if id_.strip().startswith(("i_", "s_")):
        show_weighed(ledger, id_, q.chosen(known_by=known_by, recorded_by=recorded_by), form)
        return
    if ":" in id_:
        show_voice(ledger, id_, q.chosen(known_by=known_by, recorded_by=recorded_by), form)
        return
    if known_by or recorded_by:
        raise LedgerError("--known-by and --recorded-by are for incidents (i_...), stories (s_...) and voices.")
    with Ledger.open(ledger, create=False) as book:
        if id_.strip().startswith("d_"):
            decision = book.decisions.find(id_.strip())
            if not may_be_seen(decision, book.decisions.closed_rounds(), os.environ.get("DATELINE_BY")):
                raise LedgerError(f"{decision.id} is another's in round {decision.round}, which is not closed yet.")
            out().print_json(to_json(decision)) if form is Shape.TEXT else print(to_json(decision))
            return
        record, reading = book.record(id_)
        applied = Decided(book).of(reading)
    if isinstance(record, Report):
        show_reading(reading, form)
        if form is Shape.TEXT:
            print_decisions(record.id, applied)
    elif form is not Shape.TEXT:
        plain = to_plain(record) | {"report": reading.report.id, "words": words_of(record, reading)}
        if record.id in applied.by:
            plain |= {"decided": marks(applied, record.id), "decisions": to_plain(applied.by[record.id])}
        print(json.dumps(plain, ensure_ascii=False, indent=1 if form is Shape.JSON else None))
    else:
        print_record(record, reading)
        print_decisions(record.id, applied)


def print_decisions(id_: str, applied: Applied) -> None:
    """What persons did to a record, beside what the reader says: every decision that was not undone."""
    for one in applied.by.get(id_, ()):
        holds = mark(one, applied, id_)
        words = holds or f"{one.act} by {one.by}, until a later decision"
        if one.field:
            words += f": {shown(one.field, one.value)}"
        line = Text(f"{one.at[:10]}  {cell(words)}", "yellow" if holds else "bright_black")
        line.append(f"  {cell(one.reason)}" if one.reason else "").append(f"  {one.id}", "bright_black")
        out().print(Padding(line, (0, 0, 0, 2)))


def show_weighed(ledger: str, id_: str, as_of: Filter, form: Shape) -> None:
    """Show an incident or a story as it stood then."""
    with weighing(ledger) as (book, weigher):
        if id_.strip().startswith("s_"):
            story = weigher.story(id_, as_of)
            plain, known = to_plain(story), book.about(story.reports)
            page: RenderableType = StoryPage(story, known)
        else:
            from dateline.cli.incident import IncidentPage
            from dateline.export.pack import gather

            pack = gather(book, weigher, id_, as_of)
            ties = [to_plain(tie) for tie in pack.ties]
            plain = to_plain(pack.incident) | {"ties": ties, "decisions": to_plain(pack.decisions)}
            page = IncidentPage(pack)
    if form is Shape.TEXT:
        out().print(page)
    else:
        print(json.dumps(plain, ensure_ascii=False, indent=1 if form is Shape.JSON else None))


def show_voice(ledger: str, key: str, as_of: Filter, form: Shape) -> None:
    """Show a voice by its key as it was heard then; "voice:police" is the voice of a key without a colon."""
    key = key.strip().removeprefix("voice:")
    with weighing(ledger) as (_, weigher):
        from dateline.cli.voice import CLAIMS, INCIDENTS, VoicePage

        voice = weigher.voice(key, as_of)
        if form is Shape.TEXT:
            said = list(weigher.said(key, replace(as_of, limit=CLAIMS)))
            disputed = list(weigher.bearings(key, replace(as_of, limit=INCIDENTS), "disputed"))
            out().print(VoicePage(voice, said, disputed))
        else:
            plain = to_plain(voice) | {"said": to_plain(list(weigher.said(key, as_of)))}
            print(json.dumps(plain, ensure_ascii=False, indent=1 if form is Shape.JSON else None))


def words_of(record: Any, reading: Reading) -> list[dict[str, Any]]:
    """Every span of a record with its exact words and its sentence."""
    text = reading.report.text
    return [
        {
            "cell": name,
            "span": list(span),
            "exact": span.of(text),
            "sentence": sentence_of(reading.report, span).of(text),
        }
        for name, span in spans_of(record)
    ]


def spans_of(record: Any, name: str = "") -> Iterator[tuple[str, Span]]:
    """Every span in a record, each with the name of the cell it is the words of."""
    if isinstance(record, Span):
        yield name, record
    elif is_dataclass(record):
        for f in fields(record):
            inner = name if f.name in ("span", "mentions") and name else f.name
            yield from spans_of(getattr(record, f.name), inner)
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_of(item, name)


def print_record(record: Any, reading: Reading) -> None:
    report, console = reading.report, out()
    console.print(Text(f"{type(record).__name__.lower()} {record.id}", "bold"))
    where = " · ".join(printable(p) for p in (report.outlet, report.published, report.title, report.path) if p)
    console.print(Text(f"in {report.id} · {where}", "bright_black"))
    names = {r.id: r.name for group in (reading.voices, reading.actors, reading.places) for r in group}
    names |= {t.id: t.timex for t in reading.times}
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bright_black")
    for f in fields(record):
        value = getattr(record, f.name)
        if f.name != "id" and value not in (None, (), ""):
            table.add_row(f.name.replace("_", " "), Text(plain_cell(value, names, report.text)))
    console.print(Padding(table, (0, 0, 1, 2), expand=False))
    for line in passages(record, report):
        console.print(Padding(line, (0, 0, 1, 2)))


def plain_cell(value: Any, names: dict[str, str], text: str) -> str:
    """A value as a person reads it: ids as the names they stand for, spans as their words."""
    if isinstance(value, Span):
        return f"“{cell(value.of(text))}”"
    if isinstance(value, Mention):
        return f"“{cell(value.text)}”"
    if isinstance(value, tuple):
        return "; ".join(plain_cell(v, names, text) for v in value)
    if is_dataclass(value):
        inner = ((f.name, getattr(value, f.name)) for f in fields(value))
        return ", ".join(f"{k} {plain_cell(v, names, text)}" for k, v in inner if v not in (None, ()))
    if isinstance(value, str) and value in names:
        return f"{cell(names[value])} ({value})"
    return cell(value)


def passages(record: Any, report: Report) -> Iterator[Text]:
    """The sentences that the record rests on, its own words marked in them; each sentence once."""
    spans = [span for _, span in spans_of(record) if span.length]
    around = merge(sentence_of(report, span) for span in spans)
    for sentence in around[:MOST]:
        line = Text(printable(sentence.of(report.text)))
        for span in spans:
            if sentence.contains(span):
                line.stylize("bold reverse", span.start - sentence.start, span.end - sentence.start)
        yield Text(f"{sentence.start}-{sentence.end}  ", "bright_black").append_text(line)
    if len(around) > MOST:
        yield Text(f"... and {len(around) - MOST} more", "bright_black")
