"""Places: namesakes told apart by context, governments told from spots, precision stated, nothing guessed."""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.bench import places as bench
from dateline.reader import Reader
from dateline.reader.draft import Draft, Toponym
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places import PlacesLayer, build
from dateline.reader.places.build import open_gazetteer
from dateline.reader.places.countries import country_of, demonym_of
from dateline.reader.places.gazetteer import FORMAT, Gazetteer, GazetteerError, Writer
from dateline.reader.places.names import Filter, key, keys
from dateline.records import Dateline, Mention, Place, Report, Span


@pytest.fixture(scope="module")
def layer(reader: Reader) -> PlacesLayer:
    return next(x for x in reader.layers if isinstance(x, PlacesLayer))


@pytest.fixture(scope="module")
def read(reader: Reader):
    """The draft of a text up to its places."""

    def _read(text: str, **fields: str) -> Draft:
        return reader.draft(Report("r", text, **fields), last="places")

    return _read


def place(draft: Draft, words: str) -> Place:
    """The one place that these words mention."""
    return next(p for p in draft.places if any(m.of(draft.report.text) == words for m in p.mentions))


def toponym(draft: Draft, words: str, number: int = 0) -> Toponym:
    return [t for t in draft.toponyms if t.span.of(draft.report.text) == words][number]


# --- names and countries


def test_spellings_of_one_name_share_a_key() -> None:
    assert key("Port-au-Prince") == key("Port au Prince") == "portauprince"
    assert key("Kābul") == key("KABUL") == "kabul"
    assert key("Łódź") == "lodz"
    assert list(keys("St. Marys")) == ["stmarys", "saintmarys"]
    assert key("تهران") == "تهران"


def test_the_filter_never_denies_what_it_holds() -> None:
    names = [f"town{n}" for n in range(3000)]
    held = Filter.of(len(names))
    for name in names:
        held.add(name)
    from zlib import crc32

    assert all(held.holds(crc32(name.encode())) for name in names)
    others = sum(held.holds(crc32(f"none{n}".encode())) for n in range(3000))
    assert others < 300


@pytest.mark.parametrize(
    ("words", "code"),
    [("the United States", "USA"), ("U.S.", "USA"), ("US", "USA"), ("us", None), ("Burma", "MMR"), ("Britain", "GBR"),
     ("Ivory Coast", "CIV"), ("Soviet Union", "SUN"), ("Côte d’Ivoire", "CIV"), ("car", None), ("Atlantis", None)],
)  # fmt: skip
def test_countries_by_name(words: str, code: str | None) -> None:
    assert country_of(words) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Afghan", "AFG"), ("Afghans", "AFG"), ("the Dutch", "NLD"), ("Chechen", "RUS"), ("Arab", None), ("table", None)],
)
def test_peoples(word: str, code: str | None) -> None:
    assert demonym_of(word) == code


# --- namesakes


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("The fair opens in Paris, Texas, on Friday.", "Paris", "USA", "Texas"),
        ("Ada Quill flew from Berlin to Paris on Friday to meet the French minister.", "Paris", "FRA", None),
        ("A barn burned down near Salem, Ore., on Friday.", "Salem", "USA", "Oregon"),
        ("The mayor of Springfield, Ill., opened the bridge.", "Springfield", "USA", "Illinois"),
        ("Police in London, Ontario, closed the road to Toronto.", "London", "CAN", "Ontario"),
        ("Tbilisi is far from Moscow. Soldiers crossed into Georgia from Russia and Armenia.", "Georgia", "GEO", None),
        ("The storm passed over Georgia and Alabama, and hit Atlanta and Macon.", "Georgia", "USA", "Georgia"),
        ("Shells fell on Tripoli. The Libyan coast guard and the port of Misrata were hit.", "Tripoli", "LBY", None),
        ("The army left Tripoli in northern Lebanon and marched on Beirut and Sidon.", "Tripoli", "LBN", None),
        ("Floods cut off Hyderabad and Karachi in Sindh, Pakistan.", "Hyderabad", "PAK", "Sindh"),
        ("Floods cut off Hyderabad and Warangal in Telangana, India.", "Hyderabad", "IND", "Telangana"),
    ],
)  # fmt: skip
def test_context_decides_between_namesakes(read, text: str, words: str, country: str, admin1: str | None) -> None:
    found = place(read(text), words)
    assert found.country == country
    if admin1:
        assert found.admin1 == admin1
    assert 0 < found.confidence <= 1


