"""The claims an event stands on: those whose content holds its trigger, the innermost first."""

from __future__ import annotations

from heapq import heappop, heappush

from dateline.reader.draft import Draft

DEEPEST = 12  # claims that one trigger may stand on


def innermost_first(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Event id -> ids of its claims. One sweep over the text; work grows with what is found."""
    opening = sorted(
        (span.start, span.end, number) for number, claim in enumerate(draft.claims) for span in claim.content
    )
    out: dict[str, tuple[str, ...]] = {}
    open_now: list[tuple[int, int, int]] = []  # end, start, number of the claim
    at = 0
    for event in sorted(draft.events, key=lambda e: e.trigger):
        while at < len(opening) and opening[at][0] <= event.trigger.start:
            start, end, number = opening[at]
            heappush(open_now, (end, start, number))
            at += 1
        while open_now and open_now[0][0] < event.trigger.end:
            heappop(open_now)
        if open_now:
            holding = sorted(((end - start, number) for end, start, number in open_now))[:DEEPEST]
            # Of two claims with the same words, the deeper chain is the inner one.
            holding.sort(key=lambda pair: (pair[0], -len(draft.claims[pair[1]].chain)))
            out[event.id] = tuple(dict.fromkeys(draft.claims[number].id for _, number in holding))
    return out
