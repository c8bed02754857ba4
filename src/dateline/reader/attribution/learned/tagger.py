"""The tagger: runs the network, as ONNX graphs, over the windows of a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.reader.attribution.learned.clues import Columns
from dateline.reader.attribution.learned.decode import Found, Links, cue_odds, find_cues, find_roles, moved
from dateline.reader.attribution.learned.links import distances
from dateline.reader.attribution.learned.pieces import Pieces
from dateline.reader.attribution.learned.windows import Window, pack
from dateline.reader.vectors import Vectors

FOLDER = Path(__file__).parent / "weights"
AT_ONCE = 64  # windows that are decoded at once
TOGETHER = 64  # cues of one window that are linked at once: memory stays bounded on odd texts


@dataclass(frozen=True)
class Tagger:
    """The encoder, the links and the vocabulary of one folder of weights."""

    folder: Path

    @cached_property
    def version(self) -> str:
        """The first figures of the hash of all that decides: weights, vocabulary, confidence."""
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
        self,
        words: Sequence[str],
        sentence: Sequence[int],
        paragraph: Sequence[int],
        clues: Columns,
        vectors: Vectors | None = None,
    ) -> list[Found]:
        """The attributions in some words; all four have one entry (or row) a word. Linear in their number.

        What the encoder makes of the words is written to `vectors`, as far as it has room.
        """
        cut = [self._pieces.of(word) for word in words]
        parts = np.asarray(paragraph, dtype=np.int64)
        windows = pack([len(word) for word in cut], sentence, paragraph)
        out: list[Found] = []
        for some in (windows[n : n + AT_ONCE] for n in range(0, len(windows), AT_ONCE)):
            read = [self._read(w, cut[w.first : w.end], clues, parts[w.first : w.end], vectors) for w in some]
            roles = find_roles([links for links, _ in read])
            for window, (_, chances), own in zip(some, read, roles, strict=True):
                out.extend(moved(found, window.first, odds) for found, odds in zip(own, chances, strict=True))
        return out

    def _read(
        self,
        window: Window,
        cut: list[list[int]],
        clues: Columns,
        paragraph: npt.NDArray[np.int64],
        kept: Vectors | None,
    ) -> tuple[Links, list[float]]:
        """The cues of one window with what may belong to them, and the log-odds of each cue."""
        sizes = np.array([len(word) for word in cut], dtype=np.int64)
        pieces = [self._pieces.opens, *(piece for word in cut for piece in word), self._pieces.closes]
        told = np.zeros((1, len(pieces), clues.shape[1]), dtype=np.int64)
        told[0, 1:-1] = np.repeat(clues[window.first : window.end], sizes, axis=0)
        heads = np.cumsum(sizes) - sizes + 1
        vectors, scores = self._encoder.run(
            None, {"pieces": np.array([pieces], dtype=np.int64), "clues": told, "heads": heads}
        )
        if kept is not None and window.own_first < len(kept):
            own = vectors[window.own_first - window.first : window.own_end - window.first]
            kept[window.own_first : window.own_end] = own[: len(kept) - window.own_first]
        cues = [c for c in find_cues(scores) if window.own_first <= c[0] + window.first < window.own_end]
        links = np.zeros((len(cues), len(cut), 3), dtype=np.float32)
        for n in range(0, len(cues), TOGETHER):
            first, last = np.array(cues[n : n + TOGETHER], dtype=np.int64).T
            asked = {"vectors": vectors, "first": first, "last": last, "distance": distances(len(cut), first, last)}
            (links[n : n + TOGETHER],) = self._links.run(None, asked)
        return Links(cues, links, paragraph), [cue_odds(scores, cue) for cue in cues]


def session(path: Path) -> Any:
    """An ONNX graph on one core: reports are read side by side, not one over many cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
