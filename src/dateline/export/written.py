"""Written schemas: the columns and records of other projects' data, as files, and the check of what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import fastjsonschema

from dateline.export.columns import Column, Row, Table
from dateline.export.errors import ExportError

_SCHEMAS = resources.files("dateline.export") / "schemas"
Check = Callable[[Any], None]


@cache
def schema_file(name: str) -> dict[str, Any]:
    """A schema of this room: Frictionless Table Schema for a table, JSON Schema (draft 7) for records."""
    schema: dict[str, Any] = json.loads((_SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns that a Table Schema names, in its order."""
    return tuple(_column(field) for field in schema_file(name)["fields"])


def check_of_records(name: str, schema: dict[str, Any]) -> Check:
    """A function that raises ExportError for a record that does not fit a JSON Schema."""
    validate = fastjsonschema.compile(schema)

    def check(record: Any) -> None:
        try:
            validate(record)
        except fastjsonschema.JsonSchemaValueException as error:
            raise ExportError(
                f"A row of {name} does not fit its schema: {error.message}. Nothing was written; this is a fault of "
                f"Dateline's: please report it with the id of the row, {_id_of(record)}."
            ) from None

    return check


def check_of_rows(table: Table) -> Callable[[Row], None]:
    """The same for the rows of a table, by what its columns may hold."""
    check = check_of_records(
        table.name,
        {
            "type": "object",
            "required": [c.name for c in table.columns if c.required],
            "properties": {c.name: _property(c) for c in table.columns},
        },
    )
    return lambda row: check({name: cell for name, cell in row.items() if cell is not None})


def _id_of(record: Any) -> str:
    for name in ("id", "relid", "event_id_cnty", "Event ID", "event"):
        if isinstance(record, dict) and str(record.get(name, "")).startswith("e_"):
            return str(record[name])
    return "which it has none of"


def _column(field: dict[str, Any]) -> Column:
    limits = field.get("constraints", {})
    return Column(
        field["name"],
        field["type"],
        field["description"],
        limits.get("required", False),
        tuple(limits.get("enum", ())),
        least=limits.get("minimum"),
        most=limits.get("maximum"),
        pattern=limits.get("pattern"),
    )


def _property(column: Column) -> dict[str, Any]:
    limits = {"minimum": column.least, "maximum": column.most, "pattern": column.pattern}
    plain: dict[str, Any] = {"type": _JSON.get(column.type, column.type)}
    if column.type == "date":
        plain["pattern"] = r"^\d{4}-\d{2}-\d{2}$"
    if column.words:
        plain["enum"] = list(column.words)
    return plain | {name: limit for name, limit in limits.items() if limit is not None}


_JSON = {"date": "string", "datetime": "string"}
