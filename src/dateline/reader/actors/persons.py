"""Persons by name: the statistical recogniser's, corrected by plain rules, with the titles that stand before them."""

from __future__ import annotations

from dateline.reader.actors.names import fold
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.actors.scene import Scene
from dateline.reader.actors.titles import add_title
from dateline.records import ActorKind

PARTICLES = frozenset(
    "al el ul ad an ar as bin ben ibn abu umm de da do dos del della di la le van von der den ter y".split()
)
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
SAY = frozenset(
    "say tell add claim announce state report note warn declare explain insist argue deny confirm reply answer "
    "comment admit acknowledge suggest ask vow pledge accuse describe recall write tweet stress emphasize assert "
    "conclude indicate reveal remark respond dismiss reject allege contend maintain concede promise threaten "
    "urge".split()
)
# What a name ends with that is no person's, whatever the recogniser says.
FIRMS = frozenset(
    "power group bank corp corp. inc inc. ltd ltd. llc plc holdings company co co. university college airlines "
    "center centre library museum school church association society council "
    "motors electric mills dynamics services corporation "
    "institute foundation industries energy motors partners party fund trust times post tribune herald gazette "
    "chronicle observer".split()
)
NOT_SURNAMES = frozenset("west east north south national golf club classic open tower plaza center centre act".split())
SAINTS = frozenset({"san", "santa", "santo", "sao", "st", "st."})  # what follows is a place
# Words that no person's name ends or begins with.
THINGS = frozenset(
    "empire powers front ridge fleet river valley pact treaty accord agreement war battle prize cup award day street "
    "avenue road airport hotel stadium tower bridge operation mount lake fort port hms rms uss act bill plan".split()
)
_MISREAD = frozenset({"ORG", "NORP", "PRODUCT", "WORK_OF_ART"})  # labels that persons' names often get
_NAME_POS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
LONGEST_NAME = 7


def find_persons(scene: Scene) -> list[Reference]:
    """Persons the recogniser marks, names that follow a title, names that only a verb of saying gives away."""
    out = []
    parse, words = scene.parse, scene.words
    for entity in parse.entities:
        label = scene.label(entity)
        if label == "PERSON" or label in _MISREAD:
            begin, end = widened(scene, entity.first, entity.last)
            if label == "PERSON" or is_person(scene, begin, end):
                out.append(person(scene, begin, end))
    for i, word in enumerate(parse.lower):
        if (word in words.honorifics or word in words.title_ends) and i + 2 < len(parse):
            first = i + 1 + (parse.words[i + 1] == ".")
            last = chain(scene, first) if first not in scene.taken else None
            if last is not None:
                out.append(person(scene, first, last, titled=True))
    if scene.caseless:
        out += _small(scene)
    for i, dep in enumerate(parse.dep):
        if dep == "nsubj" and parse.pos[i] == "PROPN" and i not in scene.taken and i not in scene.topo:
            out.append(_speaker(scene, i))
    found = [ref for ref in out if ref is not None]
    return found + _surnames(scene, found)


def _small(scene: Scene) -> list[Reference | None]:
    """Names that a known given name opens, in a report without capitals."""
    parse, words = scene.parse, scene.words
    out: list[Reference | None] = []
    for i, word in enumerate(parse.lower[:-1]):
        if i in scene.topo or (i > 0 and parse.lower[i - 1] in SAINTS):
            continue
        if word in words.given and i not in scene.taken and parse.pos[i] in {"PROPN", "NOUN", "ADJ", "X"}:
            after = i + 1
            if (
                parse.pos[after] in {"PROPN", "NOUN", "X"}
                and words.noun(parse.lemma[after], parse.lower[after]) is None
            ):
                last = chain(scene, i)
                out.append(person(scene, i, max(last or after, after)))
    return out


def is_person(scene: Scene, first: int, last: int) -> bool:
    """Whether a name marked as something else is a person's: a given name first, or a person's role beside it."""
    parse, words = scene.parse, scene.words
    if any(parse.pos[i] != "PROPN" for i in range(first, last + 1)) or parse.lower[last] in FIRMS:
        return False
    if words.noun(parse.lemma[last], parse.lower[last]) is not None or (scene.topo and last in scene.topo):
        return False
    if 1 <= last - first <= 3 and fold(parse.words[first]).lower() in words.given:
        return True
    head = scene.head_of(first, last)
    beside = parse.kids_of(head, "appos")
    if parse.dep[head] == "appos":
        beside.append(parse.head[head])
    for k in beside:
        noun = words.noun(parse.lemma[k], parse.lower[k])
        if noun is not None and noun.kind is ActorKind.PERSON and parse.tag[k] in {"NN", "NNP"}:
            return last > first
    return False


