"""The profiles: what an export can be. One module for each; this is the list of them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.export import ledger
from dateline.export.columns import Table
from dateline.export.errors import ExportError


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of tables under a name."""

    name: str
    description: str
    tables: tuple[Table, ...]


PROFILES = {profile.name: profile for profile in (Profile("ledger", ledger.DESCRIPTION, ledger.TABLES),)}


def profile_named(name: str) -> Profile:
    """Raises ExportError for a name that no profile has."""
    if name not in PROFILES:
        raise ExportError(f"There is no export profile {name!r}. Choose from {', '.join(PROFILES)}.")
    return PROFILES[name]
