"""Names that the lists know, found in the text by longest match: armed groups, organisations, media."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dateline.reader.lexicon import Lexicons, Row
from dateline.reader.parse import Parse
from dateline.records import ActorKind, Role

_FIRST = re.compile(r"[^\W_]+")
# Acronyms that are words too: without capitals to tell by, they are left alone.
_WORDS = frozenset(
    "cut far pan gal tip ham mas is it us who eta pla asl plan act aim care pen fan mend base sla may gap so as".split()
)
ACRONYM = 5


def _fold_table() -> dict[int, str]:
    """One character for one: curly marks straight, dashes plain, accents off, so that offsets hold."""
    table = {ord(c): "'" for c in "‘’ʼ`´ʻʿʾ"} | {ord(c): "-" for c in "‐‑‒–—"}
    table |= {ord(c): " " for c in "\n\r\t\u00a0"} | {0x130: "I"}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base != chr(code):
            table[code] = base
    return table


FOLD = _fold_table()


def fold(text: str) -> str:
    """The text with plain marks and letters, character for character as long as it was; its case kept."""
    return text.translate(FOLD)


TABLES = (
    ("organisations", "organisation"),
    ("media", "media"),
    ("communities", "group"),
    ("armed_groups", "organisation"),
)
ARMED = frozenset({Role.REB, Role.PRM, Role.CRM})
# Words that make a report one of armed conflict, where an armed group's acronym needs no further evidence.
CONFLICT = frozenset(
    "militant rebel guerrilla fighter insurgent militia soldier troops gunman army cartel militiaman".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor that a list knows."""

    key: str
    name: str
    kind: ActorKind
    country: str | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` are a name of `entry`."""

    first: int
    last: int
    entry: Entry


class NameList:
    """All names and aliases of the lists, indexed by their first word."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.index: dict[str, list[tuple[str, str, Entry]]] = {}
        for table, kind in TABLES:
            for row in lexicons.table(table):
                self._add(row, ActorKind(row.get("kind") or kind))
        count: dict[str, int] = {}
        for names in self.index.values():
            for _, alias, _entry in names:
                count[alias] = count.get(alias, 0) + 1
            names.reverse()  # of two entries of one alias the later row wins: a user's own list comes last
            names.sort(key=lambda n: -len(n[0]))
        self.shared = frozenset(alias for alias, times in count.items() if times > 1)

    def _add(self, row: Row, kind: ActorKind) -> None:
        roles = tuple(Role(r) for r in row["role"].split("|") if r)
        entry = Entry("list:" + fold(row["name"]).lower(), row["name"], kind, row["country"] or None, roles)
        aliases = [row["name"], *row["aliases"].split("|")]
        if kind is ActorKind.GROUP:
            aliases += [alias + "s" for alias in aliases if alias and alias[-1] != "s"]
        for alias in map(fold, aliases):
            first = _FIRST.search(alias)
            if first:
                self.index.setdefault(first.group().lower(), []).append((alias.lower(), alias, entry))

    def find(self, parse: Parse, caseless: bool, countries: set[str]) -> list[Match]:
        """Matches from left to right, the longest at each token, none overlapping another.

        A bare acronym counts only in a report that spells the name out somewhere or speaks of the country (an armed
        group's also in any report of fighting); where several names share one, these decide between them too.
        """
        folded = fold(parse.text)
        lowered = folded.lower()
        if len(lowered) != len(folded):  # a letter whose small form is longer: offsets would slip
            lowered = "".join(low if len(low := c.lower()) == 1 else c for c in folded)
        out: list[Match] = []
        index, end, n = self.index, parse.end, len(parse.words)
        conflict = not CONFLICT.isdisjoint(parse.lemma)
        spelt: set[str] = {
            entry.key
            for i, start in enumerate(parse.start)
            for low, alias, entry in index.get(lowered[start : end[i]], ())
            if " " in alias and lowered.startswith(low, start)
        }
        free = 0  # the first token that no match covers
        for i, start in enumerate(parse.start):
            if i < free:
                continue
            word = lowered[start : end[i]]
            names = index.get(word)
            if names is None:
                if word.isalnum() or (found := _FIRST.match(word)) is None:
                    continue
                names = index.get(found.group())
                if names is None:
                    continue
            for low, alias, entry in names:
                if out_of_place(alias, entry, countries, spelt, caseless) and not (
                    conflict and not caseless and alias not in self.shared and ARMED.intersection(entry.roles)
                ):
                    continue
                stop = start + len(low)
                if not lowered.startswith(low, start) or (stop < len(lowered) and lowered[stop].isalnum()):
                    continue
                if not _cased(alias, folded[start:stop], caseless) or (low in _WORDS and shouted(parse.words, i)):
                    continue
                last = i
                while last + 1 < n and end[last] < stop:
                    last += 1
                if end[last] < stop or parse.sentence[last] != parse.sentence[i]:
                    continue
                out.append(Match(i, last, entry))
                free = last + 1
                break
        return out


def out_of_place(alias: str, entry: Entry, countries: set[str], spelt: set[str], caseless: bool) -> bool:
    """Whether a name cannot be meant in this report: "PRI" where no one spoke of Mexico; without capitals, "time"."""
    if caseless and entry.country and entry.kind is ActorKind.MEDIA and len(alias.removeprefix("The ").split()) == 1:
        return alias.islower() or not alias.isupper()
    if entry.country not in {None, "USA", *countries}:
        plain = alias.startswith("The ") and len(alias.split()) == 2
        if caseless or plain or Role.PTY in entry.roles:
            return True
    if not alias.isupper() or len(alias) > ACRONYM or entry.country in {None, "USA"} or entry.kind is ActorKind.MEDIA:
        return False
    return entry.key not in spelt and entry.country not in countries


def shouted(words: list[str], i: int) -> bool:
    """Whether the words beside token `i` are all capitals too, as in a heading: "WHO IS NEXT"."""
    return any(len(w) > 1 and w.isupper() for w in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2]))


def _cased(alias: str, words: str, caseless: bool) -> bool:
    """Whether the words' capitals allow the alias: acronyms as they are, names with their first letter a capital."""
    if caseless:
        return alias.lower() not in _WORDS
    if alias == words:
        return True
    if " " not in alias and len(alias) <= 6 and sum(c.isupper() for c in alias) > 1:
        return words.isupper() and not alias.isupper()  # "LeT" is LET too, but never "Let"
    if words.isupper():
        return True
    parts = alias.split()
    if len(parts) < 3:
        return all(w[:1].isupper() for w, a in zip(words.split(), parts, strict=False) if a[:1].isupper())
    return words[:1].isupper() and words[-1:].isupper() == alias[-1:].isupper()
