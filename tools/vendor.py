"""Makes `static/vendor/` of the workbench again: files of npm packages, kept as they are, and outlines made of one.

`python tools/vendor.py` asks npm for the packages and says what differs from LOCK.json; `--write` puts it in place.
`--from FOLDER` takes packages that were fetched before (`npm pack`), in the place of npm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from make_outlines import outlines

VENDOR = Path(__file__).parents[1] / "src/dateline/workbench/static/vendor"


@dataclass(frozen=True)
class Package:
    """What we take of a package: its files, by the names that they have here."""

    name: str
    version: str
    licence: str
    files: Mapping[str, str]

    @property
    def packed(self) -> str:
        return f"{self.name}-{self.version}.tgz"


PACKAGES = (
    Package("htmx.org", "4.0.1", "0BSD", {"htmx.min.js": "dist/htmx.min.js", "htmx.LICENSE": "LICENSE"}),
    Package(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        {"leaflet.js": "dist/leaflet.js", "leaflet.css": "dist/leaflet.css", "leaflet.LICENSE": "LICENSE"},
    ),
    Package(
        "topojson-client",
        "3.1.0",
        "ISC",
        {"topojson-client.min.js": "dist/topojson-client.min.js", "topojson-client.LICENSE": "LICENSE"},
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "ISC; the outlines are Natural Earth's, in the public domain",
        {"outlines.json": "countries-50m.json", "world-atlas.LICENSE": "LICENSE"},
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the files in place")
    parser.add_argument("--from", dest="folder", type=Path, help="a folder with packages that npm packed")
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = asked.folder or fetched(Path(scratch))
        files = {name: (package, data) for package in PACKAGES for name, data in taken(package, folder)}
    lock = [entry(name, package, data) for name, (package, data) in sorted(files.items())]
    made = {name: data for name, (_, data) in files.items()} | {"LOCK.json": written(lock)}
    differs = [n for n, data in made.items() if not (VENDOR / n).exists() or (VENDOR / n).read_bytes() != data]
    for name in sorted(differs):
        print(f"differs: {name}")
    if asked.write:
        VENDOR.mkdir(parents=True, exist_ok=True)
        for name in differs:
            (VENDOR / name).write_bytes(made[name])
    elif differs:
        sys.exit("static/vendor is not what these packages make. `--write` puts it right.")


def fetched(folder: Path) -> Path:
    """The packages from the registry that npm is set to."""
    wanted = [f"{package.name}@{package.version}" for package in PACKAGES]
    call = ["npm", "pack", "--silent", *wanted]
    subprocess.run(call, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return folder


def taken(package: Package, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files that we take of a package."""
    with tarfile.open(folder / package.packed) as packed:
        for name, path in package.files.items():
            file = packed.extractfile(f"package/{path}")
            assert file is not None
            yield name, ours(name, file.read())


def ours(name: str, data: bytes) -> bytes:
    """A file as we keep it."""
    match name:
        case "outlines.json":
            return (json.dumps(outlines(json.loads(data)), separators=(",", ":"), ensure_ascii=False) + "\n").encode()
        case "leaflet.css":
            # Pictures of pins and of layers, which our maps do not have.
            lines = data.decode().splitlines(keepends=True)
            return "".join("\tbackground-image: none;\n" if "url(images/" in line else line for line in lines).encode()
    return data


def changed(name: str) -> str:
    """What we changed of a file, in words."""
    return {
        "outlines.json": "made smaller, countries under their alpha-3 codes (tools/make_outlines.py)",
        "leaflet.css": "without its pictures",
    }.get(name, "")


def entry(name: str, package: Package, data: bytes) -> dict[str, Any]:
    return {
        "file": name,
        "package": package.name,
        "version": package.version,
        "taken_from": package.files[name],
        "changed": changed(name),
        "licence": package.licence,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
    }


def written(lock: list[dict[str, Any]]) -> bytes:
    return (json.dumps({"files": lock}, indent=1, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    main()
