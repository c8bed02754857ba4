"""Word pieces: cut as the library that the vocabulary was made for cuts them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from dateline.reader.attribution.learned.pieces import LONGEST, MOST, Pieces, parts

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
WORDS = "the qor ##veth ##an ##ans said ! ' - . ’ “ kaza ##z 大 ##大 don t ##s i ##i ss ##ss é".split()
FORM = {
    "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
    "normalizer": {
        "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
        "lowercase": True,
    },
    "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": None, "decoder": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vocabulary = {word: n for n, word in enumerate([*MARKS, *WORDS, *"abcdxyz", *(f"##{c}" for c in "abcdxyz")])}
    model = {
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
        "vocab": vocabulary,
    }  # fmt: skip
    path = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    path.write_text(json.dumps(FORM | {"model": model}), encoding="utf-8")
    return path


def test_words_are_cut_from_the_left_into_the_longest_pieces(path: Path) -> None:
    pieces = Pieces(path)
    vocabulary = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    assert pieces.of("Qorvethans") == [vocabulary[p] for p in ("qor", "##veth", "##ans")]
    assert pieces.of("QÓRVETHAN") == [vocabulary[p] for p in ("qor", "##veth", "##an")]
    assert pieces.of("Oldorma") == pieces.of("") == pieces.of("\u200f") == [vocabulary["[UNK]"]]
    assert pieces.of("[SEP]") != [vocabulary["[SEP]"]]  # no word of a report can close a window
    assert len(pieces.of("a" * 50)) == len(pieces.of("-" * 5000)) == MOST
    assert (pieces.opens, pieces.closes) == (2, 3)


def test_words_are_parted_at_marks() -> None:
    assert parts("don’t") == ["don", "’", "t"]
    assert parts("Qor-Vethan!") == ["qor", "-", "vethan", "!"]
    assert parts("a大b\u0000c") == ["a", "大", "bc"]


def test_they_are_the_library_s_pieces(path: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    library, pieces = tokenizers.Tokenizer.from_file(str(path)), Pieces(path)
    rng = random.Random(1)
    letters = "qorvethansaidkaz'-.’“ !大éßİıΣﬁ\u0301\u200f\t£№½أب[]" + "abcxyz"
    words = ["".join(rng.choices(letters, k=rng.randint(1, 12))) for _ in range(20_000)] + ["a" * 99, "a" * 400]
    for word in words:
        theirs = library.encode(word[:LONGEST], add_special_tokens=False).ids[:MOST] or [1]
        assert pieces.of(word) == theirs, repr(word)


def test_a_vocabulary_without_its_marks_is_refused(tmp_path: Path) -> None:
    model = {"vocab": {"a": 0}, "continuing_subword_prefix": "##"}
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": model}), encoding="utf-8")
    with pytest.raises(ValueError, match="CLS"):
        Pieces(tmp_path / "tokenizer.json")
