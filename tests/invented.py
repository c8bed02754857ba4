"""Readings built by hand, of invented reports: what the tests of ledger and export put in."""

from __future__ import annotations

import hashlib

from dateline.records import (
    Actor,
    ActorKind,
    Certainty,
    Claim,
    Context,
    Count,
    CountOf,
    Dateline,
    Event,
    EventContext,
    EventPlace,
    EventTime,
    EventType,
    Found,
    Furniture,
    FurnitureKind,
    Granularity,
    Link,
    Manner,
    Mention,
    Participant,
    Place,
    Provenance,
    ReaderVersion,
    Reading,
    Report,
    Role,
    Span,
    Stance,
    Status,
    Tension,
    Time,
    TimexType,
    Voice,
    VoiceKind,
    When,
    make_id,
)

READER = ReaderVersion("0.1", {"times": "1", "claims": "rules-1", "events": "1"})
NEWER = ReaderVersion("0.2", {"times": "2", "claims": "rules-1", "events": "1"})

TEXT = (
    "More: ten recipes for autumn\n\n"
    "LUMBALA, May 3 (Halyard) - Gunmen of the Red Kite Front shelled the market of Lumbala on Tuesday, "
    "killing at least 12 people, officials said. “We planned no attack on {town},” Colonel Ana Sorel told Halyard. "
    "An unnamed officer claimed that ministry sources had confirmed that about 40 people were hurt.\n"
)


def report(number: int = 0, *, outlet: str | None = "Halyard", published: str | None = "2011-05-04") -> Report:
    """Report `number`: each differs by the name of a town."""
    text = TEXT.format(town=f"Quelva {number}")
    raw = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        make_id("report", text, outlet, published, None),
        text,
        path=f"reports/{number}.txt",
        outlet=outlet,
        title=f"Market shelled, Quelva {number} calm",
        byline="Ida Marsh",
        language="en",
        published=published,
        published_from="option" if published else None,
        dateline=Dateline(
            _span(text, "LUMBALA, May 3 (Halyard) -"), _mention(text, "LUMBALA"), _mention(text, "May 3")
        ),
        body=(Span(30, len(text)),),
        furniture=(Furniture(_span(text, "More: ten recipes for autumn"), FurnitureKind.TEASER),),
        provenance=Provenance(raw=raw, format="text", encoding="utf-8"),
    )


def reading(
    number: int = 0,
    *,
    reader: ReaderVersion = READER,
    outlet: str | None = "Halyard",
    published: str | None = "2011-05-04",
    dead: int = 12,
) -> Reading:
    """The reading of report `number`: two events, three claims (one through three voices), a tension."""
    r = report(number, outlet=outlet, published=published)
    text = r.text
    made = "events@" + reader.layers["events"]

    def id_(kind: str, *parts: object) -> str:
        return make_id(kind, r.id, *parts)  # type: ignore[arg-type]

    front = Actor(
        id_("actor", "front"), "Red Kite Front", ActorKind.GROUP, True, "AGO", (Role.REB, Role.UAF),
        (_span(text, "Gunmen of the Red Kite Front"),), "actors@1", 0.9,
    )  # fmt: skip
    sorel = Actor(
        id_("actor", "sorel"), "Ana Sorel", ActorKind.PERSON, True, None, (Role.MIL,),
        (_span(text, "Colonel Ana Sorel"),), "actors@1", 0.95,
    )  # fmt: skip
    voices = tuple(
        Voice(
            id_("voice", name), name, kind, named, (_span(text, words),) if words else (), actor, "attribution@1", 0.8
        )
        for name, kind, named, words, actor in (
            ("Halyard", VoiceKind.REPORTER, True, None, None),
            ("officials", VoiceKind.GROUP, False, "officials", None),
            ("Ana Sorel", VoiceKind.PERSON, True, "Colonel Ana Sorel", sorel.id),
            ("an officer", VoiceKind.PERSON, False, "An unnamed officer", None),
            ("ministry sources", VoiceKind.GROUP, False, "ministry sources", None),
        )
    )
    place = Place(
        id_("place", "lumbala"), "Lumbala", "G-1", -12.65, 22.57, "AGO", "Moxico", "Bundas", 1,
        (_span(text, "LUMBALA"), _span(text, "Lumbala")), "places@1", 0.7,
    )  # fmt: skip
    when = When("2011-05-03", "2011-05-03", "2011-05-03", "2011-05-03", Granularity.DAY, "Tuesday", "published")
    time = Time(id_("time", "Tuesday"), _span(text, "Tuesday"), "2011-05-03", TimexType.DATE, when, "times@1", 0.9)
    shelling = Event(
        id_("event", "shelled"), _span(text, "shelled"), EventType.ASSAULT, "heavy-weapons", Status.HAPPENED,
        (Participant(front.id, front.mentions[0]),), (Participant(None, _span(text, "people")),),
        EventPlace(place.id, _span(text, "Lumbala"), Found.CLAUSE),
        EventTime(time.id, time.span, Found.CLAUSE, when),
        (Count(CountOf.KILLED, dead, dead, None, _span(text, "at least 12 people"), voices[1].id),),
        None, (id_("claim", 1),), made, 0.85, (), (EventContext(Context.TERRORISM, front.mentions[0]),),
    )  # fmt: skip
    attack = Event(
        id_("event", "attack"), _span(text, "attack"), EventType.ASSAULT, None, Status.DENIED,
        (Participant(sorel.id, _span(text, "We")),), (), None, None, (), None, (id_("claim", 2),), made, 0.6,
    )  # fmt: skip
    claims = tuple(
        Claim(
            id_("claim", n), tuple(Link(voices[v].id, voices[v].mentions[0]) for v in chain),
            (_span(text, cue),), (_span(text, content),), manner, stance, Certainty.CERTAIN, (), events,
            "attribution@" + reader.layers["claims"], 0.8,
        )
        for n, chain, cue, content, manner, stance, events in (
            (1, (1,), "said", TEXT[57:155], Manner.INDIRECT, Stance.ASSERTS, (shelling.id,)),
            (2, (2,), "told", f"We planned no attack on Quelva {number},", Manner.DIRECT, Stance.DENIES, (attack.id,)),
            (3, (3, 4), "had confirmed", "that about 40 people were hurt", Manner.INDIRECT, Stance.CONFIRMS, ()),
        )
    )  # fmt: skip
    return Reading(
        reader, r, voices=voices, actors=(front, sorel), places=(place,), times=(time,), claims=claims,
        events=(shelling, attack), tensions=(Tension((claims[0].id, claims[1].id), "one affirms, the other denies"),),
    )  # fmt: skip


def raw_of(reading: Reading) -> bytes:
    """The bytes that a reading's report was made from."""
    return reading.report.text.encode()


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _mention(text: str, words: str) -> Mention:
    return Mention(_span(text, words), words)
