"""Uploads: what people bring is read by one thread, one upload after the other, and what came of each is told."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from queue import Queue
from secrets import token_hex
from threading import Event, Lock, Thread

from dateline.intake import Options, Refusal, read_folder
from dateline.ledger import Ledger, LedgerError
from dateline.ledger.taking import Taken, take_in
from dateline.reader import Reader

LOG = logging.getLogger("dateline.workbench")
WAITING = 20  # uploads that may wait
KEPT = 50  # uploads that are still told of when they are done
TOLD = 1_000  # reports and refusals of one upload that are told one by one; the others are counted
LONGEST_NAME = 100  # characters of one part of a file's name
PASTED = "pasted text"


class State(StrEnum):
    """How far an upload is."""

    WAITING = "waiting"
    READING = "reading"
    WEIGHING = "weighing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Came:
    """A report of an upload that is in the ledger now; `new` says that it was not before."""

    id: str
    path: str
    title: str | None
    outlet: str | None
    published: str | None
    claims: int
    events: int
    new: bool


@dataclass(slots=True)
class Upload:
    """What was brought at one time. `report` is the only one of a paste; `problem` what kept it from being read whole.

    `added`, `held` and `refused` count; `came` and `refusals` tell of the first of them.
    """

    id: str
    folder: Path
    files: int
    options: Options
    pasted: bool
    begun: str
    state: State = State.WAITING
    at: str = ""  # the file that is being read
    files_done: int = 0
    added: int = 0
    held: int = 0
    undated: int = 0
    refused: int = 0
    came: list[Came] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problem: str | None = None
    stopped: bool = False
    finished: Event = field(default_factory=Event)

    @property
    def report(self) -> str | None:
        """The id of what came of a paste, where it was one report and nothing was wrong."""
        return self.came[0].id if self.pasted and len(self.came) == 1 and not self.refused else None

    def tell(self, one: Taken | Refusal) -> None:
        """Keeps what came of a report."""
        path = (one.path if isinstance(one, Refusal) else one.report.path) or ""
        if path != self.at:
            self.at = path
            self.files_done = min(self.files_done + 1, self.files)
        if isinstance(one, Refusal):
            self.refused += 1
            if len(self.refusals) < TOLD:
                self.refusals.append(one)
            return
        self.added += one.new
        self.held += not one.new
        self.undated += one.new and one.report.published is None
        if len(self.came) < TOLD:
            report, made = one.report, one.reading
            claims, events = (len(made.claims), len(made.events)) if made else (0, 0)
            self.came.append(
                Came(report.id, path, report.title, report.outlet, report.published, claims, events, one.new)
            )


class Uploads:
    """The uploads of one desk. Their files lie in a folder that goes when they are read, or when the desk closes."""

    def __init__(self, book: Ledger, reader: Callable[[], Reader], weigh: Callable[[], int]) -> None:
        self.book, self.reader, self.weigh = book, reader, weigh
        self._known: deque[Upload] = deque(maxlen=KEPT + WAITING)
        self._waiting: Queue[Upload | None] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._home: Path | None = None

    def all(self) -> list[Upload]:
        """Those that are known, the newest first."""
        return list(reversed(self._known))

    def get(self, id_: str) -> Upload | None:
        return next((one for one in self._known if one.id == id_), None)

    def take(self, brought: Iterable[tuple[str, bytes]], options: Options, *, pasted: bool = False) -> Upload:
        """Has files (name and bytes) read behind those brought before. Raises LedgerError where that cannot be.

        A `manifest.csv` among them says of the others what it would say in a folder.
        """
        if self.book.frozen:
            raise LedgerError(f"{self.book.where} is in a place where nothing may be written: nothing can be added.")
        with self._lock:
            if self._waiting.qsize() >= WAITING:
                raise LedgerError("Many uploads are waiting to be read. Try again when some of them are done.")
            folder = self._folder()
            names = [_put(folder, name, data) for name, data in brought]
            if not names:
                shutil.rmtree(folder)
                raise LedgerError("There was nothing in it. Choose files, or paste the text of a report.")
            now = datetime.now(UTC).isoformat(timespec="seconds")
            upload = Upload(token_hex(8), folder, len(names), options, pasted, now)
            self._known.append(upload)
            self._waiting.put(upload)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="uploads", daemon=True)
                self._thread.start()
        return upload

    def stop(self, upload: Upload) -> None:
        """Has it end behind the report that is being read; what was added stays."""
        upload.stopped = True

    def close(self) -> None:
        """Ends the work behind the report that is being read."""
        for upload in self._known:
            upload.stopped = True
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(30)
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)

    def _folder(self) -> Path:
        if self._home is None:
            self._home = Path(tempfile.mkdtemp(prefix="dateline-"))
        return Path(tempfile.mkdtemp(dir=self._home))

    def _work(self) -> None:
        while (upload := self._waiting.get()) is not None:
            try:
                self._read(upload)
            except LedgerError as error:
                upload.problem = str(error)
            except Exception as fault:  # the next upload is to be read, whatever this one did
                LOG.error("upload %s", upload.id, exc_info=fault)
                upload.problem = "This is a fault of the workbench. What was added before it is in the ledger."
            finally:
                shutil.rmtree(upload.folder, ignore_errors=True)
                upload.state = State.DONE
                upload.finished.set()

    def _read(self, upload: Upload) -> None:
        if not upload.stopped:
            upload.state = State.READING
            for one in take_in(self.book, read_folder(upload.folder, upload.options), self.reader()):
                upload.tell(one)
                if upload.stopped:
                    break
        if upload.added:
            upload.state = State.WEIGHING
            self.weigh()


def _put(folder: Path, name: str, data: bytes) -> str:
    """Puts a file into the folder under its own name as far as that is one, and not in the place of another."""
    parts = [part for part in (_tame(p) for p in PurePosixPath(name.replace("\\", "/")).parts) if part]
    *above, last = parts or [PASTED]
    path = folder.joinpath(*above[-8:], last)
    number = 1
    while path.exists() or any(up.is_file() for up in path.parents if up != folder and up.is_relative_to(folder)):
        number += 1
        path = folder / f"{Path(last).stem} ({number}){Path(last).suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path.relative_to(folder))


def _tame(part: str) -> str:
    """A part of a file's name that no system takes for anything else; one that begins with a dot is read, too."""
    words = "".join(c for c in part if c.isprintable() and c not in '/\\:*?"<>|').strip().lstrip(".")
    stem, dot, suffix = words.rpartition(".")
    if len(words) > LONGEST_NAME:
        words = stem[: LONGEST_NAME - len(suffix) - 1] + dot + suffix if dot and len(suffix) < 12 else words
    return words.encode("utf-8", "ignore").decode()[:LONGEST_NAME]
