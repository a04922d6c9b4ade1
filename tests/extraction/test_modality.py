"""What a trigger states: a fact, a plan, or nothing, and how far each cue reaches."""

import pytest

from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.modality import judge
from telegrapher.extraction.syntax import parse


def mood(sentence: str, trigger: str, *, abilities: bool = False) -> str:
    page = page_of(sentence)
    (tree,) = parse(page, page.sentences)
    token = next(token for token in tree.tokens if token.text == trigger)
    return judge(tree, token, abilities=abilities).mood


@pytest.mark.parametrize(
    ("sentence", "trigger", "wanted"),
    [
        ("[Telco|Carrier] deployed the [X9|Product].", "deployed", ""),
        ("[Telco|Carrier] announced that it has deployed the [X9|Product].", "deployed", ""),
        ("[Telco|Carrier] will deploy the [X9|Product].", "deploy", "planned"),
        ("[Telco|Carrier] plans to deploy the [X9|Product].", "deploy", "planned"),
        ("[Telco|Carrier] is to deploy the [X9|Product].", "deploy", "planned"),
        ("The [X9|Product] is expected to be deployed by [Telco|Carrier].", "deployed", "planned"),
        ("[Telco|Carrier] said that it would buy [Tel2|Carrier].", "buy", "planned"),
        ("[Telco|Carrier] did not deploy the [X9|Product].", "deploy", "denied"),
        ("[Telco|Carrier] declined to deploy the [X9|Product].", "deploy", "denied"),
        ("[Telco|Carrier] can deploy the [X9|Product] in days.", "deploy", "ability"),
        ("[Telco|Carrier] hopes to deploy the [X9|Product].", "deploy", "hypothetical"),
        ("[Telco|Carrier] is in talks to buy [Tel2|Carrier].", "buy", "hypothetical"),
        ("If [Telco|Carrier] deploys the [X9|Product], prices fall.", "deploys", "condition"),
        ("[Telco|Carrier] completed the acquisition of [Tel2|Carrier].", "acquisition", "completed"),
        ("[Telco|Carrier] abandoned the acquisition of [Tel2|Carrier].", "acquisition", "terminated"),
        ("[Telco|Carrier] is the first operator to deploy the [X9|Product].", "deploy", ""),
        ("Branches of [Blue Loop|Cable] to [Guam|Place] are an option.", "Branches", "hypothetical"),
        ("A landing of [Blue Loop|Cable] in [Guam|Place] is under study.", "landing", "hypothetical"),
        ("An extension of [Blue Loop|Cable] to [Guam|Place] may follow.", "extension", "ability"),
        ("[Blue Loop|Cable] will possibly land in [Guam|Place].", "land", "hypothetical"),
        ("The landing of [Blue Loop|Cable] in [Guam|Place] is complete.", "landing", ""),
    ],
)
def test_mood(sentence: str, trigger: str, wanted: str) -> None:
    assert mood(sentence, trigger) == wanted


def test_an_ability_is_as_good_as_a_fact_where_abilities_count() -> None:
    assert mood("The [X9|Product] can carry 500 Gb/s.", "carry", abilities=True) == ""


def test_a_plan_for_one_verb_does_not_reach_another_clause() -> None:
    sentence = "[Telco|Carrier], which built [Blue Loop|Cable], will deploy the [X9|Product]."
    assert mood(sentence, "built") == ""
    assert mood(sentence, "deploy") == "planned"
