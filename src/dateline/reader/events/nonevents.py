"""Words that only sound like events: set phrases, sport, attacks with words, manners of a source, nature's doing."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.scene import Candidate, Scene

_TALK = frozenset(
    "comment discuss say answer speculate elaborate give be confirm name identify reveal disclose provide specify "
    "talk speak explain respond detail quote believe see think know".split()
)
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"))
_ALSO_WORDS = frozenset(("attack", "assault", "target", "savage", "beat", "punch", "hammer", "crush", "slaughter"))
_SPEAKING = frozenset(
    "judge bishop archbishop cardinal senator lawmaker legislator lawyer critic opposition mp campaigner union party "
    "columnist economist professor coroner ombudsman charity auditor".split()
)
_ONE = frozenset("he she i you we him her me us".split())
_STAGES = frozenset(
    "speech debate interview ad tweet statement election primary poll race campaign interview rally".split()
)
_MISHAPS = frozenset(
    "crash collapse capsize overturn sink derail collide plunge veer hit skid catch flip roll strike sweep".split()
)
_TITLES = frozenset(("ORG", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT", "FAC", "PERSON", "GPE", "LOC"))


def is_talk(scene: Scene, i: int, row: Trigger) -> bool:
    """ "declined to comment", "asked not to be named": manners of a source, no events."""
    if row.type not in ("REJECT", "REQUEST") or "clause" in row.roles:
        return False
    low = scene.parse.kid(i, "xcomp", "ccomp")
    if low is None or scene.parse.kid(low, "mark") is not None:
        return False  # "demanded that the ministry provide proof": asked of another
    return scene.parse.lemma[low] in _TALK and not _is_business(scene, low)


_ASKED = frozenset("request demand call appeal offer summons letter ultimatum proposal query".split())
_TOLD = frozenset(
    "detail information comment name figure number interview reason explanation statement timeline specifics answer "
    "estimate update date".split()
)


def _is_business(scene: Scene, low: int) -> bool:
    """ "refused to speak to the envoy", "to give up arms", "to respond to the demand": more than a source's manner."""
    parse = scene.parse
    if parse.kid(low, "prt") is not None:
        return True
    obj = syntax.object_of(parse, low)
    if parse.lemma[low] in ("give", "provide"):
        return obj is not None and not any(lemma in _TOLD for lemma in scene.lemmas(obj))
    for word, o in syntax.preps(parse, low):
        if parse.lemma[low] in ("speak", "talk", "discuss") and word in ("to", "with"):
            return scene.holds("who", o) and not scene.holds("speechless", o)
        if parse.lemma[low] in ("respond", "answer") and word == "to" and parse.lemma[o] in _ASKED:
            return all(parse.lemma[p] not in ("comment", "interview") for _, p in syntax.preps(parse, o))
    return False


_PLAYED = frozenset(("ASSAULT", "RETREAT", "MOBILIZE", "THREATEN", "COERCE"))
_ENOUGH = 3  # different words of trade or sport that make a report one about them


def is_play(scene: Scene) -> bool:
    """Whether a report is about trade or sport and hardly anybody armed or harmed: its wars are figures."""
    classes, words = scene.lexicon.classes, dict.fromkeys(scene.parse.lemma)
    harm = sum(word in classes["arms_and_harm"] for word in words)
    play = max(sum(word in classes[name] for word in words) for name in ("trade", "sport"))
    return play >= _ENOUGH and play > 2 * harm


def in_play(scene: Scene, row: Trigger) -> bool:
    """Whether a trigger is one of the figures of a report about trade or sport."""
    return row.type in _PLAYED and scene.play


def in_sport(scene: Scene, i: int, row: Trigger) -> bool:
    """Attacks, strikes and battles of a sentence about a match are played."""
    if row.type != "ASSAULT" or row.count:
        return False
    first, end = scene.parse.sentences[scene.parse.sentence[i]]
    sport = scene.lexicon.classes["sport"]
    near = range(max(first, i - 40), min(end, i + 40))
    return sum(scene.parse.lemma[k] in sport for k in near) >= 1


