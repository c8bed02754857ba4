"""Telling: from pairs of copies to stories, so that no digest chains two of them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dateline.records import Copy, CopyKind, Story
from dateline.weighing.stories.prints import Prints, outlet_keys

_LINKED = 1 / 3  # of the pairs between two groups that must be copies, so that the groups are one
_PASSES = 8  # a pair that waits for others to link its groups gets so many turns
_Order = tuple[int, str, int, int, str, int, str]


def tell(prints: Sequence[Prints], copies: Sequence[Copy]) -> tuple[Story, ...]:
    """The stories of a set of reports. A pure function of the set: the order in which they are given does not matter.

    Texts that are alike as wholes make a group. A text that only stands in another, or holds it, joins the group of
    the one text that it is likest to, and brings nobody else with it: a digest of two stories joins one of them.
    """
    of = {one.report: one for one in prints}
    ties = {tie: copy for copy in copies if copy.first in of and copy.second in of and (tie := _tie(copy))}
    ranked = sorted(ties.values(), key=lambda copy: (-copy.score, *_tie(copy)))
    group = _alike(of, ranked)
    members: dict[str, list[str]] = defaultdict(list)
    for report, name in group.items():
        members[name].append(report)
    credited = _credited(of.values())
    order = {name: min(_order(of[report], credited) for report in reports) for name, reports in members.items()}
    joined = _join([copy for copy in ranked if group[copy.first] != group[copy.second]], group, order)
    stories: dict[str, list[str]] = defaultdict(list)
    for name, reports in members.items():
        stories[joined.get(name, name)] += reports
    return tuple(sorted((_story(reports, of, ties, credited) for reports in stories.values()), key=lambda one: one.id))


def _tie(copy: Copy) -> tuple[str, str]:
    return (min(copy.first, copy.second), max(copy.first, copy.second))


def _alike(of: Iterable[str], ranked: Iterable[Copy]) -> dict[str, str]:
    """Report -> its group of texts alike as wholes: the surest pairs first, each joins groups that are well linked."""
    group = {report: report for report in of}
    members = {report: [report] for report in group}
    links: dict[str, Counter[str]] = defaultdict(Counter)
    whole = [copy for copy in ranked if copy.kind in (CopyKind.EXACT, CopyKind.REPRINT, CopyKind.REWRITE)]
    for copy in whole:
        links[copy.first][copy.second] += 1
        links[copy.second][copy.first] += 1
    waiting = whole
    for _ in range(_PASSES):
        left, merged = [], False
        for copy in waiting:
            one, other = sorted((group[copy.first], group[copy.second]), key=lambda name: (-len(members[name]), name))
            if one == other:
                continue
            if (
                links[one][other] < _LINKED * len(members[one]) * len(members[other])
                and copy.kind is not CopyKind.EXACT
            ):
                left.append(copy)
                continue
            for report in members.pop(other):
                group[report] = one
                members[one].append(report)
            for third, count in links.pop(other).items():
                if third != one:
                    links[one][third] += count
                    links[third][one] += count
                    del links[third][other]
            links[one].pop(other, None)
            merged = True
        waiting = left if merged else []
    return group


def _join(ranked: Iterable[Copy], group: dict[str, str], order: dict[str, _Order]) -> dict[str, str]:
    """Group -> the group that it joins. One that others have joined joins none, and one that has joined takes none."""
    joined: dict[str, str] = {}
    taken: set[str] = set()
    size = Counter(group.values())
    tied: dict[tuple[str, str], set[str]] = defaultdict(set)  # (group, other group) -> those of it that are tied
    for copy in ranked:
        for one, other in ((copy.first, copy.second), (copy.second, copy.first)):
            tied[group[one], group[other]].add(one)

    def stands_for(name: str, other: str) -> bool:
        """Whether a group as such is tied to another, and not only what somebody added to its text."""
        return order[name][-1] in tied[name, other] or len(tied[name, other]) > size[name] / 2

    for copy in ranked:
        first, later = sorted((group[copy.first], group[copy.second]), key=lambda name: order[name])
        if later in joined or later in taken or first in joined:
            continue
        if not (stands_for(first, later) and stands_for(later, first)):
            continue
        joined[later] = first
        taken.add(first)
    return joined


def _story(
    reports: list[str], of: dict[str, Prints], ties: dict[tuple[str, str], Copy], credited: Counter[str]
) -> Story:
    ranked = sorted(reports, key=lambda report: _order(of[report], credited))
    inside = set(reports)
    copies = sorted((copy for tie, copy in ties.items() if inside.issuperset(tie)), key=_tie)
    origin = ranked[0]
    return Story(
        id="s" + origin.removeprefix("r"),
        origin=origin,
        agency=_agency([of[report] for report in ranked]),
        reports=tuple(ranked),
        copies=tuple(copies),
    )


def _order(one: Prints, credited: Counter[str]) -> _Order:
    """The earliest known text first: by day; on one day the agency that others credit, then who credits nobody."""
    when = one.published or ""
    return (
        0 if when else 1,
        when[:10],
        0 if one.wire or any(credited[key] for key in outlet_keys(one)) else 1,
        1 if one.credits else 0,
        when[10:] or "~",
        -one.length,
        one.report,
    )


def _credited(prints: Iterable[Prints]) -> Counter[str]:
    return Counter(credit for one in prints for credit in one.credits)


def _agency(ranked: Sequence[Prints]) -> str | None:
    """Who is credited with the story, under its own name where its own report is there."""
    named = Counter(one.credits[0] for one in ranked if one.credits)
    if not named:
        return ranked[0].outlet if ranked[0].wire else None
    most = max(named.values())
    key = min(credit for credit, count in named.items() if count == most)
    own = next((one.outlet for one in ranked if key in outlet_keys(one)), None)
    return own or next(one.agency for one in ranked if one.credits and one.credits[0] == key)
