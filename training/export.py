"""The export: a trained network as two ONNX graphs, the encoder with its weights in eight bits."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.reader.attribution.learned.clues import COLUMNS
from training.batches import Example
from training.network import WIDTH, Tagger

OPSET = 17
EVEN = 0.7  # how much of a channel's width is taken from the inputs: 0 none, 1 all


class _Even(nn.Module):
    """A linear layer whose inputs are divided, and its weights multiplied, so that no input channel stands out.

    Eight bits for a whole tensor are spent on its widest channel: evening them out keeps the rest apart
    (SmoothQuant: Xiao et al., ICML 2023).
    """

    def __init__(self, linear: nn.Linear, widest: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach()
        scale = (widest.clamp(min=1e-4) ** EVEN / weights.abs().amax(dim=0).clamp(min=1e-4) ** (1 - EVEN)).clamp(
            min=1e-2
        )
        self.divide = nn.Parameter(1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight = nn.Parameter(weights * scale)
        self.linear.bias = linear.bias

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear(x * self.divide)
        return out


def evened(tagger: Tagger, examples: Sequence[Example]) -> Tagger:
    """The same network for the same inputs; how wide each channel gets is seen on some windows."""
    widest: dict[nn.Linear, Tensor] = {}

    def look(linear: nn.Module, inputs: tuple[Tensor, ...], _: Tensor) -> None:
        assert isinstance(linear, nn.Linear)
        most = inputs[0].detach().abs().flatten(0, -2).amax(dim=0)
        widest[linear] = torch.maximum(widest.get(linear, most), most)

    tagger = copy.deepcopy(tagger).eval()
    linears = [m for layer in tagger.encoder.layers for m in layer.modules() if isinstance(m, nn.Linear)]
    watched = [linear.register_forward_hook(look) for linear in linears]
    with torch.inference_mode():
        for example in examples:
            tagger.encoder(torch.from_numpy(example.pieces[None]), torch.from_numpy(example.clues[None]))
    for hook in watched:
        hook.remove()
    for layer in tagger.encoder.layers:
        for name, module in list(layer.named_children()):
            if isinstance(module, nn.Linear):
                setattr(layer, name, _Even(module, widest[module].clone()))
    return tagger


class _Reading(nn.Module):
    """One window: a vector and the cue scores of each token."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.encoder, self.cues = tagger.encoder, tagger.cues

    def forward(self, pieces: Tensor, clues: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        vectors = self.encoder(pieces, clues)[0][heads]
        return vectors, self.cues(vectors)


def export(tagger: Tagger, examples: Sequence[Example], encoder: Path, links: Path) -> None:
    """Write `encoder` (pieces, clues, heads -> vectors, cues) and `links` (vectors, first, last, distance -> roles).

    `examples`: some windows of the training articles, for the range of what flows through.
    """
    tagger = evened(tagger, examples)
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
        quantize_dynamic(
            whole, encoder, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1}
        )
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
