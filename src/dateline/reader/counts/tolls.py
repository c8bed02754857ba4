"""Tolls: "a death toll of 45", "the toll rose from 40 to 45", and the figures that the words themselves give up."""

from __future__ import annotations

from dateline.reader.counts.amounts import Amount
from dateline.reader.counts.figures import Figure
from dateline.reader.counts.words import Counter
from dateline.reader.events import syntax
from dateline.records import CountOf

AHEAD = 24  # tokens after a toll in which its figure stands
STRETCH = 14  # tokens after it in which a stretch of time is its own
_DEAD = frozenset("dead death deaths fatalities killed victims casualties".split())
_BEFORE_FIGURE = frozenset(
    "to at of reached reaches was is were past passed exceeded exceeds topped hit hits as stood surpassed being".split()
)
_ADDED_UP = frozenset("since annual yearly overall".split())
_STRETCHES = frozenset("year month decade week season".split())


def toll(counter: Counter, i: int) -> Amount | None:
    """The figure of a toll; none of one that adds up a year or a war, which is no single event's."""
    parse = counter.parse
    bare = parse.lemma[i] == "toll" and parse.lower[i - 1 : i] in (["the"], ["a"], ["its"], ["this"])
    if parse.lower[i] == "dead":
        near = counter.figures.at.get(i + 2) if parse.lower[i + 1 : i + 2] == ["at"] and _put_at(counter, i) else None
        return counter.exact(near) if near is not None else None
    if not bare and parse.lower[i - 1 : i] not in (["death"], ["casualty"]) and not _of_dead(counter, i):
        return None
    if _adds_up(counter, i):
        return None
    figure = next(iter(_figures(counter, i)), None)
    return counter.exact(figure) if figure is not None else None


def _put_at(counter: Counter, i: int) -> bool:
    """ "Put the dead at 14"."""
    parse, k = counter.parse, counter.parse.head[i]
    return parse.dep[i] in ("dobj", "nsubjpass") and parse.lemma[k] in ("put", "estimate", "number", "count")


def _figures(counter: Counter, i: int) -> list[Figure]:
    """The figures that follow a toll and are its own, the last of "from 40 to 45" first."""
    parse, at = counter.parse, counter.figures.at
    end = min(parse.sentences[parse.sentence[i]][1], i + 1 + AHEAD)
    found: list[Figure] = []
    k = i + 1
    while k < end:
        figure = at.get(k)
        if figure is None:
            k += 1
            continue
        before = parse.lower[figure.first - 1]
        if before in _BEFORE_FIGURE and _counts_people(counter, figure):
            found.append(figure)
        k = figure.last + 1
    to = [f for f in found if parse.lower[f.first - 1] == "to"]
    return to or found


def _counts_people(counter: Counter, figure: Figure) -> bool:
    """Whether what follows a figure is people or nothing: "14 crowns" is no toll."""
    parse = counter.parse
    nxt = figure.last + 1
    if nxt >= len(parse) or parse.sentence[nxt] != parse.sentence[figure.last]:
        return True
    if parse.pos[nxt] in ("NOUN", "PROPN") and counter.amounts.before(nxt) is figure:
        return counter.is_people(nxt) or parse.lower[nxt] in _DEAD or parse.lower[nxt] in ("others", "more")
    return True


def hurt_or_dead(counter: Counter, i: int) -> CountOf | None:
    """What a toll counts that says of whom it is: "the number of injured"; None for one that does not."""
    parse = counter.parse
    of = [o for word, o in syntax.preps(parse, i) if word == "of"]
    words = [parse.lower[k] for o in of for k in (o, *parse.kids_of(o, "amod", "acl"))]
    return next((CountOf(state) for word in words if (state := counter.words.states.get(word))), None)


def _of_dead(counter: Counter, i: int) -> bool:
    """ "the number of dead", "the toll of those killed": whom a toll counts."""
    parse = counter.parse
    counted = [o for word, o in syntax.preps(parse, i) if word == "of"]
    counted += parse.kids_of(i, "acl")  # "the number killed in the attack"
    counts = (_DEAD, counter.words.states)
    return any(parse.lower[k] in w for w in counts for o in counted for k in (o, *parse.kids_of(o, "amod", "acl")))


def _adds_up(counter: Counter, i: int) -> bool:
    """Whether the sentence reckons over a stretch of time: "the toll this year", "since January"."""
    parse = counter.parse
    begin, end = parse.sentences[parse.sentence[i]]
    for k in range(max(begin, i - 12), min(end, i + STRETCH)):
        if parse.lower[k] in _ADDED_UP:
            return True
        if parse.lemma[k] in _STRETCHES and parse.lower[k - 1 : k] in (["this"], ["past"], ["'s"]):
            return True
    return False
