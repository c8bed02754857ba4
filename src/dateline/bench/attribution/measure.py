"""One run of the benchmark: the texts are read by every system, the answers are compared, the table is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dateline.bench.attribution.interval import draws
from dateline.bench.attribution.peers import Peer, PeerError, call, installed, lacking
from dateline.bench.attribution.score import Tally, compare
from dateline.bench.attribution.systems import Answers, ours, ways
from dateline.bench.attribution.table import Scored, result
from dateline.bench.common import BenchError, Record, Result, load, write_jsonl


def run(
    data: Path,
    gold: Path | None = None,
    *,
    predictions: Path | None = None,
    layers: Mapping[str, str] | None = None,
    alone: bool = True,
    peers: Sequence[Peer] = (),
    publishers: bool = False,
) -> Result:
    """Read every text of `data` and compare with `gold` (or the answers in `data` itself, where it has them).

    `alone` measures the chosen way of the layer; otherwise its other ways, and the peers that are installed, too.
    `peers` are called in any case. `predictions` takes the answers of the chosen way.
    """
    texts = load(data, "doc", "text")
    answers = {row["doc"]: row.get("attributions") for row in (load(gold, "doc") if gold else texts)}
    judged = sorted((row for row in texts if row["doc"] in answers), key=lambda row: str(row["doc"]))
    groups = by_publisher(judged) if publishers else {}
    theirs, notes = others(texts, peers, alone=alone)
    wanted = ways(layers)[:1] if alone else ways(layers)
    own = ours(texts, wanted, layers)
    if predictions is not None:
        write_jsonl(predictions, ({"doc": doc, "attributions": found} for doc, found in own[0].found.items()))
    missing = [way for way in wanted if way not in [each.system for each in own]]
    notes = [f"not measured: {way}, which reads just as {own[0].system} does here" for way in missing] + notes
    drawn = draws(len(judged))
    scored = [Scored(each, tally(each, judged, answers), drawn) for each in (*own, *theirs)]
    return result(scored, groups, notes)


def others(texts: Sequence[Record], named: Sequence[Peer], *, alone: bool) -> tuple[list[Answers], list[str]]:
    """The peers' answers, and why some have none. One that was named and cannot be called is an error."""
    found = [call(peer, texts) for peer in named]
    if alone:
        return found, []
    notes = []
    there = installed(named)
    for peer in there:
        try:
            found.append(call(peer, texts))
        except PeerError as error:
            notes.append(f"not measured: {error}")
    return found, notes + lacking([peer.name for peer in (*named, *there)])


def tally(each: Answers, judged: Sequence[Record], gold: Mapping[str, list[Record] | None]) -> Tally:
    """One system's answers against the gold ones, article by article."""
    sums = Tally()
    for row in judged:
        compare(sums, gold[row["doc"]] or [], each.found.get(row["doc"], []), row["text"])
    return sums


def by_publisher(judged: Sequence[Record]) -> dict[str, list[int]]:
    """The articles of each publisher: of their `outlet`, or what stands before the first `_` of their id."""
    groups: dict[str, list[int]] = {}
    for i, row in enumerate(judged):
        before, found, _ = str(row["doc"]).partition("_")
        name = row.get("outlet") or (before if found else "")
        if not name:
            raise BenchError(
                f"The publisher of document {row['doc']!r} is not known. --publishers needs an 'outlet' in each line, "
                "or ids that begin with the publisher and '_'."
            )
        groups.setdefault(str(name), []).append(i)
    return dict(sorted(groups.items()))
