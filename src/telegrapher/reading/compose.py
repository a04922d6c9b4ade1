"""Lines and their labels to one release: the text, its zones, title, date, issuers and language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from telegrapher.errors import ReadingError
from telegrapher.model import Release, Span, Zone, ZoneKind, fold, release_id
from telegrapher.reading.dates import Dateline, address_date, date_line
from telegrapher.reading.language import language_of
from telegrapher.reading.marks import source_owner
from telegrapher.reading.quotes import quotes
from telegrapher.reading.repair import SIGN
from telegrapher.reading.rules import figure, pattern, words
from telegrapher.reading.sheet import Line, Shape, Sheet, words_of
from telegrapher.reading.zones import Layout, lay_out

__all__ = ["compose"]

_MARKED = re.compile(rf"((?:[A-Z0-9][\w.+/{SIGN}-]* )*[\w.+/-]+){SIGN}")

_QUOTING = (ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.ABOUT, ZoneKind.SUBHEAD)


def compose(sheet: Sheet, *, name: str, data: bytes) -> Release:
    """The release that `sheet` holds.

    Args:
        sheet: lines and claims of the format.
        name: of the release.
        data: the original bytes, for the digest.

    Raises:
        ReadingError: there is no text in it.
    """
    lines = [replace(line, text=line.text.replace(SIGN, "")) if SIGN in line.text else line for line in sheet.lines if line.text]
    if not lines:
        raise ReadingError("holds no text", where=name)
    titles = _titles([title.replace(SIGN, "") for title in sheet.titles])
    layout = lay_out(lines, titles)
    text, spans = _text(lines)
    blocks = _blocks(layout, spans)
    inside = tuple(quotes(text, [zone for zone in blocks if zone.kind in _QUOTING]))
    zones = tuple(sorted((*blocks, *inside), key=lambda zone: (zone.span.start, -zone.span.end, zone.kind is ZoneKind.QUOTE)))
    return Release(
        id=release_id(text),
        name=name,
        text=text,
        zones=zones,
        title=_title(lines, layout, titles),
        published=_published(lines, layout, sheet),
        issuer_hints=_issuers(lines, layout, sheet),
        url=sheet.url,
        media_type=sheet.media_type,
        language=language_of(text),
        digest=hashlib.sha256(data).hexdigest(),
        trademarks=_trademarks(sheet.lines),
    )


def _trademarks(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names behind which a trademark sign stood, with the capitalised words before them."""
    marked = (match.group(1) for line in lines if SIGN in line.text for match in _MARKED.finditer(line.text))
    return tuple(sorted({name.replace(SIGN, "") for name in marked}))


def _text(lines: Sequence[Line]) -> tuple[str, list[Span]]:
    """One text of all lines, an empty line between paragraphs, and the span of each line."""
    parts: list[str] = []
    spans: list[Span] = []
    position = 0
    for index, line in enumerate(lines):
        if index:
            between = "\n\n" if _apart(lines[index - 1], line) else "\n"
            parts.append(between)
            position += len(between)
        parts.append(line.text)
        spans.append(Span(position, position + len(line.text)))
        position += len(line.text)
    return "".join(parts), spans


def _apart(above: Line, line: Line) -> bool:
    if above.shape is line.shape and line.shape in (Shape.ITEM, Shape.ROW):
        return False
    least = figure("layout", "paragraph_words")
    prose = any(one.shape in (Shape.PLAIN, Shape.HEADING) and words_of(one.text) >= least for one in (above, line))
    return line.gap or prose or line.shape is Shape.HEADING


