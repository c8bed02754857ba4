"""Makes screens/*.png: every page of the workbench on the demo's invented reports, with decisions of invented coders.

`python docs/make_screens.py [NAME ...]` takes those of these names, or all; it needs what `make test` needs. Where
Pillow is installed the pictures are made smaller. `--into DIR` puts them elsewhere.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dateline.intake import Arrival, read_paths
from dateline.ledger import Ledger
from dateline.reader import Reader
from dateline.weighing.decided.draft import Drafter
from dateline.weighing.decided.queue.queue import Queue
from dateline.weighing.weigher import Weigher
from dateline.workbench.links import voice_path

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "examples" / "reports"
FIRST, SECOND = "Ana Demir", "Bo Lind"  # coders, invented
WIDE, TALL, NARROW = (1280, 800), (1280, 1000), (390, 800)
COLOURS = 64  # of a picture as they are, and as many of those between them
SETTLED = 400  # milliseconds after the last request


@dataclass(frozen=True)
class Screen:
    """One picture: the page, how large the window is, light or dark, and what is done at the page before."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    before: Callable[[Any], None] = lambda page: None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which pictures; all where none is named")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screens")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    from desk import browser, serving

    into = asked.into.resolve()
    into.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, closing(browser()) as opening:
        os.chdir(scratch)  # pages show where the ledger is
        full, empty = Path("dateline.db"), Path("new.db")
        opened = next(opening)
        fill(full)
        with serving(full, by=FIRST) as site, serving(empty, by=FIRST) as new:
            for screen, at in [*((s, site) for s in screens(full)), *((s, new) for s in first_steps())]:
                if not asked.names or screen.name in asked.names:
                    file = into / f"{screen.name}.png"
                    take(opened, screen, at.url, file)
                    print(f"{file.stat().st_size // 1000:>5} kB  {file}")


def screens(ledger: Path) -> Iterator[Screen]:
    """Every page, of the records that have most to show."""
    with Ledger.open(ledger) as book:
        incident = max(Weigher(book).incidents(), key=lambda one: (len(one.reports), len(one.witnesses))).id
        told = next(row.id for row in book.reports() if row.title and "second bomb" in row.title.casefold())
        voice = next(row.key for row in Weigher(book).voices() if row.named and row.kind == "person")
        days = sorted(row.published[:10] for row in book.reports() if row.published)
    early = days[len(days) // 6]
    yield Screen("home", "/")
    yield Screen("reports", "/reports?text=market")
    yield Screen("report", f"/reports/{told}")
    yield Screen("voices", "/voices")
    yield Screen("voice", voice_path(voice))
    yield Screen("incidents", "/incidents?sort=reports")
    yield Screen("incident", f"/incidents/{incident}")
    yield Screen("timeline", "/timeline", TALL)
    yield Screen("timeline-earlier", f"/timeline?known_by={early}")
    yield Screen("changes", f"/timeline/changes?since={early}&until={days[len(days) // 3]}")
    yield Screen("queue", "/queue")
    yield Screen("decisions", "/decisions")
    yield Screen("keys", "/queue", before=lambda page: page.keyboard.press("?"))
    yield Screen("report-dark", f"/reports/{told}", scheme="dark")
    yield Screen("incident-dark", f"/incidents/{incident}", scheme="dark")
    yield Screen("home-narrow", "/", NARROW)
    yield Screen("report-narrow", f"/reports/{told}", NARROW)
    yield Screen("queue-narrow", "/queue", NARROW)


def first_steps() -> Iterator[Screen]:
    """An empty ledger, and what came of the first files that were brought to it."""
    yield Screen("first", "/?example=1")
    yield Screen("upload", "/", before=bring)


def bring(page: Any) -> None:
    files = sorted(REPORTS.glob("2025-03-0*"))
    said = [{"name": one.name, "mimeType": "text/plain", "buffer": one.read_bytes()} for one in files]
    said.append({"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    said.append({"name": "manifest.csv", "mimeType": "text/csv", "buffer": b"".join(manifest_of(files))})
    page.locator("#file").set_input_files(said)
    page.get_by_role("button", name="Read the files").click()
    page.get_by_role("heading", name="reports came in").wait_for(timeout=120_000)


def manifest_of(files: list[Path]) -> Iterator[bytes]:
    names = {one.name for one in files}
    head, *rows = (REPORTS / "manifest.csv").read_bytes().splitlines(keepends=True)
    yield head
    yield from (row for row in rows if row.split(b",", 1)[0].decode() in names)


def fill(ledger: Path) -> None:
    """The demo's reports, read and weighed; then two persons decide some of what is most doubtful."""
    reader = Reader()
    with Ledger.open(ledger) as book:
        arrivals = (one for one in read_paths([REPORTS]) if isinstance(one, Arrival))
        book.add_many((reader.read(one.report), one.raw) for one in arrivals)
        Weigher(book).weigh()
        events = [one.id for one in Queue(book).next(60) if one.kind == "event"]
        ana, bo = Drafter(book, FIRST), Drafter(book, SECOND)
        why = Drafter(book, FIRST, "“On Sunday” is the day of the funeral, not of the blast.")
        decide(book, ana.accept(events[0:1]), ana.accept(events[1:2]), bo.accept(events[2:3]))
        decide(book, why.correct(events[3], "status", "possible"), bo.reject(events[4:5]))
        decide(book, bo.note(events[5:6], "The hospital counts those who came later, too."), ana.accept(events[6:8]))
        mistaken = decide(book, ana.reject(events[8:9]))
        decide(book, ana.undo([mistaken[0].id]))


def decide(book: Ledger, *drafts: Any) -> Any:
    for several in drafts:
        made = book.decisions.add_many(several)
        Weigher(book).weigh()
    return made


def take(opened: Any, screen: Screen, url: str, file: Path) -> None:
    width, height = screen.size
    context = opened.new_context(
        viewport={"width": width, "height": height}, color_scheme=screen.scheme, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    page.goto(url + screen.path)
    page.wait_for_load_state("networkidle")
    screen.before(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=str(file))
    context.close()
    smaller(file)


def smaller(file: Path) -> None:
    """The same in fewer colours, where Pillow is there."""
    try:
        from PIL import Image
    except ModuleNotFoundError:
        return
    with Image.open(file) as opened:
        image = opened.convert("RGB")
    # The colours that cover most as they are, so that paper stays paper; of all others the nearest of some.
    found = sorted(image.getcolors(1 << 24) or (), reverse=True)
    often, others = [c for _, c in found[:COLOURS]], [c for _, c in found[COLOURS:]]
    if others:
        rest = Image.new("RGB", (len(others), 1))
        rest.putdata(others)
        few = rest.quantize(COLOURS).convert("RGB")
        often += [few.getpixel((at, 0)) for at in range(few.width)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in dict.fromkeys(often) for part in colour][: 3 * 256])
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    begun = time.monotonic()
    main()
    print(f"{time.monotonic() - begun:.0f} s")
