"""The rows of the profile `ledger`: one function for each table, from a reading to its cells."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.export.columns import Cell, Row, Source
from dateline.ledger import sentence_of, storable
from dateline.records import Mention, Reading, Span, When


def reports(source: Source) -> Iterator[Row]:
    r, reader = source.reading.report, source.reading.reader
    known = _ids(source.reading)
    yield {
        "id": r.id,
        "outlet": r.outlet,
        "title": r.title,
        "byline": r.byline,
        "language": r.language,
        "url": r.url,
        "path": r.path,
        "published_from": r.published_from,
        "dateline_place": _words(r.dateline.place),
        "dateline_place_id": _known(known, r.dateline.place.id if r.dateline.place else None),
        "dateline_date": _words(r.dateline.date),
        "dateline_time_id": _known(known, r.dateline.date.id if r.dateline.date else None),
        "dateline_agency": _words(r.dateline.agency),
        "raw_sha256": r.provenance.raw,
        "item": r.provenance.item,
        "format": r.provenance.format,
        "encoding": r.provenance.encoding,
        "extractor": r.provenance.extractor,
        "reader": reader.version,
        "layers": json.dumps(reader.layers, ensure_ascii=False, sort_keys=True),
        "characters": len(r.text),
        "text": r.text,
    }


def furniture(source: Source) -> Iterator[Row]:
    for position, f in enumerate(source.reading.report.furniture):
        yield {"position": position, "report": source.reading.report.id, "kind": f.kind, **_at(source, f.span)}


def actors(source: Source) -> Iterator[Row]:
    for a in source.reading.actors:
        yield {
            "id": a.id,
            "report": source.reading.report.id,
            "name": a.name,
            "kind": a.kind,
            "named": a.named,
            "country": a.country,
            "roles": ";".join(a.roles) or None,
            "made_by": a.made_by,
            "confidence": a.confidence,
        }


def voices(source: Source) -> Iterator[Row]:
    known = _ids(source.reading)
    for v in source.reading.voices:
        yield {
            "id": v.id,
            "report": source.reading.report.id,
            "name": v.name,
            "kind": v.kind,
            "named": v.named,
            "actor": _known(known, v.actor),
            "made_by": v.made_by,
            "confidence": v.confidence,
        }


def places(source: Source) -> Iterator[Row]:
    for p in source.reading.places:
        yield {
            "id": p.id,
            "report": source.reading.report.id,
            "name": p.name,
            "gazetteer_id": p.gazetteer_id,
            "lat": p.lat,
            "lon": p.lon,
            "country": p.country,
            "admin1": p.admin1,
            "admin2": p.admin2,
            "precision": p.precision,
            "made_by": p.made_by,
            "confidence": p.confidence,
        }


def times(source: Source) -> Iterator[Row]:
    for t in source.reading.times:
        yield {
            "id": t.id,
            "report": source.reading.report.id,
            "timex": t.timex,
            "type": t.type,
            **_when(t.when),
            "against": t.when.against if t.when else None,
            **_at(source, t.span),
            "made_by": t.made_by,
            "confidence": t.confidence,
        }


def claims(source: Source) -> Iterator[Row]:
    names = {v.id: v.name for v in source.reading.voices}
    for c in source.reading.claims:
        speaker = c.chain[-1].voice if c.chain else ""
        yield {
            "id": c.id,
            "report": source.reading.report.id,
            "voice": speaker if speaker in names else None,
            "voice_name": names.get(speaker),
            "hops": len(c.chain),
            "stance": c.stance,
            "manner": c.manner,
            "certainty": c.certainty,
            "cue": _joined(source, c.cue),
            "content": _joined(source, c.content),
            "hedges": _joined(source, c.hedges),
            "made_by": c.made_by,
            "confidence": c.confidence,
        }


def claim_voices(source: Source) -> Iterator[Row]:
    names = {v.id: v.name for v in source.reading.voices}
    for c in source.reading.claims:
        for position, link in enumerate(c.chain):
            yield {
                "claim": c.id,
                "position": position,
                "voice": link.voice if link.voice in names else None,
                "name": names.get(link.voice),
                **_at(source, link.span),
            }


def events(source: Source) -> Iterator[Row]:
    known = _ids(source.reading)
    for e in source.reading.events:
        when = e.when.when if e.when else None
        when_span = e.when.span if e.when else None
        yield {
            "id": e.id,
            "report": source.reading.report.id,
            "type": e.type,
            "mode": e.mode,
            "status": e.status,
            "trigger": e.trigger.of(source.text),
            "start": e.trigger.start,
            "end": e.trigger.end,
            "place": _known(known, e.place.place if e.place else None),
            "place_words": e.place.span.of(source.text) if e.place else None,
            "place_found": e.place.found if e.place else None,
            "time": _known(known, e.when.time if e.when else None),
            "when_words": when_span.of(source.text) if when_span else (when.words if when else None),
            "when_found": e.when.found if e.when else None,
            **_when(when),
            "against": when.against if when else None,
            "instrument": e.instrument.text if e.instrument else None,
            "sentence": sentence_of(source.reading.report, e.trigger).of(source.text),
            "made_by": e.made_by,
            "confidence": e.confidence,
        }


def event_actors(source: Source) -> Iterator[Row]:
    names = {a.id: a.name for a in source.reading.actors}
    claims = {c.id for c in source.reading.claims}
    for e in source.reading.events:
        for role, participants in (("actor", e.actors), ("recipient", e.recipients)):
            for position, p in enumerate(participants):
                at = _at(source, p.span)
                yield {
                    "event": e.id,
                    "role": role,
                    "position": position,
                    "actor": p.actor if p.actor in names else None,
                    "name": names.get(p.actor or "", at["words"]),
                    **at,
                    "basis": p.basis,
                    "cue": p.cue.of(source.text) if p.cue else None,
                    "claim": p.claim if p.claim in claims else None,
                }


def event_contexts(source: Source) -> Iterator[Row]:
    for e in source.reading.events:
        for c in e.contexts:
            yield {"event": e.id, "context": c.context, **_at(source, c.span)}


def claim_events(source: Source) -> Iterator[Row]:
    known = _ids(source.reading)
    pairs = [(c.id, event) for c in source.reading.claims for event in c.events]
    pairs += [(claim, e.id) for e in source.reading.events for claim in e.claims]
    for claim, event in dict.fromkeys(pairs):
        if claim in known and event in known:
            yield {"claim": claim, "event": event}


def counts(source: Source) -> Iterator[Row]:
    known = _ids(source.reading)
    for e in source.reading.events:
        for position, c in enumerate(e.counts):
            yield {
                "event": e.id,
                "position": position,
                "what": c.what,
                "low": storable(c.low),
                "best": storable(c.best),
                "high": storable(c.high),
                "over": c.over,
                "part_of": c.part_of,
                "replaced_by": c.replaced_by,
                "voice": _known(known, c.voice),
                **_at(source, c.span),
            }


def tensions(source: Source) -> Iterator[Row]:
    for position, t in enumerate(source.reading.tensions):
        yield {
            "report": source.reading.report.id,
            "position": position,
            "first": t.between[0],
            "second": t.between[1],
            "why": t.why,
        }


def _ids(reading: Reading) -> set[str]:
    groups: tuple[tuple[Cell | object, ...], ...] = (
        reading.voices,
        reading.actors,
        reading.places,
        reading.times,
        reading.claims,
        reading.events,
    )
    return {record.id for group in groups for record in group}  # type: ignore[union-attr]


def _known(ids: set[str], id_: str | None) -> str | None:
    """The id, where the reading has such a record."""
    return id_ if id_ in ids else None


def _words(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _joined(source: Source, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(source.text) for span in spans)


def _at(source: Source, span: Span | None) -> Row:
    if span is None:
        return {"words": None, "start": None, "end": None}
    return {"words": span.of(source.text), "start": span.start, "end": span.end}


def _when(when: When | None) -> Row:
    names = ("first_precise", "last_precise", "first_imprecise", "last_imprecise", "granularity")
    return {name: getattr(when, name) if when else None for name in names}
