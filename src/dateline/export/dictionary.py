"""The data dictionary as a page: `python -m dateline.export docs/export.md` brings that page up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.codebook_page import codebook_page
from dateline.export.columns import Column, Document, Table
from dateline.export.profiles import PROFILES, Profile
from dateline.export.written import schema_file

BEGIN = "<!-- data dictionary: made by python -m dateline.export docs/export.md -->"
END = "<!-- end of the data dictionary -->"
CODEBOOK_BEGIN = "<!-- codebook: made by python -m dateline.export docs/codebook.md -->"
CODEBOOK_END = "<!-- end of the codebook -->"


def page(profile: Profile, level: int = 3) -> str:
    """Markdown: a section for each table and document, a row for each column or field."""
    sections = [_section(table, level) for table in profile.all_tables]
    return "\n\n".join((*sections, *(_fields_of(document, level) for document in profile.documents)))


def refreshed(text: str) -> str:
    """A page with the parts between its marks made anew."""
    if BEGIN in text:
        text = _between(text, BEGIN, END, dictionary())
    if CODEBOOK_BEGIN in text:
        text = _between(text, CODEBOOK_BEGIN, CODEBOOK_END, codebook_page())
    return text


def dictionary() -> str:
    """The tables and documents of every profile."""
    return "\n\n".join(f"## The profile `{name}`\n\n{page(profile)}" for name, profile in PROFILES.items())


def _between(text: str, begin: str, end: str, what: str) -> str:
    before, rest = text.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n\n{what}\n\n{end}{after}"


def _section(table: Table, level: int) -> str:
    lines = [
        f"{'#' * level} `{table.name}`",
        "",
        f"{table.description} Key: {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | type | what it is |",
        "|---|---|---|",
        *(_line(column) for column in table.columns),
    ]
    return "\n".join(lines)


def _line(column: Column) -> str:
    what = column.description
    if column.words:
        what += f" {_one_of(column.words)}"
    if column.refers:
        what += f" An `id` of `{column.refers}`."
    what = what.replace("|", "\\|")
    return f"| `{column.name}` | {column.type}{', always there' if column.required else ''} | {what} |"


def _fields_of(document: Document, level: int) -> str:
    schema = schema_file(document.schema)
    lines = [
        f"{'#' * level} `{document.name}.{document.form}`",
        "",
        document.description,
        "",
        "| field | type | what it is |",
        "|---|---|---|",
        *_fields(schema, schema, ""),
    ]
    return "\n".join(lines)


def _fields(part: dict[str, Any], schema: dict[str, Any], before: str) -> Iterator[str]:
    """A line for each field, then for those inside it: `event_loc.lat`, `actor[].code`."""
    for name, field in part.get("properties", {}).items():
        inner = field.get("items", {}) if field.get("type") == "array" else field
        inner = schema["definitions"][inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
        mark = f"{before}{name}{'[]' if inner is not field else ''}"
        what = field.get("description", "") + (f" {_one_of(inner['enum'])}" if "enum" in inner else "")
        always = ", always there" if name in part.get("required", ()) else ""
        yield f"| `{mark}` | {_type(field)}{always} | {what} |"
        yield from _fields(inner, schema, f"{mark}.")


def _type(field: dict[str, Any]) -> str:
    kinds = field.get("type", "string" if "enum" in field or "const" in field else "object")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _one_of(words: Iterable[object]) -> str:
    return f"One of {', '.join(f'`{word}`' for word in words)}."
