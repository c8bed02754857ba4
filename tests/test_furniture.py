"""Furniture: marked, kept, covering the text together with the body, and never a body sentence among it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dateline.reader.draft import Draft
from dateline.reader.furniture import FurnitureLayer
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Report

LAYER = FurnitureLayer(Lexicons())
FIRST = (
    "The mayor of Velmora, Ada Quill, said on Monday that the bridge over the river Ost would be closed until the "
    "engineers had looked at every one of its piers."
)
SECOND = (
    "Two lorry drivers were hurt when the railing gave way, the district hospital told reporters, and a third man was "
    "still being looked for on Monday night."
)


def parted(text: str, **fields: str) -> tuple[str, list[tuple[str, str]]]:
    """(the body's words, [(kind, words) of the furniture])."""
    draft = Draft(Report("r", text, **fields), Parse(text))  # type: ignore[arg-type]
    LAYER(draft)
    report = draft.report
    pieces = sorted([*report.body, *(piece.span for piece in report.furniture)])
    assert "".join(span.of(text) for span in pieces) == text
    body = "".join(span.of(text) for span in report.body)
    return body.strip(), [(piece.kind.value, piece.span.of(text).strip()) for piece in report.furniture]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Opinion", "label"),
        ("WORLD NEWS", "label"),
        ("Home > World > Asia", "menu"),
        ("Updated 01 May, 2024", "updated"),
        ("Last updated: 3 March 2019 at 14:05 GMT", "updated"),
        ("Published 2 hours ago", "updated"),
        ("Share on Facebook", "share"),
        ("Follow Ada Quill on Twitter @adaquill", "share"),
        ("12 comments", "share"),
        ("Sign up for our daily newsletter and never miss a story.", "subscribe"),
        ("Get the Velmora Courier newsletter", "subscribe"),
        ("(Photo: Ada Quill)", "caption"),
        ("Boats on the river Ost near Velmora on Monday, March 4. (AP Photo/Ada Quill, File)", "caption"),
        ("The bridge over the Ost in a file photo.", "caption"),
        ("(Reporting by Ada Quill in Velmora; Editing by Bo Tanner)", "trailer"),
        ("Ada Quill and Bo Tanner contributed reporting.", "trailer"),
        ("© 2019 The Velmora Courier", "notice"),
        ("Copyright 2019 Velmora Press. All rights reserved.", "notice"),
        ("This article was originally published in the Velmora Courier.", "notice"),
        ("Read more: Ten bridges that were never built", "teaser"),
        ("ALSO READ | The engineer who warned the council", "teaser"),
        ("RELATED: What the council knew", "teaser"),
        ("ADVERTISEMENT", "notice"),
        ("You have read 3 of 4 free stories this month. Subscribe from Q30 a week.", "subscribe"),
        ("Enjoying the Courier? Become a supporter from Q5 a month.", "subscribe"),
        ("⚽ Get score alerts on the Velmora app", "subscribe"),
        ("Like the Courier on our page! Text NEWS to 5050 to get headlines on your phone.", "share"),
        ("– Ostline, with Courier reporting by Bo Tanner", "trailer"),
        ("Ada Quill reports from Velmora for the Courier. Tips: aquill@courier.example", "trailer"),
        ("aquill@courier.example", "byline"),
        ("[CAPTION] The bridge over the Ost on Monday. Picture: COURIER/Bo Tanner", "caption"),
        ("Monday, 4 March 2019, 06:00 | Updated 09:40", "updated"),
    ],
)
def test_lines_that_say_what_they_are(line: str, kind: str) -> None:
    body, furniture = parted(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert furniture == [(kind, line)]
    assert body.split() == f"{FIRST} {SECOND}".split()


def test_teasers_with_their_own_dates_after_the_body() -> None:
    tail = (
        "Editorial\n\nFish prices\nUpdated 01 May, 2024\n\nFish prices\n\n"
        "The council should leave the market alone and see to the harbour, which has been silting up for years.\n"
        "School meals\n30 Apr, 2024\n\nSchool meals\n\nTHE county has begun to hand out breakfasts, with the aim to ..."
    )
    body, furniture = parted(f"{FIRST}\n\n{SECOND}\n\n{tail}")
    assert body == f"{FIRST}\n\n{SECOND}"
    assert "".join(words for _, words in furniture).replace("\n", "") == tail.replace("\n", "")


def test_headlines_below_a_related_heading() -> None:
    tail = "Related stories\nHarbour wall to be raised\nFerry strike enters second week\nWho owns the island"
    body, furniture = parted(f"{FIRST}\n{SECOND}\n{tail}")
    assert body == f"{FIRST}\n{SECOND}"
    assert [kind for kind, _ in furniture] == ["teaser"] * 4


def test_headlines_with_their_dates_in_one_line() -> None:
    tail = (
        "ALSO IN THE COURIER\nWell runs dry at Ostford – 3 March\nClarification: the name of the well\nGoat wins again"
    )
    body, furniture = parted(f"{FIRST}\n\n{SECOND}\n\n{tail}")
    assert body == f"{FIRST}\n\n{SECOND}"
    assert [words for _, words in furniture] == tail.split("\n")
    body, _ = parted(f"{FIRST}\n\n{SECOND}\n\nFeb 20, 2019 -- Explainer: who owns the bridges")
    assert body == f"{FIRST}\n\n{SECOND}"
    own = "Also in the lorry were two goats."
    assert parted(f"{FIRST}\n\n{own}\n\n{SECOND}")[1] == []


def test_a_sentence_said_once_more_below_the_report() -> None:
    body, furniture = parted(f"{FIRST} Nobody knows for how long.\n\n{SECOND}\n\nNobody knows for how long.")
    assert body == f"{FIRST} Nobody knows for how long.\n\n{SECOND}"
    assert furniture == [("teaser", "Nobody knows for how long.")]


def test_mastheads_above_the_headline() -> None:
    head = "THE VELMORA COURIER\nYour paper since 1951\n\nLOCAL AFFAIRS"
    text = f"{head}\n\nBridge over the Ost is closed\n\n{FIRST}\n\n{SECOND}"
    body, furniture = parted(text, outlet="The Velmora Courier", title="Bridge over the Ost is closed")
    assert body.startswith("Bridge over the Ost is closed")
    assert [words for _, words in furniture] == [line for line in head.split("\n") if line]
    body, furniture = parted(f"Velmora Courier | Opinion\n\n{FIRST}\n\n{SECOND}", outlet="The Velmora Courier")
    assert furniture == [("label", "Velmora Courier | Opinion")]


def test_a_headline_that_begins_as_a_notice_stays() -> None:
    title = "Correction: the date of the bridge"
    assert parted(f"{title}\n\n{FIRST}\n\n{SECOND}", title=title)[1] == []


def test_the_own_headline_stays_and_its_repeat_goes() -> None:
    head = "Velmora bridge to stay closed"
    body, furniture = parted(f"{head}\n{head}\n{FIRST}\n{SECOND}", title=head)
    assert body.startswith(head)
    assert furniture == [("headline", head)]


def test_a_menu_above_the_report() -> None:
    body, furniture = parted(f"Home\nWorld\nBusiness\nSport\nThe Island\nBridge closed\n\n{FIRST}\n{SECOND}")
    assert body.endswith(SECOND)
    assert all(kind == "menu" for kind, _ in furniture)


def test_a_trailer_at_the_end_of_a_paragraph_is_cut_from_it() -> None:
    body, furniture = parted(f"{FIRST} {SECOND} (Reporting by Ada Quill; editing by Bo Tanner)")
    assert body == f"{FIRST} {SECOND}"
    assert furniture == [("trailer", "(Reporting by Ada Quill; editing by Bo Tanner)")]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n{SECOND}",
        f"Bridge closed\n\n{FIRST}\n\n{SECOND}",
        # Names of the dead are no menu, a subheading is no label, quoted calls are no share lines.
        f"{FIRST}\nAda Quill\nBo Tanner\nCal Ruiz\nDee Okafor\nEli Marsh\n{SECOND}",
        f"{FIRST}\nWhat the engineers found\n{SECOND}",
        f"{FIRST}\n“Share your bread,” the bishop told the crowd in the square before the cathedral.\n{SECOND}",
        f"{FIRST} The engineers published a photo of each pier.",
        "March 4, 2019",
        "Short note.",
        "",
        " \n\t\n",
    ],
)
def test_a_body_is_left_alone(text: str) -> None:
    body, furniture = parted(text)
    assert furniture == []
    assert body == text.strip()


