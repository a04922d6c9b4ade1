"""Tests that a pattern rule may ask of its match, beside the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Found, Mention, Span, ZoneKind

__all__ = ["CHECKS", "group_span", "office_kind"]

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
_UNKNOWN = re.compile(r"\b[A-Z][A-Z0-9-]{2,}\b")
_WET = re.compile(r"\b(?:cable|system|trunk|link)\b")
_PART = re.compile(r"\b(?:segments?|phases?|portion|section|S\d)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previously|formerly|before|prior|earlier|until|from \d{4}|held|most recently|worked)\b", re.IGNORECASE)
_CLUB = re.compile(
    r"\b(?:Association|Society|Forum|Alliance|Institute|Chamber|Council|Federation|Union|Index|Committee|Board|Coalition|Partnership)\b"
)
_GROUP = re.compile(r"\b(?:Group|Groupe|Grupo|Gruppe|Holdings?|Family)\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:can|could|may|might|would|if|not|no longer|customers'?|competitors?|rivals?)\b", re.IGNORECASE)
_GIVEN_UP = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|shut\w*|s(?:ell|old|ale)|vacat\w+|leav(?:e|es|ing)|left|divest\w*|relocat\w+|former)\b",
    re.IGNORECASE,
)
_NAMING = re.compile(r"appoint|named?s?|welcom|taps|promot|hire|elect|nominat|chosen|recruit|tapp", re.IGNORECASE)
_WHENCE = re.compile(r"\b(?:from|late of|(?:formerly|previously|once) (?:of|at|with)) (?:the )?$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d$€£.,])(?:19|20)\d\d(?![\d%])(?!,\d)")
_PRIZE_OF = re.compile(r"^(?:Best|Most|Outstanding|Top|Leading|Greatest)\b|\bof the (?:Year|Decade)\b")
_SEAT = re.compile(r"head|HQ", re.IGNORECASE)


def group_span(sentence: Sentence, match: re.Match[str], group: str) -> Span | None:
    """Where a group of a match lies in the release; `None` if it took no part."""
    if group not in match.re.groupindex:
        return None
    start, end = match.span(group)
    return Span(sentence.span.start + start, sentence.span.start + end) if 0 <= start < end else None


def _mentions(sheet: Sheet, sentence: Sentence, match: re.Match[str], group: str) -> tuple[Mention, ...]:
    span = group_span(sentence, match, group)
    return sheet.page.mentions_in(span) if span else ()


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def office_kind(text: str, sheet: Sheet) -> str:
    """Kind of office that the words around an office noun tell; empty if none."""
    lowered = text.casefold()
    return next((kind for word, kind in sheet.lexicon.office_kinds if _word(word).search(lowered)), "")


def _maker(sheet: Sheet, sentence: Sentence, match: re.Match[str], group: str = "s") -> bool:
    """Whether the subject can be the maker of a product: no carrier, award body, investor."""
    return all(sheet.page.type_of(mention) in ("Vendor", "Organization") for mention in _mentions(sheet, sentence, match, group))


def _own(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A carrier's possession can be its own service; a vendor's may be anything."""
    goods = _mentions(sheet, sentence, match, "o")
    return _maker(sheet, sentence, match) or all(sheet.page.type_of(mention) == "Service" for mention in goods)


