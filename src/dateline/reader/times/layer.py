"""The times layer: temporal expressions and what they resolve to."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class TimesLayer:
    """temporal expressions and what they resolve to."""

    name = "times"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
