"""Titles: what stands before a person's name, and the role, country, gender and nouns that it tells."""

from __future__ import annotations

from dateline.reader.actors.nominals import left_edge
from dateline.reader.actors.reference import Reference
from dateline.reader.actors.scene import Scene
from dateline.records import ActorKind, Role

_TITLE_STOPS = frozenset(
    {"VBD", "VBZ", "VBP", "VB", "MD", "IN", "TO", "``", "''", ",", ":", ".", "-LRB-", "-RRB-", "CC", "WP"}
)
LONGEST_TITLE = 10
PRIVATE_TOO = frozenset({"president", "director", "secretary", "chancellor"})


def add_title(scene: Scene, ref: Reference) -> None:
    """Take in what stands before the name in its phrase, where that holds a title, rank or role."""
    parse, words = scene.parse, scene.words
    at = ref.first - 1
    if at < 0 or (parse.sentence[at] != parse.sentence[ref.first] and not parse.words[at].endswith(".")):
        return
    if parse.words[at] == "." and at > 0 and parse.lower[at - 1] in words.title_ends:  # "Col" and its dot apart
        at -= 1
    word = parse.lower[at]
    if word in words.honorifics:
        ref.gender = words.honorifics[word]
        scene.titled.add(at)
        ref.first, at = at, at - 1
        if at < 0 or parse.sentence[at] != parse.sentence[ref.last]:
            return
        word = parse.lower[at]
    noun = words.noun(parse.lemma[at], word)
    if word == "-" or at in scene.taken or (noun is None and word not in words.title_words):
        return
    if noun is not None and (parse.tag[at] in {"NNS", "NNPS"} or noun.kind is not ActorKind.PERSON):
        return
    beside = parse.dep[ref.head] == "appos" and parse.head[ref.head] == at
    edge = title_edge(scene, ref, at, beside)
    if noun is None and edge == at and word not in words.title_ends:
        return
    if beside:
        ref.also = (at,)
    _read_title(scene, ref, edge, at)
    scene.titled.update(range(edge, ref.first))
    ref.first = edge


def title_edge(scene: Scene, ref: Reference, at: int, beside: bool) -> int:
    """The first token of the title that ends at `at`: its phrase's edge, but no verb, comma or other name is in it."""
    parse, words = scene.parse, scene.words
    edge = left_edge(parse, at if beside else ref.head)
    if edge > at or ref.first - edge > LONGEST_TITLE:
        edge = at
        while (
            edge > 0 and parse.lower[edge - 1] in words.title_words and parse.sentence[edge - 1] == parse.sentence[at]
        ):
            edge -= 1
    for k in range(at, edge - 1, -1):
        if parse.tag[k] in _TITLE_STOPS and parse.words[k] != "." and (parse.tag[k] != "CC"):
            return k + 1
        if k in scene.taken and k not in scene.listed and k not in scene.country:
            return k + 1
    return edge


def _read_title(scene: Scene, ref: Reference, edge: int, at: int) -> None:
    """The country, role, gender and noun that a title tells."""
    parse, words = scene.parse, scene.words
    mods: list[str] = []
    for k in range(edge, at):
        inner = words.noun(parse.lemma[k], parse.lower[k])
        if inner is not None and inner.title and k not in scene.listed:  # "defence minister General ...": two titles
            ref.titles.append((inner.term, frozenset(mods)))
        if k in scene.listed:
            entry = scene.listed[k].entry
            mods.append(entry.key)
            ref.country = ref.country or entry.country
        elif k in scene.country:
            mods.append("@" + scene.country[k])
            ref.country = ref.country or scene.country[k]
        elif parse.pos[k] in {"ADJ", "NOUN", "PROPN"}:
            mods.append(parse.lemma[k])
    noun = words.noun(parse.lemma[at], parse.lower[at])
    phrase = words.phrase(parse.lower[max(edge, at - 2) : at + 1])
    role = words.phrases[phrase] if phrase else words.title_roles.get(parse.lower[at].rstrip("."))
    if noun is not None:
        role = role if role or phrase else noun.role
        ref.gender = ref.gender or noun.gender
        ref.titles.append((noun.term, frozenset(mods)))
    if role is Role.GOV and private_office(scene, edge, at):
        role = None
    ref.roles = (role,) if role else ()


def private_office(scene: Scene, first: int, i: int) -> bool:
    """Whether "president" or "director" is a firm's or a club's: another name than a country's before it."""
    parse, words = scene.parse, scene.words
    if parse.lower[i] not in PRIVATE_TOO:
        return False
    for k in range(first, i):
        if k in scene.listed:
            return Role.GOV not in scene.listed[k].entry.roles
        word = parse.lower[k]
        noun = words.noun(parse.lemma[k], word)
        if noun is not None and noun.kind is ActorKind.ORGANISATION and noun.role is not Role.GOV:
            return True
        if parse.pos[k] == "PROPN" and k not in scene.topo and k not in scene.country and word not in words.title_words:
            return noun is None
    return False