def test_a_date_line_above_the_report_is_left_to_the_dateline_layer() -> None:
    _, furniture = parted(f"Bridge closed\nMarch 4, 2019\n{FIRST}\n{SECOND}")
    assert furniture == []


def test_a_list_of_the_days_news_by_the_hour() -> None:
    text = f"{FIRST}\n\n{SECOND}\n\n17:42 Bridge over the Ost reopens for lorries\n16:05 Two men held in Velmora"
    assert parted(text)[0] == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "text",
    [
        "Share\n" * 50_000,
        "(photo " * 50_000,
        "x" * 1_000_000,
        "A short line\n" * 50_000,
        "Updated 1 May 2024\nHead\nHead\n" * 20_000,
        "follow " * 100_000,
        "İ" * 100_000 + " (photo by x)",
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    began = time.perf_counter()
    parted(text)
    assert time.perf_counter() - began < 10


def test_almost_nothing_of_corpora_is_marked_and_the_seed_page_is_parted(shared: Path) -> None:
    text = (shared / "seed/report.txt").read_text(encoding="utf-8")
    body, _ = parted(text)
    expected = json.loads((shared / "seed/expected.json").read_text(encoding="utf-8"))["body"]
    assert body == text[slice(*expected)].strip()
    marked = total = 0
    for line in (shared / "corpora/polnear/dev.text.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)["text"]
        total += len(report)
        marked += sum(len(words) for _, words in parted(report)[1])
    assert marked < 0.01 * total
