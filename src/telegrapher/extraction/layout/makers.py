"""Products whose name tells their maker ("the Lumora Prisma 40")."""

from __future__ import annotations

from collections.abc import Iterator

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import SILENT
from telegrapher.model import Draft, Found, Mention, fold

__all__ = ["named_after"]

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
