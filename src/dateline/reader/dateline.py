"""The dateline layer: the place, date and agency that open a report."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class DatelineLayer:
    """the place, date and agency that open a report."""

    name = "dateline"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
