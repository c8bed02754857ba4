"""What stands in a report is shown as text: a ledger full of markup, walked through from page to page."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest

import hostile
from dateline.ledger import Ledger
from dateline.records import Reading
from dateline.weighing.weigher import Weigher
from dateline.workbench.pages import PAGES
from desk import Site, serving
from invented import raw_of, reading

MARKUP = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)' x='",
    "</title></textarea></script></style></svg><dlxss>", "{{7*7}}${7*7}{%raw%}", "<!--", "]]>", "&lt;dlxss&gt;",
    "<iframe src=//evil.example></iframe>", "<base href=//evil.example/>", "<form action=//evil.example>",
    '<meta http-equiv=refresh content="0;url=//evil.example">', "<a href=javascript:alert(1)>x</a>",
)  # fmt: skip
ODD = "".join(MARKUP) + "\u202e\u2028\x7f \u200d🏴‍☠️"
FORMULA = "=cmd|' /C calc'!A0"
SCRIPT_URL = "javascript:alert(document.domain)//https://a.example/"
MOST = 400  # addresses
VALUES = (
    "", " ", "0", "-1", "9" * 30, "9999999", "1e9", "x" * 5_000, ODD, "%", "*", '"', "'", "a AND", '"a', "NEAR(", "(",
    "2011", "2011-02-31", "9999-12-31", "0000-00-00", "2011-05-04T25:00", "null", "None", "../..", "r_", "i_0", "٣",
    "\ufffd", "-", "AND", "a:b", "DROP TABLE reports;--", "\x1b[31m",
)  # fmt: skip
IDS = (
    "x", "r_", "i_", "%F0%9F%8F%B4", "..%2f..", "~", "~s", "%25", "a%20b", "'", '"', "x" * 9_000, "i_%2a", "%e2%80%ae",
    "_", "r_zzzzzzzzzzzzzzzz", "i_0", "1", "-1", "person:", ":", "%3Cscript%3E", "r_%25", "rows",
)  # fmt: skip
# What is ours, and may stand in a page.
ELEMENTS = set(
    """html head meta title link script body a header nav main form input label button details summary p h1 h2 h3 h4 h5
    h6 ul ol li dl dt dd span b i em strong small mark code pre section article aside div fieldset legend select option
    optgroup textarea table thead tbody tfoot tr th td caption colgroup col time blockquote q cite figure figcaption svg
    g path line circle ellipse rect text tspan polygon polyline desc defs marker pattern use symbol clippath mask
    lineargradient radialgradient stop dialog output progress meter datalist kbd abbr sup sub br hr wbr footer search
    data template noscript ruby bdi u s del ins samp hgroup address menu""".split()
)
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href", "poster", "data")


class Seen(HTMLParser):
    """A page's elements; complains of what no page of ours has."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where
        self.links: list[str] = []
        self.faults: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        self.script = tag == "script"
        if (
            tag == "script"
            and not str(said.get("src", "")).startswith("/static/")
            and said.get("type") != "application/json"
        ):
            self.faults.append("a script")
        if tag == "meta" and "http-equiv" in said:
            self.faults.append("a meta that acts")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "ping"):
                self.faults.append(f"{tag} {name}={value!r}")
            if name in ADDRESSES and (tag, name) != ("object", "data") and value is not None:
                self._address(tag, name, value)

    def _address(self, tag: str, name: str, value: str) -> None:
        if value.startswith("#") or not value:
            return
        if re.match(r"https?://", value) and (tag, name) == ("a", "href"):
            return
        if not value.startswith(("/", "?")) or value.startswith(("//", "/\\")):
            self.faults.append(f"{tag} {name}={value[:60]!r}")
        elif name in ("href", "hx-get") and not value.startswith(("?", "/static/")):
            self.links.append(value)

    def handle_data(self, data: str) -> None:
        if "alert(1)" in data and self.script:
            self.faults.append("words of a report in a script")

    def handle_endtag(self, tag: str) -> None:
        self.script = self.script and tag != "script"


def poisoned(number: int) -> Reading:
    """A reading in which every name, title and address is meant to do harm."""
    one = reading(number, published=f"2011-05-{4 + number:02d}")
    words = f"{MARKUP[number % len(MARKUP)]} {ODD}"
    text = one.report.text + words
    assert one.report.provenance is not None
    report = replace(
        one.report,
        text=text,
        provenance=replace(one.report.provenance, raw=hashlib.sha256(text.encode()).hexdigest()),
        title=f"{words} {number}",
        outlet=FORMULA if number % 2 else f"{words} {number}",
        byline=words,
        url=SCRIPT_URL if number % 2 else f"https://a.example/{words}",
        path=f"{words}/../{number}.html",
    )
    return replace(
        one,
        report=report,
        voices=tuple(replace(voice, name=f"{voice.name} {words}") for voice in one.voices),
        actors=tuple(replace(actor, name=f"{actor.name} {words}") for actor in one.actors),
        places=tuple(replace(place, name=f"{place.name} {words}", admin1=words) for place in one.places),
    )


@pytest.fixture(scope="module")
def poisoned_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Ledger.open(path) as book:
        for number in range(8):
            one = poisoned(number)
            book.add(one, raw_of(one))
        Weigher(book).weigh()
    return path


