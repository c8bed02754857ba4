"""The measure: a folder's stories, incidents, tolls, denials, withdrawals and standing against its key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from dateline.bench.across.bcubed import bcubed
from dateline.bench.across.key.folder import Folder, Weighed
from dateline.bench.across.key.judging import Judge, Judged
from dateline.bench.across.key.key import load_key
from dateline.bench.across.key.matching import Matching, Met
from dateline.bench.common import Result, Titled, percent, prf
from dateline.records import Reading

# Part of the key -> what the table calls it. The first ones are those that the floors are set on.
PARTS = {
    "toll": "rising tolls found",
    "denial": "denials found",
    "withdrawal": "corrections and retractions found",
    "standing": "incidents with the right standing",
    "toll figure": "low, best and high of tolls right",
    "denial read": "denials read in their report",
    "field standing": "fields with the right standing",
    "tension": "tensions found",
}


def run(folder: Path, *, errors: bool = False, readings: Sequence[tuple[Reading, bytes]] | None = None) -> Result:
    """Reads and weighs the folder of a key (or the folder that its file names) and measures it. Raises KeyFileError.

    `errors`: with tables of what was expected and what was got. `readings`: those of the folder, where they are made.
    """
    key = load_key(folder)
    reports = Folder(key)
    with reports.weighed(reports.read() if readings is None else readings) as weighed:
        return measure(reports, weighed, errors=errors)


def measure(folder: Folder, weighed: Weighed, *, errors: bool = False) -> Result:
    """What was found of the key, in percent and in numbers."""
    gold, got = _stories(folder, weighed)
    matching = Matching(folder, weighed)
    judged = list(Judge(folder, weighed, matching).everything())
    figures: dict[str, float] = {}
    rows = [["", "P", "R", "F1", "right", "of"]]
    if folder.key.stories:
        pairs = _pairs(gold, got)
        rows.append(_scored(figures, "story", "stories, by pairs of reports (story F1)", prf(*pairs)))
        rows.append(_scored(figures, "story_bcubed", "stories, B-cubed over reports", bcubed(gold, got)))
        origins = _origins(folder, weighed)
        right = sum(folder.id(asked) == folder.id(ours) for asked, ours in origins)
        rows.append(_counted(figures, "origin", "origins right", right, len(origins)))
    if matching.met:
        of_key = {i: met.incident for i, met in enumerate(matching.met)}
        of_ours = {i: met.cluster for i, met in enumerate(matching.met)}
        rows.append(_scored(figures, "incident", "incidents, B-cubed over mentions", bcubed(of_key, of_ours)))
        was_read = sum(met.event is not None for met in matching.met)
        rows.append(_counted(figures, "mentions", "mentions that were read", was_read, len(matching.met)))
        near = sum(met.near for met in matching.met if met.event is not None)
        rows.append(["  of them only by another word of the sentence", "", "", "", str(near), str(was_read)])
    for part, name in PARTS.items():
        of_part = [one for one in judged if one.part == part]
        if of_part:
            figure = part.replace(" ", "_")
            rows.append(_counted(figures, figure, name, sum(one.right for one in of_part), len(of_part)))
    notes = (
        f"{len(folder.given)} reports of {folder.key.reports.name}/ against {folder.key.path.name}: "
        f"{len(folder.key.incidents)} incidents, {len(matching.met)} mentions, "
        f"{len(weighed.incidents)} incidents of ours.",
    )
    more = _errors(folder, weighed, gold, got, matching, judged) if errors else ()
    return Result("dateline bench across: reports against a written key", rows, figures, notes, more)


def _scored(figures: dict[str, float], name: str, shown: str, scores: tuple[float, float, float]) -> list[str]:
    figures.update(zip((f"{name}_p", f"{name}_r", f"{name}_f1"), scores, strict=True))
    return [shown, *(f"{score:.1f}" for score in scores), "", ""]


def _counted(figures: dict[str, float], name: str, shown: str, right: int, of: int) -> list[str]:
    figures[name] = percent(right, of)
    return [shown, "", "", "", str(right), str(of)]


# Stories


def _stories(folder: Folder, weighed: Weighed) -> tuple[dict[str, str], dict[str, str]]:
    """Each report's story by the key and by us. What the key leaves open is counted as we have it."""
    ours = {folder.name(report): story.id for story in weighed.stories for report in story.reports}
    canonical = {name: folder.name(folder.id(name)) for name in folder.reports}
    gold = {name: name for name in canonical.values()}
    for i, story in enumerate(folder.key.stories):
        held = {canonical[name] for name in story.reports}
        gold.update(dict.fromkeys(held, f"stories[{i}]"))
        theirs = Counter(ours[name] for name in held)
        for name in (canonical[one] for one in story.perhaps):
            if ours[name] in theirs:
                gold[name] = f"stories[{i}]"
        left = [canonical[one] for one in story.perhaps if gold[canonical[one]] == canonical[one]]
        for name in left:  # they may be one story among themselves
            gold[name] = f"stories[{i}]: {ours[name]}"
    return gold, {name: ours[name] for name in gold}


