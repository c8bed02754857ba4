"""Tolls: how many, over all voices: every figure ever given, those that stand, and the one taken as best, with why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.records import CountOf, Figure, Quotation, Toll
from dateline.weighing.account import Account, Speaker, Tally, Word
from dateline.weighing.standing.losses import ANYONE, ARMED, BARE, FORCE, Whose, comparable, counted, exceeds
from dateline.weighing.standing.placing import Placed, placed
from dateline.weighing.standing.testimony import LATE, Hearing
from dateline.weighing.standing.withdrawals import Taken, numbers_in
from dateline.weighing.standing.witnesses import Bench


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as a voice gave it in one report. `at` is the day on which its story first told it; `earlier` says
    that the words give it as what was said before."""

    figure: Figure
    account: Account
    speaker: Speaker
    record: str
    story: str
    at: str
    earlier: bool
    whose: Whose
    placed: Placed
    own: bool  # the reporter's
    bounds: tuple[int, float]  # from, to; open ends are 0 and infinity
    number: int  # the figure as one number, for showing and ordering

    @property
    def time(self) -> tuple[str, str]:
        return (self.at, self.figure.published or LATE)


@dataclass(frozen=True, slots=True)
class Counting:
    """The toll of one kind, the figures behind it, and pairs of figures that cannot both be true."""

    toll: Toll
    total: tuple[Given, ...]
    stands: tuple[Given, ...]
    disputes: tuple[tuple[Given, Given], ...]

    def backing(self) -> tuple[dict[str, set[str]], set[str]]:
        """Who bears out the figure taken as best: the stories that have each witness's figure that agrees with it,
        and the reports."""
        stories: dict[str, set[str]] = {}
        reports: set[str] = set()
        best = self.toll.best
        for g in self.total:
            low, high = g.bounds
            if best is not None and low <= best <= high:
                stories.setdefault(g.figure.witness, set()).add(g.story)
                reports.add(g.account.report)
        return stories, reports


def countings(hearing: Hearing, bench: Bench, taken: Taken) -> tuple[Counting, ...]:
    """One for each kind of count that the accounts give, in the order of the vocabulary."""
    given: dict[CountOf, list[Given]] = {}
    for account in hearing.accounts:
        for tally in account.tallies:
            if not tally.part:
                given.setdefault(tally.what, []).append(_given(hearing, bench, taken, account, tally))
    return tuple(_counting(what, given[what], bench) for what in CountOf if what in given)


def _given(hearing: Hearing, bench: Bench, taken: Taken, account: Account, tally: Tally) -> Given:
    story = hearing.story[account.report]
    word = _word(account, tally)
    chain = [s for s in word.chain if s.name] if word is not None else []
    speaker = chain[-1] if chain and chain[-1].kind != "reporter" else hearing.own_voice(story)
    key = bench.key_for(speaker)
    whose = counted(tally, account)
    interested = key in bench.interested
    own_losses = (whose.side == FORCE) == bench.serves_a_state(key) and whose.side in (FORCE, ARMED)
    figure = Figure(
        what=tally.what,
        low=tally.low,
        best=tally.best,
        high=tally.high,
        witness=key,
        published=account.published,
        outlet=account.outlet,
        event=account.event,
        quotation=Quotation(account.report, tally.span, tally.words),
        replaced=tally.replaced,
        withdrawn=taken.figure(account, tally),
    )
    return Given(
        figure=figure,
        account=account,
        speaker=speaker,
        record=word.claim if word is not None and word.claim else account.event,
        story=story,
        at=hearing.begun[story],
        earlier=tally.earlier,
        whose=whose,
        placed=placed(speaker, interested=interested, own_losses=own_losses),
        own=speaker.kind == "reporter",
        bounds=_bounds(tally),
        number=next((n for n in (tally.best, tally.low, tally.high) if n is not None), 0),
    )


def _bounds(tally: Tally) -> tuple[int, float]:
    """From, to. Words that give no number but name those counted leave it open whether others were hurt too."""
    low = tally.low if tally.low is not None else 0
    return low, tally.high if tally.high is not None and numbers_in(tally.words) else float("inf")


def _word(account: Account, tally: Tally) -> Word | None:
    """On whose word a tally stands: the one it names, else the one whose words hold it, else the reporter's own."""
    if tally.word is not None and 0 <= tally.word < len(account.words):
        return account.words[tally.word]
    held = [w for w in account.words if w.chain and w.content is not None and w.content.contains(tally.span)]
    return held[0] if held else None


