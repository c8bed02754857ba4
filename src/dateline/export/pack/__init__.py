"""Evidence pack: one incident as one HTML file that needs nothing else, with every quotation and where it stands."""

from dateline.export.pack.evidence import Pack, Tied
from dateline.export.pack.gather import gather
from dateline.export.pack.page import page
from dateline.export.pack.why import why

__all__ = ["Pack", "Tied", "gather", "page", "why"]
