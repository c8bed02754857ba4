"""What goes into the store: rows of accounts, prints, stories, incidents and all that hangs on these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.ledger.tables import BEFORE, BEHIND
from dateline.records import Incident, Level, Stance, Witness, to_json
from dateline.weighing.account import Account
from dateline.weighing.stories import Prints
from dateline.weighing.weigher.changes import facts, packed
from dateline.weighing.weigher.settled import Lasting
from dateline.weighing.weigher.state import Held, Told

Row = dict[str, Any]
# What orders by doubt: disputed first, then by the voices that bear it out, then by how many reports tell it.
_UNDISPUTED, _VOICE, _MOST = 1_000_000_000, 1_000_000, 999


def account(account: Account, knot: int) -> Row:
    return {
        "event_id": account.event,
        "published": account.published or BEHIND,
        "rejected": account.rejected,
        "knot": knot,
        "packed": to_json(account),
    }


def print_(print_: Prints) -> Row:
    return {"published": print_.published, "packed": to_json(print_)}


def story(one: Told, lasting: Lasting) -> Row:
    return {
        "id": one.story.id,
        "knot": one.knot,
        "origin": one.reports[one.story.origin],
        "agency": one.story.agency,
        "reports": len(one.story.reports),
        "published": one.first or BEHIND,
        "settled_day": lasting.settled_day,
        "settled_at": lasting.settled_at,
        "packed": to_json(one.story),
    }


def incidents(held: Sequence[Held], lasting: Mapping[int, Lasting]) -> dict[str, list[Row]]:
    """The rows of every table that incidents go to."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for one in held:
        incident = one.incident
        published = incident.published[0] or BEHIND
        rows["incidents"].append(
            {
                "id": incident.id,
                "knot": one.knot,
                "standing": incident.standing,
                "reports": len(incident.reports),
                "published": published,
                "settled_day": lasting[one.knot].settled_day,
                "settled_at": lasting[one.knot].settled_at,
                "by_reports": -len(incident.reports),
                "by_doubt": doubt(incident),
                "title": incident.title,
                "facts": packed(facts([incident])),
                "packed": to_json(incident),
            }
        )
        rows["incident_facets"].append(_facets(incident, rows["incidents"][-1]))
        rows["incident_events"] += [{"event": key, "incident": incident.id} for key in one.keys]
        rows["witnesses"] += _witnesses(incident, lasting[one.knot])
        rows["strains"] += [
            {
                "incident": incident.id,
                "position": i,
                "published": published,
                "field": strain.field,
                "title": incident.title,
                "packed": to_json(strain),
            }
            for i, strain in enumerate(incident.strains)
        ]
    return rows


def _facets(incident: Incident, row: Row) -> Row:
    """The narrow row of an incident, by which it is chosen among many."""
    alike = ("standing", "reports", "published", "by_reports", "by_doubt", "settled_day", "settled_at")
    return {name: row[name] for name in alike} | {
        "incident": incident.id,
        "type": incident.type,
        "mode": incident.mode or "",
        "status": incident.status,
        "country": incident.country or "",
        "earliest": incident.first or BEFORE,
        "latest": incident.last or BEHIND,
        "place": incident.place or "",
        "lat": incident.lat,
        "lon": incident.lon,
        "precision": incident.precision,
        "withdrawn": incident.withdrawn,
        "newest": BEFORE if row["published"] == BEHIND else row["published"],
    }


def doubt(incident: Incident) -> int:
    """The place of an incident among those to be looked at: the least first."""
    disputed = incident.standing == Level.DISPUTED
    voices = min(incident.independent, _MOST) * _VOICE
    return (0 if disputed else _UNDISPUTED) + voices - min(len(incident.reports), _VOICE - 1)


def open_knots(lasting: Mapping[int, Lasting], *, of_stories: bool) -> list[Row]:
    """The knots that held less before than they do now."""
    return [
        {"of_stories": of_stories, "knot": knot, **{name: getattr(one, name) for name in Lasting.__slots__}}
        for knot, one in lasting.items()
        if one.opens
    ]


def told(incident: Incident, witness: Witness) -> dict[str, int]:
    """What a voice did in an incident, as it is summed over all: here alone it is said what counts as that.

    `alone`: there is no other voice; `apart`: another bears it out that does not rest on it; `denies`: it denies the
    incident or its part; `disputed`: the incident is in dispute; `replaced`: a figure of its own was replaced or
    withdrawn later.
    """
    figures = [figure for toll in incident.tolls for figure in toll.figures if figure.witness == witness.key]
    return {
        "reports": len(witness.reports),
        "alone": len(incident.witnesses) == 1,
        "apart": witness.apart,
        "denies": witness.stance == Stance.DENIES,
        "disputed": incident.standing == Level.DISPUTED,
        "replaced": any(figure.replaced or figure.withdrawn for figure in figures),
    }


def _witnesses(incident: Incident, lasting: Lasting) -> Iterator[Row]:
    for i, witness in enumerate(incident.witnesses):
        yield {
            "incident": incident.id,
            "position": i,
            "voice": witness.key,
            "name": witness.name,
            "kind": witness.kind,
            "named": witness.named,
            "stance": witness.stance,
            **told(incident, witness),
            "published": incident.published[0] or BEFORE,
            "settled_day": lasting.settled_day,
            "settled_at": lasting.settled_at,
        }
