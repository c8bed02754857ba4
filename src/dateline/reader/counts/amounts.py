"""Amounts: how many a noun phrase speaks of, as low, best and high."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.reader.numbers import parse_number
from dateline.reader.parse import Parse
from dateline.records import Span

MOST = 10**9  # a larger number counts no persons
_AT_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "a minimum of",
    "minimum of",
)
_MORE = ("more than", "over", "in excess of", "upwards of", "above", "well over", "greater than", "exceeding")
_AT_MOST = ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of", "maximum of")
_FEWER = ("fewer than", "less than", "under", "below")
_JUST_UNDER = ("nearly", "almost", "close to", "just under", "just about")
_ABOUT = (
    "about",
    "around",
    "some",
    "approximately",
    "roughly",
    "an estimated",
    "estimated",
    "circa",
    "perhaps",
    "possibly",
)
_QUALIFIERS = sorted(
    (
        (phrase.split(), kind)
        for kind, phrases in (
            ("at least", _AT_LEAST),
            ("more", _MORE),
            ("at most", _AT_MOST),
            ("fewer", _FEWER),
            ("just under", _JUST_UNDER),
            ("about", _ABOUT),
        )
        for phrase in phrases
    ),
    key=lambda pair: -len(pair[0]),
)
_MORE_OF_THEM = (["more"], ["others"], ["other"], ["further"], ["additional"])
_LAST_WORDS = frozenset(words[-1] for words, _ in _QUALIFIERS)
_COUNTED = frozenset("dead victim wounded injured casualty fatality body captive hostage detainee".split())
_NOBODY = frozenset(("nobody", "none", "no-one"))


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds in persons, None where open, and the words that say them."""

    low: int | None
    best: int | None
    high: int | None
    span: Span


def number_at(parse: Parse, i: int) -> tuple[int, int, int] | None:
    """Value, first and last token of the number that token `i` belongs to ("two", "hundred")."""
    first = last = i
    while first > 0 and i - first < 6 and (parse.tag[first - 1] == "CD" or _joins(parse, first - 1)):
        first -= 1
    while last + 1 < len(parse) and last - i < 6 and parse.tag[last + 1] == "CD":
        last += 1
    for start in range(first, i + 1):
        value = parse_number(parse.words[start : last + 1])
        if isinstance(value, int) and 0 <= value <= MOST:
            return value, start, last
    value = parse_number([parse.words[i]])
    return (value, i, i) if isinstance(value, int) and 0 <= value <= MOST else None


def _joins(parse: Parse, i: int) -> bool:
    """Whether a word joins a number's parts: the hyphen of "twenty-one", the "and" of "two hundred and five"."""
    if i <= 0 or parse.tag[i - 1] != "CD" or parse.lower[i] not in ("-", "and"):
        return False
    return (parse.lower[i] == "-" and parse.end[i] == parse.start[i + 1]) or parse.lower[i - 1] in (
        "hundred",
        "thousand",
    )


def bounded(parse: Parse, value: int, first: int, last: int) -> tuple[int | None, int | None, int | None, int, int]:
    """Low, best, high, and the tokens with the words that qualify the number: "more than 100", "10 to 15"."""
    range_ = _range(parse, value, first, last)
    if range_ is not None:
        return range_
    before = parse.lower[first - 1] if first else ""
    if before in _LAST_WORDS:
        for words, kind in _QUALIFIERS:
            if first >= len(words) and parse.lower[first - len(words) : first] == words:
                low, best, high = _by_kind(kind, value)
                return low, best, high, first - len(words), last
    after = parse.lower[last + 1 : last + 3]
    if after == ["or", "more"]:
        return value, value, None, first, last + 2
    if after == ["or", "so"]:
        return None, value, None, first, last + 2
    return value, value, value, first, last


def _by_kind(kind: str, n: int) -> tuple[int | None, int | None, int | None]:
    if kind == "at least":
        return n, n, None
    if kind == "more":
        return n + 1, None, None
    if kind == "at most":
        return None, None, n
    if kind == "fewer":
        return None, None, max(n - 1, 0)
    if kind == "just under":
        return None, n, n
    return None, n, None


def _range(
    parse: Parse, value: int, first: int, last: int
) -> tuple[int | None, int | None, int | None, int, int] | None:
    """ "between 10 and 15", "10 to 15", "10-15", "two or three"; seen from either of its numbers."""
    for joint, other, forward in ((last + 1, last + 2, True), (first - 1, first - 2, False)):
        if not 0 <= other < len(parse) or parse.lower[joint] not in ("and", "to", "or", "-", "–"):
            continue
        if parse.tag[other] != "CD":
            continue
        found = number_at(parse, other)
        if found is None:
            continue
        a, b = (value, found[0]) if forward else (found[0], value)
        begin = first if forward else found[1]
        end = found[2] if forward else last
        between = begin > 0 and parse.lower[begin - 1] in ("between", "from")
        if parse.lower[joint] == "and" and not between:
            continue
        if a < b:
            return a, None, b, begin - 1 if between else begin, end
    return None


