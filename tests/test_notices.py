"""Notices: an outlet takes back its own words; what others take back is news."""

# ruff: noqa: E501 - sentences stand on one line
from __future__ import annotations

import pytest

from dateline.reader import Reader
from dateline.records import (
    Furniture,
    FurnitureKind,
    Notice,
    NoticeKind,
    ReaderVersion,
    Reading,
    Report,
    Span,
    report_of,
)
from dateline.weighing.stories import notices

FIX, GONE = NoticeKind.CORRECTION, NoticeKind.RETRACTION
PROSE = (
    "Rain fell on the hills above Torvane for a third day on Tuesday, and the river rose by a metre.\n"
    "Nobody was hurt, the district office said, but the lower road is closed to lorries.\n"
)


def told(text: str, *, outlet: str | None = "The Torvane Gazette", title: str | None = None) -> Reading:
    """A reading with a body and nothing else: what notices need."""
    report = report_of(text, published="2019-06-14", outlet=outlet, title=title)
    return Reading(ReaderVersion("0"), Report(**{**_fields(report), "body": (Span(0, len(text)),)}))


def _fields(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in Report.__slots__}


def found(text: str, **more: str | None) -> tuple[Notice, ...]:
    return notices(told(text, **more))


# words, kind, whole, wrong, right, refers
NOTICES: list[tuple[str, NoticeKind, bool, str | None, str | None, str | None]] = [
    ("An earlier version of this report said 21 people had drowned. It is 17.", FIX, False, "21", "17", None),
    (
        "Correction: An earlier version of this article misstated the number of boats lost. It was six, not nine.",
        FIX,
        False,
        "nine",
        "six",
        None,
    ),
    (
        "We wrongly reported on Tuesday that the bridge had collapsed.",
        FIX,
        False,
        "the bridge had collapsed",
        None,
        "2019-06-11",
    ),
    (
        "The Gazette withdraws its report of 8 June that a granary was set on fire; no granary was burned.",
        GONE,
        True,
        "a granary was set on fire",
        "no granary was burned",
        "2019-06-08",
    ),
    ("Editor's note: This article has been retracted.", GONE, True, None, None, None),
    (
        "Editor’s note: This article has been retracted because its source could not be found.",
        GONE,
        True,
        None,
        None,
        None,
    ),
    (
        "This story has been updated to correct the name of the mayor. She is Ilse Varga, not Ilse Vargas.",
        FIX,
        False,
        "Ilse Vargas",
        "Ilse Varga",
        None,
    ),
    (
        "CLARIFICATION: Our report on Monday said the dam was owned by the state. It is owned by a private company.",
        FIX,
        False,
        "the dam was owned by the state",
        "It is owned by a private company",
        "2019-06-10",
    ),
    ("KILL: Editors, please disregard our earlier story on the arrest of Tomas Reyl.", GONE, True, None, None, None),
    (
        "ADVISORY: Please disregard the alert TORVANE-BLAST sent at 0912 GMT. There was no blast.",
        GONE,
        True,
        None,
        "There was no blast",
        None,
    ),
    (
        "Correction: In our report of 3 June we said that four soldiers had been wounded. In fact two were wounded.",
        FIX,
        False,
        "four",
        "two",
        "2019-06-03",
    ),
    ("(Corrects number of dead in first paragraph to 12 from 15)", FIX, False, "15", "12", None),
    ("(Corrects day of attack to Monday, not Sunday, in second paragraph)", FIX, False, "Sunday", "Monday", None),
    (
        "(This June 12 story has been corrected to say the convoy had eight lorries, not 18, in paragraph 4)",
        FIX,
        False,
        "18",
        "eight",
        "2019-06-12",
    ),
    (
        "Due to an editing error, an earlier version of this story incorrectly identified the victim as a police officer. He was a teacher.",
        FIX,
        False,
        None,
        "He was a teacher",
        None,
    ),
    (
        "The Gazette regrets the error. The toll was incorrectly given as 40 in our report on Wednesday; it should have been 14.",
        FIX,
        False,
        "40",
        "14",
        "2019-06-12",
    ),
    (
        "In a story June 11 about a raid on a farm, The Torvane Gazette reported erroneously that three men were shot. Two men were shot.",
        FIX,
        False,
        "three",
        "Two",
        "2019-06-11",
    ),
    (
        "Our article published on 2 June has been withdrawn after the hospital told us that nobody of that name had been admitted.",
        GONE,
        True,
        None,
        None,
        "2019-06-02",
    ),
    ("We retract the report and apologise to the family.", GONE, True, None, None, None),
    ("The Torvane Gazette no longer stands by its account of the shooting at Ost.", GONE, True, None, None, None),
    (
        "A previous version of this article misspelled the name of Anders Quaile.",
        FIX,
        False,
        None,
        "Anders Quaile",
        None,
    ),
    ("Contrary to our earlier report, the mayor was not in the car.", FIX, False, None, None, None),
    (
        "We reported yesterday that the rebels had taken Ostmark. That was wrong. The town is held by the army.",
        FIX,
        False,
        "the rebels had taken Ostmark",
        "The town is held by the army",
        "2019-06-13",
    ),
    (
        "A paragraph in our report of Sunday about the bishop was untrue and has been removed.",
        GONE,
        False,
        None,
        None,
        "2019-06-09",
    ),
    ("We should have said that the ferry carried 60 people, not 160.", FIX, False, "160", "60", None),
    (
        "The headline on an earlier version of this article wrongly said that the strike was over.",
        FIX,
        False,
        "the strike was over",
        None,
        None,
    ),
    (
        "The Gazette was wrong to report that the school had been hit.",
        FIX,
        False,
        "the school had been hit",
        None,
        None,
    ),
    (
        "Due to a mistake at the desk, the age of the driver was wrongly given as 91 in Thursday’s edition of the Gazette. She is 19.",
        FIX,
        False,
        None,
        None,
        None,
    ),
]

