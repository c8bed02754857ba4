"""What a command reads: the reports behind the paths it was given, and the complaints about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from dateline.cli.terminal import complain
from dateline.intake import Arrival, Options, Refusal, read_paths
from dateline.ledger.taking import Kept, Taken, readings, take_in

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.reader import Reader

Item = TypeVar("Item")
REMOTE = ("http://", "https://", "ftp://")


@dataclass(slots=True)
class Sources:
    """The arrivals of some paths; every refusal is printed as it comes and counted."""

    paths: Sequence[str]
    options: Options
    refused: int = field(default=0)

    def __iter__(self) -> Iterator[Arrival]:
        here = [path for path in self.paths if not path.startswith(REMOTE)]
        for path in self.paths:
            if path not in here:
                self.refuse(f"{path}: nothing is fetched. Save the page and read the file, or pipe it to `-`.")
        yield from self.passed(read_paths(here, self.options) if here else ())

    def passed(self, items: Iterable[Item | Refusal]) -> Iterator[Item]:
        """What was not refused."""
        for item in items:
            if isinstance(item, Refusal):
                self.refuse(item.message)
            else:
                yield item

    def refuse(self, message: str) -> None:
        self.refused += 1
        complain(message)

    def readings(self, reader: Reader) -> Iterator[Kept]:
        """The reading of each arrival, with its bytes."""
        yield from self.passed(readings(self, reader))

    def take_in(self, book: Ledger, reader: Reader) -> Iterator[Taken]:
        """Each arrival, read and added to a ledger."""
        yield from self.passed(take_in(book, self, reader))

    def finish(self) -> None:
        """Exit 1 when anything was refused: the rest was read, and a script can tell."""
        if self.refused:
            raise typer.Exit(1)


def new_reader(lexicons: Path | None, layers: Mapping[str, str] | None = None) -> Reader:
    """A reader with the user's word lists and choices of layers."""
    from dateline.reader import Reader
    from dateline.reader.lexicon import LexiconError, Lexicons

    if lexicons is not None and not lexicons.is_dir():
        raise LexiconError(f"{lexicons} is no folder. --lexicons takes a folder of word lists (NAME.tsv).")
    return Reader(lexicons=Lexicons(lexicons), layers=layers)