def test_one_name_has_one_sense_in_a_report(read) -> None:
    draft = read("A fire broke out in Salem, Ore. Firemen from Salem said that Salem had seen no such fire.")
    assert len([p for p in draft.places if p.name == "Salem"]) == 1
    assert len(place(draft, "Salem").mentions) == 3


def test_the_page_s_host_speaks_for_a_country(read) -> None:
    text = "A lorry overturned in Perth on Monday, and two people were hurt."
    assert place(read(text, url="https://news.example.com.au/1"), "Perth").country == "AUS"
    assert place(read(text, url="https://news.example.co.uk/1"), "Perth").country == "GBR"
    assert place(read(text, url="http://[malformed"), "Perth").country in ("AUS", "GBR")


def test_a_little_known_town_near_the_others_is_one(read) -> None:
    text = "Soldiers marched into Solwezi in Zambia. "
    draft = read(text + "Others were taken home to Kabompo, Chavuma and Manyinga by lorry.")
    assert {"Kabompo", "Chavuma", "Manyinga"} <= {p.name for p in draft.places}
    text = "In Solwezi, Zambia, they shut the road to Kasempa and Kabompo. The Upper Kabompo Front had laid mines."
    assert [m.of(text) for m in place(read(text), "Kabompo").mentions] == ["Kabompo"]
    draft = read("Police in Zambia praised Ada Kabompo. A letter was sent to Kabompo on Friday.")
    assert "Kabompo" not in {p.name for p in draft.places}


def test_words_beside_a_name_say_what_it_is(read) -> None:
    assert place(read("Villages in Herat province were flooded."), "Herat").precision == 4
    assert place(read("A bomb went off in the city of Herat."), "Herat").precision == 1
    assert place(read("Two men were held in Polk County, Florida."), "Polk County").precision == 3


# --- places, governments, peoples


@pytest.mark.parametrize(
    ("text", "words", "acts"),
    [
        ("Nairobi is sending advisers to the region.", "Nairobi", True),
        ("Officials in Nairobi spoke to reporters.", "Nairobi", False),
        ("The visit was condemned by Ankara.", "Ankara", True),
        ("Ministers urged Tehran to stop.", "Tehran", True),
        ("A bomb exploded in Tehran.", "Tehran", False),
        ("Kenya accused Somalia of lying.", "Somalia", True),
        ("Troops crossed into Somalia.", "Somalia", False),
        ("The Kremlin denied the report.", "Kremlin", True),
        ("Crowds gathered outside the Kremlin.", "Kremlin", False),
        ("Talks with Uganda will go on.", "Uganda", True),
        ("Uganda's decision surprised the ministers.", "Uganda", True),
        ("Uganda's coastline is short.", "Uganda", False),
        ("Houston was hit by a storm.", "Houston", False),
    ],
)
def test_governments_are_told_from_spots(read, text: str, words: str, acts: bool) -> None:
    draft = read(text)
    found = toponym(draft, words)
    assert found.acts is acts
    assert (found.place is None) is acts
    mentioned = [m.of(text) for p in draft.places for m in p.mentions]
    assert (words in mentioned) is not acts


def test_a_people_is_no_town_of_its_name(read) -> None:
    draft = read("Two Canadian miners were freed in Lusaka.")
    assert toponym(draft, "Canadian").country == "CAN"
    assert [p.name for p in draft.places] == ["Lusaka"]
    assert place(read("He was born in Canadian, Texas."), "Canadian").admin1 == "Texas"


