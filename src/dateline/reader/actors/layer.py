"""The actors layer: who acts or is acted upon, under all the names they have in the report."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class ActorsLayer:
    """who acts or is acted upon, under all the names they have in the report."""

    name = "actors"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
