"""What was asked of each part of a key, and whether it was found: one judgement a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.bench.across.key.folder import Folder, Weighed
from dateline.bench.across.key.key import KeyDenial, KeyIncident, KeyToll, KeyWithdrawal
from dateline.bench.across.key.matching import Matching, overlap
from dateline.records import Claim, Figure, Incident, Notice, Reading, Span, Stance, Status, Toll
from dateline.weighing.identity import meant_by
from dateline.weighing.standing.disclaimers import disclaiming
from dateline.weighing.stories import notices

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
NOT_READ = "none of its mentions was read"


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of the key. `part` names the kind of question, `where` what it is about."""

    part: str
    right: bool
    where: str
    expected: str
    got: str


class Judge:
    """Holds a folder's weighing against its key."""

    def __init__(self, folder: Folder, weighed: Weighed, matching: Matching) -> None:
        self.folder, self.weighed, self.matching = folder, weighed, matching

    def everything(self) -> Iterator[Judged]:
        key = self.folder.key
        for incident in key.incidents:
            yield from self._standing(incident)
            for toll in incident.tolls:
                yield from self._toll(incident, toll)
        for denial in key.denials:
            yield from self._denial(denial)
        for back in key.withdrawals:
            yield from self._withdrawal(back)
        for tension in key.tensions:
            ours = self.matching.aligned(tension.incident)
            fields = sorted({strain.field for strain in ours.strains}) if ours else []
            yield Judged(
                "tension", tension.field in fields, tension.incident, tension.field, ", ".join(fields) or "none"
            )

    # Standing

    def _standing(self, incident: KeyIncident) -> Iterator[Judged]:
        ours = self.matching.aligned(incident.id)
        if incident.standing:
            got = ours.standing.value if ours else NOT_READ
            yield Judged(
                "standing", got in incident.standing, incident.id, " or ".join(incident.standing), got + _why(ours)
            )
        for name, levels in incident.fields.items():
            field = next((f for f in ours.fields if f.name == name), None) if ours else None
            got = field.level.value if field else "no such field" if ours else NOT_READ
            yield Judged("field standing", got in levels, f"{incident.id}: {name}", " or ".join(levels), got)

    # Tolls

    def _toll(self, incident: KeyIncident, toll: KeyToll) -> Iterator[Judged]:
        ours = self.matching.aligned(incident.id)
        found = next((t for t in ours.tolls if t.what == toll.what), None) if ours else None
        got = _history(found) if found else "no such toll" if ours else NOT_READ
        where = f"{incident.id}: {toll.what}"
        if toll.history:
            expected = " → ".join(f"{f.figure}{f' ({f.published})' if f.published else ''}" for f in toll.history)
            rises = toll.rising is None or (found is not None and found.rising == toll.rising)
            complete = found is not None and _in_order(toll, found.figures)
            yield Judged("toll", rises and complete, where, expected + (", rising" if toll.rising else ""), got)
        if toll.bounds:
            expected = " ".join(f"{name} {_number(value)}" for name, value in toll.bounds.items())
            bounds = {name: getattr(found, name) for name in toll.bounds} if found else {}
            said = " ".join(f"{name} {_number(value)}" for name, value in bounds.items())
            yield Judged("toll figure", bounds == toll.bounds, where, expected, said or got)

    # Denials

    def _denial(self, denial: KeyDenial) -> Iterator[Judged]:
        said = denial.said[0]
        reading = self.weighed.readings[said.report]
        spans = [self.folder.spans[one] for one in denial.said]
        events = {
            e.id for e in reading.events if e.status is Status.DENIED and any(overlap(e.trigger, s) for s in spans)
        }
        told_here = [c for c in reading.claims if any(_touches(c, s) for s in spans)]
        claims = [c for c in told_here if _denies(c, reading, events)]
        voiced = [c for c in claims if denial.voice is None or _same_voice(denial.voice, c, reading)]
        told = "; ".join(_chain(c, reading) for c in claims) or ("an event denied" if events else "no denial read")
        read = bool(voiced) or (bool(events) and denial.voice is None)
        where, expected = f"{said.report}: “{said.words}”", denial.voice or "anyone"
        yield Judged("denial read", read, where, expected, told)
        if denial.incident is None:
            yield Judged("denial", read, where, expected, told)
            return
        ours = self.matching.aligned(denial.incident)
        report = self.folder.id(said.report)
        kept = ours is not None and _holds_denial(ours, report, spans, events)
        got = told if not read else told + ("" if kept else f"; not kept with {denial.incident}")
        yield Judged("denial", read and kept, where, f"{expected}, of {denial.incident}", got)

    # Corrections and retractions

    def _withdrawal(self, back: KeyWithdrawal) -> Iterator[Judged]:
        reading = self.weighed.readings[back.report]
        spans = [self.folder.spans[one] for one in back.said]
        here = [n for n in notices(reading) if not spans or any(_beside(n.span, s, reading) for s in spans)]
        same = [n for n in here if n.kind.value == back.kind and _figures(back, n)]
        told = "; ".join(f"{n.kind} {n.wrong or ''} → {n.right or ''}".strip() for n in here) or "no notice read"
        where = f"{back.report}: {back.said[0].words if back.said else ''}"
        expected = f"{back.kind} {back.wrong or ''} → {back.right or ''}" if back.wrong or back.right else back.kind
        if back.incident is None:
            yield Judged("withdrawal", bool(same), where, expected, told)
            return
        ours = self.matching.aligned(back.incident)
        report = self.folder.id(back.report)
        kept = [w for w in ours.withdrawals if w.report == report and w.kind == back.kind] if ours else []
        if back.of is not None:
            events = {e.id for e in self.weighed.readings[back.of].events}
            kept = [w for w in kept if w.event in events]
        got = told if not same or kept else f"{told}; not kept with {back.incident}"
        yield Judged("withdrawal", bool(same) and bool(kept), where, f"{expected}, of {back.incident}", got)


