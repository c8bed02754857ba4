"""All candidates of a page: each token looked at once, by the constructions that its part of speech allows."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.colon import (
    colon_candidates,
    dash_candidates,
    headline_candidates,
    quotation_candidates,
)
from dateline.reader.attribution.noun import adjective_candidates, noun_candidates
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.phrase import HEARSAY, hearsay_candidates, phrase_candidates
from dateline.reader.attribution.reporting import reporting_candidates
from dateline.reader.attribution.second import part_second_cues
from dateline.reader.attribution.tail import tail_candidates
from dateline.reader.attribution.verb import verb_candidates


def find_candidates(page: Page) -> list[Candidate]:
    """In the order of their cues; one word may give several, of different constructions."""
    parse = page.parse
    out: list[Candidate] = []
    since: dict[int, int] = {}  # sentence -> how many candidates stood before it
    for i, pos in enumerate(parse.pos):
        since.setdefault(parse.sentence[i], len(out))
        if parse.lower[i] == "according":
            out.extend(phrase_candidates(page, i))
        elif pos == "VERB":
            out.extend(verb_candidates(page, i))
            out.extend(reporting_candidates(page, i))
            out.extend(tail_candidates(page, i, out[since[parse.sentence[i]] :]))
            if parse.dep[i] in ("acomp", "amod"):
                out.extend(adjective_candidates(page, i))
        elif pos == "NOUN":
            out.extend(noun_candidates(page, i))
        elif pos == "ADJ":
            out.extend(adjective_candidates(page, i))
        elif pos == "ADV" and parse.lower[i] in HEARSAY:
            out.extend(hearsay_candidates(page, i))
        elif pos in ("ADP", "SCONJ"):
            out.extend(phrase_candidates(page, i))
    for start, end in page.paragraphs:
        out.extend(colon_candidates(page, start, end))
        out.extend(dash_candidates(page, start, end))
    for start, end in page.paragraphs[:3]:
        out.extend(headline_candidates(page, start, end))
    for quotation in page.quotes.spans:
        out.extend(quotation_candidates(page, quotation))
    out.sort(key=lambda c: c.head)
    return part_second_cues(page, out)
