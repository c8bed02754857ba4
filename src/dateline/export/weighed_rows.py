"""The rows of what many readings make together: one function for each table, from a story, an incident, a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.export.cases import Case, Desk
from dateline.export.columns import Row
from dateline.ledger import ReportRow, storable
from dateline.records import CountOf, Decision, Quotation, Story


@dataclass(frozen=True)
class Telling:
    """A story, and the desk that has its reports."""

    story: Story
    desk: Desk

    @cached_property
    def known(self) -> dict[str, ReportRow]:
        return self.desk.about(self.story.reports)

    @property
    def published(self) -> str | None:
        origin = self.known.get(self.story.origin)
        return origin.published if origin else None

    @property
    def recorded(self) -> str:
        return max(row.recorded for row in self.known.values())


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision at its place in the chain."""

    decision: Decision
    position: int
    desk: Desk

    @property
    def published(self) -> None:
        return None

    @property
    def recorded(self) -> str:
        return self.decision.at


def stories(given: Telling) -> Iterator[Row]:
    story = given.story
    yield {
        "id": story.id,
        "origin": given.desk.here(story.origin),
        "agency": story.agency,
        "reports": len(story.reports),
        "outlets": _joined(given.known[id_].outlet for id_ in story.reports if id_ in given.known),
    }


def story_reports(given: Telling) -> Iterator[Row]:
    story = given.story
    earlier: set[str] = set()
    for position, id_ in enumerate(story.reports):
        found = [c for c in story.copies if id_ in (c.first, c.second) and {c.first, c.second} - {id_} <= earlier]
        copy = max(found, key=lambda c: c.score, default=None)
        earlier.add(id_)
        if given.desk.here(id_):
            other = (copy.first if copy.second == id_ else copy.second) if copy else None
            row = given.known.get(id_)
            yield {
                "story": story.id,
                "report": id_,
                "position": position,
                "copy_of": given.desk.here(other),
                "kind": copy.kind if copy else None,
                "score": copy.score if copy else None,
                "shared": " … ".join(copy.shared) or None if copy else None,
                "why": copy.why or None if copy else None,
                "published": row.published if row else None,
            }


def incidents(case: Case) -> Iterator[Row]:
    one = case.incident
    killed = next((t for t in one.tolls if t.what is CountOf.KILLED), None)
    yield {
        "id": one.id,
        "title": one.title,
        "type": one.type,
        "mode": one.mode,
        "status": one.status,
        "standing": one.standing,
        "independent": one.independent,
        "reports": len(one.reports),
        "stories": len(one.stories),
        "withdrawn": one.withdrawn,
        "first": one.first,
        "last": one.last,
        "place": one.place,
        "gazetteer_id": one.gazetteer_id,
        "lat": one.lat,
        "lon": one.lon,
        "admin1": one.admin1,
        "country": one.country,
        "precision": one.precision,
        "actors": _joined(one.actors),
        "recipients": _joined(one.recipients),
        "killed_low": storable(killed.low) if killed else None,
        "killed_best": storable(killed.best) if killed else None,
        "killed_high": storable(killed.high) if killed else None,
        "chain": _joined(" > ".join(chain) for chain in case.chains),
        "last_published": one.published[1],
    }


def incident_events(case: Case) -> Iterator[Row]:
    for position, event in enumerate(case.incident.events):
        if report := case.desk.here(case.report_of.get(event)):
            yield {"incident": case.incident.id, "event": event, "report": report, "position": position}


def incident_fields(case: Case) -> Iterator[Row]:
    names = _names(case)
    for field in case.incident.fields:
        for position, value in enumerate(field.values):
            yield {
                "incident": case.incident.id,
                "field": field.name,
                "position": position,
                "value": value.value,
                "taken": value.value == field.value,
                "standing": field.level,
                "independent": field.independent,
                "voices": _joined(names.get(key, key) for key in value.witnesses),
                "events": len(value.events),
            }


def incident_quotations(case: Case) -> Iterator[Row]:
    for field in case.incident.fields:
        for place, value in enumerate(field.values):
            for position, quotation in enumerate(value.quotations):
                yield {
                    "incident": case.incident.id,
                    "field": field.name,
                    "value": place,
                    "position": position,
                    **_quoted(case.desk, quotation),
                }