def _counting(what: CountOf, all_given: list[Given], bench: Bench) -> Counting:
    news = {g.account.report for g in all_given if not (g.earlier or g.figure.replaced)}
    all_given = [g if g.earlier is False or g.account.report in news else replace(g, earlier=False) for g in all_given]
    voiced = {(g.account.report, g.whose.side) for g in all_given if not g.own and not g.figure.replaced}
    live: list[Given] = []
    for g in all_given:
        repeats = g.own and (g.account.report, g.whose.side) in voiced  # the headline's "nine killed"
        nobody = g.own and g.number == 0  # "no one was hurt", of something else as a rule
        if not (g.figure.replaced or g.figure.withdrawn or g.earlier or repeats or nobody):
            live.append(g)
    side = _side(live or all_given)
    total = [g for g in live if comparable(g.whose, side)]
    latest = _latest(total, bench)
    stands = tuple(g for g in latest if not _overtaken(g, latest, total, bench))
    rest = [g for g in live if not comparable(g.whose, side)]
    others = [g for name in sorted({g.whose.side for g in rest}) for g in _latest(_of(rest, name), bench)]
    kept = {id(g) for g in (*latest, *others)}
    counted_now = {id(g) for g in total}
    old = {id(g) for g in total if id(g) not in kept and _given_anew(g, latest, bench)}
    best = min(stands, key=lambda g: _standing_order(g, bench), default=None)
    risen = [g for g in latest if not any(g is stand for stand in stands)]
    figures = tuple(
        replace(
            g.figure,
            replaced=g.figure.replaced or id(g) in old,
            taken=g is best,
            overtaken=id(g) in counted_now and id(g) not in old and _gives_one_of(g, risen, bench),
        )
        for g in sorted(all_given, key=lambda g: (g.time, g.figure.event, g.figure.quotation.span, g.figure.witness))
    )
    toll = Toll(
        what=what,
        low=_low(stands),
        best=best.number if best is not None else None,
        high=_high(stands),
        why=_why(best, stands, side, bool(rest)),
        rising=_rising(total, all_given),
        figures=figures,
    )
    return Counting(toll, tuple(total), stands, tuple(_disputes(live, [*latest, *others], bench)))


def _of(given: Iterable[Given], side: str) -> list[Given]:
    return [g for g in given if g.whose.side == side]


def _side(given: Sequence[Given]) -> Whose:
    """Of whom the toll is: of people where any figure is, else of the side that most stories count."""
    stories: dict[Whose, set[str]] = {}
    for g in given:
        stories.setdefault(g.whose, set()).add(g.story)
    general = [w for w in stories if w.side == ANYONE]
    chosen = general or list(stories)

    def order(w: Whose) -> tuple[bool, int, int, str, str]:
        highest = max(g.number for g in given if g.whose == w)
        return (w.side == BARE, -len(stories[w]), -highest, w.side, w.noun)

    return min(chosen, key=order)


def _latest(given: Sequence[Given], bench: Bench) -> list[Given]:
    """Each actor's latest figure. What it had said before is no new word where another repeats it later."""
    out: list[Given] = []
    groups: list[list[Given]] = []
    for g in sorted(given, key=lambda g: (g.figure.witness, g.time, g.figure.event, g.figure.quotation.span)):
        home = next((group for group in groups if bench.one_actor(group[0].figure.witness, g.figure.witness)), None)
        groups.append([g]) if home is None else home.append(g)
    for group in groups:
        first: dict[tuple[int, float], tuple[str, str]] = {}
        for g in group:
            first[g.bounds] = min(first.get(g.bounds, (LATE, LATE)), g.time)
        newest = max(first, key=lambda bounds: (first[bounds], bounds[0], bounds[1]))
        same = [g for g in group if g.bounds == newest]
        out.append(min(same, key=lambda g: (g.time, g.figure.event, g.figure.quotation.span, g.figure.witness)))
    return out


def _held(g: Given, given: Iterable[Given], bench: Bench) -> tuple[str, str]:
    """When an actor last gave this figure."""
    same = [o for o in given if o.bounds == g.bounds and bench.one_actor(o.figure.witness, g.figure.witness)]
    return max((o.time for o in same), default=g.time)


