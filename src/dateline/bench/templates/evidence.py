"""The evidence on which a phrase fills a slot, and on which a report tells of an incident: named features.

A feature is a string. `~` stands before a single word of the report, one that is in the reader's own lists; all else
is what the reader says of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from dateline.bench.templates.account import Account, Told
from dateline.bench.templates.notation import comparable
from dateline.bench.templates.phrases import Phrase, name_of, phrases
from dateline.bench.templates.words import common_words
from dateline.reader.lexicon import Lexicons

BLAME = frozenset(
    "claim responsibility responsible blame accuse attribute suspect allege implicate involve admit".split()
)


@dataclass(slots=True)
class Entity:
    """What may fill a slot: its names with how often each stands, its phrases, and the evidence of all of them."""

    names: Counter[str] = field(default_factory=Counter)
    phrases: list[Phrase] = field(default_factory=list)
    features: set[str] = field(default_factory=set)

    def name(self) -> str:
        """The name it has most often, the longest of equals."""
        return max(self.names, key=lambda n: (self.names[n], len(n), n))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in Lexicons().table("event_classes"):
        for term in row["terms"].split():
            found[term].append(row["class"])
    return {term: tuple(names) for term, names in found.items()}


@cache
def _described() -> dict[str, str]:
    return {row["term"]: f"{row['kind']}:{row['role']}" for row in Lexicons().table("group_nouns")}


# The classes of event_classes.tsv that tell what a thing is, the telling ones first.
SORTS = tuple("bomb missile arms armed forces people property military place org violence money".split())


def sort_of(account: Account, phrase: Phrase) -> str:
    """What the phrase stands for, in a word: its actor's kind and first role, or the class of its noun."""
    lemma = account.parse.lemma[phrase.head]
    if phrase.actor is not None:
        role = phrase.actor.roles[0].value if phrase.actor.roles else ""
        return f"{phrase.actor.kind.value}{'!' if phrase.actor.named else ''}:{role}"
    if lemma in _described():
        return _described()[lemma]
    classes = _classes().get(lemma, ())
    return next((name for name in SORTS if name in classes), "-")


def entities(account: Account) -> list[Entity]:
    """Whatever may fill a slot, in the order of the text; phrases of one actor, or of one name, are one entity."""
    found: dict[str, Entity] = {}
    for phrase in phrases(account):
        name = name_of(account, phrase)
        key = comparable(name)
        if not key:
            continue
        if phrase.actor is not None and phrase.actor.named and phrase.form == "plain":
            key = phrase.actor.id
        entity = found.setdefault(key, Entity())
        entity.names[name] += 1
        entity.phrases.append(phrase)
        entity.features.update(of_phrase(account, phrase))
    for entity in found.values():
        entity.features.add(f"times:{min(5, len(entity.phrases))}")
        entity.features.add(f"first:{min(6, min(account.parse.sentence[p.head] for p in entity.phrases) // 2)}")
    return list(found.values())


def of_phrase(account: Account, phrase: Phrase) -> Iterator[str]:
    """The evidence of one phrase, without words that are in no list."""
    return (feature for feature in _of_phrase(account, phrase) if is_general(feature))


def is_general(feature: str) -> bool:
    """Whether a feature names no word, or one that is in the reader's lists."""
    _, named, rest = feature.partition("~")
    return not named or rest.split(" ", 1)[0] in common_words()


def _of_phrase(account: Account, phrase: Phrase) -> Iterator[str]:
    """What the phrase is, how it is put, what stands over it, which events are near."""
    parse, i = account.parse, phrase.head
    sort = sort_of(account, phrase)
    lemma = parse.lemma[i]
    yield f"is:{sort}"
    yield f"~{lemma}"
    for name in _classes().get(lemma, ()):
        yield f"class:{name}"
    if lemma in _described():
        yield f"described:{_described()[lemma]}"
    if phrase.actor is not None:
        yield from (f"role:{role.value}" for role in phrase.actor.roles)
    yield f"form:{phrase.form}"
    yield f"form:{phrase.form} is:{sort}"
    if phrase.form != "plain":
        yield f"form:{phrase.form} ~{lemma}"
    for k in range(phrase.first, min(phrase.last, i)):
        yield f"before:~{parse.lemma[k]}"
    if parse.tag[i] in ("NNS", "NNPS"):
        yield "plural"
    left = parse.lower[phrase.first - 1] if phrase.first else ""
    yield f"after:{left if left in ('the', 'a', 'an') else 'number' if parse.tag[phrase.first - 1] == 'CD' else '-'}"
    yield from _over(account, phrase, sort)
    yield from _events(account, phrase, sort)


