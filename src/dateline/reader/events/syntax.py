"""Who stands where in the parse: subjects, objects and agents, through control, relatives and coordination."""

from __future__ import annotations

from dateline.reader.parse import Parse

RELATIVES = frozenset(("who", "whom", "which", "that"))
PERSONS = frozenset(("who", "whom"))
CLIMB = 12  # steps at most: no sentence that is read with understanding nests deeper
TELLINGS = frozenset(
    "rumour rumor report claim fear news fact evidence belief warning allegation accusation charge threat sign "
    "word".split()
)
_FOUND = frozenset("report fear believe presume confirm find think know assume".split())  # "were feared killed"
_INTRANSITIVE = frozenset("protest demonstrate march rally clash die fight demand arrive go come".split())
_DONE_TO = frozenset(
    "kill attack abduct kidnap seize arrest detain injure wound shoot rob bomb ambush jail sentence free release "
    "rescue evacuate displace behead execute hang murder assassinate besiege destroy torch shell expel "
    "deport charge".split()
)
_NAMED_SO = frozenset("shoot bomb shell kill stab fight bombard kidnap loot".split())  # "after shooting in the town"
_AFTER = frozenset(("on", "about", "after", "following", "amid", "over", "since", "of", "before", "despite"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "pledge", "offer", "agree", "refuse", "use", "employ"))


def is_passive(parse: Parse, v: int) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a bare participle after a noun."""
    if parse.tag[v] in ("VBN", "VBD") and any(parse.dep[k] == "auxpass" for k in parse.kids[v]):
        return True
    if _cut_short(parse, v):
        return True
    if parse.tag[v] != "VBN" and not (parse.tag[v] == "VBD" and parse.dep[v] == "acl"):
        return False  # a past form that hangs on a noun is a participle
    if parse.kid(v, "nsubjpass") is not None:
        return parse.lemma[v] not in _INTRANSITIVE
    if parse.dep[v] in ("xcomp", "oprd", "ccomp") and parse.lemma[parse.head[v]] in _FOUND:
        return parse.kid(v, "nsubj", "aux", "dobj") is None and is_passive(parse, parse.head[v])
    if parse.dep[v] == "acl":
        return parse.kid(v, "nsubj", "aux", "dobj") is None and parse.lemma[v] not in _INTRANSITIVE
    if parse.dep[v] == "conj" and _elliptic(parse, v):
        return True  # "seven were killed and two abducted"
    if parse.dep[v] == "conj" and not has_subject(parse, v) and parse.dep[parse.head[v]] != "conj":
        head = parse.head[v]
        return parse.tag[head] == "VBN" and is_passive(parse, head) and parse.kid(v, "dobj") is None
    return False


def _cut_short(parse: Parse, v: int) -> bool:
    """A headline's participle without its "was": "Priest abducted near river"; a headline tells in the present."""
    if parse.tag[v] not in ("VBD", "VBN") or parse.head[v] != v or parse.lemma[v] not in _DONE_TO:
        return False
    end = parse.sentences[parse.sentence[v]][1]
    if parse.lower[end - 1][-1] in '.!?"”:;' or parse.kid(v, "nsubj") is None:
        return False
    return parse.kid(v, "dobj", "aux", "ccomp", "xcomp", "prt") is None and not any(
        parse.lower[k] in ("on", "at") and parse.kid(k, "pobj") is not None and parse.lemma[v] == "shoot"
        for k in parse.kids[v]
    )


def _elliptic(parse: Parse, v: int) -> bool:
    """Whether a participle with a subject of its own shares the auxiliary of the passive before it."""
    return (
        parse.kid(v, "nsubj") is not None
        and parse.kid(v, "aux", "dobj") is None
        and any(parse.dep[k] == "auxpass" for k in parse.kids[parse.head[v]])
    )


def has_subject(parse: Parse, v: int) -> bool:
    return any(parse.dep[k] in ("nsubj", "nsubjpass", "expl") for k in parse.kids[v])


def preps(parse: Parse, v: int) -> list[tuple[str, int]]:
    """Preposition and object of each prepositional phrase that hangs on `v`: ("on", 7)."""
    out: list[tuple[str, int]] = []
    for k in parse.kids[v]:
        if parse.dep[k] in ("prep", "agent", "dative") and parse.pos[k] in ("ADP", "SCONJ", "VERB"):
            inner = parse.kid(k, "pobj", "pcomp")
            if inner is not None:
                out.append((parse.lower[k], inner))
            else:
                nested = parse.kid(k, "prep")
                if nested is not None and (inner := parse.kid(nested, "pobj")) is not None:
                    out.append((parse.lower[nested], inner))
            for more in parse.kids_of(k, "conj"):  # "of the singer and of her manager"
                if (inner := parse.kid(more, "pobj")) is not None:
                    out.append((parse.lower[more], inner))
    return out