MORE: list[tuple[str, NoticeKind, bool, str | None, str | None, str | None]] = [
    (
        "RETRACTION: The Gazette retracts its report of June 6 on the mayor of Ost.",
        GONE,
        True,
        None,
        None,
        "2019-06-06",
    ),
    (
        "The Gazette has withdrawn a report published on 9 June which said that the army had shelled Ost.",
        GONE,
        True,
        "the army had shelled Ost",
        None,
        "2019-06-09",
    ),
    (
        "The Torvane Gazette is withdrawing its June 10 report that a bishop had been arrested.",
        GONE,
        True,
        "a bishop had been arrested",
        None,
        "2019-06-10",
    ),
    (
        "ATTENTION SUBSCRIBERS: The story headlined “Rebels take Ost” is wrong and is withdrawn. There will be no substitute story.",
        GONE,
        True,
        None,
        None,
        None,
    ),
    (
        "On 9 June we published a report headlined “Rebels take Ost”. The report was wrong and has been withdrawn.",
        GONE,
        True,
        None,
        None,
        "2019-06-09",
    ),
    (
        "Our report of 8 June that a house was burned was false. No house was burned.",
        GONE,
        True,
        "a house was burned",
        "No house was burned",
        "2019-06-08",
    ),
    (
        "The Gazette’s report of 8 June on the fire was wrong: no house was burned.",
        FIX,
        False,
        None,
        "no house was burned",
        "2019-06-08",
    ),
    ("The Gazette takes back what it wrote about Tomas Reyl on Monday.", GONE, True, None, None, "2019-06-10"),
    (
        "The Gazette apologises to Tomas Reyl for stating that he had sold the guns, which was untrue.",
        FIX,
        False,
        "he had sold the guns",
        None,
        None,
    ),
    ("The Gazette regrets having reported that the ferry had sunk.", FIX, False, "the ferry had sunk", None, None),
    ("This article originally stated that 22 soldiers had died. The army says three.", FIX, False, "22", "three", None),
    (
        "This report initially said that the driver had fled; he was arrested.",
        FIX,
        False,
        "the driver had fled",
        None,
        None,
    ),
    (
        "We have corrected the figure in the third paragraph, which was given as 21 instead of 17.",
        FIX,
        False,
        "21",
        "17",
        None,
    ),
    (
        "In yesterday’s edition the Gazette stated that the bridge was open. This is not correct.",
        FIX,
        False,
        "the bridge was open",
        None,
        "2019-06-13",
    ),
    ("Correction: Police, not soldiers, fired first.", FIX, False, "soldiers", "Police", None),
    ("Correction: The bomb killed 17 people and not 21.", FIX, False, "21", "17", None),
    ("The number of dead was 17, and not 21 as we reported on 7 June.", FIX, False, "21", "17", "2019-06-07"),
    (
        "Correction (12 June): An earlier version of this report gave the number of drowned as 32. It is 23.",
        FIX,
        False,
        "32",
        "23",
        None,
    ),
    ("Corrected on 12 June to give the right number of drowned as 23, not 32.", FIX, False, "32", "23", None),
    (
        "Because of a mistake by our reporter, we said that the school was closed. It was open.",
        FIX,
        False,
        "the school was closed",
        "It was open",
        None,
    ),
    ("It has come to our attention that our report on the fire at Ost was inaccurate.", FIX, False, None, None, None),
    (
        "Amendment: this article was changed on 13 June to correct the age of the suspect, who is 42, not 24.",
        FIX,
        False,
        "24",
        "42",
        None,
    ),
    (
        "We are sorry for reporting that the mayor had died. He is alive.",
        FIX,
        False,
        "the mayor had died",
        "He is alive",
        None,
    ),
    (
        "The Gazette reported on 7 June that 21 people had been killed. The correct number is 17.",
        FIX,
        False,
        "21",
        "17",
        "2019-06-07",
    ),
    (
        "Correction: an article published on 7 June gave the wrong number of dead. 17 people were killed.",
        FIX,
        False,
        None,
        "17",
        "2019-06-07",
    ),
    (
        "MANDATORY KILL: OST-CHURCH. The story is wrong. No church was burned.",
        GONE,
        True,
        None,
        "No church was burned",
        None,
    ),
    (
        "An earlier version of this story said, based on police information, that the suspect was 35. He is 25.",
        FIX,
        False,
        "35",
        "25",
        None,
    ),
    (
        "In our story of 9 June, we gave the number of wounded as 60. It should have been 16.",
        FIX,
        False,
        "60",
        "16",
        "2019-06-09",
    ),
    (
        "Yesterday we reported that the general had resigned. He has not.",
        FIX,
        False,
        "the general had resigned",
        None,
        "2019-06-13",
    ),
    (
        "The Gazette accepts that its report of 8 June was untrue and withdraws it.",
        GONE,
        True,
        None,
        None,
        "2019-06-08",
    ),
    (
        "The Torvane Gazette has deleted an earlier report saying that three children had died. It could not be confirmed.",
        GONE,
        True,
        "three children had died",
        None,
        None,
    ),
    ("The Gazette apologises unreservedly to Tomas Reyl and withdraws the allegation.", GONE, False, None, None, None),
    ("Errata: on page 3, for “four dead” read “two dead”.", FIX, False, "four dead", "two dead", None),
    (
        "In our report of 2 June, “Who shot first? Two accounts”, we wrote that 19 men were held. The correct number is nine.",
        FIX,
        False,
        "19",
        "nine",
        "2019-06-02",
    ),
]


