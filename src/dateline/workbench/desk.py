"""The desk: the ledger that is open, its weigher, and a reader that is loaded when the first text is pasted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from dateline.ledger import Ledger
from dateline.records import Decision
from dateline.weighing.catalogue import catalogue_of
from dateline.weighing.decided.book import Decided
from dateline.weighing.weigher import Weigher, panorama
from dateline.workbench.settings import Settings
from dateline.workbench.uploads import Uploads

if TYPE_CHECKING:
    from dateline.reader import Reader


# Seconds after the last weighing until the ledger is looked at, so that it does not hold up who goes on deciding.
PAUSE = 4.0


class Desk:
    """What all pages work at. Requests come from several threads: each gets a weigher of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.book = Ledger.open(settings.ledger)
        self._reader: Reader | None = None
        self._reading, self._weighing = Lock(), Lock()
        self.uploads = Uploads(self.book, self.reader, self.weigh)
        self._soon = Timer(0, self._look)
        self._look_in(0)

    def close(self) -> None:
        self._soon.cancel()
        self.uploads.close()
        self.book.close()

    def weigher(self) -> Weigher:
        return Weigher(self.book)

    def decided(self, recorded_by: Any = None) -> Decided:
        """What persons decided, as it bears on rows and readings."""
        return Decided(self.book, recorded_by)

    def members(self, id_: str) -> Sequence[str]:
        """What an incident's or a story's id stands for now: its events, or its origin."""
        self.weigh()
        return self.weigher().members(id_)

    def decide(self, drafts: Iterable[Decision]) -> tuple[Decision, ...]:
        """Adds decisions, and weighs what they bear on."""
        made = self.book.decisions.add_many(drafts)
        self.weigh()
        return made

    def weigh(self) -> int:
        """Weighs what is pending; one request at a time."""
        if self.book.frozen:
            return 0
        with self._weighing:
            done = self.weigher().weigh()
            if done:
                self._look_in(PAUSE)
            return done

    def _look_in(self, seconds: float) -> None:
        """Looks at the ledger before a visitor does, who would wait: seconds, where there are 100,000 reports."""
        self._soon.cancel()
        self._soon = Timer(seconds, self._look)
        self._soon.daemon = True
        self._soon.start()

    def _look(self) -> None:
        catalogue_of(self.book).warm()
        panorama.warm(self.book)

    def reader(self) -> Reader:
        """Loaded once, in a second or two."""
        from dateline.reader import Reader

        with self._reading:
            if self._reader is None:
                self._reader = Reader()
            return self._reader
