"""The tables of the profile `ledger` that many readings make together: stories, incidents, what stands, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.export import weighed_rows as rows
from dateline.export.columns import END, START, Column, Table, make_table, one_of
from dateline.records import Act, CopyKind, CountOf, EventType, Level, NoticeKind, Stance, Status, VoiceKind

Of = Literal["story", "case", "decision"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A table, and what its rows are made from."""

    of: Of
    table: Table


INCIDENT = Column("incident", "string", "The incident.", required=True, refers="incidents")
POSITION = Column("position", "integer", "Its place in order, from 0.", required=True)
WORDS = Column("words", "string", "The exact words.")
REPORT = Column("report", "string", "The report; empty where it is not in this export.", refers="reports")
EVENT = Column("event", "string", "The event; empty where it is not in this export.", refers="events")
QUOTED = (REPORT, WORDS, START, END)
THREE = (
    Column("low", "integer", "At least so many; empty where open."),
    Column("best", "integer", "The figure itself; empty where there is none."),
    Column("high", "integer", "At most so many; empty where open."),
)
DAYS = (
    Column("first", "date", "First day on which it can have been."),
    Column("last", "date", "Last day on which it can have been."),
)
HOW_MANY = (
    Column("reports", "integer", "How many reports.", required=True),
    Column("stories", "integer", "How many stories these are: copies are one.", required=True),
)

