"""When deeds were done, and which deals are over, by the words of their clause."""

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.frames.marked import page_of
from telegrapher.reference import nothing

NORVIK, TARN, MAKER = "[Norvik|Carrier]", "[Tarnfield|Carrier]", "[Opteva|Vendor]"


def _told(text: str, relation: str, name: str) -> set[str]:
    page, drafts, refused = Extractor(nothing()).drafts(page_of(text))
    return {dict(one.qualifiers).get(name, "") for one in assemble(page, drafts, refused).statements if one.predicate == relation}


@pytest.mark.parametrize(
    ("text", "relation", "date"),
    [
        (f"In 2014 {NORVIK} bought {TARN}.", "acquires", "2014"),
        (f"{NORVIK} acquired {TARN} in March 2014, and it opened an office in [Porto|Place] in 2016.", "acquires", "2014-03"),
        (f"Since 2009 {NORVIK} has used the [PX 900|Product] of {MAKER}.", "deploys", "2009"),
        (f"{NORVIK} has been a customer of {MAKER} since 2009.", "customerOf", "2009"),
        (f"{NORVIK} opened an office in [Porto|Place] in 2016.", "hasOfficeIn", "2016"),
        (f"{NORVIK} tested the [PX 900|Product] in June 2014.", "trials", "2014-06"),
        (f"{NORVIK}, founded in 1998, uses the [PX 900|Product] of {MAKER}.", "deploys", ""),
    ],
)
def test_a_deed_has_the_one_date_of_its_clause(text: str, relation: str, date: str) -> None:
    assert _told(text, relation, "date") == {date}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{NORVIK} has completed its acquisition of {TARN}.", "completed"),
        (f"{NORVIK} has completed the purchase of {TARN}.", "completed"),
        (f"{NORVIK} has closed the acquisition of {TARN}.", "completed"),
        (f"{TARN} was sold to {NORVIK} in 2006.", "completed"),
        (f"{NORVIK} took over {TARN} in 2006.", "completed"),
        (f"{NORVIK} has agreed to acquire {TARN}.", "announced"),
        (f"{NORVIK} expects to complete the acquisition of {TARN} in May.", "announced"),
        (f"{NORVIK} will acquire {TARN}.", "announced"),
        (f"{NORVIK} signed an agreement to buy {TARN}.", "announced"),
        (f"{NORVIK} has called off its acquisition of {TARN}.", "terminated"),
    ],
)
def test_deals_that_are_over_are_completed(text: str, status: str) -> None:
    assert _told(text, "acquires", "status") == {status}
