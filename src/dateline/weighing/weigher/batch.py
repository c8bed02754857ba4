"""One batch of weighing, in one transaction: what is new is tied to what is there, and the knots it touches weighed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations
from typing import Any

from dateline.ledger.doubts import replace_doubts, replace_verdicts
from dateline.ledger.weighed import Store
from dateline.ledger.weighed_tables import accounts as accounts_table
from dateline.ledger.weighed_tables import prints as prints_table
from dateline.records import Decision, Reading, from_plain, to_json, to_plain
from dateline.weighing.account import Account
from dateline.weighing.decided.anchors import ALIKE
from dateline.weighing.incidents import keys as account_keys
from dateline.weighing.incidents import tie
from dateline.weighing.incidents.partition import ENOUGH
from dateline.weighing.stories import Prints, copy
from dateline.weighing.stories import keys as print_keys
from dateline.weighing.weigher import doubting, rows, settled
from dateline.weighing.weigher.clock import NOW
from dateline.weighing.weigher.knots import Knots
from dateline.weighing.weigher.making import Decided, Version, corrected, print_of, versions
from dateline.weighing.weigher.state import State
from dateline.weighing.weigher.version import VERSION
from dateline.weighing.weigher.voicing import voiced

# Events of one report, in its order, that are compared with others. Those behind stand alone: no news report tells so
# many, and who wrote thousands that look alike would have every two of them compared.
COMPARED = 120
PLACES = 1 << 20  # an event's key is its reading's number times this, and its place in it

Pending = tuple[int, int, str]  # a reading's number, its report's, when it was recorded
New = tuple[int, int, Account]  # an account's number, its report's, the account


class Batch:
    """Collects what is new and which knots it touches; `settle` weighs these."""

    def __init__(self, store: Store, state: State) -> None:
        self.store = store
        self.state = state
        self.touched: set[int] = set()
        self.story_knots: set[int] = set()
        # Knots that have come under another: what they held goes, too.
        self.gone: set[int] = set()
        self.story_gone: set[int] = set()
        # Reports whose records may be more or less doubtful now, or decided.
        self.doubted: set[int] = set()
        self.decided = store.any_decision()

    # Readings

    def readings(self, pending: Sequence[Pending], made: Mapping[int, Reading]) -> None:
        """Weighs readings; `made` has those that need not be unpacked."""
        whole = [(at, made.get(at[0]) or self.store.reading(at[0])) for at in pending]
        self._former(at[1] for at in pending)
        told = [(at, reading, self._decided(reading.report.id)) for at, reading in whole]
        self._prints([(at, print_of(reading, decided)) for at, reading, decided in told])
        new = [(at, reading, list(versions(reading, at[2], decided))) for at, reading, decided in told]
        self._accounts(new)
        for (number, report, _), reading, decided in told:
            self._verdicts(number, report, reading, decided)
        self._join_decided(reading.report.id for _, reading, _ in new)
        self.store.mark_readings((at[0] for at in pending), VERSION)
        self._said([(at[0], at[1], corrected(reading, decided)) for at, reading, decided in told])

    def _said(self, readings: Iterable[tuple[int, int, Reading]]) -> None:
        """Keeps who says what in readings (with their numbers and their reports') as they were corrected."""
        whole = list(readings)
        rows = [row for n, report, reading in whole for row in voiced(reading, reading_number=n, report_number=report)]
        self.store.put_said((n for n, _, _ in whole), rows)

    def voices(self, numbers: Iterable[int]) -> None:
        """The same for readings that were weighed before it was kept."""
        whole = []
        for number in numbers:
            reading = self.store.reading(number)
            corrected_ = corrected(reading, self._decided(reading.report.id))
            whole.append((number, self.store.clocks_of(number)[0], corrected_))
        self._said(whole)

    def _verdicts(self, number: int, report: int, reading: Reading, decided: Decided) -> None:
        """What persons' decisions say of each record of a report's latest reading."""
        self.doubted.add(report)
        if self.decided:
            found = list(doubting.verdicts(reading, number, report, decided)) if decided.decisions else []
            replace_verdicts(self.store.connection, [report], found)

    def _former(self, reports: Iterable[int]) -> None:
        """What former readings of these reports left is weighed anew too: it may not stand any more."""
        numbers = list(reports)
        self.touched |= {row.knot for row in self.store.accounts_of(numbers)}
        self.story_knots |= {row.knot for row in self.store.prints_of(numbers)}

    def _decided(self, report: str) -> Decided:
        """What persons decided that bears on a report (by its id)."""
        if not self.decided:
            return Decided()
        # The same bytes say the same; an address may say something else on another day.
        kin = {one.report: ALIKE if one.same_bytes else 1.0 for one in self.store.kin(report)}
        found = self.store.decisions([report, *kin], None)
        return Decided([(from_plain(Decision, json.loads(packed)), at) for packed, at in found], kin)

    # Prints and copies

    def _prints(self, new: Sequence[tuple[Pending, Prints]]) -> None:
        made, pairs = [], []
        for (reading, report, recorded), print_ in new:
            row = {"reading": reading, "report": report, "recorded": recorded, "knot": reading, **rows.print_(print_)}
            self.state.prints.keep(reading, row["packed"], print_)
            made.append(row)
            pairs += [(key, reading) for key in dict.fromkeys(print_keys(print_))]
        self.store.add_prints(made, pairs)
        knots = self._copies({row["reading"]: row["report"] for row in made}, pairs)
        self.store.move_knots(prints_table, knots.moves())
        self.story_gone |= knots.moves().keys()
        self.story_knots = knots.roots({*self.story_knots, *(row["reading"] for row in made)})

    def _copies(self, new: Mapping[int, int], pairs: Sequence[tuple[int, int]]) -> Knots:
        """Judges each new print with those that share a key with it; those found copies come into one knot."""
        meets = _meetings(self.store.with_print_keys({key for key, _ in pairs}), set(new))
        others = {n for pair in meets for n in pair}
        rows = {row.reading: row for row in self.store.prints(others)}
        knots, found = Knots(), []
        for first, second in sorted(meets):
            if rows[first].report == rows[second].report:
                continue
            a, b = (self.state.prints.get(n, rows[n].packed) for n in (first, second))
            if (judged := copy(a, b)) is not None:
                found.append({"first": first, "second": second, "packed": to_json(judged)})
                knots.join(rows[first].knot, rows[second].knot)
        self.store.add_copies(found)
        return knots

    # Accounts and ties

    def _accounts(self, new: Sequence[tuple[Pending, Reading, Sequence[Version]]]) -> None:
        number = self.store.next_account()
        made: list[dict[str, Any]] = []
        added: list[New] = []
        for (reading_number, report, _), reading, all_versions in new:
            key_of = {event.id: reading_number * PLACES + i for i, event in reversed(list(enumerate(reading.events)))}
            for version in all_versions:
                for account in version.accounts:
                    at = {"reading": reading_number, "report": report, "recorded": version.recorded}
                    made.append(
                        {"number": number, "event": key_of[account.event], **at, **rows.account(account, number)}
                    )
                    added.append((number, report, account))
                    number += 1
        self._add(made, added)

    def _add(self, made: Sequence[Mapping[str, Any]], added: Sequence[New]) -> None:
        compared = [one for row, one in zip(made, added, strict=True) if row["event"] % PLACES < COMPARED]
        pairs = [(key, number) for number, _, account in compared for key in dict.fromkeys(account_keys(account))]
        for row, (number, _, account) in zip(made, added, strict=True):
            self.state.accounts.keep(number, row["packed"], account)
        self.store.add_accounts(made, pairs)
        knots = self._ties(added, pairs)
        self._move(knots)
        self.touched |= knots.roots(number for number, _, _ in added)

    def _ties(self, added: Sequence[New], pairs: Sequence[tuple[int, int]]) -> Knots:
        """Judges each new account with those that share a key with it; those tied come into one knot."""
        meets = _meetings(self.store.with_account_keys({key for key, _ in pairs}), {number for number, _, _ in added})
        rows = {row.number: row for row in self.store.accounts({n for pair in meets for n in pair})}
        knots, found = Knots(), []
        for first, second in sorted(meets):
            one, two = rows[first], rows[second]
            if one.report == two.report and (one.reading != two.reading or one.event == two.event):
                continue  # a former reading, or the event itself before a decision: never seen together
            judged = tie(self.state.accounts.get(first, one.packed), self.state.accounts.get(second, two.packed))
            if judged is None:
                continue
            plain = to_plain(judged)
            found.append(
                {"first": first, "second": second, "score": judged.score, "barred": judged.barred,
                 "reasons": json.dumps(plain["reasons"], ensure_ascii=False, separators=(",", ":"))}
            )  # fmt: skip
            # By average link two groups come together only where one tie at least is enough by itself.
            if not judged.barred and judged.score >= ENOUGH:
                knots.join(one.knot, two.knot)
        self.store.add_ties(found)
        return knots

    def _move(self, knots: Knots) -> None:
        self.store.move_knots(accounts_table, knots.moves())
        self.gone |= knots.moves().keys()
        self.touched = knots.roots(self.touched)

    # Decisions

    def decisions(self, pending: Sequence[tuple[int, str, str]]) -> None:
        """Takes decisions into account: changed accounts get a new version, merged ones come into one knot."""
        made = [from_plain(Decision, json.loads(packed)) for _, packed, _ in pending]
        numbers = self.store.report_numbers(self.store.with_pages_of(self._reports(made)))
        # What is decided in a round counts there alone: nothing is weighed anew for it.
        bears = self.store.report_numbers(self.store.with_pages_of(self._reports([d for d in made if d.round is None])))
        self._former(bears.values())
        latest = self.store.latest_readings(numbers.values(), None)
        for reading in sorted(latest):
            self._decide(reading, set(bears.values()))
        self._join_decided(bears)
        self.store.mark_decisions(number for number, _, _ in pending)

    def _reports(self, made: Sequence[Decision]) -> set[str]:
        found = {anchor.report for decision in made for anchor in (*decision.about, *decision.apart)}
        return found | self.store.reports_undone({d.undoes for d in made if d.undoes})

    def _decide(self, number: int, bears: Set[int]) -> None:
        """The versions of a reading's accounts that decisions made and that are not stored yet.

        `bears` are the reports (by number) that a decision outside of rounds bears on.
        """
        reading = self.store.reading(number)
        report, recorded = self.store.clocks_of(number)
        decided = self._decided(reading.report.id)
        self._verdicts(number, report, reading, decided)
        if report not in bears:
            return
        stored = {row.event_id: row for row in self.store.accounts_of_reading(number)}  # the last version of each
        made: list[dict[str, Any]] = []
        added: list[New] = []
        fresh = self.store.next_account()
        for version in versions(reading, recorded, decided):
            for account in version.accounts:
                row = stored.get(account.event)
                if row is None or not self._newer(version.recorded, account, row):
                    continue
                at = {"reading": number, "report": report, "recorded": version.recorded, "event": row.event}
                made.append({"number": fresh, **at, **rows.account(account, row.knot)})
                added.append((fresh, report, account))
                fresh += 1
        print_ = print_of(reading, decided)
        self.store.replace_print(number, to_json(print_), print_.published)
        self._add(made, added)
        self._said([(number, report, corrected(reading, decided))])

    def _newer(self, recorded: str, account: Account, row: Any) -> bool:
        """Is it later than what is stored, or of the same second and another?"""
        if recorded != row.recorded:
            return bool(recorded > row.recorded)
        return self.state.accounts.get(row.number, row.packed) != account

    def _join_decided(self, reports: Iterable[str]) -> None:
        """Brings what persons merged into one knot."""
        if not self.decided:
            return
        together, _ = self.state.bonds(self.store, dict.fromkeys(reports, 0), set(), NOW)
        events = {event for pair in together for event in pair}
        knot_of = self.store.knots_of_events(events)
        knots = Knots()
        for one, other in together:
            if one in knot_of and other in knot_of:
                knots.join(knot_of[one], knot_of[other])
        self._move(knots)
        self.touched |= knots.roots(knot_of.values())

    # Weighing anew

    def settle(self) -> None:
        """Weighs the touched knots, stories first: how incidents stand depends on them."""
        told = self.state.stories(self.store, self.story_knots, NOW)
        spans = settled.of_stories(self.store, self.story_knots)
        of = {number: one.story.id for one in told for number in one.reports.values()}
        old = self.story_knots | self.story_gone
        self.store.replace_stories(old, [rows.story(one, spans[one.knot]) for one in told], of)
        self.store.replace_open_knots(old, rows.open_knots(spans, of_stories=True), of_stories=True)
        self.touched |= {row.knot for row in self.store.accounts_of(of)}
        held = self.state.incidents(self.store, self.touched, NOW)
        spans = settled.of_incidents(self.store, self.touched)
        old = self.touched | self.gone
        self.store.replace_incidents(old, rows.incidents(held, spans))
        self.store.replace_open_knots(old, rows.open_knots(spans, of_stories=False), of_stories=False)
        self.doubted |= {row.report for row in self.store.account_clocks(self.touched)}
        replace_doubts(self.store.connection, self.doubted, doubting.doubts(self.store, self.doubted))


def _meetings(pairs: Iterable[tuple[int, int]], new: set[int]) -> set[tuple[int, int]]:
    """Pairs that share a key and of which one at least is new, the smaller number first."""
    by_key: dict[int, set[int]] = defaultdict(set)
    for key, number in pairs:
        by_key[key].add(number)
    meets: set[tuple[int, int]] = set()
    for numbers in by_key.values():
        fresh = numbers & new
        meets.update(combinations(sorted(fresh), 2))
        meets.update((old, one) if old < one else (one, old) for one in fresh for old in numbers - new)
    return meets
