"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from telegrapher.reading.rules import figure, mapping

__all__ = ["language_name", "language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 12


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of `text`; "en" where it cannot be told.

    Texts in another script are told by their letters. Else each word votes for the languages in which it is among the commonest
    (articles, prepositions, auxiliaries: `data/rules/reading/languages.yaml`); another language than English needs twice its votes.
    """
    reach = int(figure("limits", "language_letters"))
    start = max(0, (len(text) - reach) // 2)
    sample = text[start : start + reach]
    script = None if sample.isascii() else _by_script(sample)
    if script:
        return script
    votes: dict[str, int] = {"en": 0}
    voters = _voters()
    for word, count in Counter(_WORD.findall(sample.lower())).items():
        for code in voters.get(word, ()):
            votes[code] = votes.get(code, 0) + count
    if not any(votes.values()):
        return "en"
    best, most = max(votes.items(), key=lambda item: (item[1], item[0]))
    return best if most >= _LEAST and most > 2 * votes["en"] else "en"


def language_name(code: str) -> str:
    """English name of a language ("German"), or its code."""
    return str(mapping("languages", "names").get(code, code))


@lru_cache(maxsize=1)
def _voters() -> dict[str, tuple[str, ...]]:
    voters: dict[str, list[str]] = {}
    for code, common in mapping("languages", "words").items():
        for word in str(common).split():
            voters.setdefault(word, []).append(str(code))
    return {word: tuple(codes) for word, codes in voters.items()}


def _by_script(sample: str) -> str | None:
    letters = sum(character.isalpha() for character in sample)
    for code, letters_of in mapping("languages", "scripts").items():
        if len(re.findall(str(letters_of), sample)) * 3 > max(letters, 1):
            return str(code)
    return None
