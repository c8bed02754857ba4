"""Standing: independence, fields, tolls, strains and withdrawals of incidents made by hand."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import (
    ARMY,
    COLONEL,
    COMMISSIONER,
    FAR_TOWN,
    FRONT,
    HOSPITAL,
    LEADER,
    OFFICIAL,
    POLICE,
    PROVINCE,
    WITNESS,
    account,
    day,
    doer,
    killed,
    word,
)
from dateline.records import Basis, Field, Incident, Level, Notice, NoticeKind, Span, Stance, Status, Toll
from dateline.weighing.account import Account, Speaker
from dateline.weighing.standing import weigh
from dateline.weighing.standing.before import said_before
from dateline.weighing.standing.disclaimers import disclaiming

HEADLINE = Speaker("The Herald", "reporter", True)
NEXT, LATER = "2031-03-06", "2031-03-08"


def weighed(*accounts: Account, stories: Mapping[str, str] | None = None) -> Incident:
    return weigh(accounts, {a.report: "s" + a.report[1:] for a in accounts} | dict(stories or {}))


def field(incident: Incident, name: str) -> Field:
    return next(f for f in incident.fields if f.name == name)


def toll(incident: Incident) -> Toll:
    return incident.tolls[0]


def how(incident: Incident) -> tuple[Level, int]:
    return incident.standing, incident.independent


# Independence


def test_one_report_is_a_single_voice_however_many_speak_in_it() -> None:
    assert how(weighed(account(1, word(POLICE), word(HOSPITAL)))) == (Level.SINGLE, 1)


def test_two_voices_in_two_reports_corroborate() -> None:
    found = weighed(account(1, word(POLICE)), account(2, word(HOSPITAL)))
    assert how(found) == (Level.CORROBORATED, 2)
    assert {w.key: w.apart for w in found.witnesses} == {"police:RUR": True, "hospital": True}


def test_one_voice_in_two_reports_is_repeated() -> None:
    assert how(weighed(account(1, word(POLICE)), account(2, word(POLICE)))) == (Level.REPEATED, 1)


@pytest.mark.parametrize(("body", "officer"), [(POLICE, COMMISSIONER), (ARMY, COLONEL), (FRONT, LEADER)])
def test_a_body_and_its_officer_are_one_voice(body: Speaker, officer: Speaker) -> None:
    assert how(weighed(account(1, word(body)), account(2, word(officer)))) == (Level.REPEATED, 1)


def test_copies_of_one_story_do_not_corroborate() -> None:
    one, two = account(1, word(POLICE)), account(2, word(HOSPITAL))
    assert how(weighed(one, two, stories={two.report: "s" + one.report[1:]})) == (Level.REPEATED, 1)


def test_who_passes_on_a_word_does_not_corroborate_it() -> None:
    told = account(1, word(FRONT, HOSPITAL))
    assert how(weighed(told, account(2, word(FRONT)))) == (Level.REPEATED, 1)


def test_an_official_who_may_be_of_the_police_does_not_corroborate_them() -> None:
    assert how(weighed(account(1, word(POLICE)), account(2, word(OFFICIAL)))) == (Level.REPEATED, 1)


def test_the_reporters_own_voice_counts_where_the_report_names_nobody() -> None:
    assert how(weighed(account(1, word(POLICE)), account(2))) == (Level.CORROBORATED, 2)
    assert how(weighed(account(1, word(POLICE), word(HEADLINE)), account(2, word(POLICE)))) == (Level.REPEATED, 1)


def test_words_that_ask_for_an_inquiry_are_no_word_that_it_was() -> None:
    found = weighed(account(1, word(POLICE)), account(2, word(FRONT, stance=Stance.DEMANDS), outlet="The Herald 1"))
    assert "body:lower vale front" not in {w.key for w in found.witnesses}


# Denials


def test_a_denial_stands_beside_the_assertion() -> None:
    found = weighed(
        account(1, word(POLICE, said="nine died")), account(2, word(FRONT, stance=Stance.DENIES, said="it"))
    )
    assert found.standing is Level.DISPUTED and found.status is Status.HAPPENED
    assert {v.value for v in field(found, "status").values} == {"happened", "denied"}
    assert [s.field for s in found.strains] == ["denial"]
    assert {q.words for q in found.strains[0].quotations} == {"nine died", "it"}


def test_an_event_told_as_not_having_been_is_a_denial_by_its_voice() -> None:
    found = weighed(account(1, word(POLICE)), account(2, word(ARMY), status=Status.DENIED))
    assert found.standing is Level.DISPUTED and found.strains[0].voices == ("police", "army")


def test_denying_a_part_disputes_who_did_it_and_not_that_it_was() -> None:
    accused = account(1, word(POLICE), parties=(doer("Lower Vale Front", Basis.ACCUSED),))
    denied = account(2, word(LEADER, said="the Front had nothing to do with the attack", claim="c_1"), word(HOSPITAL))
    found = weighed(accused, denied)
    assert found.standing is Level.DISPUTED
    assert field(found, "actors").level is Level.DISPUTED and field(found, "status").level is not Level.DISPUTED
    assert [s.field for s in found.strains] == ["participation"]
    assert "Juno Harrow denies a part in it" in {v.value for v in field(found, "actors").values}


def test_a_doubt_is_shown_and_is_no_denial() -> None:
    found = weighed(account(1, word(POLICE)), account(2, word(HOSPITAL), word(ARMY, stance=Stance.DOUBTS)))
    assert found.standing is Level.CORROBORATED
    assert Stance.DOUBTS in {w.stance for w in found.witnesses}


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("the group had nothing to do with the blast", True),
        ("that it had no part in that", True),
        ("its men were not involved", True),
        ("had nothing to do with it", True),
        ("that one of the dead had an illness that had nothing to do with the blast", False),
        ("neither he nor any of his men had anything to do with the killing", True),
        ("the killing had nothing to do with the blast", False),
        ("“We were not involved,”", True),
        ("“They were not involved,”", False),
        ("nothing was found at the house", False),
        ("that it had carried out the attack", False),
        ("", False),
    ],
)
def test_disclaimers(said: str, is_one: bool) -> None:
    assert disclaiming(said) is is_one


# Places, days, doers


def test_places_agree_where_one_lies_in_the_other() -> None:
    found = weighed(account(1, word(POLICE)), account(2, word(HOSPITAL), spot=PROVINCE))
    assert found.place == "Harrowgate"
    assert (field(found, "place").level, field(found, "place").independent) == (Level.CORROBORATED, 2)


def test_towns_far_apart_are_a_strain() -> None:
    found = weighed(account(1, word(POLICE)), account(2, word(HOSPITAL), spot=FAR_TOWN))
    assert field(found, "place").level is Level.DISPUTED and found.strains[0].field == "place"


def test_a_stand_in_place_gives_way_to_the_texts_own() -> None:
    found = weighed(account(1, word(POLICE), spot=replace(FAR_TOWN, own=False)), account(2, word(HOSPITAL)))
    assert found.place == "Harrowgate" and not found.strains


def test_days_agree_where_they_overlap_and_clash_from_two_days_on() -> None:
    month = account(2, word(HOSPITAL), days=day("2031-03-01", "2031-03-31"))
    found = weighed(account(1, word(POLICE)), month)
    assert (found.first, found.last) == ("2031-03-04", "2031-03-04")
    assert field(found, "when").level is Level.CORROBORATED
    near = weighed(account(1, word(POLICE)), account(2, word(HOSPITAL), days=day("2031-03-05")))
    assert not near.strains
    far = weighed(account(1, word(POLICE)), account(2, word(HOSPITAL), days=day("2031-03-07")))
    assert [s.field for s in far.strains] == ["date"]


def test_two_doers_named_by_two_voices_clash_where_one_is_accused() -> None:
    one = account(1, word(POLICE), parties=(doer("Lower Vale Front", Basis.ACCUSED),))
    two = account(2, word(WITNESS), parties=(doer("Red Kite Brigade"),))
    assert field(weighed(one, two), "actors").level is Level.DISPUTED
    unnamed = account(2, word(WITNESS), parties=(doer("gunmen", named=False, roles=("UAF",)),))
    found = weighed(one, unnamed)
    assert not found.strains and found.actors == ("Lower Vale Front",)


# Tolls


def test_a_toll_that_rises_is_one_toll() -> None:
    first = account(1, word(POLICE), tallies=(killed(9),))
    second = account(2, word(HOSPITAL), tallies=(killed(14),), published=NEXT)
    found = weighed(first, second)
    assert (toll(found).low, toll(found).best, toll(found).high, toll(found).rising) == (14, 14, 14, True)
    assert found.standing is Level.CORROBORATED and not found.strains


def test_figures_of_one_day_that_cannot_both_be_true_are_disputed() -> None:
    one = account(1, word(ARMY), tallies=(killed(3, words="three soldiers"),))
    two = account(2, word(FRONT), tallies=(killed(22, words="22 soldiers"),))
    found = weighed(one, two)
    assert found.standing is Level.DISPUTED and [s.field for s in found.strains] == ["counts"]
    assert (toll(found).low, toll(found).high) == (3, 22)


def test_a_lower_figure_after_a_higher_one_is_disputed() -> None:
    one = account(1, word(HOSPITAL), tallies=(killed(17),))
    two = account(2, word(POLICE), tallies=(killed(16),), published=NEXT)
    found = weighed(one, two)
    assert field(found, "killed").level is Level.DISPUTED
    assert (toll(found).best, toll(found).why.startswith("hospital")) == (17, True)


def test_who_holds_to_an_earlier_figure_disputes_a_later_higher_one() -> None:
    first = account(1, word(POLICE), tallies=(killed(9),))
    second = account(2, word(HOSPITAL), tallies=(killed(14),), published=NEXT)
    holds = account(3, word(POLICE), tallies=(killed(9),), published=LATER)
    assert field(weighed(first, second, holds), "killed").level is Level.DISPUTED
    reminds = account(3, word(POLICE), word(HOSPITAL), published=LATER)
    reminds = replace(reminds, tallies=(killed(9, earlier=True), killed(14, 1)))
    assert field(weighed(first, second, reminds), "killed").level is not Level.DISPUTED


def test_at_least_nine_and_fourteen_agree() -> None:
    one = account(1, word(POLICE), tallies=(killed(9, open_end=True),))
    two = account(2, word(HOSPITAL), tallies=(killed(14),))
    found = weighed(one, two)
    assert found.standing is Level.CORROBORATED and toll(found).best == 14


def test_the_best_placed_voice_gives_the_best_figure_and_never_a_mean() -> None:
    voices = ((HOSPITAL, 17), (POLICE, 16), (WITNESS, 30), (FRONT, 50))
    accounts = [account(n, word(v), tallies=(killed(f),)) for n, (v, f) in enumerate(voices, 1)]
    found = weighed(*accounts)
    assert (toll(found).low, toll(found).best, toll(found).high) == (16, 17, 50)
    assert toll(found).why == "hospital of 2031-03-05: the best-placed of 4 voices (health and rescue services)"


def test_a_voices_own_later_figure_replaces_its_earlier_one() -> None:
    one = account(1, word(POLICE), tallies=(killed(12),))
    two = account(2, word(COMMISSIONER), tallies=(killed(10),), published=NEXT)
    found = weighed(one, two)
    assert [(f.best, f.replaced) for f in toll(found).figures] == [(12, True), (10, False)]
    assert (toll(found).low, toll(found).high, found.standing) == (10, 10, Level.REPEATED)


def test_losses_of_two_sides_do_not_dispute_each_other() -> None:
    one = account(1, word(ARMY), tallies=(killed(3, words="three soldiers"),))
    two = account(2, word(WITNESS), tallies=(killed(12, words="12 rebels"),))
    assert not weighed(one, two).strains


def test_parts_and_what_a_report_replaces_are_no_totals() -> None:
    told = account(1, word(POLICE), tallies=(killed(12), killed(3, part=True), killed(15, replaced=True)))
    found = weighed(told)
    assert (toll(found).low, toll(found).high) == (12, 12)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Police, who on Tuesday spoke of 9 dead, said nothing.", True),
        ("The police had earlier put the toll at 9 dead.", True),
        ("The toll rose to 14, up from 9 on Tuesday.", True),
        ("Police said on Wednesday that 9 people had died.", False),
        ("A bomb killed 9 people.", False),
        ("On Tuesday it rained. Now 9 are dead.", False),
    ],
)
def test_what_is_told_as_said_before(text: str, earlier: bool) -> None:
    at = text.index("9")
    assert said_before(text, Span(at, at + 1), "2031-03-05") is earlier  # a Wednesday


# Withdrawals


def notice(kind: NoticeKind, **more: str | bool) -> Notice:
    return Notice(kind, Span(0, 20), **more)  # type: ignore[arg-type]


def test_a_correction_takes_back_the_figure_and_puts_another() -> None:
    first = account(1, word(WITNESS), tallies=(killed(21),), outlet="The Herald")
    right = notice(NoticeKind.CORRECTION, wrong="21 people", right="17")
    second = account(
        2, word(WITNESS), tallies=(killed(17),), outlet="The Herald", published=LATER, notices=(right,), noticed=("x",)
    )
    found = weighed(first, second)
    assert [(f.best, f.withdrawn) for f in toll(found).figures] == [(21, True), (17, False)]
    assert (toll(found).low, toll(found).best, toll(found).high) == (17, 17, 17)
    taken = found.withdrawals[0]
    assert (taken.event, taken.report, taken.kind) == (first.event, second.report, "correction")
    assert not found.withdrawn


def test_a_retracted_account_no_longer_speaks() -> None:
    first = account(1, word(WITNESS), outlet="The Herald")
    other = account(3, word(POLICE))
    back = notice(NoticeKind.RETRACTION, whole=True)
    second = account(2, outlet="The Herald", published=LATER, notices=(back,), noticed=("x",))
    assert how(weighed(first, other)) == (Level.CORROBORATED, 2)
    found = weighed(first, other, second)
    assert how(found)[1] == 1 and not found.withdrawn and len(found.withdrawals) == 1
    assert weighed(first, second).withdrawn


def test_another_outlets_report_is_not_taken_back() -> None:
    back = notice(NoticeKind.RETRACTION, whole=True)
    second = account(2, outlet="The Gazette", published=LATER, notices=(back,))
    assert not weighed(account(1, word(WITNESS)), second).withdrawals


# What holds of every set

VOICES = [POLICE, COMMISSIONER, HOSPITAL, OFFICIAL, ARMY, COLONEL, FRONT, LEADER, WITNESS]


@st.composite
def sets(draw: st.DrawFn) -> list[Account]:
    out = []
    for n in range(1, draw(st.integers(1, 6)) + 1):
        chain = draw(st.lists(st.sampled_from(VOICES), min_size=0, max_size=2, unique=True))
        stance = draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS]))
        words = (word(*chain, stance=stance),) if chain else ()
        figures = draw(st.lists(st.integers(0, 30), max_size=2))
        out.append(
            account(
                n,
                *words,
                tallies=tuple(killed(f, open_end=draw(st.booleans())) for f in figures),
                published=draw(st.sampled_from([None, "2031-03-05", NEXT, LATER])),
                outlet=draw(st.sampled_from([None, "The Herald", "The Gazette"])),
            )
        )
    return out


def stories_of(accounts: Sequence[Account]) -> dict[str, str]:
    return {a.report: "s" + a.report[1:] for a in accounts}


@settings(max_examples=60, deadline=None)
@given(sets(), st.randoms(use_true_random=False))
def test_the_order_of_the_accounts_does_not_matter(accounts: list[Account], chance: random.Random) -> None:
    shuffled = list(accounts)
    chance.shuffle(shuffled)
    assert weigh(shuffled, stories_of(accounts)) == weigh(accounts, stories_of(accounts))


@settings(max_examples=60, deadline=None)
@given(sets(), st.integers(0, 5), st.sampled_from(["2031-03-05", LATER, None]))
def test_a_copy_never_adds_an_independent_voice(accounts: list[Account], which: int, published: str | None) -> None:
    stories = stories_of(accounts)
    original = accounts[which % len(accounts)]
    copied = replace(original, event="e_" + "f" * 16, report="r_" + "f" * 16, outlet="The Copyist", published=published)
    with_copy = weigh([*accounts, copied], stories | {copied.report: stories[original.report]})
    assert with_copy.independent <= weigh(accounts, stories).independent


@settings(max_examples=60, deadline=None)
@given(sets(), st.sampled_from(VOICES))
def test_a_denial_never_disappears_when_an_assertion_is_added(accounts: list[Account], voice: Speaker) -> None:
    before = weigh(accounts, stories_of(accounts))
    more = [*accounts, account(99, word(voice))]
    after = weigh(more, stories_of(more))
    denials = {
        e for f in before.fields if f.name == "status" for v in f.values if v.value == "denied" for e in v.events
    }
    kept = {e for f in after.fields if f.name == "status" for v in f.values if v.value == "denied" for e in v.events}
    assert denials <= kept
    assert not denials or after.standing is Level.DISPUTED


@settings(max_examples=60, deadline=None)
@given(sets())
def test_a_toll_is_in_order_and_its_history_whole(accounts: list[Account]) -> None:
    found = weigh(accounts, stories_of(accounts))
    for one in found.tolls:
        assert len(one.figures) == sum(t.what is one.what for a in accounts for t in a.tallies)
        if one.best is not None:
            assert one.low is not None and one.high is not None and one.low <= one.best <= one.high
    assert found.independent >= 1 and set(found.events) == {a.event for a in accounts}


def test_five_hundred_accounts_are_weighed_within_a_second() -> None:
    voices = [*VOICES, *(Speaker(f"Arno Vale{n}", "person", True) for n in range(60))]
    accounts = [account(n, word(voices[n % len(voices)]), tallies=(killed(n % 40),)) for n in range(1, 501)]
    start = process_time()
    weigh(accounts, stories_of(accounts))
    assert process_time() - start < 2  # a third of a second on an idle machine