@pytest.fixture(scope="module")
def hostile_site(poisoned_ledger: Path) -> Iterator[Site]:
    with serving(poisoned_ledger, by=ODD) as one:
        with httpx.Client(base_url=one.url, timeout=60) as client:
            row = client.get("/api/v1/events?limit=1").json()["rows"][0]
            for what in (
                {"act": "note", "id": [row["id"]], "reason": ODD},
                {"act": "correct", "id": [row["id"]], "field": "killed", "value": "14", "reason": ODD},
                {"act": "accept", "id": [row["report"]], "reason": FORMULA, "by": ODD},
            ):
                assert client.post("/api/v1/decisions", json=what).status_code == 201
        yield one


def test_every_page_shows_it_as_text(hostile_site: Site) -> None:
    """From the first page along every link: nothing of a report becomes an element, and no link leads nowhere."""
    faults: list[str] = []
    odd = [f"/reports?{urlencode({'text': ODD})}", f"/incidents?{urlencode({'text': MARKUP[0], 'outlet': ODD})}",
           f"/{quote(ODD, safe='')}", f"/reports?{urlencode({'limit': ODD})}"]  # fmt: skip
    wanted = [*(page.path for page in PAGES if "{" not in page.path), *odd]
    known = set(wanted)
    kinds: dict[str, int] = {}
    seen = 0
    with httpx.Client(base_url=hostile_site.url, timeout=60) as client:
        while wanted and seen < MOST:
            address = wanted.pop(0)
            seen += 1
            answer = client.get(address)
            if answer.status_code >= 400 and address not in odd:
                faults.append(f"{address[:100]}: {answer.status_code}")
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            kind = answer.headers.get("content-type", "")
            if kind.startswith("text/html") and "attachment" not in answer.headers.get("content-disposition", ""):
                page = Seen(address)
                page.feed(answer.text)
                faults += [f"{address[:100]}: {fault}" for fault in page.faults]
                for link in page.links:
                    short = re.sub(r"[rievcds]_[0-9a-f]{16}|(?<=/voices/)[^/?]+", "{id}", link.partition("#")[0])
                    short = re.sub(r"=[^&]*", "", short)
                    # A few of each kind of address are enough.
                    if link not in known and kinds.get(short, 0) < 3:
                        known.add(link)
                        kinds[short] = kinds.get(short, 0) + 1
                        wanted.append(link.partition("#")[0])
            elif kind.startswith("text/csv"):
                for row in csv.reader(io.StringIO(answer.text)):
                    faults += [f"{address[:100]}: formula {cell!r}" for cell in row if cell.startswith(("=", "+", "@"))]
    assert not faults, "\n".join(sorted(set(faults))[:40])
    assert seen > 30


def test_downloads_have_plain_names(hostile_site: Site) -> None:
    with httpx.Client(base_url=hostile_site.url, timeout=60) as client:
        for page in PAGES:
            if page.rows is None:
                continue
            kind = page.path.split("/")[1]
            if "{" in page.path:
                listed = client.get(f"/{kind}").text
                found = re.search(rf'href="(/{kind}/[^"?#/]+)', listed)
                if found is None:
                    continue
                answer = client.get(f"{found[1]}.csv")
            else:
                answer = client.get(f"{page.stem}.csv")
            assert answer.status_code == 200
            assert re.fullmatch(r'attachment; filename="[A-Za-z0-9_.-]+"', answer.headers["content-disposition"])


@pytest.mark.parametrize("page", [page for page in PAGES if "{" not in page.path], ids=lambda page: page.path)
def test_odd_questions_are_no_faults(hostile_site: Site, page: object) -> None:
    """Any parameter with anything in it: an answer, or a sentence; never a fault of ours."""
    from dateline.workbench.page import Page
    from dateline.workbench.parameters import described

    assert isinstance(page, Page)
    names = [one.name for one in described(page.asks)] + ["limit", "offset", "known_by", "recorded_by", "sort", "text"]
    rng = random.Random(page.path)
    with httpx.Client(base_url=hostile_site.url, timeout=60) as client:
        for name in dict.fromkeys(names):
            for value in rng.sample(VALUES, 9):
                answer = client.get(page.path, params={name: value})
                assert answer.status_code in (200, 400, 404), (name, value, answer.text[:300])


@pytest.mark.parametrize("kind", ["reports", "incidents", "voices", "uploads"])
def test_odd_ids_are_not_there(hostile_site: Site, kind: str) -> None:
    with httpx.Client(base_url=hostile_site.url, timeout=60) as client:
        for id_ in IDS:
            for ending in ("", ".json", ".csv"):
                answer = client.get(f"/{kind}/{id_}{ending}")
                assert answer.status_code in (400, 404) or (id_ in ("r_", "i_") and answer.status_code < 400), (
                    id_, answer.status_code,
                )  # fmt: skip
                assert "<script>alert" not in answer.text


def test_hostile_files_brought_to_it(tmp_path: Path) -> None:
    """Files of every odd kind at once: each is read or refused, and the workbench lives."""
    folder = tmp_path / "files"
    paths = hostile.write_inputs(folder, seed=6, count=25)
    Ledger.open(tmp_path / "new.db").close()
    with serving(tmp_path / "new.db", by="Ana") as site, httpx.Client(base_url=site.url, timeout=120) as client:
        files = [("file", (path.name, path.read_bytes())) for path in paths]
        answer = client.post("/api/v1/reports", files=files)
        assert answer.status_code in (201, 202), answer.text
        said = answer.json()
        while said["state"] != "done":
            said = client.get(f"/uploads/{said['id']}.json").json()
        assert said["problem"] is None
        assert said["added"] + said["held"] + said["refused"] > 5
        for path in ("/", "/reports", f"/uploads/{said['id']}"):
            page = Seen(path)
            answer = client.get(path)
            page.feed(answer.text)
            assert answer.status_code == 200
            assert not page.faults
