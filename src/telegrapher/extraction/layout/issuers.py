"""Who issues a release: those who announce it; else those whom its parts point to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from telegrapher.extraction.layout.patterns.rules import expand_shared
from telegrapher.extraction.layout.people.cards import Card
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Draft, Found, Mention, Span, ZoneKind, fold
from telegrapher.rules import table, words_of

__all__ = ["find_issuers", "issuer_drafts"]

_OPENING = frozenset({ZoneKind.DATELINE, ZoneKind.LEAD, ZoneKind.BODY})
_SENTENCES = 6
_LONGEST = 1500
_GOVERNED = re.compile(r"\b(?:of|from|at) (?:the )?$", re.IGNORECASE)
_ENOUGH = 2
_TOGETHER = 2
"""Companies that may issue a release together: what points to more of them alike points to none."""
_OFTEN = 4


@cache
def _announcing() -> tuple[re.Pattern[str], ...]:
    found = words_of(table("layout/issuers")["announcing"], "'announcing'", where="layout/issuers.yaml")
    return tuple(re.compile(expand_shared(text)) for text in found)


def find_issuers(sheet: Sheet, found: tuple[Card, ...]) -> tuple[Mention, ...]:
    """The organisations that issue the release, each once, by the mention that shows it.

    Those that the opening sentences say announce it; else the one that most parts name: a "SOURCE X" or "Issuer: X" line,
    the headline, About blocks, contacts, the lead, or the text as a whole.
    """
    told = _declared(sheet)
    if told:
        return told
    for sentence in _opening(sheet):
        for pattern in _announcing():
            for match in pattern.finditer(sheet.mask[sentence.span.start : min(sentence.span.end, sentence.span.start + _LONGEST)]):
                names = _captured(sheet, sentence, match)
                if names and (sentence.zone is not ZoneKind.BODY or _is_pointed_at(sheet, found, names)):
                    return names
    return _voted(sheet, found)


def _is_pointed_at(sheet: Sheet, found: tuple[Card, ...], names: tuple[Mention, ...]) -> bool:
    """Whether who announces something further down is a party of the release: others that announce may be spoken of, too."""
    pointed = {one.key for one in (*_pointers(sheet), *(card.org or card.heading for card in found)) if one is not None}
    return not pointed or not pointed.isdisjoint(mention.key for mention in names)


def issuer_drafts(sheet: Sheet, issuers: tuple[Mention, ...]) -> Iterator[Draft]:
    """An `issuedBy` of the release for each issuer."""
    for mention in issuers:
        yield sheet.draft(None, "issuedBy", mention, "issuer")


def _opening(sheet: Sheet) -> list[Sentence]:
    return [sentence for sentence in sheet.page.sentences if sentence.zone in _OPENING][:_SENTENCES]


def _captured(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for group in ("s", "s2"):
        start, end = match.span(group) if group in match.re.groupindex else (-1, -1)
        if 0 <= start < end:
            for mention in sheet.of_class(Span(sentence.span.start + start, sentence.span.start + end), "org"):
                found.setdefault(mention.key, mention)
    return tuple(found.values())


def _declared(sheet: Sheet) -> tuple[Mention, ...]:
    """Issuers that a line of the format names ("SOURCE X", "Issuer: X")."""
    found: dict[str, Mention] = {}
    for match in re.finditer(
        r"^(?:[^\n|]{0,60}\|)?[ \t]*(?:SOURCE:?|Source:|Issuer:|Issued by:?|ISSUER:)[ \t]+([^\n]+)$", sheet.text, re.MULTILINE
    ):
        for mention in sheet.of_class(Span(match.start(1), match.end(1)), "org"):
            found.setdefault(mention.key, mention)
    return tuple(found.values())


def _pointers(sheet: Sheet) -> Iterator[Mention | None]:
    """What the headline, the About blocks, the first sentence and the format's hints name."""
    headed: Mention | None = None
    for zone in sheet.page.release.blocks:
        if zone.kind in (ZoneKind.HEADLINE, ZoneKind.SUBHEAD) and not headed:
            headed = next(iter(sheet.of_class(zone.span, "org")), None)
            yield headed
        elif zone.kind is ZoneKind.ABOUT:
            yield sheet.owner(zone)
    named = (_subject(sheet, sentence) for sentence in _opening(sheet) if sentence.zone is not ZoneKind.DATELINE)
    yield next((found for found in named if found is not None), None)
    yield _most_named(sheet)
    yield from _at_home(sheet)
    hints = {fold(hint) for hint in sheet.page.release.issuer_hints}
    yield next((one for one in sheet.page.mentions if hints and fold(one.text) in hints and sheet.is_org(one)), None)


