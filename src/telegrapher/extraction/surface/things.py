"""Names of open type that stand where products stand: "X's Y", "the Y line", "of the type Y", "Y 4.1"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from telegrapher.extraction.page import OPEN, Page
from telegrapher.model import Found, Mention
from telegrapher.rules import rule_set

__all__ = ["with_things"]

_VERSION = re.compile(r".*[\s-](?:\d+(?:\.\d+)?[A-Za-z]?|[IVX]+|OS|X)")
_BEFORE = 60
"""Characters before a name in which words that call it so may stand."""


@dataclass(frozen=True, slots=True)
class _Words:
    points: Mapping[str, float]
    enough: float
    goods: frozenset[str]
    calling: tuple[str, ...]
    using: frozenset[str]
    titles: frozenset[str]
    acting: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/things")


def with_things(page: Page) -> Page:
    """The page with organisations of open type as products where their places speak for things.

    Args:
        page: with mentions, references resolved.
    """
    open_ = {key for key, one in page.referents.items() if one.type == "Organization" and OPEN in one.hints}
    points = dict.fromkeys(open_, 0.0)
    for mention in page.mentions if open_ else ():
        if mention.key in open_ and mention.found is not Found.REFERENCE:
            points[mention.key] += _points(page, mention)
    things = {key for key, sum_ in points.items() if sum_ >= _words().enough}
    if not things:
        return page
    referents = {key: replace(one, type="Product") if key in things else one for key, one in page.referents.items()}
    mentions = tuple(replace(one, type="Product") if one.key in things else one for one in page.mentions)
    return page.with_mentions(mentions, referents)


def _points(page: Page, mention: Mention) -> float:
    """What one place of a name says for a thing."""
    sentence = page.sentence_at(mention.span.start)
    if sentence is None:
        return 0.0
    text, start, end = page.release.text, mention.span.start, mention.span.end
    before = _plain(text[max(sentence.span.start, start - _BEFORE) : start])
    behind = re.findall(r"'s\b|[\w-]+|[^\w\s]", _plain(text[end : sentence.span.end]))[:4]
    signs = [_possessor(page, mention, before)]
    signs.append("goods_behind" if not _words().goods.isdisjoint(behind[: 1 + (behind[:1] != [","])]) else "")
    signs.append("called" if before.rstrip(' "“').endswith(_words().calling) and _tells_goods(before) else "")
    signs.append("article" if before.endswith("the ") else "")
    signs.append("version" if _VERSION.fullmatch(mention.text) else "")
    signs.append("maker_inside" if _maker_inside(page, mention) else "")
    signs.append("used" if not _words().using.isdisjoint(before.split()[-1:]) else "")
    signs.append("title" if not _words().titles.isdisjoint(behind) else "")
    signs.append("acts" if behind[:1] and behind[0] in _words().acting and "possess" not in signs[0] else "")
    return sum(_words().points[sign] for sign in signs if sign)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _tells_goods(before: str) -> bool:
    return not _words().goods.isdisjoint(re.findall(r"[\w-]+", before))


def _possessor(page: Page, mention: Mention, before: str) -> str:
    """The sign that somebody possesses what is named, with nothing between."""
    sentence = page.sentence_at(mention.span.start)
    if sentence is None or not before.rstrip().endswith(("'s", "s'")):
        return ""
    ends = (mention.span.start - 3, mention.span.start - 2)
    owner = next((m for m in page.mentions_in(sentence.span) if m.span.end in ends), None)
    if owner is None:
        return ""
    kind = page.type_of(owner)
    return "possessed_by_vendor" if kind == "Vendor" else "possessed" if kind == "Organization" else ""


def _maker_inside(page: Page, mention: Mention) -> bool:
    """Whether a name opens with that of a vendor named elsewhere: "Quill CES" beside "Quill"."""
    first = mention.text.split()[0]
    return " " in mention.text and any(
        one.type == "Vendor" and first in (one.name, *one.aliases) for key, one in page.referents.items() if key != mention.key
    )
