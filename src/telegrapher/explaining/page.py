"""Explanations as one HTML page that needs nothing else: own template, everything escaped, every request forbidden by policy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telegrapher.explaining.values import Explanation
from telegrapher.explaining.words import words
from telegrapher.rules import table
from telegrapher.vocabulary import vocabulary

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page"]

_TEMPLATES = Path(__file__).parent / "template"


def page(explanations: Sequence[Explanation], *, title: str | None = None) -> str:
    """Explanations as the text of one HTML page without any remote address.

    Scripts and styles run by their digest alone (Content Security Policy, level 2), so that nothing in a release can.

    Args:
        explanations: at least one; the page shows one at a time.
        title: of the page; that of the release if there is only one.

    Returns:
        HTML; the same for the same explanations.
    """
    first = explanations[0]
    heading = title or (first.title or first.name if len(explanations) == 1 else f"{len(explanations)} releases explained")
    style, script = _part("explanation.css"), _part("explanation.js")
    data = {"releases": [_plain(one) for one in explanations], "types": _types(), "words": words()}
    html: str = _template().render(
        title=heading, style=style, script=script, style_hash=_digest(style), script_hash=_digest(script), data=data
    )
    return html


def _types() -> dict[str, Any]:
    """Label and colour of every type, those of the drawing."""
    look = table("drawing")["types"]
    known = vocabulary().types
    return {
        name: {"label": one.label, "color": look.get(name, look["Organization"])["color"]} for name, one in sorted(known.items())
    }


def _plain(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain values; the text of sentences is left to its spans."""
    whole = asdict(explanation)
    for line in whole["lines"]:
        del line["text"]
    return whole | {"counts": dict(explanation.counts)}


@cache
def _part(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True).get_template("explanation.html")