def test_provinces_are_known_with_the_word_for_what_they_are(read) -> None:
    found = place(read("Clinics in North-Western Province, Zambia, are short of drugs."), "North-Western Province")
    assert (found.country, found.precision) == ("ZMB", 4)


def test_a_people_is_no_place(read) -> None:
    draft = read("Afghan and Pakistani officers met on Monday.")
    assert [(t.kind, t.country, t.place) for t in draft.toponyms] == [
        ("demonym", "AFG", None),
        ("demonym", "PAK", None),
    ]
    assert draft.places == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jordan said that he would go home.",
        "Paris Holloway, 41, sang to a full house.",
        "Subscribers pay from K45 a week.",
        "this is an abuse. the littoral was calm, and rivers ran dry along the coast.",
        "Michael Israel and his wife were thanked.",
        "The meeting is on Sunday in May or in March.",
        "We will march on, he said, and hope to be reading by summer.",
    ],
)
def test_people_and_plain_words_are_no_places(read, text: str) -> None:
    assert read(text).places == []


def test_a_name_within_a_body_s_name_is_no_place(read) -> None:
    draft = read("The Bank of England and the Bremen Herald were quiet. He went to Lyon.")
    assert [p.name for p in draft.places] == ["Lyon"]


# --- precision


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("A mine went off in Kandahar city.", "Kandahar", 1),
        ("A mine went off 20 km south of Kandahar on Monday.", "20 km south of Kandahar", 2),
        ("A mine went off near the city of Kandahar.", "Kandahar", 2),
        ("A mine went off just outside Kandahar city.", "Kandahar", 2),
        ("A bus was stopped on the road between Kandahar and Herat.", "road between Kandahar and Herat", 5),
        ("Fighting went on in North Waziristan.", "North Waziristan", 3),
        ("Fighting went on in Helmand.", "Helmand", 4),
        ("Fighting went on in northern Helmand.", "Helmand", 5),
        ("Fighting went on in the Sahel.", "Sahel", 5),
        ("Fighting went on in Chad and in Niger.", "Chad", 6),
        ("A tanker was boarded in the Gulf of Aden.", "Gulf of Aden", 7),
        ("A tanker was boarded off the coast of Somalia.", "Somalia", 7),
    ],
)
def test_precision_is_stated(read, text: str, words: str, precision: int) -> None:
    assert place(read(text), words).precision == precision


def test_near_a_town_and_in_it_are_two_places(read) -> None:
    draft = read("Shells fell in Aleppo, Syria. A convoy was hit near Aleppo.")
    found = [p for p in draft.places if p.name == "Aleppo"]
    assert [p.precision for p in found] == [1, 2]
    assert len({p.gazetteer_id for p in found}) == 1
    assert len({p.id for p in found}) == 2


def test_informal_regions_are_known(read) -> None:
    draft = read("Rebels moved through Donbas, Darfur, Waziristan and Kivu.")
    assert {p.name: p.country for p in draft.places} == {
        "Donbas": "UKR",
        "Darfur": "SDN",
        "Waziristan": "PAK",
        "Kivu": "COD",
    }


def test_what_cannot_be_resolved_keeps_its_words(read) -> None:
    found = place(read("Eleven people died in the village of Qorvethan on Tuesday."), "Qorvethan")
    assert (found.gazetteer_id, found.lat, found.lon, found.country, found.precision) == (None,) * 5
    assert found.name == "Qorvethan"
    assert found.confidence < 0.5


# --- offsets, datelines, hostile texts


@pytest.mark.parametrize("before", ["🚨🚨 ", "مرحبا بالعالم. ", "\u200f", "e\u0301\u0327 ", "\U0001f1f5\U0001f1f0 "])
def test_offsets_hold_after_any_script(read, before: str) -> None:
    text = before + "Troops reached Kampala on Sunday."
    found = place(read(text), "Kampala")
    assert found.mentions == (Span(text.index("Kampala"), text.index("Kampala") + 7),)


