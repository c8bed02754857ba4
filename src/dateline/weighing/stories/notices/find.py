"""Finding: the sentences of a report in which its outlet takes back or corrects its own earlier words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import FurnitureKind, Notice, NoticeKind, Reading, Span, VoiceKind, trim
from dateline.weighing.stories.credits import agency_key
from dateline.weighing.stories.notices.labels import TITLE, label
from dateline.weighing.stories.notices.pieces import ITEM, PART, masked
from dateline.weighing.stories.notices.referring import referred
from dateline.weighing.stories.notices.replacing import is_answer, replaced
from dateline.weighing.stories.notices.signs import ALL_GONE, GOES_ON, REPORTED, TAKES_BACK, UNDER, signs
from dateline.weighing.stories.words import bare, stretches, without

_LABELLED = 4  # sentences after the first
_MOST = 20  # notices of one report
_LONGEST = 4_000  # characters of a paragraph that are searched
_READ = (
    FurnitureKind.NOTICE,
    FurnitureKind.UPDATED,
    FurnitureKind.HEADLINE,
    FurnitureKind.TRAILER,
    FurnitureKind.LABEL,
)
_HEADLINED = re.compile(rf"\b{ITEM}\b[^.!?“\"]{{0,60}}[“\"](?P<words>[^”\"\n]{{8,200}}?)[,.]?[”\"]", re.I)
_OWN = re.compile(r"(?:we|our|I)\b", re.I)  # outside of quotation marks nobody else says so
_TOLD = re.compile(  # "The governor said the Gazette's report was wrong"
    r"^(?!we\b|I\b|our\b).*\b(?:said|says?|told\s+\w+|claim(?:s|ed)|insist(?:s|ed)|argue[sd]|allege[sd]|complain(?:s|ed)"
    r"|believe[sd]?|th(?:inks?|ought))\s+(?:that\s+)?$",
    re.I | re.S,
)
_QUOTED = re.compile(r"[“„«][^“”„«»]{0,1500}[”»“]|(?<!\w)\"[^\"]{0,1500}\"")
# One of these is in every notice: looked for first, since most paragraphs have none.
_HINTS = (
    "correct|retract|withdr|clarif|errat|error|mistak|wrong|inaccura|misstat|misspel|misident|misattrib"
    "|misquot|misreport|misnam|misdescrib|misrepres|mischarac|disregard|regret|apolog|version|amended|updated"
    "|revised|edited|removed|removes|false|untrue|should have|should read|should not have|stand by|stands by"
    "|erroneous|contrary|disown|originally|initially|sorry|taken back|taken down|takes back|take back"
    "|took back|rescind|deleted|deletes|fixes|ignore|withhold|discard|misunder|, not|and not|not true"
    "|never happened|kill the|kill our|kill this|kill all|kill story|kill notice|we reported|we wrote|we said"
    "|we stated|we published|we gave|in fact|kill advisory|kill bulletin|kill:|kill –|kill -|kill —"
).split("|")
_NOT = re.compile(r",\s+(?:and\s+)?not\s+[^.!?,;]{1,60}[.!?]?$")
# "It was six, not nine.", "The correct number is six.", "In fact there were six."
_ANSWERS = re.compile(
    r"^[\W_]*(?:(?:it|there|they|he|she|the\s+\w+)\s+(?:is|was|were|are)\b[^.!?]{0,80},\s+not\s"
    r"|(?:he|she|it|they|there|that|this)\s+(?:is|was|were|are|has|have|had|did|does)(?:\s+not|n['’]t)(?:\s+\w+){0,2}[.!]?$"
    r"|(?:it|this|that|the\s+\w+)\s+should\s+(?:have|read)\b|the\s+(?:correct|right|actual|true)\s|in\s+fact\b)",
    re.I,
)


@dataclass(slots=True)
class _Found:
    """Sentences of one paragraph that make a notice. `sure`: by their own form, whatever stands over them."""

    kind: NoticeKind
    first: int
    last: int
    whole: bool
    sure: bool


def notices(reading: Reading) -> tuple[Notice, ...]:
    """The notices that a report holds, in the order of their words. Linear in the length of the report."""
    report = reading.report
    text = report.text
    title = report.title or ""
    headed = label(title) if title else None
    under = headed[1] if headed and headed[2] else None
    out: list[Notice] = []
    heading: NoticeKind | None = None
    for paragraph, furniture in _paragraphs(reading):
        words = paragraph.of(text)
        if len(out) >= _MOST:
            break
        named = label(words)
        if headed and bare(words) == bare(title):
            continue
        if named and named[2] and not words[named[0] :].strip():
            heading = named[1]  # a line of its own: the next paragraph is meant
            continue
        if under is None and heading is None and not _is_worth(words):
            continue
        found = _in_paragraph(reading, paragraph, under or heading, furniture=furniture)
        heading = None
        out += [notice for one in found if (notice := _notice(reading, paragraph, one))]
    if not out and (TITLE.search(title) or under) and (lead := _lead(reading)):
        taken = re.search(r"retract|withdraw", title, re.I)
        out.append(Notice(NoticeKind.RETRACTION if taken else NoticeKind.CORRECTION, lead, whole=bool(taken)))
    return tuple(out)


def _paragraphs(reading: Reading) -> Iterator[tuple[Span, bool]]:
    """The lines of the report's body and of what the page says about it, in their order; whether furniture."""
    text = reading.report.text
    pieces = [(span, False) for span in without(reading.report.body, reading.report.dateline.span)]
    pieces += [(piece.span, True) for piece in reading.report.furniture if piece.kind in _READ]
    for span, furniture in sorted(pieces):
        at = span.start
        while at < span.end:
            stop = text.find("\n\n" if "\n\n" in text[at : at + _LONGEST] else "\n", at, span.end)
            stop = span.end if stop < 0 else stop
            line = trim(Span(at, min(stop, at + _LONGEST)), text)
            if line.length > 5:
                yield line, furniture
            at = max(stop + 1, at + 1)


