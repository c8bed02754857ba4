"""Corrections of words: a person says where the words of a cell begin and end, and that holds in any reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Ledger, LedgerError
from dateline.records import Decision, Event, Reading, Span, make_id
from dateline.weighing.decided import anchor_of, apply, marks, shown, value_for, value_of, values_of
from dateline.weighing.decided.agreement import disagreements, fields_of, round_of
from dateline.weighing.decided.book import Decided
from dateline.weighing.decided.draft import Drafter
from dateline.weighing.decided.fields import FIELDS, WORDS
from dateline.weighing.decided.listing import orphans
from exported import JUNE
from invented import NEWER, raw_of, reading
from test_decisions import chain, decision, moved, nowhere

ONE = reading(1)
TEXT = ONE.report.text
SHELLED, ATTACK = ONE.events
SAID, PLANNED, HURT = ONE.claims


def words(field: str, said: str, record: Any = SHELLED, of: Reading = ONE) -> Any:
    return value_for(record, field, said, nowhere, of.report.text)


def correct(field: str, said: str, record: Any = SHELLED, **more: Any) -> Decision:
    return decision("correct", record, field=field, value=words(field, said, record), **more)


def at(said: str, behind: int = 0) -> str:
    start = TEXT.index(said, behind)
    return f"{start}-{start + len(said)}"


def test_each_field_of_words_can_be_corrected_by_places_and_by_words() -> None:
    wanted = {
        "trigger": "shelled the market", "place_words": "the market of Lumbala", "when_words": "on Tuesday",
        "actors_words": "the Red Kite Front", "recipients_words": "at least 12 people", "killed_words": "12 people",
    }  # fmt: skip
    for written in (lambda said: said, lambda said: at(said)):
        done = apply(ONE, chain(*(correct(field, written(said)) for field, said in wanted.items())))
        event = done.reading.events[0]
        assert {field: shown(field, value_of(event, field, done.reading)) for field in wanted} == wanted
        assert marks(done, SHELLED.id)[0] == "trigger corrected by Ana"
        assert event.counts[0].best == SHELLED.counts[0].best  # what the words say stays
        assert event.actors[0].actor == SHELLED.actors[0].actor
        assert event.id == SHELLED.id
    for field, said in (("content", "about 40 people were hurt"), ("cue", "claimed"), ("voice_words", "sources")):
        done = apply(ONE, [correct(field, said, HURT)])
        assert shown(field, value_of(done.reading.claims[2], field, done.reading)) == said


def test_a_content_can_stand_in_several_places() -> None:
    said = f"{at('about 40 people')}; {at('were hurt')}"
    done = apply(ONE, [correct("content", said, HURT)])
    assert [s.of(TEXT) for s in done.reading.claims[2].content] == ["about 40 people", "were hurt"]
    written = shown("content", value_of(done.reading.claims[2], "content", done.reading))
    assert written == "about 40 people … were hurt"
    assert words("content", written, HURT) == words("content", said, HURT)  # what is shown can be written
    assert apply(ONE, [correct("cue", "none", HURT)]).reading.claims[2].cue == ()


def test_places_are_counted_in_code_points() -> None:
    text = "🚑🚑 مصادر قالت: e\u0301lan, 12 hurt. " + TEXT
    report = replace(ONE.report, id=make_id("report", text), text=text)
    event = replace(SHELLED, trigger=Span(text.index("shelled"), text.index("shelled") + 7))
    one = replace(ONE, report=report, events=(event,), claims=())
    for said in ("قالت", "e\u0301lan", "🚑"):
        start = text.index(said)
        value = words("trigger", f"{start}-{start + len(said)}", event, one)
        assert value[0]["words"] == said
        moved_to = apply(one, [decision("correct", event, of=one, field="trigger", value=value)]).reading.events[0]
        assert moved_to.trigger.of(text) == said


@pytest.mark.parametrize(
    ("field", "said", "says"),
    [
        ("content", "no such words", "The report has no words"),
        ("content", "10-9", "stand no words"),
        ("content", "5-999999", "stand no words"),
        ("content", "28-30", "stand no words"),
        ("content", "40-60; 50-70", "overlap"),
        ("content", "none", "are words of the report"),
        ("place_words", "40-45", "A claim has no field"),
    ],
)
def test_what_is_wrong_is_told(field: str, said: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        words(field, said, HURT)


def test_a_cell_that_is_not_there_has_no_words() -> None:
    with pytest.raises(LedgerError, match="correct place first"):
        words("place_words", "Lumbala", ATTACK)
    with pytest.raises(LedgerError, match="actors_words has 1 of them"):
        words("actors_words", f"{at('Gunmen')}; {at('Red Kite')}")


def test_values_that_are_no_words_are_passed_over() -> None:
    for value in (
        7,
        [7],
        [{"span": [0, 4]}],
        [{"span": ["a", 2], "words": "x", "before": "", "after": ""}],
        "More",
        None,
    ):
        for field in ("trigger", "killed_words", "actors_words"):
            assert apply(ONE, [decision("correct", SHELLED, field=field, value=value)]).reading == ONE
        assert apply(ONE, [decision("correct", SAID, field="content", value=value)]).reading == ONE


def test_words_are_found_in_a_text_taken_out_anew() -> None:
    other = moved(ONE, "A line that was left out before.\n\n", ("“", '"'), ("”", '"'))
    kin = {ONE.report.id: 0.6}
    done = apply(other, [correct("content", "about 40 people were hurt", HURT)], kin=kin)
    (span,) = done.reading.claims[2].content
    assert span.of(other.report.text) == "about 40 people were hurt"


def test_words_that_are_gone_are_told_as_lost() -> None:
    text = TEXT.replace("were hurt", "were treated at three clinics")
    later = replace(ONE, report=replace(ONE.report, text=text))
    claims = (*later.claims[:2], replace(HURT, content=(Span(HURT.content[0].start, HURT.content[0].start + 20),)))
    done = apply(replace(later, claims=claims), [correct("content", "were hurt", HURT)])
    assert [d.field for d in done.lost] == ["content"] and not done.corrected
    assert done.reading.claims[2].content == claims[2].content


def test_an_acceptance_holds_the_words_it_was_given_for() -> None:
    accepted = decision("accept", SHELLED)
    assert set(accepted.value) == set(FIELDS["event"])
    wider = replace(SHELLED, trigger=Span(SHELLED.trigger.start, SHELLED.trigger.end + 11))
    newer = replace(ONE, reader=NEWER, events=(wider, ATTACK))
    done = apply(newer, [accepted])
    assert done.reading.events[0].trigger == SHELLED.trigger
    assert marks(done, SHELLED.id) == ("accepted by Ana (trigger as read then)",)
    assert apply(ONE, [accepted]).corrected == {}
    older = decision("accept", SHELLED, value={k: v for k, v in values_of(SHELLED, ONE).items() if k not in WORDS})
    assert apply(newer, [older]).reading.events[0].trigger == wider.trigger  # it was never asked about the words


def test_in_a_ledger_it_shows_in_rows_survives_a_re_reading_and_is_undone(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "words.db") as book:
        book.add(ONE, raw_of(ONE), JUNE)
        ana = Drafter(book, "Ana")
        (made,) = book.decisions.add_many(ana.correct(SHELLED.id, "trigger", "shelled the market"))
        book.decisions.add_many(ana.correct(HURT.id, "content", at("40 people were hurt")))

        def rows() -> tuple[str, str]:
            decided = Decided(book)
            trigger = next(r.trigger for r in decided.events(book.events()) if r.id in (SHELLED.id, "e_new"))
            return trigger, next(r.content for r in decided.claims(book.claims()) if r.id == HURT.id)

        assert rows() == ("shelled the market", "40 people were hurt")
        newer = replace(reading(1, reader=NEWER), events=(replace(SHELLED, id="e_new"), ATTACK))
        book.add(newer, raw_of(newer))
        assert rows() == ("shelled the market", "40 people were hurt")
        assert not list(orphans(book, book.decisions.all()))
        book.decisions.add_many(ana.undo([made.id]))
        assert rows() == ("shelled", "40 people were hurt")


def test_agreement_compares_words() -> None:
    ana = [correct("trigger", "shelled the market", round="p"), correct("content", at("40 people"), HURT, round="p")]
    ben = [
        correct("trigger", "shelled", round="p", by="Ben"),
        correct("content", at("40 people"), HURT, round="p", by="Ben"),
    ]
    coded = round_of("p", chain(*ana, *ben), lambda _: ONE)
    same = {one.field: (one.units, one.same) for one in fields_of(coded)}
    assert same["trigger"] == (1, 0.0) and same["content"] == (1, 1.0)
    (differs,) = disagreements(coded)
    assert (differs.first_value, differs.second_value) == ("shelled the market", "shelled")


def test_anchors_of_later_decisions_are_of_what_the_reader_said(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "words.db") as book:
        book.add(ONE, raw_of(ONE), JUNE)
        ana = Drafter(book, "Ana")
        book.decisions.add_many(ana.correct(SHELLED.id, "trigger", "shelled the market"))
        (made,) = ana.reject([SHELLED.id])
        assert made.about == (anchor_of(SHELLED, ONE),)
        assert isinstance(book.record(SHELLED.id)[0], Event)
