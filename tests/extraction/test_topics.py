"""Whom a sentence is about that opens with others: "the company" and "it" behind it mean that one."""

import pytest

from telegrapher.extraction.coreference import resolve
from telegrapher.extraction.coreference.background import employers
from telegrapher.extraction.frames.marked import page_of
from telegrapher.model import Found


def _last(text: str) -> str:
    resolved = resolve(page_of(text))
    made = [m for m in resolved.mentions if m.found is Found.REFERENCE]
    return resolved.referents[made[-1].key].name


A, B, C, D = "[Norvik|Carrier]", "[Brent Holdings|Organization]", "[Marlow|Organization]", "[Tellusk|Carrier]"


@pytest.mark.parametrize("behind", ["The company has an office.", "It has an office.", "Its office is open."])
@pytest.mark.parametrize(
    "told",
    [
        f"{B} and {C} have invested in {D}.",
        f"{B} and {C} hold all shares in {D}.",
        f"{B}, {C} and {A} are customers of {D}.",
        f"{B}, the lender, and {C} have joined {D} as partners.",
        f"{B} owns 60 percent of {D}. {C} has 25 percent, and {A} the remaining 15.",
        f"{B} holds a 60 percent stake in {D}, and {C} and {A} hold 20 percent each.",
        f"{B} said that {D} will have 300 employees.",
        f"{B} also stressed that {D} is growing.",
        f"According to {B}, {D} has 300 employees.",
    ],
)
def test_the_one_told_of_is_meant(told: str, behind: str) -> None:
    assert _last(f"{A} grew.\n{told}\n{behind}") == "Tellusk"


@pytest.mark.parametrize(
    "told",
    [
        f"{A} owns 51 percent of {D}.",
        f"{A} has invested in {D}.",
        f"{A} said that it had sold capacity to {D}.",
        f"{A} said that the contract with {D} was new.",
        f"{A} said that {D} has chosen its service.",
        f"{A} has 300 employees, and {D} as a customer.",
    ],
)
def test_a_single_subject_stays_what_is_meant(told: str) -> None:
    assert _last(f"{B} grew.\n{told}\nThe company has an office.") == "Norvik"


@pytest.mark.parametrize("word", ["customers", "subsidiaries", "suppliers", "clients", "members", "resellers"])
def test_those_of_the_company_are_others(word: str) -> None:
    assert _last(f"{A} grew.\n{B} and {C} are two of the {word} of the company.") == "Norvik"
    assert _last(f"{A} grew.\n{B} and {C} are two of its {word}.") == "Norvik"


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("[Norvik|Carrier] CEO [Ann Lee|Person] told [Tellusk|Carrier].", "Norvik"),
        ("[Norvik|Carrier] has appointed [Ann Lee|Person] as CEO and sold [Tellusk|Carrier].", "Norvik"),
        ("[Norvik|Carrier]'s head of sales [Ann Lee|Person] met [Tellusk|Carrier].", "Norvik"),
        ("[Norvik|Carrier] saw [Ann Lee|Person], head of sales at [Tellusk|Carrier].", "Tellusk"),
        ("[Ann Lee|Person] met [Tellusk|Carrier].\n[Ann Lee|Person], CEO of [Norvik|Carrier], spoke.", "Norvik"),
    ],
)
def test_a_post_told_beside_a_person_tells_the_employer(text: str, employer: str) -> None:
    page = page_of(text)
    names = {mention.key: mention.text for mention in page.mentions}
    assert {names[person]: names[firm] for person, firm in employers(page).items()} == {"Ann Lee": employer}
