"""Who comes to a post and who leaves it: appointed, joining, succeeding, retiring, and what somebody did before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telegrapher.extraction.dates import find_dates
from telegrapher.extraction.layout.people.posts import Row, employer_meant, post_rules
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.model import Draft, Mention, Span, ZoneKind

__all__ = ["read_moves"]

_POST = r"[atg]{0,1}r?(?:l{1,2}o)?[zru]*(?P<x>x?)(?P<t>T)(?:c?[otgf]r?u?(?P<o>O)(?!s))?"
_ASIDE = r"(?:c[^PkNJSR]{1,14}c|b[^Pe]{1,10}e)?"
_CLAUSE = "kp"
_BACK = 3
"""Sentences before one in which the employer is looked for that it leaves out."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A way of telling a move: a pattern over marks (groups `p` person, `t` title, `o` employer), and what becomes of the post."""

    name: str
    pattern: re.Pattern[str]
    status: str
    topic: bool = True


def _form(name: str, pattern: str, status: str, *, topic: bool = True) -> _Form:
    return _Form(name, re.compile(pattern.replace("{post}", _POST).replace("{aside}", _ASIDE)), status, topic)


_FORMS = (
    _form("named-to-post", r"(?P<p>P){aside}c?w?v[vu]*Nu?(?:yr?O)?{post}", "appointed"),
    _form("names-to-post", r"N[^PNJSRBWkpvwq]{0,7}(?P<p>P){aside}(?:fr?O)?{post}", "appointed"),
    _form("names-new-title", r"Nr?z?u(?P<t>T)c?(?P<p>P)", "appointed"),
    _form("and-another-to-post", r"(?<=[OTe])(?:,|c)?c?n(?P<p>P){aside}a{post}", "appointed"),
    _form("coming-to-post", r"Ko[^PNJSRBWkpvw]{0,6}(?P<p>P){aside}{post}", "appointed"),
    _form("persons-coming", r"(?P<p>P)sK{post}", "appointed"),
    _form("takes-post", r"(?P<p>P){aside}c?w?v*u*B(?:l(?!o)|u|t){0,2}{post}", "appointed"),
    _form(
        "joins-employer",
        r"(?P<p>P){aside}c?w?[vu]*Jr?(?P<o>O)(?!s)(?:u|[to]9|tC9?|tl|f[^PkN]{1,4})*(?:a[zru]*(?P<t>T))?",
        "appointed",
    ),
    _form("joins-as", r"(?P<p>P){aside}c?w?[vu]*Ju*a[zru]*(?P<t>T)", "appointed"),
    _form(
        "hired-from",
        r"(?:N[^PNkp]{0,5}|J[^PNkp]{0,5})?(?P<p>P)(?:[vuJNtTazr]|t9|tC9?|c){0,9}?fr?(?P<o>O)(?=[cpkwtg]|$|n)",
        "departed",
        topic=False,
    ),
    _form(
        "leaves-as",
        r"(?P<p>P){aside}c?w?[vuB]*R(?:l|u|r|t9|tC9?){0,3}(?:a|fr?lo|frlo|f[zr]lo)[zru]*(?P<t>T)(?:[otg]r?(?P<o>O))?",
        "departed",
    ),
    _form("title-leaves", r"(?P<t>T)(?P<p>P)[vu]*R(?:l(?=[cpkwtfnlau]|$)|(?=[pc]|$|r?(?P<o>O)))", "departed"),
    _form("person-with-title-leaves", r"(?P<p>P)c[rzu]*(?P<t>T)(?:[ot]r?O)?c(?:w)?[vuw]*R", "departed"),
    _form("leaves-employer", r"(?P<p>P){aside}c?w?[vu]*Rf?r?(?P<o>O)(?!s(?![lm]{0,2}l))", "departed"),
    _form("named-to-replace", r"N[^PNJSRBWkpvwq]{0,7}(?P<p>P){aside}(?:t|l)S", "appointed"),
    _form("replaces-somebody", r"(?P<p>P){aside}c?w?v[vu]*S(?:P|l|z|O)", "appointed"),
    _form("leaves", r"(?P<p>P){aside}c?w?[vu]*R(?:l(?=[cpkwtfnlau]|$)|(?=[pctwn]|$))", "departed"),
    _form("going-of", r"Go(?:[zru]*(?:Os)?[zru]*(?P<t>T))?c?(?P<p>P)", "departed"),
    _form("persons-going", r"(?P<p>P)sG(?:a[zru]*(?P<t>T))?", "departed"),
    _form("replaced-by", r"(?<=S)[rzxu]*(?:T)?(?P<p>P)", "departed"),
    _form("took-over-from", r"Bl(?:[at]?[zru]*T)?f[rzxu]*T?(?P<p>P)", "departed"),
    _form("post-passes", r"(?P<t>T)[vu]*Htr?z?u?C?(?P<p>P)", "appointed"),
    _form("hands-over", r"(?P<p>P){aside}[vu]*H(?:l|r|z|T){1,4}t", "departed"),
    _form("is-handed", r"H(?:l|r|z|T){1,4}t[zru]*T?(?P<p>P)", "appointed"),
)
_CAREERS = (
    _form(
        "career-at",
        r"(?P<p>P){aside}c?w?l?[vu]*W[^PORSJNBKkp]{0,10}?(?:[tg]r?|f)(?P<o>O)(?!s)(?:c?[ux]*l{0,2}aq?[zru]*(?P<t>T))?",
        "departed",
        topic=False,
    ),
    _form(
        "career-title-at",
        r"(?P<p>P){aside}c?w?[vu]*(?:W|B)[lurx9oc]{0,6}?a[zru]*(?P<t>T)[ot]r?(?P<o>O)(?!s)",
        "departed",
        topic=False,
    ),
    _form(
        "and-before-title-at",
        r"(?P<p>P)vr?T[^PORSNJk]{0,5}n?c?nc?w[^ORSNJk]{1,14}c(?P<t>T)[ot]r?(?P<o>O)(?!sT)",
        "departed",
        topic=False,
    ),
    _form(
        "also-at",
        r"(?:W)[^PRSJNBKkp]{0,24}O(?:c?n|c)(?:[wulr]{0,3})(?:W[^PORSJNBKkpT]{0,6})?(?:r?(?P<t>T))?[tgo]r?(?P<o>O)(?!s|P)",
        "departed",
        topic=False,
    ),
    _form("took-from", r"l[wl]l?z?B?l?f(?P<o>O)(?=[tnc])[^Pk]{0,12}c(?P<p>P)", "departed", topic=False),
    _form("and-before-that-of", r"(?P<p>P)[^Pk]{0,6}xT[ot]r?Oc?nw[wl]?(?:o|t|g)r?(?P<o>O)", "departed", topic=False),
    _form("formerly-of", r"(?P<p>P)[^PkO]{0,5}?(?:cw?|b|v|aT(?:c|b)?)x(?:o|t|a|g)r?(?P<o>O)", "departed", topic=False),
    _form("formerly-title-at", r"x(?P<t>T)[ot]r?(?P<o>O)(?:[^POk]{0,8}T[ot]r?O)?c(?P<p>P)", "departed", topic=False),
    _form("before-that-title-at", r"xT[ot]r?O[^POk]{1,8}(?P<t>T)[ot]r?(?P<o>O)c(?P<p>P)", "departed", topic=False),
)


