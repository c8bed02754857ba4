"""Figures of speech: words of force for what force cannot do, in trade, sport, politics and on the stage."""

from __future__ import annotations

import re

from dateline.reader.events import syntax
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.scene import Scene

_CLAMPED = frozenset(("crackdown", "clampdown", "clamp", "raid", "siege", "crack", "besiege"))  # on evasion, on litter
_WINDOW = 40  # tokens on either side that a sentence is looked at
# What is fought, attacked, killed or besieged in words and figures only.
_ABSTRACT = frozenset(
    "budget wage price rate cost inflation deficit debt spending austerity monopoly evasion avoidance waste "
    "bureaucracy tape litter obesity smoking fat sugar alcohol plastic pollution emission climate warming carbon "
    "malaria polio cholera measles tuberculosis influenza flu dengue ebola hiv aids covid epidemic pandemic mosquito "
    "pest rat locust weed stigma inequality "
    "cancer disease diabetes depression illness addiction illiteracy ignorance prejudice racism sexism poverty "
    "hunger unemployment loneliness boredom reputation record character credibility integrity image dignity "
    "taste style wardrobe hair sense idea notion argument theory assumption myth culture tradition value "
    "marriage faith reason science truth fact logic orthodoxy consensus policy reform bill legislation "
    "regulation rule plan proposal scheme merger deal takeover title championship lead hope dream chance "
    "prospect appetite mood spirit momentum enthusiasm interest curiosity conversation romance creativity growth "
    "recovery demand sale job career ambition freedom liberty privacy right rights democracy independence "
    "article editorial report book novel play film performance speech remark comment statement decision ruling "
    "verdict judgment handling failure approach stance response appointment nomination candidacy "
    "blossom bacterium bacteria virus germ tumour tumor joke nerve makeup fashion speculation rumour rumor story "
    "narrative spam junk fraud corruption cheating doping hype".split()
)
_MESSAGES = frozenset(
    "question call letter email e-mail request complaint message text query advert ad advertising offer "
    "invitation information data figure statistic image propaganda leaflet criticism abuse insult praise "
    "compliment demand petition tweet post advice suggestion proposal phone-call applause kiss flower love "
    "attention".split()
)
_WORDY = frozenset(
    "critic columnist commentator tabloid editorial editorialist reviewer watchdog ombudsman auditor pundit essayist "
    "satirist comedian lobbyist newspaper magazine think-tank thinktank pollster economist".split()
)
_MARKET = frozenset(
    "share stock bond seller lender bidder retailer supermarket brand merger takeover shareholder investor "
    "profit revenue dividend startup start-up earnings turnover bakery airline carrier broker consumer "
    "subscriber".split()
)
_FIRMS = frozenset(
    "airline supermarket retailer grocer chain bank lender insurer brand carmaker automaker brewer publisher "
    "broadcaster streamer startup start-up bookseller chipmaker drugmaker telecom network-operator".split()
)
_WAR_OF = frozenset("price trade bidding ratings tariff streaming browser patent currency culture".split())
_CURRENCIES = frozenset(
    "rupee peso dollar euro pound yen lira rouble ruble franc naira shilling rand krona currency".split()
)
_WORKS = frozenset(
    "film movie novel play opera musical drama thriller comedy poem song ballad painting mural game "
    "videogame miniseries sitcom".split()
)
_GAMES = frozenset(
    "derby whistle side rover ball net goal keeper goalkeeper striker winger forward midfielder defender "
    "penalty corner scrum try wicket innings batsman bowler set tiebreak serve racket racquet volley match "
    "game fixture cup league champion championship title medal tournament final semi-final coach referee "
    "umpire manager crossbar post lap podium hitter inning touchdown quarterback playoff knockout ringside "
    "boxer opponent chess poker".split()
)
_SCORE = re.compile(r"(?<![\d$-])\d{1,3}[-–]\d{1,3}(?=[.,;!?)]|$| (?:in|on|at|by|against|after)\b)")
_WEAPON_WORDS = frozenset(
    ("shot", "round", "bullet", "rocket", "shell", "missile", "mortar", "gas", "cannon", "weapon")
)
_HIRED = frozenset(
    "chief manager coach director executive boss clerk worker employee staff head trainer editor adviser advisor aide "
    "secretary minister chairman officer captain player teacher nurse".split()
)
_ON = ("on", "against", "over")


def is_figure(scene: Scene, i: int, row: Trigger) -> bool:
    """Whether a word of force is a figure of speech where it stands: nobody and nothing is harmed by it."""
    if row.type != "ASSAULT" and row.lemma not in _CLAMPED:
        return False
    if row.count and _harmed(scene, i):
        return False
    if _armed(scene, i):
        return False
    if scene.parse.pos[i] == "VERB":
        return _verb(scene, i, row) or _in_game(scene, i, row) or _in_market(scene, i, row)
    return _noun(scene, i, row) or _in_game(scene, i, row) or _in_market(scene, i, row)