def _speaker(scene: Scene, i: int) -> Reference | None:
    """A capitalised subject of a verb of saying that nothing else explains."""
    parse, words = scene.parse, scene.words
    if parse.lemma[parse.head[i]] not in SAY or not parse.words[i][:1].isupper() or parse.words[i].isupper():
        return None
    if words.noun(parse.lemma[i], parse.lower[i]) is not None or parse.lower[i] in FIRMS:
        return None
    if (votes := scene.votes.get(parse.words[i])) and votes[1] > votes[0]:
        return None
    first = i
    while first > 0 and parse.head[first - 1] == i and parse.dep[first - 1] == "compound":
        first -= 1
    ref = person(scene, first, i)
    if ref is not None:
        ref.confidence = 0.5
    return ref


def chain(scene: Scene, first: int) -> int | None:
    """The last token of the run of name words that begins right after a title; None where none does."""
    parse, words = scene.parse, scene.words
    last = None
    title = parse.words[first - 1]
    shouted = title.isupper() and len(title) > 3 and not scene.caseless
    crosses = title.endswith(".")
    entity = scene.entity.get(first)
    if entity is not None and entity.first < first and entity.label != "PERSON":
        noun = words.noun(parse.lemma[entity.last], parse.lower[entity.last])
        if (
            entity.label != "ORG"
            or parse.lower[entity.last] in FIRMS
            or (noun is not None and noun.kind is not ActorKind.PERSON)
        ):
            return None
    for i in range(first, min(first + LONGEST_NAME, len(parse))):
        if i in scene.taken or (parse.sentence[i] != parse.sentence[first]):
            break
        if i == first and parse.sentence[i] != parse.sentence[first - 1] and not crosses:
            break
        word = parse.lower[i]
        if i in scene.topo or word in words.title_words or word in words.honorifics:
            break
        name = parse.pos[i] == "PROPN" and words.noun(parse.lemma[i], word) is None
        if not scene.caseless:
            name = name and parse.words[i][:1].isupper() and not (shouted and parse.words[i].isupper())
        elif word in words.given:
            name = True
        elif last is not None and parse.pos[i] in {"NOUN", "X"} and i - last == 1:
            tied = last > first and parse.head[last] == i
            name = (tied or parse.lower[last] in words.given) and words.noun(parse.lemma[i], word) is None
        if name:
            last = i
        elif word not in PARTICLES and word != "-":
            break
    return last


def person(scene: Scene, first: int, last: int, titled: bool = False) -> Reference | None:
    """A person of these tokens, titles and possessive marks cut off; None where the words are no person's name."""
    parse, words = scene.parse, scene.words
    while last > first and (
        parse.pos[last] == "PUNCT" or parse.tag[last] == "POS" or parse.lower[last] in {"'s", "’s"}
    ):
        last -= 1
    while first < last and (
        parse.lower[first] in words.title_words
        or parse.lower[first] in words.honorifics
        or parse.pos[first] in {"DET", "PUNCT", "ADP", "CCONJ", "ADV", "PRON", "SCONJ"}
    ):
        first += 1
    last = next((i - 1 for i in range(first + 1, last + 1) if parse.tag[i] == "POS"), last)
    first, last = _whole(scene, first, last)
    covered = range(first, last + 1)
    if parse.lower[first] in words.title_words and parse.lower[first + 1 : first + 2] == ["of"]:
        return None  # "the Sultan of X": an office, whoever holds it
    if any(i in scene.taken or i in scene.country for i in covered) or len(covered) > LONGEST_NAME:
        return None
    if first == last and not titled and parse.tag[last] == "NNPS":
        return None
    if first == last and not titled and (last in scene.topo or fold(parse.lower[last]) in scene.placelike):
        return None
    if not titled and all(i in scene.topo for i in covered):
        return None
    if not parse.words[last][:1].isalpha() or (last > first and parse.lower[last] in FIRMS):
        return None
    if parse.lower[last] in THINGS or (parse.lower[first] in THINGS and last > first):
        return None
    if last + 2 < len(parse) and parse.words[last + 1] == "-" and not titled and parse.pos[last + 2] == "PROPN":
        return None  # half of a pair that names a thing
    noun = words.noun(parse.lemma[last], parse.lower[last])
    if noun is not None and not titled and (first == last or noun.kind is not ActorKind.PERSON):
        return None
    if any(c.isdigit() for i in covered for c in parse.words[i]):
        return None
    if not scene.caseless and not (parse.words[last][:1].isupper() or parse.words[last][:3] in {"al-", "el-"}):
        return None
    name = parse.words_of(first, last)
    parts = tuple(p for p in map(_part, parse.words[first : last + 1]) if p)
    parts = tuple(p for p in parts if p not in PARTICLES) or parts
    if not parts:
        return None
    ref = Reference(
        first, last, scene.head_of(first, last), Form.NAME, ActorKind.PERSON, name, parts=parts, named=True,
        confidence=0.85,
    )  # fmt: skip
    scene.take(first, last)
    add_title(scene, ref)
    if not ref.gender and len(parts) > 1:
        ref.gender = words.given.get(parts[0], "")
    return ref


