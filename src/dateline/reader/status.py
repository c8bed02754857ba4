"""The status layer: what the words say of each event's reality."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class StatusLayer:
    """what the words say of each event's reality."""

    name = "status"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
