"""Reports from records: JSONL lines, CSV rows and Parquet rows, one at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from math import isnan
from typing import IO, Any, AnyStr

from dateline.intake.arrival import Arrival, Refusal
from dateline.intake.dates import DateFormError, iso_published
from dateline.intake.decode import decode, encoding_of
from dateline.intake.making import FIELDS, Facts, Source, arrive
from dateline.records import Provenance, storable

Row = dict[str, Any]
_SAMPLE = 1_000_000
_MOST_GROUP = 4 << 30  # bytes of one Parquet row group once unpacked: more is no collection of reports
_MOST_VALUES = 1_000  # of a column of lists, a row: a page of zeros packs millions into some bytes
_FIX_LINE = "Write one JSON object a line, with the report's text under {column!r}."
_FIX_TABLE = "Give it a header row that names a column {column!r}, or name the text's column with --text-column."


def read_record(
    row: Row, raw: bytes, source: Source, line: int | None, number: int, format_: str, encoding: str
) -> Arrival | Refusal:
    """The report of one record. A field of a kind that cannot be used is refused, never dropped."""
    text = row.get(source.options.text_column)
    if not isinstance(text, str):
        column = source.options.text_column
        what = f"it has no {column!r}" if text is None else f"its {column!r} is no text"
        return source.refuse(what, _FIX_LINE.format(column=column), line)
    try:
        own = record_facts(row)
        item = _plain(row.get("id"), "id")
    except DateFormError as error:
        problem, _, remedy = str(error).partition(". ")
        return source.refuse(f"published {problem}", remedy, line)
    except TypeError as error:
        return source.refuse(str(error), "Write it as text.", line)
    provenance = Provenance(format=format_, encoding=encoding, item=storable(item) if item else str(number))
    return arrive(storable(text), raw, source, own, provenance, line)


def record_facts(row: Row, where: str = "record") -> Facts:
    """The facts a record states. Raises DateFormError for its date, TypeError for a field that is no text."""
    facts: Facts = {}
    for name in FIELDS:
        if value := _plain(row.get(name), name):
            facts[name] = (iso_published(value) if name == "published" else value, where)
    return facts


def _plain(value: Any, name: str) -> str:
    if value is None or (isinstance(value, float) and isnan(value)):  # the empty cell of a table of numbers
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"its {name!r} is no text")


def read_jsonl(stream: IO[bytes], source: Source) -> Iterator[Arrival | Refusal]:
    """One report a line. A bad line is refused with its number and the rest goes on."""
    options, seen = source.options, False
    most = 6 * options.limit + 100_000  # JSON may spell a character in six bytes
    for number, line in enumerate(_lines(stream, most, options.encoding), 1):
        if line is None:
            yield source.too_long(number)
            seen = True
            continue
        words, encoding = decode(line, options.encoding)
        if not words.strip("\ufeff \t\r\n"):
            continue
        seen = True
        try:
            row = json.loads(words.strip("\ufeff"))
        except RecursionError:
            yield source.refuse("its JSON is nested too deeply", _FIX_LINE.format(column=options.text_column), number)
            continue
        except ValueError as error:
            problem = f"it is no JSON ({str(error)[:80]})"
            yield source.refuse(problem, _FIX_LINE.format(column=options.text_column), number)
            continue
        if not isinstance(row, dict):
            yield source.refuse("it is no JSON object", _FIX_LINE.format(column=options.text_column), number)
            continue
        yield read_record(row, line.rstrip(b"\r\n"), source, number, number, "jsonl", encoding)
    if not seen:
        yield source.refuse("it has no lines", _FIX_LINE.format(column=options.text_column))


def _lines(stream: IO[bytes], most: int, encoding: str | None) -> Iterator[bytes | None]:
    """Lines of bytes; None for one longer than `most`. Files in UTF-16 or UTF-32 come out as UTF-8."""
    head = stream.peek(64)[:64] if isinstance(stream, io.BufferedReader) else b""
    codec, errors, skip = encoding_of(head, None) if head else ("utf-8", "strict", 0)
    if codec.startswith(("utf-16", "utf-32")) and encoding is None:
        stream.read(skip)
        text = io.TextIOWrapper(stream, encoding=codec, errors=errors, newline="\n")
        while wide := text.readline(most + 1):
            yield storable(wide).encode("utf-8") if len(wide) <= most or _passed_over(text, wide, "\n") else None
        return
    while line := stream.readline(most + 1):
        yield line if len(line) <= most or _passed_over(stream, line, b"\n") else None


def _passed_over(stream: IO[AnyStr], line: AnyStr, end: AnyStr) -> bool:
    """Whether a line ended where it was cut; where it did not, the rest of it is passed over."""
    if line.endswith(end):
        return True
    while (rest := stream.readline(1 << 20)) and not rest.endswith(end):
        pass
    return False


def read_json(data: bytes, source: Source) -> Iterator[Arrival | Refusal]:
    """A .json file: one report, a list of them, or lines of them."""
    words, encoding = decode(data, source.options.encoding)
    try:
        value = json.loads(words)
    except (ValueError, RecursionError):
        yield from read_jsonl(io.BufferedReader(io.BytesIO(data)), source)
        return
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            problem = f"item {number} is no JSON object"
            yield source.refuse(problem, _FIX_LINE.format(column=source.options.text_column))
            continue
        yield read_record(row, _raw(row), source, None, number, "json", encoding)
    if not rows:
        yield source.refuse("its list is empty", _FIX_LINE.format(column=source.options.text_column))


class Table:
    """A CSV or TSV file as rows with the line each begins on; without columns where its header cannot be read."""

    def __init__(self, stream: IO[bytes], source: Source) -> None:
        head = stream.read(_SAMPLE)
        codec, errors, skip = encoding_of(_whole(head), source.options.encoding)
        self.encoding = codec
        rest = io.BufferedReader(_Chain(head[skip:], stream))
        errors = "dateline-mixed" if codec == "utf-8" else errors
        self._lines = io.TextIOWrapper(rest, encoding=codec, errors=errors, newline="")
        self._most = 6 * source.options.limit + 100_000
        csv.field_size_limit(max(csv.field_size_limit(), 6 * source.options.limit + 100_000))
        first = head[skip : skip + 20_000].decode(codec, "replace")
        self._taken: list[str] = []
        self._rows = csv.reader(self._feed(), delimiter=_delimiter(first))
        try:
            self.columns = [name.strip().lstrip("\ufeff") for name in next(self._rows, [])]
        except csv.Error:
            self.columns = []

    def _feed(self) -> Iterator[str]:
        """Lines; one over the limit ends the table, like a cell over it: what follows it is anyone's guess."""
        while line := self._lines.readline(self._most):
            if len(line) == self._most:
                raise csv.Error(f"a line of it is over {self._most:,} characters")
            self._taken.append(line)
            yield storable(line)

    def __iter__(self) -> Iterator[tuple[int, Row | str]]:
        """(line, row), or (line, what is wrong with the row)."""
        while True:
            line = self._rows.line_num + 1
            self._taken.clear()
            try:
                cells = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, f"neither its row nor what follows can be read ({error})"
                return
            if not any(cell.strip() for cell in cells):
                continue
            odd = sum(part.count('"') for part in self._taken) % 2 == 1
            if odd and (len(self._taken) > 1 or cells[-1].endswith("\n")):
                yield line, "a quotation mark that opens on this line is never closed"
            elif len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
                yield line, f"it has {len(cells)} cells where the header has {len(self.columns)}"
            else:
                yield line, dict(zip(self.columns, cells, strict=False))