def _at_home(sheet: Sheet) -> Iterator[Mention | None]:
    """The owners of About blocks that name the place from which the release is dated."""
    page = sheet.page
    dated = {m.key for s in _opening(sheet) if s.zone is ZoneKind.DATELINE for m in page.mentions_in(s.span)}
    for zone in page.release.blocks:
        places = (
            {m.key for m in page.mentions_in(zone.span) if page.type_of(m) == "Place"} if zone.kind is ZoneKind.ABOUT else set()
        )
        if places & dated:
            yield sheet.owner(zone)


def _joined_with(sheet: Sheet, key: str) -> str:
    """The company that opens the headline together with another, "A and B send ...", if it has an About block, too; else ""."""
    head = next((zone for zone in sheet.page.release.blocks if zone.kind is ZoneKind.HEADLINE), None)
    named = sheet.of_class(head.span, "org")[:2] if head else ()
    if head is None or len(named) < _TOGETHER or named[0].span.start > head.span.start + 2:
        return ""
    between = sheet.text[named[0].span.end : named[1].span.start].strip().lower()
    other = {named[0].key: named[1].key, named[1].key: named[0].key}.get(key, "")
    owners = [sheet.owner(zone) for zone in sheet.page.release.blocks if zone.kind is ZoneKind.ABOUT]
    return other if between in ("and", "&", "/", "+") and any(one is not None and one.key == other for one in owners) else ""


def _subject(sheet: Sheet, sentence: Sentence) -> Mention | None:
    """The first organisation of a sentence that no "of" or "from" makes a part of something else."""
    for mention in sheet.of_class(sentence.span, "org"):
        if not _GOVERNED.search(sheet.text[max(sentence.span.start, mention.span.start - 12) : mention.span.start]):
            return mention
    return None


def _most_named(sheet: Sheet) -> Mention | None:
    """The organisation that is named at least twice as often as any other."""
    named = [mention for mention in sheet.page.mentions if sheet.is_org(mention) and mention.found is not Found.REFERENCE]
    counts = Counter(mention.key for mention in named).most_common(2)
    if not counts or counts[0][1] < _OFTEN or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    return next(mention for mention in named if mention.key == counts[0][0])


def _voted(sheet: Sheet, found: tuple[Card, ...]) -> tuple[Mention, ...]:
    votes: Counter[str] = Counter()
    shown: dict[str, Mention] = {}

    def vote(mention: Mention | None, weight: int) -> None:
        if mention is not None and sheet.page.type_of(mention) != "Consortium":
            votes[mention.key] += weight
            shown.setdefault(mention.key, mention)

    for card in found:
        vote(card.org or card.heading, 1)
    for mention in _pointers(sheet):
        vote(mention, 1)
    if not votes:
        return ()
    best = max(votes.values())
    leaders = [key for key, count in votes.items() if count == best]
    if len(leaders) == 1 and votes[joint := _joined_with(sheet, leaders[0])] >= _ENOUGH:
        leaders.append(joint)
    return tuple(shown[key] for key in leaders) if best >= _ENOUGH and len(leaders) <= _TOGETHER else ()
