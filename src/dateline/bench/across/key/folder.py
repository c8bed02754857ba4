"""The reports of a key's folder: read, put into a ledger that lasts as long as the measuring, and weighed."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.across.key.key import Key, KeyFileError, Said
from dateline.bench.across.key.words import Text
from dateline.bench.common import progress
from dateline.intake import Arrival, read_paths
from dateline.ledger import Ledger
from dateline.reader import Reader
from dateline.records import Incident, Reading, Span, Story
from dateline.weighing.weigher import Weigher


@dataclass(frozen=True, slots=True)
class Given:
    """A report of the folder as the key may name it: by its path, by that and its id, or by that and its number."""

    names: tuple[str, ...]
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class Weighed:
    """What Dateline makes of the folder: readings by the key's name of their report, stories and incidents."""

    readings: dict[str, Reading]
    stories: tuple[Story, ...]
    incidents: tuple[Incident, ...]


class Folder:
    """The reports of a key. Raises KeyFileError where the key names a report or words that are not there."""

    def __init__(self, key: Key) -> None:
        if not key.reports.is_dir():
            raise KeyFileError(f"{key.path}: its reports are said to be in {key.reports}, which is no folder.")
        self.key = key
        self.given = tuple(_given(key))
        self.reports: dict[str, Arrival] = {name: one.arrival for one in self.given for name in one.names}
        short = Counter(name.rsplit("/", 1)[-1] for name in self.reports)
        for name, arrival in list(self.reports.items()):  # without its folder, where that is enough
            last = name.rsplit("/", 1)[-1]
            if short[last] == 1:
                self.reports.setdefault(last, arrival)
        self._names = {one.arrival.report.id: one.names[0] for one in self.given}
        self._check()

    def name(self, report_id: str) -> str:
        """What a report is called in a message."""
        return self._names.get(report_id, report_id)

    def id(self, name: str) -> str:
        return self.reports[name].report.id

    def _check(self) -> None:
        for name, at in self.key.named():
            if name not in self.reports:
                like = [n for n in self.reports if n.split("#")[0] == name.split("#")[0]]
                hint = f" In that file there are: {', '.join(sorted(like)[:6])}." if like else ""
                raise KeyFileError(f"{self.key.path}, {at}: there is no report {name} in {self.key.reports}.{hint}")
        texts: dict[str, Text] = {}
        self.spans: dict[Said, Span] = {}
        for said in self.key.said():
            text = texts.setdefault(said.report, Text(self.reports[said.report].report))
            span = text.find(said.words)
            if span is None:
                raise KeyFileError(
                    f"{self.key.path}, {said.at}: the words “{said.words}” are not in {said.report}. "
                    "Quote them as they stand there; blanks, quotation marks, dashes and capitals may differ."
                )
            self.spans[said] = span

    def read(self, reader: Reader | None = None) -> list[tuple[Reading, bytes]]:
        """Every report read."""
        reader = reader or Reader()
        arrivals = [one.arrival for one in self.given]
        return [(reader.read(a.report), a.raw) for a in progress(arrivals, "reading")]

    @contextmanager
    def weighed(self, read: Sequence[tuple[Reading, bytes]]) -> Iterator[Weighed]:
        """The readings weighed in a ledger of their own."""
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder, Ledger.open(Path(folder) / "key.db") as book:
            book.add_many(read)
            weigher = Weigher(book)
            weigher.weigh(made={reading.report.id: reading for reading, _ in read})
            by_id = {reading.report.id: reading for reading, _ in read}
            readings = {name: by_id[arrival.report.id] for name, arrival in self.reports.items()}
            yield Weighed(readings, tuple(weigher.stories()), tuple(weigher.incidents()))


def _given(key: Key) -> Iterator[Given]:
    """The folder's reports; the key itself is none of them."""
    number: Counter[str] = Counter()
    own = key.path.resolve()
    for item in read_paths([key.reports]):
        path = Path(item.path if not isinstance(item, Arrival) else item.report.path or "")
        if path.resolve() == own:
            continue
        if not isinstance(item, Arrival):
            continue  # what is no report is missed where the key names it
        name = path.relative_to(key.reports).as_posix()
        if item.report.provenance.format in {"html", "text"}:
            yield Given((name,), item)
            continue
        number[name] += 1
        names = dict.fromkeys((f"{name}#{item.report.provenance.item}", f"{name}#{number[name]}"))
        yield Given(tuple(names), item)