def _overtaken(g: Given, latest: Sequence[Given], given: Sequence[Given], bench: Bench) -> bool:
    """Whether a higher figure came after this voice last gave its own: the toll has risen since.

    A party to the incident overtakes nobody who is none.
    """
    held = _held(g, given, bench)
    return any(
        o.bounds[0] > g.bounds[0]
        and o.number > g.number
        and o.at > held[0]
        and not (_is_party(o, bench) and not _is_party(g, bench))
        and not (o.own and not g.own and o.placed > g.placed and o.bounds[1] == float("inf"))
        for o in latest
    )


def _is_party(g: Given, bench: Bench) -> bool:
    return g.figure.witness in bench.interested


def _disputes(given: Sequence[Given], latest: Sequence[Given], bench: Bench) -> list[tuple[Given, Given]]:
    """Pairs of two actors' latest figures that cannot both be true at one time.

    A later and higher figure is a toll that rises, unless the voice of the lower one held to it at or after that time.
    """
    out = []
    for i, a in enumerate(latest):
        for b in latest[i + 1 :]:
            low, high = (a, b) if a.bounds[1] < b.bounds[0] else (b, a)
            alike = comparable(low.whose, high.whose) or exceeds(low.whose, high.whose)
            if not (alike and low.bounds[1] < high.bounds[0]):
                continue
            voices = (low.figure.witness, high.figure.witness)
            together = low.account.report == high.account.report  # side by side they are two, however vague
            if bench.one_actor(*voices) or not (together or bench.told_apart(*voices)):
                continue
            held = _held(low, given, bench)
            if low.own or high.own:  # an outlet's own figure may be an old one: only what is told on one day clashes
                clash = low.own and high.own and low.at == high.at and low.at != LATE
            else:
                clash = held[0] >= high.at and not (held[0] == high.at and _sooner(low, high, held))
            if clash:
                out.append((low, high))
    return out


def _sooner(low: Given, high: Given, held: tuple[str, str]) -> bool:
    """Whether the lower figure was told earlier on the same day, by reports that both give the hour."""
    one, two = held[1], high.figure.published or LATE
    return low.account.report != high.account.report and len(one) > len("2000-01-01") < len(two) and one < two


def _gives_one_of(g: Given, some: Sequence[Given], bench: Bench) -> bool:
    """Whether a figure is one of these, or its own voice's in another report."""
    return any(o.bounds == g.bounds and bench.one_actor(o.figure.witness, g.figure.witness) for o in some)


def _given_anew(g: Given, latest: Sequence[Given], bench: Bench) -> bool:
    """Whether the voice of a figure gave another one later."""
    return any(o.bounds != g.bounds and bench.one_actor(o.figure.witness, g.figure.witness) for o in latest)


def _standing_order(g: Given, bench: Bench) -> tuple[int, tuple[int, ...], int, str]:
    """The best-placed voice first; of two equally placed the later, then the higher figure."""
    return (g.placed.rank, tuple(-ord(c) for c in "".join(g.time)), -g.number, g.figure.witness)


def _low(stands: Sequence[Given]) -> int | None:
    return min((g.figure.low if g.figure.low is not None else g.number for g in stands), default=None)


def _high(stands: Sequence[Given]) -> int | None:
    """The highest figure given; an open end adds nothing to it."""
    return max((g.figure.high if g.figure.high is not None else g.number for g in stands), default=None)


def _rising(total: Sequence[Given], all_given: Sequence[Given]) -> bool:
    """Whether a day's highest figure is above every earlier day's."""
    days: dict[str, int] = {}
    for g in total:
        if g.at != LATE:
            days[g.at] = max(days.get(g.at, 0), g.number)
    top = None
    for day in sorted(days):
        if top is not None and days[day] > top:
            return True
        top = days[day] if top is None else max(top, days[day])
    before = [g.number for g in all_given if g.earlier and not g.figure.withdrawn]
    return bool(days and before) and max(days.values()) > min(before)


def _why(best: Given | None, stands: Sequence[Given], side: Whose, others: bool) -> str:
    """Whose figure is taken as best, in words."""
    if best is None:
        return "no figure stands"
    name = best.speaker.actor or best.speaker.name
    day = f" of {best.at}" if best.at != LATE else ""
    same = "the only figure that stands" if len(stands) == 1 else f"the best-placed of {len(stands)} voices"
    of = f"; figures of others than {side.side} are left out" if others else ""
    return f"{name}{day}: {same} ({best.placed.place}){of}"
