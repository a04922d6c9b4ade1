"""Names that stand in a sentence and take no part in its deed."""

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.frames.marked import page_of
from telegrapher.reference import nothing

LINE, FIRM, PORTO, LIMA = "[Coral Loop|Cable]", "[Norvik|Carrier]", "[Porto|Place]", "[Lima|Place]"


def _told(text: str, relation: str) -> set[str]:
    page, drafts, refused = Extractor(nothing()).drafts(page_of(text))
    found = assemble(page, drafts, refused).statements
    return {page.referents[one.object].name for one in found if one.predicate == relation and isinstance(one.object, str)}


@pytest.mark.parametrize(
    "beside",
    ["on the Gulf of", "on the border with", "in the Bay of", "off the coast of", "facing", "on the Strait of", "bordering"],
)
def test_a_place_that_lies_beside_is_no_end(beside: str) -> None:
    assert _told(f"{LINE} connects {PORTO}, {beside} [Tarn|Place], with {LIMA}.", "connects") <= {"Porto", "Lima"}


@pytest.mark.parametrize("tail", ["[Peru|Place]", "the [Netherlands|Place]", "[Ohio|Place], [USA|Place]"])
def test_of_places_behind_each_other_the_first_is_the_seat(tail: str) -> None:
    assert _told(f"{FIRM} has its headquarters in {LIMA}, {tail}.", "headquarteredIn") == {"Lima"}


def test_two_seats_are_two() -> None:
    assert _told(f"{FIRM} has its headquarters in {LIMA} and {PORTO}.", "headquarteredIn") == {"Lima", "Porto"}


@pytest.mark.parametrize("title", ["chairman of the Steering Committee", "chair of the jury", "Chair of the Management Committee"])
def test_who_chairs_a_committee_is_not_of_the_firm_before(title: str) -> None:
    text = f"{FIRM} opened a station.\n[Anna Ek|Person], {title}, added that it works."
    assert _told(text, "worksFor") == set()


def _figures(text: str, relation: str) -> set[str]:
    page, drafts, refused = Extractor(nothing()).drafts(page_of(text))
    found = assemble(page, drafts, refused).statements
    return {one.object.value for one in found if one.predicate == relation and not isinstance(one.object, str)}


@pytest.mark.parametrize("before", ["from 40 Gb/s", "from its current capacity of 40 Gb/s", "from 40 Gb/s a second system"])
def test_what_a_line_carried_before_is_not_what_it_carries(before: str) -> None:
    assert "40 Gb/s" not in _figures(f"Norvik will upgrade {LINE} {before} to 100 Gb/s.", "capacity")


def test_a_rate_of_one_wavelength_is_none_of_the_line() -> None:
    assert _figures(f"{LINE} has a capacity of 80 Tb/s and carries 100 Gb/s per wavelength.", "capacity") == {"80 Tb/s"}


@pytest.mark.parametrize("where", ["out to the branching unit", "into deep water", "from the shore"])
def test_a_distance_is_no_length(where: str) -> None:
    assert _figures(f"The next part of {LINE} will be laid 100 km {where}.", "lengthKm") == set()


@pytest.mark.parametrize("part", ["access group", "optical networks division", "'s metro business"])
def test_who_buys_a_part_of_a_firm_does_not_buy_it(part: str) -> None:
    gap = "" if part.startswith("'") else " "
    assert _told(f"{FIRM} has completed its purchase of the [Kelda|Vendor]{gap}{part}.", "acquires") == set()


@pytest.mark.parametrize(
    "kin", ["a subsidiary of", "the wholly owned unit of", "part of", "the wholesale arm of", "itself a division of the"]
)
def test_a_company_that_only_tells_whose_another_is_has_no_part(kin: str) -> None:
    text = f"[Ann Lee|Person], CEO of {FIRM}, {kin} [Tarn Group|Carrier] in {LIMA}, spoke."
    assert _told(text, "worksFor") == {"Norvik"}
    assert _told(text, "operatesIn") <= {"Lima"}


@pytest.mark.parametrize("title", ["editor at Optics Weekly", "fellow at the Tarn Institute"])
def test_a_post_at_somebody_else_is_none_at_the_firm(title: str) -> None:
    text = f'"The network of {FIRM} has shown it," said [Ann Lee|Person], {title}.'
    assert _told(text, "worksFor") == set()
