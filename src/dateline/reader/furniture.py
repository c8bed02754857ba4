"""The furniture layer: marks what the page put around the report's own words."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class FurnitureLayer:
    """marks what the page put around the report's own words."""

    name = "furniture"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
