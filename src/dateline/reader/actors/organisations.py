"""Organisations by name: those that the lists know, and the statistical recogniser's, corrected by plain rules."""

from __future__ import annotations

from dateline.reader.actors.descriptions import OFFICES
from dateline.reader.actors.names import Match, fold
from dateline.reader.actors.persons import FIRMS
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.actors.scene import Scene
from dateline.records import ActorKind, Report, Role

PAPERS = frozenset(
    "times post tribune herald gazette chronicle observer journal telegraph globe inquirer examiner courier mirror "
    "guardian express sentinel dispatch register bulletin echo review monitor star news radio tv television".split()
)
_OF_STATE = frozenset("ministry department directorate bureau".split())
_UNITS = frozenset("brigade battalion militia regiment legion squad".split())  # organisations where they have a name
_LABELS = frozenset({"ORG", "NORP"})
_NO_NAME = frozenset({"gmt", "est", "edt", "twitter", "facebook"})


def mark_outlets(names: list[Reference], report: Report) -> None:
    """Names of the report's own outlet and agency are media: "the Courier" is the Ostford Courier."""
    agency = report.dateline.agency
    own = {_bare(n) for n in (report.outlet, agency.text if agency else None) if n}
    short = {word for name in own for word in (name.split()[0], name.split()[-1]) if " " in name} if own else set()
    for ref in names:
        name = _bare(ref.name)
        if ref.kind not in {ActorKind.ORGANISATION, ActorKind.PERSON} or ref.key or ref.titles or not name:
            continue
        bylined = ref.kind is ActorKind.ORGANISATION and bool(report.byline) and _bare(report.byline or "") == name
        if bylined or name in own or (name in short and ref.kind is ActorKind.ORGANISATION):
            ref.kind, ref.roles, ref.named = ActorKind.MEDIA, (Role.JRN,), True
            if report.outlet and name in {_bare(report.outlet).split()[0], _bare(report.outlet).split()[-1]}:
                ref.name = report.outlet.removeprefix("The ")  # "the Courier"


def _bare(name: str) -> str:
    return fold(name).lower().removeprefix("the ").strip()


def find_listed(scene: Scene) -> list[Reference]:
    """One reference a name that the lists know, with its article."""
    return [_listed(scene, match) for match in scene.matches]


def _listed(scene: Scene, match: Match) -> Reference:
    parse, entry = scene.parse, match.entry
    first, last = match.first, match.last
    key, country = entry.key, entry.country
    own = scene.country.get(first - 1) if first else None
    if own is not None and country is not None and own != country and Role.GOV in entry.roles:
        key, country, first = f"{key}:{own}", own, first - 1  # "the Kenyan Ministry of Defence" is not the British one
    return Reference(
        _with_article(scene, first, last), last, scene.head_of(first, last), Form.NAME, entry.kind, entry.name,
        key=key, country=country, roles=entry.roles, named=True, confidence=0.95, tail=parse.lower[last],
    )  # fmt: skip


def _with_article(scene: Scene, first: int, last: int) -> int:
    parse = scene.parse
    if first > 0 and parse.lower[first - 1] == "the" and first <= parse.head[first - 1] <= last:
        return first - 1
    return first


def find_organisations(scene: Scene) -> list[Reference]:
    """The recogniser's organisations and peoples that neither a list nor the places explain."""
    out = []
    for entity in scene.parse.entities:
        label = scene.label(entity)
        if label in _LABELS:
            ref = organisation(scene, entity.first, entity.last, label == "NORP")
            if ref is not None:
                out.append(ref)
        elif label == "PERSON" and entity.first == entity.last and scene.parse.tag[entity.last] == "NNPS":
            ref = organisation(scene, entity.first, entity.last, True)
            if ref is not None:
                out.append(ref)
        elif label == "PERSON" and _firm(scene, entity.last):
            ref = organisation(scene, entity.first, entity.last, False)
            if ref is not None:
                out.append(ref)
    short = [found for ref in out if (found := _short(scene, ref)) is not None]
    return out + short


def _short(scene: Scene, ref: Reference) -> Reference | None:
    """The short name in brackets right after a full one, where the recogniser passed over it."""
    parse, at = scene.parse, ref.last + 2
    if " " not in ref.name or at + 1 >= len(parse) or parse.words[at - 1] != "(" or parse.words[at + 1] != ")":
        return None
    word = parse.words[at]
    if not (word.isalpha() and word.isupper() and 2 <= len(word) <= 12) or at in scene.taken:
        return None
    scene.take(at, at)
    return Reference(at, at, at, Form.NAME, ref.kind, word, named=True, confidence=0.75, tail=parse.lower[at])


