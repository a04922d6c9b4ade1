"""How much the figures move if the same documents are set otherwise, or if their companies are called otherwise.

The gold documents of `dev` and `newsroom` that are plain text are changed (and their annotation with them), then scored: in the
first table by what happens to text on its way (wraps, capitals, marks), in the second by giving the three organisations that each
document names most often names of one shape, which no table knows. What falls from "as it is" was owed to the setting or to the
known name.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import telegrapher

GOLD = Path(__file__).parent / "gold"
ORGANIZATIONS = {"Vendor", "Carrier", "Organization", "ContentProvider", "DataCenterOperator"}

Document = tuple[str, str, dict[str, Any]]
"""Name, text and annotation."""


def documents() -> Iterator[Document]:
    """The documents that are plain text."""
    for folder in ("dev", "newsroom"):
        for path in sorted((GOLD / folder).glob("*.txt")):
            annotation = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
            yield path.stem, path.read_text(encoding="utf-8"), annotation


def curled(text: str) -> str:
    """With typographic quotation marks and apostrophes."""
    text = re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "’", text)
    return re.sub(r'(^|[\s(])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")


def straightened(text: str) -> str:
    """With the marks of a typewriter."""
    return text.translate(str.maketrans("’‘“”", "''\"\""))


def wrapped(text: str) -> str:
    """With hard breaks at 70 characters."""
    lines = (textwrap.wrap(line, 70, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


def headline(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of the first line that is not empty."""

    def changed(text: str) -> str:
        lines = text.split("\n")
        first = next(number for number, line in enumerate(lines) if line.strip())
        return "\n".join((*lines[:first], change(lines[first]), *lines[first + 1 :]))

    return changed


SETTINGS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "typographic marks": curled,
    "typewriter's marks": straightened,
    "no-break spaces behind figures": lambda text: re.sub(r"(?<=\d) (?=[A-Za-z])", "\u00a0", text),
    "hard wraps": wrapped,
    "a bar before each paragraph": lambda text: re.sub(r"^(?=.*\S)", "| ", text, flags=re.MULTILINE),
    "no empty lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "headline in capitals": headline(str.upper),
    "headline in title case": headline(lambda line: re.sub(r"(?<!\S)[a-z]", lambda first: first[0].upper(), line)),
}

SHAPES: Mapping[str, tuple[str, str, str]] = {
    "one word (Velmora)": ("Velmora", "Quellonix", "Brantel"),
    "capitals (QVT)": ("QVT", "BRX", "ZTK"),
    "small letter first (iVanta)": ("iVanta", "eLumio", "nTelio"),
    "with & (Harlow & Finch)": ("Harlow & Finch", "Dane & Cole", "Wick & Sons"),
    "with a figure (Net4U)": ("Net4U", "Orbit9", "C3 Fibre"),
    "with a hyphen (Tele-Nordia)": ("Tele-Nordia", "Opto-Link", "Trans-Fibra"),
    "a word of the language (Summit)": ("Summit", "Beacon", "Harbor"),
    "group (Korvan Group)": ("Korvan Group", "Ostrava Holdings", "Mintel Group"),
    "another tongue (Telecomunicações do Vale)": ("Telecomunicações do Vale", "Société Télécom Atlas", "Nordvik Bredbånd"),
}


def renamed(document: Document, names: tuple[str, str, str]) -> Document:
    """The document with its three organisations that are named most often called otherwise, each by one name only."""
    name, text, annotation = document

    def count(entity: Mapping[str, Any]) -> int:
        forms = {entity["name"], *entity.get("aliases", [])}
        return sum(len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", text)) for form in forms)

    bodies = [one for one in annotation["entities"] if one["type"] in ORGANIZATIONS and not one.get("optional")]
    chosen = zip(sorted(bodies, key=count, reverse=True), names, strict=False)
    new = {form: to for one, to in chosen for form in (one["name"], *one.get("aliases", [])) if len(form) > 1}
    forms = "|".join(re.escape(form) for form in sorted(new, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w@./-])(?:{forms})(?![\w@]|\.com|-\w)")

    def other(said: str) -> str:
        return pattern.sub(lambda match: new[match[0]], said)

    entities = [
        {**one, "name": other(one["name"]), "aliases": sorted({other(form) for form in one.get("aliases", [])})}
        for one in annotation["entities"]
    ]
    return name, other(text), {**annotation, "entities": entities}


def row(label: str, found: Iterator[Document]) -> str:
    """One line of a Markdown table: the scores of some documents."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text, annotation in found:
            Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
            Path(folder, f"{name}.gold.json").write_text(json.dumps(annotation), encoding="utf-8")
        scores = telegrapher.evaluate(Path(folder))
    statement, entity = scores.measures["statement"], scores.measures["entity"]
    figures = (statement.precision, statement.recall, statement.f1, entity.f1)
    return f"| {label} | " + " | ".join(f"{value:.3f}" for value in figures) + " |"


def main() -> None:
    """Print both tables."""
    for head, rows in (
        ("set", ((label, ((n, change(t), a) for n, t, a in documents())) for label, change in SETTINGS.items())),
        ("called", ((label, (renamed(one, names) for one in documents())) for label, names in SHAPES.items())),
    ):
        print(f"| {head} | statements P | R | F1 | entities F1 |\n|---|---|---|---|---|")
        for label, found in rows:
            print(row(label, found), flush=True)
        print()


if __name__ == "__main__":
    main()
