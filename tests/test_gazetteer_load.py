"""`dateline gazetteer`: GeoNames' dump becomes a table, and its little places stay out of what they are not."""

from __future__ import annotations

import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import ROOT
from dateline.cli.app import app
from dateline.reader import Reader
from dateline.reader.draft import Draft
from dateline.reader.places import PlacesLayer
from dateline.reader.places.features import is_town, kind_of, precision_of
from dateline.reader.places.gazetteer import GazetteerError
from dateline.reader.places.geonames import COLUMNS, LONGEST, MalformedError, row_of
from dateline.reader.places.load import Watch, load
from dateline.reader.places.loaded import _NAMES as NAMES_QUERY
from dateline.reader.places.loaded import FILE, Loaded
from dateline.reader.places.staging import Seen
from dateline.records import Place, Report

# --- invented places, most of them around Solwezi in the north west of Zambia


def row(
    number: int, name: str, lat: float, lon: float, feature: str = "P.PPL", country: str = "ZM", **more: str
) -> str:
    """A line of a dump."""
    of, code = feature.split(".")
    cells = [str(number), name, more.get("ascii", name), more.get("others", ""), str(lat), str(lon), of, code, country]
    cells += ["", more.get("admin1", ""), more.get("admin2", ""), "", "", more.get("population", "0"), "", "1180"]
    return "\t".join([*cells, "Africa/Lusaka", "2024-01-01"])


