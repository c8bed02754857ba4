"""Words of reports quoted in their sentences, with the outlet, the day and the address where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.ledger import ReportRow
from dateline.ledger import around as sentence_around
from dateline.records import Quotation
from dateline.weighing.account import Account
from dateline.workbench import words
from dateline.workbench.ask import Ask

SPOKEN = 600  # letters of words


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report, in their sentence where it is at hand."""

    who: str
    before: str
    words: str
    after: str
    href: str
    outlet: str
    published: str


class Quoting:
    """Puts words into their sentences, out of the texts of the reports that are asked for."""

    def __init__(self, ask: Ask, known: Mapping[str, ReportRow], reports: Iterable[str]) -> None:
        self.ask = ask
        wanted = list(dict.fromkeys(reports))
        self.texts = ask.desk.book.texts(wanted)
        # What takes words back may be a report that tells of nothing itself.
        others = [id_ for id_ in wanted if id_ not in known]
        self.reports = {**known, **(ask.desk.book.about(others) if others else {})}

    def __call__(self, quotation: Quotation, who: str = "") -> Quoted:
        before, own, after = self._sentence(quotation)
        known = self.reports.get(quotation.report)
        return Quoted(
            who, before, own, after, self.href(quotation), (known.outlet if known else None) or "outlet not known",
            words.day((known.published or "")[:10] if known else None),
        )  # fmt: skip

    def _sentence(self, quotation: Quotation) -> tuple[str, str, str]:
        text, span = self.texts.get(quotation.report), quotation.span
        own = span.of(text) if text is not None else ""
        # Words with a gap are quoted whole; where the text has others, the words stand alone.
        if text is None or own.split()[:1] != quotation.words.split()[:1]:
            return "", quotation.words, ""
        sentence = sentence_around(text, span)
        cut = own if len(own) <= SPOKEN else f"{own[:SPOKEN]}…"
        return text[sentence.start : span.start], cut, text[span.end : sentence.end]

    def account(self, one: Account) -> Quoted:
        """Where an account tells of it."""
        return self(Quotation(one.report, one.trigger, one.did))

    def href(self, quotation: Quotation) -> str:
        return self.ask.words(quotation.report, quotation.span)


def around(quotation: Quotation, account: Account) -> tuple[str, str, str]:
    """Words within their sentence: those before, its own, those after."""
    said, own = account.said, " ".join(quotation.words.split())
    at = said.find(own) if account.sentence.contains(quotation.span) else -1
    if at < 0 or len(own) > SPOKEN:
        return "", own[:SPOKEN] + ("…" if len(own) > SPOKEN else ""), ""
    before, after = said[:at], said[at + len(own) :]
    return before[-SPOKEN:], own, after[:SPOKEN]
