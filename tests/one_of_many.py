"""A ledger with one incident of as many reports as are wanted, put in as weighing would leave it: to look at alone."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from dateline.ledger import Ledger, tables
from dateline.ledger.weighed import Store
from dateline.records import Copy, CopyKind, Incident, Reading, Span, Story
from dateline.weighing.account import Account
from dateline.weighing.accounts import accounts_of
from dateline.weighing.standing.weigh import weigh
from dateline.weighing.weigher import VERSION, rows
from dateline.weighing.weigher.settled import Lasting
from dateline.weighing.weigher.state import Held, Told
from exported import JUNE
from invented import reading

LETTERS = "abcdefghiklmnoprstuvw"


def readings(many: int, copies: int = 0) -> Iterator[Reading]:
    """Readings of one shelling, each with words of its own; the last `copies` are copies of the first."""
    words = random.Random(2011)
    for n in range(many):
        day = date(2011, 5, 4) + timedelta(days=n % 9)
        one = reading(n, outlet=f"Outlet {n}", published=day.isoformat(), dead=12 + n % 5)
        if n < many - copies:
            own = " ".join("".join(words.choices(LETTERS, k=7)) for _ in range(30))
            text = f"{one.report.text}\n{own}.\n"
            raw = hashlib.sha256(text.encode()).hexdigest()
            provenance = replace(one.report.provenance, raw=raw)
            one = replace(
                one, report=replace(one.report, text=text, body=(Span(30, len(text)),), provenance=provenance)
            )
        yield one


def one_incident(path: Path, many: int, copies: int = 0) -> Incident:
    """Makes the ledger, and gives its incident."""
    made = list(readings(many, copies))
    with Ledger.open(path) as book:
        book.add_many(((one, one.report.text.encode()) for one in made), JUNE)
        accounts = [account for one in made for account in accounts_of(one) if account.did == "shelled"]
        ids = [one.report.id for one in made]
        copied = ids[many - copies :] if copies else []
        first = tuple(Copy(ids[0], id_, CopyKind.REPRINT, 0.9) for id_ in copied)
        stories = [Story(f"s_{id_[2:]}", id_, None, (id_, *copied) if id_ == ids[0] else (id_,),
                         first if id_ == ids[0] else ()) for id_ in ids if id_ not in copied]  # fmt: skip
        incident = weigh(accounts, {id_: story.id for story in stories for id_ in story.reports})
        _store(book, incident, accounts, stories)
    return incident


def _store(book: Ledger, incident: Incident, accounts: list[Account], stories: list[Story]) -> None:
    lasting = Lasting("2011-05-04", "2011-05-04", "2011-06-01T00:00:00Z", "2011-05-12", "2011-06-30T00:00:00Z")
    with book.writing() as connection:
        store = Store(connection)
        e, r = tables.events.c, tables.reports.c
        keys = {row.id: row for row in connection.execute(select(e.id, e.key, e.reading, e.report, e.recorded))}
        numbers = {row.id: row.number for row in connection.execute(select(r.id, r.number))}
        store.add_accounts(
            [
                {"number": n, "event": keys[a.event].key, "reading": keys[a.event].reading,
                 "report": keys[a.event].report, "recorded": keys[a.event].recorded, **rows.account(a, 1)}
                for n, a in enumerate(accounts, 1)
            ],
            [],
        )  # fmt: skip
        held = Held(1, incident, tuple(keys[id_].key for id_ in incident.events))
        told = [Told(n, s, {id_: numbers[id_] for id_ in s.reports}, "2011-05-04") for n, s in enumerate(stories, 1)]
        store.replace_stories(
            [one.knot for one in told],
            [rows.story(one, lasting) for one in told],
            {number: one.story.id for one in told for number in one.reports.values()},
        )
        store.replace_incidents([1], rows.incidents([held], {1: lasting}))
        store.mark_readings([row.number for row in connection.execute(select(tables.readings.c.number))], VERSION)