def organisation(scene: Scene, first: int, last: int, people: bool) -> Reference | None:
    """An organisation of these tokens; None where the words are none, or only describe one."""
    parse, words = scene.parse, scene.words
    while last > first and (parse.tag[last] == "POS" or parse.pos[last] == "PUNCT"):
        last -= 1
    first = next((i + 1 for i in range(last - 1, first, -1) if parse.tag[i] == "POS" and not _of_many(scene, i)), first)
    while first > 1 and _of_many(scene, first - 1):
        first -= 2  # "the Workers' Revolutionary Front", where the recogniser began with its second word
        while first > 0 and parse.dep[first - 1] == "compound" and parse.words[first - 1][:1].isupper():
            first -= 1
    while first < last and (parse.lower[first] in {"the", "a", "an"} or parse.pos[first] in {"PUNCT", "ADP"}):
        first += 1
    covered = range(first, last + 1)
    if parse.lower[first] in words.title_words and parse.lower[first + 1 : first + 2] == ["of"]:
        return None  # "the Sultan of X": an office, whoever holds it
    if parse.lower[last] in words.title_ends and words.noun(parse.lemma[last], parse.lower[last]) is None:
        return None
    if any(i in scene.taken or i in scene.titled for i in covered) or all(i in scene.topo for i in covered):
        return None
    if any(c.isdigit() for c in parse.words[last]):
        return None
    if (not scene.caseless and not parse.words[last][:1].isupper()) or parse.lower[last] in _NO_NAME:
        return None
    if fold(parse.words_of(first, last)).lower() in scene.placelike:
        return None
    if first == last and (parse.pos[first] not in {"PROPN", "NOUN"}):
        return None
    head = scene.head_of(first, last)
    if parse.dep[head] == "dobj" and parse.lemma[parse.head[head]] == "speak":
        return None  # a language
    office = parse.lower[first] in _OF_STATE and parse.lower[first + 1 : first + 2] == ["of"]
    named_for = first if office else last  # "the Ministry of Transport" is a ministry
    noun = words.noun(parse.lemma[named_for], parse.lower[named_for])
    paper = last > first and (parse.lower[last] in PAPERS or parse.lower[first] == "daily")
    if (
        noun is not None
        and not paper
        and (first == last or noun.kind is ActorKind.PERSON or _plain(scene, first, last))
    ):
        return None
    if people and (parse.dep[head] in {"amod", "compound", "nmod"} or parse.pos[head] not in {"PROPN", "NOUN"}):
        return None
    if noun is not None and noun.term == "department" and not OFFICES.intersection(parse.lower[first:last]):
        return None
    kind = ActorKind.GROUP if people else noun.kind if noun is not None else ActorKind.ORGANISATION
    if noun is not None and noun.term in _UNITS:
        kind = ActorKind.ORGANISATION
    ref = Reference(
        _with_article(scene, first, last), last, head, Form.NAME, ActorKind.MEDIA if paper else kind,
        parse.words_of(first, last), named=True, confidence=0.75, tail=parse.lower[last],
    )  # fmt: skip
    beside = [first - 1] if first and parse.head[first - 1] in covered else []
    owner = parse.kid(head, "poss")
    beside += [owner] if owner is not None else []
    beside += [last + 2] if office and parse.lower[last + 1 : last + 2] in (["of"], ["in"]) else []
    ref.country = next((scene.country[i] for i in (*covered, *beside) if i in scene.country), None)
    if paper:
        ref.roles = (Role.JRN,)
    elif noun is not None:
        ref.lemma = noun.term
        ref.roles = (noun.role,) if noun.role else ()
        ref.mods = frozenset(
            "@" + scene.country[i] if i in scene.country else parse.lower[i]
            for i in covered
            if i < last and parse.pos[i] in {"PROPN", "NOUN", "ADJ"}
        )
    scene.take(first, last)
    return ref


_MANY = frozenset("people women men children".split())  # whose genitive is a part of names too


def _of_many(scene: Scene, i: int) -> bool:
    """Whether token `i` is the genitive mark of a name's own plural: "Workers'", "People's", "Farmers'"."""
    parse = scene.parse
    if parse.tag[i] != "POS" or not parse.words[i - 1][:1].isupper() or i + 1 >= len(parse):
        return False
    plural = parse.words[i] in ("'", "’") and parse.lower[i - 1].endswith("s") and len(parse.words[i - 1]) > 4
    noun = plural and (parse.tag[i - 1] in ("NNS", "NNPS") or scene.words.noun(parse.lower[i - 1][:-1], "") is not None)
    return (noun or parse.lower[i - 1] in _MANY) and parse.words[i + 1][:1].isupper() and i - 1 not in scene.country


def _firm(scene: Scene, last: int) -> bool:
    """Whether a name's last word makes an organisation of what the recogniser took for a person."""
    parse = scene.parse
    noun = scene.words.noun(parse.lemma[last], parse.lower[last])
    return (
        parse.lower[last] in FIRMS
        or parse.lower[last] in PAPERS
        or (noun is not None and noun.kind is ActorKind.ORGANISATION)
    )


def _plain(scene: Scene, first: int, last: int) -> bool:
    """Whether only a country narrows the noun: "Pakistan Army" is read as a description, capital or not."""
    return all(i in scene.country or scene.parse.tag[i] in {"POS", "."} for i in range(first, last))
