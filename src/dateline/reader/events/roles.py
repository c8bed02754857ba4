"""Roles: who acts and who is acted upon, where, and with what, from a candidate's place in the parse."""

from __future__ import annotations

from dateline.reader.events import blame, nominal, syntax, weapons
from dateline.reader.events.clauses import clause_subject
from dateline.reader.events.parts import Cast
from dateline.reader.events.scene import Candidate, Scene
from dateline.reader.events.spans import is_agent, participants
from dateline.records import Participant

__all__ = ["Cast", "cast_of", "noun_roles", "people"]

_VERB_ROLES = {"subj": "a", "obj": "r", "dative": "r"}
_NOUN_ROLES = {"poss": "a", "comp": "a", "by": "a", "against": "r", "of": "-"}
_FORCE_ROLES = {"on": "r", "upon": "r", "at": "r"}
_COURTS = frozenset(("court", "tribunal", "jury", "judge"))
_OF_WORDS = frozenset(("ACCUSE", "SUPPORT", "REJECT", "REQUEST"))  # what is done to what one says is done to one
_FORCE = frozenset(("ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"))
_AT = frozenset("at on upon against into toward towards".split())
_TAKING = frozenset("take retake seize capture recapture wrest reclaim conquer".split())
_DONE_TO = frozenset(
    "assassination murder abduction kidnap torture execution massacre slaughter destruction rape sabotage bombardment "
    "hijack demolition homicide lynch genocide".split()
)


def cast_of(scene: Scene, candidate: Candidate) -> Cast:
    """Everyone that the words give a part in the candidate's event."""
    cast = Cast()
    if candidate.noun:
        _of_noun(scene, candidate, candidate.token, cast)
        _of_carrier(scene, candidate, cast)
    else:
        _of_verb(scene, candidate, cast)
    if candidate.borrowed is not None:
        _of_borrowed(scene, candidate, cast)
    for part in candidate.parts:
        _of_part(scene, candidate, part, cast)
    if not cast.actors and candidate.noun:
        cast.put("a", weapons.user(scene, candidate.token))
    _named(scene, candidate, cast)
    for i in weapons.find(scene, candidate, cast.actors):
        cast.put("i", i)
    if not cast.actors:
        for i in cast.instruments[:3]:
            cast.put("a", weapons.launcher(scene, i))
    courts = _COURTS if candidate.type == "ASSAULT" else frozenset()  # "convicted of the killing by a court"
    cast.actors = [i for i in cast.actors if i not in cast.recipients and scene.parse.lemma[i] not in courts]
    return cast


def _of_verb(scene: Scene, candidate: Candidate, cast: Cast) -> None:
    parse, v = scene.parse, candidate.token
    roles = _VERB_ROLES | candidate.row.roles
    who = syntax.subject(parse, v)
    _subject(scene, roles["subj"], who, cast)
    obj = syntax.object_of(parse, v)
    into = roles["obj"]
    if obj is not None and into == "r" and candidate.type in _FORCE and weapons.launched(scene, v, obj):
        into = "i"
    if obj is not None and parse.lower[obj] in candidate.row.extra.split():
        into = "-"  # "set fire"
    if obj != who:
        cast.put(into, _through(scene, obj, candidate.type))
    if "clause" in roles:  # "said that the ministry must pay", "accused": whom the clause is about
        cast.put(roles["clause"], clause_subject(scene, v))
    given = parse.kid(v, "dative")
    if given is not None and parse.pos[given] in ("NOUN", "PROPN", "PRON"):
        cast.put(roles["dative"] if candidate.row.roles else "r", given)
    extra = candidate.row.extra
    around = _all_preps(scene, v, obj, into)
    for word, o in around:
        if parse.tag[o] == "CD" or scene.labels.get(o) in ("DATE", "TIME"):
            continue
        role: str | None = roles.get(word)
        if role is None and word == extra and obj is None and candidate.row.roles.get("obj", "r") != "-":
            role = "r"
        if role is not None:
            cast.put(role, o)
    if candidate.type == "ASSAULT" and into != "r":
        for k in parse.kids_of(v, "advcl", "xcomp"):  # "fired tear gas to disperse students"
            if parse.lemma[k] in ("disperse", "scatter", "repel"):
                cast.put("r", parse.kid(k, "dobj"))
    if candidate.type == "ASSAULT" and parse.lemma[v] in _TAKING:
        cast.put("r", next((o for word, o in around if word == "from" and is_agent(scene, o)), None))
    if candidate.type == "ASSAULT" and into != "r" and not cast.recipients:
        for word, o in around:  # "threw grenades at X", "set fire to X"
            at = word in _AT or (word == "to" and obj is not None and parse.lemma[obj] == "fire")
            if at and o not in scene.toponyms and scene.labels.get(o) not in ("DATE", "TIME"):
                cast.put("r", o)


