"""Tests that a pattern rule may ask of its match, beside the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegrapher.extraction.layout.patterns.dealings import DEALINGS
from telegrapher.extraction.layout.patterns.matches import group_span, mentions_of
from telegrapher.extraction.layout.patterns.sites import SITES
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Found, Span

__all__ = ["CHECKS"]

_UNKNOWN = re.compile(r"\b[A-Z][A-Z0-9-]{2,}\b")
_WET = re.compile(r"\b(?:cable|system|trunk|link)\b")
_PART = re.compile(r"\b(?:segments?|phases?|portion|section|S\d)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previously|formerly|before|prior|earlier|until|from \d{4}|held|most recently|worked)\b", re.IGNORECASE)
_CLUB = re.compile(
    r"\b(?:Association|Society|Forum|Alliance|Institute|Chamber|Council|Federation|Union|Index|Committee|Board|Coalition|Partnership)\b"
)
_GROUP = re.compile(r"\b(?:Group|Groupe|Grupo|Gruppe|Holdings?|Family)\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:can|could|may|might|would|if|not|no longer|customers'?|competitors?|rivals?)\b", re.IGNORECASE)
_NAMING = re.compile(r"appoint|named?s?|welcom|taps|promot|hire|elect|nominat|chosen|recruit|tapp", re.IGNORECASE)
_WHENCE = re.compile(r"\b(?:from|late of|(?:formerly|previously|once) (?:of|at|with)) (?:the )?$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d$€£.,])(?:19|20)\d\d(?![\d%])(?!,\d)")
_TOLD_ON = 4
"""Sentences over which what is told of a line may go on without its name."""
_HEADING = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})+")
"""Several words of capitals alone: a heading ("IN BRIEF"), no product."""
_PRIZE_OF = re.compile(r"^(?:Best|Most|Outstanding|Top|Leading|Greatest)\b|\bof the (?:Year|Decade)\b")


def _maker(sheet: Sheet, sentence: Sentence, match: re.Match[str], group: str = "s") -> bool:
    """Whether the subject can be the maker of a product: no carrier, award body, investor."""
    return all(sheet.page.type_of(mention) in ("Vendor", "Organization") for mention in mentions_of(sheet, sentence, match, group))


def _own(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A carrier's possession can be its own service; a vendor's may be anything."""
    goods = mentions_of(sheet, sentence, match, "o")
    if any(_HEADING.fullmatch(item.text) for item in goods):
        return False
    return _maker(sheet, sentence, match) or all(sheet.page.type_of(mention) == "Service" for mention in goods)


