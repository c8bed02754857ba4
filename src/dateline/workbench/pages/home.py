"""The first page: what is in the ledger, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.workbench.ask import Ask
from dateline.workbench.page import Page


@dataclass(frozen=True, slots=True)
class HomeView:
    """`reports`, `claims` and `events` say how many there are."""

    ledger: str
    reports: int
    claims: int
    events: int


def home(ask: Ask) -> HomeView:
    stats = ask.desk.book.stats()
    return HomeView(ask.desk.book.where, stats.reports, stats.claims, stats.events)


PAGES = (Page("/", "home.html.j2", home),)