def test_the_dateline_s_place_is_one_of_the_places(layer: PlacesLayer, reader: Reader) -> None:
    text = "BEAUMONT, Texas (Wire) -- The mayor of Beaumont opened the pier."
    at = Span(0, 15)
    body = text.index("The mayor")
    whole = Dateline(Span(0, body), place=Mention(at, at.of(text)))
    draft = Draft(Report("r", text, dateline=whole, body=(Span(0, len(text)),)), Parse(text))
    next(x for x in reader.layers if x.name == "sentences")(draft)
    layer(draft)
    named = draft.report.dateline.place
    assert named is not None and named.id
    beaumont = next(p for p in draft.places if p.id == named.id)
    assert (beaumont.name, beaumont.admin1) == ("Beaumont", "Texas")
    assert len(beaumont.mentions) == 2


@pytest.mark.parametrize("state", ["Texas", "Calif."])
def test_the_state_after_the_dateline_s_place_counts(read, state: str) -> None:
    draft = read(f"BEAUMONT, {state} (Reuters) -- The mayor opened the pier on Sunday, and many came to see it.")
    named = draft.report.dateline.place
    assert named is not None
    found = next(p for p in draft.places if p.id == named.id)
    assert found.admin1 == {"Texas": "Texas", "Calif.": "California"}[state]


def test_lowered_texts_are_read_too(read) -> None:
    draft = read("a bomb exploded in bogota, colombia, on monday. two soldiers were hurt in the city of medellin.")
    assert {p.country for p in draft.places if p.country} == {"COL"}


@pytest.mark.parametrize(
    "text",
    ["", " ", "." * 500, "🚀" * 300, "Paris " * 4000, "Paris, " * 4000, "A-" * 3000, "of the " * 3000, "Ill." * 1000],
    ids=lambda text: repr(text[:8]),
)
def test_nothing_raises_and_nothing_is_slow(layer: PlacesLayer, reader: Reader, text: str) -> None:
    draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text))
    next(x for x in reader.layers if x.name == "sentences")(draft)
    began = time.process_time()
    layer(draft)
    assert time.process_time() - began < 2 + len(draft.parse) / 4000
    for p in draft.places:
        assert all(0 <= m.start < m.end <= len(text) for m in p.mentions)


def test_many_names_cost_no_more_each_than_few(layer: PlacesLayer) -> None:
    """A list of 3,000 different towns, as one sentence; the parse is made by hand."""
    rows = layer.gazetteer._rows(
        "SELECT DISTINCT name FROM place WHERE kind = 'city' AND name NOT LIKE '% %' LIMIT 3000"
    )
    words = [w for (name,) in rows for w in (name, ",")]
    text = " ".join(words)
    parse, at = Parse(text), 0
    for i, word in enumerate(words):
        parse.words.append(word)
        parse.lower.append(word.lower())
        parse.lemma.append(word.lower())
        parse.pos.append("PROPN" if word != "," else "PUNCT")
        parse.tag.append("NNP")
        parse.dep.append("dep")
        parse.head.append(0)
        parse.kids.append(list(range(1, len(words))) if i == 0 else [])
        parse.left.append(i)
        parse.right.append(i)
        parse.start.append(at)
        parse.end.append(at + len(word))
        parse.sentence.append(0)
        at += len(word) + 1
    parse.sentences.append((0, len(words)))
    parse.paragraph.append(0)
    draft = Draft(Report("r", text, body=(Span(0, len(text)),)), parse)
    began = time.process_time()
    layer(draft)
    assert time.process_time() - began < 6


def test_the_same_text_gives_the_same_places(read) -> None:
    text = "Rockets fell on Gaza and Sderot. Cairo and Doha asked Israel to wait, officials in Paris said."
    assert read(text).places == read(text).places


# --- the gazetteer file


