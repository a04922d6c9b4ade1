"""Lines that are no part of a release, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegrapher.model import fold
from telegrapher.reading.marks import about_owner, inline_about, is_cut, is_noise, opens_contact, reader_comment
from telegrapher.reading.rules import figure, pattern
from telegrapher.reading.sheet import Line, Shape, is_ended, words_of

__all__ = ["about_itself", "is_prose", "noise_lines"]

_FAR = 4000
_GOES_ON = re.compile(r"[a-z0-9)][.!?][\"”'’»)]* [\"“'‘«]?[A-Z]")


def noise_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it is noise: by its words, behind related links and comments, or as a repetition."""
    noise = [line.shape is Shape.NOISE or is_noise(line.text) for line in lines]
    cutting = False
    told = next((index for index, line in enumerate(lines) if is_prose(line)), len(lines))
    for index, line in enumerate(lines):
        if _cuts(line.text, behind_prose=index > told, last=index + 1 == len(lines)):
            cutting = True
        elif cutting and _resumes(lines, index):
            cutting = False
        noise[index] = noise[index] or cutting
    _mark_pull_quotes(lines, noise)
    return noise


def _cuts(text: str, *, behind_prose: bool, last: bool) -> bool:
    """Whether a reader's comment or a line such as "Related news" stands behind prose: readers comment on what has been told."""
    return behind_prose and (not last if reader_comment(text) else is_cut(text))


def _resumes(lines: Sequence[Line], index: int) -> bool:
    """Whether the release goes on behind something else: with an About, contacts, or an organisation that presents itself."""
    text = lines[index].text
    if is_noise(text):
        return False
    return (
        about_owner(text) is not None
        or inline_about(text) is not None
        or opens_contact(text)
        or about_itself(lines[index]) is not None
    )


def _mark_pull_quotes(lines: Sequence[Line], noise: list[bool]) -> None:
    """Short lines whose words stand in a longer line as well: pull quotes, cut headlines, repeated captions."""
    if sum(len(line.text) for line in lines) > figure("limits", "duplicate_check_letters"):
        return
    folded = [fold(line.text) for line in lines]
    whole = "\n".join(f" {text} " for text in folded)
    for index, line in enumerate(lines):
        text = folded[index]
        if noise[index] or not 4 <= words_of(text) <= 40 or line.shape is Shape.ITEM:
            continue
        noise[index] = _repeated(line.text, text, whole, folded) or (index < 12 and _cut_short(text, folded[index + 1 :]))


def _repeated(text: str, words: str, whole: str, folded: Sequence[str]) -> bool:
    quoted = text[0] in "\"“‘'«„" or words_of(words) >= 6
    return quoted and whole.count(f" {words} ") > 1 and any(len(other) > len(words) and words in other for other in folded)


def _cut_short(text: str, later: Sequence[str]) -> bool:
    """Whether a line at the top comes again, longer."""
    return len(text) > 30 and any(other != text and other.startswith(text) for other in later)


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of sentences, the last of which may be cut."""
    return (
        line.shape in (Shape.PLAIN, Shape.ITEM)
        and words_of(line.text) >= figure("layout", "paragraph_words")
        and (is_ended(line.text) or _GOES_ON.search(line.text) is not None)
    )


def about_itself(line: Line) -> str | None:
    """The organisation that a paragraph presents ("X is a leading provider of ... Visit www.x.com."); `None` if it does not."""
    match = pattern("zones", "about_opening").match(line.text[:_FAR])
    if not match or not is_prose(line):
        return None
    evidence = pattern("zones", "about_evidence").findall(line.text[:_FAR])
    return match.group("owner") if len(evidence) + bool(pattern("zones", "website").search(line.text[:_FAR])) >= 2 else None
