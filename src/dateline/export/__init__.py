"""Export: from a ledger to the tables that people use."""

from dateline.export.errors import ExportError
from dateline.export.export import Exported, Rows, export
from dateline.export.profiles import PROFILES, Profile
from dateline.export.writers import FORMATS, formats_here

__all__ = ["FORMATS", "PROFILES", "ExportError", "Exported", "Profile", "Rows", "export", "formats_here"]
