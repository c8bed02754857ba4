"""The tensions layer: records of one report that cannot both hold."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class TensionsLayer:
    """records of one report that cannot both hold."""

    name = "tensions"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
