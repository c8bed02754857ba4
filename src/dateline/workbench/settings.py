"""What a workbench is started with; what would leave it open to other machines is refused here."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address

PORT = 8321
LARGEST = 20_000_000  # bytes of one upload
SHORTEST = 16  # characters of a token
LEAST_KINDS = 6  # different characters in it
MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe())'"


class SettingsError(ValueError):
    """A workbench cannot be started like this; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`ledger` is a file or a PostgreSQL URL; `by` who decides, where the person at the page has not said it.

    `token` is what a caller must show; without it only this machine may call. `largest` is the most bytes that one
    request may send. Raises SettingsError for a host that others can reach without a token, and for a weak token.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = field(default=None, repr=False)
    by: str | None = None
    largest: int = LARGEST

    def __post_init__(self) -> None:
        if self.token is not None:
            _check_token(self.token)
        elif not is_loopback(self.host):
            raise SettingsError(
                f"At {self.host} other machines can reach the workbench, and everything in the ledger with it. "
                "Give a token that callers must show: set DATELINE_TOKEN, or --token. "
                f"This makes a good one: {MAKE_ONE}. Without a token it is served to this machine only (127.0.0.1)."
            )


def is_loopback(host: str) -> bool:
    """Is it this machine's own name or address, which no other machine can reach?"""
    name = host.strip("[]").lower()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _check_token(token: str) -> None:
    if not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(f"A token is letters, digits and signs without a space. This makes one: {MAKE_ONE}.")
    if len(token) < SHORTEST or len(set(token)) < LEAST_KINDS:
        raise SettingsError(
            f"The token could be guessed: it needs {SHORTEST} characters or more, not one over and over. "
            f"This makes a good one: {MAKE_ONE}."
        )
