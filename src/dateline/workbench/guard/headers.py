"""The headers of every answer: what a page may load, who may frame or embed it, and that nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Of every answer, whatever a page says: one page that asks for less care would be the hole.
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Other sites are told nothing; ours is, or browsers would send forms of our own pages as from nowhere.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
# Where a page says nothing else. What is in a ledger stays out of caches.
OTHERWISE = {"cache-control": "no-store"}
BROKEN = re.compile(rb"[\r\n\0]+")  # what would begin another header

Headers = list[tuple[bytes, bytes]]


def guarded(given: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The headers of an answer with ours; no value can begin another header."""
    kept = [
        (name.lower(), BROKEN.sub(b" ", value)) for name, value in given if name.lower().decode("latin-1") not in ALWAYS
    ]
    have = {name.decode("latin-1") for name, _ in kept}
    more = ALWAYS | {name: value for name, value in OTHERWISE.items() if name not in have}
    return [*kept, *((name.encode(), value.encode()) for name, value in more.items())]
