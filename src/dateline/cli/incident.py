"""An incident on the terminal: how it stands, on whose word, its toll by voice and day, and why it is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.layout import laid_out
from dateline.cli.page import QUIET, STATUS, section
from dateline.cli.terminal import cell, many, printable
from dateline.export.pack.evidence import Cited, Pack, Sheet
from dateline.export.pack.page import AGAINST
from dateline.export.pack.strip import best_of, in_words
from dateline.records import Field, Figure, Level, Toll, Witness

LEVEL = {
    Level.SINGLE: QUIET,
    Level.REPEATED: "yellow",
    Level.CORROBORATED: "green",
    Level.DISPUTED: "red",
}
MOST = 3  # passages of one voice, and further values of one field
TIES = 12
SHEETS = 8  # reports of one story that are listed


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """All of one incident, laid out for the width of the terminal it is printed on."""

    pack: Pack

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        pack, room = self.pack, options.max_width
        one = pack.incident
        yield from heading(pack)
        if one.fields:
            yield from section("what is said", fields(pack, room))
        for toll in one.tolls:
            yield from section(f"how many {toll.what}", *history(pack, toll, room))
        against = [w for w in one.witnesses if w.stance in AGAINST]
        rest = [w for w in one.witnesses if w not in against]
        yield from section("on whose word", *(voices(pack, rest) if rest else [Text("the reports' own", QUIET)]))
        if against:
            yield from section("denied or doubted by", *voices(pack, against))
        if one.strains:
            yield from section("what cannot both hold", *tensions(pack))
        if one.withdrawals:
            yield from section("taken back", *withdrawals(pack))
        yield from section("reports, by story", *reports(pack))
        if pack.ties:
            yield from section("why they are one happening", *ties(pack))
        if pack.decisions:
            yield from section("decisions", *decisions(pack))


def heading(pack: Pack) -> Iterator[RenderableType]:
    one = pack.incident
    yield Text(f"incident {one.id}", QUIET)
    yield Text(cell(one.title), "bold")
    where = ", ".join(dict.fromkeys(cell(p) for p in (one.place, one.admin1, one.country) if p))
    days = f"{one.first or '...'} to {one.last}" if one.last and one.first != one.last else one.first
    kind = f"{one.type} {one.mode}" if one.mode else str(one.type)
    yield (
        Text(" · ".join(filter(None, (where, days, kind))), QUIET)
        .append(" · ", QUIET)
        .append(one.status, STATUS[one.status])
    )
    yield (
        Text()
        .append(str(one.standing), f"bold {LEVEL[one.standing]}")
        .append(
            f" · {many(one.independent, 'voice')} apart · {many(len(one.reports), 'report')} of "
            f"{len(one.stories)} {'story' if len(one.stories) == 1 else 'stories'}"
        )
    )
    if one.withdrawn:
        yield Text("Every account of it has been taken back by its outlet.", "red")
    if pack.known_by or pack.recorded_by:
        yield Text(f"as of {' and recorded by '.join(filter(None, (pack.known_by, pack.recorded_by)))}", QUIET)


def fields(pack: Pack, room: int) -> RenderableType:
    """Each field: what is taken of it, how it stands, and who says so; below, what others say instead."""
    rows: list[list[Text]] = []
    for field in pack.incident.fields:
        rows.append([Text(field.name, QUIET), Text(cell(field.value)), _level(field), _who(pack, field, field.value)])
        others = [v.value for v in field.values if v.value != field.value]
        rows += [[Text(), Text(f"or {cell(v)}"), Text(), _who(pack, field, v)] for v in others[:MOST]]
        if len(others) > MOST:
            rows.append([Text(), Text(f"... and {len(others) - MOST} more", QUIET), Text(), Text()])
    return laid_out(["", "taken", "standing", "on whose word"], rows, room, [1, 2, 1, 2])


def _level(field: Field) -> Text:
    return Text(str(field.level), LEVEL[field.level])


def _who(pack: Pack, field: Field, value: str) -> Text:
    keys = dict.fromkeys(key for v in field.values if v.value == value for key in v.witnesses)
    return Text("; ".join(cell(pack.names.get(key, key)) for key in keys) or "reporter", "cyan")


def history(pack: Pack, toll: Toll, room: int) -> Iterator[RenderableType]:
    """The figures as a strip: a row for each voice, a column for each day; what was replaced is struck through.

    Where there are more days than the window has room for, the strip goes on below.
    """
    best = best_of(toll, pack.names)
    days = sorted({_day(f) for f in toll.figures})
    short = len({day[:4] for day in days}) == 1 and days[0][:1].isdigit()
    width = (5 if short else 10) + 2
    voice = min(
        max((len(cell(pack.names.get(f.witness, ""))) for f in toll.figures), default=0), max(12, room // 3), 40
    )
    some = max(1, (room - voice - 4) // width)
    for first in range(0, len(days), some):
        part = days[first : first + some]
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="cyan", width=voice, no_wrap=True, overflow="ellipsis")
        for _ in part:
            table.add_column(justify="right", min_width=width - 2)
        table.add_row("", *(Text(day[5:] if short else day, QUIET) for day in part))
        for key in dict.fromkeys(f.witness for f in toll.figures):
            said = [[f for f in toll.figures if f.witness == key and _day(f) == day] for day in part]
            if any(said):
                table.add_row(Text(cell(pack.names.get(key, key))), *(_figures(there, best) for there in said))
        yield Padding(table, (0, 0, 0, 2), expand=False)
    span = f"{toll.low if toll.low is not None else '?'}–{toll.high if toll.high is not None else '?'}"
    taken = (
        in_words(toll) if toll.best is None else f"{toll.best:,} ({span})" if toll.low != toll.high else in_words(toll)
    )
    line = Text(f"taken: {taken}", "bold")
    yield line.append(f" {'rising; ' if toll.rising else ''}{cell(toll.why)}", QUIET)


def _day(figure: Figure) -> str:
    return (figure.published or "no day")[:10]


def _figures(figures: Iterable[Figure], best: Figure | None) -> Text:
    shown: dict[str, str] = {}
    for f in figures:
        style = "red strike" if f.withdrawn else f"{QUIET} strike" if f.replaced else "bold green" if f is best else ""
        words = f"({in_words(f)})" if f.withdrawn or f.replaced else in_words(f)  # also where nothing is struck through
        if shown.get(words) != "bold green":
            shown[words] = style
    return Text(" ").join(Text(words, style) for words, style in shown.items())


def voices(pack: Pack, witnesses: Iterable[Witness]) -> Iterator[RenderableType]:
    for w in witnesses:
        line = Text(" › ".join(map(cell, w.chain)), "cyan").append(
            f"  {w.stance}", "" if w.stance not in AGAINST else "red"
        )
        told = [
            many(len(w.reports), "report"),
            "not named" if not w.named else "",
            "a party to it" if w.interested else "",
        ]
        line.append(" · " + " · ".join(filter(None, told)), QUIET)
        yield line.append(" · borne out by a voice apart", "green") if w.apart else line
        # Copies say the same, and one sentence may hold several of its words.
        alone = {"".join((c.before, c.words, c.after)).casefold().strip(): c for c in reversed(pack.words_of(w))}
        passages = list(reversed(alone.values()))
        for cited in passages[:MOST]:
            yield quotation(cited)
        if len(passages) > MOST:
            yield Text(f"    ... and {len(passages) - MOST} more", QUIET)


def quotation(cited: Cited) -> RenderableType:
    """The words in their sentence, marked, with the report's number."""
    line = Text(f"R{cited.number or '?'} ", QUIET)
    for words, style in ((cited.before, ""), (cited.words, "bold reverse"), (cited.after, "")):
        line.append(" ".join(printable(words).split("\n")), style)
    return Padding(line, (0, 0, 0, 4), expand=False)


