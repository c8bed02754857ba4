"""What a command reads: the reports behind the paths it was given, and the complaints about the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dateline.cli.terminal import complain
from dateline.intake import Arrival, Options, Refusal, read_paths

if TYPE_CHECKING:
    from dateline.reader import Reader


@dataclass(slots=True)
class Sources:
    """The arrivals of some paths; every refusal is printed as it comes and counted."""

    paths: Sequence[str]
    options: Options
    refused: int = field(default=0)

    def __iter__(self) -> Iterator[Arrival]:
        for item in read_paths(self.paths, self.options):
            if isinstance(item, Refusal):
                self.refuse(item.message)
            else:
                yield item

    def refuse(self, message: str) -> None:
        self.refused += 1
        complain(message)

    def finish(self) -> None:
        """Exit 1 when anything was refused: the rest was read, and a script can tell."""
        if self.refused:
            raise typer.Exit(1)


def new_reader(lexicons: Path | None) -> Reader:
    """A reader with the user's word lists."""
    from dateline.reader import Reader
    from dateline.reader.lexicon import LexiconError, Lexicons

    if lexicons is not None and not lexicons.is_dir():
        raise LexiconError(f"{lexicons} is no folder. --lexicons takes a folder of word lists (NAME.tsv).")
    return Reader(lexicons=Lexicons(lexicons))
