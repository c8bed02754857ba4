"""Testimony: each voice's word for or against an incident, out of its accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.records import Quotation, Stance, Status
from dateline.weighing.account import Account, Speaker, Word
from dateline.weighing.identity import voice_key
from dateline.weighing.standing.disclaimers import about, disclaiming, disclaims, unsaid

FOR = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.BLAMES})
AHEAD = frozenset({Stance.WARNS, Stance.THREATENS, Stance.PROMISES})  # word of what is to come, none of what has been
TO_COME = frozenset({Status.PLANNED, Status.THREATENED, Status.POSSIBLE, Status.ATTEMPTED})
UNSTATED = "unstated"
LATE = "9999"  # a report without a date comes after those with one


@dataclass(frozen=True, slots=True)
class Testimony:
    """One voice's word on one account. `speaker` is who speaks, `through` those who pass it on, outermost first.

    `says` is for, against (it did not happen), part (not by the speaker), detail (something about it was not so),
    doubt, or aside: words that presuppose it.
    """

    account: Account
    story: str
    word: Word | None
    speaker: Speaker
    through: tuple[Speaker, ...]
    stance: Stance
    says: str
    at: str  # the day of the story's first report among these, or LATE

    @property
    def key(self) -> str:
        return voice_key(self.speaker)

    @property
    def record(self) -> str:
        """The id of what says it: a claim, else the event."""
        return self.word.claim if self.word is not None and self.word.claim else self.account.event

    @property
    def quotation(self) -> Quotation:
        """Its words: the claim's content, else the account's sentence."""
        word, account = self.word, self.account
        if word is not None and word.content is not None and word.said:
            return Quotation(account.report, word.content, word.said)
        return Quotation(account.report, account.sentence, account.said)


class Hearing:
    """All accounts of an incident, in the order of their publication, with every voice's word in them."""

    def __init__(self, accounts: Sequence[Account], story_of: Mapping[str, str]) -> None:
        self.accounts = sorted(accounts, key=lambda a: (a.published or LATE, a.event))
        self.story = {a.report: story_of.get(a.report, a.report) for a in self.accounts}
        self.begun: dict[str, str] = {}  # story -> the day it was first published
        self.teller: dict[str, Account] = {}  # story -> an account of its origin, or of its earliest report here
        for account in self.accounts:
            story = self.story[account.report]
            day = (account.published or LATE)[:10]
            self.begun[story] = min(self.begun.get(story, LATE), day)
            known = self.teller.get(story)
            if known is None or (account.report[2:] == story[2:] and known.report[2:] != story[2:]):
                self.teller[story] = account

    @cached_property
    def testimonies(self) -> tuple[Testimony, ...]:
        """Every voice's word. The reporter's own counts where no report of its story names a voice, and is the
        outlet's that told the story first."""
        voiced: list[Testimony] = []
        own: list[Testimony] = []
        for account in self.accounts:
            words = account.words or (Word(()),)
            for word in words:
                testimony = self._testimony(account, word)
                (own if testimony.speaker.kind == "reporter" else voiced).append(testimony)
        spoken = {t.story for t in voiced if t.says == "for"}
        reported = {t.account.event for t in own} | {t.account.event for t in voiced if t.says == "against"}
        for account in self.accounts:  # only asides, doubts or denials: the report itself says that it was
            if account.status is Status.DENIED:
                continue  # nor does it deny what it only says that another denies
            if account.event not in reported and self.story[account.report] not in spoken:
                own.append(self._testimony(account, None))
        heard = [t for t in own if t.story not in spoken or t.says == "against"]
        return tuple(sorted([*voiced, *heard], key=lambda t: (t.at, t.account.event, t.record, t.key)))

    def _testimony(self, account: Account, word: Word | None) -> Testimony:
        story = self.story[account.report]
        chain = stated(word.chain) if word else []
        speaker = chain[-1] if chain else self.own_voice(story)
        if speaker.kind == "reporter":
            speaker = self.own_voice(story)
        stance = word.stance if word is not None and chain else Stance.ASSERTS
        says = _says(account, word if chain else None, speaker, stance)
        return Testimony(account, story, word, speaker, tuple(chain[:-1]), stance, says, self.begun[story])

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Whoever speaks in any account, and the outlets that told its stories."""
        spoken = {w.chain[-1] for a in self.accounts for w in a.words if w.chain and w.chain[-1].kind != "reporter"}
        return (*spoken, *(self.own_voice(story) for story in self.teller))

    def own_voice(self, story: str) -> Speaker:
        """The reporter's own voice in a story: that of the outlet which told it first."""
        return own_voice(self.teller[story].outlet)


def own_voice(outlet: str | None) -> Speaker:
    """The reporter's own voice in what an outlet publishes: the outlet's."""
    return Speaker(outlet or "the reporter", "reporter", outlet is not None)


def stated(chain: Sequence[Speaker]) -> list[Speaker]:
    """A chain without those whom the words leave out, unless there is nobody else."""
    return [speaker for speaker in chain if speaker.name != UNSTATED or len(chain) == 1]


def _says(account: Account, word: Word | None, speaker: Speaker, stance: Stance) -> str:
    """Which way a word counts."""
    if stance is Stance.DOUBTS:
        return "doubt"
    said = word.said if word is not None else ""
    if stance is Stance.DENIES or (word is not None and word.denies is not None):
        return _denied(account, word, speaker, said)
    if stance in FOR or (stance in AHEAD and account.status in TO_COME):
        if account.status is Status.DENIED:
            return "against"
        return "part" if disclaiming(said) else "for"
    return "aside"


_OF = {"deed": "against", "part": "part", "detail": "detail"}


def _denied(account: Account, word: Word | None, speaker: Speaker, said: str) -> str:
    """What a denial is of: the happening, the speaker's part in it, or something else that its sentence names."""
    if word is not None and word.denies is not None:
        return _OF[word.denies]
    means = unsaid(said)
    if means == "part" or disclaims(said, speaker, account):
        return "part"
    if means == "charge" or not said or account.status is Status.DENIED:
        return "against"
    at = said.casefold().find(account.did.casefold())
    ends = [at] if at >= 0 else []
    if word is not None and word.content is not None:
        inside = (span for span in account.mentions if word.content.contains(span))
        ends += [min(span.start - word.content.start, len(said)) for span in inside]
    return "against" if any(not about(said[:end]) for end in ends) else "aside"
