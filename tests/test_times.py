"""Times: what the words say, what they resolve to, and that no text breaks the reading of them."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.bench.times import Tally, annotated, count, is_partly_annotated, run
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.lexicon import LexiconError, Lexicons
from dateline.reader.parse import Parse
from dateline.reader.reader import day_of
from dateline.reader.sentences import SentencesLayer
from dateline.reader.times import TimesLayer
from dateline.reader.times.holidays import easter, falls_on
from dateline.records import Dateline, Mention, Report, Span, Time, report_of

PUBLISHED = "2008-03-05"  # a Wednesday


@pytest.fixture(scope="session")
def times_of(reader: Reader):  # type: ignore[no-untyped-def]
    """Text -> its times, by the sentences and times layers alone."""
    layers = [x for x in reader.layers if isinstance(x, SentencesLayer | TimesLayer)]

    def read(text: str, published: str | None = PUBLISHED, dateline: Dateline | None = None) -> Draft:
        report = Report("r_test", text, published=published, body=(Span(0, len(text)),))
        if dateline is not None:
            report = replace(report, dateline=dateline)
        draft = Draft(report, Parse(text), published=day_of(published))
        for layer in layers:
            layer(draft)
        return draft

    return read


def values(draft: Draft) -> dict[str, str]:
    return {t.span.of(draft.report.text): t.timex for t in draft.times}


def only(draft: Draft, words: str) -> Time:
    return next(t for t in draft.times if t.span.of(draft.report.text) == words)


@pytest.mark.parametrize(
    ("text", "words", "timex"),
    [
        # dates that say their own year
        ("The bridge fell on March 2, 2007.", "March 2, 2007", "2007-03-02"),
        ("The bridge fell on 2 March 2007.", "2 March 2007", "2007-03-02"),
        ("The bridge fell on Sunday, 2 March 2008.", "Sunday, 2 March 2008", "2008-03-02"),
        ("It was signed on 3 JAN 90 in the capital.", "3 JAN 90", "1990-01-03"),
        ("The file is dated 2007-11-30 in its header.", "2007-11-30", "2007-11-30"),
        ("The file is dated 23/11/2007 in its header.", "23/11/2007", "2007-11-23"),
        ("They met in November 2006 at the lake.", "November 2006", "2006-11"),
        ("The harvest failed in 1991.", "1991", "1991"),
        ("The town was founded in 241 BC by sailors.", "241 BC", "BC0241"),
        ("Prices rose in the mid-1990s.", "the mid-1990s", "199"),
        ("Prices rose in the '80s.", "the '80s", "198"),
        ("It dates from the 19th century.", "the 19th century", "18"),
        ("It snowed in the spring of 2003.", "the spring of 2003", "2003-SP"),
        ("Exports grew in the first quarter of 2007.", "the first quarter of 2007", "2007-Q1"),
        ("Exports grew in the second half of 2007.", "the second half of 2007", "2007-H2"),
        ("The fair opened on New Year's Eve 2006.", "New Year's Eve 2006", "2006-12-31"),
        # dates that take it from the report
        ("Troops left on 12 February.", "12 February", "2008-02-12"),
        ("Troops left on Dec. 27 for the border.", "Dec. 27", "2007-12-27"),
        ("The mayor resigned in early January.", "early January", "2008-01"),
        ("He has been in hiding since December.", "December", "2007-12"),
        ("The vote will be held in October.", "October", "2008-10"),
        ("The talks, scheduled for October, may fail.", "October", "2008-10"),
        ("Gunmen targeted a convoy on Friday.", "Friday", "2008-02-29"),
        ("Police set up road blocks on Friday.", "Friday", "2008-02-29"),
        ("She vowed on Friday to return in May.", "Friday", "2008-02-29"),
        ("She vowed on Friday to return in May.", "May", "2008-05"),
        ("The trial is due on Friday.", "Friday", "2008-03-07"),
        ("The trial is set for Friday.", "Friday", "2008-03-07"),
        ("Miners plan to strike on Friday.", "Friday", "2008-03-07"),
        ("He said the bridge would open in June.", "June", "2008-06"),
        ("He said the bridge had opened in June.", "June", "2007-06"),
        ("He is to be sentenced on July 13.", "July 13", "2008-07-13"),
        ("Planting began in April of that year.", "April of that year", "2008-04"),
        ("Planting was over by April. This year it is late.", "April", "2007-04"),
        ("They met last August.", "last August", "2007-08"),
        ("Shells fell on Sunday.", "Sunday", "2008-03-02"),
        ("The minister will arrive on Sunday.", "Sunday", "2008-03-09"),
        ("Shops stay closed until Friday.", "Friday", "2008-03-07"),
        ("The council declared three days of mourning from Friday.", "Friday", "2008-03-07"),
        ("The last farm will have been sold by Christmas.", "Christmas", "2008-12-25"),
        ("Stores would last nine days.", "nine days", "P9D"),
        ("She was shot on 3 February and died two days later.", "two days later", "2008-02-05"),
        ("She was shot in the arm and died two days later.", "two days later", "2008-XX-XX"),
        ("They met last Wednesday.", "last Wednesday", "2008-02-27"),
        ("They will meet next Wednesday.", "next Wednesday", "2008-03-12"),
        ("He spoke on Friday last week.", "Friday last week", "2008-02-29"),
        ("The fleet sails in the spring of next year.", "the spring of next year", "2009-SP"),
        ("The raid came last month.", "last month", "2008-02"),
        ("The raid came last week.", "last week", "2008-W09"),
        ("The raid came earlier this week.", "earlier this week", "2008-W10"),
        ("Talks go on this weekend.", "this weekend", "2008-W10-WE"),
        ("He fled late last year.", "late last year", "2007"),
        ("He fled three days ago.", "three days ago", "2008-03-02"),
        ("He fled two years ago.", "two years ago", "2006"),
        ("He fled the day before yesterday.", "the day before yesterday", "2008-03-03"),
        ("In three days they will vote.", "three days", "2008-03-08"),
        ("He left on the 17th by car.", "the 17th", "2008-02-17"),
        ("Christmas passed quietly.", "Christmas", "2007-12-25"),
        # times of day
        ("The blast was heard at 10:30 a.m. on Tuesday.", "10:30 a.m. on Tuesday", "2008-03-04T10:30"),
        ("The blast was heard at 1500 on 9 February.", "1500 on 9 February", "2008-02-09T15:00"),
        ("The blast was heard on Tuesday night.", "Tuesday night", "2008-03-04TNI"),
        ("The blast was heard last night.", "last night", "2008-03-04TNI"),
        ("The blast was heard at 16:00 UTC yesterday.", "16:00 UTC yesterday", "2008-03-04T16:00Z"),
        ("The blast was heard in the early hours of Sunday.", "the early hours of Sunday", "2008-03-02TMO"),
        ("It fell at 8:15 p.m. local time on Monday.", "8:15 p.m. local time on Monday", "2008-03-03T20:15"),
        ("The blast was heard at 5.40 a.m. on Monday.", "5.40 a.m. on Monday", "2008-03-03T05:40"),
        ("On Monday they met at three o'clock in the morning.", "three o'clock in the morning", "2008-03-03T03:00"),
        ("They were held on the night of the robbery.", "the night", "XXXX-XX-XXTNI"),
        ("It was over after a night of shelling.", "a night", "XXXX-XX-XXTNI"),
        ("It rained on the night of 3 March.", "the night of 3 March", "2008-03-03TNI"),
        ("“They will open it on Friday,” he said. A queue had formed at noon.", "noon", "2008-03-05T12:00"),
        ("Two more died over the weekend.", "the weekend", "2008-W09-WE"),
        # lengths, sets, and no time in particular
        ("A dozen died in three days.", "three days", "P3D"),
        ("It took two and a half years to build.", "two and a half years", "P2.5Y"),
        ("The truce held for a few days.", "a few days", "PXD"),
        ("The trial ran for twenty-one months.", "twenty-one months", "P21M"),
        ("A 12-hour curfew began.", "12-hour", "PT12H"),
        ("Rain fell over the past three weeks.", "the past three weeks", "P3W"),
        ("She waited for a year in the camp.", "a year", "P1Y"),
        ("The council meets every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("The council meets twice a week.", "twice a week", "P1W"),
        ("The road has recently been repaired.", "recently", "PAST_REF"),
        ("The road is now open.", "now", "PRESENT_REF"),
    ],
)
def test_value(times_of, text: str, words: str, timex: str) -> None:  # type: ignore[no-untyped-def]
    assert values(times_of(text)).get(words) == timex


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the town, a second witness said.",
        "Some 1,990 people and 2000 troops crossed the river.",
        "Theresa May met April Smith.",
        "The Sun reported it, and Sun Li sat down.",
        "The fall of the city came as no surprise.",
        "Flight 1549 carried 1500 parcels worth $2004.",
        "Three quarters of the town was in ruins.",
        "",
    ],
)
def test_no_time(times_of, text: str) -> None:  # type: ignore[no-untyped-def]
    assert values(times_of(text)) == {}


def test_a_lower_cased_text_still_has_its_dates(times_of) -> None:  # type: ignore[no-untyped-def]
    found = values(times_of("the mayor was shot on 3 may and died on friday, 5 may 1989.", None))
    assert found == {"3 may": "XXXX-05-03", "friday, 5 may 1989": "1989-05-05"}


def test_ranges_share_year_and_days(times_of) -> None:  # type: ignore[no-untyped-def]
    draft = times_of("The road was shut from 26 June to 4 August 2006.")
    assert values(draft) == {"26 June": "2006-06-26", "4 August 2006": "2006-08-04"}
    when = only(draft, "26 June").when
    assert when is not None
    assert (when.first_precise, when.last_precise, when.granularity) == ("2006-06-26", "2006-08-04", "range")
    between = only(times_of("The bomb was laid between 26 June and 4 August 2006."), "26 June").when
    assert between is not None
    assert (between.first_precise, between.first_imprecise, between.last_imprecise) == (
        None,
        "2006-06-26",
        "2006-08-04",
    )
    assert values(times_of("It ran from November to March 1915.")) == {"November": "1914-11", "March 1915": "1915-03"}
    assert values(times_of("Shelling on 3, 4 and 6 May 2007.")) == {
        "3": "2007-05-03",
        "4": "2007-05-04",
        "6 May 2007": "2007-05-06",
    }
    assert values(times_of("It was shut from Monday to Thursday.")) == {
        "Monday": "2008-02-25",
        "Thursday": "2008-02-28",
    }
    assert values(times_of("The war of 1990-95 ruined it.")) == {"1990": "1990", "95": "1995"}


@pytest.mark.parametrize(
    ("text", "words", "four"),
    [
        ("He left on Sunday.", "Sunday", ("2008-03-02", "2008-03-02", "2008-03-02", "2008-03-02")),
        ("He left last month.", "last month", (None, None, "2008-02-01", "2008-02-29")),
        ("He left in early January.", "early January", (None, None, "2008-01-01", "2008-01-10")),
        ("He has hidden since December.", "December", ("2008-01-01", "2008-03-05", "2007-12-01", "2008-03-05")),
        ("He left before March 2.", "March 2", (None, None, None, "2008-03-01")),
        ("Two were killed by Sunday's bomb.", "Sunday", ("2008-03-02",) * 4),
        ("They must go by Sunday.", "Sunday", (None, None, None, "2008-03-09")),
        ("It fell shortly after 7 a.m. on Sunday.", "7 a.m. on Sunday", (None, None, "2008-03-02", "2008-03-02")),
        ("They left before dawn on Sunday.", "dawn on Sunday", (None, None, "2008-03-02", "2008-03-02")),
        ("It rained throughout 2007.", "2007", ("2007-01-01", "2007-12-31", "2007-01-01", "2007-12-31")),
        ("It rained over the past three days.", "the past three days", (None, None, "2008-03-02", "2008-03-05")),
    ],
)
def test_when(times_of, text: str, words: str, four: tuple[str | None, ...]) -> None:  # type: ignore[no-untyped-def]
    when = only(times_of(text), words).when
    assert when is not None
    assert (when.first_precise, when.last_precise, when.first_imprecise, when.last_imprecise) == four
    assert when.words == words


def test_what_a_time_rests_on(times_of) -> None:  # type: ignore[no-untyped-def]
    draft = times_of("On 2 March 2007 he fled; two days later he died. He was buried on Sunday.")
    told = {t.span.of(draft.report.text): t.when.against for t in draft.times if t.when}
    assert told == {"2 March 2007": "text", "two days later": "2 March 2007", "Sunday": "published"}
    assert values(draft)["two days later"] == "2007-03-04"


def test_slashes_that_could_be_either_say_so(times_of) -> None:  # type: ignore[no-untyped-def]
    unknown = only(times_of("Dated 03/04/2006 by hand."), "03/04/2006")
    assert unknown.timex == "2006-XX-XX"
    assert unknown.when is not None
    assert (unknown.when.first_imprecise, unknown.when.last_imprecise) == ("2006-03-04", "2006-04-03")
    assert unknown.confidence < 0.5
    assert values(times_of("Dated 03/04/2008 by hand.")) == {"03/04/2008": "2008-03-04"}  # the other is yet to come


def test_without_a_publication_date_no_year_is_told(times_of) -> None:  # type: ignore[no-untyped-def]
    text = "Shells fell on Sunday and on March 2. He has hidden since December; last month he spoke."
    draft = times_of(text + " Two years ago he fled.", None)
    assert values(draft) == {
        "Sunday": "XXXX-WXX-7",
        "March 2": "XXXX-03-02",
        "December": "XXXX-12",
        "last month": "XXXX-XX",
        "Two years ago": "XXXX",
    }
    assert all(t.when is None for t in draft.times)


def dated(text: str, words: str) -> Dateline:
    start = text.index(words)
    end = text.index(":") + 2
    return Dateline(Span(0, end), date=Mention(Span(start, start + len(words)), words))


def test_a_dateline_is_the_reports_own_day(times_of) -> None:  # type: ignore[no-untyped-def]
    text = "OSTRAVA, March 2: Shells fell yesterday. He left last month."
    draft = times_of(text, "2008-03-05", dated(text, "March 2"))
    assert values(draft) == {"March 2": "2008-03-02", "yesterday": "2008-03-01", "last month": "2008-02"}
    mention = draft.report.dateline.date
    assert mention is not None and mention.id == only(draft, "March 2").id
    assert only(draft, "yesterday").when.against == "dateline"


def test_a_dateline_without_a_year_gives_months_but_no_year(times_of) -> None:  # type: ignore[no-untyped-def]
    text = "OSTRAVA, March 2: Shells fell on Sunday and yesterday. He left last month, two years ago."
    draft = times_of(text, None, dated(text, "March 2"))
    assert values(draft) == {
        "March 2": "XXXX-03-02",
        "Sunday": "XXXX-WXX-7",
        "yesterday": "XXXX-03-01",
        "last month": "XXXX-02",
        "two years ago": "XXXX",
    }
    assert all(t.when is None for t in draft.times)


@pytest.mark.parametrize(
    "words",
    "the third quarter; the second half of last year; the 17th; two decades ago; last century; next spring; on Friday; "
    "Christmas; Easter; three days later; at 10:30 a.m.; last night; the end of the month; next March; this weekend; "
    "the past two years; the day before; early that week; from Monday to Thursday; 3/4; the first week of May".split(
        "; "
    ),
)
def test_the_unknown_year_never_leaks(times_of, words: str) -> None:  # type: ignore[no-untyped-def]
    text = f"OSTRAVA, March 2: Shells fell {words}."
    draft = times_of(text, None, dated(text, "March 2"))
    assert not any(t.timex.startswith(("1", "2")) or t.when for t in draft.times)


def test_a_december_dateline_read_in_january_is_of_the_year_before(times_of) -> None:  # type: ignore[no-untyped-def]
    text = "OSTRAVA, Dec 30: Shells fell."
    assert values(times_of(text, "2008-01-02", dated(text, "Dec 30"))) == {"Dec 30": "2007-12-30"}


def test_a_date_on_a_line_of_its_own_dates_an_undated_report(times_of) -> None:  # type: ignore[no-untyped-def]
    draft = times_of("Bridge falls\nJune 10, 2006\nThe old bridge fell on Thursday after a flood, police said.", None)
    assert values(draft) == {"June 10, 2006": "2006-06-10", "Thursday": "2006-06-08"}
    assert only(draft, "Thursday").when.against == "June 10, 2006"


def test_furniture_dates_nothing(reader: Reader) -> None:
    text = "The bridge fell on Sunday.\n\nUpdated 01 May, 2024"
    layers = [x for x in reader.layers if isinstance(x, SentencesLayer | TimesLayer)]
    draft = Draft(Report("r_test", text, body=(Span(0, 27),)), Parse(text))
    for layer in layers:
        layer(draft)
    assert values(draft) == {"Sunday": "XXXX-WXX-7"}


NARRATIVE = (
    "The war began in April 1821, when the islands rose. In May the fleet sailed, and on the 17th it took the port. "
    "The following day the town surrendered. By early December the army had crossed the pass. In January a new "
    "assembly met. The siege of 1822 lasted until October. In March 1823 the loan was signed; in 1824 a second war "
    "broke out. In June 1825 the capital fell. It was retaken in September 1826. Peace came in 1829, and the king "
    "landed in February 1833."
)


def test_a_narrative_dates_itself_by_what_it_said_before(times_of) -> None:  # type: ignore[no-untyped-def]
    found = values(times_of(NARRATIVE, "2009-12-19"))
    assert found["May"] == "1821-05"
    assert found["the 17th"] == "1821-05-17"
    assert found["The following day"] == "1821-05-18"
    assert found["early December"] == "1821-12"
    assert found["January"] == "1822-01"
    assert found["October"] == "1822-10"


def test_news_that_names_an_old_year_stays_news(times_of) -> None:  # type: ignore[no-untyped-def]
    text = "The 1990 constitution was suspended on Sunday. Elections were held in January."
    assert values(times_of(text)) == {"1990": "1990", "Sunday": "2008-03-02", "January": "2008-01"}


def test_a_users_own_words_count(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "time_words.tsv").write_text("term\tkind\tvalue\nmarzo\tmonth\t3\n", encoding="utf-8")
    (tmp_path / "holidays.tsv").write_text("term\trule\nHarvest Day\t08-15\n", encoding="utf-8")
    layer = TimesLayer(Lexicons(tmp_path))
    text = "Signed on 2 Marzo 2007 and kept on Harvest Day 2006."
    draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text))
    layer(draft)
    assert values(draft) == {"2 Marzo 2007": "2007-03-02", "Harvest Day 2006": "2006-08-15"}


@pytest.mark.parametrize("row", ["lundi\tjour\t1", "lundi\tweekday\tone"])
def test_a_word_list_that_cannot_be_used_is_refused_by_name(tmp_path, row: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "time_words.tsv").write_text(f"term\tkind\tvalue\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="lundi"):
        TimesLayer(Lexicons(tmp_path))


def test_easter_and_floating_holidays() -> None:
    assert easter(2008) == date(2008, 3, 23)
    assert easter(1961) == date(1961, 4, 2)
    assert falls_on("11-4-4", 2007) == date(2007, 11, 22)
    assert falls_on("easter-2", 2008) == date(2008, 3, 21)
    assert falls_on("", 2008) is None


PIECES = st.sampled_from(
    "the last next 3 31 1990 2008 1,200 March may Sunday week years ago later in of - , . : / ' ( ) early mid end of "
    "every past three a few 10:30 a.m. UTC 5/6/2007 '82 1990s BC 241 since until \n \n\n 🎉 الأحد 999999999999 "
    "99/99/9999 24:61 first half quarter from to and between that same day Christmas Easter night ² ٣ 1979's".split(" ")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join)), st.booleans())
def test_no_text_breaks_it(times_of, text: str, published: bool) -> None:  # type: ignore[no-untyped-def]
    draft = times_of(text, PUBLISHED if published else None)
    for t in draft.times:
        assert 0 <= t.span.start < t.span.end <= len(text)
        assert t.timex
        assert 0 <= t.confidence <= 1
    spans = sorted(t.span for t in draft.times)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_no_row_of_its_own_words_breaks_it(reader: Reader) -> None:
    """The grammar's words and numbers in any order, without a parse: quick, so many."""
    layer = next(x for x in reader.layers if isinstance(x, TimesLayer))
    numbers = (
        "1 2 03 31 45 264 1990 0800 2359 1,200 17th 1990s '82 10:30 99:99 5/6/07 2/30/2008 , . - / ( ) 's %".split()
    )
    words = list(layer.vocabulary.words)
    chance = random.Random(7)
    for n in range(4000):
        text = " ".join(
            chance.choice(words if chance.random() < 0.55 else numbers) for _ in range(chance.randint(1, 12))
        )
        text = text.title() if n % 2 else text
        day = (None, date(2008, 2, 29), date(1, 1, 1), date(9999, 12, 31))[n % 4]
        draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text), published=day)
        layer(draft)
        assert all(a.span.end <= b.span.start for a, b in pairwise(draft.times)), text


