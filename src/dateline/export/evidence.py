"""Evidence: every span that a record rests on, with its exact words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from dateline.export.columns import Row, Source
from dateline.records import Reading, Span


def evidence(source: Source) -> Iterator[Row]:
    """Rows for each record of a reading, in the order of its fields."""
    for kind, id_, found in _records(source.reading):
        places: dict[str, int] = {}
        for field, span in found:
            position = places.get(field, 0)
            places[field] = position + 1
            yield {
                "report": source.reading.report.id,
                "kind": kind,
                "record": id_,
                "field": field,
                "position": position,
                "start": span.start,
                "end": span.end,
                "exact": span.of(source.text),
            }


def spans(record: Any, field: str = "") -> Iterator[tuple[str, Span]]:
    """Every span in a record, with the field it stands in: `cue`, `place`, `counts`, `dateline.place` ..."""
    if isinstance(record, Span):
        yield field, record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item, field)
    else:
        kind: type = type(record)
        for name in _fields(kind):
            value = getattr(record, name)
            if value is None or isinstance(value, str | float):
                continue
            yield from spans(value, field if name == "span" and field else f"{field}.{name}" if field else name)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def _records(reading: Reading) -> Iterator[tuple[str, str, Iterator[tuple[str, Span]]]]:
    yield "report", reading.report.id, spans(reading.report.dateline, "dateline")
    kinds: dict[str, tuple[Any, ...]] = {
        "voice": reading.voices,
        "actor": reading.actors,
        "place": reading.places,
        "time": reading.times,
        "claim": reading.claims,
        "event": reading.events,
    }
    for kind, records in kinds.items():
        # Where several records have one id, the first is the one meant.
        for id_, record in {record.id: record for record in reversed(records)}.items():
            yield kind, id_, spans(record)
