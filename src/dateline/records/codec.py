"""The one JSON shape of the records: plain objects from records, and records from plain objects."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from dateline.records.span import Span

T = TypeVar("T")
Build = Callable[[Any], Any]
_AS_THEY_ARE = (str, int, float, bool, type(None))
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_plain(value: Any) -> Any:
    """Records as dicts, spans and tuples as lists, enumerations as their words."""
    kind: type = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if names := _names(kind):
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(k): to_plain(v) for k, v in value.items()}
    return value if isinstance(value, int | float) else [to_plain(v) for v in value]


def to_json(value: Any) -> str:
    """One line of JSON."""
    return _encode(to_jsonable(value))


def to_jsonable(value: Any) -> Any:
    """What `json` writes as it would write `to_plain` of it, made faster: spans and enumerations stay what they are."""
    kind: Any = type(value)
    make = _plainer(typing.cast(typing.Hashable, kind)) if is_dataclass(kind) else to_plain
    return make(value) if make is not None else value


def from_plain(kind: type[T], value: Any) -> T:
    """A record from what `to_plain` made of it. Unknown keys are left aside; TypeError names a missing one."""
    build = _builder(typing.cast(Any, kind))
    return typing.cast(T, build(value))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The names of a record's fields; none for what is no record."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


@cache
def _plainer(kind: Any) -> Build | None:
    """What makes a `kind` fit for `json`; None where it is so already."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return to_plain
    if origin in (types.UnionType, typing.Union):
        some = _plainer(next(a for a in args if a is not type(None)))
        return None if some is None else lambda value: None if value is None else some(value)
    if origin is tuple and args[-1] is Ellipsis:
        each = _plainer(args[0])
        return None if each is None else lambda value: [each(v) for v in value]
    if origin is tuple:
        return None if all(_plainer(a) is None for a in args) else to_plain
    if origin is dict:
        of = _plainer(args[1])
        return None if of is None else lambda value: {k: of(v) for k, v in value.items()}
    return _record_plainer(typing.cast(type, kind)) if is_dataclass(kind) else None


def _record_plainer(kind: type) -> Build:
    hints = typing.get_type_hints(kind)
    names = _names(kind)
    get = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    made = [(name, make) for name in names if (make := _plainer(hints[name])) is not None]

    def plain(value: Any) -> dict[str, Any]:
        fields_ = dict(zip(names, get(value), strict=True))
        for name, make in made:
            fields_[name] = make(fields_[name])
        return fields_

    return plain


@cache
def _builder(kind: Any) -> Build:
    """What makes a `kind` of its plain form: worked out once for each kind, since a reading has thousands of them."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        some = _builder(next(a for a in args if a is not type(None)))
        return lambda value: None if value is None else some(value)
    if kind is Span:
        return lambda value: Span(int(value[0]), int(value[1]))
    if origin is tuple and args[-1] is Ellipsis:
        each = _builder(args[0])
        return lambda value: tuple([each(v) for v in value])
    if origin is tuple:
        every = [_builder(a) for a in args]
        return lambda value: tuple(build(v) for build, v in zip(every, value, strict=True))
    if origin is dict:
        of = _builder(args[1])
        return lambda value: {k: of(v) for k, v in value.items()}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        words = {str(word): word for word in kind}
        return lambda value: words[value] if value in words else kind(value)
    if is_dataclass(kind):
        return _record_builder(typing.cast(type, kind))
    return float if kind is float else lambda value: value


def _record_builder(kind: type) -> Build:
    hints = typing.get_type_hints(kind)
    builders = [(f.name, _builder(hints[f.name])) for f in fields(kind)]
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def build(value: dict[str, Any]) -> Any:
        for name in needed:
            if name not in value:
                raise TypeError(f"{kind.__name__} has no {name!r}")
        return kind(**{name: make(value[name]) for name, make in builders if name in value})

    return build
