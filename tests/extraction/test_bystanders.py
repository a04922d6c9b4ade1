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
