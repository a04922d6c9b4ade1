"""Finding many known phrases in a text at once: on word borders, the leftmost and longest first, in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from telegrapher.extraction.names.text.tokens import Token, atoms

__all__ = ["Hit", "Phrases"]

V = TypeVar("V")

_APART = 2
"""Code points between two words of a phrase, at most."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A phrase found: its first and last token (inclusive), the form as listed, and what it stands for."""

    first: int
    last: int
    form: str
    values: tuple[V, ...]


@dataclass(slots=True)
class Phrases(Generic[V]):
    """A dictionary of phrases by their folded words, filled once and then only read.

    Words are compared without case, accents and hyphens; `find` leaves the judgement of case to its caller.
    """

    _lengths: dict[str, list[int]] = field(default_factory=dict)
    _openings: set[tuple[str, ...]] = field(default_factory=set)  # first two words of those that have as many
    _forms: dict[tuple[str, ...], dict[str, list[V]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, V]]) -> Phrases[V]:
        """A dictionary of forms and what they stand for; one form may stand for several things."""
        made: Phrases[V] = cls()
        for form, value in pairs:
            key = atoms(form)
            if key:
                made._openings.add(key[:2])
                made._forms.setdefault(key, {}).setdefault(form, []).append(value)
                lengths = made._lengths.setdefault(key[0], [])
                if len(key) not in lengths:
                    lengths.append(len(key))
        for lengths in made._lengths.values():
            lengths.sort(reverse=True)
        return made

    def __contains__(self, form: str) -> bool:
        return atoms(form) in self._forms

    def get(self, form: str) -> tuple[V, ...]:
        """What a form stands for, whatever its case."""
        listed = self._forms.get(atoms(form), {})
        return tuple(dict.fromkeys(value for values in listed.values() for value in values))

    def openings(self, heads: Sequence[str]) -> Iterator[int]:
        """Of words by their folded heads (see `Scene.heads`) those with which a phrase starts."""
        known = self._lengths
        return (index for index, head in enumerate(heads) if head in known)

    def at(self, tokens: tuple[Token, ...], index: int) -> Iterator[Hit[V]]:
        """All phrases that start at token `index`, longest first, each listed form on its own."""
        head = atoms(tokens[index].text)
        lengths: Sequence[int] = self._lengths.get(head[0], ()) if head else ()
        if not lengths:
            return
        words, closed = _words(tokens, index, min(lengths[0], 2))
        if lengths[0] > 1 and tuple(words[:2]) not in self._openings:
            lengths = lengths[-1:] if lengths[-1] == 1 else ()
        elif lengths[0] > 2:
            words, closed = _words(tokens, index, lengths[0])
        for length in lengths:
            if length not in closed:
                continue
            last = closed[length]
            for form, values in self._forms.get(tuple(words[:length]), {}).items():
                if _marks_fit(tokens, index, last, form):
                    yield Hit(index, last, form, tuple(values))


def _words(tokens: tuple[Token, ...], index: int, length: int) -> tuple[list[str], dict[int, int]]:
    """Folded words from token `index` on, `length` or a few more of the last token, fewer where the phrase must end; and by
    number of words the token that they close."""
    words: list[str] = []
    closed: dict[int, int] = {}
    sentence, end = tokens[index].sentence, tokens[index].start
    for position in range(index, len(tokens)):
        token = tokens[position]
        if token.sentence != sentence or token.start - end > _APART or token.kind == "address":
            break
        if token.kind != "possessive":
            parts = atoms(token.text)
            if parts:
                words += parts
                closed[len(words)] = position
                if len(words) >= length:
                    break
            elif token.text not in "&-‐‑–.,()":
                break
        end = token.end
    return words, closed


def _marks_fit(tokens: tuple[Token, ...], first: int, last: int, form: str) -> bool:
    """Whether commas, brackets and possessive endings inside the words are also in the listed form."""
    for token in tokens[first + 1 : last]:
        if token.text in ",()" and token.text not in form:
            return False
        if token.kind == "possessive" and not any(mark in form for mark in "'’"):
            return False
    return True