def widened(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A name with the name words that the recogniser left out: it often knows only two of a name's three."""
    if scene.caseless:
        return first, last
    parse, words = scene.parse, scene.words

    def not_free(i: int) -> bool:  # "Ramiro", taken for a town that is on no map
        return i in scene.entity and (scene.entity[i].label != "GPE" or scene.entity[i].last > scene.entity[i].first)

    def is_part(i: int) -> bool:
        word = parse.words[i]
        if parse.pos[i] != "PROPN" or not_free(i) or i in scene.taken or i in scene.topo or i in scene.country:
            return False
        if not word[:1].isupper() or word.isupper() or parse.sentence[i] != parse.sentence[first]:
            return False
        low = parse.lower[i]
        known = low in words.title_words or low in words.honorifics or low in words.title_ends or low in FIRMS
        return not known and words.noun(parse.lemma[i], low) is None

    for i in range(first - 1, max(first - 3, -1), -1):
        if not is_part(i) or parse.dep[i] != "compound" or not first <= parse.head[i] <= last:
            break
        first = i
    for i in range(last + 1, min(last + 3, len(parse))):
        tied = parse.head[last] == i and parse.dep[last] == "compound"
        if not tied or not is_part(i):
            break
        last = i
    return first, last


def _whole(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The name with what its particles and hyphens tie to it: "Al" is "Al-Habbal"; in small letters, its last word."""
    parse = scene.parse
    n = len(parse)
    if (
        parse.lower[last] in PARTICLES
        and last + 2 < n
        and parse.words[last + 1] == "-"
        and parse.pos[last + 2] == "PROPN"
    ):
        last += 2
    if first > 1 and parse.words[first - 1] == "-" and parse.lower[first - 2] in PARTICLES:
        first -= 2
    if (
        scene.caseless
        and last > first
        and last + 1 < n
        and parse.pos[last + 1] in {"NOUN", "PROPN", "X"}
        and parse.head[last] == last + 1
        and last + 1 not in scene.taken
        and scene.words.noun(parse.lemma[last + 1], parse.lower[last + 1]) is None
    ):
        last += 1
    return first, last


def _part(word: str) -> str:
    low = fold(word).lower().strip(".'-")
    return "" if low in SUFFIXES else low


def _surnames(scene: Scene, persons: list[Reference]) -> list[Reference]:
    """A surname that the report gave in full somewhere is that person wherever it stands alone."""
    surnames = {ref.parts[-1] for ref in persons if len(ref.parts) > 1 or ref.gender}
    surnames |= {part for ref in persons if len(ref.parts) > 2 for part in ref.parts[1:-1] if len(part) > 3}
    parse = scene.parse
    if not scene.caseless:  # a word that the report also writes small is no surname to go by
        surnames.difference_update(parse.words)
        surnames -= NOT_SURNAMES
    out: list[Reference] = []
    for i, word in enumerate(parse.lower):
        if fold(word) not in surnames or i in scene.taken or i in scene.country or i in scene.titled:
            continue
        last = i  # two surnames in a row are one name
        if i + 1 < len(parse) and parse.sentence[i + 1] == parse.sentence[i] and fold(parse.lower[i + 1]) in surnames:
            last = i + 1
        if parse.pos[i] not in _NAME_POS or not (scene.caseless or parse.words[i][:1].isupper()):
            continue
        ref = person(scene, i, last, titled=True)
        if ref is not None:
            out.append(ref)
    return out
