"""Websites: whose they are is told by the block they stand in, the sentence, or their own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.model import Draft, Literal, Mention, Span, ZoneKind, fold

__all__ = ["domain_owner", "read_websites"]

_SITE = re.compile(
    r"(?<![\w@.-])(?P<scheme>https?://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}[a-z]{2,12})(?P<path>(?:/[\w~%.+=&?#-]{0,80}){0,8})",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\.[A-Za-z]")
_ENDINGS = re.compile(
    r"\.(?:com|net|org|edu|gov|int|info|biz|io|co|eu|asia|tv|cloud|tech|digital|network|global|group|africa|ai|[a-z]{2})$",
    re.IGNORECASE,
)
_SECOND = re.compile(r"(?:co|com|net|org|ac|gov|edu|or|ne|go|gob|gouv)$", re.IGNORECASE)
_FILES = re.compile(r"\.(?:pdf|jpe?g|png|gif|zip|docx?|xlsx?|pptx?|mp[34]|js|css)$", re.IGNORECASE)
_DEEPEST = 1
_PLURAL = 7
"""Letters above which a host's label may be the plural of a name: "northseacables" of North Sea Cable Company."""
_SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE})


def read_websites(sheet: Sheet) -> Iterator[Draft]:
    """A `website` for each address that belongs to a named organisation."""
    for match in _addresses(sheet.text):
        zone = sheet.zone_of(match.start())
        if zone is None or zone.kind in _SILENT or not _is_site(match, sheet):
            continue
        owner = _owner(sheet, match)
        if owner is not None:
            value = (match["host"] + match["path"]).rstrip("/.")
            yield sheet.draft(owner, "website", Literal(value, Span(match.start(), match.end())), "website")


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """What is written like an address: none lies in two lines, and most lines hold no stop right before a letter."""
    start = 0
    while dotted := _DOTTED.search(text, start):
        begin, end = text.rfind("\n", 0, dotted.start()) + 1, text.find("\n", dotted.end())
        end = end if end >= 0 else len(text)
        yield from _SITE.finditer(text, begin, end)
        start = end


def _is_site(match: re.Match[str], sheet: Sheet) -> bool:
    host = match["host"].casefold()
    if not _ENDINGS.search(host) or not (match["scheme"] or host.startswith("www.") or _led(match, sheet) or _closes(match, sheet)):
        return False
    if any(host == stop or host.endswith("." + stop) for stop in sheet.lexicon.site_stops):
        return False
    steps = [step for step in match["path"].rstrip(".,/").split("/") if step]
    return len(steps) <= _DEEPEST and not _FILES.search(match["path"] or host)


def _led(match: re.Match[str], sheet: Sheet) -> bool:
    """Whether words before a bare host say that it is an address."""
    before = sheet.text[max(0, match.start() - 24) : match.start()].casefold()
    return bool(re.search(r"(?:\bat|visit|web ?site|web|online|site|see|www|url|internet|to|:|\|)[:\s]*[<(\[]?$", before))


def _closes(match: re.Match[str], sheet: Sheet) -> bool:
    """Whether a bare host is the last that an About block says, and spells its owner: "... in London. acme.no"."""
    zone = sheet.zone_of(match.start())
    owner = sheet.owner(zone) if zone is not None and zone.kind is ZoneKind.ABOUT else None
    if owner is None or sheet.text[match.end() : match.end() + 1].strip() or sheet.text[match.start() - 2 : match.start()] != ". ":
        return False
    known = sheet.page.referents[owner.key]
    return _fits(re.sub(r"[^a-z0-9]", "", _label(match["host"])), (known.name, *known.aliases)) > 1


def _label(host: str) -> str:
    """The part of a host that names its owner: `bics` of `www.bics.com`, `telstra` of `investor.telstra.com.au`."""
    parts = host.casefold().split(".")[:-1]
    if len(parts) > 1 and _SECOND.match(parts[-1]):
        parts = parts[:-1]
    return parts[-1] if parts else ""


def domain_owner(sheet: Sheet, host: str, near: int) -> Mention | None:
    """The organisation whose name, short form or initials a host's name is made of; its mention closest to `near`."""
    label = re.sub(r"[^a-z0-9]", "", _label(host))
    keys = [
        key
        for key, known in sheet.page.referents.items()
        if sheet.lexicon.is_org(known.type) and _fits(label, (known.name, *known.aliases))
    ]
    if not keys:
        return None
    best = min(
        keys, key=lambda key: (-max(_fits(label, (sheet.page.referents[key].name, *sheet.page.referents[key].aliases)), 0), key)
    )
    found = sheet.index.by_key.get(best, ())
    return min(found, key=lambda mention: (abs(mention.span.start - near), mention.span.start), default=None)


def _fits(label: str, names: tuple[str, ...]) -> int:
    """How well a host's label fits one of the names: 3 the whole name, 2 its first words or initials, 1 its beginning, 0 not."""
    best = 0
    for name in names:
        words = fold(name).replace("+", "").split()
        joined = "".join(words)
        if not joined or len(label) < 2:
            continue
        runs = {"".join(words[:count]) for count in range(1, len(words) + 1)}
        if label == joined:
            best = max(best, 3)
        elif (
            label in runs
            or (len(label) > _PLURAL and len(words) > 1 and label.removesuffix("s") in runs)
            or (len(words) > 1 and label == "".join(word[0] for word in words))
        ):
            best = max(best, 2)
        elif len(label) > 3 and (joined.startswith(label) or (len(joined) > 3 and label.startswith(joined))):
            best = max(best, 1)
    return best


def _owner(sheet: Sheet, match: re.Match[str]) -> Mention | None:
    """Owner of an address: by its name if that is somebody's; else the owner of the About block; else the one organisation of its
    sentence or block."""
    zone = sheet.zone_of(match.start())
    named = domain_owner(sheet, match["host"], match.start())
    owner = sheet.owner(zone)
    if zone is not None and zone.kind is ZoneKind.ABOUT and owner is not None:
        if named is None or named.key == owner.key:
            return _nearest(sheet, owner, match)
        return named if _apart(sheet, match, named) else _nearest(sheet, owner, match)
    if named is not None:
        return named
    sentence = sheet.page.sentence_at(match.start())
    orgs = sheet.of_class(sentence.span, "org") if sentence else ()
    if len({mention.key for mention in orgs}) == 1:
        return orgs[0]
    return orgs[0] if orgs and sentence and _ends_description(sheet, sentence.span, orgs[0], match) else None


def _ends_description(sheet: Sheet, span: Span, subject: Mention, match: re.Match[str]) -> bool:
    """Whether an address in brackets ends a sentence that says what its subject is: "Acme is a firm of Bole (www.acn.no)."."""
    bracketed = sheet.text[match.start() - 1] == "(" and sheet.text[match.end() : span.end].rstrip(". ") == ")"
    told = re.compile(r"[^.;]{0,40}? (?:is|are) (?:an? |the )").match(sheet.text, subject.span.end)
    return bracketed and subject.span.start == span.start and told is not None


def _nearest(sheet: Sheet, owner: Mention, match: re.Match[str]) -> Mention:
    """The owner's mention in the same sentence, if it has one there."""
    sentence = sheet.page.sentence_at(match.start())
    here = [mention for mention in sheet.of_class(sentence.span, "org") if mention.key == owner.key] if sentence else []
    return here[0] if here else owner


def _apart(sheet: Sheet, match: re.Match[str], named: Mention) -> bool:
    """Whether another organisation than the block's owner is named in the address's own sentence."""
    sentence = sheet.page.sentence_at(match.start())
    return sentence is not None and named.span in sentence.span
