"""The guard: only this machine unless a token is shown, nothing for other sites, bounded requests, strict headers."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from dateline.ledger import Ledger
from dateline.workbench import Settings
from dateline.workbench.guard.body import Bounded
from dateline.workbench.guard.guesses import FREE, LONGEST, Guesses
from dateline.workbench.guard.headers import guarded
from dateline.workbench.guard.refused import RefusedError
from dateline.workbench.guard.session import LASTS, Sessions
from dateline.workbench.links import local, outward
from dateline.workbench.settings import SettingsError
from desk import Site, serving
from invented import raw_of, reading

TOKEN = "k7Pq-rW2_vZ9xLm4sT"
LARGEST = 200_000
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def small_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guard") / "small.db"
    with Ledger.open(path) as book:
        one = reading(1)
        book.add(one, raw_of(one))
    return path


@pytest.fixture(scope="module")
def open_site(small_ledger: Path) -> Iterator[Site]:
    """A workbench that only this machine may call."""
    with serving(small_ledger, by="Ana", largest=LARGEST) as one:
        yield one


@pytest.fixture(scope="module")
def closed_site(small_ledger: Path) -> Iterator[Site]:
    """A workbench that needs a token."""
    with serving(small_ledger, by="Ana", token=TOKEN, largest=LARGEST) as one:
        yield one


class Answer:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.read()

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(site: Site, path: str, method: str = "GET", body: bytes | str | None = None, **headers: str | None) -> Answer:
    """One request, with exactly these headers (`sec_fetch_site` is Sec-Fetch-Site); None leaves Host out."""
    url = urlsplit(site.url)
    connection = http.client.HTTPConnection(str(url.hostname), url.port, timeout=20)
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host="host" in said, skip_accept_encoding=True)
    sent = body.encode() if isinstance(body, str) else body
    if sent is not None and "Content-Length" not in said:
        connection.putheader("Content-Length", str(len(sent)))
    for name, value in said.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(sent)
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def raw(site: Site, request: bytes, patience: float = 20) -> bytes:
    """What comes back for these very bytes."""
    url = urlsplit(site.url)
    with socket.create_connection((url.hostname, url.port), timeout=patience) as sock:
        sock.sendall(request)
        got = b""
        while part := sock.recv(65536):
            got += part
    return got


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


# ---- how it is started


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.20", "desk.example", "localhost.example", "", "128.0.0.1"]
)
def test_another_address_than_this_machine_needs_a_token(host: str) -> None:
    with pytest.raises(SettingsError, match=r"DATELINE_TOKEN, or --token"):
        Settings(ledger="x.db", host=host)
    assert Settings(ledger="x.db", host=host, token=TOKEN).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_this_machine_needs_none(host: str) -> None:
    assert Settings(ledger="x.db", host=host).token is None


@pytest.mark.parametrize(
    "token", ["short", "", "a" * 40, "abababababababababab", "has a space in it, too", "é" * 20, "x\ny" * 9]
)
def test_a_weak_token_is_refused(token: str) -> None:
    with pytest.raises(SettingsError, match=r"makes (a good )?one"):
        Settings(ledger="x.db", token=token)


def test_a_token_is_not_shown_where_settings_are() -> None:
    assert TOKEN not in repr(Settings(ledger="x.db", token=TOKEN))


# ---- headers of every answer


def check_headers(answer: Answer) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/", 200, "no-store"),
        ("/index.json", 200, "no-store"),
        ("/nowhere", 404, "no-store"),
        ("/static/css/base.css", 200, "no-cache"),
        ("/static/css/base.css?v=1", 200, "public, max-age=31536000, immutable"),
        ("/static/nowhere.css?v=1", 404, "no-store"),
        ("/sign-in", 303, "no-store"),
        ("/?limit=-1", 200, "no-store"),
        ("/%00", 400, "no-store"),
    ],
)
def test_every_answer_is_strict(open_site: Site, path: str, status: int, kept: str) -> None:
    answer = ask(open_site, path)
    assert answer.status == status
    check_headers(answer)
    assert answer.headers["Cache-Control"] == kept


def test_refusals_are_strict_too(open_site: Site, closed_site: Site) -> None:
    for answer, status in (
        (ask(open_site, "/", "DELETE"), 405),
        (ask(open_site, "/", host="evil.example"), 421),
        (ask(open_site, "/decide", "POST", b"x" * (LARGEST + 1), **FORM), 413),
        (ask(closed_site, "/"), 303),
        (ask(closed_site, "/index.json"), 401),
        (ask(open_site, "/decide", "POST", "{", **JSON), 400),
    ):
        assert answer.status == status
        check_headers(answer)


def test_no_page_may_ask_for_less_care_and_no_value_begins_another_header() -> None:
    given = [
        (b"Content-Security-Policy", b"default-src *"),
        (b"content-disposition", b'a; filename="x\r\nSet-Cookie: a=b"'),
    ]
    headers = dict(guarded(given))
    assert b"*" not in headers[b"content-security-policy"]
    assert headers[b"content-disposition"] == b'a; filename="x Set-Cookie: a=b"'
    assert sum(name == b"content-security-policy" for name, _ in guarded(given)) == 1


def test_no_page_has_a_script_or_a_style_of_its_own(open_site: Site, closed_site: Site) -> None:
    for text in (ask(open_site, "/").text, ask(open_site, "/nowhere").text, ask(closed_site, "/sign-in").text):
        for script in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.S):
            assert 'src="/static/' in script[0]
            assert not script[1]
        assert "<style" not in text
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)\s*=", text)


def test_head_is_get_without_the_body(open_site: Site) -> None:
    answer = ask(open_site, "/index.json", "HEAD")
    assert answer.status == 200
    assert answer.body == b""
    assert int(answer.headers["Content-Length"]) > 10


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_not_done(open_site: Site, method: str) -> None:
    answer = ask(open_site, "/decide", method)
    assert answer.status in (400, 405)


@pytest.mark.parametrize("path", ["/decide", "/me", "/sign-out"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_is_written_by_asking(open_site: Site, path: str, method: str) -> None:
    assert ask(open_site, f"{path}?act=note&id=r_1&reason=x", method).status in (404, 405)


# ---- the name that was called


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8321", "localhost", "LOCALHOST:9", "[::1]", "[::1]:8321", "127.9.9.9:65535"],
)
def test_names_of_this_machine(open_site: Site, host: str) -> None:
    assert ask(open_site, "/index.json", host=host).status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("evil.example:8321", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("localhost.", 421),
        ("0.0.0.0", 421),
        ("192.168.1.4:8321", 421),
        ("[2001:db8::1]:8321", 421),
        ("2130706433", 421),  # 127.0.0.1 as one number
        ("127.0.0.1:99999", 400),
        ("127.0.0.1:x", 400),
        ("127.0.0.1:", 400),
        ("user@127.0.0.1", 400),
        ("[::1", 400),
        ("127.0.0.1/evil", 400),
        ("a b", 400),
        ("", 400),
        (None, 400),
    ],
)
def test_other_names_are_not_answered(open_site: Site, host: str | None, status: int) -> None:
    answer = ask(open_site, "/index.json", host=host)
    assert answer.status == status
    assert b"reports" not in answer.body


def test_two_hosts_and_none_at_all(open_site: Site) -> None:
    two = raw(
        open_site, b"GET /index.json HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    )
    none = raw(open_site, b"GET /index.json HTTP/1.0\r\n\r\n")
    whole = raw(
        open_site, b"GET http://evil.example/index.json HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    assert [status_of(answer) for answer in (two, none, whole)] == [400, 400, 400]


def test_with_a_token_any_name_is_served(closed_site: Site) -> None:
    bearer = f"Bearer {TOKEN}"
    assert ask(closed_site, "/index.json", host="desk.example:8321", Authorization=bearer).status == 200
    assert ask(closed_site, "/index.json", host="a b", Authorization=bearer).status == 400


# ---- other sites


def decided(site: Site, **headers: str) -> int:
    """The status of a try to write: 400 says that it came as far as to the decision, which lacks an id."""
    return ask(site, "/decide", "POST", "act=note", **{**FORM, **headers}).status


def test_writes_of_our_own_pages_and_of_programs(open_site: Site) -> None:
    assert decided(open_site) == 400
    assert decided(open_site, Sec_Fetch_Site="same-origin", Origin=open_site.url) == 400
    assert decided(open_site, Origin=open_site.url.replace("http:", "https:")) == 400
    assert decided(open_site, host="localhost", Origin="http://localhost:80") == 400
    assert decided(open_site, Referer=f"{open_site.url}/queue") == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},  # another port of this machine
        {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "file://"},
        {"Origin": "http://[::1"},
        {"Origin": ""},
        {"Referer": "https://evil.example/127.0.0.1"},
    ],
)
def test_writes_of_other_sites_are_refused(open_site: Site, headers: dict[str, str]) -> None:
    assert decided(open_site, **headers) == 403
    body = json.dumps({"act": "note", "id": ["r_1"]})
    assert ask(open_site, "/decide", "POST", body, **{**JSON, **headers}).status == 403
    assert ask(open_site, "/me", "POST", "by=Eve", **{**FORM, **headers}).status == 403


def test_what_a_form_of_another_site_could_send_as_plain_text(open_site: Site) -> None:
    assert ask(open_site, "/decide", "POST", '{"act": "note"}', **{"Content-Type": "text/plain"}).status == 415
    assert ask(open_site, "/decide", "POST", '{"act": "note"}').status == 415
    assert ask(open_site, "/decide", "POST", "x", **{**FORM, "Content-Encoding": "gzip"}).status == 415


@pytest.mark.parametrize(
    ("mode", "shown", "status"),
    [("navigate", "document", 200), ("navigate", "iframe", 403), ("navigate", "object", 403), ("no-cors", "image", 403),
     ("no-cors", "script", 403), ("cors", "empty", 403), (None, None, 403)],
)  # fmt: skip
def test_other_sites_may_link_here_but_load_nothing(
    open_site: Site, mode: str | None, shown: str | None, status: int
) -> None:
    for site in ("cross-site", "same-site"):
        answer = ask(open_site, "/index.json", Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=shown)
        assert answer.status == status


# ---- the token


def test_without_the_token_nothing_is_shown(closed_site: Site) -> None:
    page = ask(closed_site, "/reports?text=a%26b")
    assert page.status == 303
    assert page.headers["Location"] == "/sign-in?next=%2Freports%3Ftext%3Da%2526b"
    for path in ("/index.json", "/reports.csv.json", "/api/v1/openapi.json"):
        assert ask(closed_site, path).status == 401
    refused = ask(closed_site, "/api/v1/reports")
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert "token" in json.loads(refused.body)["error"]
    assert ask(closed_site, "/decide", "POST", "act=note", **FORM).status == 401
    assert ask(closed_site, "/sign-in/../index.json").status != 200
    assert ask(closed_site, "/static/../index.json").status != 200
    assert ask(closed_site, "/static/%2e%2e/index.json").status != 200


def test_the_token_opens_it(closed_site: Site) -> None:
    for bearer in (f"Bearer {TOKEN}", f"bearer  {TOKEN}"):
        assert json.loads(ask(closed_site, "/index.json", Authorization=bearer).body)["reports"] == 1
    for wrong in (f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", TOKEN, "Bearer", "Bearer é"):
        assert ask(closed_site, "/index.json", Authorization=wrong).status == 401
    assert ask(closed_site, "/index.json", Cookie=f"dateline_session={TOKEN}").status == 401
    assert ask(closed_site, f"/index.json?token={TOKEN}").status == 401
    assert ask(closed_site, "/index.json", Authorization=f"Bearer {TOKEN}").status == 200  # which forgives the guesses


def sign_in(site: Site, token: str, **more: str) -> Answer:
    return ask(site, "/sign-in", "POST", urlencode({"token": token, "next": "/reports?text=x", **more}), **FORM)


def test_signing_in_and_out(closed_site: Site) -> None:
    page = ask(closed_site, "/sign-in?next=/reports")
    assert page.status == 200
    assert 'name="next" value="/reports"' in page.text
    wrong = sign_in(closed_site, "no such token at all")
    assert wrong.status == 401
    assert "Set-Cookie" not in wrong.headers
    assert "That is not the token." in wrong.text
    right = sign_in(closed_site, TOKEN)
    assert (right.status, right.headers["Location"]) == (303, "/reports?text=x")
    cookie = right.headers["Set-Cookie"]
    assert re.search("HttpOnly", cookie)
    assert re.search("SameSite=strict", cookie, re.I)
    assert re.search("Path=/", cookie)
    assert "Secure" not in cookie
    assert TOKEN not in cookie
    session = cookie.partition(";")[0]
    assert ask(closed_site, "/index.json", Cookie=session).status == 200
    assert ask(closed_site, "/sign-in", Cookie=session).status == 303
    for other in (
        session[:-1],
        session + "0",
        session.replace(".", "0.", 1),
        session.rpartition(".")[0],
        "dateline_session=",
    ):
        assert ask(closed_site, "/index.json", Cookie=other).status == 401
    assert "Sign out" in ask(closed_site, "/", Cookie=session).text
    out = ask(closed_site, "/sign-out", "POST", "", Cookie=session, **FORM)
    assert (out.status, out.headers["Location"]) == (303, "/sign-in")
    # Whoever kept the cookie has nothing.
    assert ask(closed_site, "/index.json", Cookie=session).status == 401


def test_behind_https_the_cookie_is_secure(closed_site: Site) -> None:
    body = urlencode({"token": TOKEN})
    answer = ask(closed_site, "/sign-in", "POST", body, **{**FORM, "X-Forwarded-Proto": "https"})
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y"]
)
def test_signing_in_leads_nowhere_else(closed_site: Site, goal: str) -> None:
    assert sign_in(closed_site, TOKEN, next=goal).headers["Location"] == "/"
    assert local(goal) == "/"


def test_who_has_not_signed_in_can_send_little(closed_site: Site) -> None:
    assert ask(closed_site, "/sign-in", "POST", "token=" + "x" * 5_000, **FORM).status == 413
    # Of what goes elsewhere nothing is read.
    assert ask(closed_site, "/decide", "POST", "x" * 5_000, **FORM).status == 401


def test_guesses_are_slowed_down() -> None:
    now = [1000.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(FREE):
        assert guesses.wait("10.0.0.1") == 0
        guesses.failed("10.0.0.1")
    waits = []
    for _ in range(10):
        waits.append(guesses.wait("10.0.0.1"))
        now[0] += waits[-1]
        assert guesses.wait("10.0.0.1") == 0
        guesses.failed("10.0.0.1")
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert waits[-1] == LONGEST
    assert guesses.wait("10.0.0.2") == 0
    guesses.passed("10.0.0.1")
    assert guesses.wait("10.0.0.1") == 0


def test_one_machine_has_many_addresses_and_memory_is_bounded() -> None:
    guesses = Guesses()
    for number in range(FREE):
        guesses.failed(f"2001:db8::{number}")
    assert guesses.wait("2001:db8::99") > 0
    assert guesses.wait("2001:db8:1::99") == 0
    for number in range(20_000):
        guesses.failed(f"10.1.{number // 256 % 256}.{number % 256}.{number}")
    assert len(guesses._wrong) <= 10_000


def test_too_many_guesses_are_told_to_wait(small_ledger: Path) -> None:
    with serving(small_ledger, token=TOKEN) as site:
        session = sign_in(site, TOKEN).headers["Set-Cookie"].partition(";")[0]
        for _ in range(FREE):
            assert sign_in(site, "wrong").status == 401
        refused = sign_in(site, TOKEN)
        assert refused.status == 429
        assert int(refused.headers["Retry-After"]) >= 1
        assert ask(site, "/index.json", Authorization=f"Bearer {TOKEN}").status == 429
        # Who is in stays in.
        assert ask(site, "/index.json", Cookie=session).status == 200


def test_a_session_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(TOKEN)
    cookie = sessions.begun()
    assert sessions.holds(cookie)
    assert Sessions(TOKEN).holds(cookie)  # the workbench may be started again meanwhile
    assert not Sessions(TOKEN + "x").holds(cookie)
    later = time.time() + LASTS + 1
    monkeypatch.setattr("dateline.workbench.guard.session.time.time", lambda: later)
    assert not sessions.holds(cookie)


# ---- how much one request may send


def test_large_bodies_are_refused_before_and_while_they_come(open_site: Site) -> None:
    url = urlsplit(open_site.url)
    said = ask(open_site, "/decide", "POST", b"a=" + b"x" * LARGEST, **FORM)
    assert said.status == 413
    assert "200 kB" in said.text
    head = f"POST /decide HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: {FORM['Content-Type']}\r\n"
    chunk = b"%x\r\n%s\r\n" % (50_000, b"x" * 50_000)
    chunked = raw(open_site, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + chunk * 6 + b"0\r\n\r\n")
    assert status_of(chunked) == 413
    assert ask(open_site, "/decide", "POST", b"{" + b" " * LARGEST, **JSON).status == 413


def test_a_body_without_end_is_cut_off(open_site: Site) -> None:
    url = urlsplit(open_site.url)
    with socket.create_connection((url.hostname, url.port), timeout=20) as sock:
        head = f"POST /me HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: {FORM['Content-Type']}\r\n"
        sock.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        sent = 0
        try:
            while sent < 100 * LARGEST:
                sock.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
                sent += 10_000
        except OSError:
            pass
    assert sent < 50 * LARGEST


def multipart(parts: int, file: bool = False) -> bytes:
    name = b'; filename="a.txt"' if file else b""
    one = b'--x\r\nContent-Disposition: form-data; name="a"' + name + b"\r\n\r\nb\r\n"
    return one * parts + b"--x--\r\n"


@pytest.mark.parametrize("file", [True, False])
def test_many_parts(open_site: Site, file: bool) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert ask(open_site, "/me", "POST", multipart(2_000, file), **kind).status == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"&".join([b"a=b"] * 5_000)),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x; charset=klingon", multipart(1)),
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"[" * 90_000),
        ("application/json", b'{"a":' * 20_000 + b"1" + b"}" * 20_000),
        ("application/json", b'{"act": ' + b"9" * 9_000 + b"}"),
        ("application/json", b'{"act": "note", "id": ["\\ud800"]}'),
        ("application/json", b'{"act": "note", "id": ["r_\\u0000"]}'),
        ("application/json", b'{"act": {"a": []}, "id": 7}'),
        ("application/json", b'{"act": "note", "id": {"a": 1}, "reason": [1]}'),
        ("application/x-www-form-urlencoded", b"act=note&id=%00"),
        ("application/x-www-form-urlencoded", b"act=note&id=%ff%fe&reason=x"),
        ("application/x-www-form-urlencoded", b"\xff=\xff"),
    ],
)
def test_odd_bodies_are_a_mistake_of_who_sends_them(open_site: Site, kind: str, body: bytes) -> None:
    assert ask(open_site, "/decide", "POST", body, **{"Content-Type": kind}).status in (400, 404)


def test_slow_bodies_are_cut_off(monkeypatch: pytest.MonkeyPatch, open_site: Site) -> None:
    monkeypatch.setattr("dateline.workbench.guard.body.PATIENCE", 0.3)
    url = urlsplit(open_site.url)
    head = f"POST /me HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: {FORM['Content-Type']}\r\n"
    began = time.monotonic()
    assert status_of(raw(open_site, f"{head}Content-Length: 9\r\n\r\nab".encode())) == 408
    assert time.monotonic() - began < 5


def test_a_body_is_counted_as_it_comes() -> None:
    import asyncio

    async def feed() -> Any:
        return {"type": "http.request", "body": b"x" * 10, "more_body": True}

    async def read() -> int:
        body = Bounded({"headers": []}, feed, 25)
        number = 0
        try:
            while True:
                await body()
                number += 1
        except RefusedError as error:
            assert error.status == 413
        return number

    # In a thread of its own: where tests of a browser run too, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(read())).result() == 2


# ---- odd addresses


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/" + "x" * 17_000, 414),
        ("/?a=" + "x" * 17_000, 414),
        ("/?" + "&".join(["a=b"] * 400), 400),
        ("/?a=%00", 400),
        ("/reports/%00", 400),
        ("/%ff", 400),
        ("/?a=%c0%af", 400),
        ("/?a=%ed%a0%80", 400),  # half of a pair
        ("//evil.example/", 400),
        ("/%2fevil.example/", 400),
        ("/%5cevil.example/", 400),
        ("/%0d%0aX:%20y", 400),
        ("/%zz", 404),
        ("/?a=%zz&=&&&;", 200),
        ("/static/../../settings.py", 404),
        ("/static/%2e%2e/settings.py", 404),
        ("/static/..%2f..%2fsettings.py", 404),
        ("/static//etc/passwd", 404),
        ("/static/css", 404),
        ("/static/", 404),
    ],
)
def test_odd_addresses(open_site: Site, path: str, status: int) -> None:
    assert ask(open_site, path).status == status


def test_odd_headers(open_site: Site) -> None:
    assert ask(open_site, "/", Accept="x" * 17_000).status == 431
    assert ask(open_site, "/", Cookie="dateline_by=%00%ff%0d%0a; ;;=; a" + "=b" * 999).status == 200
    assert ask(open_site, "/", Cookie="dateline_by=" + "x" * 9_000).status == 200
    try:
        large = raw(open_site, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 200_000 + b"\r\n\r\n")
    except ConnectionResetError:  # it has hung up before all of it was sent
        large = b" 400 "
    assert status_of(large) == 400
    assert status_of(raw(open_site, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")) == 400


def test_addresses_that_pages_may_link_to() -> None:
    assert outward("https://a.example/x?y#z") == "https://a.example/x?y#z"
    for other in (None, "", "javascript:alert(1)", " jAvAsCrIpT:x", "data:text/html,x", "java\nscript:x", "//a.example",
                  "/decide", "https://a.example/\nx", "vbscript:x", "file:///etc/passwd", "https://a b/"):  # fmt: skip
        assert outward(other) is None


def test_a_head_that_trickles_in_is_not_waited_for(small_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.workbench import create_app, listening

    monkeypatch.setattr(listening, "HEAD", 0.4)
    ready = threading.Event()
    sock = listening.bound("127.0.0.1", 0)
    server = listening.Server(create_app(Settings(ledger=str(small_ledger))), ready.set)
    thread = threading.Thread(target=server.run, args=([sock],), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        with socket.create_connection(sock.getsockname(), timeout=10) as slow:
            slow.sendall(b"GET / HTTP/1.1\r\nHost: 127")
            gone = False
            for _ in range(40):
                time.sleep(0.1)
                try:
                    slow.sendall(b"x")
                except OSError:
                    gone = True
                    break
            assert gone
        # Whoever asks in time is answered, and may ask again.
        connection = http.client.HTTPConnection(*sock.getsockname()[:2], timeout=10)
        for _ in range(3):
            connection.request("GET", "/index.json")
            assert connection.getresponse().read()
            time.sleep(0.25)
        connection.close()
    finally:
        server.should_exit = True
        thread.join(20)