def _in_paragraph(reading: Reading, paragraph: Span, under: NoticeKind | None, *, furniture: bool) -> list[_Found]:
    text, outlet = reading.report.text, reading.report.outlet
    named = label(paragraph.of(text))
    sentences = _sentences(text, paragraph)
    plain = [_unquoted(span.of(text)) for span in sentences]
    if named:
        if furniture and paragraph.of(text).rstrip()[-1:] not in tuple(".!?)]”\"'’"):
            return []  # the headline of another report: "Correction: the toll at the market"
        if named[2]:
            under = under or named[1]
    found: _Found | None = None
    for n, words in enumerate(plain):
        after = plain[n + 1] if n + 1 < len(plain) else ""
        sign = _sign(masked(words, outlet), masked(after, outlet))
        if sign and _TOLD.search(words[: sign[3]]):
            sign = None
        if sign and not _OWN.match(words, sign[3]) and _is_anothers(reading, sentences[n].start + sign[3]):
            sign = None
        if sign is None and (under or named) and UNDER.search(words):
            taken = re.search(r"\b(?:retracted|withdrawn|disregard)\b", words, re.I)
            kind = NoticeKind.RETRACTION if taken else under or NoticeKind.CORRECTION
            sign = (kind, bool(taken and named), bool(taken and named), 0)
        if sign is None:
            if found and n == found.last + 1 and _goes_on(plain[n - 1], words):
                found.last = n
            continue
        kind, whole, sure, _ = sign
        if found is None or (sure and not found.sure):
            found = _Found(kind, n, n, whole, sure)
        else:
            found.last = n
            if kind is NoticeKind.RETRACTION:
                found.kind, found.whole = kind, found.whole or (whole and sure)
    if found is None and named and named[2] and _is_sentence(paragraph.of(text)):
        found = _Found(named[1] or NoticeKind.CORRECTION, 0, len(plain) - 1, named[1] is NoticeKind.RETRACTION, True)
    if found is None or not (found.sure or furniture or under):
        return []
    if under is NoticeKind.RETRACTION:
        found.kind = under
    if any(ALL_GONE.search(words) for words in plain[found.first : found.last + 1]):
        found.kind, found.whole = NoticeKind.RETRACTION, True
    if named and named[2]:  # all that stands behind "Correction:"
        found.first, found.last = 0, max(found.last, min(len(plain) - 1, _LABELLED))
        found.whole = found.whole or named[1] is NoticeKind.RETRACTION
    return [found]


