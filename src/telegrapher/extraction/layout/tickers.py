"""Stock-exchange symbols: "(NASDAQ: INFN)", "(NYSE: T; TSX: TT)", "on the NYSE under the symbol CIEN"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from telegrapher.extraction.layout.lexicon import lexicon
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.extraction.page import Sentence
from telegrapher.model import Draft, Literal, Mention, Span, ZoneKind

__all__ = ["read_tickers"]

_GAP = re.compile(
    r"(?:[\"”]?[)\]])?(?:['’]s?)?\.?(?:,? (?:Inc|Incorporated|Corp|Corporation|"
    r"Ltd|Limited|[Pp][Ll][Cc]|S\.?A|AG|SE|N\.?V|Co|Company|Group|Holdings)\.?,?)*[®™*†‡]?,?"
    r"(?: ?[(\[][“\"][^()\[\]]{1,40}[\"”][)\]])?\s*"
)


_PLACED = re.compile(r",? (?:in|on|at) (?:the )?[\ue000-\uf8ff]+ ")
"""Where a company is listed, between its name and the bracket: "X in Sydney (ASX: XYZ)"."""


@cache
def _pair() -> re.Pattern[str]:
    """`EXCHANGE (and EXCHANGE): SYMBOL`, the exchanges longest first."""
    names = "|".join(re.escape(name) for name in sorted(lexicon().exchanges, key=lambda name: (-len(name), name)))
    exchange = rf"(?:{names})(?: Stock Exchange| Stock Market| Exchange)?"
    return re.compile(
        rf"(?<![\w])(?P<x>{exchange})(?:(?:,? and |/|, )(?:the )?(?P<y>{exchange}))?"
        r"(?:\s?[:：]\s?|(?<=\w)\s[-–]\s(?=[A-Z0-9.]{1,6}[)\]])|,? under the (?:ticker |trading |stock )?symbols? [\"“']?"
        r"|,? (?:ticker |trading |stock )?(?:symbol|ticker|code)s?(?:\s?[:：]\s?|\s)(?=[A-Z0-9.]{1,6}\b)[\"“']?)"
        r"(?P<s>[A-Z0-9](?:[A-Z0-9.\-]{0,10}[A-Z0-9])?)(?![\w])",
        re.IGNORECASE,
    )


_HINTS = (":", "：", "symbol", "ticker", "code")
_HINT = re.compile(r"[-–] [A-Z0-9.]{1,6}[)\]]")
_OPEN, _CLOSED = re.compile(r"[(\[]"), re.compile(r"[)\]]")

_UNLISTED = re.compile(r"(?<=[(\[])(?P<x>[A-Z][A-Z0-9]{1,7})(?P<y>)\s?:\s?(?P<s>[A-Z0-9](?:[A-Z0-9.\-]{0,7}[A-Z0-9])?)(?=[)\];,])")
"""A pair of capitals in a bracket, whatever exchange the first may mean."""


def read_tickers(sheet: Sheet) -> Iterator[Draft]:
    """A `tickerSymbol` for each symbol beside, or in the sentence of, a named organisation."""
    for sentence in sheet.page.sentences:
        if sentence.zone in (ZoneKind.DISCLAIMER, ZoneKind.NOISE):
            continue
        text = sheet.text[sentence.span.start : sentence.span.end]
        if not (any(hint in text for hint in _HINTS) or _HINT.search(text)):
            continue
        listed = list(_pair().finditer(text))
        known = {match.start("s") for match in listed}
        unlisted = [match for match in _UNLISTED.finditer(text) if match.start("s") not in known]
        for match in (*listed, *(one for one in unlisted if _beside(sheet, sentence, text, one))):
            symbol = match["s"]
            if symbol != symbol.upper():
                continue
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            owner = _owner(sheet, sentence, text, match)
            for exchange in filter(None, (match["x"], match["y"])):
                if owner is not None and _written_as_code(exchange, sheet):
                    yield sheet.draft(owner, "tickerSymbol", Literal(f"{_code(exchange)}:{symbol}", span), "ticker")


def _code(exchange: str) -> str:
    """The exchange's code; what no list knows stays as it is written."""
    words = re.sub(r"\s+(?:stock exchange|stock market|exchange)$", "", exchange.casefold())
    known = lexicon().exchanges
    return known.get(exchange.casefold()) or known.get(words) or exchange


def _written_as_code(exchange: str, sheet: Sheet) -> bool:
    """Short codes that are words ("set", "bit", "six") count only in capitals."""
    return len(exchange) > 3 or exchange.isupper()


def _is_exchange(name: str) -> bool:
    lowered = name.casefold().removeprefix("the ")
    return "exchange" in lowered or lowered in lexicon().exchanges


def _bracket(text: str, end: int) -> int:
    """Where the last bracket before `end` opens; -1 if none does."""
    return max((match.start() for match in _OPEN.finditer(text, 0, end)), default=-1)


def _beside(sheet: Sheet, sentence: Sentence, text: str, match: re.Match[str]) -> bool:
    """Whether the bracket stands right behind the name of an organisation."""
    bracket = sentence.span.start + _bracket(text, match.start() + 1)
    before = sheet.of_class(Span(sentence.span.start, bracket), "org") if bracket > sentence.span.start else ()
    return bool(before) and _reaches(sheet, before[-1], bracket)


def _reaches(sheet: Sheet, name: Mention, bracket: int) -> bool:
    """Whether nothing but a legal form or the town of the exchange stands between a name and a bracket."""
    start = name.span.end
    return bool(_GAP.fullmatch(sheet.text, start, bracket) or _PLACED.fullmatch(sheet.mask, start, bracket))


def _owner(sheet: Sheet, sentence: Sentence, text: str, match: re.Match[str]) -> Mention | None:
    """The organisation before the bracket that holds the symbol; else the one the sentence is about."""
    start = sentence.span.start
    bracket = _bracket(text, match.start())
    if bracket >= 0 and not _CLOSED.search(text, bracket, match.start()):
        before = sheet.of_class(Span(start, start + bracket), "org") if bracket else ()
        before = tuple(one for one in before if not _is_exchange(one.text))
        if before and _reaches(sheet, before[-1], start + bracket):
            return before[-1]
    found = sheet.topic(sentence, start + match.start(), start + match.end())
    if found is not None and _is_exchange(found.text):
        named = sheet.of_class(Span(start, start + match.start()), "org")
        own = next((one for one in named if not _is_exchange(one.text)), None)
        zone = sheet.zone_of(start)
        return own or (sheet.owner(zone) if zone is not None and zone.kind is ZoneKind.ABOUT else None)
    return found or _named_last(sheet, Span(start, start + match.start()))


def _named_last(sheet: Sheet, before: Span) -> Mention | None:
    """The last organisation named before a symbol that is no exchange: "shares of X are traded on ..."."""
    named = [one for one in sheet.of_class(before, "org") if not _is_exchange(one.text)]
    return named[-1] if named else None
