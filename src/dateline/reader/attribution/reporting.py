"""Reporting clauses beside or within what they report: "Y, X said", "“Y,” said X. “Z.”", "Y1, X said, Y2"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.content import MARKS, after_colon
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.quotes import ENDERS, SINGLE, Quotation
from dateline.reader.attribution.source import SUBJECTS, subject_of
from dateline.reader.attribution.verb import make

_COMMA = frozenset({",", "—", "–", "--", "-", "―", "("})
_BEFORE = _COMMA | SINGLE
_SKIP = frozenset({",", ":", "that", "—", "–", "--", "-", "―", "“"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$"})
_SPEECH = frozenset(
    {"say", "ask", "add", "wonder", "reply", "respond", "tell", "shout", "write", "continue", "declare"}
)
_BLAMING = frozenset({"accuse", "blame", "charge", "condemn", "criticize", "criticise", "denounce"})
_LONGEST_RUN = 50  # paragraphs of one quotation
_REACH = 30  # tokens between a cue and the quotation it opens


def reporting_candidates(page: Page, v: int) -> Iterator[Candidate]:
    """The candidate of a verb whose content is not, or not only, its syntactic complement."""
    if page.quoted(v) and not page.quotes.spans[page.quotes.of[v]].single:
        return
    first, last = page.cluster(v)
    opening = next((k for k in page.parse.kids_of(v, "mark", "advmod") if page.parse.lower[k] == "as" and k < v), None)
    if opening is not None and not page.quoted(opening):
        yield from _as_clause(page, v, opening, last)
        return
    if not _quoted_as_saying(page, v):
        yield from _quote_right(page, v, last)
    yield from _left(page, v, first, last)


def _quoted_as_saying(page: Page, v: int) -> bool:
    """ "was quoted as saying that they would go, “but not far”": "saying" is the cue of all that follows."""
    parse = page.parse
    return any(parse.lower[k] == "as" and parse.kid(k, "pcomp") is not None for k in parse.kids_of(v, "prep") if k > v)


def _quote_right(page: Page, v: int, last: int) -> Iterator[Candidate]:
    """X said: "Y" and X said in a statement, "Y". The quotation may run over paragraphs."""
    words, quotes = page.parse.words, page.quotes
    end = page.sentence(v)[1]
    i = v + 1
    limit = min(end, v + _REACH)
    while i <= limit and quotes.of[i] < 0 and i <= last:
        i += 1
    while i <= min(end + 1, len(words) - 1) and quotes.of[i] < 0 and words[i] in _SKIP:
        i += 1
    if i >= len(words) or i > limit + 2 or (q := quotes.at(i)) is None or q.first != i:
        return
    held = page.parse.kid(v, "dobj")
    if held is not None and q.first < held < q.last and page.parse.lemma[v] in _BLAMING:
        return  # "accused “the provocateurs” of": whom, not what
    ends_lead = words[i - 1] in (":", ",", "that") or i == v + 1
    crossed = i > end or page.paragraph(i) != page.paragraph(v)
    if crossed and words[i - 1] != ":":
        return
    subject = subject_of(page.parse, v)
    stop = max(q.last, _sentence_rest(page, v, q) if words[i - 1] == "that" else q.last)
    key = "quote-right" if ends_lead else "quote-near"
    content: list[Range] = [(q.first, stop)]
    content += continuation(page, q.last)
    found = make(page, key, v, content, subject)
    if found is not None:
        yield found


def _sentence_rest(page: Page, v: int, q: Quotation) -> int:
    """The end of the sentence that a quotation begins, or what stands before a second verb of the same speaker."""
    parse = page.parse
    end = page.sentence(q.first)[1]
    for again in range(q.last + 1, min(end, q.last + 6)):
        over = parse.head[again]
        if parse.dep[again] == "conj" and parse.tag[again] == parse.tag[v] and (over == v or q.first < over < q.last):
            break
    else:
        return end
    while again > q.last + 1 and parse.pos[again - 1] in ("AUX", "ADV", "CCONJ", "PUNCT"):
        again -= 1
    return max(q.last, again - 1)


def _left(page: Page, v: int, first: int, last: int) -> Iterator[Candidate]:
    """Y, X said; "Y," said X; and what goes on after it."""
    parse, quotes = page.parse, page.quotes
    over = parse.head[v]
    if parse.dep[v] == "xcomp" and parse.kid(over, "auxpass") is not None and v - over <= 4:
        own = parse.kid(over, "nsubjpass", "nsubj")
        if own is not None and last + 2 >= page.sentence(v)[1] and not page.quoted(over):
            found = _after_comma(page, v, parse.left[own] - 1, last, own)
            if found is not None:
                yield found
        return
    after = next((k for k in parse.kids_of(v, "nsubj") if k > v), None)
    if after is not None and v > 0 and parse.words[v - 1] in _COMMA:
        first = v  # "The bridge, said X, would": what stands before the comma is no subject of "said"
    before = first - 1
    if before < 0 or page.paragraph(before) != page.paragraph(v) or _subordinate(page, v):
        return
    q = quotes.at(before)
    if q is None and parse.words[before] in _BEFORE and before >= 1 and quotes.at(before - 1) is not None:
        before -= 1
        q = quotes.at(before)
    if q is not None and q.last == before and not q.single:
        found = _after_quotation(page, v, last, q)
    else:
        own = after if first == v and after is not None else parse.kid(v, "nsubj")
        found = _after_comma(page, v, before, last, own) if own is not None else None
    if found is not None:
        yield found


def _after_quotation(page: Page, v: int, last: int, q: Quotation) -> Candidate | None:
    """ "Y," X said. "Z." """
    parse = page.parse
    own = parse.kids_of(v, *SUBJECTS)
    if any(q.first <= k <= q.last for k in own):
        return None  # "the “nexus” is seeking": the quotation is in the subject
    if parse.words[q.last - 1] == "." and parse.words[q.last + 1][:1].isupper():
        return None  # a new sentence
    begin = _begin(page, q.first)
    content: list[Range] = [*_run_up(page, begin), (begin, q.last), *_rest(page, v, last, page.sentence(v)[1])]
    subject = subject_of(parse, v) if own else _bare_subject(page, v, q.last)
    return make(page, "quote-left", v, content, subject)


def _after_comma(page: Page, v: int, before: int, last: int, subject: int) -> Candidate | None:
    """Y, X said; Y1, X said, Y2. `before` is the comma."""
    parse = page.parse
    start, end = page.sentence(v)
    if parse.words[before] not in _COMMA or before <= start or parse.tag[subject] in _RELATIVE:
        return None
    following = last + 1
    goes_on = following < end - 1 and parse.words[following] in _COMMA and not _own_clause(page, v, following + 1)
    if goes_on:
        complement = parse.kid(v, "ccomp")
        if complement is not None and parse.left[complement] > v:
            return None
    elif following <= end and parse.pos[following] != "PUNCT" and not _own_clause(page, v, following):
        return None
    first = start
    left = parse.kid(v, "ccomp", "parataxis")
    if left is not None and left < v and parse.left[left] < before:
        first = max(start, parse.left[left])
    elif left is None and parse.dep[v] in ("parataxis", "ccomp", "dep") and parse.head[v] != v:
        first = max(start, min(parse.left[parse.head[v]], before - 1))
    while first < before - 1 and parse.pos[first] in ("CCONJ", "PUNCT") and parse.words[first] not in MARKS:
        first += 1
    content = [(after_colon(parse, page.quotes, first, before - 1), before - 1)]
    if goes_on:
        content.append((following + 1, end))
    return make(page, "middle" if goes_on else "tail", v, content, subject)


def _as_clause(page: Page, v: int, opening: int, last: int) -> Iterator[Candidate]:
    """As X put it, Y; Y, as X has said; Y1, as X noted, Y2."""
    parse = page.parse
    subject = parse.kid(v, "nsubj")
    start, end = page.sentence(v)
    if subject is None or opening > v or parse.kid(v, "ccomp") is not None:
        return
    first = min(opening, page.unquoted_from(parse.left[v], v))
    comma_before = first > start and parse.words[first - 1] in _COMMA
    comma_after = last < end and (parse.words[last + 1] in _COMMA or parse.words[last + 1] == ":")
    if comma_before and (comma_after or last >= end - 2):
        content = [(start, first - 1), (last + 1, end)]
    elif comma_after and first <= start + 2:
        content = [(last + 2, end)]
        q = page.quotes.at(last + 2)
        if q is not None and q.first == last + 2:
            content = [(q.first, max(end, q.last)), *continuation(page, max(end, q.last))]
    else:
        return
    found = make(page, "as", v, content, subject)
    if found is not None:
        yield found


def _subordinate(page: Page, v: int) -> bool:
    """Whether a conjunction of its own ("when", "although", but not "as") puts the clause under another."""
    parse, quotes = page.parse, page.quotes
    return any(parse.lower[k] != "as" and quotes.of[k] < 0 for k in parse.kids_of(v, "mark"))


def _own_clause(page: Page, v: int, i: int) -> bool:
    """Whether a clause that hangs on the cue itself begins at `i`: ", adding that", ", as they left"."""
    parse = page.parse
    return any(k > v and parse.left[k] <= i <= k for k in parse.kids_of(v, "advcl", "conj", "prep", "relcl", "cc"))


def _run_up(page: Page, begin: int) -> list[Range]:
    """Paragraphs of the same quotation before the one that has its cue: each opens with a mark and never closes."""
    out: list[Range] = []
    at = begin
    while at > 0 and (q := page.quotes.at(at - 1)) is not None and not q.closed and not q.single:
        if page.paragraph(q.first) == page.paragraph(at) or not _fills_paragraph(page, q) or len(out) >= _LONGEST_RUN:
            break
        out.append((q.first, q.last))
        at = q.first
    return out


def _begin(page: Page, first: int) -> int:
    """Where a content begins whose quotation begins at `first`: with its sentence, when that runs into it."""
    start = page.sentence(first)[0]
    if start == first or page.parse.words[first - 1] in ENDERS or page.parse.words[first - 1] in (":", ";"):
        return first
    if any(page.quoted(i) for i in range(max(start, first - 40), first)):
        return first
    if page.parse.words[first - 1] == "," and first - start < 6:
        return first
    return start


def _bare_subject(page: Page, v: int, left: int) -> int | None:
    """The noun beside a cue that the parser gave no subject."""
    parse = page.parse
    for i in range(v + 1, min(len(parse), v + 12)):
        if page.quoted(i) or parse.words[i] in ENDERS or parse.sentence[i] != parse.sentence[v]:
            break
        if (
            parse.pos[i] in ("NOUN", "PROPN", "PRON")
            and parse.right[i] >= i
            and parse.dep[i] not in ("compound", "poss")
        ):
            return i
    for i in range(v - 1, left, -1):
        if parse.pos[i] in ("NOUN", "PROPN", "PRON"):
            return i
    return subject_of(parse, v)


def _rest(page: Page, v: int, last: int, end: int) -> list[Range]:
    """The second part of a quotation that its reporting clause parts: `, "Y2"` or `. "Y2"`."""
    words = page.parse.words
    i = max(last, v) + 1
    limit = min(end, v + _REACH)
    while i <= limit:
        q = page.quotes.at(i)
        if q is None:
            i += 1
            continue
        if q.first == i and words[i - 1] in (",", "—", "--", "–", ":", "."):
            own = words[i - 1] != "." and (_has_own_tag(page, q.last) or _is_second_cue(page, v, i - 2))
            return [] if own else [(q.first, q.last), *continuation(page, q.last)]
        i = q.last + 1  # a word or a title in marks within the reporting clause
    return continuation(page, max(end, i - 1))


def _is_second_cue(page: Page, v: int, i: int) -> bool:
    """Whether token `i`, before a comma and a quotation, is a cue of its own: ", adding, “…”"."""
    return i > v and page.parse.lemma[i] in _SPEECH and page.parse.pos[i] == "VERB"


def continuation(page: Page, at: int) -> list[Range]:
    """Quotations that go on after token `at`: wholly quoted sentences, over paragraphs too, until others speak."""
    parse, quotes = page.parse, page.quotes
    out: list[Range] = []
    i = at + 1
    last = quotes.at(at)
    for _ in range(_LONGEST_RUN):
        if i < len(parse) and parse.words[i] in ENDERS and page.paragraph(i) == page.paragraph(i - 1):
            i += 1
        if i >= len(parse) or (q := quotes.at(i)) is None or q.first != i or q.single:
            break
        if parse.sentences[parse.sentence[i]][0] != i and parse.words[i - 1] not in ENDERS:
            break
        runs_on = last is not None and last.last == i - 1
        if page.paragraph(i) != page.paragraph(i - 1) and not runs_on and not _fills_paragraph(page, q):
            break
        if _has_own_tag(page, q.last):
            break
        out.append((q.first, q.last))
        last = q
        i = q.last + 1
    return out


def _fills_paragraph(page: Page, q: Quotation) -> bool:
    """Whether a quotation is a paragraph of its own."""
    parse = page.parse
    if q.last + 1 < len(parse) and page.paragraph(q.last + 1) == page.paragraph(q.last):
        return False
    return q.first == 0 or page.paragraph(q.first - 1) != page.paragraph(q.first)


def _has_own_tag(page: Page, last: int) -> bool:
    """Whether the quotation that ends at `last` goes on into words of its own sentence (a tag of its own)."""
    parse = page.parse
    if last + 1 >= len(parse) or page.paragraph(last + 1) != page.paragraph(last):
        return False
    if parse.words[last - 1] in ("?", "!"):
        return any(parse.lemma[i] in _SPEECH for i in range(last + 1, min(last + 6, len(parse))))
    if parse.words[last - 1] in ENDERS:
        return False
    following = parse.words[last + 1]
    return following not in ENDERS and not (
        parse.sentences[parse.sentence[last + 1]][0] == last + 1 and parse.words[last + 1][:1].isupper()
    )
