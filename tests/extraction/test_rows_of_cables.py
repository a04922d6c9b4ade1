"""Cables told in a row: what stands before or behind the row says what all of them are, whose they are and what becomes of them."""

from __future__ import annotations

import pytest

from telegrapher.extraction import Extractor
from telegrapher.reading import read_bytes
from telegrapher.reference import nothing


def said(text: str) -> set[tuple[str, str, str]]:
    told = set()
    for release in read_bytes(text.encode(), name="test.txt"):
        extraction = Extractor(nothing()).extract(release)
        for one in extraction.statements:
            ends = [one.subject, one.object if isinstance(one.object, str) else one.object.value]
            subject, item = (extraction.referents[end].name if end in extraction.referents else end for end in ends)
            told.add((subject, one.predicate, item))
    return told


@pytest.mark.parametrize(
    "row",
    [
        "has upgraded its Borea-1, Ostra Link and Quellen submarine cables.",
        "has upgraded three of its submarine cable systems: Borea-1, Ostra Link and Quellen.",
        "has upgraded its subsea systems, including Borea-1, Ostra Link and Quellen.",
    ],
)
def test_the_cables_of_a_row_are_their_owners(row: str) -> None:
    told = said(f"Norwick upgrades cables\n\nOSLO, June 3, 2015 - Norwick Telecom, a carrier, {row}\n")
    assert {("Norwick Telecom", "operates", cable) for cable in ("Borea-1", "Ostra Link", "Quellen")} <= told


def test_a_name_behind_an_explained_one_is_not_its_parent() -> None:
    told = said(
        "Norwick and Lumaris agree\n\nOSLO, June 3, 2015 - Norwick, the wholesale division of Velland Telecom Plc, and Lumaris "
        "Networks Inc., a vendor of optical equipment, announced today that Norwick has chosen Lumaris.\n"
    )
    assert ("Norwick", "subsidiaryOf", "Velland Telecom") in told
    assert ("Norwick", "subsidiaryOf", "Lumaris Networks") not in told