def antecedent(parse: Parse, v: int) -> int:
    """The noun that a relative clause headed by `v` is about; a person for "who" where the parse hung it on a place."""
    noun = parse.head[v]
    who = next((k for k in parse.kids[v] if parse.lower[k] in PERSONS), None)
    if who is not None and parse.pos[noun] == "PROPN" and parse.dep[noun] == "pobj":
        verb = parse.head[parse.head[noun]]
        objects = [k for k in parse.kids[verb] if parse.dep[k] in ("dobj", "nsubjpass") and k < noun]
        if objects and parse.pos[objects[-1]] == "NOUN" and parse.tag[objects[-1]] in ("NNS", "NN"):
            return objects[-1]
    return noun


def agent(parse: Parse, v: int) -> int | None:
    """The "by" phrase of a passive; None for times and manners ("by Monday", "by car" stay with the caller)."""
    for k in parse.kids[v]:
        if parse.dep[k] == "agent" or (parse.dep[k] == "prep" and parse.lower[k] == "by"):
            found = parse.kid(k, "pobj")
            if found is None and (low := parse.kid(k, "pcomp")) is not None and parse.tag[low] == "VBN":
                found = parse.kid(low, "dobj")  # "by hired assassins", where "hired" was taken for a clause
            if found is not None:
                return found
    return None


def subject(parse: Parse, v: int, depth: int = 0) -> int | None:
    """Who does it: the logical subject of a verb, or None where the words leave it out."""
    if depth > CLIMB:
        return None
    if is_passive(parse, v):
        return agent(parse, v)
    own = parse.kid(v, "nsubj", "csubj")
    dep, head = parse.dep[v], parse.head[v]
    if own is not None:
        if parse.lower[own] in RELATIVES and dep in ("relcl", "acl"):
            return antecedent(parse, v)
        return own if parse.dep[own] == "nsubj" else None
    if head == v:
        return None
    if dep == "relcl":
        return None
    if dep == "acl":
        return _of_noun(parse, v, depth)
    if dep == "conj":
        for _ in range(4):  # "urged them to talk and offered to mediate": a finite verb goes on from a finite one
            if not (parse.tag[v] in _FINITE and parse.tag[head] in ("VB", "VBG") and head != parse.head[head]):
                break
            if any(parse.tag[k] in _FINITE for k in parse.kids_of(head, "aux")):
                break  # "is helping and sent": finite too
            head = parse.head[head]
        if parse.pos[head] in ("VERB", "AUX"):
            if is_passive(parse, head):
                return passive_subject(parse, head) if parse.tag[v] != "VBN" else agent(parse, head)
            return subject(parse, head, depth + 1)
        return None
    if dep in ("xcomp", "ccomp"):
        if parse.pos[head] == "ADJ" and parse.pos[parse.head[head]] in ("AUX", "VERB"):
            return subject(parse, parse.head[head], depth + 1)  # "were willing to hold"
        return controller(parse, head, depth)
    if dep == "advcl":
        if parse.tag[v] == "VBG" or parse.kid(v, "aux") is not None:
            return understood(parse, head, depth)
        return None
    if dep == "pcomp" and parse.lemma[v] in _NAMED_SO and parse.lower[head] in _AFTER and parse.kid(v, "dobj") is None:
        return None  # a noun, whoever shot
    if dep == "pcomp":
        return _of_preposition(parse, head, depth)
    if dep in ("acomp", "oprd"):
        return understood(parse, head, depth)  # "is willing to"
    return None


def understood(parse: Parse, v: int, depth: int) -> int | None:
    """The grammatical subject of `v`, which a participle that hangs on it shares."""
    if is_passive(parse, v):
        return passive_subject(parse, v)
    return subject(parse, v, depth + 1)


def passive_subject(parse: Parse, v: int) -> int | None:
    own = parse.kid(v, "nsubjpass", "nsubj")
    if own is not None:
        return antecedent(parse, v) if parse.lower[own] in RELATIVES and parse.dep[v] == "relcl" else own
    if parse.dep[v] == "acl":
        return parse.head[v]
    aux = parse.kid(v, "auxpass")
    if aux is not None and (own := parse.kid(aux, "nsubj", "nsubjpass")) is not None:
        return own  # a slip of the parser: the subject hung on the auxiliary
    if parse.dep[v] in ("xcomp", "oprd", "ccomp") and parse.head[v] != v and parse.lemma[parse.head[v]] in _FOUND:
        return passive_subject(parse, parse.head[v])
    if parse.dep[v] == "conj" and parse.tag[parse.head[v]] == "VBN" and parse.head[v] != v:
        return parse.kid(parse.head[v], "nsubjpass")
    return None


def controller(parse: Parse, v: int, depth: int = 0) -> int | None:
    """Who does what the infinitive under `v` says: its object ("urged X to go"), else its subject."""
    if is_passive(parse, v):
        return passive_subject(parse, v)
    if parse.lemma[v] not in _SUBJECT_CONTROL:
        found = parse.kid(v, "dobj", "dative")
        if found is not None and parse.pos[found] in ("NOUN", "PROPN", "PRON"):
            return found
    return subject(parse, v, depth + 1)


