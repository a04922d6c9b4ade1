"""Names of firms that are written all in lower case ("velmora"): words that no language has, or that the text treats as a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from telegrapher.extraction.names.text.tokens import Token
from telegrapher.extraction.names.text.words import english, listed

__all__ = ["hosts", "small_names"]

_LONGEST = 3
"""Words of such a name, at most."""

_SHOWN, _SURE = 3, 4
"""What must speak for a name that is no word of the language, and for one that is."""

_OFFICE = "office"
_AT = frozenset({"of", "at", "for", ","})
_PLAIN = re.compile(r"[^\W_]*[a-z][^\W_]*(?:-[^\W_]+)?")


def hosts(tokens: Iterable[Token]) -> frozenset[str]:
    """The labels of all web and mail addresses, without those of their kind ("velmora" of "www.velmora.co.uk")."""
    common = listed("words", "common_hosts")
    found: set[str] = set()
    for token in tokens:
        if token.kind == "address":
            host = re.split(r"[/?#]", token.low.split("@")[-1].removeprefix("https://").removeprefix("http://"))[0]
            found.update(label.replace("-", "") for label in host.split(".") if label not in common and len(label) > 1)
    return frozenset(found)


def small_names(lines: Sequence[Sequence[Token]]) -> frozenset[tuple[str, ...]]:
    """The names in lower case that a release holds, as their words.

    What speaks for one: a line "About velmora" (2), an address of that name (2), a sentence that opens with it (1, at most 2), an
    office of it ("CEO of velmora"), a possessive, and a line of its own (1 each). A word of the language needs more than one that
    is none.

    Args:
        lines: the words of the release, line by line.
    """
    labels = hosts(token for line in lines for token in line)
    headed = _headed(lines)
    told = headed | _singles(lines, labels)
    if not told:
        return frozenset()
    shown, found = _shown(lines, told, headed), set()
    for name in sorted(told):
        joined = "".join(name).replace("-", "")
        reached = joined in labels or (len(joined) > 4 and any(label.startswith(joined) for label in labels))
        asked = _SURE if set(name) <= english() else _SHOWN
        sure = reached or name in headed or _OFFICE in shown[name]
        if sum(shown[name].values()) + 2 * reached >= asked and sure:
            found.add(name)
    longer = {name[:size] for name in found for size in range(1, len(name))}
    return frozenset(found - longer)


def _singles(lines: Sequence[Sequence[Token]], labels: frozenset[str]) -> set[tuple[str, ...]]:
    """Words in lower case that may be names: one that opens a sentence, one of an address, one of which somebody is an officer."""
    heads = listed("people", "heads")
    never = listed("words", "function")
    found: set[tuple[str, ...]] = set()
    for line in lines:
        for index, token in enumerate(line):
            addressed = token.text in labels and token.low not in english()
            held = (
                index > 1 and line[index - 1].text in ("of", "at") and line[index - 2].low in heads and token.low not in english()
            )
            if (index == 0 or addressed or held) and token.low not in never and _is_small(token):
                found.add((token.text,))
    return found


def _is_small(token: Token) -> bool:
    return token.kind == "word" and token.text.islower() and len(token.text) > 1 and _PLAIN.fullmatch(token.text) is not None


def _headed(lines: Sequence[Sequence[Token]]) -> set[tuple[str, ...]]:
    """The names of lines that hold nothing but "About" and a name in lower case."""
    found = set()
    for line in lines:
        words = [token for token in line if token.text != ":"]
        if 1 < len(words) <= _LONGEST + 1 and words[0].text in ("About", "ABOUT") and all(_is_small(token) for token in words[1:]):
            found.add(tuple(token.text for token in words[1:]))
    return found


def _shown(
    lines: Sequence[Sequence[Token]], told: set[tuple[str, ...]], headed: set[tuple[str, ...]]
) -> dict[tuple[str, ...], Counter[str]]:
    """How much the lines speak for each name, by the way in which they do."""
    heads = listed("people", "heads")
    shown: dict[tuple[str, ...], Counter[str]] = {name: Counter() for name in told}
    for name in headed:
        shown[name]["headed"] = 2
    for line in lines:
        texts = tuple(token.text for token in line)
        for start, name in ((n, name) for n, text in enumerate(texts) for name in told if text == name[0]):
            if texts[start : start + len(name)] != name:
                continue
            behind = line[start + len(name)] if start + len(name) < len(line) else None
            if start == 0:
                way = "opens" if behind else "alone"
                shown[name][way] = min(shown[name][way] + 1, 2 if behind else 1)
            if behind and behind.kind == "possessive":
                shown[name]["own"] = 1
            if start > 1 and line[start - 1].text in _AT and line[start - 2].low in heads:
                shown[name][_OFFICE] = 1
    return shown
