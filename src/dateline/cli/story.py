"""A story on the terminal: its reports, and how they were found to be copies of one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from dateline.cli.page import QUIET
from dateline.cli.terminal import cell
from dateline.ledger import ReportRow
from dateline.records import Story


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story: its reports, the earliest first, each with how it is a copy."""

    story: Story
    known: Mapping[str, ReportRow]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        story = self.story
        yield Text(f"story {story.id}", QUIET)
        whose = f" of {cell(story.agency)}" if story.agency else ""
        count = len(story.reports)
        yield Text(f"{count} copies of one report{whose}" if count > 1 else f"one report{whose}", "bold")
        for id_ in story.reports:
            row = self.known.get(id_)
            line = Text(f"{(row.published if row else None) or 'no day':10.10} ", "magenta")
            line.append(f"{cell(row.outlet) if row else ''}  ").append(cell(row.title) if row else "", "bold")
            yield line.append(f"  {id_}", QUIET).append("  the earliest" if id_ == story.origin else "", "green")
            for copy in story.copies:
                if id_ == copy.second:
                    yield Text(f"    {copy.kind} of {copy.first}, {copy.score:.2f}: {cell(copy.why)}", QUIET)
                    for words in copy.shared[:2]:
                        yield Text(f"    “{cell(words)}”")