@pytest.mark.parametrize(("words", "kind", "whole", "wrong", "right", "refers"), NOTICES + MORE)
@pytest.mark.parametrize("place", ["last", "first", "alone"])
def test_notice(
    place: str, words: str, kind: NoticeKind, whole: bool, wrong: str | None, right: str | None, refers: str | None
) -> None:
    text = {"last": PROSE + words, "first": words + "\n" + PROSE, "alone": words}[place]
    (notice,) = found(text)
    assert (notice.kind, notice.whole) == (kind, whole)
    assert notice.span.of(text) in text
    assert set(notice.span.of(text).split()) <= set(words.split())
    if wrong is not None:
        assert notice.wrong == wrong
    if right is not None:
        assert notice.right == right
    if refers is not None:
        assert notice.refers == refers


NEWS = [
    "The ministry retracted its statement on Friday.",
    "The minister withdrew his remarks about the bishop and apologised for the error.",
    "A court corrected the record and ordered the town to pay.",
    "The market correction deepened on Monday as shares fell by a tenth.",
    "Two guards were hurt in a riot at the Ost correctional facility.",
    "Corrections officers found a tunnel under the east wing of the prison.",
    "The Department of Corrections said the prisoner had been moved.",
    "The army withdrew from Ostmark, and its commander said the earlier report was wrong.",
    "An earlier report by the ombudsman said 21 people had died in custody; it is now thought to be 17.",
    "An earlier version of the bill said that judges would be elected.",
    "The rebels said an earlier statement in their name was false and withdrew it.",
    "“We were wrong to report the dam safe,” the engineer told the inquiry.",
    "“We withdraw our report and apologise,” the company’s lawyer said in court.",
    "The Ostmark Herald retracted its story about the mayor and apologised to him.",
    "The company was forced to correct its accounts after an error was found.",
    "Police killed two gunmen. The story of the siege will be told in court.",
    "This story has been updated with comment from the union.",
    "This article was updated on Thursday to add the minister's reply.",
    "An earlier version of this article appeared in the Sunday magazine in March.",
    "The toll was revised from 21 to 17 by the health ministry on Thursday.",
    "The ministry said it had wrongly counted four people twice; the number of dead is 17, not 21.",
    "Residents were told to disregard the siren. It was a test, the mayor said.",
    "“Please disregard the story that I am ill,” the president told a crowd.",
    "The minister regrets the error and will repay the money.",
    "We came down from the hills at night, and our guide was wrong about the road.",
    "She killed the engine and the boat drifted towards the rocks.",
    "The bank withdrew its report on the mine after protests, and its authors resigned.",
    "Earlier reports said nine people had died.",
    "The general denied the report and said it was false.",
    "The Gazette asked the ministry for its report on the fire, which was withdrawn in May.",
    "The commission’s report, published on 2 June, has been withdrawn.",
    "The president withdrew the troops that we had seen at the bridge on Sunday.",
    "The mistake cost the government the election, our political editor writes.",
    "It was a mistake to build here, the report said. The correct place was the hill.",
    "The new version of the treaty corrects what farmers called a mistake.",
    "Police said this report was being examined for errors.",
    "The mayor apologised for saying that the bridge was safe.",
    "We walked to the bridge, where nine people were killed, not eleven, a soldier said.",
    "The minister said the number of dead was 17, not 21 as the army had reported.",
    "This report was written by the ombudsman and was removed from the ministry’s site.",
    "We have been told that two men were killed on the road.",
    "Our guide said the story was not true.",
    "The club’s first report on the fire was wrong, an inquiry found.",
    "He corrected the figure, took back his words and withdrew the claim.",
    "The Gazette was sold in 1998 and its printing house pulled down.",
    "The prime minister took back what he had said about the strike.",
    "This map shows where the shells fell.",
    "The union said the report in Friday's paper was incorrect.",
    "The governor said the Gazette's report was wrong.",
    "Our correspondent in Ost says that the earlier toll was wrong.",
    "The hospital said it had given the wrong number; it was 14, not 41.",
    "State television withdrew its report on the coup and apologised.",
    "The Herald reported on Monday that nine had died. That was wrong, the ministry said.",
    "The minister has now withdrawn that claim, and the report has been amended by parliament.",
    "He said that we should have read the contract.",
    "We have always said that this is no easy problem. It is not one for the army alone.",
    "Due to an error by the pilot, the aircraft came down in the lake.",
]


