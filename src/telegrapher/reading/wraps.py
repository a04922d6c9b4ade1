"""Hard-wrapped lines joined again: where the text was broken to fit a column, and not where its author began a new line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from telegrapher.reading.dates import dateline
from telegrapher.reading.marks import opens_part
from telegrapher.reading.rules import figure, pattern, words
from telegrapher.reading.sheet import is_ended

__all__ = ["join", "unwrap", "wrap_column"]

_OPEN_END = re.compile(r"[,&/–—-]$")
_GOES_ON = re.compile(r"[a-z(]|[’'][a-z]")
_LOWER_FRAGMENT = re.compile(r"[a-z]+[ ,;)]|[a-z]+$")


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    return frozenset(words("layout", "joining_words"))


def wrap_column(runs: Sequence[Sequence[str]]) -> int:
    """The column at which the lines of a text were wrapped; 0 if they were not.

    Args:
        runs: lines without an empty one between them, run by run.
    """
    longest = int(figure("layout", "longest_wrap"))
    prose = int(figure("layout", "prose_words"))
    inner = [line for run in runs for line in run[:-1] if len(line.split()) >= prose]
    whole = sum(len(line) > longest for run in runs for line in run)
    if len(inner) < max(2, whole):  # where paragraphs are left as long as they are, short lines are lines of their own
        return 0
    fitting = [line for line in inner if len(line) <= longest]
    if len(fitting) < 0.9 * len(inner):
        return 0
    still_open = sum(not is_ended(line) for line in fitting)
    return max(map(len, fitting)) if still_open * 2 >= len(fitting) else 0


def unwrap(run: Sequence[str], column: int) -> list[str]:
    """The lines of one run, those that were wrapped at `column` joined (0: only fragments are joined)."""
    joined: list[str] = []
    last = ""
    for line in run:
        text = line.strip()
        if joined and not (_labelled(last, text) or _heads(last, text)) and _broken(last, line, column):
            joined[-1] = join(joined[-1], text)
        else:
            joined.append(text)
        last = text
    return joined


def _broken(last: str, line: str, column: int) -> bool:
    """Whether the line break between `last` and `line` only kept the column."""
    text = line.strip()
    mid_sentence = column and not is_ended(last) and len(last.split()) >= figure("layout", "prose_words")
    if not mid_sentence and pattern("zones", "line_of_its_own").match(text):
        return False
    if not column:
        goes_on = _LOWER_FRAGMENT.match(text) is not None and len(last) + len(text) > 24
        return not is_ended(last) and (goes_on or _fragment(last, text))
    needed = len(last) + 1 + len(text.split(" ", 1)[0])
    if is_ended(last):
        if opens_part(text):
            return False
        return needed > column - figure("layout", "slack_ended")
    if needed > column * figure("layout", "slack_open"):
        return True
    return bool(_GOES_ON.match(text) or _OPEN_END.search(last) or last.rsplit(" ", 1)[-1].lower() in _joining())


def _labelled(last: str, text: str) -> bool:
    """Whether a line is an entry of a list of contacts or figures, which no column has broken: "Acme media: Ann Lee, +44 ..."."""
    entry = pattern("layout", "labelled_line")
    reach = _reachable(text)
    if entry.match(text):
        return reach or entry.match(last) is not None
    return (
        reach
        and _reachable(last)
        and text[:1].isupper()
        and not _OPEN_END.search(last)
        and last.rsplit(" ", 1)[-1].lower() not in _joining()
    )


def _heads(last: str, text: str) -> bool:
    """Whether a line is the heading "About X" of the text below it, which opens with the name, be it in lower case."""
    name = last[6:].rstrip(":").lower()
    return last[:6].lower() == "about " and len(name) > 1 and text.lower().startswith(name)


def _reachable(line: str) -> bool:
    """Whether a line holds an e-mail address or a phone number."""
    return any(pattern("zones", name).search(line) for name in ("mail", "phone"))


def _fragment(last: str, text: str) -> bool:
    """Whether `last` is the torn-off beginning of a line: "About", "The", the first word of a place ("SAN", "DIEGO, CA - ...")."""
    if len(last.split()) > 2:
        return False
    if last.split(" ")[-1].lower() in _joining() and last != last.upper():
        return True
    opening = dateline(f"{last} {text}") if last.isupper() and text.split(" ", 1)[0].strip(",").isupper() else None
    return opening is not None and opening.month_day is not None


def join(first: str, second: str) -> str:
    """Two parts of a wrapped line as one: a hyphen or slash at the break stays, without a blank.

    A word divided at a line end cannot be told from a compound ("long-", "haul"): the hyphen is kept; soft hyphens are gone.
    """
    if re.search(r"\w[-/]$", first) and re.match(r"\w", second):
        return first + second
    return f"{first} {second}"
