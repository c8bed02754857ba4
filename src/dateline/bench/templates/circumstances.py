"""Stage, date, place and toll of an incident: from the events of its type, the surest telling first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.bench.templates.account import Account, Told
from dateline.bench.templates.answer import Bounds
from dateline.bench.templates.incident import Incident
from dateline.export.countries import country
from dateline.records import CountOf, EventTime, Granularity, Place, Status

ACCOMPLISHED, ATTEMPTED, THREATENED = "accomplished", "attempted", "threatened"
HAPPENED = frozenset({Status.HAPPENED, Status.HAPPENING})
INTENDED = frozenset({Status.PLANNED, Status.THREATENED})
CITY = 3  # the coarsest precision (UCDP's where_prec) of a place that stands for a town and what is around it
FINE = frozenset({Granularity.DAY, Granularity.TIME, Granularity.WEEK, Granularity.MONTH, Granularity.RANGE})


def describe(account: Account, incident: Incident) -> None:
    """Fill in what is no name: how far it went, when, where, how many were killed and hurt."""
    told = tellings(account, incident.type)
    incident.stage = stage(told)
    incident.when = next((day for each in told if (day := date_of(each.event.when))), None)
    incident.where = location(account, told)
    incident.killed = toll(told, CountOf.KILLED)
    incident.injured = toll(told, CountOf.INJURED)


def tellings(account: Account, kind: str) -> list[Told]:
    """The events that tell of an incident of a type: those that happened first, then in the order of the text."""
    told = [each for each in account.told if each.type == kind]
    told = [each for each in told if each.is_incident] or told
    return sorted(told, key=lambda each: (each.event.status not in HAPPENED, each.token))


def stage(told: Sequence[Told]) -> str:
    """How far it went: what is told to have happened wins over what was tried, and that over what was threatened."""
    statuses = {each.event.status for each in told}
    if statuses & HAPPENED or not statuses:
        return ACCOMPLISHED
    if Status.ATTEMPTED in statuses:
        return ATTEMPTED
    return THREATENED if statuses & INTENDED else ACCOMPLISHED


def date_of(when: EventTime | None) -> str | None:
    """An ISO day, month or range; None where the report does not fix it to a month at least."""
    if when is None or when.when is None or when.when.granularity not in FINE:
        return None
    first = when.when.first_precise or when.when.first_imprecise
    last = when.when.last_precise or when.when.last_imprecise
    if first is None or last is None:
        return None
    if when.when.granularity is Granularity.MONTH:
        return first[:7]
    return first if first == last else f"{first}/{last}"


def location(account: Account, told: Sequence[Told]) -> str | None:
    """`country: town (city)`: the place of the first telling that has one, else the report's own country."""
    places = {place.id: place for place in account.draft.places}
    named = [places[each.event.place.place] for each in told if each.event.place and each.event.place.place in places]
    place = next((p for p in named if _is_town(p)), named[0] if named else None)
    iso3 = (place.country if place else None) or _main_country(account)
    listed = country(iso3)
    if listed is None:
        return None
    town = place if place is not None and _is_town(place) else _nearest_town(account, told, iso3)
    return f"{listed.acled}: {_in_words(account, town)} (city)".lower() if town else listed.acled.lower()


def _is_town(place: Place) -> bool:
    return place.precision is not None and place.precision <= CITY


def _in_words(account: Account, place: Place) -> str:
    """A place as the report calls it."""
    return place.mentions[0].of(account.draft.report.text) if place.mentions else place.name


def _nearest_town(account: Account, told: Sequence[Told], iso3: str | None) -> Place | None:
    """A town of that country named in a sentence that tells of the incident, else the only one of the report."""
    sentences = {each.sentence for each in told}
    towns = [place for place in account.draft.places if place.country == iso3 and _is_town(place)]
    for place in towns:
        tokens = [account.parse.at(span.start) for span in place.mentions]
        if any(token is not None and account.parse.sentence[token] in sentences for token in tokens):
            return place
    return towns[0] if len(towns) == 1 else None


def _main_country(account: Account) -> str | None:
    """The country of which the report names most: its places and peoples, or else those who act in it."""
    named = Counter(toponym.country for toponym in account.draft.toponyms if toponym.country)
    acting = Counter(actor.country for actor in account.draft.actors if actor.country)
    counted = named or acting
    return max(counted, key=lambda iso3: counted[iso3]) if counted else None


def toll(told: Sequence[Told], what: CountOf) -> Bounds | None:
    """The largest count of the tellings; counts of one incident told twice are not added."""
    counts = [count for each in told for count in each.event.counts if count.what is what]
    if not counts:
        return None
    largest = max(counts, key=lambda count: count.best or count.low or 0)
    return largest.low, largest.best, largest.high
