"""The attribution benchmark: intervals, both ways of the layer in one table, publishers, and peers called apart.

The peers here are stand-ins of the same interface as textacy, Citron and the Gender Gap Tracker, made for the test.
"""

from __future__ import annotations

import ast
import json
import random
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.bench.attribution import interval, peers, run, worker
from dateline.bench.attribution.peers import Peer, PeerError, call
from dateline.bench.common import ONE_CORE, BenchError
from dateline.cli.app import app
from dateline.reader import layers
from dateline.reader.attribution import AttributionLayer
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons

ROAD = "Mara Velling said the road was open.\n“It is mined, all of it,” said Ivo Tandeka.\nRain fell."
FERRY = "“The ferry sails in May,” said Ivo Tandeka.\nThe mayor said: “No.\nLena Ostrow said the café was shut."
TEXTS = [
    {"doc": "gazette_1", "text": ROAD},
    {"doc": "gazette_2", "text": FERRY},
    {"doc": "herald_1", "text": ROAD.replace("road", "bridge")},
]
VELLING = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 35]]}
TANDEKA = {"source": [[68, 79]], "cue": [[63, 67]], "content": [[37, 62]]}


def spans_of(text: str, words: str) -> list[list[int]]:
    return [[text.index(words), text.index(words) + len(words)]]


GOLD = [
    {"doc": "gazette_1", "attributions": [VELLING, TANDEKA]},
    {
        "doc": "gazette_2",
        "attributions": [
            {
                "source": spans_of(FERRY, "Ivo Tandeka"),
                "cue": spans_of(FERRY, "said"),
                "content": spans_of(FERRY, "“The ferry sails in May,”"),
            },
            {
                "source": spans_of(FERRY, "Lena Ostrow"),
                "cue": spans_of(FERRY, "said the")[:1],
                "content": spans_of(FERRY, "the café was shut"),
            },
        ],
    },
    {"doc": "herald_1", "attributions": []},
]


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Path]:
    data, gold = tmp_path / "x.text.jsonl", tmp_path / "x.gold.jsonl"
    for path, rows in ((data, TEXTS), (gold, GOLD)):
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return data, gold


class Shy(AttributionLayer):
    """The rules; and, as the other way, rules that leave out every quotation."""

    def __init__(self, lexicons: Lexicons, how: layers.How = "learned") -> None:
        super().__init__(lexicons, "rules")
        self.shy, self.version = how == "rules", f"{how}-test"

    def __call__(self, draft: Draft) -> None:
        super().__call__(draft)
        if self.shy:
            draft.claims = [claim for claim in draft.claims if claim.manner == "indirect"]


class Same(AttributionLayer):
    """The rules, whatever is asked for: as where the other way's weights are not there."""

    def __init__(self, lexicons: Lexicons, how: layers.How = "learned") -> None:
        super().__init__(lexicons, "rules")


# ---------------------------------------------------------------- intervals
def test_the_draws_are_the_scorers() -> None:
    articles = [(3, 5, 4), (0, 2, 7), (9, 9, 9), (1, 4, 2)]
    rng = random.Random(interval.SEED)
    by_hand = [[rng.choice(articles) for _ in articles] for _ in range(interval.SAMPLES)]
    assert [[articles[i] for i in draw] for draw in interval.draws(4)] == by_hand
    assert interval.draws(0) == [] and interval.middle([]) == (0.0, 0.0)


def test_the_difference_is_of_paired_articles() -> None:
    drawn = interval.draws(40)
    rng = random.Random(7)
    weak = [(rng.randint(0, 4), 10, 10) for _ in range(40)]
    strong = [(right + 1, 10, 10) for right, _, _ in weak]  # one more in every article: always 10 points ahead
    ours, theirs = interval.f1_of(strong, drawn), interval.f1_of(weak, drawn)
    low, high = interval.between(ours, theirs)
    assert low == pytest.approx(10) and high == pytest.approx(10)
    alone = interval.middle(ours)
    assert alone[1] - alone[0] > 1
    assert interval.between(ours, ours) == (0, 0)


