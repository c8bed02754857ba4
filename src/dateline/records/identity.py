"""Ids: content hashes with a letter that says what they name."""

from __future__ import annotations

import hashlib
from typing import Literal

Kind = Literal["report", "voice", "actor", "place", "time", "claim", "event"]
PREFIX: dict[Kind, str] = {
    "report": "r",
    "voice": "v",
    "actor": "a",
    "place": "p",
    "time": "t",
    "claim": "c",
    "event": "e",
}


def make_id(kind: Kind, *parts: object) -> str:
    """An id such as `c_5f0c2a91be34d7aa`: 64 bits of SHA-256 over the parts, which alone decide it."""
    joined = "\x1f".join(str(part) for part in parts)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{PREFIX[kind]}_{digest[:16]}"
