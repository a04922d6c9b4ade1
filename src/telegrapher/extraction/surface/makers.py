"""Makers of products that no closer reading has given one: whose they are called, and the only vendor that stands beside them.

Releases seldom say "X makes Y". They say "its Y", "X said that the Y", "three new Ys of the X house", and of the second product of
a row nothing at all. Who makes a product follows from these, as vendors make things and operators do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.page import OPEN, SILENT, Page, Sentence
from telegrapher.extraction.surface.items import Item, items_of
from telegrapher.extraction.surface.tables import possessives
from telegrapher.model import Draft, Found, Mention
from telegrapher.rules import rule_set

__all__ = ["product_rows", "read_makers"]

_BETWEEN = 5
"""Words that may stand between a possessor and a product."""
_KIND = 4
"""Words that may tell what a product of a row is."""


@dataclass(frozen=True, slots=True)
class _Words:
    buyers: frozenset[str]
    makers: frozenset[str]
    parts: frozenset[str]
    bars: frozenset[str]
    inside: frozenset[str]
    joins: frozenset[str]
    titles: frozenset[str]


@cache
def _words() -> _Words:
    return rule_set(_Words, "surface/makers")


def read_makers(page: Page, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Makers of products that have none, from the sentence that names both.

    Args:
        page: with mentions, references resolved.
        drafts: what is found already: who makes what, who is supplied by whom.
    """
    made = _made(drafts)
    lines = [
        _Line(page, sentence, items_of(page, sentence))
        for sentence in page.sentences
        if sentence.zone not in SILENT and any(_may_be_made(page, m) for m in page.mentions_in(sentence.span))
    ]
    found: list[Draft] = []
    for read in (_Line.owned, _Line.beside_one):
        fresh = [draft for line in lines for draft in read(line, made)]
        found += fresh
        _note(made, fresh)
    found += [draft for line in lines for draft in line.in_row(made)]
    return tuple(found)


def _made(drafts: Iterable[Draft]) -> dict[str, dict[str, Mention]]:
    """Known makers by the key of their product."""
    made: dict[str, dict[str, Mention]] = {}
    for draft in drafts:
        supplier = dict(draft.qualifiers).get("supplier")
        if not isinstance(draft.object, Mention):
            continue
        if draft.predicate == "offers" and draft.subject is not None:
            made.setdefault(draft.object.key, {})[draft.subject.key] = draft.subject
        elif draft.predicate in ("deploys", "trials") and isinstance(supplier, Mention):
            made.setdefault(draft.object.key, {})[supplier.key] = supplier
    return made


def _note(made: dict[str, dict[str, Mention]], fresh: Iterable[Draft]) -> None:
    for draft in fresh:
        if draft.subject is not None and isinstance(draft.object, Mention):
            made.setdefault(draft.object.key, {})[draft.subject.key] = draft.subject


def _may_be_made(page: Page, mention: Mention) -> bool:
    return mention.found is not Found.REFERENCE and not page.kinds_of(mention).isdisjoint(("Product", "MaybeThing"))


