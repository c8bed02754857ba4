"""Writes the tables of docs/api.md from the API's own description: run it when a page or a parameter changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.workbench.api.openapi import document
from dateline.workbench.api.routes import ALL
from dateline.workbench.parameters import CLOCKS, WINDOW

PAGE = Path(__file__).parent / "api.md"
MARK = "<!-- from here on: docs/make_api.py -->"
EVERYWHERE = {one.name for one in CLOCKS}
PAGED = {one.name for one in WINDOW}


def tables(said: dict[str, Any]) -> str:
    """Every address, then every parameter."""
    lines = ["## Addresses", "", "| address | what it gives | asked with |", "|---|---|---|"]
    lines.append("| `GET /api/v1/openapi.json` | This, for programs: OpenAPI 3.1. | |")
    known: dict[str, dict[str, Any]] = {}
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            names = []
            for one in operation.get("parameters", ()):
                known.setdefault(one["name"], one)
                if one["in"] == "query" and one["name"] not in EVERYWHERE | PAGED:
                    names.append(f"`{one['name']}`")
            if any(one["name"] in PAGED for one in operation.get("parameters", ())):
                names.append("paging")
            lines.append(f"| `{method.upper()} {path}` | {_cell(operation['summary'])} | {', '.join(names)} |")
    lines += ["", "## Parameters", "", "| parameter | what it chooses | values |", "|---|---|---|"]
    for name, one in sorted(known.items()):
        schema = one["schema"].get("items", one["schema"])
        values = ", ".join(f"`{value}`" for value in schema.get("enum", ())) or schema["type"]
        more = "; more than once" if one["schema"]["type"] == "array" else ""
        lines.append(f"| `{name}` | {_cell(one['description'])} | {values}{more} |")
    return "\n".join(lines) + "\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    PAGE.write_text(f"{before}{MARK}\n\n{tables(document(ALL))}", encoding="utf-8")
