"""An incident put together by hand, of six invented reports: what the tests of commands and packs show."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from dateline.records import (
    Copy,
    CopyKind,
    CountOf,
    Event,
    EventType,
    Field,
    Figure,
    Incident,
    Level,
    Provenance,
    Quotation,
    ReaderVersion,
    Reading,
    Span,
    Stance,
    Status,
    Story,
    Strain,
    Toll,
    Value,
    Withdrawal,
    Witness,
    make_id,
    report_of,
)

READER = ReaderVersion("9.9", {"events": "7"})
# outlet, day, title, text
REPORTS = (
    ("Halyard", "2031-05-02", "Bomb at Terna bus station", "TERNA, May 2 (Halyard) - A bomb killed at least 9 people "
     "at the bus station of Terna on Thursday, the provincial police said. The Red Kite Front said its men were "
     "behind the blast."),
    ("The Lantern", "2031-05-02", "Nine dead in Terna", "TERNA, May 2 (Halyard) - A bomb killed at least 9 people "
     "at the bus station of Terna on Thursday, the provincial police said."),
    ("Courier", "2031-05-03", "Hospital counts 14 dead <script>alert('x')</script>", "Fourteen people died in the "
     "explosion at Terna's bus station, the director of Saint Ansgar hospital told the Courier. "
     "“There was no bomb, a gas bottle burst,” the mayor of Terna said."),
    ("The Lantern", "2031-05-04", "Toll rises", "The provincial police now say that 13 people were killed by the bomb "
     "at Terna bus station on Thursday."),
    ("Gazette", "2031-05-04", "=Station\u202e blast", "An officer quoted the hospital as saying that 16 people were "
     "dead after the blast in Terna."),
    ("Gazette", "2031-05-06", "Correction", "Correction: our report of 4 May gave 16 as the number of dead in Terna. "
     "The figure is 14."),
)  # fmt: skip
TRIGGERS = ("killed", "killed", "explosion", "killed", "blast", None)


def readings() -> tuple[Reading, ...]:
    """One reading of each report, with its event, if it tells of the bomb."""
    return tuple(_reading(n) for n in range(len(REPORTS)))


def _reading(number: int) -> Reading:
    outlet, day, title, text = REPORTS[number]
    raw = hashlib.sha256(text.encode()).hexdigest()
    report = report_of(
        text,
        outlet=outlet,
        published=day,
        title=title,
        url=f'https://{outlet.lower().replace(" ", "")}.example/{number}?a=1&b="2"',
        body=(Span(0, len(text)),),
        provenance=Provenance(raw=raw, format="text"),
    )
    trigger = TRIGGERS[number]
    events = (
        ()
        if trigger is None
        else (
            Event(
                make_id("event", report.id, trigger), span_of(text, trigger), EventType.ASSAULT, "explosives",
                Status.HAPPENED, (), (), None, None, (), None, (), "events@7", 0.8,
            ),
        )
    )  # fmt: skip
    return Reading(READER, report, events=events)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quoted(number: int, words: str) -> Quotation:
    """Words of a report, as a quotation."""
    one = _reading(number).report
    return Quotation(one.id, span_of(one.text, words), words)


def stories() -> tuple[Story, ...]:
    """The Lantern's first report is a reprint of Halyard's; the others are stories of their own."""
    ids = [r.report.id for r in readings()]
    copy = Copy(ids[0], ids[1], CopyKind.REPRINT, 0.93, ("A bomb killed at least 9 people",), "the same credit line")
    first = Story(_story(ids[0]), ids[0], "Halyard", (ids[0], ids[1]), (copy,))
    return (first, *(Story(_story(i), i, None, (i,)) for i in ids[2:]))


def _story(report: str) -> str:
    return "s_" + report[2:]


def incident() -> Incident:
    """The bomb at Terna: a rising toll by two voices, a denial, a figure taken back."""
    all_ = readings()
    reports = tuple(r.report.id for r in all_[:5])
    events = tuple(r.events[0].id for r in all_[:5])
    story = tuple(dict.fromkeys(s.id for s in stories() for r in s.reports if r in reports))

    def witness(key: str, name: str, kind: str, where: tuple[int, ...], **more: object) -> Witness:
        base = Witness(
            key, name, kind, False, (name,), Stance.ASSERTS, tuple(reports[n] for n in where),
            tuple(dict.fromkeys(_story(reports[0 if n == 1 else n]) for n in where)), tuple(events[n] for n in where),
            first=REPORTS[where[0]][1], last=REPORTS[where[-1]][1],
        )  # fmt: skip
        return replace(base, **more)  # type: ignore[arg-type]

    witnesses = (
        witness("police", "the provincial police", "organisation", (0, 1, 3), apart=True, named=True),
        witness("hospital", "the director of Saint Ansgar hospital", "person", (2,), apart=True),
        witness("officer", "an officer", "person", (4,), chain=("an officer", "the hospital")),
        witness("front", "Red Kite Front", "group", (0,), interested=True, named=True, stance=Stance.CONFIRMS),
        witness("mayor", "the mayor of Terna", "person", (2,), stance=Stance.DENIES),
    )

    def figure(number: int, key: str, low: int | None, best: int | None, words: str, **more: object) -> Figure:
        base = Figure(
            CountOf.KILLED, low, best, best, key, REPORTS[number][1], REPORTS[number][0], events[number],
            quoted(number, words),
        )  # fmt: skip
        return replace(base, **more)  # type: ignore[arg-type]

    toll = Toll(
        CountOf.KILLED, 13, 14, 14, "the hospital counts its dead; no other voice is as near", True,
        (
            figure(0, "police", 9, None, "at least 9 people", replaced=True),
            figure(1, "police", 9, None, "at least 9 people", replaced=True),
            figure(2, "hospital", 14, 14, "Fourteen people"),
            figure(3, "police", 13, 13, "13 people"),
            figure(4, "officer", 16, 16, "16 people", withdrawn=True),
        ),
    )  # fmt: skip
    what = Field(
        "what", "bomb", Level.DISPUTED,
        (
            Value("bomb", ("police", "front"), (events[0], events[3]), (
                quoted(0, "A bomb killed at least 9 people at the bus station of Terna on Thursday"),
                quoted(0, "its men were behind the blast"))),
            Value("gas bottle", ("mayor",), (events[2],), (quoted(2, "There was no bomb, a gas bottle burst"),)),
        ),
        2,
    )  # fmt: skip
    place = Field(
        "place", "Terna", Level.CORROBORATED,
        (Value("Terna", ("police", "hospital", "officer"), events, (quoted(0, "Terna"), quoted(2, "Terna's"))),), 2,
    )  # fmt: skip
    killed = Field(
        "killed", "14", Level.DISPUTED,
        (
            Value("14", ("hospital",), (events[2],), (quoted(2, "Fourteen people"),)),
            Value("13", ("police",), (events[3],), (quoted(3, "13 people"),)),
        ),
        1,
    )  # fmt: skip
    strain = Strain(
        "denial", (events[0], events[2]), ("the provincial police", "the mayor of Terna"),
        (quoted(0, "A bomb killed at least 9 people"), quoted(2, "There was no bomb, a gas bottle burst")),
        "the one says that there was a bomb, the other that there was none",
    )  # fmt: skip
    withdrawal = Withdrawal(
        events[4], "correction", all_[5].report.id, "2031-05-06", quoted(5, "The figure is 14"), "16", "14"
    )
    return Incident(
        id="i_" + events[0][2:],
        title="Bomb at the bus station of Terna",
        type=EventType.ASSAULT,
        mode="explosives",
        status=Status.HAPPENED,
        first="2031-05-01",
        last="2031-05-01",
        place="Terna",
        gazetteer_id="geonames:1",
        lat=12.5,
        lon=-3.25,
        admin1="Upper Terna",
        country="BFA",
        precision=1,
        actors=("Red Kite Front",),
        recipients=("people",),
        standing=Level.DISPUTED,
        independent=2,
        withdrawn=False,
        reports=reports,
        stories=story,
        events=events,
        published=("2031-05-02", "2031-05-04"),
        fields=(what, place, killed),
        witnesses=witnesses,
        tolls=(toll,),
        strains=(strain,),
        withdrawals=(withdrawal,),
    )
