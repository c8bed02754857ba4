"""The events layer: what is said to have happened, by whom, to whom."""

from __future__ import annotations

from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons


class EventsLayer:
    """what is said to have happened, by whom, to whom."""

    name = "events"
    version = "0"

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons

    def __call__(self, draft: Draft) -> None:
        """To come."""
