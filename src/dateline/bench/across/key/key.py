"""A key: what a careful reader gets out of a folder of reports, as its file says it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import fastjsonschema

from dateline.bench.common import BenchError

NAME = "key.json"


class KeyFileError(BenchError):
    """A fault of a key; the message names the file, the place in it and what to do."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a report. `at` is their place in the key, for a message."""

    report: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class KeyStory:
    """Reports that are copies of one another; of `perhaps` each may be counted in or not."""

    origin: str | None
    reports: tuple[str, ...]
    perhaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    figure: int
    voice: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class KeyToll:
    """How many, and the figures in the order in which they became known. None: the key does not say."""

    what: str
    bounds: Mapping[str, int | None]  # those of low, best and high that the key gives
    rising: bool | None
    history: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class KeyIncident:
    """One happening: the words that tell of it, and how it stands (any of `standing` is right; none: not said)."""

    id: str
    what: str
    type: str | None
    standing: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    mentions: tuple[Said, ...]
    tolls: tuple[KeyToll, ...]


@dataclass(frozen=True, slots=True)
class KeyDenial:
    """A denial: any of its words, who denies, and what incident it bears on."""

    said: tuple[Said, ...]
    voice: str | None
    incident: str | None


@dataclass(frozen=True, slots=True)
class KeyWithdrawal:
    """A correction or retraction, in whose report and of which."""

    kind: str
    report: str
    said: tuple[Said, ...]
    of: str | None
    incident: str | None
    wrong: str | None
    right: str | None
    at: str


@dataclass(frozen=True, slots=True)
class KeyTension:
    incident: str
    field: str


@dataclass(frozen=True, slots=True)
class Key:
    """`path` is the key's file, `reports` the folder of its reports."""

    path: Path
    reports: Path
    stories: tuple[KeyStory, ...]
    incidents: tuple[KeyIncident, ...]
    denials: tuple[KeyDenial, ...]
    withdrawals: tuple[KeyWithdrawal, ...]
    tensions: tuple[KeyTension, ...]

    def named(self) -> Iterator[tuple[str, str]]:
        """Every report that the key names, and where."""
        for i, story in enumerate(self.stories):
            for name in (*story.reports, *story.perhaps, *((story.origin,) if story.origin else ())):
                yield name, f"stories[{i}]"
        for said in self.said():
            yield said.report, said.at
        for back in self.withdrawals:
            for name in (back.report, *((back.of,) if back.of else ())):
                yield name, back.at

    def said(self) -> Iterator[Said]:
        """Every stretch of words that the key quotes."""
        for incident in self.incidents:
            yield from incident.mentions
        for denial in self.denials:
            yield from denial.said
        for back in self.withdrawals:
            yield from back.said


def load_key(folder: Path) -> Key:
    """The key of a folder (its key.json), or of the file itself. Raises KeyFileError."""
    path = folder / NAME if folder.is_dir() else folder
    if not path.is_file():
        raise KeyFileError(
            f"There is no key at {path}. Give a folder with a {NAME} in it, or the key itself; "
            "docs/bench-across.md says how to write one."
        )
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise KeyFileError(f"{path} cannot be read as JSON ({error}).") from None
    try:
        _checked()(plain)
    except fastjsonschema.JsonSchemaValueException as fault:
        message = fault.message.replace("data", "", 1).lstrip(".")
        raise KeyFileError(f"{path}: {message}. docs/bench-across.md says how a key is written.") from None
    return _key(path, plain)


def demo() -> Path:
    """The folder of the demo's reports and key, beside the source. Raises KeyFileError where it is not there."""
    folder = Path(__file__).resolve().parents[5] / "examples"
    if not (folder / NAME).is_file():
        raise KeyFileError(
            "The demo's reports are not part of an installed package, only of the source. Give a folder with a "
            f"{NAME}; docs/bench-across.md says how to write one."
        )
    return folder


@cache
def _checked() -> Any:
    schema = resources.files("dateline.bench.across.key") / "key.schema.json"
    return fastjsonschema.compile(json.loads(schema.read_text(encoding="utf-8")))


