"""The actors layer: who acts or is acted upon, under all the names they have in the report."""

from __future__ import annotations

from dateline.reader.actors.casting import COUNTRIES, Casting
from dateline.reader.actors.descriptions import find_descriptions
from dateline.reader.actors.figure import Figure, fits
from dateline.reader.actors.names import NameList, fold
from dateline.reader.actors.organisations import find_listed, find_organisations, mark_outlets
from dateline.reader.actors.persons import find_persons
from dateline.reader.actors.pronouns import NEUTER, PLURAL, RELATIVE, SINGULAR, Pronouns, quotations
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.actors.scene import Scene, is_caseless
from dateline.reader.actors.states import find_states
from dateline.reader.actors.vocabulary import Vocabulary
from dateline.reader.draft import CastMention, Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.records import Actor, ActorKind, Role, make_id

_PRONOUNS = frozenset(SINGULAR) | PLURAL | NEUTER
_CALLING = frozenset("know call go name style dub nickname identify".split())
_NAMING = frozenset("as by itself himself herself themselves called named dubbed nicknamed".split())
INSTITUTIONS = frozenset(
    "government army military police force forces troops navy parliament president minister ministry authority "
    "cabinet court congress senate soldier policeman".split()
)


class ActorsLayer:
    """Finds references by name, country, description and pronoun, and casts them as the report's actors."""

    name = "actors"
    version = "2"

    def __init__(self, lexicons: Lexicons) -> None:
        self.vocabulary = Vocabulary(lexicons)
        self.names = NameList(lexicons)
        self.countries = {row["iso3"]: row["name"] for row in lexicons.table("countries")}

    def __call__(self, draft: Draft) -> None:
        parse = draft.parse
        caseless = is_caseless(parse)
        countries = {t.country for t in draft.toponyms if t.country}
        timed = {i for time in draft.times for i in parse.tokens(time.span)}
        matches = [m for m in self.names.find(parse, caseless, countries) if m.first not in timed]
        scene = Scene(parse, self.vocabulary, caseless, matches, draft.toponyms)
        names = find_listed(scene)
        names += find_persons(scene)
        names += find_organisations(scene)
        names = [ref for ref in names if not timed.issuperset(range(ref.first, ref.last + 1))]  # "Dawn on Monday"
        mark_outlets(names, draft.report)
        found = names + find_states(scene, self.countries) + find_descriptions(scene)
        names = [ref for ref in found if ref.form is not Form.NOMINAL]
        descriptions = [ref for ref in found if ref.form is Form.NOMINAL]
        figures, heads = cast(parse, names, descriptions, home_country(draft))
        self._record(draft, figures, heads)

    def _record(self, draft: Draft, figures: list[Figure], heads: dict[int, tuple[Figure, Reference]]) -> None:
        ids: dict[int, str] = {}
        parse = draft.parse
        home = home_country(draft)
        agency = draft.report.dateline.agency
        outlets = {fold(n).lower() for n in (draft.report.outlet, agency.text if agency else None) if n}
        figures = sorted((f for f in figures if f.references), key=lambda f: min(r.first for r in f.references))
        for figure in figures:
            if fold(figure.name).lower() in outlets and figure.kind in {ActorKind.ORGANISATION, ActorKind.PERSON}:
                figure.kind, figure.roles, figure.named = ActorKind.MEDIA, [Role.JRN], True
            if home and not figure.country and is_institution(figure):
                figure.country, figure.confidence = home, min(figure.confidence, 0.6)
            spans = sorted({parse.span(r.first, r.last) for r in figure.references})
            id_ = make_id("actor", draft.report.id, figure.name, *spans[0])
            ids[figure.number] = id_
            draft.actors.append(
                Actor(
                    id_,
                    figure.name,
                    figure.kind,
                    figure.named,
                    figure.country,
                    tuple(figure.roles[:3]),
                    tuple(spans),
                    made_by=f"{self.name}@{self.version}",
                    confidence=round(figure.confidence, 2),
                )
            )
        for head in sorted(heads):
            figure, ref = heads[head]
            pronoun = ref.form is Form.PRONOUN
            span = parse.span(ref.first, ref.last)
            draft.cast[head] = CastMention(ids[figure.number], span, ref.first, ref.last, head, pronoun)