_HEIRS = frozenset({"replaced-by", "took-over-from", "named-to-replace", "replaces-somebody"})
"""Forms that tell of the post that somebody else was just said to come to, or to leave."""


def read_moves(sheet: Sheet, rows: Iterable[Row]) -> Iterator[Draft]:
    """`worksFor` of persons that come to a post or leave one, with title, status and date; the rows in order of the text."""
    last: Draft | None = None
    for row in rows:
        if row.sentence.zone in (ZoneKind.CONTACT, ZoneKind.DISCLAIMER, ZoneKind.NOISE):
            continue
        for form in (*_FORMS, *_CAREERS):
            for match in form.pattern.finditer(row.text):
                draft = _draft(sheet, row, form, match, _near(sheet, row, last))
                if draft is None:
                    continue
                if (
                    dict(draft.qualifiers).get("status") in ("appointed", "departed")
                    and form in _FORMS
                    and form.name != "hired-from"
                ):
                    last = draft
                yield draft


def _near(sheet: Sheet, row: Row, last: Draft | None) -> Draft | None:
    """The last appointment told, if it is told in this sentence or the few before."""
    if last is None or last.subject is None:
        return None
    between = sheet.sentences_in(Span(last.subject.span.start, row.sentence.span.end))
    return last if len(between) <= _BACK else None


