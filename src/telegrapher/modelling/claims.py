"""An answer to claims: what a model says a text states, in the right form but not yet believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from telegrapher.errors import ModelError
from telegrapher.modelling.rules import model_rules
from telegrapher.vocabulary import vocabulary

__all__ = ["Claim", "End", "Misfit", "read_answer", "shown"]

_THOUGHTS: Final = re.compile(r"\A\s*<think>.*?</think>\s*", re.DOTALL)
_FENCE: Final = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n```\s*\Z", re.DOTALL)
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class End:
    """One end of a claim: as it is called in the citation, the name it has in the text, its type. A value has no name and type."""

    said: str
    name: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer; `subject` is `None` for the release itself."""

    relation: str
    subject: End | None
    object: End
    cites: tuple[str, ...]
    holds: str
    qualifiers: tuple[tuple[str, End], ...]

    def __str__(self) -> str:
        return f"{shown(self.subject.said) if self.subject else 'the release'} {self.relation} {shown(self.object.said)}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A statement of an answer that has not the form that was asked for, and why; `relation` is `None` if it has no known one."""

    relation: str | None
    reason: str


class _WrongError(Exception):
    """What is wrong with one statement."""


def shown(words: str) -> str:
    """Foreign words for a message: one line, short, printable."""
    line = " ".join(words.encode("utf-8", "replace").decode("utf-8").split())
    line = "".join(c if c.isprintable() else "?" for c in line)
    return f"'{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}'"


def read_answer(text: str) -> tuple[Claim | Misfit, ...]:
    """The claims of an answer.

    Raises:
        ModelError: it is no JSON, or not of the form asked for as a whole.
    """
    fence = _FENCE.match(text := _THOUGHTS.sub("", text, count=1))
    if not text.strip():
        raise ModelError("the answer is empty")
    try:
        data = json.loads(fence[1] if fence else text)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"the answer is no JSON (it ends with {shown(text[-40:])})") from error
    said = data.get("statements") if isinstance(data, dict) else None
    if not isinstance(said, list):
        raise ModelError('the answer is not of the form asked for: it has no list "statements"')
    if len(said) > model_rules().limits.statements:
        raise ModelError(f"the answer has {len(said):,} statements, more than {model_rules().limits.statements:,}")
    return tuple(_checked(one) for one in said)


def _checked(one: Any) -> Claim | Misfit:
    try:
        return _claim(one)
    except _WrongError as wrong:
        relation = one.get("relation") if isinstance(one, dict) else None
        return Misfit(relation if isinstance(relation, str) and relation in vocabulary().relations else None, str(wrong))


def _claim(one: Any) -> Claim:
    if not isinstance(one, dict):
        raise _WrongError("a statement is no object")
    relation = _words(one, "relation")
    if relation not in vocabulary().relations:
        raise _WrongError(f"no relation {shown(relation)}")
    term = vocabulary().relation(relation)
    subject = None if "Release" in term.domain else _end(one.get("subject"), "the subject")
    other = _end(one.get("object"), "the object", value=term.literal is not None)
    cites = one.get("cites")
    if not isinstance(cites, list) or not cites or not all(isinstance(cite, str) and cite.strip() for cite in cites):
        raise _WrongError("no cited words")
    holds = _words(one, "holds")
    if holds not in model_rules().holds and holds not in model_rules().refused:
        raise _WrongError(f"'holds' is {shown(holds)}")
    return Claim(relation, subject, other, tuple(cites), holds, tuple(_qualifiers(one.get("qualifiers"))))


def _words(one: Mapping[str, Any], name: str) -> str:
    found = one.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _WrongError(f"no {name!r}")
    return found


def _end(one: Any, what: str, *, value: bool = False) -> End:
    if not isinstance(one, dict):
        raise _WrongError(f"{what} is no object")
    if value:
        return End(_words(one, "said"))
    end = End(_words(one, "said"), _words(one, "name"), _words(one, "type"))
    if end.type not in vocabulary().types:
        raise _WrongError(f"no type {shown(end.type)}")
    return end


def _qualifiers(given: Any) -> Iterator[tuple[str, End]]:
    if not isinstance(given, list):
        raise _WrongError("no list of qualifiers")
    for one in given:
        name = _words(one, "name") if isinstance(one, dict) else ""
        if name not in vocabulary().qualifiers:
            raise _WrongError(f"no qualifier {shown(name)}")
        if vocabulary().qualifier(name).range:
            yield name, _end(one.get("value"), f"the value of {name}")
        else:
            yield name, End(_words(one, "value"))
