"""The Frictionless data package: `datapackage.json`, which says what every file and column is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.export.columns import Column, Table
from dateline.export.profiles import Profile
from dateline.export.writers import DocumentWriter, TableWriter
from dateline.export.written import schema_file

FILE = "datapackage.json"
CREATED_BY = "dateline"
RIGHTS = (
    "The texts of the reports and the words quoted from them belong to their publishers, and this package gives no "
    "licence to them: check what may be passed on before publishing it. The rest of the tables was made by a machine "
    "from published words; it says what reports say, not what is true."
)
SPREADSHEETS = {
    True: (
        "Text cells that begin with = + - @ a tab, a carriage return or ' have one ' put before them, so that no "
        "spreadsheet takes them for formulas. Take one ' from the front of each cell that has one to undo it."
    ),
    False: (
        "Cells are exact. Words of reports may begin with = + - or @, which a spreadsheet takes for a formula: import "
        "the columns as text, or export for spreadsheets."
    ),
}
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}


def describe(
    profile: Profile,
    written: list[TableWriter],
    documents: list[DocumentWriter],
    *,
    created: str,
    ledger: str,
    for_spreadsheets: bool,
    chosen: str,
    rows: str | None = None,
) -> dict[str, Any]:
    """The package of tables and documents that have been written."""
    formats = tuple(written[0].paths) if written else ()
    resources = [
        _resource(writer, form, first=form == formats[0], for_spreadsheets=for_spreadsheets)
        for form in formats
        for writer in written
    ]
    resources += [_document(writer) for writer in documents]
    return {
        "name": f"dateline-{profile.name}",
        "title": f"Dateline: {profile.name}",
        "description": f"{profile.description}\n\n{RIGHTS}",
        "created": created,
        "created_by": f"{CREATED_BY} {__version__}",
        "profile_exported": profile.name,
        "chosen_by": chosen,
        **({"rows_of": str(rows)} if rows else {}),
        "licenses": [{"name": "other-closed", "title": "None given for the texts; see the description"}],
        "sources": [{"title": f"Ledger {ledger}"}],
        "resources": resources,
    }


def schema(table: Table, suffix: str = "") -> dict[str, Any]:
    """The Table Schema of a table; foreign keys go to the tables of the same format."""
    keys = [
        {"fields": [c.name], "reference": {"resource": f"{c.refers}{suffix}", "fields": ["id"]}}
        for c in table.columns
        if c.refers
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _resource(writer: TableWriter, form: str, *, first: bool, for_spreadsheets: bool) -> dict[str, Any]:
    path = writer.paths[form]
    # The tables have their plain names once; the other formats say which they are.
    suffix = "" if first else f"-{form}"
    note = f"\n\n{SPREADSHEETS[for_spreadsheets]}" if form == "csv" else ""
    return {
        "name": f"{writer.table.name}{suffix}",
        # Frictionless reads the cells of a "table" and checks a "file" by its hash. It reads CSV as it is installed,
        # the others only with plug-ins: a package must not fail for want of those.
        "type": "table" if form == "csv" else "file",
        "path": path.name,
        "description": writer.table.description + note,
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form != "parquet" else {}),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        **({"rows": writer.rows} if form == "csv" else {}),
        "schema": schema(writer.table, suffix),
    }


def _document(writer: DocumentWriter) -> dict[str, Any]:
    return {
        "name": writer.document.name,
        "type": "file",
        "path": writer.path.name,
        "description": writer.document.description,
        "format": writer.document.form,
        "mediatype": _MEDIA[writer.document.form],
        "encoding": "utf-8",
        "bytes": writer.path.stat().st_size,
        "hash": f"sha256:{_sha256(writer.path)}",
        "json_schema": schema_file(writer.document.schema),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    bounds = {"minimum": column.least, "maximum": column.most, "pattern": column.pattern}
    constraints.update({name: bound for name, bound in bounds.items() if bound is not None})
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
