"""Parts: figures that are part of a total: "12 people, including three children"; "Among them were two nurses"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.counts.amounts import Amount
from dateline.reader.counts.figures import Figure
from dateline.reader.counts.rows import Row
from dateline.reader.counts.words import Counter
from dateline.records import CountOf

AFTER = 24  # tokens after a total in which its parts are named
BACK = 2  # sentences back to the total that "Three of them were children" divides
_BE = frozenset(("be", "include"))
_ENDS = frozenset((";", "when", "after", "as", "who", "in", "-", "\u2014"))
_FATES = {
    "dead": CountOf.KILLED,
    "killed": CountOf.KILLED,
    "fatality": CountOf.KILLED,
    "victim": CountOf.KILLED,
    "wounded": CountOf.INJURED,
    "injured": CountOf.INJURED,
    "hostage": CountOf.ABDUCTED,
    "captive": CountOf.ABDUCTED,
    "detainee": CountOf.DETAINED,
    "arrested": CountOf.DETAINED,
}


def parts_of(counter: Counter, rows: list[Row]) -> Iterator[Row]:
    """Rows for the parts of the rows' totals, each with its `part_of`."""
    parse = counter.parse
    rows = sorted((row for row in rows if row.amount.bounds != (0, 0, 0)), key=lambda row: row.amount.span)
    by_sentence: dict[int, list[Row]] = {}
    for row in rows:
        for part in row.amount.parts:
            yield Row(row.what, part, row.token, part_of=row)
        at = parse.tokens(row.amount.span)
        if len(at) and at[0] < len(parse):
            by_sentence.setdefault(parse.sentence[at[0]], []).append(row)
    for sentence, own in by_sentence.items():
        for row, nxt in zip(own, [*own[1:], None], strict=True):
            yield from _beside(counter, sentence, row, nxt)
        for back in range(1, BACK + 1):
            if sentence + back < len(parse.sentences) and sentence + back not in by_sentence:
                yield from _told_after(counter, sentence + back, own)


def _beside(counter: Counter, sentence: int, row: Row, nxt: Row | None) -> Iterator[Row]:
    """Parts in the total's own sentence, before the next total."""
    parse = counter.parse
    tokens = parse.tokens(row.amount.span)
    end = min(parse.sentences[sentence][1], tokens[-1] + 1 + AFTER)
    if nxt is not None and nxt.amount.span.start > row.amount.span.start:
        end = min(end, parse.tokens(nxt.amount.span)[0])
    first = tokens[0] + 1 if row.amount.parts else tokens[-1] + 1
    for i in range(first, end):
        for words, kind in counter.words.parts:
            if parse.lower[i : i + len(words)] != words:
                continue
            if kind == "back" and parse.dep[min(i + len(words), len(parse) - 1)] == "auxpass":
                continue  # "two of them were found to have been counted twice"
            if kind == "back":
                figure = counter.figures.at.get(i - 1)
                if figure is not None and figure.first > tokens[-1] and _smaller(figure, row.amount):
                    yield Row(row.what, _with_kind(counter, figure, i + 1), i, part_of=row)
            else:
                yield from _listed(counter, i + len(words), end, row)
            return
    yield from _bare_part(counter, tokens[-1] + 1, end, row)


def _bare_part(counter: Counter, first: int, end: int, row: Row) -> Iterator[Row]:
    """ "injured 30, eight seriously": a number alone after a comma, with how they fared."""
    parse = counter.parse
    if parse.lower[first : first + 1] == [","] and (figure := counter.figures.at.get(first + 1)) is not None:
        after = figure.last + 1
        if after < end and parse.lower[after] in ("seriously", "critically", "badly", "fatally", "gravely", "severely"):
            yield Row(row.what, counter.exact(figure), after, part_of=row)


def _listed(counter: Counter, first: int, end: int, row: Row) -> Iterator[Row]:
    """ "three children, two nurses and the mayor": people until a verb."""
    parse = counter.parse
    i = first
    while i < end:
        if parse.pos[i] in ("VERB", "AUX") or parse.lower[i] in _ENDS:
            return
        if parse.dep[i] in ("nsubj", "nsubjpass") and i < parse.head[i] != end:
            return  # ", the governor said"
        if parse.pos[i] in ("NOUN", "PROPN") and (i + 1 >= len(parse) or parse.pos[i + 1] not in ("NOUN", "PROPN")):
            amount = counter.amount(i) if counter.is_people(i) else None
            inside = amount is not None and parse.tokens(amount.span)[0] >= first
            if amount is not None and inside and not (row.amount.best or row.amount.low or 0) < (amount.best or 0):
                yield Row(row.what, amount, i, part_of=row)
        i += 1


def _told_after(counter: Counter, sentence: int, rows: list[Row]) -> Iterator[Row]:
    """ "Among them were three soldiers", "The dead included four teachers", "Three of the victims were children"."""
    parse = counter.parse
    first, end = parse.sentences[sentence]
    end = min(end, first + 30)
    lower = parse.lower
    verb = next((k for k in range(first, end) if parse.lemma[k] in _BE and parse.pos[k] in ("VERB", "AUX")), None)
    if verb is None:
        return
    group = next((k for k in range(first, end) if lower[k] in ("them", "they") or _fate(counter, k) is not None), None)
    if group is None:
        return
    what = _fate(counter, group)
    row = next((r for r in rows if what is None or r.what == what), None)
    if row is None:
        return
    among = any(lower[k] == "among" for k in range(max(first, group - 3), group))
    if among and group < verb:
        yield from _listed(counter, verb + 1, end, row)
    elif among:
        yield from _listed(counter, first, verb, row)
    elif parse.lemma[verb] == "include" and group < verb:
        yield from _listed(counter, verb + 1, end, row)
    elif lower[first + 1 : first + 2] == ["of"] or any(lower[k] == "of" for k in range(first, group)):
        figure = counter.figures.at.get(first) or counter.figures.at.get(first + 1)
        if figure is not None and figure.last < group < verb and _smaller(figure, row.amount):
            yield Row(row.what, _with_kind(counter, figure, verb + 1), verb, part_of=row)


def _fate(counter: Counter, k: int) -> CountOf | None:
    """What became of the group that a word stands for: "the dead", "those killed"."""
    parse = counter.parse
    what = _FATES.get(parse.lower[k]) or _FATES.get(parse.lemma[k])
    if what is None or k == 0 or parse.lower[k - 1] not in ("the", "those", "all"):
        return None
    return what


def _with_kind(counter: Counter, figure: Figure, after: int) -> Amount:
    """A part with the words that say of what kind: "ten of them soldiers"."""
    parse = counter.parse
    amount = counter.exact(figure)
    end = min(len(parse), after + 4)
    noun = next((k for k in range(after, end) if parse.pos[k] in ("NOUN", "PROPN") and counter.is_people(k)), None)
    if noun is None or parse.sentence[noun] != parse.sentence[figure.first]:
        return amount
    return Amount(*amount.bounds, parse.span(figure.first, noun))


def _smaller(figure: Figure, whole: Amount) -> bool:
    most = whole.high or whole.best or whole.low
    part = figure.best or figure.low or figure.high
    return most is None or part is None or part <= most or whole.high is None
