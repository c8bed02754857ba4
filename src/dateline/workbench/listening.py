"""Listening: the port, the server on it, patience with slow callers, and how it ends."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 20.0  # seconds in which the head of a request must have come
IDLE = 15  # seconds that a connection is kept for another request
FINISHING = 30  # seconds in which what is under way may end, once the workbench is stopped
MOST = 256  # connections at a time
STOPPED = 130  # the exit code of a program that was stopped


class ListeningError(OSError):
    """The workbench cannot listen there; the message says why and what to do."""


def bound(host: str, port: int) -> socket.socket:
    """A socket of that address. Raises ListeningError where there can be none."""
    name = host.strip("[]")
    try:
        # "localhost" may mean several addresses: that of version 4 is the one all programs know.
        found = sorted(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM), key=lambda one: one[0])
    except (OSError, UnicodeError):
        raise ListeningError(f"There is no address {host!r} to listen at. Leave out --host, or name another.") from None
    family, kind, protocol, _, address = found[0]
    sock = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(address)
        # Another program that listens there shows only now.
        sock.listen(128)
    except OSError as error:
        sock.close()
        raise ListeningError(_why(host, port, error)) from None
    return sock


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use: by a workbench that is open already, or another program. "
            "Choose another by --port; --port 0 takes any that is free."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"This user may not listen at port {port}. Choose one from 1024 by --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine. Leave out --host, or name another."
    return f"The workbench cannot listen at {host}, port {port} ({error.strerror or error})."


def address(host: str, sock: socket.socket) -> str:
    """Where a browser finds the workbench."""
    name = host.strip("[]")
    if name in ("0.0.0.0", "::", ""):  # noqa: S104 - every address: by the machine's name, then
        name = socket.gethostname()
    return f"http://{f'[{name}]' if ':' in name else name}:{sock.getsockname()[1]}/"


class Patient(H11Protocol):
    """A connection that waits for the head of a request only so long, however it trickles in."""

    _until: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._waited()
        elif self._until is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._waited()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._until = self.loop.call_later(HEAD, self._too_slow)

    def _waited(self) -> None:
        if self._until is not None:
            self._until.cancel()
            self._until = None

    def _too_slow(self) -> None:
        self._until = None
        busy = self.cycle is not None and not self.cycle.response_complete
        if not busy and not self.transport.is_closing():
            self.transport.close()


class Server(uvicorn.Server):
    """A server that says when it is ready; stopped once it finishes what is under way, stopped twice it ends at once.

    Nothing is lost either way: what the ledger takes in it takes whole or not at all.
    """

    def __init__(self, app: Any, ready: Callable[[], None] = lambda: None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Patient,
                ws="none",
                log_level="critical",  # the workbench itself logs what is wrong
                access_log=False,
                server_header=False,
                limit_concurrency=MOST,
                timeout_keep_alive=IDLE,
                timeout_graceful_shutdown=FINISHING,
            )
        )
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit and sig == signal.SIGINT:
            # Threads may be in the middle of something, and would be waited for.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(STOPPED)
        super().handle_exit(sig, frame)
