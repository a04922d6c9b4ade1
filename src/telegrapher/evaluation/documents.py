"""Gold documents, and extractions in the same form."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from telegrapher.errors import InputError
from telegrapher.model import Extraction, Found, Literal

__all__ = ["as_document", "gold_documents"]


def as_document(extraction: Extraction) -> dict[str, Any]:
    """One extraction as the plain value that gold documents have, ready for JSON.

    Returns:
        `id` (the release's name), `text`, `entities` (with `mentions` as code-point offsets into `text`) and `statements`
        (with `evidence` likewise).
    """
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.found is not Found.REFERENCE:
            mentions[mention.key].append({"start": mention.span.start, "end": mention.span.end, "text": mention.text})
    return {
        "id": extraction.release.name,
        "text": extraction.release.text,
        "published": extraction.release.published.isoformat() if extraction.release.published else None,
        "entities": [
            {"id": key, "type": one.type, "name": one.name, "aliases": list(one.aliases), "mentions": mentions[key]}
            for key, one in extraction.referents.items()
        ],
        "statements": [
            {
                "s": one.subject,
                "p": one.predicate,
                "o": {"value": one.object.value} if isinstance(one.object, Literal) else one.object,
                "q": dict(one.qualifiers),
                "evidence": [
                    {"start": span.start, "end": span.end, "text": quote}
                    for span, quote in zip(one.evidence.spans, one.evidence.quotes, strict=True)
                ],
                "zone": str(one.evidence.zone),
                "confidence": round(one.confidence, 4),
                "rule": one.rule,
            }
            for one in extraction.statements
        ],
    }


def gold_documents(path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of a gold folder: the file to read and its annotation, in order of id.

    Raises:
        InputError: no annotation in the folder, one that is no JSON, or one without its document.
    """
    found = sorted(path.glob("*.gold.json"))
    if not found:
        raise InputError("no *.gold.json in this folder", where=str(path))
    for annotation in found:
        name = annotation.name.removesuffix(".gold.json")
        sources = [file for file in sorted(path.glob(f"{name}.*")) if file != annotation]
        if not sources:
            raise InputError(f"no document beside {annotation.name}", where=str(path))
        try:
            yield sources[0], json.loads(annotation.read_text(encoding="utf-8"))
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"not JSON: {error}", where=str(annotation)) from error
