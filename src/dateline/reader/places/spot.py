"""Spotting: which words of a text may name a place or a people, longest name first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from zlib import crc32

from dateline.reader.lexicon import Lexicons
from dateline.reader.parse import Parse
from dateline.reader.places.countries import Countries, countries
from dateline.reader.places.gazetteer import Entry, Gazetteer
from dateline.reader.places.names import key, word_key
from dateline.records import Span

LONGEST = 6  # tokens of a name, hyphens not counted
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LOCATIVE = frozenset(
    "in at near from to of outside around through across into toward towards via inside within between beyond "
    "southern northern eastern western southeastern southwestern northeastern northwestern central "
    "south north east west southeast southwest northeast northwest upstate downtown".split()
)
_CONNECTORS = frozenset(
    "of de del la le les du des el al and the au aux in on upon sur da do dos e y am an der".split()
)
_HYPHENS = frozenset({"-", "–", "'", "’", "."})


@dataclass(slots=True)
class Spot:
    """Words that may name a place. `first` is -1 outside the parse (a report's dateline).

    `kind` is name, plain (a region written small), demonym or unknown (taken for a place, but on no list).
    """

    span: Span
    words: str
    first: int = -1
    last: int = -1
    kind: str = "name"
    label: str = ""  # what the statistical recogniser takes the words for
    candidates: tuple[Entry, ...] = ()
    country: str = ""  # of a demonym
    region: str = ""  # of a demonym of no one country
    part: bool = False  # of another name ("Bank of England"): evidence, no toponym
    key: str = ""


@dataclass(slots=True)
class _Scan:
    """What one text's scan keeps at hand."""

    parse: Parse
    label: list[str]  # of each token, as the recogniser has it
    edges: list[tuple[int, int]]  # of the entity that each token is in
    surnames: frozenset[str]
    persons: frozenset[str]  # every word of a person's full name
    lowered: bool
    out: list[Spot] = field(default_factory=list)
    passed: list[Spot] = field(default_factory=list)  # names that nothing beside them made a place


class Spotter:
    """Finds spots in a parse: made once, used for every report."""

    def __init__(self, lexicons: Lexicons, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.countries: Countries = countries(lexicons)
        self.abbreviations = abbreviations(lexicons, gazetteer)
        words: defaultdict[str, set[str]] = defaultdict(set)
        for row in lexicons.table("place_words"):
            words[row["kind"]].add(row["term"])
        self.common = frozenset(words["common"])  # towns that share their name with an everyday word or a person
        self.after = {kind: frozenset(words[kind]) for kind in ("street", "body")}
        self.titles = frozenset(words["title"])
        self.seats = {key(row["term"]) for row in lexicons.table("metonyms") if row["kind"] == "seat"}
        self.plain = _plain(lexicons)

    def __call__(self, parse: Parse) -> list[Spot]:
        """The spots of a text in their order; none overlaps another."""
        if not parse.words:
            return []
        scan = _scan(parse)
        i, n = 0, len(parse)
        while i < n:
            i = self._at(scan, i)
        return _founded(_again(scan))

    def _at(self, scan: _Scan, i: int) -> int:
        """Look at token `i`; the number of the token to look at next."""
        parse = scan.parse
        word = parse.words[i]
        if not (word[0].isupper() or (scan.lowered and word[0].isalpha())):
            return self._lower(scan, i) if word in self.plain else i + 1
        found = self.abbreviation(parse, i)
        if found:
            last, entry = found
            scan.out.append(_spot(parse, i, last, "GPE", candidates=(entry,), key=key(entry.name)))
            return last + 1
        for last, name in reversed(self._names(scan, i)):
            if self._named(scan, i, last, name):
                return last + 1
        demonym = self._demonym(scan, i)
        if demonym:
            scan.out.append(demonym)
            return demonym.last + 1
        return self._unknown(scan, i)

    def _names(self, scan: _Scan, i: int) -> list[tuple[int, str]]:
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

    def _named(self, scan: _Scan, i: int, last: int, name: str) -> bool:
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
        if not country and self.countries.people(words) and not self.contained(parse, last):
            return False  # "Canadian" is a town in Texas too
        if name in self.seats:  # towns of that name are never meant
            candidates = tuple(c for c in candidates if c.kind in ("feature", "country")) or candidates
        spot = _spot(parse, i, last, scan.label[i], candidates=candidates, key=name)
        verdict = self._verdict(scan, spot)
        if verdict:
            spot.part = verdict == "part"
            scan.out.append(spot)
        elif not (i == last and words in scan.surnames) and scan.label[i] != "PERSON":
            scan.passed.append(spot)
        return bool(verdict)

    def _verdict(self, scan: _Scan, spot: Spot) -> str:
        """ "place", "part" of another name, or "" for no place."""
        parse, i, last = scan.parse, spot.first, spot.last
        label, (start, end) = scan.label[i], scan.edges[i]
        before = parse.lower[i - 1] if i else ""
        after = parse.lower[last + 1] if last + 1 < len(parse) else ""
        capital_after = bool(after) and parse.words[last + 1][0].isupper()
        best = max(spot.candidates, key=_fame)
        known = _fame(best) >= KNOWN
        widely = best.kind in ("country", "admin1", "region", "capital") and best.quality == 0
        inside = label and (start < i or end > last) and not (known and _listed(parse, i, last, start, end))
        contained = self.contained(parse, last)
        if before.rstrip(".") in self.titles:
            return ""
        if capital_after and after in self.after["street"] and "County" not in spot.words:
            return ""
        if inside and label == "PERSON" and not contained:
            return ""
        if spot.first == last and spot.words in scan.surnames and not contained and not (widely and before in LOCATIVE):
            return ""
        if inside and label in ("ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"):
            return "part" if widely or known or "County" in spot.words else ""
        if inside and label in PLACE_LABELS and not contained and self._longer(scan, spot):
            return ""
        if spot.key in _POINTS:
            return ""
        if capital_after and (after in self.after["body"]) and not contained:
            return "part" if label != "PERSON" else ""
        if contained or spot.key in self.seats:
            return "place"
        common = (spot.key.removeprefix("the") if parse.lower[i] == "the" else spot.key) in self.common
        if common and not (label in PLACE_LABELS and before in LOCATIVE):
            return "place" if widely and label in PLACE_LABELS else ""
        if scan.lowered:
            if best.quality and (label not in PLACE_LABELS or inside):
                return ""
            if label in PLACE_LABELS or (widely and len(spot.key) > 3):
                return "place"
            return "place" if known and parse.pos[i] == "PROPN" and not common else ""
        if label in PLACE_LABELS or label == "NORP":
            return "place"
        if widely and len(spot.key) > 3 and parse.pos[last] in ("PROPN", "NOUN", "ADJ"):
            return "place" if label not in ("PERSON", "ORG") or known else ""
        if parse.pos[last] != "PROPN":
            return ""
        if before in LOCATIVE and (label != "PERSON" or known):
            return "place"
        if any(c.kind == "admin2" and c.quality == 0 for c in spot.candidates) and last > i:
            return "place"
        if label == "":
            return "place" if known or last > i else ""
        if known and (start, end) != (i, last):  # one of a list
            return "place"
        return "place" if known and label in ("ORG",) and i == last and _fame(best) > 5.3 else ""

    def _longer(self, scan: _Scan, spot: Spot) -> bool:
        """Whether the recogniser's place is a longer name than this, all in one ("Sand Creek Township")."""
        words = scan.parse.words
        start, end = scan.edges[spot.first]
        if start < spot.first and words[start].lower() not in LOCATIVE and words[spot.first - 1][0].isupper():
            return True
        return end > spot.last and words[spot.last + 1][0].isupper()

    def contained(self, parse: Parse, last: int) -> bool:
        """Whether a state, province or country follows after a comma ("Salem, Ore.", "Solwezi, Zambia")."""
        i = last + 2
        if i >= len(parse) or parse.words[last + 1] != "," or not parse.words[i][0].isupper():
            return False
        if self.abbreviation(parse, i, after_comma=True):
            return True
        for end in range(i, min(i + 3, len(parse))):
            found = self.gazetteer.lookup(key(parse.words_of(i, end)))
            if any(e.kind in ("admin1", "country") and e.quality == 0 for e in found):
                return True
        return False

    def abbreviation(self, parse: Parse, i: int, *, after_comma: bool = False) -> tuple[int, Entry] | None:
        """A state's abbreviation at token `i`: its last token and the state."""
        start = parse.start[i]
        after_comma = after_comma or (i > 0 and parse.words[i - 1] == ",")
        for short, entry in self.abbreviations.get(parse.words[i][:1], ()):
            if not parse.text.startswith(short, start):
                continue
            end = start + len(short)
            if end < len(parse.text) and (parse.text[end].isalnum() or (short.isupper() and parse.text[end] == "-")):
                continue
            pointed = short.endswith(".")
            if (pointed and (len(short) > 3 or after_comma)) or (after_comma and len(short) == 2):
                tokens = parse.tokens(Span(start, end))
                if tokens and parse.start[tokens[0]] == start:
                    return tokens[-1], entry
        return None

    def _demonym(self, scan: _Scan, i: int) -> Spot | None:
        parse = scan.parse
        for last in (i + 1, i):
            if last >= len(parse) or (last > i and not parse.words[last][0].isupper()):
                continue
            words = parse.words_of(i, last)
            found = self.countries.people(words)
            if found and not (scan.label[i] == "PERSON" and scan.edges[i] != (i, last)):
                spot = _spot(parse, i, last, scan.label[i], kind="demonym", key=key(words))
                spot.country, spot.region = found
                return spot
        return None

    def _unknown(self, scan: _Scan, i: int) -> int:
        """Keep what the recogniser alone takes for a place, and what is called a town ("the village of X")."""
        first, last = scan.edges[i]
        parse = scan.parse
        if parse.pos[i] != "PROPN" or scan.lowered:
            return i + 1
        if not (first == i and scan.label[i] in PLACE_LABELS and parse.pos[last] == "PROPN"):
            if i < 2 or parse.lower[i - 1] != "of" or parse.lower[i - 2] not in _SETTLEMENTS:
                return i + 1
            last = i
            while last + 1 < len(parse) and parse.pos[last + 1] == "PROPN" and last - i < LONGEST:
                last += 1
        name = key(parse.words_of(i, last))
        person = any(word in scan.persons for word in parse.words[i : last + 1])
        if len(name) > 2 and parse.lower[last] not in self.common and not person:
            scan.out.append(_spot(parse, i, last, scan.label[i], kind="unknown", key=name))
        return last + 1

    def _lower(self, scan: _Scan, i: int) -> int:
        """Regions that are written small ("the tribal areas"); kept where the report names their country."""
        parse = scan.parse
        for words in self.plain[parse.words[i]]:
            last = i + len(words) - 1
            if parse.words[i : last + 1] == words:
                name = "".join(map(word_key, words))
                candidates = tuple(c for c in self.gazetteer.lookup(name) if c.quality == 0)
                scan.out.append(_spot(parse, i, last, "LOC", kind="plain", candidates=candidates, key=name))
                return last + 1
        return i + 1


def _listed(parse: Parse, first: int, last: int, start: int, end: int) -> bool:
    """Whether the recogniser took a list of names for one ("Kandahar and Herat")."""
    return (start == first or parse.lower[first - 1] in _AND) and (end == last or parse.lower[last + 1] in _AND)


_AND = frozenset({"and", ",", "&", "or", "-", "–"})


def _again(scan: _Scan) -> list[Spot]:
    """The spots, and with them the names passed over that are places elsewhere in the report."""
    accepted = Counter(s.key for s in scan.out if s.kind == "name" and not s.part)
    doubted = Counter(s.key for s in scan.passed)
    sure = {name for name, count in accepted.items() if 2 * count >= doubted[name]}
    ends = {i for s in scan.out for i in range(s.first, s.last + 1)}
    more = [s for s in scan.passed if s.key in sure and s.first not in ends and s.last not in ends]
    return sorted([*scan.out, *more], key=lambda s: (s.span.start, -s.span.end)) if more else scan.out


_POINTS = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western".split()
)
_SETTLEMENTS = frozenset("town village city district province hamlet settlement suburb port".split())
KNOWN = 5.0  # _fame from which a name is taken for the place without more ado: a town of 100,000


def _fame(entry: Entry) -> float:
    """How well known a place is under this name, as the decimal logarithm of a town's inhabitants."""
    digits = len(str(entry.population)) - 1 + int(str(entry.population)[0]) / 10
    return digits + {"country": 3, "capital": 1, "admin1": 0, "admin2": -1}.get(entry.kind, 0) - entry.quality


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


def _spot(parse: Parse, first: int, last: int, label: str, **fields: object) -> Spot:
    spot = Spot(parse.span(first, last), parse.words_of(first, last), first, last, label=label)
    for name, value in fields.items():
        setattr(spot, name, value)
    return spot


def _scan(parse: Parse) -> _Scan:
    n = len(parse)
    label = [""] * n
    edges = [(i, i) for i in range(n)]
    surnames: set[str] = set()
    persons: set[str] = set()
    for e in parse.entities:
        first = e.first
        if parse.lower[first] == "the" and first < e.last:
            first += 1
        last = e.last - 1 if parse.tag[e.last] == "POS" and e.last > first else e.last
        for i in range(first, last + 1):
            label[i] = e.label
            edges[i] = (first, last)
        if e.label == "PERSON" and last > first:
            surnames.add(parse.words[last])
            persons.update(parse.words[first : last + 1])
    starts = [parse.words[a] for a, _ in parse.sentences]
    capital = sum(w[0].isupper() for w in starts)
    lowered = bool(starts) and capital < 0.2 * sum(w[0].isalpha() for w in starts)
    return _Scan(parse, label, edges, frozenset(surnames), frozenset(persons), lowered)


def abbreviations(lexicons: Lexicons, gazetteer: Gazetteer) -> dict[str, list[tuple[str, Entry]]]:
    """States' abbreviations by their first letter, longest first."""
    out: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for row in lexicons.table("states"):
        entry = next(
            (
                e
                for e in gazetteer.lookup(key(row["name"]))
                if e.kind == "admin1" and (e.country, e.admin1) == (row["country"], row["code"])
            ),
            None,
        )
        for short in filter(None, row["abbreviations"].split("|")):
            if entry:
                out[short[0]].append((short, entry))
    return {letter: sorted(pairs, key=lambda pair: -len(pair[0])) for letter, pairs in out.items()}
