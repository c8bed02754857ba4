"""What a workbench is started with."""

from __future__ import annotations

from dataclasses import dataclass

PORT = 8321
LARGEST = 20_000_000  # bytes of one upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`ledger` is a file or a PostgreSQL URL; `by` who decides, where the person at the page has not said it.

    `token` is what a caller must show; without it only this machine may call. `largest` is the most bytes that one
    request may send.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None
    by: str | None = None
    largest: int = LARGEST
