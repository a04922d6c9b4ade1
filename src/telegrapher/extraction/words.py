"""Which of many words, parts of words and groups of words stand in a text: found once for each run of characters without blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

__all__ = ["Words"]

_PART = 3
"""Letters by which it is seen that a word cannot stand in a run of characters."""

_MOST = 50_000
"""Runs of which it is remembered what they hold; then the memory starts anew."""

_Held = tuple[tuple[str, ...], tuple[str, ...]]


class Words:
    """Words to be looked for.

    Args:
        words: case-folded, each with something beside blanks; those with blanks inside or at an end, too (" of ").

    >>> sorted(Words(("lease", " of ", "right of")).standing_in("the right of way is leased"))
    [' of ', 'lease', 'right of']
    """

    def __init__(self, words: Iterable[str]) -> None:
        pieces = {word: max(word.split(), key=len) for word in words}
        parts = {word: [piece[at : at + _PART] for at in range(len(piece) - _PART + 1)] for word, piece in pieces.items()}
        common = Counter(part for some in parts.values() for part in set(some))
        self._by_part: dict[str, list[tuple[str, str]]] = {}
        self._short = [(piece, word) for word, piece in pieces.items() if not parts[word]]
        self._runs: dict[str, _Held] = {}
        self._idle: set[str] = set()
        for word, some in parts.items():
            if some:  # the letters that fewest others hold: without them none of these words need be looked for
                rarest = min(some, key=lambda part: (common[part], part))
                self._by_part.setdefault(rarest, []).append((pieces[word], word))

    def standing_in(self, text: str) -> set[str]:
        """Those that stand in a text, case-folded."""
        found: set[str] = set()
        runs = self._runs
        for run in set(text.split()) - self._idle:
            held = runs[run] if run in runs else self._learn(run)
            found.update(held[0])
            for word in held[1]:
                if word in text:
                    found.add(word)
        return found

    def _learn(self, run: str) -> _Held:
        """What a run holds: words as they are, and words with blanks of which it holds the longest piece; most hold nothing."""
        if len(self._runs) + len(self._idle) > _MOST:
            self._runs.clear()
            self._idle.clear()
        parts = {run[at : at + _PART] for at in range(len(run) - _PART + 1)}
        near = [*self._short, *(one for part in parts if part in self._by_part for one in self._by_part[part])]
        held = [(piece, word) for piece, word in near if piece in run]
        whole, broken = (tuple(sorted(word for piece, word in held if (piece == word) is so)) for so in (True, False))
        if whole or broken:
            self._runs[run] = (whole, broken)
        else:
            self._idle.add(run)
        return whole, broken
