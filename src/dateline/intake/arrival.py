"""What comes of a file: arrivals (a report and its bytes) or refusals; and the options they are read under."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.intake.dates import DateFormError, iso_published
from dateline.intake.decode import is_charset
from dateline.records import Report


class IntakeError(ValueError):
    """An option that cannot be used; the message names it, its value and the form wanted."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. `published`, `outlet`, `title`, `url` and `language` win over what a page or record says.

    `limit` is the longest text read, in characters; a file of one report may have four bytes for each of them.
    Raises IntakeError for a value that cannot be used.
    """

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    limit: int = 5_000_000
    text_column: str = "text"
    encoding: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            try:
                object.__setattr__(self, "published", iso_published(self.published))
            except DateFormError as error:
                raise IntakeError(f"--published {error}") from None
        if self.limit < 1:
            raise IntakeError(f"--limit {self.limit}: give the longest text to read as a number of characters above 0")
        if self.encoding is not None and not is_charset(self.encoding):
            raise IntakeError(f"--encoding {self.encoding!r} is not known. Use a name such as utf-8 or windows-1252.")

    @property
    def most_bytes(self) -> int:
        """The most bytes that one report may have in a file of its own."""
        return 4 * self.limit + 4


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report, with the bytes it was made from (a record's own line or row, not the whole file's)."""

    report: Report
    raw: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be read, and what to do about it. `line` counts from 1."""

    path: str
    line: int | None
    problem: str
    remedy: str

    @property
    def message(self) -> str:
        """One line: `path, line N: problem. remedy`."""
        where = self.path if self.line is None else f"{self.path}, line {self.line}"
        return " ".join(f"{where}: {self.problem}. {self.remedy}".split())
