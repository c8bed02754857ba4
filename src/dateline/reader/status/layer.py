"""The status layer: what the words say of each event's reality, read off from the trigger up through its sentence."""

from __future__ import annotations

from dataclasses import replace

from dateline.reader.draft import Draft, Frame
from dateline.reader.events.syntax import TELLINGS
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.status.climb import STEPS, Climber
from dateline.reader.status.clues import clues
from dateline.reader.status.factuality import shipped
from dateline.reader.status.reality import Reality
from dateline.records import Stance, Status

_REAL = (Status.HAPPENED, Status.HAPPENING)
DOUBT = 0.1  # taken from the confidence of an event whose clues speak against its status
_LINKS = frozenset(("ccomp", "xcomp", "conj", "dobj", "attr", "nsubjpass", "parataxis"))


class StatusLayer:
    """Tense, aspect, modality, negation with its scope, the words that stand over the event, and its claims' stance."""

    name = "status"
    version = "2"

    def __init__(self, lexicons: Lexicons) -> None:
        cues: dict[str, dict[str, str]] = {}
        for row in lexicons.table("status_cues"):
            cues.setdefault(row["pos"], {})[row["term"]] = row["effect"]
        self.climber = Climber(cues)

    def __call__(self, draft: Draft) -> None:
        denying = {claim.id for claim in draft.claims if claim.stance == Stance.DENIES}
        for number, event in enumerate(draft.events):
            frame = draft.frames.get(event.id)
            if frame is None:
                continue
            status = self.status(draft.parse, frame)
            inner = event.claims[0] if event.claims else None
            if (
                inner in denying
                and _is_said(draft.parse, frame)
                and status in (Status.HAPPENED, Status.HAPPENING, Status.POSSIBLE)
            ):
                status = Status.DENIED
            sure = event.confidence
            if status in _REAL and self._is_doubtful(draft.parse, frame, status):
                sure = round(max(sure - DOUBT, 0.05), 2)
            if (status, sure) != (event.status, event.confidence):
                draft.events[number] = replace(event, status=status, confidence=sure)

    def _is_doubtful(self, parse: Parse, frame: Frame, status: Status) -> bool:
        """Whether a verb that by rule has happened has clues of one that more people would say has not."""
        if parse.pos[frame.head] != "VERB":
            return False
        return shipped().score(clues(parse, frame.head, str(status), self.climber.cues)) < 0

    def status(self, parse: Parse, frame: Frame) -> Status:
        """The status of the event that stands so in the parse."""
        reality = Reality()
        i = frame.head
        if parse.pos[i] in ("NOUN", "PROPN"):
            self.climber.noun_itself(parse, i, reality)
        else:
            self.climber.clause(parse, i, reality)
        self.climber.climb(parse, i, frame, reality)
        self.climber.bare(parse, frame, reality)
        return reality.result()


def _is_said(parse: Parse, frame: Frame) -> bool:
    """Whether an event is what its claim says, not what it speaks of ("no part in the attack that killed 12")."""
    i = frame.head
    for _ in range(STEPS):
        if parse.dep[i] == "ROOT" or parse.head[i] == i:
            return True
        told = parse.dep[i] == "acl" and parse.lemma[parse.head[i]] in TELLINGS  # "dismissed claims that"
        if not told and parse.dep[i] not in _LINKS:
            return False
        i = parse.head[i]
    return False
