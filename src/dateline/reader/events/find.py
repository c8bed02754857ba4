"""Finding candidates: the tokens whose lemma is a trigger and whose surroundings fit one of its rows."""

from __future__ import annotations

from dateline.reader.events import figures, nominal, nonevents, syntax
from dateline.reader.events.conditions import fits_verb
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.needs import is_event
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.events.spans import is_agent, is_nobody, takes_part

MOST = 120  # triggers tried in one sentence: one with more is a list of words, and work stays linear
_VERB_DEPS_OUT = frozenset(("aux", "auxpass", "csubj", "amod", "compound", "nmod", "dep", "punct"))
_PREDICATE = frozenset(("acomp", "oprd", "conj", "attr", "ROOT"))
_DATES = frozenset(("DATE", "TIME", "CARDINAL", "MONEY"))


def find(scene: Scene) -> None:
    """Fill `scene.candidates` with every trigger that may be an event, in the order of the text."""
    parse, lexicon = scene.parse, scene.lexicon
    scene.play = nonevents.is_play(scene)
    verbs, nouns, adjectives = lexicon.verbs, lexicon.nouns, lexicon.adjectives
    lemma, pos, sentence = parse.lemma, parse.pos, parse.sentence
    at, tried = -1, 0
    for i in range(len(parse)):
        word = lemma[i]
        if word not in verbs and word not in nouns and word not in adjectives:
            continue
        if sentence[i] != at:
            at, tried = sentence[i], 0
        tried += 1
        if tried > MOST:
            continue
        kind = pos[i]
        candidate = None
        if kind == "VERB" and word in verbs:
            candidate = _verb(scene, i, verbs[word])
        elif kind in ("NOUN", "PROPN") and word in nouns:
            candidate = _noun(scene, i, nouns[word])
        if candidate is None and word in adjectives and kind in ("ADJ", "VERB") and parse.dep[i] in _PREDICATE:
            candidate = _verb(scene, i, adjectives[word])
        if candidate is not None:
            scene.candidates[i] = candidate


def _verb(scene: Scene, i: int, rows: list[Trigger]) -> Candidate | None:
    parse = scene.parse
    if parse.dep[i] in _VERB_DEPS_OUT or nonevents.in_phrase(scene, i) or _is_modifier(scene, i):
        return None
    for row in rows:
        if not fits_verb(scene, i, row):
            continue
        if row.harm and nonevents.by_disaster(scene, i):
            return None
        if row.type == "ASSAULT" and nonevents.by_nature(scene, i):
            return None
        if nonevents.is_talk(scene, i, row) or nonevents.in_play(scene, row):
            return None
        if not _acted(scene, i, row) or nonevents.is_of_words(scene, i, row) or nonevents.in_sport(scene, i, row):
            return None
        if figures.is_figure(scene, i, row):
            return None
        return Candidate(i, row, row.type)
    return None


def _is_modifier(scene: Scene, i: int) -> bool:
    """ "elderly and wounded people": a participle that only describes."""
    parse = scene.parse
    if parse.tag[i] != "VBN" or parse.dep[i] != "conj":
        return False
    head = parse.head[i]
    return (
        parse.pos[head] not in ("VERB", "AUX") and not syntax.has_subject(parse, i) and syntax.agent(parse, i) is None
    )


def _acted(scene: Scene, i: int, row: Trigger) -> bool:
    """Whether the verb's subject, where it has one, is someone who can act: laws and figures do not."""
    if row.roles.get("subj", "a") != "a":
        return True
    who = syntax.subject(scene.parse, i)
    if who is None and row.lemma in ("arm", "equip"):
        return False  # "men armed with sticks"
    if who is None:
        return row.type != "AID" or not syntax.has_subject(scene.parse, i) or syntax.is_passive(scene.parse, i)
    if is_nobody(scene, who):
        return True  # "nobody kidnapped me": told, and denied
    told = scene.parse.lemma[who] in scene.lexicon.nouns
    if row.type in ("ASSAULT", "RETREAT"):
        return (
            told
            or takes_part(scene, who)
            or is_agent(scene, who)
            or scene.is_any(("@bomb", "@missile", "@violence"), who)
        )
    return is_agent(scene, who)


def _noun(scene: Scene, i: int, rows: list[Trigger]) -> Candidate | None:
    parse = scene.parse
    if parse.dep[i] == "compound" and parse.head[i] > i and parse.lemma[parse.head[i]] in scene.lexicon.nouns:
        return None  # "bomb attack": the head tells of it
    if parse.dep[i] == "attr" and parse.kid(parse.head[i], "expl") is None:
        return None  # "it was the deadliest attack": what something is, not that it was
    if (
        scene.labels.get(i) in _DATES
        or parse.dep[i] in ("compound", "amod", "nmod")
        or nonevents.in_title(scene, i)
        or nonevents.in_phrase(scene, i)
    ):
        return None
    for row in rows:
        if not nominal.fits_noun(scene, i, row):
            continue
        if row.type == "NONE":
            return None
        candidate = Candidate(i, row, row.type, noun=True)
        nominal.carry(scene, candidate)
        if (
            is_event(scene, candidate)
            and not nonevents.in_sport(scene, i, row)
            and not figures.is_figure(scene, i, row)
            and not nonevents.in_play(scene, row)
            and not nonevents.noun_of_words(scene, candidate)
        ):
            return candidate
    return None
