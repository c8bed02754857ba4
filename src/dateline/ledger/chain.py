"""The chain of decisions: each is sealed over the one before, so that none is changed, put in or taken out unseen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from dateline.records import Anchor, Decision, storable, to_plain

_ID = re.compile("d_[0-9a-z]{1,64}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# What the first decision names as the one before.
START = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: the first such link, counted from 1, its id, and what is wrong with it."""

    place: int
    id: str
    why: str


def hash_of(decision: Decision) -> str:
    """SHA-256 over everything that a decision says, `previous` included, `hash` left out.

    What is hashed is JSON in UTF-8, keys sorted, no blanks, and without what is empty: a field that a later version
    adds changes no hash that stands.
    """
    plain = {key: value for key, value in to_plain(decision).items() if key != "hash"}
    body = json.dumps(_full(plain), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(draft: Decision, previous: str) -> Decision:
    """The draft as the link behind `previous`; one without an id gets its own, which it keeps in any ledger."""
    link = replace(draft, previous=previous, hash="")
    if not link.id:
        link = replace(link, id=f"d_{hash_of(link)[:16]}")
    return replace(link, hash=hash_of(link))


def first_break(chain: Iterable[Decision]) -> Break | None:
    """The first link that is not what was sealed or does not follow the one before it; None where the chain holds."""
    previous = START
    seen: set[str] = set()
    for place, link in enumerate(chain, 1):
        if link.previous != previous:
            return Break(
                place, link.id, "it does not follow the decision before it: one was taken out, put in or moved"
            )
        if hash_of(link) != link.hash:
            return Break(place, link.id, "it was changed after it was made: its hash is not that of what it says")
        if link.id in seen:
            return Break(place, link.id, "there are two decisions of this id")
        seen.add(link.id)
        previous = link.hash
    return None


def well_formed(link: Decision) -> bool:
    """Has every field the kind of value that it can have? A file may say anything."""
    words = (link.id, link.at, link.by, link.reason, link.previous, link.hash)
    perhaps = (link.field, link.round, link.undoes)
    return (
        all(isinstance(word, str) for word in words)
        and all(word is None or isinstance(word, str) for word in perhaps)
        and bool(_ID.fullmatch(link.id) and _AT.fullmatch(link.at) and link.by.strip())
        and all(_anchored(anchor) for anchor in (*link.about, *link.apart))
    )


def _anchored(anchor: Anchor) -> bool:
    words = (anchor.kind, anchor.id, anchor.report, anchor.words, anchor.before, anchor.after)
    span = anchor.span
    return (
        all(isinstance(word, str) for word in words)
        and anchor.kind in ("event", "claim", "report")
        and (span is None or 0 <= span.start <= span.end)
    )


def clean(value: Any) -> Any:
    """The value without what no database can hold, in any words of it."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {clean(k): clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [clean(v) for v in value]
    return value


def _full(plain: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, in the decision and in its anchors; a value stays as it was given."""
    out = {k: v for k, v in plain.items() if v not in (None, "", [])}
    for name in ("about", "apart"):
        if name in out:
            out[name] = [{k: v for k, v in anchor.items() if v not in (None, "")} for anchor in out[name]]
    return out
