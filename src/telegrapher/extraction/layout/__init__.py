"""What zones, lists, tables and fixed patterns say, without a parse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from telegrapher.extraction.layout.ceremonies import with_dates
from telegrapher.extraction.layout.contacts import contact_drafts, find_cards, with_persons
from telegrapher.extraction.layout.discovery import with_places
from telegrapher.extraction.layout.facts import read_facts
from telegrapher.extraction.layout.issuers import find_issuers, issuer_drafts
from telegrapher.extraction.layout.listing import read_listings
from telegrapher.extraction.layout.makers import named_after
from telegrapher.extraction.layout.measures import read_measures
from telegrapher.extraction.layout.moves import read_moves
from telegrapher.extraction.layout.patterns import read_patterns
from telegrapher.extraction.layout.posts import read_posts, read_titled, row_of
from telegrapher.extraction.layout.rosters import read_rosters
from telegrapher.extraction.layout.sheet import Sheet, sheet_of
from telegrapher.extraction.layout.speakers import read_speakers
from telegrapher.extraction.layout.tickers import read_tickers
from telegrapher.extraction.layout.websites import read_websites
from telegrapher.extraction.page import Page
from telegrapher.model import Draft, Literal, ZoneKind

__all__ = ["read_layout", "read_lines"]


def _read_people(sheet: Sheet) -> Iterable[Draft]:
    """Posts and moves, in the sentences that name a person."""
    rows = [row_of(sheet, sentence) for sentence in sheet.page.sentences if sheet.of_class(sentence.span, "person")]
    for row in rows:
        yield from read_posts(sheet, row)
    yield from read_moves(sheet, rows)


def _read_titled(sheet: Sheet, drafts: list[Draft]) -> list[Draft]:
    """Posts of persons whose employer no draft tells."""
    employed = frozenset(draft.subject.key for draft in drafts if draft.predicate == "worksFor" and draft.subject is not None)
    named = [sentence for sentence in sheet.page.sentences if sheet.of_class(sentence.span, "person")]
    rows = [
        row_of(sheet, sentence)
        for sentence in named
        if sentence.zone not in (ZoneKind.CONTACT, ZoneKind.DISCLAIMER, ZoneKind.NOISE)
    ]
    return [draft for row in rows for draft in read_titled(sheet, row, employed)]


_READERS: tuple[Callable[[Sheet], Iterable[Draft]], ...] = (
    read_patterns,
    _read_people,
    read_tickers,
    read_websites,
    read_listings,
    read_rosters,
    read_facts,
    read_measures,
    named_after,
)


def read_lines(page: Page) -> tuple[Draft, ...]:
    """What the patterns of single lines find in a page, and nothing else that its layout says."""
    return tuple(read_patterns(sheet_of(page)))


def read_layout(page: Page) -> tuple[Page, tuple[Draft, ...]]:
    """Reads the layout of a page.

    Args:
        page: with names found and references resolved.

    Returns:
        The page with the persons that contact blocks name and the places that lists prove beside those it had, and one draft
        for each fact, in order of their evidence: where several rules read the same fact, the one that tells most about it.

    Raises:
        RuleError: a shipped rule or word list is broken.
    """
    sheet = sheet_of(page)
    sheet = _on(with_places(sheet), sheet)
    cards = find_cards(sheet)
    page = with_persons(sheet.page, cards)
    sheet = _on(page, sheet)
    issuers = find_issuers(sheet, cards)
    if len({mention.key for mention in issuers}) == 1:
        sheet = replace(sheet, issuer=issuers[0])
    drafts = list(issuer_drafts(sheet, issuers))
    for read in _READERS:
        drafts += read(sheet)
    drafts += contact_drafts(sheet, cards, issuers)
    employed = frozenset(draft.subject.key for draft in drafts if draft.predicate == "worksFor" and draft.subject is not None)
    drafts += read_speakers(sheet, issuers, employed)
    drafts += _read_titled(sheet, drafts)
    drafts += _inherited(drafts)
    return page, _distinct(with_dates(sheet, drafts))


def _on(page: Page, sheet: Sheet) -> Sheet:
    """The sheet of a page; the one that there is if it is the same page."""
    return sheet if page is sheet.page else sheet_of(page)


def _inherited(drafts: list[Draft]) -> list[Draft]:
    """Who offers a family offers its parts, where one sentence says both."""
    makers = [draft for draft in drafts if draft.predicate == "offers"]
    found = []
    for part in (draft for draft in drafts if draft.predicate == "partOf"):
        for made in makers:
            if part.subject is not None and made.object == part.object and made.spans == part.spans:
                found.append(replace(made, object=part.subject, rule="layout.family"))
    return found


def _distinct(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    best: dict[tuple[str, str, str], Draft] = {}
    for draft in drafts:
        target = draft.object.value if isinstance(draft.object, Literal) else draft.object.key
        key = (draft.subject.key if draft.subject else "", draft.predicate, target)
        if key not in best or len(draft.qualifiers) > len(best[key].qualifiers):
            best[key] = draft
    return tuple(sorted(best.values(), key=lambda draft: (draft.spans, draft.predicate, draft.rule)))
