"""The data dictionary as a page: `python -m dateline.export docs/export.md` brings that page up to date."""

from __future__ import annotations

from dateline.export.columns import Column, Table
from dateline.export.profiles import PROFILES, Profile

BEGIN = "<!-- data dictionary: made by python -m dateline.export docs/export.md -->"
END = "<!-- end of the data dictionary -->"


def page(profile: Profile, level: int = 3) -> str:
    """Markdown: a section for each table, a row for each column."""
    return "\n\n".join(_section(table, level) for table in profile.tables)


def refreshed(text: str) -> str:
    """A page with the part between its marks made anew."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    sections = "\n\n".join(page(profile) for profile in PROFILES.values())
    return f"{before}{BEGIN}\n\n{sections}\n\n{END}{after}"


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
        what += f" One of {', '.join(f'`{word}`' for word in column.words)}."
    if column.refers:
        what += f" An `id` of `{column.refers}`."
    what = what.replace("|", "\\|")
    return f"| `{column.name}` | {column.type}{', always there' if column.required else ''} | {what} |"
