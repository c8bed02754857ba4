"""Makes reading.svg: the telling part of what `dateline read` shows of one of the demo's invented reports."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.constrain import Constrain
from rich.padding import Padding
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from dateline.cli import page
from dateline.intake import Refusal, read_paths
from dateline.reader import Reader
from dateline.records import Reading, Span

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parent / "examples" / "reports"
REPORT = "2025-03-06-lantern-toll-second-bomb.html"
# The paragraphs shown hold words of these: two voices' counts of the dead, a chain of three voices, and its denial.
PARAGRAPHS = ("At least 17", "The police disagree", "Two other men", "Charity Mubita")
WIDTH = 110
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
INK, QUIET = (43, 43, 43), (140, 136, 128)
COLOURS = [(178, 44, 36), (46, 120, 76), (170, 106, 0), (38, 92, 158), (140, 64, 134), (0, 112, 122)]  # red to cyan
PAPER = TerminalTheme(
    background=(252, 251, 247),
    foreground=INK,
    normal=[INK, *COLOURS, INK],
    bright=[QUIET, *COLOURS, INK],
)


def main() -> None:
    reading = reading_of(REPORT)
    console = Console(width=WIDTH, record=True, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text().append("$ ", page.QUIET).append(f"dateline read {reading.report.path}", "bold"))
    names = page.names_of(reading)
    console.print(*page.heading(reading), sep="\n")
    console.print()
    for paragraph in cut(page.marked_text(reading, names)):
        console.print(Padding(Constrain(paragraph, page.PROSE), (0, 0, 1, 0), expand=False))
    console.print(page.legend())
    shown = part_of(reading)
    console.print(*page.section("claims", page.claims_table(shown, names, WIDTH)))
    console.print(*page.section("events", page.events_table(shown, names, WIDTH)))
    svg = console.export_svg(title="", theme=PAPER)
    (HERE / "reading.svg").write_text(local(svg), encoding="utf-8")


def reading_of(name: str) -> Reading:
    """The reading of one of the demo's reports, read as `dateline read` reads it."""
    for item in read_paths([REPORTS / name]):
        if isinstance(item, Refusal):
            raise SystemExit(item.message)
        return Reader().read(replace(item.report, path=str((REPORTS / name).relative_to(HERE.parent))))
    raise SystemExit(f"{REPORTS / name} has no report")


def cut(text: Text) -> Iterator[Text]:
    """The paragraphs that are shown, a mark between those that do not follow each other."""
    before = -1
    for number, paragraph in enumerate(text.split("\n")):
        if any(words in paragraph.plain for words in PARAGRAPHS):
            if number != before + 1:
                yield Text("…", page.QUIET)
            yield paragraph
            before = number
    yield Text("…", page.QUIET)


def part_of(reading: Reading) -> Reading:
    """The claims and events of the paragraphs that are shown."""
    lines = [m.span() for m in re.finditer(r".+", reading.report.text) if any(w in m[0] for w in PARAGRAPHS)]

    def shown(span: Span) -> bool:
        return any(start <= span.start < end for start, end in lines)

    claims = tuple(c for c in reading.claims if shown((c.cue or c.content)[0]))
    return replace(reading, claims=claims, events=tuple(e for e in reading.events if shown(e.trigger)))


def local(svg: str) -> str:
    """The picture without fonts from elsewhere: nothing is fetched to look at it."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = re.sub(r"<g transform=\"translate\(26,22\)\">.*?</g>", "", svg, flags=re.S)  # a window's buttons
    svg = svg.replace("Fira Code, monospace", FONTS)
    assert "url(http" not in svg and "@import" not in svg
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    main()
