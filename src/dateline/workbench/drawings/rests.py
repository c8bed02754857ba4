"""Who rests on whom: voices at the left, those apart first, each tied to the reports that carry its word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Stance, Witness
from dateline.workbench import words

VOICES, REPORTS = 24, 24  # drawn; the table beside the drawing has more
LISTED = 200  # voices in that table
WIDE = 860
TIED, CARRIED = 330, 560  # where ties begin, beside the voices, and where reports stand
ROW, HEAD, TOP = 36, 30, 8
LETTERS = {"name": 38, "through": 46, "report": 34}
APART, OTHER, AGAINST = "apart", "other", "against"
HEADS = {
    APART: ("rests on no other", "rest on no other"),
    OTHER: ("not shown to be apart", "not shown to be apart"),
    AGAINST: ("denies or doubts it", "deny or doubt it"),
}
Row = tuple[Witness, int]
SIGNS = {APART: "●", OTHER: "○", AGAINST: "≠"}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report as the drawing needs it: a story's first, and how many copies it has."""

    story: str
    number: int
    outlet: str
    day: str
    href: str
    agency: str | None
    copies: int


@dataclass(frozen=True, slots=True)
class Tie:
    """From a voice to a report: a path."""

    path: str
    relayed: bool


@dataclass(frozen=True, slots=True)
class VoiceNode:
    """A voice. `group` is apart, other or against; `through` who passes its word on, "" for nobody."""

    name: str
    title: str
    href: str
    group: str
    sign: str
    through: str
    interested: bool
    y: int
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class ReportNode:
    """A report, with its copies behind it."""

    label: str
    title: str
    href: str
    y: int
    copies: int
    sheets: int  # how many are drawn behind it


@dataclass(frozen=True, slots=True)
class Head:
    """The words over a group, or under one that is cut short."""

    group: str
    words: str
    y: int


@dataclass(frozen=True, slots=True)
class Told:
    """A voice as a row of the table: the same as the drawing says, and all of it."""

    name: str
    href: str
    kind: str
    named: bool
    group: str
    stance: str
    chain: tuple[str, ...]
    interested: bool
    reports: int
    stories: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Rests:
    """The drawing, with a table of the same; `described` says it in a sentence."""

    width: int
    height: int
    voices: tuple[VoiceNode, ...]
    reports: tuple[ReportNode, ...]
    heads: tuple[Head, ...]
    described: str
    told: tuple[Told, ...]
    untold: int


def rests(witnesses: Sequence[Witness], carriers: Iterable[Carrier], href: Mapping[str, str]) -> Rests:
    """The drawing of these witnesses and reports; `href` has the addresses of voices by their keys."""
    groups = {g: [w for w in witnesses if group_of(w) == g] for g in (APART, OTHER, AGAINST)}
    shown = _some(groups)
    by_story = {c.story: c for c in carriers}
    rows, bottom = _rows(shown, groups)
    place = _places(rows, by_story)
    heads: list[Head] = []
    nodes: list[VoiceNode] = []
    y = TOP
    for name, voices in shown.items():
        if not voices:
            continue
        all_ = len(groups[name])
        heads.append(Head(name, f"{SIGNS[name]} {all_:,} {HEADS[name][all_ > 1]}", y + 12))
        y += HEAD
        for witness in voices:
            nodes.append(_voice(witness, name, y, place, href))
            y += ROW
        if all_ > len(voices):
            heads.append(Head("more", f"and {all_ - len(voices):,} more", y + 6))
            y += HEAD - 6
        y += 8
    left_out = len(by_story) - len(place)
    foot = max(place.values(), default=TOP) + ROW
    if left_out:
        heads.append(Head("reports", f"and {left_out:,} more", foot + 6))
        foot += HEAD
    reports = tuple(_report(by_story[s], at) for s, at in place.items())
    return Rests(
        WIDE, max(bottom, foot) + 6, tuple(nodes), reports, tuple(heads), _described(groups, len(by_story)),
        tuple(_told(w, href) for g in groups for w in groups[g])[:LISTED], max(0, len(witnesses) - LISTED),
    )  # fmt: skip


def group_of(witness: Witness) -> str:
    if witness.stance in (Stance.DENIES, Stance.DOUBTS):
        return AGAINST
    return APART if witness.apart else OTHER


