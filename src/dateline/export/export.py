"""Export: a ledger, or a part of it, as a folder of tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.export.cases import Desk
from dateline.export.columns import HAPPENED, Dated, Source, Table
from dateline.export.dictionary import page
from dateline.export.errors import ExportError
from dateline.export.folder import whole_folder
from dateline.export.package import FILE, RIGHTS, SPREADSHEETS, describe
from dateline.export.profiles import PROFILES, Profile, profile_named
from dateline.export.weighed import Of
from dateline.export.weighed_rows import Decided, Telling
from dateline.export.writers import FORMATS, DocumentWriter, TableWriter, formats_here
from dateline.ledger import Filter, Ledger
from dateline.records import Status

if TYPE_CHECKING:
    from dateline.weighing.weigher import Weigher


class Rows(StrEnum):
    """What a row of the profiles other than the ledger's is."""

    INCIDENTS = "incidents"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: where, and how many rows of each table."""

    folder: Path
    rows: dict[str, int]


def export(
    ledger: Ledger,
    to: str | Path,
    *,
    profile: str = "ledger",
    formats: Sequence[str] | None = None,
    filter: Filter = Filter(),  # noqa: A002, B008 - the word that people use; frozen
    replace: bool = False,
    for_spreadsheets: bool = False,
    texts: bool = True,
    rows: Rows | str = "incidents",
    statuses: Iterable[Status | str] | None = None,
    created: datetime | None = None,
) -> Exported:
    """Writes the current readings of the ledger's reports as tables into the folder `to`.

    `formats`: where not given, all of the profile that can be written here. `filter` chooses whole reports, by what
    reports can be chosen by, and incidents by their events. `rows`: one for each incident, by all its reports, or one
    for each report's event; the profile `ledger` has both. What is pending is weighed before. `statuses` are those of
    the rows that profiles other than the ledger's take: what is said to have happened or to be happening, where not
    given. `texts=False` leaves the reports' texts out. `for_spreadsheets` protects CSV cells that a spreadsheet would
    take for formulas. `replace` moves aside a folder that is no earlier export. `created` is written into the package,
    now where not given.
    Raises ExportError, and LedgerError for a filter that does not apply; then nothing has changed at `to`.
    """
    kind = profile_named(profile)
    chosen = _formats(kind, formats)
    wanted = _statuses(kind, statuses)
    by_incident = _by_incident(rows)
    at = (created or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with whole_folder(Path(to), replace=replace) as folder:
        with ExitStack() as open_files:
            desk = Desk(ledger, weighed_by(ledger), filter, wanted)

            def opened(tables: Iterable[Table]) -> list[TableWriter]:
                return [
                    open_files.enter_context(TableWriter(folder, table, chosen, for_spreadsheets=for_spreadsheets))
                    for table in tables
                    if set(chosen) & set(FORMATS)
                ]

            of_incidents = kind.by_status and by_incident
            tables = opened(kind.tables if of_incidents or not kind.by_status else kind.event_tables)
            documents = [
                open_files.enter_context(DocumentWriter(folder, document))
                for document in kind.documents
                if document.form in chosen
            ]
            if of_incidents:
                for case in desk.cases():
                    _write(case, tables, documents)
            else:
                desk.written = set()
                for reading, recorded in ledger.readings(filter):
                    desk.written.add(reading.report.id)
                    _write(Source(reading, recorded, wanted), tables, documents, texts=texts)
            for of, items in _weighed(desk) if kind.weighed else ():
                some = opened(one.table for one in kind.weighed if one.of == of)
                for item in items:
                    _write(item, some, ())
                tables += some
        package = describe(
            kind,
            tables,
            documents,
            created=at,
            ledger=ledger.where.replace("\\", "/").rpartition("/")[2],  # its place is nobody else's business
            for_spreadsheets=for_spreadsheets,
            chosen=_in_words(filter, wanted if kind.by_status else frozenset()),
            rows=(Rows.INCIDENTS if by_incident else Rows.EVENTS) if kind.by_status else None,
        )
        (folder / FILE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (folder / "README.md").write_text(_readme(kind, for_spreadsheets=for_spreadsheets), encoding="utf-8")
    counted = {writer.table.name: writer.rows for writer in tables}
    return Exported(Path(to), counted | {writer.document.name: writer.rows for writer in documents})


def weighed_by(ledger: Ledger) -> Weigher:
    """The weigher of a ledger, after what is pending has been weighed, where that may be written."""
    from dateline.weighing.weigher import Weigher

    weigher = Weigher(ledger)
    if not ledger.frozen:
        weigher.weigh()
    return weigher


def _weighed(desk: Desk) -> Iterator[tuple[Of, Iterable[Dated]]]:
    """What many readings make together: stories, then incidents, then decisions."""
    yield "story", (Telling(story, desk) for story in desk.stories())
    yield "case", desk.cases()
    yield "decision", (Decided(decision, n, desk) for n, decision in enumerate(desk.decisions()))


def _write(
    source: Dated, tables: Sequence[TableWriter], documents: Sequence[DocumentWriter], *, texts: bool = True
) -> None:
    for writer in tables:
        for row in writer.table.of(source):
            if not texts and "text" in row:
                row["text"] = None
            writer.write(row)
    for document in documents:
        document.write(source)


def _by_incident(rows: Rows | str) -> bool:
    try:
        return Rows(rows) is Rows.INCIDENTS
    except ValueError:
        raise ExportError(f"There are no rows of {rows!r}. Choose from {', '.join(Rows)}.") from None


def _formats(profile: Profile, formats: Sequence[str] | None) -> tuple[str, ...]:
    able = tuple(form for form in profile.formats if form not in FORMATS or form in formats_here())
    if formats is None:
        return able
    asked = (formats,) if isinstance(formats, str) else tuple(formats)
    wrong = [form for form in asked if form not in profile.formats]
    if wrong or not asked:
        raise ExportError(
            f"There is no format {', '.join(wrong) or 'given'} of the profile {profile.name}. "
            f"Choose from {', '.join(profile.formats)}."
        )
    if not set(asked) <= set(able):
        raise ExportError("Parquet needs pyarrow: pip install 'dateline[parquet]'. Or choose csv and jsonl.")
    return tuple(form for form in able if form in asked)


def _statuses(profile: Profile, statuses: Iterable[Status | str] | None) -> frozenset[Status]:
    if statuses is None:
        return HAPPENED
    if not profile.by_status:
        raise ExportError(
            f"Events of every status are in {profile.name}; choose by its column `status`. "
            f"--status is for {', '.join(name for name, other in PROFILES.items() if other.by_status)}."
        )
    try:
        return frozenset(Status(status) for status in statuses)
    except ValueError as error:
        raise ExportError(f"{error}. Choose from {', '.join(Status)}.") from None


def _in_words(wanted: Filter, statuses: frozenset[Status]) -> str:
    """What chose the reports, for whoever reads the package."""
    said = [
        f"{f.name}={getattr(wanted, f.name)}"
        for f in fields(wanted)
        if getattr(wanted, f.name) is not None and getattr(wanted, f.name) != f.default
    ]
    if statuses:
        said.append(f"status={' or '.join(status for status in Status if status in statuses)}")
    return ", ".join(said) or "everything"


def _readme(profile: Profile, *, for_spreadsheets: bool) -> str:
    return (
        f"# {profile.name}\n\n{profile.description}\n\n{RIGHTS}\n\n"
        f"CSV: {SPREADSHEETS[for_spreadsheets]}\n\n## What is in it\n\n{page(profile)}\n"
    )
