"""Blame: who is only suspected, accused or claiming to have done it, from the words that stand over a happening."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.events import nominal, syntax
from dateline.reader.events.answerable import answerable, behind, hedged, work_of
from dateline.reader.events.footing import Footing, Named
from dateline.reader.events.lexicon import BlameCue
from dateline.reader.events.scene import Candidate, Scene
from dateline.records import Basis

CLIMB = 7  # steps from a happening up to the words that blame
_POS = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
_NOUNS = frozenset(("NOUN", "PROPN"))
# Nouns that only stand between: "in connection with", "for his role in", "of involvement in".
_BETWEEN = frozenset("connection relation role part participation involvement case complicity conspiracy hand".split())
_ANSWERABLE = frozenset("responsibility blame credit authorship paternity".split())
_CAUGHT = frozenset(("arrest", "detain", "hold", "seek", "want", "jail", "charge"))
_CRIMES = frozenset(
    "killing murder slaying shooting death bombing kidnapping abduction assassination stabbing massacre rape robbery "
    "arson hijacking lynching beheading".split()
)
_HOLD = frozenset(("hold", "find", "deem", "consider", "declare"))
_INTRANSITIVE = frozenset(("confess", "admit", "own", "plead"))


def named(scene: Scene, candidate: Candidate) -> list[Named]:
    """Who is named over the happening, the nearest words first."""
    parse = scene.parse
    out: list[Named] = []
    starts = [candidate.token, candidate.borrowed, *candidate.parts]
    starts += [candidate.carrier] if candidate.carried not in ("hold", "exists") else []
    for start in dict.fromkeys(i for i in starts if i is not None):
        out += _over(scene, start)
        if parse.pos[start] in _NOUNS:
            out += _told_of(scene, start)
        if parse.pos[start] in ("VERB", "AUX"):
            out += hedged(scene, start)
    return out


def _told_of(scene: Scene, noun: int) -> list[Named]:
    """ "An attack blamed on X", "claimed by X", "which X claimed"."""
    parse = scene.parse
    out = []
    for v in parse.kids_of(noun, "acl", "relcl"):
        for row in scene.lexicon.blame.get(parse.lemma[v], ()):
            if "obj" not in row.happening or syntax.object_of(parse, v) not in (noun, None):
                continue
            who = syntax.subject(parse, v)
            doer = who
            if row.doer != "subj":
                doer = next((o for word, o in syntax.preps(parse, v) if word == row.doer), None)
            if doer is not None:
                out.append(Named(doer, Footing(row.basis, v), None if doer == who else who))
                break
    return out


def puts_it_on(scene: Scene, v: int) -> bool:
    """Whether a verb puts what is its object on somebody: "blamed the attack on them"."""
    rows = scene.lexicon.blame.get(scene.parse.lemma[v], ())
    return any("obj" in row.happening and row.doer not in ("subj", "inner") for row in rows)


def _over(scene: Scene, start: int) -> list[Named]:
    """Climb from a happening through the phrases and clauses that it stands in."""
    parse = scene.parse
    out: list[Named] = []
    i = start
    for _ in range(CLIMB):
        i = syntax.climb_of(parse, i, nominal.CONTAINERS)
        dep, over = parse.dep[i], parse.head[i]
        if over == i:
            break
        if dep in ("pobj", "pcomp") or (dep == "prep" and parse.pos[i] == "VERB"):
            slot = parse.lower[over]
            over = _blaming(scene, parse.head[over], slot)
        elif dep in ("dobj", "nsubjpass", "obj"):
            slot = "obj"
        elif dep in ("xcomp", "ccomp", "acl", "oprd", "advcl", "parataxis"):
            slot = "clause"
        elif dep == "conj":
            i = over
            continue
        elif dep == "nsubj":
            out += work_of(scene, i, over)
            break
        elif dep == "relcl" and parse.pos[over] in _NOUNS and _carries(scene, i, over):
            i = over
            continue
        else:
            break
        found = list(_at(scene, over, slot, i))
        out += found
        if any(n.footing.basis is not Basis.STATED for n in found):
            break
        if parse.lemma[over] in _ANSWERABLE or (slot == "behind" and parse.pos[over] in ("AUX", "VERB")):
            out += answerable(scene, over) if parse.pos[over] in _NOUNS else behind(scene, over)
            if out and out[-1].footing.basis is not Basis.STATED:
                break
            i = over
        elif not found and not _passes(scene, i, over, slot):
            break
        else:
            i = over
        if parse.pos[i] in ("VERB", "AUX"):
            out += hedged(scene, i)
    return out


def _blaming(scene: Scene, over: int, slot: str) -> int:
    """The verb of "accused the rebels of shelling it", where the parser hung "of" on the rebels."""
    parse, below = scene.parse, over
    if parse.dep[over] == "pobj" and parse.lower[parse.head[over]] == "of":
        over = parse.head[parse.head[over]]  # "a group of deserters of looting"
    if parse.pos[over] in _NOUNS and parse.dep[over] in ("dobj", "nsubjpass"):
        verb = parse.head[over]
        if any(slot in row.happening and row.doer == "obj" for row in scene.lexicon.blame.get(parse.lemma[verb], ())):
            return verb
    return below


def _passes(scene: Scene, i: int, over: int, slot: str) -> bool:
    """Whether what is said of the word above may be said of the happening below it."""
    parse = scene.parse
    if parse.pos[over] in _NOUNS:
        return parse.lemma[over] in _BETWEEN
    if slot == "obj":
        return scene.parse.pos[i] in _NOUNS  # the verb that carries the noun, plants the bomb
    return slot == "clause" and parse.pos[over] in ("AUX", "VERB", "ADJ")


def _carries(scene: Scene, clause: int, noun: int) -> bool:
    """Whether a relative clause tells what a weapon or an attack did: "the bomb that killed four"."""
    parse = scene.parse
    told = scene.told_at(noun)
    return (
        (told is not None and told.noun)
        or scene.parse.lemma[noun] in scene.lexicon.weapons
        or any(parse.lemma[k] in scene.lexicon.weapons for k in parse.kids[noun])
    )


def _charged(scene: Scene, noun: int) -> int | None:
    """Whom accusations are of: "arrested on charges of it", "faces charges of it", "traded accusations over it"."""
    parse = scene.parse
    over = parse.head[noun]
    if parse.dep[noun] == "pobj" and parse.pos[parse.head[over]] == "VERB":
        return syntax.object_of(parse, parse.head[over])
    if parse.dep[noun] == "dobj" and parse.lemma[over] in ("face", "trade", "exchange", "swap"):
        return syntax.subject(parse, over)
    return None


def _theirs(scene: Scene, i: int) -> bool:
    """ "They", "his men", "its fighters"."""
    parse = scene.parse
    owner = parse.kid(i, "poss")
    return parse.pos[i] == "PRON" or (owner is not None and parse.tag[owner] == "PRP$")


def _at(scene: Scene, over: int, slot: str, below: int) -> Iterator[Named]:
    """What the word above says, where the lists have it with the happening in this place."""
    parse = scene.parse
    lemma = parse.lemma[over]
    for row in scene.lexicon.blame.get(lemma, ()):
        if slot not in row.happening or _POS.get(parse.pos[over]) != row.pos:
            continue
        if slot == "in" and lemma in _CAUGHT and parse.lemma[below] not in _CRIMES | _BETWEEN:
            continue  # "arrested in a raid"
        own = parse.kid(below, "nsubj") if slot == "clause" and parse.pos[below] in ("VERB", "AUX") else None
        if row.doer == "subj" and own is not None:
            if _theirs(scene, own):  # "admitted that his men had done it"
                yield Named(own, Footing(row.basis, over))
            return
        if row.doer == "inner" and slot == "clause" and own is None and parse.tag[below] == "VBD":
            return  # "gunmen believed to be rebels attacked it": not the attack is believed
        if row.pos == "a" and parse.lemma[parse.head[over]] in _HOLD:  # "hold the army responsible"
            verb = parse.head[over]
            yield from [Named(_of_adjective(scene, over), Footing(Basis.ACCUSED, over), syntax.subject(parse, verb))]
            return
        doer, accuser = _doer(scene, over, row)
        if row.doer != "inner" and doer is None:
            continue
        yield Named(doer, Footing(row.basis, over), accuser)
        for word, o in syntax.preps(parse, over):
            if row.basis is Basis.CLAIMED and word == "on" and parse.lemma[o] == "behalf":
                yield from [Named(p, Footing(row.basis, over)) for of, p in syntax.preps(parse, o) if of == "of"]
        return


def _doer(scene: Scene, over: int, row: BlameCue) -> tuple[int | None, int | None]:
    """Whom a governing word names, and who names him."""
    parse = scene.parse
    if row.doer == "self":
        return over, None
    if row.doer == "subj":
        if parse.pos[over] == "ADJ":
            return _of_adjective(scene, over), None
        who = syntax.subject(parse, over)
        if who is None and parse.dep[over] == "acl" and parse.lemma[over] in _INTRANSITIVE:
            return parse.head[over], None  # "a colonel confessed to it", taken for a participle
        return who, None
    who = syntax.subject(parse, over) if parse.pos[over] == "VERB" else None
    if row.doer == "inner":
        return (_charged(scene, over) if row.pos == "n" else None), None
    if row.doer == "obj":
        held = syntax.object_of(parse, over)
        if held is None and parse.dep[over] == "acl":
            held = parse.head[over]  # "two brothers wanted for it"
        if held is None and parse.dep[over] in ("nsubj", "nsubjpass"):
            held = parse.kid(over, "appos")  # "the 16-year-old accused of it, Jon Roe"
        if held is not None and syntax.is_mutual(parse, held):
            return who, None
        return held, who
    around = syntax.preps(parse, over)
    held = parse.kid(over, "dobj")
    if held is not None:  # "blamed the attack on them", hung on the attack
        around = around + syntax.preps(parse, held)
    return next((o for word, o in around if word == row.doer), None), who


def _of_adjective(scene: Scene, i: int) -> int | None:
    """The subject of "is responsible", the object of "hold X responsible", the noun of "those responsible"."""
    parse = scene.parse
    verb = parse.head[i]
    if parse.pos[verb] in _NOUNS or parse.pos[verb] == "PRON":
        return verb
    own = parse.kid(i, "nsubj")
    if own is not None:
        return own
    if parse.pos[verb] in ("AUX", "VERB"):
        if parse.dep[i] in ("oprd", "xcomp", "ccomp") and parse.lemma[verb] != "be":
            return syntax.object_of(parse, verb)
        return syntax.understood(parse, verb, 0)
    return None
