"""Every sentence is in exactly one state, with its reasons; every statement leads back to its words and its rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from explaining.texts import GERMAN, NEWS, release_of

from telegrapher.explaining import Explanation, Line, State, as_text, explain, explanations
from telegrapher.explaining.words import origin, words
from telegrapher.extraction import Extractor
from telegrapher.model import Found, Link, ZoneKind
from telegrapher.modelling import Model
from telegrapher.modelling.endpoint import Endpoint
from telegrapher.modelling.questions import Answer
from telegrapher.pipeline import Setup, read
from telegrapher.reading import Failure
from telegrapher.reference import nothing

ROOT = Path(__file__).parents[2]
Told = Callable[..., Explanation]


def line(explanation: Explanation, words: str) -> Line:
    (found,) = [one for one in explanation.lines if words in one.text]
    return found


def sound(one: Explanation) -> None:
    """What holds of every explanation."""
    assert sum(one.counts.values()) == len(one.lines)
    assert [sentence.number for sentence in one.lines] == list(range(1, len(one.lines) + 1))
    position = 0
    for sentence in one.lines:
        assert one.text[position : sentence.span.start].strip() == ""
        assert one.text[sentence.span.start : sentence.span.end] == sentence.text
        position = sentence.span.end
        assert (sentence.state is State.YIELDING) == bool(sentence.statements) == (not sentence.reasons)
        for name in (*sentence.names, *sentence.open):
            assert one.text[name.span.start : name.span.end] == name.text
        assert {name.key for name in sentence.names} <= {thing.key for thing in one.things}
    assert one.text[position:].strip() == ""
    for claims, listed in ((one.statements, "statements"), (one.refusals, "refusals")):
        assert [claim.number for claim in claims] == list(range(1, len(claims) + 1))
        for claim in claims:
            assert claim.sentences
            assert bool(claim.reason) == (claim.confidence is None)
            assert [s.number for s in one.lines if claim.number in getattr(s, listed)] == list(claim.sentences)


def test_sample_releases_are_explained_whole() -> None:
    extractor = Extractor(nothing())
    met = 0
    for release in read([ROOT / "data" / "releases"]):
        if isinstance(release, Failure):
            continue
        one = explain(release, extractor)
        sound(one)
        extraction = extractor.extract(release)
        assert [(claim.predicate, claim.rule) for claim in one.statements] == [(s.predicate, s.rule) for s in extraction.statements]
        assert [claim.reason for claim in one.refusals] == [refusal.reason for refusal in extraction.refusals]
        met += sum(tried_and_told(one, sentence) for sentence in one.lines)
    assert met > 20


def tried_and_told(one: Explanation, sentence: Line) -> int:
    """Each rule that met has said or proposed something that is told; how many there are."""
    told = {claim.rule for claim in (*one.statements, *one.refusals)} | {rule for claim in one.statements for rule, _ in claim.also}
    met = [tried for tried in sentence.tries if not tried.obstacle and not tried.alike]
    assert {tried.rule for tried in met} <= told
    return len(met)


def test_states(news: Explanation) -> None:
    sound(news)
    assert line(news, "has deployed the L-90 platform from").state is State.YIELDING
    assert line(news, "two million homes").state is State.READ
    assert line(news, "Rain fell").reasons == (words()["nothing"]["nameless"],)
    disclaimer = line(news, "involve risks")
    assert (disclaimer.state, disclaimer.reasons) == (State.SET_ASIDE, (words()["aside"]["disclaimer"],))


def test_a_refusal_has_its_reason(news: Explanation) -> None:
    could = line(news, "could acquire")
    refusal = next(one for one in news.refusals if one.words == ("Nordvik Telecom", "acquires", "Fjordline Systems"))
    assert refusal.number in could.refusals
    assert refusal.reason == "says what could be, not what is"
    assert could.state is State.READ
    assert could.reasons[0].endswith(f" refused: {refusal.reason}")


def test_a_repeated_statement_names_the_first_sentence(told: Told) -> None:
    seat = "Nordvik Telecom is headquartered in Bergen, Norway."
    one = told(f"Notes\n\n{seat} The weather was fine. {seat}\n")
    sound(one)
    (seated,) = [claim for claim in one.statements if claim.predicate == "headquarteredIn"]
    first, again = (sentence for sentence in one.lines if sentence.text == seat)
    assert seated.sentences == (first.number,)
    assert again.state is State.READ
    assert again.reasons[0] == f"says again what sentence {first.number} says: Nordvik Telecom headquartered in Bergen"
    assert again.number in {number for _, number in seated.also}


def test_a_reference_leads_to_the_last_name_before(news: Explanation) -> None:
    (company,) = [name for name in line(news, "two million homes").names if name.found == "reference"]
    thing = news.thing(company.key)
    assert company.text == "The company"
    assert thing is not None
    assert (thing.name, thing.type) == ("Nordvik Telecom", "Carrier")
    assert company.source is not None
    assert news.text[company.source.start : company.source.end].startswith("Nordvik Telecom")
    assert company.source.end <= company.span.start
    assert company.sentence == line(news, "from Lumaris").number


def test_a_speaker_is_told(news: Explanation) -> None:
    (quoted,) = line(news, "M-20").quotes
    assert quoted.speaker == "Ola Berg"
    (we,) = [name for name in line(news, "M-20").names if name.found == "reference"]
    assert news.thing(we.key).name == "Nordvik Telecom"  # type: ignore[union-attr]


def test_what_refers_to_nobody_known_is_left_open(told: Told) -> None:
    one = told("A quiet day\n\nThe company has opened a new office.\n")
    sound(one)
    assert [name.text for name in line(one, "new office").open] == ["The company"]


def test_plans_are_no_facts(news: Explanation) -> None:
    planned = next(claim for claim in news.statements if claim.words[2] == "M-20" and claim.predicate == "deploys")
    assert ("status", "planned") in planned.qualifiers
    assert not planned.asserted


def test_too_unsure_is_left_out_and_said(told: Told) -> None:
    one = told(least=0.999)
    sound(one)
    assert one.statements == ()
    assert one.counts["yielding"] == 0
    assert any("left out: confidence below 0.999" in reason for reason in line(one, "from Lumaris").reasons)


def test_a_near_miss_names_the_role_that_stayed_empty(told: Told) -> None:
    one = told("Notes\n\nNordvik Telecom AS, a carrier, has deployed nothing of note.\n")
    sentence = line(one, "nothing of note")
    tried = next(one for one in sentence.tries if one.rule == "deploy-uses")
    assert (tried.word, tried.origin) == ("deployed", origin("deploy-uses"))
    assert tried.obstacle in ("nothing here is named that it could take (Offer)", "nothing fills “what” (Offer)")
    assert one.text[tried.span.start : tried.span.end] == "deployed"


def test_a_rule_leads_to_the_place_where_it_is_written(news: Explanation) -> None:
    places = {claim.rule: claim.origin for claim in news.statements}
    assert places["deploy-uses"].startswith("data/rules/frames/deployment.yaml:")
    for rule, place in places.items():
        file, _, number = place.partition(":")
        if number:
            path = ROOT / file if file.startswith("data/") else ROOT / "src" / "telegrapher" / file
            assert rule.removeprefix("layout.") in path.read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert origin("no-such-rule") == ""
    assert origin("layout.no-such-rule") == "extraction/layout"


def test_another_language_is_set_aside_whole(told: Told) -> None:
    one = told(GERMAN)
    sound(one)
    assert one.counts == {"yielding": 0, "read": 0, "set-aside": len(one.lines)}
    assert one.lines[0].reasons == ("looks like German; only English is read",)


def test_a_sentence_without_end_is_set_aside(told: Told) -> None:
    endless = "Nordvik Telecom has deployed " + "one more box and " * 120 + "a cable."
    one = told(f"Notes\n\n{endless}\n")
    sound(one)
    assert (one.lines[-1].state, one.lines[-1].reasons) == (
        State.SET_ASIDE,
        ("is longer than 300 words, which no writer means as one sentence",),
    )


def test_without_syntax_only_layout_reads(told: Told) -> None:
    one = told(without=("syntax",))
    sound(one)
    assert all(not sentence.tries for sentence in one.lines)
    assert line(one, "two million homes").reasons == (words()["nothing"]["syntax"],)


def test_noise_is_set_aside() -> None:
    release = release_of(NEWS)
    zones = tuple(replace(zone, kind=ZoneKind.NOISE) if zone.kind is ZoneKind.ABOUT else zone for zone in release.zones)
    one = explain(replace(release, zones=zones), Extractor(nothing()))
    sound(one)
    assert line(one, "is headquartered").state is State.SET_ASIDE
    assert line(one, "is headquartered").reasons == (words()["aside"]["noise"],)


def test_what_something_else_read_is_told_instead() -> None:
    release, extractor = release_of(NEWS), Extractor(nothing())
    extraction = extractor.extract(release)
    fewer = replace(extraction, statements=extraction.statements[:1], warnings=("one part could not be read",))
    one = explain(release, extractor, extraction=fewer)
    sound(one)
    assert len(one.statements) == 1
    assert one.warnings == ("one part could not be read",)
    assert "warning: one part could not be read" in list(as_text(one))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> str:
    """A model that says one thing of the first piece of any release."""
    saying = {
        "relation": "acquires",
        "subject": {"said": "Nordvik Telecom", "name": "Nordvik Telecom", "type": "Carrier"},
        "object": {"said": "Fjordline Systems", "name": "Fjordline Systems", "type": "Vendor"},
        "cites": ["Nordvik Telecom could acquire Fjordline Systems."],
        "holds": "fact",
        "qualifiers": [],
    }
    monkeypatch.setattr(Endpoint, "ask", lambda _, __: Answer(json.dumps({"statements": [saying]})))
    return "tiny"


@pytest.mark.parametrize("only", [False, True])
def test_a_model_is_told_too(model: str, only: bool) -> None:
    setup = Setup("none", model=Model(model, url="http://127.0.0.1:1", only=only))
    (one,) = explanations([release_of(NEWS)], setup)
    assert isinstance(one, Explanation)
    sound(one)
    (acquires,) = [claim for claim in one.statements if claim.predicate == "acquires"]
    assert acquires.rule == "model:tiny"
    assert acquires.sentences == (line(one, "could acquire").number,)
    assert (line(one, "Rain fell").reasons == (words()["nothing"]["model"],)) == only
    assert (len(one.statements) == 1) == only


def test_same_release_same_explanation(told: Told) -> None:
    assert told() == told()


def test_words_for_everything() -> None:
    assert set(words()["states"]) == set(State)
    assert set(words()["found"]) == set(Found)
    assert set(words()["links"]) == set(Link)


def test_text_tells_all(news: Explanation) -> None:
    text = "\n".join(as_text(news))
    assert text.startswith("Nordvik Telecom picks Lumaris\nnews · 2021-03-03 · en · text/plain\n")
    counts = news.counts
    assert (
        f"{len(news.lines)} sentences: {counts['yielding']} yielding, {counts['read']} read, {counts['set-aside']} set-aside"
        in text
    )
    assert "“The company” → Nordvik Telecom [Carrier], named in [3]" in text
    assert "rule deploy-uses, data/rules/frames/deployment.yaml:" in text
    assert "says what could be, not what is" in text
    for sentence in news.lines:
        assert (
            sum(row.startswith(f"[{sentence.number}] ") and row.endswith(f" · {sentence.state}") for row in text.splitlines()) == 1
        )
