"""The export: a trained network as two ONNX graphs, the encoder with its weights in eight bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.reader.attribution.learned.clues import COLUMNS
from training.network import WIDTH, Tagger

OPSET = 17


class _Reading(nn.Module):
    """One window: a vector and the cue scores of each token."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder, self.cues = tagger.encoder, tagger.cues

    def forward(self, pieces: Tensor, clues: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        vectors = self.encoder(pieces, clues)[0][heads]
        return vectors, self.cues(vectors)


def export(tagger: Tagger, encoder: Path, links: Path) -> None:
    """Write `encoder` (pieces, clues, heads -> vectors, cues) and `links` (vectors, first, last, distance -> roles)."""
    tagger.eval()
    some = torch.zeros(1, 8, dtype=torch.long)
    told = torch.zeros(1, 8, len(COLUMNS), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            _Reading(tagger),
            (some, told, torch.arange(1, 7)),
            str(whole),
            input_names=["pieces", "clues", "heads"],
            output_names=["vectors", "cues"],
            dynamic_axes={"pieces": {1: "piece"}, "clues": {1: "piece"}, "heads": {0: "token"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(whole, encoder, weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": 1})
    torch.onnx.export(
        tagger.links,
        (torch.zeros(6, WIDTH), torch.tensor([1]), torch.tensor([2]), torch.zeros(1, 6, dtype=torch.long)),
        str(links),
        input_names=["vectors", "first", "last", "distance"],
        output_names=["roles"],
        dynamic_axes={
            "vectors": {0: "token"},
            "first": {0: "cue"},
            "last": {0: "cue"},
            "distance": {0: "cue", 1: "token"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
    for path in (encoder, links):  # the producer's notes name files of the machine it was made on
        model = onnx.load(str(path))
        for node in model.graph.node:
            node.doc_string = ""
            del node.metadata_props[:]
        model.doc_string = ""
        onnx.checker.check_model(model)
        onnx.save(model, str(path))
