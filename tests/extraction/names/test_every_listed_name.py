"""Every name of the tables is found in a plain sentence; those that a sentence alone cannot show are listed here, and no others."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator

import pytest

from telegrapher.extraction.names.senses.lexicon import family
from telegrapher.extraction.page import Page
from telegrapher.reference import layered
from telegrapher.reference.reference import Reference
from telegrapher.shipped import folder

Read = Callable[..., Page]

SENTENCES = {
    "organisations": ("{} has opened an office in Nairobi, and will hire ten people there.", "Organization"),
    "cables": ("The {} cable lands at Mombasa and Fujairah.", "Cable"),
    "countries": ("The Tui cable connects Tonga with {} and with Fiji.", "Place"),
    "products": ("Nordtel has deployed the {} in its network.", "Product"),
}

NOT_SHOWN = {
    "organisations": {
        "Coherent",
        "MEF",
        "Reach",
        "Uniti Group (Australia)",
        "du",
        "e&",
        "eir",
        "ntel",
        "rain",
    },
    "cables": {
        "Africa Coast to Europe",
        "Americas",
        "Americas I",
        "Chennai-Andaman and Nicobar Island Cable",
        "Lower Indian Ocean Network family",
    },
    "countries": {
        "Bonaire, Saint Eustatius and Saba",
        "Georgia",
        "Heard Island and McDonald Islands",
        "South Georgia and the South Sandwich Islands",
        "Svalbard and Jan Mayen",
    },
    "products": {
        "Blue Planet",
        "Carrier Routing System",
        "Cloud Xpress",
        "Cloud-Native Router",
        "Common Photonic Layer",
        "Express 4",
        "Express 5",
        "Express silicon",
        "Flexi Zone",
        "Network Services Platform",
    },
}
"""Words of the language, lower-case names at the head of a sentence, and descriptions that the tables list as names."""


@pytest.fixture(scope="module")
def reference() -> Reference:
    return layered(None)


def _names(table: str) -> Iterator[str]:
    with (folder("data") / "reference" / f"{table}.csv").open(encoding="utf-8") as lines:
        yield from (row["name"] for row in csv.DictReader(lines))


def _found(page: Page, name: str, kind: str) -> bool:
    """Whether some mention of that kind has the name: whole, or (products) behind its maker's."""
    for mention in page.mentions:
        if family(page.type_of(mention)) == kind and (mention.text in name or name in mention.text):
            return len(mention.text) * 2 >= len(name) or kind == "Product"
    return False


@pytest.mark.parametrize("table", sorted(SENTENCES))
def test_every_listed_name_is_found(table: str, reference: Reference, read: Read) -> None:
    sentence, kind = SENTENCES[table]
    missed = {name for name in _names(table) if not _found(read(sentence.format(name), reference), name, kind)}
    assert missed == NOT_SHOWN[table]
