"""Reading paths: files, folders and standard input, each record as it comes."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from dateline.intake.arrival import Arrival, Options, Refusal
from dateline.intake.decode import decode
from dateline.intake.making import EMPTY, Facts, Source, arrive, shown
from dateline.intake.manifest import NAME, Entry, entries, is_manifest
from dateline.intake.metadata import page_facts
from dateline.intake.page import page_text, parse_page
from dateline.intake.rows import Table, read_csv, read_json, read_jsonl, read_parquet
from dateline.intake.sniff import kind_of
from dateline.records import Provenance

STDIN = "-"
_HEAD = 8_000
_LEAVE = "Leave it out, or save the report as HTML or plain text."
Read = Iterator[Arrival | Refusal]


def read_paths(paths: Sequence[str | Path], options: Options = Options()) -> Read:  # noqa: B008 - frozen
    """Reports of files, of folders (recursive, sorted, hidden files left out) and of `-`, standard input.

    Lazy: a record at a time. What cannot be read is a Refusal; nothing raises for what a file holds.
    """
    for name in paths:
        source = Source(shown(name), options)
        if str(name) == STDIN:
            yield from _stream(_stdin(), source, None)
            continue
        path = Path(name)
        try:
            is_folder, there = path.is_dir(), path.exists()
        except (OSError, ValueError) as error:
            yield source.refuse(f"it cannot be opened ({_reason(error)})", "Check the path.")
            continue
        if is_folder:
            yield from _folder(path, options)
        elif not there:
            yield source.refuse("there is no such file or folder", "Check the path.")
        else:
            yield from _file(path, source)


def read_folder(folder: Path, options: Options = Options()) -> Read:  # noqa: B008 - frozen
    """Reports of the files in a folder, as `read_paths` gives them, each named by where it lies in the folder.

    For files that were put there only to be read: what they are called is theirs, the folder is not.
    """
    above = f"{shown(folder)}{os.sep}"
    for item in _folder(folder, options):
        if isinstance(item, Refusal):
            yield replace(item, path=item.path.removeprefix(above))
        else:
            report = item.report
            yield replace(item, report=replace(report, path=report.path and report.path.removeprefix(above)))


def read_bytes(data: bytes, path: str, options: Options = Options()) -> Read:  # noqa: B008 - frozen
    """Reports of one file's bytes; `path` is what it is called."""
    yield from _stream(io.BufferedReader(io.BytesIO(data)), Source(shown(path), options), None)


def count_paths(paths: Sequence[str | Path]) -> int | None:
    """How many files there are to read, for a progress bar; None where standard input is among them."""
    total = 0
    for path in paths:
        if str(path) == STDIN:
            return None
        total += sum(1 for _ in _walk(Path(path))) if os.path.isdir(path) else 1  # noqa: PTH112 - may be no path
    return total


def _folder(folder: Path, options: Options) -> Read:
    """Every file below a folder: first those its manifest names, then the rest by name."""
    arrived = refused = False
    named: set[str] = set()
    for path in _walk(folder):
        source = Source(shown(path), options)
        if os.path.realpath(path) in named:
            continue
        if not _stays_inside(path, folder):
            items: Read = iter([source.refuse("it is a link that leads out of the folder", "Name its target itself.")])
        elif path.name == NAME:
            items = _file(path, source, named)
        else:
            items = _file(path, source)
        for item in items:
            arrived, refused = arrived or isinstance(item, Arrival), refused or isinstance(item, Refusal)
            yield item
    if not arrived and not refused:
        yield Source(shown(folder), options).refuse("there is nothing to read in this folder", "Check the path.")


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder in a settled order, a folder's manifest first; hidden and linked folders left out."""
    waiting = _beside(folder)  # no recursion: folders may lie in one another deeper than Python's own stack
    while waiting:
        entry = waiting.pop()
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            waiting += _beside(entry)
        elif not os.path.isdir(entry):  # noqa: PTH112 - a link may lead anywhere, even to itself
            yield Path(entry.path)


def _beside(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """What lies in a folder, the first to be read last."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: (entry.name != NAME, entry.name), reverse=True)
    except OSError:
        return []


def _stays_inside(path: Path, folder: Path) -> bool:
    return not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _file(path: Path, source: Source, named: set[str] | None = None) -> Read:
    """One file. `named` collects the files of a manifest met in a folder. A pipe or device is not waited for."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield source.refuse("it is a pipe or a device, not a file", "Give - and pipe it to standard input.")
            return
        with path.open("rb") as stream:
            yield from _stream(stream, source, path.parent, named)
    except OSError as error:
        yield source.refuse(f"it cannot be opened ({_reason(error)})", "Check that you may read it.")


def _stream(stream: io.BufferedReader, source: Source, folder: Path | None, named: set[str] | None = None) -> Read:
    options = source.options
    head = stream.peek(_HEAD)[:_HEAD]
    if not head:
        yield source.refuse("the file is empty", "Leave it out.")
        return
    kind = kind_of(source.path, head, options.text_column)
    if kind.startswith("?"):
        yield source.refuse(f"it is {kind[1:]}, which is not read", _LEAVE)
    elif kind == "jsonl":
        yield from read_jsonl(stream, source)
    elif kind == "csv":
        yield from _table(stream, source, folder, named)
    elif kind == "parquet":
        if not stream.seekable():
            yield source.refuse("Parquet is not read from a pipe", "Give the file's name.")
            return
        yield from read_parquet(stream, source)
    else:
        data = stream.read(options.most_bytes + 1)
        if len(data) > options.most_bytes:
            yield source.too_long()
        elif kind == "json":
            yield from read_json(data, source)
        else:
            yield read_page(data, source) if kind == "html" else read_text(data, source)


def _table(stream: IO[bytes], source: Source, folder: Path | None, named: set[str] | None) -> Read:
    table = Table(stream, source)
    if not is_manifest(table, source.options.text_column):
        yield from read_csv(table, source)
        return
    if folder is None:
        yield source.refuse("it is a manifest, which names files beside it", "Give the manifest's own path.")
        return
    found = False
    for entry in entries(table, folder, source):
        if isinstance(entry, Entry):
            resolved = os.path.realpath(entry.path)
            if named is not None and resolved in named:
                continue
            found = True
            if named is not None:
                named.add(resolved)
            yield from _file(entry.path, entry.source)
        else:
            found = True
            yield entry
    if not found:
        yield source.refuse("the manifest names no files", "Add rows below its header.")


def read_text(data: bytes, source: Source) -> Arrival | Refusal:
    """A plain text, verbatim."""
    text, encoding = decode(data, source.options.encoding)
    return arrive(text, data, source, {}, Provenance(format="text", encoding=encoding))


def read_page(data: bytes, source: Source) -> Arrival | Refusal:
    """A web page: its text as the extractor froze it, with what the page says of itself."""
    options = source.options
    markup, encoding = decode(data, options.encoding, html=True)
    if not markup.strip("\ufeff\ufffd \t\r\n"):
        return source.refuse(EMPTY, "Leave it out, or save the report again.")
    tree = parse_page(markup)
    url = options.url or source.manifest.get("url", ("", ""))[0]
    facts: Facts = page_facts(tree, url or None) if tree is not None else {}
    text, extractor = page_text(markup, tree)
    if not text.strip():
        return source.refuse("no article text was found in the page", "Save the report as plain text instead.")
    return arrive(text, data, source, facts, Provenance(format="html", encoding=encoding, extractor=extractor))


def _stdin() -> io.BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
