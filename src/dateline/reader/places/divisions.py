"""What news may call a province or a district: with the word for what it is, without it, without an article."""

from __future__ import annotations

import re
from collections import defaultdict

from dateline.reader.lexicon import Lexicons

# What a division's own name may end in, and may go without: "South Waziristan Agency".
_ENDINGS = (
    " district", " province", " governorate", " county", " region", " department", " agency", " state", " oblast",
    " prefecture", " division", " municipality", " parish", " borough", " city", " krai", " kray", " republic",
    " county borough", " regional state",
)  # fmt: skip
# And what it may begin with: "Province of Cebu", "Provincia di Siena".
_BEGINNING = re.compile(
    r"(?:Prov[ií]ncia (?:autonoma )?d(?:ell['’] ?|el |ella |i |e |a |o |['’])"
    r"|D[ée]partement d(?:u |es |e la |e l['’]|e |['’])"
    r"|(?:(?:City|Royal|Metropolitan) and |Royal |Metropolitan )*"
    r"(?:Province|County|Borough|City|Municipality|District|State|Republic) of "
    r"|County |Okres |Muhafazat )(?=[A-ZÀ-ÝŁŠŽČĐ])"
)
_ARTICLES = frozenset("El Al Ad An Ar As Ash At Az".split())
# What is no name without the word: "Northern Province".
_BARE = frozenset(
    "free north south east west northern southern eastern western central centre middle upper lower capital national"
    " federal north-west north-east south-west south-east north-western north-eastern south-western south-eastern"
    " northwestern northeastern southwestern southeastern northwest northeast southwest southeast"
    " coast littoral lake lakes river".split()
)


def shorter(name: str) -> str | None:
    """A division's name without the word for what it is, where it begins or ends with one."""
    low = name.lower()
    ending = max((e for e in _ENDINGS if low.endswith(e) and len(low) > len(e) + 2), key=len, default=None)
    if ending:
        return name[: -len(ending)]
    begun = _BEGINNING.match(name)
    return name[begun.end() :] if begun else None


def shown(name: str, level: int) -> str:
    """The name that a division is shown under: a province's short one, where that is a name."""
    short = shorter(name)
    if not short or short.lower() in _BARE or not (level == 1 or name.endswith(short)):
        return name
    return short


class Words:
    """What each country calls its provinces and districts."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._own: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for row in lexicons.table("division_words"):
            self._own[row["iso3"], int(row["level"])] += row["words"].split("|")

    def longer(self, name: str, country: str, level: int) -> list[str]:
        """What news may call it: with the word for what it is, and without an article ("El Beni")."""
        head, _, rest = name.partition(" ")
        bare = rest if head in _ARTICLES and rest else name
        usual = ["Province", "Region"] if level == 1 else ["District"]
        out = [bare] if bare != name else []
        if not shorter(name):
            out += [f"{bare} {word}" for word in dict.fromkeys([*self._own[country, level], *usual])]
        return out
