"""Hostile inputs: files that nobody should have saved, made anew from a seed. Each must be read or refused.

python tests/hostile.py FOLDER [SEED] [COUNT]
"""

from __future__ import annotations

import io
import json
import random
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

Make = Callable[[random.Random], bytes]

PEOPLE = ["Ada Quill", "Bo Tanner", "Cal Ruiz", "Dee Okafor", "General Eli Marsh", "the mayor", "police", "they"]
DOINGS = ["attacked", "met", "denied that they had shelled", "said on Monday that rebels had left", "plans to bomb"]
THINGS = ["the bridge at Velmora", "12 soldiers", "a school in Nairobi", "the talks", "more than 100 people", "it"]
ODD = (
    "\0 \ufeff \ufffd \u202e \u202d \u200b \u200d \u00ad \u0085 \u2028 \u2029 \x1b[31m \x07 \x7f \ue000 \ufdd0 "
    "👩‍👩‍👧‍👦 🏴‍☠️ é\u0301\u0301 ﷽ İ ß ǅ 𝕬 שלום العالم ในโลก 世界 ١٢٣ ½ ⅷ ﬁ —--– “„«»‹›’‘'` ...…"
).split()


def sentence(rng: random.Random) -> str:
    return f"{rng.choice(PEOPLE)} {rng.choice(DOINGS)} {rng.choice(THINGS)}, {rng.choice(PEOPLE)} said."


def prose(rng: random.Random, most: int = 8) -> str:
    head = rng.choice(["", "", "VELMORA, March 4 (Reuters) - ", "NAIROBI: ", "By Ada Quill\n", "Opinion\n"])
    words = [sentence(rng) for _ in range(rng.randint(1, most))]
    return head + rng.choice([" ", "\n", "\n\n", "\r\n", "\r"]).join(words)


def page(rng: random.Random) -> str:
    body = "".join(f"<p>{sentence(rng)}</p>" for _ in range(rng.randint(1, 6)))
    meta = f'<meta property="article:published_time" content="{rng.choice(["2019-03-04", "yesterday", "", "0000"])}">'
    head = f"<!doctype html><html><head><title>T</title>{meta}</head>"
    return f"{head}<body><article><h1>T</h1>{body}</article></body></html>"


# ---- texts


def empty(rng: random.Random) -> bytes:
    return rng.choice([b"", b" ", b"\n\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\0" * 500, "\u200b\u00a0".encode()])


def odd_characters(rng: random.Random) -> bytes:
    words = prose(rng).split(" ")
    for _ in range(rng.randint(1, 40)):
        words.insert(rng.randint(0, len(words)), rng.choice(ODD))
    return rng.choice([" ", ""]).join(words).encode("utf-8", "surrogatepass")


def control_characters(rng: random.Random) -> bytes:
    return "".join(c + chr(rng.randrange(32)) if rng.random() < 0.1 else c for c in prose(rng)).encode()


def mixed_encodings(rng: random.Random) -> bytes:
    parts = []
    for _ in range(rng.randint(2, 6)):
        encoding = rng.choice(["utf-8", "cp1252", "utf-16-le", "utf-16", "cp1251", "shift_jis", "utf-7", "utf-32"])
        parts.append(f"{sentence(rng)} “naïve” – Ångström…".encode(encoding, "replace"))
    return b"\n".join(parts)


def one_encoding(rng: random.Random) -> bytes:
    encoding = rng.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "iso8859_15", "cp037"])
    return f"{prose(rng)} “Ångström” café".encode(encoding, "replace")


