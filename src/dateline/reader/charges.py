"""Charges and their denials: who is blamed for something, and says in the same report that it is not so."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.records import Claim, Stance, Tension

REACH = 12  # claims between a charge and its denial
_CHARGES = frozenset(
    "allegation charge accusation claim report suggestion involvement responsibility wrongdoing role part link it this "
    "that".split()
)


def denied_charges(draft: Draft) -> list[Tension]:
    """Each denial of a charge, with the nearest claim that blames the one who denies."""
    out: list[Tension] = []
    accused = [_accused(draft, claim) if claim.stance is Stance.BLAMES else frozenset() for claim in draft.claims]
    actors = {voice.id: voice.actor for voice in draft.voices}
    for n, claim in enumerate(draft.claims):
        if claim.stance is not Stance.DENIES or not _is_of_charge(draft, claim):
            continue
        who = _speakers(draft, claim, actors)
        if not who:
            continue
        if (alleged := _just_alleged(draft, n)) is not None and actors.get(alleged.chain[-1].voice) not in who:
            out.append(_tension(draft, alleged, claim))
            continue
        near = sorted(range(max(n - REACH, 0), min(n + REACH, len(draft.claims))), key=lambda m: abs(m - n))
        for m in near:
            other = draft.claims[m]
            if not who.isdisjoint(accused[m]) and actors.get(other.chain[-1].voice) not in who:
                out.append(_tension(draft, other, claim))
                break
    return out


def _speakers(draft: Draft, claim: Claim, actors: dict[str, str | None]) -> frozenset[str]:
    """Who speaks, and whom they speak for: "the movement's spokesman" is the movement too."""
    link = claim.chain[-1]
    spoken = {actors.get(link.voice)}
    if link.span is not None:
        spoken.update(draft.cast[i].actor for i in draft.parse.tokens(link.span) if i in draft.cast)
    return frozenset(actor for actor in spoken if actor is not None)


def _just_alleged(draft: Draft, n: int) -> Claim | None:
    """What "denied the allegation" answers: the claim before it, or the one before that, made with that very word."""
    parse = draft.parse
    denied = {parse.lemma[i] for i in parse.tokens(draft.claims[n].content[0])}
    for m in (n - 1, n - 2):
        if m >= 0:
            cues = {parse.lemma[i] for i in parse.tokens(draft.claims[m].cue[0])}
            if any(cue in cues and said in denied for cue, said in _SAID_AS.items()):
                return draft.claims[m]
    return None


_SAID_AS = {"allege": "allegation", "claim": "claim", "accuse": "accusation"}


def _tension(draft: Draft, charge: Claim, denial: Claim) -> Tension:
    first, second = sorted((charge, denial), key=lambda c: c.cue[0])
    return Tension((first.id, second.id), f"“{_words(draft, first)}” against “{_words(draft, second)}”")


def _accused(draft: Draft, claim: Claim) -> frozenset[str]:
    """Whom a claim blames: the object of its cue, whatever names it has, as actors."""
    parse = draft.parse
    for token in parse.tokens(claim.cue[0]):
        held = parse.kid(token, "dobj")
        if held is None and (on := parse.kid(token, "prep")) is not None and parse.lower[on] in ("on", "against"):
            held = parse.kid(on, "pobj")
        if held is not None:
            heads = [held, *parse.kids_of(held, "appos", "conj")]
            return frozenset(draft.cast[i].actor for i in heads if i in draft.cast)
    return frozenset()


def _is_of_charge(draft: Draft, claim: Claim) -> bool:
    """Whether what is denied is a charge as a whole, or a part in what was charged."""
    parse = draft.parse
    for token in parse.tokens(claim.cue[0]):
        held = parse.kid(token, "dobj", "xcomp")
        if held is None:
            continue
        if parse.tag[held] == "VBG":  # "denied arming the rebels"
            return True
        if parse.lemma[held] in ("all", "any", "most", "none", "everything"):
            return True
        return parse.lemma[held] in _CHARGES
    return False


def _words(draft: Draft, claim: Claim) -> str:
    """The cue and the beginning of what it says."""
    text = draft.report.text
    start, end = claim.cue[0].start, claim.content[0].end
    words = " ".join(text[min(start, claim.content[0].start) : end].split())
    return words if len(words) <= 60 else words[:57].rstrip() + "..."
