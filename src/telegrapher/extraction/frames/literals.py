"""Literal values of a sentence, by kind, for the roles that ask for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.values import find_dates, find_lengths, find_money, find_rates
from telegrapher.model import Span

__all__ = ["Value", "values_in"]


@dataclass(frozen=True, slots=True)
class Value:
    """A literal in the text: its kind (rate, length, date, money), normalised text and place."""

    kind: str
    text: str
    span: Span


def values_in(page: Page, sentence: Sentence) -> tuple[Value, ...]:
    """The values of a sentence in order; lengths of fibre strands are no lengths of routes and are left out."""
    return _values(page.release.text, page.release.published, sentence.span)


@lru_cache(maxsize=256)  # asked for before a sentence is parsed, and again by each frame
def _values(text: str, published: date | None, within: Span) -> tuple[Value, ...]:
    quantities = list(find_rates(text, within=within))
    if any(map(str.isdigit, text[within.start : within.end])):
        quantities += [*find_lengths(text, within=within), *find_money(text, within=within)]
    found = [Value(quantity.kind, quantity.value, quantity.span) for quantity in quantities if quantity.kind != "strands"]
    found += [Value("date", one.value, one.span) for one in find_dates(text, published=published, within=within)]
    return tuple(sorted(found, key=lambda value: value.span))
