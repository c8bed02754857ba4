"""The first page: what is in the ledger and what to do next; where it is empty, how to bring a report."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.workbench.ask import Ask
from dateline.workbench.brought import Brought
from dateline.workbench.example import EXAMPLE
from dateline.workbench.page import Page


@dataclass(frozen=True, slots=True)
class BringView:
    """What stands in the form that a report is pasted into, and what was wrong with it; `largest` in bytes."""

    text: str
    published: str
    outlet: str
    title: str
    url: str
    problem: str | None
    largest: int
    frozen: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """`reports` says how many there are; `bring` is the form for more, which is `open` where somebody asked for it."""

    ledger: str
    reports: int
    open: bool
    bring: BringView


def home(ask: Ask) -> HomeView:
    """What is in the ledger; the parts that take longer come after it."""
    example = ask.flag("example")
    return home_of(ask, EXAMPLE if example else Brought(), open_=example or ask.flag("bring"))


def home_of(ask: Ask, form: Brought, problem: str | None = None, *, open_: bool = False) -> HomeView:
    """The same, with what a person has filled into the form, and what was wrong with it."""
    book = ask.desk.book
    bring = BringView(
        form.text, form.published, form.outlet, form.title, form.url, problem, ask.desk.settings.largest, book.frozen
    )
    reports = book.stats().reports
    return HomeView(book.where, reports, open_ or problem is not None, bring)


PAGES = (Page("/", "home.html.j2", home),)
