"""Spotting: which words of a text may name a place or a people, longest name first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from zlib import crc32

from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places.countries import Countries, countries
from dateline.reader.places.doubts import MISTAKEN, settle, within_name
from dateline.reader.places.gazetteer import Gazetteer
from dateline.reader.places.judge import SETTLEMENTS, Judge
from dateline.reader.places.names import key, word_key
from dateline.reader.places.scan import PLACE_LABELS, Scan, Spot, scan_of, spot_at
from dateline.reader.places.states import States

LONGEST = 6  # tokens of a name, hyphens not counted
_CONNECTORS = frozenset(
    "of de del la le les du des el al and the au aux in on upon sur da do dos e y am an der".split()
)
_SAINTS = frozenset({"st", "st.", "saint"})
_HYPHENS = frozenset({"-", "–", "'", "’", "."})


class Spotter:
    """Finds spots in a parse: made once, used for every report."""

    def __init__(self, lexicons: Lexicons, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.countries: Countries = countries(lexicons)
        self.states = States(lexicons, gazetteer)
        self.judge = Judge(lexicons, gazetteer, self.states)
        self.plain = _plain(lexicons)

    def __call__(self, parse: Parse, before: Sequence[Spot] = ()) -> list[Spot]:
        """The spots of a text in their order; none overlaps another. `before` are its dateline's, which count too."""
        if not parse.words:
            return []
        scan = scan_of(parse)
        i, n = 0, len(parse)
        while i < n:
            i = self._at(scan, i)
        settle(scan, before, self.judge)
        return _founded(_again(scan, self.judge.bodies))

    def _at(self, scan: Scan, i: int) -> int:
        """Look at token `i`; the number of the token to look at next."""
        parse = scan.parse
        word = parse.words[i]
        if not (word[0].isupper() or (scan.lowered and word[0].isalpha())):
            return self._lower(scan, i) if word in self.plain else i + 1
        found = self.states.at(parse, i)
        if found:
            last, entry = found
            scan.out.append(spot_at(parse, i, last, "GPE", candidates=(entry,), key=key(entry.name)))
            return last + 1
        names = self._names(scan, i)
        for n in range(len(names) - 1, -1, -1):
            last, name = names[n]
            if n and parse.tag[last] == "POS" and names[n - 1][0] == last - 1 and parse.lower[i] not in _SAINTS:
                continue  # "Lima's" is Lima's before it is Limas
            if self._named(scan, i, last, name):
                return last + 1
        demonym = self._demonym(scan, i)
        if demonym:
            scan.out.append(demonym)
            return demonym.last + 1
        return self._unknown(scan, i)

    def _names(self, scan: Scan, i: int) -> list[tuple[int, str]]:
        """Ends of the names that may begin at token `i` with their keys, shortest first."""
        parse, words = scan.parse, scan.parse.words
        ends: list[tuple[int, str]] = []
        crc, at, count, name = 0, i, 0, ""
        stop = parse.sentences[parse.sentence[i]][1]
        while at < stop and count < LONGEST:
            word = words[at]
            part = word_key(word)
            if not part:
                if word not in _HYPHENS:
                    break
                at += 1
                continue
            low = not word[0].isupper() and not scan.lowered and not word[0].isdigit()
            if low and word not in _CONNECTORS and (at == i or words[at - 1] != "-"):
                break
            crc = crc32(part.encode(), crc)
            name += part
            count += 1
            if self.gazetteer.may_have(crc) and not (low and word in _CONNECTORS):
                ends.append((at, name))
            at += 1
        return ends

    def _named(self, scan: Scan, i: int, last: int, name: str) -> bool:
        """Whether tokens `i` to `last` are taken for a place of this name; if so, the spot is kept."""
        parse = scan.parse
        candidates = self.gazetteer.lookup(name)
        if not candidates:
            return False
        words = parse.words_of(i, last)
        if len(name) < 4 and not (words.isupper() or self.countries.country_of(words) or words.istitle()):
            return False
        if name in ("us", "uk", "car", "dr", "it", "is", "as", "no") and not words.isupper():
            return False
        country = any(c.kind == "country" and c.quality == 0 for c in candidates)
        if country and not self.countries.country_of(words):
            return False  # "Car", "Rok": an abbreviation in other letters
        if not country and self.countries.people(words) and not self.judge.contained(parse, last):
            return False  # "Canadian" is a town in Texas too
        if name in self.judge.seats:  # towns of that name are never meant
            candidates = tuple(c for c in candidates if c.kind in ("feature", "country")) or candidates
        spot = spot_at(parse, i, last, scan.label[i], candidates=candidates, key=name)
        verdict = self.judge(scan, spot)
        if verdict:
            spot.part = verdict == "part"
            scan.out.append(spot)
        elif not (i == last and words in scan.surnames):
            (scan.doubted if scan.label[i] == "PERSON" else scan.passed).append(spot)
        return bool(verdict)

    def _demonym(self, scan: Scan, i: int) -> Spot | None:
        parse = scan.parse
        for last in (i + 1, i):
            if last >= len(parse) or (last > i and not parse.words[last][0].isupper()):
                continue
            words = parse.words_of(i, last)
            found = self.countries.people(words)
            if found and not (scan.label[i] == "PERSON" and scan.edges[i] != (i, last)):
                spot = spot_at(parse, i, last, scan.label[i], kind="demonym", key=key(words))
                spot.country, spot.region = found
                return spot
        return None

    def _unknown(self, scan: Scan, i: int) -> int:
        """Keep what the recogniser alone takes for a place, and what is called a town ("the village of X")."""
        first, last = scan.edges[i]
        parse = scan.parse
        if parse.pos[i] != "PROPN" or scan.lowered:
            return i + 1
        if not (first == i and scan.label[i] in PLACE_LABELS and parse.pos[last] == "PROPN"):
            if i < 2 or parse.lower[i - 1] != "of" or parse.lower[i - 2] not in SETTLEMENTS:
                self._unlisted(scan, i)
                return i + 1
            last = i
            while last + 1 < len(parse) and parse.pos[last + 1] == "PROPN" and last - i < LONGEST:
                last += 1
        above = parse.head[last]
        if parse.dep[last] == "compound" and above > last and scan.label[above] == "PERSON":
            return last + 1  # a given name that the recogniser cut off
        name = key(parse.words_of(i, last))
        person = any(word in scan.persons for word in parse.words[i : last + 1])
        if any(c.isdigit() for c in name):
            return last + 1  # a sum of money, a road
        if len(name) > 2 and parse.lower[last] not in self.judge.common and not person:
            scan.out.append(spot_at(parse, i, last, scan.label[i], kind="unknown", key=name))
        return last + 1

    def _unlisted(self, scan: Scan, i: int) -> None:
        """Keep a name that no list of towns has: it may be a village's of the loaded gazetteer."""
        parse = scan.parse
        first, last = scan.edges[i]
        if self.gazetteer.loaded is None or first != i or parse.pos[last] != "PROPN" or scan.label[i] not in MISTAKEN:
            return
        if not scan.label[i]:
            if i and parse.pos[i - 1] == "PROPN":
                return  # it began further left
            while last + 1 < len(parse) and parse.pos[last + 1] == "PROPN" and last - i < LONGEST:
                last += 1
        name = key(parse.words_of(i, last))
        if len(name) > 2 and name.isalpha():
            scan.unlisted.append(spot_at(parse, i, last, scan.label[i], key=name))

    def _lower(self, scan: Scan, i: int) -> int:
        """Regions that are written small ("the tribal areas"); kept where the report names their country."""
        parse = scan.parse
        for words in self.plain[parse.words[i]]:
            last = i + len(words) - 1
            if parse.words[i : last + 1] == words:
                name = "".join(map(word_key, words))
                candidates = tuple(c for c in self.gazetteer.lookup(name) if c.quality == 0)
                scan.out.append(spot_at(parse, i, last, "LOC", kind="plain", candidates=candidates, key=name))
                return last + 1
        return i + 1