@pytest.mark.parametrize("words", NEWS)
def test_no_notice(words: str) -> None:
    assert not found(PROSE + words)
    assert not found(words + "\n" + PROSE)


@pytest.mark.parametrize(
    "title",
    [
        "Market correction wipes out gains of the year",
        "Corrections chief resigns after riot",
        "Ministry issues correction on toll",
        "Court retracts ruling on the dam",
        "Kill count in Ost rises",
    ],
)
def test_titles_that_tell_news(title: str) -> None:
    assert not found(PROSE, title=title)


def test_a_headline_that_says_corrected() -> None:
    (notice,) = found(PROSE, title="CORRECTED-River rises by a metre at Torvane")
    assert notice.kind is FIX
    assert notice.span.of(PROSE).startswith("Rain fell")
    (notice,) = found(PROSE + "(Corrects rise to one metre, not two)", title="CORRECTED-River rises at Torvane")
    assert (notice.wrong, notice.right) == ("two", "one")


def test_a_report_that_is_a_correction_has_a_notice_for_each_thing_taken_back() -> None:
    text = (
        "In our report of 7 June, “Ferry sinks off Torvane”, we wrote that according to the port 31 people had drowned. "
        "That figure was wrong. The number of dead known to the port is 13.\n"
        "The port’s clerk read out the list twice. She found the slip on Monday.\n"
        "A line that stood for some hours in the online version, saying that the captain had been drunk, was false. "
        "No such test was made.\n"
        "The Gazette apologises to its readers."
    )
    toll, line = found(text, title="Correction: the number of dead on the ferry")
    assert (toll.kind, toll.wrong, toll.right, toll.refers) == (FIX, "31", "13", "2019-06-07")
    assert (line.kind, line.whole, line.wrong, line.right) == (
        GONE,
        False,
        "the captain had been drunk",
        "No such test was made",
    )


