"""The actors layer's word lists in the shape its rules use them: nouns, titles, honorifics, given names."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.lexicon import Lexicons
from dateline.records import ActorKind, Role

PLURAL_S = 4  # "officials" may be looked up as "official" from this length on
_SMALL = frozenset({"of", "in", "the", "general", "state", "-", "d'affaires"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can head a reference: `kind` of one of them, and whether one word means many ("police")."""

    term: str
    kind: ActorKind
    collective: bool
    role: Role | None
    speaks: bool
    gender: str = ""
    title: bool = False  # stands before a name: "minister", "colonel"


class Vocabulary:
    """Nouns by lemma, words that open a title, honorifics with their gender, given names with theirs."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.nouns: dict[str, Noun] = {}
        self.honorifics: dict[str, str] = {}
        self.title_words: set[str] = set()  # all words of titles: "prime", "minister"
        self.title_ends: set[str] = set()  # those right before a name: "minister", "col."
        self.title_roles: dict[str, Role] = {}
        for row in lexicons.table("group_nouns"):
            self.nouns[row["term"]] = Noun(
                row["term"],
                ActorKind(row["kind"]),
                row["collective"] == "yes",
                Role(row["role"]) if row["role"] else None,
                row["speaks"] == "yes",
                row["gender"],
            )
        for row in lexicons.table("ranks_titles"):
            term = row["term"].lower()
            if row["use"] == "honorific":
                self.honorifics[term] = row["gender"]
                self.honorifics[term + "."] = row["gender"]
                continue
            words = term.replace("-", " - ").split()
            self.title_words.update(w for w in words if w not in _SMALL)
            self.title_ends.add(words[-1])
            role = Role(row["role"]) if row["role"] else None
            if row["use"] == "abbreviation":
                self.title_words.add(term + ".")
                self.title_ends.add(term + ".")
                if role is not None:
                    self.title_roles[term] = role
                continue
            if len(words) > 1:
                continue
            known = self.nouns.get(term)
            if role is not None:
                self.title_roles[term] = role
            if known is not None:  # a nominal "speaker" need be no parliament's
                role = known.role
            gender = row["gender"] or (known.gender if known else "")
            self.nouns[term] = Noun(term, ActorKind.PERSON, False, role, True, gender, title=True)
        self.phrases: dict[tuple[str, ...], Role | None] = {
            tuple(row["term"].lower().split()): Role(row["role"]) if row["role"] else None
            for row in lexicons.table("ranks_titles")
            if " " in row["term"]
        }
        self.nations: dict[str, str] = {}  # one-word names and adjectives of countries
        for table, column in (("countries", "name"), ("country_names", "name"), ("demonyms", "term")):
            for row in lexicons.table(table):
                if row["iso3"] and " " not in row[column] and len(row[column]) > 2:
                    self.nations.setdefault(row[column].lower(), row["iso3"])
        self.given: dict[str, str] = {row["term"]: row["gender"] for row in lexicons.table("given_names")}

    def phrase(self, words: list[str]) -> tuple[str, ...] | None:
        """The longest listed title of several words that `words` end with: "attorney general" before "general"."""
        return next((end for size in (3, 2) if (end := tuple(words[-size:])) in self.phrases), None)

    def noun(self, lemma: str, word: str) -> Noun | None:
        """The noun of a token: by its lemma, or by its lower-cased word without a plural's s (names keep theirs)."""
        found = self.nouns.get(lemma) or self.nouns.get(word)
        if found is None and len(word) > PLURAL_S and word[-1] == "s":
            found = self.nouns.get(word[:-1]) or (self.nouns.get(word[:-3] + "y") if word.endswith("ies") else None)
        return found
