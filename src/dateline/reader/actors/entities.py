"""Names that no list knows: the statistical recogniser's persons and organisations, corrected by plain rules."""

from __future__ import annotations

from dateline.reader.actors.names import fold
from dateline.reader.actors.nominals import left_edge
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.actors.scene import Scene
from dateline.records import ActorKind

PARTICLES = frozenset(
    "al el ul ad an ar as bin ben ibn abu umm de da do dos del della di la le van von der den ter y".split()
)
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
SAY = frozenset(
    "say tell add claim announce state report note warn declare explain insist argue deny confirm reply answer "
    "comment admit acknowledge suggest ask vow pledge accuse describe recall write tweet".split()
)
_LEGIT = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_TITLE_GAP = frozenset({"-", "general"})


def find_names(scene: Scene) -> list[Reference]:
    """Listed names, then persons and organisations. Fills `scene.taken` and `scene.titled`."""
    out = [_listed(scene, m.first, m.last) for m in scene.matches]
    persons = _persons(scene)
    out += persons
    out += _surnames(scene, persons)
    out += _organisations(scene)
    return out


def _listed(scene: Scene, first: int, last: int) -> Reference:
    parse, entry = scene.parse, scene.listed[first].entry
    head = scene.head_of(first, last)
    start = first
    if first > 0 and parse.lower[first - 1] == "the" and first <= parse.head[first - 1] <= last:
        start = first - 1
    return Reference(
        start, last, head, Form.NAME, entry.kind, entry.name, key=entry.key, country=entry.country,
        roles=entry.roles, named=True, plural=False, confidence=0.95,
    )  # fmt: skip


def _persons(scene: Scene) -> list[Reference]:
    out = []
    parse = scene.parse
    for entity in parse.entities:
        if entity.label == "PERSON":
            ref = _person(scene, entity.first, entity.last)
            if ref is not None:
                out.append(ref)
    honorifics, titles = scene.words.honorifics, scene.words.title_ends
    for i, word in enumerate(parse.lower):
        if (word in honorifics or word in titles) and i + 1 < len(parse) and i + 1 not in scene.taken:
            last = _chain(scene, i + 1)
            if last is not None:
                ref = _person(scene, i + 1, last, titled=True)
                if ref is not None:
                    out.append(ref)
    for i, dep in enumerate(parse.dep):
        if dep == "nsubj" and parse.pos[i] == "PROPN" and i not in scene.taken and i not in scene.topo:
            noun = scene.words.noun(parse.lemma[i], parse.lower[i])
            if noun is None and parse.lemma[parse.head[i]] in SAY and parse.words[i][:1].isupper():
                first = i
                while first > 0 and parse.head[first - 1] == i and parse.dep[first - 1] == "compound":
                    first -= 1
                ref = _person(scene, first, i)
                if ref is not None:
                    ref.confidence = 0.5
                    out.append(ref)
    return out


def _chain(scene: Scene, first: int) -> int | None:
    """The last token of the run of name words that begins right after a title; None where none does."""
    parse, words = scene.parse, scene.words
    n = len(parse)
    last = None
    for i in range(first, min(first + 6, n)):
        if parse.sentence[i] != parse.sentence[first] or i in scene.taken:
            break
        word = parse.lower[i]
        if i in scene.topo or word in words.title_words or word in words.honorifics:
            break
        name = parse.pos[i] == "PROPN" and words.noun(parse.lemma[i], word) is None
        if not scene.caseless:
            name = name and parse.words[i][:1].isupper()
        if name:
            last = i
        elif word not in PARTICLES and word != "-":
            break
    return last


def _person(scene: Scene, first: int, last: int, titled: bool = False) -> Reference | None:
    """A person of these tokens, titles and possessive marks cut off; None where the words are no person's name."""
    parse, words = scene.parse, scene.words
    while last > first and (parse.tag[last] in {"POS", "''", "``", ",", ".", ":"} or parse.lower[last] in {"'s", "’s"}):
        last -= 1
    while first < last and (
        parse.lower[first] in words.title_words
        or parse.lower[first] in words.honorifics
        or parse.pos[first] in {"DET", "PUNCT", "ADP", "CCONJ"}
    ):
        first += 1
    if any(i in scene.taken for i in range(first, last + 1)):
        return None
    if any(i in scene.country or (i in scene.topo and not titled and last == first) for i in range(first, last + 1)):
        return None
    if last - first > 6 or not parse.words[last][:1].isalpha():
        return None
    if not scene.caseless and not any(w[:1].isupper() for w in parse.words[first : last + 1]):
        return None
    if first == last and words.noun(parse.lemma[last], parse.lower[last]) is not None and not titled:
        return None
    head = scene.head_of(first, last)
    name = parse.words_of(first, last)
    ref = Reference(first, last, head, Form.NAME, ActorKind.PERSON, name, named=True, confidence=0.85)
    ref.parts = tuple(p for p in (_part(w) for w in parse.words[first : last + 1]) if p)
    if not ref.parts:
        return None
    scene.taken.update(range(first, last + 1))
    _add_title(scene, ref)
    if not ref.gender and len(ref.parts) > 1:
        ref.gender = words.given.get(ref.parts[0], "")
    return ref


