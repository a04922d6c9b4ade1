"""Names that open with another's: products that tell their maker ("the Lumora Prisma 40"), companies in a land ("Lumora Spain")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS
from telegrapher.extraction.page import SILENT
from telegrapher.model import Draft, Found, Mention, Referent, fold

__all__ = ["abroad_of", "named_after"]

_LAND = 5
"""Words of a land's name, at most."""
_MAKERS = ("Vendor", "Organization")


def named_after(sheet: Sheet) -> Iterator[Draft]:
    """`offers` of each product whose name opens with the name of an organisation that could be its maker.

    The organisation's own mention is the one in the same sentence, else the nearest before, else the first.
    """
    makers = _makers(sheet)
    if not makers:
        return
    done: set[str] = set()
    for product in sheet.page.mentions:
        sentence = sheet.page.sentence_at(product.span.start)
        if sheet.page.type_of(product) != "Product" or product.key in done or sentence is None or sentence.zone in SILENT:
            continue
        words = [fold(word) for word in product.text.split()]
        key = next((makers[name] for size in range(len(words) - 1, 0, -1) if (name := " ".join(words[:size])) in makers), None)
        maker = _mention(sheet, key, product) if key else None
        if maker is not None:
            done.add(product.key)
            yield sheet.draft(maker, "offers", product, "named-after")


def abroad_of(sheet: Sheet) -> Iterator[Draft]:
    """`subsidiaryOf` of each company whose name is another's and that of a land: "Lumora Spain" belongs to Lumora."""
    bodies = {key: one for key, one in sorted(sheet.page.referents.items()) if one.type in ORGANIZATIONS}
    names = {fold(form): key for key, one in bodies.items() for form in (one.name, *one.aliases)}
    for unit, one in bodies.items():
        words = fold(one.name).split()
        cuts = (size for size in range(max(1, len(words) - _LAND), len(words)) if " ".join(words[size:]) in _lands())
        stem = next((name for size in cuts if (name := " ".join(words[:size])) in names), "")
        mention = next((m for m in sheet.index.by_key.get(unit, ()) if m.found is not Found.REFERENCE), None)
        if mention is None or not stem or names[stem] == unit or _is_shared(stem, names[stem], bodies):
            continue
        if whole := _mention(sheet, names[stem], mention):
            yield sheet.draft(mention, "subsidiaryOf", whole, "abroad-of")


@lru_cache(maxsize=1)
def _lands() -> frozenset[str]:
    return frozenset(fold(land) for land in geography().countries | geography().regions)


def _is_shared(stem: str, parent: str, bodies: Mapping[str, Referent]) -> bool:
    """Whether a short name may also mean another company of the text: "Lumora" with a Lumora Group and a Lumora Pacific."""
    if fold(bodies[parent].name) == stem:
        return False
    others = (fold(one.name) for key, one in bodies.items() if key != parent)
    tails = (name.removeprefix(stem + " ") for name in others if name.startswith(stem + " "))
    return any(tail not in {fold(land) for land in geography().countries} for tail in tails)


def _makers(sheet: Sheet) -> dict[str, str]:
    """Folded names of possible makers, to their keys."""
    return {
        fold(name): key
        for key, known in sorted(sheet.page.referents.items())
        if known.type in _MAKERS
        for name in (known.name, *known.aliases)
        if len(fold(name)) > 1
    }


def _mention(sheet: Sheet, key: str, product: Mention) -> Mention | None:
    found = [one for one in sheet.index.by_key.get(key, ()) if one.found is not Found.REFERENCE]
    sentence = sheet.page.sentence_at(product.span.start)
    here = [one for one in found if sentence and one.span in sentence.span]
    before = [one for one in found if one.span.start < product.span.start]
    return next(iter(here or before[::-1] or found), None)
