"""`dateline serve` as people start it: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from databases import postgresql
from dateline.ledger import Ledger
from dateline.workbench.listening import address
from desk import serving
from invented import raw_of, reading

TOKEN = "k7Pq-rW2_vZ9xLm4sT"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
EXPECTED = re.compile(r"The workbench is at (http://\S+/) \(Ctrl-C stops it\)\.")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "dateline", "serve", *arguments]


def refused(*arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code and what was said, of a start that should not come about."""
    done = subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=60,
        env={**ENVIRONMENT, "COLUMNS": "2000", **environment}, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert EXPECTED.search(done.stdout) is None
    return done.returncode, done.stderr


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, and the address that it printed."""
    process = subprocess.Popen(
        command(*arguments, "--port", "0"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**ENVIRONMENT, **environment},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        said = EXPECTED.match(line)
        assert said, line + (process.stderr.read() if process.stderr else "")
        yield process, said[1]
    finally:
        process.kill()
        process.wait()


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return json.load(answer)


def post(url: str, what: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(url, json.dumps(what).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.db"
    with Ledger.open(path) as book:
        for number in range(3):
            one = reading(number)
            book.add(one, raw_of(one))
    return path


def test_another_address_without_a_token(small: Path) -> None:
    for host in ("0.0.0.0", "::", "desk.example"):
        code, said = refused("--ledger", str(small), "--host", host)
        assert code == 2
        assert "DATELINE_TOKEN" in said
        assert "--token" in said
        assert "secrets.token_urlsafe" in said
    code, said = refused("--ledger", str(small), "--host", "0.0.0.0", DATELINE_TOKEN="guess me")
    assert code == 2
    assert "could be guessed" in said or "without a space" in said


def test_with_a_token_it_is_served_to_others(small: Path) -> None:
    with started("--ledger", str(small), "--host", "0.0.0.0", DATELINE_TOKEN=TOKEN) as (_, url):
        port = url.rstrip("/").rpartition(":")[2]
        here = f"http://127.0.0.1:{port}"
        with pytest.raises(urllib.error.HTTPError, match="401"):
            get(f"{here}/index.json")
        request = urllib.request.Request(f"{here}/index.json", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert json.load(answer)["reports"] == 3


def test_a_port_that_is_in_use(small: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        code, said = refused("--ledger", str(small), "--port", str(other.getsockname()[1]))
    assert code == 1
    assert "is in use" in said
    assert "--port 0" in said


def test_hosts_that_are_not_this_machine(small: Path) -> None:
    code, said = refused("--ledger", str(small), "--host", "192.0.2.7", "--token", TOKEN)
    assert code == 1
    assert "no address of this machine" in said
    code, said = refused("--ledger", str(small), "--host", "nowhere.invalid", "--token", TOKEN)
    assert code == 1
    assert "no address 'nowhere.invalid'" in said


def test_what_is_no_ledger(tmp_path: Path, small: Path) -> None:
    def said(path: Path) -> str:
        code, words = refused("--ledger", str(path), "--port", "0")
        assert code == 1
        return words

    assert "is a folder" in said(tmp_path)
    assert "There is no folder" in said(tmp_path / "nowhere" / "a.db")
    (tmp_path / "words.db").write_text("These are only words. " * 40)
    assert "is not a ledger" in said(tmp_path / "words.db")
    newer = Path(shutil.copy(small, tmp_path / "newer.db"))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE dateline_schema SET version_num = '9999'")
        connection.commit()
    assert "Upgrade" in said(newer)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(small.read_bytes()[:1000] + b"\xff" * 30_000)
    assert "damaged" in said(damaged)


def test_an_empty_ledger_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with started("--ledger", str(path)) as (process, url):
        assert get(f"{url}index.json")["reports"] == 0
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert "is empty: drop reports on the first page" in process.stderr.read()
    with Ledger.open(path, create=False) as book:
        assert book.check() == []


def test_what_is_pending_is_weighed_first(small: Path) -> None:
    with started("--ledger", str(small)) as (_, url):
        assert get(f"{url}incidents.json")
    with Ledger.open(small, create=False) as book:
        from dateline.weighing.weigher import Weigher

        assert Weigher(book).pending() == 0


def test_it_opens_the_browser(small: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "browse"
    script.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    script.chmod(0o755)
    with started("--ledger", str(small), "--open", BROWSER=f"{script} %s") as (_, url):
        until = time.monotonic() + 10
        while not (seen.exists() and seen.read_text().strip()) and time.monotonic() < until:
            time.sleep(0.05)
        assert seen.read_text().strip() == url


def test_stopped_once_it_finishes_what_is_under_way(small: Path) -> None:
    with started("--ledger", str(small), "--by", "Ana") as (process, url):
        made: list[tuple[int, dict[str, Any]]] = []
        report = get(f"{url}api/v1/events?limit=1")["rows"][0]["report"]
        note = {"act": "note", "id": [report], "reason": "Seen."}
        threads = [threading.Thread(target=lambda: made.append(post(f"{url}decide", note))) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        for thread in threads:
            thread.join(30)
        assert process.wait(30) == 0
        assert process.stderr is not None
        said = process.stderr.read()
    assert "The workbench is closed." in said
    assert "Traceback" not in said
    with Ledger.open(small) as book:
        assert len(list(book.decisions.all())) == sum(status == 200 for status, _ in made)


def test_stopped_twice_it_ends_at_once(small: Path) -> None:
    with started("--ledger", str(small)) as (process, url):
        # A request that never ends would be waited for.
        host, _, port = url.removeprefix("http://").rstrip("/").rpartition(":")
        with socket.create_connection((host, int(port))) as held:
            held.sendall(
                f"POST /me HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n\r\nab".encode()
            )
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            time.sleep(0.5)
            assert process.poll() is None
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 130
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_killed_at_any_moment_the_ledger_opens(small: Path) -> None:
    chance = random.Random(2026)
    before = 0
    for _ in range(3):
        with started("--ledger", str(small), "--by", "Ana") as (process, url):
            report = get(f"{url}api/v1/events?limit=1")["rows"][0]["report"]
            answered = [0]

            def decide(url: str = url, report: str = report, answered: list[int] = answered) -> None:
                while True:
                    try:
                        status, _ = post(f"{url}decide", {"act": "note", "id": [report], "reason": "Seen."})
                    except OSError:
                        return
                    answered[0] += status == 200

            threads = [threading.Thread(target=decide) for _ in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.2, 0.8))
            process.kill()
            for thread in threads:
                thread.join(30)
        with Ledger.open(small) as book:
            assert book.check() == []
            now = len(list(book.decisions.all()))
        # What was answered is there.
        assert now >= before + answered[0]
        before = now


def test_a_ledger_that_may_not_be_written_can_be_looked_at(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(small) as book:
        from dateline.weighing.weigher import Weigher

        Weigher(book).weigh()
        report = next(book.report_ids())
    monkeypatch.setattr("dateline.ledger.engine.os.access", lambda *_: False)  # root may write anywhere
    with serving(small, by="Ana") as site:
        assert get(f"{site.url}/index.json")["reports"] == 3
        with urllib.request.urlopen(f"{site.url}/reports/{report}") as answer:
            assert "nothing may be written" in answer.read().decode()
        status, said = post(f"{site.url}/decide", {"act": "note", "id": [report], "reason": "Seen."})
        assert status == 400
        assert "may not be written" in said["error"]
        status, said = post(f"{site.url}/api/v1/reports", {"text": "A convoy reached Lumbala on Tuesday."})
        assert status == 400
        assert "nothing may be written" in said["error"]


def test_a_ledger_in_postgresql() -> None:
    url = postgresql()
    with Ledger.open(url) as book:
        one = reading(1)
        book.add(one, raw_of(one))
    with started("--ledger", url, "--by", "Ana") as (_, at):
        assert get(f"{at}index.json")["reports"] == 1
        report = get(f"{at}api/v1/events?limit=1")["rows"][0]["report"]
        assert get(f"{at}reports/{report}.json")
        status, said = post(f"{at}decide", {"act": "note", "id": [report], "reason": "Seen."})
        assert (status, said["decisions"][0]["by"]) == (200, "Ana")


def test_addresses_are_printed_as_a_browser_takes_them() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:
        port = sock.getsockname()[1]
        assert address("127.0.0.1", sock) == f"http://127.0.0.1:{port}/"
        assert address("::1", sock) == f"http://[::1]:{port}/"
        assert address("0.0.0.0", sock) == f"http://{socket.gethostname()}:{port}/"
