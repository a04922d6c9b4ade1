"""Which terms of the ontology a question needs: every term owes its place to a question, or is marked as structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from telegrapher.questions.question import Question, questions
from telegrapher.rdf.competency import Competency
from telegrapher.vocabulary import CODES, Vocabulary, vocabulary

__all__ = ["competencies", "terms_of"]

_COMMENT: Final = re.compile(r"(?m)^#.*$")
_TERM: Final = re.compile(r"\btel:(\w+)")
_PREFIX: Final = re.compile(r"(?i)\bPREFIX\s+([\w-]*):\s*<([^>]*)>")
_CODED: Final = re.compile(r"(?<![\w-])([\w-]+):([\w-]+)")
_WRITTEN: Final = re.compile(rf"<{re.escape(CODES)}([\w-]+)/([\w-]+)>")


@cache
def competencies() -> tuple[Competency, ...]:
    """The shipped questions with the terms that each needs, by name."""
    return tuple(Competency(one.name, one.title, terms_of(one)) for one in questions().values())


def terms_of(asked: Question, terms: Vocabulary | None = None) -> tuple[str, ...]:
    """Terms and codes without which a question could not be asked, sorted.

    These are the terms that its query names, the types of its parameters, the codes that it names, and the lists of codes that a
    parameter, or a property with one list, takes values from. Ends of relations do not count: that a carrier deploys something
    makes no question about carriers.

    Args:
        asked: the question.
        terms: the vocabulary; the shipped one by default.

    Returns:
        Local names of terms (`deploys`, `Cable`), and codes with their list (`status/planned`).
    """
    terms = terms or vocabulary()
    text = _COMMENT.sub("", asked.text)
    named = {name for name in _TERM.findall(text) if name in terms.labels}
    named |= {one.of for one in asked.parameters if one.kind == "entity" and one.of in terms.types}
    lists = {one.of for one in asked.parameters if one.kind == "code"}
    lists |= {found[0] for name in named if len(found := terms.lists.get(name, ())) == 1}
    codes = {f"{scheme}/{word}" for scheme in lists for word in terms.codes.get(scheme, ())}
    return tuple(sorted({*named, *codes, *_codes(text, terms)}))


def _codes(text: str, terms: Vocabulary) -> Iterator[str]:
    """Codes that a query names, with a prefix or in full."""
    schemes = {name: space.removeprefix(CODES).rstrip("/") for name, space in _PREFIX.findall(text) if space.startswith(CODES)}
    found = [(schemes[prefix], word) for prefix, word in _CODED.findall(text) if prefix in schemes]
    for scheme, word in (*found, *_WRITTEN.findall(text)):
        if word in terms.codes.get(scheme, ()):
            yield f"{scheme}/{word}"
