"""What kind of file it is: by its first bytes, then its name, then its first words."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!", "a rar archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"ARROW1", "an Arrow file"),
    (b"WARC/", "a web archive (WARC)"),
)
_BY_NAME = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".txt": "text", ".text": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
# Files that lie beside reports in a folder, above all in the one that a browser saves with a page.
_NO_REPORTS = frozenset(
    ".css .js .mjs .map .woff .woff2 .ttf .otf .eot .svg .ico .py .pyc .sh .ini .toml .yaml .yml .lock .log".split()
)
# A tenth of random bytes are control characters that no text has; a twentieth leaves room for a damaged text.
MOST_CONTROL = 0.05
_HTML = re.compile(rb"\s*(?:<!--|<\?xml|<!doctype\s+html|<html|<head|<body|<article|<div|<p[\s>])", re.I)
_TAGS = re.compile(rb"<(?:html|body|head|article|div|p|br|span|td|h1)\b", re.I)


def kind_of(path: str, head: bytes, text_column: str) -> str:
    """html, text, jsonl, json, csv or parquet; or `?` and what it is instead, where no report can be in it.

    `head` is the file's beginning, some thousand bytes of it.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return "?" + name
    if head[4:8] == b"ftyp":
        return "?a film"
    suffix = PurePath(path).suffix.lower()
    if suffix in _NO_REPORTS:
        return f"?a {suffix} file"
    kind = _BY_NAME.get(suffix)
    if kind == "parquet":
        return "?no Parquet file, whatever its name says"
    if _is_binary(head):
        return "?a binary file"
    if kind == "html":
        return "html" if _TAGS.search(head) or b"<" in head else "text"
    if kind in ("jsonl", "json", "csv"):
        return kind
    return _by_words(head, text_column, named=kind == "text")


def _is_binary(head: bytes) -> bool:
    """Whether control characters that no text has are more than a scattering; UTF-16 and UTF-32 are text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or not head:
        return False
    control = sum(head.count(bytes([c])) for c in (*range(1, 9), *range(14, 27), *range(28, 32), 127))
    nul = head.count(0)
    if nul > 0.2 * len(head):
        other = head.replace(b"\0", b"")
        return nul > 0.6 * len(head) or control > MOST_CONTROL * max(len(other), 1)
    return control > MOST_CONTROL * len(head)


def _by_words(head: bytes, text_column: str, *, named: bool) -> str:
    words = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HTML.match(words) and (not named or re.match(rb"(?:<\?xml|<!doctype|<html)", words, re.I)):
        return "html"
    line = words.split(b"\n", 1)[0]
    if words.startswith(b"{") and _is_record(line, text_column):
        return "jsonl"
    if not named and _is_header(line, text_column):
        return "csv"
    return "text"


def _is_record(line: bytes, text_column: str) -> bool:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        # A line longer than the head cannot be parsed yet: its first key decides.
        return bool(re.match(rb'\{\s*"(?:text|id|published|outlet|title|url)"\s*:', line)) and len(line) > 4000
    return isinstance(record, dict) and text_column in record


def _is_header(line: bytes, text_column: str) -> bool:
    for mark in (b",", b"\t", b";"):
        cells = [cell.strip(b' "\r') for cell in line.split(mark)]
        if len(cells) > 1 and text_column.encode() in cells and all(re.fullmatch(rb"[\w .-]{1,40}", c) for c in cells):
            return True
    return False
