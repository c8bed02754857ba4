"""The share bar of a voice: of how many incidents it is the only voice, how often borne out, how often disputed."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 120


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar: where it begins and how wide it is, in units of `WIDTH`."""

    name: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Shares:
    """`parts` fill the bar; `disputed` is the part of all that is disputed, drawn below it. `words` say the same."""

    parts: tuple[Part, ...]
    disputed: float
    words: str


def shares(incidents: int, alone: int, borne_out: int, disputed: int) -> Shares:
    """Alone and borne out exclude each other; what is neither is between them; a disputed incident can be any."""
    whole = max(1, incidents)
    beside = max(0, incidents - alone - borne_out)
    parts, x = [], 0.0
    for name, n in (("alone", alone), ("beside", beside), ("borne", borne_out)):
        width = round(WIDTH * n / whole, 2)
        if width:
            parts.append(Part(name, round(x, 2), width))
        x += width
    said = [
        f"{_share(n, whole)} {what}" for n, what in ((alone, "alone"), (borne_out, "borne out"), (disputed, "disputed"))
    ]
    return Shares(tuple(parts), round(WIDTH * disputed / whole, 2), ", ".join(said))


def _share(n: int, whole: int) -> str:
    if not n:
        return "none"
    percent = round(100 * n / whole)
    return f"{percent}%" if percent else "under 1%"