def tensions(pack: Pack) -> Iterator[RenderableType]:
    for strain in pack.incident.strains:
        yield Text(f"{strain.field}: ", "bold").append(cell(strain.why))
        for voice, said in zip(strain.voices, strain.quotations, strict=True):
            yield Text(f"  {cell(voice)}", "cyan")
            yield quotation(pack.cite(said))


def withdrawals(pack: Pack) -> Iterator[RenderableType]:
    for w in pack.incident.withdrawals:
        change = (
            f": {cell(w.wrong)} → {cell(w.right)}" if w.wrong and w.right else f": {cell(w.wrong)}" if w.wrong else ""
        )
        yield Text(f"{w.kind}{change}", "red").append(f" · {w.published or 'no day'}", QUIET)
        if told := pack.event(w.event):
            yield quotation(told)
        yield quotation(pack.cite(w.quotation))


def reports(pack: Pack) -> Iterator[RenderableType]:
    """The reports under their stories: copies of one report stand together."""
    sheets = {s.report.id: s for s in pack.sheets}
    for story in sorted(pack.stories, key=lambda s: min(pack.numbers.get(r, len(sheets) + 1) for r in s.reports)):
        own = [sheets.pop(id_) for id_ in pack.numbers if id_ in story.reports and id_ in sheets]
        if len(story.reports) > 1 and own:
            whose = f" {cell(story.agency)}" if story.agency else ""
            here = f", {len(own)} of them here" if len(own) < len(story.reports) else ""
            yield Text(f"{len(story.reports)} copies of one{whose} report{here}", "bold").append(f"  {story.id}", QUIET)
            yield from (_sheet(sheet, "  ") for sheet in own[:SHEETS])
            if len(own) > SHEETS:
                yield Text(f"  ... and {len(own) - SHEETS} more", QUIET)
        else:
            yield from map(_sheet, own)
    yield from map(_sheet, sheets.values())


def _sheet(sheet: Sheet, before: str = "") -> Text:
    r = sheet.report
    line = Text(f"{before}R{sheet.number} ", QUIET).append(f"{(r.published or 'no day')[:10]} {cell(r.outlet)}  ")
    line.append(cell(r.title or r.path or r.url), "bold").append(f"  {r.id}", QUIET)
    return line if sheet.about else line.append("  takes words back", "red")


def ties(pack: Pack) -> Iterator[Text]:
    for tie in pack.joining[:TIES]:
        numbers = [f"R{c.number}" if (c := pack.event(id_)) and c.number else id_ for id_ in (tie.first, tie.second)]
        line = Text(f"{' and '.join(numbers)}  {tie.score:.2f}  ", "bold")
        for_ = [r for r in tie.reasons if r.weight > 0][:4]
        yield line.append("; ".join(f"{r.field} “{cell(r.first)}” / “{cell(r.second)}”" for r in for_), QUIET)
    if len(pack.joining) > TIES:
        yield Text(f"... and {len(pack.joining) - TIES} more: dateline pack {pack.incident.id}", QUIET)


def decisions(pack: Pack) -> Iterator[Text]:
    for d in pack.decisions:
        what = f"{d.act} {d.field} → {cell(str(d.value))}" if d.field else str(d.act)
        yield Text(what, "bold").append(f" · {cell(d.by)}, {d.at}", QUIET).append(f"  {cell(d.reason)}")