def test_a_heading_of_its_own_line() -> None:
    text = PROSE + "CORRECTION\nThe number of houses flooded at Ost was 12, not 21 as we wrote on Monday."
    (notice,) = found(text)
    assert (notice.wrong, notice.right, notice.refers) == ("21", "12", "2019-06-10")


def test_a_link_to_a_correction_is_none() -> None:
    text = PROSE + "Correction: the number of dead on the ferry"
    start = len(PROSE)
    report = told(text).report
    piece = Furniture(Span(start, len(text)), FurnitureKind.NOTICE)
    fields = _fields(report) | {"body": (Span(0, start),), "furniture": (piece,)}
    assert not notices(Reading(ReaderVersion("0"), Report(**fields)))


def test_what_the_page_says_under_a_report_counts() -> None:
    words = "Correction: An earlier version of this story said the mayor was 57. He is 75."
    text = PROSE + words
    piece = Furniture(Span(len(PROSE), len(text)), FurnitureKind.NOTICE)
    fields = _fields(told(text).report) | {"body": (Span(0, len(PROSE)),), "furniture": (piece,)}
    (notice,) = notices(Reading(ReaderVersion("0"), Report(**fields)))
    assert notice.span.of(text) == words
    assert (notice.wrong, notice.right) == ("57", "75")


def test_only_the_outlet_itself() -> None:
    words = "The Gazette withdraws its report of 8 June on the granary."
    assert found(PROSE + words)
    assert not found(PROSE + words, outlet="The Ostmark Herald")
    agency = "Halvard withdraws its story on the granary."
    assert found(PROSE + agency, outlet="Halvard News Agency")


def test_hostile_texts_are_searched_in_linear_time() -> None:
    for text in (
        "we wrongly " * 25_000,
        "Correction: " * 25_000,
        "not but " * 25_000,
        "an earlier version of this " * 12_000,
        "“" * 100_000,
        "from 1 to 2 " * 25_000,
    ):
        assert len(found(text)) <= 20
        assert len(found("\n".join([text[:200]] * 500))) <= 20


def read(reader: Reader, words: str) -> tuple[Notice, ...]:
    text = f"{PROSE}\n{words}\n\nThe road will be open again on Friday, the district office said."
    return notices(reader.read(report_of(text, published="2019-06-14", outlet="The Torvane Gazette")))


def test_with_the_reader(reader: Reader) -> None:
    for words, kind, whole, wrong, right, refers in (NOTICES + MORE)[::3]:
        (notice,) = read(reader, words)
        assert (notice.kind, notice.whole) == (kind, whole), words
        for given, wanted in ((notice.wrong, wrong), (notice.right, right), (notice.refers, refers)):
            assert wanted is None or given == wanted, words
    for words in NEWS[::3]:
        assert not read(reader, words), words
