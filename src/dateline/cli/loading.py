"""The bar that is drawn while a gazetteer is loaded."""

from __future__ import annotations

import sys
import time

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dateline.cli.terminal import complain, err
from dateline.reader.places.geonames import Part
from dateline.reader.places.load import Watch

TOLD = 20  # malformed lines that are named one by one


class Bar(Watch):
    """A bar on standard error with the rate; none where nobody watches. Malformed lines are named as they come."""

    def __init__(self) -> None:
        self.left = 0
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[places]:,} places"),
            TextColumn("{task.fields[rate]:,.0f}/s"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=err(),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self.tasks: dict[str, TaskID] = {}
        self.began = time.monotonic()

    def __enter__(self) -> Bar:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def reading(self, part: Part, read: int, places: int) -> None:
        task = self._task(part.shown, f"reading {part.name or part.path.name}", part.size)
        rate = places / max(time.monotonic() - self.began, 0.001)
        self.progress.update(task, completed=read, places=places, rate=rate)

    def sorting(self) -> None:
        self.progress.update(self._task("sorting", "sorting names", None))

    def malformed(self, message: str) -> None:
        self.left += 1
        if self.left <= TOLD:
            complain(message)

    def _task(self, of: str, says: str, total: int | None) -> TaskID:
        if of not in self.tasks:
            self.tasks[of] = self.progress.add_task(says, total=total, places=0, rate=0.0)
        return self.tasks[of]
