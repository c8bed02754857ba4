"""Likeness of two texts: by rare words, names and numbers, whatever else there is."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.weighing.likeness import Terms, likeness, shared, terms
from dateline.weighing.likeness.rarity import rarity, table
from dateline.weighing.likeness.related import Relation, relation
from dateline.weighing.likeness.words import MOST, stem, words

BLAST = "A bomb killed 14 people at the fish market in Orlu Bay on Tuesday, police captain Ada Nkemelu said."
SAME = "Fourteen dead in bombing of Orlu Bay's fish market, says Nkemelu."
OTHER = "A bomb killed 9 people at a bus station in Kelmet on Sunday, police said."
TEXTS = st.text(alphabet="ab cC1.2,'’\n-é", max_size=80)


def test_one_happening_in_other_words_is_more_alike_than_another_in_the_same() -> None:
    a, b, c = terms(BLAST), terms(SAME), terms(OTHER)
    assert likeness(a, b) > likeness(a, c) > 0


def test_shared_words_are_readable_and_the_rare_ones_first() -> None:
    found = shared(terms(BLAST), terms(SAME))
    assert found[0] == "Nkemelu"
    assert {"14", "Orlu", "fish", "market"} <= set(found)
    assert "the" not in found
    assert set(shared(dict(terms(BLAST)), dict(terms(SAME)))) == {
        stem(word) if word != "14" else "#14" for word in found
    }


def test_names_and_numbers_are_marked() -> None:
    found = terms(BLAST)
    assert {"orlu", "nkemelu"} <= found.names
    assert "bomb" not in found.names and "a" not in found.names
    assert found["#14"] > 0
    assert not terms("Bomb Kills Many At Orlu Market").names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bombings", "Bombing"),
        ("Orlu’s", "Orlu's"),
        ("twelve", "12"),
        ("São", "Sao"),
        ("U.N.", "UN"),
        ("1,200", "1200"),
    ],
)
def test_one_word_in_two_forms(one: str, other: str) -> None:
    assert [list(words(f"at {word} gone"))[1].stem for word in (one, other)] == [
        list(words(f"at {one} gone"))[1].stem
    ] * 2


def test_how_rare() -> None:
    assert rarity("the") == 0 < rarity("polic") < rarity("earthquak") < rarity("zzyzx")
    counts, passages = table()
    assert max(counts.values()) <= passages


@given(TEXTS, TEXTS)
def test_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = terms(one), terms(other)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert bool(shared(a, b)) == (likeness(a, b) > 0)
    if a:
        assert likeness(a, a) == pytest.approx(1)


def test_terms_are_plain_data() -> None:
    found = terms(BLAST)
    again = json.loads(json.dumps(found))
    assert likeness(found, again) == pytest.approx(1)
    assert isinstance(found, Terms)


@pytest.mark.parametrize("text", ["", "\n", "a" * 300_000, "1." * 300_000, "a.b." * 100_000, "\ud800 x", "É" * 1000])
def test_hostile(text: str) -> None:
    start = time.perf_counter()
    likeness(terms(text), terms(text))
    assert time.perf_counter() - start < 2


def test_a_text_without_end_is_bounded() -> None:
    assert sum(1 for _ in words("word " * (3 * MOST))) == MOST


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("arrest", "arrest", Relation.SAME),
        ("die", "death", Relation.DERIVED),
        ("quake", "earthquake", Relation.SENSE),
        ("kill", "die", Relation.KIND),
        ("vote", "earthquake", Relation.NONE),
        ("zyzx", "vote", Relation.NONE),
    ],
)
def test_related_words(a: str, b: str, how: Relation) -> None:
    assert relation(a, b) is relation(b, a) is how
