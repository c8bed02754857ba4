"""A voice on the terminal: what it said, where it was alone, who bore it out, and what cannot hold beside its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from dateline.cli.page import QUIET
from dateline.cli.terminal import cell, many
from dateline.weighing.weigher.bearing import Bearing
from dateline.weighing.weigher.saying import SaidRow
from dateline.weighing.weigher.voice import Voice

CLAIMS, INCIDENTS = 20, 10  # shown


@dataclass(frozen=True, slots=True)
class VoicePage:
    """A voice, its latest claims, and the latest incidents in which its word is in dispute."""

    voice: Voice
    said: Sequence[SaidRow]
    disputed: Sequence[Bearing]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        voice, did = self.voice, self.voice.did
        yield Text(f"voice {cell(voice.key)}", QUIET)
        yield Text(cell(voice.name), "bold").append(f"  {voice.kind}{'' if voice.named else ', not named'}", QUIET)
        days = f", {voice.first[:10]} to {(voice.last or voice.first)[:10]}" if voice.first else ""
        yield Text(f"{many(voice.claims, 'claim')} in {many(voice.reports, 'report')}{days}")
        yield Text(
            f"{many(did.incidents, 'incident')}: the only voice in {did.alone}, borne out in {did.borne_out}, in "
            f"dispute in {did.disputed}, denies in {did.denies}, a figure replaced or withdrawn in {did.replaced}"
        )
        if not voice.named:
            yield Text("Without a name: whoever is called so, many people and not one.", QUIET)
        for label, beside in (("published by", voice.outlets), ("passed on by", voice.relays)):
            if beside:
                yield Text(
                    f"{label} " + ", ".join(f"{cell(b.name) or 'unknown'} {b.claims}" for b in beside[:6]), QUIET
                )
        if self.said:
            yield Text("\nwhat it said, the latest first", "bold")
        for row in self.said:
            line = Text(f"{row.published or 'no day':10.10} ", "magenta").append(f"{row.stance} ", "cyan")
            line.append(f"“{cell(row.content)}”").append(f"  {cell(row.outlet)} {row.claim}", QUIET)
            yield line.append(f"  {row.incident} {row.standing}" if row.incident else "", QUIET)
        if self.disputed:
            yield Text("\nin dispute", "bold")
        for one in self.disputed:
            yield Text(cell(one.title), "bold").append(f"  {one.incident}", QUIET)
            for pair in one.contradictions:
                yield Text(f"  {pair.field}: {cell(pair.why)}", "yellow")
                yield Text(f"    it: “{cell(pair.own.words)}”")
                yield Text(f"    {cell(pair.other_voice)}: “{cell(pair.other.words)}”")
