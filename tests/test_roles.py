"""Who to whom: actors with their basis, recipients and instruments, on invented sentences judged by a reader."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.records import Basis, Reading, report_of
from judged_roles import Case, cases, faults


def read(reader: Reader, text: str) -> Reading:
    return reader.read(report_of(text, published="2024-05-06"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.trigger}: {case.text[:50]}")
def test_who_to_whom(reader: Reader, case: Case) -> None:
    assert faults(read(reader, case.text), case) == []


def test_a_claim_of_responsibility_leads_to_the_claim(reader: Reader) -> None:
    reading = read(reader, "The Red Kite Front claimed responsibility for the attack on the barracks.")
    (event,) = (e for e in reading.events if e.type == "ASSAULT")
    (doer,) = event.actors
    assert doer.basis is Basis.CLAIMED
    assert doer.cue is not None
    assert doer.cue.of(reading.report.text) == "claimed"
    claim = next(c for c in reading.claims if c.id == doer.claim)
    voice = next(v for v in reading.voices if v.id == claim.chain[-1].voice)
    assert voice.actor == doer.actor


def test_two_who_accuse_each_other_are_each_accused(reader: Reader) -> None:
    reading = read(reader, "The army and the rebels accused each other of bombing the bridge.")
    bombing = next(e for e in reading.events if e.type == "ASSAULT")
    assert [p.basis for p in bombing.actors] == [Basis.ACCUSED, Basis.ACCUSED]
    accusations = [e for e in reading.events if e.type == "ACCUSE"]
    who = {(e.actors[0].actor, e.recipients[0].actor) for e in accusations}
    army, rebels = (p.actor for p in bombing.actors)
    assert who == {(army, rebels), (rebels, army)}


def test_nobody_is_no_actor_and_no_voice(reader: Reader) -> None:
    reading = read(reader, "No group has claimed responsibility for the attack on the mosque.")
    assert all(not e.actors for e in reading.events)
    assert not any("no group" in v.name.lower() for v in reading.voices)
    assert not any("no group" in a.name.lower() for a in reading.actors)


def test_two_who_say_the_same_are_two_voices(reader: Reader) -> None:
    reading = read(reader, "Mayor Ilse Brandt and the bishop of Dorvale said soldiers had burned the mill.")
    names = {v.name for v in reading.voices if v.kind != "reporter"}
    assert any("Brandt" in name for name in names)
    assert any("bishop" in name for name in names)
