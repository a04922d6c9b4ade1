"""Tests of patterns that tell who buys of whom: the buyer leads the clause, and nothing makes the deal a mere possibility."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegrapher.extraction.layout.matches import mentions_of
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence

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
    """Told as done."""
    return _settled(sheet, sentence, match)


DEALINGS: Mapping[str, Callable[[Sheet, Sentence, re.Match[str]], bool]] = {
    "dealers": _dealers,
    "foreign": _foreign,
    "taker": _taker,
    "firms": _firms,
}
"""Tests that a rule may name under `checks`."""