NORTH_WEST = {"admin1": "06"}
DUMP = [
    row(90000001, "Qorvethan", -12.5, 26.5, others="Korvethan,قورفيثان,QVT", **NORTH_WEST),
    row(90000002, "Vellamar", -13.0, 28.0, admin1="08", population="120000"),
    row(90000003, "Qorvethan", 6.5, 3.4, country="NG"),
    row(90000004, "Mount Zarnath", -12.45, 26.6, "T.MT", **NORTH_WEST),
    row(90000005, "Zarnath Primary School", -12.45, 26.6, "S.SCH", **NORTH_WEST),
    row(90000006, "Oldorma", -12.3, 26.2, **NORTH_WEST),
    row(90000007, "Oldorma", -15.9, 23.2, admin1="01"),
    row(90000008, "Belgara", -10.1, 30.9, admin1="10"),
    row(90000009, "Łodhamë", -12.4, 26.3, ascii="Lodhame", **NORTH_WEST),
    *(
        row(90000100 + n, name, -12.4, 26.4, **NORTH_WEST)
        for n, name in enumerate(
            "Hope Marsh Holloway Monday Police Minister Paris Quill March Reading Nairobi Army Sunday People Ada "
            "President Friday Lusaka Kalumbila He The Michael Washington Texas".split()
        )
    ),
]
TRUE = "geonames:90000001"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs' data of the test's own, which says what is in force."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATELINE_GAZETTEER", raising=False)
    return tmp_path / "data"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "XX.txt"
    path.write_text("\n".join(DUMP) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader with the invented places loaded."""
    folder = tmp_path_factory.mktemp("wide")
    (folder / "XX.txt").write_text("\n".join(DUMP), encoding="utf-8")
    load([folder / "XX.txt"], folder / FILE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_GAZETTEER", str(folder / FILE))
        return Reader()


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["gazetteer", *map(str, arguments)])


def read(reader: Reader, text: str) -> Draft:
    return reader.draft(Report("r", text), last="places")


def places(reader: Reader, text: str) -> dict[str, Place]:
    return {place.name: place for place in read(reader, text).places}


def version(reader: Reader) -> str:
    return reader.version.layers["places"]


# --- loading


@pytest.mark.parametrize("packed", [True, False])
def test_a_dump_becomes_the_gazetteer_in_force(dump: Path, data: Path, tmp_path: Path, packed: bool) -> None:
    path = dump
    if packed:
        path = tmp_path / "allCountries.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.write(dump, "allCountries.txt")
            zipped.writestr("readme.txt", "words, and no places\n")
    assert "the built-in one" in run().output
    done = run("load", path)
    assert done.exit_code == 0 and f"{len(DUMP)} places" in done.stderr and "a second" in done.stderr
    assert [p.name for p in data.iterdir()] == [FILE]
    for shown in (run(), run("show")):
        assert f"{len(DUMP)} " in shown.output and str(data) in shown.output and "loaded" in shown.output
    gone = run("remove")
    assert gone.exit_code == 0 and not list(data.iterdir())
    assert "the built-in one" in run().output and run("remove").exit_code == 0


def test_malformed_lines_are_named_and_the_rest_is_loaded(dump: Path, data: Path) -> None:
    good = row(90000001, "Qorvethan", -12.5, 26.5)
    cells = good.split("\t")

    def but(**changed: str) -> str:
        return "\t".join(changed.get(f"c{n}", cell) for n, cell in enumerate(cells, 1))

    bad = {
        2: "too\tfew", 3: good + "\tmore", 4: but(c1="x12"), 5: but(c5="91"), 6: but(c6="nan"), 7: but(c15="many"),
        8: but(c2=" "), 9: but(c4="a" * (LONGEST + 5)), 11: but(c1="-4"), 12: but(c7="X"), 13: but(c8="PPL" * 9),
    }  # fmt: skip
    lines = [bad.get(n, row(90000000 + n, f"Qorvethan {n}", 1, 2)) for n in range(1, 15)]
    raw = [line.encode() for line in lines]
    raw[9] = "Qorvethan\t".encode("utf-16")
    raw.append(b"")  # an empty line is no place, and no fault
    dump.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(raw) + b"\r\n")
    done = run("load", dump)
    assert done.exit_code == 1 and "Traceback" not in done.output
    for number in (*bad, 10):
        assert f"{dump}, line {number}: " in done.stderr, number
    assert f"{len(bad) + 1} malformed lines left out" in done.stderr
    assert f"{14 - len(bad) - 1} places" in done.stderr
    assert Loaded(data / FILE).about["malformed"] == len(bad) + 1
    assert str(len(bad) + 1) in run("show").output


def test_of_very_many_malformed_lines_the_first_are_named(dump: Path) -> None:
    dump.write_text("\n".join([*DUMP, *["not a place"] * 70]), encoding="utf-8")
    done = run("load", dump)
    assert done.exit_code == 1
    assert done.stderr.count(", line ") == 20 and "50 more" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "No line of"),
        ("a.txt", b"id,name\n1,Qorvethan\n", "No line of"),
        ("a.png", bytes(range(256)) * 400, "No line of"),
        ("a.zip", b"PK\x03\x04 cut off", "no zip file"),
        ("a.txt", b"ZM.06\tNorth-Western\tNorth-Western\t900594\n", "Give a dump too"),
        (None, b"", "no file"),
    ],
)
def test_what_is_no_dump_is_refused_and_changes_nothing(
    dump: Path, data: Path, tmp_path: Path, name: str | None, content: bytes, said: str
) -> None:
    run("load", dump)
    before = (data / FILE).read_bytes()
    path = tmp_path / (name or "nothing.zip")
    if name:
        path.write_bytes(content)
    done = run("load", path)
    assert done.exit_code == 1 and isinstance(done.exception, GazetteerError) and said in str(done.exception)
    assert (data / FILE).read_bytes() == before and len(list(data.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_named(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerError, match="Set DATELINE_DATA to one that can"):
        load([dump], tmp_path / "file" / "data" / FILE)


def test_a_locked_zip_is_refused(dump: Path, tmp_path: Path) -> None:
    packed = tmp_path / "locked.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.write(dump, "XX.txt")
    raw = bytearray(packed.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1  # the flag of a member that is encrypted
    packed.write_bytes(raw)
    with pytest.raises(GazetteerError, match="cannot be unpacked"):
        load([packed], tmp_path / FILE)


def test_a_zip_that_breaks_off_half_way_changes_nothing(dump: Path, data: Path, tmp_path: Path) -> None:
    packed = tmp_path / "allCountries.zip"
    many = "\n".join(row(n, f"Town {n * 7919}", n % 80, n % 170) for n in range(1, 30_000))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("allCountries.txt", many)
    whole = bytearray(packed.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 64] = bytes(64)
    packed.write_bytes(whole)
    load([dump], data / FILE)
    before = Loaded(data / FILE).version
    with pytest.raises(GazetteerError, match="damaged"):
        load([packed], data / FILE)
    assert Loaded(data / FILE).version == before and len(list(data.iterdir())) == 1
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w") as zipped:
        zipped.writestr("readme.txt", "nothing")
    with pytest.raises(GazetteerError, match=r"no \.txt"):
        load([empty], data / FILE)


@pytest.mark.parametrize("when", ["reading", "sorting"])
def test_a_stopped_build_leaves_the_old_one_in_force(dump: Path, data: Path, tmp_path: Path, when: str) -> None:
    class Stopped(Watch):
        def reading(self, part: object, read: int, places: int) -> None:
            if when == "reading":
                raise KeyboardInterrupt

        def sorting(self) -> None:
            raise KeyboardInterrupt

    load([dump], data / FILE)
    before = Loaded(data / FILE).version
    larger = tmp_path / "larger.txt"
    larger.write_text("\n".join(row(n, f"Town {n * 7919}", 1, 2) for n in range(1, 60_000)), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        load([larger], data / FILE, Stopped())
    assert Loaded(data / FILE).version == before
    assert [path.name for path in data.iterdir()] == [FILE]


def test_ctrl_c_stops_the_command_with_one_line(tmp_path: Path, data: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("w", encoding="utf-8") as out:
        out.writelines(row(n, f"Town {n * 7919}", 1, 2) + "\n" for n in range(1, 600_000))
    command = [sys.executable, "-m", "dateline", "gazetteer", "load", str(large)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        # What a shell starts in the background ignores this signal, and its children with it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        deadline = time.monotonic() + 60
        while not list(data.glob(".*.part")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip().splitlines() == ["dateline: stopped. The gazetteer that was in force still is."]
    assert not list(data.iterdir())


def test_what_a_killed_build_left_is_cleared_away(dump: Path, data: Path) -> None:
    data.mkdir()
    old, new = data / ".geonames-old.part", data / ".geonames-new.names"
    for path in (old, new):
        path.write_bytes(b"left")
    os.utime(old, (1, 1))
    load([dump], data / FILE)
    assert not old.exists() and new.exists()  # the new one may be another's, still at work


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    """Read in a process of its own: what it takes for six times as many places is hardly more."""
    code = (
        "import resource, sys; from pathlib import Path; from dateline.reader.places.load import load;"
        "load([Path(sys.argv[1])], Path(sys.argv[2]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for size in (50_000, 300_000):
        path = tmp_path / f"{size}.txt"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(row(n, f"Town {n * 7919}", 1, 2) + "\n" for n in range(1, size))
        command = [sys.executable, "-c", code, str(path), str(tmp_path / f"{size}.sqlite")]
        peaks.append(int(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    assert peaks[1] < 1.9 * peaks[0]


def test_divisions_get_their_names_from_their_lists(dump: Path, data: Path, tmp_path: Path) -> None:
    (tmp_path / "admin1CodesASCII.txt").write_text("ZM.77\tVarnaland\tVarnaland\t90000700\n", encoding="utf-8")
    (tmp_path / "admin2Codes.txt").write_text(
        "ZM.77.7701\tBeldor District\tBeldor District\t90000701\nZM.06.x\tQorvethania\tQorvethania\t90000001\n",
        encoding="utf-8",
    )
    dump.write_text(dump.read_text(encoding="utf-8") + row(90000702, "Tamlo", -13, 25, admin1="77"), encoding="utf-8")
    done = run("load", dump, tmp_path / "admin1CodesASCII.txt", tmp_path / "admin2Codes.txt")
    assert done.exit_code == 0, done.output
    loaded = Loaded(data / FILE)
    assert loaded.divisions["ZMB", "77"] == "Varnaland"
    (beldor,) = loaded.towns("beldor")
    assert (beldor.kind, beldor.admin1, beldor.admin2, beldor.lat) == ("admin2", "77", "7701", None)
    assert [e.id for e in loaded.little("qorvethania", "ZMB")] == [TRUE]
    bad = tmp_path / "bad.txt"
    bad.write_text("ZM\tVarnaland\tVarnaland\t1\nZM.1\tX\tX\t9\n", encoding="utf-8")
    done = run("load", dump, bad)
    assert done.exit_code == 1 and "bad.txt, line 1: 'ZM' is no code" in done.stderr


def test_an_id_that_comes_twice_is_kept_once(dump: Path, data: Path) -> None:
    done = run("load", dump, dump)
    assert done.exit_code == 0 and f"{len(DUMP)} rows with an id that an earlier row has" in done.stderr
    assert len(Loaded(data / FILE).little("oldorma", "ZMB")) == 2
    seen = Seen()
    assert [seen.first(n) for n in (5, 1 << 40, 5, 6, 1 << 40, 0, 1 << 26)] == [
        True, True, False, True, False, True, True,
    ]  # fmt: skip


# --- the file


def test_the_same_dump_is_the_same_gazetteer(dump: Path, tmp_path: Path) -> None:
    first, again = load([dump], tmp_path / "1.sqlite"), load([dump], tmp_path / "2.sqlite")
    packed = tmp_path / "XX.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.write(dump, "XX.txt")
    assert first.version == again.version == load([packed], tmp_path / "3.sqlite").version
    dump.write_text("\n".join(DUMP[:-1]), encoding="utf-8")
    assert load([dump], tmp_path / "4.sqlite").version != first.version


def test_names_are_found_by_their_spellings_in_their_country(dump: Path, data: Path) -> None:
    load([dump], data / FILE)
    loaded = Loaded(data / FILE)
    (village,) = loaded.little("qorvethan", "ZMB")
    assert (village.id, village.kind, village.country, village.admin1) == (TRUE, "village", "ZMB", "06")
    assert (village.lat, village.lon, village.population, village.quality) == (-12.5, 26.5, 0, 0)
    assert [e.quality for e in loaded.little("korvethan", "ZMB")] == [1]
    assert [e.id for e in loaded.little("lodhame", "ZMB")] == ["geonames:90000009"]
    assert loaded.little("qvt", "ZMB") == () and loaded.little("qorvethan", "KEN") == ()
    assert loaded.towns("qorvethan") == ()
    plan = loaded._rows("EXPLAIN QUERY PLAN " + NAMES_QUERY, (1,))
    assert "USING INDEX division" in str(plan)  # millions of rows are never looked through
    (town,) = loaded.towns("vellamar")
    assert (town.kind, town.population) == ("city", 120_000)


def test_another_s_file_is_refused_and_can_be_removed(data: Path, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"no database" * 1000)
    assert isinstance(run().exception, GazetteerError)
    with pytest.raises(GazetteerError, match="dateline gazetteer remove"):
        Reader()
    load([dump], data / FILE)
    with sqlite3.connect(data / FILE) as c:
        c.execute("UPDATE meta SET value = 'older' WHERE key = 'format'")
    c.close()
    with pytest.raises(GazetteerError, match="another version"):
        Loaded(data / FILE)
    assert run("remove").exit_code == 0
    monkeypatch.setenv("DATELINE_GAZETTEER", str(data / "nowhere"))
    with pytest.raises(GazetteerError, match="which is no file"):
        Reader()


def test_a_reader_sent_to_another_process_does_not_change_its_gazetteer(dump: Path, data: Path) -> None:
    load([dump], data / FILE)
    sent = pickle.dumps(Loaded(data / FILE))
    assert pickle.loads(sent).little("qorvethan", "ZMB")
    dump.write_text("\n".join(DUMP[1:]), encoding="utf-8")
    load([dump], data / FILE)
    with pytest.raises(GazetteerError, match="loaded anew"):
        pickle.loads(sent)


@pytest.mark.parametrize(
    ("feature", "population", "town", "kind", "precision"),
    [
        ("P.PPL", 0, False, "village", 1), ("P.PPL", 500, True, "city", 1), ("P.PPLA3", 0, True, "city", 1),
        ("P.PPLC", 9, True, "capital", 1), ("P.PPLX", 9_000, False, "village", 1), ("P.PPLQ", 900, False, "village", 1),
        ("A.ADM1", 0, True, "admin1", 4), ("A.ADM2", 0, True, "admin2", 3), ("A.ADM3", 50_000, False, "division", 3),
        ("A.PCLI", 9, False, "division", 6), ("T.MT", 0, False, "feature", 1), ("T.DSRT", 0, False, "feature", 5),
        ("H.STM", 0, False, "feature", 5), ("H.WLL", 0, False, "feature", 1), ("H.GULF", 0, False, "feature", 7),
        ("S.SCH", 0, False, "feature", 1), ("L.PRK", 0, False, "feature", 5), ("R.RD", 0, False, "feature", 5),
        (".", 0, False, "feature", 5),
    ],
)  # fmt: skip
def test_what_a_feature_is(feature: str, population: int, town: bool, kind: str, precision: int) -> None:
    of, _, code = feature.partition(".")
    assert is_town(of, code, population) is town
    assert (kind_of(of, code, town=town), precision_of(of, code)) == (kind, precision)


def test_a_row_says_what_is_wrong_with_it() -> None:
    assert row_of(DUMP[0]).population == 0
    with pytest.raises(MalformedError, match=f"3 columns where a dump has {COLUMNS}"):
        row_of("1\tQorvethan\tQorvethan")
    with pytest.raises(MalformedError, match="'1e400' is no latitude"):
        row_of(DUMP[0].replace("-12.5", "1e400"))


# --- reading with it


def test_the_reader_is_another_with_another_gazetteer(
    reader: Reader, wide: Reader, dump: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert version(wide).startswith(version(reader) + "+")
    assert wide.version != reader.version
    load([dump], data / FILE)
    assert version(Reader()) == version(wide).rpartition("+")[0] + "+" + Loaded(data / FILE).version
    assert version(Reader(layers={"places": "built-in"})) == version(reader)
    monkeypatch.setenv("DATELINE_GAZETTEER", "built-in")
    assert version(Reader()) == version(reader)
    assert "DATELINE_GAZETTEER keeps it out" in run().output


def test_a_village_has_a_point_where_it_is_loaded(reader: Reader, wide: Reader) -> None:
    text = "Gunmen attacked the village of Qorvethan in Zambia on Tuesday, killing nine people."
    assert places(reader, text)["Qorvethan"].gazetteer_id is None
    found = places(wide, text)["Qorvethan"]
    assert (found.gazetteer_id, found.country, found.admin1, found.precision) == (TRUE, "ZMB", "North-Western", 1)
    assert (found.lat, found.lon) == (-12.5, 26.5) and 0 < found.confidence < 0.9


def test_a_town_of_it_is_known_as_towns_are(reader: Reader, wide: Reader) -> None:
    text = "A bomb exploded in Vellamar on Monday, killing nine people."
    assert places(wide, text)["Vellamar"].gazetteer_id == "geonames:90000002"
    assert all(place.gazetteer_id is None for place in places(reader, text).values())


def test_namesakes_are_told_apart_by_the_report_s_country(wide: Reader) -> None:
    text = "Police in {} said that the village of Qorvethan was flooded."
    assert places(wide, text.format("Lagos, Nigeria,"))["Qorvethan"].gazetteer_id == "geonames:90000003"
    assert places(wide, text.format("Solwezi, Zambia,"))["Qorvethan"].gazetteer_id == TRUE
    assert places(wide, text.format("Oslo"))["Qorvethan"].gazetteer_id is None


def test_where_a_country_has_two_of_a_name_the_report_must_say_which(wide: Reader) -> None:
    near = places(wide, "Troops from Solwezi in Zambia burned the village of Oldorma.")["Oldorma"]
    assert near.gazetteer_id == "geonames:90000006"
    assert places(wide, "The village of Oldorma in Zambia was burned.")["Oldorma"].gazetteer_id is None
    other = places(wide, "The village of Oldorma in Western Province, Zambia, was burned.")["Oldorma"]
    assert other.gazetteer_id == "geonames:90000007"


def test_a_name_that_nothing_makes_a_place_is_one_where_others_are_near(wide: Reader) -> None:
    text = "In Solwezi, Zambia, troops were seen at Qorvethan and in Kasempa. They left Qorvethan at noon."
    found = places(wide, text)["Qorvethan"]
    assert (found.gazetteer_id, len(found.mentions)) == (TRUE, 2)
    text = "Gunmen attacked Qorvethan, near Solwezi in Zambia, on Monday."
    assert places(wide, text)["Qorvethan"].gazetteer_id == TRUE


@pytest.mark.parametrize(
    "text",
    [
        "Hope returned to Solwezi, Zambia, the Minister said on Monday. Holloway, of the Police, said Ada Marsh left.",
        "Mr. Holloway of the Hope Foundation spoke in Solwezi, Zambia, and Marsh agreed with him. He left in March.",
        "In Solwezi, Zambia, Michael Quill met the President. Quill said that People were afraid of the Army.",
        "President Ada Marsh came to Solwezi, Zambia, on Sunday. Marsh had Hope. The Police said Reading was taught.",
        "Police told Ada Holloway in Solwezi, Zambia, to wait until Friday. Army and Police agreed with Holloway.",
    ],
)
def test_hamlets_named_like_people_and_plain_words_are_no_places(reader: Reader, wide: Reader, text: str) -> None:
    found = places(wide, text)
    assert set(found) == set(places(reader, text)) == {"Solwezi", "Zambia"}


def test_a_hamlet_does_not_take_a_known_place_s_name(reader: Reader, wide: Reader) -> None:
    text = "The minister flew from Solwezi in Zambia to Paris and Nairobi, and on to Washington. He was born in Texas."
    assert [p.gazetteer_id for p in read(wide, text).places] == [p.gazetteer_id for p in read(reader, text).places]


def test_a_report_without_its_names_is_read_as_before(reader: Reader, wide: Reader) -> None:
    text = "Shells fell on Aleppo and Homs in Syria. Paris and London asked Damascus to stop, officials in Geneva said."
    mine, theirs = read(wide, text).places, read(reader, text).places
    assert [(p.gazetteer_id, p.precision, p.confidence) for p in mine] == [
        (p.gazetteer_id, p.precision, p.confidence) for p in theirs
    ]


def test_hills_are_found_by_their_whole_name(wide: Reader) -> None:
    found = places(wide, "Shots were heard near Solwezi, Zambia, and on the slopes of Mount Zarnath.")
    assert found["Mount Zarnath"].gazetteer_id in ("geonames:90000004", None)
    assert "Zarnath Primary School" not in places(wide, "In Solwezi, Zambia, the school opened on Monday.")


def test_thousands_of_unknown_names_cost_no_more_each_than_few(wide: Reader) -> None:
    layer = next(x for x in wide.layers if isinstance(x, PlacesLayer))
    text = "Solwezi, Zambia. " + " ".join(f"The village of Qorvethan{'abcdefgh'[n % 8]}{n} burned." for n in range(600))
    draft = read(wide, text)
    began = time.process_time()
    layer._senses(draft, layer.spots(draft))
    assert time.process_time() - began < 6


def test_the_reading_is_the_same_every_time(wide: Reader) -> None:
    text = "Troops from Solwezi in Zambia burned Qorvethan, Oldorma and Belgara, and the village of Łodhamë."
    assert read(wide, text).places == read(wide, text).places
