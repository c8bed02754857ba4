"""The grammar of temporal expressions: regexes over the letters of `lexemes`, tried in order at each word.

Every repetition is bounded, so that one pass is linear in the text. A rule's builder sees the words that its pattern
matched and makes expressions of them, or none: then the pass goes on one word further.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.reader.parse import Parse
from dateline.reader.times.build import BUILDERS
from dateline.reader.times.expressions import Found
from dateline.reader.times.lexemes import Lexemes
from dateline.reader.times.view import View

# "early", "late in", "the end of", "the second half of", "mid-"
MOD = r"(?:t?[Ox]git?|t?e[Rg]?-?(?:[iI]t?|t(?=[nl]))?)"
YEAR = r"(?:[1234]\.?E|4|q)"
TAIL = rf"(?:,?i?{YEAR})?"  # ", 1990", "of 1990"
THAT_YEAR = r"(?:i(?:[dD]s?|ts)u)"  # "of that year"
# "three", "a few", "twenty-one", "two and a half", "2 or 3", "12 to 18"
ONE = r"(?:f?[1234N]C?|a?fi?|tf|a?C(?:[-&]?C){0,4}i?|a)"
NUM = rf"(?:[1C][|T-](?={ONE}))?{ONE}(?:&a?g)?"
DAY = r"t?[1o]"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"4-1-1"),
    ("slashed", r"#"),
    # March 3-5, 2008; 3, 4 and 5 March 2008; 3 March 2008; Sunday, March 2, 2008
    ("days_after_month", rf"[Mm]\.?{DAY}(?:,[1o]){{0,6}}(?:,?[&T]|-){DAY}(?![-.]?i?t?[MmUuzZN1C])(?:,?i?{YEAR}(?!-1))?"),
    ("days_before_month", rf"{DAY}(?:,{DAY}){{0,6}}(?:,?[&T]|-){DAY}i?t?[Mm]\.?{TAIL}"),
    ("month_day", rf"(?:eI)?(?:t?[Wj]\.?,?t?)?[Mm]\.?-?{DAY}(?![%:])(?:{THAT_YEAR}|,?i?{YEAR}|,i?(?:[dD]s?|ts)u)?"),
    ("day_month", rf"(?:eI)?(?:t?[Wj]\.?,?(?:It?)?)?{DAY}i?t?[Mm]\.?-?(?:{THAT_YEAR}|,?i?{YEAR}|[12](?![uUMm@NC1234:-]))?"),
    ("month_year", rf"{MOD}?[Mm]\.?-?,?i?(?:{YEAR}|(?:[dD]s?|ts)u(?=[^uU]))"),
    ("season", rf"{MOD}?(?:{YEAR}S|(?:[tdD]s?|t?[ln])?S(?:,?i?{YEAR}|{THAT_YEAR})?)"),
    ("named", r"e?t?(?:[ln]|[dD]s?|ts)(?:[Mm]|[Wj]P?|P)"),
    ("years", r"4(?:-|T|&)(?:4(?!-?[uU])(?:\.?E)?|[12](?!-?[uUMm@NC1234]))"),
    ("era_range", r"[1234](?:-|T)[1234]\.?E"),
    ("era", rf"(?:{MOD}|t?~\.?|tu)?(?:t?[1234]\.?E|E[1234])"),
    ("decade", rf"{MOD}?t?y\.?E?"),
    ("century", rf"{MOD}?t?(?:[oOx]&)?[oOx]-?uE?"),
    ("quarter", rf"{MOD}?t?[Oxoln]-?Q(?:i?(?:4|t?[lnd]u))?"),
    ("half_year", r"t?[OxeL]gi(?:4|t?[lnd]?u)"),
    ("within", rf"t?[OxlLn](?:{NUM})?[uU]i(?={DAY}i?[Mm]|[Mm4q]|e-?[Mm4])"),
    ("units_end", r"u'e"),
    ("day_after_next", r"tu[bc]X"),
    ("day_before", r"tu[bc](?=[,.\n)])"),
    ("shift", rf"~{{0,2}}(?:{NUM})?L?[uU](?:[Arbc]|FV|FX)"),
    ("span_of", rf"~{{0,2}}(?:t?[ln]L?(?:{NUM})L?[uU]|t{NUM}[ln][uU]|t?[lnV]L?U)"),
    ("last_unit", rf"{MOD}?t?[ln]L?u"),
    ("this_unit", rf"(?:{MOD}?[dD]s?L?[uU]|{MOD}?ts(?!-)u|r[iI]?(?:[dD]s?|ts?)u|{MOD}tu)"),
    ("unit_next", r"tu[ln]"),
    ("times_a", r"[wv]au|wpu"),
    ("every", rf"v(?:f|{NUM})?(?:[uUWMmSP])|pu"),
    ("duration", rf"~{{0,2}}(?:{NUM}(?:-?L){{0,2}}-?[uU]|ga?u|u&ag?)(?:-?J|-?K|iK)?"),
    ("bare_units", rf"~?L?(?:U|u(?=-J))(?:-J)?"),
    ("often", r"Y"),
    ("clock", r"~?(?:@U?|1z|[04]U|1k(?:It?P)?|[04](?=Z))z?,?(?:\(?Z\)?)?"),
    ("feast", rf"(?:[lndD]s?)?H_{{0,4}}(?:P|,?i?{YEAR})?"),
    ("day_shift", r"r?X'?P?"),
    ("weekday", r"(?:e[I]?)?t?[Wj]\.?P?"),
    ("part", rf"{MOD}?(?:t|a|[dD])?s?P(?:U(?=i))?"),
    ("year", rf"(?:{MOD}|t?~\.?|tu)?{YEAR}"),
    ("month", rf"{MOD}?[Mm]\.?"),
    ("bare_day", r"to"),
    ("past", r"t?ltV|tl"),
    ("vague", r"t?V_{0,4}"),
    ("bare_year", r"3"),
)
GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES))
ALONE = [(name, re.compile(pattern)) for name, pattern in RULES]
NUMBER = {name: n for n, (name, _) in enumerate(RULES)}


def find(lexemes: Lexemes, parse: Parse) -> list[Found]:
    """The expressions of the text in its order; none overlaps another."""
    view = View(lexemes, parse)
    out: list[Found] = []
    at = 0
    letters = lexemes.letters
    search = GRAMMAR.search
    while (match := search(letters, at)) is not None:
        first, end = match.span()
        rule = match.lastgroup or ""
        found = BUILDERS[rule](view, first, end - 1) or _later(view, first, NUMBER[rule] + 1)
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
    for name, pattern in ALONE[number:]:
        match = pattern.match(letters, first)
        if match is not None and (found := BUILDERS[name](view, first, match.end() - 1)):
            return found
    return []
