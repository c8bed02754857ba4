"""Voices over the whole ledger: what each said, by whom it came, where it was alone, borne out or contradicted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.ledger import weighed_tables as w
from dateline.records import Act, Decision, Level, Stance
from dateline.weighing.decided import anchor_of
from dateline.weighing.decided.correct import Corrector
from dateline.weighing.weigher import Weigher
from dateline.weighing.weigher.hearing import VoiceRow

FRONT = "body:upper kabompo front"


@pytest.fixture(scope="module")
def weigher(demo_ledger: Path) -> Any:
    with Ledger.open(demo_ledger) as book:
        yield Weigher(book)


@pytest.fixture
def own(own_ledger: Path) -> Any:
    with Ledger.open(own_ledger) as book:
        yield Weigher(book)


def table(weigher: Weigher, which: Any) -> list[tuple[Any, ...]]:
    with weigher.book.asking() as connection:
        return sorted(map(tuple, connection.execute(select(which))))


def test_every_claim_is_said_by_one_voice(weigher: Weigher) -> None:
    claims = list(weigher.book.claims())
    voices = list(weigher.voices(anywhere=True))
    assert sum(one.claims or 0 for one in voices) == len(claims)
    said = [row.claim for one in voices if one.claims for row in weigher.said(one.key)]
    assert Counter(said) == Counter(one.id for one in claims)


def test_what_voices_did_is_what_the_incidents_say(weigher: Weigher) -> None:
    did: dict[str, Counter[str]] = defaultdict(Counter)
    for one in weigher.incidents():
        for witness in one.witnesses:
            did[witness.key]["incidents"] += 1
            did[witness.key]["alone"] += len(one.witnesses) == 1
            did[witness.key]["borne_out"] += witness.apart
            did[witness.key]["denies"] += witness.stance == Stance.DENIES
            did[witness.key]["disputed"] += one.standing == Level.DISPUTED
            figures = [f for toll in one.tolls for f in toll.figures if f.witness == witness.key]
            did[witness.key]["replaced"] += any(f.replaced or f.withdrawn for f in figures)
    rows = list(weigher.voices())
    assert {row.key for row in rows} == set(did)
    for row in rows:
        told = weigher.voice(row.key).did
        for name in ("incidents", "alone", "borne_out", "denies", "disputed"):
            assert getattr(row, name) == getattr(told, name) == did[row.key][name]
        assert told.replaced == did[row.key]["replaced"]
    assert any(one["replaced"] for one in did.values())


def test_a_voice_over_time(weigher: Weigher) -> None:
    voice = weigher.voice(FRONT)
    assert (voice.name, voice.kind, voice.named) == ("Upper Kabompo Front", "organisation", True)
    assert {"Upper Kabompo Front", "One of its officers"} <= {one.name for one in voice.spellings}
    assert voice.claims == sum(one.claims for one in voice.over_time) == sum(n for _, n in voice.stances)
    assert voice.claims == sum(one.claims for one in voice.spellings)
    assert voice.claims == sum(one.claims for one in voice.outlets)
    rows = list(weigher.said(FRONT))
    assert len(rows) == voice.claims
    assert len({row.report for row in rows}) == voice.reports
    days = [row.published or "" for row in rows]
    assert days == sorted(days, reverse=True)
    assert (voice.last, voice.first) == (max(days)[:10], min(filter(None, days))[:10])
    passed_on = [row for row in rows if row.passed_on_by]
    assert len(passed_on) == sum(one.claims for one in voice.relays) > 0
    assert all(len(row.chain) > 1 for row in passed_on)


def test_words_stand_where_they_are_said_to(weigher: Weigher) -> None:
    for row in weigher.said(FRONT):
        text = weigher.book.reading(row.report).report.text
        for part in row.content.split(" … "):
            assert part in text[row.start : row.end]


def test_claims_are_chosen(weigher: Weigher) -> None:
    everything = list(weigher.said(FRONT))
    denied = list(weigher.said(FRONT, Filter(stance="denies")))
    assert denied == [row for row in everything if row.stance == "denies"] != []
    assert weigher.voice(FRONT, Filter(stance="denies")).claims == len(denied)
    assert len(weigher.voice(FRONT, Filter(stance="denies")).stances) > 1  # the others can still be chosen
    march = list(weigher.said(FRONT, Filter(since="2025-03-04", until="2025-03-06")))
    assert march == [r for r in everything if r.published and "2025-03-04" <= r.published[:10] <= "2025-03-06"] != []
    alone = list(weigher.said(FRONT, part="alone"))
    assert {row.claim for row in everything if row.alone} <= {row.claim for row in alone} != set()
    for part in ("alone", "borne_out", "denies", "disputed"):
        assert all(getattr(row, part) for row in weigher.said(FRONT, part=part))
    untold = list(weigher.said(FRONT, part="none"))
    assert untold == [row for row in everything if row.incident is None] != []
    pages = [row for at in range(0, len(everything), 7) for row in weigher.said(FRONT, Filter(limit=7, offset=at))]
    assert pages == everything
    with pytest.raises(LedgerError, match="cannot be chosen by place"):
        list(weigher.said(FRONT, Filter(place="Chavuma")))
    with pytest.raises(LedgerError, match="not 'wrong'"):
        list(weigher.said(FRONT, part="wrong"))
    with pytest.raises(LedgerError, match="No voice in the ledger has the key"):
        weigher.voice("person:nobody of this name")


def test_both_sides_have_their_words(weigher: Weigher) -> None:
    held = list(weigher.bearings(FRONT, part="disputed"))
    assert [one.incident for one in held] == [b.incident for b in weigher.bearings(FRONT) if b.disputed] != []
    figures = [pair for one in held for pair in one.contradictions if pair.field == "counts"]
    assert figures
    for pair in figures:
        texts = [weigher.book.reading(q.report).report.text for q in (pair.own, pair.other)]
        assert [q.span.of(text) for q, text in zip((pair.own, pair.other), texts, strict=True)] == [
            pair.own.words, pair.other.words,
        ]  # fmt: skip
        assert "22" in pair.own.words
    borne_out = list(weigher.bearings(FRONT, part="borne_out"))
    assert all(any(other.apart and other.quotations for other in one.others) for one in borne_out)
    assert all(one.own.key == FRONT and one.own.quotations for one in weigher.bearings(FRONT))
    assert all(not one.others for one in weigher.bearings(FRONT, part="alone"))


def test_figures_that_did_not_last(weigher: Weigher) -> None:
    for row in weigher.voices():
        for one in weigher.bearings(row.key, part="replaced"):
            assert one.figures
            assert all(figure.witness == row.key and (figure.replaced or figure.withdrawn) for figure in one.figures)


@pytest.mark.parametrize("day", ["2025-03-05", "2025-03-09", "2025-03-31"])
def test_a_voice_as_of_a_day(weigher: Weigher, day: str) -> None:
    then = Filter(known_by=day)
    differ = []
    for row in list(weigher.voices(then))[:25]:
        voice = weigher.voice(row.key, then)
        did = voice.did
        if (did.incidents, did.alone, did.borne_out) != (row.incidents, row.alone, row.borne_out):
            differ.append(row.key)
        assert voice.name == row.name or not voice.claims
        said = list(weigher.said(row.key, then))
        assert len(said) == voice.claims
        assert all(one.published and one.published[:10] <= day for one in said)
        held = list(weigher.bearings(row.key, then))
        assert len(held) == did.incidents
        assert [one.published or "" for one in held] == sorted((one.published or "" for one in held), reverse=True)
        windows = [replace(then, limit=2, offset=at) for at in range(0, len(held), 2)]
        pages = [one.incident for window in windows for one in weigher.bearings(row.key, window)]
        assert pages == [one.incident for one in held]
    # Who was heard without a claim in an incident in which another form of it is heard now is not found again.
    assert len(differ) <= 1


def test_voices_are_found_and_ordered(weigher: Weigher) -> None:
    everything = list(weigher.voices())
    assert {row.key for row in weigher.voices(name="KABOMPO front")} == {FRONT}
    assert all("police" in row.name.casefold() or "police" in row.key for row in weigher.voices(name="police"))
    assert [row for row in everything if row.kind == "document"] == list(weigher.voices(kind=("document",))) != []
    unnamed = list(weigher.voices(named=False))
    assert unnamed == [row for row in everything if not row.named]
    for by in ("alone", "borne_out", "disputed", "denies", "claims", "reports"):
        numbers = [getattr(row, by) for row in weigher.voices(by=by)]
        assert numbers == sorted(numbers, reverse=True)
    names = [row.name.casefold() for row in weigher.voices(by="name") if row.name.isascii()]
    assert names == sorted(names)
    assert sum(weigher.voice_kinds().values()) == len(everything)
    assert list(weigher.voices(name="100%_")) == []
    with pytest.raises(LedgerError, match="ordered by"):
        list(weigher.voices(by="luck"))
    then = Filter(known_by="2025-03-09")
    as_of = [row for row in weigher.voices(then) if not row.named]
    assert as_of == list(weigher.voices(then, named=False))


def test_a_ledger_that_was_weighed_before_is_brought_along(own: Weigher) -> None:
    before = table(own, w.said), table(own, w.heard)
    with own.book.writing() as connection:
        connection.execute(delete(w.said))
        connection.execute(update(w.heard).values(claims=0))
        connection.execute(update(w.weighed).values(voiced=False))
    assert own.voice(FRONT).left == 77 == own.pending()
    assert own.weigh() == 77
    assert (table(own, w.said), table(own, w.heard)) == before
    assert own.pending() == 0 == own.voice(FRONT).left


def test_what_persons_corrected_goes_to_another_voice(own: Weigher) -> None:
    row = next(iter(own.said(FRONT, Filter(stance="denies"))))
    reading = own.book.reading(row.report)
    claim = next(one for one in reading.claims if one.id == row.claim)
    anchor = anchor_of(claim, reading)
    assert Corrector(reading).put(claim.id, "voice", "Beatrice Kalengo", "Ana")
    draft = Decision("", "", "Ana", Act.CORRECT, (anchor,), field="voice", value="Beatrice Kalengo")
    made = own.book.decisions.add(draft)
    own.weigh()
    assert row.claim not in {one.claim for one in own.said(FRONT)}
    moved = [r for v in own.voices(name="kalengo", anywhere=True) for r in own.said(v.key) if r.claim == row.claim]
    assert [one.decided for one in moved] == [("voice corrected by Ana",)]
    own.book.decisions.add(Decision("", "", "Ana", Act.UNDO, (), undoes=made.id))
    own.weigh()
    assert [one for one in own.said(FRONT) if one.claim == row.claim] == [row]


def test_a_later_reading_takes_the_place_of_the_former(own: Weigher) -> None:
    row = next(iter(own.said(FRONT)))
    claims = own.voice(FRONT).claims
    reading = own.book.reading(row.report)
    fewer = tuple(one for one in reading.claims if one.id != row.claim)
    newer = replace(reading, claims=fewer, reader=replace(reading.reader, version="99"))
    own.book.add_many([(newer, own.book.raw(reading.report.provenance.raw or ""))], datetime(2031, 5, 2, tzinfo=UTC))
    own.weigh()
    assert own.voice(FRONT).claims == claims - 1
    assert row.claim not in {one.claim for one in own.said(FRONT)}
    assert own.voice(FRONT, Filter(recorded_by="2031-05-01")).claims == claims
    assert {v.key: v.claims for v in own.voices()}[FRONT] == claims - 1
    assert sum(v.claims or 0 for v in own.voices(anywhere=True)) == len(list(own.book.claims()))


def test_postgresql_says_the_same(demo_ledger: Path) -> None:
    with Ledger.open(demo_ledger) as book, Ledger.open(postgresql()) as other:
        told = [reading for reading, _ in book.readings(Filter(limit=12))]
        other.add_many((reading, book.raw(reading.report.provenance.raw or "")) for reading in told)
        weigher = Weigher(other)
        weigher.weigh()
        rows = list(weigher.voices(anywhere=True))
        assert sum(row.claims or 0 for row in rows) == sum(len(reading.claims) for reading in told)
        assert list(weigher.voices(name="front", kind=("organisation",), by="name"))
        for row in rows[:12]:
            voice = weigher.voice(row.key)
            assert isinstance(row, VoiceRow)
            assert voice.claims == len(list(weigher.said(row.key))) == row.claims
            assert voice.did.incidents == len(list(weigher.bearings(row.key))) == row.incidents
            then = weigher.voice(row.key, Filter(known_by="2025-03-05"))
            assert then.claims <= voice.claims
            assert then.did.incidents == len(list(weigher.bearings(row.key, Filter(known_by="2025-03-05"))))
        for part in ("alone", "borne_out", "denies", "disputed", "none"):
            assert list(weigher.said(rows[0].key, Filter(limit=3), part=part)) is not None
