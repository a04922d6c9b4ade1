"""Names that the text itself introduces: short forms in brackets, tickers, About headings, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.forms import is_legal, word_rules
from telegrapher.extraction.names.text.initials import abbreviates, contracts, fits
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.techniques import is_technique
from telegrapher.extraction.names.text.tokens import Token
from telegrapher.rules import rule_set

__all__ = ["Definition", "domain_words", "find_definitions", "tickers"]

_TICKER = re.compile(
    r"[(\[](?:[^()\[\]]{0,30}?[\s(\[])?"
    r"(?P<exchange>[A-Z][A-Za-z0-9.]{1,9}(?:[ /][A-Z][A-Za-z]{1,9}){0,3})"
    r"(?:\s?:\s?|\s(?:(?:ticker|stock|trading) )?(?:symbol|ticker|code)\s?:?\s)"
    r"(?P<symbol>[A-Z0-9][A-Z0-9.\-]{0,9})[^()\[\]]{0,40}[)\]]"
)


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    small: frozenset[str]
    binding: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "definitions", plain=True)


@dataclass(frozen=True, slots=True)
class Definition:
    """ "LONG (SHORT)": first and last tokens (inclusive) of both sides."""

    long_first: int
    long_last: int
    short_first: int
    short_last: int


def tickers(scene: Scene) -> frozenset[int]:
    """Indices of the opening brackets of stock symbols: "(NASDAQ: INFN)"."""
    starts = {match.start() for match in _TICKER.finditer(scene.release.text)}
    return frozenset(i for opening in "([" for i in scene.lows.get(opening, ()) if scene.tokens[i].start in starts)


def find_definitions(scene: Scene) -> Iterator[Definition]:
    """All bracketed short forms whose letters are found, in order, in the words before them, or the reverse."""
    yield from _alternatives(scene)
    yield from _also_called(scene)
    yield from _as_called(scene)
    marks = tickers(scene)
    for index in scene.lows.get("(", ()):
        if index and not scene.barred[scene.tokens[index].sentence]:
            short = _inside(scene, index)
            if short and (index not in marks or scene.tokens[short[1] + 1].text != ")"):
                long_first = _expansion(scene, index, scene.tokens[short[0] : short[1] + 1])
                if long_first is not None:
                    yield Definition(long_first, index - 1, short[0], short[1])


def _inside(scene: Scene, index: int) -> tuple[int, int] | None:
    """The short form between brackets: up to four words, quotation marks and an article around it left out."""
    first = index + 1
    while scene.same_line(index, first) and (
        scene.tokens[first].text in "\"“”'‘’" or scene.tokens[first].low in {"the", "or", "hereinafter", "hereafter"}
    ):
        first += 1
    last = first
    while scene.same_line(index, last) and scene.tokens[last].kind == "word" and last - first < 9:
        last += 1
    end = last
    while scene.same_line(index, end) and scene.tokens[end].text in "\"“”'‘’,":
        end += 1
    if last == first or not scene.same_line(index, end):
        return None
    if scene.tokens[end].text not in {")", ";"} and not (end > last and _symbol_at(scene, end)):
        return None
    return first, last - 1


def _alternatives(scene: Scene) -> Iterator[Definition]:
    """Short forms told by "or" behind a name or its bracket: "Redes del Litoral (BVC: RELIT), or REL, said"."""
    for index, token in enumerate(scene.tokens[:-2]):
        if token.low != "or" or index < 3 or not scene.same_line(index, index - 3) or scene.tokens[index - 1].text != ",":
            continue
        short = index + 1
        closed = scene.same_line(index, short + 1) and scene.tokens[short + 1].text == ","
        if not closed or not re.fullmatch(r"[A-Z]{2,6}", scene.tokens[short].text) or scene.barred[token.sentence]:
            continue
        end = index - 1
        if scene.tokens[end - 1].text == ")":
            end = next((n for n in range(end - 2, end - 12, -1) if scene.same_line(index, n) and scene.tokens[n].text == "("), end)
        first = _expansion(scene, end, (scene.tokens[short],))
        if first is not None:
            yield Definition(first, end - 1, short, short)


def _also_called(scene: Scene) -> Iterator[Definition]:
    """Second names told in a clause: "NTT Electronics, trading as NEL", "MikroTīkls SIA, known as MikroTik"."""
    for index, token in enumerate(scene.tokens[:-1]):
        if token.low != "as" or index < 4 or scene.barred[token.sentence] or scene.heading[token.sentence]:
            continue
        verb = index - 1
        if not scene.same_line(index, index - 4) or scene.tokens[verb].low not in word_rules().calling:
            continue
        comma = next((n for n in range(verb, verb - 4, -1) if scene.tokens[n].text == ","), 0)
        if not comma or not scene.same_line(index, comma - 1) or not scene.same_line(index, index + 1):
            continue
        last = index
        while (
            last < index + 4 and scene.same_line(index, last + 1) and scene.tokens[last + 1].is_cap and scene.gap(last + 1) == " "
        ):
            last += 1
        capped = _capped(_words_left(scene, comma), _classes().binding)
        if last > index and capped and not scene.tokens[comma - 1].text.islower():
            yield Definition(capped[0][0], comma - 1, index + 1, last)


def _as_called(scene: Scene) -> Iterator[Definition]:
    """Second names told by a clause in the passive: "the Orin-Tarsin Project, as OTP is called in full, ..."."""
    for index, token in enumerate(scene.tokens[:-3]):
        if token.low not in word_rules().calling or index < 5 or not scene.same_line(index, index - 5):
            continue
        verb = index - 1 - (scene.tokens[index - 1].low.endswith("ly") or scene.tokens[index - 1].low == "also")
        first = verb
        while verb - first < _SHORT_WORDS and scene.tokens[first - 1].is_cap:
            first -= 1
        comma = first - 2
        told = first < verb and scene.tokens[first - 1].low == "as" and scene.tokens[comma].text == ","
        if not told or scene.tokens[verb].low not in _BEING or not scene.same_line(index, comma - 1):
            continue
        capped = _capped(_words_left(scene, comma), _classes().binding)
        capped = capped[capped[:1] != [] and capped[0][1].low == "the" :]
        if capped and scene.tokens[comma - 1].is_cap:
            yield Definition(capped[0][0], comma - 1, first, verb - 1)


_SHORT_WORDS = 4
_BEING = frozenset({"is", "was", "are"})


def _goes_on(scene: Scene, index: int, last: int) -> bool:
    return scene.same_line(index, last + 1) and scene.tokens[last + 1].is_cap and scene.gap(last + 1) == " "


def _symbol_at(scene: Scene, index: int) -> bool:
    """Whether a stock symbol follows the short form inside the same bracket: "(SKN, NYSE: SKNT)"."""
    colon = next((n for n in range(index + 1, index + 5) if scene.same_line(index, n) and scene.tokens[n].text == ":"), 0)
    return bool(colon) and all(token.text[0].isupper() for token in scene.tokens[index:colon])


def _expansion(scene: Scene, index: int, short: tuple[Token, ...]) -> int | None:
    """Index of the first token of what the short form stands for; `None` if the words before do not fit."""
    words = _words_left(scene, index)
    if not words:
        return None
    if len(short) == 1 and (short[0].text.isupper() or any(c.isupper() for c in short[0].text[1:])):
        letters = re.sub(r"[^A-Za-z0-9]", "", short[0].text)
        letters = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
        for size in range(1, len(words) + 1):
            if size >= min(2, len(letters)) and fits(letters, [token.text for _, token in words[-size:]]):
                return words[-size][0]
    if (first := _initials_and_word(words, short)) is not None:
        return first
    if len(short) == 1 and (first := _initials_glued(words, short[0].text)) is not None:
        return first
    capped = _capped(words, _classes().small)
    for start in range(len(capped) - 1 if len(short) == 1 else 0):
        if capped[start][1].is_cap and (contracts(short[0].text, capped[start:]) or abbreviates(short[0].text, capped[start:])):
            return capped[start][0]
    return _quoted_part(scene, words, short) or _bracketed_initials(words, short) or _behind_legal(scene, words, short)


def _initials_and_word(words: list[tuple[int, Token]], short: tuple[Token, ...]) -> int | None:
    """Initials and the last word of a name, small words among the others: "Pearl of the Sea Link East ("PSL East")"; a legal form
    behind it does not count."""
    while len(words) > 3 and is_legal(words[-1][1]):
        words = words[:-1]
    if len(short) != 2 or not re.fullmatch(r"[A-Z]{2,6}", short[0].text) or short[1].low != words[-1][1].low:
        return None
    for size in range(3, len(words) + 1):
        if words[-size][1].is_cap and fits(short[0].text, [token.text for _, token in words[-size:-1]]):
            return words[-size][0]
    return None


def _initials_glued(words: list[tuple[int, Token]], short: str) -> int | None:
    """Initials and a word of a name written as one ("CBrasil" of "Calder Towers Brasil Ltda"), a legal form left out."""
    glued = re.fullmatch(r"([A-Z]{1,4})([A-Z][^\W\d_A-Z]{2,})", short)
    capped = _capped(words, frozenset())
    while len(capped) > 2 and is_legal(capped[-1][1]):
        capped = capped[:-1]
    if glued is None or len(capped) < 2 or capped[-1][1].low != glued[2].lower():
        return None
    for start in range(len(capped) - 1):
        initials = "".join(token.text[0] for _, token in capped[start:-1])
        if initials.startswith(glued[1]):
            return capped[start][0]
    return None


def _bracketed_initials(words: list[tuple[int, Token]], short: tuple[Token, ...]) -> int | None:
    """Capitals in a bracket right behind a name of several words stand for it, whatever tongue they are made from ("West African
    Development Bank (BOAD)"): no place, no technique, no office of a person."""
    text = short[0].text
    if len(short) != 1 or not re.fullmatch(r"[A-Z]{3,8}", text) or short[0].low in _not_short() or is_technique(text):
        return None
    capped = _capped(words, _classes().binding)
    while capped and capped[0][1].low in word_rules().openers | word_rules().function:
        capped = capped[1:]
    names = [token for _, token in capped if token.is_cap]
    if len(names) < 2 or names[0].text in people_rules().given or text in geography().places:
        return None
    return None if " ".join(token.text for token in names) in geography().places else capped[0][0]


def _behind_legal(scene: Scene, words: list[tuple[int, Token]], short: tuple[Token, ...]) -> int | None:
    """A quoted name behind a legal form is what the firm goes by, whatever its letters: "Orin Holding Limited ("Ovrest Sites")"."""
    capped = _capped(words, _classes().binding)
    quoted = scene.release.text[short[0].start - 1] in "\"“‘'" and all(token.is_cap for token in short)
    if not quoted or len(capped) < 2 or not is_legal(capped[-1][1]) or short[-1].low in word_rules().alone | word_rules().generic:
        return None
    return None if {token.low for token in short} <= word_rules().openers | _not_short() else capped[0][0]


def _not_short() -> frozenset[str]:
    return word_rules().never | people_rules().heads | people_rules().suffixes


def _capped(words: list[tuple[int, Token]], small: frozenset[str]) -> list[tuple[int, Token]]:
    """The name that ends the words: from the first of an unbroken run of capitalised words and figures, `small` ones inside it."""
    run = len(words)
    while run and _belongs(words[run - 1][1], small):
        run -= 1
    capped = words[run:]
    while capped and not capped[0][1].is_cap:
        capped = capped[1:]
    return capped


def _belongs(token: Token, small: frozenset[str]) -> bool:
    return token.is_cap or token.text.isdigit() or token.text in {",", "&"} or token.low in small


def _words_left(scene: Scene, index: int) -> list[tuple[int, Token]]:
    words: list[tuple[int, Token]] = []
    position = index - 1 - (scene.tokens[index - 1].text == ".")
    while scene.same_line(index, position) and len(words) < 10:
        token = scene.tokens[position]
        if (token.kind != "word" and token.text not in {"&", ","}) or (token.text == "," and not (words and is_legal(words[0][1]))):
            break
        words.insert(0, (position, token))
        position -= 1
    return words


def _quoted_part(scene: Scene, words: list[tuple[int, Token]], short: tuple[Token, ...]) -> int | None:
    """ "ADTRAN, Inc. ("ADTRAN")", "Acorn HoldCo, Inc. ("HoldCo")": the short form is a word of the long one."""
    if not short[0].text[0].isupper() and not any(c.isupper() for c in short[0].text):
        return None
    capped = _capped(words, frozenset())
    texts = [token.low for _, token in capped]
    if (
        len(short) > 1
        and len(capped) > 2
        and texts[0] == short[0].low
        and fits(short[-1].text, [token.text for _, token in capped[1:]])
    ):
        return capped[0][0]
    if all(token.low in texts for token in short) and len(capped) > len(short):
        return capped[0][0]
    return None


def domain_words(scene: Scene) -> frozenset[str]:
    """Second-level names of all web and mail addresses in the text ("infinera" of "www.infinera.com")."""
    found = set()
    for token in scene.tokens:
        if token.kind == "address":
            host = re.split(r"[/?#]", token.low.split("@")[-1].removeprefix("https://").removeprefix("http://"))[0]
            labels = [
                label for label in host.split(".") if label not in {"www", "com", "co", "net", "org", "edu", "gov", "ac", "info"}
            ]
            if labels:
                found.add(max(labels, key=len).replace("-", ""))
    return frozenset(found - {"example", "gmail", "yahoo", "hotmail"})
