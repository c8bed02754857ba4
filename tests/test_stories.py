"""Stories: copies are found however they were cut, reworded or added to; reports on one happening are no copies."""

# ruff: noqa: E501 - sentences stand on one line
from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copied import (
    AGENCY,
    FERRY,
    FERRY_OWN,
    FERRY_REWRITTEN,
    HARVEST,
    LOCAL,
    LOCAL_MINE,
    MINE,
    MINE_BEFORE,
    MINE_NEXT,
    MINE_OWN,
    REPORTS,
    cut,
    paragraphs,
    reading_of,
    reordered,
    retyped,
    reworded,
    with_paragraphs,
)
from dateline.reader import Reader
from dateline.records import Copy, CopyKind, FurnitureKind, Story, from_plain, report_of, to_json, to_plain
from dateline.weighing.stories import Prints, copy, keys, prints_of, tell
from dateline.weighing.stories.blocking import MOST
from dateline.weighing.stories.credits import agency_key, credited_by

HERALD, COURIER = "The Ostmark Herald", "The Courier"


def prints(text: str, **more: object) -> Prints:
    return prints_of(reading_of(text, **more))  # type: ignore[arg-type]


def agency(report: tuple[str, str], published: str = "2019-06-14") -> Prints:
    return prints(report[1], outlet=AGENCY, agency="Halvard", title=report[0], published=published)


def meet(a: Prints, b: Prints) -> bool:
    """Whether the two would be compared at all."""
    return bool(set(keys(a)) & set(keys(b)))


def copies_among(some: list[Prints]) -> list[Copy]:
    pairs = itertools.combinations([(one, set(keys(one))) for one in some], 2)
    return [found for (a, mine), (b, yours) in pairs if mine & yours and (found := copy(a, b))]


def stories(some: list[Prints]) -> tuple[Story, ...]:
    return tell(some, copies_among(some))


# Copies


def changed(text: str) -> Iterator[tuple[str, str]]:
    """What other outlets make of a report."""
    local = LOCAL_MINE if "mine" in text else LOCAL
    for keep in (2, 3, 5):
        yield f"cut to {keep}", cut(text, keep)
    yield "reordered", reordered(text, 3)
    yield "retyped", retyped(text)
    for seed in range(3):
        yield f"reworded {seed}", reworded(text, seed)
    yield "reworded, cut", reworded(cut(text, 3), 1)
    yield "reworded, cut, reordered", reordered(reworded(cut(text, 6), 2), 2)
    for at in (0, 2, 5):
        yield f"paragraphs added at {at}", with_paragraphs(text, local, at)
    yield "cut, paragraphs before", with_paragraphs(cut(text, 4), local, 0)
    yield "cut, paragraphs after", with_paragraphs(cut(text, 4), local, 4)
    yield "reworded, cut, paragraphs after", with_paragraphs(reworded(cut(text, 4)), local, 4)
    yield "shouted", text.upper()
    yield "small", text.lower()
    yield "garbled", text.replace("’", "\ufffd").replace("“", "\x93").replace("”", "\x94").replace("é", "Ã©")


CHANGED = [(n, what, text) for n, (_, own) in enumerate(REPORTS) for what, text in changed(own)]


@pytest.mark.parametrize("published", ["2019-06-14", "2019-06-15", "2019-06-17"])
@pytest.mark.parametrize(("n", "what", "text"), CHANGED, ids=[f"{n} {what}" for n, what, _ in CHANGED])
def test_copies_are_found(n: int, what: str, text: str, published: str) -> None:
    first, second = agency(REPORTS[n]), prints(text, outlet=HERALD, published=published)
    assert meet(first, second)
    found = copy(first, second)
    assert found is not None
    assert found.score > 0.4
    assert found.why


