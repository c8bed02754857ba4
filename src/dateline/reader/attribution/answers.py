"""Answers and blows: cues that their object decides, a charge that is denied and a post that is attacked."""

from __future__ import annotations

from dateline.reader.attribution.candidate import Candidate
from dateline.reader.attribution.page import Page

ANSWER = 0.5  # least rate of a plain answer to what others said
_ANSWERING = frozenset("deny reject dismiss refute confirm admit".split())
_SAID = frozenset(
    "allegation charge accusation claim report rumour rumor suggestion involvement responsibility wrongdoing role link "
    "knowledge part guilt connection it this that everything all any incident".split()
)
_CALLING = frozenset(("term", "brand", "label", "dub"))
_BLOWS = frozenset("attack strike hit slam fire blast pound shoot lash target rap assault bash batter".split())
_BLOWN = frozenset(("obj", "small", "comp", "ing"))
_VERBAL = frozenset(
    "policy plan record decision proposal bill law rule ruling critic criticism comment remark idea stance position "
    "approach campaign government administration opponent rival media press handling move".split()
)
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_NAMES = frozenset(("PERSON", "NORP"))


def corrected(page: Page, c: Candidate) -> float:
    """The candidate's rate, where what its cue is about settles what it is (then it is `formed`)."""
    if c.lemma in _ANSWERING and c.key in ("obj", "ing") and _is_answer(page, c):
        c.formed = True
    if c.lemma in _CALLING and c.source_head is not None and _is_called(page, c):
        c.formed = True
    if c.formed:
        return max(c.rate, ANSWER)
    if c.key.startswith("obj") and (held := _object(page, c)) is not None and page.parse.lemma[held] == "anonymity":
        return 0.0
    if c.lemma == "discuss" and page.parse.tag[c.head] == "VB" and page.parse.dep[c.head] in ("advcl", "acl"):
        return 0.0  # "met to discuss": what for, and nothing said yet
    if c.lemma == "know" and c.key == "pass:to":
        return 0.0  # "is known to": the reporter's own word
    if c.lemma == "question" and c.key == "pass" and c.source is None:
        return 0.0  # "were being questioned": held, by the police
    if c.lemma in _BLOWS and c.key in _BLOWN and _is_blow(page, c):
        return 0.0
    return c.rate


def _is_answer(page: Page, c: Candidate) -> bool:
    """Whether somebody denies or confirms what was said: "denied the charge", "denied nearly all of it"."""
    if c.key == "ing":
        return c.lemma in ("deny", "admit") and c.source_head is not None  # "denied paying"
    said = _object(page, c)
    if said is None or c.source_head is None:
        return False
    return page.parse.lemma[said] in _SAID


def _is_called(page: Page, c: Candidate) -> bool:
    """Whether somebody calls something so: "termed the claim baseless"; a product is only labelled."""
    parse = page.parse
    called = parse.kid(c.head, "oprd", "acomp", "ccomp", "xcomp")
    return called is not None and called > c.head and parse.pos[called] in ("ADJ", "NOUN", "ADV")


def _is_blow(page: Page, c: Candidate) -> bool:
    """Whether an attack is one with weapons: by no single person, or on nothing that words can attack."""
    parse = page.parse
    struck = _object(page, c)
    if struck is None:
        return False
    if parse.lemma[struck] in _VERBAL:
        return False
    who = c.source_head
    one = who is not None and (_is_person(page, who) or parse.lower[who] in ("he", "she", "i"))
    return not (one and (_is_person(page, struck) or parse.pos[struck] == "PRON"))


def _is_person(page: Page, i: int) -> bool:
    """Whether a token may name a person or a party: a name that is no place."""
    label = page.entity_of.get(i)
    return label in _NAMES or (page.parse.tag[i] == "NNP" and label not in _PLACES)


def _object(page: Page, c: Candidate) -> int | None:
    return next((k for k in page.parse.kids_of(c.head, "dobj") if k > c.head), None)