def _pairs(gold: Mapping[str, str], got: Mapping[str, str]) -> tuple[int, int, int]:
    """Pairs of one story: of both, of ours, of the key's."""
    true, found = _together(gold), _together(got)
    return len(true & found), len(found), len(true)


def _together(stories: Mapping[str, str]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for name in sorted(stories):
        members[stories[name]].append(name)
    return {pair for one in members.values() for pair in combinations(one, 2)}


def _origins(folder: Folder, weighed: Weighed) -> list[tuple[str, str]]:
    """The origin of each story that the key gives one of, and ours of the same story."""
    told = {report: story.origin for story in weighed.stories for report in story.reports}
    asked = [story.origin for story in folder.key.stories if story.origin is not None]
    return [(name, folder.name(told[folder.id(name)])) for name in asked]


# Errors


def _errors(
    folder: Folder,
    weighed: Weighed,
    gold: Mapping[str, str],
    got: Mapping[str, str],
    matching: Matching,
    judged: Iterable[Judged],
) -> list[Titled]:
    tables: list[Titled] = []
    true, found = _together(gold), _together(got)
    pairs = [["not found", *pair] for pair in sorted(true - found)] + [
        ["wrong", *pair] for pair in sorted(found - true)
    ]
    if pairs:
        tables.append(("Pairs of reports", [["pair", "report", "report"], *pairs]))
    wrong = [[asked, ours] for asked, ours in _origins(folder, weighed) if folder.id(asked) != folder.id(ours)]
    if wrong:
        tables.append(("Not right: origins of stories", [["expected", "got"], *wrong]))
    for title, rows in (
        ("Incidents of the key that we hold as several, or did not read", _parted(folder, weighed, matching)),
        ("Incidents of ours that hold several of the key's", _joined(matching)),
    ):
        if len(rows) > 1:
            tables.append((title, rows))
    for part, name in PARTS.items():
        wrong = [[one.where, one.expected, one.got] for one in judged if one.part == part and not one.right]
        if wrong:
            tables.append((f"Not right: {name}", [["what", "expected", "got"], *wrong]))
    return tables


def _parted(folder: Folder, weighed: Weighed, matching: Matching) -> list[list[str]]:
    rows = [["incident", "our incident", "report", "words", "read as"]]
    for incident in folder.key.incidents:
        met = matching.of(incident.id)
        if len({one.cluster for one in met}) == 1 and met[0].event is not None:
            continue
        rows += [
            [incident.id, one.ours or "not read", one.said.report, f"“{one.said.words}”", _read_as(weighed, one)]
            for one in sorted(met, key=lambda m: (m.cluster, m.said.report))
        ]
    return rows


def _joined(matching: Matching) -> list[list[str]]:
    rows = [["our incident", "the key's", "report", "words"]]
    held: dict[str, list[Met]] = defaultdict(list)
    for one in matching.met:
        if one.ours is not None:
            held[one.ours].append(one)
    for id_, met in sorted(held.items()):
        if len({one.incident for one in met}) > 1:
            rows += [[id_, one.incident, one.said.report, f"“{one.said.words}”"] for one in met]
    return rows


def _read_as(weighed: Weighed, met: Met) -> str:
    reading = weighed.readings[met.said.report]
    event = next((e for e in reading.events if e.id == met.event), None)
    if event is None:
        return "no event"
    trigger = event.trigger.of(reading.report.text)
    return f"{'near: ' if met.near else ''}{trigger} {event.type} {event.status} {event.id}"
