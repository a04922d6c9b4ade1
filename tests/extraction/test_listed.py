"""Lists under a lead are read as the sentence that they are; their evidence is the lead and the line."""

from __future__ import annotations

import pytest

from telegrapher.extraction import Extractor
from telegrapher.model import Extraction, Literal
from telegrapher.reading import read_bytes
from telegrapher.reference import layered


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(layered(None))


def read(extractor: Extractor, text: str) -> Extraction:
    (release,) = read_bytes(text.encode(), name="list", media_type="text/plain")
    return extractor.extract(release)


def said(found: Extraction, predicate: str) -> set[str]:
    return {
        one.object.value if isinstance(one.object, Literal) else found.referents[one.object].name
        for one in found.statements
        if one.predicate == predicate
    }


HEAD = "Nordtel grows\n\nOSLO, March 10, 2020 - Nordtel ASA, a carrier, said so today.\n\n"


@pytest.mark.parametrize(
    ("text", "predicate", "objects"),
    [
        (
            "Nordtel has points of presence in the following cities:\n\n- Lima, Peru\n- Quito, Ecuador\n- Panama City, Panama\n",
            "hasOfficeIn",
            {"Lima", "Quito", "Panama City"},
        ),
        ("Nordtel operates data centers in:\nOslo (2)\nBergen (1)\n", "hasOfficeIn", {"Oslo", "Bergen"}),
        ("Nordtel's network now reaches:\n1. Oslo\n2. Bergen\n3. Stockholm\n", "connects", {"Oslo", "Bergen", "Stockholm"}),
        ("The Tui cable will link these places:\n• Suva\n• Apia\n", "connects", {"Suva", "Apia"}),
        (
            "The 900-mile South Dakota ring will connect the following towns:\n\n-- Pierre\n-- Aberdeen\n",
            "connects",
            {"Pierre", "Aberdeen"},
        ),
        ("The members of the Tui consortium are:\n\nDigicel\nBluesky Samoa\n", "consortiumMember", {"Tui"}),
        ("The following people joined Nordtel:\nJane Roe, engineer\nJohn Poe, engineer\n", "hasOfficeIn", set()),
        ("Nordtel was founded in Oslo. Cities of the world:\nLima\nQuito\n", "hasOfficeIn", set()),
    ],
)
def test_lists_are_read(extractor: Extractor, text: str, predicate: str, objects: set[str]) -> None:
    assert said(read(extractor, HEAD + text), predicate) == objects


def test_evidence_is_the_lead_and_the_line(extractor: Extractor) -> None:
    lead = "Nordtel has offices in the following cities:"
    found = read(extractor, f"{HEAD}{lead}\n- Lima, Peru\n- Quito, Ecuador\n- Santiago, Chile\n")
    quotes = {found.referents[one.object].name: one.evidence.quotes for one in found.statements if one.predicate == "hasOfficeIn"}
    assert quotes == {
        "Lima": (lead, "Lima, Peru"),
        "Quito": (lead, "Quito, Ecuador"),
        "Santiago": (lead, "Santiago, Chile"),
    }


def test_a_plan_stays_a_plan(extractor: Extractor) -> None:
    found = read(extractor, f"{HEAD}Nordtel plans to open offices in the following cities:\n\nLima, Peru\nQuito, Ecuador\n")
    statuses = {one.status for one in found.statements if one.predicate == "hasOfficeIn"}
    assert statuses == {"planned"}