@pytest.mark.parametrize("keep", [1, 2])
def test_a_credit_lowers_what_must_be_shared(keep: int) -> None:
    text = with_paragraphs(cut(FERRY[1], keep), LOCAL + "\n" + FERRY_OWN[1], keep)
    signed = prints(text, outlet=COURIER, trailer="– Halvard, with Courier reporting by Tam Orde")
    assert copy(agency(FERRY), prints(text, outlet=COURIER)) is None
    assert (copy(agency(FERRY), signed) is not None) == (keep == 2)


def test_kinds() -> None:
    first = agency(FERRY)
    kinds = {
        CopyKind.EXACT: retyped(FERRY[1]),
        CopyKind.REPRINT: reordered(cut(FERRY[1], 9)),
        CopyKind.REWRITE: FERRY_REWRITTEN[1],
        CopyKind.EXCERPT: cut(FERRY[1], 2),
    }
    for kind, text in kinds.items():
        found = copy(first, prints(text, outlet=HERALD))
        assert found is not None
        assert found.kind is kind
    assert copy(first, prints(retyped(FERRY[1]), outlet=HERALD)).score == 1.0  # type: ignore[union-attr]


def test_the_evidence_stands_in_both() -> None:
    other = with_paragraphs(FERRY_REWRITTEN[1], LOCAL, 3)
    found = copy(agency(FERRY), prints(other, outlet=HERALD))
    assert found is not None
    assert found.shared
    for words in found.shared:
        assert len(words.split()) > 2
        assert words in FERRY[1]
        assert words in other


def test_a_later_version_of_one_report_is_one_story() -> None:
    first = prints(FERRY[1], outlet=HERALD, title=FERRY[0], url="https://herald.example/a/ferry-sinks-off-quell")
    newer = FERRY[1].replace("drowning 23", "drowning 31").replace("Thirteen people were", "Five people were")
    newer = with_paragraphs(newer, "Divers reached the wreck on Friday afternoon and found eight more bodies.", 1)
    same_page = prints(newer, outlet=HERALD, url="https://herald.example/a/ferry-sinks-off-quell#latest")
    same_head = prints(newer, outlet=HERALD, title=FERRY[0], published="2019-06-15")
    for later in (same_page, same_head):
        assert meet(first, later)
        assert copy(first, later)


# What is no copy


