"""References resolved: "the company", "it", "we", "the system", "its network"."""

from telegrapher.extraction.coreference.background import issuers
from telegrapher.extraction.coreference.facilities import with_facilities
from telegrapher.extraction.coreference.lines import with_lines
from telegrapher.extraction.coreference.reader import Reader
from telegrapher.extraction.coreference.wet import with_wet_lines
from telegrapher.extraction.page import SILENT, Page

__all__ = ["issuers", "resolve"]


def resolve(page: Page) -> Page:
    """The page with a mention for every referring expression whose referent is plain.

    Mentions made here are `Found.REFERENCE`, or `Found.DESCRIPTION` for networks described as somebody's ("its metro network"),
    which may be new referents, hinted with their owner. What stays in doubt is not marked.
    """
    page = with_lines(with_wet_lines(with_facilities(page)))
    reader = Reader(page)
    for sentence in page.sentences:
        if sentence.zone not in SILENT:
            reader.read(sentence)
    return page.with_mentions((*page.mentions, *reader.made), reader.referents)
