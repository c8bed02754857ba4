"""A workbench for the tests: served from this process on a port of its own, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dateline.workbench import Settings, create_app
from dateline.workbench.listening import Server, address, bound

# tools/browser.sh looks for the same.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
CHROMIUM = next((found for name in BROWSERS if (found := shutil.which(name))), None)


@dataclass
class Site:
    """A workbench that is up: where it is, and the ledger it is on."""

    url: str
    ledger: Path


@contextmanager
def serving(ledger: Path, **settings: Any) -> Iterator[Site]:
    """A workbench on a ledger, over a real socket."""
    ready = threading.Event()
    sock = bound("127.0.0.1", 0)
    server = Server(create_app(Settings(ledger=str(ledger), **settings)), ready.set)
    thread = threading.Thread(target=server.run, args=([sock],), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield Site(address("127.0.0.1", sock).rstrip("/"), ledger)
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
        pytest.skip("no Chromium: install it, or Google Chrome (`make test` as root on Debian does)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Root may not use Chromium's sandbox.
        flags = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield opened
        opened.close()
