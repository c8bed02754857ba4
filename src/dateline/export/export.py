"""Export: a ledger, or a part of it, as a folder of tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from dateline.export.columns import Source
from dateline.export.dictionary import page
from dateline.export.errors import ExportError
from dateline.export.folder import whole_folder
from dateline.export.package import FILE, RIGHTS, SPREADSHEETS, describe
from dateline.export.profiles import Profile, profile_named
from dateline.export.writers import FORMATS, TableWriter, formats_here
from dateline.ledger import Filter, Ledger


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
    created: datetime | None = None,
) -> Exported:
    """Writes the current readings of the ledger's reports as tables into the folder `to`.

    `formats`: where not given, all that can be written here. `filter` chooses whole reports, by what reports can be
    chosen by. `texts=False` leaves the reports' texts out.
    `for_spreadsheets` protects CSV cells that a spreadsheet would take for formulas. `replace` moves aside a folder
    that is no earlier export. `created` is written into the package, now where not given.
    Raises ExportError, and LedgerError for a filter that does not apply; then nothing has changed at `to`.
    """
    kind = profile_named(profile)
    chosen = _formats(formats)
    at = (created or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with whole_folder(Path(to), replace=replace) as folder:
        written = _write(ledger, kind, folder, chosen, filter, for_spreadsheets=for_spreadsheets, texts=texts)
        package = describe(
            kind,
            written,
            created=at,
            ledger=ledger.where.replace("\\", "/").rpartition("/")[2],  # its place is nobody else's business
            for_spreadsheets=for_spreadsheets,
            chosen=_in_words(filter),
        )
        (folder / FILE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (folder / "README.md").write_text(_readme(kind, for_spreadsheets=for_spreadsheets), encoding="utf-8")
    return Exported(Path(to), {writer.table.name: writer.rows for writer in written})


def _write(
    ledger: Ledger,
    profile: Profile,
    folder: Path,
    formats: tuple[str, ...],
    wanted: Filter,
    *,
    for_spreadsheets: bool,
    texts: bool,
) -> list[TableWriter]:
    with ExitStack() as open_files:
        writers = [
            open_files.enter_context(TableWriter(folder, table, formats, for_spreadsheets=for_spreadsheets))
            for table in profile.tables
        ]
        for reading, recorded in ledger.readings(wanted):
            source = Source(reading, recorded)
            for writer in writers:
                for row in writer.table.of(source):
                    if not texts and "text" in row:
                        row["text"] = None
                    writer.write(row)
    return writers


def _formats(formats: Sequence[str] | None) -> tuple[str, ...]:
    if formats is None:
        return formats_here()
    asked = (formats,) if isinstance(formats, str) else tuple(formats)
    wrong = [form for form in asked if form not in FORMATS]
    if wrong or not asked:
        raise ExportError(f"There is no format {', '.join(wrong) or 'given'}. Choose from {', '.join(FORMATS)}.")
    missing = [form for form in asked if form not in formats_here()]
    if missing:
        raise ExportError("Parquet needs pyarrow: pip install 'dateline[parquet]'. Or choose csv and jsonl.")
    return tuple(form for form in FORMATS if form in asked)


def _in_words(wanted: Filter) -> str:
    """What chose the reports, for whoever reads the package."""
    said = [
        f"{f.name}={getattr(wanted, f.name)}"
        for f in fields(wanted)
        if getattr(wanted, f.name) is not None and getattr(wanted, f.name) != f.default
    ]
    return ", ".join(said) or "everything"


def _readme(profile: Profile, *, for_spreadsheets: bool) -> str:
    return (
        f"# {profile.name}\n\n{profile.description}\n\n{RIGHTS}\n\n"
        f"CSV: {SPREADSHEETS[for_spreadsheets]}\n\nSpans are `[start, end)` in code points of `reports.text`.\n\n"
        f"## The tables\n\n{page(profile)}\n"
    )
