"""The one JSON shape of the records: plain objects from records, and records from plain objects."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from dateline.records.span import Span

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Records as dicts, spans and tuples as lists, enumerations as their words."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(k): to_plain(v) for k, v in value.items()}
    return [to_plain(v) for v in value]


def to_json(value: Any) -> str:
    """One line of JSON."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_plain(kind: type[T], value: Any) -> T:
    """A record from what `to_plain` made of it. Unknown keys are left aside; TypeError names a missing one."""
    return typing.cast(T, _build(kind, value))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if kind is Any:
        return value
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _build(next(a for a in typing.get_args(kind) if a is not type(None)), value)
    if kind is Span:
        return Span(int(value[0]), int(value[1]))
    if origin is tuple:
        args = typing.get_args(kind)
        if args[-1] is Ellipsis:
            return tuple(_build(args[0], v) for v in value)
        return tuple(_build(a, v) for a, v in zip(args, value, strict=True))
    if origin is dict:
        _, of = typing.get_args(kind)
        return {k: _build(of, v) for k, v in value.items()}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if is_dataclass(kind):
        return _record(typing.cast(type, kind), value)
    if kind is float:
        return float(value)
    return value


def _record(kind: type, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    arguments = {}
    for f in fields(kind):
        if f.name in value:
            arguments[f.name] = _build(hints[f.name], value[f.name])
        elif f.default is MISSING and f.default_factory is MISSING:
            raise TypeError(f"{kind.__name__} has no {f.name!r}")
    return kind(**arguments)