def _sentences(text: str, paragraph: Span) -> list[Span]:
    """The paragraph's sentences; a mark within quotation marks, as of a headline, ends none."""
    out: list[Span] = []
    for span in stretches(text, paragraph):
        words = out[-1].of(text) if out else ""
        if len(words) < 300 and words.count("“") > words.count("”"):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def _is_worth(words: str) -> bool:
    low = words.lower()
    return any(hint in low for hint in _HINTS)


def _is_sentence(words: str) -> bool:
    """Whether words are more than a heading and a date: most of a sentence's words are in small letters."""
    return sum(word[0].islower() for word in words.split()) > 3


def _goes_on(before: str, words: str) -> bool:
    """Whether a notice goes on with the sentence after it: by its form, or because "That was wrong""
    " calls for more."""
    return (
        bool(GOES_ON.match(words) or _ANSWERS.match(words) or TAKES_BACK.match(before.lstrip()))
        or is_answer(before, words)
        or _NOT.search(words) is not None
    )


def _sign(words: str, after: str) -> tuple[NoticeKind, bool, bool, int] | None:
    """(kind, whole, sure, where) of the gravest sign in a sentence, the outlet's names masked."""
    if _is_worth(words):
        for sign in signs():
            if found := sign.pattern.search(words):
                of_part = "object" in found.re.groupindex and re.fullmatch(PART, found["object"] or "", re.I)
                return sign.kind, sign.whole and not of_part, sign.alone, found.start()
    if wrote := REPORTED.search(words):
        back = TAKES_BACK.search(words)
        if (back and back.start() > 0) or TAKES_BACK.search(after) or _ANSWERS.match(after):
            return NoticeKind.CORRECTION, False, True, wrote.start()
    return None


def _notice(reading: Reading, paragraph: Span, found: _Found) -> Notice | None:
    text = reading.report.text
    sentences = _sentences(text, paragraph)[found.first : found.last + 1]
    span = trim(Span(sentences[0].start, sentences[-1].end), text)
    wrong, right = replaced([one.of(text) for one in sentences])
    if wrong is None and found.whole and (headline := _HEADLINED.search(span.of(text))):
        wrong = headline["words"].strip()
    if not found.sure and wrong is None and right is None:
        return None
    return Notice(found.kind, span, whole=found.whole, wrong=wrong, right=right, refers=referred(reading, span))


def _is_anothers(reading: Reading, at: int) -> bool:
    """Whether what stands there is somebody else's claim: its voice is not the outlet."""
    own = agency_key(reading.report.outlet) if reading.report.outlet else None
    voices = {voice.id: voice for voice in reading.voices}
    for claim in reading.claims:
        if not any(span.start <= at < span.end for span in claim.content):
            continue
        voice = voices.get(claim.chain[0].voice) if claim.chain else None
        if (
            voice
            and voice.kind is not VoiceKind.REPORTER
            and agency_key(voice.name) != own
            and bare(voice.name) != "we"
        ):
            return True
    return False


def _unquoted(words: str) -> str:
    """The words with quotations blanked, at their length."""
    return _QUOTED.sub(lambda found: "_" * len(found[0]), words)


def _lead(reading: Reading) -> Span | None:
    for span in reading.report.body:
        for stretch in stretches(reading.report.text, span):
            if stretch.length > 40:
                return trim(stretch, reading.report.text)
    return None
