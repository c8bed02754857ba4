"""What a request asks for: the desk, what stands in the address, and who sits there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from dateline.ledger import Filter, LedgerError
from dateline.records import Span
from dateline.workbench.desk import Desk

PAGE = 50  # rows of a table
MOST = 500
CLOCKS = ("known_by", "recorded_by")
SEVERAL = {"outlet", "published", "stance", "type", "mode", "status", "country"}  # may be given more than once
NUMBERS = {"sure_from", "sure_to"}


class MissingError(LookupError):
    """What was asked for is not there; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `query` has every parameter of the address with all its values; `path` what stands in its path."""

    desk: Desk
    url: str  # the path of the page
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    path: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None

    def one(self, name: str, default: str = "") -> str:
        """The last value given for a parameter, stripped; what is empty was not given."""
        return next((v.strip() for v in reversed(self.query.get(name, ())) if v.strip()), default)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.strip() for v in self.query.get(name, ()) if v.strip()))

    def flag(self, name: str) -> bool:
        return self.one(name) in ("1", "yes", "true", "on")

    def number(self, name: str, default: int, most: int = 10**9) -> int:
        """A whole number from 0 to `most`. Raises LedgerError for what is none."""
        said = self.one(name)
        if not said:
            return default
        if not (said.isascii() and said.isdigit() and len(said) < 10):
            raise LedgerError(f"{name} is a whole number from 0, not {said!r}.")
        return min(int(said), most)

    def known(self, name: str, values: Iterable[str], default: str = "") -> str:
        """One of these values. Raises LedgerError for any other."""
        said, known = self.one(name, default), [str(one) for one in values]
        if said and said not in known:
            raise LedgerError(f"{name} is one of {', '.join(known)}, not {said!r}.")
        return said

    @property
    def limit(self) -> int:
        return max(1, self.number("limit", PAGE, MOST))

    @property
    def offset(self) -> int:
        return self.number("offset", 0)

    def filter(self, names: Iterable[str], **more: Any) -> Filter:
        """The library's filter from the parameters of these names, the two clocks always among them."""
        said: dict[str, Any] = {}
        for name in {*names, *CLOCKS}:
            values = self.all(name)
            if not values:
                continue
            if name in NUMBERS:
                said[name] = _share(name, values[-1])
            elif name == "named":
                said[name] = self.flag(name)
            else:
                said[name] = values if name in SEVERAL and len(values) > 1 else values[-1]
        return Filter(**{**said, **more})

    @property
    def clocks(self) -> dict[str, str]:
        """The two clocks, where they are set: every link keeps them."""
        return {name: said for name in CLOCKS if (said := self.one(name))}

    def href(self, path: str, **parameters: Any) -> str:
        """An address of this workbench that keeps the clocks; a parameter of None or "" is left out."""
        return address(path, {**self.clocks, **parameters})

    def words(self, report: str, span: Span) -> str:
        """Where these words stand in their report, as of the same clocks: the page marks them and goes there."""
        return self.href(f"/reports/{report}", at=f"{span.start}-{span.end}") + "#at"

    def here(self, **changes: Any) -> str:
        """This page with some parameters changed; None takes one out. The page of rows begins anew."""
        kept: dict[str, Any] = {name: list(values) for name, values in self.query.items()}
        if "offset" not in changes:
            kept.pop("offset", None)
        return address(self.url, {**kept, **changes})

    def file(self, kind: str) -> str:
        """The address of this page as .json or .csv, with the same parameters but without the window of rows."""
        path = "/index" if self.url == "/" else self.url.removesuffix(".json")
        return address(f"{path}.{kind}", {n: list(v) for n, v in self.query.items() if n not in ("limit", "offset")})


def address(path: str, parameters: Mapping[str, Any]) -> str:
    """A path with its parameters, in a settled order, so that one page has one address."""
    pairs: list[tuple[str, str]] = []
    for name, value in sorted(parameters.items()):
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(v)) for v in values if v is not None and v != ""]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _share(name: str, said: str) -> float:
    try:
        return float(said)
    except ValueError:
        raise LedgerError(f"{name} is a number from 0 to 1, not {said!r}.") from None
