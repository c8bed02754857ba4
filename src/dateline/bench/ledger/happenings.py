"""What happens in the invented world, and who tells of it on which day: reports as drafts, copies among them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from dateline.bench.ledger import prose
from dateline.bench.ledger.prose import Sentence, fill, ramble
from dateline.bench.ledger.world import Party, Town, World
from dateline.records import Stance, Status

Paragraphs = tuple[tuple[Sentence, ...], ...]
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
VIOLENT = (("ASSAULT", "firearms"), ("ASSAULT", "explosives"), ("ASSAULT", "heavy-weapons"), ("ASSAULT", "abduct"))
CALM = tuple(deed for deed in prose.DEEDS if deed[0] not in ("ASSAULT", "ACCUSE", "REQUEST", "SUPPORT", "THREATEN"))
WORDS_ONLY = (("ACCUSE", "disapprove"), ("REQUEST", "change"), ("SUPPORT", None), ("THREATEN", "restrict"))


@dataclass(slots=True)
class Happening:
    """One thing that happens. `tolls` are the dead and the injured as known on each day after it."""

    number: int
    deed: tuple[str, str | None]
    day: date
    town: Town
    actor: Party
    whom: Party
    tolls: list[tuple[int, int]]
    voices: list[Party]
    topic: list[str]
    statements: list[Happening] = field(default_factory=list)
    before: Happening | None = None

    def toll(self, day: date) -> tuple[int, int]:
        return self.tolls[max(0, min((day - self.day).days, len(self.tolls) - 1))]


@dataclass(frozen=True, slots=True)
class Tells:
    """What a sentence tells: the happening (None: only words), on whose word, with what figures."""

    happening: Happening | None = None
    voice: Party | None = None
    stance: Stance = Stance.ASSERTS
    status: Status = Status.HAPPENED
    killed: int | None = None
    injured: int | None = None
    noun: bool = False
    groups: tuple[Party, ...] = ()
    near: Town | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before its records are made. `copy_of` is the number of the draft that it was copied from."""

    number: int
    outlet: str
    agency: str | None
    published: date
    title: str
    about: Happening
    paragraphs: Paragraphs
    copy_of: int | None = None


