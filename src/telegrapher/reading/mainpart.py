"""Which part of a page holds the release, and which elements never do."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from telegrapher.reading.rules import figure, pattern, words

__all__ = ["inside_skipped", "main_part", "named", "skipped"]

_NAME_PARTS = re.compile(r"[a-z]+|[A-Z][a-z]*")


@cache
def named(key: str) -> frozenset[str]:
    """The words under `key` of the rules for pages."""
    return frozenset(words("html", key))


@lru_cache(maxsize=4096)
def _noisy_name(name: str) -> bool:
    parts = {part.lower() for part in _NAME_PARTS.findall(name)}
    joined = re.sub(r"[^a-z]", "", name.lower())
    noisy = parts & named("skipped_names") or any(joined == word for word in named("skipped_names"))
    return bool(noisy) and not (
        parts & named("kept_names") and not parts & {"comment", "comments", "related", "share", "sharing", "footer", "nav"}
    )


def skipped(element: Any) -> bool:
    """Whether an element, by its tag, role, name or style, is no part of the release."""
    tag = element.tag
    if tag in named("skipped_tags"):
        return True
    if tag in named("containers"):
        return False
    get = element.get
    if get("role") in named("skipped_roles") or get("hidden") is not None or get("aria-hidden") == "true":
        return True
    if tag == "header" and not element.findall(".//h1"):
        return True
    style = get("style")
    if style and pattern("html", "hidden_style").search(style):
        return True
    return any(_noisy_name(name) for name in f"{get('class') or ''} {get('id') or ''}".split())


def _prose(element: Any) -> dict[Any, int]:
    """Letters of prose below each element that holds some."""
    weights: dict[Any, int] = {}
    least = int(figure("html", "prose_letters"))
    for block in element.iter():
        if not isinstance(block.tag, str) or block.tag not in named("block_tags") or inside_skipped(block, element):
            continue
        own = _own_letters(block)
        if own < least:
            continue
        parent = block
        while parent is not None:
            weights[parent] = weights.get(parent, 0) + own
            parent = parent.getparent()
    return weights


def _own_letters(block: Any) -> int:
    """Letters of the text that stands in `block` itself or in inline elements, outside of links."""
    total = len((block.text or "").strip())
    stack = list(block)
    while stack:
        child = stack.pop()
        total += len((child.tail or "").strip()) if child.getparent() is block or child.tail else 0
        if (
            not isinstance(child.tag, str)
            or child.tag in named("block_tags")
            or child.tag in named("skipped_tags")
            or child.tag == "a"
        ):
            continue
        total += len((child.text or "").strip())
        stack.extend(child)
    return total


def inside_skipped(element: Any, root: Any) -> bool:
    """Whether an element, or one between it and `root`, is to be skipped."""
    while element is not None and element is not root:
        if skipped(element):
            return True
        element = element.getparent()
    return False


def _with_closing(part: Any, body: Any) -> Any:
    """The main part, or what holds it together with a closing part that stands behind it ("About X", "Media contact")."""
    node = part
    while node is not body and node.getparent() is not None:
        behind = [other for other in node.itersiblings() if isinstance(other.tag, str) and not skipped(other)]
        if any(pattern("html", "closing_text").match(" ".join("".join(other.itertext()).split())) for other in behind):
            return node.getparent()
        node = node.getparent()
    return part


def main_part(root: Any) -> Any:
    """The element that holds the release: a marked one with enough of the prose, else the deepest that holds nearly all of it."""
    body = root.find(".//body")
    body = root if body is None else body
    weights = _prose(body)
    whole = weights.get(body, 0)
    if not whole:
        return body
    for path in words("html", "main_paths"):
        marked = [element for element in root.xpath(path) if element in weights]
        best = max(marked, key=lambda element: weights[element], default=None)
        if best is not None and weights[best] >= figure("html", "main_share") * whole:
            return _with_closing(best, body)
    node = body
    while True:
        inner = [child for child in node if weights.get(child, 0) >= figure("html", "deepest_share") * whole]
        if not inner or (inner[0].tag in {"p", "td", "blockquote", "pre", "li"} and weights.get(inner[0], 0) < whole):
            return node
        node = inner[0]