def _some(groups: Mapping[str, Sequence[Witness]]) -> dict[str, list[Witness]]:
    """Those that are drawn: of each group the most told, none without a place while another has many."""
    room = dict.fromkeys(groups, 0)
    left = VOICES
    while left and any(room[g] < len(groups[g]) for g in groups):
        for g in groups:
            if left and room[g] < len(groups[g]):
                room[g] += 1
                left -= 1
    return {g: sorted(groups[g], key=lambda w: (-len(w.stories), w.first or "~", w.key))[: room[g]] for g in groups}


def _rows(shown: Mapping[str, Sequence[Witness]], groups: Mapping[str, Sequence[Witness]]) -> tuple[list[Row], int]:
    """The voices that are drawn with their places, and where they end."""
    rows: list[Row] = []
    y = TOP
    for name, voices in shown.items():
        if voices:
            y += HEAD
            rows += [(witness, y + i * ROW) for i, witness in enumerate(voices)]
            y += len(voices) * ROW + (HEAD - 6 if len(groups[name]) > len(voices) else 0) + 8
    return rows, y


def _places(rows: Sequence[Row], by_story: Mapping[str, Carrier]) -> dict[str, int]:
    """The stories that are drawn and their places: beside the voices that each carries, so that few ties cross."""
    beside: dict[str, list[int]] = {story: [] for story in by_story}
    for witness, y in rows:
        for story in witness.stories:
            if story in beside:
                beside[story].append(y)
    most = sorted(beside, key=lambda s: (-len(beside[s]), by_story[s].number))[:REPORTS]
    middle = {s: sum(beside[s]) / len(beside[s]) if beside[s] else 1e6 for s in most}
    free = TOP + HEAD
    place = {}
    last = max((y for _, y in rows), default=free)
    for left, story in enumerate(sorted(most, key=lambda s: (middle[s], by_story[s].number))):
        # No lower than leaves room for those that are still to come.
        room = last - (len(most) - 1 - left) * ROW
        place[story] = max(free, int(min(middle[story], room)))
        free = place[story] + ROW
    return place


def _voice(witness: Witness, group: str, y: int, place: Mapping[str, int], href: Mapping[str, str]) -> VoiceNode:
    through = " ‹ ".join(witness.chain[:-1])
    middle = (TIED + CARRIED) // 2
    at = y + 12
    ties = tuple(
        Tie(f"M{TIED} {at}C{middle} {at} {middle} {place[s] + 12} {CARRIED - 8} {place[s] + 12}", bool(through))
        for s in witness.stories
        if s in place
    )
    return VoiceNode(
        _cut(words.voice(witness.name), "name"),
        f"{words.voice(witness.name)}, {witness.stance}, in {len(witness.reports)} reports",
        href.get(witness.key, ""),
        group,
        SIGNS[group],
        _cut(through, "through"),
        witness.interested,
        y,
        ties,
    )


def _report(one: Carrier, y: int) -> ReportNode:
    of = f" ({one.agency})" if one.agency and one.agency != one.outlet else ""
    title = f"{one.outlet}{of}, {one.day}" + (f", and {one.copies} copies of it" if one.copies else "")
    return ReportNode(_cut(f"{one.number} {one.outlet}{of}", "report"), title, one.href, y, one.copies,
                      min(one.copies, 3))  # fmt: skip


def _told(w: Witness, href: Mapping[str, str]) -> Told:
    return Told(
        words.voice(w.name), href.get(w.key, ""), w.kind, w.named, group_of(w), w.stance,
        tuple(map(words.short, w.chain[-8:])), w.interested, len(w.reports),
        len(w.stories), w.first, w.last,
    )  # fmt: skip


def _described(groups: Mapping[str, Sequence[Witness]], reports: int) -> str:
    said = [f"{len(found)} {HEADS[name][len(found) > 1]}" for name, found in groups.items() if found]
    voices = sum(map(len, groups.values()))
    return f"{voices} voices in {reports} independent reports: {', '.join(said) or 'nobody is named'}."


def _cut(text: str, kind: str) -> str:
    most = LETTERS[kind]
    return text if len(text) <= most else f"{text[: most - 1]}…"