@pytest.mark.parametrize(
    "unit",
    [
        "the ",
        "3 ",
        "3 March ",
        "3, ",
        "the end of ",
        "twenty-",
        "last week ",
        "1990 ",
        "- ",
        "1990-",
        "Monday, ",
        "of that year ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(reader: Reader, unit: str) -> None:
    layer = next(x for x in reader.layers if isinstance(x, TimesLayer))

    def cost(times: int) -> float:
        text = unit * times
        draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text), published=date(2008, 3, 5))
        begun = time.perf_counter()
        layer(draft)
        return time.perf_counter() - begun

    cost(500)
    assert cost(8000) < max(0.2, 16 * 6 * cost(500))


def test_the_bench_counts_as_the_scorer_does(shared, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.syspath_prepend(str(shared / "score"))
    scorer = __import__("score_times")
    lines = (shared / "corpora/times/meantime.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    data, made = tmp_path / "data.jsonl", tmp_path / "made.jsonl"
    data.write_text("\n".join(lines), encoding="utf-8")
    result = run(data, predictions=made)
    theirs = scorer.score(scorer.load(data), scorer.load(made))
    assert {k: result.figures[k] for k in theirs if k in result.figures} == {
        k: theirs[k] for k in ("strict_f1", "relaxed_f1", "type_f1", "value_f1")
    }
    sys.modules.pop("score_times", None)


def test_matching_prefers_the_same_span() -> None:
    gold = [{"start": 5, "end": 9, "type": "DATE", "value": "2008"}]
    made = [
        {"start": 0, "end": 6, "type": "DATE", "value": "2007"},
        {"start": 5, "end": 9, "type": "DATE", "value": "2008"},
    ]
    tally = Tally()
    count(tally, gold, made)
    assert (tally.relaxed, tally.strict, tally.value) == (1, 1, 1)
    assert round(tally.f1("value"), 1) == 66.7


def test_only_the_annotated_part_of_such_a_corpus_is_scored() -> None:
    text = "Head\nJune 1, 2006\na\nb\nc\nd\nnot annotated"
    assert is_partly_annotated([{"text": text}])
    assert not is_partly_annotated([{"text": "Head\nA sentence.\nAnother."}])
    assert text[: annotated(text)].endswith("d\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 2019 nine guards died.", "2019"),
        ("On March 4 seven guards died.", "2025-03-04"),
        ("In 2008 two thousand people fled.", "2008"),
    ],
)
def test_a_number_word_after_a_date_begins_another_number(reader: Reader, text: str, value: str) -> None:
    assert [time.timex for time in reader.read(report_of(text, published="2025-03-08")).times] == [value]
