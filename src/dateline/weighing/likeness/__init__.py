"""Likeness: how much two texts have in common in words, names and numbers, the rare ones above all.

A pure function of the two texts: how rare a word is is told by a table that ships (`frequencies.tsv`), never by the
texts that happen to be in a ledger, so that nothing depends on what was added before.
"""

from dateline.weighing.likeness.terms import Terms, likeness, shared, terms

__all__ = ["Terms", "likeness", "shared", "terms"]