def amount_of(
    parse: Parse, i: int, vague: dict[str, int], names: frozenset[int], crowds: frozenset[str] = frozenset()
) -> Amount | None:
    """How many token `i`, the head of a noun phrase, speaks of; None where the words do not say.

    `names` are the tokens that name one person each, `crowds` the singular nouns that stand for many.
    """
    low = parse.lower[i]
    if low in _NOBODY or (low == "one" and i and parse.lower[i - 1] == "no"):
        of = parse.kid(i, "prep")
        inner = parse.kid(of, "pobj") if of is not None and parse.lower[of] == "of" else None
        return Amount(0, 0, 0, parse.span(i - (low == "one"), i if inner is None else inner))
    if parse.tag[i] == "CD":
        found = number_at(parse, i)
        if found is not None:
            return _amount(parse, *found, i)
    if low in ("several", "few"):
        return Amount(vague[low], None, None, parse.span(i, i))
    if (stated := _vague(parse, i, vague)) is not None:
        return stated
    for k in reversed(parse.kids[i]):  # the number next to the noun: "in 2019 seven soldiers"
        if k < i and parse.dep[k] in ("nummod", "compound", "amod", "nmod", "quantmod") and parse.tag[k] == "CD":
            found = number_at(parse, k)
            if found is not None:
                return _amount(parse, *found, i)
        if k < i and parse.lower[k] == "member" and (n := parse.kid(k, "nummod")) is not None:
            found = number_at(parse, n)  # "a 12-member team"
            if found is not None:
                return Amount(found[0], found[0], found[0], parse.span(found[1], i))
        if k < i and parse.dep[k] == "det" and parse.lower[k] == "no":
            return Amount(0, 0, 0, parse.span(k, i))
        if k < i and parse.lower[k] in vague and parse.lower[k] in ("several", "few"):
            return Amount(vague[parse.lower[k]], None, None, parse.span(k, i))
        if k < i and (wide := _vague(parse, k, vague)) is not None and parse.dep[k] in ("nummod", "amod", "quantmod"):
            return Amount(wide.low, wide.best, wide.high, Span(wide.span.start, parse.end[i]))
    if i in names or _is_one(parse, i, crowds):
        return Amount(1, 1, 1, parse.span(_first(parse, i), i))
    return None


def _amount(parse: Parse, value: int, first: int, last: int, head: int) -> Amount:
    low, best, high, begin, end = bounded(parse, value, first, last)
    if high is not None and (_is_part(parse, head) or parse.lower[last + 1 : last + 2] in _MORE_OF_THEM):
        high = None  # "two of the wounded": some of a whole, which may be more
    return Amount(low, best, high, parse.span(begin, max(end, head) if head - end <= 8 else end))


def _is_part(parse: Parse, i: int) -> bool:
    """ "two of them": a number alone; "two members of the army" is two."""
    if parse.tag[i] != "CD":
        return False
    of = parse.kid(i, "prep")
    inner = parse.kid(of, "pobj") if of is not None and parse.lower[of] == "of" else None
    if inner is None:
        return False
    if parse.lower[inner] in ("them", "us", "whom", "those", "these"):
        return True
    pointed = any(parse.lower[k] in ("the", "those", "these", "its", "his", "her", "their") for k in parse.kids[inner])
    return pointed and (parse.lemma[inner] in _COUNTED or parse.tag[inner] in ("JJ", "VBN", "CD"))


def _is_one(parse: Parse, i: int, crowds: frozenset[str]) -> bool:
    """ "a soldier", "the mayor", "his wife": one person; "the army" is more."""
    if parse.tag[i] not in ("NN", "NNP") or parse.lemma[i] in crowds:
        return False
    return any(
        k < i and (parse.dep[k] == "poss" or parse.lower[k] in ("a", "an", "the", "another")) for k in parse.kids[i]
    )


def _first(parse: Parse, i: int) -> int:
    kids = [
        k for k in parse.kids[i] if k < i and i - k <= 8 and parse.dep[k] in ("det", "compound", "amod", "nmod", "poss")
    ]
    return min((max(parse.left[k], i - 8) for k in kids), default=i)


def _vague(parse: Parse, i: int, vague: dict[str, int]) -> Amount | None:
    """ "dozens of villagers", "hundreds", "tens of thousands", "several dozen people"."""
    lemma = parse.lemma[i]
    word = lemma if lemma in vague else parse.lower[i].rstrip("s")
    if word not in vague or word in ("several", "few"):
        return None
    several = i > 0 and parse.lower[i - 1] in ("several", "few")
    if parse.lower[i][-1] != "s" and not several:
        return None
    low = vague[word] * (2 if several else 1)
    first, last = i - several, i
    of = parse.kid(i, "prep")
    inner = parse.kid(of, "pobj") if of is not None and parse.lower[of] == "of" else None
    if inner is not None:
        last = inner
        deeper = _vague(parse, inner, vague)
        if deeper is not None and deeper.low is not None:
            return Amount(low * deeper.low, None, None, Span(parse.start[first], deeper.span.end))
    return Amount(low, None, None, parse.span(first, min(last, i + 8)))


def total(amounts: list[Amount]) -> Amount | None:
    """The sum of what is coordinated ("12 soldiers and three civilians"): exact only where every part is."""
    if not amounts:
        return None
    if len(amounts) == 1:
        return amounts[0]
    span = Span(min(a.span.start for a in amounts), max(a.span.end for a in amounts))
    lows = [a.low for a in amounts if a.low is not None]
    bests = [a.best for a in amounts if a.best is not None]
    highs = [a.high for a in amounts if a.high is not None]
    return Amount(
        sum(lows) if lows else None,
        sum(bests) if len(bests) == len(amounts) else None,
        sum(highs) if len(highs) == len(amounts) else None,
        span,
    )
