"""What a text names by a cable and one word more: its consortium, its segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegrapher.extraction.names.text.scene import Scene
from telegrapher.model import Found, Mention, Referent

__all__ = ["companions"]


def companions(
    scene: Scene, mentions: Sequence[Mention], referents: Mapping[str, Referent], next_key: int
) -> tuple[list[Mention], dict[str, Referent]]:
    """ "the MAREA consortium" and "MAREA segment 2": mentions of the words after the cable, and their referents."""
    found: list[Mention] = []
    made: dict[str, Referent] = {}
    keys: dict[tuple[str, str], str] = {}
    for mention in mentions:
        inside = scene.words.between(mention.span)
        if mention.type != "Cable" or not len(inside):
            continue
        last = inside[-1] + 1
        if not scene.same_line(inside[-1], last) or scene.gap(last) != " ":
            continue
        end, kind = _end(scene, last)
        if kind:
            span = scene.words.span(last, end)
            text = scene.release.quote(span)
            key = keys.setdefault((mention.key, text.casefold()), f"e{next_key + len(keys)}")
            cable = referents[mention.key].name
            name = f"{cable} {text}" if kind == "Consortium" else text
            aliases = () if kind == "Consortium" else (f"{cable} {text}",)
            made.setdefault(key, Referent(key, kind, name, aliases, hints=(("cable", mention.key),)))
            found.append(Mention(span, text, kind, key, Found.DESCRIPTION))
    return found, made


def _end(scene: Scene, index: int) -> tuple[int, str]:
    """Last token and type of what is named after a cable; no type if nothing is."""
    token = scene.tokens[index]
    if token.low == "consortium":
        return index, "Consortium"
    number = scene.tokens[index + 1] if scene.same_line(index, index + 1) else None
    if token.low == "segment" and number and len(number.text) <= 3 and (number.text[0].isdigit() or number.text.isupper()):
        return index + 1, "Cable"
    return index, ""
