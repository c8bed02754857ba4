"""The parts of the learned tagger, without its weights: windows, clues, links, decoding, confidence, nesting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader.attribution.candidate import Candidate, Range
from dateline.reader.attribution.choose import DEEPEST, Chosen, choose, choose_within
from dateline.reader.attribution.learned import clues as told
from dateline.reader.attribution.learned.confidence import FEATURES, Confidence, Proposals, features, overlap
from dateline.reader.attribution.learned.decode import Found, Links, cue_odds, find_cues, find_roles, moved
from dateline.reader.attribution.learned.edges import cleaned
from dateline.reader.attribution.learned.finder import Finder, head_of
from dateline.reader.attribution.learned.links import FARTHEST, distances
from dateline.reader.attribution.learned.pieces import MOST
from dateline.reader.attribution.learned.speakers import speaks
from dateline.reader.attribution.learned.tagger import Tagger
from dateline.reader.attribution.learned.windows import AROUND, LONGEST, Window, pack
from dateline.reader.attribution.page import Page
from dateline.reader.attribution.stance import Senses
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Report, Span

NO, FIRST, FURTHER = (6.0, 0.0, 0.0), (0.0, 6.0, 0.0), (0.0, 0.0, 6.0)  # a token's scores as part of a cue
OUT, SOURCE, CONTENT = NO, FIRST, FURTHER  # and as a part of what belongs to one
KINDS = {"-": OUT, "s": SOURCE, "c": CONTENT}


@pytest.fixture(scope="module")
def sentences() -> SentencesLayer:
    return SentencesLayer()


def parsed(sentences: SentencesLayer, text: str) -> Parse:
    draft = Draft(Report("r", text, body=(Span(0, len(text)),) if text else ()), Parse(text))
    sentences(draft)
    return draft.parse


def candidate(
    head: int, content: Sequence[Range], rate: float = 0.9, cue: Range | None = None, **more: Any
) -> Candidate:
    return Candidate("that", "say", head, cue or (head, head), None, None, list(content), rate, **more)


# ---------------------------------------------------------------- windows
def numbered(starts: Iterable[bool]) -> list[int]:
    """A number a token that grows where a new one begins."""
    out: list[int] = []
    for new in starts:
        out.append(out[-1] + new if out else 0)
    return out


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[int], list[int], list[int]]:
    """Word pieces, sentences and paragraphs of some tokens."""
    runs = draw(st.lists(st.tuples(st.integers(1, 260), st.integers(0, 2)), max_size=12))
    begins = [(i == 0 and kind > 0, i == 0 and kind > 1) for length, kind in runs for i in range(length)]
    pieces = draw(st.randoms(use_true_random=False))
    sizes = [pieces.randint(1, MOST) for _ in begins]
    return sizes, numbered(s for s, _ in begins), numbered(p for _, p in begins)


def check(windows: Sequence[Window], sizes: Sequence[int], paragraph: Sequence[int]) -> None:
    assert [i for w in windows for i in range(w.own_first, w.own_end)] == list(range(len(sizes)))
    for w in windows:
        assert w.first <= w.own_first < w.own_end <= w.end
        assert sum(sizes[w.first : w.end]) <= LONGEST
        before, after = sizes[w.first : w.own_first], sizes[w.own_end : w.end]
        assert sum(before) <= AROUND and sum(after) <= AROUND
        if before or after:  # context is of a cut paragraph alone
            assert len(set(paragraph[w.first : w.end])) == 1
    assert sum(sum(sizes[w.first : w.end]) for w in windows) <= 7 * sum(sizes)


@given(pages())
@settings(deadline=None, max_examples=150)
def test_windows_own_every_token_once(page: tuple[list[int], list[int], list[int]]) -> None:
    check(pack(*page), page[0], page[2])


def test_windows_of_odd_pages() -> None:
    assert pack([], [], []) == []
    assert pack([1], [0], [0]) == [Window(0, 1, 0, 1)]
    assert pack([1] * LONGEST, [0] * LONGEST, [0] * LONGEST) == [Window(0, LONGEST, 0, LONGEST)]
    for count in (20_000, 40_000):  # one sentence, and a paragraph a token
        one = pack([2] * count, [0] * count, [0] * count)
        check(one, [2] * count, [0] * count)
        assert len(one) <= 2 * count // (LONGEST - 2 * AROUND - MOST) + 1
        many = pack([2] * count, range(count), range(count))
        check(many, [2] * count, range(count))
        assert len(many) == -(-count // (LONGEST // 2))


def test_whole_paragraphs_share_a_window_and_long_ones_are_cut_at_sentences() -> None:
    sentence = [i // 20 for i in range(280)]
    assert pack([1] * 80, sentence[:80], [i // 40 for i in range(80)]) == [Window(0, 80, 0, 80)]
    windows = pack([1] * 280, sentence, [0] * 40 + [1] * 240)
    assert windows[0] == Window(0, 40, 0, 40)
    assert all(w.own_first % 20 == 0 for w in windows) and windows[1].first == 40


# ---------------------------------------------------------------- clues
def test_clues_keep_within_their_sizes(sentences: SentencesLayer) -> None:
    parse = parsed(sentences, "“We left,” said MARA van Velling. 42 said “we” İ ß ǅ.\n\n[SEP] 👩‍👩‍👧 ﷽ — iPhone said.")
    parse.tag[0], parse.dep[1], parse.tag[2] = "$(", "sb", ""  # a user's own model may label otherwise
    page = Page.of(parse)
    every = [
        candidate(i, [(0, len(parse) - 1)], rate) for i in range(len(parse)) for rate in (-1.0, 0.0, 0.5, 1.0, 9.0)
    ]
    for proposals, standing in (([], []), (every, every[:1]), (every, every)):
        columns = told.clues(page, proposals, standing)
        assert columns.shape == (len(parse), len(told.COLUMNS)) and columns.dtype == np.int64
        assert (columns >= 0).all() and (columns < np.array(told.SIZES)).all()
    assert columns[0, 3] == 0 and columns[1, 4] == 0
    assert columns[0, 1] == 3 and 2 in columns[:, 1] and set(columns[:, 2]) == {0, 1}


def test_clues_of_nothing(sentences: SentencesLayer) -> None:
    assert told.clues(Page.of(parsed(sentences, "")), [], []).shape == (0, len(told.COLUMNS))


def test_a_cue_within_content_is_told_as_cue() -> None:
    role, rate = told.told(6, [candidate(2, [(3, 5)], 0.5)], [candidate(2, [(0, 5)], 0.5)])
    assert len(set(role)) == 2 and role[2] != role[0] == role[5]
    assert list(np.flatnonzero(rate)) == [2]


@given(st.text(max_size=12))
def test_every_word_has_a_case(word: str) -> None:
    assert 0 <= told.case_of(word) < told.SIZES[0]


def test_cases() -> None:
    assert [told.case_of(w) for w in ("said", "Mara", "A", "UN", "McVelling", "42", "")] == [0, 1, 1, 2, 3, 4, 4]


# ---------------------------------------------------------------- links
def test_distances_are_told_from_the_cue_on_both_sides() -> None:
    assert distances(6, np.array([2]), np.array([3])).tolist() == [[FARTHEST + d for d in (-2, -1, 0, 0, 1, 2)]]
    far = distances(400, np.array([0, 200, 399]), np.array([0, 210, 399]))
    assert far.shape == (3, 400) and far.min() == 0 and far.max() == 2 * FARTHEST
    assert (far[1, 200:211] == FARTHEST).all()
    assert distances(5, np.array([], dtype=np.int64), np.array([], dtype=np.int64)).shape == (0, 5)


# ---------------------------------------------------------------- decoding
def links(cues: list[Range], rows: Sequence[str], paragraph: str) -> Links:
    scores = np.array([[KINDS[c] for c in row] for row in rows], dtype=np.float32).reshape(len(cues), len(paragraph), 3)
    return Links(cues, scores, np.array([int(c) for c in paragraph], dtype=np.int64))


def decoded(cue: Range, row: str, paragraph: str = "") -> tuple[Range | None, tuple[Range, ...]]:
    ((found,),) = find_roles([links([cue], [row], paragraph or "0" * len(row))])
    assert found.cue == cue
    return found.source, found.content


def test_cues_begin_where_a_first_stands() -> None:
    scores = np.array([NO, FIRST, FURTHER, NO, FIRST, FIRST, FURTHER, NO, FURTHER], dtype=np.float32)
    assert find_cues(scores) == [(1, 2), (4, 4), (5, 6), (8, 8)]
    assert find_cues(np.zeros((0, 3), dtype=np.float32)) == []
    assert find_cues(np.array([NO] * 5, dtype=np.float32)) == []
    assert cue_odds(scores, (1, 2)) > 0 > cue_odds(scores, (3, 3))


def test_roles_by_hand() -> None:
    assert decoded((2, 2), "ss-ccc") == ((0, 1), ((3, 5),))
    assert decoded((3, 3), "ccc-ss") == ((4, 5), ((0, 2),))  # “...” said Velling
    assert decoded((3, 4), "cc---s-ccc") == ((5, 5), ((0, 1), (7, 9)))
    assert decoded((2, 2), "---ccc") == (None, ((3, 5),))
    assert decoded((2, 2), "s-----") == ((0, 0), ())
    assert decoded((1, 1), "cccccc") == (None, ((0, 0), (2, 5)))  # a cue is no content of its own


def test_a_lone_gap_does_not_part_content() -> None:
    row = np.array([[KINDS[c] for c in "s-cccc"]], dtype=np.float32)
    row[0, 3] = (0.3, 0.0, 0.0)  # hardly likelier without than within
    ((found,),) = find_roles([Links([(1, 1)], row, np.zeros(6, dtype=np.int64))])
    assert found.content == ((2, 5),)


def test_content_keeps_to_the_paragraph_of_its_cue() -> None:
    assert decoded((1, 1), "s-cc-cc", "0000111") == ((0, 0), ((2, 3),))
    assert decoded((1, 1), "s---ccc", "0000111") == ((0, 0), ((4, 6),))  # "He said:" and the words in the next
    assert decoded((4, 4), "ccc-ss"[:4] + "-s", "000011")[1] == ((0, 2),)


def test_nothing_to_decode() -> None:
    assert find_roles([]) == []
    assert find_roles([links([], [], "000")]) == [[]]
    empty = Links([], np.zeros((0, 0, 3), dtype=np.float32), np.zeros(0, dtype=np.int64))
    assert find_roles([empty, links([(0, 0)], ["-cc"], "000")])[1][0].content == ((1, 2),)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.sampled_from([0.1, 3.0, 1e4]))
@settings(deadline=None, max_examples=150)
def test_decoding_any_scores(seed: int, size: int, spread: float) -> None:
    rng = np.random.default_rng(seed)
    windows = []
    for length in (size, max(1, size // 2), 1):
        cues = find_cues(rng.normal(0, spread, (length, 3)).astype(np.float32))
        flat = [i for a, b in cues for i in range(a, b + 1)]
        assert flat == sorted(set(flat)) and all(0 <= i < length for i in flat)
        scores = rng.normal(0, spread, (len(cues), length, 3)).astype(np.float32)
        windows.append(Links(cues, scores, np.array(numbered(rng.random(length) < 0.1), dtype=np.int64)))
    together = find_roles(windows)
    assert together == [find_roles([window])[0] for window in windows]  # whatever else is read beside it
    for window, found in zip(windows, together, strict=True):
        assert [one.cue for one in found] == window.cues
        for one in found:
            parts = [one.cue, *one.content, *([one.source] if one.source else [])]
            tokens = [i for a, b in parts for i in range(a, b + 1)]
            assert len(tokens) == len(set(tokens)) and all(0 <= i < len(window.paragraph) for i in tokens)
            assert list(one.content) == sorted(one.content)
            assert np.isfinite([one.content_score, one.source_score]).all()
            assert moved(moved(one, 7, 1.0), -7, one.cue_score) == one


# ---------------------------------------------------------------- confidence
SURE = Confidence(dict.fromkeys(FEATURES, 0.5), -1.0, 0.3)
RANGES = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda r: (min(r), max(r)))
SCORES = st.floats(allow_nan=False)


@given(st.builds(Found, RANGES, st.none() | RANGES, st.lists(RANGES, max_size=3).map(tuple), SCORES, SCORES, SCORES))
@settings(deadline=None)
def test_features_are_bounded_and_more_cue_is_more_sure(found: Found) -> None:
    proposals = Proposals.of([candidate(3, [(4, 9)], 0.4), candidate(3, [(5, 9)], 0.8), candidate(20, [(1, 2)], 0.1)])
    seen = features(found, proposals)
    assert tuple(seen) == FEATURES
    assert -4 <= seen["cue"] <= 6 and seen["content"] >= -3 and seen["source"] >= -3
    assert all(0 <= seen[name] <= 1 for name in ("sourceless", "short", "proposed", "agreed"))
    assert 0 < SURE.of(found, proposals) < 1 or max(found.content_score, found.source_score) > 30
    surest = [SURE.of(Found(found.cue, found.source, found.content, x, 0.0, 0.0), proposals) for x in (-9, -1, 0, 2, 5)]
    assert surest == sorted(surest) and surest[1] < surest[-1]


def test_the_likeliest_proposal_of_a_cue_is_the_one_like_it() -> None:
    proposals = Proposals.of([candidate(3, [(4, 9)], 0.4), candidate(3, [(5, 9)], 0.8), candidate(2, [(1, 1)], 0.1)])
    found = Found((2, 3), None, ((5, 9),), 0.0, 0.0, 0.0)
    like = proposals.like(found)
    assert like is not None and like.rate == 0.8 and features(found, proposals)["agreed"] == 1
    assert proposals.like(Found((4, 4), None, (), 0.0, 0.0, 0.0)) is None
    assert overlap([], []) == 0 and overlap([(0, 3)], [(2, 5)]) == 2 / 6


# ---------------------------------------------------------------- what stands within what
@st.composite
def candidates(draw: st.DrawFn, most: int = 14) -> list[Candidate]:
    out = []
    for _ in range(draw(st.integers(0, most))):
        first, last = draw(RANGES)
        cue = (first, min(last, first + 3))
        content = draw(st.lists(RANGES, min_size=1, max_size=3))
        rate = draw(st.sampled_from([0.31, 0.45, 0.6, 0.6, 0.95]))
        out.append(candidate(draw(st.integers(*cue)), content, rate, cue, speech=draw(st.booleans())))
    return out


@given(candidates(), candidates())
@settings(deadline=None, max_examples=400)
def test_inner_ones_lie_in_outer_ones(found: list[Candidate], inner: list[Candidate]) -> None:
    outer = choose(found)
    assert all(k.within is None or k.within in outer for k in outer)
    outermost = [k for k in outer if k.within is None]
    held = choose_within(outer, inner)
    ids = {id(k) for k in held}
    assert {id(k) for k in outermost} == {id(k) for k in held if k.within is None}
    for k in held:
        at, depth = k, 1
        while at.within is not None:
            assert id(at.within) in ids
            at, depth = at.within, depth + 1
            assert depth <= DEEPEST
    added = [k for k in held if all(k is not one for one in outer)]
    assert all(k.within is not None and k.within.candidate.holds(k.candidate.head) for k in added)
    cued = [i for k in added for i in range(k.candidate.cue[0], k.candidate.cue[1] + 1)]
    of_outer = {i for k in outer for i in range(k.candidate.cue[0], k.candidate.cue[1] + 1)}
    assert len(cued) == len(set(cued)) and of_outer.isdisjoint(cued)


def test_a_chain_is_no_deeper_than_anyone_writes() -> None:
    nested = [candidate(i, [(i + 1, 999)], 0.9, speech=True) for i in range(0, 900, 2)]
    assert len(choose_within([Chosen(nested[0])], nested[1:])) == DEEPEST


def test_what_stands_within_a_dropped_one_stands_within_what_held_that() -> None:
    outer, weak, inner = candidate(0, [(1, 20)]), candidate(2, [(3, 20)], 0.1), candidate(8, [(9, 20)])
    first, second = choose_within([Chosen(outer)], [weak, inner])
    assert (first.candidate, second.candidate, second.within) == (outer, inner, first)


# ---------------------------------------------------------------- what is read again
class Stub:
    """A tagger that finds what it is told to, once, and keeps what it was asked."""

    def __init__(self, *found: Found) -> None:
        self.found, self.asked = list(found), list[list[str]]()

    def find(self, words: list[str], sentence: list[int], paragraph: list[int], clues: told.Columns) -> list[Found]:
        assert len(words) == len(sentence) == len(paragraph) == len(clues)
        assert clues[0, told.COLUMNS.index("break")] == 3
        self.asked.append(words)
        found, self.found = self.found, []
        return found


def finding(cue: Range, source: Range | None, *content: Range) -> Found:
    return Found(cue, source, content, 5.0, -0.1, -0.1)


@pytest.fixture(scope="module")
def senses() -> Senses:
    return Senses.load(Lexicons())


def test_what_is_found_in_contents_is_told_in_tokens_of_the_page(sentences: SentencesLayer, senses: Senses) -> None:
    parse = parsed(sentences, "Velling said scouts claimed the pass , she went on , was shut . Askel said it rained .")
    words = parse.words
    at = [words.index("scouts"), words.index("was")]
    parts = [(at[0], at[0] + 3), (at[1], at[1] + 1)]
    holders = [candidate(1, parts), candidate(words.index("Askel") + 1, [(len(words) - 3, len(words) - 2)])]
    proposals = [candidate(at[0] + 1, [(at[0] + 2, at[0] + 3)]), candidate(len(words) - 2, [(len(words) - 3,) * 2])]
    stub = Stub(
        finding((1, 1), (0, 0), (2, 5)),  # content over the gap is parted there
        finding((3, 4), None, (0, 0)),  # a cue over the gap is none
        finding((5, 5), (6, 6), (4, 7)),  # what reaches into the next content is cut, a source there is none
    )
    finder = Finder(cast(Tagger, stub), SURE, senses)
    page = Page.of(parse)
    one, other = finder.within(page, holders, proposals, told.clues(page, (), ()))
    assert stub.asked[0] == ["scouts", "claimed", "the", "pass", "was", "shut", "it", "rained"]
    assert (one.cue, one.source, one.content) == ((at[0] + 1,) * 2, (at[0],) * 2, parts_after(parts))
    assert (other.cue, other.source, other.content) == ((at[1] + 1,) * 2, None, [(at[1], at[1] + 1)])
    assert len(stub.asked) == 1  # and within "the pass was shut", where the rules propose nothing: not again


def parts_after(parts: list[Range]) -> list[Range]:
    """Two parts without the first two tokens."""
    return [(parts[0][0] + 2, parts[0][1]), parts[1]]


def test_contents_without_proposals_are_not_read_again(sentences: SentencesLayer, senses: Senses) -> None:
    stub = Stub()
    page = Page.of(parsed(sentences, "Velling said the pass was shut."))
    finder = Finder(cast(Tagger, stub), SURE, senses)
    assert finder.within(page, [candidate(1, [(2, 5)])], [], told.clues(page, (), ())) == []
    assert stub.asked == []


# ---------------------------------------------------------------- who speaks, and where words end
@pytest.mark.parametrize(
    ("text", "source", "cue", "can"),
    [
        ("The envoy was warned that the pass was shut.", (0, 1), (2, 3), False),
        ("The militia was blamed for the fire.", (0, 1), (2, 4), False),
        ("It was reported that the pass was shut.", (0, 0), (1, 2), False),
        ("There were reports that the pass was shut.", (0, 0), (1, 2), False),
        ("The envoy was quoted as saying that the pass was shut.", (0, 1), (2, 5), True),
        ("The envoy was convinced that the pass was shut.", (0, 1), (2, 3), True),
        ("The envoy warned that the pass was shut.", (0, 1), (2, 2), True),
    ],
)
def test_who_is_told_is_no_speaker(
    sentences: SentencesLayer, senses: Senses, text: str, source: Range, cue: Range, can: bool
) -> None:
    parse = parsed(sentences, text)
    assert speaks(parse, senses, head_of(parse, source), cue) == can


@pytest.mark.parametrize(
    ("source", "cue", "content", "expected"),
    [
        ((0, 5), (6, 6), (7, 9), ((0, 4), (6, 6), (7, 9))),  # the comma
        ((0, 0), (6, 7), (8, 9), ((0, 0), (6, 6), (7, 9))),  # "denied a"
        ((1, 2), (6, 6), (7, 9), ((2, 2), (6, 6), (7, 9))),
        ((1, 1), (6, 6), (7, 9), (None, (6, 6), (7, 9))),
        ((0, 0), (7, 7), (8, 9), ((0, 0), (7, 7), (8, 9))),  # a cue keeps a word
    ],
)
def test_edges_are_clean(
    sentences: SentencesLayer, source: Range, cue: Range, content: Range, expected: tuple[Range | None, Range, Range]
) -> None:
    parse = parsed(sentences, "Askel , who farms there , denied a radio report .")
    assert parse.words[5:8] == [",", "denied", "a"]
    found = cleaned(parse, finding(cue, source, content))
    assert (found.source, found.cue, *found.content) == expected


@given(RANGES, st.none() | RANGES, st.lists(RANGES, max_size=3).map(tuple))
@settings(deadline=None)
def test_edges_lose_no_word_of_cue_and_content(cue: Range, source: Range | None, content: tuple[Range, ...]) -> None:
    parse = Parse("", words=[", a ( “ b".split()[i % 5] for i in range(40)], dep=["det"] * 40, head=[*range(1, 40), 39])
    found = cleaned(parse, finding(cue, source, *content))
    before, after = ({i for a, b in (cue, *parts) for i in range(a, b + 1)} for parts in (content, found.content))
    assert before == after | set(range(found.cue[0], found.cue[1] + 1)) and cue[0] == found.cue[0] <= found.cue[1]
    assert found.source is None or (source is not None and source[0] <= found.source[0] <= found.source[1] <= source[1])
