"""Bytes to text: byte-order marks, UTF-8, what the file declares, then the likeliest of the common encodings."""

from __future__ import annotations

import codecs
import re

from dateline.records import storable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})"""
    rb"""|<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
_SAMPLE = 100_000
_NO_CHARSETS = (
    "idna",
    "punycode",
    "raw-unicode",
    "raw_unicode",
    "unicode-esc",
    "unicode_esc",
    "undefined",
    "mbcs",
    "oem",
)
# What the guesser chooses between: encodings that news archives are really in.
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8_r",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "mac_roman", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_LATIN_MARKS = frozenset("‘’“”–—…•©®°£€§·«»½¼¾ ™")
MIXED = "dateline-mixed"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, read as windows-1252: what a page glued together from two sources needs."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(MIXED, _as_cp1252)


def decode(data: bytes, encoding: str | None = None, *, html: bool = False) -> tuple[str, str]:
    """The text and the name of the encoding it was in. `encoding`, where the user gives one, is used as it is."""
    name, errors, skip = encoding_of(data, encoding, html=html)
    text = storable(data[skip:].decode(name, errors))
    return text, name if errors != MIXED else f"{name}+cp1252"


def encoding_of(data: bytes, encoding: str | None = None, *, html: bool = False) -> tuple[str, str, int]:
    """(codec, error handler, length of the byte-order mark) for data, or for the first part of a long file."""
    if encoding:
        bom = next((mark for mark, name in _BOMS if data.startswith(mark) and name[:5] == encoding.lower()[:5]), b"")
        return encoding, "replace", len(bom) if encoding.lower() not in ("utf-16", "utf-32") else 0
    for mark, name in _BOMS:
        if data.startswith(mark):
            broken = MIXED if name == "utf-8" and not _is_utf8(data) else "replace"
            return name, broken, len(mark)
    if wide := _wide(data):
        return wide, "replace", 0
    if _is_utf8(data):
        return "utf-8", "strict", 0
    if html and (declared := _declared(data)):
        return declared, "replace", 0
    if _mostly_utf8(data):
        return "utf-8", MIXED, 0
    return _guess(data[:_SAMPLE]), "replace", 0


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Whether multi-byte UTF-8 sequences clearly outnumber the bytes that are none."""
    sample = data[:_SAMPLE].decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= c <= "\udcff" for c in sample)
    whole = sum(c > "\x7f" for c in sample) - broken
    return whole > 2 * broken


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    head = data[:2000]
    if len(head) < 8:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:8000])
    if not match:
        return None
    name = (match[1] or match[2]).decode("ascii").lower()
    if name in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"):
        return "cp1252"  # as browsers do
    # A page that is no valid UTF-8 but says so is left to the guesser.
    return name if is_charset(name) and not name.startswith(("utf-8", "utf8", "utf-16", "utf-32", "utf-7")) else None


def is_charset(name: str) -> bool:
    """Whether Python knows the name as one of texts, rather than of archives, host names or program sources."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return getattr(info, "_is_text_encoding", True) and not info.name.startswith(_NO_CHARSETS)


def _guess(sample: bytes) -> str:
    """English and other Latin text first; the guesser decides the rest."""
    latin = sample.decode("cp1252", "replace")
    if sum(c > "\x7f" and c not in _LATIN_MARKS for c in latin) < 0.04 * len(latin):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:20_000], cp_isolation=_LIKELY, preemptive_behaviour=False).best()
    return best.encoding if best else "cp1252"
