"""Datelines by form: place, date and agency, the byline, and what is none of these."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.reader.dateline import DatelineLayer
from dateline.reader.draft import Draft
from dateline.reader.furniture import FurnitureLayer
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Report, Span

LAYER = DatelineLayer(Lexicons())
BODY = "The mayor said on Monday that the bridge over the river would be closed until the engineers had looked at it."


def report_of(text: str, **fields: str) -> Report:
    draft = Draft(Report("r", text, body=(Span(0, len(text)),), **fields), Parse(text))  # type: ignore[arg-type]
    LAYER(draft)
    return draft.report


def parts(text: str) -> tuple[str | None, str | None, str | None]:
    found = report_of(text).dateline
    for mention in (found.place, found.date, found.agency):
        assert mention is None or mention.span.of(text) == mention.text
    return tuple(m.text if m else None for m in (found.place, found.date, found.agency))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("GENEVA, May 3: ", ("GENEVA", "May 3", None)),
        ("GENEVA, May 3 (Reuters) - ", ("GENEVA", "May 3", "Reuters")),
        ("BUENOS AIRES, 3 FEB 91 (EFE) -- ", ("BUENOS AIRES", "3 FEB 91", "EFE")),
        ("BUENOS AIRES, 3 FEB 91 (EFE) -- [TEXT] ", ("BUENOS AIRES", "3 FEB 91", "EFE")),
        ("buenos aires, 3 feb 91 (efe) -- ", ("buenos aires", "3 feb 91", "efe")),
        ("MANILA, Philippines (AP) _ ", ("MANILA", None, "AP")),
        ("Tarn Velmor, 4 November (Eastern Press Agency) – ", ("Tarn Velmor", "4 November", "Eastern Press Agency")),
        ("NAIROBI (AP) — ", ("NAIROBI", None, "AP")),
        ("Nairobi (AFP) – ", ("Nairobi", None, "AFP")),
        ("MANCHESTER, England (CNN) -- ", ("MANCHESTER", None, "CNN")),
        ("ST. LOUIS, Mo., Sept. 4 (AP) - ", ("ST. LOUIS", "Sept. 4", "AP")),
        ("NAIROBI/MOGADISHU, Monday, 4 March 2019 (Reuters) - ", ("NAIROBI", "Monday, 4 March 2019", "Reuters")),
        ("LISBON — ", ("LISBON", None, None)),
        ("LISBON: ", ("LISBON", None, None)),
        ("Lisbon, March 4, 2019 - ", ("Lisbon", "March 4, 2019", None)),
        ("PORT-AU-PRINCE, Haiti — ", ("PORT-AU-PRINCE", None, None)),
        ("March 4 (Reuters) - ", (None, "March 4", "Reuters")),
        ("(Reuters) - ", (None, None, "Reuters")),
        ("VELMORA, March 4 (Ostland News Agency) - ", ("VELMORA", "March 4", "Ostland News Agency")),
        ("VELMORA, Tuesday (Ostline) — ", ("VELMORA", "Tuesday", "Ostline")),
        ("VELMORA (Reuters) ", ("VELMORA", None, "Reuters")),
    ],
)
def test_openings(opening: str, expected: tuple[str | None, ...]) -> None:
    body = BODY.lower() if opening.islower() else BODY
    text = f"{opening}{body}\n\n{body}"
    assert parts(text) == expected
    assert report_of(text).dateline.span == Span(0, len(opening))
    headed = f"Bridge to stay closed\n\n{text}" if not opening.islower() else f"bridge to stay closed\n\n{text}"
    assert parts(headed) == expected
    assert report_of(headed).dateline.span == Span(23, 23 + len(opening))


ROWS = [line.split("\t") for line in (Path(__file__).parent / "datelines.tsv").read_text("utf-8").splitlines()[3:]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_forms_of_agencies_papers_and_aid_bodies(row: list[str]) -> None:
    opening = row[0].replace("\\n", "\n")
    expected = tuple(cell or None for cell in row[1:])
    for above in ("", "Bridge to stay closed\n\n"):
        text = f"{above}{opening}{BODY}\n\n{BODY}"
        assert parts(text) == expected
        assert report_of(text).dateline.span == Span(len(above), len(above) + len(opening))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Bridge to stay closed\n\n{BODY}", "Bridge to stay closed"),
        (f"# Bridge to stay closed\n{BODY}", "Bridge to stay closed"),
        (f"BRIDGE TO STAY CLOSED\n\n{BODY}", "BRIDGE TO STAY CLOSED"),
        (f"Bridge to stay closed\nBy Ada Quill\n{BODY}", "Bridge to stay closed"),
        (f"Bridge to stay closed\nGENEVA, May 3 (Reuters) - {BODY}", "Bridge to stay closed"),
        (f"Who closed the bridge?\n\n{BODY}", "Who closed the bridge?"),
        (f"Two killed in clash: police\n\n(Nairobi) – {BODY}", "Two killed in clash: police"),
        (f"Bridge to stay closed\n{BODY}", None),  # nothing sets it off
        (f"The bridge is to stay closed.\n\n{BODY}", None),
        (f"Ada Quill\n\n{BODY}", None),
        (f"Breaking News\n\n{BODY}", None),
        (f"Dear Editor,\n\n{BODY}", None),
        (f"GENEVA, May 3 (Reuters) -\n\n{BODY}", None),
        (f"{BODY}\n\n{BODY}", None),
        ("Bridge to stay closed\n\nRead more", None),
        ("Bridge to stay closed", None),
    ],
)
def test_the_headline_of_a_plain_text_is_its_title_and_stays_in_its_body(text: str, title: str | None) -> None:
    report = report_of(text)
    assert report.title == title
    assert report.body == (Span(0, len(text)),)
    assert report.provenance.found_in.get("title") == ("first line" if title else None)
    assert report_of(text, title="Another").title == "Another"


@pytest.mark.parametrize(
    ("head", "byline", "place", "date", "agency"),
    [
        ("By Ada Quill\n", "Ada Quill", None, None, None),
        ("By Ada Quill and Bo Tanner\nReuters\n", "Ada Quill and Bo Tanner", None, None, "Reuters"),
        ("By Ada Quill in Lisbon\n", "Ada Quill", "Lisbon", None, None),
        ("By Ada Quill | March 4, 2019 | Reuters\n", "Ada Quill", None, "March 4, 2019", "Reuters"),
        ("BY ADA QUILL, Velmora Courier\n", "Ada Quill", None, None, "Velmora Courier"),
        ("4 March 2019\n", None, None, "4 March 2019", None),
        ("By Ada Quill\nMarch 4, 2019\n\nLISBON - ", "Ada Quill", "LISBON", "March 4, 2019", None),
        ("By Ada Quill. LISBON (Reuters) - ", "Ada Quill", "LISBON", None, "Reuters"),
    ],
)
def test_headers(head: str, byline: str | None, place: str | None, date: str | None, agency: str | None) -> None:
    text = f"Bridge to stay closed\n\n{head}{BODY}\n{BODY}"
    assert parts(text) == (place, date, agency)
    report = report_of(text)
    assert report.byline == byline
    assert report.dateline.span == Span(23, 23 + len(head))


@pytest.mark.parametrize(
    "text",
    [
        f"WARNING: {BODY}",
        f"EXCLUSIVE - {BODY}",
        f"Ada Quill - the mayor of the town - said so. {BODY}",
        f"ADA QUILL: {BODY}",
        f"Sen. Bo Tanner (R-Ohio) — {BODY}",
        f"General Widgets (GW) — {BODY}",
        f"Monday, March 4 - {BODY}",
        f"By Monday the water had gone. {BODY}",
        f"By Ada Quill's account, {BODY}",
        f"(Photograph) {BODY}",
        f"(Ostwire, Tuesday) {BODY}",
        f"Lisbon: a short guide. {BODY}",
        f"Sudan: The fighting goes on. {BODY}",
        f"Lisbon | News | Weather\n{BODY}",
        f"4 March 2019 – The mayor – Ada Quill – said so. {BODY}",
        f"Dear Editor,\n{BODY}",
        f"From our readers in the hills\n{BODY}",
        f"Peace Talks in Lisbon\n{BODY}",
        f"Lisbon, Madrid and Rome - all three of them - were cut off. {BODY}",
        BODY,
        "GENEVA, May 3:",
        "GENEVA (Reuters) -",
        "",
        "-",
        "By",
        "() -- x",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert report_of(text).dateline.place is None
    assert report_of(text).byline is None


def test_what_is_known_stays() -> None:
    text = f"By Ada Quill\n{BODY}\n{BODY}"
    assert report_of(text, byline="Bo Tanner", language="de").byline == "Bo Tanner"
    assert report_of(text, language="de").language == "de"
    assert report_of(text).language == "en"
    assert report_of("Der Bürgermeister sagte am Montag, die Brücke bleibe gesperrt. " * 5).language is None


def test_furniture_may_stand_between_byline_and_dateline() -> None:
    text = f"Bridge closed\nBy Ada Quill\nShare on Facebook\nLISBON, March 4 (AP) — {BODY}\n{BODY}"
    draft = Draft(Report("r", text), Parse(text))
    FurnitureLayer(Lexicons())(draft)
    LAYER(draft)
    assert draft.report.byline == "Ada Quill"
    assert draft.report.dateline.span == Span(14, text.index("The mayor"))


def test_a_dateline_may_follow_a_headline_on_its_own_line() -> None:
    text = f"Bridge to stay closed. LISBON (AP) — {BODY} {BODY}"
    assert parts(text) == ("LISBON", None, "AP")
    assert report_of(text).dateline.span == Span(23, 37)


@pytest.mark.parametrize(
    "text", ["A" * 500_000, "AB, " * 100_000, "(A) " * 100_000, "A - " * 100_000, "By A " * 90_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    began = time.perf_counter()
    report_of(text)
    assert time.perf_counter() - began < 2
