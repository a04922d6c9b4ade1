"""What is a job title and what only stands where one could."""

from __future__ import annotations

import re

from telegrapher.extraction.layout.lexicon import Lexicon

__all__ = ["job_title"]

_LEAD = re.compile(
    r"^(?:(?:the|a|an|its|their|our|his|her|as|to|new|current|also|and|both|one of the|then|"
    r"former|formerly|previously|(?:position|role|post) of)\s+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w.&'’-]+")
_MOST_WORDS = 16
_SHORT = 4
_CHIEF = re.compile(r"c[a-z]{1,3}o")


def job_title(text: str, lexicon: Lexicon) -> str | None:
    """The job title in `text`, without article and marks around it; `None` if it is none.

    A title holds a head noun (director, officer, VP), begins with one or with a word that titles begin with (or is short
    and ends with the head), is no sentence and no longer than sixteen words.
    """
    title = _LEAD.sub("", " ".join(text.split()).strip(' ,;:-–—()"“”')).strip(" ,;:-–—")
    title += ")" * (title.count("(") - title.count(")"))
    words = [word.strip(".'’").casefold() for word in _WORD.findall(title)]
    if not words or len(words) > _MOST_WORDS or words[-1] in lexicon.dangling or not lexicon.title_stops.isdisjoint(words):
        return None
    pieces = {piece for word in words for piece in (word, *word.split("-"))}
    if not lexicon.addresses.isdisjoint(pieces):
        return None
    if pieces.isdisjoint(lexicon.title_heads) and not any(_CHIEF.fullmatch(piece) for piece in pieces):
        return None
    first = words[0]
    starts = lexicon.title_heads | lexicon.title_starts
    if first in starts or first.split("-")[0] in starts or title[0].isupper():
        return title
    # "brand manager", "switching engineer": few words that end in the head
    return title if len(words) <= _SHORT and words[-1] in lexicon.title_heads else None
