"""Can this request be answered at all: its method, its address, its headers and the host that it names."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from dateline.workbench.guard.refused import RefusedError
from dateline.workbench.settings import is_loopback

READS = ("GET", "HEAD")
WRITES = ("POST",)
LONGEST_ADDRESS = 16_000  # characters of path and query
MOST_PARAMETERS = 300
LONGEST_HEADER = 16_000
BODIES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}))(?::([0-9]{1,5}))?")


def header(scope: Scope, name: str) -> str | None:
    """The one value of a header; None where it is not there. Refuses one that is given twice."""
    values = [value for key, value in scope["headers"] if key == name.encode()]
    if len(values) > 1:
        raise RefusedError(400, f"The header {name} is given twice.")
    return values[0].decode("latin-1") if values else None


def check(scope: Scope) -> None:
    """Refuses what no page of ours would send."""
    if scope["method"] not in (*READS, *WRITES):
        allowed = ", ".join((*READS, *WRITES))
        raise RefusedError(405, f"{scope['method'][:20]} is not done here.", {"Allow": allowed})
    _check_address(scope["raw_path"], scope["query_string"])
    if any(len(value) > LONGEST_HEADER for _, value in scope["headers"]):
        raise RefusedError(431, f"A header is longer than {LONGEST_HEADER:,} characters.")
    if scope["method"] in WRITES:
        _check_body(scope)


def _check_address(path: bytes, query: bytes) -> None:
    if len(path) + len(query) > LONGEST_ADDRESS:
        raise RefusedError(414, f"The address is longer than {LONGEST_ADDRESS:,} characters.")
    if query.count(b"&") >= MOST_PARAMETERS:
        raise RefusedError(400, f"The address has more than {MOST_PARAMETERS} parameters.")
    for part in (path.partition(b"?")[0], query):
        plain = unquote_to_bytes(part)
        if b"\0" in plain:
            raise RefusedError(400, "The address has a NUL character in it.")
        try:
            plain.decode()
        except UnicodeDecodeError:
            raise RefusedError(400, "The address is not UTF-8.") from None
    # "//other.example/" would lead away wherever a page links to itself.
    plain = unquote_to_bytes(path)
    if not path.startswith(b"/") or plain.startswith((b"//", b"/\\")) or any(byte < 32 for byte in plain):
        raise RefusedError(400, "That is no address of a page.")


def _check_body(scope: Scope) -> None:
    coded = header(scope, "content-encoding")
    if coded not in (None, "", "identity"):
        raise RefusedError(415, "What is sent here is not compressed.")
    kind = (header(scope, "content-type") or "").partition(";")[0].strip().lower()
    empty = header(scope, "content-length") in (None, "0") and header(scope, "transfer-encoding") is None
    if kind not in BODIES and not empty:
        raise RefusedError(415, f"Send JSON or a form ({', '.join(BODIES)}), not {kind[:80] or 'bytes of no type'}.")


def host(scope: Scope) -> str:
    """The host, and the port where one is named, that the request was sent to. Refuses what is none."""
    named = header(scope, "host")
    if named is None:
        raise RefusedError(400, "The request does not say which host it is for.")
    match = _HOST.fullmatch(named)
    if match is None or int(match[2] or 0) > 65535:
        raise RefusedError(400, "The request names no host that there can be.")
    return named


def check_host(scope: Scope, *, here_only: bool) -> None:
    """Refuses names that are not this machine's own, where only this machine may call.

    A page elsewhere can have its own name stand for 127.0.0.1 and so read what is served there (DNS rebinding); but
    the browser still says that name.
    """
    named = host(scope)
    if here_only and not is_loopback(name_of(named)):
        raise RefusedError(
            421,
            f"This workbench answers on this machine only, not as {name_of(named)[:80]}. "
            "To reach it by another name, start it with a token: dateline serve --help.",
        )


def name_of(named: str) -> str:
    """A host without its port and brackets."""
    match = _HOST.fullmatch(named)
    return (match[1] if match else named).strip("[]").lower()
