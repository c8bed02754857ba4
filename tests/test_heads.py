"""The heads: what they read in the encoder's vectors, how they complete the events, and what they leave alone."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from dateline.reader import Reader, vectors
from dateline.reader.attribution.learned.tagger import FOLDER as ENCODER
from dateline.reader.attribution.learned.tagger import Tagger
from dateline.reader.draft import Draft
from dateline.reader.events.relation import TYPES
from dateline.reader.heads import layer
from dateline.reader.heads.heads import FOLDER, Heads, shipped
from dateline.reader.heads.incidents import incidents
from dateline.reader.heads.labels import INCIDENTS, SLOTS, TAGS
from dateline.reader.heads.relations import relation
from dateline.reader.parse import Parse
from dateline.records import Span, report_of

ATTACK = (
    "Gunmen of the Red Heron Brigade attacked a police post near Tarvo on Monday with rifles and grenades. "
    "Mayor Ilse Dorn was killed in the attack and two officers were wounded."
)
CALM = "The harvest festival of Tarvo opens on Monday with music, bread and a race for boats."


@pytest.fixture(scope="module")
def heads() -> Heads:
    return shipped()


def drafted(reader: Reader, text: str) -> Draft:
    draft = Draft(replace(report_of(text), body=(Span(0, len(text)),)), Parse(text))
    for step in reader.layers:
        step(draft)
    return draft


def test_the_weights_are_those_their_note_names() -> None:
    note = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))
    assert note["encoder"] == Tagger(ENCODER).version, "the heads were made for another encoder: see training/README.md"
    assert (FOLDER / "CARD.md").is_file()


def test_an_attack_is_told_from_a_festival(reader: Reader, heads: Heads) -> None:
    attack, calm = (incidents(drafted(reader, text), heads) for text in (ATTACK, CALM))
    assert attack is not None and calm is not None
    assert attack.document["attack"] > 0.5 > max(calm.document.values())
    assert set(attack.document) == set(INCIDENTS)


def test_fillers_are_words_of_the_report(reader: Reader, heads: Heads) -> None:
    found = incidents(drafted(reader, ATTACK), heads)
    assert found is not None and found.fillers
    for filler in found.fillers:
        assert filler.slot in SLOTS and 0 < filler.score <= 1
        assert filler.span.of(ATTACK).strip()
    weapons = " ".join(f.span.of(ATTACK) for f in found.fillers if f.slot == "Weapon")
    assert "grenades" in weapons


def test_chances_add_up(reader: Reader, heads: Heads) -> None:
    draft = drafted(reader, ATTACK)
    assert draft.vectors is not None
    tags = heads.tags(draft.vectors)
    assert tags.shape == (len(draft.parse), TAGS)
    assert np.allclose(tags.sum(axis=1), 1, atol=1e-4)
    chances = relation(draft, [Span(0, 6)], [Span(ATTACK.index("a police"), ATTACK.index(" near"))], heads)
    assert set(chances) == set(TYPES) and sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=chances.__getitem__) == "ASSAULT"


def test_without_the_encoder_the_heads_say_nothing(heads: Heads) -> None:
    draft = drafted(Reader(layers={"attribution": "rules"}), ATTACK)
    assert draft.vectors is None
    assert incidents(draft, heads) is None
    assert all("heads" not in event.made_by for event in draft.events)


def test_events_stay_the_rules_own(reader: Reader) -> None:
    with_heads, without = (drafted(r, ATTACK).events for r in (reader, Reader(layers={"heads": "rules"})))
    assert [e.id for e in with_heads] == [e.id for e in without]
    for ours, theirs in zip(with_heads, without, strict=True):
        assert ours.type == theirs.type and ours.status == theirs.status and ours.counts == theirs.counts
        assert not theirs.actors or ours.actors == theirs.actors
        assert not theirs.recipients or ours.recipients == theirs.recipients


def test_nothing_is_given_a_part_twice(reader: Reader) -> None:
    for event in drafted(reader, ATTACK).events:
        spans = [p.span for p in (*event.actors, *event.recipients)]
        assert len(set(spans)) == len(spans)


def test_what_the_rules_leave_out_is_filled_in(reader: Reader, heads: Heads, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = drafted(Reader(layers={"heads": "rules"}), ATTACK)
    assert draft.events
    draft.events = [replace(e, actors=(), instrument=None) for e in draft.events]
    monkeypatch.setattr(layer, "SURE", 0.3)
    layer.HeadsLayer()(draft)
    completed = [e for e in draft.events if "heads" in e.made_by]
    assert completed
    assert any("Gunmen" in p.span.of(ATTACK) or "Brigade" in p.span.of(ATTACK) for e in completed for p in e.actors)


def test_a_text_beyond_the_room_keeps_the_first_vectors(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST", 12)
    draft = drafted(reader, ATTACK)
    assert draft.vectors is not None and draft.vectors.shape == (12, vectors.WIDTH)
    assert draft.vectors.any(axis=1).all()
    assert draft.events


def test_summing_up_nothing_gives_nothing() -> None:
    assert not vectors.summed_up(vectors.room(5), [range(7, 9), range(0)]).any()
    assert not vectors.mean_of(vectors.room(5), Parse(""), []).any()