# ---------------------------------------------------------------- one table
def test_both_ways_stand_in_one_table(corpus: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "AttributionLayer", Shy)
    monkeypatch.setattr(peers, "IMPORTABLE", ())
    result = run(*corpus, alone=False)
    assert [row[0] for row in result.rows] == ["", "learned", "rules"]
    figures = result.figures
    assert figures["f1"] == figures["learned.f1"] > figures["rules.f1"] > 0
    assert figures["rules.recall_direct"] == 0 < figures["learned.recall_direct"]
    assert figures["ahead_of_rules"] == pytest.approx(figures["learned.f1"] - figures["rules.f1"])
    assert figures["ahead_of_rules_low"] <= figures["ahead_of_rules"] <= figures["ahead_of_rules_high"]
    assert any("learned minus rules" in note for note in result.notes)
    assert sum("not found" in note for note in result.notes) == len(peers.KNOWN)
    other = run(*corpus, alone=False, layers={"attribution": "rules"})
    assert [row[0] for row in other.rows] == ["", "rules", "learned"]
    assert other.figures["f1"] == figures["rules.f1"]
    assert list(run(*corpus).figures) == [name for name in figures if "rules" not in name]


def test_a_way_that_is_the_same_is_not_measured_twice(
    corpus: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "AttributionLayer", Same)
    monkeypatch.setattr(peers, "IMPORTABLE", ())
    result = run(*corpus, alone=False)
    assert [row[0] for row in result.rows] == ["", "learned"]
    assert any("rules, which reads just as learned does" in note for note in result.notes)


def test_publishers_have_a_table_of_their_own(corpus: tuple[Path, Path]) -> None:
    result = run(*corpus, publishers=True, layers={"attribution": "rules"})
    ((title, rows),) = result.more
    assert title == "F1 by publisher"
    assert [row[:3] for row in rows] == [["", "articles", "gold"], ["gazette", "2", "4"], ["herald", "1", "0"]]
    assert result.figures["rules.f1.gazette"] > result.figures["rules.f1.herald"] == 0
    data, gold = corpus
    data.write_text(data.read_text(encoding="utf-8").replace("herald_1", "herald"), encoding="utf-8")
    gold.write_text(gold.read_text(encoding="utf-8").replace("herald_1", "herald"), encoding="utf-8")
    with pytest.raises(BenchError, match="'herald' is not known"):
        run(data, gold, publishers=True)


