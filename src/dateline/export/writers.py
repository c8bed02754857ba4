"""One writer for each format: rows in, a file out, little in memory."""

from __future__ import annotations

import csv
import json
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from dateline.export.columns import Cell, Dated, Document, Row, Table, Type
from dateline.export.written import check_of_records, check_of_rows, schema_file

FORMATS = ("csv", "jsonl", "parquet")
# A Parquet row group is written when so many rows or characters are waiting.
ROWS = 20_000
CHARACTERS = 16_000_000
# What a spreadsheet may take for a formula when a cell begins with it; and the sign that protects, so that it is undone
# by taking one ' from the front of each cell that has one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
# What pyarrow calls the types. Days and moments are ISO text.
_ARROW: dict[Type, str] = {
    "string": "string",
    "date": "string",
    "datetime": "string",
    "integer": "int64",
    "number": "double",
    "boolean": "bool",
}


def formats_here() -> tuple[str, ...]:
    """The formats that can be written with what is installed: Parquet needs pyarrow, which is an extra."""
    return tuple(form for form in FORMATS if form != "parquet" or find_spec("pyarrow"))


class Writer(Protocol):
    """Takes rows of one table; what was written is whole when it has closed."""

    def write(self, row: Row) -> None: ...
    def close(self) -> None: ...


class CsvWriter:
    """RFC 4180, UTF-8. A cell without a value is empty; true and false are written so."""

    def __init__(self, path: Path, table: Table, *, for_spreadsheets: bool) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._names = [column.name for column in table.columns]
        self._booleans = [i for i, column in enumerate(table.columns) if column.type == "boolean"]
        self._safe = for_spreadsheets
        self._writer.writerow(self._names)

    def write(self, row: Row) -> None:
        cells = [row[name] for name in self._names]
        for i in self._booleans:
            cells[i] = "true" if cells[i] else "false"
        if self._safe:
            cells = [f"'{c}" if isinstance(c, str) and c.startswith(FORMULA) else c for c in cells]
        self._writer.writerow(cells)

    def close(self) -> None:
        self._file.close()


class JsonlWriter:
    """One object a line, UTF-8; a cell without a value is null."""

    def __init__(self, path: Path, table: Table) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._names = [column.name for column in table.columns]
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def write(self, row: Row) -> None:
        self._file.write(self._encode({name: row[name] for name in self._names}) + "\n")

    def close(self) -> None:
        self._file.close()


class ParquetWriter:
    """Zstandard; each field carries its description. Days and moments are ISO text, as in the other formats."""

    def __init__(self, path: Path, table: Table) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema(
            [
                pa.field(
                    c.name, pa.type_for_alias(_ARROW[c.type]), not c.required, metadata={"description": c.description}
                )
                for c in table.columns
            ],
            metadata={"description": table.description},
        )
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._names = [column.name for column in table.columns]
        self._waiting: list[tuple[Cell, ...]] = []
        self._characters = 0

    def write(self, row: Row) -> None:
        cells = tuple([row[name] for name in self._names])
        self._waiting.append(cells)
        self._characters += sum([len(cell) for cell in cells if isinstance(cell, str)])
        if len(self._waiting) >= ROWS or self._characters >= CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._waiting, strict=True)
        arrays = [pa.array(cells, field.type) for cells, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._waiting, self._characters = [], 0

    def close(self) -> None:
        if self._waiting:
            self._flush()
        self._writer.close()


class TableWriter:
    """One table in every format asked for. A context manager."""

    def __init__(self, folder: Path, table: Table, formats: tuple[str, ...], *, for_spreadsheets: bool) -> None:
        self.table = table
        self.rows = 0
        self._check = check_of_rows(table) if table.checked else None
        self.paths = {form: folder / f"{table.name}.{form}" for form in formats if form in FORMATS}
        make: dict[str, Any] = {
            "csv": lambda path: CsvWriter(path, table, for_spreadsheets=for_spreadsheets),
            "jsonl": lambda path: JsonlWriter(path, table),
            "parquet": lambda path: ParquetWriter(path, table),
        }
        self._writers: list[Writer] = [make[form](path) for form, path in self.paths.items()]

    def write(self, row: Row) -> None:
        """Raises ExportError for a row that does not fit the columns of a table that is checked."""
        if self._check is not None:
            self._check(row)
        for writer in self._writers:
            writer.write(row)
        self.rows += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for writer in self._writers:
            writer.close()


class DocumentWriter:
    """The records of one document in their own form. A context manager."""

    def __init__(self, folder: Path, document: Document) -> None:
        self.document = document
        self.rows = 0
        self.path = folder / f"{document.name}.{document.form}"
        self._check = check_of_records(document.name, schema_file(document.schema))
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self._collects = document.form == "geojson"
        self._file = self.path.open("w", encoding="utf-8", newline="\n")
        if self._collects:
            self._file.write('{"type":"FeatureCollection","features":[\n')

    def write(self, source: Dated) -> None:
        """Raises ExportError for a record that does not fit the schema."""
        for record in self.document.records(source):
            self._check(record)
            before = ",\n" if self._collects and self.rows else ""
            self._file.write(before + self._encode(record) + ("" if self._collects else "\n"))
            self.rows += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._collects and kind is None:
            self._file.write("\n]}\n")
        self._file.close()