def _part(word: str) -> str:
    low = fold(word).lower().strip(".'-")
    return "" if low in SUFFIXES else low


def _add_title(scene: Scene, ref: Reference) -> None:
    """Take in what stands before the name in its phrase, where that holds a title, rank or role."""
    parse, words = scene.parse, scene.words
    at = ref.first - 1
    if at < 0 or parse.sentence[at] != parse.sentence[ref.first]:
        return
    word = parse.lower[at]
    if word in words.honorifics:
        ref.gender = words.honorifics[word]
        ref.first = at
        scene.titled.add(at)
        at -= 1
        if at < 0 or parse.sentence[at] != parse.sentence[ref.last]:
            return
        word = parse.lower[at]
    noun = words.noun(parse.lemma[at], word)
    if word == "-" or (noun is None and word not in words.title_words):
        return
    if noun is not None and (parse.tag[at] in {"NNS", "NNPS"} or noun.kind is not ActorKind.PERSON):
        return
    outside = parse.head[at] != ref.head and not ref.first <= parse.head[at] <= ref.last
    if outside and parse.dep[ref.head] == "appos" and parse.head[ref.head] == at:
        ref.also = (at,)
    edge = min(left_edge(parse, ref.head), left_edge(parse, at) if outside else at)
    if edge > at or ref.first - edge > 10:
        edge = at
        while (
            edge > 0 and parse.lower[edge - 1] in words.title_words and parse.sentence[edge - 1] == parse.sentence[at]
        ):
            edge -= 1
    mods: list[str] = []
    for k in range(edge, at):
        if k in scene.country:
            mods.append("@" + scene.country[k])
            ref.country = ref.country or scene.country[k]
        elif k in scene.listed:
            entry = scene.listed[k].entry
            mods.append(entry.key)
            ref.country = ref.country or entry.country
        elif parse.pos[k] in {"ADJ", "NOUN", "PROPN"}:
            mods.append(parse.lemma[k])
    if noun is not None:
        role = words.phrases.get((parse.lower[at - 1], word)) if at > edge else None
        ref.roles = (role,) if role else (noun.role,) if noun.role else ()
        ref.gender = ref.gender or noun.gender
        ref.titles.append((noun.term, frozenset(mods)))
    scene.titled.update(range(edge, ref.first))
    ref.first = edge


def _organisations(scene: Scene) -> list[Reference]:
    out = []
    parse, words = scene.parse, scene.words
    for entity in parse.entities:
        if entity.label not in {"ORG", "NORP"}:
            continue
        first, last = entity.first, entity.last
        while last > first and (parse.tag[last] == "POS" or parse.pos[last] == "PUNCT"):
            last -= 1
        start = first
        while first < last and (parse.lower[first] in {"the", "a", "an"} or parse.pos[first] in {"PUNCT", "ADP"}):
            first += 1
        if any(i in scene.taken or i in scene.titled for i in range(first, last + 1)):
            continue
        if all(i in scene.topo for i in range(first, last + 1)):
            continue
        if not scene.caseless and not parse.words[last][:1].isupper():
            continue
        head = scene.head_of(first, last)
        noun = words.noun(parse.lemma[last], parse.lower[last])
        if first == last and (noun is not None or parse.pos[first] not in {"PROPN", "NOUN"}):
            continue
        if entity.label == "NORP" and (parse.dep[head] in {"amod", "compound"} or parse.pos[head] == "ADJ"):
            continue
        if noun is not None and noun.kind is ActorKind.PERSON:
            continue
        kind = noun.kind if noun is not None else ActorKind.ORGANISATION
        if entity.label == "NORP":
            kind = ActorKind.GROUP
        name = parse.words_of(first, last)
        start = first - 1 if first > start or (first > 0 and parse.lower[first - 1] == "the") else first
        if start < first and not first <= parse.head[start] <= last:
            start = first
        ref = Reference(start, last, head, Form.NAME, kind, name, named=True, confidence=0.75)
        ref.parts = tuple(p for p in (_part(w) for w in parse.words[first : last + 1]) if p)
        ref.country = next((scene.country[i] for i in range(first, last + 1) if i in scene.country), None)
        if noun is not None:
            ref.lemma = noun.term
            ref.roles = (noun.role,) if noun.role else ()
            ref.mods = frozenset(
                "@" + scene.country[i] if i in scene.country else parse.lower[i]
                for i in range(first, last)
                if parse.pos[i] in {"PROPN", "NOUN", "ADJ"}
            )
        scene.taken.update(i for i in range(first, last + 1) if i not in scene.country or noun is None)
        out.append(ref)
    return out


def _surnames(scene: Scene, persons: list[Reference]) -> list[Reference]:
    """A surname that the report gave in full somewhere is that person wherever it stands alone."""
    surnames = {ref.parts[-1] for ref in persons if len(ref.parts) > 1 or ref.gender}
    out: list[Reference] = []
    if not surnames:
        return out
    parse = scene.parse
    for i, word in enumerate(parse.lower):
        if fold(word) not in surnames or i in scene.taken or i in scene.country or i in scene.titled:
            continue
        if parse.pos[i] not in _LEGIT or not (scene.caseless or parse.words[i][:1].isupper()):
            continue
        ref = _person(scene, i, i, titled=True)
        if ref is not None:
            out.append(ref)
    return out
