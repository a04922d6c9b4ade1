"""Cables that are yet to come, and cables that stand: what plain words about them are worth."""

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.frames.marked import page_of
from telegrapher.reference import nothing

CABLE = "[Coral Loop|Cable] connects [Porto|Place] with [Lima|Place].\n[It=Coral Loop] is 9,000 km long.\n"


def _statuses(text: str) -> dict[str, str]:
    page, drafts, refused = Extractor(nothing()).drafts(page_of(text))
    return {one.predicate: dict(one.qualifiers).get("status", "") for one in assemble(page, drafts, refused).statements}


@pytest.mark.parametrize(
    "ready",
    [
        "[Coral Loop|Cable] will be ready for service in 2031.",
        "[Coral Loop|Cable] is expected to enter service in 2031.",
        "[Coral Loop|Cable] is scheduled for completion in the third quarter of 2031.",
    ],
)
def test_plain_words_about_a_cable_to_come_are_plans(ready: str) -> None:
    told = _statuses(CABLE + ready)
    assert (told["connects"], told["lengthKm"], told["readyForService"]) == ("planned", "planned", "planned")


@pytest.mark.parametrize(
    "stands",
    [
        "",
        "[Coral Loop|Cable] has been in service since 2014.",
        "[Opteva|Vendor] has upgraded [Coral Loop|Cable].\nThe upgrade of [Coral Loop|Cable] will enter service in 2031.",
    ],
)
def test_plain_words_about_a_cable_that_stands_are_facts(stands: str) -> None:
    told = _statuses(CABLE + stands)
    assert (told["connects"], told["lengthKm"]) == ("", "")


def test_what_has_a_status_keeps_it() -> None:
    text = "[Marisub|Vendor] will build [Coral Loop|Cable].\n[Norvik|Carrier] owns [Coral Loop|Cable].\n"
    told = _statuses(text + CABLE + "[Coral Loop|Cable] will be ready for service in 2031.")
    assert (told["builds"], told["owns"]) == ("planned", "")


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("[Maker|Vendor] will upgrade the 9,000 km [Coral Loop|Cable].", "lengthKm"),
        ("[Telco|Carrier] is to be bought by [Oslo|Place]-based [Fund|Investor].", "headquarteredIn"),
    ],
)
def test_what_is_there_is_no_plan_beside_one(told: str, relation: str) -> None:
    assert _statuses(told)[relation] == ""


def test_a_line_that_will_be_built_is_a_plan_with_its_length() -> None:
    assert _statuses("[Maker|Vendor] will build the 9,000 km [Coral Loop|Cable].")["lengthKm"] == "planned"
