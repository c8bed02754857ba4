"""`dateline decide`: what a person says of a record, kept for good with name, time and reason."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import options as o
from dateline.cli.terminal import cell, many, note, out
from dateline.cli.weigh import weighed_now
from dateline.ledger import Ledger, LedgerError
from dateline.records import Act, Anchor, Decision, from_plain
from dateline.weighing.decided import shown
from dateline.weighing.decided.draft import Coded, Drafter, Members

HOW = "How it is decided"
ACTS = ", ".join(Act)
LONGEST = 60  # characters of an anchor's words that are printed

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="ACT ID...", help=f"{ACTS}; then ids, for correct also FIELD VALUE, for note the words."),
]
By = Annotated[
    str | None,
    typer.Option(metavar="NAME", envvar="DATELINE_BY", help="Who decides: your name.", rich_help_panel=HOW),
]
Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why: kept with the decision.", rich_help_panel=HOW)]
Round = Annotated[
    str | None,
    typer.Option("--round", metavar="NAME", help="In this coding round, where it counts alone.", rich_help_panel=HOW),
]
FromRound = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Take the value that --coder gave in this closed round.", rich_help_panel=HOW),
]
Coder = Annotated[
    str | None, typer.Option(metavar="NAME", help="Whose value of --from-round is taken.", rich_help_panel=HOW)
]
Close = Annotated[
    str | None, typer.Option(metavar="NAME", help="Close this coding round for good.", rich_help_panel=HOW)
]
Replay = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Add decisions that `decisions --format jsonl` wrote; - is standard input.",
        rich_help_panel=HOW,
    ),
]  # fmt: skip


def decide(
    words: Words = None,
    by: By = None,
    reason: Reason = "",
    round_: Round = None,
    from_round: FromRound = None,
    coder: Coder = None,
    close_round: Close = None,
    replay: Replay = None,
    ledger: o.LedgerAt = o.DEFAULT_LEDGER,
) -> None:
    """Say what holds: accept ID, correct ID FIELD VALUE, reject ID, merge ID ID, split INCIDENT EVENT, note ID WORDS,
    undo DECISION. Nothing is overwritten: every decision is kept with your name, the time and your reason."""
    words = words or []
    if (coder is None) != (from_round is None):
        raise typer.BadParameter("--from-round and --coder go together: whose value, of which round.")
    with Ledger.open(ledger, create=False) as book:
        if replay is not None:
            _replay(book, replay, words)
            return
        drafter = Drafter(book, _name(by), reason, round_)
        if close_round is not None:
            drafts = drafter.close(close_round)
        else:
            drafts = _drafts(drafter, words, _members(book), Coded(from_round, coder or "") if from_round else None)
        for made in book.decisions.add_many(drafts):
            out().print(told(made), soft_wrap=True)
            if made.act in (Act.MERGE, Act.SPLIT) and made.round is None:
                _incidents(book, made)


def told(made: Decision) -> str:
    """A decision in one line: its id, what was done, to what."""
    about = ", ".join(f"{a.id}{_quoted(a)}" for a in made.about[:3]) + (" ..." if len(made.about) > 3 else "")
    match made.act:
        case Act.CORRECT:
            what = f"{made.field} of {about} is {shown(made.field or '', made.value)}"
        case Act.UNDO:
            what = f"undid {made.undoes}"
        case Act.SPLIT:
            what = f"split {about} from {many(len(made.apart), 'event')}"
        case Act.NOTE if not made.about:
            what = f"{made.field} {made.round} is {shown(made.field or '', made.value)}"
        case Act.NOTE:
            what = f"noted on {about}: {made.reason}"
        case _:
            what = f"{_DID[made.act]} {about}"
    inside = f", in round {made.round}" if made.round and made.about else ""
    return cell(f"{made.id}  {what}, by {made.by}{inside}")


_DID = {Act.ACCEPT: "accepted", Act.REJECT: "rejected", Act.MERGE: "merged"}


def _quoted(anchor: Anchor) -> str:
    words = " ".join(anchor.words.split())
    return f" “{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}”" if words else ""


def _drafts(drafter: Drafter, words: Sequence[str], members: Members, coded: Coded | None) -> list[Decision]:
    """The decisions that the words of the command line ask for."""
    if not words:
        raise typer.BadParameter(f"Say what is done: one of {ACTS}, then what it is done to.")
    try:
        act = Act(words[0].lower())
    except ValueError:
        raise typer.BadParameter(f"{words[0]!r} is nothing that can be done. Choose from {ACTS}.") from None
    rest = words[1:]
    if coded is not None and act is not Act.CORRECT:
        raise typer.BadParameter(
            "A value of a coding round is taken by: correct ID FIELD --from-round NAME --coder NAME."
        )
    match act:
        case Act.CORRECT if coded is not None:
            if len(rest) != 2:
                raise typer.BadParameter("Write: correct ID FIELD --from-round NAME --coder NAME.")
            return drafter.adjudicate(rest[0], rest[1].lower(), coded, members)
        case Act.CORRECT:
            if len(rest) < 3:
                raise typer.BadParameter("Write: correct ID FIELD VALUE, as in correct e_1a2b killed 9-12.")
            return drafter.correct(rest[0], rest[1].lower(), " ".join(rest[2:]), members)
        case Act.NOTE if not drafter.reason:
            return drafter.note(rest[:-1], rest[-1] if rest else "", members)
        case Act.NOTE:
            return drafter.note(rest, drafter.reason, members)
        case Act.UNDO:
            return drafter.undo(rest)
    acts: dict[Act, Callable[[Sequence[str], Members], list[Decision]]] = {
        Act.ACCEPT: drafter.accept,
        Act.REJECT: drafter.reject,
        Act.MERGE: drafter.merge,
        Act.SPLIT: drafter.split,
    }
    return acts[act](rest, members)


def _name(by: str | None) -> str:
    name = " ".join((by or "").split())
    if not name:
        raise typer.BadParameter("Say who decides: --by NAME, or set DATELINE_BY.")
    return name


def _members(book: Ledger) -> Members:
    """What an incident's or a story's id stands for, as it is now."""

    def members(id_: str) -> Sequence[str]:
        from dateline.weighing.weigher import Weigher

        weighed_now(book)
        return Weigher(book).members(id_)

    return members


def _incidents(book: Ledger, made: Decision) -> None:
    """Which incidents the events of a merge or a split are in now."""
    from dateline.weighing.weigher import Weigher

    weighed_now(book)
    weigher = Weigher(book)
    holding: dict[str, int] = {}
    for anchor in (*made.about, *made.apart):
        try:
            one = weigher.incident(anchor.id.replace("e_", "i_", 1))
        except LedgerError:  # a rejected event is in none
            continue
        holding[one.id] = len(one.reports)
    note("Now: " + "; ".join(f"{id_}, of {many(reports, 'report')}" for id_, reports in holding.items()) + ".")


def _replay(book: Ledger, file: str, words: Sequence[str]) -> None:
    """Adds the decisions of a file, with the names and times that they have there."""
    if words:
        raise typer.BadParameter("--replay adds decisions that were made: nothing else is decided with it.")
    decisions = list(_read(file))
    added = book.decisions.replay(decisions)
    kept = bool(added) and {d.hash for d in added} <= {d.hash for d in decisions}
    how = "their chain as it was" if kept else "linked anew behind those that were there"
    left = len(decisions) - len(added)
    note(
        f"{many(len(added), 'decision')} added"
        + (f", {how}" if added else "")
        + (f"; {left:,} already there" if left else "")
        + f". The head is {book.decisions.head() or 'none'}."
    )


def _read(file: str) -> Iterator[Decision]:
    if file == "-":
        text = sys.stdin.read()
    else:
        try:
            text = Path(file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise LedgerError(f"{file} is no JSONL of decisions: it is not UTF-8. Nothing was added.") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield from_plain(Decision, json.loads(line))
            except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
                raise LedgerError(
                    f"{file}, line {number}, is no decision as `dateline decisions --format jsonl` writes them. "
                    "Nothing was added."
                ) from None
