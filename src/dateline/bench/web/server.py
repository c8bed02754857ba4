"""A workbench in a process of its own, as people start it."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.bench.common import ONE_CORE, BenchError

PATIENCE = 600  # seconds for one answer: what takes longer is a fault, not a figure
SAID = re.compile(r"The workbench is at (http://\S+/)")


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: milliseconds to its first byte and to its last, how many bytes came over the wire, and its words."""

    status: int
    first: float
    whole: float
    size: int
    body: bytes


class Caller:
    """Asks like a browser: over one connection that is kept, and takes answers packed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE)

    def get(self, path: str, *, plain: bool = False) -> Got:
        """One answer; `plain` has it come unpacked."""
        headers = {"Accept": "text/html,*/*"} | ({} if plain else {"Accept-Encoding": "gzip"})
        began = time.perf_counter()
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        first = time.perf_counter()
        body = answer.read()
        ended = time.perf_counter()
        return Got(answer.status, (first - began) * 1000, (ended - began) * 1000, len(body), body)


@contextmanager
def serving(where: str) -> Iterator[Caller]:
    """A workbench on a ledger, and one who asks it. What was pending has been weighed. Raises BenchError."""
    command = [sys.executable, "-m", "dateline", "serve", "--ledger", where, "--port", "0"]
    kept = {name: value for name, value in os.environ.items() if name not in ("DATELINE_TOKEN", "DATELINE_LEDGER")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**kept, **ONE_CORE})  # noqa: S603
    try:
        assert process.stdout is not None
        said = SAID.search(process.stdout.readline())
        if said is None:
            raise BenchError(f"The workbench on {where} did not start; what it said stands above.")
        yield Caller(said[1])
    finally:
        process.terminate()
        process.wait(30)
