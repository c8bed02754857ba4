"""Event nouns: the verb that carries them, who takes part, and whether they tell of a happening at all."""

from __future__ import annotations

from dateline.reader.events import syntax
from dateline.reader.events.lexicon import Trigger
from dateline.reader.events.scene import Candidate, Scene

CONTAINERS = frozenset(
    "series wave spate string number most some dozen hundred round kind one two many several another lot rash "
    "sort type form couple part half all each any increase surge spike rise escalation act".split()
)
OCCUR = frozenset(
    "occur happen begin start erupt continue resume follow come unfold intensify last rage escalate break take "
    "commence ensue proceed persist end stop cease fail collapse hold target hit kill claim leave destroy wound injure "
    "damage strike cause displace force spark trigger prompt".split()
)
_ACTOR_LABELS = frozenset(("ORG", "NORP", "GPE", "PERSON"))


def fits_noun(scene: Scene, i: int, row: Trigger) -> bool:
    """Whether a noun row's modifier stands before token `i`."""
    if row.object and not _of_object(scene, i, row):
        return False
    if not row.extra:
        return True
    parse = scene.parse
    words = row.extra.split()
    at = i - 1
    for word in reversed(words):
        while at >= parse.left[i] and parse.lower[at] == "-":
            at -= 1
        if at < 0 or (parse.lemma[at] != word and parse.lower[at] != word):
            return _of_phrase(scene, i, words)
        at -= 1
    return True


def _of_object(scene: Scene, i: int, row: Trigger) -> bool:
    """Whether what the noun is of fits the row: the release of prisoners, not of a report."""
    parse = scene.parse
    found = [o for word, o in syntax.preps(parse, i) if word == "of"]
    found += [k for k in parse.kids[i] if parse.dep[k] in ("poss", "compound")]
    return any(scene.is_any(row.object, o) for o in found)


def _of_phrase(scene: Scene, i: int, words: list[str]) -> bool:
    """ "cessation of hostilities": the row's head word comes last, here as the object of "of"."""
    parse = scene.parse
    return (
        len(words) == 2
        and words[1] == "of"
        and parse.dep[i] == "pobj"
        and parse.lower[parse.head[i]] == "of"
        and parse.lemma[parse.head[parse.head[i]]] == words[0]
    )


def carry(scene: Scene, candidate: Candidate) -> None:
    """Find the verb that carries the noun and set `carrier` and `carried`."""
    parse, support = scene.parse, scene.lexicon.support
    i = syntax.climb_of(parse, candidate.token, CONTAINERS)
    for _ in range(4):  # "attacks and clashes": a conjunct stands where the first does
        if parse.dep[i] != "conj" or parse.pos[parse.head[i]] not in ("NOUN", "PROPN"):
            break
        i = parse.head[i]
    dep, head = parse.dep[i], parse.head[i]
    for k in parse.kids[candidate.token]:
        if parse.dep[k] in ("relcl", "acl") and parse.pos[k] == "VERB":
            found = support.get(_term(scene, k))
            if (
                found
                and found.kind != "hold"
                and (syntax.is_passive(parse, k) or syntax.object_of(parse, k) == candidate.token)
            ):
                candidate.carrier, candidate.carried = k, found.kind
                return
    if dep in ("dobj", "nsubjpass") and parse.pos[head] == "VERB":
        _carried_by(scene, candidate, head, _term(scene, head))
    elif dep == "pobj" and parse.pos[parse.head[head]] in ("VERB", "ADJ", "NOUN"):
        verb = parse.head[head]
        term = f"{_term(scene, verb)} {parse.lower[head]}"
        found = support.get(term)
        if found is not None:
            candidate.carrier, candidate.carried = verb, found.kind
    elif dep == "nsubj" and parse.pos[head] in ("VERB", "AUX"):
        if parse.lemma[head] in OCCUR:
            candidate.carrier, candidate.carried = head, "occurs"
    elif dep == "attr" and parse.kid(head, "expl") is not None:
        candidate.carrier, candidate.carried = head, "exists"
    elif dep in ("xcomp", "acl") and parse.pos[head] == "VERB":
        pass


def _carried_by(scene: Scene, candidate: Candidate, verb: int, term: str) -> None:
    found = scene.lexicon.support.get(term)
    if found is not None:
        candidate.carrier, candidate.carried = verb, found.kind


def _term(scene: Scene, v: int) -> str:
    parse = scene.parse
    part = syntax.particle(parse, v)
    return f"{parse.lemma[v]} {part}" if part else parse.lemma[v]


def support_subject(scene: Scene, candidate: Candidate) -> str:
    """What the carrier's subject is in the event: a, r or -."""
    if candidate.carrier is None or candidate.carried in ("occurs", "exists", "hold"):
        return "-"
    parse = scene.parse
    term = _term(scene, candidate.carrier)
    support = scene.lexicon.support
    if term in support:
        return support[term].subject
    for word, _ in syntax.preps(parse, candidate.carrier):
        if f"{term} {word}" in support:
            return support[f"{term} {word}"].subject
    return "-"


def modifiers(scene: Scene, i: int) -> list[int]:
    """Names before an event noun that may be who acts: "the US participation", "Israeli air strikes"."""
    parse = scene.parse
    out = []
    for k in parse.kids[i]:
        if k > i or parse.dep[k] not in ("compound", "amod", "nmod"):
            continue
        named = k in scene.cast or scene.labels.get(k) in _ACTOR_LABELS or acts(scene, k)
        group = parse.dep[k] != "amod" and parse.lower[k] not in _KINDS and scene.is_any(("@armed", "@leader"), k)
        if named or group:
            out.append(k)
    return out


_KINDS = frozenset(("suicide", "group", "front", "military", "individual", "subject", "security", "general", "head"))


def acts(scene: Scene, k: int) -> bool:
    """Whether a name stands for a state or a people."""
    toponym = scene.toponyms.get(k)
    return toponym is not None and (toponym.acts or toponym.kind in ("demonym", "country"))


_SUFFERED = frozenset(
    "bombing blast explosion attack killing shooting massacre kidnapping riot protest violence unrest clash murder "
    "abduction assassination gunfight shootout stabbing".split()
)


def is_spot(scene: Scene, k: int, noun: int) -> bool:
    """Whether a name before an event noun is where it was ("the Herat attack", "Kenya blast"), not whose."""
    toponym = scene.toponyms.get(k)
    if toponym is None or toponym.acts or toponym.kind == "demonym":
        return False
    return toponym.kind != "country" or (scene.parse.lemma[noun] in _SUFFERED and scene.parse.dep[k] != "amod")


def has_argument(scene: Scene, candidate: Candidate) -> bool:
    """Whether the words name somebody who takes part."""
    parse, i = scene.parse, candidate.token
    if candidate.carried in ("light", "aspect", "plan"):
        return True
    if parse.kid(i, "poss") is not None or modifiers(scene, i):
        return True
    roles = candidate.row.roles
    for word, o in syntax.preps(parse, i):
        if word in ("by", "against") or roles.get(word, "-") in ("a", "r"):
            return scene.parse.pos[o] in ("NOUN", "PROPN", "PRON")
    return False