@pytest.mark.parametrize(
    ("one", "other"),
    [(FERRY, FERRY_OWN), (MINE, MINE_OWN), (FERRY, MINE), (MINE_OWN, FERRY_OWN), (HARVEST, FERRY)],
)
def test_own_reports_with_the_same_quotations_are_no_copies(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert copy(agency(one), prints(other[1], outlet=HERALD, title=other[0])) is None


def test_a_new_report_with_old_background_is_no_copy() -> None:
    first, later, before = agency(MINE), agency(MINE_NEXT, "2019-06-15"), agency(MINE_BEFORE, "2019-03-02")
    assert copy(first, later) is None
    assert copy(first, before) is None
    assert copy(later, before) is None
    reprint = prints(MINE_NEXT[1], outlet=COURIER, agency="Halvard", published="2019-06-15")
    assert copy(first, reprint) is None
    assert copy(later, reprint)


def test_background_months_apart_is_no_bridge() -> None:
    assert not meet(agency(MINE), agency(MINE_BEFORE, "2019-01-02"))


def test_one_form_filled_with_other_names_is_no_copy() -> None:
    form = (
        "{town} police arrested {n} men on Monday on suspicion of stealing {what} from {firm}, superintendent {who} said.\n"
        "The men, aged between {a} and {b}, were caught at {place} Road after a call from a resident, {who} said.\n"
        "{firm} lost {what} worth {sum} marks in May. The men will appear before the {town} magistrate on {day}."
    )
    one = {
        "town": "Tamsin",
        "n": 3,
        "what": "copper",
        "firm": "Orla Lines",
        "who": "Ada Quill",
        "a": 19,
        "b": 30,
        "place": "Mill",
        "sum": 4000,
    }
    two = {
        "town": "Brock",
        "n": 5,
        "what": "diesel",
        "firm": "Strand Farms",
        "who": "Ben Rook",
        "a": 22,
        "b": 41,
        "place": "Quay",
        "sum": 900,
    }
    first = prints(form.format(**one, day="Friday"), outlet=HERALD)
    second = prints(form.format(**two, day="Tuesday"), outlet=HERALD, published="2019-06-15")
    assert copy(first, second) is None
    assert copy(first, prints(form.format(**one, day="Thursday"), outlet=COURIER))


def test_flashes_are_copies_only_when_nearly_all_is_shared() -> None:
    first = prints(
        "A ferry with 140 people aboard sank off the coast of Quell on Thursday, the harbour authority said."
    )
    other = prints(
        "At least 23 people drowned when a ferry sank on Thursday off the coast of Quell, the authority said."
    )
    same = prints(
        "A ferry with 140 people on board sank off the coast of Quell on Thursday, the harbour authority said."
    )
    assert copy(first, other) is None
    assert copy(first, same)


def test_furniture_makes_no_copies() -> None:
    teasers = FERRY[1]
    one = prints(HARVEST[1], outlet=HERALD, trailer=teasers, furniture=FurnitureKind.TEASER)
    two = prints(MINE[1], outlet=COURIER, trailer=teasers, furniture=FurnitureKind.TEASER)
    assert not meet(one, two)
    assert copy(one, two) is None


def test_empty_and_short_bodies() -> None:
    empty = prints("")
    assert keys(empty) == ()
    assert copy(empty, prints("", outlet=HERALD)) is None
    stub = "Subscribe to read on."
    assert copy(prints(stub, outlet=HERALD), prints(stub, outlet=COURIER)) is None


def test_other_languages() -> None:
    spanish = (
        "Al menos doce mineros murieron el martes al derrumbarse un túnel en la mina Santa Rita, informó la policía.\n"
        "El derrumbe se produjo a las cuatro de la madrugada, cuando trabajaban treinta hombres, dijo el capitán Luis Areco.\n"
        "«No hubo tiempo para salir», contó un superviviente. La empresa cerró la mina hasta nuevo aviso.\n"
        "Los bomberos buscan todavía a tres desaparecidos, entre ellos un ingeniero de cincuenta años."
    )
    chinese = (
        "警方周二表示，北部山区一座煤矿发生坍塌，至少十二名矿工死亡。\n事故发生在凌晨四点，当时有三十名工人在井下作业，矿区负责人说。\n"
        "一名幸存者说：没有时间逃出来。公司已关闭该矿，等待进一步通知。\n消防人员仍在寻找三名失踪者，其中包括一名工程师。"
    )
    arabic = (
        "قالت الشرطة يوم الثلاثاء إن اثني عشر عاملا على الأقل لقوا حتفهم في انهيار منجم في الشمال.\n"
        "ووقع الانهيار في الرابعة صباحا عندما كان ثلاثون رجلا يعملون في النفق، بحسب المدير سالم حداد.\n"
        "وقال أحد الناجين إنه لم يكن هناك وقت للخروج. وأغلقت الشركة المنجم حتى إشعار آخر.\n"
        "ولا يزال رجال الإطفاء يبحثون عن ثلاثة مفقودين بينهم مهندس."
    )
    for text in (spanish, chinese, arabic):
        whole, part = prints(text, outlet=AGENCY), prints(cut(text, 2), outlet=HERALD, published="2019-06-15")
        assert meet(whole, part)
        assert copy(whole, part)
    assert copy(prints(spanish), prints(chinese)) is None
    plain = spanish.replace("ú", "u").replace("ó", "o").replace("«", '"').replace("»", '"')
    assert copy(prints(spanish, outlet=AGENCY), prints(plain, outlet=HERALD)).kind is CopyKind.EXACT  # type: ignore[union-attr]


# Prints and keys


def test_prints_are_small_and_have_a_plain_form() -> None:
    book = "\n".join(text for _, text in (*REPORTS, FERRY_OWN, MINE_OWN, MINE_NEXT, MINE_BEFORE)) * 3
    for text in (FERRY[1], book, "", "x", "No." * 50):
        found = prints(text, outlet=HERALD, title="A title of some length that says what it is about", agency="Halvard")
        assert len(to_json(found)) < 3_000
        assert from_plain(Prints, to_plain(found)) == found
        assert len(keys(found)) <= MOST
        assert all(-(2**62) <= key < 2**62 for key in keys(found))


def test_a_short_copy_deep_in_a_long_report() -> None:
    others = [text for _, text in (MINE, HARVEST, FERRY_OWN, MINE_OWN, MINE_NEXT)]
    long = "\n".join([*others, FERRY[1]])
    short = prints(cut(FERRY[1], 6), outlet=HERALD)
    digest = prints(long, outlet=COURIER)
    assert meet(short, digest)
    found = copy(short, digest)
    assert found is not None
    assert found.kind is CopyKind.EXCERPT


def test_keys_are_those_of_the_report_alone() -> None:
    first = agency(FERRY)
    assert keys(first) == keys(from_plain(Prints, to_plain(first)))
    assert keys(first) == keys(agency(FERRY))


@pytest.mark.parametrize(
    "text",
    [
        "The same words come again and again in this report. " * 20_000,
        "a" * 1_000_000,
        "“" * 600_000,
        "\n" * 1_000_000,
        "Mr. " * 200_000,
        "3,000 " * 150_000,
        "x-" * 400_000,
        "日本" * 200_000,
        "Word. " * 150_000,
    ],
    ids=["repetition", "one word", "quotes", "lines", "abbreviations", "numbers", "hyphens", "no spaces", "sentences"],
)
def test_hostile_texts(text: str) -> None:
    began = time.process_time()
    found = prints(text, outlet=HERALD)
    assert len(to_json(found)) < 3_000
    assert len(keys(found)) <= MOST
    copy(found, agency(FERRY))
    copy(found, prints(text[: len(text) // 2], outlet=COURIER))
    assert time.process_time() - began < 30


# Credits


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({"agency": "Halvard"}, ["halvard"]),
        ({"byline": "Halvard"}, ["halvard"]),
        ({"byline": "Ada Quill"}, []),
        ({"byline": "Ada Quill, Reuters"}, ["reuters"]),
        ({"byline": "Ada Quill and Ben Rook, Halvard News Agency"}, ["halvard"]),
        ({"byline": "Staff and agencies"}, []),
        ({"trailer": "– Halvard, with Courier reporting by Ada Quill"}, ["halvard"]),
        ({"trailer": "— AFP"}, ["AFP"]),
        ({"trailer": "(Reporting by Ada Quill; Editing by Ben Rook)"}, []),
        ({"trailer": "The Associated Press contributed to this report."}, ["AP"]),
        ({"trailer": "Ada Quill contributed reporting from Tamsin."}, []),
        ({"trailer": "With inputs from Reuters and Halvard"}, ["reuters", "halvard"]),
        ({"trailer": "Source: Halvard"}, ["halvard"]),
        (
            {"trailer": "© 2019 Halvard News Agency. All rights reserved.", "furniture": FurnitureKind.NOTICE},
            ["halvard"],
        ),
        ({"trailer": "© 2019 The Ostmark Herald", "furniture": FurnitureKind.NOTICE}, []),
    ],
)
def test_credits(more: dict[str, object], names: list[str]) -> None:
    reading = reading_of(FERRY[1], outlet=HERALD, **more)  # type: ignore[arg-type]
    assert [credit.key for credit in credited_by(reading)] == [agency_key(name) for name in names]


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("The school stays closed. (Halvard)", ["halvard"]),
        ("The school stays closed.\n-- Halvard", ["halvard"]),
        ("The school stays closed.\n– From our correspondent and Halvard", ["halvard"]),
        ("The school stays closed. — Ada Quill", []),
        ("The school stays closed. (A. Quill)", []),
        ("The Orla Fund – Open Granary is an independent body. Figures are provisional.", []),
        ("The school stays closed (the parents did not object).", []),
    ],
)
def test_credits_after_the_last_words(end: str, names: list[str]) -> None:
    reading = reading_of(f"{HARVEST[1]}\n{end}", outlet=HERALD)
    assert [credit.key for credit in credited_by(reading)] == names


