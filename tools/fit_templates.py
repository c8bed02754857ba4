"""Fits the weights of the template benchmark's evidence on a corpus in MUC-4's form, and writes them as a table.

    pip install scikit-learn
    python tools/fit_templates.py ../shared/corpora/muc4/train.jsonl > src/dateline/bench/templates/weights.tsv

Logistic regression, twice: whether a report tells of an incident of each type, and whether an entity of it fills each
slot. The second is told what the first thinks of the report, by networks that have not seen it (folds). Only features
that stand in several reports are kept; a feature with `~` holds a single word.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.bench.common import Record, load, progress, sha256
from dateline.bench.templates.account import TYPES, account
from dateline.bench.templates.answer import FILLERS
from dateline.bench.templates.evidence import Entity, entities
from dateline.bench.templates.judge import entity_features, report_features
from dateline.bench.templates.measure import drafts
from dateline.bench.templates.notation import alternatives, category, comparable
from dateline.bench.templates.weights import ANY

FOLDS = 3
REPORT_C, ENTITY_C = 0.04, 0.2  # how freely weights may grow (the inverse of the penalty)
FREE = 20.0  # how freely the answer's own weight may grow beside the others
SEEN = 4  # in how many rows a feature must stand
LEAST = 0.03  # weights nearer to nothing are left out
RARE = 10  # types with fewer reports are not fitted

Features = Mapping[str, float]


@dataclass(frozen=True)
class Row:
    """One report: its evidence, its entities, and the answers."""

    report: Features
    entities: Sequence[Entity]
    types: frozenset[str]
    slots: Mapping[str, Sequence[frozenset[str]]]

    def fills(self, entity: Entity, slot: str) -> bool:
        name = comparable(entity.name())
        return any(name in names for names in self.slots[slot])


@dataclass
class Fitted:
    """Weights of some answers over one vocabulary."""

    vocabulary: dict[str, int]
    models: dict[str, Any]

    def chances(self, rows: Sequence[Features]) -> dict[str, list[float]]:
        x = matrix(rows, self.vocabulary)
        return {answer: list(model.predict_proba(x)[:, 1]) for answer, model in self.models.items()}


def read(records: Sequence[Record]) -> Iterator[Row]:
    """The rows of a corpus, by the whole reader."""
    for record, draft in drafts(records):
        told = account(draft)
        yield row_of(record, report_features(told), entities(told))


def row_of(record: Record, report: Features, found: Sequence[Entity]) -> Row:
    types = frozenset(category(a) for t in record["templates"] for a in alternatives(t["type"])[:1])
    slots = {
        slot: [frozenset(map(comparable, names)) for t in record["templates"] for names in t[slot]] for slot in FILLERS
    }
    return Row(report, found, types, slots)


def matrix(rows: Sequence[Features], vocabulary: Mapping[str, int]) -> Any:
    """Rows x features, sparse."""
    import numpy as np
    from scipy.sparse import csr_matrix

    ends, columns, values = [0], [], []
    for row in rows:
        for feature, value in row.items():
            if feature in vocabulary:
                columns.append(vocabulary[feature])
                values.append(value)
        ends.append(len(columns))
    cells = (np.array(values, float), np.array(columns, "int32"), np.array(ends, "int32"))
    return csr_matrix(cells, shape=(len(rows), len(vocabulary)))


def fitted(rows: Sequence[Features], answers: Mapping[str, Sequence[bool]], c: float) -> Fitted:
    """One regression for each answer that is neither always nor never right."""
    from sklearn.linear_model import LogisticRegression

    seen = Counter(feature for row in rows for feature in row)
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    x = matrix(rows, vocabulary)
    models = {}
    for answer, truth in answers.items():
        if RARE <= sum(truth) < len(truth):
            models[answer] = LogisticRegression(C=c, solver="liblinear", max_iter=200, intercept_scaling=FREE).fit(
                x, truth
            )
    return Fitted(vocabulary, models)


def of_reports(rows: Sequence[Row]) -> Fitted:
    answers = {kind: [kind in row.types for row in rows] for kind in TYPES}
    return fitted([row.report for row in rows], answers | {ANY: [bool(row.types) for row in rows]}, REPORT_C)


def unseen_chances(rows: Sequence[Row]) -> list[dict[str, float]]:
    """What regressions fitted on the other folds think of each report."""
    found: list[dict[str, float]] = [{} for _ in rows]
    for fold in range(FOLDS):
        left = [i for i in range(len(rows)) if i % FOLDS == fold]
        model = of_reports([row for i, row in enumerate(rows) if i % FOLDS != fold])
        for answer, chances in model.chances([rows[i].report for i in left]).items():
            for i, chance in zip(left, chances, strict=True):
                found[i][answer] = chance
    return found


def of_entities(rows: Sequence[Row], chances: Sequence[Mapping[str, float]]) -> Fitted:
    features = [entity_features(e, chances[i]) for i, row in enumerate(rows) for e in row.entities]
    answers = {slot: [row.fills(e, slot) for row in rows for e in row.entities] for slot in FILLERS}
    return fitted(features, answers, ENTITY_C)


def table(*models: Fitted) -> Iterator[str]:
    """The weights, a line each."""
    for model in models:
        for answer, regression in model.models.items():
            yield f"{answer}\t\t{regression.intercept_[0]:.3f}"
            for feature, column in model.vocabulary.items():
                weight = regression.coef_[0][column]
                if abs(weight) >= LEAST:
                    yield f"{answer}\t{feature}\t{weight:.2f}"


def fit(rows: Sequence[Row]) -> list[str]:
    return list(table(of_reports(rows), of_entities(rows, unseen_chances(rows))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    records = load(corpus, "doc", "text", "templates")
    rows = list(read(list(progress(records, "reading"))))
    print("# Weights of the evidence that fills MUC-4's templates: answer, feature (none: its own), weight.")
    print(f"# Fitted by tools/fit_templates.py on {date.today()}, on {corpus.name} ({len(rows)} reports,")
    print(f"# SHA-256 {sha256(corpus)}).")
    print("\n".join(fit(rows)))
    print(f"{len(rows)} reports", file=sys.stderr)


if __name__ == "__main__":
    main()