def is_of_words(scene: Scene, i: int, row: Trigger) -> bool:
    """An attack with words, or on oneself: "the senator attacked his rival", "shot himself"."""
    if row.type != "ASSAULT":
        return False
    obj = syntax.object_of(scene.parse, i)
    if obj is None:
        return False
    if scene.parse.lower[obj] in _REFLEXIVES and row.mode != "suicide-attack":
        return True
    return row.lemma in _ALSO_WORDS and with_words(scene, i)


def with_words(scene: Scene, i: int) -> bool:
    """Whether one person attacks another, as politicians do, and nothing tells of a weapon."""
    parse = scene.parse
    obj = syntax.object_of(parse, i)
    if obj is None or parse.lower[obj] in _REFLEXIVES:
        return False
    who = syntax.subject(parse, i)
    if who is not None and scene.holds("words", who):
        return True
    if who is not None and _over_it(scene, i, who, obj):
        return True
    if any(word in ("with", "by", "in", "at") and not _is_time_or_who(scene, o) for word, o in syntax.preps(parse, i)):
        return False
    civil = who is not None and (_is_person(scene, who) or scene.holds("leader", who))
    return civil and (_is_public(scene, obj) or scene.labels.get(obj) in ("PERSON", "NORP", "ORG"))


_OPPOSED = frozenset(("rival", "opponent", "critic", "predecessor", "successor", "colleague", "challenger"))


def _is_public(scene: Scene, i: int) -> bool:
    """Whether it is somebody whom a politician attacks with words."""
    return _is_person(scene, i) or scene.holds("leader", i) or scene.parse.lemma[i] in _OPPOSED


def _over_it(scene: Scene, i: int, who: int, obj: int) -> bool:
    """ "The opposition attacked the finance minister over the budget": what has a subject is a speech."""
    if scene.is_any(("@armed", "@arms"), who):
        return False
    about = [word for word, o in syntax.preps(scene.parse, i) if not _is_time_or_who(scene, o)]
    if "for" in about and scene.parse.lemma[who] in _SPEAKING:
        return True  # "the judge attacked the police for their delay"
    if "over" not in about:
        return False
    return scene.holds("leader", obj) or _is_person(scene, obj) or scene.labels.get(obj) == "ORG"


def _is_person(scene: Scene, i: int) -> bool:
    return scene.labels.get(i) == "PERSON" or scene.parse.lower[i] in _ONE


def _is_time_or_who(scene: Scene, i: int) -> bool:
    return scene.labels.get(i) in ("DATE", "TIME", "PERSON", "ORG", "EVENT") or scene.parse.lemma[i] in _STAGES


def noun_of_words(scene: Scene, candidate: Candidate) -> bool:
    """ "The senator's attacks on his rival": one person's on another, with nothing that wounds, are of words."""
    if candidate.row.lemma not in ("attack", "assault") or candidate.row.extra or candidate.type != "ASSAULT":
        return False
    return words_on(scene, candidate)


def words_on(scene: Scene, candidate: Candidate) -> bool:
    """Whether one person's attack is on another."""
    parse, i = scene.parse, candidate.token
    on = next((o for word, o in syntax.preps(parse, i) if word in ("on", "against")), None)
    if on is None or not _is_public(scene, on):
        return False
    who = parse.kid(i, "poss")
    if who is None and candidate.carrier is not None:
        who = syntax.subject(parse, candidate.carrier)
    return who is not None and (_is_person(scene, who) or scene.holds("leader", who))


def in_phrase(scene: Scene, i: int) -> bool:
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


def by_nature(scene: Scene, i: int) -> bool:
    """ "The storm destroyed 200 homes", "heart attacks killed two": what does it is no one."""
    who = syntax.subject(scene.parse, i)
    if who is None or _is_bomb(scene, who):
        return False
    return scene.holds("disaster", who) or in_phrase(scene, who)


def by_disaster(scene: Scene, i: int) -> bool:
    """Whether nature or mishap did it: "killed in a flood", "the earthquake injured"."""
    parse = scene.parse
    if by_nature(scene, i):
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


def in_title(scene: Scene, i: int) -> bool:
    """Whether a capitalised noun is part of a name: the Anti-Terrorism Act, the Peace Conference Hall."""
    parse = scene.parse
    return parse.pos[i] == "PROPN" and scene.labels.get(i) in _TITLES
