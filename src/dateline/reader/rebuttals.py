"""Rebuttals: what somebody has just said, and another calls false ("dismissed the elders' figure")."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.records import Claim, Stance, Tension, Voice, VoiceKind

REACH = 4  # claims back to what is rebutted
SENTENCES = 3  # and sentences
_SAID = frozenset("report claim statement figure toll assertion version account story assessment".split())
_FIGURES = frozenset(("figure", "toll"))
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_CLAUSES = ("acl", "relcl", "ccomp", "prep")
_PUBLISHED = frozenset((VoiceKind.MEDIA, VoiceKind.DOCUMENT))


def rebuttals(draft: Draft) -> list[Tension]:
    """Each denial of "the report", "their figure", with the claim before it that it answers."""
    out = []
    voices = {voice.id: voice for voice in draft.voices}
    for n, claim in enumerate(draft.claims):
        noun = _said(draft, claim) if claim.stance is Stance.DENIES else None
        if noun is not None and (answered := _answered(draft, voices, n, noun)) is not None:
            why = f"“{_words(draft, answered)}” against “{_words(draft, claim)}”"
            out.append(Tension((answered.id, claim.id), why))
    return out


def _said(draft: Draft, claim: Claim) -> int | None:
    """The noun that takes up what was said; None where its own words tell what it is ("reports that troops left")."""
    parse = draft.parse
    tokens = parse.tokens(claim.content[0])
    for i in tokens[:6]:
        if parse.pos[i] == "VERB":
            return None
        if parse.pos[i] == "NOUN" and parse.lemma[i] in _SAID:
            pointed = any(parse.dep[k] == "poss" or parse.lower[k] in _POINTING for k in parse.kids[i] if k < i)
            told = any(k > i and k in tokens for k in parse.kids_of(i, *_CLAUSES))
            return i if pointed and not told else None
    return None


def _answered(draft: Draft, voices: dict[str, Voice], n: int, noun: int) -> Claim | None:
    """The nearest claim before the denial, of another voice, that the noun may take up."""
    parse, denial = draft.parse, draft.claims[n]
    owner = parse.kid(noun, "poss")
    whose = draft.cast[owner].actor if owner is not None and owner in draft.cast else None
    possible = []
    for claim in reversed(draft.claims[max(n - REACH, 0) : n]):
        at = parse.tokens(claim.cue[0])
        voice = voices[claim.chain[-1].voice]
        if not len(at) or parse.sentence[noun] - parse.sentence[at[0]] > SENTENCES:
            continue
        if claim.stance is Stance.DENIES or voice.id == denial.chain[-1].voice or claim.content == denial.content:
            continue
        if whose is None or whose == voice.actor:
            possible.append(claim)
    if parse.lemma[noun] == "report":
        possible = [c for c in possible if voices[c.chain[-1].voice].kind in _PUBLISHED]
    elif parse.lemma[noun] in _FIGURES:
        possible = [c for c in possible if any(parse.tag[i] == "CD" for part in c.content for i in parse.tokens(part))]
    return possible[0] if possible else None


def _words(draft: Draft, claim: Claim) -> str:
    """The cue and the beginning of what it says."""
    start, end = min(claim.cue[0].start, claim.content[0].start), claim.content[0].end
    words = " ".join(draft.report.text[start:end].split())
    return words if len(words) <= 60 else words[:57].rstrip() + "..."
