"""Words of the shape to refer to something: where references may stand, before anybody asks what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from telegrapher.extraction.coreference.background import organisations
from telegrapher.extraction.coreference.expressions import PAIR, introduces, is_predicative, rules
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Mention, Referent, Span

__all__ = ["HELD_WITHIN", "NETWORKS", "spot"]

NETWORKS = frozenset({"network", "kept", "held", "fibred"})
"""Kinds of words by which a network is described as somebody's."""

_INSIDE = frozenset({"Place", "Technology"})
"""Types of names that may stand inside a reference to another thing."""

HELD_WITHIN = 32
"""Characters between a network and its owner in "network owned and operated by X"."""

Spotted = tuple[Span, str, re.Match[str]]
"""Where a reference stands, its kind, and the match of its pattern."""


def spot(page: Page, referents: Mapping[str, Referent], sentence: Sentence, named: Sequence[Mention]) -> Iterator[Spotted]:
    """The words of a sentence that are of the shape to refer to something, beside those that are names already."""
    taken = [mention.span for mention in named]
    inside = [mention.span for mention in named if referents[mention.key].type in _INSIDE]
    found: list[Spotted] = []
    low, heads = page.release.quote(sentence.span).lower(), rules().heads
    bare = () if heads["network"].search(low) else ("network", "kept", "held")
    for kind, pattern in (
        ("network", rules().network),
        ("kept", rules().kept),
        ("held", rules().held),
        ("fibred", rules().fibred),
        ("pair", PAIR),
        ("noun", rules().phrase),
        ("pronoun", rules().pronoun),
    ):
        if kind in heads and (kind in bare or not heads[kind].search(low)):
            continue
        for match in pattern.finditer(page.release.text, sentence.span.start, sentence.span.end):
            inner = _inner(kind, match)
            within = [one for one in inside if inner and inner[0] <= one.start and one.end <= inner[1]]
            span = Span(match.start("between") if kind in NETWORKS - {"network"} else match.start(), match.end())
            if any(span.overlaps(other) and other not in within for other in taken) or not _sound(page, referents, kind, match):
                continue
            if within and not _may_hold(kind, match):
                continue
            if kind == "held" and not any(
                0 < m.span.start - match.end() < HELD_WITHIN and referents[m.key].type in organisations() for m in named
            ):
                continue
            if within:
                span = Span(match.start("head") if kind != "noun" else match.start(3), match.end())
            taken.append(span)
            found.append((span, kind, match))
    yield from sorted(found, key=lambda item: item[0])


def _inner(kind: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where names may stand inside a reference: between its first word and its head."""
    if kind in NETWORKS:
        return match.span("between")
    return match.span(2) if kind == "noun" else None


def _may_hold(kind: str, match: re.Match[str]) -> bool:
    """Whether a reference may hold a name: "the Kansas carrier" (of organisations), "the Leeds network", "an Ethernet network"."""
    if kind == "noun" and match[1] in ("the", "The") and match[3] in rules().data["network"]["heads"]:
        return match[2][:1].isupper()
    return kind != "noun" or rules().nouns[match[3].lower()].types <= organisations()


def _sound(page: Page, referents: Mapping[str, Referent], kind: str, match: re.Match[str]) -> bool:
    """Whether the words are of the shape that refers to something named."""
    data = rules().data
    if kind in ("pronoun", "pair"):
        around = page.release.text[max(0, match.start() - 12) : match.end() + 12]
        return not (match[0].isupper() and len(match[0]) > 1) or around.isupper()  # "IT" and "US" are no pronouns
    if kind in NETWORKS:
        words = re.sub(data["network"]["paired"], "paired", match["between"].lower())
        return not set(words.replace(",", " ").split()) & set(data["network"]["not_between"])
    between = match[2].lower().replace(",", " ").split()
    text = page.release.text
    after = text[match.end() : match.end() + 24]
    if re.match(r" [A-Z]", after) and match[3].lower() not in data["before_names"]:
        return False
    after = after.lower()
    if match[3].lower() in data["predicates"] and (
        re.match(r" (?:for|of|to|behind)\b", after) or is_predicative(text, match.start())
    ):
        return False
    if set(between) & set(data["not_between"]) or (match[1].lower() == "its") or (between and introduces(page, referents, match)):
        return False
    return not re.match(rf" (?:{'|'.join(data['not_before'])})\b", after)
