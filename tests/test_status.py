"""The status layer: one sentence for each way of saying how real an event is."""

from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.reader.status.factuality import Factuality
from dateline.reader.status.layer import DOUBT
from dateline.records import Report
from judged_status import JudgedStatus, judged_status, status_of

CASES = [
    ("The army has not ruled out sending troops to Velmora.", "sending", "possible"),
    ("She did not rule out that rebels would attack the town.", "attack", "possible"),
    ("Rebels attacked the convoy.", "attacked", "happened"),
    ("Rebels have attacked the convoy.", "attacked", "happened"),
    ("Rebels are attacking the town.", "attacking", "happening"),
    ("The army is sending 200 soldiers to the border.", "sending", "happening"),
    ("The army will attack the rebels.", "attack", "planned"),
    ("The army is planning to attack the rebels.", "attack", "planned"),
    ("The army is planning an offensive against the rebels.", "offensive", "planned"),
    ("The army is preparing an offensive against the rebels.", "offensive", "planned"),
    ("The proposed offensive against the rebels worries the villagers.", "offensive", "planned"),
    ("An offensive against the rebels is to be launched in May.", "offensive", "planned"),
    ("Rebels tried to storm the airport.", "storm", "attempted"),
    ("Rebels threatened to bomb the bridge.", "bomb", "threatened"),
    ("Rebels may attack the convoy.", "attack", "possible"),
    ("Rebels might have attacked the convoy.", "attacked", "possible"),
    ("If rebels attack the convoy, the army will answer.", "attack", "possible"),
    ("There is talk of a truce.", "truce", "possible"),
    ("There were rumours of a coup.", "coup", "possible"),
    ("Rebels did not attack the convoy.", "attack", "denied"),
    ("Rebels have never attacked a hospital.", "attacked", "denied"),
    ("There will be no attack on the town.", "attack", "denied"),
    ("Rebels failed to kidnap the mayor.", "kidnap", "denied"),
    ("Police foiled a suicide attack on the embassy.", "suicide attack", "denied"),
    ("The navy denied that it had shelled the port.", "shelled", "denied"),
    ("The union denied reports that its leader had been arrested.", "arrested", "denied"),
    ("The talks with the rebels were called off.", "talks", "denied"),
    ("Rebels left the town without attacking the garrison.", "attacking", "denied"),
    ("The government will continue its efforts to negotiate with the rebels.", "negotiate", "happening"),
    ("The minister accused the rebels of bombing the bridge.", "bombing", "happened"),
    ("The government will provide military aid to the province.", "military aid", "planned"),
    ("Did rebels attack the convoy?", "attack", "possible"),
    ("Rebels did not attack or bomb the town.", "bomb", "denied"),
    ("Teachers have announced a strike from Wednesday.", "strike", "planned"),
    ("The minister was forced to resign.", "resign", "happened"),
    ("There was no evidence that the army had shelled the school.", "shelled", "denied"),
    ("The army failed to prevent the attack on the town.", "attack", "happened"),
    ("Talks on a truce collapsed.", "truce", "possible"),
    ("The group has never been known to attack a market.", "attack", "denied"),
    ("The army has called off an offensive against the rebels.", "offensive", "denied"),
    ("The town is being shelled by the rebels.", "shelled", "happening"),
    ("The ministry dismissed claims that soldiers had burned the village.", "burned", "denied"),
    ("Zembla rejected accusations that it was arming the rebels.", "arming", "denied"),
    ("A joint exercise is being held near the lake.", "joint exercise", "happening"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), CASES, ids=[c[0][:45] for c in CASES])
def test_status(reader: Reader, text: str, trigger: str, status: str) -> None:
    reading = reader.read(Report("r_test", text, outlet="The Lantern"))
    found = {event.trigger.of(text): str(event.status) for event in reading.events}
    assert found.get(trigger) == status


def test_what_a_voice_denies_is_denied_but_the_report_of_it_is_not(reader: Reader) -> None:
    text = "Colonel Adan Ruiz denied that soldiers had burned the market."
    reading = reader.read(Report("r_test", text, outlet="The Lantern"))
    assert [str(e.status) for e in reading.events if e.trigger.of(text) == "burned"] == ["denied"]


def test_what_a_denial_only_speaks_of_is_not_denied(reader: Reader) -> None:
    text = "The group denied any involvement in the attack, which killed 12 people."
    reading = reader.read(Report("r_test", text, outlet="The Lantern"))
    found = {event.trigger.of(text): str(event.status) for event in reading.events}
    assert found == {"involvement": "denied", "attack": "happened"}


@pytest.mark.parametrize("one", judged_status("judged_status"), ids=lambda one: f"{one.trigger}-{one.text[:40]}")
def test_judged_sentences(reader: Reader, one: JudgedStatus) -> None:
    assert status_of(reader, one)[0] == one.status


def test_the_later_judged_sentences(reader: Reader) -> None:
    rows = judged_status("judged_status_later")
    right = sum(status_of(reader, one)[0] == one.status for one in rows)
    assert right >= 0.93 * len(rows)


def test_an_event_whose_clues_speak_against_it_is_less_sure(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report("r_test", "Rebels attacked the convoy. The army may attack them.", outlet="The Lantern")
    before = reader.read(report).events
    doubting = Factuality({}, (((), (-3.0,)),), "")
    monkeypatch.setattr("dateline.reader.status.layer.shipped", lambda: doubting)
    after = reader.read(report).events
    assert [str(e.status) for e in after] == ["happened", "possible"]
    assert round(before[0].confidence - after[0].confidence, 2) == DOUBT
    assert before[1] == after[1]


HISTORY = [
    ("Her father was killed in the 1994 genocide.", "genocide", "1994"),
    ("On Sunday hundreds commemorated the victims of the 1987 bombing of the station.", "bombing", "1987"),
    ("The sergeant went on trial on Monday for the killing of a judge in March 2019.", "killing", "2019-03"),
    ("Odru marked on Friday ten years since the massacre of 60 villagers.", "massacre", None),
]


@pytest.mark.parametrize(("text", "trigger", "timex"), HISTORY, ids=[c[0][:45] for c in HISTORY])
def test_what_is_history_has_happened_on_its_own_date(
    reader: Reader, text: str, trigger: str, timex: str | None
) -> None:
    reading = reader.read(Report("r_test", text, outlet="The Lantern", published="2021-05-12"))
    event = next(e for e in reading.events if e.trigger.of(text) == trigger)
    times = {time.id: time.timex for time in reading.times}
    assert event.status == "happened"
    assert (times[event.when.time] if event.when and event.when.time else None) == timex
