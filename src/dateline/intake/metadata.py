"""What a page says of itself: title, byline, outlet, address, language and date, each with where it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.intake.dates import page_date, same_instant, url_date
from dateline.intake.making import Facts

_KEYS = {
    "published": "article:published_time og:article:published_time og:published_time datepublished article.published "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date citation_publication_date "
    "citation_date originalpublicationdate dc.date.issued dcterms.issued dcterms.created dc.date dc:date dcterms.date "
    "cxenseparse:recs:publishtime date",
    "title": "og:title citation_title parsely-title sailthru.title headline dc.title dcterms.title twitter:title title",
    "byline": "author article:author og:article:author parsely-author sailthru.author byl dc.creator dcterms.creator "
    "citation_author",
    "outlet": "og:site_name citation_journal_title dc.publisher dcterms.publisher publisher application-name",
    "url": "og:url",
}
_META = {name: keys.split() for name, keys in _KEYS.items()}
_ARTICLE = re.compile(r"(?:\w*Article|Report|BlogPosting|LiveBlogPosting|Posting)$")
_BESIDE = re.compile(
    r"related|teaser|sidebar|latest|trending|recommend|promo|popular|footer|more-|most-|widget|carousel|comment",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"updat|modif|revis", re.I)
_PUBLISHED = re.compile(r"publi|posted|dateline|byline|entry-date|pub-?date|timestamp", re.I)
_MOST_SCRIPT = 2_000_000
_MOST = 500  # meta tags or dates looked at: no page means more, and each is asked what it stands in


def page_facts(tree: HtmlElement, given_url: str | None = None) -> Facts:
    """Facts of the page. A date counts only where the page marks it as this article's own publication date."""
    meta = _metas(tree)
    facts: Facts = {}
    for name, found in _from_metas(meta).items():
        facts[name] = found
    canonical = tree.xpath("string((//link[translate(@rel,'CANOIL','canoil')='canonical']/@href)[1])")
    if _is_address(canonical):
        facts["url"] = (canonical.strip(), "link canonical")
    url = given_url or facts.get("url", ("", ""))[0]
    headings = _headings(tree, facts.get("title", ("", ""))[0])
    tagged = facts.get("published")
    facts.update(_from_json(tree, url, headings))
    if tagged and same_instant(tagged[0], facts["published"][0]) and facts["published"][0].endswith("Z"):
        facts["published"] = tagged  # the one that tells the outlet's own day
    if "title" not in facts and headings:
        facts["title"] = (headings[0], "heading")
    if "title" in facts:
        facts["title"] = (_without_outlet(facts["title"][0], facts.get("outlet", ("", ""))[0]), facts["title"][1])
    if "byline" not in facts and (byline := _marked_byline(tree)):
        facts["byline"] = (byline, "byline element")
    if "published" not in facts and (day := _marked_date(tree)):
        facts["published"] = (day, "time element")
    if "published" not in facts and url and (day := url_date(url)):
        facts["published"] = (day, "url")
    if "outlet" not in facts and (host := _host(url)):
        facts["outlet"] = (host.removeprefix("www."), "url")
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", language):
        facts["language"] = (language.split("-")[0].split("_")[0].lower(), "html lang")
    return facts


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta name, lower-cased."""
    out: dict[str, str] = {}
    for meta in islice(tree.iter("meta"), _MOST):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content and len(content) < 2000 and not _inside_another(meta):
            out.setdefault(name, content)
    return out


def _inside_another(element: HtmlElement) -> bool:
    """Whether a meta tag stands in the page's body inside some teaser rather than in its head."""
    return any(
        parent.tag in ("aside", "footer", "nav", "li") or _BESIDE.search(_names(parent))
        for parent in element.iterancestors()
        if parent.tag != "body"
    )


def _from_metas(meta: dict[str, str]) -> Facts:
    facts: Facts = {}
    for name, keys in _META.items():
        for key in keys:
            value = meta.get(key)
            if not value or (name == "byline" and _is_address(value)) or (name == "url" and not _is_address(value)):
                continue
            if name == "published":
                value = page_date(value)
            if value:
                facts[name] = (_unsigned(value) if name == "byline" else value, f"meta {key}")
                break
    return facts


def _headings(tree: HtmlElement, title: str) -> list[str]:
    """What the page calls itself: the title its tags give, its first h1, its <title>."""
    heads = [title, *(_words(h) for h in list(tree.iter("h1"))[:1]), *(_words(t) for t in list(tree.iter("title"))[:1])]
    return [head for head in heads if head]


