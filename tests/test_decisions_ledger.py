"""Decisions in a ledger, on both databases: one chain whoever writes it, replayed, hidden by the clock, never lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from databases import postgresql
from dateline.ledger import Filter, Ledger, LedgerError
from dateline.ledger.chain import hash_of, sealed
from dateline.ledger.decisions import CLOSED, ROUND
from dateline.records import Act, Decision, Provenance, Reading, Span, Status, from_plain, make_id, to_plain
from dateline.weighing.decided import anchor_of, apply, bonds, value_of, values_of
from dateline.weighing.decided.book import Decided
from dateline.weighing.decided.draft import Coded, Drafter
from dateline.weighing.decided.listing import Wanted, listed, orphans
from dateline.weighing.decided.listing import rows as listing_rows
from dateline.weighing.weigher import Weigher
from invented import NEWER, raw_of, reading

JUNE = datetime(2011, 6, 1, 12, 0, tzinfo=UTC)
JULY = datetime(2011, 7, 1, 12, 0, tzinfo=UTC)
ONE, TWO = reading(1), reading(2, outlet="The Lantern")
SHELLED, ATTACK = ONE.events


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "test.db") if request.param == "sqlite" else postgresql()


@pytest.fixture
def book(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        for one in (ONE, TWO):
            opened.add(one, raw_of(one), JUNE)
        yield opened


def draft(act: str, record: Any, of: Reading = ONE, by: str = "Ana", **more: Any) -> Decision:
    if act == "accept":
        more.setdefault("value", values_of(record, of))
    return Decision("", "", by, Act(act), (anchor_of(record, of),), **more)


def killed(number: int, record: Any = SHELLED, of: Reading = ONE, **more: Any) -> Decision:
    value = [{"low": number, "best": number, "high": number}]
    return draft("correct", record, of, field="killed", value=value, **more)


def days(number: int) -> datetime:
    return JULY + timedelta(days=number)


# The chain


def test_decisions_come_back_in_one_chain(book: Ledger) -> None:
    assert not book.decisions.there() and book.decisions.head() == ""
    first = book.decisions.add(draft("accept", SHELLED), JULY)
    second, third = book.decisions.add_many([killed(9), draft("reject", ATTACK, by="Ben")], days(1))
    assert [d.previous for d in (first, second, third)] == ["", first.hash, second.hash]
    assert book.decisions.all() == (first, second, third)
    assert book.decisions.head() == third.hash and book.decisions.first_break() is None
    assert first.at == "2011-07-01T12:00:00Z" and first.id.startswith("d_")
    assert book.decisions.find(second.id[:9]) == second
    assert book.decisions.of([TWO.report.id]) == ()
    assert book.decisions.of([ONE.report.id]) == (first, second, third)
    with pytest.raises(LedgerError, match="No decision"):
        book.decisions.find("d_none")


def test_an_undo_is_about_what_it_undoes(book: Ledger) -> None:
    (made,) = book.decisions.add_many([killed(9)])
    undo = book.decisions.add(Decision("", "", "Ben", Act.UNDO, (), undoes=made.id))
    assert book.decisions.of([ONE.report.id]) == (made, undo)
    assert apply(ONE, book.decisions.of([ONE.report.id])).reading == ONE
    with pytest.raises(LedgerError, match="no decision d_0"):
        book.decisions.add(Decision("", "", "Ben", Act.UNDO, (), undoes="d_0"))


def test_words_that_no_database_holds_break_no_chain(book: Ledger) -> None:
    made = book.decisions.add(draft("note", SHELLED, reason="a\0b\ud800c", by="Ána “X”"))
    assert book.decisions.all() == (made,) and book.decisions.first_break() is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE decisions SET packed = replace(packed, 'Ana', 'Eve') WHERE number = 2", "changed after it was made"),
        ("UPDATE decisions SET \"by\" = 'Eve' WHERE number = 2", "row that it stands in"),
        ("DELETE FROM decision_reports WHERE decision = 2; DELETE FROM decisions WHERE number = 2", "taken out"),
    ],
)
def test_a_chain_that_somebody_mended_is_found_out(book: Ledger, change: str, says: str) -> None:
    links = book.decisions.add_many([draft("accept", SHELLED), killed(9), draft("reject", ATTACK)])
    with book.writing() as connection:  # as somebody would who owns the file
        for act in ("update", "delete"):
            for table in ("decisions", "decision_reports"):
                on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
                connection.execute(text(f"DROP TRIGGER {table}_no_{act}{on}"))
        for statement in change.split("; "):
            connection.execute(text(statement))
    found = book.decisions.first_break()
    assert found and says in found.why
    assert found.id == links[2 if says == "taken out" else 1].id


DECIDING = """
import sys
sys.path.insert(0, sys.argv[1])
from test_decisions_ledger import killed
from dateline.ledger import Ledger
with Ledger.open(sys.argv[2]) as book:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(25):
        book.decisions.add(killed(number, by=sys.argv[3]))
