"""Toponyms: the given ones resolved, and those that the reader finds itself, by their distance from the gold point."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.bench.common import Record, Result, load, percent, prf, progress, write_jsonl
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.places import PlacesLayer
from dateline.records import Report, Span, report_of

NEAR = 161.0  # km: 100 miles, the distance the field counts within


@dataclass(slots=True)
class Tally:
    """What one way of answering got right: `gold` toponyms with coordinates, `made` answers with coordinates."""

    gold: int = 0
    made: int = 0
    near: int = 0
    errors: list[float] = field(default_factory=list)

    @property
    def within(self) -> float:
        return percent(self.near, self.gold)

    @property
    def median(self) -> float:
        return statistics.median(self.errors) if self.errors else math.nan

    @property
    def precise(self) -> float:
        """Of the gold toponyms that got a place at all, the share within reach."""
        return percent(self.near, len(self.errors))


def run(data: Path, *, predictions: Path | None = None, layers: Mapping[str, str] | None = None) -> Result:
    """Resolution of the given toponyms and end to end, over the layers of the whole reader up to places."""
    records = load(data, "doc", "text")
    reader = Reader(layers=layers)
    layer = next(x for x in reader.layers if isinstance(x, PlacesLayer))
    given, own = Tally(), Tally()
    answers: list[Record] = []
    for record in progress(records, "reading"):
        # up to its places: what comes after changes nothing in them
        draft = reader.draft(report(record), last=PlacesLayer.name)
        gold = record.get("toponyms") or []
        found = toponyms(layer, draft)
        told = answer(layer, draft, gold)
        count(given, gold, told)
        count(own, gold, found)
        answers.append({"doc": record["doc"], "toponyms": told if "toponyms" in record else found, "found": found})
    if predictions:
        write_jsonl(predictions, answers)
    return _result(len(records), given, own, layer)


def report(record: Record) -> Report:
    """The report of a record, with the date and address that it had."""
    return report_of(record["text"], published=record.get("published") or record.get("dct"), url=record.get("url"))


def answer(layer: PlacesLayer, draft: Draft, gold: Sequence[Record]) -> list[Record]:
    """The places of the given toponyms."""
    spans = [Span(t["start"], t["end"]) for t in gold]
    senses = layer.resolve_spans(draft, spans)
    return [
        _row(span, *((s[0].lat, s[0].lon, s[0].id) if s else (None, None, None)))
        for span, s in zip(spans, senses, strict=True)
    ]


def toponyms(layer: PlacesLayer, draft: Draft) -> list[Record]:
    """The toponyms that the reader finds itself; names of peoples and governments lie where their country does."""
    rows = []
    place = draft.report.dateline.place
    at = {p.id: p for p in draft.places}
    if place and place.id in at:
        rows.append(_row(place.span, at[place.id].lat, at[place.id].lon, at[place.id].gazetteer_id))
    for t in draft.toponyms:
        found, entry = layer.point_of(t, draft)
        if found:  # "20 km south of X" names X, whatever spot is meant
            lat, lon = t.named or (found.lat, found.lon)
            rows.append(_row(t.span, lat, lon, found.gazetteer_id))
        elif entry:
            rows.append(_row(t.span, entry.lat, entry.lon, entry.id))
    return rows


def _row(span: Span, lat: float | None, lon: float | None, id_: str | None) -> Record:
    return {"start": span.start, "end": span.end, "lat": lat, "lon": lon, "gazetteer_id": id_}


def count(tally: Tally, gold: Iterable[Record], made: Iterable[Record]) -> None:
    """Match answers that overlap a gold toponym to it, one to one, the same span before any other."""
    want = [t for t in gold if t.get("lat") is not None]
    have = [t for t in made if t.get("lat") is not None]
    tally.gold += len(want)
    tally.made += len(have)
    used: set[int] = set()
    for g in want:
        hits = [i for i, p in enumerate(have) if i not in used and p["start"] < g["end"] and g["start"] < p["end"]]
        if not hits:
            continue
        same = (i for i in hits if (have[i]["start"], have[i]["end"]) == (g["start"], g["end"]))
        i = next(same, hits[0])
        used.add(i)
        error = km(g["lat"], g["lon"], have[i]["lat"], have[i]["lon"])
        tally.errors.append(error)
        tally.near += error <= NEAR


def km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    lat, lon, lat2, lon2 = map(math.radians, (lat, lon, lat2, lon2))
    h = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def _result(reports: int, given: Tally, own: Tally, layer: PlacesLayer) -> Result:
    p, r, f = prf(own.near, own.made, own.gold)
    rows = [
        ["given toponyms", ""],
        ["with coordinates", str(given.gold)],
        ["resolved", str(given.made)],
        ["within 161 km, %", f"{given.within:.1f}"],
        ["of those resolved, %", f"{given.precise:.1f}"],
        ["median error, km", f"{given.median:.1f}"],
        ["own toponyms", str(own.made)],
        ["P within 161 km", f"{p:.1f}"],
        ["R", f"{r:.1f}"],
        ["F1", f"{f:.1f}"],
    ]
    figures = {
        "within_161km": given.within,
        "median_km": given.median,
        "accuracy_of_resolved": given.precise,
        "end_to_end_p": p,
        "end_to_end_r": r,
        "end_to_end_f1": f,
    }
    notes = [f"{reports} reports; gazetteer {layer.version.partition('+')[2]}; unresolved counts as wrong"]
    return Result("Places", rows, figures, notes)
