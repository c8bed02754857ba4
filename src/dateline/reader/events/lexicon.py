"""The events layer's word lists, indexed by lemma: triggers, classes of words, support verbs, non-events."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.lexicon import Lexicons

VERB, NOUN = "v", "n"


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


class EventLexicon:
    """The lists, ready for look-up."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.classes: dict[str, frozenset[str]] = {}
        for row in lexicons.table("event_classes"):
            more = frozenset(row["terms"].split())
            self.classes[row["class"]] = self.classes.get(row["class"], frozenset()) | more
        self.verbs: dict[str, list[Trigger]] = {}
        self.nouns: dict[str, list[Trigger]] = {}
        for number, row in enumerate(lexicons.table("triggers")):
            trigger = _trigger(row, number)
            index = self.verbs if row["pos"] == VERB else self.nouns
            index.setdefault(trigger.lemma, []).append(trigger)
        for index in (self.verbs, self.nouns):
            for rows in index.values():
                rows.sort(key=lambda t: -t.rank)
        self.support = {row["term"]: Support(row["subject"], row["kind"]) for row in lexicons.table("support")}
        self.nonevents: dict[str, list[tuple[str, ...]]] = {}
        for row in lexicons.table("nonevents"):
            words = tuple(row["term"].split())
            for word in dict.fromkeys(words):
                self.nonevents.setdefault(word, []).append(words)
        self.families = {row["term"]: row["family"] for row in lexicons.table("nominalisations")}

    def family(self, lemma: str) -> str:
        """The lemma under which a verb and the nouns made of it are kept: participation, participant: participate."""
        return self.families.get(lemma, lemma)

    def family_of(self, lemma: str, extra: str) -> str:
        """The family of a phrase ("take part": participate), else that of its lemma."""
        return self.families.get(f"{lemma} {extra}") or self.family(lemma)


def _trigger(row: dict[str, str], number: int) -> Trigger:
    words = row["term"].split()
    lemma, extra = (words[0], " ".join(words[1:])) if row["pos"] == VERB else (words[-1], " ".join(words[:-1]))
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
