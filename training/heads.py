"""The weights of the heads: those trained with the encoder, and those fitted on its vectors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from dateline.bench.common import sha256
from dateline.bench.folds import SEEN, write_seen
from training import acts, relations
from training.corpus import Array
from training.network import Tagger

PACKAGES = ("torch", "numpy", "spacy", "onnxruntime")


def write(tagger: Tagger, corpora: Path, encoder: str, folder: Path, inputs: Sequence[Path], workers: int) -> None:
    """Write `heads.npz`, the keys of the sentences it saw, and the note of what it was made from.

    `encoder` is the version of the attribution layer's weights whose vectors the heads read: export it first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    trained = tagger.heads.state_dict()
    weights: dict[str, Array] = {name: trained[name].numpy() for name in trained if not name.startswith("acts.")}
    table, x = relations.read(corpora / "plover" / "train.tsv")
    weights |= relations.fit(table, x)
    weights |= acts.fit(*acts.read(corpora / "india-police" / "train.tsv", workers))
    with (folder / "heads.npz").open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **{name: w.astype(np.float16) for name, w in weights.items()})
    write_seen(folder, (row.text for row in table))
    made = {name: sha256(folder / name) for name in ("heads.npz", SEEN)}
    note = {
        "version": hashlib.sha256("".join(made.values()).encode()).hexdigest()[:8],
        "encoder": encoder,
        "files": made,
        "inputs": {f"{path.parent.name}/{path.name}": sha256(path) for path in inputs},
        "packages": {name: version(name) for name in PACKAGES},
    }
    (folder / "weights.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
