"""The benchmark's tables: slots, the rows on aligned templates, and what stages and confidences are taken for."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.bench.attribution.interval import draws, middle
from dateline.bench.common import Result, Titled, percent
from dateline.bench.templates.agreement import CATEGORIES, ROWS, Judged
from dateline.bench.templates.answer import SLOTS
from dateline.bench.templates.score import Counts, Score, added, micro

TITLE = "MUC-4 templates: micro-F1 over the type and five slots, with the best alignment"


def result(score: Score) -> Result:
    """The score as tables and figures; all figures are in percent."""
    documents = score.documents()
    whole = added(documents)
    low, high = interval(documents)
    rows = [["", "P", "R", "F1", "right", "predicted", "found", "gold"]]
    rows += [_row(slot, added(score.slots[slot])) for slot in SLOTS]
    rows.append(_row("all (micro)", whole))
    rows.append(_row("all, one to one", added(score.once)))
    rows.append(_row("any incident in the report", added(score.incidents)))
    notes = [
        f"{len(documents)} reports; {score.gold} templates in the key, {score.predicted} made, "
        f"{score.aligned} aligned; F1 {micro(whole)[2]:.1f}, 95% interval {low:.1f} to {high:.1f}"
    ]
    if score.unproved:
        notes.append(f"best alignment found but not proved: {', '.join(score.unproved)}")
    more = [("On the aligned templates", _paired(score)), *_confusions(score)]
    return Result(TITLE, rows, figures(score), notes, more)


def figures(score: Score) -> dict[str, float]:
    """All figures by name."""
    documents = score.documents()
    p, r, f1 = micro(added(documents))
    low, high = interval(documents)
    found = {"precision": p, "recall": r, "f1": f1, "f1_low": low, "f1_high": high}
    found["one_to_one_f1"] = micro(added(score.once))[2]
    found["incident_f1"] = micro(added(score.incidents))[2]
    found |= {f"{slot.lower()}_f1": micro(added(score.slots[slot]))[2] for slot in SLOTS}
    for row in ROWS:
        right = sum(is_right for _, is_right in score.rows[row])
        found[row.replace(",", "").replace(" ", "_")] = percent(right, len(score.rows[row]))
    return {name: round(value, 2) for name, value in found.items()}


def interval(documents: Sequence[Counts]) -> tuple[float, float]:
    """The middle 95% of the F1 of documents drawn with replacement."""
    drawn = draws(len(documents))
    return middle([micro(added([documents[i] for i in draw]))[2] for draw in drawn])


def _row(name: str, counts: Counts) -> list[str]:
    return [name, *(f"{value:.1f}" for value in micro(counts)), *map(str, counts)]


def _paired(score: Score) -> list[list[str]]:
    rows = [["", "%", "right", "asked", "answered"]]
    for name in ROWS:
        judged: Sequence[Judged] = score.rows[name]
        right, answered = sum(is_right for _, is_right in judged), sum(given for given, _ in judged)
        share = f"{percent(right, len(judged)):.1f}" if judged else "-"
        rows.append([name, share, str(right), str(len(judged)), str(answered)])
    return rows


def _confusions(score: Score) -> list[Titled]:
    tables: list[Titled] = []
    for name in CATEGORIES:
        found = {(gold, ours): n for (row, gold, ours), n in score.confusions.items() if row == name}
        columns = sorted({ours for _, ours in found})
        rows = [["", *columns]]
        rows += [[gold, *(str(found.get((gold, c), 0)) for c in columns)] for gold in sorted({g for g, _ in found})]
        if found:
            tables.append((f"{name.capitalize()}: the key's in rows, ours in columns", rows))
    return tables
