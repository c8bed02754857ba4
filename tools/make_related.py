"""Writes the table of related words that `weighing/likeness` reads, from WordNet 3.0's files.

    apt-get install wordnet-base
    python tools/make_related.py /usr/share/wordnet > src/dateline/weighing/likeness/related.tsv

Kept are single words that the news holds (`frequencies.tsv`) and that are a verb, or a noun which can tell of an act,
an event, a state or the like; of each the words derived from it, and the number of each of its first senses and of what
those are a kind of, where another word of the table has it too.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from dateline.weighing.likeness.rarity import table
from dateline.weighing.likeness.words import stem

Sense = tuple[str, str]  # part of speech, place in the file
FILES = {"n": "noun", "v": "verb"}
TELLING = {4, 7, 10, 11, 19, 22, 26}  # noun.act, attribute, communication, event, phenomenon, process, state
FIRST, DERIVED_FROM, NEAR = 4, 6, 3  # senses looked at: of a noun that may tell, for derivations, for what is near
KINDS = {"@", "$", ">", "*"}  # is a kind of, goes with, causes, entails

HEADER = """\
# Words that tell of the same: word, words derived from it, its senses, what they are kinds of (numbers in base 36).
# Made by tools/make_related.py from WordNet 3.0, whose licence follows.
#
"""


@dataclass(frozen=True)
class Entry:
    """One sense: its words, its file of the lexicographers, and where it points (sign, sense, word, word there)."""

    words: list[str]
    file: int
    pointers: list[tuple[str, Sense, int, int]]


def entries(folder: Path) -> dict[Sense, Entry]:
    found = {}
    for pos, name in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            cells = line.split("|")[0].split()
            count = int(cells[3], 16)
            words = [cells[4 + 2 * i].lower() for i in range(count)]
            rest = cells[4 + 2 * count :]
            pointers = []
            for i in range(int(rest[0])):
                sign, place, there, ends = rest[1 + 4 * i : 5 + 4 * i]
                pointers.append((sign, (there, place), int(ends[:2], 16), int(ends[2:], 16)))
            found[pos, cells[0]] = Entry(words, int(cells[1]), pointers)
    return found


class WordNet:
    """Its verbs and nouns."""

    def __init__(self, folder: Path) -> None:
        self.entries = entries(folder)
        self.index: dict[str, dict[str, list[Sense]]] = defaultdict(dict)
        for pos, name in FILES.items():
            for line in (folder / f"index.{name}").read_text(encoding="latin-1").splitlines():
                if not line.startswith(" "):
                    cells = line.split()
                    self.index[cells[0]][pos] = [(pos, place) for place in cells[-int(cells[2]) :]]

    def first(self, word: str, most: int) -> list[Sense]:
        """The most used senses of a word: of the verb, then of the noun."""
        of = self.index.get(word, {})
        return of.get("v", [])[:most] + of.get("n", [])[:most]

    def derived(self, word: str) -> set[str]:
        found = {word}
        for sense in self.first(word, DERIVED_FROM):
            entry = self.entries[sense]
            for sign, there, own, other in entry.pointers:
                if sign == "+" and there in self.entries and own and entry.words[own - 1] == word:
                    found.add(self.entries[there].words[other - 1])
        return found

    def near(self, word: str) -> set[Sense]:
        return {sense for each in self.derived(word) for sense in self.first(each, NEAR)}

    def kinds(self, word: str) -> set[Sense]:
        pointers = [pointer for sense in self.near(word) for pointer in self.entries[sense].pointers]
        return {there for sign, there, _, _ in pointers if sign in KINDS}

    def tells(self, word: str) -> bool:
        of = self.index[word]
        return "v" in of or any(self.entries[sense].file in TELLING for sense in of.get("n", [])[:FIRST])


def licence(folder: Path) -> str:
    """The licence, which opens each of WordNet's files."""
    with (folder / "data.verb").open(encoding="latin-1") as lines:
        numbered = [line.split(maxsplit=1) for line in lines if line.startswith(" ")]
    return "".join(f"# {cells[1].rstrip() if len(cells) > 1 else ''}".rstrip() + "\n" for cells in numbered)


def base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wordnet", type=Path, help="the folder of WordNet's files")
    folder = parser.parse_args().wordnet
    net, news = WordNet(folder), table()[0]
    words = sorted(w for w in net.index if re.fullmatch("[a-z]+", w) and stem(w) in news and net.tells(w))
    kept = set(words)
    near = {word: net.near(word) for word in words}
    kinds = {word: net.kinds(word) for word in words}
    own = Counter(sense for word in words for sense in near[word])
    used = own + Counter(sense for word in words for sense in kinds[word] if sense in own)
    ranked = sorted((sense for sense in own if used[sense] > 1), key=lambda sense: (-used[sense], sense))
    number = {sense: base36(i) for i, sense in enumerate(ranked)}
    print(HEADER + licence(folder), end="")
    for word in words:
        derived = " ".join(sorted((net.derived(word) - {word}) & kept))
        senses, above = (" ".join(sorted(number[s] for s in of[word] if s in number)) for of in (near, kinds))
        if derived or senses or above:
            print(f"{word}\t{derived}\t{senses}\t{above}")


if __name__ == "__main__":
    main()
