"""Pattern rules put to every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from telegrapher.extraction.layout import titles
from telegrapher.extraction.layout.patterns.checks import CHECKS
from telegrapher.extraction.layout.patterns.cues import rules_for
from telegrapher.extraction.layout.patterns.matches import group_span, office_kind
from telegrapher.extraction.layout.patterns.rules import Rule, Say
from telegrapher.extraction.layout.places import meant
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.extraction.values import find_lengths
from telegrapher.model import Draft, Literal, Mention, Span, ZoneKind

__all__ = ["read_patterns"]

_FORMER = re.compile(r"\W*(?:the |an? )?(?:former|ex-|erstwhile|retired)", re.IGNORECASE)
_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE})
_REACH = 60
"""Code points before a match in which a cue ("will", "not") still reaches it."""

_LONGEST = 2500
"""Code points: a longer sentence is debris (a table without rows, minified text); its beginning is read."""

_STATUS_FREE = frozenset({"worksFor", "wonAward", "contactFor", "acceptedBy", "awardCategory", "conferredBy", "recognises"})
"""Relations whose status a rule states itself."""

_STATES = frozenset({"offers", "subsidiaryOf"})
"""Relations that hold whatever the clause around them plans: "will use A's B"."""


def read_patterns(sheet: Sheet) -> Iterator[Draft]:
    """What the pattern rules find, sentence by sentence."""
    read = [sentence for sentence in sheet.page.sentences if sentence.zone not in _SILENT]
    spans = [(sentence.span.start, min(sentence.span.end, sentence.span.start + _LONGEST)) for sentence in read]
    masks = [sheet.mask[start:end] for start, end in spans]
    tried = rules_for([sheet.text[start:end].casefold() for start, end in spans], masks)
    for sentence, masked, near in zip(read, masks, tried, strict=True):
        for rule in near:
            if rule.zones and sentence.zone.value not in rule.zones:
                continue
            for match in rule.pattern.finditer(masked):
                yield from _drafts(sheet, sentence, rule, match)


def _drafts(sheet: Sheet, sentence: Sentence, rule: Rule, match: re.Match[str]) -> Iterator[Draft]:
    if not all(CHECKS[name](sheet, sentence, match) for name in rule.checks):
        return
    for say in rule.says:
        qualifiers = _qualifiers(sheet, sentence, say, match)
        if qualifiers is None:
            continue
        for subject in _subjects(sheet, sentence, say.subject, match):
            for target in _targets(sheet, sentence, say.object, match):
                if target is not subject and getattr(target, "key", None) != subject.key:
                    yield sheet.draft(subject, say.predicate, target, rule.name, qualifiers=qualifiers)


def _subjects(sheet: Sheet, sentence: Sentence, name: str, match: re.Match[str]) -> tuple[Mention, ...]:
    if name in match.re.groupindex:
        return _named(sheet, group_span(sentence, match, name))
    start, end = sentence.span.start + match.start(), sentence.span.start + match.end()
    if name in ("cable", "line"):
        found = sheet.cable(sentence, start, end, networks=name == "line")
    elif name == "award":
        found = sheet.award(sentence, end)
    elif name == "issuer":
        found = sheet.issuer_near(sentence.span.end)
    else:
        found = sheet.topic(sentence, start, end)
    return (found,) if found else ()


def _named(sheet: Sheet, span: Span | None) -> tuple[Mention, ...]:
    """The mentions of a group, without places that only locate others, be it organisations."""
    if span is None:
        return ()
    places = {mention.span for mention in meant(sheet, span)}
    spots = {mention.span for mention in sheet.of_class(span, "place", "facility")}
    found = tuple(mention for mention in sheet.page.mentions_in(span) if mention.span not in spots - places)
    seats = found and sheet.lexicon.is_org(sheet.page.type_of(found[0]))
    return tuple(mention for mention in found if mention.span not in spots) if seats else found


def _targets(sheet: Sheet, sentence: Sentence, name: str, match: re.Match[str]) -> tuple[Mention | Literal, ...]:
    if name not in match.re.groupindex:
        return _subjects(sheet, sentence, name, match)
    span = group_span(sentence, match, name)
    if span is None:
        return ()
    if name.startswith("length"):
        return tuple(Literal(found.value, found.span) for found in find_lengths(sheet.text, within=span)[:1])
    if name.startswith("text"):
        value = " ".join(sheet.text[span.start : span.end].split()).strip(" ,\"“”'‘’")
        return (Literal(value, span),) if value else ()
    return _named(sheet, span)


def _qualifiers(sheet: Sheet, sentence: Sentence, say: Say, match: re.Match[str]) -> Mapping[str, str] | None:
    """The qualifiers of a say; `None` if a cue forbids the statement or its job title is none."""
    found: dict[str, str] = {}
    if say.predicate not in _STATUS_FREE:
        reach = match.string[max(0, match.start() - _REACH) : match.start()].rsplit(";", 1)[-1] + match[0]
        if sheet.lexicon.denied.search(reach):
            return None
        if sheet.lexicon.planned.search(match[0] if say.predicate in _STATES else reach):
            found["status"] = "planned"
    for name, value in say.qualifiers:
        if not value.startswith("{"):
            found[name] = value
            continue
        span = group_span(sentence, match, value.strip("{}"))
        told = _told(sheet, name, sheet.text[span.start : span.end]) if span else {}
        if told is None:
            return None
        found = told | found
    return found


def _told(sheet: Sheet, name: str, text: str) -> dict[str, str] | None:
    """What the words of a group tell as qualifier `name` (a former title tells a status, too); `None` for a title that is none."""
    if name == "kind":
        return {name: office_kind(text, sheet)}
    if name != "jobTitle":
        return {name: text}
    title = titles.job_title(text, sheet.lexicon)
    if title is None:
        return None
    return {name: title} | ({"status": "departed"} if _FORMER.match(text) else {})
