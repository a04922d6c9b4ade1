"""The extractor with a model behind it: recorded answers, merging, parts of long texts, and what happens when the model fails."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from modelling.conftest import DEPLOYED, GOOD, LANDING, TEXT, Server, answer, claim, completion, end, reply, says

from telegrapher.errors import ModelError
from telegrapher.extraction import Extractor
from telegrapher.model import Extraction, Release, Statement
from telegrapher.modelling import Model, ModelExtractor, Records, questions
from telegrapher.modelling.merging import expected, merged
from telegrapher.modelling.questions import Answer, Question
from telegrapher.modelling.rules import model_rules
from telegrapher.reading import read_bytes
from telegrapher.reference import nothing

RULES = Extractor(nothing())


def reader(ask: Callable[[Question], Answer] | None = None, **how: Any) -> ModelExtractor:
    return ModelExtractor(RULES, Model("tiny", **({"url": "http://127.0.0.1:1"} | how)), ask=ask)


def giving(*claims: Any) -> Callable[[Question], Answer]:
    return lambda _: Answer(answer(*claims))


def failing(what: str = "no luck", *, lasting: bool = False) -> Callable[[Question], Answer]:
    def ask(_: Question) -> Answer:
        asked.append(1)
        raise ModelError(what, lasting=lasting)

    asked: list[int] = []
    ask.asked = asked  # type: ignore[attr-defined]
    return ask


def of(extraction: Extraction, predicate: str) -> list[Statement]:
    return [one for one in extraction.statements if one.predicate == predicate]


class TestBesideTheRules:
    def test_agreement_raises_confidence_and_names_both(self, release: Release) -> None:
        alone = of(RULES.extract(release), "deploys")
        together = of(reader(giving(GOOD)).extract(release), "deploys")
        assert len(alone) == len(together) == 1
        assert together[0].rule == f"{alone[0].rule} + model:tiny"
        a, b = alone[0].confidence, expected("tiny")
        assert together[0].confidence == round(min(1 - (1 - a) * (1 - b), 0.98), 3) > a
        assert together[0].evidence == alone[0].evidence
        assert dict(together[0].qualifiers).items() >= dict(alone[0].qualifiers).items()

    def test_disagreement_keeps_both_under_their_rules(self, release: Release) -> None:
        other = copy.deepcopy(GOOD)
        other["qualifiers"] = [{"name": "status", "value": "planned"}]
        found = of(reader(giving(other)).extract(release), "deploys")
        assert [(one.rule.startswith("model:"), one.status) for one in found] == [(False, "deployed"), (True, "planned")]
        assert found[0] == of(RULES.extract(release), "deploys")[0]

    def test_what_only_one_says_stays(self, release: Release) -> None:
        fresh = claim("headquarteredIn", end("it", "Carrier", "Nordvik Telecom AS"), end("Brenn", "Place"), DEPLOYED)
        with_model = reader(giving(fresh)).extract(release)
        assert [one.rule for one in of(with_model, "headquarteredIn")] == ["model:tiny"]
        assert [one for one in with_model.statements if one.rule != "model:tiny"] == list(RULES.extract(release).statements)

    def test_both_mean_the_same_things(self, release: Release) -> None:
        alone, together = RULES.extract(release), reader(giving(GOOD, LANDING)).extract(release)
        assert together.referents.keys() == alone.referents.keys()
        assert {one.key: one.name for one in together.referents.values()} == {one.key: one.name for one in alone.referents.values()}

    def test_an_open_role_is_told(self, release: Release) -> None:
        alone = RULES.extract(release)
        key = next(key for key, one in alone.referents.items() if one.name.startswith("Nordvik"))
        open_ = replace(alone.referents[key], type="Organization")
        page = RULES.page(release)
        from telegrapher.modelling.ends import Ends

        ends = Ends(replace(page, referents={**page.referents, key: open_}))
        from telegrapher.modelling.claims import End

        ends.locate(End("it", "Nordvik Telecom AS", "Carrier"), [one.span for one in page.sentences])
        assert ends.whole_page().referents[key].type == "Carrier"

    def test_an_empty_answer_changes_nothing(self, release: Release) -> None:
        alone, together = RULES.extract(release), reader(giving()).extract(release)
        assert (together.statements, together.referents, together.mentions) == (alone.statements, alone.referents, alone.mentions)
        assert together.warnings == ()

    def test_merging_never_loses_a_statement(self, release: Release) -> None:
        alone = RULES.extract(release)
        assert merged(alone, replace(alone, refusals=(), statements=())).statements == alone.statements
        assert len(merged(alone, alone).statements) == len(alone.statements)


def test_measured_precision_replaces_the_prior(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = model_rules()
    measured = replace(rules, confidence={**rules.confidence, "measured": {"tiny": [96, 0]}})
    monkeypatch.setattr("telegrapher.modelling.merging.model_rules", lambda: measured)
    assert expected("tiny") == round((96 + 0.6 * 4) / 100, 3)
    assert expected("other") == 0.6


class TestAlone:
    def test_the_rules_are_left_out(self, release: Release) -> None:
        found = reader(giving(LANDING), only=True).extract(release)
        assert [one.rule for one in found.statements] == ["model:tiny"]
        assert {one.name for one in found.referents.values()} == {"Brenn Sea Cable", "Hovden"}

    def test_without_any_answer_there_is_no_extraction(self, release: Release) -> None:
        with pytest.raises(ModelError, match="no luck"):
            reader(failing(), only=True).extract(release)

    def test_other_languages_are_not_asked_about(self, release: Release) -> None:
        assert reader(failing(), only=True).extract(replace(release, language="de")).statements == ()


class TestFailure:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "the answer is empty"),
            ("  \n", "the answer is empty"),
            ('{"statements": [', "is no JSON"),
            ("Here you are: nothing", "is no JSON"),
            ("[" * 100_000, "is no JSON"),
            ('{"claims": []}', 'no list "statements"'),
            ('[{"relation": "deploys"}]', 'no list "statements"'),
            (json.dumps({"statements": [1] * 1000}), "more than 400"),
        ],
    )
    def test_an_unusable_answer_leaves_the_rules_and_a_warning(self, release: Release, text: str, words: str) -> None:
        asked: list[int] = []

        def ask(_: Question) -> Answer:
            asked.append(1)
            return Answer(text)

        found = reader(ask).extract(release)
        assert found.statements == RULES.extract(release).statements
        (warning,) = found.warnings
        assert words in warning
        assert warning.startswith("model tiny (text 0-")
        assert "\n" not in warning
        assert len(asked) == 2, "asked once more"

    @pytest.mark.parametrize(
        ("odd", "reason"),
        [
            ("words", "a statement is no object"),
            ({**GOOD, "relation": "loves"}, "no relation 'loves'"),
            ({**GOOD, "relation": ["deploys"]}, "no 'relation'"),
            ({**GOOD, "subject": None}, "the subject is no object"),
            ({**GOOD, "subject": {"said": "it", "name": "x", "type": "Dragon"}}, "no type 'Dragon'"),
            ({**GOOD, "object": {"said": "L-90"}}, "no 'name'"),
            ({**GOOD, "cites": []}, "no cited words"),
            ({**GOOD, "cites": DEPLOYED}, "no cited words"),
            ({**GOOD, "cites": [None]}, "no cited words"),
            ({**GOOD, "holds": "perhaps"}, "'holds' is 'perhaps'"),
            ({**GOOD, "qualifiers": {"status": "deployed"}}, "no list of qualifiers"),
            ({**GOOD, "qualifiers": [{"name": "colour", "value": "red"}]}, "no qualifier 'colour'"),
            ({**GOOD, "qualifiers": [{"name": "supplier", "value": "Lumaris"}]}, "the value of supplier is no object"),
        ],
    )
    def test_a_statement_of_another_form_goes_alone(self, release: Release, odd: Any, reason: str) -> None:
        found = reader(giving(odd, LANDING), only=True).extract(release)
        assert [one.predicate for one in found.statements] == ["landsAt"]
        assert found.warnings == (
            f"model tiny (text 0-{len(TEXT.rstrip())}): one statement of the answer not of the form asked for: {reason}",
        )

    def test_fences_and_thoughts_around_an_answer(self, release: Release) -> None:
        for text in (f"```json\n{answer(LANDING)}\n```", f"<think>\nhm, {{}}\n</think>\n{answer(LANDING)}"):
            found = reader(lambda _, text=text: Answer(text), only=True).extract(release)  # type: ignore[misc]
            assert len(found.statements) == 1

    def test_lasting_failure_is_not_repeated(self, release: Release) -> None:
        ask = failing("wrong key", lasting=True)
        both = reader(ask)
        first, second = both.extract(release), both.extract(release)
        assert len(ask.asked) == 1  # type: ignore[attr-defined]
        assert "wrong key" in first.warnings[0]
        assert "not asked any more: wrong key" in second.warnings[0]
        assert first.statements == second.statements == RULES.extract(release).statements

    def test_after_some_failures_the_endpoint_is_left_alone(self, release: Release) -> None:
        ask = failing()
        both = reader(ask)
        for _ in range(10):
            assert len(both.extract(release).warnings) == 1
        assert len(ask.asked) == model_rules().limits.failures  # type: ignore[attr-defined]

    def test_over_the_wire(self, server: Server, release: Release) -> None:
        server.script = [reply(b"oops", 500)]
        both = ModelExtractor(RULES, Model("tiny", server.url))
        both.ask.__self__._sleep = lambda _: None  # type: ignore[union-attr]
        found = both.extract(release)
        assert "too busy (status 500)" in found.warnings[0]
        assert found.statements == RULES.extract(release).statements


class TestRecords:
    def test_a_reading_is_repeated_without_the_endpoint(self, server: Server, release: Release, tmp_path: Path) -> None:
        server.script = [says(GOOD, LANDING)]
        first = ModelExtractor(RULES, Model("tiny", server.url, tmp_path)).extract(release)
        again = ModelExtractor(RULES, Model("tiny", server.url, tmp_path)).extract(release)
        replayed = ModelExtractor(RULES, Model("tiny", None, tmp_path)).extract(release)
        assert first == again == replayed
        assert any("model:tiny" in one.rule for one in first.statements)
        assert len(server.requests) == 1

    def test_a_record_holds_no_secret(
        self, server: Server, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TELEGRAPHER_MODEL_KEY", "sk-very-secret")
        server.script = [says(GOOD)]
        ModelExtractor(RULES, Model("tiny", server.url, tmp_path)).extract(release)
        (record,) = tmp_path.rglob("*.*")
        text = record.read_text(encoding="utf-8")
        assert record.stem == questions("tiny", release)[0].key
        assert set(json.loads(text)) == {"record", "model", "prompt", "text", "answer", "cut"}
        assert "secret" not in text
        assert server.url not in text

    def test_the_same_answer_is_the_same_record(self, release: Release, tmp_path: Path) -> None:
        (question,) = questions("tiny", release)
        for name in ("a", "b"):
            Records(tmp_path / name).keep(question, Answer("é\ud800"))
        one, other = (next((tmp_path / name).rglob("*.json")).read_bytes() for name in ("a", "b"))
        assert one == other
        assert Records(tmp_path / "a").find(question) == Answer("é\ud800")

    def test_other_model_other_text_other_record(self, release: Release, tmp_path: Path) -> None:
        Records(tmp_path).keep(questions("tiny", release)[0], Answer("{}"))
        assert Records(tmp_path).find(questions("large", release)[0]) is None
        assert Records(tmp_path).find(questions("tiny", replace(release, title="Another"))[0]) is None

    def test_unusable_answers_are_not_recorded(self, release: Release, tmp_path: Path) -> None:
        reader(lambda _: Answer("no JSON"), cache=tmp_path).extract(release)
        assert list(tmp_path.rglob("*.json")) == []

    def test_nothing_recorded_and_nowhere_to_ask(self, release: Release, tmp_path: Path) -> None:
        found = ModelExtractor(RULES, Model("tiny", None, tmp_path)).extract(release)
        assert "no answer of tiny is recorded in" in found.warnings[0]
        assert found.statements == RULES.extract(release).statements

    @pytest.mark.parametrize(
        "damage", ["", "{", "[]", "null", '{"answer": 3, "cut": false}', "\x00", '{"answer": "{}"}', "[" * 9999]
    )
    def test_a_damaged_record(self, release: Release, tmp_path: Path, damage: str) -> None:
        (question,) = questions("tiny", release)
        path = tmp_path / question.key[:2] / f"{question.key}.json"
        path.parent.mkdir()
        path.write_text(damage, encoding="utf-8")
        found = reader(giving(GOOD), cache=tmp_path).extract(release)
        assert "delete it" in found.warnings[0]

    def test_a_record_under_the_name_of_another(self, release: Release, tmp_path: Path) -> None:
        (question,) = questions("tiny", release)
        other = questions("large", release)[0]
        Records(tmp_path).keep(other, Answer(answer(GOOD)))
        path = tmp_path / question.key[:2] / f"{question.key}.json"
        path.parent.mkdir(exist_ok=True)
        next(tmp_path.rglob(f"{other.key}.json")).rename(path)
        with pytest.raises(ModelError, match="not of this question"):
            Records(tmp_path).find(question)

    def test_a_folder_that_cannot_be_written(self, release: Release, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.write_text("in the way", encoding="utf-8")
        found = reader(giving(GOOD), cache=file / "below").extract(release)
        assert "cannot be recorded" in found.warnings[-1] or "damaged" in found.warnings[-1]
        assert found.statements


def long_release(paragraphs: int, size: int = 5) -> Release:
    line = "The Brenn Sea Cable lands at Hovden, and number {n} of its stations is new. " * size
    text = (
        "Nordvik Telecom lights the Brenn Sea Cable\n\n" + "\n\n".join(line.format(n=n).strip() for n in range(paragraphs)) + "\n"
    )
    (found,) = read_bytes(text.encode(), name="long.txt")
    assert isinstance(found, Release)
    return found


class TestLongTexts:
    def test_cut_at_paragraphs(self) -> None:
        release = long_release(60)
        asked = questions("tiny", release)
        limit = model_rules().limits.piece
        assert len(asked) > 2
        spans = [span for one in asked for span in one.spans]
        assert spans == sorted(spans)
        assert [release.quote(span) for span in spans] == [line for line in release.text.split("\n") if line.strip()]
        assert all(sum(span.end - span.start + 1 for span in one.spans) <= limit for one in asked)
        assert all(one.text.startswith(f"Headline: {release.title}\n\n") for one in asked)

    def test_cut_at_sentences_and_blanks_if_need_be(self) -> None:
        release = long_release(1, size=400)
        asked = questions("tiny", release)
        assert len(asked) > 2
        assert all(part.endswith("new.") for one in asked for span in one.spans if (part := release.quote(span))[:3] == "The")
        endless = replace(release, text="word " * 4000, zones=(), title=None)
        parts = [span for one in questions("tiny", endless) for span in one.spans]
        assert "".join(endless.quote(part) for part in parts) == endless.text

    def test_no_word_is_lost_without_a_blank(self) -> None:
        release = replace(long_release(1), text="x" * 20_000, zones=(), title=None)
        assert "".join(release.quote(span) for one in questions("tiny", release) for span in one.spans) == release.text

    def test_parts_are_read_one_by_one(self) -> None:
        release = long_release(60)
        asked: list[Question] = []

        def ask(question: Question) -> Answer:
            asked.append(question)
            if len(asked) == 2:
                raise ModelError("no luck")
            return Answer(
                answer(
                    claim("landsAt", end("Brenn Sea Cable", "Cable"), end("Hovden", "Place"), "The Brenn Sea Cable lands at Hovden")
                )
            )

        found = reader(ask, only=True).extract(release)
        assert len(asked) == len(questions("tiny", release))
        assert len(of(found, "landsAt")) == 1
        spans = asked[1].spans
        assert found.warnings == (f"model tiny (text {spans[0].start}-{spans[-1].end}): no luck",)

    def test_an_answer_cut_off_is_asked_for_in_halves_and_replayed(self, tmp_path: Path) -> None:
        release = long_release(8)
        asked: list[Question] = []

        def ask(question: Question) -> Answer:
            asked.append(question)
            return Answer('{"statements": [{"rel', cut=True) if len(question.spans) > 2 else Answer(answer())

        found = reader(ask, cache=tmp_path).extract(release)
        assert found.warnings == ()
        assert sorted(span for one in asked if len(one.spans) <= 2 for span in one.spans) == list(
            questions("tiny", release)[0].spans
        )
        assert ModelExtractor(RULES, Model("tiny", None, tmp_path)).extract(release) == found

    def test_an_answer_that_is_always_cut_off_ends(self) -> None:
        asked: list[Question] = []

        def ask(question: Question) -> Answer:
            asked.append(question)
            return Answer("{", cut=True)

        release = long_release(40)
        (warning,) = reader(ask, only=False).extract(release).warnings
        assert "longer than the endpoint allows" in warning
        assert len(asked) < 25 * len(questions("tiny", release))

    def test_too_many_parts_are_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        release = long_release(60)
        rules = model_rules()
        few = replace(rules, limits=replace(rules.limits, pieces=1))
        monkeypatch.setattr("telegrapher.modelling.reader.model_rules", lambda: few)
        (warning,) = reader(giving(), only=True).extract(release).warnings
        assert "only the first 1 parts" in warning


def test_over_the_wire_from_answer_to_statement(server: Server, release: Release) -> None:
    server.script = [reply(b"{}", 429, Retry_After="0"), reply(completion("not yet")), says(GOOD, LANDING)]
    found = ModelExtractor(RULES, Model("tiny", server.url, only=True)).extract(release)
    assert {one.predicate for one in found.statements} >= {"deploys", "landsAt"}
    assert found.warnings == ()
    assert len(server.requests) == 3


def test_a_model_is_somewhere() -> None:
    with pytest.raises(ModelError, match="where is the model tiny"):
        Model("tiny")
    with pytest.raises(ModelError, match="no name"):
        Model(" ", "http://localhost:1")
