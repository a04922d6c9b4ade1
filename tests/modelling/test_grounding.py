"""What a model says is believed only as far as the cited words bear it out."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from modelling.conftest import DEPLOYED, GOOD, LANDING, LANDS, TALKS, answer, claim, end

from telegrapher.extraction import Extractor
from telegrapher.model import Extraction, Found, Literal, Release, Span, Zone, ZoneKind
from telegrapher.modelling import Model, ModelExtractor, questions
from telegrapher.modelling.ends import is_form, is_reference
from telegrapher.modelling.questions import Answer
from telegrapher.modelling.rules import model_rules
from telegrapher.reading import read_bytes
from telegrapher.reference import nothing


def read(release: Release, *claims: Any, only: bool = True) -> Extraction:
    model = Model("tiny", "http://127.0.0.1:1", only=only)
    return ModelExtractor(Extractor(nothing()), model, ask=lambda _: Answer(answer(*claims))).extract(release)


def said(extraction: Extraction) -> list[tuple[str, str, str]]:
    def name(one: Any) -> str:
        return one.value if isinstance(one, Literal) else getattr(extraction.referents.get(one), "name", one)

    own = [one for one in extraction.statements if ">" not in one.rule]
    return [(name(one.subject), one.predicate, name(one.object)) for one in own]


def refusal(release: Release, one: dict[str, Any]) -> str:
    """Why a claim is refused; that it is, and nothing comes of it."""
    extraction = read(release, one)
    assert extraction.statements == ()
    (refused,) = extraction.refusals
    return refused.reason


def test_a_good_answer_becomes_statements_with_their_words(release: Release) -> None:
    extraction = read(release, GOOD, LANDING)
    assert said(extraction) == [
        ("Nordvik Telecom AS", "deploys", "L-90"),
        ("Brenn Sea Cable", "landsAt", "Hovden"),
    ]
    deploys = next(one for one in extraction.statements if one.predicate == "deploys")
    qualifiers = {k: getattr(extraction.referents.get(v), "name", v) for k, v in deploys.qualifiers}
    assert qualifiers == {
        "status": "deployed",
        "date": "2031-03-03",
        "supplier": "Lumaris Networks",
        "on": "Brenn Sea Cable",
    }
    assert deploys.evidence.quotes == (DEPLOYED,)
    assert [release.quote(mark) for mark in deploys.marks] == ["it", "L-90"]
    assert deploys.rule == "model:tiny"
    assert extraction.refusals == extraction.warnings == ()


def test_what_good_statements_imply_names_both_rules(release: Release) -> None:
    rules = {one.predicate: one.rule for one in read(release, GOOD).statements}
    assert rules["customerOf"] == "model:tiny > customer-of-supplier"


def test_a_reference_is_a_mention_by_reference(release: Release) -> None:
    found = {one.text: one.found for one in read(release, GOOD).mentions}
    assert found["it"] is Found.REFERENCE
    assert found["L-90"] is Found.MODEL


def test_part_of_a_sentence_is_kept_with_the_whole(release: Release) -> None:
    part = "it has deployed the L-90 platform"
    extraction = read(release, claim("deploys", end("it", "Carrier", "Nordvik Telecom"), end("L-90", "Product"), part))
    assert extraction.statements[0].evidence.quotes == (DEPLOYED,)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"cites": ["Nordvik Telecom AS bought the L-90 platform."]}, "are not in the text"),
        ({"cites": [DEPLOYED.replace("AS said", "AS  said")]}, "are not in the text"),
        ({"cites": [LANDS]}, "'it' is not in the cited words"),
        ({"cites": [DEPLOYED, "Nowhere to be read."]}, "are not in the text"),
        ({"cites": [DEPLOYED[:60] + "\n" + DEPLOYED[61:]]}, "crosses a line"),
        ({"cites": [DEPLOYED] * 9}, "cites 9 passages"),
        ({"cites": ["x" * 5000]}, "cites 5,000 characters"),
        ({"object": end("L-95", "Product")}, "'L-95' is not in the cited words"),
        ({"object": end("L-9", "Product")}, "'L-9' is not in the cited words"),
        ({"subject": end("it", "Carrier", "Zolvane Seatel")}, "'Zolvane Seatel' is no name in the text"),
        ({"subject": end("3 March 2031", "Carrier", "Nordvik Telecom AS")}, "is no form of"),
        ({"subject": end("Lumaris Networks", "Carrier", "Nordvik Telecom AS")}, "is no form of"),
        ({"subject": end("it", "Carrier", "it")}, "is not resolved to a name"),
        ({"object": end("it", "Product", "L-90"), "subject": end("it", "Carrier", "Nordvik Telecom AS")}, "the same words"),
        ({"subject": end("L-90", "Product"), "object": end("it", "Carrier", "Nordvik Telecom AS")}, "types do not fit"),
        ({"object": end("Brenn Sea Cable", "Cable")}, "types do not fit"),
        ({"holds": "talks"}, "talked about"),
        ({"holds": "denied"}, "not so"),
    ],
)
def test_what_the_words_do_not_bear_out_is_refused(release: Release, change: dict[str, Any], reason: str) -> None:
    assert reason in refusal(release, {**GOOD, **change})


def test_only_the_wrong_statement_goes(release: Release) -> None:
    extraction = read(release, {**GOOD, "cites": ["Never written."]}, LANDING)
    assert said(extraction) == [("Brenn Sea Cable", "landsAt", "Hovden")]
    assert len(extraction.refusals) == 1


def test_a_qualifier_that_is_not_there_is_left_out_and_said(release: Release) -> None:
    one = copy.deepcopy(GOOD)
    one["qualifiers"] += [{"name": "amount", "value": "$ 9 million"}, {"name": "place", "value": end("Hovden", "Place")}]
    extraction = read(release, one)
    deploys = next(one for one in extraction.statements if one.predicate == "deploys")
    assert {name for name, _ in deploys.qualifiers} == {"status", "date", "supplier", "on"}
    assert [one.reason.split(", without ")[1] for one in extraction.refusals] == [
        "its amount: '$ 9 million' is not in the cited words",
        "its place: 'Hovden' is not in the cited words",
    ]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("supplier", end("Brenn Sea Cable", "Cable"), "is no Organization"),
        ("date", "deployed", "is no date"),
        ("status", "praised", "no status 'praised'"),
    ],
)
def test_a_qualifier_of_the_wrong_kind_is_left_out(release: Release, name: str, value: Any, reason: str) -> None:
    extraction = read(release, {**GOOD, "qualifiers": [{"name": name, "value": value}]})
    assert [one.qualifiers for one in extraction.statements if one.predicate == "deploys"] == [()]
    assert reason in extraction.refusals[0].reason


@pytest.mark.parametrize(
    ("relation", "words", "value"),
    [("capacity", "20 Tbps", "20 Tb/s"), ("lengthKm", "4,100 km", "4100")],
)
def test_values_are_read_off_the_words(release: Release, relation: str, words: str, value: str) -> None:
    extraction = read(release, claim(relation, end("Brenn Sea Cable", "Cable"), {"said": words}, LANDS))
    assert said(extraction) == [("Brenn Sea Cable", relation, value)]


def test_values_that_are_none_are_refused(release: Release) -> None:
    assert "is no data rate" in refusal(release, claim("capacity", end("Brenn Sea Cable", "Cable"), {"said": "4,100 km"}, LANDS))
    assert "not in the cited words" in refusal(
        release, claim("capacity", end("Brenn Sea Cable", "Cable"), {"said": "30 Tbps"}, LANDS)
    )


def test_plans_are_never_plain() -> None:
    text = "Harbour City, 3 March 2031\n\nNordvik Telecom will deploy the L-90. Nordvik Telecom will acquire Oskal Fibre.\n"
    (release,) = read_bytes(text.encode(), name="plans.txt")
    assert isinstance(release, Release)
    first, second = "Nordvik Telecom will deploy the L-90.", "Nordvik Telecom will acquire Oskal Fibre."
    extraction = read(
        release,
        claim("deploys", end("Nordvik Telecom", "Carrier"), end("L-90", "Product"), first, holds="plan", status="deployed"),
        claim("acquires", end("Nordvik Telecom", "Carrier"), end("Oskal Fibre", "Carrier"), second, holds="plan"),
    )
    assert {one.predicate: one.status for one in extraction.statements} == {"deploys": "planned", "acquires": "announced"}


def test_the_release_issues_itself(release: Release) -> None:
    extraction = read(release, claim("issuedBy", None, end("Nordvik Telecom", "Carrier"), DEPLOYED))
    assert said(extraction) == [("RELEASE", "issuedBy", "Nordvik Telecom")]


@pytest.mark.parametrize("only", [True, False])
def test_shown_examples_never_leak(release: Release, only: bool) -> None:
    parroted = [one for _, shown in model_rules().examples for one in shown["statements"]]
    assert parroted
    extraction = read(release, *parroted, only=only)
    assert not any(one.rule.startswith("model:") or "+" in one.rule for one in extraction.statements)
    assert sum("model" in one.draft.rule for one in extraction.refusals) == len(parroted)
    shown_text = json.dumps(model_rules().examples)
    names = [one.name for one in extraction.referents.values()]
    assert not any(name in shown_text for name in names), names


def test_shown_examples_are_right_about_their_own_text() -> None:
    for text, shown in model_rules().examples:
        (release,) = read_bytes(text.encode(), name="example.txt")
        assert isinstance(release, Release)
        extraction = read(release, *shown["statements"])
        wanted = sum(one["holds"] in model_rules().holds for one in shown["statements"])
        assert len(said(extraction)) == wanted > 0
        assert len(extraction.refusals) == len(shown["statements"]) - wanted > 0


def test_noise_yields_nothing(release: Release) -> None:
    start = release.text.index(LANDS)
    kept = [zone for zone in release.zones if zone.span.end <= start]
    noisy = replace(release, zones=(*kept, Zone(ZoneKind.NOISE, Span(start, start + len(LANDS)))))
    assert "noise" in refusal(noisy, LANDING)
    assert LANDS not in questions("tiny", noisy)[0].text
    assert LANDS in questions("tiny", release)[0].text


def test_the_same_answer_gives_the_same_extraction(release: Release) -> None:
    assert read(release, GOOD, LANDING, only=False) == read(release, GOOD, LANDING, only=False)


@pytest.mark.parametrize("words", ["it", "We", "The carrier", "its new owner", "both companies", "the company"])
def test_references(words: str) -> None:
    assert is_reference(words)


@pytest.mark.parametrize("words", ["Nordvik", "the Nordvik", "carrier", "The best company in all of the land", "", "L-90"])
def test_no_references(words: str) -> None:
    assert not is_reference(words)


@pytest.mark.parametrize(
    ("said_", "name"),
    [
        ("Nordvik", "Nordvik Telecom AS"),
        ("Nordvik Telecom Ltd.", "Nordvik Telecom"),
        ("BSC", "Brenn Sea Cable"),
        ("pan-Nordic network", "Nordvik pan-Nordic network"),
        ("Bluewater Ring", "BWR-1"),
    ],
)
def test_forms(said_: str, name: str) -> None:
    assert is_form(said_, name, 'The cable, Bluewater Ring ("BWR-1"), is new.')


@pytest.mark.parametrize(("said_", "name"), [("telecom", "Nordvik Telecom"), ("Lumaris", "Nordvik"), ("BSX", "Brenn Sea Cable")])
def test_no_forms(said_: str, name: str) -> None:
    assert not is_form(said_, name, "Nordvik Telecom and Lumaris.")


def test_talks_are_told_with_their_reason(release: Release) -> None:
    one = claim(
        "partnersWith", end("The carrier", "Carrier", "Nordvik Telecom"), end("Oskal Fibre", "Carrier"), TALKS, holds="talks"
    )
    assert refusal(release, one) == "'The carrier' partnersWith 'Oskal Fibre': says what is talked about, not what is"
