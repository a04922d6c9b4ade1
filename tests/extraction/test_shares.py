"""Who owns which part of a firm, told in a row or over two sentences, and who only stands beside."""

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.frames.marked import page_of
from telegrapher.reference import nothing

A, B, C, D = "[Norvik|Carrier]", "[Brent Holdings|Organization]", "[Marlow|Investor]", "[Tellusk|Carrier]"


def _told(text: str, relation: str) -> set[tuple[str, str]]:
    page, drafts, refused = Extractor(nothing()).drafts(page_of(text))
    names = {key: one.name for key, one in page.referents.items()}
    found = assemble(page, drafts, refused).statements
    return {(names[one.subject], names[str(one.object)]) for one in found if one.predicate == relation}


@pytest.mark.parametrize(
    "text",
    [
        f"{B} owns 59 percent of {D}.\n{C} has 21 percent, and {A} the remaining 20.",
        f"{B} holds 59% of {D}, {C} 21% and {A} 20%.",
        f"{D} is 59 percent owned by {B}, with {C} holding 21 percent and {A} the rest.",
        f"{B}, a fund, holds a 60% stake in {D}, while {C}, the lender, owns 25% and {A} the balance.",
        f"{D} is owned by {B} (60%), {C} (25%) and {A} (15%).",
    ],
)
def test_each_owner_holds_a_part(text: str) -> None:
    assert _told(text, "investsIn") == {(one, "Tellusk") for one in ("Brent Holdings", "Marlow", "Norvik")}


@pytest.mark.parametrize(
    "text",
    [
        f"{B} owns 59 percent of {D}.\n{A} has 21 percent of the market.",
        f"{B} owns 59 percent of {D}.\n{A} would have 21 percent, and {C} the rest.",
        f"{B} owns 59 percent of {D}.\n{A} is new.\n{A} has 21 percent.",
    ],
)
def test_shares_of_something_else_or_supposed_are_none(text: str) -> None:
    assert _told(text, "investsIn") == {("Brent Holdings", "Tellusk")}


def test_half_of_a_firm_or_less_makes_no_parent() -> None:
    assert _told(f"{D} is owned by {B} (60%) and {A} (40%).", "subsidiaryOf") == {("Tellusk", "Brent Holdings")}


@pytest.mark.parametrize(
    "lead",
    [
        "has raised $24 million from investors to date, including",
        "grows; [its=Tellusk] shareholders are institutions and private companies of the region, among them",
        "is private. [Its=Tellusk] backers include banks and funds, notably",
    ],
)
def test_rows_open_behind_words_for_what_they_are(lead: str) -> None:
    assert _told(f"{D} {lead} {C} and [Desmond|Investor].", "investsIn") == {("Marlow", "Tellusk"), ("Desmond", "Tellusk")}