def _of_noun(parse: Parse, v: int, depth: int) -> int | None:
    """Subject of a clause that hangs on a noun: "militants attacking", "its plan to attack", "the decision to"."""
    noun = parse.head[v]
    bare = parse.tag[v] == "VBG" or parse.kid(v, "dobj") is not None or parse.lemma[v] in _INTRANSITIVE
    if parse.kid(v, "aux") is None and bare:
        return noun  # "militants attacking a post", "a bomb [that] killed 16"
    owner = parse.kid(noun, "poss", "nsubj")  # a subject: "the mayors plan to meet", where "plan" was taken for a noun
    if owner is not None:
        return owner
    verb = parse.head[noun]
    if parse.dep[noun] in ("dobj", "attr") and parse.pos[verb] in ("VERB", "AUX"):
        return subject(parse, verb, depth + 1)
    return next((o for word, o in preps(parse, noun) if word == "by"), None)


def _of_preposition(parse: Parse, prep: int, depth: int) -> int | None:
    """Subject of a gerund after a preposition: "blamed X for killing", "vowed revenge by attacking"."""
    head = parse.head[prep]
    if parse.pos[head] in ("VERB", "AUX"):
        if parse.lower[prep] in ("for", "of", "from", "with"):
            return controller(parse, head, depth)
        return understood(parse, head, depth)
    if parse.pos[head] in ("NOUN", "PROPN"):
        owner = parse.kid(head, "poss")
        if owner is not None:
            return owner
        verb = parse.head[head]
        if parse.dep[head] == "dobj" and parse.pos[verb] == "VERB":
            return subject(parse, verb, depth + 1)
    if parse.pos[head] == "ADJ" and parse.pos[parse.head[head]] in ("AUX", "VERB"):
        return subject(parse, parse.head[head], depth + 1)
    return None


def object_of(parse: Parse, v: int) -> int | None:
    """What it is done to: the logical object of a verb."""
    if is_passive(parse, v):
        return passive_subject(parse, v)
    objects = parse.kids_of(v, "dobj")
    found = next((o for o in objects if parse.lower[o] not in RELATIVES), objects[0] if objects else None)
    if found is not None:
        if parse.lower[found] in RELATIVES and parse.dep[v] == "relcl":
            return antecedent(parse, v)
        return found
    if parse.dep[v] == "relcl" and parse.lemma[parse.head[v]] in TELLINGS:
        return None  # "a rumour that rebels would attack": what is told, not who is attacked
    if parse.dep[v] == "relcl" and not any(parse.lower[k] in RELATIVES for k in parse.kids_of(v, "nsubj")):
        wh = any(parse.lower[k] in RELATIVES for k in parse.kids[v])
        if wh or parse.kid(v, "nsubj") is not None:
            return (
                antecedent(parse, v)
                if not any(parse.dep[k] == "advmod" and parse.tag[k] == "WRB" for k in parse.kids[v])
                else None
            )
    bare = next(
        (k for k in parse.kids[v] if k > v and parse.tag[k] == "CD" and parse.dep[k] in ("npadvmod", "nummod")), None
    )
    if bare is not None:
        return bare  # "wounding at least 30"
    low = parse.kid(v, "ccomp")
    if low is not None and parse.lemma[v] in ("help", "let", "make") and parse.tag[low] == "VB":
        return parse.kid(low, "nsubj")
    if low is not None and parse.lemma[v] in ("hold", "find", "consider", "leave") and parse.pos[low] == "ADJ":
        return parse.kid(low, "nsubj")  # "hold the army responsible"
    if parse.dep[v] == "conj" and parse.head[v] != v and parse.pos[parse.head[v]] == "VERB":
        # "attacked and killed the guards": the object hangs on the last verb; "kidnapped X and killed" stays open.
        return None
    nxt = parse.kid(v, "conj")
    if nxt is not None and parse.pos[nxt] == "VERB" and not has_subject(parse, nxt) and parse.kid(v, "prep") is None:
        return parse.kid(nxt, "dobj")
    return None


def is_mutual(parse: Parse, i: int) -> bool:
    """ "Each other", "one another"."""
    return parse.lower[i] in ("other", "another") and parse.lower[max(i - 1, 0)] in ("each", "one")


def particle(parse: Parse, v: int) -> str:
    k = parse.kid(v, "prt")
    return parse.lower[k] if k is not None else ""


def climb_of(parse: Parse, i: int, containers: frozenset[str]) -> int:
    """The noun whose place in the sentence `i` has: "a series of attacks" stands where "series" does."""
    for _ in range(4):
        prep = parse.head[i]
        if parse.dep[i] != "pobj" or parse.lower[prep] not in ("of", "in"):
            return i
        noun = parse.head[prep]
        if parse.lemma[noun] not in containers:
            return i
        i = noun
    return i