def witnesses(case: Case) -> Iterator[Row]:
    ids = _witness_ids(case)
    for w in case.incident.witnesses:
        yield {
            "id": ids[w.key],
            "incident": case.incident.id,
            "voice": w.key,
            "name": w.name,
            "kind": w.kind,
            "named": w.named,
            "chain": " > ".join(w.chain),
            "stance": w.stance,
            "reports": len(w.reports),
            "stories": len(w.stories),
            "events": len(w.events),
            "interested": w.interested,
            "apart": w.apart,
            "first": w.first,
            "last": w.last,
        }


def tolls(case: Case) -> Iterator[Row]:
    for t in case.incident.tolls:
        yield {
            "incident": case.incident.id,
            "what": t.what,
            "low": storable(t.low),
            "best": storable(t.best),
            "high": storable(t.high),
            "rising": t.rising,
            "why": t.why or None,
        }


def figures(case: Case) -> Iterator[Row]:
    ids = _witness_ids(case)
    for t in case.incident.tolls:
        for position, f in enumerate(t.figures):
            yield {
                "incident": case.incident.id,
                "what": f.what,
                "position": position,
                "low": storable(f.low),
                "best": storable(f.best),
                "high": storable(f.high),
                "witness": ids.get(f.witness),
                "outlet": f.outlet,
                "event": _event(case, f.event),
                **_quoted(case.desk, f.quotation),
                "replaced": f.replaced,
                "withdrawn": f.withdrawn,
                "published": f.published,
            }


def strains(case: Case) -> Iterator[Row]:
    for position, s in enumerate(case.incident.strains):
        one, other = (_quoted(case.desk, q) for q in s.quotations)
        yield {
            "incident": case.incident.id,
            "position": position,
            "field": s.field,
            "first": s.between[0],
            "second": s.between[1],
            "first_voice": s.voices[0] or None,
            "second_voice": s.voices[1] or None,
            **{f"first_{name}": cell for name, cell in one.items()},
            **{f"second_{name}": cell for name, cell in other.items()},
            "why": s.why,
        }


def withdrawals(case: Case) -> Iterator[Row]:
    for position, w in enumerate(case.incident.withdrawals):
        yield {
            "incident": case.incident.id,
            "position": position,
            "event": _event(case, w.event),
            "kind": w.kind,
            **_quoted(case.desk, w.quotation),
            "report": case.desk.here(w.report),
            "wrong": w.wrong,
            "right": w.right,
            "published": w.published,
        }


def decisions(given: Decided) -> Iterator[Row]:
    d = given.decision
    yield {
        "id": d.id,
        "position": given.position,
        "at": d.at,
        "by": d.by,
        "act": d.act,
        "field": d.field,
        "value": None if d.value is None else json.dumps(d.value, ensure_ascii=False, sort_keys=True),
        "reason": d.reason or None,
        "round": d.round,
        "undoes": d.undoes,
        "previous": d.previous or None,
        "hash": d.hash,
    }


def decision_records(given: Decided) -> Iterator[Row]:
    d = given.decision
    anchors = [*((a, False) for a in d.about), *((a, True) for a in d.apart)]
    for position, (anchor, apart) in enumerate(anchors):
        yield {
            "decision": d.id,
            "position": position,
            "apart": apart,
            "kind": anchor.kind,
            "record": anchor.id,
            "report": given.desk.here(anchor.report),
            "words": anchor.words or None,
            "start": anchor.span.start if anchor.span else None,
            "end": anchor.span.end if anchor.span else None,
        }


def _quoted(desk: Desk, quotation: Quotation) -> Row:
    return {
        "report": desk.here(quotation.report),
        "words": quotation.words,
        "start": quotation.span.start,
        "end": quotation.span.end,
    }


def _event(case: Case, event: str) -> str | None:
    return event if case.desk.here(case.report_of.get(event)) else None


def _names(case: Case) -> dict[str, str]:
    return {w.key: w.name for w in case.incident.witnesses}


def _witness_ids(case: Case) -> dict[str, str]:
    return {w.key: f"{case.incident.id}.{n}" for n, w in enumerate(case.incident.witnesses)}


def _joined(parts: Iterable[str | None]) -> str | None:
    return ";".join(dict.fromkeys(part.replace(";", ",") for part in parts if part)) or None
