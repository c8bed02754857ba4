"""What is asked of a workbench: every page, by addresses of many kinds, its parts, its JSON and CSV, and the API."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from dateline.bench.common import BenchError
from dateline.bench.ledger.questions import Samples, samples
from dateline.ledger import Filter, Ledger
from dateline.weighing.weigher import Weigher
from dateline.workbench.links import voice_path
from dateline.workbench.page import Page

PARTS = re.compile(r'hx-get="([^"]+)"')
ID = re.compile(r"(?<=/)[a-z]_[0-9a-f]{16}\b|(?<=/voices/)[^/?#]+")


@dataclass(frozen=True, slots=True)
class Question:
    """An address of some kind, `name` without what is different each time; one for each time that it is asked."""

    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sampled:
    """Values that are in the ledger: `of` by kind of value, `pages` addresses of single pages, the largest first."""

    of: Samples
    pages: dict[str, tuple[str, ...]]


Asked = Callable[[int], dict[str, str | int]]


def sampled(where: str, times: int, seed: int = 2008) -> Sampled:
    """Values from all over a ledger. Raises BenchError for one with nothing in it."""
    chance = random.Random(seed)  # noqa: S311
    with Ledger.open(where, create=False) as book:
        weigher = Weigher(book)
        weigher.weigh()
        ids = list(book.report_ids())
        if not ids:
            raise BenchError(f"There is nothing in {where} to ask for. Add reports, or have some made: --reports 1000.")
        of = samples(book, weigher, len(ids))
        reports = chance.sample(ids, min(times, len(ids)))
        largest = next(weigher.incidents(Filter(limit=1), by="reports"), None)
        found = (one for id_ in reports for one in weigher.incidents(Filter(report=id_, limit=1)))
        incidents = [one.id for one in ([largest] if largest else []) + list(found)]
        voices = [row.key for row in weigher.voices(Filter(limit=1))]
        voices += [row.key for n in range(1, times) for row in weigher.voices(Filter(limit=1, offset=n * n * 7))]
    return Sampled(
        of,
        {
            "reports": tuple(f"/reports/{id_}" for id_ in reports),
            "incidents": tuple(f"/incidents/{id_}" for id_ in dict.fromkeys(incidents)),
            "voices": tuple(map(voice_path, dict.fromkeys(voices))),
        },
    )


def questions(pages: Iterable[Page], of: Sampled, times: int) -> Iterator[Question]:
    """Every page that the ledger has something for, in its own order."""
    for page in sorted(pages, key=lambda one: one.path):
        kind = page.path.split("/")[1]
        if "{" in page.path:
            found = of.pages.get(kind, ())
            if not found or page.path != f"/{kind}/{{id}}":
                continue
            for name, asked in [("", _plain), *_single(kind, of.of)]:
                yield Question(f"{page.path}{name}", tuple(_at(_nth(found, n), asked(n)) for n in range(times)))
            yield Question(f"{page.path}.json", tuple(f"{_nth(found, n)}.json" for n in range(times)))
            continue
        for name, asked in [("", _plain), *_listed(page.path, of.of)]:
            yield Question(f"{page.path}{name}", tuple(_at(page.path, asked(n)) for n in range(times)))
        yield Question(f"{page.stem}.json", (f"{page.stem}.json",) * times)
    for name in ("/api/v1/claims", "/api/v1/events"):
        yield Question(name, (name,) * times)
        yield Question(f"{name} text", tuple(_at(name, {"text": _nth(of.of.words, n)}) for n in range(times)))


def parts(page: Question, bodies: Sequence[bytes]) -> Iterator[Question]:
    """The parts that a page asks for after it has come, from the words of its answers."""
    found: dict[str, list[str]] = {}
    for body in bodies:
        seen = set()
        for path in PARTS.findall(body.decode("utf-8", "replace")):
            address = unescape(path)
            name = ID.sub("{id}", address.partition("?")[0])
            if name not in seen and address.startswith("/"):
                seen.add(name)
                found.setdefault(name, []).append(address)
    for name, paths in found.items():
        yield Question(f"  {name}", tuple(_nth(paths, n) for n in range(len(bodies))))


def _listed(path: str, of: Samples) -> list[tuple[str, Asked]]:
    """How a list is asked, beside plainly."""
    text: tuple[str, Asked] = (" text", lambda n: {"text": _nth(of.words, n)})
    outlet: tuple[str, Asked] = (" outlet", lambda n: {"outlet": _nth(of.outlets, n)})
    country: tuple[str, Asked] = (" country", lambda n: {"country": _nth(of.countries, n)})
    place: tuple[str, Asked] = (" place", lambda n: {"place": _nth(of.places, n)})
    actor: tuple[str, Asked] = (" actor", lambda n: {"actor": _nth(of.actors, n)})
    type_: tuple[str, Asked] = (" type status", lambda n: {"type": "ASSAULT", "status": "denied"})
    days: tuple[str, Asked] = (" since until", lambda n: {"since": _nth(of.days, n)[:7], "until": _nth(of.days, n)[:7]})
    standing: tuple[str, Asked] = (" standing", lambda n: {"standing": "disputed"})
    clock: tuple[str, Asked] = (" known_by", lambda n: {"known_by": _nth(of.days, n)})
    other: tuple[str, Asked] = (" recorded_by", lambda n: {"recorded_by": "2100-01-01"})
    behind: tuple[str, Asked] = (" offset", lambda n: {"offset": 500 * n})

    def sort(*orders: str) -> list[tuple[str, Asked]]:
        return [(f" sort={order}", _always("sort", order)) for order in orders]

    def by(*orders: str) -> list[tuple[str, Asked]]:
        return [(f" by={order}", _always("by", order)) for order in orders]

    match path:
        case "/reports":
            return [text, outlet, country, place, actor, type_, days, standing, clock, other, behind,
                    *sort("oldest", "events", "copies", "doubt")]  # fmt: skip
        case "/incidents":
            return [text, outlet, country, place, actor, type_, days, standing, clock, other, behind,
                    *sort("doubt", "reports", "date")]  # fmt: skip
        case "/timeline":
            return [country, type_, days, standing, clock, other]
        case "/voices":
            named: tuple[str, Asked] = (" name", lambda n: {"name": _nth(of.voices, n)[:3].lower(), "anywhere": "1"})
            return [named, clock, other, behind, *by("alone", "disputed", "name")]
        case "/queue":
            return [text, outlet, country, type_, *by("report")]
        case "/":
            return [clock]
        case _:
            return []


def _single(kind: str, of: Samples) -> list[tuple[str, Asked]]:
    """How a page on one thing is asked, beside plainly."""
    known: tuple[str, Asked] = (" known_by", lambda n: {"known_by": max(of.days)})
    other: tuple[str, Asked] = (" recorded_by", lambda n: {"recorded_by": "2100-01-01"})
    if kind == "voices":
        return [known, other, (" show=incidents", lambda n: {"show": "incidents"}),
                (" show=figures", lambda n: {"show": "figures"})]  # fmt: skip
    return [known, other]


def _always(name: str, value: str) -> Asked:
    return lambda n: {name: value}


def _plain(_: int) -> dict[str, str | int]:
    return {}


def _nth(values: Sequence[str], n: int) -> str:
    return values[n % len(values)] if values else ""


def _at(path: str, asked: dict[str, str | int]) -> str:
    said = {name: value for name, value in asked.items() if value not in ("", 0)}
    return f"{path}?{urlencode(said)}" if said else path
