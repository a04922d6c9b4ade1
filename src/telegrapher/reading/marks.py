"""What single lines give away: headings of About, contacts and disclaimers; noise; ways to reach somebody."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from telegrapher.model import fold
from telegrapher.reading.rules import pattern, words
from telegrapher.reading.sheet import words_of

__all__ = [
    "about_owner",
    "contact_owner",
    "inline_about",
    "is_cut",
    "is_disclaimer_heading",
    "is_disclaimer_text",
    "is_noise",
    "is_reachable",
    "is_strong_disclaimer",
    "opens_contact",
    "opens_part",
    "reader_comment",
    "source_owner",
]

_HEAD = 600
_LONGEST_HEADING = 16
_SENTENCE = re.compile(r"[a-z]{2}[.!?] |[a-z]{3}[.!?]$")
_ARTICLE = re.compile(r"^[Tt]he ")
_LEGAL_END = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Cos|Bros|[A-Z])\.$")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|will|said|says|announced|provides|offers|can)\b")


def about_owner(text: str) -> str | None:
    """The organisation of a heading such as "About Infinera"; "" if the heading names none; `None` if it is no such heading."""
    if words_of(text) > _LONGEST_HEADING or len(text) > 140:
        return None
    if pattern("zones", "about_plain_heading").fullmatch(text):
        return ""
    match = pattern("zones", "about_heading").fullmatch(text)
    if not match or _FINITE.search(match.group("owner")) or _SENTENCE.search(text):
        return None
    owner = _undotted(text[match.start("owner") :].rstrip(" :–-"))
    return _ARTICLE.sub("", owner) if _named(owner) else None


def _undotted(owner: str) -> str:
    """Without a full stop at the end, unless it is that of "Inc." and the like."""
    return owner if _LEGAL_END.search(owner) else owner.rstrip(".")


def _named(owner: str) -> bool:
    """Whether somebody is named: "About 75 jobs" and "About half of them" are no headings, "About the consortium" is one."""
    first = _ARTICLE.sub("", owner)
    if first != owner and re.fullmatch(r"[a-z]+(?: [a-z]+){0,2}", first):
        return True
    return bool(re.match(r"[A-ZÀ-Þ]|\d\w*[A-Za-z]|[a-z]{1,3}[A-Z&]", first)) and not re.match(r"\d+ [a-z]", first)


def inline_about(text: str) -> str | None:
    """The organisation of a paragraph that begins "About Infinera: ..."."""
    match = pattern("zones", "about_inline").match(text[:_HEAD])
    if not match or words_of(match.group("owner")) > 12 or not _named(match.group("owner")):
        return None
    return _ARTICLE.sub("", match.group("owner").strip())


def opens_contact(text: str) -> bool:
    """Whether a line is a heading or label of contacts ("Media contact:", "For more information, contact:", "Press: +1 2")."""
    if words_of(text) <= 12 and pattern("zones", "contact_heading").fullmatch(text):
        return True
    head = text[:_HEAD]
    if pattern("zones", "contact_sentence").match(head):
        return text.endswith(":") or is_reachable(text) or words_of(text) < 40
    label = pattern("zones", "contact_label").match(head)
    return bool(label and is_reachable(text))


def opens_part(text: str) -> bool:
    """Whether a line is a heading over an About, contacts or a disclaimer, as a line of its own."""
    return words_of(text) <= 12 and (about_owner(text) is not None or is_disclaimer_heading(text) or opens_contact(text))


def contact_owner(text: str) -> str | None:
    """The organisation that a heading or label of contacts names: "Infinera" in "Infinera Media: ..."."""
    head = text.split("\t", 1)[0][:160]
    label = pattern("zones", "contact_label").match(head)
    for candidate in ([label.group("label")] if label else []) + [head.rstrip(" :")]:
        for expression in words("zones", "contact_owner"):
            match = _compiled(expression).search(candidate)
            owner = _without_roles(match.group("owner")) if match else ""
            if owner:
                return owner
    return None


def _without_roles(owner: str) -> str:
    """An organisation without the words for an office behind it ("Ciena Press and Media": Ciena); empty if nothing is left."""
    parts = owner.split()
    while parts and fold(" ".join(parts[-1:])) in _no_owners() | {"", "and", "for", "of"}:
        parts.pop()
    left = " ".join(parts).strip(" ,:.–-")
    return "" if fold(left) in _no_owners() else left


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@lru_cache(maxsize=1)
def _no_owners() -> frozenset[str]:
    return frozenset(fold(word) for word in words("zones", "not_owner"))


def is_reachable(text: str) -> bool:
    """Whether a phone number or mail address stands in it."""
    head = text[:_HEAD]
    return bool(("@" in head and pattern("zones", "mail").search(head)) or pattern("zones", "phone").search(head))


def is_disclaimer_heading(text: str) -> bool:
    """A short heading over legal text."""
    if words_of(text) > _LONGEST_HEADING + 6 or not pattern("zones", "disclaimer_start").match(text):
        return False
    return words_of(text) <= 9 or not _FINITE.search(text) or "forward" in text.lower()


def is_disclaimer_text(text: str) -> bool:
    """A sentence of legal text: forward-looking statements, trademarks, copyright, offers."""
    return bool(pattern("zones", "disclaimer_sentence").search(text[:_HEAD]))


def is_strong_disclaimer(text: str) -> bool:
    """Legal text that usually goes on in the next paragraphs."""
    return bool(pattern("zones", "strong_disclaimer").search(text[:_HEAD]))


def is_noise(text: str) -> bool:
    """A line that is no part of a release, by its words alone."""
    if len(text) > _HEAD:
        return False
    if pattern("noise", "lines", re.IGNORECASE).fullmatch(text) or pattern("zones", "end_mark").fullmatch(text):
        return True
    if source_owner(text):
        return True
    return words_of(text) <= 24 and bool(pattern("noise", "crumbs").fullmatch(text)) and not is_reachable(text)


def source_owner(text: str) -> str | None:
    """The issuer of a line such as "SOURCE Telia Carrier" or "Issuer: ADVA Optical Networking SE"."""
    if len(text) > 120:
        return None
    match = pattern("noise", "source_line").fullmatch(text)
    if not match:
        return None
    word = re.match(r"[A-Za-z]+(?: by)?", text)
    if word and word.group() in words("noise", "source_only_with_colon") and ":" not in text[: match.start("owner")]:
        return None
    return _undotted(match.group("owner").strip())


def is_cut(text: str) -> bool:
    """A line behind which the page goes on with other things."""
    return words_of(text) <= 12 and bool(pattern("noise", "cuts", re.IGNORECASE).fullmatch(text))


def reader_comment(text: str) -> bool:
    """The signature or subject of a reader's comment."""
    head = text[:200]
    if len(text) > 200:
        return False
    return bool(pattern("noise", "comment_head").fullmatch(head) or pattern("noise", "comment_subject").fullmatch(head))
