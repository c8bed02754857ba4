"""What a request says in its body, as JSON or as a form: plain values that the ledger can keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request

from dateline.ledger import LedgerError

DEEPEST = 20  # lists and objects within each other


async def said(request: Request, *, lists: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """What a JSON object or a form says. A name in `lists` has all its values of a form, others the last.

    Raises LedgerError for what is no JSON object, and for characters that are none.
    """
    if is_json(request):
        return json_of(await request.body())
    form = await request.form()
    for name, value in form.multi_items():
        _check_characters(name)
        if isinstance(value, str):
            _check_characters(value)
    return {name: [str(v) for v in form.getlist(name)] if name in lists else str(form[name]) for name in form}


def is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/json")


def json_of(body: bytes) -> dict[str, Any]:
    """The object that a body is as JSON. Raises LedgerError for any other."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise LedgerError("What was sent is not JSON.") from None
    if not isinstance(value, dict):
        raise LedgerError("What was sent is not an object: {...} is needed.")
    left: list[tuple[Any, int]] = [(value, 1)]
    while left:
        one, deep = left.pop()
        if deep > DEEPEST:
            raise LedgerError(f"What was sent has more than {DEEPEST} lists and objects within each other.")
        if isinstance(one, str):
            _check_characters(one)
        elif isinstance(one, dict):
            left += [(each, deep + 1) for pair in one.items() for each in pair]
        elif isinstance(one, list):
            left += [(each, deep + 1) for each in one]
    return value


def _check_characters(words: str) -> None:
    """Half of a character, and the one that ends strings elsewhere, cannot be kept."""
    if "\0" in words or any("\ud800" <= c <= "\udfff" for c in words):
        raise LedgerError("What was sent has characters in it that are none (NUL, or half of a pair).")