def _from_json(tree: HtmlElement, url: str, headings: list[str]) -> Facts:
    """The facts of the one JSON-LD article that is this page's; none where several could be."""
    articles = [thing for thing in _things(tree) if _ARTICLE.match(_type(thing))]
    own = [a for a in articles if _is_this_page(a, url, headings)]
    if not own and len(articles) == 1 and not (_string(articles[0].get("headline")) and headings):
        own = articles
    if not own:
        return {}
    article = own[0]
    kind = _type(article)
    facts: Facts = {}
    dates = {day for a in own if (day := page_date(_string(a.get("datePublished"))))}
    if len(dates) == 1:
        facts["published"] = (dates.pop(), f"json-ld {kind}.datePublished")
    if title := _string(article.get("headline")):
        facts["title"] = (title, f"json-ld {kind}.headline")
    authors = article.get("author")
    names = [_unsigned(name) for a in (authors if isinstance(authors, list) else [authors]) if (name := _name(a))]
    if names and not any(_is_address(name) for name in names):
        facts["byline"] = (" and ".join(names[:6]), f"json-ld {kind}.author")
    if outlet := _name(article.get("publisher")):
        facts["outlet"] = (outlet, f"json-ld {kind}.publisher")
    return facts


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The page's top-level JSON-LD objects, with those of @graph and mainEntity; never what lists link to."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        words = (script.text or "").strip()
        if not words or len(words) > _MOST_SCRIPT:
            continue
        try:
            data = json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [(data, 0)]
        while stack:
            value, depth = stack.pop()
            if depth > 4:
                continue
            if isinstance(value, list):
                stack.extend((item, depth + 1) for item in reversed(value[:1000]))
            elif isinstance(value, dict):
                yield value
                stack.extend((value[key], depth + 1) for key in ("mainEntity", "@graph") if key in value)


def _is_this_page(article: dict[str, Any], url: str, headings: list[str]) -> bool:
    entity = article.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    own = {_plain(_string(value)) for value in (article.get("url"), entity, article.get("@id"))} - {""}
    if url and _plain(url) in own:
        return True
    headline = _string(article.get("headline")).casefold()
    return len(headline) > 10 and any(headline[:80] in heading.casefold() for heading in headings)


def _marked_date(tree: HtmlElement) -> str | None:
    """The date of the article's own header: a <time datetime> or itemprop=datePublished that no teaser holds."""
    paragraphs = asked = 0
    head = next(iter(tree.iter("h1")), None)
    home = _home(head) if head is not None else None
    for element in (tree if home is None else home).iter("time", "p", "meta", "span", "div"):
        marked = element.get("itemprop") == "datePublished"
        if element.tag == "p":
            paragraphs += len(_words(element)) > 80
        if not marked and (element.tag != "time" or home is None):
            continue
        asked += 1
        if asked > _MOST:
            return None
        names = _names(element)
        if _MODIFIED.search(names) or _MODIFIED.search(_words(element)) or _beside(element, home):
            continue
        if paragraphs > 2 and not marked and not _PUBLISHED.search(names):
            continue
        value = element.get("datetime") or element.get("content") or (_words(element) if marked else "")
        if day := page_date(value or ""):
            return day
    return None


def _home(head: HtmlElement) -> HtmlElement | None:
    """What holds the heading and its article: the nearest <article> or <main>, else the nearest block with a <time>."""
    for parent in head.iterancestors():
        if parent.tag in ("article", "main"):
            return parent
        if parent.tag == "body":
            return None
        if next(parent.iter("time"), None) is not None:
            return parent
    return None


def _beside(element: HtmlElement, home: HtmlElement | None) -> bool:
    for parent in element.iterancestors():
        if parent is home:
            return False
        if parent.tag in ("aside", "footer", "nav", "a", "li", "article") or _BESIDE.search(_names(parent)):
            return parent.tag != "article" or home is not None
    return False


def _marked_byline(tree: HtmlElement) -> str | None:
    for query in ("//*[@itemprop='author'][1]", "//a[@rel='author'][1]"):
        for element in tree.xpath(query)[:1]:
            words = _unsigned(_words(element))
            if 2 < len(words) < 100 and not _beside(element, None):
                return words
    return None


def _unsigned(name: str) -> str:
    return re.sub(r"^by\s+", "", " ".join(name.split()), flags=re.I)[:200]


def _without_outlet(title: str, outlet: str) -> str:
    """ "Floods cut off town - The Post" is "Floods cut off town"."""
    head, mark, tail = re.sub(r"\s+[-|–—·»:]+\s+(?=[^-|–—·»]*$)", "\0", title).partition("\0")
    return head if mark and outlet and _key(tail) in (_key(outlet), f"the{_key(outlet)}") else title


def _key(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:500]


def _words(element: HtmlElement) -> str:
    """The element's first words."""
    return " ".join("".join(islice(element.itertext(), 200))[:4000].split())[:1000]


def _type(thing: dict[str, Any]) -> str:
    kind = thing.get("@type")
    kinds = [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]
    return next((k for k in kinds if _ARTICLE.match(k)), kinds[0] if kinds else "")


def _string(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return _string(value.get("name") if isinstance(value, dict) else value)


def _plain(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", re.split("[#?]", url, maxsplit=1)[0]).rstrip("/")


def _is_address(value: str) -> bool:
    return bool(re.match(r"\s*https?://\S+\s*$", value)) and len(value) < 2000 and bool(_host(value))


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:  # "http://[::1"
        return ""
