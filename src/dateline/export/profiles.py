"""The profiles: what an export can be. One module for each; this is the list of them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.export import acled, ged, geojson, ledger, plover, weighed
from dateline.export.columns import Document, Table
from dateline.export.errors import ExportError
from dateline.export.weighed import Weighed
from dateline.export.writers import FORMATS


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of tables and documents under a name. `by_status`: not all events are in it.

    `tables` have a row for each incident, and `event_tables` one for each event; where there are none of these, each
    table has what it is named after, and `weighed` are those of incidents, stories and decisions.
    """

    name: str
    description: str
    tables: tuple[Table, ...] = ()
    documents: tuple[Document, ...] = ()
    event_tables: tuple[Table, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    by_status: bool = True

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that it can be written in."""
        forms = dict.fromkeys((*(FORMATS if self.tables else ()), *(document.form for document in self.documents)))
        return tuple(forms)

    @property
    def all_tables(self) -> tuple[Table, ...]:
        """Every table that it has by default."""
        return (*self.tables, *(one.table for one in self.weighed))


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("ledger", ledger.DESCRIPTION, ledger.TABLES, weighed=weighed.TABLES, by_status=False),
        Profile("ged", ged.DESCRIPTION, ged.TABLES, event_tables=ged.EVENT_TABLES),
        Profile("acled", acled.DESCRIPTION, acled.TABLES, event_tables=acled.EVENT_TABLES),
        Profile("plover", plover.DESCRIPTION, plover.TABLES, plover.DOCUMENTS, plover.EVENT_TABLES),
        Profile("geojson", geojson.DESCRIPTION, documents=geojson.DOCUMENTS),
    )
}


def profile_named(name: str) -> Profile:
    """Raises ExportError for a name that no profile has."""
    if name not in PROFILES:
        raise ExportError(f"There is no export profile {name!r}. Choose from {', '.join(PROFILES)}.")
    return PROFILES[name]