def _blocks(layout: Layout, spans: Sequence[Span]) -> list[Zone]:
    """Block zones: neighbouring lines with the same label are one; a dateline opens the line of the lead."""
    zones: list[Zone] = []
    for index, (label, span) in enumerate(zip(layout.labels, spans, strict=True)):
        start = span.start
        if index == layout.lead and layout.dateline:
            cut = span.start + layout.dateline.end
            zones.append(Zone(ZoneKind.DATELINE, Span(span.start, cut)))
            start = cut
        last = zones[-1] if zones else None
        if last and last.kind is label.kind and last.owner == label.owner and label.kind is not ZoneKind.HEADLINE:
            zones[-1] = Zone(label.kind, Span(last.span.start, span.end), label.owner)
        else:
            zones.append(Zone(label.kind, Span(start, span.end), label.owner))
    return zones


def _titles(claims: Sequence[str]) -> tuple[str, ...]:
    """Titles as claimed, and without what the site put before or behind them."""
    divider = pattern("publishers", "title_dividers")
    found: dict[str, None] = {}
    for claim in claims:
        title = " ".join(claim.split())
        found.setdefault(title)
        parts = divider.split(title)
        if len(parts) > 1:
            found.setdefault(max(parts, key=len).strip())
    return tuple(title for title in found if title)


def _title(lines: Sequence[Line], layout: Layout, titles: Sequence[str]) -> str | None:
    for line, label in zip(lines, layout.labels, strict=True):
        if label.kind is ZoneKind.HEADLINE:
            return line.text
    short = [title for title in titles if words_of(title) >= 3]
    return short[-1] if short else None


def _published(lines: Sequence[Line], layout: Layout, sheet: Sheet) -> date | None:
    """The date by the dateline, else by a line above the lead or right below it, else by the format, else by the address.

    A dateline without year takes the year from the next of these that fits.
    """
    opening = layout.dateline
    if opening and opening.published:
        return opening.published
    told = [date_line(line.text)[0] for line in lines[: layout.lead]]
    claims = [claim for claim in (*told, sheet.published, address_date(sheet.url)) if claim]
    if opening and opening.month_day:
        return _with_year(opening, claims)
    return claims[0] if claims else None


def _with_year(opening: Dateline, claims: Sequence[date]) -> date | None:
    month, day = opening.month_day or (0, 0)
    for claim in claims:
        for year in (claim.year, claim.year - 1):
            try:
                candidate = date(year, month, day)
            except ValueError:
                continue
            if timedelta(0) <= claim - candidate <= timedelta(days=60) or (candidate - claim).days in (1, 2):
                return candidate
    return None


def _issuers(lines: Sequence[Line], layout: Layout, sheet: Sheet) -> tuple[str, ...]:
    """Who signs, and publishers and senders that are no aggregators and are named in the release itself."""
    found: dict[str, None] = {}
    for line, label in zip(lines, layout.labels, strict=True):
        if label.kind is ZoneKind.NOISE:
            owner = source_owner(line.text)
            if owner and fold(owner) not in _aggregators():
                found.setdefault(owner)
    told = fold(" ".join(line.text for line, label in zip(lines, layout.labels, strict=True) if label.kind not in _UNTOLD)[:20000])
    for claim in sheet.publishers:
        owner = _owner_of_site(claim)
        if owner and fold(owner) not in _aggregators() and f" {fold(owner)} " in f" {told} ":
            found.setdefault(owner)
    return tuple({fold(owner): owner for owner in reversed(found)}[key] for key in dict.fromkeys(map(fold, found)))


_UNTOLD = (ZoneKind.NOISE, ZoneKind.DISCLAIMER)


def _aggregators() -> frozenset[str]:
    return frozenset(fold(word) for word in words("publishers", "aggregators"))


def _owner_of_site(claim: str) -> str:
    """The organisation in the name of a site or press office ("Adtran newsroom": Adtran)."""
    additions = "|".join(re.escape(word) for word in sorted(words("publishers", "additions"), key=lambda word: -len(word)))
    name = pattern("publishers", "title_dividers").split(" ".join(claim.split()))[0]
    for _ in range(3):
        shorter = re.sub(rf"(?i)(?:[\s,|–-]+(?:{additions})|^(?:{additions})\s+)$", "", name)
        if shorter == name:
            break
        name = shorter
    return name.strip(" ,|-–")
