"""The view that rules have of the text: its lexemes, and what the parse knows of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reader.numbers import parse_number
from dateline.reader.parse import Parse
from dateline.reader.times.lexemes import Lexemes

SAYING = frozenset("say tell add ask explain believe think want".split())


@dataclass(slots=True)
class View:
    """Lexemes and parse together. Positions are lexeme numbers, inclusive at both ends."""

    lexemes: Lexemes
    parse: Parse
    people: frozenset[int] = field(init=False)  # tokens that the recogniser says name people

    def __post_init__(self) -> None:
        self.people = frozenset(
            i for e in self.parse.entities if e.label == "PERSON" for i in range(e.first, e.last + 1)
        )

    def letter(self, i: int) -> str:
        return self.lexemes.letters[i] if 0 <= i < len(self.lexemes.letters) else "\n"

    def word(self, i: int) -> str:
        return self.lexemes.words[i] if 0 <= i < len(self.lexemes.words) else ""

    def value(self, i: int) -> str:
        return self.lexemes.values[i]

    def number(self, i: int) -> int:
        return int(self.lexemes.values[i])

    def pick(self, first: int, last: int, letters: str) -> int | None:
        """The first word of `first`..`last` with one of the letters."""
        of = self.lexemes.letters
        return next((i for i in range(first, last + 1) if of[i] in letters), None)

    def at(self, first: int, last: int, letters: str) -> int:
        """The first word of `first`..`last` with one of the letters, which the rule's pattern is sure to have."""
        found = self.pick(first, last, letters)
        if found is None:
            raise LookupError(f"no {letters!r} in {self.lexemes.letters[first : last + 1]!r}")
        return found

    def told(self, first: int, last: int, letters: str) -> str:
        """The value of the first word with one of the letters; "" where there is none."""
        found = self.pick(first, last, letters)
        return "" if found is None else self.value(found)

    def all(self, first: int, last: int, letters: str) -> list[int]:
        of = self.lexemes.letters
        return [i for i in range(first, last + 1) if of[i] in letters]

    def token(self, i: int) -> int | None:
        """The token of the parse that word `i` is in."""
        return self.parse.at(self.lexemes.start[i]) if 0 <= i < len(self.lexemes.start) else None

    def pos(self, i: int) -> str:
        token = self.token(i)
        return "" if token is None else self.parse.pos[token]

    def tag(self, i: int) -> str:
        token = self.token(i)
        return "" if token is None else self.parse.tag[token]

    def is_capital(self, i: int) -> bool:
        if not 0 <= i < len(self.lexemes.start):
            return False
        start = self.lexemes.start[i]
        return self.parse.text[start : start + 1].isupper()

    def is_person(self, i: int) -> bool:
        return self.token(i) in self.people

    def speaks(self, i: int) -> bool:
        """Whether the word is the subject of a verb of saying, as people of that name are: "April said"."""
        token = self.token(i)
        return (
            token is not None
            and self.parse.dep[token] == "nsubj"
            and self.parse.lemma[self.parse.head[token]] in SAYING
        )

    def is_name_part(self, i: int) -> bool:
        """Whether a capitalised word follows another inside a sentence ("Operation Dawn", "the Long March")."""
        before = self.token(i - 1)
        if before is None or not self.is_capital(i) or self.letter(i - 1) != " ":
            return False
        return self.parse.words[before][:1].isupper() or self.parse.words[before] in ("“", "‘", '"')

    def opens_sentence(self, i: int) -> bool:
        token = self.token(i)
        return token is not None and token == self.parse.sentences[self.parse.sentence[token]][0]

    def glued(self, i: int) -> bool:
        """Whether words `i - 1` and `i` stand together without a space."""
        return i > 0 and not self.lexemes.apart(i)

    def amount(self, first: int, last: int) -> float | None:
        """The number that words `first`..`last` say; None for "a few". "2 or 3": the greater."""
        if self.pick(first, last, "f") is not None and self.pick(first, last, "1234NC") is None:
            return None
        words = [self.word(i) for i in range(first, last + 1) if self.letter(i) not in "~Lft"]
        for cut in ("or", "to"):
            if cut in words:
                words = words[words.index(cut) + 1 :]
        while words and words[-1] in ("-", "of"):
            words.pop()
        if words in (["half"], ["half", "a"], ["half", "an"]):
            return 0.5
        if words[-2:] == ["and", "half"]:  # "two and half years"
            words.insert(-1, "a")
        if words in (["a"], ["an"]):
            return 1
        return parse_number(words)

    def counts_things(self, i: int) -> bool:
        """Whether the number at `i` counts what follows it ("2000 troops"): a plural noun, a percentage, money."""
        before, after = self.word(i - 1), self.word(i + 1)
        if before in ("$", "£", "€", "¥", "no", "no.", "#") or after in ("%", "percent", "km", "feet", "dollars"):
            return True
        # "2 million", but "in 2019 nine soldiers": another number word begins another number.
        if (self.letter(i + 1) in "Uu" or after in _MAGNITUDES) and self.lexemes.apart(i + 1):
            return True
        if self.letter(i - 1) == "." and self.word(i - 2) in ("no", "nos", "art", "p", "pp", "vol"):
            return True
        return self.letter(i + 1) == " " and self.lexemes.apart(i + 1) and self.tag(i + 1) in ("NNS", "NNPS")


_MAGNITUDES = frozenset("hundred thousand million billion trillion dozen".split())
