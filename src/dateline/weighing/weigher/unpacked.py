"""Accounts and prints as they stand in the store, made into records once."""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from dateline.records import from_plain

T = TypeVar("T")
# Records kept; the oldest half goes when there are more.
KEPT = 40_000


class Unpacked(Generic[T]):
    """Records of one kind by their number in the store, each with the JSON that it was made from.

    The JSON is compared at each use: another program may have weighed the ledger anew under the same numbers.
    """

    def __init__(self, kind: type[T]) -> None:
        self.kind = kind
        self.kept: dict[int, tuple[str, T]] = {}

    def get(self, number: int, packed: str) -> T:
        kept = self.kept.get(number)
        if kept is not None and kept[0] == packed:
            return kept[1]
        record = from_plain(self.kind, json.loads(packed))
        self.keep(number, packed, record)
        return record

    def keep(self, number: int, packed: str, record: T) -> None:
        if len(self.kept) >= KEPT:
            for old in list(self.kept)[: KEPT // 2]:
                del self.kept[old]
        self.kept[number] = (packed, record)