def read_csv(table: Table, source: Source) -> Iterator[Arrival | Refusal]:
    """One report a row of a table with a text column."""
    column, number = source.options.text_column, 0
    if column not in table.columns:
        yield source.refuse(f"it has no column {column!r}", _FIX_TABLE.format(column=column), 1)
        return
    for number, (line, row) in enumerate(table, 1):
        if isinstance(row, str):
            yield source.refuse(row, "Quote cells that hold the delimiter, quotation marks or line breaks.", line)
        else:
            yield read_record(row, _raw(row), source, line, number, "csv", table.encoding)
    if not number:
        yield source.refuse("it has no rows below its header", _FIX_TABLE.format(column=column))


def _delimiter(head: str) -> str:
    """The delimiter that the header row has most of."""
    first = next((line for line in head.split("\n") if line.strip()), "")
    return max((",", ";", "\t"), key=first.count)


def read_parquet(stream: IO[bytes], source: Source) -> Iterator[Arrival | Refusal]:
    """One report a row of a Parquet file, read some rows at a time. Refused where pyarrow, an extra, is not there."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield source.refuse("Parquet needs pyarrow", "Install it: pip install 'dateline[parquet]'.")
        return

    column, most = source.options.text_column, source.options.most_bytes
    try:
        schema = pq.read_schema(stream)
        if column not in schema.names:
            yield source.refuse(f"it has no column {column!r}", "Name the text's column with --text-column.")
            return
        # Strings stay in their dictionaries until their row's turn: one written once may be said a million times.
        words = [field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_binary(field.type)]
        file = pq.ParquetFile(stream, read_dictionary=words)
        groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
        if any(group.total_byte_size > _MOST_GROUP for group in groups):
            yield source.refuse("a row group in it is over 4 GiB", "Write it again in smaller row groups.")
            return
        if any(g.column(i).num_values > _MOST_VALUES * (g.num_rows + 64) for g in groups for i in range(g.num_columns)):
            yield source.refuse("its lists are too long for what is said of reports", "Leave them out of it.")
            return
        number = 0
        for batch in file.iter_batches(batch_size=64):
            for i in range(batch.num_rows):
                number += 1
                try:
                    row = _cells(batch, i, most)
                except (pa.ArrowException, ValueError, OverflowError, KeyError) as error:  # KeyError: a time zone
                    yield source.refuse(f"its row cannot be read ({_said(error)})", "Write it again.", number)
                    continue
                yield read_record(row, _raw(row), source, number, number, "parquet", "utf-8")
        if not number:
            yield source.refuse("it has no rows", "Leave it out.")
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        yield source.refuse(f"it is damaged or no Parquet file ({_said(error)})", "Write it again.")


def _cells(batch: Any, i: int, most: int) -> Row:
    """A row of a batch. Raises ValueError for a cell of more than `most` bytes before any is unpacked."""
    import pyarrow as pa

    row: Row = {}
    for name, cells in zip(batch.schema.names, batch.columns, strict=True):
        cell = cells[i]
        if isinstance(cell, pa.DictionaryScalar) and cell.is_valid:
            cell = cell.value
        if isinstance(cell, pa.BinaryScalar) and cell.is_valid and cell.as_buffer().size > most:
            raise ValueError(f"its {name!r} has more than {most:,} bytes")
        row[name] = cell.as_py()
    return row


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _raw(row: Row) -> bytes:
    """A row as a JSON line: what a reading of it can be made again from."""
    return storable(json.dumps(row, ensure_ascii=False, default=str)).encode("utf-8")


def _whole(head: bytes) -> bytes:
    """The sample without a character that its end may have cut."""
    return head if len(head) < _SAMPLE else head[: head.rfind(b"\n") + 1] or head[:-4]


class _Chain(io.RawIOBase):
    """Bytes already taken from a stream, then the stream."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = memoryview(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._head[: len(buffer)] if self._head else self._stream.read(len(buffer))
        self._head = self._head[len(part) :] if self._head else self._head
        buffer[: len(part)] = part
        return len(part)
