"""Who speaks in a reading: its voices as speakers, each with the body that it speaks for and whom "he" means."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import Claim, Reading, Voice, VoiceKind
from dateline.weighing.account import Speaker
from dateline.weighing.identity import bodies_of, meant_by


class Speaking:
    """The speakers of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.actors = {a.id: a for a in reversed(reading.actors)}
        self.voices = {v.id: v for v in reversed(reading.voices)}
        self.bodies = bodies_of(reading)
        self.meant = meant_by(reading)

    def speaker(self, voice: Voice) -> Speaker:
        actor = self.actors.get(voice.actor or "")
        told = self.bodies[voice.id]
        body = (told.words, told.body, told.kind, told.country)
        if (meant := self.meant.get(voice.id)) is not None:
            actor = meant
            voice = replace(voice, name=meant.name, kind=VoiceKind(meant.kind), named=meant.named)
        if actor is None:
            return Speaker(voice.name, voice.kind, voice.named, None, None, None, (), *body)
        return Speaker(voice.name, voice.kind, voice.named, actor.name, actor.kind, actor.country, actor.roles, *body)

    def chain(self, claim: Claim) -> tuple[Speaker, ...]:
        """Those by whom a claim came, outermost first."""
        return tuple(self.speaker(self.voices[link.voice]) for link in claim.chain if link.voice in self.voices)
