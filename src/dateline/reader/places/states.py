"""States by their newspaper abbreviations: "Ore.", "W.Va.", and "OR" after a comma."""

from __future__ import annotations

from collections import defaultdict

from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places.gazetteer import Entry, Gazetteer
from dateline.reader.places.names import key
from dateline.records import Span


class States:
    """The abbreviations of list `states`, each with its place in the gazetteer."""

    def __init__(self, lexicons: Lexicons, gazetteer: Gazetteer) -> None:
        self.by_letter = _abbreviations(lexicons, gazetteer)  # longest first

    def of(self, words: str) -> Entry | None:
        """The state that these words alone abbreviate, with or without their last point."""
        return next((e for short, e in self.by_letter.get(words[:1], ()) if short in (words, words + ".")), None)

    def at(self, parse: Parse, i: int, *, after_comma: bool = False) -> tuple[int, Entry] | None:
        """A state's abbreviation at token `i`: its last token and the state."""
        start = parse.start[i]
        after_comma = after_comma or (i > 0 and parse.words[i - 1] == ",")
        for short, entry in self.by_letter.get(parse.words[i][:1], ()):
            if not parse.text.startswith(short, start):
                continue
            end = start + len(short)
            if end < len(parse.text) and (parse.text[end].isalnum() or (short.isupper() and parse.text[end] == "-")):
                continue
            pointed = short.endswith(".")
            if (pointed and (len(short) > 3 or after_comma)) or (after_comma and len(short) == 2):
                tokens = parse.tokens(Span(start, end))
                if tokens and parse.start[tokens[0]] == start:
                    return tokens[-1], entry
        return None


def _abbreviations(lexicons: Lexicons, gazetteer: Gazetteer) -> dict[str, list[tuple[str, Entry]]]:
    """States' abbreviations by their first letter, longest first."""
    out: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for row in lexicons.table("states"):
        entry = next(
            (
                e
                for e in gazetteer.lookup(key(row["name"]))
                if e.kind == "admin1" and (e.country, e.admin1) == (row["country"], row["code"])
            ),
            None,
        )
        for short in filter(None, row["abbreviations"].split("|")):
            if entry:
                out[short[0]].append((short, entry))
    return {letter: sorted(pairs, key=lambda pair: -len(pair[0])) for letter, pairs in out.items()}
