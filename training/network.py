"""The network: a BERT encoder that is also told clues, with a head for cues and a head for what belongs to a cue."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.reader.attribution.learned.clues import SIZES
from dateline.reader.attribution.learned.links import FARTHEST
from dateline.reader.events.police import LABELS as ACTS
from dateline.reader.heads.labels import INCIDENTS, TAGS

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536  # of MiniLM-L6-H384
DROPOUT = 0.1
LINK = 128  # width of the head for what belongs to a cue
INSIDE = 256  # width inside the heads that have two layers
CUE, ROLE = 3, 3  # cue: none, first, further; role: none, source, content


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x`: batch x pieces x WIDTH; `mask`: batch x 1 x 1 x pieces, true where there is a piece."""
        b, t, _ = x.shape
        q, k, v = (f(x).view(b, t, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5, dim=-1)
            y = weights @ v
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=DROPOUT if self.training else 0.0)
        x = self.norm(x + self.drop(self.mixed(y.transpose(1, 2).reshape(b, t, WIDTH))))
        out: Tensor = self.last(x + self.drop(self.down(F.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """Word pieces and clues in, one vector a piece out. Clues start at nothing, so that it starts as it was made."""

    def __init__(self, vocabulary: int = 30522) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.clues = nn.ModuleList(nn.Embedding(size, WIDTH, _weight=torch.zeros(size, WIDTH)) for size in SIZES)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, pieces: Tensor, clues: Tensor, mask: Tensor | None = None) -> Tensor:
        """`pieces`: batch x pieces; `clues`: batch x pieces x columns."""
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        for n, table in enumerate(self.clues):
            x = x + table(clues[:, :, n])
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        out: Tensor = x
        return out


class Links(nn.Module):
    """For a cue, how likely each token is its source's or its content's."""

    def __init__(self) -> None:
        super().__init__()
        self.token, self.cue = nn.Linear(WIDTH, 2 * LINK), nn.Linear(2 * WIDTH, 2 * LINK)
        self.distance = nn.Embedding(2 * FARTHEST + 1, LINK)
        self.out = nn.Linear(2 * LINK, ROLE)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, vectors: Tensor, first: Tensor, last: Tensor, distance: Tensor) -> Tensor:
        """`vectors`: tokens x WIDTH; `first`, `last`: cues; `distance`: cues x tokens. Gives cues x tokens x ROLE."""
        add, times = self.token(vectors).chunk(2, dim=-1)
        cue = self.cue(torch.cat([vectors[first], vectors[last]], dim=-1))
        cue_add, cue_times = cue.chunk(2, dim=-1)
        added = F.relu(add[None] + cue_add[:, None] + self.distance(distance))
        out: Tensor = self.out(self.drop(torch.cat([added, times[None] * cue_times[:, None]], dim=-1)))
        return out


class Deep(nn.Sequential):
    """Two linear layers."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(
            nn.Dropout(DROPOUT), nn.Linear(inputs, INSIDE), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(INSIDE, outputs)
        )


class Heads(nn.Module):
    """What stands on the same vectors: slots by token, incidents and acts by sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = nn.Linear(WIDTH, TAGS)
        self.incidents = Deep(2 * WIDTH, len(INCIDENTS))
        self.acts = Deep(2 * WIDTH, len(ACTS))


class Tagger(nn.Module):
    """The whole network."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.cues = nn.Linear(WIDTH, CUE)
        self.links = Links()
        self.heads = Heads()


def with_encoder(tagger: Tagger, weights: Path) -> Tagger:
    """Load the encoder of a `model.safetensors` in BERT's naming."""
    known = load_file(str(weights))
    names = {
        "word.weight": "embeddings.word_embeddings.weight",
        "position.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mixed": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "last": "output.LayerNorm",
    }
    for n in range(LAYERS):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{n}.{ours}.{kind}"] = f"encoder.layer.{n}.{theirs}.{kind}"
    state = tagger.encoder.state_dict()
    for ours, theirs in names.items():
        state[ours] = known[theirs]
    state["word.weight"] = state["word.weight"] + known["embeddings.token_type_embeddings.weight"][0]
    tagger.encoder.load_state_dict(state)
    return tagger
