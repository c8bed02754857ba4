"""The peers: other programs that find who said what, called where the user has them. Nothing of theirs is here."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.attribution.systems import Answers
from dateline.bench.common import ONE_CORE, BenchError, Record, progress, write_jsonl

WORKER = Path(__file__).with_name("worker.py")
# Each peer, and how one comes by it.
KNOWN = {
    "textacy": "pip install textacy",
    "citron": "get github.com/bbc/citron, then --peer citron=FOLDER",
    "gender-gap-tracker": "get github.com/sfu-discourse-lab/GenderGapTracker, then --peer gender-gap-tracker=FOLDER",
}
IMPORTABLE = ("textacy", "citron")  # found without being pointed at


class PeerError(BenchError):
    """A peer that cannot be called; the message says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One peer, where it is, and the interpreter that runs it."""

    name: str
    folder: str = ""
    model: str = ""
    python: str = sys.executable


def peers(asked: Sequence[str] = (), models: Sequence[str] = (), pythons: Sequence[str] = ()) -> list[Peer]:
    """The peers that the options name (`NAME`, `NAME=FOLDER`, `NAME=MODEL`, `NAME=PYTHON`). Raises PeerError."""
    folders, models_of, pythons_of = (pairs(given) for given in (asked, models, pythons))
    out = []
    for name in dict.fromkeys([*folders, *models_of, *pythons_of]):
        if name not in KNOWN:
            raise PeerError(f"No peer is called {name!r}. There is: {', '.join(KNOWN)}.")
        if not folders.get(name) and name not in IMPORTABLE:
            raise PeerError(f"Where is {name}? Write it as --peer {name}=FOLDER.")
        folder, python, model = folders.get(name, ""), pythons_of.get(name, ""), models_of.get(name, "")
        if folder and not Path(folder).is_dir():
            raise PeerError(f"{folder} is no folder. --peer {name}= takes the folder of its source code.")
        if python and not Path(python).is_file():
            raise PeerError(f"{python} is no program. --peer-python {name}= takes the path of a Python.")
        if model and Path(model).is_dir():
            model = absolute(model)
        out.append(Peer(name, absolute(folder), model, absolute(python) or sys.executable))
    return out


def absolute(path: str) -> str:
    """The path from the root. Links stay: the Python of an environment is one, and is another without it."""
    return str(Path.cwd() / path) if path else ""


def pairs(given: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE, each; the value is empty where there is none."""
    return {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in given)}


def installed(but: Sequence[Peer]) -> list[Peer]:
    """The peers that this Python can import, without those that were named already."""
    named = {peer.name for peer in but}
    return [Peer(name) for name in IMPORTABLE if name not in named and importlib.util.find_spec(name)]


def lacking(there: Sequence[str]) -> list[str]:
    """A line on each peer that is not there, with how to get it."""
    return [f"not measured: {name} was not found ({how})" for name, how in KNOWN.items() if name not in there]


def call(peer: Peer, texts: Sequence[Record]) -> Answers:
    """What the peer answers to the texts. Raises PeerError where it cannot be loaded or stops in the middle."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        data, said = Path(folder) / "texts.jsonl", Path(folder) / "said.txt"
        write_jsonl(data, ({"doc": text["doc"], "text": text["text"]} for text in texts))
        command = [peer.python, str(WORKER), peer.name, peer.folder, peer.model, str(data)]
        try:
            with (
                said.open("w") as errors,
                subprocess.Popen(  # noqa: S603 - what the user named
                    command, cwd=folder, env={**os.environ, **ONE_CORE}, stdout=subprocess.PIPE, stderr=errors
                ) as running,
            ):
                assert running.stdout is not None
                try:
                    return gather(peer, texts, map(json.loads, running.stdout))
                finally:
                    running.kill()
        except json.JSONDecodeError:
            raise PeerError(f"{peer.python} is no Python: it cannot call {peer.name}.") from None
        except PeerError as error:
            raise PeerError(f"{error} {last_line(said)}".strip()) from None


def gather(peer: Peer, texts: Sequence[Record], lines: Iterator[Record]) -> Answers:
    """The worker's lines, put together."""
    first = next(lines, {"missing": "it stopped while it was loaded."})
    if "missing" in first:
        raise PeerError(f"{peer.name} cannot be called by {peer.python}: {first['missing']}")
    answers = Answers(peer.name, first["about"])
    for text in progress(texts, f"reading with {peer.name}"):
        line = next(lines, None)
        if line is None:
            raise PeerError(f"{peer.name} stopped at document {text['doc']}.")
        answers.found[line["doc"]] = line["attributions"]
        answers.seconds += line["seconds"]
        answers.gave_up += line["gave_up"]
    return answers


def last_line(said: Path) -> str:
    lines = said.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
