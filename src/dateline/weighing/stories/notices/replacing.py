"""Replacing: which words or which figure a notice takes back, and what it puts in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.weighing.stories.notices.labels import label
from dateline.weighing.stories.notices.signs import TAKES_BACK

_NUMBER_WORD = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen"
    r"|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four"
    r"|five|six|seven|eight|nine))?)"
    r"(?:\s+(?:hundred|thousand|million))?|dozens?|scores"
)
_NUMBER = re.compile(
    rf"(?<![\w.,$£€])(?:\d{{1,3}}(?:[,\u202f]\d{{3}})+|\d+(?:\.\d+)?)(?:\s+(?:hundred|thousand|million"
    rf"|billion))?(?![\w%]|[.,:]\d)|\b(?:{_NUMBER_WORD})\b",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?:,?\s+\d{{4}})?|\b(?:19|20)\d{{2}}\b"
    rf"|\b\d{{1,2}}(?:[:.]\d{{2}})\s*(?:[ap]\.?m\.?)?|\bparagraphs?\s+\w+|\bpage\s+\d+|\bage[sd]?\s+\d+"
    r"|\b\w+\s+paragraph\b",
    re.I,
)
_SEQUENCE = re.compile(
    r"(?P<right>[^.;!?()]{1,160}?)"
    r"(?:(?:,\s*|\s+[–—-]\s*)(?:and\s+)?not|\s+and\s+not|,?\s+(?P<instead>rather\s+than|instead\s+of))\s+"
    r"(?!only\b|just\b|yet\b|immediately\b|been\b|be\b|have\b|to\b|(?:true|correct|accurate|right|known|clear)\b)"
    r"(?P<wrong>[^.;,!?()]{1,120}?)"
    r"(?=\s*(?:,|\.|;|!|\?|\)|$|\s+(?:as|in\s+(?:paragraph|the\s+\w+\s+paragraph|our|this|an?\s+earlier)|which|that\s+we|we)\b))",
    re.I,
)
# "given as 21 instead of 17": here what stands first is wrong.
_TURNED = re.compile(
    r"\b(?:given|stated|put|shown|listed|identified|described|named|wrongly|incorrectly|mistakenly|erroneously|said|wrote"
    r"|reported|gave)\b",
    re.I,
)
_NOT_BUT = re.compile(r"\bnot\s+(?P<wrong>[^.;,!?]{1,80}?),?\s+but\s+(?P<right>[^.;,!?]{1,80}?)(?=[.;,!?)]|$)", re.I)
_FROM_TO = re.compile(
    r"\bfrom\s+(?P<wrong>[^.;,!?]{1,60}?)\s+to\s+(?P<right>[^.;,!?()]{1,60}?)(?=[.;,!?)]|\s+in\b|$)", re.I
)
_TO_FROM = re.compile(
    r"\bto\s+(?P<right>[^.;,!?]{1,60}?)\s+from\s+(?P<wrong>[^.;,!?()]{1,60}?)(?=[.;,!?)]|\s+in\b|$)", re.I
)
_SHOULD = re.compile(
    r"\bshould\s+(?:have\s+(?:said|read|been|stated|given|named|put)|read|say|be)\s+"
    r"(?:that\s+)?(?P<right>[^.;!?]{1,160}?)(?=[.;!?]|,\s+not\b|$)"
    r"|\bthe\s+correct\s+[\w’' -]{1,40}?\s+(?:is|was|are|were)\s+(?P<right2>[^.;!?]{1,160}?)(?=[.;!?]|,\s+not\b|$)"
    r"|\bcorrect(?:s|ed)?\s+(?:\w+\s+){0,6}?to\s+(?:say|show|read|make\s+clear)\s+"
    r"(?:that\s+)?(?P<right3>[^.;!?()]{1,160}?)(?=[.;!?)]|,\s+not\b|$)",
    re.I,
)
_SAID = re.compile(
    r"\b(?:given|put|stated|reported|listed|described|identified|named|quoted|identifies|describes)\s+"
    r"(?:(?!as\b|at\b)[\w’'-]+\s+){0,6}?(?:as|at)\s+(?P<as>.{1,300})"
    r"|\b(?:said|stated|wrote|reported|gave|put|suggested|indicated|listed|written|writing|suggesting|implying"
    r"|saying|stating|claiming|reporting)(?:,[^,]{3,60},)?\s+(?:(?:wrongly|incorrectly|mistakenly|erroneously|falsely|inaccurately"
    r"|in\s+error)\s+)?(?:(?:on\s+\w+|yesterday|earlier|last\s+\w+)\s+)?(?:that\s+)?(?P<wrong>.{3,300})"
    r"|\b(?:report|story|article|claim|statement|allegation|item|account|assertion|sentence|paragraph"
    r"|passage|dispatch)s?\s+(?:of\s+[^.;,]{1,30}?\s+|on\s+[^.;,]{1,30}?\s+|published\s+[^.;,]{1,40}?\s+)?"
    r"that\s+(?!we\b|appeared\b|was\b|were\b|is\b|has\b|had\b)(?P<that>.{3,300})",
    re.I | re.S,
)
_CLAUSE = re.compile(
    r";|\s[–—]\s|,\s+(?:but|when|while|whereas|which)\b|[,.]?\s+(?:is|was|were)\s+(?:false|wrong|incorrect"
    r"|untrue|withdrawn|retracted)\b|,\s+(?:is|was)\b"
)
_ANSWER = re.compile(
    r"^[\W_]*(?:in\s+fact,?|actually,?|in\s+reality,?|(?:it|he|she)\s+(?:is|was)|they\s+(?:are|were)"
    r"|there\s+(?:is|are|was|were))\b",
    re.I,
)
_DENIES = re.compile(r"^[\W_]*(?:no|none|nobody|neither|nothing|in\s+fact|actually|in\s+reality)\b", re.I)
_MISSPELT = re.compile(
    r"\bmis(?:spelled|spelt)\s+the\s+(?:\w+\s+){0,2}?(?:name|names|surname)\s+of\s+(?P<right>"
    r"(?:[^\W\d_a-z][\w’'-]+\s?){1,4})"
)
_WH = re.compile(
    r"(?:(?:the|an?)\s+(?:wrong|incorrect)|when|where|whom?|whose|how|why|which|what|whether|the\s+\w+\s+(?:in|on|at|of)\s+which)\b",
    re.I,
)
_REPEATED = re.compile(r"^(?:said|stated|claimed|reported)\s+(?:that\s+)?", re.I)
_COUNTED = re.compile(r"\b(?:number|figure|toll|count|total|age|sum|amount)s?\b", re.I)
_ERRATUM = re.compile(
    r"\bfor\s+[“\"'‘](?P<wrong>[^”\"’]{1,120})[”\"'’],?\s+read\s+[“\"'‘](?P<right>[^”\"’]{1,120})[”\"'’]", re.I
)
_EDGES = " \t\n,;:.–—-\"“”'‘’()"


def replaced(sentences: list[str]) -> tuple[str | None, str | None]:
    """(wrong, right): figures where both are figures, else words; None where the notice does not say."""
    sentences = [clause for sentence in _unlabelled(sentences) for clause in re.split(r":\s+", sentence) if clause]
    for sentence in sentences:
        for pattern in (_NOT_BUT, _SEQUENCE):
            for found in pattern.finditer(sentence):
                if pair := _pair(found["wrong"], found["right"]):
                    turned = found.groupdict().get("instead") and _TURNED.search(found["right"])
                    return (pair[1], pair[0]) if turned else pair
    whole = " ".join(sentences)
    for pattern in (_FROM_TO, _TO_FROM):
        for found in pattern.finditer(whole):
            one, other = _figures(found["wrong"]), _figures(found["right"])
            if len(one) == 1 and len(other) == 1:
                return one[0], other[0]
    if erratum := _ERRATUM.search(whole):
        return erratum["wrong"], erratum["right"]
    wrong = right = None
    rest = sentences[1:]
    for n, sentence in enumerate(sentences):
        if said := _SAID.search(sentence):
            words = said["wrong"] or said["that"] or said["as"]
            cut = _CLAUSE.search(words)
            wrong = _REPEATED.sub("", words[: cut.start()] if cut else words)
            if _WH.match(wrong):
                wrong = None  # "misstated when it was built": what it said stands nowhere
            rest = [*([words[cut.end() :]] if cut and cut.group().strip()[:1] in ";–—," else []), *sentences[n + 1 :]]
            break
    if should := _SHOULD.search(whole):
        right = should["right"] or should["right2"] or should["right3"]
    elif misspelt := _MISSPELT.search(whole):
        right = misspelt["right"]
    figures = _figures(wrong) if wrong else []
    if right is None:
        right = _instead(figures, rest)
    if wrong is None and right is None and sentences and _COUNTED.search(sentences[0]):
        right = next((one[0] for one in map(_figures, rest) if len(one) == 1), None)
    if right is not None and len(figures) == 1 and len(other := _figures(right)) == 1:
        return figures[0], other[0]
    return _tidy(wrong), _tidy(right)


def _unlabelled(sentences: list[str]) -> list[str]:
    """The sentences without "Correction:" before the first."""
    if not sentences or (found := label(sentences[0])) is None:
        return sentences
    return [sentences[0][found[0] :], *sentences[1:]]


def is_answer(before: str, words: str) -> bool:
    """Whether a sentence says the same as the one before it with another figure: "Two men were shot"."""
    mine, theirs = _figures(words), _figures(before)
    same = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", words)}
    same &= {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", before)}
    other = bool(mine) and bool(theirs) and mine[0].casefold() not in {one.casefold() for one in theirs}
    return other and (bool(same) or len(words.split()) <= 10)


def _instead(figures: list[str], rest: list[str]) -> str | None:
    """What the words after those taken back say in their place."""
    waiting = False
    for sentence in rest:
        if TAKES_BACK.match(sentence.lstrip()):
            waiting = True
            if not any(figure not in figures for figure in _figures(sentence)):
                continue
        if len(figures) == 1 and any(figure not in figures for figure in _figures(sentence)):
            return next(figure for figure in _figures(sentence) if figure not in figures)
        if waiting or _DENIES.match(sentence) or (not figures and _ANSWER.match(sentence)):
            return sentence
    return None


def _pair(wrong: str, right: str) -> tuple[str, str] | None:
    """ "17 people died, not 21" -> 21, 17; "on Tuesday, not Monday" -> Monday, Tuesday."""
    figures = _figures(wrong)
    if figures:
        mine = _figures(right)
        return (figures[0], mine[-1]) if mine and mine[-1] != figures[0] else None
    words = wrong.split()
    names = words[0][:1].isupper() if words else False
    before = right.split()
    if not words or not before:
        return None
    if names:
        run: list[str] = []
        for word in reversed(before):
            if not (word[0].isupper() or (run and word in ("of", "de", "al", "and"))):
                break
            run.insert(0, word)
        if run:
            return _tidy(wrong) or "", _tidy(" ".join(run)) or ""
        return None
    if len(words) > 8:
        return None
    kept = re.split(r"\b(?:is|was|were|are|as|to|by|in|at|on|of|been)\s+", right)[-1]
    lead = re.match(r"(?:in|at|on|of|by|as|to|an?|the)\s+", wrong)
    return (_tidy(wrong[lead.end() :] if lead else wrong) or "", _tidy(kept) or "") if kept.strip() else None


def _figures(words: str) -> list[str]:
    """The figures that are no part of a date, a time of day, an age or a quotation."""
    plain = _DATES.sub(lambda found: " " * len(found[0]), words)
    plain = re.sub(r"[“\"][^”\"]*[”\"]", lambda found: " " * len(found[0]), plain)
    return list(_each(plain))


def _each(plain: str) -> Iterator[str]:
    for found in _NUMBER.finditer(plain):
        if found[0].casefold() == "one" and re.match(r"\s+(?:of|such|who|that)\b", plain[found.end() :]):
            continue
        yield " ".join(found[0].split())


def _tidy(words: str | None) -> str | None:
    return " ".join(words.split()).strip(_EDGES) or None if words else None
