"""The alignment of our templates with the key's: one to one, with the highest micro-F1 that a document can have.

With a of our A items right and b of the key's B found, F1 is 2ab / (aB + bA): concave, and growing with a and b. The
plane that touches it at a point lies nowhere below it, so an alignment that is heaviest under the plane at its own
point is the best there is. Planes are tried until one shows that; where none does, alignments are searched one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.bench.templates.agreement import Hit, details, hits, types_agree
from dateline.bench.templates.answer import Answer
from dateline.bench.templates.pairing import heaviest

Pair = tuple[int, int]
STEPS = 50_000  # of the search


@dataclass(slots=True)
class Alignment:
    """The aligned pairs with their hits by slot; `is_proved` says that no other alignment has a higher F1."""

    pairs: dict[Pair, dict[str, Hit]] = field(default_factory=dict)
    is_proved: bool = True


@dataclass(slots=True)
class _Problem:
    """One document: what each possible pair gains on our side and on the key's, and the sizes of both."""

    gains: dict[Pair, Hit]
    ours: int
    theirs: int

    def gained(self, chosen: Sequence[Pair]) -> Hit:
        return sum(self.gains[p][0] for p in chosen), sum(self.gains[p][1] for p in chosen)

    def is_better(self, x: Hit, y: Hit) -> bool:
        """Whether the F1 of x is higher than that of y, in whole numbers."""
        return x[0] * x[1] * (y[0] * self.theirs + y[1] * self.ours) > y[0] * y[1] * (
            x[0] * self.theirs + x[1] * self.ours
        )

    def height(self, at: Hit, of: Hit) -> int:
        """Of the plane that touches F1 at a point (to a factor)."""
        return at[1] ** 2 * self.ours * of[0] + at[0] ** 2 * self.theirs * of[1]


def align(ours: Sequence[Answer], theirs: Sequence[Answer], *, one_to_one: bool) -> Alignment:
    """The best alignment of one document; of equals the one that agrees most otherwise, then the first in order."""
    cells = {
        (i, j): hits(mine, gold, one_to_one=one_to_one)
        for i, mine in enumerate(ours)
        for j, gold in enumerate(theirs)
        if types_agree(mine, gold)
    }
    if not cells:
        return Alignment()
    gains = {pair: (sum(h[0] for h in cell.values()), sum(h[1] for h in cell.values())) for pair, cell in cells.items()}
    problem = _Problem(gains, sum(a.total() for a in ours), sum(a.total() for a in theirs))
    chosen, is_proved = _by_planes(problem, _preferences(ours, theirs, cells))
    return Alignment({pair: cells[pair] for pair in chosen}, is_proved)


def _preferences(
    ours: Sequence[Answer], theirs: Sequence[Answer], cells: dict[Pair, dict[str, Hit]]
) -> list[list[int]]:
    """What decides between equals, as numbers: agreement before order. Pairs whose types disagree hold their place."""
    base = len(theirs) + 1
    table = []
    for i, mine in enumerate(ours):
        order = base ** (len(ours) - 1 - i)
        agreeing = [details(mine, gold).agreeing() if (i, j) in cells else 0 for j, gold in enumerate(theirs)]
        table.append([n * base ** len(ours) + (len(theirs) - j) * order for j, n in enumerate(agreeing)])
    return table


def _by_planes(problem: _Problem, preferences: list[list[int]]) -> tuple[list[Pair], bool]:
    beyond = 1 + sum(max(row) for row in preferences)  # one step of height outweighs every preference
    best: list[Pair] | None = None
    at: Hit = (problem.ours, problem.theirs)
    tried: set[Hit] = set()
    while at not in tried:
        tried.add(at)
        weights = [
            [problem.height(at, problem.gains.get((i, j), (0, 0))) * beyond + extra for j, extra in enumerate(row)]
            for i, row in enumerate(preferences)
        ]
        chosen = [pair for pair in heaviest(weights) if pair in problem.gains]
        now = problem.gained(chosen)
        is_touching = best is not None and problem.height(at, now) == problem.height(at, at)
        if best is None or problem.is_better(now, problem.gained(best)):
            best = chosen
        elif is_touching and not problem.is_better(problem.gained(best), now):
            best = chosen  # as good, and preferred
        if is_touching:
            return best, True
        at = now
    return _search(problem, best or [])


def _search(problem: _Problem, best: list[Pair]) -> tuple[list[Pair], bool]:
    """Branch and bound over our templates in order, and whether it ran to its end."""
    ours = 1 + max(i for i, _ in problem.gains)
    options: list[list[int]] = [[] for _ in range(ours)]
    for i, j in problem.gains:
        options[i].append(j)
    columns = len({j for _, j in problem.gains})
    bounds = [_largest_gains(problem, options, i) for i in range(ours + 1)]
    stack: list[tuple[int, Hit, tuple[Pair, ...]]] = [(0, (0, 0), ())]
    for _ in range(STEPS):
        if not stack:
            return best, True
        i, (a, b), chosen = stack.pop()
        if chosen and problem.is_better((a, b), problem.gained(best)):
            best = list(chosen)
        room = columns - len(chosen)
        reachable = a + sum(bounds[i][0][:room]), b + sum(bounds[i][1][:room])
        if not problem.is_better(reachable, problem.gained(best)):
            continue
        stack.append((i + 1, (a, b), chosen))
        for j in options[i]:
            if all(j != taken for _, taken in chosen):
                gain = problem.gains[i, j]
                stack.append((i + 1, (a + gain[0], b + gain[1]), (*chosen, (i, j))))
    return best, not stack


def _largest_gains(problem: _Problem, options: list[list[int]], first: int) -> tuple[list[int], list[int]]:
    """What our templates from `first` on could add at most, on either side, the largest first."""
    rows = range(first, len(options))
    largest = [[max((problem.gains[r, j][side] for j in options[r]), default=0) for r in rows] for side in (0, 1)]
    return sorted(largest[0], reverse=True), sorted(largest[1], reverse=True)
