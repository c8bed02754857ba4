"""The templates: what they may call, and how a page is made of one. Everything is escaped."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined, select_autoescape

from dateline.workbench import links, words
from dateline.workbench.ask import Ask

STATIC = resources.files("dateline.workbench") / "static"
NAV = (
    ("Reports", "/reports", "r"),
    ("Voices", "/voices", "v"),
    ("Incidents", "/incidents", "i"),
    ("Timeline", "/timeline", "t"),
    ("Queue", "/queue", "q"),
    ("Decisions", "/decisions", "d"),
)


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes with what is in it: browsers may keep it for good."""
    digest = hashlib.sha256(STATIC.joinpath(name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


@cache
def environment() -> Environment:
    env = Environment(
        # The drawings of the evidence pack are these pages' too.
        loader=ChoiceLoader(
            [PackageLoader("dateline.workbench"), PrefixLoader({"pack": PackageLoader("dateline.export", "pack")})]
        ),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {"static": static, "nav": NAV, "w": words, "links": links}
    env.filters |= {"day": words.day, "n": words.number, "level": words.level_class, "outward": links.outward}
    return env


def render(template: str, ask: Ask, **values: Any) -> str:
    """A whole page, or a part of one."""
    return environment().get_template(template).render(ask=ask, href=ask.href, here=ask.here, **values)


def bare(template: str, **values: Any) -> str:
    """A page that shows nothing of the ledger: for those who may not see it."""
    return environment().get_template(template).render(**values)
