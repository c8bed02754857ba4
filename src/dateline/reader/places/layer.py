"""The places layer: toponyms, resolved against a gazetteer."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class PlacesLayer:
    """toponyms, resolved against a gazetteer."""

    name = "places"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
