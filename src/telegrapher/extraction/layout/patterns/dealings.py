"""Tests of patterns that tell who buys of whom: the buyer leads the clause, and nothing makes the deal a mere possibility."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegrapher.extraction.layout.patterns.matches import mentions_of, text_before
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Found

__all__ = ["DEALINGS"]

_HEDGE = re.compile(
    r"\b(?:may|might|can|cannot|could|would|hop(?:e|es|ed|ing)|wish(?:es)?|wants?|wanted|seek(?:s|ing)?|sought|talks?|negotiat\w+|"
    r"consider\w*|explor\w+|discuss\w*|bids?|bidding|if|whether|unless|possib\w+|potential\w*|rumou?r\w*|reportedly|allegedly|"
    r"likely|unlikely|fail(?:s|ed)? to|refus\w+|declin\w+|reject\w*|no|not|never|neither|nor|without|option|tender|"
    r"until|instead|rather|invit\w+)\b",
    re.IGNORECASE,
)
_BEFORE = 90
"""Code points before a match in which a word still makes it a mere possibility."""

_GOVERNED = re.compile(
    r"\b(?:of|by|with|from|for|in|at|than|to|like|between|on|over|under|via|through|against|into|behind|alongside|toward|towards)"
    r" (?:the )?(?:[a-z-]+ ){0,2}$"
)
_PARTLY = re.compile(r"\d ?(?:%|per ?cent)|\b(?:jointly|partly|co-|half|third|quarter|part-)")
_WHOLLY = re.compile(r"\b(?:all|100|entire|outstanding|whole)\b")
_PIECES = re.compile(
    r"\b(?:capacity|equipment|towers?|shares?|stakes?|interest|gear|product|services?|bandwidth|spectrum|licen[cs]es?|routers?|assets?|"
    r"customers?|from|for|with|against|than|by)\b"
)
_PART = re.compile(
    r"\b(?:business(?:es)?|divisions?|units?|arms?|branch(?:es)?|segments?|subsidiary|subsidiaries|affiliates?|operations?|portfolio|lines?)"
    r" of (?:the )?(?:[a-z-]+ ){0,2}$"
)
_FIRMS = frozenset({"Carrier", "DataCenterOperator", "ContentProvider", "Organization", "Vendor", "Investor"})
_SELLERS = frozenset({"Carrier", "DataCenterOperator", "ContentProvider", "Organization", "Vendor", "Consortium", "Investor"})
_BUYERS = frozenset(
    {"Carrier", "DataCenterOperator", "ContentProvider", "Organization", "Consortium", "GovernmentBody", "ResearchFirm"}
)


def _settled(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether nothing near says that it could be, is wished, or is not."""
    near = match.string[max(0, match.start() - _BEFORE) : match.start()].rsplit(";", 1)[-1]
    return not _HEDGE.search(near + match[0])


def _leads(match: re.Match[str], group: str) -> bool:
    """Whether a group opens its clause: no preposition governs it."""
    return not _GOVERNED.search(match.string[max(0, match.start(group) - 40) : match.start(group)])


def _dealers(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The first of buyer `s` and seller `o` is what the clause is about, and both are such as buy and sell."""
    first = min(("s", "o"), key=match.start)
    sellers = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "o")}
    buyers = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "s")}
    return _leads(match, first) and sellers <= _SELLERS and buyers <= _BUYERS and _settled(sheet, sentence, match)


def _foreign(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever the sentence is about could buy, and is not the seller `o`."""
    start = sentence.span.start + match.start()
    topic = sheet.topic(sentence, start, sentence.span.start + match.end())
    if topic is None or sheet.page.type_of(topic) not in _BUYERS or not _settled(sheet, sentence, match):
        return False
    sellers = mentions_of(sheet, sentence, match, "o")
    return all(one.key != topic.key and sheet.page.type_of(one) in _SELLERS for one in sellers)


def _taker(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever takes capacity is no vendor, and takes it."""
    takers = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "s")}
    return takers <= _BUYERS and _leads(match, "s") and _settled(sheet, sentence, match)


def _firms(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Told as done, and of a whole firm."""
    return _settled(sheet, sentence, match) and not _partial(match)


def _units(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The part and the whole are firms by name, and not the same."""
    parts, wholes = mentions_of(sheet, sentence, match, "s"), mentions_of(sheet, sentence, match, "o")
    kinds = {sheet.page.type_of(mention) for mention in (*parts, *wholes)}
    named = all(mention.found is not Found.REFERENCE for mention in parts)
    return named and kinds <= _FIRMS and {one.key for one in parts}.isdisjoint(one.key for one in wholes)


def _operating(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The part is known to run networks or sites, and its owner makes nothing: no product of a vendor, no title, no book."""
    parts = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "s")}
    wholes = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "o")}
    return parts <= {"Carrier", "DataCenterOperator", "ContentProvider", "Investor"} and "Vendor" not in wholes


def _holders(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Who holds leads the clause, holds it in fact, and holds a firm."""
    held = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "o")}
    return held <= _FIRMS and not _WHOLLY.search(match[0]) and _leads(match, "s") and _settled(sheet, sentence, match)


def _shared(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Several hold it, or one a part: who holds all is its parent."""
    return bool(_PARTLY.search(match[0])) or len({one.key for one in mentions_of(sheet, sentence, match, "s")}) > 1


def _backers(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The sentence, or what goes before, is about a firm that is none of those listed, and nothing is doubtful."""
    topic = sheet.topic(sentence, sentence.span.start + match.start(), sentence.span.start + match.end())
    listed = mentions_of(sheet, sentence, match, "s")
    if topic is None or sheet.page.type_of(topic) not in _FIRMS or any(one.key == topic.key for one in listed):
        return False
    return _settled(sheet, sentence, match)


def _partial(match: re.Match[str]) -> bool:
    """Whether what changes hands is a part of the firm `o`: "the optical division of X"."""
    return bool(_PART.search(text_before(match, "o", 50)))


def _purchase(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A firm buys a firm, and does."""
    bought = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "o")}
    buyers = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "s")}
    parts = _PIECES.search(match[0])
    if "Vendor" in bought and "Vendor" not in buyers:
        return False
    return bought <= _FIRMS and not parts and not _partial(match) and _leads(match, "s") and _settled(sheet, sentence, match)


def _namesake(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The thing that has the name is a firm, and both names are names: no "the company"."""
    named = (*mentions_of(sheet, sentence, match, "s"), *mentions_of(sheet, sentence, match, "o"))
    firms = all(sheet.page.type_of(mention) in _FIRMS for mention in mentions_of(sheet, sentence, match, "s"))
    return firms and all(mention.found is not Found.REFERENCE for mention in named)


def _lander(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever brings the cable ashore is no vendor, and leads the clause."""
    kinds = {sheet.page.type_of(mention) for mention in mentions_of(sheet, sentence, match, "s")}
    return kinds <= _BUYERS and _leads(match, "s") and _settled(sheet, sentence, match)


DEALINGS: Mapping[str, Callable[[Sheet, Sentence, re.Match[str]], bool]] = {
    "backers": _backers,
    "dealers": _dealers,
    "foreign": _foreign,
    "taker": _taker,
    "firms": _firms,
    "holders": _holders,
    "lander": _lander,
    "namesake": _namesake,
    "operating": _operating,
    "purchase": _purchase,
    "shared": _shared,
    "units": _units,
}
"""Tests that a rule may name under `checks`."""