def test_an_agency_is_known_by_its_initials() -> None:
    wire = page(FERRY, "Halvard Wire and News Service", "2019-06-14")
    reprint = prints(cut(FERRY[1], 4), outlet=HERALD, trailer="Source: HWNS")
    (story,) = stories([wire, reprint])
    assert story.agency == "Halvard Wire and News Service"
    assert story.origin == wire.report


def test_an_agency_has_one_key_under_all_its_names() -> None:
    assert agency_key("Halvard News Agency") == agency_key("The Halvard news agency") == agency_key("HALVARD")
    assert agency_key("AFP") == agency_key("Agence France-Presse")
    assert agency_key("The Ostmark Herald") != agency_key("The Courier")
    assert agency_key("The News Agency")


# Stories


def page(report: tuple[str, str], outlet: str, published: str | None, **more: object) -> Prints:
    return prints(report[1], outlet=outlet, title=report[0], published=published, **more)


def test_one_story_one_origin_one_agency() -> None:
    own = agency(FERRY)
    some = [
        page((FERRY[0], cut(FERRY[1], 4)), HERALD, "2019-06-14T09:30:00+02:00", byline="Halvard"),
        own,
        page((FERRY[0], with_paragraphs(FERRY[1], LOCAL, 3)), COURIER, "2019-06-14", agency="Halvard"),
        page(FERRY_REWRITTEN, "Radio Brock", None),
        page(FERRY_OWN, HERALD, "2019-06-14"),
    ]
    story, alone = sorted(stories(some), key=lambda one: -len(one.reports))
    assert story.origin == own.report
    assert story.id == "s" + own.report[1:]
    assert story.agency == AGENCY
    assert story.reports[0] == own.report
    assert set(story.reports) == {one.report for one in some[:4]}
    assert story.reports[-1] == some[3].report  # no date: last
    assert all({one.first, one.second} <= set(story.reports) for one in story.copies)
    assert alone.reports == (some[4].report,)
    assert alone.agency is None