class Chronicle:
    """Everything that happens and is told, day by day, from a seed. `rate` is the number of reports a day, about."""

    def __init__(self, seed: int, rate: float = 25.0, first: date = date(2010, 1, 1)) -> None:
        self.world = World(seed)
        self._chance = random.Random(f"chronicle {seed}")  # noqa: S311 - no secret
        self._rate = rate / 3.4  # reports that one happening brings, about
        self._first = first
        self._numbers, self._drafts = count(), count()
        self._recent: list[Happening] = []

    def drafts(self) -> Iterator[Draft]:
        """Drafts in the order of their publication, without end."""
        waiting: dict[date, list[Draft]] = {}
        for after in count():
            today = self._first + timedelta(days=after)
            for _ in range(int(self._rate + self._chance.random())):
                for draft in self._tell(self._happen(today)):
                    waiting.setdefault(draft.published, []).append(draft)
            due = waiting.pop(today, [])
            self._chance.shuffle(due)
            yield from due

    # What happens

    def _happen(self, today: date) -> Happening:
        chance, world = self._chance, self.world
        violent = chance.random() < 0.6
        whom = chance.choice(world.bystanders) if violent or chance.random() < 0.5 else world.people.pick(chance)
        twin = self._recent[-1 - chance.randrange(min(20, len(self._recent)))] if self._recent else None
        if twin and chance.random() < 0.08:
            # A look-alike: the same town, the same kind of deed, within days, and yet another happening.
            town, deed, violent = twin.town, twin.deed, twin.deed in VIOLENT
        else:
            town = world.towns.pick(chance)
            deed = chance.choice(VIOLENT if violent else CALM)
        actor = world.groups.pick(chance) if violent or chance.random() < 0.3 else world.people.pick(chance)
        happening = self._new(deed, today, town, actor, whom, violent=violent)
        happening.statements = [
            self._new(
                chance.choice(WORDS_ONLY), today + timedelta(days=chance.choice((0, 0, 1))), town,
                world.people.pick(chance), chance.choice((actor, world.people.pick(chance))), violent=False,
            )
            for _ in range(8)
        ]  # fmt: skip
        if violent and chance.random() < 0.5:
            police = chance.choice(world.bodies[:2])
            late = today + timedelta(days=chance.randrange(3))
            happening.statements.append(
                self._new(("COERCE", "arrest"), late, town, police, chance.choice(world.bystanders), violent=False)
            )
        happening.before = chance.choice(self._recent) if self._recent and chance.random() < 0.45 else None
        self._recent = [*self._recent[-400:], happening]
        return happening

    def _new(
        self, deed: tuple[str, str | None], day: date, town: Town, actor: Party, whom: Party, *, violent: bool
    ) -> Happening:
        chance, world = self._chance, self.world
        killed = int(chance.paretovariate(1.1)) if violent else 0
        tolls = [(killed, int(killed * chance.uniform(0.5, 3)))]
        for _ in range(3):
            more = chance.randrange(1 + killed // 4) if chance.random() < 0.5 else 0
            tolls.append((tolls[-1][0] + more, tolls[-1][1] + chance.choice((0, 0, 2, 5))))
        voices = [*chance.sample(world.bodies, 3), *world.people.some(chance, 3)]
        topic = world.words.some(chance, 12)
        return Happening(next(self._numbers), deed, day, town, actor, whom, tolls, voices, topic)

    # Who tells of it

    def _tell(self, happening: Happening) -> list[Draft]:
        chance, world = self._chance, self.world
        drafts: list[Draft] = []
        late = 0
        while True:
            published = max(happening.day, happening.day + timedelta(days=late))
            agency = world.agencies.pick(chance) if chance.random() < 0.4 else None
            draft = self._draft(happening, published, agency)
            drafts.append(draft)
            if agency:
                drafts += [self._copy(draft) for _ in range(chance.choice((0, 1, 1, 2, 4)))]
            if chance.random() < 0.48 or len(drafts) > 12:
                return drafts
            late += chance.choice((0, 0, 1, 1, 2, 3))

    def _draft(self, happening: Happening, published: date, agency: str | None) -> Draft:
        chance = self._chance
        killed, _ = happening.toll(published)
        verbs, _ = prose.DEEDS[happening.deed]
        title = f"{happening.actor.name} {chance.choice(verbs)} {happening.whom.name} in {happening.town.name}"
        if killed:
            title += f", {killed} dead"
        outlet = agency or self.world.outlets.pick(chance)
        paragraphs = (
            (self._lead(happening, published),),
            (self._spoken(happening, published, outlet), self._plain(happening, published)),
            *((s,) for s in self._follow(happening, published)),
            *(
                tuple(
                    self._spoken(happening, published, outlet)
                    if chance.random() < 0.6
                    else self._plain(happening, published)
                    for _ in range(chance.choice((1, 2, 2)))
                )
                for _ in range(chance.choice((4, 5, 6, 7, 8)))
            ),
        )
        return Draft(next(self._drafts), outlet, agency, published, title, happening, paragraphs)

    def _copy(self, draft: Draft) -> Draft:
        """Another outlet's print of an agency's report: as it is, cut, with its own paragraph, or a little changed."""
        chance = self._chance
        paragraphs, outlet = draft.paragraphs, self.world.outlets.pick(chance)
        kind = chance.choice(("exact", "cut", "added", "changed"))
        if kind == "cut":
            paragraphs = paragraphs[: max(3, int(len(paragraphs) * chance.uniform(0.5, 0.9)))]
        elif kind == "added":
            own = tuple(self._plain(draft.about, draft.published) for _ in range(3))
            at = chance.randrange(1, len(paragraphs))
            paragraphs = (*paragraphs[:at], own, *paragraphs[at:])
        elif kind == "changed":
            fixed = chance.randrange(2, len(paragraphs))
            paragraphs = tuple(
                p if i != fixed else (self._plain(draft.about, draft.published),) for i, p in enumerate(paragraphs)
            )
        late = timedelta(days=chance.choice((0, 0, 1)))
        return replace(
            draft, number=next(self._drafts), outlet=outlet, published=draft.published + late,
            paragraphs=paragraphs, copy_of=draft.number,
        )  # fmt: skip

    # The sentences

    def _lead(self, happening: Happening, published: date) -> Sentence:
        violent = bool(happening.toll(published)[0])
        return self._of(happening, published, prose.LEADS if violent else prose.QUIET_LEADS)

    def _follow(self, happening: Happening, published: date) -> Iterator[Sentence]:
        chance = self._chance
        if happening.toll(published)[0]:
            if chance.random() < 0.5:
                yield self._of(happening, published, prose.TAKEN_UP, noun=True)
            if chance.random() < 0.12:
                denying = replace(happening.actor, name=happening.actor.name)
                yield self._of(happening, published, prose.DENIALS, Stance.DENIES, status=Status.DENIED, voice=denying)
        for statement in happening.statements:
            if statement.day <= published and chance.random() < 0.75:
                yield self._of(statement, published, prose.STATEMENTS)
        if happening.before:
            yield self._of(happening.before, published, prose.PAST)
        if chance.random() < 0.25:
            plan = self._new(happening.deed, published, happening.town, happening.actor, happening.whom, violent=False)
            yield self._of(plan, published, prose.PLANS, Stance.WARNS, noun=True, status=Status.PLANNED)

    def _of(
        self,
        happening: Happening,
        published: date,
        templates: Sequence[str],
        stance: Stance = Stance.ASSERTS,
        *,
        noun: bool = False,
        status: Status = Status.HAPPENED,
        voice: Party | None = None,
    ) -> Sentence:
        chance = self._chance
        voice = voice or chance.choice(happening.voices)
        killed, injured = happening.toll(published)
        template = chance.choice(templates)
        sentence = fill(
            template,
            {
                "actor": happening.actor.name, "whom": happening.whom.name, "where": happening.town.name,
                "did": chance.choice(prose.DEEDS[happening.deed][noun]), "when": _day(happening.day, published),
                "killed": f"{killed} people", "injured": str(injured), "voice": voice.name,
            },
        )  # fmt: skip
        return sentence.of(
            Tells(
                happening, voice if "voice" in sentence.marks else None, stance, status,
                killed if "killed" in sentence.marks else None, injured if "injured" in sentence.marks else None, noun,
            )
        )  # fmt: skip

    def _spoken(self, happening: Happening, published: date, outlet: str) -> Sentence:
        chance = self._chance
        voice = chance.choice(happening.voices)
        day = WEEKDAYS[published.weekday()]
        words = {
            "voice": voice.name,
            "outlet": outlet,
            "day": day,
            "some": self._some(happening),
            "more": self._some(happening),
        }
        return fill(chance.choice(prose.SPOKEN), words).of(Tells(voice=voice, stance=self._stance()))

    def _plain(self, happening: Happening, published: date) -> Sentence:
        chance, world = self._chance, self.world
        group, others = chance.sample(world.bystanders, 2)
        near, day = world.towns.pick(chance), published - timedelta(days=int(chance.expovariate(0.1)))
        words = {
            "some": self._some(happening), "more": self._some(happening), "group": f"the {group.name}",
            "others": f"many {others.name}", "near": near.name, "day": _day(day, published),
        }  # fmt: skip
        return fill(chance.choice(prose.PLAIN), words).of(Tells(groups=(group, others), near=near, day=day))

    def _some(self, happening: Happening) -> str:
        return ramble(self.world, self._chance, self._chance.randrange(8, 20), happening.topic)

    def _stance(self) -> Stance:
        return self._chance.choice(list(Stance)) if self._chance.random() < 0.25 else Stance.ASSERTS


def _day(day: date, published: date) -> str:
    ago = (published - day).days
    if 0 <= ago < 6:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"on {MONTHS[day.month - 1]} {day.day}" + (f", {day.year}" if day.year != published.year else "")
