"""Draw docs/reliability.svg: how sure the attribution layer was, and how often it was right.

    python docs/make_reliability.py

reads what `python -m training export` kept beside the weights (confidence.json).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from dateline.reader.attribution.learned.tagger import FOLDER

SIDE, LEFT, TOP = 320, 64, 40  # pixels: the square, and what stands around it
WIDTH, HEIGHT = SIDE + LEFT + 236, SIDE + TOP + 56
INK, SOFT, LINE, GRID = "#1f2933", "#616e7c", "#b23a1e", "#e4e7eb"


def at(x: float, y: float) -> tuple[float, float]:
    return round(LEFT + SIDE * x, 1), round(TOP + SIDE * (1 - y), 1)


def text(x: float, y: float, words: str, *, anchor: str = "middle", colour: str = SOFT, size: int = 12) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">{words}</text>'


def frame() -> Iterator[str]:
    """Grid, scales and the line of perfect agreement."""
    for n in range(0, 11, 2):
        x, bottom = at(n / 10, 0)
        left, y = at(0, n / 10)
        yield f'<path d="M{x} {TOP}V{bottom}M{left} {y}H{LEFT + SIDE}" stroke="{GRID}"/>'
        yield text(x, bottom + 18, f"{n / 10:.1f}")
        yield text(left - 8, y + 4, f"{n / 10:.1f}", anchor="end")
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    yield f'<path d="M{x0} {y0}L{x1} {y1}" stroke="{SOFT}" stroke-dasharray="4 4"/>'
    yield text(LEFT + SIDE / 2, TOP + SIDE + 42, "confidence of the claim")
    middle = TOP + SIDE / 2
    yield f'<g transform="rotate(-90 18 {middle})">{text(18, middle, "share that was right")}</g>'


def curve(bands: list[dict[str, float]], least: float) -> Iterator[str]:
    """A dot a tenth, its area after how many claims it stands for; what is below `least` is no claim."""
    points = [at(band["said"], band["right"]) for band in bands]
    yield f'<path d="M{" L".join(f"{x} {y}" for x, y in points)}" fill="none" stroke="{LINE}" stroke-width="2"/>'
    most = max(band["findings"] for band in bands)
    for (x, y), band in zip(points, bands, strict=True):
        radius = round(3 + 7 * (band["findings"] / most) ** 0.5, 1)
        tip = f"{band['findings']:.0f} findings: said {band['said']:.2f}, right {band['right']:.2f}"
        yield f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{LINE}" fill-opacity="0.8"><title>{tip}</title></circle>'
    x, _ = at(least, 0)
    yield f'<path d="M{x} {TOP}V{TOP + SIDE}" stroke="{INK}" stroke-dasharray="2 3"/>'
    yield text(x + 6, TOP + 14, f"below {least:.2f}: no claim", anchor="start", colour=INK)


def draw(kept: dict[str, object]) -> str:
    bands, least = kept["reliability"], kept["least"]
    assert isinstance(bands, list)
    assert isinstance(least, float)
    right = LEFT + SIDE + 20
    notes = [
        f"{kept['findings']} findings on 84 articles",
        "that no network was trained on,",
        "weighed by weights fitted on",
        "the other nine tenths of them.",
        "",
        f"Mean gap {100 * float(str(kept['expected_error'])):.1f} points.",
    ]
    body = [
        *frame(),
        *curve(bands, least),
        text(LEFT, 24, "How sure it was, and how often it was right", anchor="start", colour=INK, size=15),
        *(text(right, TOP + 40 + 18 * n, note, anchor="start") for n, note in enumerate(notes)),
    ]
    size = f"0 0 {WIDTH} {HEIGHT}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" font-family="system-ui, sans-serif">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *body, "</svg>"]) + "\n"


if __name__ == "__main__":
    held = json.loads((FOLDER / "confidence.json").read_text(encoding="utf-8"))
    Path(__file__).with_name("reliability.svg").write_text(draw(held), encoding="utf-8")
