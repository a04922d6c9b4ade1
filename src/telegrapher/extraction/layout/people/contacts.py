"""Contacts: whom to ask about what, from contact blocks and from single lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from telegrapher.extraction.layout.people.cards import Card, cards, kind_of
from telegrapher.extraction.layout.people.streams import EMAIL, PHONE, Line, streams
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.layout.websites import domain_owner
from telegrapher.extraction.page import Page
from telegrapher.extraction.spelling import spells, words
from telegrapher.model import Draft, Found, Mention, Referent, Span, ZoneKind, fold

__all__ = ["contact_drafts", "find_cards", "with_persons"]

_ASK = re.compile(
    r"\b(?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|queries|questions|call|reach|reservations|e-?mail)\b", re.IGNORECASE
)
_ASKING = words(_ASK.pattern)
_SPOKEN = re.compile(r"\b(?:said|says|announced)\b")
_AGENCY = re.compile(
    r"\b(?:PR|IR|Public Relations|Investor Relations|Relations|Communications?|Partners|Publicity|Consult\w*|Media)\b"
)
_NEUTRAL = frozenset({"Organization", "Investor", "Carrier", "AwardBody", "ResearchFirm"})
_LONGEST_LINE = 160
_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.HEADLINE, ZoneKind.SUBHEAD})


def find_cards(sheet: Sheet) -> tuple[Card, ...]:
    """All contact cards of a release: of contact blocks, runs of short lines elsewhere, sentences that say whom to ask."""
    found: list[Card] = []
    for zone in sheet.page.release.blocks:
        if zone.kind is ZoneKind.CONTACT:
            for stream in streams(sheet, zone.span):
                found += cards(sheet, stream)
        elif zone.kind not in _SILENT:
            for run in _runs(sheet, zone.span):
                for stream in streams(sheet, run):
                    found += [card for card in cards(sheet, stream) if card.phone or card.email]
            found += _asked(sheet, zone.span)
    return tuple(found)


def _runs(sheet: Sheet, span: Span) -> Iterator[Span]:
    """Runs of short lines that hold a phone number or e-mail and open with a contact label or a name alone on its line."""
    begin = end = None
    for match in re.finditer(r"[^\n]+", sheet.text[span.start : span.end]):
        line = Span(span.start + match.start(), span.start + match.end())
        short = len(match[0]) <= _LONGEST_LINE
        if begin is None:
            if short and _opens(sheet, line, match[0]):
                begin, end = line.start, line.end
        elif short:
            end = line.end
        else:
            yield from _worth(sheet, begin, end)
            begin = None
    yield from _worth(sheet, begin, end)


def _worth(sheet: Sheet, begin: int | None, end: int | None) -> Iterator[Span]:
    if begin is not None and end is not None and (EMAIL.search(sheet.text, begin, end) or PHONE.search(sheet.text, begin, end)):
        yield Span(begin, end)


def _opens(sheet: Sheet, line: Span, text: str) -> bool:
    persons = sheet.of_class(line, "person")
    if persons and persons[0].text == text.strip():
        return True
    return bool(_ASK.search(text)) and (
        text.rstrip().endswith(":") or (kind_of(text.split(":")[0], sheet.lexicon) is not None and ":" in text)
    )


def _asked(sheet: Sheet, span: Span) -> Iterator[Card]:
    """Cards of sentences such as "contact NAME at ORGANISATION" or "Press contact: NAME, ORGANISATION, Tel. ..."."""
    for sentence in sheet.sentences_in(span):
        text = sheet.text[sentence.span.start : sentence.span.end]
        cue = _ASK.search(text) if spells(text.casefold(), _ASKING) else None
        if cue is None or _SPOKEN.search(text):
            continue
        after = Span(sentence.span.start + cue.start(), sentence.span.end)
        for person in sheet.of_class(after, "person"):
            yield from _asked_for(sheet, sentence.span, person)


def _asked_for(sheet: Sheet, sentence: Span, person: Mention) -> Iterator[Card]:
    others = [other for other in sheet.of_class(sentence, "person") if other.span.start > person.span.end]
    end = others[0].span.start if others else sentence.end
    if end <= person.span.end:
        return
    text = sheet.text[person.span.end : end]
    found = cards(sheet, (Line(Span(person.span.start, end), sheet.text[person.span.start : end]),))
    linked = re.match(r",? (?:at|of|from) ", text)
    for card in found:
        if card.phone or card.email or (linked and card.org):
            label = sheet.text[sentence.start : person.span.start]
            yield Card(
                card.name,
                card.person,
                kind_of(label, sheet.lexicon) or "",
                card.title,
                card.org,
                None,
                card.phone,
                card.email,
                (sentence,),
            )


def with_persons(page: Page, found: tuple[Card, ...]) -> Page:
    """The page with a mention and a referent for each person that only a contact card names."""
    new = [card for card in found if card.person is None]
    if not new:
        return page
    referents, mentions = dict(page.referents), list(page.mentions)
    keys = {known.name: key for key, known in referents.items() if known.type == "Person"}
    for card in new:
        text = page.release.text[card.name.start : card.name.end]
        if any(mention.span.overlaps(card.name) for mention in mentions):
            continue
        if text not in keys:
            key = next(f"p{number}" for number in range(1, len(referents) + 2) if f"p{number}" not in referents)
            keys[text] = key
            referents[key] = Referent(key, "Person", text)
        mentions.append(Mention(card.name, text, "Person", keys[text], Found.SHAPE))
    return page.with_mentions(tuple(mentions), referents)


def contact_drafts(sheet: Sheet, found: tuple[Card, ...], issuers: tuple[Mention, ...]) -> Iterator[Draft]:
    """What cards say: `contactFor`, and `worksFor` where a job title stands beside the name.

    Args:
        sheet: of the page that holds the cards' persons.
        found: the cards.
        issuers: who issues the release; a card without any organisation is the single issuer's.
    """
    for card in found:
        person = next(iter(sheet.of_class(card.name, "person")), None)
        if person is None:
            continue
        agency = next((one for one in (card.org, card.heading) if one is not None and _is_agency(sheet, one, issuers)), None)
        asked = _client(sheet, card, issuers) if agency else None
        asked = asked or card.heading or card.org or _from_mail(sheet, card) or _of_zone(sheet, card, issuers)
        employer = agency or card.org or asked
        if asked is not None:
            kind = card.kind or _kind_by_title(sheet, card)
            more = {"kind": kind, "phone": card.phone, "email": card.email, "jobTitle": card.title}
            yield sheet.draft(person, "contactFor", asked, "contact", qualifiers=more, at=card.spans)
        if employer is not None and (card.title or agency):
            yield sheet.draft(person, "worksFor", employer, "contact-title", qualifiers={"jobTitle": card.title}, at=card.spans)


def _is_agency(sheet: Sheet, org: Mention, issuers: tuple[Mention, ...]) -> bool:
    """Whether an organisation speaks for others: called so, or named among contacts alone; no issuer, with one issuer known."""
    if not issuers or any(org.key == issuer.key for issuer in issuers):
        return False
    if sheet.page.type_of(org) not in _NEUTRAL:
        return False
    places = {zone.kind for one in sheet.index.by_key.get(org.key, ()) if (zone := sheet.zone_of(one.span.start)) is not None}
    name = sheet.page.referents[org.key].name
    foreign = sheet.page.type_of(org) == "Organization" and _is_foreign(sheet, name, issuers)
    return places <= {ZoneKind.CONTACT} and (foreign or bool(_AGENCY.search(name)))


def _is_foreign(sheet: Sheet, name: str, issuers: tuple[Mention, ...]) -> bool:
    """Whether a name has no word of the single issuer's: whoever is named among the contacts alone speaks for the issuer."""
    known = [sheet.page.referents[issuer.key] for issuer in issuers]
    words = {word for one in known for form in (one.name, *one.aliases) for word in fold(form).split()}
    return len({one.key for one in known}) == 1 and words.isdisjoint(fold(name).split())


def _client(sheet: Sheet, card: Card, issuers: tuple[Mention, ...]) -> Mention | None:
    """Whom an agency's card speaks for: the organisation of its label, of its address, or the single issuer."""
    for one in (card.heading, card.org):
        if one is not None and not _is_agency(sheet, one, issuers):
            return one
    return issuers[0] if len({mention.key for mention in issuers}) == 1 else None


def _kind_by_title(sheet: Sheet, card: Card) -> str:
    return kind_of(card.title, sheet.lexicon) or "" if card.title else ""


def _from_mail(sheet: Sheet, card: Card) -> Mention | None:
    return domain_owner(sheet, card.email.split("@")[1], card.name.start) if card.email else None


def _of_zone(sheet: Sheet, card: Card, issuers: tuple[Mention, ...]) -> Mention | None:
    owner = sheet.owner(sheet.zone_of(card.name.start))
    if owner is not None:
        return owner
    zone = sheet.zone_of(card.name.start)
    named = sheet.of_class(zone.span, "org") if zone is not None and zone.kind is ZoneKind.CONTACT else ()
    if len({mention.key for mention in named}) == 1:
        return named[0]
    return issuers[0] if len({mention.key for mention in issuers}) == 1 else None