def test_any_source_can_fill_a_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "own.sqlite"
    writer = Writer(path)
    writer.add(
        "own:1", [("Qorvethan", 0), ("Saint Qor", 1)], kind="city", point=(1.5, 2.5), country="KEN", population=9
    )
    writer.close("own-1")
    gazetteer = Gazetteer(path)
    assert gazetteer.version == "own-1"
    (entry,) = gazetteer.lookup(key("QORVETHAN"))
    assert (entry.id, entry.lat, entry.lon, entry.country, entry.quality) == ("own:1", 1.5, 2.5, "KEN", 0)
    assert [e.quality for e in gazetteer.lookup(key("St. Qor"))] == [1]
    assert gazetteer.lookup("nowhere") == ()


def test_another_format_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    writer = Writer(path)
    writer.close("1")
    import sqlite3

    with sqlite3.connect(path) as c:
        c.execute("UPDATE meta SET value = 'older' WHERE key = 'format'")
    c.close()
    with pytest.raises(GazetteerError, match=FORMAT):
        Gazetteer(path)


def test_a_gazetteer_outlives_a_fork(layer: PlacesLayer) -> None:
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("no fork here")
    layer.gazetteer.lookup("kampala")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_countries_of, (layer.gazetteer, "mombasa")) == {"KEN"}


def _countries_of(gazetteer: Gazetteer, name: str) -> set[str]:
    return {e.country for e in gazetteer.lookup(name) if e.population > 100_000}


def test_the_built_gazetteer_is_found_again(layer: PlacesLayer) -> None:
    began = time.monotonic()
    again = open_gazetteer(Lexicons())
    assert time.monotonic() - began < 2
    assert again.version == layer.gazetteer.version
    assert layer.version.endswith(again.version)


def _little(writer: Writer, _: Lexicons) -> None:
    writer.add("own:1", [("Qorvethan", 0)], kind="city", point=(1.5, 2.5), country="KEN")


