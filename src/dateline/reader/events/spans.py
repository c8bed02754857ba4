"""Participants: the words that name who takes part, as a reader would underline them."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.reader.events import syntax
from dateline.reader.events.footing import Footing, belonging, of_words
from dateline.reader.events.scene import Scene
from dateline.reader.parse import Parse
from dateline.records import Participant, Span

_EMPTY = frozenset(
    (
        "it",
        "there",
        "which",
        "that",
        "who",
        "whom",
        "this",
        "what",
        "these",
        "those",
        "one",
        "nobody",
        "nothing",
        "none",
    )
)
_TIMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LAW", "WORK_OF_ART", "EVENT"))
_THINGS = frozenset(
    "decision move report statement fact news announcement result fear concern threat risk move development incident "
    "tension pressure plan effort attempt campaign policy law rule ruling vote election talk speech interview "
    "word comment remark claim story evidence document video footage shot bullet day night week month year time hour "
    "way place end part case reason issue problem question situation crisis event action measure step thing damage "
    "disaster accident crash fire explosion blast attack bombing bomb strike raid offensive operation clash violence "
    "fighting war battle protest shooting shelling ambush siege conflict rebellion uprising invasion killing murder "
    "responsibility behalf blame credit suspicion peace ceasefire truce agreement deal accord life death injury wound "
    "casualty rocket missile shell mortar grenade device mine landmine bullet gunfire airstrike rain visit trip "
    "meeting".split()
)
_NOBODY = frozenset(("nobody", "none", "neither", "nothing", "no-one", "noone"))
LONGEST = 24  # tokens of a participant at most


def phrase(scene: Scene, i: int) -> Span:
    """The noun phrase that token `i` heads, without clauses, appositions or places that hang on it."""
    mention = scene.cast.get(i)
    if mention is not None:
        return mention.span
    parse = scene.parse
    first, last = i, i
    if parse.tag[i] == "CD" and i - parse.left[i] <= 4:
        first = parse.left[i]  # "at least 30"
    for k in parse.kids[i]:
        if k < i:
            if parse.dep[k] not in ("punct", "cc", "preconj", "relcl", "advmod", "mark", "prep", "appos") or (
                parse.dep[k] == "advmod" and first - k == 1 and parse.dep[i] == "nummod"
            ):
                first = min(first, max(parse.left[k], i - LONGEST))
        elif parse.dep[k] == "prep" and parse.lower[k] == "of" and k - last <= 1:
            inner = parse.kid(k, "pobj")
            if inner is not None:
                last = max(last, min(_end(parse, inner), i + LONGEST))
    while first < i and parse.pos[first] == "PUNCT":
        first += 1
    return parse.span(first, last)


def _end(parse: Parse, i: int) -> int:
    """Last token of the object of "of", its own clauses and trailing phrases left out."""
    last = i
    for k in parse.kids[i]:
        if k > i and parse.dep[k] in ("conj", "case"):
            last = max(last, _end(parse, k) if parse.dep[k] == "conj" else k)
        elif k > i and parse.dep[k] == "prep" and parse.lower[k] == "of" and k == last + 1:
            inner = parse.kid(k, "pobj")
            if inner is not None:
                last = inner
    return last


def participants(
    scene: Scene, heads: list[int], footings: Mapping[int, Footing] | None = None
) -> tuple[Participant, ...]:
    """One participant for each head and its conjuncts; things and times take no part.

    Doers come with `footings`: what words over the happening say of how sure it is that they did it.
    """
    out: list[Participant] = []
    seen: set[Span] = set()
    known: set[str] = set()
    for head in heads:
        for conjunct in [*_conjuncts(scene.parse, head), *_by_name(scene, head)]:
            i = resolve(scene, conjunct)
            if not takes_part(scene, i) or is_nobody(scene, i):
                continue
            span = phrase(scene, i)
            actor = scene.cast[i].actor if i in scene.cast else None
            if span in seen or (actor is not None and actor in known):
                continue
            seen.add(span)
            if actor is not None:
                known.add(actor)
            footing = None if footings is None else footings.get(head) or of_words(scene, i)
            out.append(_participant(scene, actor, span, footing))
            band = belonging(scene, i) if footings is not None else None
            if band is not None and band[0] in scene.cast:
                whose = scene.cast[band[0]]
                out.append(_participant(scene, whose.actor, whose.span, band[1]))
    return tuple(out)


def _participant(scene: Scene, actor: str | None, span: Span, footing: Footing | None) -> Participant:
    if footing is None or footing.basis is None:
        return Participant(actor, span)
    return Participant(actor, span, footing.basis, scene.parse.span(footing.cue, footing.cue))


def is_nobody(scene: Scene, i: int) -> bool:
    """ "No group", "nobody", "none of the guards": no one who takes part."""
    parse = scene.parse
    if parse.lower[i] in _NOBODY:
        return True
    return any(k < i and parse.lower[k] in ("no", "neither") for k in parse.kids_of(i, "det", "neg", "preconj"))


def _conjuncts(parse: Parse, i: int) -> list[int]:
    """`i` and what is coordinated with it, a dozen at most."""
    out = [i]
    while len(out) < 12:
        k = parse.kid(out[-1], "conj")
        if k is None:
            k = _listed(parse, out[-1])
        if k is None:
            return out
        out.append(k)
    return out


def _by_name(scene: Scene, i: int) -> list[int]:
    """Those whom an apposition names: "two nurses, Mara Teel and Jo Finn"."""
    parse = scene.parse
    k = parse.kid(i, "appos") if parse.tag[i] == "NNS" else None
    if k is None or parse.pos[k] != "PROPN" or k not in scene.cast:
        return []
    return [] if i in scene.cast and scene.cast[i].actor == scene.cast[k].actor else _conjuncts(parse, k)


def _listed(parse: Parse, i: int) -> int | None:
    """ "A driver, a nurse and two pupils", where the parser took the nurse for a word about the driver."""
    k = parse.kid(i, "appos")
    if k is None or parse.pos[i] != "NOUN" or parse.pos[k] != "NOUN":
        return None
    end = parse.kid(k, "conj")
    counted = end is not None and all(parse.kid(m, "det", "nummod") is not None for m in (i, k, end))
    return k if counted and not any(parse.lower[d] == "the" for d in parse.kids[k]) else None


def resolve(scene: Scene, i: int) -> int:
    """The noun that stands for the group: "most of the guards", "dozens of villagers" are told by their container."""
    parse = scene.parse
    if i not in scene.cast and parse.lower[i] in syntax.RELATIVES and parse.dep[parse.head[i]] in ("relcl", "acl"):
        return syntax.antecedent(parse, parse.head[i])
    if i not in scene.cast and parse.lower[i] in ("it", "they") and parse.dep[i] == "nsubj":
        clause = parse.head[i]  # "the group said it was behind the bombing", and not "“They shot at us,” she said"
        who = parse.kid(parse.head[clause], "nsubj") if parse.dep[clause] == "ccomp" else None
        if who is not None and who in scene.cast and who < i and _QUOTES.isdisjoint(parse.words[who:i]):
            return who
    return i


_QUOTES = frozenset(("“", "”", '"', "«", "‘", "``"))
_AGENTS = ("@people", "@armed", "@forces", "@org", "@leader", "@who", "@helpers", "@crowd", "@protester", "@media")
_AGENT_LABELS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_AGENT_PRONOUNS = frozenset("he she they we i you who him her them us some others many both it its".split())


def is_agent(scene: Scene, i: int) -> bool:
    """Whether a noun is someone who can accuse, agree, send or forbid: a person, a group, a state."""
    parse = scene.parse
    if i in scene.cast or scene.labels.get(i) in _AGENT_LABELS:
        return True
    if parse.pos[i] == "PRON":
        return parse.lower[i] in _AGENT_PRONOUNS
    if parse.pos[i] == "PROPN" or i in scene.toponyms:
        return scene.labels.get(i) not in _TIMES
    return scene.is_any(_AGENTS, i)


def takes_part(scene: Scene, i: int) -> bool:
    """Whether a noun can act or be acted upon: people, groups, states, and the places and things that are struck."""
    parse = scene.parse
    if i in scene.cast:
        return True
    if parse.pos[i] == "PRON":
        return parse.lower[i] not in _EMPTY
    if parse.pos[i] not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return False
    if parse.pos[i] == "ADJ" and parse.tag[i] not in ("JJ", "JJS", "JJR"):
        return False
    label = scene.labels.get(i)
    if label in _TIMES and parse.lower[i] not in ("old", "olds"):  # "a 16-year-old"
        return False
    return parse.lemma[i] not in _THINGS