def _again(scan: Scan, bodies: frozenset[str]) -> list[Spot]:
    """The spots, and with them the names passed over that are places elsewhere in the report."""
    accepted = Counter(s.key for s in scan.out if s.kind == "name" and not s.part)
    doubted = Counter(s.key for s in scan.passed)
    sure = {name for name, count in accepted.items() if 2 * count >= doubted[name]}
    ends = {i for s in scan.out for i in range(s.first, s.last + 1)}
    more = [s for s in scan.passed if s.key in sure and s.first not in ends and s.last not in ends]
    more = [s for s in more if not (within_name(scan.parse, s) and scan.parse.lower[scan.parse.head[s.last]] in bodies)]
    return sorted([*scan.out, *more], key=lambda s: (s.span.start, -s.span.end)) if more else scan.out


def _founded(spots: list[Spot]) -> list[Spot]:
    """Without the regions written small whose country the report does not name."""
    if not any(spot.kind == "plain" for spot in spots):
        return spots
    named = {spot.country for spot in spots if spot.country}
    for spot in spots:
        if spot.kind == "name":
            named.update(c.country for c in spot.candidates[:3] if c.kind in ("country", "capital"))
    return [s for s in spots if s.kind != "plain" or any(c.country in named for c in s.candidates)]


def _plain(lexicons: Lexicons) -> dict[str, list[list[str]]]:
    """Names of regions in small letters, by their first word."""
    out: defaultdict[str, list[list[str]]] = defaultdict(list)
    for row in lexicons.table("regions"):
        for name in (row["name"], *row["aliases"].split("|")):
            words = name.split()
            if name and words[0].islower() and words[-1].islower():
                out[words[0]].append(words)
    return dict(out)