# ---------------------------------------------------------------- peers
UTILS = """
import spacy
from spacy.tokens import Span

def get_parser():
    nlp = spacy.load("en_core_web_sm")
    Span.set_extension("probability", default=None, force=True)
    return nlp
"""
CITRON = """
import os, re
from . import utils

class Quote:
    def __init__(self, cue, sources, contents):
        self.cue, self.sources, self.contents = cue, sources, contents

class Citron:
    def __init__(self, model_path, nlp=None):
        assert os.path.isfile(os.path.join(model_path, "cue-classifier.pickle"))
        print("a peer that talks to itself")

    def get_quotes(self, doc, resolve_coreferences=True):
        assert not resolve_coreferences
        if "Rain" in doc.text and os.environ.get("PEER_FAILS"):
            raise KeyError("rain")
        if "ferry" in doc.text and os.environ.get("PEER_DIES"):
            print("the ferry sank", file=__import__("sys").stderr, flush=True)
            os._exit(3)
        found = []
        for m in re.finditer("([A-Z][a-z]+ [A-Z][a-z]+) said ([^.]+)", doc.text):
            source, content = (doc.char_span(*m.span(i), alignment_mode="expand") for i in (1, 2))
            content._.probability = 0.5
            found.append(Quote(doc[source.end : source.end + 1], [source], [content]))
        return found
"""
EXTRACTOR = """
import os, re
import spacy
import utils

class QuoteExtractor:
    def __init__(self, config):
        self.nlp = config["spacy_lang"]
        self.quote_verbs = open(config["NLP"]["QUOTE_VERBS"]).read().split()

    def extract_quotes(self, doc):
        assert type(doc) is spacy.tokens.Doc and self.quote_verbs == ["said"]
        found = []
        for m in re.finditer('("[^"]+") said ([A-Z][a-z]+ [A-Z][a-z]+)', doc.text):
            said = doc.text.index("said", m.end(1))
            found.append({
                "speaker_index": "(%d,%d)" % m.span(2), "quote_index": "(%d,%d)" % m.span(1),
                "verb_index": "(%d,%d)" % (said, said + 4), "quote_type": "CVS",
            })
        for m in re.finditer("the caf[^.]+", doc.text):
            found.append({"speaker_index": "(0,0)", "quote_index": "(%d,%d)" % m.span(), "verb_index": ""})
        return found
"""
TRACKERS_UTILS = """
import os
os.makedirs("logs", exist_ok=True)

def preprocess_text(txt):
    txt = txt.replace("\\n", ".\\n ").replace("..\\n ", ".\\n ").replace("é", "e")
    return txt.replace("”", '"').replace("“", '"')
"""
TRIPLES = """
import collections, re
DQTriple = collections.namedtuple("DQTriple", ["speaker", "cue", "content"])

def direct_quotations(doc):
    marks = [t.i for t in doc if t.is_quote]
    if len(marks) % 2:
        raise ValueError("%d quotation marks found" % len(marks))
    for start, end in zip(marks[::2], marks[1::2]):
        cue = next(t for t in doc[end:] if t.lower_ == "said")
        yield DQTriple([doc[cue.i + 2], doc[cue.i + 1]], [cue], doc[start : end + 1])
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, code in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    return folder


@pytest.fixture
def citron(tmp_path: Path) -> Path:
    code = {"citron/__init__.py": "", "citron/citron.py": CITRON, "citron/utils.py": UTILS}
    return write(tmp_path / "citron-main", {**code, "models/en_1/cue-classifier.pickle": "", "models/notes.md": ""})


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    code = {"quote_extractor.py": EXTRACTOR, "utils.py": TRACKERS_UTILS, "rules/quote_verb_list.txt": "said\n"}
    return write(tmp_path / "GenderGapTracker", {f"nlp/english/{name}": words for name, words in code.items()})


def said(text: str, answers: list[dict[str, list[list[int]]]]) -> list[tuple[str, str, str]]:
    def words(spans: list[list[int]]) -> str:
        return "".join(text[start:end] for start, end in spans)

    return [(words(one["source"]), words(one["cue"]), words(one["content"])) for one in answers]


def test_citron_is_called_by_its_own_interface(citron: Path) -> None:
    answers = call(Peer("citron", str(citron)), TEXTS)
    assert "model en_1" in answers.about and "en_" in answers.about
    assert said(ROAD, answers.found["gazette_1"]) == [("Mara Velling", "said", "the road was open")]
    assert answers.seconds > 0 and answers.gave_up == 0


def test_a_text_that_a_peer_fails_on_has_no_answer(citron: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEER_FAILS", "yes")
    answers = call(Peer("citron", str(citron), str(citron / "models" / "en_1")), TEXTS)
    assert answers.found["gazette_1"] == [] and answers.found["gazette_2"]
    assert answers.gave_up == 2


def test_a_peer_that_stops_is_told_of(citron: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEER_DIES", "yes")
    with pytest.raises(PeerError, match=r"stopped at document gazette_2.*the ferry sank"):
        call(Peer("citron", str(citron)), TEXTS)


def test_the_gender_gap_tracker_is_called_and_its_spans_led_back(
    tracker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    answers = call(Peer("gender-gap-tracker", str(tracker)), TEXTS)
    assert said(ROAD, answers.found["gazette_1"]) == [("Ivo Tandeka", "said", "“It is mined, all of it,”")]
    assert said(FERRY, answers.found["gazette_2"]) == [
        ("Ivo Tandeka", "said", "“The ferry sails in May,”"),
        ("", "", "the café was shut"),
    ]
    assert not list(here.iterdir()), "a peer wrote where the user is"


def test_textacy_is_found_and_a_mark_too_many_costs_one_line(
    corpus: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = {"__init__.py": "__version__ = '0.0-test'", "extract/__init__.py": "", "extract/triples.py": TRIPLES}
    folder = write(tmp_path / "lib", {f"textacy/{name}": words for name, words in code.items()})
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(peers, "IMPORTABLE", ("textacy",))
    result = run(*corpus, alone=False, layers={"attribution": "rules"})
    assert result.rows[-1][0] == "textacy"
    assert result.figures["textacy.recall_direct"] == 100
    assert result.figures["textacy.recall_indirect"] == 0
    assert any("textacy 0.0-test" in note and "gave up on 1 " in note for note in result.notes)
    assert not any("textacy was not found" in note for note in result.notes)


def test_a_peer_that_was_named_must_be_there(corpus: tuple[Path, Path], tmp_path: Path) -> None:
    for name, why in (("gender-gap-tracker", "quote_extractor.py"), ("citron", "No module named")):
        with pytest.raises(PeerError, match=why):
            run(*corpus, peers=[Peer(name, str(tmp_path))])
    with pytest.raises(PeerError, match="stopped while it was loaded"):
        call(Peer("citron", python="/bin/true"), TEXTS)
    with pytest.raises(PeerError, match="/bin/echo is no Python"):
        call(Peer("citron", python="/bin/echo"), TEXTS)


def test_peers_are_named_by_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c").mkdir()
    (tmp_path / "python").symlink_to(sys.executable)
    found = peers.peers(["citron=c"], ["citron=c", "textacy=en_core_web_trf"], ["textacy=python"])
    assert found == [
        Peer("citron", str(tmp_path / "c"), str(tmp_path / "c")),
        Peer("textacy", "", "en_core_web_trf", str(tmp_path / "python")),
    ]
    for named, models, pythons, why in (
        (["spindle"], [], [], "No peer is called 'spindle'. There is: textacy"),
        (["gender-gap-tracker"], [], [], "--peer gender-gap-tracker=FOLDER"),
        (["citron=nowhere"], [], [], "nowhere is no folder"),
        ([], [], ["textacy=nowhere"], "nowhere is no program"),
    ):
        with pytest.raises(PeerError, match=why):
            peers.peers(named, models, pythons)
        options = [f"--peer={one}" for one in named] + [f"--peer-python={one}" for one in pythons]
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["bench", "attribution", "--data", "x", *options])
        assert done.exit_code == 2 and why in done.output


def test_the_command_prints_the_table_and_all_figures(
    corpus: tuple[Path, Path], tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ONE_CORE.items():
        monkeypatch.setenv(name, value)
    data, gold = map(str, corpus)
    out = corpus[0].with_name("out.jsonl")
    given = ["bench", "attribution", "--data", data, "--gold", gold, "--alone", "--publishers"]
    given += ["--peer", f"gender-gap-tracker={tracker}", "--layer", "attribution=rules", "--predictions", str(out)]
    done = CliRunner(env={"COLUMNS": "160"}).invoke(app, given)
    assert done.exit_code == 0, done.output
    for shown in ("rules", "gender-gap-tracker", "95% interval", "F1 by publisher", "herald", "rules minus gender"):
        assert shown in done.output
    assert [json.loads(line)["doc"] for line in out.read_text(encoding="utf-8").splitlines()] == [
        row["doc"] for row in TEXTS
    ]
    figures = json.loads(CliRunner().invoke(app, [*given, "--json"]).output)["figures"]
    assert {"f1", "rules.f1", "gender-gap-tracker.reports_per_cpu_second", "rules.f1.gazette"} <= set(figures)
    assert "ahead_of_gender-gap-tracker_low" in figures


# ---------------------------------------------------------------- the worker
def test_the_worker_is_old_python() -> None:
    ast.parse(Path(worker.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_spans_are_led_back_over_what_was_put_in_and_taken_out() -> None:
    text, prepared = "Ivo  said: “Née  in\nMay.” (So.)", 'Ivo said: "Nee in.\n May." (So.)'
    back = worker.way_back(prepared, text)
    assert back is not None
    for here, there in (
        ('"Nee in.\n May."', "“Née  in\nMay.”"),
        ("Ivo", "Ivo"),
        ("said: ", "said: "),
        ("(So.)", "(So.)"),
        ("in.", "in"),
    ):
        start = prepared.index(here)
        span = back.span(start, start + len(here))
        assert span is not None and text[span[0] : span[1]] == there
    assert back.span(3, 4) is None  # white space alone is no span
    assert worker.index("(0,3)", back) == [[0, 3]]
    assert worker.index("(0,0)", back) == worker.index("", back) == worker.index(None, back) == []
    assert worker.way_back("Ivo", "Ivor") is None