TABLES: tuple[Weighed, ...] = (
    Weighed("story", make_table(
        "stories",
        "Reports that are copies of one another; a report without copies is a story of its own.",
        ("id",),
        (
            Column("id", "string", "The id of its origin with s_ for r_.", required=True),
            Column("origin", "string", "The earliest known text; empty where it is not in this export.",
                   refers="reports"),
            Column("agency", "string", "Who is credited with it."),
            Column("reports", "integer", "How many reports it has, those that are not in this export too.", True),
            Column("outlets", "string", "Who published it, ';' between."),
        ),
        rows.stories,
    )),
    Weighed("story", make_table(
        "story_reports",
        "The reports of a story, the earliest first, and how each was found to be a copy.",
        ("story", "report"),
        (
            Column("story", "string", "The story.", required=True, refers="stories"),
            Column("report", "string", "The report.", required=True, refers="reports"),
            POSITION,
            Column("copy_of", "string", "The report that it is a copy of; empty for the first and for what is not in "
                   "this export.", refers="reports"),
            one_of("kind", CopyKind, "How it is a copy.", required=False),
            Column("score", "number", "How alike the two are, 0 to 1."),
            Column("shared", "string", "Words that stand in both."),
            Column("why", "string", "Why they are taken for copies."),
        ),
        rows.story_reports,
    )),
    Weighed("case", make_table(
        "incidents",
        "One happening, by all reports of it together. Read `status`, `standing` and `withdrawn` before counting.",
        ("id",),
        (
            Column("id", "string", "The id of its first event with i_ for e_.", required=True),
            Column("title", "string", "What happened, in a few words.", required=True),
            one_of("type", EventType, "PLOVER's type."),
            Column("mode", "string", "PLOVER's mode."),
            one_of("status", Status, "What the words say of its reality. Says nothing of whether they are true."),
            one_of("standing", Level, "How it stands."),
            Column("independent", "integer", "How many voices do not rest on each other; 1 where no two corroborate.",
                   required=True),
            *HOW_MANY,
            Column("withdrawn", "boolean", "Whether every account of it has been taken back.", required=True),
            *DAYS,
            Column("place", "string", "Where it is said to have been."),
            Column("gazetteer_id", "string", "The place's id in the gazetteer."),
            Column("lat", "number", "Latitude in degrees, WGS 84."),
            Column("lon", "number", "Longitude in degrees, WGS 84."),
            Column("admin1", "string", "First-level division."),
            Column("country", "string", "ISO 3166 alpha-3."),
            Column("precision", "integer", "UCDP GED's where_prec: 1 exact, 3 district, 4 province, 6 country, 7 sea."),
            Column("actors", "string", "Who is said to have done it, ';' between."),
            Column("recipients", "string", "To whom, ';' between."),
            Column("killed_low", "integer", "The lowest figure of those killed that stands."),
            Column("killed_best", "integer", "The latest figure of the best-placed voice; never a mean."),
            Column("killed_high", "integer", "The highest figure that stands."),
            Column("chain", "string", "On whose word: each voice's chain, outermost first with ' > ' between, ';' "
                   "between voices; empty where it is the reporters' own."),
            Column("last_published", "string", "When the last of its reports was published."),
        ),
        rows.incidents,
    )),
    Weighed("case", make_table(
        "incident_events",
        "The events that are one incident: one row for each report's account.",
        ("incident", "event"),
        (
            INCIDENT,
            Column("event", "string", "The event.", required=True, refers="events"),
            Column("report", "string", "The report it is in.", required=True, refers="reports"),
            POSITION,
        ),
        rows.incident_events,
    )),
    Weighed("case", make_table(
        "incident_fields",
        "What is said of each field of an incident, and how the field stands.",
        ("incident", "field", "position"),
        (
            INCIDENT,
            Column("field", "string", "what, status, place, when, actors, recipients, killed ...", required=True),
            POSITION,
            Column("value", "string", "What is said of it.", required=True),
            Column("taken", "boolean", "Whether this is the value that is taken.", required=True),
            one_of("standing", Level, "How the field stands."),
            Column("independent", "integer", "How many voices that do not rest on each other bear out what is taken.",
                   required=True),
            Column("voices", "string", "Who says so, ';' between; empty where it is the reporters' own word."),
            Column("events", "integer", "How many events say so.", required=True),
        ),
        rows.incident_fields,
    )),
    Weighed("case", make_table(
        "incident_quotations",
        "The words that each value of a field rests on.",
        ("incident", "field", "value", "position"),
        (
            INCIDENT,
            Column("field", "string", "The field.", required=True),
            Column("value", "integer", "The value: its position in incident_fields.", required=True),
            POSITION,
            *QUOTED,
        ),
        rows.incident_quotations,
    )),
    Weighed("case", make_table(
        "witnesses",
        "The voices that an incident rests on.",
        ("id",),
        (
            Column("id", "string", "The incident's id, a full stop, and its place in order.", required=True),
            INCIDENT,
            Column("voice", "string", "What tells it from other voices, the same in all incidents.", required=True),
            Column("name", "string", "The name that it goes by most often.", required=True),
            one_of("kind", VoiceKind, "What it is."),
            Column("named", "boolean", "Whether it is named.", required=True),
            Column("chain", "string", "The shortest chain by which its word came, outermost first, ' > ' between.",
                   True),
            one_of("stance", Stance, "What it does with it, at last."),
            *HOW_MANY,
            Column("events", "integer", "How many events of the incident stand on its word.", required=True),
            Column("interested", "boolean", "Whether it is a party to the incident.", required=True),
            Column("apart", "boolean", "Whether a voice bears it out that does not rest on it, nor it on that.", True),
            Column("first", "string", "First day on which its word was published."),
            Column("last", "string", "Last day on which it was."),
        ),
        rows.witnesses,
    )),
    Weighed("case", make_table(
        "tolls",
        "How many over all voices, and whose figure is taken.",
        ("incident", "what"),
        (
            INCIDENT,
            one_of("what", CountOf, "What was counted."),
            *THREE,
            Column("rising", "boolean", "Whether it rose from day to day.", required=True),
            Column("why", "string", "Whose figure is taken as best."),
        ),
        rows.tolls,
    )),
    Weighed("case", make_table(
        "figures",
        "Every voice's figure at every time; `published` is that of its report. What was replaced or taken back stays.",
        ("incident", "what", "position"),
        (
            INCIDENT,
            one_of("what", CountOf, "What was counted."),
            POSITION,
            *THREE,
            Column("witness", "string", "Whose figure it is; empty where it is the reporter's own.",
                   refers="witnesses"),
            Column("outlet", "string", "In which outlet."),
            EVENT,
            *QUOTED,
            Column("replaced", "boolean", "Whether its own voice, or its outlet, gave another later.", required=True),
            Column("withdrawn", "boolean", "Whether its outlet took it back.", required=True),
        ),
        rows.figures,
    )),
    Weighed("case", make_table(
        "strains",
        "Two claims or events of an incident that cannot both hold: `tensions` across reports.",
        ("incident", "position"),
        (
            INCIDENT,
            POSITION,
            Column("field", "string", "In what: counts, denial, place, date, participation.", required=True),
            Column("first", "string", "Id of the one.", required=True),
            Column("second", "string", "Id of the other.", required=True),
            Column("first_voice", "string", "Who says the one."),
            Column("second_voice", "string", "Who says the other."),
            Column("first_report", "string", "Its report; empty where it is not in this export.", refers="reports"),
            Column("first_words", "string", "Its words."),
            Column("first_start", "integer", "Where they begin."),
            Column("first_end", "integer", "Where they end."),
            Column("second_report", "string", "The other's report; empty where it is not in this export.",
                   refers="reports"),
            Column("second_words", "string", "The other's words."),
            Column("second_start", "integer", "Where they begin."),
            Column("second_end", "integer", "Where they end."),
            Column("why", "string", "Why both cannot hold.", required=True),
        ),
        rows.strains,
    )),
    Weighed("case", make_table(
        "withdrawals",
        "Accounts that their outlet took back or corrected, and the words by which it did.",
        ("incident", "position"),
        (
            INCIDENT,
            POSITION,
            EVENT,
            one_of("kind", NoticeKind, "Whether it is put right or taken back."),
            *QUOTED,
            Column("wrong", "string", "What is taken back, where the words say it."),
            Column("right", "string", "What stands in its place, where they say it."),
        ),
        rows.withdrawals,
    )),
    Weighed("decision", make_table(
        "decisions",
        "What persons decided, in the order of the chain; every decision of the ledger, whatever reports are chosen.",
        ("id",),
        (
            Column("id", "string", "Its id.", required=True),
            POSITION,
            Column("at", "datetime", "When it was made (UTC).", required=True),
            Column("by", "string", "Who made it.", required=True),
            one_of("act", Act, "What was done."),
            Column("field", "string", "Which field was corrected."),
            Column("value", "string", "What to, as JSON."),
            Column("reason", "string", "Why it was made."),
            Column("round", "string", "The coding round that it was made in."),
            Column("undoes", "string", "The decision that it undoes.", refers="decisions"),
            Column("previous", "string", "Hash of the decision before it."),
            Column("hash", "string", "SHA-256 over all of it: `dateline verify` checks the chain.", required=True),
        ),
        rows.decisions,
    )),
    Weighed("decision", make_table(
        "decision_records",
        "The records that a decision is about, by their words as they stood when it was made.",
        ("decision", "position"),
        (
            Column("decision", "string", "The decision.", required=True, refers="decisions"),
            POSITION,
            Column("apart", "boolean", "Whether the others are parted from this one by a split.", required=True),
            Column("kind", "string", "What kind of record.", True, ("event", "claim", "report")),
            Column("record", "string", "Its id when the decision was made.", required=True),
            *QUOTED,
        ),
        rows.decision_records,
    )),
)  # fmt: skip
