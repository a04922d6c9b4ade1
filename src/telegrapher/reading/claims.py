"""What a page says about itself: schema.org JSON-LD, Open Graph and other meta tags, `<time>`, `<title>`, canonical address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from telegrapher.reading.dates import date_at, iso_date
from telegrapher.reading.rules import words

__all__ = ["Claims", "claimed_date", "page_claims"]

_MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class Claims:
    """Titles and publishers (best first), date and address as a page claims them."""

    titles: tuple[str, ...] = ()
    published: date | None = None
    publishers: tuple[str, ...] = ()
    url: str | None = None


def page_claims(root: Any) -> Claims:
    """The claims in the elements of a page."""
    nodes = list(_articles(root))
    meta = _meta(root)
    titles = [str(node["headline"]) for node in nodes if isinstance(node.get("headline"), str)]
    titles += [meta[name] for name in words("html", "title_meta") if name in meta]
    titles += ["".join(element.itertext()) for element in root.iter("title")]
    return Claims(
        titles=tuple(dict.fromkeys(title.strip() for title in titles if title.strip())),
        published=_date(root, nodes, meta),
        publishers=tuple(dict.fromkeys(_publishers(nodes, meta))),
        url=_address(root, nodes, meta),
    )


def claimed_date(text: str) -> date | None:
    """A date in whatever form metadata give it: ISO 8601, or in words."""
    text = text.strip()
    found = iso_date(text)
    if found:
        return found
    for start in range(min(len(text), 12)):
        dated = date_at(text, start)
        if dated and dated[1]:
            return dated[1]
    return None


def _articles(root: Any) -> Iterator[dict[str, Any]]:
    """Nodes of JSON-LD that describe an article."""
    types = set(words("html", "article_types"))
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not pending:
                break
            node = pending.pop(0)
            if isinstance(node, list):
                pending += node
            elif isinstance(node, dict):
                kinds = node.get("@type")
                if set(kinds if isinstance(kinds, list) else [kinds]) & types:
                    yield node
                pending += [
                    node[key] for key in ("@graph", "mainEntity", "itemListElement") if isinstance(node.get(key), list | dict)
                ]


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _date(root: Any, nodes: list[dict[str, Any]], meta: dict[str, str]) -> date | None:
    told = [str(node["datePublished"]) for node in nodes if node.get("datePublished")]
    told += [meta[name] for name in words("html", "date_meta") if name in meta]
    for element in root.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            told.append(element.get("datetime") or "".join(element.itertext()))
    times = [element.get("datetime") or "" for element in root.iter("time") if element.getparent() is not None]
    dates = [found for text in told if (found := claimed_date(text))]
    if dates:
        return dates[0]
    first = [found for text in times[:1] if (found := claimed_date(text))]
    return first[0] if first else None


def _publishers(nodes: list[dict[str, Any]], meta: dict[str, str]) -> Iterator[str]:
    for node in nodes:
        for key in ("author", "creator", "sourceOrganization", "publisher"):
            for party in node[key] if isinstance(node.get(key), list) else [node.get(key)]:
                name = party.get("name") if isinstance(party, dict) and party.get("@type") != "Person" else None
                if isinstance(name, str) and name.strip():
                    yield name.strip()
    for name in words("html", "publisher_meta"):
        if name in meta and not meta[name].startswith("http"):
            yield meta[name]


def _address(root: Any, nodes: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    for element in root.iter("link"):
        if element.get("rel") == "canonical" and element.get("href"):
            return str(element.get("href")).strip()
    if meta.get("og:url"):
        return meta["og:url"]
    for node in nodes:
        page = node.get("url") or node.get("mainEntityOfPage")
        page = page.get("@id") if isinstance(page, dict) else page
        if isinstance(page, str) and page.startswith("http"):
            return page
    return None