def _topical(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """In an About block: whether its owner, not somebody else, is what the sentence is about, and could make the goods."""
    offset = sentence.span.start
    topic = sheet.topic(sentence, offset + match.start(), offset + match.end())
    owner = sheet.owner(sheet.zone_of(offset))
    if topic is None or owner is None or topic.key != owner.key:
        return False
    goods = mentions_of(sheet, sentence, match, "o")
    return sheet.page.type_of(topic) in ("Vendor", "Organization") or all(sheet.page.type_of(item) == "Service" for item in goods)


_DENYING = 24
_UNLANDED = re.compile(r"\b(?:no|not|never|may|might|could|would|without) (?:\w+ ){0,1}$")
_UNLINKED = re.compile(r"\b(?:not|never|would have|could have|might have) (?:\w+ ){0,1}$")
"""Right before a landing, or a link, that is none; and how far back to look."""
_SEVERAL = 2
_JOINED = re.compile(r"(?: cable| system| network| ring)*,? and (?:also |now )?")
"""Between a line and what the subject of its sentence does besides: "is made from the A cable and links B with C"."""
_LED = re.compile(r"\b(?:from|over|via|through|with|on|of|by|to|into|alongside|like) (?:the |its |an? )?(?:[a-z-]+ ){0,2}$")


def _bidder(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Somebody else than the object is there to buy."""
    topic = sheet.topic(sentence, sentence.span.start + match.start(), sentence.span.start + match.end())
    return topic is not None and not any(topic.key == one.key for one in mentions_of(sheet, sentence, match, "o"))


def _whole_group(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The group `o` is no association or body of authority."""
    loose = ("Consortium", "AwardBody", "ResearchFirm", "GovernmentBody")
    wholes = mentions_of(sheet, sentence, match, "o")
    return not any(sheet.page.type_of(one) in loose or _CLUB.search(one.text) for one in wholes)


def _group(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A whole that owns its parts: no consortium, community or award body."""
    loose = ("Consortium", "AwardBody", "ResearchFirm", "GovernmentBody")
    wholes = mentions_of(sheet, sentence, match, "o")
    if any(sheet.page.type_of(mention) in loose or _CLUB.search(mention.text) for mention in wholes):
        return False
    return "member of" not in match[0] or all(_GROUP.search(mention.text) for mention in wholes)


def _owning_group(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The whole `o` is called a group."""
    return _group(sheet, sentence, match) and all(_GROUP.search(one.text) for one in mentions_of(sheet, sentence, match, "o"))


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
    whole = mentions_of(sheet, sentence, match, "s")
    span = group_span(sentence, match, "text")
    told = span is not None and bool(_PRIZE_OF.search(sheet.text[span.start : span.end]))
    return told and not any(_PRIZE_OF.search(sheet.page.referents[mention.key].name) for mention in whole)


def _membership(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Members of the consortium of a cable, not of a board or a programme: a cable or consortium is named or meant nearby."""
    if sheet.of_class(sentence.span, "cable"):
        return True
    if "onsortium" in match.string:
        return True
    near = (sentence, sheet.sentence_before(sentence.span.start))
    meant = (mention for one in near if one is not None for mention in sheet.page.mentions_in(one.span))
    return any(sheet.page.type_of(mention) == "Consortium" for mention in meant)


def _consortium(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The group `c` is a consortium."""
    return all(sheet.page.type_of(mention) == "Consortium" for mention in mentions_of(sheet, sentence, match, "c"))


def _landing(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What lands is a cable: one is named before, in the same sentence or by the topic."""
    if _UNLANDED.search(match.string, max(0, match.start() - _DENYING), match.start()):
        return False
    if sheet.of_class(sentence.span, "cable"):
        return True
    main = sheet.main_cable(start := sentence.span.start + match.start())
    if _UNKNOWN.search(match.string, 0, match.start()) or (main is not None and main.span.start > start):
        return False
    return "landing" in match[0].casefold() or bool(_WET.search(match.string))


def _linking(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """What connects is a cable or network named before the verb in the same sentence."""
    if _UNLINKED.search(match.string, max(0, match.start() - _DENYING), match.start()):
        return False
    lines = (
        sheet.of_class(Span(sentence.span.start, sentence.span.start + match.start()), "cable", "network") if match.start() else ()
    )
    if len({line.key for line in lines}) < _SEVERAL:
        return bool(lines)
    text, last = sheet.text, lines[-1].span
    joined = _JOINED.fullmatch(text, last.end, sentence.span.start + match.start())
    return not (joined and _LED.search(text, sentence.span.start, last.start))


def _continued(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Told on of a line: the sentence names one before the match, or those just before it speak last of the release's own cable."""
    if _linking(sheet, sentence, match):
        return True
    start, earlier = sentence.span.start + match.start(), sentence
    main = sheet.main_cable(start)
    for _ in range(_TOLD_ON):
        before = sheet.sentence_before(earlier.span.start)
        if main is None or before is None:
            return False
        if lines := sheet.of_class(before.span, "cable", "network"):
            return lines[-1].key == main.key
        earlier = before
    return False


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
    return all(sheet.page.type_of(mention) in ("AwardBody", "ResearchFirm") for mention in mentions_of(sheet, sentence, match, "o"))


def _carrying(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whose it is runs lines: the possessive before the match means an organisation that is no vendor."""
    start = sentence.span.start + match.start()
    before = sheet.of_class(Span(max(sentence.span.start, start - 5), start), "org")
    return bool(before) and before[-1].found is Found.REFERENCE and sheet.page.type_of(before[-1]) != "Vendor"


def _serving(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """None of the objects is a maker of equipment, whose software may run what it does not own."""
    return all(sheet.page.type_of(mention) != "Vendor" for mention in mentions_of(sheet, sentence, match, "o"))


def _judge(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever an award comes from: no carrier, no vendor, not the issuer."""
    givers = mentions_of(sheet, sentence, match, "o")
    kinds = {"AwardBody", "ResearchFirm", "Organization", "GovernmentBody"}
    own = sheet.issuer.key if sheet.issuer else ""
    return all(sheet.page.type_of(mention) in kinds and mention.key != own for mention in givers)


def _wider(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The whole is no part of its own list."""
    whole = {mention.key for mention in mentions_of(sheet, sentence, match, "s")}
    return whole.isdisjoint(mention.key for mention in mentions_of(sheet, sentence, match, "o"))


def _runner(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """The group `s` may run what it has: a carrier, an owner of data centres, a body; no maker, person or publisher."""
    keepers = ("Carrier", "DataCenterOperator", "ContentProvider", "Organization", "Consortium")
    return all(sheet.page.type_of(mention) in keepers for mention in mentions_of(sheet, sentence, match, "s"))


def _cabled(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """A cable is named before the match in the sentence itself, or behind it where the match opens the sentence."""
    cables = sheet.of_class(sentence.span, "cable")
    opens = match.start() <= _OPENING
    return any(opens or one.span.end <= sentence.span.start + match.start() for one in cables)


_OPENING = 4
"""Characters of an article at the head of a sentence."""


def _carrier(sheet: Sheet, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whoever it is said of gives service: it is no maker of equipment."""
    who = mentions_of(sheet, sentence, match, "s")
    if not who:
        topic = sheet.topic(sentence, sentence.span.start + match.start(), sentence.span.start + match.end())
        who = (topic,) if topic else ()
    return all(sheet.page.type_of(mention) not in ("Vendor", "AwardBody", "ResearchFirm", "Investor") for mention in who)


CHECKS: Mapping[str, Callable[[Sheet, Sentence, re.Match[str]], bool]] = {
    **SITES,
    **DEALINGS,
    "appoints": _appoints,
    "category": _category,
    "bidder": _bidder,
    "cabled": _cabled,
    "carrier": _carrier,
    "carrying": _carrying,
    "consortium": _consortium,
    "continued": _continued,
    "fact": _fact,
    "giver": _giver,
    "group": _group,
    "judge": _judge,
    "landing": _landing,
    "linking": _linking,
    "maker": _maker,
    "membership": _membership,
    "own": _own,
    "owning-group": _owning_group,
    "past": _past,
    "resolved": _resolved,
    "runner": _runner,
    "serving": _serving,
    "unplaced": _unplaced,
    "whole": _whole,
    "topical": _topical,
    "whole-group": _whole_group,
    "wider": _wider,
}
"""Tests that a rule may name under `checks`."""