def _key(path: Path, plain: dict[str, Any]) -> Key:
    key = Key(
        path=path,
        reports=path.parent / plain.get("reports", "."),
        stories=tuple(
            KeyStory(s.get("origin"), tuple(s["reports"]), tuple(s.get("perhaps", ())))
            for s in plain.get("stories", ())
        ),
        incidents=tuple(_incident(one, f"incidents[{i}]") for i, one in enumerate(plain.get("incidents", ()))),
        denials=tuple(
            KeyDenial(_said(d, f"denials[{i}]"), d.get("voice"), d.get("incident"))
            for i, d in enumerate(plain.get("denials", ()))
        ),
        withdrawals=tuple(_withdrawals(plain)),
        tensions=tuple(KeyTension(t["incident"], t["field"]) for t in plain.get("tensions", ())),
    )
    _consistent(key)
    return key


def _incident(plain: dict[str, Any], at: str) -> KeyIncident:
    mentions = [
        said for i, m in enumerate(plain["mentions"]) for said in _said(m, f"{at} ({plain['id']}) mentions[{i}]")
    ]
    return KeyIncident(
        id=plain["id"],
        what=plain.get("what", plain["id"]),
        type=plain.get("type"),
        standing=_several(plain.get("standing", [])),
        fields={name: _several(level) for name, level in plain.get("fields", {}).items()},
        mentions=tuple(mentions),
        tolls=tuple(_toll(t) for t in plain.get("tolls", ())),
    )


def _toll(plain: dict[str, Any]) -> KeyToll:
    history = tuple(KeyFigure(f["figure"], f.get("voice"), f.get("published")) for f in plain.get("history", ()))
    bounds: dict[str, int | None] = {name: plain[name] for name in ("low", "best", "high") if name in plain}
    return KeyToll(plain["what"], bounds, plain.get("rising"), history)


def _withdrawals(plain: dict[str, Any]) -> Iterator[KeyWithdrawal]:
    for name, kind in (("withdrawals", None), ("corrections", "correction"), ("retractions", "retraction")):
        for i, one in enumerate(plain.get(name, ())):
            yield _withdrawal({"kind": kind, **one}, f"{name}[{i}]")


def _withdrawal(plain: dict[str, Any], at: str) -> KeyWithdrawal:
    wrong, right = (None if plain.get(name) is None else str(plain[name]) for name in ("wrong", "right"))
    said = _said(plain, at) if "words" in plain else ()
    of, incident = plain.get("of"), plain.get("incident")
    return KeyWithdrawal(plain["kind"], plain["report"], said, of, incident, wrong, right, at)


def _said(plain: dict[str, Any], at: str) -> tuple[Said, ...]:
    return tuple(Said(plain["report"], words, at) for words in _several(plain["words"]))


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _consistent(key: Key) -> None:
    """Ids are given once and are known where they are used; no report is in two stories."""
    ids: set[str] = set()
    for incident in key.incidents:
        if incident.id in ids:
            raise KeyFileError(f"{key.path}: two incidents have the id {incident.id!r}.")
        ids.add(incident.id)
    named = [(f"denials[{i}]", one.incident) for i, one in enumerate(key.denials)]
    named += [(one.at, one.incident) for one in key.withdrawals]
    named += [(f"tensions[{i}]", one.incident) for i, one in enumerate(key.tensions)]
    for at, id_ in named:
        if id_ is not None and id_ not in ids:
            raise KeyFileError(f"{key.path}: {at} names the incident {id_!r}, which the key does not have.")
    told: set[str] = set()
    for i, story in enumerate(key.stories):
        for name in (*story.reports, *story.perhaps):
            if name in told:
                raise KeyFileError(f"{key.path}: stories[{i}] has {name}, which is in a story already.")
            told.add(name)
        if story.origin is not None and story.origin not in story.reports:
            raise KeyFileError(f"{key.path}: the origin of stories[{i}], {story.origin}, is not one of its reports.")
