"""JSON Schema of what views and records are made of, as `to_plain` writes them."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any

Schema = dict[str, Any]
SIMPLE: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
LISTS = (list, set, frozenset, Sequence, Iterable, Iterator)


@dataclass(slots=True)
class Schemas:
    """Schemas by name, of every dataclass that was asked for and all they have in them."""

    named: dict[str, Schema] = field(default_factory=dict)
    _names: dict[type, str] = field(default_factory=dict)

    def of(self, kind: Any) -> Schema:
        """The schema of a type; of a dataclass a reference to it. Raises TypeError for what JSON cannot hold."""
        if kind is Any or kind is object:
            return {}
        if kind in SIMPLE:
            return dict(SIMPLE[kind])
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Annotated:
            return self.of(inner[0])
        if origin in (types.UnionType, typing.Union):
            return self._either(inner)
        if origin is typing.Literal:
            return {"enum": list(inner)}
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if origin is tuple and inner[-1] is not Ellipsis:
            return self._tuple(inner)
        if origin is tuple or origin in LISTS:
            return {"type": "array", "items": self.of(inner[0])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"type": "string", "enum": [str(word.value) for word in kind]}
        if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
            hints = typing.get_type_hints(kind)
            return {**self._tuple([hints[name] for name in kind._fields]), **said(kind)}
        if isinstance(kind, type) and is_dataclass(kind):
            return {"$ref": f"#/components/schemas/{self._record(kind)}"}
        raise TypeError(f"There is no JSON for {kind!r}.")

    def with_more(self, kind: type, more: Mapping[str, Schema]) -> Schema:
        """The schema of a dataclass with more properties beside its own."""
        own = self.named[self._record(kind)]
        return {**own, "properties": {**own["properties"], **more}, "required": [*own["required"], *more]}

    def _either(self, inner: Sequence[Any]) -> Schema:
        each = [self.of(one) for one in inner]
        types_ = [one.get("type") for one in each]
        if all(isinstance(t, str) and set(one) == {"type"} for t, one in zip(types_, each, strict=True)):
            return {"type": types_}
        return {"anyOf": each}

    def _tuple(self, inner: Sequence[Any]) -> Schema:
        if len(set(inner)) == 1:
            return {"type": "array", "items": self.of(inner[0]), "minItems": len(inner), "maxItems": len(inner)}
        each = [self.of(one) for one in inner]
        return {"type": "array", "prefixItems": each, "minItems": len(inner), "maxItems": len(inner)}

    def _record(self, kind: type) -> str:
        """The name under which a dataclass is known; its schema is made when it is first asked for."""
        if kind not in self._names:
            name = kind.__name__
            if name in self.named:  # another module has one of the same name
                name = f"{kind.__module__.rpartition('.')[2].title().replace('_', '')}{name}"
            self._names[kind] = name
            self.named[name] = {}  # it may hold others of its own kind
            hints = typing.get_type_hints(kind)
            names = [f.name for f in fields(kind)]
            self.named[name] = {
                "type": "object",
                **said(kind),
                "properties": {one: self.of(hints[one]) for one in names},
                "required": names,
            }
        return self._names[kind]


def said(thing: Any) -> Schema:
    """What a docstring says, as one paragraph a paragraph; nothing where there is none of its own."""
    words = thing.__doc__ or ""
    if not words or words.startswith(f"{getattr(thing, '__name__', '')}("):  # what dataclasses write of themselves
        return {}
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", words))
    return {"description": "\n\n".join(paragraphs)}
