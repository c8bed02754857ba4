"""Descriptions: noun phrases that refer to an actor without naming it, read for what they say of it."""

from __future__ import annotations

from dateline.reader.actors.nominals import left_edge, mention_tokens
from dateline.reader.actors.persons import SAY
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.actors.scene import Scene
from dateline.reader.actors.titles import private_office
from dateline.reader.actors.vocabulary import Noun
from dateline.records import ActorKind, Role

MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
QUANTIFIERS = frozenset(
    "a an another some several many few any no each every other more various numerous certain most dozens all "
    "different".split()
)
POINTERS = frozenset({"the", "this", "that", "these", "those", "both"})
# Adjectives that praise, date or hedge and tell no actor from another.
VAGUE = frozenset(
    "senior top high ranking former new old alleged suspected own same unidentified unnamed anonymous late local "
    "one two main key said aforementioned slain wounded".split()
)
NEEDS_MODIFIER = frozenset({"head", "member", "power", "agent", "body", "authority"})
# What makes an institution of a "department" (elsewhere a province) and an armed one of a "force".
OFFICES = frozenset(
    "police fire health justice state treasury interior defense defence labor labour education sheriff agriculture "
    "energy commerce transportation foreign finance security".split()
)
ARMED = frozenset(
    "security police air armed task military defense defence peacekeeping ground naval rebel coalition strike "
    "reaction border special guerrilla insurgent multinational".split()
)
UNITS = frozenset({"cell", "element", "band", "sector"})  # of an actor only with a word that says whose
# What makes a medium of a station, channel or outlet.
AIR = frozenset("radio television tv news media broadcast satellite cable press".split())
FIGHTING = frozenset("rebel guerrilla insurgent militant paramilitary jihadist separatist".split())
FORCES = frozenset({Role.GOV, Role.MIL, Role.COP, Role.REB, Role.PRM, Role.UAF, Role.CRM})
# What they do, and what they do it with.
MEANS = frozenset(
    "aircraft warplane jet helicopter gunship plane drone bomber tank artillery gunfire fire shelling shell rocket "
    "missile mortar gunboat airstrike strike bombing bombardment raid attack ambush offensive assault incursion "
    "operation advance violence atrocity massacre abuse killing".split()
)
BANDS = frozenset({"group", "crowd", "band", "handful", "gang"})  # of men, soldiers ...: the men themselves
THINGS = frozenset(
    "energy power light water revenue income heat data food open fuel news".split()
)  # sources of no words
SUBJECTS = frozenset({"nsubj", "nsubjpass", "appos", "agent", "ROOT", "conj", "attr"})


def find_descriptions(scene: Scene) -> list[Reference]:
    """One reference a noun of the lists that heads a phrase of its own."""
    out: list[Reference] = []
    parse, words = scene.parse, scene.words
    for i, pos in enumerate(parse.pos):
        fighting = pos == "ADJ" and parse.lower[i] in FIGHTING  # "a rebel attack", taken for an adjective
        if (pos not in {"NOUN", "PROPN"} and not fighting) or i in scene.titled or i in scene.taken:
            continue
        noun = words.noun(parse.lemma[i], parse.lower[i])
        if noun is None:
            continue
        if parse.dep[i] in MODIFIERS - {"poss"} or fighting:
            if acts_through(scene, i, noun):
                out.append(describe(scene, i, noun.kind, (noun.role,) if noun.role else (), plural=noun.collective))
                out[-1].lemma = noun.term
            continue
        if i in scene.topo and i in scene.country:
            continue
        ref = described(scene, i, noun)
        if ref is not None:
            out.append(ref)
    bands = {head for ref in out for head in ref.also}
    return [ref for ref in out if ref.head not in bands]


def acts_through(scene: Scene, i: int, noun: Noun) -> bool:
    """Whether a noun only tells whose a deed or a means of force is: "army helicopters", "a rebel attack"."""
    parse = scene.parse
    over = parse.head[i]
    if noun.role not in FORCES or parse.dep[i] not in {"compound", "nmod", "amod"} or over <= i:
        return False
    if noun.term in {"terrorist", "police"} and parse.lemma[over] in {"attack", "operation", "violence"}:
        return False  # of what kind it is
    return parse.lemma[over] in MEANS


