"""The grammar of temporal expressions: regexes over the letters of `lexemes`, tried in order at each word.

Every repetition is bounded, so that one pass is linear in the text. A rule's builder sees the words that its pattern
matched and makes expressions of them, or none: then later rules are tried, and the pass goes on one word further. The
letters are explained in `lexemes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dateline.reader.parse import Parse
from dateline.reader.times import dates, hours, lengths, relative, years
from dateline.reader.times.expressions import Found
from dateline.reader.times.lexemes import Lexemes
from dateline.reader.times.view import View

Builder = Callable[[View, int, int], list[Found]]

# "early", "late in", "the end of", "the second half of", "mid-"
MOD = r"(?:t?[Ox]git?|t?e[Rg]?-?(?:[iI]t?|t(?=[nl]))?)"
YEAR = r"(?:[1234]\.?E|4|q)"
TAIL = rf"(?:,?i?{YEAR})?"  # ", 1990", "of 1990"
# "three", "a few", "twenty-one", "two and a half", "2 or 3", "12 to 18"
ONE = r"(?:f?[1234N]C?|a?fi?|tf|a?C(?:[-&]?C){0,4}i?|a)"
NUM = rf"(?:[1C][|T-](?={ONE}))?{ONE}(?:&a?g)?"
DAY = r"t?[1o]"

RULES: tuple[tuple[str, str, Builder], ...] = (
    ("iso", r"4-1-1", dates.iso),
    ("slashed", r"#", dates.slashed),
    # March 3-5, 2008; 3, 4 and 5 March 2008; 3 March 2008; Sunday, March 2, 2008
    (
        "days_after_month",
        rf"[Mm]\.?{DAY}(?:,[1o]){{0,6}}(?:,?[&T]|-){DAY}(?!-?i?t?[MmUuzZN1C])(?:,?i?{YEAR}(?!-1))?",
        dates.days_after_month,
    ),
    ("days_before_month", rf"{DAY}(?:,{DAY}){{0,6}}(?:,?[&T]|-){DAY}i?t?[Mm]\.?{TAIL}", dates.days_before_month),
    (
        "month_day",
        rf"(?:eI)?(?:t?[Wj]\.?,?t?)?[Mm]\.?-?{DAY}(?![%:]){TAIL}",
        dates.month_day,
    ),
    (
        "day_month",
        rf"(?:eI)?(?:t?[Wj]\.?,?(?:It?)?)?{DAY}i?t?[Mm]\.?-?(?:,?i?{YEAR}|[12](?![uUMm@NC1234:-]))?",
        dates.day_month,
    ),
    ("month_year", rf"{MOD}?[Mm]\.?-?,?i?{YEAR}", dates.month_year),
    ("season", rf"{MOD}?(?:{YEAR}S|(?:[tdD]s?|t?[ln])?S{TAIL})", dates.season),
    ("named", r"e?t?(?:[ln]|[dD]s?|ts)(?:[Mm]|[Wj]P?|P)", hours.named),
    ("years", r"4(?:-|T|&)(?:4(?!-?[uU])(?:\.?E)?|[12](?!-?[uUMm@NC1234]))", years.years),
    ("era_range", r"[1234](?:-|T)[1234]\.?E", years.era_range),
    ("era", rf"(?:{MOD}|t?~\.?|tu)?(?:t?[1234]\.?E|E[1234])", years.era),
    ("decade", rf"{MOD}?t?y\.?E?", years.decade),
    ("century", rf"{MOD}?t?(?:[oOx]&)?[oOx]-?uE?", years.century),
    ("quarter", rf"{MOD}?t?[Oxoln]-?Q(?:i?(?:4|t?[lnd]u))?", years.quarter),
    ("half_year", r"t?[OxeL]gi(?:4|t?[lnd]?u)", years.half_year),
    ("within", rf"t?[OxlLn](?:{NUM})?[uU]i(?={DAY}i?[Mm]|[Mm4q]|e-?[Mm4])", relative.within),
    ("units_end", r"u'e", relative.units_end),
    ("day_after_next", r"tu[bc]X", relative.day_after_next),
    ("day_before", r"tu[bc](?=[,.\n)])", relative.day_before),
    ("shift", rf"~{{0,2}}(?:{NUM})?L?[uU](?:[Arbc]|FV|FX)", relative.shift),
    ("span_of", rf"~{{0,2}}(?:t?[ln]L?(?:{NUM})L?[uU]|t{NUM}[ln][uU]|t?[lnV]L?U)", relative.span_of),
    ("last_unit", rf"{MOD}?t?[ln]L?u", relative.last_unit),
    ("this_unit", rf"(?:{MOD}?[dD]s?L?[uU]|{MOD}?ts(?!-)u|r[iI]?(?:[dD]s?|ts?)u|{MOD}tu)", relative.this_unit),
    ("weekend", r"tu", relative.weekend),
    ("unit_next", r"tu[ln]", relative.unit_next),
    ("times_a", r"[wv]au|wpu", lengths.times_a),
    ("every", rf"v(?:f|{NUM})?(?:[uUWMmSP])|pu", lengths.every),
    ("duration", rf"~{{0,2}}(?:{NUM}(?:-?L){{0,2}}-?[uU]|ga?u|u&ag?)(?:-?J|-?K|iK)?", lengths.duration),
    ("bare_units", r"~?L?(?:U|u(?=-J))(?:-J)?", lengths.bare_units),
    ("often", r"Y", lengths.often),
    (
        "clock",
        r"~?(?:@U?|[1N]z|[04]U|[1C]k(?:It?P)?|[04](?=Z)|(?<=[I~])[04](?=[IXWZ ]|\([04]Z))z?,?(?:\(Z_?\)|Z_?)?",
        hours.clock,
    ),
    ("feast", rf"(?:[lndD]s?)?H_{{0,4}}(?:P|,?i?{YEAR})?", dates.feast),
    ("day_shift", r"r?X'?P?", relative.day_shift),
    ("weekday", r"(?:e[I]?)?t?[Wj]\.?P?", hours.weekday),
    ("part", rf"{MOD}?(?:t|a|[dD])?s?P(?:U(?=i)|_)?", hours.part),
    ("year", rf"(?:{MOD}|t?~\.?|tu)?[4q]", years.year),
    ("month", rf"{MOD}?[Mm]\.?", dates.month),
    ("bare_day", r"to", dates.bare_day),
    ("past", r"t?ltV|tl", lengths.past),
    ("vague", r"t?V_{0,4}", lengths.vague),
    ("bare_year", r"3", years.bare_year),
)
GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in RULES))
ALONE = [(build, re.compile(pattern)) for _, pattern, build in RULES]
NUMBER = {name: n for n, (name, _, _) in enumerate(RULES)}


def find(lexemes: Lexemes, parse: Parse) -> list[Found]:
    """The expressions of the text in its order; none overlaps another."""
    view = View(lexemes, parse)
    out: list[Found] = []
    at = 0
    letters = lexemes.letters
    search = GRAMMAR.search
    while (match := search(letters, at)) is not None:
        first, end = match.span()
        rule = NUMBER[match.lastgroup or ""]
        found = RULES[rule][2](view, first, end - 1) or _later(view, first, rule + 1)
        out.extend(_without_stop(item, view) for item in found)
        at = found[-1].last + 1 if found else first + 1
    return out


def _without_stop(item: Found, view: View) -> Found:
    """The expression without the full stop of its sentence; "Dec." keeps its own."""
    if view.letter(item.last) != ".":
        return item
    abbreviated = view.letter(item.last - 1) in "mj" and view.word(item.last - 1) not in ("may", "march")
    return item if abbreviated else replace(item, last=item.last - 1)


def _later(view: View, first: int, number: int) -> list[Found]:
    """What the rules from `number` on make of the words at `first`, where an earlier rule refused them."""
    letters = view.lexemes.letters
    for build, pattern in ALONE[number:]:
        match = pattern.match(letters, first)
        if match is not None and (found := build(view, first, match.end() - 1)):
            return found
    return []
