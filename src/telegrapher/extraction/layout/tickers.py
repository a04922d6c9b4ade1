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
    r"\.?(?:,? (?:Inc|Incorporated|Corp|Corporation|"
    r"Ltd|Limited|[Pp][Ll][Cc]|S\.?A|AG|SE|N\.?V|Co|Company|Group|Holdings)\.?,?)*[®™]?,?\s*"
)


@cache
def _pair() -> re.Pattern[str]:
    """`EXCHANGE (and EXCHANGE): SYMBOL`, the exchanges longest first."""
    names = "|".join(re.escape(name) for name in sorted(lexicon().exchanges, key=lambda name: (-len(name), name)))
    exchange = rf"(?:{names})(?: Stock Exchange| Stock Market| Exchange)?"
    return re.compile(
        rf"(?<![\w])(?P<x>{exchange})(?:(?:,? and |/|, )(?:the )?(?P<y>{exchange}))?"
        r"(?:\s?[:：]\s?|,? under the (?:ticker |trading |stock )?symbols? [\"“']?)"
        r"(?P<s>[A-Z0-9](?:[A-Z0-9.\-]{0,10}[A-Z0-9])?)(?![\w])",
        re.IGNORECASE,
    )


def read_tickers(sheet: Sheet) -> Iterator[Draft]:
    """A `tickerSymbol` for each symbol beside, or in the sentence of, a named organisation."""
    for sentence in sheet.page.sentences:
        if sentence.zone in (ZoneKind.DISCLAIMER, ZoneKind.NOISE):
            continue
        text = sheet.text[sentence.span.start : sentence.span.end]
        if ":" not in text and "symbol" not in text:
            continue
        for match in _pair().finditer(text):
            symbol = match["s"]
            if symbol != symbol.upper():
                continue
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            owner = _owner(sheet, sentence, text, match)
            for exchange in filter(None, (match["x"], match["y"])):
                if owner is not None and _written_as_code(exchange, sheet):
                    yield sheet.draft(owner, "tickerSymbol", Literal(f"{_code(exchange)}:{symbol}", span), "ticker")


def _code(exchange: str) -> str:
    words = re.sub(r"\s+(?:stock exchange|stock market|exchange)$", "", exchange.casefold())
    known = lexicon().exchanges
    return known.get(exchange.casefold()) or known[words]


def _written_as_code(exchange: str, sheet: Sheet) -> bool:
    """Short codes that are words ("set", "bit", "six") count only in capitals."""
    return len(exchange) > 3 or exchange.isupper()


def _is_exchange(name: str) -> bool:
    lowered = name.casefold().removeprefix("the ")
    return "exchange" in lowered or lowered in lexicon().exchanges


def _owner(sheet: Sheet, sentence: Sentence, text: str, match: re.Match[str]) -> Mention | None:
    """The organisation before the bracket that holds the symbol; else the one the sentence is about."""
    start = sentence.span.start
    bracket = text.rfind("(", 0, match.start())
    closed = text.find(")", bracket, match.start()) if bracket >= 0 else -1
    if bracket >= 0 and closed < 0:
        before = sheet.of_class(Span(start, start + bracket), "org") if bracket else ()
        before = tuple(one for one in before if not _is_exchange(one.text))
        if before and _GAP.fullmatch(sheet.text[before[-1].span.end : start + bracket]):
            return before[-1]
    return sheet.topic(sentence, start + match.start(), start + match.end())