def long_line(rng: random.Random) -> bytes:
    unit = rng.choice(
        ["a", "x y ", "said ", "“", "((", "A, ", "- ", "1,000 ", "the mayor of the town of ", "🏴‍☠️", "\u0301", "." * 3]
    )
    return (unit * (rng.choice([300, 600, 2_000]) // len(unit))).encode()


def unclosed(rng: random.Random) -> bytes:
    words = prose(rng)
    for mark in rng.choices("“\"'‘([{«", k=rng.randint(1, 12)):
        at = rng.randint(0, len(words))
        words = words[:at] + mark + words[at:]
    return words.encode()


def no_spaces(rng: random.Random) -> bytes:
    return prose(rng).replace(" ", "").encode()


def many_lines(rng: random.Random) -> bytes:
    line = rng.choice(
        ["a\n", "\n", "Share\n", "Updated 1 May 2024\n", "-\n", "By A B\n", "Read more:\n", "(Photo: x)\n", "\r"]
    )
    return (line * rng.randint(10, 300) + prose(rng)).encode()


def furniture_only(rng: random.Random) -> bytes:
    lines = [
        "Opinion",
        "Share",
        "Updated 01 May, 2024",
        "Fish prices",
        "Fish prices",
        "Read more: x",
        "© 2019 A",
        "a ...",
    ]
    return "\n".join(rng.choices(lines, k=rng.randint(1, 30))).encode()


def strange_dates(rng: random.Random) -> bytes:
    dates = [
        "31 February 2019",
        "0000-00-00",
        "the 99th of May",
        "March 2, 99999",
        "٣ مارس",
        "on 13/13/13",
        "24:61",
        "2-2-2-2",
    ]
    return f"VELMORA, {rng.choice(dates)} (AP) - {' '.join(rng.choices(dates, k=12))} {sentence(rng)}".encode()


def random_bytes(rng: random.Random) -> bytes:
    return rng.randbytes(rng.randint(1, 3_000))


# ---- pages


def truncated_page(rng: random.Random) -> bytes:
    markup = page(rng).encode()
    return markup[: rng.randint(1, len(markup))]


def deep_page(rng: random.Random) -> bytes:
    tag = rng.choice(["div", "span", "b", "table><tr><td", "ul><li", "blockquote", "article", "p", "a href=x", "font"])
    depth = rng.choice([100, 300, 3_000])
    return f"<html><body>{f'<{tag}>' * depth}{prose(rng)}".encode()


def broken_page(rng: random.Random) -> bytes:
    markup = list(page(rng))
    for _ in range(rng.randint(1, 60)):
        markup[rng.randrange(len(markup))] = rng.choice("<>&\"'=/ \0\x80;#x") if rng.random() < 0.8 else rng.choice(ODD)
    return "".join(markup).encode("utf-8", "surrogatepass")


def entity_page(rng: random.Random) -> bytes:
    bomb = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    odd = "&#0;&#xD800;&#1114112;&#x110000;&b;&x;&nbsp;&unknown;&amp;&#"
    return f"{rng.choice(['', bomb])}<html><body><article><p>{odd}{prose(rng)}</p></article></body></html>".encode()


def heavy_page(rng: random.Random) -> bytes:
    what = rng.choice(
        [
            f"<p class='{'x' * 20_000}'>", "<a href=x>y</a> " * 400, "<!--" * 300, "<script>" + "x" * 5_000,
            "<style>p{}", "<br>" * 600, "<td>" * 300, "&nbsp;" * 3_000,
            "<p " + " ".join(f"a{i}=1" for i in range(600)) + ">",
        ]
    )  # fmt: skip
    return f"<html><body><article><p>{sentence(rng)}</p>{what}{prose(rng)}".encode()


def lying_page(rng: random.Random) -> bytes:
    charset = rng.choice(["utf-8", "utf-16", "shift_jis", "klingon", "hex", "zip", "", "utf-7", "idna", "punycode"])
    json_ld = rng.choice(
        ["[" * 3_000, '{"@type":"NewsArticle","datePublished":{"a":1},"author":[1,null,{"name":[]}]}',
         '{"@type":["NewsArticle",7],"headline":5,"datePublished":"9999-99-99","publisher":"\\ud800"}',
         '{"@graph":', "null", "1e999", "\0"]
    )  # fmt: skip
    link = rng.choice(["http://[::1", "javascript:x", "https://a.example/2019/03/04/x"])
    return (
        f'<html lang="{rng.choice(["en", "x" * 999, ""])}"><head><meta charset="{charset}">'
        f'<script type="application/ld+json">{json_ld}</script><link rel=canonical href="{link}">'
        f"</head><body><article><h1>Ångström</h1><p>{prose(rng)}</p></article></body></html>"
    ).encode(rng.choice(["utf-8", "cp1252", "utf-16"]), "replace")


# ---- records


def lines_of_json(rng: random.Random) -> bytes:
    lines = []
    for _ in range(rng.randint(1, 6)):
        good = json.dumps({"text": prose(rng), "id": rng.choice([1, "a", None]), "published": "2019-03-04"})
        bad = [
            "", "{", "null", "[]", "7", '{"text": 5}', '{"text": ""}', '{"text": "\\ud83d \\udc00 x"}', '{"text": "x"',
            '{"text": "a\\u0000b"}', "[" * 1_500, '{"text": "x", "published": "4 March"}', '{"text": NaN}',
            '{"text": "x", "published": 1e400}', '{"text": "x", "outlet": {"a": []}}', '{"a": ' + "9" * 5_000 + "}",
            '{"text": "x", "title": "\\ud800", "url": "http://[::1", "id": "\\udfff"}', '{"text": null}',
            good[: len(good) // 2], "\ufeff" + good,
        ]  # fmt: skip
        lines.append(good if rng.random() < 0.4 else rng.choice(bad))
    return rng.choice(["\n", "\r\n"]).join(lines).encode("utf-8", "surrogatepass")


def json_of_all_kinds(rng: random.Random) -> bytes:
    return rng.choice(
        [b"[]", b"{}", b"[[[", b"null", b'[{"text": "One met two."}, 3]', b'{"text": ["a"]}', b"[" * 90_000]
    )


def table(rng: random.Random) -> bytes:
    mark = rng.choice([",", ";", "\t"])
    rows = [mark.join(["id", "text", "published"])]
    for number in range(rng.randint(0, 6)):
        text = rng.choice(
            [sentence(rng), f'"{sentence(rng)}"', f'"{sentence(rng)}', f'{sentence(rng)}"x"', "\0", "", '"a\n""b"""']
        )
        rows.append(mark.join([str(number), text, rng.choice(["2019-03-04", "", "soon", "2019"])][: rng.randint(1, 3)]))
    encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    return rng.choice(["\n", "\r\n", "\r"]).join(rows).encode(encoding, "replace")


def manifest(rng: random.Random) -> bytes:
    names = [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        ".",
        "",
        "manifest.csv",
        "a\\b",
        "no such file",
        "x" * 5_000,
        "\0",
    ]
    return ("file,published\n" + "\n".join(f"{rng.choice(names)},2019" for _ in range(5))).encode()


def parquet(rng: random.Random) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = rng.choice(
        [
            {"text": [prose(rng), "", None], "published": ["2019-03-04", "soon", None]},
            {"text": [1, 2]},
            {"other": ["x"]},
            {"text": pa.array([], pa.string())},
            {"text": [prose(rng)], "published": pa.array([10**9], pa.timestamp("s")), "id": [[1, 2]]},
            {"text": [prose(rng)], "blob": [b"\xff\0"]},
        ]
    )
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    data = bytearray(sink.getvalue())
    if rng.random() < 0.6:
        for _ in range(rng.randint(1, 20)):
            data[rng.randrange(4, len(data))] = rng.randrange(256)
    return bytes(data[: rng.randint(4, len(data))]) if rng.random() < 0.3 else bytes(data)


# ---- files that are none of it


def zip_like(rng: random.Random) -> bytes:
    head = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, 0, 0, 4, 0) + b"a.xm"
    return head + zlib.compress(rng.randbytes(rng.randint(0, 400)))


def other_binaries(rng: random.Random) -> bytes:
    magic = [
        b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x1f\x8b\x08", b"BZh9", b"\x7fELF",
        b"PAR1", b"SQLite format 3\0", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0", b"\0\0\0 ftypmp42", b"WARC/1.0\r\n",
    ]  # fmt: skip
    return rng.choice(magic) + rng.randbytes(rng.randint(0, 500))


MAKERS: list[tuple[Make, tuple[str, ...]]] = [
    (empty, (".txt", ".html", ".jsonl", ".csv", ".parquet", "")),
    (odd_characters, (".txt", ".md", "")),
    (control_characters, (".txt", "")),
    (mixed_encodings, (".txt", ".html", ".csv", ".jsonl")),
    (one_encoding, (".txt", ".html", "")),
    (long_line, (".txt", ".html")),
    (unclosed, (".txt",)),
    (no_spaces, (".txt",)),
    (many_lines, (".txt",)),
    (furniture_only, (".txt",)),
    (strange_dates, (".txt",)),
    (random_bytes, (".txt", ".html", ".jsonl", ".json", ".csv", ".parquet", ".bin", "")),
    (truncated_page, (".html", ".htm", "")),
    (deep_page, (".html",)),
    (broken_page, (".html", ".xhtml", "")),
    (entity_page, (".html", ".xhtml")),
    (heavy_page, (".html",)),
    (lying_page, (".html",)),
    (lines_of_json, (".jsonl", ".ndjson", ".json", ".txt", "")),
    (json_of_all_kinds, (".json", ".jsonl")),
    (table, (".csv", ".tsv", "")),
    (manifest, (".csv",)),
    (parquet, (".parquet", ".pq", "")),
    (zip_like, (".zip", ".docx", ".html", ".txt", "")),
    (other_binaries, (".pdf", ".png", ".txt", ".html", ".db", "")),
]


def write_inputs(folder: Path, seed: int = 0, count: int = 1_000) -> list[Path]:
    """Write `count` files into `folder`, the same for the same seed. A megabyte-long line is among them once."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        make, endings = MAKERS[number % len(MAKERS)]
        path = folder / f"{number:04d}-{make.__name__}{rng.choice(endings)}"
        data = make(rng)
        if number == 5:
            data = (b"w" * 1_999 + b" ") * 520 + data
        path.write_bytes(data)
        paths.append(path)
    return paths


if __name__ == "__main__":
    arguments = sys.argv[1:] or ["hostile"]
    written = write_inputs(Path(arguments[0]), *map(int, arguments[1:3]))
    print(f"{len(written)} files in {arguments[0]}")
