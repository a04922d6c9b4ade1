"""Where each thing of a page is mentioned, so that nothing has to be searched twice."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from telegrapher.extraction.page import Page
from telegrapher.model import Mention, fold

__all__ = ["Index", "index_of", "last_before"]


@dataclass(frozen=True, slots=True)
class Index:
    """Mentions in order, by what they name.

    Attributes:
        by_key: by referent.
        by_name: keys of referents, by folded name or alias.
        cables: those of cables.
        awards: those of awards.
        main: key of the cable that the release is about: the only whole one, or named twice as often as any other.
    """

    by_key: Mapping[str, tuple[Mention, ...]]
    by_name: Mapping[str, tuple[str, ...]]
    cables: tuple[Mention, ...]
    awards: tuple[Mention, ...]
    main: str | None


def index_of(page: Page) -> Index:
    """The index of a page."""
    by_key: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in page.mentions:
        by_key[mention.key].append(mention)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for key, known in page.referents.items():
        for name in sorted({fold(form) for form in (known.name, *known.aliases)}):
            by_name[name].append(key)
    cables = tuple(mention for mention in page.mentions if page.type_of(mention) == "Cable")
    counts = Counter(_wholes(page, cables)).most_common(2)
    leads = bool(counts) and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1])
    return Index(
        by_key={key: tuple(found) for key, found in by_key.items()},
        by_name={name: tuple(keys) for name, keys in by_name.items()},
        cables=cables,
        awards=tuple(mention for mention in page.mentions if page.type_of(mention) == "Award"),
        main=counts[0][0] if leads else None,
    )


def _wholes(page: Page, cables: tuple[Mention, ...]) -> Iterator[str]:
    """Key of the cable for each mention of a whole one, or of a company that goes by its name; parts do not count."""
    whole = {m.key for m in cables if all(name != "whole" for name, _ in page.referents[m.key].hints)}
    names = {fold(page.referents[key].name): key for key in whole}
    for mention in page.mentions:
        if mention.key in whole:
            yield mention.key
        elif mention.type != "Cable" and (key := names.get(fold(mention.text))):
            yield key


def last_before(mentions: tuple[Mention, ...], offset: int) -> Mention | None:
    """The last of `mentions` (in order) that starts before `offset`."""
    position = bisect_left(mentions, offset, key=lambda mention: mention.span.start)
    return mentions[position - 1] if position else None
