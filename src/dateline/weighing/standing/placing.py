"""Placing: how well a voice is placed to know how many were hurt. The table is data/placing.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.weighing.account import Speaker
from dateline.weighing.identity.names import name_key, words_of
from dateline.weighing.identity.speakers import is_vague
from dateline.weighing.lists import table

PEOPLE, MEDIA, UNNAMED, SIDE, FOE = 5, 6, 7, 8, 9
PLACES = {
    PEOPLE: "witnesses and those concerned",
    MEDIA: "media",
    UNNAMED: "voices without a name",
    SIDE: "a party to it, of its own losses",
    FOE: "a party to it, of the other side's losses",
}
_PHRASE = 3  # words of the longest term


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A rank, 1 the best, and the words for it."""

    rank: int
    place: str


def placed(speaker: Speaker, *, interested: bool, own_losses: bool) -> Placed:
    """How well placed a voice is; a party to the incident comes after all that are none."""
    if interested:
        rank = SIDE if own_losses else FOE
        return Placed(rank, PLACES[rank])
    return _placed(speaker)


@lru_cache(maxsize=16384)
def _placed(speaker: Speaker) -> Placed:
    if speaker.kind in ("reporter", "media"):
        return Placed(MEDIA, PLACES[MEDIA])
    ranks = _ranks()
    words = words_of(" ".join(filter(None, (speaker.words, speaker.name, speaker.body))))
    words += name_key(speaker.actor or speaker.name).split()
    found = [
        ranks[term]
        for size in range(1, _PHRASE + 1)
        for i in range(len(words) - size + 1)
        if (term := " ".join(words[i : i + size])) in ranks
    ]
    found = found or [ranks[role] for role in speaker.roles if role in ranks]
    if found:
        return min(found)
    told = speaker.named or (speaker.kind in ("organisation", "state") and not is_vague(speaker))
    rank = PEOPLE if told else UNNAMED
    return Placed(rank, PLACES[rank])


@cache
def _ranks() -> dict[str, Placed]:
    return {row["term"]: Placed(int(row["rank"]), row["place"]) for row in table("placing")}
