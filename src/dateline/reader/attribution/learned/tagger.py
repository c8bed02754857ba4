"""The tagger: runs the network, as ONNX graphs, over the windows of a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from dateline.reader.attribution.learned.clues import Columns
from dateline.reader.attribution.learned.decode import Found, cue_odds, find_cues, find_roles, moved
from dateline.reader.attribution.learned.links import distances
from dateline.reader.attribution.learned.pieces import Pieces
from dateline.reader.attribution.learned.windows import Window, pack

FOLDER = Path(__file__).parent / "weights"
TOGETHER = 64  # cues of one window that are linked at once: memory stays bounded on odd texts


@dataclass(frozen=True)
class Tagger:
    """The encoder, the links and the vocabulary of one folder of weights."""

    folder: Path

    @cached_property
    def version(self) -> str:
        """The first figures of the weights' hash."""
        return str(json.loads((self.folder / "weights.json").read_text(encoding="utf-8"))["version"])

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self.folder / "tokenizer.json")

    @cached_property
    def _encoder(self) -> Any:
        return session(self.folder / "encoder.onnx")

    @cached_property
    def _links(self) -> Any:
        return session(self.folder / "links.onnx")

    def find(
        self, words: Sequence[str], sentence: Sequence[int], paragraph: Sequence[int], clues: Columns
    ) -> list[Found]:
        """The attributions in some words; all four have one entry (or row) a word. Linear in their number."""
        cut = [self._pieces.of(word) for word in words]
        windows = pack([len(word) for word in cut], sentence, paragraph)
        return [found for window in windows for found in self._window(window, cut[window.first : window.end], clues)]

    def _window(self, window: Window, cut: list[list[int]], clues: Columns) -> Iterator[Found]:
        sizes = np.array([len(word) for word in cut], dtype=np.int64)
        pieces = [self._pieces.opens, *(piece for word in cut for piece in word), self._pieces.closes]
        told = np.zeros((1, len(pieces), clues.shape[1]), dtype=np.int64)
        told[0, 1:-1] = np.repeat(clues[window.first : window.end], sizes, axis=0)
        heads = np.cumsum(sizes) - sizes + 1
        vectors, scores = self._encoder.run(
            None, {"pieces": np.array([pieces], dtype=np.int64), "clues": told, "heads": heads}
        )
        cues = [c for c in find_cues(scores) if window.own_first <= c[0] + window.first < window.own_end]
        for some in (cues[n : n + TOGETHER] for n in range(0, len(cues), TOGETHER)):
            first, last = np.array(some, dtype=np.int64).T
            asked = {"vectors": vectors, "first": first, "last": last, "distance": distances(len(cut), first, last)}
            (roles,) = self._links.run(None, asked)
            for found in find_roles(roles, some):
                yield moved(found, window.first, cue_odds(scores, found.cue))


def session(path: Path) -> Any:
    """An ONNX graph on one core: reports are read side by side, not one over many cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
