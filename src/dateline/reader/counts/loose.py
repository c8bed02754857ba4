"""Loose counts: amounts told apart from a trigger ("left 12 dead", "claimed nine lives", "Six bodies were found")."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.counts.amounts import Amount
from dateline.reader.counts.rows import counted_by, objects
from dateline.reader.counts.tolls import hurt_or_dead, toll
from dateline.reader.counts.words import Counter
from dateline.reader.events import syntax
from dateline.reader.parse import Parse
from dateline.records import CountOf

Loose = tuple[CountOf, Amount, int]  # what, how many, and the token that says so
BACK = 8  # tokens between a number and the word that says what became of them
_ENDS = {1: "st", 2: "nd", 3: "rd"}  # of an ordinal in figures
_LINKS = frozenset(
    "leave find report fear feel remain be pronounce declare presume believe lie confirm go get still".split()
)
_TAKING = frozenset("claim take cost lose".split())
_FINDING = frozenset("find recover discover retrieve dump pull unearth exhume see count remove collect bury".split())
_SUFFERING = frozenset("suffer sustain receive have".split())
_TO_HOSPITAL = frozenset("take rush admit bring send carry transfer evacuate airlift fly".split())
_DRIVING = frozenset("force drive push chase".split())
_LEAVING = frozenset("flee leave evacuate escape abandon".split())
_HOMES = frozenset("home house village town city camp area land neighbourhood neighborhood district".split())
_DANGER = frozenset("fighting violence war clash attack shelling offensive bombardment unrest raid battle".split())


def loose(counter: Counter, taken: frozenset[int]) -> Iterator[Loose]:
    """All of them in the order of the text; `taken` are the tokens of events, which count for themselves."""
    parse, words = counter.parse, counter.words
    for i in range(len(parse)):
        lemma, pos = parse.lemma[i], parse.pos[i]
        state = words.states.get(parse.lower[i])
        if state and pos in ("ADJ", "VERB", "NOUN", "ADV") and i not in taken and (amount := _state(counter, i)):
            yield CountOf(state), amount, i
        elif pos == "NOUN":
            yield from _by_noun(counter, i, lemma)
        elif pos == "VERB" and i not in taken:
            found = _by_verb(counter, i, lemma)
            if found is not None:
                yield *found, i


def _by_noun(counter: Counter, i: int, lemma: str) -> Iterator[Loose]:
    words = counter.words
    if lemma == "dead" and (amount := toll(counter, i)) is not None:  # "put the dead at 14"
        yield CountOf.KILLED, amount, i
    elif lemma == "life":
        if (amount := _lives(counter, i)) is not None:
            yield CountOf.KILLED, amount, i
    elif lemma in ("body", "corpse"):
        if (amount := _bodies(counter, i)) is not None:
            yield CountOf.KILLED, amount, i
    elif lemma == "casualty":
        if (amount := _none(counter, i)) is not None:
            yield CountOf.KILLED, amount, i
            yield CountOf.INJURED, amount, i
    elif lemma in words.plain:
        amount = _none(counter, i) or _plain(counter, i)
        if amount is not None:
            yield CountOf(words.plain[lemma]), amount, i
    elif lemma in words.tolls and (amount := toll(counter, i)) is not None:
        yield hurt_or_dead(counter, i) or CountOf(words.tolls[lemma]), amount, i
    elif lemma == "hospital" and (amount := _in_hospital(counter, i)) is not None:
        yield CountOf.HOSPITALISED, amount, i


def _by_verb(counter: Counter, i: int, lemma: str) -> tuple[CountOf, Amount] | None:
    parse = counter.parse
    amount: Amount | None = None
    if lemma in ("die", "perish"):
        amount, what = _died(counter, i), CountOf.KILLED
    elif lemma == "lose":
        amount, what = _lost(counter, i), CountOf.KILLED
    elif lemma in ("hospitalise", "hospitalize"):
        amount, what = _whom(counter, i), CountOf.HOSPITALISED
    elif lemma in ("displace", "uproot"):
        amount, what = _whom(counter, i), CountOf.DISPLACED
    elif lemma == "flee":
        away = parse.kid(i, "dobj")
        if away is not None and parse.lemma[away] in (_HOMES | _DANGER):
            who = syntax.understood(parse, i, 0)
            amount = counter.sum(who) if who is not None else None
        what = CountOf.DISPLACED
    elif lemma in _DRIVING and _from_home(parse, i):
        amount, what = _whom(counter, i), CountOf.DISPLACED
    elif counted_by(counter, i) == CountOf.KILLED and parse.lower[i + 1 : i + 2] in (["to"], ["alive"], ["dead"]):
        amount, what = objects(counter, i), CountOf.KILLED  # "burned to death"
    else:
        return None
    return None if amount is None else (what, amount)


def _whom(counter: Counter, v: int) -> Amount | None:
    obj = syntax.object_of(counter.parse, v)
    return counter.sum(obj) if obj is not None else None


def _state(counter: Counter, i: int) -> Amount | None:
    """Who is "dead": the number that stands before it, or the noun that the number counts."""
    parse, at = counter.parse, counter.figures.at
    begin, end = parse.sentences[parse.sentence[i]]
    if parse.dep[i] == "amod" and i + 1 < end and parse.pos[i + 1] == "NOUN" and parse.lower[i + 1] not in ("others",):
        return None  # "12 wounded soldiers": who they are, not what became of them
    for k in range(i - 1, max(i - BACK, begin) - 1, -1):
        if k in at:
            nouns = [n for n in range(k + 1, i) if counter.amounts.before(n) is at[k] and parse.pos[n] == "NOUN"]
            if nouns and not counter.is_people(nouns[-1]) and parse.lower[nouns[-1]] not in ("others", "more"):
                return None
            return counter.amount(nouns[-1]) if nouns else counter.amount(k)
        if parse.lower[k] in _ALONE or (parse.lower[k] == "one" and parse.lower[k - 1 : k] == ["no"]):
            return counter.amount(k)
        if parse.pos[k] == "PUNCT" or parse.lower[k] in _STOPS or parse.lower[k] in counter.words.states:
            return None
        if parse.pos[k] in ("VERB", "AUX") and parse.lemma[k] not in _LINKS:
            return None
    return None


_STOPS = frozenset(("the", "those", "and", "or", "but"))
_ALONE = frozenset(("nobody", "none", "another"))


def _died(counter: Counter, i: int) -> Amount | None:
    """Who died; one death alone may have any cause."""
    parse = counter.parse
    who = syntax.understood(parse, i, 0)
    if who is None and (nxt := parse.kid(i, "nsubj")) is not None:
        who = nxt
    if who is not None and (so_far := _so_far(counter, who)) is not None:
        return so_far
    amount = counter.sum(who) if who is not None else None
    joined = parse.dep[i] == "conj" or parse.kid(i, "conj") is not None
    return None if amount is None or (amount.best == 1 and not joined) else amount


def _so_far(counter: Counter, i: int) -> Amount | None:
    """ "A fifth person has died": how many have by then."""
    parse = counter.parse
    kids = [k for k in parse.kids[i] if k < i]
    ordinal = next((k for k in kids if parse.lower[k] in _ORDINALS), None)
    if ordinal is None or not any(parse.lower[k] in ("a", "an") for k in kids) or not counter.is_people(i):
        return None
    number = _ORDINALS[parse.lower[ordinal]]
    return Amount(number, number, number, parse.span(min(kids), i))


_ORDINALS = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        2,
    )
} | {f"{n}{'th' if n % 100 in (11, 12, 13) else _ENDS.get(n % 10, 'th')}": n for n in range(2, 200)}


def _lost(counter: Counter, i: int) -> Amount | None:
    """ "The army lost three", "lost 12 soldiers"."""
    parse = counter.parse
    lost = parse.kid(i, "dobj")
    if lost is None:
        return None
    bare = lost in counter.figures.at and parse.kid(lost, "prep") is None
    men = parse.lemma[lost] in counter.words.forces or parse.lower[lost] in ("men", "fighters", "policemen", "officers")
    return counter.sum(lost) if bare or men else None


def _lives(counter: Counter, i: int) -> Amount | None:
    """ "claimed nine lives", "took the lives of nine", "nine people lost their lives", "cost nine men their lives"."""
    parse = counter.parse
    begin, end = parse.sentences[parse.sentence[i]]
    near = range(max(i - BACK, begin), min(i + 5, end))
    verbs = [k for k in near if parse.lemma[k] in _TAKING and parse.pos[k] in ("VERB", "AUX")]
    if not verbs:
        return None
    inner = counter.amounts.inner(i)
    if inner is not None:
        return counter.sum(inner)
    figure = counter.amounts.before(i)
    if figure is not None and not any(parse.dep[k] == "poss" for k in parse.kids[i]):
        return counter.exact(figure)
    if not any(parse.dep[k] == "poss" or parse.lower[k] in ("their", "his", "her") for k in parse.kids[i]):
        return None
    verb = verbs[0]
    if parse.lemma[verb] == "lose":
        who = syntax.understood(parse, verb, 0)
        return counter.sum(who) if who is not None else None
    between = [k for k in range(verb + 1, i) if counter.is_people(k) and parse.pos[k] in ("NOUN", "PROPN", "NUM")]
    return counter.amount(between[-1]) if between else None


def _bodies(counter: Counter, i: int) -> Amount | None:
    """ "Six bodies were found", "recovered the bodies of 11 men"."""
    parse = counter.parse
    over = parse.head[i]
    if parse.dep[i] not in ("dobj", "nsubjpass") or parse.lemma[over] not in _FINDING:
        return None
    return counter.amount(i)


def _none(counter: Counter, i: int) -> Amount | None:
    """ "no casualties", "without any deaths or injuries"."""
    parse = counter.parse
    first = i
    if parse.dep[i] == "conj" and parse.pos[parse.head[i]] == "NOUN":
        first = parse.head[i]
    for k in range(first - 1, max(first - 4, -1), -1):
        if parse.lower[k] in ("no", "without"):
            return Amount(0, 0, 0, parse.span(k, i))
        if parse.lower[k] not in _BETWEEN:
            return None
        if parse.lower[k] in ("further", "immediate"):
            return None  # "no immediate reports of casualties" says nothing of how many
    return None


_BETWEEN = frozenset("any a single further immediate serious causing inflicting suffering taking reporting".split())


def _plain(counter: Counter, i: int) -> Amount | None:
    """ "six deaths", "the deaths of six men", "nine people suffered gunshot wounds"."""
    parse = counter.parse
    figure = counter.amounts.before(i)
    if figure is not None:
        return counter.amount(i)
    if parse.lower[i] == "wounds" and (after := counter.figures.at.get(i + 1)) is not None:
        return counter.exact(after)  # "Blast kills five, wounds 12": the parser took the verb for a noun
    verb = parse.head[i]
    if parse.dep[i] == "dobj" and parse.lemma[verb] in _SUFFERING and parse.lemma[i] in ("injury", "wound"):
        who = syntax.understood(parse, verb, 0)
        return counter.sum(who) if who is not None else None
    inner = counter.amounts.inner(i)
    amount = counter.sum(inner) if inner is not None and parse.lemma[i] == "death" else None
    return None if amount is None or amount.best == 1 else amount


def _in_hospital(counter: Counter, i: int) -> Amount | None:
    """ "Nine were taken to hospital", "sent nine to hospital"."""
    parse = counter.parse
    prep = parse.head[i]
    if parse.dep[i] != "pobj" or parse.lower[prep] not in ("to", "into", "in"):
        return None
    verb = parse.head[prep]
    if parse.lemma[verb] not in _TO_HOSPITAL or (parse.lower[prep] == "in" and parse.lemma[verb] != "admit"):
        return None
    amount = _whom(counter, verb)
    return None if amount is None or amount.best == 1 else amount


def _from_home(parse: Parse, v: int) -> bool:
    """Whether somebody is driven "from their homes", "out of the town" or "to flee"."""
    low = next((k for k in parse.kids[v] if parse.dep[k] in ("xcomp", "ccomp", "advcl")), None)
    if low is not None and parse.lemma[low] in _LEAVING:
        return True
    obj = parse.kid(v, "dobj", "nsubjpass")
    found = [*syntax.preps(parse, v), *(syntax.preps(parse, obj) if obj is not None else ())]
    if obj is not None and (low := parse.kid(obj, "acl", "relcl")) is not None and parse.lemma[low] in _LEAVING:
        return True
    return any(word in ("from", "of") and parse.lemma[o] in _HOMES for word, o in found)
