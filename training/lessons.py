"""The lessons of the heads: reports that others marked, with what the heads should say of them.

MUC-4's reports (what is what to an incident, and of which types) and IndiaPoliceEvents' articles (what the police did,
by sentence).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from dateline.bench.sentences import corpus as sentences
from dateline.reader.events.police import LABELS as ACTS
from dateline.reader.heads.labels import INCIDENTS, SLOTS, first_tag
from training.corpus import Array, Article, article_of, parse_of

UNKNOWN = -1  # an answer that is not known, and counts for nothing
_TRIGGER = re.compile(
    r"\b(?:attack|assault|ambush|kill|murder|assassin|massacr|bomb|explo|dynamit|detonat|blast|grenade|blew|blow|kidnap|"
    r"abduct|hostage|seiz|burn|fire|arson|rob|stole|steal|shot|shoot|gun|machine-?gun|raid|destroy|wound|injur|dead|"
    r"died|death|sabotag|strike|threat|harass)\w*"
)


@dataclass(frozen=True)
class Lesson(Article):
    """One article with what is known of it; what is not known is UNKNOWN.

    `tags`: by token; `incidents`: sentences x types; `whole`: types, of the whole article; `acts`: sentences x acts.
    """

    tags: Array
    incidents: Array
    whole: Array
    acts: Array


def read(kind: str, path: Path, tokenizer: Path, workers: int) -> list[Lesson]:
    """The lessons of one file: `kind` is incidents (MUC-4) or acts (IndiaPoliceEvents)."""
    rows, make = {"incidents": (_reports, _of_incidents), "acts": (_articles, _of_acts)}[kind]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(make, [(n, row, tokenizer) for n, row in enumerate(rows(path))], chunksize=8))


Job = tuple[int, dict[str, Any], Path]


def _lesson(article: Article, **known: Array) -> Lesson:
    tokens, sentences = len(article.sizes), int(article.sentence[-1]) + 1
    unknown = {
        "tags": np.full(tokens, UNKNOWN, dtype=np.int8),
        "incidents": np.full((sentences, len(INCIDENTS)), UNKNOWN, dtype=np.int8),
        "whole": np.full((1, len(INCIDENTS)), UNKNOWN, dtype=np.int8),
        "acts": np.full((sentences, len(ACTS)), UNKNOWN, dtype=np.int8),
    }
    return Lesson(**vars(article), **(unknown | known))


def _in_units(article: Article, units: Array) -> Article:
    """With other units than the parser's sentences and paragraphs, by token."""
    return replace(article, sentence=units.astype(np.int32), paragraph=units.astype(np.int32))


# ---- incidents


def _reports(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paragraphs(text: str) -> str:
    """MUC-4's texts part paragraphs with four blanks; here with a blank line, character for character."""
    return text.replace("    ", "\n\n  ")


def _of_incidents(job: Job) -> Lesson:
    n, row, tokenizer = job
    text = paragraphs(row["text"])
    parse = parse_of(text)
    article = article_of(n, parse, tokenizer)
    triggered = [bool(_TRIGGER.search(parse.words_of(first, end - 1))) for first, end in parse.sentences]
    tags = np.zeros(len(article.sizes), dtype=np.int8)
    incidents = np.full((len(parse.sentences), len(INCIDENTS)), 0 if not row["templates"] else UNKNOWN, dtype=np.int8)
    whole = np.zeros(len(INCIDENTS), dtype=np.int8)
    marked: list[tuple[int, int, int]] = []
    for template, full in zip(row["templates"], row["full_templates"], strict=True):
        kinds = [INCIDENTS.index(kind) for kind in template["type"].split(" / ")]
        found = {
            (slot, n): list(_places(article, text, names))
            for slot, name in enumerate(SLOTS)
            for n, names in enumerate(_fillers(full, name))
        }
        at: dict[int, set[int]] = defaultdict(set)
        for (slot, _), places in found.items():
            for first, _last in places:
                at[int(article.sentence[first])].add(slot)
        for (slot, _), places in found.items():
            sure = [p for p in places if triggered[article.sentence[p[0]]] or len(at[int(article.sentence[p[0]])]) > 1]
            for place in places:
                certain = place in sure or (not sure and place == places[0])
                marked.append((place[0], place[1], slot if certain else UNKNOWN))
                if certain and triggered[article.sentence[place[0]]]:
                    incidents[article.sentence[place[0]], kinds] = 1
        for kind in kinds:
            whole[kind] = 1 if len(kinds) == 1 else UNKNOWN
        for name in SLOTS:
            for names in _fillers(full, name, optional=True):
                marked.extend((first, last, UNKNOWN) for first, last in _places(article, text, names))
    for first, last, slot in sorted(marked, key=lambda m: (m[2] != UNKNOWN, m[1] - m[0])):
        tags[first : last + 1] = UNKNOWN if slot == UNKNOWN else first_tag(slot) + 1
        tags[first] = UNKNOWN if slot == UNKNOWN else first_tag(slot)
    return _lesson(article, tags=tags, incidents=incidents, whole=whole[None])


def _fillers(full: dict[str, Any], slot: str, *, optional: bool = False) -> Iterator[list[str]]:
    """The names of each entity in a slot."""
    if slot == "VictimDesc":
        named = {m for v in full.get("victim_name") or [] for m in v["mentions"]}
        for value in full.get("victim_desc") or []:
            if bool(value.get("optional")) == optional and not named & set(value["of"]):
                yield value["of"]
        return
    for value in full.get("victim_name" if slot == "Victim" else slot) or []:
        if bool(value.get("optional")) == optional:
            yield value["mentions"]


def _places(article: Article, text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where an entity's names stand: tokens, both inclusive; of names within one another the longest."""
    taken: set[int] = set()
    starts, ends = article.start.tolist(), article.end.tolist()
    begin = {s: i for i, s in enumerate(starts)}
    stop = {e: i for i, e in enumerate(ends)}
    for name in sorted(set(names), key=len, reverse=True):
        short = re.sub(r"^(?:a|an|the) ", "", name)
        for match in re.finditer(r"(?<!\w)" + re.escape(short).replace(r"\ ", r"\s+") + r"(?!\w)", text):
            first, last = begin.get(match.start()), stop.get(match.end())
            if first is None or last is None or article.sentence[first] != article.sentence[last]:
                continue
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                yield first, last


# ---- acts


def _articles(path: Path) -> list[dict[str, Any]]:
    return [{"article": one} for one in sentences.articles(sentences.rows(path))]


def _of_acts(job: Job) -> Lesson:
    n, row, tokenizer = job
    one: sentences.Article = row["article"]
    parse = parse_of(one.report.text)
    article = article_of(n, parse, tokenizer)
    # A row is a unit here whatever the parser takes for its sentences.
    units = np.searchsorted([span.start for span in one.spans], article.start, side="right") - 1
    acts = np.array([[label in (row.labels or ()) for label in ACTS] for row in one.rows], dtype=np.int8)
    return _lesson(_in_units(article, units), acts=acts)