def product_rows(page: Page, items: tuple[Item, ...]) -> Iterator[tuple[Mention, ...]]:
    """Products that stand in one row: "the A shelf, the B line system and the C".

    Args:
        page: of the names.
        items: a sentence.
    """
    row: list[Mention] = []
    told = 0
    for item in items:
        if item.mention is not None and page.type_of(item.mention) == "Product" and item.mention.found is not Found.REFERENCE:
            row.append(item.mention)
            told = 0
        elif item.mention is not None and page.type_of(item.mention) == "Technology":
            continue
        elif row and item.mention is None and item.word in _words().joins:
            told += item.word == ";"
        elif row and item.is_plain and item.word not in _words().parts and told < _KIND:
            told += 1
        else:
            if len(row) > 1:
                yield tuple(row)
            row, told = [], 0
    if len(row) > 1:
        yield tuple(row)


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence being read."""

    page: Page
    sentence: Sentence
    items: tuple[Item, ...]

    def owned(self, made: Mapping[str, object]) -> Iterator[Draft]:
        """Makers that possess the product: "its Y", "X's new and smaller Y"."""
        for at, item in enumerate(self.items):
            if item.mention is None or item.mention.key in made or not _may_be_made(self.page, item.mention):
                continue
            owner = self._possessor(at)
            if owner is None or owner.key == item.mention.key:
                continue
            kind = self.page.type_of(owner)
            named = owner.found is not Found.REFERENCE
            sure = self.page.type_of(item.mention) == "Product"
            told = at + 1 < len(self.items) and self.items[at + 1].is_plain and self.items[at + 1].word not in _words().parts
            if not sure and self.items[at - 1].mention != owner and self.items[at - 1].word not in ("'s", "'"):
                continue
            if not _words().titles.isdisjoint(one.word for one in self.items[at + 1 : at + 6]):
                continue
            firm = kind == "Organization" or "MaybeFirm" in self.page.kinds_of(owner)
            if kind in _words().makers or (named and firm and (sure or (kind == "Organization" and told))):
                yield self._draft(owner, item.mention, "products-maker")

    def beside_one(self, made: Mapping[str, object]) -> Iterator[Draft]:
        """The only organisation that makes things in a sentence makes its products, if nobody else does."""
        makers = {m.key: m for m in self._named() if self.page.type_of(m) in _words().makers}
        others = {m.key for m in self._named() if self.page.type_of(m) == "Organization"}
        persons = any(self.page.type_of(m) == "Person" for m in self._named())
        if len(makers) != 1 or others or persons or any(item.word in _words().bars for item in self.items):
            return
        maker = next(iter(makers.values()))
        at = next(i for i, item in enumerate(self.items) if item.mention == maker)
        if at and self.items[at - 1].word in _words().inside:
            return
        for product in self._named():
            sure = self.page.type_of(product) == product.type == "Product" and OPEN not in self.page.referents[product.key].hints
            if (
                sure
                and product.key not in made
                and product.found is not Found.REFERENCE
                and not self._is_of_another(product, maker)
            ):
                yield self._draft(maker, product, "only-maker")

    def _is_of_another(self, product: Mention, maker: Mention) -> bool:
        """Whether "its" or a name with "'s" before a product tells that it is somebody else's."""
        owner = self._possessor(next(i for i, item in enumerate(self.items) if item.mention == product))
        return owner is not None and owner.key != maker.key

    def in_row(self, made: Mapping[str, Mapping[str, Mention]]) -> Iterator[Draft]:
        """What stands in a row with products of one maker is his, too."""
        for row in product_rows(self.page, self.items):
            makers = {key: maker for one in row for key, maker in made.get(one.key, {}).items()}
            if len(makers) == 1:
                maker = next(iter(makers.values()))
                yield from (self._draft(maker, one, "row-of-makers") for one in row if one.key not in made)

    def _named(self) -> tuple[Mention, ...]:
        return tuple(item.mention for item in self.items if item.mention is not None)

    def _draft(self, maker: Mention, product: Mention, rule: str) -> Draft:
        return Draft(maker, "offers", product, (self.sentence.span,), rule)

    def _possessor(self, at: int) -> Mention | None:
        """Who possesses what stands at `at`: "its", or a name with "'s", and plain words up to it."""
        if at and self.items[at - 1].word == ")":  # "X's (NASDAQ: XX) Y"
            at = next((i for i in range(at - 2, -1, -1) if self.items[i].word == "("), at)
        for index in range(at - 1, max(-1, at - 2 - _BETWEEN), -1):
            item = self.items[index]
            if item.word in ("'s", "'"):
                return self.items[index - 1].mention if index else None
            if item.mention is not None:
                if item.mention.text.lower() in possessives():
                    return item.mention
                if self.page.type_of(item.mention) != "Technology":
                    return None
            elif item.word in _words().parts or not (item.is_plain or item.word[:1].isdigit() or item.word == "-"):
                return None
        return None
