"""What zones, lists, tables and fixed patterns say, without a parse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from telegrapher.extraction.layout.ceremonies import with_dates
from telegrapher.extraction.layout.issuers import find_issuers, issuer_drafts
from telegrapher.extraction.layout.lists.discovery import with_places
from telegrapher.extraction.layout.lists.facts import read_facts
from telegrapher.extraction.layout.lists.listing import read_listings
from telegrapher.extraction.layout.lists.rosters import read_rosters
from telegrapher.extraction.layout.makers import abroad_of, named_after
from telegrapher.extraction.layout.measures import read_measures
from telegrapher.extraction.layout.patterns.reader import read_patterns
from telegrapher.extraction.layout.people.contacts import contact_drafts, find_cards, with_persons
from telegrapher.extraction.layout.people.moves import read_moves
from telegrapher.extraction.layout.people.posts import Row, read_posts, read_titled, row_of
from telegrapher.extraction.layout.people.speakers import read_speakers
from telegrapher.extraction.layout.sheet import Sheet, sheet_of
from telegrapher.extraction.layout.tickers import read_tickers
from telegrapher.extraction.layout.websites import read_websites
from telegrapher.extraction.page import SILENT, Page
from telegrapher.model import Draft, Literal

__all__ = ["read_layout", "read_lines"]


def _rows(sheet: Sheet) -> tuple[Row, ...]:
    """The sentences that name a person, as rows of marks."""
    return tuple(row_of(sheet, sentence) for sentence in sheet.page.sentences if sheet.of_class(sentence.span, "person"))


def _read_people(sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Draft]:
    """Posts and moves."""
    for row in rows:
        yield from read_posts(sheet, row)
    yield from read_moves(sheet, rows)


def _read_titled(sheet: Sheet, rows: tuple[Row, ...], drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Posts of persons whose employer no draft tells."""
    employed = _employed(drafts)
    for row in rows:
        if row.sentence.zone not in SILENT:
            yield from read_titled(sheet, row, employed)


def _employed(drafts: Iterable[Draft]) -> frozenset[str]:
    """Keys of the persons whose employer drafts tell."""
    return frozenset(draft.subject.key for draft in drafts if draft.predicate == "worksFor" and draft.subject is not None)


_READERS: tuple[Callable[[Sheet], Iterable[Draft]], ...] = (
    read_tickers,
    read_websites,
    read_listings,
    read_rosters,
    read_facts,
    read_measures,
    named_after,
    abroad_of,
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
    rows = _rows(sheet)
    drafts = [*issuer_drafts(sheet, issuers), *read_patterns(sheet), *_read_people(sheet, rows)]
    for read in _READERS:
        drafts += read(sheet)
    drafts += contact_drafts(sheet, cards, issuers)
    drafts += read_speakers(sheet, issuers, _employed(drafts))
    drafts += _read_titled(sheet, rows, drafts)
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
