"""Finding candidates: the tokens whose lemma is a trigger and whose surroundings fit one of its rows."""

from __future__ import annotations

from dateline.reader.events import nominal, syntax
from dateline.reader.events.conditions import fits_verb
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.events.spans import is_agent, takes_part

MOST = 40  # candidates of one sentence: a sentence with more is a list of words, and work stays linear
_VERB_DEPS_OUT = frozenset(("aux", "auxpass", "csubj", "amod", "compound", "nmod", "dep", "punct"))
_DATES = frozenset(("DATE", "TIME", "CARDINAL", "MONEY"))
_TITLES = frozenset(("ORG", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC", "PERSON", "GPE", "LOC"))


def find(scene: Scene) -> None:
    """Fill `scene.candidates` with every trigger that may be an event, in the order of the text."""
    parse, lexicon = scene.parse, scene.lexicon
    verbs, nouns = lexicon.verbs, lexicon.nouns
    lemma, pos, sentence = parse.lemma, parse.pos, parse.sentence
    at, found = -1, 0
    for i in range(len(parse)):
        word = lemma[i]
        if word not in verbs and word not in nouns:
            continue
        if sentence[i] != at:
            at, found = sentence[i], 0
        if found >= MOST:
            continue
        kind = pos[i]
        candidate = None
        if kind == "VERB" and word in verbs:
            candidate = _verb(scene, i, verbs[word])
        elif kind in ("NOUN", "PROPN") and word in nouns:
            candidate = _noun(scene, i, nouns[word])
        if candidate is not None:
            scene.candidates[i] = candidate
            found += 1


def _verb(scene: Scene, i: int, rows: list[Trigger]) -> Candidate | None:
    parse = scene.parse
    if parse.dep[i] in _VERB_DEPS_OUT or _is_nonevent(scene, i) or _is_modifier(scene, i):
        return None
    for row in rows:
        if not fits_verb(scene, i, row):
            continue
        if row.harm and _by_disaster(scene, i):
            return None
        if _is_talk(scene, i, row):
            return None
        if not _acted(scene, i, row) or _is_of_words(scene, i, row) or _in_sport(scene, i, row):
            return None
        return Candidate(i, row, row.type)
    return None


_TALK = frozenset(
    "comment discuss say answer speculate elaborate give be confirm name identify reveal disclose provide specify "
    "talk speak explain respond detail quote believe see think know".split()
)


def _is_talk(scene: Scene, i: int, row: Trigger) -> bool:
    """ "declined to comment", "asked not to be named": manners of a source, no events."""
    if row.type not in ("REJECT", "REQUEST"):
        return False
    low = scene.parse.kid(i, "xcomp", "ccomp")
    return low is not None and scene.parse.lemma[low] in _TALK


def _in_sport(scene: Scene, i: int, row: Trigger) -> bool:
    """Attacks, strikes and battles of a sentence about a match are played."""
    if row.type != "ASSAULT" or row.count:
        return False
    first, end = scene.parse.sentences[scene.parse.sentence[i]]
    sport = scene.lexicon.classes["sport"]
    near = range(max(first, i - 40), min(end, i + 40))
    return sum(scene.parse.lemma[k] in sport for k in near) >= 1


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
    told = scene.parse.lemma[who] in scene.lexicon.nouns
    if row.type in ("ASSAULT", "RETREAT"):
        return told or takes_part(scene, who) or scene.is_any(("@bomb", "@missile", "@violence"), who)
    return is_agent(scene, who)


_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"))


_ALSO_WORDS = frozenset(("attack", "assault", "target", "savage", "beat", "punch", "hammer", "crush", "slaughter"))
_ONE = frozenset("he she i you we him her me us".split())


def _is_person(scene: Scene, i: int) -> bool:
    return scene.labels.get(i) == "PERSON" or scene.parse.lower[i] in _ONE


def _is_time_or_who(scene: Scene, i: int) -> bool:
    return scene.labels.get(i) in ("DATE", "TIME", "PERSON", "ORG", "EVENT") or scene.parse.lemma[i] in _STAGES


def _noun_of_words(scene: Scene, candidate: Candidate) -> bool:
    """ "The senator's attacks on his rival": one person's on another, with nothing that wounds, are of words."""
    parse, i = scene.parse, candidate.token
    if candidate.row.lemma not in ("attack", "assault") or candidate.row.extra:
        return False
    on = next((o for word, o in syntax.preps(parse, i) if word in ("on", "against")), None)
    if on is None or not (_is_person(scene, on) or scene.holds("leader", on)):
        return False
    who = parse.kid(i, "poss")
    if who is None and candidate.carrier is not None:
        who = syntax.subject(parse, candidate.carrier)
    return who is not None and (_is_person(scene, who) or scene.holds("leader", who))


_STAGES = frozenset(
    "speech debate interview ad tweet statement election primary poll race campaign interview rally".split()
)


def _is_of_words(scene: Scene, i: int, row: Trigger) -> bool:
    """An attack with words, or on oneself: "the senator attacked his rival", "shot himself"."""
    parse = scene.parse
    if row.type != "ASSAULT":
        return False
    obj = syntax.object_of(parse, i)
    if obj is None:
        return False
    if parse.lower[obj] in _REFLEXIVES and row.mode != "suicide-attack":
        return True
    if row.lemma not in _ALSO_WORDS:
        return False
    who = syntax.subject(parse, i)
    if who is not None and scene.holds("words", who):
        return True
    if any(word in ("with", "by", "in", "at") and not _is_time_or_who(scene, o) for word, o in syntax.preps(parse, i)):
        return False
    civil = who is not None and (_is_person(scene, who) or scene.holds("leader", who))
    return civil and (
        _is_person(scene, obj) or scene.labels.get(obj) in ("PERSON", "NORP", "ORG") or scene.holds("leader", obj)
    )


def _noun(scene: Scene, i: int, rows: list[Trigger]) -> Candidate | None:
    parse = scene.parse
    if parse.dep[i] == "compound" and parse.head[i] > i and parse.lemma[parse.head[i]] in scene.lexicon.nouns:
        return None  # "bomb attack": the head tells of it
    if parse.dep[i] == "attr" and parse.kid(parse.head[i], "expl") is None:
        return None  # "it was the deadliest attack": what something is, not that it was
    if (
        scene.labels.get(i) in _DATES
        or parse.dep[i] in ("compound", "amod", "nmod")
        or _in_title(scene, i)
        or _is_nonevent(scene, i)
    ):
        return None
    for row in rows:
        if not nominal.fits_noun(scene, i, row):
            continue
        if row.type == "NONE":
            return None
        candidate = Candidate(i, row, row.type, noun=True)
        nominal.carry(scene, candidate)
        if nominal.is_event(scene, candidate) and not _in_sport(scene, i, row) and not _noun_of_words(scene, candidate):
            return candidate
    return None


def _in_title(scene: Scene, i: int) -> bool:
    """Whether a capitalised noun is part of a name: the Anti-Terrorism Act, the Peace Conference Hall."""
    parse = scene.parse
    return parse.pos[i] == "PROPN" and scene.labels.get(i) in _TITLES


def _is_nonevent(scene: Scene, i: int) -> bool:
    """Whether the trigger stands in one of the phrases of nonevents.tsv."""
    parse = scene.parse
    index = scene.lexicon.nonevents
    for word in dict.fromkeys((parse.lemma[i], parse.lower[i])):
        for words in index.get(word, ()):
            for at, part in enumerate(words):
                if part == word and _runs(scene, i - at, words):
                    return True
    return False


def _runs(scene: Scene, first: int, words: tuple[str, ...]) -> bool:
    parse = scene.parse
    if first < 0 or first + len(words) > len(parse):
        return False
    return all(word in ("*", parse.lower[first + k], parse.lemma[first + k]) for k, word in enumerate(words))


def _by_disaster(scene: Scene, i: int) -> bool:
    """Whether nature or mishap did it: "killed in a flood", "the earthquake injured"."""
    parse = scene.parse
    who = syntax.subject(parse, i)
    if who is not None and scene.holds("disaster", who) and not _is_bomb(scene, who):
        return True
    for word, o in syntax.preps(parse, i):
        if (
            word in ("in", "by", "during", "after", "from", "of", "when")
            and scene.holds("disaster", o)
            and not _is_bomb(scene, o)
        ):
            return True
    for k in parse.kids[i]:
        if (
            parse.dep[k] == "advcl"
            and parse.lemma[k] in _MISHAPS
            and (s := parse.kid(k, "nsubj", "nsubjpass")) is not None
        ):
            return scene.holds("disaster", s) and not _is_bomb(scene, s)
    return False


_MISHAPS = frozenset(
    "crash collapse capsize overturn sink derail collide plunge veer hit skid catch flip roll strike sweep".split()
)


def _is_bomb(scene: Scene, i: int) -> bool:
    """ "a car bomb", "a fire bomb": a weapon, whatever the words before it."""
    parse = scene.parse
    if parse.lemma[i] in ("bomb", "explosive", "device"):
        return True
    if parse.lemma[i] == "fire":  # gunfire: "in cross fire", "by artillery fire", "by fire from"
        return any(parse.dep[k] in ("compound", "amod") or parse.lower[k] == "from" for k in parse.kids[i])
    return parse.lemma[i] in ("car", "truck", "bus", "train", "boat", "lorry", "plane") and any(
        parse.lower[k] in ("laden", "packed", "filled", "loaded", "rigged") for k in parse.kids[i]
    )
