"""Lines of lists that open with what was done ("Deployed Neptune at ..."): the deed names nothing, and who did it is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegrapher.extraction.names.text.forms import word_rules
from telegrapher.extraction.names.text.words import english

__all__ = ["deed_lines", "tells_deed"]

_AROUND = 4
"""Lines before or after a line among which another one opens with a deed, too."""

_OPENING = re.compile(r"([A-Z][a-z]+) +(\S+)")


def deed_lines(lines: Sequence[str]) -> tuple[bool, ...]:
    """For each line whether it opens with a deed, as another one near it does.

    Args:
        lines: the lines of a text, from their first words.
    """
    told = [tells_deed(line) for line in lines]
    return tuple(one and sum(told[max(0, n - _AROUND) : n + _AROUND + 1]) > 1 for n, one in enumerate(told))


def tells_deed(line: str) -> bool:
    """Whether a line opens with the past form of a verb, and goes on with what it was done to; not "Based in ..."."""
    found = _OPENING.match(line)
    return found is not None and _is_past(found[1].lower()) and (found[2].lower() not in word_rules().passive)


def _is_past(word: str) -> bool:
    rules = word_rules()
    if word in rules.deeds or word in rules.undone:
        return word in rules.deeds
    stem = word[:-2]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in english()
    return word.endswith("ed") and (doubled or not {stem, word[:-1], word[:-3] + "y"}.isdisjoint(english()))
