"""The counts layer: how many were killed, injured, abducted, detained, displaced, deployed."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class CountsLayer:
    """how many were killed, injured, abducted, detained, displaced, deployed."""

    name = "counts"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
