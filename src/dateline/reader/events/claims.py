"""The claims an event stands on: those whose content holds its trigger, the innermost first."""

from __future__ import annotations

from heapq import heappop, heappush

from dateline.reader.draft import Draft
from dateline.records import Span

DEEPEST = 12  # claims that one trigger may stand on


def innermost_first(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Event id -> ids of the claims it stands on."""
    return holding(draft, [(event.id, event.trigger) for event in draft.events])


def holding(draft: Draft, spans: list[tuple[str, Span]]) -> dict[str, tuple[str, ...]]:
    """Key -> ids of the claims whose content holds its span. One sweep over the text; work grows with what is found."""
    opening = sorted(
        (span.start, span.end, number) for number, claim in enumerate(draft.claims) for span in claim.content
    )
    out: dict[str, tuple[str, ...]] = {}
    open_now: list[tuple[int, int, int]] = []  # end, start, number of the claim
    at = 0
    for key, wanted in sorted(spans, key=lambda pair: pair[1]):
        while at < len(opening) and opening[at][0] <= wanted.start:
            start, end, number = opening[at]
            heappush(open_now, (end, start, number))
            at += 1
        while open_now and open_now[0][0] <= wanted.start:
            heappop(open_now)
        if open_now:
            # Of two claims with the same words, the deeper chain is the inner one.
            around = [(end - start, -len(draft.claims[n].chain), n) for end, start, n in open_now if end >= wanted.end]
            inner = sorted(around)[:DEEPEST]
            if inner:
                out[key] = tuple(dict.fromkeys(draft.claims[n].id for _, _, n in inner))
    return out
