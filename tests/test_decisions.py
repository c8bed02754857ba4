"""Decisions: what persons decided holds, whatever the reader says next, and the chain of them cannot be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ledger import LedgerError
from dateline.ledger.chain import first_break, hash_of, sealed
from dateline.records import (
    Act,
    Anchor,
    Claim,
    Count,
    CountOf,
    Decision,
    Event,
    EventType,
    Link,
    Reading,
    Span,
    Status,
    from_plain,
    make_id,
    to_plain,
)
from dateline.weighing.decided import (
    FIELDS,
    anchor_of,
    apply,
    attach,
    attacher,
    bonds,
    in_force,
    marks,
    shown,
    value_for,
    value_of,
    values_of,
)
from dateline.weighing.decided.places import Places
from invented import NEWER, reading

ONE = reading(1)
SHELLED, ATTACK = ONE.events


def decision(act: str, *about: Any, of: Reading = ONE, by: str = "Ana", **more: Any) -> Decision:
    """A decision about records of a reading, not yet in a chain."""
    anchors = tuple(a if isinstance(a, Anchor) else anchor_of(a, of) for a in about)
    if act == "accept":
        more.setdefault("value", values_of(about[0], of))
    return Decision("", "2031-05-01T10:00:00Z", by, Act(act), anchors, **more)


def chain(*drafts: Decision) -> list[Decision]:
    out: list[Decision] = []
    for draft in drafts:
        out.append(sealed(draft, out[-1].hash if out else ""))
    return out


def nowhere(words: str) -> dict[str, Any]:
    raise LedgerError(f"no gazetteer has {words}")


def correct(field: str, words: str, record: Any = SHELLED, **more: Any) -> Decision:
    return decision("correct", record, field=field, value=value_for(record, field, words, nowhere), **more)


# The chain


def test_a_chain_holds_and_names_the_first_link_that_does_not() -> None:
    links = chain(decision("accept", SHELLED), correct("killed", "9"), decision("reject", ATTACK, by="Ben"))
    assert first_break(links) is None
    assert len({link.id for link in links}) == 3
    changed = [links[0], replace(links[1], by="Eve"), links[2]]
    assert (first_break(changed) or pytest.fail()).id == links[1].id
    missing = first_break([links[0], links[2]])
    assert missing and missing.place == 2 and "taken out" in missing.why
    mended = replace(links[1], by="Eve", hash="")
    mended = replace(mended, hash=hash_of(mended))
    assert (first_break([links[0], mended, links[2]]) or pytest.fail()).id == links[2].id
    assert first_break([links[1], links[0], links[2]])
    assert first_break([]) is None


def test_any_change_of_any_field_changes_the_hash() -> None:
    (link,) = chain(correct("killed", "9", reason="the ministry's list"))
    other = {
        "id": "d_0", "at": "2031-05-02T10:00:00Z", "by": "Ben", "act": Act.ACCEPT, "about": (), "field": "injured",
        "apart": link.about, "value": [], "reason": "none", "round": "pilot", "undoes": "d_1", "previous": "0",
    }  # fmt: skip
    hashes = {hash_of(replace(link, **{name: value})) for name, value in other.items()}
    assert len(hashes | {link.hash}) == len(other) + 1
    assert from_plain(Decision, to_plain(link)) == link


def test_the_same_words_make_the_same_hash_in_any_process() -> None:
    draft = Decision("d_1", "2031-05-01T10:00:00Z", "Ána", Act.NOTE, (), reason="“…”")
    assert hash_of(draft) == hash_of(from_plain(Decision, to_plain(draft)))
    assert hash_of(draft) == "1747428b86b6ce939a9ae0c65ffbb333a3ff69725c36c1cab7231c6097e0e4d2"


# Undoing


def test_undo_and_undo_of_undo() -> None:
    accept, reject = chain(decision("accept", SHELLED), decision("reject", SHELLED))
    undo = Decision("d_u", "", "Ana", Act.UNDO, undoes=reject.id, about=())
    redo = Decision("d_r", "", "Ana", Act.UNDO, undoes="d_u", about=())
    assert in_force([accept, reject]) == (accept, reject)
    assert in_force([accept, reject, undo]) == (accept,)
    assert in_force([accept, reject, undo, redo]) == (accept, reject)
    assert apply(ONE, [accept, reject, undo]).accepted == {SHELLED.id}
    assert apply(ONE, [accept, reject, undo, redo]).rejected == {SHELLED.id}


# Applying


def test_nothing_decided_changes_nothing() -> None:
    assert apply(ONE, []).reading is ONE
    note = decision("note", SHELLED, reason="see the photograph")
    assert apply(ONE, [note]).reading == ONE
    assert marks(apply(ONE, [note]), SHELLED.id) == ("noted by Ana",)
    assert apply(ONE, [decision("accept", SHELLED)]).reading == ONE


def test_each_field_of_an_event_can_be_corrected() -> None:
    place = {
        "name": "Tamba", "gazetteer_id": "geonames:7", "lat": 1.0, "lon": 2.0, "country": "AGO", "admin1": "Moxico",
        "admin2": None, "precision": 1,
    }  # fmt: skip
    wanted = {
        "type": "PROTEST", "mode": "riot", "status": "planned", "when": "2011-05-02..2011-05-03",
        "actors": "Dock Union; police", "recipients": "none", "instrument": "market",
        "killed": "9-12", "injured": "40+", "abducted": "up to 3",
    }  # fmt: skip
    drafts = [correct(field, words) for field, words in wanted.items()]
    drafts.append(decision("correct", SHELLED, field="place", value=place))
    done = apply(ONE, chain(*drafts))
    event = done.reading.events[0]
    now = {field: shown(field, value_of(event, field, done.reading)) for field in FIELDS["event"]}
    assert now | wanted == now
    assert now["place"] == "Tamba, Moxico, AGO"
    assert event.id == SHELLED.id and event.trigger == SHELLED.trigger
    assert event.counts[0].voice == SHELLED.counts[0].voice  # on whose word it stands does not change
    assert event.instrument and event.instrument.span.of(ONE.report.text) == "market"
    assert done.reading.events[1] == ATTACK
    assert set(done.corrected[SHELLED.id]) == {*wanted, "place"}
    assert "killed corrected by Ana" in marks(done, SHELLED.id)


def test_each_field_of_a_claim_and_of_a_report_can_be_corrected() -> None:
    claim = ONE.claims[0]
    wanted = {"voice": "Ana Sorel", "stance": "confirms", "manner": "direct", "certainty": "possible"}
    drafts = [correct(field, words, claim) for field, words in wanted.items()]
    wanted_of_report = {"published": "2011-05-05", "outlet": "The Lantern", "title": "Market shelled"}
    drafts += [correct(field, words, ONE.report) for field, words in wanted_of_report.items()]
    now = apply(ONE, chain(*drafts)).reading
    assert {field: value_of(now.claims[0], field, now) for field in wanted} == wanted
    chained = apply(ONE, [correct("chain", "Halyard > Ana Sorel", claim)]).reading
    assert value_of(chained.claims[0], "chain", chained) == ["Halyard", "Ana Sorel"]
    assert chained.voices == ONE.voices
    through = ONE.claims[2]  # an officer says that ministry sources confirm
    other = apply(ONE, chain(correct("chain", "officials", through), correct("voice", "aides", through))).reading
    assert value_of(other.claims[2], "chain", other) == ["aides"]
    other = apply(ONE, chain(correct("voice", "aides", through), correct("chain", "A > B", through))).reading
    assert value_of(other.claims[2], "chain", other) == ["A", "B"]
    other = apply(ONE, [correct("voice", "aides", through)]).reading
    assert value_of(other.claims[2], "chain", other) == ["an officer", "aides"]
    assert now.claims[0].chain[-1].voice == ONE.voices[2].id  # the voice that the report has, not another of its name
    assert {field: value_of(now.report, field, now) for field in wanted_of_report} == wanted_of_report
    assert now.report.id == ONE.report.id


def test_the_later_decision_holds() -> None:
    first, second = correct("killed", "9"), correct("killed", "11", by="Ben")
    done = apply(ONE, chain(first, second))
    assert value_of(done.reading.events[0], "killed", done.reading) == [{"low": 11, "best": 11, "high": 11}]
    assert marks(done, SHELLED.id) == ("killed corrected by Ben",)
    assert apply(ONE, chain(decision("reject", SHELLED), decision("accept", SHELLED))).rejected == set()
    assert apply(ONE, chain(decision("accept", SHELLED), decision("reject", SHELLED))).accepted == set()


def test_parts_of_a_figure_and_what_it_replaced_follow_it() -> None:
    span = SHELLED.counts[0].span
    counts = (
        Count(CountOf.KILLED, 10, 10, 10, span, None, replaced_by=1),
        Count(CountOf.KILLED, 12, 12, 12, span, None),
        Count(CountOf.KILLED, 3, 3, 3, span, None, part_of=1),
        Count(CountOf.INJURED, 4, 4, 4, span, None),
    )
    one = replace(ONE, events=(replace(SHELLED, counts=counts), ATTACK))
    got = apply(one, [correct("killed", "13")]).reading.events[0].counts
    top = next(i for i, c in enumerate(got) if c.best == 13)
    assert [(c.best, c.part_of, c.replaced_by) for c in got if c.best != 13] == [
        (10, None, top), (3, top, None), (4, None, None),
    ]  # fmt: skip
    assert [c.best for c in apply(one, [correct("killed", "none")]).reading.events[0].counts] == [4]


def test_what_was_accepted_holds_when_the_reader_says_something_else() -> None:
    accepted = decision("accept", SHELLED)
    newer = reading(1, reader=NEWER, dead=30)
    newer = replace(newer, events=(replace(newer.events[0], status=Status.POSSIBLE), *newer.events[1:]))
    done = apply(newer, [accepted])
    event = done.reading.events[0]
    assert event.status is Status.HAPPENED
    assert event.counts[0].best == 12
    assert marks(done, SHELLED.id) == ("accepted by Ana (status, killed as read then)",)
    done = apply(newer, chain(correct("killed", "9"), accepted))
    assert done.reading.events[0].counts[0].best == 9  # a correction is more than an acceptance


def test_a_value_that_no_field_can_hold_is_passed_over() -> None:
    for field, value in (
        ("type", "WAR"),
        ("killed", 7),
        ("when", "soon"),
        ("place", 3),
        ("actors", "x"),
        ("colour", "red"),
    ):
        done = apply(ONE, [decision("correct", SHELLED, field=field, value=value)])
        assert done.reading == ONE and not done.corrected


def test_decisions_of_a_round_count_only_there() -> None:
    links = chain(correct("killed", "9", round="pilot"), correct("killed", "11", round="pilot", by="Ben"))
    assert apply(ONE, links).reading == ONE
    mine = apply(ONE, links, round_="pilot", by="Ana").reading
    assert mine.events[0].counts[0].best == 9


# What a person may write


@pytest.mark.parametrize(
    ("field", "words", "says"),
    [
        ("killed", "many", "killed is a number"),
        ("killed", "12-9", "write the lower first"),
        ("type", "war", "There is no type 'war'"),
        ("status", "done", "Choose from happened"),
        ("when", "Tuesday", "when is a day"),
        ("when", "2011-02-30", "when is a day"),
        ("when", "2011-05-04..2011-05-01", "write the earlier first"),
        ("actors", ";", "actors are names"),
        ("colour", "red", "An event has no field 'colour'. It has: type, mode"),
    ],
)
def test_a_wrong_value_is_told_and_what_can_be_written(field: str, words: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        value_for(SHELLED, field, words, nowhere)


@pytest.mark.parametrize(
    ("field", "words"),
    [("killed", "9"), ("killed", "9-12"), ("killed", "9+"), ("killed", "up to 12"), ("killed", "none"),
     ("when", "2011-05-03"),     ("when", "2011-05"), ("when", "2011"),
     ("when", "2011-05-01..2011-06-02"), ("actors", "A; B"), ("mode", "none"),
     ("status", "denied"), ("type", "AID"), ("instrument", "a drone")],
)  # fmt: skip
def test_a_value_is_shown_as_it_can_be_written(field: str, words: str) -> None:
    assert shown(field, value_for(SHELLED, field, words, nowhere)) == words


# Anchors


def test_an_anchor_finds_its_record_by_id_by_place_and_by_words() -> None:
    anchor = anchor_of(SHELLED, ONE)
    assert attach(anchor, ONE) == SHELLED.id
    renamed = replace(ONE, events=(replace(SHELLED, id="e_other", type=EventType.COERCE), ATTACK))
    assert attach(anchor, renamed) == "e_other"
    wider = replace(SHELLED, id="e_wide", trigger=Span(SHELLED.trigger.start, SHELLED.trigger.end + 11))
    assert attach(anchor, replace(ONE, events=(wider, ATTACK))) == "e_wide"
    assert attach(anchor, replace(ONE, events=(ATTACK,))) is None
    twice = replace(ONE, events=(replace(SHELLED, id="e_1"), replace(SHELLED, id="e_2")))
    assert attach(anchor, twice) is None  # one or nothing
    content = ONE.claims[0]
    halves = [replace(content, id=f"c_{n}", content=(Span(*s),)) for n, s in enumerate(_halves(content.content[0]))]
    assert attach(anchor_of(content, ONE), replace(ONE, claims=tuple(halves))) == "c_1"


def _halves(span: Span) -> list[tuple[int, int]]:
    third = span.start + span.length // 3
    return [(span.start, third), (third, span.end)]


def moved(one: Reading, before: str, *pairs: tuple[str, str]) -> Reading:
    """The reading of another text: words put before it, and words of it mended; spans follow the words."""
    text = one.report.text
    for old, new in pairs:
        text = text.replace(old, new)
    text = before + text
    report = replace(one.report, id=make_id("report", text), text=text)

    def at(span: Span) -> Span:
        words = span.of(one.report.text)
        for old, new in pairs:
            words = words.replace(old, new)
        return Span(text.index(words), text.index(words) + len(words))

    events = tuple(replace(e, id=f"{e.id}x", trigger=at(e.trigger)) for e in one.events)
    claims = tuple(replace(c, id=f"{c.id}x", content=tuple(map(at, c.content)), cue=()) for c in one.claims)
    return replace(one, report=report, events=events, claims=claims)


def test_a_text_taken_out_anew_keeps_its_decisions() -> None:
    other = moved(ONE, "A line that was left out before.\n\n", ("“", '"'), ("”", '"'), ("\n\n", "\n \n"))
    kin = {ONE.report.id: 0.6}
    for record, there in zip((*ONE.events, *ONE.claims), (*other.events, *other.claims), strict=True):
        assert attach(anchor_of(record, ONE), other) == there.id
    done = apply(other, [decision("reject", SHELLED)], kin=kin)
    assert done.rejected == {other.events[0].id}
    assert apply(other, [decision("reject", SHELLED)]).rejected == set()  # of no page that is known to be the same


def test_a_page_that_was_written_on_keeps_only_what_stands_as_it_stood() -> None:
    later = moved(ONE, "", ("at least 12 people", "at least 30 people"))
    kin = {ONE.report.id: 1.0}
    assert apply(later, [correct("killed", "9")], kin=kin).reading == later  # the words around are others
    same = apply(later, [decision("reject", ONE.claims[2])], kin=kin)
    assert same.rejected == {later.claims[2].id}


def test_words_that_stand_more_than_once_are_told_apart_by_what_stands_around() -> None:
    text = ONE.report.text
    twice = moved(ONE, "The market was shelled twice last year, and rebuilt. ")
    assert attach(anchor_of(SHELLED, ONE), twice) is None  # its event is told of the first of the two
    right = text.index("shelled") + len(twice.report.text) - len(text)
    event = replace(twice.events[0], trigger=Span(right, right + 7))
    assert attach(anchor_of(SHELLED, ONE), replace(twice, events=(event,))) == event.id


@st.composite
def new_readings(draw: st.DrawFn) -> Reading:
    """Whatever a newer reader may say of the same text: any triggers, types and contents, with any ids."""
    length = len(ONE.report.text)
    ids = st.sampled_from([*(e.id for e in ONE.events), *(c.id for c in ONE.claims), "x_1", "x_2", "x_3", "x_4"])

    def spans(count: int) -> Sequence[Span]:
        known = [SHELLED.trigger, ATTACK.trigger, ONE.claims[0].content[0]]
        free = st.builds(lambda a, n: Span(a, min(length, a + n)), st.integers(0, length - 1), st.integers(1, 60))
        return draw(st.lists(st.one_of(st.sampled_from(known), free), min_size=count, max_size=count))

    n, m = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    events = tuple(
        replace(SHELLED, id=draw(ids), trigger=span, type=draw(st.sampled_from(EventType))) for span in spans(n)
    )
    claims = tuple(
        Claim(draw(ids), (Link(ONE.voices[1].id, None),), (), (span,), *_rest(ONE.claims[0])) for span in spans(m)
    )
    return replace(ONE, reader=NEWER, events=_once(events), claims=_once(claims))


def _rest(claim: Claim) -> tuple[Any, ...]:
    return claim.manner, claim.stance, claim.certainty, (), (), claim.made_by, claim.confidence


def _once(records: Sequence[Any]) -> tuple[Any, ...]:
    return tuple({r.id: r for r in records}.values())


@settings(max_examples=300, deadline=None)
@given(new_readings())
def test_no_decision_is_lost_by_a_re_reading(newer: Reading) -> None:
    links = chain(*(decision("reject", record) for record in (*ONE.events, *ONE.claims)))
    done = apply(newer, links)
    lost = {d.id for d in done.lost}
    for link in links:
        (anchor,) = link.about
        held = attach(anchor, newer)
        records: tuple[Event | Claim, ...] = newer.events if anchor.kind == "event" else newer.claims
        if held is None:
            assert link.id in lost
            continue
        assert link.id not in lost and held in done.rejected
        record = next(r for r in records if r.id == held)
        own = (record.trigger,) if isinstance(record, Event) else record.content
        assert any(span.overlaps(anchor.span or Span(0, 0)) for span in own)


# Merges and splits


def test_merges_and_splits_are_pairs_and_the_later_holds() -> None:
    two, three = reading(2), reading(3)
    find = attacher([ONE, two, three])
    a, b, c = SHELLED, two.events[0], three.events[0]
    anchors = [anchor_of(a, ONE), anchor_of(b, two), anchor_of(c, three)]
    merge = decision("merge", *anchors)
    ids = sorted([a.id, b.id, c.id])
    together, apart = bonds(chain(merge), find)
    assert together == {(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])} and not apart
    split = decision("split", anchors[0], apart=tuple(anchors[1:]))
    together, apart = bonds(chain(merge, split), find)
    assert together == {tuple(sorted((b.id, c.id)))}
    assert apart == {tuple(sorted((a.id, b.id))), tuple(sorted((a.id, c.id)))}
    together, apart = bonds(chain(split, merge), find)
    assert len(together) == 3 and not apart
    assert bonds([], find) == (frozenset(), frozenset())


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 5), min_size=2, max_size=4), st.integers(1, 3))))
def test_bonds_never_contradict_each_other(said: list[tuple[bool, set[int], int]]) -> None:
    links = []
    for n, (merge, members, cut) in enumerate(said):
        anchors = tuple(Anchor("event", f"e_{m}", "r") for m in sorted(members))
        cut = min(cut, len(anchors) - 1)
        about, apart = (anchors, ()) if merge else (anchors[:cut], anchors[cut:])
        links.append(Decision(f"d_{n}", "", "Ana", Act.MERGE if merge else Act.SPLIT, about, apart))
    together, apart_ = bonds(links, lambda anchor: anchor.id)
    groups = {f"e_{n}": {f"e_{n}"} for n in range(6)}
    for x, y in together:
        whole = groups[x] | groups[y]
        groups |= dict.fromkeys(whole, whole)
    assert not any(y in groups[x] for x, y in apart_)
    if links:  # the last word holds whole
        last = links[-1]
        names = [a.id for a in last.about]
        if last.act is Act.MERGE:
            assert set(names) <= groups[names[0]]
        else:
            assert all((min(x, y.id), max(x, y.id)) in apart_ for x in names for y in last.apart)


# Places


def test_a_place_is_found_by_id_by_name_and_by_point() -> None:
    find = Places()
    found = find("geonames:1138958")
    assert (found["name"], found["country"], found["precision"]) == ("Kabul", "AFG", 1)
    assert find("Kabul, Afghanistan") == found
    assert find("Nairobi")["country"] == "KEN"
    assert find("12.5S, 22.25E Lumbala camp") == find("-12.5,22.25 Lumbala camp")
    assert find("12.5S,22.25E")["lat"] == -12.5


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Xyzzyville", "no place 'Xyzzyville'"),
        ("geonames:0", "no place 'geonames:0'"),
        ("Springfield", "More than one place is called 'Springfield'. Give the id"),
        ("Nairobi, France", "no place"),
        ("99S,22E", "is no point"),
    ],
)
def test_a_place_that_is_not_clear_is_refused(words: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        Places()(words)
