"""What the learned tagger makes of invented reports: every manner of saying, chains, capitals, other company."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from dateline.reader.attribution import AttributionLayer
from dateline.reader.draft import Draft
from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.sentences import SentencesLayer
from dateline.records import Claim, Report, Span


class Tagged:
    """The two layers that attribution needs, without a cast; attribution by the learned tagger."""

    def __init__(self) -> None:
        self.sentences = SentencesLayer()
        self.attribution = AttributionLayer(Lexicons(), how="learned")

    def claims(self, text: str) -> list[Claim]:
        draft = Draft(Report("r", text, body=(Span(0, len(text)),)), Parse(text))
        self.sentences(draft)
        self.attribution(draft)
        return draft.claims


@pytest.fixture(scope="module")
def tagged() -> Tagged:
    return Tagged()


Said = tuple[list[str | None], str, str]  # sources of the chain, outermost first; a word of the cue; the content

# What anyone would find: each must be found. Sources and cues are in the spans found, contents are most of them.
PLAIN: list[tuple[str, list[Said]]] = [
    ("“The bridge will reopen,” said Mara Velling.", [(["Mara Velling"], "said", "“The bridge will reopen,”")]),
    ('"We held the town," Tom Askel told reporters.', [(["Tom Askel"], "told", '"We held the town,"')]),
    ("Velling said the dam was “a wall of sand.”", [(["Velling"], "said", "the dam was “a wall of sand.”")]),
    ("Mara Velling said that the bridge would reopen.", [(["Mara Velling"], "said", "that the bridge would reopen")]),
    ("Two ferries sank on Sunday, the harbour office said.", [(["harbour"], "said", "Two ferries sank on Sunday")]),
    ("According to the harbour office, two ferries sank.", [(["harbour"], "According", "two ferries sank")]),
    ("Two ferries sank, according to the harbour office.", [(["harbour"], "according", "Two ferries sank")]),
    ("Askel denied that he had sold the grain.", [(["Askel"], "denied", "that he had sold the grain")]),
    ("The envoy was warned that the dam would break.", [([None], "warned", "that the dam would break")]),
    ("Farmers are worried that the dam will break.", [(["Farmers"], "worried", "that the dam will break")]),
    (
        "“The bridge is open,” Mara Velling said. “It was never shut,” she added.",
        [(["Mara Velling"], "said", "“The bridge is open,”"), (["she"], "added", "“It was never shut,”")],
    ),
    (
        "“We held the town for nine days.\n\n“Nobody left, and nobody came to help us,” Velling said.",
        [(["Velling"], "said", "“We held the town for nine days.\n\n“Nobody left, and nobody came to help us,”")],
    ),
    (
        "Residents said that the army had claimed that rebels admitted that they had mined the road.",
        [
            (["Residents"], "said", "that the army had claimed that rebels admitted that they had mined the road"),
            (["Residents", "army"], "claimed", "that rebels admitted that they had mined the road"),
            (["Residents", "army", "rebels"], "admitted", "that they had mined the road"),
        ],
    ),
]
# What is harder: most must be found.
HARDER: list[tuple[str, list[Said]]] = [
    ("It was reported that the general had fled.", [([None], "reported", "that the general had fled")]),
    ("The mayor is expected to resign.", [([None], "expected", "The mayor to resign")]),
    ("The port was mined, it was announced by the ministry.", [(["ministry"], "announced", "The port was mined")]),
    ("The ministry's claim that the dam was safe was wrong.", [(["ministry"], "claim", "that the dam was safe")]),
    ("Askel repeated his view that the mill was lost.", [(["Askel", "his"], "view", "that the mill was lost")]),
    ("Velling was quoted as saying that the port was mined.", [(["Velling"], "saying", "that the port was mined")]),
    ("Askel: “We will not leave.”", [(["Askel"], ":", "“We will not leave.”")]),
    (
        "“We lost the mill.” — Mara Velling, baker\n\n“Nobody came.” — Tom Askel, farmer",
        [(["Velling"], "—", "“We lost the mill.”"), (["Askel"], "—", "“Nobody came.”")],
    ),
    (
        "The mayor told the council the dam was safe, and added that the road was not.",
        [(["mayor"], "told", "the dam was safe"), (["mayor"], "added", "that the road was not")],
    ),
    (
        "The rebels, Askel said, had fled. Velling doubts that they will return.",
        [(["Askel"], "said", "The rebels had fled"), (["Velling"], "doubts", "that they will return")],
    ),
]
REPORT = """Two bridges over the Orle were closed on Monday, the harbour office said.

