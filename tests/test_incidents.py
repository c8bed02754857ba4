"""Incidents: which accounts are one happening, and why; the order of the accounts makes no difference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import FAR_TOWN, PROVINCE, TOWN, account, day, doer, killed
from dateline.records import CountOf, EventType, Span, Status
from dateline.weighing.account import Account, Days, Party
from dateline.weighing.incidents import Reason, Tie, keys, partition, tie
from dateline.weighing.incidents.deeds import block_of, kind_of
from dateline.weighing.incidents.spots import Lie, lie
from dateline.weighing.incidents.times import hours_of
from dateline.weighing.lists import table


def told(n: int, said: str, did: str, **more: Any) -> Account:
    """An account in the words of its sentence, its trigger where `did` first stands in it."""
    at = said.index(did)
    given = {"said": said, "did": did, "trigger": Span(at, at + len(did)), "sentence": Span(0, len(said))}
    return account(n, **({"lead": said, **given} | more))


def to(name: str) -> Party:
    return Party("recipient", name, name, Span(0, 1))


def one(*accounts: Account) -> tuple[tuple[str, ...], ...]:
    """The happenings of accounts, as the weigher finds them: ties of those that share a key."""
    ties = {}
    for i, a in enumerate(accounts):
        for b in accounts[i + 1 :]:
            if set(keys(a)) & set(keys(b)) and (found := tie(a, b)) is not None:
                ties[min(a.event, b.event), max(a.event, b.event)] = found
    return partition(accounts, ties)


MARKET = told(1, "A bomb exploded in the market of Harrowgate on Tuesday, killing nine people.", "exploded")
MARKET = replace(MARKET, tallies=(killed(9, None),))


def test_the_same_happening_in_two_reports_is_one() -> None:
    later = told(
        2,
        "The blast at Harrowgate's market killed 14 people, a doctor said.",
        "blast",
        published="2031-03-06",
        tallies=(killed(14, None),),
    )
    found = tie(MARKET, later)
    assert found is not None and found.score > 0.8 and not found.barred
    assert {"when", "where", "what", "words"} <= {reason.field for reason in found.reasons}
    assert one(MARKET, later) == ((MARKET.event, later.event),)


def test_a_tie_keeps_the_words_of_both() -> None:
    later = told(2, "The bombing of the market in Harrowgate.", "bombing")
    found = tie(later, MARKET)
    assert found is not None
    where = next(reason for reason in found.reasons if reason.field == "where")
    assert where == Reason("where", where.weight, "Harrowgate", "Harrowgate") and where.weight > 0
    assert list(found.reasons) == sorted(found.reasons, key=lambda r: (-abs(r.weight), r.field, r.first, r.second))


def test_a_tie_is_symmetric() -> None:
    later = told(2, "The bombing of the market in Harrowgate.", "bombing", published="2031-03-09")
    assert tie(MARKET, later) == tie(later, MARKET)
    assert tie(MARKET, MARKET) is None


def test_a_toll_that_rises_is_one_happening() -> None:
    days = ("2031-03-05", "2031-03-06", "2031-03-09")
    accounts = [
        told(
            n,
            f"The bombing in Harrowgate's market killed {toll} people.",
            "bombing",
            published=published,
            tallies=(killed(toll, None),),
        )
        for n, (toll, published) in enumerate(zip((9, 14, 17), days, strict=True), start=1)
    ]
    assert len(one(*accounts)) == 1


def test_two_attacks_in_one_town_on_one_day_stay_two() -> None:
    school = told(
        2,
        "Gunmen stormed a school in Harrowgate on Tuesday evening, killing 60 people.",
        "stormed",
        mode="firearms",
        days=Days("2031-03-04", "2031-03-04", True, "Tuesday evening", None),
        tallies=(killed(60, None),),
        instrument="guns",
        parties=(to("a school"),),
    )
    market = replace(
        MARKET, days=Days("2031-03-04", "2031-03-04", True, "7 a.m. on Tuesday", None), parties=(to("the market"),)
    )
    assert len(one(market, school)) == 2
    found = tie(market, school)
    assert found is None or found.score < 0.5


def test_a_second_blast_of_one_report_is_another() -> None:
    second = replace(
        told(2, "A second bomb exploded in Harrowgate, killing nine.", "exploded", tallies=(killed(9, None),)),
        report=MARKET.report,
    )
    found = tie(MARKET, second)
    assert found is not None and found.barred
    assert any(reason.field == "order" for reason in found.reasons)


def test_history_joins_its_own_date() -> None:
    then = told(
        2, "In 2029 a bomb exploded in the market of Harrowgate.", "exploded", days=day("2029-01-01", "2029-12-31")
    )
    again = told(
        3, "A bomb exploded in the market of Harrowgate in 2029.", "exploded", days=day("2029-01-01", "2029-12-31")
    )
    again = replace(again, published="2031-03-20")
    assert one(MARKET, then, again) == ((MARKET.event,), (then.event, again.event))


def test_a_plan_is_not_the_deed_and_a_denial_is_of_it() -> None:
    planned = told(2, "The army plans an attack on Harrowgate.", "attack", status=Status.PLANNED)
    done = told(3, "The army launched an attack on Harrowgate.", "attack")
    denied = told(4, "The army denied the attack on Harrowgate.", "attack", status=Status.DENIED)
    found = tie(planned, done)
    assert found is None or found.barred
    assert one(planned, done, denied) == ((planned.event,), (done.event, denied.event))


def test_what_was_fixed_for_a_day_and_held_on_it_is_one() -> None:
    more: dict[str, Any] = {"type": EventType.PROTEST, "mode": "demo"}
    fixed = told(2, "Teachers will march in Harrowgate.", "march", status=Status.PLANNED, **more)
    held = told(3, "Teachers held a march in Harrowgate.", "march", **more)
    assert one(fixed, held) == ((fixed.event, held.event),)


@pytest.mark.parametrize(
    "change",
    [
        {"spot": FAR_TOWN},
        {"days": day("2031-03-08")},
        {"type": EventType.COERCE, "mode": "arrest"},
        {"spot": replace(FAR_TOWN, country="SYL")},
    ],
)
def test_another_place_day_or_deed_is_another_happening(change: dict[str, Any]) -> None:
    other = told(
        2, "A bomb exploded in the market on Tuesday, killing nine people.", "exploded", published="2031-03-09"
    )
    assert len(one(MARKET, replace(other, **change))) == 2


def test_what_stands_in_is_weak_and_no_bar() -> None:
    thin = told(
        2,
        "The market bombing has left Harrowgate in mourning.",
        "bombing",
        days=day("2031-02-26", "2031-03-05", own=False),
        spot=replace(FAR_TOWN, own=False),
    )
    found = tie(MARKET, thin)
    assert found is not None and not found.barred and found.score > 0.5


def test_a_division_holds_its_towns() -> None:
    assert lie(replace(PROVINCE, precision=4), TOWN) == Lie.WITHIN
    assert lie(TOWN, replace(TOWN, name="Harrowgate Market")) == Lie.SAME
    assert lie(TOWN, FAR_TOWN) == Lie.APART
    assert lie(TOWN, replace(FAR_TOWN, country="SYL")) == Lie.ABROAD
    assert lie(TOWN, None) == Lie.UNKNOWN


def test_hours() -> None:
    assert hours_of("7 a.m. on Tuesday") == (7, 8)
    assert hours_of("19:30") == (19, 20)
    assert hours_of("Tuesday night") == (18, 30)
    assert hours_of("Tuesday") is None


def test_an_anniversary_leads_back() -> None:
    said = "It was a year to the day since a bomb exploded in the market of Harrowgate."
    later = told(2, said, "exploded", published="2032-03-04", days=day("2032-02-26", "2032-03-04", own=False))
    found = tie(MARKET, later)
    assert found is not None and found.score > 0.5 and not found.barred


def test_keys_are_few_whole_and_small() -> None:
    for told_as in (MARKET, replace(MARKET, spot=None), replace(MARKET, days=None), replace(MARKET, published=None)):
        found = keys(told_as)
        assert 0 < len(found) <= 12 and len(set(found)) == len(found)
        assert all(-(2**62) <= key < 2**62 for key in found)
        assert found == keys(told_as)
    assert keys(replace(MARKET, rejected=True)) == ()


def test_every_kind_of_kin_is_listed() -> None:
    names = {row["kind"] or row["family"] for row in table("incident_deeds")}
    for row in table("incident_kin"):
        assert {row["one"], row["other"]} <= names
        assert -1 <= float(row["fit"]) <= 1
    for type_ in EventType:
        assert kind_of(type_, None) and block_of(kind_of(type_, "what there is not")[0])


def test_hostile_words() -> None:
    wild = replace(
        MARKET, event="e_x", said="\x00" * 50 + "a " * 5000, lead="", did="", published="soon", trigger=Span(9**9, 0)
    )
    tie(MARKET, wild)
    tie(replace(wild, days=Days("?", "?", True, "", None)), MARKET)
    assert keys(wild)


# The partition

EVENTS = [f"e_{n}" for n in range(9)]


@st.composite
def knots(draw: st.DrawFn) -> tuple[list[Account], dict[tuple[str, str], Tie]]:
    reports = draw(st.lists(st.integers(0, 5), min_size=2, max_size=9))
    accounts = [replace(MARKET, event=EVENTS[i], report=f"r_{report}") for i, report in enumerate(reports)]
    ties = {}
    for i, a in enumerate(accounts):
        for b in accounts[i + 1 :]:
            kind = draw(st.integers(0, 3))
            if kind:
                ties[a.event, b.event] = Tie(draw(st.integers(2, 10)) / 10, (), barred=kind == 3)
    return accounts, ties


pairs = st.lists(st.tuples(st.sampled_from(EVENTS), st.sampled_from(EVENTS)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(knots(), pairs, pairs, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(knot: Any, together: Any, apart: Any, random: Any) -> None:
    accounts, ties = knot
    found = partition(accounts, ties, together, apart)
    assert sorted(event for happening in found for event in happening) == sorted(a.event for a in accounts)
    shuffled, items = list(accounts), list(ties.items())
    random.shuffle(shuffled)
    random.shuffle(items)
    turned = [pair[::-1] for pair in reversed(together)]
    assert partition(shuffled, dict(items), turned, [pair[::-1] for pair in reversed(apart)]) == found


@settings(max_examples=150, deadline=None)
@given(knots(), pairs, pairs)
def test_what_persons_said_holds(knot: Any, together: Any, apart: Any) -> None:
    accounts, ties = knot
    of = {event: i for i, group in enumerate(partition(accounts, ties, together, apart)) for event in group}
    for a, b in apart:
        assert a == b or a not in of or b not in of or of[a] != of[b]
    of = {event: i for i, group in enumerate(partition(accounts, ties, together)) for event in group}
    assert all(of[a] == of[b] for a, b in together if a in of and b in of)


@settings(max_examples=100, deadline=None)
@given(knots())
def test_an_unrelated_account_changes_nothing(knot: Any) -> None:
    accounts, ties = knot
    stranger = replace(MARKET, event="e_stranger", report="r_0")
    assert partition([*accounts, stranger], ties) == tuple(sorted((*partition(accounts, ties), ("e_stranger",))))


def test_one_bar_parts_two_and_not_many() -> None:
    bar, tied = Tie(0.9, (), barred=True), Tie(0.95, ())
    a, b = (replace(MARKET, event=f"e_{n}", report=f"r_{n}") for n in range(2))
    assert len(partition([a, b], {("e_0", "e_1"): bar})) == 2
    many = [replace(MARKET, event=f"e_{n}", report=f"r_{n}") for n in range(8)]
    ties = {(x.event, y.event): tied for i, x in enumerate(many) for y in many[i + 1 :]}
    assert len(partition(many, ties | {("e_0", "e_7"): bar})) == 1


def test_a_large_knot_is_parted_in_time() -> None:
    many = [replace(MARKET, event=f"e_{n:04}", report=f"r_{n:04}") for n in range(600)]
    ties = {(many[i].event, many[j].event): Tie(0.9, ()) for i in range(600) for j in range(i + 1, min(600, i + 40))}
    assert len(partition(many, ties)) < 40


def test_figures_of_other_things_do_not_clash() -> None:
    hurt = replace(MARKET, event="e_2", report="r_2", tallies=(killed(90, None, what=CountOf.INJURED),))
    far = replace(MARKET, event="e_3", report="r_3", tallies=(killed(90, None),))
    assert (tie(MARKET, hurt) or Tie(0, ())).score > (tie(MARKET, far) or Tie(0, ())).score


def test_who_did_it_may_be_contested() -> None:
    by_one = replace(MARKET, parties=(doer("Lower Vale Front"),))
    by_other = replace(MARKET, event="e_2", report="r_2", parties=(doer("Oster Liberation Army"),))
    found = tie(by_one, by_other)
    assert found is not None and not found.barred
    assert any(reason.field == "who" and reason.weight < 0 for reason in found.reasons)
