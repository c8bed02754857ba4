"""Why an incident stands as it does, in a sentence: its voices, its stories, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.records import Incident, Level, Stance, Witness

UNSTATED = "unstated"  # how the reader calls who is not told of
MOST = 3  # names told in a sentence
LONGEST = 60  # letters of one name


def why(incident: Incident) -> str:
    """ "Police and a hospital bear each other out: 2 voices that do not rest on each other, in 3 stories."""
    said = [*_for(incident), *_against(incident), *_taken_back(incident)]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in said)


def _for(one: Incident) -> Iterator[str]:
    telling = [w for w in one.witnesses if w.stance not in (Stance.DENIES, Stance.DOUBTS)]
    apart = [w for w in telling if w.apart]
    told = f"{_many(len(one.reports), 'report')} of {_many(len(one.stories), 'story')}"
    if one.independent > 1:
        whose = _names(apart)
        count = f"{one.independent} voices that do not rest on each other"
        yield f"{count} bear it out{f' ({whose})' if whose else ''}, in {told}."
    elif not telling:
        if not one.witnesses:
            yield f"{told} {'tells' if len(one.reports) == 1 else 'tell'} it, on nobody's word."
    elif len(one.reports) == 1:
        yield f"One report tells it, on the word of {_names(telling)}."
    elif len(one.stories) == 1:
        yield f"{len(one.reports)} reports tell it, but they are copies of one, on the word of {_names(telling)}."
    elif len(telling) == 1:
        yield f"{told} tell it, all on the word of {_names(telling)}."
    else:
        yield f"{told} tell it, on the word of {_names(telling)}; no two of these are shown not to rest on each other."


def _against(one: Incident) -> Iterator[str]:
    denying = [w for w in one.witnesses if w.stance is Stance.DENIES]
    doubting = [w for w in one.witnesses if w.stance is Stance.DOUBTS]
    if denying:
        yield f"{_names(denying)} {'denies' if len(denying) == 1 else 'deny'} it, or a part of it."
    if doubting:
        yield f"{_names(doubting)} {'doubts' if len(doubting) == 1 else 'doubt'} it."
    disputed = [f.name for f in one.fields if f.level is Level.DISPUTED]
    if disputed:
        yield f"What is said of {_listed(disputed)} cannot all be true."


def _taken_back(one: Incident) -> Iterator[str]:
    if one.withdrawn:
        yield "Every account of it has been taken back by its outlet."
    elif one.withdrawals:
        yield f"{_many(len(one.withdrawals), 'account')} corrected or taken back."


def _names(witnesses: Iterable[Witness]) -> str:
    names = list(dict.fromkeys("somebody not named" if w.name == UNSTATED else w.name for w in witnesses))
    some = [name if len(name) <= LONGEST else f"{name[:LONGEST]}…" for name in names[:MOST]]
    return _listed([*some, f"{len(names) - MOST} more"] if len(names) > MOST else some)


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _many(number: int, thing: str) -> str:
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else plural}"