“We saw the water rise all night,” said Mara Velling, who runs the mill. “Nobody warned us.”

The ministry of works denied that the dam had failed. According to its engineers, the gates were opened to save the \
lower town. Tom Askel, a farmer in Tarsk, told reporters that soldiers had cut the telephone line.

The governor promised that the road would be open by Friday. Residents believe that it will take a month, and the \
mayor warned that a second flood was possible.

“They knew,” Askel said. “They knew and they said nothing.”"""


def is_found(claims: list[Claim], text: str, said: Said) -> bool:
    sources, cue, content = said
    return any(
        len(claim.chain) == len(sources)
        and all(
            (link.span is None) if source is None else link.span is not None and source in link.span.of(text)
            for link, source in zip(claim.chain, sources, strict=True)
        )
        and any(cue in span.of(text) for span in claim.cue)
        and alike({w for span in claim.content for w in span.of(text).split()}, set(content.split())) >= 0.75
        for claim in claims
    )


def alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=range(len(PLAIN)))
def test_plain_manners(tagged: Tagged, text: str, expected: list[Said]) -> None:
    claims = tagged.claims(text)
    for said in expected:
        assert is_found(claims, text, said), [(c.cue[0].of(text), [s.of(text) for s in c.content]) for c in claims]


def test_most_of_the_harder_ones(tagged: Tagged) -> None:
    missed = []
    for text, expected in HARDER:
        claims = tagged.claims(text)
        missed += [said for said in expected if not is_found(claims, text, said)]
    assert len(missed) <= 0.25 * sum(len(expected) for _, expected in HARDER), missed


def test_where_nobody_speaks_nothing_is_found(tagged: Tagged) -> None:
    quiet = "The river froze in March. Two carts stood by the mill, and the ferry lay on the bank."
    assert tagged.claims(quiet) == []


# ---------------------------------------------------------------- the same report in other letters
def test_capitals_and_small_letters_say_the_same(tagged: Tagged) -> None:
    def pieces(text: str) -> list[tuple[bool, set[int]]]:
        return [(len(c.chain) > 1, {i for s in c.content for i in range(*s)}) for c in tagged.claims(text)]

    own = pieces(REPORT)
    assert len(own) >= 8
    for copy, share in ((REPORT.upper(), 0.7), (REPORT.lower(), 0.7)):
        assert len(copy) == len(REPORT)
        other = pieces(copy)
        kept = sum(any(len(a & b) >= len(a | b) / 2 for _, b in other) for _, a in own)
        assert kept >= share * len(own), (kept, len(own))
        assert len(other) <= 1.5 * len(own)


# ---------------------------------------------------------------- the same reading, whatever stands beside it
def told(claims: list[Claim]) -> list[tuple[object, ...]]:
    return [(c.id, c.cue, c.content, [link.span for link in c.chain], c.confidence) for c in claims]


def test_a_second_reading_is_the_same(tagged: Tagged) -> None:
    first = told(tagged.claims(REPORT))
    tagged.claims("Mara Velling said that the mill was lost. " * 40)
    assert told(tagged.claims(REPORT)) == first
    assert told(Tagged().claims(REPORT)) == first


def test_two_threads_read_alike(tagged: Tagged) -> None:
    texts = [f"{REPORT}\n\n{text}" for text, _ in (*PLAIN, *HARDER)][:8]
    alone = [told(tagged.claims(text)) for text in texts]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda text: told(tagged.claims(text)), texts)) == alone


def test_what_stands_far_off_changes_no_window(tagged: Tagged) -> None:
    """A report is read in windows of whole paragraphs: a full one before it leaves the rest as they are."""
    long = "The river froze in March and the ferry lay on the bank. " * 30
    alone = {c.content[0].of(REPORT) for c in tagged.claims(REPORT)}
    text = f"{long}\n\n{REPORT}"
    behind = {c.content[0].of(text) for c in tagged.claims(text)}
    assert len(alone & behind) >= 0.8 * len(alone)
