"""The evidence pack: one page that needs nothing, runs nothing and fetches nothing, whatever a report says."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

import pytest

import weighed
from dateline.export.pack import Pack, Tied, page
from dateline.export.pack.strip import best_of, in_words, strip
from dateline.records import Act, Anchor, CountOf, Decision, Figure, Reading, Span, Toll

EVIL = "</style></mark><script src=//x.example/a.js>1</script><img src=x onerror=alert(1)>{{ 7*7 }}\u202e\x1b[2J\"'&"


@dataclass(frozen=True)
class Why:
    field: str
    weight: float
    first: str
    second: str


def packed(**more: object) -> Pack:
    incident = weighed.incident()
    readings = {r.report.id: r for r in weighed.readings()}
    ties = (Tied(incident.events[0], incident.events[2], 0.83, (Why("place", 0.4, "bus station", "Terna's"),)),)
    anchor = Anchor("event", incident.events[0], incident.reports[0])
    decision = Decision("d_1", "2031-05-07T10:00:00Z", "Ida Marsh", Act.NOTE, (anchor,), reason="looked at", hash="ab")
    base = Pack(
        incident, readings, weighed.stories(), ties, (decision,), dict.fromkeys(readings, "2031-06-01T00:00:00Z"),
        versions={"dateline": "0.1"},
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_quotation_stands_in_its_sentence_with_where_it_is_from() -> None:
    html = page(packed())
    text = Tags(html).text
    for n, (outlet, day, title, words) in enumerate(weighed.REPORTS):
        report = weighed.readings()[n].report
        assert report.id in text and (report.provenance.raw or "-") in text and (report.url or "-") in text
        assert outlet in text and day in text and title.replace("\u202e", "\ufffd") in text, words
    assert (
        "Fourteen people died in the explosion" in text.replace("\n", " ")
        and "<mark>Fourteen people</mark> died in the explosion" in html
    )
    for quotation in [q for f in packed().incident.fields for v in f.values for q in v.quotations]:
        assert f'<span class="at">{quotation.span.start}–{quotation.span.end}</span>' in html


def test_it_is_well_formed_and_everything_of_an_incident_is_there() -> None:
    tags = Tags(page(packed()))
    assert not tags.open
    ids = {a.get("id") for _, a in tags.tags}
    assert ids >= {
        "fields",
        "tolls",
        "voices",
        "tensions",
        "withdrawals",
        "reports",
        "ties",
        "decisions",
        "r1",
        "r5",
        "r6",
    }
    refs = {a["href"] for t, a in tags.tags if t == "a"}
    assert {str(r)[1:] for r in refs} <= ids
    for words in (
        "the mayor of Terna",
        "who denies or doubts it",
        "2 copies of one report",
        "Ida Marsh",
        "The figure is 14",
    ):
        assert words in tags.text
    assert '<li><bdi>an officer</bdi></li><li class="speaks"><bdi>the hospital</bdi></li>' in page(packed())


def test_nothing_is_run_or_fetched() -> None:
    html = page(packed())
    tags = Tags(html)
    names = {name for name, _ in tags.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "use", "image"}
    for name, attributes in tags.tags:
        assert not [a for a in attributes if a.startswith("on") or a in ("src", "style", "srcset", "action")], name
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in html and "@import" not in html
    (policy,) = (a["content"] or "" for t, a in tags.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy


def hostile() -> Pack:
    """A pack in which every text of a report and of a person is markup."""
    base = packed()
    incident = replace(
        base.incident,
        title=EVIL,
        place=EVIL,
        fields=tuple(
            replace(f, value=EVIL, values=tuple(replace(v, value=EVIL) for v in f.values)) for f in base.incident.fields
        ),
        witnesses=tuple(replace(w, name=EVIL, chain=(EVIL, *w.chain)) for w in base.incident.witnesses),
        strains=tuple(replace(s, why=EVIL, voices=(EVIL, EVIL)) for s in base.incident.strains),
        withdrawals=tuple(replace(w, wrong=EVIL, right=EVIL) for w in base.incident.withdrawals),
        tolls=tuple(replace(t, why=EVIL) for t in base.incident.tolls),
    )

    def bad(reading: Reading) -> Reading:
        report = reading.report
        bad_text = replace(report, title=EVIL, url="javascript:" + EVIL, outlet=EVIL, byline=EVIL, path=EVIL)
        return replace(reading, report=replace(bad_text, text=report.text + EVIL))

    readings = {id_: bad(reading) for id_, reading in base.readings.items()}
    decisions = tuple(replace(d, by=EVIL, reason=EVIL, value={"x": EVIL}, field="place") for d in base.decisions)
    ties = tuple(replace(t, reasons=(Why(EVIL, 0.1, EVIL, EVIL),)) for t in base.ties)
    stories = tuple(replace(s, agency=EVIL) for s in base.stories)
    return replace(base, incident=incident, readings=readings, decisions=decisions, ties=ties, stories=stories)


def test_no_words_of_a_report_break_out() -> None:
    calm, evil = Tags(page(packed())), page(hostile())
    tags = Tags(evil)
    assert not tags.open
    assert {name for name, _ in tags.tags} == {name for name, _ in calm.tags}
    assert "<script" not in evil and "onerror=alert" in tags.text and "{{ 7*7 }}" in tags.text
    assert not set(evil) & set("\u202e\x1b\x00")


def test_the_ties_that_join_are_as_many_as_need_be() -> None:
    events = [f"e_{n}" for n in range(300)]
    ties = tuple(Tied(a, b, 0.9 if int(b[2:]) - int(a[2:]) == 1 else 0.6) for a in events[:40] for b in events if a < b)
    kept = packed(ties=ties).joining
    assert len(kept) == len({e for t in ties for e in (t.first, t.second)}) - 1
    assert len(page(packed(ties=ties))) < 1_000_000


def test_the_same_pack_is_the_same_page() -> None:
    assert page(packed()) == page(packed())


def test_words_that_a_report_does_not_have_are_shown_alone() -> None:
    incident = weighed.incident()
    quotation = replace(incident.fields[1].values[0].quotations[0], span=Span(5, 9))
    cited = packed().cite(quotation)
    assert (cited.before, cited.words, cited.after) == ("", "Terna", "")
    assert packed(readings={}).cite(quotation).report is None
    assert "not in this pack" in page(packed(readings={}, stories=()))


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (14, 14, 14, "14"), (9, None, None, "9+"), (9, 9, None, "9+"), (13, None, 16, "13–16"),
        (None, None, 20, "to 20"),
        (None, 12, None, "12"), (None, None, None, "?"), (10, 12, 14, "10–14"),
    ],
)  # fmt: skip
def test_figures_in_words(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert in_words(Toll(CountOf.KILLED, low, best, high, "", False, ())) == words


def test_the_strip_has_a_row_for_each_voice_and_keeps_what_was_replaced() -> None:
    toll = weighed.incident().tolls[0]
    drawn = strip(toll, packed().names, 700)
    assert [line.name for line in drawn.lines] == [
        "the provincial police",
        "the director of Saint Ansgar hospital",
        "an officer",
    ]
    assert [[(d.label, d.state) for d in line.dots] for line in drawn.lines] == [
        [("9+", "replaced"), ("13", "stands")],
        [("14", "best")],
        [("16", "withdrawn")],
    ]
    assert [words for _, words in drawn.days] == ["2 May", "3 May", "4 May"]
    assert "and 1 more" in drawn.lines[0].dots[0].told
    best = best_of(toll, packed().names)
    assert best is not None and best.witness == "hospital"


def test_a_strip_of_hundreds_of_figures_without_days_is_bounded() -> None:
    base = weighed.incident().tolls[0].figures[0]
    many: tuple[Figure, ...] = tuple(
        replace(base, witness=f"v{n}", low=10**n, published=None if n % 2 else "2031-13-45") for n in range(300)
    )
    drawn = strip(Toll(CountOf.KILLED, 1, None, None, "", False, many), {}, 318)
    assert len(drawn.lines) == 12 and drawn.left_out == 288 and drawn.days == ()