def _all_preps(scene: Scene, v: int, obj: int | None, into: str) -> list[tuple[str, int]]:
    """The verb's prepositional phrases and, where its object is no participant, those hung on the object."""
    found = syntax.preps(scene.parse, v)
    if obj is not None and into in ("-", "i"):
        found = found + syntax.preps(scene.parse, obj)
    return found


def _is_weapon(scene: Scene, i: int) -> bool:
    if scene.parse.lemma[i] in ("bomber", "car", "truck", "vehicle", "charge"):
        return False
    return scene.is_any(("@bomb", "@missile", "mine", "bullet", "knife"), i)


def _subject(scene: Scene, role: str, who: int | None, cast: Cast) -> None:
    if who is None:
        return
    if role == "a" and who not in scene.cast and (_is_weapon(scene, who) or weapons.kind(scene, who) == "arm"):
        role = "i"
    if (
        role == "a"
        and scene.holds("aircraft", who)
        and who not in scene.cast
        and (owners := nominal.modifiers(scene, who))
    ):
        cast.put("a", owners[0])  # "Malian drones struck": the drones are what Mali struck with
        role = "i"
    if role == "a" and (told := scene.told_at(who)) is not None and told.noun:
        return  # "the strike killed": its actors are those of the strike
    cast.put(role, who)


def _through(scene: Scene, obj: int | None, type_: str) -> int | None:
    """The object, or for an act ("condemned Israel's attack on X") whoever did it."""
    if obj is None:
        return None
    parse = scene.parse
    told = scene.told_at(obj)
    owner = parse.kid(obj, "poss")
    if told is not None and told.noun:
        if owner is not None:
            return owner
        by = next((o for word, o in syntax.preps(parse, obj) if word == "by"), None)
        return by if by is not None else next(iter(nominal.modifiers(scene, obj)), None)
    if owner is not None and owner in scene.cast and type_ in _OF_WORDS and not scene.holds("people", obj):
        return owner  # "condemned the minister's remarks"
    return obj


def _of_noun(scene: Scene, candidate: Candidate, i: int, cast: Cast) -> None:
    parse = scene.parse
    roles = noun_roles(candidate)
    for k in parse.kids_of(i, "poss"):
        if scene.labels.get(k) not in ("DATE", "TIME"):
            cast.put(roles["poss"], k)
    for k in nominal.modifiers(scene, i):
        if nominal.is_spot(scene, k, i):
            cast.put("p", k)
        else:
            person = roles["comp"] == "r" and scene.labels.get(k) == "PERSON"
            cast.put("r" if person else "a" if roles["comp"] != "-" else "-", k)
    for word, o in syntax.preps(parse, i):
        role = roles.get(word)
        if word == "at" and role == "r" and not (scene.holds("people", o) and o not in scene.toponyms):
            role = None  # "the killings at a mill": where
        if word == "of" and role == "-" and candidate.type == "ASSAULT":
            role = _of_object(scene, i, o)
        if role is not None:
            cast.put(role, o)
        if word in ("on", "against", "upon") and role == "r":
            for inner, p in syntax.preps(parse, o):  # "an attack on a patrol by rebels", hung on the patrol
                if inner == "by" and roles.get("by") == "a":
                    cast.put("a", p)
        if word == "by":
            for inner, p in syntax.preps(parse, o):  # "the attack by rebels on the dam", hung on the rebels
                if inner in ("on", "against", "upon") and roles.get(inner) == "r":
                    cast.put("r", p)


def _of_object(scene: Scene, noun: int, o: int) -> str:
    """What an act of force is of: the bombing of a bridge, the explosion of a bomb, the violence of a night."""
    if weapons.is_weapon(scene, o):
        return "i"
    done_to = scene.parse.lower[noun].endswith(("ing", "ings")) or scene.parse.lemma[noun] in _DONE_TO
    if not done_to or o in scene.toponyms or scene.labels.get(o) in ("DATE", "TIME", "CARDINAL"):
        return "-"
    return "r"


def noun_roles(candidate: Candidate) -> dict[str, str]:
    """What stands in each slot of a noun: its row's own word first, then that of acts of force, then of any act."""
    force = _FORCE_ROLES if candidate.type in _FORCE else {}
    return {**_NOUN_ROLES, **force, **candidate.row.roles}


