"""The words that evidence may name: those of the reader's own lists, so that no weight hangs on a corpus's names."""

from __future__ import annotations

from functools import cache

from dateline.reader.lexicon import Lexicons

# Lists of common words, with the column that holds them; lists of names are left out.
LISTS = {
    "triggers": "term",
    "event_classes": "terms",
    "group_nouns": "term",
    "ranks_titles": "term",
    "weapons": "term",
    "support": "term",
    "nominalisations": "term",
    "status_cues": "term",
    "blame_cues": "term",
    "place_words": "term",
    "hedges": "term",
    "stances": "lemma",
    "time_words": "term",
}


@cache
def common_words() -> frozenset[str]:
    """Single words of the lists, in lower case."""
    found: set[str] = set()
    lists = Lexicons()
    for name, column in LISTS.items():
        for row in lists.table(name):
            found.update(word for term in row.get(column, "").lower().split() for word in (term, *term.split("-")))
    return frozenset(found)


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name and are no part of it: titles, ranks, descriptions of persons."""
    lists = Lexicons()
    rows = (*lists.table("group_nouns"), *lists.table("ranks_titles"))
    return frozenset(word.rstrip(".") for row in rows for word in row["term"].lower().split())
