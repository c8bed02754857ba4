"""The lists of towns and divisions that come with the program: gzipped tables, made by `tools/make_gazetteer.py`."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

FOLDER = resources.files("dateline.reader") / "data" / "gazetteer"


@dataclass(frozen=True, slots=True)
class Shipped:
    """One of the lists: the name of its file, and its columns in their order. Several names are parted by `|`."""

    name: str
    columns: tuple[str, ...]

    def rows(self) -> Iterator[list[str]]:
        """The rows, one list of cells each, in the order in which places are numbered."""
        with (FOLDER / f"{self.name}.tsv.gz").open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
            if next(lines).rstrip("\n").split("\t") != list(self.columns):
                raise ValueError(f"{self.name}.tsv.gz is of another version. Install dateline again.")
            for line in lines:
                yield line.rstrip("\n").split("\t")


DIVISIONS = Shipped(
    "divisions",
    ("geonameid", "name", "others", "level", "country", "admin1", "admin2", "lat", "lon", "population"),
)
TOWNS = Shipped(
    "towns", ("geonameid", "names", "others", "kind", "country", "admin1", "admin2", "lat", "lon", "population")
)


@cache
def fingerprint() -> str:
    """A hash of both lists: another list is another gazetteer."""
    digest = hashlib.sha256()
    for shipped in (DIVISIONS, TOWNS):
        digest.update((FOLDER / f"{shipped.name}.tsv.gz").read_bytes())
    return digest.hexdigest()