def test_the_earliest_known_text_is_the_origin() -> None:
    early = page(FERRY, COURIER, "2019-06-13", agency="Halvard")
    (story,) = stories([agency(FERRY), early, page(FERRY, HERALD, None)])
    assert story.origin == early.report
    assert story.agency == AGENCY
    (story,) = stories([early, page(FERRY, HERALD, "2019-06-13T08:00:00+00:00")])
    assert story.agency == "Halvard"


def test_a_digest_joins_one_story_and_chains_none() -> None:
    digest = prints("\n".join((FERRY[1], MINE[1], HARVEST[1])), outlet=COURIER, published="2019-06-16")
    some = [agency(FERRY), agency(MINE), agency(HARVEST), digest]
    some += [page(one, HERALD, "2019-06-15") for one in REPORTS]
    assert len(copies_among(some)) >= 6
    told = stories(some)
    assert sorted(len(one.reports) for one in told) == [2, 2, 3]


def test_an_excerpt_of_an_excerpt_brings_nobody() -> None:
    ferry, harvest = paragraphs(FERRY[1]), paragraphs(HARVEST[1])
    first = prints("\n".join(ferry[:5]), outlet=AGENCY, published="2019-06-12")
    between = prints("\n".join([*ferry[:5], *harvest[:5]]), outlet=COURIER, published="2019-06-13")
    last = prints("\n".join(harvest[:5]), outlet=HERALD, published="2019-06-14")
    told = stories([first, between, last])
    assert len(told) == 2
    assert any(set(one.reports) == {first.report, between.report} for one in told)


