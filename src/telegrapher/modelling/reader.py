"""The extractor's face with a language model behind it: beside the rules, or alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from telegrapher.errors import ModelError
from telegrapher.extraction import Extractor
from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.page import Page
from telegrapher.extraction.sentences import sentences
from telegrapher.model import Extraction, Release
from telegrapher.modelling.claims import Claim, Misfit, read_answer
from telegrapher.modelling.endpoint import Endpoint
from telegrapher.modelling.grounding import ground
from telegrapher.modelling.merging import merged, weighed
from telegrapher.modelling.questions import Answer, Question, halves, questions
from telegrapher.modelling.records import Records
from telegrapher.modelling.rules import model_rules

if TYPE_CHECKING:
    from telegrapher.reference import Reference

__all__ = ["Model", "ModelExtractor"]

_Claims = tuple[Claim | Misfit, ...]
_Problems = dict[str, list[Question]]
"""What went wrong, and with which parts of the text."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which model reads, and how.

    Attributes:
        name: as the endpoint knows it.
        url: address of an OpenAI-compatible API (`http://localhost:11434/v1`); `None` to replay recorded answers alone.
        cache: folder of recorded answers; an answer found there is not asked for again.
        only: whether the rules are left out.

    Raises:
        ModelError: there is neither an address nor a folder.
    """

    name: str
    url: str | None = None
    cache: Path | None = None
    only: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ModelError("the model has no name")
        if self.url is None and self.cache is None:
            raise ModelError(f"where is the model {self.name}? Give its address, a folder of recorded answers, or both")

    def check(self) -> None:
        """Whether the model could be asked at all, before any release is read.

        Raises:
            MissingExtraError: httpx is not installed.
            ModelError: address or key cannot be used.
        """
        if self.url is not None:
            Endpoint(self.url)


@dataclass(slots=True)
class ModelExtractor:
    """Reads releases as `telegrapher.extraction.Extractor` does, with a model.

    Attributes:
        rules: the extractor of the rules; of its reference, the model is told nothing.
        model: which model.
        ask: what answers a question; by default the endpoint of the model.

    Raises:
        MissingExtraError: the endpoint is to be asked and httpx is not installed.
        ModelError: address or key cannot be used.
    """

    rules: Extractor
    model: Model
    ask: Callable[[Question], Answer] | None = None
    _failures: int = field(default=0, init=False)
    _given_up: str = field(default="", init=False)

    def __post_init__(self) -> None:
        if self.ask is None and self.model.url is not None:
            self.ask = Endpoint(self.model.url).ask

    @property
    def reference(self) -> Reference:
        """What is known of the world."""
        return self.rules.reference

    @property
    def rule(self) -> str:
        """Name of the rule that the model's statements carry."""
        return f"model:{self.model.name}"

    def extract(self, release: Release) -> Extraction:
        """All that a release says, with evidence; nothing from a release that is not in English.

        What the model could not read is in the warnings of the extraction, a line each; the rules' statements are there
        all the same.

        Raises:
            ModelError: the model reads alone, and nothing of the release could be read.
        """
        if release.language != "en":
            return Extraction(release, {}, (), ())
        answers, warnings = self._answers(release)
        if self.model.only:
            if warnings and not answers:
                raise ModelError(warnings[0])
            return replace(self._assembled(Page(release, sentences(release)), answers), warnings=tuple(warnings))
        page, drafts, refused = self.rules.drafts(self.rules.page(release))
        both = merged(assemble(page, drafts, refused), self._assembled(page, answers))
        return replace(both, warnings=tuple(warnings))

    def _assembled(self, page: Page, answers: list[tuple[Question, _Claims]]) -> Extraction:
        found = ground(page, answers, self.rule)
        return weighed(assemble(found.page, found.drafts, found.refusals, doubting=False), self.model.name, self.rule)

    # -- answers

    def _answers(self, release: Release) -> tuple[list[tuple[Question, _Claims]], list[str]]:
        """The questions of a release with their answers, and a warning for each that has none, or a poor one."""
        asked = questions(self.model.name, release)
        limit = model_rules().limits.pieces
        waiting = list(reversed(asked[:limit]))
        answers: list[tuple[Question, _Claims]] = []
        wrong: _Problems = defaultdict(list)
        for question in asked[limit:]:
            wrong[f"only the first {limit} parts of a text are read"].append(question)
        while waiting:
            question = waiting.pop()
            try:
                claims = self._claims(question, wrong)
            except _CutError:
                parts = halves(question, release)
                waiting.extend(reversed(parts))
                if not parts:
                    wrong["its answer is longer than the endpoint allows"].append(question)
            except ModelError as error:
                wrong[str(error)].append(question)
            else:
                answers.append((question, claims))
                _note_misfits(question, claims, wrong)
        self._count(bool(answers) or not wrong)
        return answers, [self._warning(what, where) for what, where in wrong.items()]

    def _count(self, answered: bool) -> None:
        """After some releases in a row without any answer the endpoint is left alone."""
        self._failures = 0 if answered else self._failures + 1
        if self._failures >= model_rules().limits.failures and not self._given_up:
            self._given_up = f"not asked any more after {self._failures} releases without an answer"

    def _claims(self, question: Question, wrong: _Problems) -> _Claims:
        records = Records(self.model.cache) if self.model.cache else None
        recorded = records.find(question) if records else None
        if recorded is not None:
            return _read(recorded)
        if self.ask is None:
            raise ModelError(f"no answer of {self.model.name} is recorded in {self.model.cache}, and no address is given to ask at")
        answer = self._fresh(question)
        try:
            if records:
                records.keep(question, answer)
        except ModelError as error:
            wrong[str(error)].append(question)
        return _read(answer)

    def _fresh(self, question: Question) -> Answer:
        """A new answer; one that cannot be used is asked for again a few times."""
        again = model_rules().limits.again
        while True:
            answer = self._asked(question)
            try:
                if not answer.cut:
                    read_answer(answer.text)
            except ModelError:
                if again == 0:
                    raise
                again -= 1
            else:
                return answer

    def _asked(self, question: Question) -> Answer:
        if self._given_up or self.ask is None:
            raise ModelError(self._given_up)
        try:
            return self.ask(question)
        except ModelError as error:
            if error.lasting:
                self._given_up = f"not asked any more: {error}"
            raise

    def _warning(self, what: str, where: list[Question]) -> str:
        """One line for what befell one or several parts of the text."""
        first, last = where[0].spans[0].start, where[-1].spans[-1].end
        parts = f"{len(where)} parts of the text," if len(where) > 1 else "text"
        return f"model {self.model.name} ({parts} {first}-{last}): {what}"


def _note_misfits(question: Question, claims: _Claims, wrong: _Problems) -> None:
    odd = [one for one in claims if isinstance(one, Misfit)]
    if odd:
        count = "one statement" if len(odd) == 1 else f"{len(odd)} statements"
        wrong[f"{count} of the answer not of the form asked for: {odd[0].reason}"].append(question)


class _CutError(Exception):
    """The answer ran into the limit of its length."""


def _read(answer: Answer) -> _Claims:
    if answer.cut:
        raise _CutError
    return read_answer(answer.text)
