"""From an id to a pack: the incident, and out of the ledger everything that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline import __version__
from dateline.export.pack.evidence import Pack, Tied
from dateline.ledger import Filter, Ledger
from dateline.records import Decision, Incident, Reading

if TYPE_CHECKING:
    from dateline.weighing.weigher import Weigher


def gather(book: Ledger, weigher: Weigher, id_or_prefix: str, as_of: Filter = Filter()) -> Pack:  # noqa: B008 - frozen
    """The pack of an incident, as of the two clocks of the filter. Raises LedgerError for what is no incident."""
    from dateline.weighing.weigher import VERSION

    incident = weigher.incident(id_or_prefix, as_of)
    readings: dict[str, Reading] = {}
    recorded: dict[str, str] = {}
    for id_ in dict.fromkeys((*incident.reports, *(w.report for w in incident.withdrawals))):
        one = Filter(report=id_, known_by=as_of.known_by, recorded_by=as_of.recorded_by)
        for reading, at in book.readings(one):
            readings[id_], recorded[id_] = reading, at
    readers = sorted({r.reader.version for r in readings.values()})
    return Pack(
        incident,
        readings,
        weigher.stories_of(incident.reports, as_of),
        tuple(Tied(*pair, tie.score, tie.reasons) for pair, tie in weigher.reasons(incident).items()),
        decisions_on(book, incident, as_of),
        recorded,
        None if as_of.known_by is None else str(as_of.known_by),
        None if as_of.recorded_by is None else str(as_of.recorded_by),
        {"dateline": __version__, "reader": ", ".join(readers), "weigher": VERSION},
    )


def decisions_on(book: Ledger, incident: Incident, as_of: Filter) -> tuple[Decision, ...]:
    """What persons decided of the incident's events, of the claims and reports that they are in, and what undid it."""
    events, reports = set(incident.events), set(incident.reports)
    # What is coded in a round counts only there.
    made = [d for d in book.decisions.of(incident.reports, as_of.recorded_by) if d.round is None]
    about = {
        d.id
        for d in made
        if any(a.id in events or (a.kind != "event" and a.report in reports) for a in (*d.about, *d.apart))
    }
    return tuple(d for d in made if d.id in about or d.undoes in about)
