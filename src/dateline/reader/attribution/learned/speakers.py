"""Speakers: whether what the tagger takes for a source can be one: who is told, asked or accused says nothing."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.parse import Parse

# Passives that say what their subject feels or means to do, not what it hears: "farmers were worried that ...".
_FELT = frozenset({"worry", "oppose", "determine", "prepare", "commit", "decide"})


def speaker(parse: Parse, source: Range | None, head: int, like: Candidate | None) -> Range | None:
    """The source, or what the rules say where its word `head` is no speaker; `like` is their proposal for the cue."""
    if source is None or _speaks(parse, head, like):
        return source
    return like.source if like is not None else None


def _speaks(parse: Parse, head: int, like: Candidate | None) -> bool:
    if parse.dep[head] == "expl":
        return False  # "there were reports"
    if parse.dep[head] != "nsubjpass":
        return True
    if parse.lower[head] == "it":
        return False  # "it was reported"
    if like is None or parse.head[head] != like.head:
        return True
    return not (like.key.startswith("pass:") and like.speech and like.lemma not in _FELT)