def _draft(sheet: Sheet, row: Row, form: _Form, match: re.Match[str], last: Draft | None) -> Draft | None:
    person = _person(row, match)
    if (
        person is None
        or _unreal(sheet, row, match)
        or (form.name.startswith(("hands", "is-handed")) and not _reins(sheet, row, match))
    ):
        return None
    groups = match.groupdict()
    employer = row.before.get(match.start("o")) if groups.get("o") else None
    post = row.titles.get(match.start("t"), "") if groups.get("t") else ""
    if form.name in _HEIRS and last is not None and isinstance(last.object, Mention):
        employer = last.object
        post = str(dict(last.qualifiers).get("jobTitle", ""))
    if employer is None and form.topic:
        employer = employer_meant(sheet, row, match)
    if employer is None or not sheet.is_org(employer):
        return None
    status = form.status
    if form.name == "takes-post" and _held(sheet, row, match):
        status = ""
    if groups.get("x"):
        status = "departed"
    qualifiers = {"jobTitle": post, "status": status}
    if form in _FORMS and status and form.name != "hired-from":
        qualifiers["date"] = _date(sheet, row, match)
    return sheet.draft(person, "worksFor", employer, form.name, qualifiers=qualifiers)


def _person(row: Row, match: re.Match[str]) -> Mention | None:
    """The person of a match; of a form without one, the last named before."""
    if "p" in match.re.groupindex:
        return row.before.get(match.start("p"))
    before = [position for position, letter in enumerate(row.text[: match.start()]) if letter == "P"]
    return row.before.get(before[-1]) if before else None


def _words(sheet: Sheet, row: Row, first: int, last: int) -> set[str]:
    return {sheet.text[span.start : span.end].casefold() for span in row.spans[max(0, first) : last]}


def _unreal(sheet: Sheet, row: Row, match: re.Match[str]) -> bool:
    return not _words(sheet, row, match.start() - 3, match.end()).isdisjoint(post_rules()["unreal"])


def _reins(sheet: Sheet, row: Row, match: re.Match[str]) -> bool:
    """Whether a post is handed over, not a thing: "over to", "the reins to", "the post of chairman to"."""
    return "X" not in row.text and not _words(sheet, row, match.start(), match.end()).isdisjoint(post_rules()["handed"])


def _held(sheet: Sheet, row: Row, match: re.Match[str]) -> bool:
    return not _words(sheet, row, match.start(), match.end()).isdisjoint(post_rules()["held"])


def _date(sheet: Sheet, row: Row, match: re.Match[str]) -> str:
    """The date told after a move within its clause, or one that opens the sentence."""
    span = row.sentence.span
    upto = row.spans[match.end() - 1].end
    after = re.search(r"[NJRSBKGW]", row.text[match.end() :])
    end = row.spans[match.end() + after.start()].start if after else span.end
    published = sheet.page.release.published
    start = row.spans[match.start()].start
    for first, last in ((upto, end), (start, upto), (span.start, start)):
        if first >= last:
            continue
        within = Span(first, last)
        found = [
            date
            for date in find_dates(sheet.text, published=published, within=within)
            if sheet.text[date.span.start : date.span.end].casefold() not in sheet.lexicon.now
            and not re.search(
                r"\b(?:since|until|till|from|of|for)\s+(?:the )?$", sheet.text[max(0, date.span.start - 12) : date.span.start]
            )
        ]
        if len(found) == 1 and (
            within.end > upto
            or within.start >= row.spans[match.start()].start
            or re.match(r"\W*(?:effective|as of|on|in|with effect)", sheet.text[span.start : found[0].span.start], re.IGNORECASE)
        ):
            return found[0].value
    return ""
