"""The phrases of a report that could fill a slot: each noun with what belongs to its name, in the forms it may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.bench.templates.account import Account
from dateline.bench.templates.words import titles
from dateline.records import Actor, ActorKind

LONGEST = 9  # tokens before the noun
QUANTITY = frozenset(
    "at least some about several many other more than another same such a few around nearly over".split()
)
NOT_OF_NAME = frozenset(
    {"punct", "cc", "preconj", "relcl", "advmod", "mark", "prep", "appos", "conj", "nsubj", "aux", "neg"}
)
LEADING = frozenset({"DT", "PDT", "PRP$", "WDT", "WP$", "RB", "JJS", ",", "''", "``", ":", "-LRB-", "-RRB-", "POS"})
# Nouns that say little without what follows: "group of gunmen", "offices of the ministry".
CONTAINERS = frozenset(
    "group gang band member unit column cell wing faction number team commando squad mob crowd "
    "headquarters office residence home house building facility branch installation premise entrance gate "
    "kilogram kg kilo pound stick ton charge load burst institute ministry university church school bank".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` inclusive; `form` says how they were cut from the noun phrase that `head` heads."""

    first: int
    last: int
    head: int
    form: str
    actor: Actor | None = None


def phrases(account: Account) -> Iterator[Phrase]:
    """All of them, in the order of the text. A noun may give several, which overlap."""
    parse, cast = account.parse, account.draft.cast
    for i, pos in enumerate(parse.pos):
        mention = cast.get(i)
        if mention is not None and mention.pronoun:
            continue
        if pos not in ("NOUN", "PROPN") and mention is None:
            continue
        actor = account.actors.get(mention.actor) if mention is not None else None
        if parse.dep[i] == "compound" and mention is None:
            if parse.head[i] == i + 1 and (i == 0 or parse.dep[i - 1] != "compound"):
                yield Phrase(i, i, i, "modifier")
            continue
        yield from _forms(account, i, actor)


def _forms(account: Account, i: int, actor: Actor | None) -> Iterator[Phrase]:
    parse = account.parse
    before = [k for k in parse.kids[i] if k < i and parse.dep[k] not in NOT_OF_NAME]
    first = max(min((parse.left[k] for k in before), default=i), i - LONGEST)
    bare = first
    while bare < i and (parse.tag[bare] in LEADING or parse.tag[bare] == "CD" or parse.lower[bare] in QUANTITY):
        bare += 1
    yield Phrase(bare, i, i, "plain", actor)
    counted = next((k for k in range(first, bare) if parse.tag[k] == "CD"), bare)
    if counted < bare and all(parse.tag[k] == "CD" or parse.lower[k] in QUANTITY for k in range(counted, bare)):
        yield Phrase(counted, i, i, "counted")
    if parse.lemma[i] in CONTAINERS and i + 2 < len(parse) and parse.lower[i + 1] == "of" and parse.head[i + 1] == i:
        end = _object_end(account, i + 1)
        if end is not None:
            yield Phrase(bare, end, i, "of")
    tail = i
    common = titles()
    while tail > bare and parse.lower[tail - 1] not in common and parse.pos[tail - 1] in ("PROPN", "NOUN", "ADJ", "X"):
        tail -= 1
    if bare < tail and parse.lower[tail - 1] in common and parse.lower[i] not in common:
        yield Phrase(tail, i, i, "after title")


def _object_end(account: Account, of: int) -> int | None:
    """The last token of what "of" governs, without clauses and lists."""
    parse = account.parse
    inner = parse.kid(of, "pobj")
    if inner is None or inner - of > LONGEST:
        return None
    end = inner
    for k in parse.kids[inner]:
        if k == end + 1 and parse.dep[k] == "prep" and parse.lower[k] == "of":
            further = parse.kid(k, "pobj")
            end = further if further is not None and further - k <= LONGEST else end
    return end


def name_of(account: Account, phrase: Phrase) -> str:
    """The phrase as a filler's name: a named person's own name where the report has it so, else the words."""
    actor, text = phrase.actor, account.draft.report.text
    if actor is not None and actor.named and actor.kind is ActorKind.PERSON and actor.name in text:
        return actor.name
    return account.parse.words_of(phrase.first, phrase.last)
