"""State references: countries that act, their adjectives and metonyms, as the places layer found them."""

from __future__ import annotations

from dateline.reader.actors.descriptions import describe
from dateline.reader.actors.reference import Form, Reference
from dateline.reader.actors.scene import STATE_KINDS, Scene
from dateline.records import ActorKind, Role


def find_states(scene: Scene, names: dict[str, str]) -> list[Reference]:
    """One reference a toponym that stands for a state. Demonym nouns ("two Italians") are people, not a state."""
    out = []
    parse = scene.parse
    for t in (*scene.toponyms, *scene.states):
        if (
            not t.country
            or not (t.acts or t.kind in STATE_KINDS)
            or scene.taken.intersection(range(t.first, t.last + 1))
        ):
            continue
        first, last = t.first, t.last
        if not_a_state(scene, first, last):
            continue
        head = scene.head_of(first, last)
        if t.kind == "demonym" and people(scene, last):
            out.append(_people(scene, t.country, first, last))
            continue
        if first > 0 and parse.lower[first - 1] == "the" and parse.head[first - 1] in range(first, last + 1):
            first -= 1
        out.append(
            Reference(
                first, last, head, Form.STATE, ActorKind.STATE, names.get(t.country, parse.words_of(t.first, last)),
                key="state:" + t.country, country=t.country, roles=(Role.GOV,), named=True, confidence=0.9,
            )
        )  # fmt: skip
    return out


def not_a_state(scene: Scene, first: int, last: int) -> bool:
    """A country's word that only names a language ("English-language"), or a short word without capitals ("car")."""
    parse = scene.parse
    word = parse.words[first]
    if scene.continental(first):
        return True
    if scene.caseless and first == last and len(word) <= 3 and word.isalpha() and parse.pos[first] != "PROPN":
        return True
    return last + 2 < len(parse) and parse.words[last + 1] == "-" and parse.lower[last + 2] in {"language", "speaking"}


def people(scene: Scene, i: int) -> bool:
    """Whether a demonym is a noun for persons: plural, or singular with an article of its own."""
    parse = scene.parse
    if parse.pos[i] not in {"NOUN", "PROPN"} or parse.dep[i] in {"compound", "amod", "nmod"}:
        return False
    if parse.tag[i] in {"NNPS", "NNS"}:
        return True
    return any(parse.dep[k] in {"det", "nummod"} for k in parse.kids[i])


def _people(scene: Scene, country: str, first: int, last: int) -> Reference:
    parse = scene.parse
    plural = parse.tag[last] in {"NNPS", "NNS"}
    ref = describe(scene, last, ActorKind.GROUP if plural else ActorKind.PERSON, (Role.CVL,), plural=plural)
    ref.lemma = "people"
    ref.mods = ref.mods | {"@" + country}
    ref.country = country
    return ref
