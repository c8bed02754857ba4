"""Where an export goes: a folder that appears whole, in the place of nothing but an earlier export."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.export.errors import ExportError
from dateline.export.package import CREATED_BY, FILE


@contextmanager
def whole_folder(to: Path, *, replace: bool) -> Iterator[Path]:
    """A folder to write in, moved to `to` when all is written; nothing is at `to` before.

    What is there already must be empty or an earlier export. With `replace`, any other folder is moved aside, to a
    name that ends in .before-1, -2 ...; it is never deleted. Raises ExportError.
    """
    to = to.absolute()
    _check(to, replace=replace)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{to.name}.partial-", dir=to.parent))
    except OSError as error:
        raise ExportError(f"Nothing can be written beside {to} ({error.strerror}).") from None
    try:
        partial.chmod(0o755)
        yield partial
        _check(to, replace=replace)  # it may have changed meanwhile
        aside = _move_aside(to) if to.exists() else None
        partial.rename(to)
        if aside is not None and (ours(aside) or not any(aside.iterdir())):
            shutil.rmtree(aside)
    except OSError as error:
        raise ExportError(f"{to} could not be written ({error.strerror or error}).") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def ours(folder: Path) -> bool:
    """Is it an export, with nothing in it that an export does not write?"""
    try:
        package = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if not str(package["created_by"]).startswith(CREATED_BY):
            return False
        written = {FILE, "README.md", *(resource["path"] for resource in package["resources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return {path.name for path in folder.iterdir()} <= written


def _check(to: Path, *, replace: bool) -> None:
    if to.is_symlink() or (to.exists() and not to.is_dir()):
        raise ExportError(f"{to} is not a folder. Name a folder for the tables.")
    if to.is_dir() and any(to.iterdir()) and not replace and not ours(to):
        raise ExportError(
            f"{to} has other files in it. Name another folder, or allow it to be replaced (--replace): "
            "it is then moved aside."
        )


def _move_aside(to: Path) -> Path:
    number = 1
    while (aside := to.with_name(f"{to.name}.before-{number}")).exists():
        number += 1
    to.rename(aside)
    return aside
