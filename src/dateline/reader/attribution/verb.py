"""Verbs as cues: their clause, infinitive, object or preposition is what they attribute."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.content import cleaned, without, without_asides
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.source import phrase, subject_of

_WHOLE = frozenset({"quote-left", "quote-right", "quote-near", "according", "as", "middle", "tail"})  # sentences
_WH = frozenset({"what", "how", "why", "whether", "if", "who", "which", "where", "when", "whom"})
_AUX = ("aux", "auxpass", "neg", "prt")
_EMPTY = frozenset({"it", "there"})


def verb_candidates(page: Page, v: int) -> Iterator[Candidate]:
    """The candidate of one verb, if it has any: its richest complement decides."""
    found = _passive(page, v) if page.parse.kid(v, "auxpass") is not None else _active(page, v)
    if found is not None:
        yield found


def lemma_of(page: Page, v: int) -> str:
    """The lemma, with its particle: point_out."""
    particle = page.parse.kid(v, "prt")
    lemma = page.parse.lemma[v]
    return f"{lemma}_{page.parse.lower[particle]}" if particle is not None else lemma


def group_of(page: Page, v: int) -> Range:
    """The verb group: auxiliaries, negation and particle with the verb."""
    near = [k for k in page.parse.kids[v] if page.parse.dep[k] in _AUX and abs(k - v) <= 5]
    return min([v, *near]), max([v, *(k for k in near if k <= v + 2)])


def noun_before(page: Page, v: int) -> int | None:
    """The noun right before a verb that the parser gave no subject ("About 4 in 10 say")."""
    parse = page.parse
    for i in range(v - 1, max(page.sentence(v)[0] - 1, v - 6), -1):
        if parse.pos[i] in ("NOUN", "PROPN", "PRON", "NUM"):
            return i if parse.dep[i] not in ("pobj", "dobj") and page.same_side(i, v) else None
        if parse.pos[i] not in ("AUX", "ADV", "PART", "PUNCT"):
            return None
    return None


def make(
    page: Page,
    key: str,
    v: int,
    content: list[Range],
    source: int | None,
    *,
    lemma: str | None = None,
    cue: Range | None = None,
) -> Candidate | None:
    """A candidate with its spans cleaned; None where no content is left."""
    cue = cue or group_of(page, v)
    span = phrase(page.parse, source) if source is not None else None
    if span is not None and source is not None and not page.quoted(source):
        span = (page.unquoted_from(span[0], source), span[1])
    if span is not None and source is not None and source == _whole_sentence(page, v):
        span = (span[0], min(span[1], v - 1))  # the parser gave the source its own cue and content
    for hole in (span, (v, v)):
        if hole is not None:
            content = without(content, hole)
    parts = cleaned(page.parse, page.quotes, content)
    if not parts:
        return None
    if key not in _WHOLE and parts[-1][0] > v and not page.quoted(v):
        first, last = parts[-1]
        last = without_asides(page.parse, page.quotes, first, last)
        parts = cleaned(page.parse, page.quotes, [*parts[:-1], (first, last)])
    return Candidate(key, lemma or lemma_of(page, v), v, cue, span, source, parts)


def _active(page: Page, v: int) -> Candidate | None:
    parse = page.parse
    subject = subject_of(parse, v)
    if subject is None and parse.head[v] == v:
        subject = noun_before(page, v)
    elif subject is None and parse.dep[v] == "acl":
        subject = _whole_sentence(page, v)
    clauses = [k for k in parse.kids[v] if parse.dep[k] == "ccomp" and not _is_aside(page, v, k)]
    after = [k for k in clauses if k > v]
    if after:
        return _clause(page, v, after, subject)
    if clauses:
        return None  # to its left: `reporting.py`
    infinitive = parse.kid(v, "xcomp")
    if infinitive is None and parse.kid(v, "dobj") is None:
        infinitive = _stray_infinitive(page, v)
    if infinitive is not None and infinitive > v:
        return _infinitive(page, v, infinitive, subject)
    return _object(page, v, subject)


def _whole_sentence(page: Page, v: int) -> int | None:
    """The noun that the parser took for the whole sentence: "Part of the press reported last week that ..."."""
    parse = page.parse
    noun = parse.head[v]
    if parse.head[noun] != noun or parse.tag[v] != "VBN" or parse.kid(v, "ccomp") is None:
        return None
    after = parse.kid(v, "ccomp")
    return noun if after is not None and after > v and parse.left[noun] == page.sentence(v)[0] else None


def _is_aside(page: Page, v: int, k: int) -> bool:
    """Whether a complement is only what the reporter says of the whole: "said he was hurt, an allegation that"."""
    parse = page.parse
    first = parse.left[k]
    if parse.pos[k] != "NOUN" or first <= v + 2 or parse.words[first - 1] != "," or parse.dep[first] != "det":
        return False
    return parse.kid(k, "nsubj", "cop") is None and parse.head[parse.left[k]] == k and parse.kid(v, "ccomp") != k


_UNDERTAKING = frozenset("threaten promise vow pledge refuse agree offer swear ask urge decide plan want".split())


def _stray_infinitive(page: Page, v: int) -> int | None:
    """The infinitive that a time or place parted from its verb: "threatened in June to leave"."""
    parse = page.parse
    if parse.lemma[v] not in _UNDERTAKING:
        return None
    found = next((k for k in parse.kids_of(v, "advcl") if k > v), None)
    if found is None or parse.tag[found] != "VB" or parse.left[found] > v + 8:
        return None
    return found if any(parse.lower[k] == "to" for k in parse.kids_of(found, "aux")) else None


def _clause(page: Page, v: int, clauses: list[int], subject: int | None) -> Candidate | None:
    parse = page.parse
    first, last = min(parse.left[k] for k in clauses), max(parse.right[k] for k in clauses)
    if first <= v:
        first = v + 1
    if first > v + 1 and page.quotes.of[first] >= 0 and page.quotes.of[v] != page.quotes.of[first]:
        q = page.quotes.spans[page.quotes.of[first]]
        leads = first - 1 <= q.first <= first or (v < q.first <= v + 3 and parse.words[q.first - 1] in (",", ":"))
        if not q.single and leads and q.last >= last - 1:
            return None  # a quotation, which may be longer than its first clause: `reporting.py`
    head = clauses[0]
    mark = parse.kid(head, "mark")
    opening = parse.lower[first]
    if mark is not None and parse.lower[mark] == "that":
        key = "that"
    elif opening in _WH:
        key = "wh"
    elif parse.kid(head, "nsubj", "nsubjpass", "expl", "csubj") is not None:
        finite = parse.tag[head] in ("VBD", "VBZ", "VBP", "MD") or parse.kid(head, "aux") is not None
        key = "clause" if finite else "small"
        if finite and any(parse.lower[k] == "to" for k in parse.kids_of(head, "aux")):
            key = "small"
    else:
        key = "bare"
    return make(page, key, v, [(first, last), *_quoted_after(page, v, last)], subject)


def _quoted_after(page: Page, v: int, last: int) -> list[Range]:
    """What is quoted after a clause in support of it: "… might be possible: “In business …”", "… left. “We …”"."""
    parse, quotes = page.parse, page.quotes
    if page.quoted(v):
        return []
    i = last + 1
    if i + 1 < len(parse) and parse.words[i] == ":" and (q := quotes.at(i + 1)) is not None and q.first == i + 1:
        return [(q.first, q.last)]
    if i + 2 < len(parse) and parse.words[i] == "," and (q := quotes.at(i + 1)) is not None and q.first == i + 1:
        goes_on = parse.words[i + 2][:1].islower() and q.last >= page.sentence(v)[1] - 1
        return [(q.first, q.last)] if goes_on and not q.single else []  # "… would go, “but not far”."
    return []


def _infinitive(page: Page, v: int, x: int, subject: int | None) -> Candidate | None:
    parse = page.parse
    held = parse.kid(v, "dobj", "dative")
    if parse.lemma[x] in ("name", "identify", "quote") and parse.kid(x, "auxpass") is not None:
        return None  # "asked not to be named": of the source, not by it
    first, last = max(v + 1, parse.left[x]), parse.right[x]
    to = any(parse.lower[k] == "to" for k in parse.kids_of(x, "aux"))
    key = "to" if to else "ing" if parse.tag[x] == "VBG" else "comp"
    if held is not None and v < held < x:
        first = min(first, parse.left[held])
        key += "+obj"
    return make(page, key, v, [(first, last)], subject)


def _object(page: Page, v: int, subject: int | None) -> Candidate | None:
    parse = page.parse
    kids = [k for k in parse.kids[v] if k > v]
    objects = [k for k in kids if parse.dep[k] in ("dobj", "oprd", "attr", "acomp") and parse.pos[k] != "PUNCT"]
    lemma = lemma_of(page, v)
    if objects:
        if parse.lemma[v] == "be":
            return None
        if lemma == "put" and (figure := _figure(page, v, objects[0])) is not None:
            return make(page, "figure", v, [figure], subject)
        first, last = parse.left[objects[0]], parse.right[objects[-1]]
        key = "obj"
        for k in kids:
            if k > objects[-1] and parse.dep[k] == "prep" and parse.lower[k] in ("for", "of", "as", "over", "with"):
                last = max(last, parse.right[k])
                key = f"obj+{parse.lower[k]}"
                break
        reflexive = parse.pos[objects[0]] == "PRON" and parse.lower[objects[0]].endswith(("self", "selves"))
        return make(page, "self" if reflexive else key, v, [(max(v + 1, first), last)], subject)
    prep = next((k for k in kids if parse.dep[k] in ("prep", "agent")), None)
    if prep is None or parse.kid(prep, "pobj", "pcomp") is None:
        return None
    first, last = prep + 1, parse.right[prep]
    word = parse.lower[prep]
    return make(page, f"prep:{word}", v, [(first, last)], subject, lemma=lemma, cue=(group_of(page, v)[0], prep))


_SAYING = frozenset(("say", "tell", "state", "add", "claim"))
_RECALLING = frozenset(("recall", "remember", "note"))
_FIGURES = frozenset("toll number figure count total tally cost loss damage casualty turnout".split())


def _recalls(page: Page, v: int) -> bool:
    """ "It will be recalled that", "it should be noted that": the reporter's own way to tell what is known."""
    parse = page.parse
    return parse.lemma[v] in _RECALLING and any(parse.tag[k] == "MD" for k in parse.kids_of(v, "aux"))


