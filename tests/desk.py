"""A workbench for the tests: served from this process on a port of its own, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dateline.workbench import Settings, create_app

CHROMIUM = next((p for p in ("chromium", "chromium-browser", "google-chrome") if shutil.which(p)), None)


@dataclass
class Site:
    """A workbench that is up: where it is, and the ledger it is on."""

    url: str
    ledger: Path


@contextmanager
def serving(ledger: Path, **settings: Any) -> Iterator[Site]:
    """A workbench on a ledger, over a real socket."""
    app = create_app(Settings(ledger=str(ledger), **settings))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Site(f"http://127.0.0.1:{port}", ledger)
    finally:
        server.should_exit = True
        thread.join(20)


@dataclass
class Watched:
    """What went wrong in a browser's page: errors in its console, and requests to other machines."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def watch(page: Any, own: str) -> Watched:
    """Keeps what a page complains of, and what it asks of anybody but the workbench at `own`."""
    watched = Watched()
    page.on("console", lambda m: watched.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on(
        "request",
        lambda r: watched.strangers.append(r.url) if not r.url.startswith((own, "data:", "blob:", "about:")) else None,
    )
    return watched


def browser() -> Iterator[Any]:
    """A real Chromium, without a window; the tests that need one are skipped, and say so, where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium: `make test` as root installs it, or install Debian's chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Root may not use Chromium's sandbox.
        flags = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        opened = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM), args=flags)
        yield opened
        opened.close()
