"""What the words around an unknown name say of its kind: lines in the sea, sites, posts, second names, measures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.page import Page

Read = Callable[..., Page]

KINDS = [
    ("Ostvik has finished QBX, a new subsea fibre optic system from Malta straight to Crete.", "QBX", "Cable"),
    ("Ostvik owns Tarsilink, a repeaterless ring around the bay.", "Tarsilink", "Cable"),
    ("It meets Tarsilink, another system of Ostvik, which links Malta to Crete.", "Tarsilink", "Cable"),
    ("Tarsilink, a submarine cable operator, has grown.", "Tarsilink", "Carrier"),
    ("Tarsilink, a subsea network operator, has grown.", "Tarsilink", "Carrier"),
    (
        "In May, Ostvik named Perrin Valhaja, formerly CTO of Delmar, its chief innovation officer.",
        "Perrin Valhaja",
        "Person",
    ),
    ("The ring links two gateways at Tok Sha Wan and Ban Kam Lok.", "Tok Sha Wan", "Place"),
    ("The ring links two gateways at Tok Sha Wan and Ban Kam Lok.", "Ban Kam Lok", "Place"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_kind_of_an_unknown_name(read: Read, text: str, name: str, kind: str) -> None:
    page = read(text)
    assert {referent.name: referent.type for referent in page.referents.values()}.get(name) == kind


@pytest.mark.parametrize("called", ["called in full", "also known in the trade", "abbreviated"])
def test_a_second_name_in_the_passive(read: Read, called: str) -> None:
    page = read(f"The Orin-Tarsin Subsea Project, as OTX is {called}, comprises 2,400 kilometers of cable. OTX is ready.")
    names = [referent for referent in page.referents.values() if "OTX" in (referent.name, *referent.aliases)]
    assert [(one.type, one.name) for one in names] == [("Cable", "Orin-Tarsin Subsea Project")]


def test_measures_and_papers_name_nobody(read: Read) -> None:
    page = read("The hall has a PUE of 1.3 and a WUE of zero, takes an STM-16 circuit and an OC-48, and offers IDD under an MSA.")
    assert not page.referents


FAMILIES = [
    "The BPX West and Central cable system has been given a new name, Marengo. Two cables are laid: Marengo West, from Lagos to"
    " Accra, and Marengo Central, from Accra to Dakar. Marengo is new.",
    "Ostvik lays two subsea cables: Marengo West, which links Lagos with Accra, and Marengo Central, from Accra to Dakar. Who owns"
    " Marengo?",
]


@pytest.mark.parametrize("text", FAMILIES)
def test_a_family_of_cables(read: Read, text: str) -> None:
    kinds = {referent.name: referent.type for referent in read(text).referents.values()}
    assert {kinds[name] for name in ("Marengo", "Marengo West", "Marengo Central")} == {"Cable"}
    assert "Central" not in kinds
