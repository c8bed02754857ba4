"""The benchmark's table: one row a system, then what the chosen one is ahead by, publishers, and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.bench.attribution.interval import between, f1_of, middle
from dateline.bench.attribution.score import MANNERS, Tally
from dateline.bench.attribution.systems import Answers
from dateline.bench.common import Result, Titled, percent, prf

HEAD = [
    "", "P", "R", "F1", "95% interval", "content F1",
    "direct R", "mixed R", "indirect R", "reports/CPU s",
]  # fmt: skip


@dataclass
class Scored:
    """One system's answers against the gold ones, and its F1 over the draws."""

    answers: Answers
    tally: Tally
    drawn: Sequence[Sequence[int]]

    @property
    def name(self) -> str:
        return self.answers.system

    @cached_property
    def samples(self) -> list[float]:
        return f1_of(self.tally.documents, self.drawn)

    def figures(self) -> dict[str, float]:
        """All figures by name; shares and F1 in percent."""
        tally = self.tally
        precision, recall, f1 = prf(tally.right, tally.predicted, tally.gold)
        low, high = middle(self.samples)
        seconds = self.answers.seconds
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "f1_low": low,
            "f1_high": high,
            "content_f1": prf(tally.content, tally.predicted, tally.gold)[2],
            "source_accuracy": percent(tally.content_source, tally.content),
            **{f"recall_{m}": percent(*tally.manners[m]) for m in MANNERS},
            "reports_per_cpu_second": len(self.answers.found) / seconds if seconds else 0.0,
        }

    def of(self, articles: Sequence[int]) -> float:
        """F1 over some of the articles."""
        counts = [self.tally.documents[i] for i in articles]
        return prf(*(sum(column) for column in zip(*counts, strict=True)))[2]


def result(systems: Sequence[Scored], publishers: dict[str, list[int]], notes: Sequence[str]) -> Result:
    """The first system is the one that is chosen: its figures stand without its name, too."""
    first, *others = systems
    figures = dict(first.figures())
    for one in systems:
        figures |= {f"{one.name}.{name}": value for name, value in one.figures().items()}
    told = [*basis(first.tally), *(about(one) for one in systems)]
    for other in others:
        figures |= ahead(first, other)
        told.append(difference(first, other, figures))
    for one in systems:
        figures |= {f"{one.name}.f1.{name}": one.of(articles) for name, articles in publishers.items()}
    return Result(
        "Attribution: who said what",
        [HEAD, *(row(one) for one in systems)],
        figures,
        [*told, *notes],
        more=[by_publisher(systems, publishers)] if publishers else (),
    )


def row(one: Scored) -> list[str]:
    f = one.figures()
    return [
        one.name,
        *(f"{f[name]:.2f}" for name in ("precision", "recall", "f1")),
        f"{f['f1_low']:.2f} to {f['f1_high']:.2f}",
        f"{f['content_f1']:.2f}",
        *(f"{f[f'recall_{m}']:.2f}" for m in MANNERS),
        f"{f['reports_per_cpu_second']:.1f}",
    ]


def basis(tally: Tally) -> list[str]:
    manners = ", ".join(f"{tally.manners[m][1]} {m}" for m in MANNERS)
    return [f"{len(tally.documents)} articles, {tally.gold} gold attributions ({manners})"]


def about(one: Scored) -> str:
    tally, gave_up = one.tally, one.answers.gave_up
    source = percent(tally.content_source, tally.content)
    said = (
        f"{one.name}: {one.answers.about}; {tally.predicted} answers, {tally.right} right; "
        f"source right in {source:.2f}% of those with the right content"
    )
    return f"{said}; gave up on {gave_up} reports or lines" if gave_up else said


def ahead(first: Scored, other: Scored) -> dict[str, float]:
    """By how much F1 the first is ahead, with the interval over the same draws."""
    low, high = between(first.samples, other.samples)
    name = f"ahead_of_{other.name}"
    return {name: first.figures()["f1"] - other.figures()["f1"], f"{name}_low": low, f"{name}_high": high}


def difference(first: Scored, other: Scored, figures: dict[str, float]) -> str:
    name = f"ahead_of_{other.name}"
    low, high = figures[f"{name}_low"], figures[f"{name}_high"]
    return f"{first.name} minus {other.name}: F1 {figures[name]:+.2f}, 95% interval {low:+.2f} to {high:+.2f}"


def by_publisher(systems: Sequence[Scored], publishers: dict[str, list[int]]) -> Titled:
    gold = [counts[2] for counts in systems[0].tally.documents]
    return (
        "F1 by publisher",
        [
            ["", "articles", "gold", *(one.name for one in systems)],
            *(
                [name, str(len(at)), str(sum(gold[i] for i in at)), *(f"{one.of(at):.2f}" for one in systems)]
                for name, at in publishers.items()
            ),
        ],
    )
