"""Tests of matches that tell where somebody sits, keeps sites and does business."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegrapher.extraction.layout.patterns.matches import group_span, mentions_of, office_kind, text_before
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Found, Mention, ZoneKind

__all__ = ["SITES"]

_HAVING = re.compile(
    r"\b(?:has|have|having|with|its|our|their|operates?|opens?|opened|opening|runs?|running|maintains?|keeps?|there (?:are|is)|"
    r"new|established|inaugurated|addition(?:al)?|from|expand\w*|launch\w*|mov(?:ed|es|ing)|added|further)\b",
    re.IGNORECASE,
)
_NO_OFFICE = re.compile(
    r"\b(?:post|box|patent|landing|customers?'?|cell|back|ticket|home|exchange|convention|conference|exhibition)[ -]\w+$",
    re.IGNORECASE,
)
_SEAT_NOUN = re.compile(r"\b(?:head|corporate|main|principal|registered|principal executive) offices?$", re.IGNORECASE)
_PLAIN = re.compile(r"(?:centers?|centres?|sites?|facilit(?:y|ies)|campus|hubs?|branch(?:es)?)$", re.IGNORECASE)
_GIVEN_UP = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|shut\w*|s(?:ell|old|ale)|vacat\w+|leav(?:e|es|ing)|left|divest\w*|relocat\w+|former)\b",
    re.IGNORECASE,
)
_SEAT = re.compile(r"head|HQ", re.IGNORECASE)
_NOT_UPHELD = re.compile(
    r"\b(?:no(?: longer any)?|clos(?:es|ed|ing)|shut(?:s|ting)?|vacat(?:ed|es|ing)|considers?(?:ed|ing)? opening)"
    r"(?: down)?(?: (?:an?|its|their|the|any))?(?: [\w-]+){1,2}$",
    re.IGNORECASE,
)
_NO_GOODS = re.compile(
    r"\bits (?:debut|case|mark|name|home|way|money|living|base|presence"
    r"|profit|revenue|sales|activit\w+|business|operations|networks?|markets?|customers?|position|footprint)\b",
    re.IGNORECASE,
)


def _seat(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """No regional headquarters."""
    head = _SEAT.search(match[0])
    start = sentence.span.start + match.start() + (head.start() if head else 0)
    words = " ".join(sheet.text[max(sentence.span.start, start - 30) : start].split()[-2:])
    return office_kind(words, sheet) != "regional"


def _office(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """An office somebody has: said in an About block, or beside a word of having; no headquarters but a regional one."""
    span = group_span(sentence, match, "kind")
    if span is None:
        return False
    noun = sheet.text[span.start : span.end]
    kind = office_kind(noun, sheet)
    if noun.casefold().endswith("headquarters"):
        return kind == "regional"
    if _NO_OFFICE.search(noun) or _SEAT_NOUN.search(noun) or (_PLAIN.search(noun) and not kind):
        return False
    return sentence.zone is ZoneKind.ABOUT or bool(_HAVING.search(text_before(match, "kind", 60) + noun))


def _site(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The noun tells a kind of office, or is one: no bare "centre" or "site"."""
    span = group_span(sentence, match, "kind")
    noun = sheet.text[span.start : span.end] if span else ""
    return bool(noun) and not (_NO_OFFICE.search(noun) or (_PLAIN.search(noun) and not office_kind(noun, sheet)))


def _kept(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What is told of is not given up: no word of closing or selling stands before the match."""
    return not _GIVEN_UP.search(match.string[max(0, match.start() - 60) : match.start()])


def _upheld(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The site is neither denied, given up nor merely thought of."""
    return not _NOT_UPHELD.search(match.string[: match.end("kind")])


def _making(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What is made is no debut, case or profit."""
    return not _NO_GOODS.search(match[0])


def _is_country(sheet: Sheet, mention: Mention) -> bool:
    return (
        mention.text in ("Hong Kong", "Macau", "Bahrain", "Malta", "Djibouti")
        or mention.text.casefold().removeprefix("the ").rstrip(".") in sheet.lexicon.regions
    )


def _country(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The objects are countries or states, the subject no maker: "X of Chile" does business there."""
    makers = any(sheet.page.type_of(mention) == "Vendor" for mention in mentions_of(sheet, sentence, match, "s"))
    return not makers and all(_is_country(sheet, mention) for mention in mentions_of(sheet, sentence, match, "o"))


def _town(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The objects are towns, or the subject is a maker: "X of Lyons" sits there."""
    makers = all(sheet.page.type_of(mention) == "Vendor" for mention in mentions_of(sheet, sentence, match, "s"))
    places = mentions_of(sheet, sentence, match, "o")
    return all(sheet.page.type_of(one) == "Place" and (makers or not _is_country(sheet, one)) for one in places)


def _town_and_state(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The objects are towns told with their state or country ("Largo, Florida")."""
    return all("," in mention.text for mention in mentions_of(sheet, sentence, match, "o"))


def _company(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The subject is named here and is a firm: no authority, fund, consortium or giver of awards."""
    loose = ("GovernmentBody", "Consortium", "AwardBody", "Investor", "ResearchFirm")
    who = mentions_of(sheet, sentence, match, "s")
    return all(one.found is not Found.REFERENCE and sheet.page.type_of(one) not in loose for one in who)


def _stands(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A site of its own kind: no headquarters, which is told elsewhere, and no post office or exhibition centre."""
    span = group_span(sentence, match, "kind")
    noun = sheet.text[sentence.span.start : span.end][-30:].casefold() if span else ""
    landing = "landing" in noun or "station" in noun
    return not (noun.endswith("headquarters") or _SEAT_NOUN.search(noun) or (_NO_OFFICE.search(noun) and not landing))


def _place(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """All objects are places."""
    return all(sheet.page.type_of(mention) == "Place" for mention in mentions_of(sheet, sentence, match, "o"))


_COVERAGE = re.compile(
    r"\b(?:premises|homes|households|build|builds|building|built|roll(?:ed|ing|s)?[ -]?out|coverage|cover(?:s|ed|ing)?|broadband|"
    r"fib(?:re|er)|[45]G|connected|construction|digging)\b",
    re.IGNORECASE,
)
_FAR = 500
"""Letters of a text before a list of towns in which it says that a network is built there."""


def _covered(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Places, in a text that tells right before of a network that is there."""
    return _coverage(sheet, sentence, match) == "there"


def _to_be_covered(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Places, in a text that tells right before of a network that is to be built."""
    return _coverage(sheet, sentence, match) == "planned"


def _coverage(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> str:
    """Whether a network is `there` or `planned`, by the words before a list of places; empty if they tell of none."""
    before = sheet.text[max(0, sentence.span.start + match.start() - _FAR) : sentence.span.end]
    if not _place(sheet, sentence, match) or not _COVERAGE.search(before):
        return ""
    return "planned" if sheet.lexicon.planned.search(before) else "there"


SITES: Mapping[str, Callable[[Sheet, Sentence, re.Match[str]], bool]] = {
    "company": _company,
    "covered": _covered,
    "country": _country,
    "kept": _kept,
    "making": _making,
    "office": _office,
    "place": _place,
    "seat": _seat,
    "site": _site,
    "stands": _stands,
    "to-be-covered": _to_be_covered,
    "town": _town,
    "town-and-state": _town_and_state,
    "upheld": _upheld,
}
"""Tests of this room, by the name under which a rule may ask for them."""
