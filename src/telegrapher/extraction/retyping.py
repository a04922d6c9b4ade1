"""Types that the text leaves open, settled by what is said of the names: what is published is a product, what is bought no town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from telegrapher.extraction.page import OPEN, Page
from telegrapher.model import Draft, Mention
from telegrapher.vocabulary import vocabulary

__all__ = ["retyped"]

_OTHERWISE = {
    "Organization": ("Product",),
    "Place": ("Organization", "Product"),
    "Person": ("Organization", "Product"),
    "Product": ("Organization",),
}
"""The types that a name of an open type has if not the likeliest."""


def retyped(page: Page, drafts: Iterable[Draft]) -> Page:
    """The page with other types for names of open types, where more drafts need the other type than the first one.

    Args:
        page: its referents carry the hint `OPEN` where the text tells little of their type.
        drafts: what is said of them; drafts that need the type that loses are left for `assemble` to refuse.
    """
    needed: dict[str, Counter[str]] = {}
    for draft in drafts:
        relation = vocabulary().relation(draft.predicate)
        for end, wanted in ((draft.subject, relation.domain), (draft.object, relation.range)):
            if isinstance(end, Mention) and OPEN in page.referents[end.key].hints:
                first = page.referents[end.key].type
                for kind in (first, *_OTHERWISE.get(first, ())):
                    needed.setdefault(end.key, Counter())[kind] += any(vocabulary().agree(kind, one) for one in wanted)
    changed = {key: other for key, count in needed.items() if (other := _settled(page.referents[key].type, count))}
    if not changed:
        return page
    referents = {key: replace(one, type=changed[key]) if key in changed else one for key, one in page.referents.items()}
    mentions = tuple(replace(one, type=changed[one.key]) if one.key in changed else one for one in page.mentions)
    return page.with_mentions(mentions, referents)


def _settled(first: str, count: Counter[str]) -> str | None:
    """The other type that most drafts need, if more than need the first; else `None`."""
    best = max(_OTHERWISE.get(first, (first,)), key=lambda kind: count[kind])
    return best if count[best] > count[first] else None