def test_a_damaged_gazetteer_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "new" / "cache"))
    monkeypatch.setattr(build, "fill", _little)
    told: list[str] = []
    first = open_gazetteer(progress=told.append)
    assert len(told) == 2 and "1 places" in told[1]
    assert open_gazetteer(progress=told.append).path == first.path and len(told) == 2
    first.path.write_bytes(b"no database" * 1000)
    assert open_gazetteer(progress=told.append).lookup("qorvethan") and len(told) == 4
    first.path.write_bytes(b"")
    assert open_gazetteer(progress=told.append).lookup("qorvethan")


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file" / "cache"))
    monkeypatch.setattr(build.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    monkeypatch.setattr(build, "fill", _little)
    assert open_gazetteer().path.is_relative_to(tmp_path / "temporary")


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(writer: Writer, _: Lexicons) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "fill", broken)
    with pytest.raises(KeyboardInterrupt):
        build.build(tmp_path / "g.sqlite", "1", Lexicons(), lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_countries_lie_in_themselves(layer: PlacesLayer) -> None:
    for code in ("USA", "PAK", "KEN", "SUN"):
        name = layer.spotter.countries.name_of(code)
        assert any(e.kind == "country" and e.country == code for e in layer.gazetteer.lookup(key(name)))


# --- the benchmark


def test_the_benchmark_counts_as_the_scorer_does(shared: Path, tmp_path: Path) -> None:
    corpus = shared / "corpora" / "places" / "lgl.jsonl"
    if not corpus.is_file():
        pytest.skip(f"no {corpus}")
    spec = importlib.util.spec_from_file_location("score_places", shared / "score" / "score_places.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(corpus.read_text(encoding="utf-8").split("\n")[:12]) + "\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    result = bench.run(few, predictions=out)
    theirs = scorer.score(scorer.load(few), scorer.load(out))
    assert theirs["within_161km"] == round(result.figures["within_161km"], 1)
    assert theirs["median_km_of_resolved"] == round(result.figures["median_km"], 1)
    blank = tmp_path / "blank.jsonl"
    rows = [{"doc": r["doc"], "text": r["text"], "url": r["url"]} for r in map(json.loads, few.open(encoding="utf-8"))]
    blank.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    bench.run(blank, predictions=out)
    own = scorer.score(scorer.load(few), scorer.load(out))["end_to_end"]
    assert own["F1"] == round(result.figures["end_to_end_f1"], 1)


def test_blanked_answers_are_still_answered(tmp_path: Path) -> None:
    text = "Shells fell on Kampala."
    rows = [
        {"doc": "a", "text": text, "toponyms": [{"start": 15, "end": 22, "name": "Kampala", "lat": None, "lon": None}]},
        {"doc": "b", "text": text},
    ]
    corpus, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    bench.run(corpus, predictions=out)
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a["doc"] for a in answers] == ["a", "b"]
    for answer in answers:
        (row,) = answer["toponyms"]
        assert (row["start"], row["end"]) == (15, 22)
        assert abs(row["lat"] - 0.3) < 0.5 and row["gazetteer_id"].startswith("geonames:")


def test_a_user_s_regions_are_places_too(tmp_path: Path, layer: PlacesLayer) -> None:
    """Rows of a user's own list come into the version, so that another gazetteer is built for them."""
    from dateline.reader.places.build import sources

    (tmp_path / "regions.tsv").write_text(
        "name\tlat\tlon\tcountries\tprecision\tkind\taliases\nQorvethan Hills\t1\t2\tKEN\t5\tregion\t\n",
        encoding="utf-8",
    )
    assert sources(replace(Lexicons(), user=tmp_path)) != layer.gazetteer.version


def test_a_town_says_its_district(read) -> None:
    found = place(read("Gunmen attacked a bus in Lashkar Gah on Monday."), "Lashkar Gah")
    assert (found.country, found.admin1) == ("AFG", "Helmand")
    assert found.admin2 == "Lashkar Gah"


@pytest.mark.parametrize(
    ("text", "words", "lat", "lon", "precision", "country"),
    [
        ("A mine went off 20 km south of Kandahar.", "20 km south of Kandahar", 31.433, 65.71, 2, "AFG"),
        ("A mine went off thirty miles (48 km) to the west of the town of Herat.",
         "thirty miles (48 km) to the west of the town of Herat", 34.346, 61.674, 2, "AFG"),
        ("A mine went off 15km from Kandahar.", "15km from Kandahar", 31.613, 65.71, 2, "AFG"),
        ("A mine went off 200 km south of Kandahar.", "200 km south of Kandahar", 29.814, 65.71, 5, "AFG"),
        ("A bus was stopped on the Kandahar-Herat highway.", "Kandahar-Herat highway", 33.0, 64.0, 5, "AFG"),
        ("A bus was stopped on the road from Kandahar to Quetta.", "road from Kandahar to Quetta", 30.9, 66.4, 5, None),
        ("A boy was shot at the Kenya-Somalia border.", "Kenya-Somalia border", 3.93, 41.87, 5, None),
        ("A boy was shot on the border between Kenya and Somalia.", "the border between Kenya and Somalia", 3.93, 41.87,
         5, None),
        ("In Mandera county in Kenya, a boy was shot near the border with Somalia.", "the border with Somalia", 3.93,
         41.87, 5, "KEN"),
        ("A boy was shot near the Turkish-Syrian border.", "Turkish-Syrian border", 36.79, 38.04, 5, None),
    ],
)  # fmt: skip
def test_a_spot_beside_a_place_has_its_own_point(
    read, text: str, words: str, lat: float, lon: float, precision: int, country: str | None
) -> None:
    found = place(read(text), words)
    assert (found.lat, found.lon) == (pytest.approx(lat, abs=0.35), pytest.approx(lon, abs=0.35))
    assert (found.precision, found.country) == (precision, country)
    assert (found.gazetteer_id is None) == ("km" not in words and "miles" not in words)


def test_the_name_in_an_offset_still_names_its_own_place(read, layer: PlacesLayer) -> None:
    draft = read("A mine went off 20 km south of Kandahar.")
    (row,) = bench.toponyms(layer, draft)
    assert (row["lat"], row["lon"]) == (pytest.approx(31.61, abs=0.05), pytest.approx(65.71, abs=0.05))
    assert draft.report.text[row["start"] : row["end"]] == "Kandahar"
