"""Speakers with a title and no employer beside it: the issuer's own, where there is one issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from telegrapher.extraction.layout import titles
from telegrapher.extraction.layout.index import last_before
from telegrapher.extraction.layout.patterns.rules import expand_shared
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import SILENT, Sentence
from telegrapher.extraction.spelling import spells, words
from telegrapher.model import Draft, Mention, Span, ZoneKind

__all__ = ["read_speakers"]

_SPEAKING = re.compile(
    r"\b(?:said|says|added|adds|commented|comments|noted|notes|stated|states|explained|explains|remarked|told|thanked|believes|"
    r"according to)\b",
    re.IGNORECASE,
)
_SPOKEN = words(_SPEAKING.pattern)
_ELSEWHERE = re.compile(
    r"\b(?:at|for|with|from|analyst|mayor|governor|minister|senator|commissioner|professor|member|partner|ambassador|committee|board|association|council|forum|consortium)\b",
    re.IGNORECASE,
)
_SILENT = SILENT | {ZoneKind.ABOUT}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        expand_shared(
            '{s:person}, (?P<t>{not_org_person_award_facility}{2,110}?)(?=[,.;”"]? (?:said|says|added|adds|noted)|[.”"]|,? *$)'
        )
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(expand_shared('(?:^|[Ss]aid |[Bb]y |[”"] )(?P<t>[A-Za-z][\\w&-]*(?: (?:[\\w&-]+)){0,6}) {s:person}'))


def read_speakers(sheet: Sheet, issuers: tuple[Mention, ...], known: frozenset[str]) -> Iterator[Draft]:
    """`worksFor` the single issuer for each speaker named with a title of office alone.

    Args:
        sheet: what is read.
        issuers: who issues the release; nothing is read if they are several.
        known: keys of persons whose employer is told elsewhere.
    """
    if len({mention.key for mention in issuers}) != 1:
        return
    for sentence in sheet.page.sentences:
        if sentence.zone in _SILENT:
            continue
        masked = sheet.mask[sentence.span.start : sentence.span.end]
        if not (spells(masked.casefold(), _SPOKEN) and _SPEAKING.search(masked)):
            continue
        for pattern in (_pattern(), _before()):
            for match in pattern.finditer(masked):
                yield from _spoken(sheet, sentence, match, (issuers[0], known))


def _spoken(sheet: Sheet, sentence: Sentence, match: re.Match[str], context: tuple[Mention, frozenset[str]]) -> Iterator[Draft]:
    issuer, known = context
    start = sentence.span.start
    words = sheet.text[start + match.start("t") : start + match.end("t")]
    title = titles.job_title(words, sheet.lexicon)
    if title is None or _ELSEWHERE.search(words):
        return
    for person in sheet.of_class(Span(start + match.start("s"), start + match.end("s")), "person"):
        if person.key not in known:
            yield sheet.draft(person, "worksFor", _nearest(sheet, issuer, sentence), "speaker", qualifiers={"jobTitle": title})


def _nearest(sheet: Sheet, issuer: Mention, sentence: Sentence) -> Mention:
    """The issuer's last mention up to the sentence."""
    return last_before(sheet.index.by_key[issuer.key], sentence.span.end) or issuer
