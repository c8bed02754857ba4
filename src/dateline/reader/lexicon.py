"""Word lists: data files of tab-separated columns, loaded once, extendable by a user's own files of the same form.

A list opens with `#` lines that say where its facts came from; the first other line names the columns.
A user's folder may hold files of the same names: their rows come after ours, so a later row for one term wins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

Row = dict[str, str]
_DATA = resources.files("dateline.reader") / "data"


class LexiconError(ValueError):
    """A word list that cannot be read; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The word lists a reader uses: the package's own, then those in `user` (a folder) of the same names."""

    user: Path | None = None

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of list `name`, ours first. Raises LexiconError for a row that does not fit its columns."""
        own = _own(name)
        path = self.user / f"{name}.tsv" if self.user else None
        if path is None or not path.is_file():
            return own
        return own + tuple(_users(path, columns=list(own[0])))

    @property
    def fingerprint(self) -> str | None:
        """A hash of the user's lists, None without any: readings with other words are by another reader.

        Raises LexiconError for a file that is named like none of our lists.
        """
        paths = sorted(self.user.glob("*.tsv")) if self.user else []
        if not paths:
            return None
        ours = {entry.name for entry in _DATA.iterdir()}
        for path in paths:
            if path.name not in ours:
                names = ", ".join(sorted(name.removesuffix(".tsv") for name in ours if name.endswith(".tsv")))
                raise LexiconError(f"{path}: there is no word list of that name to add to. The lists are: {names}.")
        digest = hashlib.sha256()
        for path in paths:
            digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:12]

    def terms(self, name: str, column: str = "term") -> frozenset[str]:
        """One column of list `name` as a set."""
        return frozenset(row[column] for row in self.table(name))


@cache
def _own(name: str) -> tuple[Row, ...]:
    file = _DATA / f"{name}.tsv"
    return tuple(_rows(file.read_text(encoding="utf-8"), f"{name}.tsv"))


def _users(path: Path, columns: list[str]) -> Iterator[Row]:
    """The rows of a user's list. It may leave out any of our columns but the first, and name no others."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise LexiconError(f"{path} is not in UTF-8. Save it so.") from None
    except OSError as error:
        raise LexiconError(f"{path} cannot be opened ({error.strerror}). Check that you may read it.") from None
    for row in _rows(text, str(path)):
        if columns[0] not in row or not set(row) <= set(columns):
            raise LexiconError(f"{path} has the columns {', '.join(row)}. Name them as ours: {', '.join(columns)}.")
        yield dict.fromkeys(columns, "") | row


def _rows(text: str, where: str) -> Iterator[Row]:
    columns: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if columns is None:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise LexiconError(
                f"{where}, line {number}: {len(cells)} columns where the list has {len(columns)} "
                f"({', '.join(columns)}). Separate the columns by one tab each."
            )
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