def _topical(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """In an About block: whether its owner, not somebody else, is what the sentence is about, and could make the goods."""
    offset = sentence.span.start
    topic = sheet.topic(sentence, offset + match.start(), offset + match.end())
    owner = sheet.owner(sheet.zone_of(offset))
    if topic is None or owner is None or topic.key != owner.key:
        return False
    goods = _mentions(sheet, sentence, match, "o")
    return sheet.page.type_of(topic) in ("Vendor", "Organization") or all(sheet.page.type_of(item) == "Service" for item in goods)


def _before(match: re.Match[str], group: str, width: int) -> str:
    start = match.start(group) if group in match.re.groupindex else match.start()
    return match.string[max(0, start - width) : start]


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
    return sentence.zone is ZoneKind.ABOUT or bool(_HAVING.search(_before(match, "kind", 60) + noun))


def _site(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The noun tells a kind of office, or is one: no bare "centre" or "site"."""
    span = group_span(sentence, match, "kind")
    noun = sheet.text[span.start : span.end] if span else ""
    return bool(noun) and not (_NO_OFFICE.search(noun) or (_PLAIN.search(noun) and not office_kind(noun, sheet)))


def _kept(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What is told of is not given up: no word of closing or selling stands before the match."""
    return not _GIVEN_UP.search(match.string[max(0, match.start() - 60) : match.start()])


def _place(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """All objects are places."""
    return all(sheet.page.type_of(mention) == "Place" for mention in _mentions(sheet, sentence, match, "o"))


def _group(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A whole that owns its parts: no consortium, community or award body."""
    loose = ("Consortium", "AwardBody", "ResearchFirm", "GovernmentBody")
    wholes = _mentions(sheet, sentence, match, "o")
    if any(sheet.page.type_of(mention) in loose or _CLUB.search(mention.text) for mention in wholes):
        return False
    return "member of" not in match[0] or all(_GROUP.search(mention.text) for mention in wholes)


def _appoints(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The match holds a word of naming."""
    return bool(_NAMING.search(match[0]))


def _past(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Told of an earlier post: "was" alone counts only beside a word of earlier times."""
    return bool(_EARLIER.search(match.string))


def _resolved(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A possessive of the match is resolved to an organisation, or the sentence names exactly one."""
    span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
    if any(mention.found is Found.REFERENCE for mention in sheet.of_class(span, "org")):
        return True
    return len({mention.key for mention in sheet.of_class(sentence.span, "org")}) == 1


def _unplaced(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """No organisation but the issuer, or one that somebody comes from, is named so far; nothing of years long past is told."""
    upto = Span(sentence.span.start, sentence.span.start + match.end())
    for mention in sheet.of_class(upto, "org"):
        if mention.found is Found.REFERENCE:
            continue
        lead = sheet.text[max(sentence.span.start, mention.span.start - 24) : mention.span.start]
        if (sheet.issuer is None or mention.key != sheet.issuer.key) and not _WHENCE.search(lead):
            return False
    published = sheet.page.release.published
    return published is None or all(int(year) >= published.year - 1 for year in _YEAR.findall(match.string))


def _category(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The group `text` is a category, by its superlative or its year, and the award `s` is none."""
    whole = _mentions(sheet, sentence, match, "s")
    span = group_span(sentence, match, "text")
    told = span is not None and bool(_PRIZE_OF.search(sheet.text[span.start : span.end]))
    return told and not any(_PRIZE_OF.search(sheet.page.referents[mention.key].name) for mention in whole)


def _membership(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Members of the consortium of a cable, not of a board or a programme: a cable or consortium is named or meant nearby."""
    if sheet.of_class(sentence.span, "cable"):
        return True
    return (
        any(sheet.page.type_of(mention) == "Consortium" for mention in sheet.page.mentions_in(sentence.span))
        or "onsortium" in match.string
    )


def _consortium(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The group `c` is a consortium."""
    return all(sheet.page.type_of(mention) == "Consortium" for mention in _mentions(sheet, sentence, match, "c"))


def _landing(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What lands is a cable: one is named before, in the same sentence or by the topic."""
    if sheet.of_class(sentence.span, "cable"):
        return True
    if _UNKNOWN.search(match.string, 0, match.start()):
        return False
    return "landing" in match[0].casefold() or bool(_WET.search(match.string))


def _linking(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What connects is a cable or network named before the verb in the same sentence."""
    upto = Span(sentence.span.start, sentence.span.start + match.start()) if match.start() else None
    return upto is not None and bool(sheet.of_class(upto, "cable", "network"))


def _fact(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Said as a fact: nothing between the ends makes it possible or somebody else's."""
    return not _TELLING.search(match[0])


def _whole(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Said of the cable, not of an unnamed part of it: no "segment" stands between the cable's name and the match."""
    before = [
        one for one in sheet.of_class(sentence.span, "cable", "network") if one.span.end <= sentence.span.start + match.start()
    ]
    return not before or not _PART.search(sheet.text[before[-1].span.end : sentence.span.start + match.end()])


def _giver(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """An award body's or publisher's award, not a winner's."""
    return all(sheet.page.type_of(mention) in ("AwardBody", "ResearchFirm") for mention in _mentions(sheet, sentence, match, "o"))


def _carrying(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whose it is runs lines: the possessive before the match means an organisation that is no vendor."""
    start = sentence.span.start + match.start()
    before = sheet.of_class(Span(max(sentence.span.start, start - 5), start), "org")
    return bool(before) and before[-1].found is Found.REFERENCE and sheet.page.type_of(before[-1]) != "Vendor"


def _serving(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """None of the objects is a maker of equipment, whose software may run what it does not own."""
    return all(sheet.page.type_of(mention) != "Vendor" for mention in _mentions(sheet, sentence, match, "o"))


def _judge(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever an award comes from: no carrier, no vendor, not the issuer."""
    givers = _mentions(sheet, sentence, match, "o")
    kinds = {"AwardBody", "ResearchFirm", "Organization", "GovernmentBody"}
    own = sheet.issuer.key if sheet.issuer else ""
    return all(sheet.page.type_of(mention) in kinds and mention.key != own for mention in givers)


def _wider(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The whole is no part of its own list."""
    whole = {mention.key for mention in _mentions(sheet, sentence, match, "s")}
    return whole.isdisjoint(mention.key for mention in _mentions(sheet, sentence, match, "o"))


def _runner(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The group `s` may run what it has: a carrier, an owner of data centres, a body; no maker, person or publisher."""
    keepers = ("Carrier", "DataCenterOperator", "ContentProvider", "Organization", "Consortium")
    return all(sheet.page.type_of(mention) in keepers for mention in _mentions(sheet, sentence, match, "s"))


def _cabled(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A cable is named before the match in the sentence itself."""
    return any(one.span.end <= sentence.span.start + match.start() for one in sheet.of_class(sentence.span, "cable"))


def _carrier(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever it is said of gives service: it is no maker of equipment."""
    who = _mentions(sheet, sentence, match, "s")
    if not who:
        topic = sheet.topic(sentence, sentence.span.start + match.start(), sentence.span.start + match.end())
        who = (topic,) if topic else ()
    return all(sheet.page.type_of(mention) not in ("Vendor", "AwardBody", "ResearchFirm", "Investor") for mention in who)


CHECKS: Mapping[str, Callable[[Sheet, Sentence, re.Match[str]], bool]] = {
    "appoints": _appoints,
    "category": _category,
    "cabled": _cabled,
    "carrier": _carrier,
    "carrying": _carrying,
    "consortium": _consortium,
    "fact": _fact,
    "giver": _giver,
    "group": _group,
    "judge": _judge,
    "kept": _kept,
    "landing": _landing,
    "linking": _linking,
    "maker": _maker,
    "membership": _membership,
    "office": _office,
    "own": _own,
    "place": _place,
    "past": _past,
    "resolved": _resolved,
    "runner": _runner,
    "seat": _seat,
    "serving": _serving,
    "unplaced": _unplaced,
    "whole": _whole,
    "site": _site,
    "topical": _topical,
    "wider": _wider,
}
"""Tests that a rule may name under `checks`."""
