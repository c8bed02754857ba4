"""`dateline codebook`: PLOVER's types and modes in our own words, and what ACLED and UCDP make of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from dateline.cli import options as o
from dateline.cli.terminal import Column, Format, out, print_rows
from dateline.export.codebook import Entry, codebook, contexts, entry_of
from dateline.export.codebook_page import CONTEXTS, cited, conditions, listed
from dateline.records import EventType, to_plain

VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}


class Sheet(StrEnum):
    """How the codebook is printed."""

    TABLE = "table"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a printed table: up to six cells."""

    a: str = ""
    b: str = ""
    c: str = ""
    d: str = ""
    e: str = ""
    f: str = ""


def show_codebook(
    type_: Annotated[
        EventType | None,
        typer.Argument(
            metavar="TYPE", case_sensitive=False, help="A PLOVER type, such as assault.", show_default=False
        ),
    ] = None,
    form: Annotated[
        Sheet,
        typer.Option("--format", "-f", metavar="table|json", help="A table, or JSON.", rich_help_panel=o.OUTPUT),
    ] = Sheet.TABLE,
) -> None:
    """What an event type means, its modes, examples, and what becomes of it in ACLED's and UCDP's categories. Without
    TYPE: the sixteen."""
    if form is Sheet.JSON:
        plain = as_plain(entry_of(type_)) if type_ else [as_plain(entry) for entry in codebook().values()]
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    elif type_ is None:
        print_list()
    else:
        print_entry(entry_of(type_))


def as_plain(entry: Entry) -> dict[str, object]:
    """An entry as JSON has it."""
    return {**to_plain(entry), "quad_name": entry.quad_name, "contexts": to_plain(contexts())}


def print_list() -> None:
    lines = [
        Line(e.type, e.definition, ", ".join(m.name for m in e.modes), e.quad_name, f"{e.score:+.1f}")
        for e in codebook().values()
    ]
    _table(
        lines,
        ("type", 9, 0, 0),
        ("what it is", 30, 3, 0),
        ("modes", 20, 2, 1),
        ("class", 12, 1, 2),
        ("score", 5, 0, 3),
    )
    _head("Contexts")
    _table(
        [Line(one.context, one.definition) for one in contexts()], ("context", 22, 0, 0), ("what it is about", 30, 1, 0)
    )
    out().print(Text("\ndateline codebook TYPE shows one with examples and what becomes of it.", "dim"))


def print_entry(entry: Entry) -> None:
    console = out()
    console.print(Text(entry.type, "bold") + Text(f"  {entry.quad_name}, score {entry.score:+.1f}", "dim"))
    console.print(Padding(Text(f"{entry.definition} {entry.borders}"), (1, 0)))
    console.print(Text(entry.reference, "dim"))
    _head("Modes")
    if entry.modes:
        _table([Line(m.name, m.definition) for m in entry.modes], ("mode", 10, 0, 0), ("what it is", 30, 1, 0))
    else:
        console.print("PLOVER has no modes for this type.")
    _head("Contexts")
    names = ", ".join(one.context for one in contexts())
    console.print(Text(f"{CONTEXTS} Any of: {names}.", "dim"))
    _head("Examples")
    _table([Line(e.mode or "", e.sentence) for e in entry.examples], ("mode", 10, 0, 0), ("sentence", 30, 1, 0))
    _head("In ACLED")
    if entry.acled:
        console.print(Text("The first rule that fits; no rule, no row. An empty cell asks for nothing.", "dim"))
        _table(
            [Line(r.rule, *conditions(r), f"{r.event_type}: {r.sub_event_type}", cited(r)) for r in entry.acled],
            ("rule", 4, 0, 0),
            ("mode", 10, 2, 0),
            ("who", 10, 2, 0),
            ("to whom", 10, 2, 0),
            ("becomes", 20, 3, 0),
            ("reference", 16, 3, 1),
        )
    else:
        console.print("ACLED has no event of this type: such events stay out of that profile.")
    _head("In UCDP")
    if entry.ucdp:
        console.print(Text("The first rule that fits, for events in which somebody was killed.", "dim"))
        _table(
            [
                Line(
                    r.rule,
                    listed(r.side_a),
                    listed(r.side_b),
                    f"{r.type_of_violence} {VIOLENCE[r.type_of_violence]}",
                    cited(r),
                )
                for r in entry.ucdp
            ],
            ("rule", 4, 0, 0),
            ("side", 10, 2, 0),
            ("other side", 10, 2, 0),
            ("type of violence", 12, 1, 0),
            ("reference", 20, 4, 1),
        )
    else:
        console.print("UCDP GED has lethal violence only: such events stay out of that profile.")


def _head(words: str) -> None:
    out().print(Text(f"\n{words}", "bold"))


def _table(lines: list[Line], *columns: tuple[str, int, int, int]) -> None:
    """Prints lines under headings, each with its least width, its share of the room, and its rank (`Column`)."""
    shown = [
        Column(field, heading, least=least, share=share, rank=rank)
        for field, (heading, least, share, rank) in zip("abcdef", columns, strict=False)
    ]
    print_rows(lines, Line, shown, Format.TABLE)
