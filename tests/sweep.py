"""What every page must be: looked for in a real browser, each fault with the element that has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).parent / "vendor"
GRAVE = ("serious", "critical")
# What a finger must hit, where there is room for nothing else: axe does not look for it by itself.
FINGERS = {"target-size": {"enabled": True}}

# Controls of the page itself that no key reaches: neither their own, nor that of what they stand in. What only opens
# and closes (a summary) is reached by Tab and opened by Enter, as everywhere.
UNREACHED = """() => {
  const bound = new Set(window.dateline.keymap().map((one) => one.key));
  const keyed = (e) => e.matches('[data-key]') || bound.has(e.dataset.bound);
  const within = (e) => {
    for (let up = e.parentElement; up && up.id !== 'main'; up = up.parentElement) {
      if (up.matches('[data-item], [data-keyed], [data-key]')) return true;
      if (up.matches('form, details, fieldset, dialog') && up.querySelector('[data-key], [data-bound]')) return true;
    }
    return false;
  };
  const acts = 'button, input:not([type=hidden]), select, textarea, [role=button], [role=slider], [role=tab]';
  return [...document.querySelectorAll(`#main :is(${acts})`)]
    .filter((e) => !e.closest('.leaflet-container'))  // which has keys of its own: arrows, + and -
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !keyed(e) && !within(e))
    .map((e) => e.outerHTML.slice(0, 220));
}"""

# Keys given twice, keys that begin another, and keys that say nothing of what they do.
KEYS = """() => {
  const all = window.dateline.keymap();
  const faults = [];
  const seen = new Map();
  for (const one of all) {
    if (seen.has(one.key)) faults.push(`${one.key}: "${seen.get(one.key)}" and "${one.says}"`);
    seen.set(one.key, one.says);
    if (!one.says.trim()) faults.push(`${one.key} says nothing`);
  }
  for (const key of seen.keys())
    for (const other of seen.keys())
      // Unless it says that another is to follow it.
      if (other.startsWith(`${key} `) && !/ then /.test(seen.get(key)))
        faults.push(`${key} ("${seen.get(key)}") begins ${other}`);
  for (const e of document.querySelectorAll('[data-key]:not([data-says])')) {
    const key = e.dataset.key;
    if (!seen.has(key)) faults.push(`${key} is in no list: ${e.outerHTML.slice(0, 160)}`);
  }
  const marked = [...document.querySelectorAll('[data-key]')];
  const seenKeys = new Set(marked.filter((e) => e.checkVisibility()).map((e) => e.dataset.key));
  const unseen = marked.filter((e) => !seenKeys.has(e.dataset.key) && !e.closest('details:not([open])')
    && !/narrow screen/.test(e.dataset.says));
  for (const e of unseen) faults.push(`${e.dataset.key} is on what cannot be seen: ${e.outerHTML.slice(0, 160)}`);
  return faults;
}"""

# One h1, and none below skips a level.
HEADINGS = """() => {
  const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((e) => e.checkVisibility());
  const faults = [];
  const first = heads.filter((e) => e.matches('h1')).length;
  if (first !== 1) faults.push(`${first} headings of the first level`);
  let level = 0;
  for (const head of heads) {
    const own = Number(head.tagName[1]);
    if (own > level + 1) faults.push(`h${own} after h${level}: ${head.outerHTML.slice(0, 160)}`);
    level = own;
  }
  return faults;
}"""

# What stands out of a narrow window, where the page can be moved sideways for it.
WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (e) => {
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  const out = [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(e));
  const deepest = out.filter((e) => !out.some((o) => o !== e && e.contains(o)));
  return [`${root.scrollWidth} pixels wide in a window of ${root.clientWidth}`,
          ...deepest.slice(0, 5).map((e) => `to ${e.getBoundingClientRect().right | 0}: ${e.outerHTML.slice(0, 200)}`)];
}"""


@cache
def axe() -> str:
    return (VENDOR / "axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Looks:
    """How a page is looked at."""

    width: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.width} {self.scheme}"


ALL = (Looks(1280, "light"), Looks(1280, "dark"), Looks(390, "light"), Looks(390, "dark"))


def faults(page: Any) -> Iterator[str]:
    """All faults of the page that is open, at both widths, light and dark."""
    yield from (f"key: {one}" for one in page.evaluate(KEYS))
    yield from (f"no key reaches {one}" for one in page.evaluate(UNREACHED))
    yield from (f"headings: {one}" for one in page.evaluate(HEADINGS))
    page.evaluate(f"() => {{ {axe()}\n }}")
    for looks in ALL:
        page.set_viewport_size({"width": looks.width, "height": 900})
        page.emulate_media(color_scheme=looks.scheme, reduced_motion="reduce")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if looks.scheme == "light":
            yield from (f"{looks}: {one}" for one in page.evaluate(WIDE))
        yield from (
            f"{looks}: {one}" for one in judged(page, whole=looks in (ALL[0], ALL[3]), fingers=looks.width < 500)
        )


def judged(page: Any, *, whole: bool, fingers: bool) -> Iterator[str]:
    """What axe finds; unless `whole`, of the colours alone: nothing else differs between light and dark."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": FINGERS if fingers else {}}
    if not whole:
        options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
    for found in page.evaluate(f"() => axe.run(document, {json.dumps(options)})")["violations"]:
        if found["impact"] in GRAVE:
            for node in found["nodes"][:4]:
                why = " ".join(node["failureSummary"].split())[:260]
                yield f"{found['id']} ({found['impact']}): {node['html'][:220]} -- {why}"
