"""Literal values of a sentence, by kind, for the roles that ask for one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Span

__all__ = ["Value", "values_in"]


@dataclass(frozen=True, slots=True)
class Value:
    """A literal in the text: its kind (rate, length, date, money), normalised text and place."""

    kind: str
    text: str
    span: Span


_MONTHS = {m: i + 1 for i, m in enumerate("january february march april may june july august september october november december".split())}


def values_in(page: Page, sentence: Sentence) -> tuple[Value, ...]:
    """The values of a sentence in order."""
    start = sentence.span.start
    text = page.release.quote(sentence.span)
    out = []
    for m in re.finditer(r"([\d.,]*\d)\s*(gigabits?|terabits?|[GT])\s*(?:b/s|bps|bit/s|bits? per second|per second)", text, re.I):
        out.append(Value("rate", f"{m[1].replace(',', '')} {m[2][0].upper()}b/s", Span(start + m.start(), start + m.end())))
    for m in re.finditer(r"([\d.,]*\d)[\s-]*(km|kilomet\w+|kms|(?:route[\s-]*)?miles?)\b", text, re.I):
        n = float(m[1].replace(",", "")) * (1.609344 if "mile" in m[2].lower() else 1)
        out.append(Value("length", f"{n:.0f}", Span(start + m.start(), start + m.end())))
    for m in re.finditer(r"(?:US ?)?(?:[$€£]|USD |EUR )\s?[\d.,]*\d(?:\s?(?:million|billion|bn|m))?", text):
        out.append(Value("money", m[0], Span(start + m.start(), start + m.end())))
    for m in re.finditer(r"\b(?:(\d{1,2}) )?(%s) (?:(\d{1,2}), )?(\d{4})\b|\b((?:19|20)\d\d)\b" % "|".join(_MONTHS), text, re.I):
        if m[5]:
            v = m[5]
        else:
            day = m[1] or m[3]
            v = f"{m[4]}-{_MONTHS[m[2].lower()]:02d}" + (f"-{int(day):02d}" if day else "")
        out.append(Value("date", v, Span(start + m.start(), start + m.end())))
    return tuple(sorted(out, key=lambda v: v.span))
