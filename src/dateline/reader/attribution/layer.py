"""The attribution layer: who is said to have said what."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class AttributionLayer:
    """who is said to have said what."""

    name = "attribution"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
