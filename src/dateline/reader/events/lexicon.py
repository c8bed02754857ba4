"""The events layer's word lists, indexed by lemma: triggers, classes of words, support verbs, non-events."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.lexicon import Lexicons, Row
from dateline.records import Basis

VERB, NOUN, ADJECTIVE = "v", "n", "a"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of triggers.tsv: when a lemma tells of an event, and of which."""

    lemma: str  # of the head word
    extra: str  # particle, preposition or complement of a verb; modifier of a noun; "" for none
    type: str  # an EventType, "=in", "=obj" (that of what one takes part in) or "NONE"
    mode: str | None
    object: tuple[str, ...]
    forbid: tuple[str, ...]
    preps: tuple[str, ...]
    roles: dict[str, str]  # slot -> a, r, p, i, -
    harm: bool  # disasters do it too
    count: str  # what its object counts, a CountOf, or ""
    needs: str
    instrument: str
    rank: int  # how specific: the highest that fits is taken


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that carries an event noun: what its subject is in the event, and how it carries it."""

    subject: str  # a, r or -
    kind: str  # light, aspect, plan, hold


@dataclass(frozen=True, slots=True)
class BlameCue:
    """One row of blame_cues.tsv: a word that names somebody as the doer of a happening without stating it."""

    pos: str  # v, n, a or r
    happening: frozenset[str]  # obj, clause or prepositions; none: it stands beside the one it is about
    doer: str  # subj, obj, self, inner or a preposition
    basis: Basis | None  # None: the one named is taken out of it


class EventLexicon:
    """The lists, ready for look-up."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.classes: dict[str, frozenset[str]] = {}
        for row in lexicons.table("event_classes"):
            more = frozenset(row["terms"].split())
            self.classes[row["class"]] = self.classes.get(row["class"], frozenset()) | more
        self.verbs: dict[str, list[Trigger]] = {}
        self.nouns: dict[str, list[Trigger]] = {}
        self.adjectives: dict[str, list[Trigger]] = {}
        indices = {VERB: self.verbs, NOUN: self.nouns, ADJECTIVE: self.adjectives}
        for number, row in enumerate(lexicons.table("triggers")):
            trigger = _trigger(row, number)
            indices[row["pos"]].setdefault(trigger.lemma, []).append(trigger)
        for index in indices.values():
            for rows in index.values():
                rows.sort(key=lambda t: -t.rank)
        self.support = {row["term"]: Support(row["subject"], row["kind"]) for row in lexicons.table("support")}
        self.nonevents: dict[str, list[tuple[str, ...]]] = {}
        for row in lexicons.table("nonevents"):
            words = tuple(row["term"].split())
            for word in dict.fromkeys(words):
                self.nonevents.setdefault(word, []).append(words)
        self.weapons = {row["term"]: row["kind"] for row in lexicons.table("weapons")}
        self.blame: dict[str, list[BlameCue]] = {}
        for row in lexicons.table("blame_cues"):
            self.blame.setdefault(row["term"], []).append(_blame_cue(row))
        self.asked = {row["term"]: row["asked"] for row in lexicons.table("mode_words")}
        self.threatened = {row["term"]: row["threatened"] for row in lexicons.table("mode_words")}
        self.families = {row["term"]: row["family"] for row in lexicons.table("nominalisations")}

    def family(self, lemma: str) -> str:
        """The lemma under which a verb and the nouns made of it are kept: participation, participant: participate."""
        return self.families.get(lemma, lemma)

    def family_of(self, lemma: str, extra: str) -> str:
        """The family of a phrase ("take part": participate), else that of its lemma."""
        return self.families.get(f"{lemma} {extra}") or self.family(lemma)


def _blame_cue(row: Row) -> BlameCue:
    basis = None if row["basis"] == "-" else Basis(row["basis"])
    return BlameCue(row["pos"], frozenset(filter(None, row["happening"].split(","))), row["doer"], basis)


def _trigger(row: dict[str, str], number: int) -> Trigger:
    term = row["term"]
    if row["pos"] == VERB and "-" in term.split()[0]:  # the parser takes "test-fired" for three words
        first, _, rest = term.partition(" ")[0].rpartition("-")
        term = " ".join(filter(None, (rest, f"{first}-", term.partition(" ")[2])))
    words = (term if row["pos"] == VERB else term.replace("-", " ")).split()
    lemma, extra = (words[0], " ".join(words[1:])) if row["pos"] != NOUN else (words[-1], " ".join(words[:-1]))
    roles = dict(part.split(":", 1) for part in row["roles"].split() if ":" in part)
    conditions = tuple(filter(None, row["object"].split(",")))
    preps = tuple(filter(None, row["prep"].split(",")))
    specific = 4 * len(extra.split()) + 2 * bool(conditions) + bool(preps)
    return Trigger(
        lemma,
        extra,
        row["type"],
        row["mode"] or None,
        conditions,
        tuple(filter(None, row["forbid"].split(","))),
        preps,
        roles,
        "harm" in row["roles"].split(),
        row["count"],
        row["needs"],
        row["instrument"],
        specific * 100_000 + number,
    )