def _over(account: Account, phrase: Phrase, sort: str) -> Iterator[str]:
    """What governs the phrase: its label, its preposition, and the word over it."""
    parse, i = account.parse, phrase.head
    steps = 0
    while parse.dep[i] in ("conj", "compound", "appos") and steps < 8 and parse.head[i] != i:
        i, steps = parse.head[i], steps + 1
    if steps:
        yield "listed"
    dep, over, preposition = parse.dep[i], parse.head[i], ""
    if dep == "pobj":
        preposition, over = parse.lower[over], parse.head[over]
    path = f"{dep}/{preposition}"
    yield f"path:{path}"
    yield f"path:{path} is:{sort}"
    told = account.at.get(over)
    if told is not None:
        yield f"under:{told.type}"
        yield f"under:{told.type} path:{path}"
        yield f"under:{told.type} path:{path} is:{sort}"
        yield f"under:~{told.lemma} path:{path}"
    else:
        yield f"under:~{parse.lemma[over]} path:{path}"
        for name in _classes().get(parse.lemma[over], ()):
            yield f"under:{name}/{preposition}"


def _events(account: Account, phrase: Phrase, sort: str) -> Iterator[str]:
    """The phrase's part in events, and the events told in its sentence and beside it."""
    i = phrase.head
    sentence = account.parse.sentence[i]
    where = "head" if i in account.heads else "inside"
    for role, told in account.parts.get(i, ()):
        yield f"part:{role} {where}"
        yield f"part:{role} {where} {told.type}"
        yield f"part:{role} {where} is:{sort}"
        yield f"part:{role} {told.type} is:{sort}"
        yield f"part:{role} {told.event.status.value}"
    here = account.types.get(sentence, set())
    yield from (f"sentence:{kind}" for kind in here)
    yield from (f"sentence:{kind} is:{sort}" for kind in here)
    if not here:
        yield "sentence:none"
        yield f"sentence:none is:{sort}"
    for kind in account.types.get(sentence - 1, set()) | account.types.get(sentence + 1, set()):
        yield f"beside:{kind}"
    first, end = account.parse.sentences[sentence]
    if BLAME.intersection(account.parse.lemma[first:end]):
        yield "blame"
        yield f"blame is:{sort}"


def of_report(account: Account) -> dict[str, float]:
    """The evidence that a report tells of incidents: its events with who takes part, and its words."""
    found: Counter[str] = Counter()
    for told in account.told:
        found.update(filter(is_general, _of_event(account, told)))
    found.update(f"~{word}" for word in common_words().intersection(account.parse.lemma))
    found[f"length:{min(10, len(account.parse) // 100)}"] = 1
    return dict(found)


def _of_event(account: Account, told: Told) -> Iterator[str]:
    event, kind = told.event, told.type
    yield f"{kind} {event.status.value}"
    yield f"trigger:~{told.lemma}"
    if told.sentence < 3:
        yield f"early {kind} {event.status.value}"
    for side, participants in (("by", event.actors), ("on", event.recipients)):
        actors = [account.actors[p.actor] for p in participants if p.actor in account.actors]
        roles = {role.value for actor in actors for role in actor.roles}
        yield from (f"{kind} {side} {role}" for role in roles or {"-"})
        if any(actor.named and actor.kind.value == "person" for actor in actors):
            yield f"{kind} {side} named"
    for what, there in (("counts", event.counts), ("place", event.place), ("when", event.when)):
        if there:
            yield f"{kind} with {what}"
