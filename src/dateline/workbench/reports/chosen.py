"""What reports are chosen by, in the address and in words, and in which order they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.ledger.filters import UNDATED
from dateline.weighing.catalogue import FACETS, Choice, Order
from dateline.workbench import words
from dateline.workbench.ask import Ask

FIELDS = ("text", "place", "actor", "mode", "since", "until", "report")  # said in words, not chosen from a list
NAMES = (*FIELDS, *FACETS)
SAYS = {"text": "words", "place": "place", "actor": "who took part", "mode": "mode", "since": "from", "until": "to",
        "report": "report", "published": "published", "outlet": "outlet", "country": "country", "type": "type",
        "status": "status", "standing": "standing"}  # fmt: skip
ORDERS = {Order.BEST: ("best first", "s b"), Order.NEWEST: ("newest", "s n"), Order.OLDEST: ("oldest", "s o"),
          Order.EVENTS: ("most events", "s e"), Order.COPIES: ("most copies", "s c"),
          Order.DOUBT: ("most doubtful", "s d")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing that is chosen by."""

    name: str
    says: str
    value: str
    label: str


def chosen_by(ask: Ask) -> Choice:
    return Choice(filter=ask.filter(name for name in NAMES if name != "standing"), standing=ask.all("standing"))


def order_of(ask: Ask) -> Order:
    """As asked for; else the best first where words are searched for, and the newest where not."""
    said = ask.known("sort", Order, str(Order.BEST))
    return Order(said) if said != Order.BEST or ask.one("text") else Order.NEWEST


def chosen(ask: Ask) -> Iterator[Chosen]:
    """Each thing that is chosen by, as people read it."""
    for name in NAMES:
        for value in ask.all(name) if name in FACETS else filter(None, (ask.one(name),)):
            yield Chosen(name, SAYS[name], value, words.short(label(name, value), 80))


def label(facet: str, value: str) -> str:
    """A value of a facet as people read it."""
    match facet:
        case "country":
            return words.country_name(value.upper())
        case "type":
            return value.capitalize()
        case "published":
            return "no date" if value == UNDATED else words.day(value)
    return value
