"""Accounts made by hand: invented speakers, parties and figures for the tests of weighing."""

from __future__ import annotations

from typing import Any

from dateline.records import Basis, CountOf, EventType, Span, Stance, Status
from dateline.weighing.account import Account, Days, Party, Speaker, Spot, Tally, Word

POLICE = Speaker("police", "organisation", False, "police", "group", "RUR", ("COP",), "police")
COMMISSIONER = Speaker(
    "Ilse Torvald", "person", True, "Ilse Torvald", "person", None, ("COP",), "police commissioner Ilse Torvald"
)
HOSPITAL = Speaker("hospital", "organisation", False, "hospital", "organisation", None, ("MED",), "the hospital")
OFFICIAL = Speaker("official", "person", False, words="an official")
ARMY = Speaker("army", "organisation", False, "army", "organisation", "RUR", ("MIL",), "the army")
COLONEL = Speaker(
    "Ezra Tamm", "person", True, "Ezra Tamm", "person", None, ("MIL",), "army spokesman Colonel Ezra Tamm", "army"
)
FRONT = Speaker("Lower Vale Front", "organisation", True, "Lower Vale Front", "organisation", None, ("REB",))
LEADER = Speaker(
    "Juno Harrow", "person", True, "Juno Harrow", "person", None, (), "its leader, Juno Harrow", "Lower Vale Front"
)
WITNESS = Speaker("Otto Brandle", "person", True, words="Otto Brandle, a baker")
TOWN = Spot("Harrowgate", "1", 10.0, 20.0, "RUR", "Vale Province", None, 2, "Harrowgate", Span(10, 20))
PROVINCE = Spot("Vale Province", "2", 10.5, 20.5, "RUR", "Vale Province", None, 5, "Vale Province", Span(10, 20))
FAR_TOWN = Spot("Osterwick", "3", 15.0, 25.0, "RUR", "Oster", None, 2, "Osterwick", Span(10, 20))


def day(first: str = "2031-03-04", last: str | None = None, *, own: bool = True) -> Days:
    return Days(first, last or first, True, first, Span(30, 40), own)


def word(*chain: Speaker, stance: Stance = Stance.ASSERTS, said: str = "", claim: str | None = None) -> Word:
    return Word(chain, stance, claim=claim, content=Span(0, len(said)) if said else None, said=said)


def killed(best: int, word: int | None = 0, words: str = "", *, open_end: bool = False, **more: Any) -> Tally:
    what = more.pop("what", CountOf.KILLED)
    return Tally(what, best, best, None if open_end else best, Span(50, 60), words or f"{best} people", word, **more)


def doer(name: str, basis: Basis = Basis.STATED, roles: tuple[str, ...] = ("REB",), *, named: bool = True) -> Party:
    return Party("actor", name, name, Span(70, 80), "organisation", named, None, roles, basis)


def account(n: int, *words: Word, **more: Any) -> Account:
    """The `n`th account: an attack in Harrowgate on 4 March 2031, told the day after by an outlet of its own."""
    given: dict[str, Any] = {
        "event": f"e_{n:016x}",
        "report": f"r_{n:016x}",
        "outlet": f"The Herald {n}",
        "published": "2031-03-05",
        "type": EventType.ASSAULT,
        "mode": "explosives",
        "status": Status.HAPPENED,
        "trigger": Span(0, 6),
        "did": "attack",
        "sentence": Span(0, 90),
        "said": "An attack in Harrowgate.",
        "lead": "An attack in Harrowgate.",
        "position": 0.1,
        "days": day(),
        "spot": TOWN,
        "words": words,
    }
    return Account(**(given | more))
