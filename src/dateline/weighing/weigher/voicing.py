"""Who says what in a reading: a row for each voice of each claim, under its key across the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.ledger.tables import BEFORE, POSITION_BITS
from dateline.records import Claim, Reading
from dateline.weighing.account import Speaker
from dateline.weighing.identity import voice_key
from dateline.weighing.speaking import Speaking
from dateline.weighing.standing.testimony import own_voice, stated

LONGEST = 200  # characters of a name that are kept


def voiced(reading: Reading, *, reading_number: int, report_number: int) -> Iterator[dict[str, Any]]:
    """The rows of `said` of a reading, as persons corrected it, without its clocks."""
    report, speaking = reading.report, Speaking(reading)
    first = reading_number << POSITION_BITS
    for position, claim in enumerate(reading.claims):
        for key, (speaker, speaks, relay) in _voices(claim, speaking, report.outlet).items():
            yield {
                "voice": key,
                "published": report.published or BEFORE,
                "claim": first + position,
                "report": report_number,
                "speaks": speaks,
                "stance": str(claim.stance),
                "name": " ".join(speaker.name.split())[:LONGEST],
                "kind": str(speaker.kind),
                "named": speaker.named,
                "outlet": report.outlet or "",
                "relay": relay,
            }


def _voices(claim: Claim, speaking: Speaking, outlet: str | None) -> dict[str, tuple[Speaker, bool, str]]:
    """The voices of a claim by key: who it is, whether it speaks, and the key of who passes on what it says."""
    out: dict[str, tuple[Speaker, bool, str]] = {}
    chain = [own_voice(outlet) if s.kind == "reporter" else s for s in stated(speaking.chain(claim))]
    relay = ""
    for place, speaker in enumerate(chain, 1):
        key = voice_key(speaker)
        out[key] = (speaker, place == len(chain), "" if relay == key else relay)
        relay = key
    return out