def _of_carrier(scene: Scene, candidate: Candidate, cast: Cast) -> None:
    parse, v = scene.parse, candidate.carrier
    if v is None or blame.puts_it_on(scene, v):
        return  # "blamed the attack on them": blame.py tells who is who
    role = nominal.support_subject(scene, candidate)
    if role != "-" and not (role == "a" and cast.actors and candidate.carried == "plan"):
        who = syntax.subject(parse, v)
        if who is not None and who != candidate.token:
            _subject(scene, role, who, cast)
        if syntax.is_passive(parse, v) and (by := syntax.agent(parse, v)) is not None:
            cast.put(role, by)
    if candidate.carried in ("hold", "exists"):
        return
    roles = noun_roles(candidate)
    for word, o in syntax.preps(parse, v):
        if parse.tag[o] == "CD" or o == candidate.token or word in ("by", "of", "in"):
            continue
        given = roles.get(word)
        if given is not None:
            if candidate.carried == "occurs" and word in ("on", "at", "of", "to"):
                continue
            if word in ("on", "at") and (
                scene.labels.get(o) in ("DATE", "TIME") or (o in scene.toponyms and word == "at")
            ):
                continue
            cast.put(given, o)
    given_to = parse.kid(v, "dative")
    if given_to is not None and parse.pos[given_to] in ("NOUN", "PROPN", "PRON"):
        cast.put("r", given_to)
    if candidate.carried == "occurs" and parse.lemma[v] in (
        "target",
        "hit",
        "strike",
        "kill",
        "destroy",
        "wound",
        "injure",
    ):
        cast.put("r", syntax.object_of(parse, v))
    if candidate.carried == "occurs" and parse.lemma[v] == "leave" and candidate.type == "ASSAULT":
        left = syntax.object_of(parse, v)  # "left two shepherds dead"
        if left is not None and parse.pos[left] in ("NOUN", "PROPN"):
            cast.put("r", left)


def _of_borrowed(scene: Scene, candidate: Candidate, cast: Cast) -> None:
    noun = candidate.borrowed
    assert noun is not None
    for word, o in syntax.preps(scene.parse, noun):
        if word in ("against", "on"):
            cast.put("r", o)
    if candidate.noun:
        return
    if not cast.actors:
        cast.put("a", syntax.subject(scene.parse, candidate.token))


def _of_part(scene: Scene, candidate: Candidate, part: int, cast: Cast) -> None:
    """What a merged trigger adds: the victims of "killing", the preys of "clashes"."""
    parse = scene.parse
    if part == candidate.borrowed:
        return
    if parse.pos[part] == "VERB":
        if part == candidate.carrier:
            return
        if candidate.type == "ASSAULT" or not cast.recipients:
            obj = syntax.object_of(parse, part)
            if obj is not None and scene.told_at(obj) is None:
                cast.put("r", obj)
        if not cast.actors and syntax.is_passive(parse, part):
            cast.put("a", syntax.agent(parse, part))
    elif parse.pos[part] == "NOUN" and candidate.row.roles.get("obj") == "-":
        for word, o in syntax.preps(parse, part):
            if word in ("against", "on") or (
                word == "with" and candidate.type in ("CONSULT", "SUPPORT", "AGREE", "COOPERATE")
            ):
                cast.put("r" if word != "with" else "a", o)


def _named(scene: Scene, candidate: Candidate, cast: Cast) -> None:
    """Those whom words over the happening suspect, accuse or let claim it; who accuses them did not do it."""
    parse = scene.parse
    for one in blame.named(scene, candidate):
        bare = one.head is not None and parse.left[one.head] == one.head
        if one.head is not None and bare and parse.lower[one.head] in scene.lexicon.nouns:
            continue  # "arson is suspected in the burning of a mill"
        if one.accuser is not None and one.accuser != one.head:
            cast.actors = [i for i in cast.actors if i != one.accuser]
        if one.head is None:
            for i in cast.actors:
                cast.stand(i, one.footing)
        elif one.footing.basis is None:
            cast.actors = [i for i in cast.actors if i != one.head]
        elif one.head not in cast.recipients or one.accuser is not None:
            cast.recipients = [i for i in cast.recipients if i != one.head]
            cast.put("a", one.head)
            cast.stand(one.head, one.footing)


def people(scene: Scene, candidate: Candidate, cast: Cast) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients as records."""
    actors = participants(scene, cast.actors, cast.footings)
    taken = {p.span for p in actors}
    if candidate.type == "PROTEST":  # "against the tax": what it is about, not to whom
        cast.recipients = [i for i in cast.recipients if is_agent(scene, i)]
    doers = {p.actor for p in actors if p.actor is not None}
    itself = {scene.parse.span(i, i) for i in cast.recipients if scene.parse.tag[i] == "PRP"}
    recipients = tuple(
        p
        for p in participants(scene, cast.recipients)
        if p.span not in taken and not (p.span in itself and p.actor in doers)  # "demanded that it withdraw": another
    )
    return actors, recipients
