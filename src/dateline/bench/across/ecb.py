"""`bench across --data`: reports by happening and event mentions by event, over a whole split, beside baselines."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.across.agglomerate import average_linkage
from dateline.bench.across.bcubed import each, mean
from dateline.bench.across.ecb_clusters import Split, parsed
from dateline.bench.across.ecb_corpus import load
from dateline.bench.across.ecb_pairs import settings, shipped
from dateline.bench.attribution.interval import Interval, between, draws, middle
from dateline.bench.common import Result, write_jsonl

OURS, LEMMA, TFIDF = "Dateline", "same head lemma", "TF-IDF, average linkage"
WITHIN = "head lemma within TF-IDF's reports"
HEAD = ("", "P", "R", "F1", "95% interval", "clusters")


@dataclass(frozen=True)
class Score:
    """B-cubed of one clustering; `drawn` is its F1 over draws of topics."""

    precision: float
    recall: float
    f1: float
    clusters: int
    drawn: Sequence[float]

    def row(self, name: str) -> tuple[str, ...]:
        figures = (f"{figure:.1f}" for figure in (self.precision, self.recall, self.f1))
        return (name, *figures, _interval(middle(self.drawn)), str(self.clusters))


def score(gold: Sequence[Hashable], got: Sequence[Hashable], topics: Sequence[str]) -> Score:
    """Things are scored over the whole split; the interval draws topics, each with all its things."""
    things = each(dict(enumerate(gold)), dict(enumerate(got)))
    names = {topic: i for i, topic in enumerate(sorted(set(topics)))}
    of_topic: list[list[tuple[float, float]]] = [[] for _ in names]
    for i, topic in enumerate(topics):
        of_topic[names[topic]].append(things[i])
    drawn = [mean(thing for i in draw for thing in of_topic[i])[2] for draw in draws(len(names))]
    return Score(*mean(things.values()), len(set(got)), drawn)


def run(data: Path, *, predictions: Path | None = None) -> Result:
    """Cluster the reports of a split and its mentions; each beside two baselines, and one more for mentions."""
    docs = load(data)
    split = Split(docs, parsed(docs))
    reports, events = split.reports, split.events(shipped())
    if predictions:
        given = iter(events)
        rows = zip(reports, docs, strict=True)
        write_jsonl(
            predictions, ({"report": report, "mentions": [next(given) for _ in doc.mentions]} for report, doc in rows)
        )
    fitted = settings()
    by_report = average_linkage(split.report_tfidf, _number(fitted["tfidf_reports"]))
    by_mention = average_linkage(
        split.mention_tfidf(int(_number(fitted["tfidf_times"]))), _number(fitted["tfidf_mentions"])
    )
    lemmas = split.head_lemmas()
    within = [(by_report[mention.report], lemma) for mention, lemma in zip(split.mentions, lemmas, strict=True)]

    happenings, topics = [doc.subtopic for doc in docs], [doc.topic for doc in docs]
    gold = [mention.cluster for doc in docs for mention in doc.mentions]
    of = [docs[mention.report].topic for mention in split.mentions]
    asked: list[tuple[str, str, Sequence[Hashable]]] = [
        ("reports", OURS, reports),
        ("reports", LEMMA, split.lead_lemmas()),
        ("reports", TFIDF, by_report),
        ("mentions", OURS, events),
        ("mentions", LEMMA, lemmas),
        ("mentions", TFIDF, by_mention),
        ("mentions", WITHIN, within),
    ]
    scores = {
        (what, who): score(happenings, got, topics) if what == "reports" else score(gold, got, of)
        for what, who, got in asked
    }
    return _result(scores, len(docs), len(set(happenings)), gold)


def _result(scores: dict[tuple[str, str], Score], reports: int, happenings: int, gold: Sequence[str]) -> Result:
    names = {OURS: "", LEMMA: "lemma_", TFIDF: "tfidf_", WITHIN: "within_"}
    figures = {f"{what}_{names[who]}f1": round(found.f1, 1) for (what, who), found in scores.items()}
    figures |= {f"{what}_precision": round(scores[what, OURS].precision, 1) for what in ("reports", "mentions")}
    figures |= {f"{what}_recall": round(scores[what, OURS].recall, 1) for what in ("reports", "mentions")}
    tables = {
        what: [HEAD, *(found.row(who) for (which, who), found in scores.items() if which == what)]
        for what in ("reports", "mentions")
    }
    alone = sum(gold.count(cluster) == 1 for cluster in set(gold))
    notes = [
        f"{reports} reports of {happenings} happenings; {len(gold)} mentions of {len(set(gold))} events, "
        f"{alone} of them told once."
    ]
    for what in ("reports", "mentions"):
        better = max((scores[what, who] for who in (LEMMA, TFIDF)), key=lambda found: found.f1)
        gain = scores[what, OURS].f1 - better.f1
        figures[f"{what}_gain"] = round(gain, 1)
        spread = _interval(between(scores[what, OURS].drawn, better.drawn))
        notes.append(f"{what.capitalize()}: {gain:+.1f} to the better of the two baselines (95% interval {spread}).")
    title = "Reports by happening (B-cubed)"
    return Result(title, tables["reports"], figures, notes, [("Event mentions by event (B-cubed)", tables["mentions"])])


def _interval(bounds: Interval) -> str:
    return f"{bounds[0]:.1f} to {bounds[1]:.1f}"


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)
