"""Names of what is sold, of its families, and of the techniques in it: own-worded sentences about invented things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from telegrapher.extraction.page import Page

Read = Callable[..., Page]


def kinds(page: Page) -> dict[str, str]:
    """Texts of mentions and the types of what they name."""
    return {mention.text: page.referents[mention.key].type for mention in page.mentions}


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("They chose the Orvaline 2 data centre interconnect platform to join four halls.", "Orvaline 2", "Product"),
        ("The bank runs the Quillon network manager day and night.", "Quillon", "Product"),
        ("An old QX-7 submarine line terminal equipment rack was sold.", "QX-7", "Product"),
        ("The Metrova 420 is a carrier aggregation capable small cell.", "Metrova 420", "Product"),
        ("Signals use DP-64QAM on short spans.", "DP-64QAM", "Technology"),
        ("Ports for 800 Gigabit Ethernet are next.", "800 Gigabit Ethernet", "Technology"),
        ("Tests were done at the Royal Institute of Photonics.", "Royal Institute of Photonics", "ResearchFirm"),
        ("The spare Velloro DSP is small.", "Velloro DSP", "Product"),
    ],
)
def test_kinds(read: Read, text: str, form: str, kind: str) -> None:
    assert kinds(read(text)).get(form) == kind


def test_technique_behind_a_name_opens_its_description(read: Read) -> None:
    found = kinds(read("It is run by the Navora SDN controller and the Sorrel EDGE platform."))
    assert {"Navora", "SDN", "Sorrel EDGE"} <= set(found)


def test_goods_without_an_article_are_their_makers(read: Read) -> None:
    found = kinds(read("They chose Orvexa broadband access equipment. In spring, old Orvexa optical network terminals were added."))
    assert found["Orvexa"] == "Vendor"


def test_technique_behind_a_figure_opens_the_description(read: Read) -> None:
    assert "Skylark 600" in kinds(read("They bought the Skylark 600 Ethernet microwave radios."))


def test_counts_and_kinds_of_firms_are_no_part_of_names(read: Read) -> None:
    found = set(kinds(read("They placed an order for 500 QX-30 units with Korean ODMs Tellmont and Gradix. OEMs resell them.")))
    assert "QX-30" in found and "Tellmont" in found
    assert not found & {"500 QX-30", "Korean ODMs Tellmont", "OEMs"}


def test_where_a_firm_is_from_is_no_cable(read: Read) -> None:
    assert "Chinese" not in kinds(read("Chinese cable operator Hunora bought it."))


def test_family_is_apart_from_its_members(read: Read) -> None:
    page = read("The Orvaline family holds three platforms: Orvaline 1, Orvaline 2 and the Orvaline Edge.")
    keys = {mention.text: mention.key for mention in page.mentions}
    assert {page.referents[key].type for key in keys.values()} == {"Product"}
    assert len({keys[form] for form in ("Orvaline", "Orvaline 1", "Orvaline 2", "Orvaline Edge")}) == 4


def test_bringers_of_television_are_no_cables(read: Read) -> None:
    assert kinds(read("Lakemoor Cable sells internet and video to homes in three counties."))["Lakemoor Cable"] == "Carrier"
    assert kinds(read("The Lakemoor Cable, a submarine cable, passes the homes of seals."))["Lakemoor Cable"] == "Cable"


def test_noun_of_a_firm_is_read_with_the_words_before_it(read: Read) -> None:
    assert kinds(read("The first user is the colocation provider Fjellhost."))["Fjellhost"] == "DataCenterOperator"


def test_models_that_differ_in_a_number_are_of_one_kind(read: Read) -> None:
    found = kinds(read("They made the QX-2 router first. The QX-8 and the QX-16 followed."))
    assert {found["QX-2"], found["QX-8"], found["QX-16"]} == {"Product"}