def test_a_follow_up_that_one_outlet_filled_with_old_paragraphs_stays_apart() -> None:
    filled = cut(MINE_NEXT[1], 5) + "\n" + cut(MINE[1], 5)
    later = page(("", filled), COURIER, "2019-06-15", agency="Halvard")
    some = [agency(MINE), page(MINE, HERALD, "2019-06-14"), agency(MINE_NEXT, "2019-06-15"), later]
    assert copy(some[0], later)
    assert copy(some[2], later)
    told = stories(some)
    assert sorted(len(one.reports) for one in told) == [2, 2]
    assert {some[0].report, some[1].report} in [set(one.reports) for one in told]


def _pool() -> list[Prints]:
    some = [agency(one, f"2019-06-{10 + n}") for n, one in enumerate((*REPORTS, MINE_NEXT, MINE_BEFORE))]
    for n, (_, text) in enumerate(REPORTS):
        for m, (_, other) in enumerate(itertools.islice(changed(text), 0, None, 4)):
            when = None if m == 2 else f"2019-06-{11 + n + m % 3}"
            some.append(prints(other, outlet=(HERALD, COURIER, None)[m % 3], published=when))
    some.append(prints("\n".join((FERRY[1], MINE[1])), outlet=COURIER, published="2019-06-20"))
    return some


POOL = _pool()
FOUND = copies_among(POOL)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, len(POOL) - 1), min_size=1), st.randoms(use_true_random=False))
def test_stories_are_a_function_of_the_set(chosen: set[int], chance: random.Random) -> None:
    some = [POOL[n] for n in sorted(chosen)]
    there = {one.report for one in some}
    found = [one for one in FOUND if {one.first, one.second} <= there]
    told = tell(some, found)
    chance.shuffle(some)
    chance.shuffle(found)
    assert tell(some, found) == told
    assert sorted(report for one in told for report in one.reports) == sorted(there)
    assert all(one.origin == one.reports[0] for one in told)
    assert tell(some, FOUND) == told  # copies of reports that are not there do not matter


def test_the_order_of_two_does_not_matter() -> None:
    for a, b in itertools.combinations(POOL, 2):
        assert copy(a, b) == copy(b, a)


def test_many_copies_of_one_text_are_told_quickly() -> None:
    some = [page(FERRY, f"Outlet {n}", "2019-06-14") for n in range(150)]
    began = time.process_time()
    (story,) = stories(some)
    assert len(story.reports) == 150
    assert time.process_time() - began < 20


def test_with_the_reader(reader: Reader) -> None:
    wire = f"TAMSIN, Quell, June 14 (Halvard) -- {FERRY[1]}\n\n(Reporting by Ada Quill; Editing by Ben Rook)"
    local = f"THE COURIER\n\n{FERRY[0]}\n\nTAMSIN (Halvard) – {with_paragraphs(FERRY[1], LOCAL, 4)}".replace(
        "\n", "\n\n"
    )
    some = [
        prints_of(reader.read(report_of(wire, published="2019-06-14", outlet=AGENCY))),
        prints_of(reader.read(report_of(local, published="2019-06-14", outlet=COURIER, title=FERRY[0]))),
        prints_of(reader.read(report_of(FERRY_OWN[1], published="2019-06-14", outlet=HERALD))),
    ]
    assert some[1].credits == ("halvard",)
    story, _ = sorted(stories(some), key=lambda one: -len(one.reports))
    assert (story.origin, story.agency, len(story.reports)) == (some[0].report, AGENCY, 2)
