"""Given spans: the spots of words that someone else has marked as toponyms, for `bench places`."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reader.parse import Parse
from dateline.reader.places.names import key
from dateline.reader.places.scan import Spot
from dateline.reader.places.spot import Spotter
from dateline.records import Span, trim

_COMPASS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern central upper lower greater downtown upstate mid inner outer rural".split()
)
_KINDS = frozenset("city town village area region province district county state valley township borough".split())


def given(spotter: Spotter, parse: Parse, own: Sequence[Spot], spans: Sequence[Span]) -> list[Spot]:
    """A spot for each span, and the report's own spots that none of them overlaps, all in the order of the text."""
    taken = sorted(spans)
    by_span = {s.span: s for s in own}
    marked = [by_span.get(span) or _spot(spotter, parse, span) for span in dict.fromkeys(taken)]
    for spot in marked:
        if not spot.candidates and not spot.country and not spot.region:
            again = _spot(spotter, parse, spot.span)
            spot.candidates, spot.country, spot.region = again.candidates, again.country, again.region
            spot.kind, spot.key = again.kind, again.key
    kept, n = [], 0
    for spot in sorted(own, key=lambda s: s.span):
        while n < len(taken) and taken[n].end <= spot.span.start:
            n += 1
        if not (n < len(taken) and taken[n].overlaps(spot.span)):
            kept.append(spot)
    return sorted([*marked, *kept], key=lambda s: s.span)


def pieces(spotter: Spotter, parse: Parse, span: Span, end: int) -> list[Spot]:
    """The spots of a dateline's place, which is not parsed, and of the state or country after it, up to `end`."""
    text = parse.text
    after = text[span.end : min(end, span.end + 30)]
    if after.startswith(","):
        more = trim(Span(span.end + 1, span.end + 1 + len(after[1:].partition(",")[0].partition("(")[0])), text)
        words = more.of(text).rstrip(" -–—:")
        more = Span(more.start, more.start + len(words))
        if words and (spotter.countries.country_of(words) or spotter.states.of(words) or _division(spotter, words)):
            span = Span(span.start, more.end)
    out, at = [], span.start
    for piece in span.of(parse.text).split(","):
        part = trim(Span(at, at + len(piece)), parse.text)
        at += len(piece) + 1
        if part.length:
            spot = _spot(spotter, parse, part)
            spot.first = spot.last = -1
            spot.label = "GPE"
            out.append(spot)
    return out


def _spot(spotter: Spotter, parse: Parse, span: Span) -> Spot:
    span_ = trim(span, parse.text, " \t\r\n.,;:'’\"")
    words = span_.of(parse.text)
    spot = Spot(span, words, key=key(words))
    tokens = parse.tokens(span)
    if tokens:
        spot.first, spot.last = tokens[0], tokens[-1]
    state = spotter.states.of(span.of(parse.text))
    if state:
        spot.candidates, spot.key = (state,), key(state.name)
        return spot
    country = spotter.countries.country_of(words)
    people = None if country else spotter.countries.people(words)
    if people and not (tokens and spotter.judge.contained(parse, spot.last)):
        spot.kind, (spot.country, spot.region) = "demonym", people
        return spot
    for name in _variants(words):
        candidates = spotter.gazetteer.lookup(key(name))
        if candidates:
            spot.candidates, spot.key = candidates, key(name)
            if country and not any(c.kind == "country" for c in candidates):
                break
            return spot
        people = spotter.countries.people(name)
        if people:
            spot.kind, (spot.country, spot.region) = "demonym", people
            return spot
    return spot


def _division(spotter: Spotter, words: str) -> bool:
    return any(e.kind == "admin1" and e.quality == 0 for e in spotter.gazetteer.lookup(key(words)))


def _variants(words: str) -> list[str]:
    """The words, then without an article, a possessive, a point of the compass, or the word for what they name."""
    out = [words]
    bare = words.removesuffix("'s").removesuffix("’s")
    parts = bare.split()
    if parts and parts[0].lower() == "the":
        parts = parts[1:]
    out.append(" ".join(parts))
    if len(parts) > 1 and parts[0].lower() in _COMPASS:
        out.append(" ".join(parts[1:]))
    if len(parts) > 1 and parts[-1].lower() in _KINDS:
        out.append(" ".join(parts[:-1]))
    if len(parts) > 2 and parts[1].lower() == "of" and parts[0].lower() in _KINDS:
        out.append(" ".join(parts[2:]))
    return [name for name in dict.fromkeys(out) if name]
