"""Modes: how a thing is done; for what is asked, refused or threatened, what that is."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.events import syntax
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.roles import Cast
from dateline.reader.events.scene import Candidate, Scene

_AIRCRAFT = frozenset(("warplane", "jet", "helicopter", "aircraft", "plane", "gunship", "drone"))
_BY_WEAPON = (
    ("explosives", ("bomb", "explosive", "grenade", "mine", "landmine", "ied", "dynamite", "device", "tnt")),
    ("heavy-weapons", ("rocket", "missile", "mortar", "artillery", "tank", "shell", "howitzer")),
    ("firearms", ("gun", "rifle", "pistol", "gunfire", "bullet", "machinegun", "shotgun", "ak-47", "kalashnikov")),
    ("primitive", ("knife", "machete", "axe", "stone", "rock", "sword", "acid", "petrol", "fire")),
    ("drone", ("drone",)),
    ("aerial", ("jet", "warplane", "helicopter", "aircraft", "plane", "gunship")),
)
_ASKED = {  # the type of what is asked or refused -> the mode
    "CONSULT": "meet",
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
    "COERCE": "change",
    "SANCTION": "change",
    "ACCUSE": "change",
}
_THREATENED = {"ASSAULT": "violence", "MOBILIZE": "violence", "PROTEST": "restrict", "REJECT": "relations"}
_COERCED = {"arrest": "arrest", "deport": "expel", "ban": "ban"}
_TAKING = frozenset("seize capture take occupy annex retake recapture conquer overrun".split())
_BELOW = frozenset(
    "xcomp ccomp dobj pobj pcomp prep acl dative oprd attr agent appos conj compound prt advcl relcl".split()
)
_MANY = frozenset(("summit", "assembly", "forum", "congress"))
_FROM_AFAR = frozenset("telephone phone video virtual online videoconference teleconference".split())
_HOSTING = frozenset("host mediate broker facilitate sponsor convene arrange organise organize chair".split())
DEEPEST = 5  # steps below a trigger
MOST = 40  # words below a trigger that are looked at


def mode_of(scene: Scene, candidate: Candidate, cast: Cast) -> str | None:
    """PLOVER's mode, or None where the words name none."""
    own = candidate.row.mode
    if candidate.type == "ASSAULT":
        return _of_weapon(scene, candidate, cast)
    if candidate.type == "THREATEN":
        return _content(scene, candidate, threat=True) or own
    if candidate.type == "REQUEST":
        return own if own == "meet" else _content(scene, candidate, threat=False) or own
    if candidate.type == "REJECT":
        return own or _content(scene, candidate, threat=False)
    if candidate.type == "CONSULT":
        return own or _of_meeting(scene, candidate)
    return own


def _of_weapon(scene: Scene, candidate: Candidate, cast: Cast) -> str | None:
    """The row's mode; where it names none, that of the weapon."""
    own = candidate.row.mode
    if own in (None, "explosives"):
        for i in (*cast.actors, *cast.instruments):
            if scene.parse.lemma[i] in _AIRCRAFT:
                return "drone" if scene.parse.lemma[i] == "drone" else "aerial"
    if own == "heavy-weapons" and any(scene.parse.lemma[i] in _BY_WEAPON[0][1] for i in cast.instruments):
        return "explosives"  # "a bomb killed seven"
    if own:
        return own
    for i in cast.instruments:
        lemma = scene.parse.lemma[i]
        for mode, words in _BY_WEAPON:
            if lemma in words:
                return mode
    return None


def _of_meeting(scene: Scene, candidate: Candidate) -> str | None:
    """ "By telephone", "hosted talks between", "a summit"."""
    parse = scene.parse
    around = (candidate.token, *candidate.parts, *((candidate.carrier,) if candidate.carrier is not None else ()))
    for i in around:
        if any(parse.lower[k] in _FROM_AFAR for k in parse.kids[i]):
            return "phone"
        if any(
            word in ("by", "via", "over", "on") and parse.lemma[o] in _FROM_AFAR for word, o in syntax.preps(parse, i)
        ):
            return "phone"
    if any(parse.lemma[i] in _HOSTING for i in around) and any(
        word == "between" for i in around for word, _ in syntax.preps(parse, i)
    ):
        return "third-party"
    return "multilateral" if any(parse.lemma[i] in _MANY for i in around) else None


def _content(scene: Scene, candidate: Candidate, *, threat: bool) -> str | None:
    """The mode that the nearest telling word below the trigger gives."""
    for i, negated in _below(scene, candidate):
        told = scene.first_told.get(i)
        mode = _threatened(scene, i, told) if threat else _asked(scene, i, told, negated=negated)
        if mode:
            return mode
    return None


def _asked(scene: Scene, i: int, told: Trigger | None, *, negated: bool) -> str | None:
    if negated and told is not None and told.type in ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"):
        return "yield"  # "urged them not to march"
    word = next((m for lemma in scene.lemmas(i) if (m := scene.lexicon.asked.get(lemma))), None)
    if word and (told is None or told.type not in ("RETREAT", "CONCEDE", "CONSULT", "AID")):
        return word
    if told is None:
        return None
    return "change" if told.mode == "resign" else _ASKED.get(told.type)


def _threatened(scene: Scene, i: int, told: Trigger | None) -> str | None:
    if told is not None:
        if told.type == "ASSAULT" and told.mode is None and scene.parse.lemma[i] in _TAKING:
            return "territory"
        if told.type == "COERCE":
            return _COERCED.get(told.mode or "", "restrict")
        if told.type == "SANCTION":
            return "expel" if told.mode == "expel" else "relations"
        if told.type in _THREATENED:
            return _THREATENED[told.type]
    return next((m for lemma in scene.lemmas(i) if (m := scene.lexicon.threatened.get(lemma))), None)


def _below(scene: Scene, candidate: Candidate) -> Iterator[tuple[int, bool]]:
    """The words under a trigger, the nearest first, and whether the clause of each is negated."""
    parse = scene.parse
    level = [(candidate.token, False)]
    seen = 0
    for _ in range(DEEPEST):
        below: list[tuple[int, bool]] = []
        for i, negated in level:
            for k in parse.kids[i]:
                if parse.dep[k] in _BELOW or (parse.dep[k] == "nsubjpass" and i == candidate.token):
                    below.append((k, negated or any(parse.dep[n] == "neg" for n in parse.kids[k])))
        for pair in below:
            seen += 1
            if seen > MOST:
                return
            yield pair
        level = below
