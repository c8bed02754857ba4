"""On what the report rests that an organisation did it: MUC-4's categories, from the bases of the ledger's events."""

from __future__ import annotations

from dateline.bench.templates.account import Account, Told
from dateline.bench.templates.evidence import Entity
from dateline.records import Basis, Participant, Role, VoiceKind

FACT, CLAIMED, POSSIBLE = "reported as fact", "claimed or admitted", "possible"
ACCUSED, BY_AUTHORITIES = "suspected or accused", "suspected or accused by authorities"
AUTHORITIES = frozenset({Role.GOV, Role.MIL, Role.COP, Role.JUD, Role.SPY})
# Words of a sentence that tell a claim of responsibility, or a suspicion, where no event has the organisation as actor.
CLAIMING = frozenset({"claim", "responsibility", "admit", "acknowledge"})
BLAMING = frozenset({"blame", "accuse", "attribute", "responsible", "allege", "suspect", "implicate", "presume"})


def confidence(account: Account, entity: Entity, kind: str) -> str:
    """The category of one organisation in incidents of a type."""
    parse = account.parse
    heads = {phrase.head for phrase in entity.phrases}
    acting = [
        (told, participant)
        for told in account.told
        if told.type == kind
        for participant in told.event.actors
        if heads & set(parse.tokens(participant.span))
    ]
    for told, participant in acting:
        if participant.basis is not Basis.STATED:
            return _of_basis(account, told, participant)
    if acting:
        return FACT
    sentences = {parse.sentence[head] for head in heads}
    words = {parse.lemma[i] for s in sentences for i in range(*parse.sentences[s])}
    if "responsibility" in words and words & CLAIMING:
        return CLAIMED
    return ACCUSED if words & BLAMING else FACT


def _of_basis(account: Account, told: Told, participant: Participant) -> str:
    if participant.basis is Basis.CLAIMED:
        return CLAIMED
    return BY_AUTHORITIES if _is_official(account, told, participant) else ACCUSED


def _is_official(account: Account, told: Told, participant: Participant) -> bool:
    """Whether the voice that names the organisation is a state's, its soldiers' or its police's."""
    claims = {participant.claim} if participant.claim else set(told.event.claims)
    speakers = {claim.chain[-1].voice for claim in account.draft.claims if claim.id in claims}
    for voice in account.draft.voices:
        if voice.id not in speakers:
            continue
        actor = account.actors.get(voice.actor or "")
        if voice.kind is VoiceKind.STATE or (actor is not None and AUTHORITIES.intersection(actor.roles)):
            return True
    return False
