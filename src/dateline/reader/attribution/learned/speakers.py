"""Speakers: whether what the tagger takes for a source can be one: who is told, asked or accused says nothing."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Range
from dateline.reader.attribution.stance import Senses
from dateline.reader.parse import Parse

# Passives that say what their subject feels or means to do, not what it hears: "farmers were worried that ...".
_FELT = frozenset({"worry", "oppose", "determine", "prepare", "commit", "decide"})


def speaks(parse: Parse, senses: Senses, head: int, cue: Range) -> bool:
    """Whether the source whose word is `head` can be who speaks."""
    if parse.dep[head] == "expl":
        return False  # "there were reports"
    if parse.dep[head] != "nsubjpass":
        return True
    verb = parse.head[head]
    if parse.lower[head] == "it":
        return False  # "it was reported"
    if not cue[0] <= verb <= cue[1] or any(parse.pos[i] == "VERB" for i in range(verb + 1, cue[1] + 1)):
        return True  # "was quoted as saying", "was heard to say"
    return parse.lemma[verb] in _FELT or senses.of(parse.lemma[verb]) is None
