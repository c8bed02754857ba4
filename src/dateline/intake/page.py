"""The text of a web page: trafilatura's extraction, and a plain one of our own where that would fail or never end."""

from __future__ import annotations

import logging
import re
from html import unescape
from importlib.metadata import version

from lxml import html as lxml_html
from lxml.etree import LxmlError

from dateline.records import storable

# Trafilatura's time grows with the square of the links and marks in one paragraph: 20,000 take six seconds.
MOST_ELEMENTS = 10_000
MOST_ATTRIBUTES = 300  # of one tag: the parser's own time grows with their square
_OURS = "dateline-paragraphs@1"
_SKIPPED = frozenset(
    "script style noscript template nav aside footer form button select option textarea iframe object svg math head "
    "title meta link".split()
)
_BLOCKS = frozenset(
    "p div section article main header li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr td th figure "
    "figcaption br hr body html address details summary".split()
)
_HIDDEN = re.compile(
    r"<(script|style|noscript|template|title)\b[^<>]*>[^<]*(?:<(?!/\1)[^<]*)*(?:</\1\s*>|\Z)"
    r"|<!--[^-]*(?:-(?!->)[^-]*)*(?:-->|\Z)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]*)[^<>]*>|<[/!?][^<>]*>")
# An XML declaration and a DOCTYPE with entities of its own, which an HTML parser would take for words.
_DECLARATION = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)?", re.I)
# A tag with its attributes, as the HTML standard parts them. Possessive: linear, whatever is left unclosed.
_ATTRIBUTES = re.compile(
    r"""<([A-Za-z][^\s/>]*+)((?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+|=)*+)"""
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards, the refusal says


def parse_page(markup: str) -> lxml_html.HtmlElement | None:
    """The page's tree. No network, no external entities, none of its own entities expanded; None where it is none."""
    parser = lxml_html.HTMLParser(recover=True, no_network=True, huge_tree=False, encoding="utf-8", remove_pis=True)
    words = _ATTRIBUTES.sub(_spare, _NOT_XML.sub("", _DECLARATION.sub("", markup)))
    try:
        return lxml_html.document_fromstring(words.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except (LxmlError, ValueError, AssertionError, TypeError):
        return None


def _spare(tag: re.Match[str]) -> str:
    """The tag, without its attributes where it has more than any tag needs."""
    attributes = tag[2]
    few = len(attributes) < 2 * MOST_ATTRIBUTES or len(attributes.split()) <= MOST_ATTRIBUTES
    return tag[0] if few and attributes.count("/") <= MOST_ATTRIBUTES else f"<{tag[1]} "


def page_text(markup: str, tree: lxml_html.HtmlElement | None) -> tuple[str, str]:
    """(text, extractor@version), one paragraph a line. Deterministic for one version; linear in the page's length."""
    elements = -1 if tree is None else sum(1 for _ in tree.iter())
    if tree is not None and elements <= MOST_ELEMENTS:
        text = _trafilatura(tree)
        if text.strip():
            return storable(text), f"trafilatura@{version('trafilatura')}"
    text = _paragraphs(tree) if tree is not None else ""
    # The parser gives up below 256 levels: then the words between the tags are all there is to be had.
    if len(text) < 200 and len(bare := _without_tags(markup)) > 2 * len(text):
        text = bare
    return storable(text), _OURS


def _trafilatura(tree: lxml_html.HtmlElement) -> str:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except Exception:
        # Whatever a broken page makes the extractor raise, our own extraction still reads it.
        return ""
    return getattr(document, "text", None) or ""


def _paragraphs(tree: lxml_html.HtmlElement) -> str:
    """The words of the page's blocks, one a line, without menus, scripts and forms."""
    lines: list[list[str]] = [[]]
    stack: list[tuple[lxml_html.HtmlElement, bool]] = [(tree, True)]
    while stack:
        element, opening = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else "#"
        if tag in _BLOCKS:
            lines.append([])
        if not opening:
            lines[-1].append(element.tail or "")
            continue
        stack.append((element, False))
        if tag == "#" or tag in _SKIPPED:
            continue
        lines[-1].append(element.text or "")
        stack.extend((child, True) for child in element.iterchildren(reversed=True))
    return "\n".join(line for parts in lines if (line := " ".join("".join(parts).split())))


def _without_tags(markup: str) -> str:
    words = _TAG.sub(lambda tag: "\n" if (tag[1] or "").strip("/").lower() in _BLOCKS else "", _HIDDEN.sub("", markup))
    return "\n".join(line for raw in unescape(words).split("\n") if (line := " ".join(raw.split())))