def described(scene: Scene, i: int, noun: Noun) -> Reference | None:
    """The reference that a noun of the lists heads, or None where its phrase is about no actor."""
    parse = scene.parse
    plural = noun.collective or parse.tag[i] in {"NNS", "NNPS"} or parse.lower[i].endswith("people")
    plural = plural or (parse.tag[i] == "NNP" and parse.lower[i] == noun.term + "s")  # "Rebels", first in a sentence
    kind = noun.kind
    if kind is ActorKind.DOCUMENT and not _tells(scene, i):
        return None
    before = parse.lower[i - 1] if i else ""
    if before == "of" and i > 1 and parse.lower[i - 2] == "chief":  # chief of staff
        return None
    if any(parse.lower[k] in {"no", "neither"} for k in parse.kids_of(i, "det", "preconj")):
        return None  # "no group has claimed it": nobody
    if not plural and parse.tag[i] == "NN" and parse.left[i] == i and parse.dep[i] not in SUBJECTS:
        return None  # "in court", "at university"
    if kind is ActorKind.PERSON and plural:
        kind = ActorKind.GROUP
    ref = describe(scene, i, kind, (noun.role,) if noun.role else (), plural=plural)
    ref.lemma = noun.term
    ref.gender = noun.gender
    if noun.term in NEEDS_MODIFIER and not plural and (noun.term == "authority" or not (ref.mods or ref.within)):
        return None
    if noun.term == "source" and (before in THINGS or parse.lower[min(i + 1, len(parse) - 1)] == "of"):
        return None
    if noun.term == "department" and not (before in OFFICES or parse.lower[min(i + 1, len(parse) - 1)] == "of"):
        return None
    if noun.term in {"station", "channel", "outlet"} and before not in AIR:
        return None
    if noun.term == "campaign" and not _names_whose(scene, i, ref):
        return None
    if noun.term in UNITS and not ref.mods:
        return None
    if noun.term == "force" and not plural and not (ref.mods & ARMED or any(m[0] == "@" for m in ref.mods)):
        return None
    band = parse.head[parse.head[i]]
    if plural and parse.dep[i] == "pobj" and parse.lower[parse.head[i]] == "of" and parse.lemma[band] in BANDS:
        ref.first, ref.also = left_edge(parse, band), (band,)
    if noun.kind is ActorKind.PERSON and (phrase := scene.words.phrase(parse.lower[max(ref.first, i - 2) : i + 1])):
        role = scene.words.phrases[phrase]
        ref.roles = (role,) if role else ()
    if "armed" in ref.mods and ref.roles in ((), (Role.CVL,)) and kind in {ActorKind.PERSON, ActorKind.GROUP}:
        ref.roles = (Role.UAF,)
    if Role.GOV in ref.roles and private_office(scene, ref.first, i):
        ref.roles = ()
    ref.proper = (
        parse.tag[i] in {"NNP", "NNPS"} and parse.words[i][:1].isupper() and i > parse.sentences[parse.sentence[i]][0]
    )
    if ref.proper and ref.kind in {ActorKind.ORGANISATION, ActorKind.MEDIA}:
        ref.named = True
        ref.name = parse.words_of(ref.first, i)
        own = [k for k in range(ref.first, i) if parse.pos[k] == "PROPN" and k not in scene.country]
        if own and ref.owner is None and not any(k in scene.listed for k in own):
            ref.form, ref.tail, ref.name = Form.NAME, parse.lower[i], parse.words_of(own[0], i)
    if noun.title:
        ref.titles.append((noun.term, ref.mods))
    return ref


def describe(scene: Scene, i: int, kind: ActorKind, roles: tuple[Role, ...], *, plural: bool) -> Reference:
    """What the noun phrase of token `i` says: its words, what narrows it, whether it points back or is new."""
    parse = scene.parse
    first, last = mention_tokens(parse, i)
    if last > i:
        last = max(last, scene.extent.get(last, last))
    ref = Reference(first, last, i, Form.NOMINAL, kind, parse.words_of(first, last), roles=roles, plural=plural)
    ref.lemma = parse.lemma[i]
    owner = parse.kid(i, "poss")
    if owner is not None and first <= owner and owner not in scene.country:
        ref.owner = owner
        owned = range(parse.left[owner], parse.right[owner] + 1)
    else:
        owned = range(0)
    mods = []
    countries: list[str] = []
    for k in range(first, i):
        word = parse.lower[k]
        if k in owned:
            ref.definite = True
        elif word in QUANTIFIERS or parse.tag[k] == "CD":
            ref.fresh = True
            if parse.tag[k] == "CD":
                ref.count = word
        elif word in POINTERS:
            ref.definite = True
        elif k in scene.listed:
            entry = scene.listed[k].entry
            mods.append(entry.key)
            if entry.country:
                countries.append(entry.country)
        elif k in scene.country:
            mods.append("@" + scene.country[k])
            countries.append(scene.country[k])
        elif parse.pos[k] in {"ADJ", "NOUN", "PROPN", "VERB"} and word not in VAGUE:
            mods.append(parse.lemma[k])
    if ref.definite and first < i and parse.lower[first] in POINTERS:
        ref.fresh = False
    ref.mods = frozenset(mods)
    within = " ".join(parse.lower[k] for k in range(i + 2, last + 1) if parse.lower[k] not in {"the", "a"})
    ref.within = within
    if not countries and last > i:
        countries = [scene.country[k] for k in range(i + 2, last + 1) if k in scene.country]
        countries += [c for k in range(i + 2, last + 1) if k in scene.listed and (c := scene.listed[k].entry.country)]
        if not countries and "foreign" not in mods and set(roles) & {Role.COP, Role.MIL, Role.GOV, Role.JUD}:
            countries = [c for k in range(i + 2, last + 1) if k in scene.topo and (c := scene.topo[k].country)]
    if len(set(countries)) == 1:
        ref.country = countries[0]
    ref.confidence = 0.75
    return ref


def _names_whose(scene: Scene, i: int, ref: Reference) -> bool:
    """Whether a campaign is somebody's, or speaks: not "an electoral campaign" or "a campaign of violence"."""
    parse = scene.parse
    if ref.owner is not None or any(parse.pos[k] == "PROPN" for k in range(ref.first, i)):
        return True
    return parse.dep[i] == "nsubj" and parse.lemma[parse.head[i]] in SAY


def _tells(scene: Scene, i: int) -> bool:
    """Whether a document does something: the subject of an active verb, or after "according to"."""
    parse = scene.parse
    head = parse.head[i]
    if parse.dep[i] == "nsubj":
        return parse.pos[head] in {"VERB", "AUX"}
    return parse.dep[i] == "pobj" and parse.lower[head] == "to" and parse.lower[parse.head[head]] == "according"
