"""Who answers in the relations benchmark: the learned heads, none about a sentence it was fitted on, or the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.bench.folds import fold_of, key_of, seen
from dateline.bench.relations.corpus import Row
from dateline.reader.draft import Draft
from dateline.reader.events.relation import answer, features
from dateline.reader.heads.heads import FOLDER, Heads, shipped
from dateline.reader.heads.relations import MAIN, relation
from dateline.reader.layers import chosen

RULES = "the rules"


@dataclass(slots=True)
class Judge:
    """Answers rows; `asked` counts who did."""

    heads: Heads | None
    seen: frozenset[str]
    asked: Counter[str] = field(default_factory=Counter)

    def root(self, draft: Draft, row: Row) -> str:
        """The type of what the row's source does to its target."""
        if self.heads is None:
            self.asked[RULES] += 1
            return answer(features(draft, row.source, row.target))
        fold = fold_of(row.text) if key_of(row.text) in self.seen else None
        self.asked["the main head" if fold is None else "a head that never saw the sentence's fold"] += 1
        head = MAIN if fold is None else 1 + fold
        chances = relation(draft, row.source, row.target, self.heads, head)
        return max(chances, key=chances.__getitem__)

    def told(self) -> str:
        """Who answered how many rows."""
        return "Answered by " + ", ".join(f"{who}: {n}" for who, n in self.asked.most_common()) + "."


def judge_of(layers: Mapping[str, str] | None) -> Judge:
    """The heads that come with the program; the rules where the layers are chosen so that there are none to ask."""
    if not has_heads(layers):
        return Judge(None, frozenset())
    return Judge(shipped(), seen(FOLDER))


def has_heads(layers: Mapping[str, str] | None) -> bool:
    """Whether the heads are there to be asked: they read the encoder of the attribution layer."""
    how = chosen(layers)
    return (FOLDER / "heads.npz").is_file() and "rules" not in (how.get("heads"), how["attribution"])
