"""The closed vocabularies of the ledger: every value that a cell of fixed meaning may hold."""

from __future__ import annotations

from enum import StrEnum


class VoiceKind(StrEnum):
    """Who speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    DOCUMENT = "document"
    MEDIA = "media"
    REPORTER = "reporter"


class ActorKind(StrEnum):
    """Who acts or is acted upon."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    MEDIA = "media"
    DOCUMENT = "document"


class Role(StrEnum):
    """An actor's sector: PLOVER manual (2022), chapter on agents; CAMEO's codes in the same spelling."""

    COP = "COP"  # police
    GOV = "GOV"  # executive, ministries
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    OPP = "OPP"
    PRM = "PRM"  # paramilitary
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"  # armed, unaligned or unidentified
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    REL = "REL"
    SOC = "SOC"
    IGO = "IGO"
    NGO = "NGO"


class Manner(StrEnum):
    """How the report gives a voice's words: all in quotation marks, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What the voice does with the content."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    BLAMES = "blames"
    WARNS = "warns"
    THREATENS = "threatens"
    PROMISES = "promises"
    DEMANDS = "demands"
    ASKS = "asks"
    DOUBTS = "doubts"


class Certainty(StrEnum):
    """How sure the words say the voice is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """What the words say of an event's reality; says nothing of whether it is true."""

    HAPPENED = "happened"
    HAPPENING = "happening"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    DENIED = "denied"


class Basis(StrEnum):
    """On what footing the words name somebody as who did it."""

    STATED = "stated"
    CLAIMED = "claimed"  # by themselves: a claim of responsibility, an admission
    ACCUSED = "accused"  # somebody blames, charges, convicts
    SUSPECTED = "suspected"  # believed, thought, alleged, possible


class EventType(StrEnum):
    """PLOVER's sixteen event types (manual of 5 February 2022)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Context(StrEnum):
    """What an event is about beside its type: PLOVER's contexts (manual of 5 February 2022, chapter 4)."""

    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    EXECUTIVE = "executive"
    LEGISLATIVE = "legislative"
    ELECTION = "election"
    POLITICAL_INSTITUTIONS = "political_institutions"
    PRO_DEMOCRACY = "pro_democracy"
    PRO_AUTOCRACY = "pro_autocracy"
    ECONOMIC = "economic"
    LEGAL = "legal"
    REPARATIONS = "reparations"
    HUMAN_RIGHTS = "human_rights"
    RIGHTS_FREEDOMS = "rights_freedoms"
    REPRESSION = "repression"
    HUMAN_SECURITY = "human_security"
    GENDER = "gender"
    LGBT = "lgbt"
    RELIGION_ETHNICITY = "religion_ethnicity"
    INEQUALITY = "inequality"
    DIPLOMATIC = "diplomatic"
    TERRITORY = "territory"
    PEACEKEEPING = "peacekeeping"
    HEALTH = "health"
    ASYLUM = "asylum"
    MIGRATION = "migration"
    DISASTERS = "disasters"
    NATURAL_RESOURCE = "natural_resource"
    ENVIRONMENT = "environment"
    TECHNOLOGY = "technology"
    TERRORISM = "terrorism"
    CBRN = "cbrn"
    CYBER = "cyber"
    MISINFORMATION = "misinformation"
    CRIME = "crime"
    CORRUPTION = "corruption"
    ILLEGAL_DRUGS = "illegal_drugs"
    TRAFFICKING = "trafficking"


class CountOf(StrEnum):
    """What was counted: persons, but for `destroyed`."""

    KILLED = "killed"
    INJURED = "injured"
    HOSPITALISED = "hospitalised"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    SENTENCED = "sentenced"
    RELEASED = "released"
    RESCUED = "rescued"
    SURRENDERED = "surrendered"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    DEPORTED = "deported"
    DEPLOYED = "deployed"
    ATTACKING = "attacking"
    PROTESTING = "protesting"
    DESTROYED = "destroyed"  # buildings, vehicles, aircraft


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Granularity(StrEnum):
    """How finely the words say when."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class FurnitureKind(StrEnum):
    """What the page put around the report's own words."""

    LABEL = "label"  # a section's name: Opinion, World
    TEASER = "teaser"  # another story's headline, date or first words
    HEADLINE = "headline"  # this report's own headline, or a repeat of it
    UPDATED = "updated"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    CAPTION = "caption"
    TRAILER = "trailer"  # (Reporting by ...; Editing by ...)
    BYLINE = "byline"
    NOTICE = "notice"  # copyright, cookies, corrections policy
    MENU = "menu"


class Found(StrEnum):
    """Where an event's place or time was found: its own clause, its sentence, or elsewhere in the report."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    REPORT = "report"
