"""What is refused, and why: a status, a sentence for a person, and the headers that go with it."""

from __future__ import annotations

from collections.abc import Mapping


class RefusedError(Exception):
    """A request that goes no further. `status` is HTTP's, `message` for a person, `headers` go with the answer."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = dict(headers or {})
