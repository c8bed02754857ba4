"""An invented world: its towns, bodies, groups, people, outlets and words, as uneven as those of the real one."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from dateline.records import ActorKind, Role, VoiceKind

T = TypeVar("T")

COUNTRIES = (
    "AFG AGO BDI BFA CAF CMR COD COL ETH GIN HTI IRQ KEN LBY MEX MLI MMR MOZ NER NGA "
    "PAK PHL RWA SDN SOM SSD SYR TCD UGA YEM"
).split()
TOWNS, PEOPLE, GROUPS, OUTLETS, WORDS = 4000, 6000, 600, 150, 40_000
AGENCIES = ("Halyard", "Meridian", "Corvid Press", "Tern", "Oriel")
ONSETS = "b br ch d dr f g gr h j k kh l m mb n nd ng p pr r s sh st t tr v w y z".split()
VOWELS = "a a a e i o u ai ei ou".split()
ENDS = ["", "", "", "n", "r", "l", "s", "m", "k", "sh"]
KINDS_OF_GROUP = "Front,Army,Movement,Brigade,Council,League,Guard,Resistance,Union,Congress".split(",")
COLOURS = "Red,White,Northern,Eastern,Free,People's,United,Western,National,Popular,Holy,Southern".split(",")
# Unnamed bodies and bystanders: the words that most voices and most actors of real reports go by.
BODIES = (
    ("police", ActorKind.GROUP, Role.COP), ("the army", ActorKind.ORGANISATION, Role.MIL),
    ("officials", ActorKind.GROUP, Role.GOV), ("a military spokesman", ActorKind.PERSON, Role.MIL),
    ("the interior ministry", ActorKind.ORGANISATION, Role.GOV), ("hospital staff", ActorKind.GROUP, Role.MED),
    ("residents", ActorKind.GROUP, Role.CVL), ("witnesses", ActorKind.GROUP, Role.CVL),
    ("a local official", ActorKind.PERSON, Role.GOV), ("aid workers", ActorKind.GROUP, Role.NGO),
    ("security sources", ActorKind.GROUP, Role.MIL), ("the governor", ActorKind.PERSON, Role.GOV),
)  # fmt: skip
BYSTANDERS = (
    "traders farmers students passengers worshippers soldiers villagers miners nurses teachers drivers women children "
    "shoppers fishermen mourners workers protesters guards relatives neighbours lawyers herders tourists"
).split()
COMMON = (
    "government people country security forces state president minister police city group army attack region capital "
    "talks border war leaders court district village road house hospital market school water food aid party election "
    "military troops officer statement reporters spokesman official news report agency night morning week month years "
    "children women men families town north south east west area local national foreign former senior killed injured "
    "wounded arrested accused told called held taken found left near several hundreds thousands violence conflict "
    "peace ceasefire rebels militants gunmen soldiers civilians victims crisis power oil trade money work fire car bus "
    "bridge"
).split()
LITTLE = (
    "the of to and a in that is was he for it with as his on be at by had not are but from or have an they which one "
    "were all their there been who would so will no if out up into than them can only other time new some could these "
    "two may then do first any my now such like our over man me even most made after also did many before must through"
).split()


class Uneven(Generic[T]):
    """Things of which the first are asked for far more often than the last (Zipf)."""

    def __init__(self, things: Sequence[T], bend: float = 1.0) -> None:
        self.things = things
        self._sums = list(accumulate(1 / (rank + 2.7) ** bend for rank in range(len(things))))

    def pick(self, chance: random.Random) -> T:
        return self.things[bisect(self._sums, chance.random() * self._sums[-1])]

    def some(self, chance: random.Random, many: int) -> list[T]:
        return chance.choices(self.things, cum_weights=self._sums, k=many)


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    id: str
    lat: float
    lon: float
    country: str
    admin1: str


@dataclass(frozen=True, slots=True)
class Party:
    """Anybody who acts, suffers or speaks."""

    name: str
    kind: ActorKind
    named: bool
    country: str | None
    role: Role

    @property
    def voice(self) -> VoiceKind:
        return VoiceKind(self.kind.value)


class World:
    """All of it, made anew from a seed."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"world {seed}")  # noqa: S311 - no secret
        names = _names(chance)
        provinces = {c: [next(names) for _ in range(9)] for c in COUNTRIES}
        countries = Uneven(COUNTRIES)
        towns = []
        for number in range(TOWNS):
            country = countries.pick(chance)
            at = (round(chance.uniform(-30, 37), 4), round(chance.uniform(-90, 120), 4))
            towns.append(Town(next(names), f"G-{number}", *at, country, chance.choice(provinces[country])))
        self.towns = Uneven(towns, 0.8)
        self.people = Uneven(
            [
                Party(
                    f"{next(names)} {next(names)}", ActorKind.PERSON, True, countries.pick(chance),
                    chance.choice((Role.GOV, Role.MIL, Role.COP, Role.OPP, Role.NGO, Role.CVL)),
                )
                for _ in range(PEOPLE)
            ],
            0.7,
        )  # fmt: skip
        self.groups = Uneven(
            [
                Party(
                    f"{next(names)} {chance.choice(COLOURS)} {chance.choice(KINDS_OF_GROUP)}",
                    ActorKind.ORGANISATION, True, countries.pick(chance), chance.choice((Role.REB, Role.UAF, Role.PRM)),
                )
                for _ in range(GROUPS)
            ]
        )  # fmt: skip
        self.bodies = [Party(name, kind, False, None, role) for name, kind, role in BODIES]
        self.bystanders = [Party(name, ActorKind.GROUP, False, None, Role.CVL) for name in BYSTANDERS]
        self.outlets = Uneven(
            [f"{next(names)} {chance.choice(('Post', 'Times', 'News', 'Daily'))}" for _ in range(OUTLETS)]
        )
        self.agencies = Uneven(AGENCIES)
        rare = (next(names).lower() for _ in range(WORDS))
        self.words = Uneven([*COMMON, *rare], 0.9)
        self.little = Uneven(LITTLE)


def _names(chance: random.Random) -> Iterator[str]:
    """Names that nobody bears, none twice."""
    given: set[str] = set()
    while True:
        syllables = chance.choice((2, 2, 3, 3, 3, 4))
        name = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables)) + chance.choice(ENDS)
        if name not in given:
            given.add(name)
            yield name.capitalize()