def _why(ours: Incident | None) -> str:
    """Whose words it stands on, for a person who looks for the mistake."""
    if ours is None:
        return ""
    voices = ", ".join(f"{w.name}{' (denies)' if w.stance is Stance.DENIES else ''}" for w in ours.witnesses[:8])
    strains = "; ".join(f"{s.field}: {s.why}" for s in ours.strains[:3])
    return f" [{ours.id}; {len(ours.reports)} reports, {len(ours.stories)} stories; {voices or 'nobody'}; {strains}]"


def _in_order(toll: KeyToll, figures: Sequence[Figure]) -> bool:
    """Each figure of the key is one of ours, of its day where the key gives one, and they come in its order."""
    days: list[str] = []
    for wanted in toll.history:
        least = days[-1] if days else ""
        fits = [
            f.published[:10] if f.published else ""
            for f in figures
            if wanted.figure in (f.best, f.low, f.high)
            and (wanted.published is None or (f.published or "").startswith(wanted.published))
        ]
        later = [day for day in fits if day >= least]
        if not later:
            return False
        days.append(min(later))
    return True


def _history(toll: Toll) -> str:
    figures = sorted(toll.figures, key=lambda f: (f.published or "", f.best or f.low or 0))
    shown = dict.fromkeys(
        f"{_number(f.best if f.best is not None else f.low)} ({(f.published or '?')[:10]})" for f in figures
    )
    return f"{' → '.join(shown)}{', rising' if toll.rising else ', not rising'}"


def _number(value: int | None) -> str:
    return "none" if value is None else str(value)


def _touches(claim: Claim, span: Span) -> bool:
    return any(overlap(part, span) for part in (*claim.cue, *claim.content))


def _denies(claim: Claim, reading: Reading, denied: set[str]) -> bool:
    """Whether a claim is a denial: by its cue, by words that disclaim a part ("had nothing to do with"), or because
    what it says is read as not having been ("no post has fallen")."""
    said = " ".join(span.of(reading.report.text) for span in claim.content)
    return claim.stance is Stance.DENIES or disclaiming(said) or not denied.isdisjoint(claim.events)


def _same_voice(name: str, claim: Claim, reading: Reading) -> bool:
    """Whether the denial's voice, or one that it came through, shares a name's word with the key's."""
    wanted = _tokens(name)
    voices = {v.id: v for v in reading.voices}
    actors = {a.id: a.name for a in reading.actors}
    meant = {id_: actor.name for id_, actor in meant_by(reading).items()}  # "He denied it"
    names: list[str] = []
    for link in claim.chain:
        voice = voices.get(link.voice)
        names.append(meant.get(link.voice, ""))
        if voice is not None:
            names += [
                voice.name,
                actors.get(voice.actor or "", ""),
                *(m.of(reading.report.text) for m in voice.mentions),
            ]
        if link.span is not None:
            names.append(link.span.of(reading.report.text))
    return any(wanted & _tokens(one) for one in names)


def _tokens(name: str) -> set[str]:
    small = {"of", "the", "a", "an", "and", "her", "his", "its", "their", "one"}
    return {word.removesuffix("s") for word in re.findall(r"\w+", name.lower()) if word not in small}


def _chain(claim: Claim, reading: Reading) -> str:
    names = {v.id: v.name for v in reading.voices}
    return " > ".join(names.get(link.voice, "?") for link in claim.chain) + " denies"


def _holds_denial(ours: Incident, report: str, spans: Sequence[Span], denied: set[str]) -> bool:
    """The incident keeps the denial beside what it denies: as a tension, as a voice's word, or as a denied account."""
    if denied & set(ours.events):
        return True
    for strain in ours.strains:
        if any(q.report == report and any(overlap(q.span, s) for s in spans) for q in strain.quotations):
            return True
    return any(w.stance is Stance.DENIES and report in w.reports for w in ours.witnesses)


def _beside(notice: Span, span: Span, reading: Reading) -> bool:
    """The notice's words and the key's overlap, or follow on each other in one paragraph."""
    if overlap(notice, span):
        return True
    first, second = sorted((notice, span), key=lambda s: s.start)
    return "\n" not in reading.report.text[first.end : second.start]


def _figures(back: KeyWithdrawal, notice: Notice) -> bool:
    """What the key gives as wrong and right stands in the notice's; figures may be digits or a word."""
    return all(
        wanted is None or (got is not None and (_forms(wanted) & _forms(got)) != set())
        for wanted, got in ((back.wrong, notice.wrong), (back.right, notice.right))
    )


def _forms(words: str) -> set[str]:
    tokens = re.findall(r"\w+", words.lower())
    return {str(NUMBERS.index(t)) if t in NUMBERS else t for t in tokens}
