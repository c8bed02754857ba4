"""What a command reads: the reports behind the paths it was given, and the complaints about the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dateline.cli.terminal import complain
from dateline.intake import Arrival, Options, Refusal, read_paths
from dateline.records import Reading

if TYPE_CHECKING:
    from dateline.reader import Reader

Kept = tuple[Reading, bytes]
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
        for item in read_paths(here, self.options) if here else ():
            if isinstance(item, Refusal):
                self.refuse(item.message)
            else:
                yield item

    def refuse(self, message: str) -> None:
        self.refused += 1
        complain(message)

    def readings(self, reader: Reader, held: Callable[[Arrival], bool] = lambda _: False) -> Iterator[Kept]:
        """The reading of each arrival that is not `held` already; a fault of ours costs one report, not the run."""
        for arrival in self:
            if held(arrival):
                continue
            try:
                reading = reader.read(arrival.report)
            except Exception as fault:
                where = arrival.report.path or arrival.report.id
                kind = f"{type(fault).__name__}: {fault}"
                self.refuse(f"{where}: the reader failed on it ({kind}). This is our fault, please report it.")
                continue
            yield reading, arrival.raw

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
