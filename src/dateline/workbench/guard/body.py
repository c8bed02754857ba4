"""What one request may send, and how slowly: counted as it comes, so that nothing larger is ever held."""

from __future__ import annotations

import asyncio
import time

from starlette.types import Message, Receive, Scope

from dateline.workbench.guard.asked import header
from dateline.workbench.guard.refused import RefusedError

PATIENCE = 30.0  # seconds until the first bytes, and between any two
SLOWEST = 10_000  # bytes a second
DRAINED = 4  # times the bound that is still taken in (and thrown away), so that the sender hears why it was refused


class Bounded:
    """A request's body, of which no more than `most` bytes are handed on."""

    def __init__(self, scope: Scope, receive: Receive, most: int) -> None:
        self.receive = receive
        self.most = most
        self.come = 0
        self.over = False  # more than may be sent
        self._begun = time.monotonic()
        self._done = False
        length = header(scope, "content-length") or "0"
        self.too_long = length.isascii() and length.isdigit() and int(length[:18]) > most

    async def __call__(self) -> Message:
        if self._done:
            return await self.receive()
        message = await self._next()
        if self.come > self.most:
            await self.refuse()
        return message

    async def refuse(self) -> None:
        """Takes in what is left, within bounds, and raises RefusedError."""
        self.over = True
        while not self._done and self.come < DRAINED * self.most:
            await self._next()
        raise RefusedError(413, f"No more than {said(self.most)} can be sent at once.", {"Connection": "close"})

    async def _next(self) -> Message:
        left = PATIENCE + self.come / SLOWEST - (time.monotonic() - self._begun)
        try:
            message = await asyncio.wait_for(self.receive(), max(0.0, min(PATIENCE, left)))
        except TimeoutError:
            raise RefusedError(408, "What was sent came too slowly.", {"Connection": "close"}) from None
        if message["type"] == "http.request":
            self.come += len(message.get("body", b""))
            self._done = not message.get("more_body", False)
        else:
            self._done = True
        return message


def said(size: int) -> str:
    """Bytes as people count them."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:g} MB"
    return f"{size / 1_000:g} kB" if size >= 1_000 else f"{size} bytes"