def cast(
    parse: Parse, names: list[Reference], descriptions: list[Reference], home: str | None
) -> tuple[list[Figure], dict[int, tuple[Figure, Reference]]]:
    """The figures of a report, and the reference that each head token stands for."""
    casting = Casting(parse.sentence, home)
    heads: dict[int, tuple[Figure, Reference]] = {}
    figure_at: dict[int, Figure] = {}

    def keep(figure: Figure, ref: Reference) -> None:
        for head in (ref.head, *ref.also):
            if head not in heads:
                heads[head] = (figure, ref)
                figure_at[head] = figure

    # Names first, full ones before short ones: a headline's surname waits for the name it is short for.
    order = sorted(names, key=lambda r: (r.kind is ActorKind.PERSON and len(r.parts) < 2, r.first, r.last))
    named: dict[int, Figure] = {}
    for ref in order:
        figure = casting.name(ref, acronyms(parse, ref))
        named[id(ref)] = figure
        keep(figure, ref)
    for figure in casting.figures:
        figure.references.clear()

    pronouns = Pronouns(parse, quotations(parse), figure_at)
    personal = [
        Reference(i, i, i, Form.PRONOUN, ActorKind.PERSON, word, plural=word in PLURAL, confidence=0.6)
        for i, word in enumerate(parse.lower)
        if (word in _PRONOUNS and parse.pos[i] == "PRON") or (word in RELATIVE and parse.tag[i] in {"WP", "WP$", "WDT"})
    ]
    by_head = {r.head: r for r in names}
    for ref in sorted(names + descriptions + personal, key=lambda r: (r.first, r.last, r.form.value)):
        found: Figure | None
        if ref.form is Form.PRONOUN:
            relative = ref.name in RELATIVE
            found = pronouns.relative(ref.head) if relative else pronouns.resolve(ref.head)
            if found is None:
                continue
            found.references.append(ref)
        elif id(ref) in named:
            found = named[id(ref)]
            found.references.append(ref)
            casting.index(found, ref)
        else:
            if ref.head in heads:
                continue
            partner = apposed(parse, ref, by_head)
            if partner is None and ref.lemma in COUNTRIES and not ref.plural:
                state = casting.country(ref) if ref.definite and not ref.mods and not ref.within else None
                if state is None:
                    continue
                found = state
                casting.add(found, ref)
            elif partner is not None:
                found = named[id(partner)]
                casting.add(found, ref)
                casting.index(found, ref)
            else:
                found = casting.describe(ref, figure_at.get(ref.owner) if ref.owner is not None else None)
        keep(found, ref)
        pronouns.note(ref, found)
    return casting.figures, heads


def acronyms(parse: Parse, ref: Reference) -> list[str]:
    """What a name is said to be short as, in brackets right after it."""
    at = ref.last + 1
    if at + 2 < len(parse) and parse.words[at] in "([" and parse.words[at + 2] in ")]":
        word = parse.words[at + 1]
        if word.isalpha() and 2 <= len(word) <= 12 and ref.kind is not ActorKind.PERSON:
            return [word]
    return []


def apposed(parse: Parse, ref: Reference, by_head: dict[int, Reference]) -> Reference | None:
    """The name that a description stands beside: "Jane Roe, the interior minister" and "the minister, Jane Roe"."""
    head = ref.head
    beside: list[int] = []
    above = parse.head[head]
    if parse.dep[head] == "appos":
        beside.append(above)
    elif parse.dep[head] == "conj" and parse.dep[above] == "appos":  # "a lawyer and chairman of ..."
        beside.append(parse.head[above])
    beside += parse.kids_of(head, "appos") + called(parse, head, by_head)
    if parse.dep[head] == "attr" and ref.definite:
        for k in parse.kids_of(parse.head[head], "nsubj"):
            clause = parse.head[head]
            beside.append(parse.head[clause] if parse.dep[clause] == "relcl" and parse.lower[k] in RELATIVE else k)
    for i in beside:
        other = by_head.get(i)
        if other is None or other.form is not Form.NAME or ref.plural:
            continue
        if (other.kind is ActorKind.PERSON) == (ref.kind is ActorKind.PERSON) and fits(other.gender, ref.gender):
            return other
    return None


def called(parse: Parse, head: int, by_head: dict[int, Reference]) -> list[int]:
    """The name that a clause gives to the one described: "known as X", "who goes by the name X", "calling itself X"."""
    for verb in parse.kids_of(head, "acl", "relcl", "appos"):
        if parse.lemma[verb] not in _CALLING:
            continue
        linked = False
        for i in range(verb, min(parse.right[verb], verb + 10) + 1):
            if i in by_head and linked:
                return [i]
            linked = linked or parse.lower[i] in _NAMING
    return []


def is_institution(figure: Figure) -> bool:
    """Whether a figure is only ever "the army", "police", "the president": one country's, left unsaid."""
    return not figure.named and all(
        ref.form is Form.PRONOUN or (ref.lemma in INSTITUTIONS and not ref.within and not ref.fresh)
        for ref in figure.references
    )


def home_country(draft: Draft) -> str | None:
    """The country that the report is about, by far the one most spoken of; None where no one country is."""
    count: dict[str, int] = {}
    for toponym in draft.toponyms:
        if toponym.country:
            count[toponym.country] = count.get(toponym.country, 0) + 1
    if not count:
        return None
    country = max(sorted(count), key=lambda c: count[c])
    return country if count[country] >= 3 and count[country] >= 0.7 * sum(count.values()) else None