def _figure(page: Page, v: int, what: int) -> Range | None:
    """What "put the death toll at 12" says: the toll and its figure."""
    parse = page.parse
    if parse.lemma[what] not in _FIGURES or what < v:
        return None
    end = page.sentence(v)[1]
    for i in range(what + 1, min(what + 6, end)):  # "the number of dead at 14"
        if parse.lower[i] == "at" and parse.kid(i, "pobj") is not None:
            return max(v + 1, parse.left[what]), parse.right[i]
    return None


def _passive(page: Page, v: int) -> Candidate | None:
    parse = page.parse
    agent = parse.kid(v, "agent")
    source = parse.kid(agent, "pobj") if agent is not None else None
    patient = parse.kid(v, "nsubjpass", "csubjpass", "nsubj")
    who = [] if patient is None or parse.lower[patient] in _EMPTY else [(parse.left[patient], parse.right[patient])]
    clause = parse.kid(v, "ccomp")
    if clause is not None:
        if clause < v or _recalls(page, v):
            return None
        return make(page, "pass:clause", v, [(max(v + 1, parse.left[clause]), parse.right[clause])], source)
    x = parse.kid(v, "xcomp", "oprd")
    if x is not None and x > v:
        if parse.lemma[x] in _SAYING and parse.kid(x, "ccomp", "dobj", "xcomp") is None:
            return None  # "Y, X was reported to have said": "said" is the cue
        to = any(parse.lower[k] == "to" for k in parse.kids_of(x, "aux"))
        key = "pass:to" if to else "pass:comp"
        return _patient(page, key, v, who, (max(v + 1, parse.left[x]), parse.right[x]), source)
    for k in parse.kids[v]:
        if k > v and parse.dep[k] == "prep" and parse.lower[k] in ("as", "of", "for", "about", "to", "on"):
            if parse.lower[k] == "as" and parse.kid(k, "pcomp") is not None:
                return None  # "was quoted as saying": "saying" is the cue
            if source is None and parse.lower[k] != "as" and parse.lower[k] != "of":
                continue
            return _patient(page, f"pass:{parse.lower[k]}", v, who, (k, parse.right[k]), source)
    if source is not None and who:
        return make(page, "pass:by", v, who, source)
    if who:
        return make(page, "pass", v, who, None)
    return None


def _patient(page: Page, key: str, v: int, who: list[Range], rest: Range, source: int | None) -> Candidate | None:
    return make(page, key, v, [*who, rest], source)