"""


def test_two_who_decide_at_once_are_in_one_chain(book: Ledger, where: str) -> None:
    def deciding(name: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", DECIDING, str(Path(__file__).parent), where, name]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    both = [deciding(name) for name in ("Ana", "Ben")]
    for process in both:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    links = book.decisions.all()
    assert len(links) == 50 and book.decisions.first_break() is None
    for name in ("Ana", "Ben"):
        assert [d.value[0]["best"] for d in links if d.by == name] == list(range(25))


# Replay


def state(book: Ledger) -> list[object]:
    """What decisions make of everything in a ledger."""
    decided = Decided(book)
    seen = [decided.of(book.reading(id_)) for id_ in sorted(book.report_ids())]
    tables = [decided.events(book.events()), decided.claims(book.claims()), Weigher(book).incidents()]
    return [*seen, *(sorted(table, key=lambda row: row.id) for table in tables)]


WORDS = ["accept", "reject", "killed", "merge", "split", "undo"]
ACTS = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 3), st.integers(0, 9)), max_size=8)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, st.integers(0, 10))
def test_replayed_on_an_empty_ledger_they_give_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("replay")
    records = [(e, r) for r in (ONE, TWO) for e in r.events]
    with Ledger.open(folder / "a.db") as here, Ledger.open(folder / "b.db") as there:
        for one in (ONE, TWO):
            here.add(one, raw_of(one), JUNE)
        Weigher(here).weigh()
        for n, (act, which, number) in enumerate(acts):
            event, of = records[which]
            made = here.decisions.all()
            if act == "undo" and not made:
                continue
            if act == "undo":
                one = Decision("", "", "Ana", Act.UNDO, (), undoes=made[number % len(made)].id)
            elif act in ("merge", "split"):
                other = anchor_of(*records[(which + number % 3 + 1) % 4])
                about = (anchor_of(event, of), *([other] if act == "merge" else []))
                apart = (other,) if act == "split" else ()
                one = Decision("", "", "Ana", Act(act), about, apart)
            else:
                one = killed(number, event, of) if act == "killed" else draft(act, event, of)
            here.decisions.add(one, days(n))
            Weigher(here).weigh()
        for one in (TWO, ONE):
            there.add(one, raw_of(one), JUNE)
        links = [from_plain(Decision, to_plain(d)) for d in here.decisions.all()]
        there.decisions.replay(links[:cut])
        there.decisions.replay(links)  # those that are there already are left out
        assert there.decisions.all() == here.decisions.all()
        assert there.decisions.head() == here.decisions.head()
        Weigher(there).weigh()
        assert state(here) == state(there)


def test_replayed_behind_others_they_are_linked_anew(book: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other.db") as other:
        theirs = other.decisions.add_many([killed(9), draft("reject", ATTACK)], JULY)
        other.decisions.add(Decision("", "", "Ana", Act.UNDO, (), undoes=theirs[1].id), days(2))
        mine = book.decisions.add(draft("accept", SHELLED, by="Ben"), JULY)
        added = book.decisions.replay(other.decisions.all(), days(9))
    assert [d.id for d in book.decisions.all()] == [mine.id, *(d.id for d in added)]
    assert added[0].previous == mine.hash and added[0].hash != theirs[0].hash
    assert [d.at for d in added[:2]] == [d.at for d in theirs]
    assert book.decisions.first_break() is None
    assert apply(ONE, book.decisions.all()).rejected == frozenset()
    with pytest.raises(LedgerError, match="was changed since it was made"):
        book.decisions.replay([replace(theirs[0], id="d_x", by="Eve")])


# Rows


def test_rows_say_what_was_decided_and_show_what_was_corrected(book: Ledger) -> None:
    decided = Decided(book)
    assert not decided.any and [r.decided for r in decided.events(book.events())] == [()] * 4
    book.decisions.add_many(
        [
            killed(9),
            draft("reject", ATTACK, by="Ben"),
            draft("correct", ONE.claims[0], field="voice", value="Ana Sorel"),
            draft("correct", ONE.report, field="outlet", value="Halyard News"),
        ]
    )
    events = {row.id: row for row in Decided(book).events(book.events())}
    assert events[SHELLED.id].counts == ("killed 9",) and events[SHELLED.id].decided == ("killed corrected by Ana",)
    assert events[SHELLED.id].voices == ("Ana Sorel",) and events[SHELLED.id].outlet == "Halyard News"
    assert events[ATTACK.id].decided == ("rejected by Ben",)
    assert events[TWO.events[0].id] == next(row for row in book.events() if row.id == TWO.events[0].id)
    claims = {row.id: row for row in Decided(book).claims(book.claims())}
    assert claims[ONE.claims[0].id].chain == ("Ana Sorel",)
    reports = {row.id: row for row in Decided(book).reports(book.reports())}
    assert reports[ONE.report.id].outlet == "Halyard News"
    assert reports[ONE.report.id].decided == ("outlet corrected by Ana",)
    # Whatever is not corrected stands as the ledger has it.
    before = next(row for row in book.events() if row.id == SHELLED.id)
    assert (
        replace(events[SHELLED.id], counts=before.counts, voices=before.voices, outlet=before.outlet, decided=())
        == before
    )


def test_rows_are_as_they_stood_then(book: Ledger) -> None:
    book.decisions.add(draft("accept", SHELLED), days(1))
    book.decisions.add(killed(9), days(3))
    book.decisions.add(draft("reject", SHELLED), days(5))

    def then(number: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        by = days(number).isoformat() if number is not None else None
        row = next(r for r in Decided(book, by).events(book.events(Filter(recorded_by=by))) if r.id == SHELLED.id)
        return row.counts, row.decided

    assert then(0) == (("killed 12+",), ())
    assert then(2) == (("killed 12+",), ("accepted by Ana",))
    assert then(4) == (("killed 9",), ("accepted by Ana", "killed corrected by Ana"))
    assert then(6) == then(None) == (("killed 9",), ("killed corrected by Ana", "rejected by Ana"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["accept", "reject", "note"]), st.integers(0, 6)), min_size=1, max_size=6))
def test_the_short_way_to_a_row_says_what_the_long_one_says(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    """Rows of a report that was not read again since are marked without its reading."""
    with Ledger.open(tmp_path_factory.mktemp("rows") / "a.db") as book:
        book.add(ONE, raw_of(ONE), JUNE)
        records = (*ONE.events, *ONE.claims, ONE.report)
        for n, (act, which) in enumerate(acts):
            book.decisions.add(draft(act, records[which % len(records)], reason="so"), days(n))
        short = Decided(book)
        long = Decided(book)
        long._quick = lambda *_: None  # type: ignore[method-assign]
        assert list(short.events(book.events())) == list(long.events(book.events()))
        assert list(short.claims(book.claims())) == list(long.claims(book.claims()))
        assert list(short.reports(book.reports())) == list(long.reports(book.reports()))


# A newer reader


def reread(one: Reading, **more: Any) -> Reading:
    """The reading of a newer reader, which gives its events other ids, and one more word to the first trigger."""
    first, second = one.events
    wider = replace(first, id="e_new", trigger=Span(first.trigger.start, first.trigger.end + 4), status=Status.POSSIBLE)
    return replace(one, reader=NEWER, events=more.get("events", (wider, replace(second, id="e_new2"))))


def test_a_re_reading_keeps_decisions_in_rows_and_readings(book: Ledger) -> None:
    book.decisions.add_many([draft("accept", SHELLED), killed(9), draft("reject", ATTACK)], JULY)
    book.add(reread(ONE), raw_of(ONE), days(5))
    rows = {row.id: row for row in Decided(book).events(book.events(Filter(report=ONE.report.id)))}
    assert set(rows) == {"e_new", "e_new2"}
    assert rows["e_new"].status == "happened" and rows["e_new"].counts == ("killed 9",)
    assert rows["e_new"].decided == ("accepted by Ana (status, trigger as read then)", "killed corrected by Ana")
    assert rows["e_new2"].decided == ("rejected by Ana",)
    before = next(iter(Decided(book, days(3)).events(book.events(Filter(recorded_by=days(3).isoformat())))))
    assert before.id == SHELLED.id and before.decided == ("accepted by Ana", "killed corrected by Ana")
    assert list(orphans(book, book.decisions.all())) == []


def test_what_a_newer_reader_does_not_find_is_listed(book: Ledger) -> None:
    made = book.decisions.add_many([killed(9), draft("reject", ATTACK)], JULY)
    book.add(reread(ONE, events=(replace(ATTACK, id="e_other"),)), raw_of(ONE), days(5))
    assert list(orphans(book, book.decisions.all())) == [made[0]]
    assert Decided(book).of(book.reading(ONE.report.id)).lost == (made[0],)


def test_a_page_whose_text_was_taken_out_anew_keeps_them(book: Ledger) -> None:
    made = book.decisions.add_many([killed(9), draft("reject", ATTACK)], JULY)
    text_ = "Share this page\n\n" + ONE.report.text.replace("“", '"')
    raw = raw_of(ONE)
    report = replace(
        ONE.report,
        id=make_id("report", text_, ONE.report.outlet, ONE.report.published, None),
        text=text_,
        body=(),
        furniture=(),
        provenance=Provenance(raw=ONE.report.provenance.raw, extractor="newer"),
    )
    more = 17
    moved = [
        replace(e, id=f"{e.id}n", trigger=Span(e.trigger.start + more, e.trigger.end + more), place=None, when=None)
        for e in ONE.events
    ]
    moved = [replace(e, actors=(), recipients=(), contexts=(), claims=()) for e in moved]
    newer = Reading(NEWER, report, voices=ONE.voices, events=tuple(moved))
    book.add(newer, raw, days(5))
    rows = {row.id: row for row in Decided(book).events(book.events(Filter(report=report.id)))}
    assert rows[f"{SHELLED.id}n"].counts == ("killed 9",)
    assert rows[f"{ATTACK.id}n"].decided == ("rejected by Ana",)
    # The former text is in the ledger still, read by a newer reader that finds nothing in it.
    book.add(reread(ONE, events=()), raw, days(6))
    assert list(orphans(book, book.decisions.all())) == []
    assert len(made) == 2


# Rounds


def nobody(id_: str) -> list[str]:
    raise AssertionError(id_)


def test_a_round_is_blind_until_it_is_closed_and_then_stays_as_it_is(book: Ledger) -> None:
    ana, ben = (Drafter(book, name, round="pilot") for name in ("Ana", "Ben"))
    mine = book.decisions.add_many(ana.accept([SHELLED.id], nobody))
    theirs = book.decisions.add_many(ben.correct(SHELLED.id, "killed", "9", nobody, nobody))  # type: ignore[arg-type]
    seen = listed(book, Wanted(round="pilot"), "Ana")
    assert seen.decisions == mine and seen.hidden == 1
    assert listed(book, Wanted(), None).hidden == 2
    assert next(Decided(book).events(book.events())).decided == ()  # a round counts nowhere else
    with pytest.raises(LedgerError, match="made in round pilot by Ben, and can only be undone there"):
        book.decisions.add_many(Drafter(book, "Ana").undo([theirs[0].id]))
    with pytest.raises(LedgerError, match="not closed"):
        Drafter(book, "Chidi").adjudicate(SHELLED.id, "killed", Coded("pilot", "Ben"), nobody)
    (closing,) = book.decisions.add_many(Drafter(book, "Chidi").close("pilot"))
    assert (closing.act, closing.field, closing.value) == (Act.NOTE, ROUND, CLOSED)
    assert listed(book, Wanted(round="pilot"), "Ana").hidden == 0
    with pytest.raises(LedgerError, match="Round pilot is closed"):
        book.decisions.add_many(ana.accept([ATTACK.id], nobody))
    with pytest.raises(LedgerError, match="Round pilot is closed"):
        book.decisions.add_many(ana.undo([mine[0].id]))
    (settled,) = book.decisions.add_many(
        Drafter(book, "Chidi", "the list").adjudicate(SHELLED.id, "killed", Coded("pilot", "Ben"), nobody)
    )
    assert settled.reason == "as Ben in round pilot: the list" and settled.round is None
    now = Decided(book).of(ONE).reading
    assert value_of(now.events[0], "killed", now) == [{"low": 9, "best": 9, "high": 9}]
    book.decisions.add_many(Drafter(book, "Chidi").undo([closing.id]))
    assert book.decisions.closed_rounds() == frozenset()
    assert book.decisions.first_break() is None


def test_a_text_that_somebody_changed_is_found_out(book: Ledger) -> None:
    """Contents: whoever changes a text or its bytes is found out."""
    assert book.contents().problems == ()
    assert (book.contents().raws, book.contents().reports) == (2, 2)
    with book.writing() as connection:
        on = "" if connection.dialect.name == "sqlite" else " ON reports"
        connection.execute(text(f"DROP TRIGGER reports_no_update{on}"))
        connection.execute(text("UPDATE reports SET text = replace(text, '12 people', '2 people') WHERE number = 1"))
    (problem,) = book.contents().problems
    assert ONE.report.id in problem


# Whatever a file may say

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELD = st.sampled_from([*Decision.__dataclass_fields__])
OF_ANCHOR = st.sampled_from(["kind", "id", "report", "span", "words", "before", "after"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([0, 1, 2, 3]), FIELD, OF_ANCHOR, ANYTHING, st.booleans())
def test_a_replayed_file_may_say_anything(
    tmp_path_factory: pytest.TempPathFactory, which: int, field: str, of_anchor: str, value: Any, inside: bool
) -> None:
    drafts = [
        draft("accept", SHELLED), killed(9), draft("note", ONE.claims[0], reason="x"),
        replace(draft("split", SHELLED), apart=(anchor_of(ATTACK, ONE),)),
    ]  # fmt: skip
    plain = to_plain(sealed(replace(drafts[which], at="2031-05-01T10:00:00Z"), ""))
    if inside:
        plain["about"][0][of_anchor] = value
    else:
        plain[field] = value
    try:
        made = from_plain(Decision, plain)
        made = replace(made, hash=hash_of(made))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return  # what a command says then: no decision
    with Ledger.open(FILES.get(tmp_path_factory)) as book:
        try:
            book.decisions.replay([made])
        except LedgerError:
            return
        assert book.decisions.first_break() is None
        found = listed(book, Wanted(), None)
        assert len(list(listing_rows(found))) == len(found.decisions)
        list(orphans(book, found.decisions))
        list(Decided(book).events(book.events()))
        apply(ONE, [made])
        bonds([made], lambda anchor: anchor.id)


class _Files:
    """One ledger for all examples: each adds to what others did."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def get(self, folders: pytest.TempPathFactory) -> Path:
        if self.path is None:
            self.path = folders.mktemp("anything") / "a.db"
            with Ledger.open(self.path) as book:
                book.add(ONE, raw_of(ONE), JUNE)
        return self.path


FILES = _Files()
