"""Persons, posts and employers by what stands next to what.

A masked sentence is told as a row of marks: `P` a person, `O` an organisation, `L` a place, `X` another name, `T` a whole job
title, and one letter for each kind of word of `data/rules/layout/posts.yaml`. What people do to one another in a business text
is then a short pattern over that row, whatever the words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from telegrapher.extraction.layout import titles
from telegrapher.extraction.layout.lexicon import lexicon
from telegrapher.extraction.layout.sheet import Sheet, marks
from telegrapher.extraction.page import Sentence
from telegrapher.model import Draft, Mention, Span
from telegrapher.rules import table

__all__ = ["Row", "employer_meant", "post_rules", "read_posts", "read_titled", "row_of"]

_LETTER = {
    "of": "o",
    "at": "t",
    "from": "f",
    "by": "y",
    "as": "a",
    "and": "n",
    "article": "r",
    "own": "z",
    "who": "w",
    "being": "v",
    "former": "x",
    "fresh": "u",
    "name": "N",
    "join": "J",
    "become": "B",
    "leave": "R",
    "replace": "S",
    "career": "W",
    "coming": "K",
    "going": "G",
    "hand": "H",
    "for": "g",
}
_NAMES = {"person": "P", "org": "O", "place": "L"}
_POINTS = {",": "c", "(": "b", ")": "e", "–": "d", "—": "d", "-": "d", ".": "p", ";": "k", ":": "k", "/": "n"}

_TITLE = re.compile(
    r"(?:[mCL](?:(?:n|cn?)(?=[mCLh]*h))?){0,7}h(?:(?:n|cn?)?[mC]{0,5}(?:n[mC]{1,4})?h){0,4}[hm]{0,2}"
    r"(?:bC{1,3}e)?(?:[og]r?[lmhCLX]{1,5}(?:n[lmhCLX]{1,4}|c[CLX][mhCLX]{0,3}|c[lm]{1,2}(?=c?n)){0,3}(?:or?[lmhCLX]{1,4})?)?"
    r"(?:c(?:[mCL]{1,4})(?:n[mCL]{1,3})?(?=[otgcpeq]|$))?"
)
_MOST_WORDS = 14
_REACH = 3
"""Sentences before one in which the employer is looked for that it leaves out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as marks.

    Attributes:
        sentence: the sentence.
        text: one letter a word, name, mark or title.
        spans: where each lies in the release.
        before: the person, organisation ... named there, by position in `text`.
        titles: job titles, by position of their `T`.
    """

    sentence: Sentence
    text: str
    spans: tuple[Span, ...]
    before: Mapping[int, Mention]
    titles: Mapping[int, str]


@cache
def post_rules() -> Mapping[str, frozenset[str]]:
    """The word lists of `posts.yaml` that are no kinds of words."""
    return {key: frozenset(words) for key, words in table("layout/posts").items() if isinstance(words, list)}


@cache
def _past() -> re.Pattern[str]:
    """What makes a sentence one about where somebody was before: nobody comes to a post there."""
    return re.compile(rf"\b(?i:{'|'.join(post_rules()['past'])})\b")


@cache
def _kinds() -> Mapping[str, str]:
    return {word: _LETTER[kind] for kind, words in reversed(list(table("layout/posts")["kinds"].items())) for word in words}


@cache
def _piece() -> re.Pattern[str]:
    names = "|".join(f"{re.escape(mark)}+" for mark in marks().values())
    return re.compile(rf"{names}|'s\b|\w[\w&]*(?:[.'/-][\w&]+)*|[^\w\s]")


def row_of(sheet: Sheet, sentence: Sentence) -> Row:
    """A sentence told as a row of marks, its job titles as one mark each."""
    start = sentence.span.start
    by_start = {mention.span.start: mention for mention in sheet.page.mentions_in(sentence.span)}
    letters: list[str] = []
    spans: list[Span] = []
    for match in _piece().finditer(sheet.mask, start, sentence.span.end):
        letters.append(_letter(match[0]))
        spans.append(Span(match.start(), match.end()))
    return _with_titles(sheet, sentence, "".join(letters), spans, by_start)


@lru_cache(maxsize=16384)
def _letter(piece: str) -> str:
    for name, mark in marks().items():
        if piece[0] == mark:
            return _NAMES.get(name, "X")
    low = piece.casefold()
    if not piece[0].isalnum():
        return "s" if piece in ("'s", "'") else _POINTS.get(piece, "q")
    if low in _kinds() or piece[0].isdigit():
        return _kinds().get(low, "9")
    return _by_title(piece, low)


def _by_title(piece: str, low: str) -> str:
    """Head or beginning of a job title, another word with a capital, or any word."""
    known = lexicon()
    parts = {low, *low.split("-")}
    if not parts.isdisjoint(known.title_heads) or re.fullmatch(r"C[A-Z]{1,3}O", piece):
        return "h"
    if low in known.title_starts:
        return "m"
    return "C" if piece[0].isupper() else "l"


def _with_titles(sheet: Sheet, sentence: Sentence, letters: str, spans: list[Span], by_start: Mapping[int, Mention]) -> Row:
    text: list[str] = []
    kept: list[Span] = []
    found: dict[int, str] = {}
    named: dict[int, Mention] = {}
    position = 0
    for match in _titles(letters):
        title = titles.job_title(sheet.text[spans[match[0]].start : spans[match[1] - 1].end], sheet.lexicon)
        if title is None:
            continue
        text.extend(letters[position : match[0]])
        kept.extend(spans[position : match[0]])
        found[len(text)] = title
        text.append("T")
        kept.append(Span(spans[match[0]].start, spans[match[1] - 1].end))
        position = match[1]
    text.extend(letters[position:])
    kept.extend(spans[position:])
    for index, letter in enumerate(text):
        if letter in "POLX" and kept[index].start in by_start:
            named[index] = by_start[kept[index].start]
    return Row(sentence, "".join(text), tuple(kept), named, found)


def _titles(letters: str) -> Iterator[tuple[int, int]]:
    for match in _TITLE.finditer(letters):
        first, last = match.span()
        while last - first > _MOST_WORDS:
            last -= 1
        if "h" in letters[first:last]:
            yield first, last


_AROUND = r"(?:bP?[^e]{1,12}e)?"
_NEXT = r"(?:[cpqekdVn]|$|R|S|J|B|N|W|v|w|y)"
_FORMS = tuple(
    (name, re.compile(form))
    for name, form in (
        (
            "person-title-of-employer",
            r"(?P<p>P)(?:c|d|b|cwv|v|cwW)?(?P<x>x?|wu)u?r?z?u?(?P<x2>x?)(?P<t>T)c?(?:o|t|g|c|f)r?u?(?P<o>O)(?!sT|s?P|C?[tog]r?O)",
        ),
        ("employer-title-person", r"(?P<x>x?)u?(?P<o>O)s?u?(?P<x2>x?)u?(?P<t>T)c?(?P<p>P)"),
        (
            "person-employers-title",
            r"(?P<p>P)(?:c|d|b|cwv|v|cwvu)(?P<x>x?)r?(?P<o>O)s?u?(?P<x2>x?)u?(?P<t>T)(?=[cpqekdRBJSNWvw]|$|n[^hCT])",
        ),
        ("title-of-employer-person", r"(?P<x>x?)r?u?(?P<x2>x?)(?P<t>T)(?:o|t|g|f)r?(?P<o>O)c?(?P<p>P)(?!s)"),
        ("employers-person", r"(?P<o>O)s(?P<p>P)(?!s)"),
        ("person-of-employer", r"(?P<p>P)(?:o|f)r?(?P<o>O)(?!sT)"),
    )
)


_ALONE = tuple(
    (name, re.compile(form))
    for name, form in (
        ("title-person", r"(?:^|(?<=[wtyocnqkpzuralgVd]))(?P<x>x?)(?P<t>T)(?P<p>P)(?!s)"),
        ("own-title-person", r"z[uxml]?(?P<t>T)c?(?P<p>P)(?!s)"),
        ("person-own-title", r"(?P<p>P)c(?P<x>x?)[rz]?u?(?P<t>T)(?=[cqpek]|$)"),
        ("title-labels-person", r"^(?P<t>T)k(?P<p>P)p?$"),
        ("whose-title-is", r"z(?P<t>T)v(?:r[lmhC]{1,3}){0,1}(?P<p>P)"),
    )
)


def read_titled(sheet: Sheet, row: Row, employed: frozenset[str]) -> Iterator[Draft]:
    """`worksFor` of persons with a title and no employer beside it: whom the sentence, or the text before it, is about.

    Args:
        sheet: what is read.
        row: one sentence of it.
        employed: keys of persons whose employer is told elsewhere.
    """
    for name, form in _ALONE:
        for match in form.finditer(row.text):
            title, person = row.titles.get(match.start("t")), row.before.get(match.start("p"))
            if title is None or person is None or person.key in employed:
                continue
            if not post_rules()["elsewhere"].isdisjoint(re.split(r"[\W]+", title.casefold())):
                continue
            owners = [place for place, letter in enumerate(row.text[: match.start()]) if letter == "O"]
            whose = name == "whose-title-is" and owners
            employer = row.before.get(owners[-1]) if whose else employer_meant(sheet, row, match)
            if employer is not None and sheet.page.type_of(employer) not in ("AwardBody", "GovernmentBody", "Investor"):
                status = "departed" if match.groupdict().get("x") else ""
                yield sheet.draft(person, "worksFor", employer, name, qualifiers={"jobTitle": title, "status": status})


def read_posts(sheet: Sheet, row: Row) -> Iterator[Draft]:
    """`worksFor` of the persons of a sentence whose employer stands beside them, with their titles."""
    for name, form in _FORMS:
        for match in form.finditer(row.text):
            groups = match.groupdict()
            title = row.titles.get(match.start("t")) if "t" in groups else ""
            person, employer = row.before.get(match.start("p")), row.before.get(match.start("o"))
            if title is None or person is None or employer is None:
                continue
            qualifiers = {"jobTitle": title}
            if groups.get("x") or groups.get("x2"):
                qualifiers["status"] = "departed"
            yield sheet.draft(person, "worksFor", employer, name, qualifiers=qualifiers)


def employer_meant(sheet: Sheet, row: Row, match: re.Match[str]) -> Mention | None:
    """The employer that a sentence leaves out: whom it is about, whom one of the sentences before is about, the issuer."""
    start, end = row.spans[match.start()].start, row.spans[match.end() - 1].end
    found = sheet.topic(row.sentence, start, end)
    if found is not None:
        return found
    if any(letter == "O" for letter in row.text[: match.start()]):
        return None
    sentence = row.sentence
    for _ in range(_REACH):
        before = sheet.sentence_before(sentence.span.start)
        if before is None or before.zone is not row.sentence.zone:
            break
        sentence = before
        if _past().search(sheet.text, before.span.start, before.span.end):
            continue
        orgs = {mention.key: mention for mention in reversed(sheet.of_class(before.span, "org"))}
        if len(orgs) == 1:
            return next(iter(orgs.values()))
        topic = sheet.topic(before, before.span.end, before.span.end)
        if topic is not None:
            return topic
    return sheet.issuer_near(row.sentence.span.end)
