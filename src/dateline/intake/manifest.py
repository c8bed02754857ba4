"""Manifests: a CSV with a `file` column that says what the files beside it are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from dateline.intake.arrival import Refusal
from dateline.intake.dates import DateFormError
from dateline.intake.making import Source, shown
from dateline.intake.rows import Table, record_facts

NAME = "manifest.csv"
_BESIDE = "A manifest names files in its own folder, by paths below it."


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a manifest: a file that is there, and what the row says of it."""

    path: Path
    source: Source


def is_manifest(table: Table, text_column: str) -> bool:
    return "file" in table.columns and text_column not in table.columns


def entries(table: Table, folder: Path, source: Source) -> Iterator[Entry | Refusal]:
    """The files a manifest names, once each; a row that cannot be used is refused with its line."""
    seen: set[Path] = set()
    for line, row in table:
        if isinstance(row, str):
            yield source.refuse(row, "Quote cells that hold the delimiter or quotation marks.", line)
            continue
        name = str(row.get("file") or "").strip()
        path = _inside(folder, name)
        if isinstance(path, str):
            yield source.refuse(path, _BESIDE, line)
            continue
        if path in seen:
            yield source.refuse(f"{name!r} is named twice", "The first of its rows counts: remove the other.", line)
            continue
        seen.add(path)
        try:
            facts = record_facts(row, "manifest")
        except DateFormError as error:
            problem, _, remedy = str(error).partition(". ")
            yield source.refuse(f"published {problem}", remedy, line)
            continue
        yield Entry(path, replace(source, path=shown(path), manifest=facts))


def _inside(folder: Path, name: str) -> Path | str:
    """The file, or what is wrong with its name."""
    if not name or "\0" in name:
        return "it names no file"
    plain = PurePosixPath(name)
    if plain.is_absolute() or PureWindowsPath(name).drive or ".." in plain.parts or "\\" in name:
        return f"{name!r} is no path below the manifest's folder"
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return f"{name!r} is a link that leads out of the manifest's folder"
        if not path.is_file():
            return f"there is no file {name!r}"
    except (OSError, ValueError, RuntimeError):
        return f"there is no file {name[:100]!r}"
    return path
