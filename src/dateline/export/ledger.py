"""The profile `ledger`: the ledger's own tables, whole; every other profile says less."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.export.columns import (
    END,
    MADE,
    REPORT,
    START,
    Cell,
    Column,
    Row,
    Source,
    Table,
    id_of,
    make_table,
    one_of,
)
from dateline.export.evidence import evidence
from dateline.ledger import passage, storable
from dateline.records import (
    ActorKind,
    Certainty,
    CountOf,
    EventType,
    Found,
    FurnitureKind,
    Granularity,
    Manner,
    Mention,
    Reading,
    Span,
    Stance,
    Status,
    TimexType,
    VoiceKind,
    When,
)

DESCRIPTION = "Readings of news reports: who is said to have done what to whom, where, when, and on whose word."


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
            "sentence": passage(source.text, e.trigger).of(source.text),
            "made_by": e.made_by,
            "confidence": e.confidence,
        }


def event_actors(source: Source) -> Iterator[Row]:
    names = {a.id: a.name for a in source.reading.actors}
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
                }


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


POSITION = Column("position", "integer", "Its place in order, from 0.", required=True)
WORDS = Column("words", "string", "The exact words.")
CLAIM = Column("claim", "string", "The claim.", required=True, refers="claims")
EVENT = Column("event", "string", "The event.", required=True, refers="events")
NAMED = Column("named", "boolean", "Whether the report gives a name, not only a description.", required=True)
COUNTRY = Column("country", "string", "ISO 3166 alpha-3; empty where unknown or none.")
FOUR_DAYS = (
    Column("first_precise", "date", "First day on which it surely was."),
    Column("last_precise", "date", "Last day on which it surely was: true on every day from the first."),
    Column("first_imprecise", "date", "First day on which it can have been."),
    Column("last_imprecise", "date", "Last day on which it can have been: true on some day from the first."),
    one_of("granularity", Granularity, "How finely the words say when.", required=False),
)
AGAINST = Column(
    "against",
    "string",
    "What the words were resolved against: text (they carry their date), published, dateline, or other words.",
)

TABLES: tuple[Table, ...] = (
    make_table(
        "reports",
        "One published text, from one outlet, with its publication date as far as known.",
        ("id",),
        (
            id_of("report"),
            Column("outlet", "string", "Who published it."),
            Column("title", "string", "Its title."),
            Column("byline", "string", "Who wrote it, as the report says."),
            Column("language", "string", "ISO 639-1."),
            Column("url", "string", "Its address."),
            Column("path", "string", "The file that it was added from."),
            Column("published_from", "string", "Where its publication date was found: option, meta, record ..."),
            Column("dateline_place", "string", "The place words of its dateline."),
            Column("dateline_place_id", "string", "The place that they name.", refers="places"),
            Column("dateline_date", "string", "The date words of its dateline."),
            Column("dateline_time_id", "string", "The time that they name.", refers="times"),
            Column("dateline_agency", "string", "The agency words of its dateline."),
            Column("raw_sha256", "string", "SHA-256 of the bytes that it was made from; the ledger keeps them."),
            Column("item", "string", "Which record of its file it was, where a file holds several."),
            Column("format", "string", "What the bytes were: html, text, jsonl ..."),
            Column("encoding", "string", "How the bytes were decoded."),
            Column("extractor", "string", "What got the text out of a page, and its version."),
            Column("reader", "string", "Version of the reader that made the reading.", required=True),
            Column("layers", "string", "Version of each layer of the reader, as JSON.", required=True),
            Column("characters", "integer", "Length of the text in code points.", required=True),
            Column("text", "string", "The text, into which every span is; empty where it was left out."),
        ),
        reports,
    ),
    make_table(
        "furniture",
        "A stretch of a report's text that is not its own words: marked, kept, never read.",
        ("report", "position"),
        (REPORT, POSITION, one_of("kind", FurnitureKind, "What it is.", required=True), WORDS, START, END),
        furniture,
    ),
    make_table(
        "actors",
        "One actor of a report under all the names that it has there.",
        ("id",),
        (
            id_of("actor"),
            REPORT,
            Column("name", "string", "Its fullest name, or its description where it has none."),
            one_of("kind", ActorKind, "What it is."),
            NAMED,
            COUNTRY,
            Column("roles", "string", "Sectors (PLOVER: GOV, MIL, REB, CVL ...), ';' between them."),
            *MADE,
        ),
        actors,
    ),
    make_table(
        "voices",
        "Who speaks in a report.",
        ("id",),
        (
            id_of("voice"),
            REPORT,
            Column("name", "string", "Its name, or its description where it has none."),
            one_of("kind", VoiceKind, "What it is; `reporter` is the report's own voice."),
            NAMED,
            Column("actor", "string", "The actor that speaks, where it is one.", refers="actors"),
            *MADE,
        ),
        voices,
    ),
    make_table(
        "places",
        "One place of a report. One that could not be resolved has a name and nothing else.",
        ("id",),
        (
            id_of("place"),
            REPORT,
            Column("name", "string", "Its name in the gazetteer, or the words."),
            Column("gazetteer_id", "string", "Its id in the gazetteer."),
            Column("lat", "number", "Latitude in degrees, WGS 84. A centroid where the precision is above 1."),
            Column("lon", "number", "Longitude in degrees, WGS 84."),
            COUNTRY,
            Column("admin1", "string", "Its first-level division: province, state, region."),
            Column("precision", "integer", "UCDP GED's where_prec: 1 exact, 3 district, 4 province, 6 country, 7 sea."),
            *MADE,
        ),
        places,
    ),
    make_table(
        "times",
        "One expression of time.",
        ("id",),
        (
            id_of("time"),
            REPORT,
            WORDS,
            Column("timex", "string", "Its TIMEX3 value; X for digits that the report does not fix."),
            one_of("type", TimexType, "Its TIMEX3 type."),
            *FOUR_DAYS,
            AGAINST,
            START,
            END,
            *MADE,
        ),
        times,
    ),
    make_table(
        "claims",
        "Words that a report puts in a voice's mouth.",
        ("id",),
        (
            id_of("claim"),
            REPORT,
            Column("voice", "string", "The voice that speaks: the last of its chain.", refers="voices"),
            Column("voice_name", "string", "Its name."),
            Column("hops", "integer", "How many voices it came through (claim_voices has them).", required=True),
            one_of("stance", Stance, "What the voice does with the content."),
            one_of("manner", Manner, "In quotation marks, without, or in part."),
            one_of("certainty", Certainty, "How sure the words say the voice is."),
            Column("cue", "string", "The words that say that it speaks; ' … ' between parts that stand apart."),
            Column("content", "string", "What it says; ' … ' between parts that stand apart."),
            Column("hedges", "string", "Words that take certainty from it."),
            *MADE,
        ),
        claims,
    ),
    make_table(
        "claim_voices",
        "The chain of voices of a claim.",
        ("claim", "position"),
        (
            CLAIM,
            Column("position", "integer", "0 is the outermost voice, the highest the one that speaks.", required=True),
            Column("voice", "string", "The voice.", refers="voices"),
            Column("name", "string", "Its name."),
            WORDS,
            START,
            END,
        ),
        claim_voices,
    ),
    make_table(
        "events",
        "One report's account of one happening. Read `status` first: not everything told of has happened.",
        ("id",),
        (
            id_of("event"),
            REPORT,
            one_of("type", EventType, "PLOVER's type."),
            Column("mode", "string", "PLOVER's mode."),
            one_of("status", Status, "What the words say of its reality. Says nothing of whether they are true."),
            Column("trigger", "string", "The words that tell of it.", required=True),
            START,
            END,
            Column("place", "string", "Where it is said to have been.", refers="places"),
            Column("place_words", "string", "The words for it."),
            one_of("place_found", Found, "How near to the trigger those words stand.", required=False),
            Column("time", "string", "When it is said to have been.", refers="times"),
            Column("when_words", "string", "The words for it."),
            one_of("when_found", Found, "How near to the trigger those words stand.", required=False),
            *FOUR_DAYS,
            AGAINST,
            Column("instrument", "string", "What it was done with."),
            Column("sentence", "string", "The sentence around the trigger."),
            *MADE,
        ),
        events,
    ),
    make_table(
        "event_actors",
        "Who is said to have done it, and to whom.",
        ("event", "role", "position"),
        (
            EVENT,
            Column("role", "string", "Doer or done to.", True, ("actor", "recipient")),
            POSITION,
            Column("actor", "string", "The actor, where the words name one that the reader knows.", refers="actors"),
            Column("name", "string", "Its name, or the words."),
            WORDS,
            START,
            END,
        ),
        event_actors,
    ),
    make_table(
        "claim_events",
        "Which claims an event stands on. An event without any stands on the reporter's own word.",
        ("claim", "event"),
        (CLAIM, EVENT),
        claim_events,
    ),
    make_table(
        "counts",
        "How many are said to have been killed, injured, displaced ... in an event.",
        ("event", "position"),
        (
            EVENT,
            POSITION,
            one_of("what", CountOf, "What was counted."),
            Column("low", "integer", "At least so many; empty where open."),
            Column("best", "integer", "The figure itself; empty where the words give none."),
            Column("high", "integer", "At most so many; empty where open."),
            Column("over", "string", "The span of time that it was counted over: a TIMEX3 duration."),
            Column("voice", "string", "Who gives the figure.", refers="voices"),
            WORDS,
            START,
            END,
        ),
        counts,
    ),
    make_table(
        "tensions",
        "Two records of one report that cannot both hold.",
        ("report", "position"),
        (
            REPORT,
            POSITION,
            Column("first", "string", "Id of the one.", required=True),
            Column("second", "string", "Id of the other.", required=True),
            Column("why", "string", "Why they cannot.", required=True),
        ),
        tensions,
    ),
    make_table(
        "evidence",
        "Every span that a record rests on, with its exact words.",
        ("record", "field", "position"),
        (
            REPORT,
            Column(
                "kind", "string", "What kind of record.", True,
                ("report", "voice", "actor", "place", "time", "claim", "event"),
            ),
            Column("record", "string", "Its id, in the table of its kind.", required=True),
            Column("field", "string", "The field of it that the words are for: cue, content, trigger, place ...", True),
            POSITION,
            START,
            END,
            Column("exact", "string", "The exact words: text[start:end]."),
        ),
        evidence,
    ),
)  # fmt: skip