def _verb(scene: Scene, v: int, row: Trigger) -> bool:
    parse = scene.parse
    obj = syntax.object_of(parse, v)
    if obj is not None and parse.lemma[obj] in _ABSTRACT and not _names(scene, obj):
        return True
    if any(word == "with" and parse.lemma[o] in _MESSAGES for word, o in syntax.preps(parse, v)):
        return True  # "bombarded with questions"
    who = syntax.subject(parse, v)
    if row.type == "ASSAULT" and who is not None and parse.lemma[who] in _WORDY:
        return True
    if row.lemma == "fire" and obj is not None:
        return scene.parse.lemma[obj] in _HIRED and scene.parse.lemma[obj] not in _WEAPON_WORDS
    alone = row.lemma == "bomb" and obj is None and parse.kid(v, "dobj", "nsubjpass") is None
    return alone and who is not None and scene.holds("people", who) and parse.tag[who] in ("NN", "NNP")


def _noun(scene: Scene, i: int, row: Trigger) -> bool:
    parse = scene.parse
    about = parse.head[i]
    if parse.dep[i] == "pobj" and parse.lower[about] in ("about", "on") and parse.lemma[parse.head[about]] in _WORKS:
        return True  # "a film about the siege of a monastery"
    on = next((o for word, o in syntax.preps(parse, i) if word in _ON), None)
    if on is not None:
        if parse.lemma[on] in _ABSTRACT and not _names(scene, on):
            return True
        if row.lemma == "war" and not (_names(scene, on) or scene.is_any(("@armed", "@country", "@people"), on)):
            return True  # "war on red tape"
    if parse.dep[i] == "pobj" and parse.lower[about] == "under" and parse.pos[parse.head[about]] in ("VERB", "AUX"):
        what = syntax.subject(parse, parse.head[about])
        if what is not None and (parse.lemma[what] in _ABSTRACT or parse.lemma[what] in _CURRENCIES):
            return True  # "the rupee came under attack"
    carrier = parse.head[i] if parse.dep[i] in ("dobj", "nsubjpass") else None
    who = parse.kid(i, "poss")
    if who is None and carrier is not None:
        who = syntax.subject(parse, carrier)
    return who is not None and row.type == "ASSAULT" and parse.lemma[who] in _WORDY


def _in_game(scene: Scene, i: int, row: Trigger) -> bool:
    """In a sentence with a score, or with two words of the game."""
    if row.type == "COERCE":
        return False
    words = _around(scene, i)
    first, end = _near(scene, i)
    score = _SCORE.search(scene.parse.words_of(first, end - 1)) is not None
    return (score or len(words & _GAMES) >= 2) and not words & scene.lexicon.classes["arms_and_harm"]


def _in_market(scene: Scene, i: int, row: Trigger) -> bool:
    """In a sentence with two words of the market, or a firm's doing, or a shot in a price war."""
    words = _around(scene, i)
    if words & scene.lexicon.classes["arms_and_harm"]:
        return False
    return len(words & _MARKET) >= 2 or _by_firm(scene, i, row) or _in_word_war(scene, i)


def _by_firm(scene: Scene, i: int, row: Trigger) -> bool:
    """ "The airline launched an assault on its rival": firms fight with prices."""
    if row.type != "ASSAULT" or row.count:
        return False
    verb = scene.parse.head[i] if scene.parse.dep[i] == "dobj" else i
    who = syntax.subject(scene.parse, verb)
    return who is not None and any(lemma in _FIRMS for lemma in scene.lemmas(who))


def _in_word_war(scene: Scene, i: int) -> bool:
    """Whether the sentence speaks of a war that is none: "grocers open fire in price war"."""
    first, end = _near(scene, i)
    lower = scene.parse.lower
    return any(lower[k] in _WAR_OF and lower[k + 1] in ("war", "wars") for k in range(first, end - 1))


def _around(scene: Scene, i: int) -> set[str]:
    return {word for k in range(*_near(scene, i)) for word in (scene.parse.lemma[k], scene.parse.lower[k])}


def _near(scene: Scene, i: int) -> tuple[int, int]:
    first, end = scene.parse.sentences[scene.parse.sentence[i]]
    return max(first, i - _WINDOW), min(end, i + _WINDOW)


def _names(scene: Scene, i: int) -> bool:
    return i in scene.toponyms or scene.labels.get(i) in ("GPE", "NORP", "FAC", "PERSON")


def _armed(scene: Scene, i: int) -> bool:
    """Whether somebody armed, or a weapon, takes part."""
    parse = scene.parse
    parts = [o for _, o in syntax.preps(parse, i)]
    if parse.pos[i] == "VERB":
        parts += [k for k in (syntax.subject(parse, i), syntax.object_of(parse, i)) if k is not None]
    elif parse.dep[i] in ("dobj", "nsubjpass") and (who := syntax.subject(parse, parse.head[i])) is not None:
        parts.append(who)
    return any(scene.is_any(("@arms", "@bomb"), k) or parse.lemma[k] in _ARMED for k in parts)


_ARMED = frozenset(
    "soldier troop army military police policeman gunman rebel militant guerrilla insurgent militia "
    "terrorist mob".split()
)


def _harmed(scene: Scene, i: int) -> bool:
    """Whether a verb that counts its dead has persons for its object."""
    obj = syntax.object_of(scene.parse, i) if scene.parse.pos[i] == "VERB" else None
    return obj is not None and scene.holds("people", obj)
