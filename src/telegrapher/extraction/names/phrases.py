"""Finding many known phrases in a text at once: on word borders, the leftmost and longest first, in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from telegrapher.extraction.names.tokens import Token, atoms

__all__ = ["Hit", "Phrases"]

V = TypeVar("V")


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

    def opens(self, token: Token) -> bool:
        """Whether any phrase starts with the word of a token."""
        head = atoms(token.text)
        return bool(head) and head[0] in self._lengths

    def at(self, tokens: tuple[Token, ...], index: int) -> Iterator[Hit[V]]:
        """All phrases that start at token `index`, longest first, each listed form on its own."""
        words: list[tuple[str, int, bool]] = []
        head = atoms(tokens[index].text)
        lengths: Sequence[int] = self._lengths.get(head[0], ()) if head else ()
        if lengths and lengths[0] > 1:
            _extend(words, tokens, index, 2)
            if tuple(word for word, _, _ in words[:2]) not in self._openings:
                lengths = [1] if lengths[-1] == 1 else []
        for length in lengths:
            _extend(words, tokens, index, length)
            if len(words) < length or not words[length - 1][2]:
                continue
            forms = self._forms.get(tuple(word for word, _, _ in words[:length]))
            last = words[length - 1][1]
            for form, values in (forms or {}).items():
                if _marks_fit(tokens, index, last, form):
                    yield Hit(index, last, form, tuple(values))


def _extend(words: list[tuple[str, int, bool]], tokens: tuple[Token, ...], index: int, length: int) -> None:
    """Adds folded words (with their token, and whether they close it) until there are `length` or the phrase must end."""
    position = words[-1][1] + 1 if words else index
    while len(words) < length and position < len(tokens):
        token = tokens[position]
        if token.sentence != tokens[index].sentence or token.kind == "address":
            return
        if position > index and not _near(tokens[position - 1], token):
            return
        parts = () if token.kind == "possessive" else atoms(token.text)
        if not parts and token.text not in "&-‐‑–.,()" and token.kind != "possessive":
            return
        words.extend((part, position, number == len(parts)) for number, part in enumerate(parts, start=1))
        position += 1


def _near(before: Token, token: Token) -> bool:
    return token.start - before.end <= 2


def _marks_fit(tokens: tuple[Token, ...], first: int, last: int, form: str) -> bool:
    """Whether commas, brackets and possessive endings inside the words are also in the listed form."""
    for token in tokens[first + 1 : last]:
        if token.text in ",()" and token.text not in form:
            return False
        if token.kind == "possessive" and not any(mark in form for mark in "'’"):
            return False
    return True
