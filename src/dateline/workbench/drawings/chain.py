"""The chain of voices of a report, as a tree: its outlet, who told it something, and who told them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.records import Claim, Reading, Stance, Voice, VoiceKind

FEW = 9  # rows that are drawn at first
MOST = 200  # that are drawn where all are asked for
ROW, STEP, LEFT = 27, 22, 12  # pixels: the height of a row, how far each hop stands in, and the margin
WIDE = 420
LETTERS, SMALL = 8.2, 6.4  # pixels of a letter of a name and of a cue, about
FIRST_STRONG, POP = "\u2068", "\u2069"  # isolates of Unicode's bidirectional algorithm
CUES = 2  # cues told of one hop


@dataclass(frozen=True, slots=True)
class Node:
    """A voice where it is drawn. `cues` are the words by which it is brought in; `claims` how many it speaks here.

    `elbow` is where the line to who passes it on goes up to. `id` is empty for the outlet.
    """

    id: str
    name: str
    title: str
    kind: str
    named: bool
    denies: bool
    claims: int
    cues: str
    x: int
    y: int
    elbow: int


@dataclass(frozen=True, slots=True)
class Tree:
    nodes: tuple[Node, ...]
    left_out: int
    width: int
    height: int
    described: str


@dataclass(slots=True)
class _Branch:
    voice: Voice | None
    cues: dict[str, None] = field(default_factory=dict)
    claims: int = 0
    denies: bool = False
    under: dict[str, _Branch] = field(default_factory=dict)


def tree(reading: Reading, claims: Iterable[Claim], most: int = FEW) -> Tree:
    """The tree of the voices of these claims: its root is the outlet, and it has no more rows than `most`."""
    voices = {v.id: v for v in reversed(reading.voices)}
    root = _Branch(None)
    for claim in claims:
        at = root
        for link in claim.chain:
            voice = voices.get(link.voice)
            if voice is not None and voice.kind is not VoiceKind.REPORTER:  # the outlet speaks by its reporter
                at = at.under.setdefault(link.voice, _Branch(voice))
        at.claims += 1
        at.denies = at.denies or claim.stance is Stance.DENIES
        for cue in claim.cue[:1]:
            at.cues.setdefault(" ".join(cue.of(reading.report.text).split())[:40])
    nodes: list[Node] = []
    left_out = _place(root, reading.report.outlet or "the outlet", 0, -1, nodes, most)
    names = "; ".join(f"{n.name}, {n.claims} claims" for n in nodes[1:])
    return Tree(tuple(nodes), left_out, WIDE, len(nodes) * ROW + 4, names)


def _place(branch: _Branch, name: str, depth: int, above: int, nodes: list[Node], most: int) -> int:
    """Puts a branch and what is under it, one row each; says how many found no room."""
    if len(nodes) >= most:
        return _size(branch)
    voice = branch.voice
    x, y = LEFT + min(depth, 6) * STEP, len(nodes) * ROW + ROW // 2
    short = _short(name, int((WIDE - x - 90) / LETTERS))
    beside = x + 22 + int(len(short) * LETTERS)
    cues = _short(", ".join(f"“{c}”" for c in list(branch.cues)[:CUES]), int((WIDE - beside - 56) / SMALL))
    kind, named = (str(voice.kind), voice.named) if voice else ("outlet", True)
    id_ = voice.id if voice else ""
    nodes.append(Node(id_, short, name[:200], kind, named, branch.denies, branch.claims, cues, x, y, above))
    under = ((one, one.voice.name if one.voice else "") for one in branch.under.values())
    return sum(_place(one, said, depth + 1, y, nodes, most) for one, said in under)


def _size(branch: _Branch) -> int:
    return 1 + sum(_size(one) for one in branch.under.values())


def _short(words: str, most: int) -> str:
    if most < 4:
        return ""
    short = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    # Apart from what stands beside it, whichever way it runs.
    return short if short.isascii() else f"{FIRST_STRONG}{short}{POP}"
