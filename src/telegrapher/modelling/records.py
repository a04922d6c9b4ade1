"""Recorded answers: a folder from which a reading can be repeated without the endpoint."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from telegrapher.errors import ModelError
from telegrapher.model import digest
from telegrapher.modelling.questions import Answer, Question

__all__ = ["Records"]

_FORM = 1


@dataclass(frozen=True, slots=True)
class Records:
    """A folder of answers, one file each, named by what was asked (`Question.key`).

    A file holds the answer as the model gave it, whether it was cut off, the model's name and digests of prompt and text;
    no clock, no address, no key.
    """

    folder: Path

    def find(self, question: Question) -> Answer | None:
        """The recorded answer to a question, if there is one.

        Raises:
            ModelError: the record is damaged, or is not of this question.
        """
        path = self._path(question)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            answer = Answer(data.pop("answer"), data.pop("cut"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError, LookupError, AttributeError, TypeError) as error:
            raise ModelError(f"the recorded answer {path} is damaged; delete it") from error
        if data != _head(question) or not isinstance(answer.text, str):
            raise ModelError(f"the recorded answer {path} is not of this question; delete it")
        return answer

    def keep(self, question: Question, answer: Answer) -> None:
        """Record an answer, wholly or not at all.

        Raises:
            ModelError: the folder cannot be written to.
        """
        path = self._path(question)
        text = json.dumps({**_head(question), "answer": answer.text, "cut": answer.cut}, indent=1)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, text)
        except OSError as error:
            raise ModelError(f"the answer cannot be recorded in {self.folder}: {error.strerror or error}") from error

    def _path(self, question: Question) -> Path:
        return self.folder / question.key[:2] / f"{question.key}.json"


def _head(question: Question) -> dict[str, object]:
    return {"record": _FORM, "model": question.model, "prompt": question.prompt, "text": digest(question.text, length=64)}


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
