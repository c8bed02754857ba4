"""Sentences with marks: a template filled with words, and where each of them came to stand."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.bench.ledger.world import World

At = tuple[int, int]

# In a template, {slot} is filled, [ ] holds what a voice says, < > the words that give it to the voice.
_TOKEN = re.compile(r"\{(\w+)\}|([\[\]<>])")

# What was done, by type and mode: how a template's {did} may run, and the noun that takes it up.
DEEDS: dict[tuple[str, str | None], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("ASSAULT", "firearms"): (("attacked", "ambushed", "shot at", "opened fire on"), ("attack", "ambush", "shooting")),
    ("ASSAULT", "explosives"): (("bombed", "blew up"), ("bombing", "blast", "explosion")),
    ("ASSAULT", "heavy-weapons"): (("shelled", "bombarded"), ("shelling", "bombardment")),
    ("ASSAULT", "abduct"): (("kidnapped", "abducted", "seized"), ("kidnapping", "abduction")),
    ("COERCE", "arrest"): (("arrested", "detained", "rounded up"), ("arrests", "raid")),
    ("PROTEST", "demo"): (("protested against", "marched against", "rallied against"), ("march", "rally", "protest")),
    ("AID", None): (("handed food to", "sent supplies to"), ("delivery",)),
    ("CONSULT", "visit"): (("met", "visited", "held talks with"), ("talks", "meeting")),
    ("RETREAT", "release"): (("freed", "released"), ("release",)),
    ("ACCUSE", "disapprove"): (("condemned", "criticised"), ("criticism",)),
    ("REQUEST", "change"): (("urged", "called on"), ("appeal",)),
    ("SUPPORT", None): (("praised", "backed"), ("support",)),
    ("THREATEN", "restrict"): (("threatened", "warned"), ("threat",)),
    ("AGREE", None): (("agreed with", "signed a deal with"), ("deal",)),
}  # fmt: skip
LEADS = (
    "[{actor} {did} {whom} in {where} {when}, killing {killed} and wounding {injured}], {voice} <said>.",
    "[At least {killed} died and {injured} were hurt when {actor} {did} {whom} in {where} {when}], "
    "<according to> {voice}.",
    "{voice} <said> [{actor} {did} {whom} in the town of {where} {when}, leaving {killed} dead and {injured} injured].",
    "[{actor} {did} {whom} outside {where} {when}], {voice} <said>, "
    "[and {killed} were killed and {injured} taken to hospital].",
)
QUIET_LEADS = (
    "{actor} {did} {whom} in {where} {when}, {voice} <said>.",
    "[{actor} {did} {whom} {when} in {where}], <according to> {voice}.",
    "{voice} <said> [{actor} {did} {whom} in {where} {when}].",
)
TAKEN_UP = (
    "[The {did} was the work of {actor}], {voice} <said>, [and the toll of {killed} may rise].",
    "[The number of dead in the {did} stands at {killed}], {voice} <told> reporters.",
    "No one has claimed the {did}, which {voice} <blamed on> [{actor}].",
)
DENIALS = (
    "{voice} <denied> [that {actor} had {did} {whom}].",
    "“[We did not do this]”, <said> {voice}, [who rejected that {actor} {did} {whom} in {where}].",
)
STATEMENTS = (
    "{actor} {did} {whom} {when}.",
    "{actor}, {voice} <said>, [{did} {whom} over what happened in {where}].",
    "{voice} <said> [{actor} {did} {whom} {when}].",
)
PAST = (
    "{when} {actor} {did} {whom} in {where}, and {killed} were killed.",
    "{actor} {did} {whom} in {where} {when}; {voice} <said> [{killed} died then].",
)
PLANS = (
    "{voice} <said> [{actor} was preparing an {did} on {whom} in {where}].",
    "[{actor} may yet try another {did} on {whom}], {voice} <warned>.",
)
SPOKEN = (
    "“[{some}]”, {voice} <said>.",
    "{voice} <said> [that {some}].",
    "[{some}], {voice} <told> {outlet}.",
    "“[{some},” {voice} <said>. “{more}]”.",
    "{voice} <said in a statement on {day}> [that {some}].",
)
PLAIN = (
    "{some} {day}.",
    "{some}, and {others} {more}.",
    "{group} {some} {near} with {others}.",
    "{some} in {near} {day}, where {group} {more}.",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where in it each slot came to stand; `key` says what it tells, to whoever made it."""

    text: str
    marks: Mapping[str, At]
    key: object = None

    def of(self, key: object) -> Sentence:
        return replace(self, key=key)


def fill(template: str, words: Mapping[str, str]) -> Sentence:
    """The template with its slots filled; `content` and `cue` are marked as `said` and `cue`."""
    text: list[str] = []
    marks: dict[str, At] = {}
    opened, at = {"[": 0, "<": 0}, 0
    for literal, slot, sign in _parts(template):
        text.append(literal)
        at += len(literal)
        if slot:
            word = words[slot]
            text.append(word)
            marks.setdefault(slot, (at, at + len(word)))
            at += len(word)
        elif sign in opened:
            opened[sign] = at
        elif sign == "]":
            marks["said2" if "said" in marks else "said"] = (opened["["], at)
        elif sign == ">":
            marks["cue"] = (opened["<"], at)
    whole = "".join(text)
    return Sentence(whole[:1].upper() + whole[1:], marks)


def ramble(world: World, chance: random.Random, length: int, topic: Sequence[str]) -> str:
    """Words that mean nothing, little ones and rare ones mixed as in prose, here and there one of the topic's."""
    little, rare = world.little.some(chance, length), world.words.some(chance, length)
    rare[chance.randrange(length)] = chance.choice(topic)
    return " ".join([a if i % 9 in (0, 1, 3, 5, 8) else b for i, (a, b) in enumerate(zip(little, rare, strict=True))])


@cache
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    parts, end = [], 0
    for match in _TOKEN.finditer(template):
        parts.append((template[end : match.start()], match[1], match[2] or ""))
        end = match.end()
    return (*parts, (template[end:], None, ""))
