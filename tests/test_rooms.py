"""The shape: a room imports only rooms to its left, and no module outgrows its page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import dateline

PACKAGE = Path(dateline.__file__).parent
# Left to right, as the design draws it; rooms of one group do not import each other.
ROOMS = [["records"], ["intake", "reader"], ["ledger"], ["weighing"], ["export"], ["workbench"], ["bench"], ["cli"]]
LONGEST = 500


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1:
            yield parts[0], path


def imported_rooms(path: Path) -> set[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.append(node.module or "")
    return {n.split(".")[1] for n in names if n.startswith("dateline.")}


def test_every_room_is_known() -> None:
    assert {room for room, _ in modules()} <= {room for group in ROOMS for room in group}


def test_imports_run_one_way() -> None:
    place = {room: i for i, group in enumerate(ROOMS) for room in group}
    for room, path in modules():
        for other in imported_rooms(path) - {room}:
            assert place[other] < place[room], f"{path.relative_to(PACKAGE)} ({room}) imports {other}"


def test_modules_are_short_and_say_what_they_are() -> None:
    for _, path in modules():
        source = path.read_text(encoding="utf-8")
        assert source.count("\n") <= LONGEST, f"{path.relative_to(PACKAGE)} is longer than {LONGEST} lines"
        assert ast.get_docstring(ast.parse(source)), f"{path.relative_to(PACKAGE)} does not say what it is"
