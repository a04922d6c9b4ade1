"""A release as JSON and back."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from telegrapher.errors import DamageError, EvidenceError
from telegrapher.model import Release, Span, Zone, ZoneKind

__all__ = ["decode", "encode", "text_digest"]


def text_digest(text: str) -> str:
    """SHA-256 of the normalised text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def encode(release: Release) -> bytes:
    """The whole value as one JSON object; the same release gives the same bytes."""
    fields = {
        "id": release.id,
        "name": release.name,
        "title": release.title,
        "published": release.published.isoformat() if release.published else None,
        "issuer_hints": list(release.issuer_hints),
        "url": release.url,
        "media_type": release.media_type,
        "language": release.language,
        "digest": release.digest,
        "trademarks": release.trademarks,
        "zones": [[zone.kind.value, zone.span.start, zone.span.end, zone.owner] for zone in release.zones],
        "text": release.text,
    }
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def decode(data: bytes, *, where: str) -> Release:
    """The release that `encode` wrote; `where` names the file for the message.

    Raises:
        DamageError: these are not its bytes.
    """
    try:
        fields: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
        return Release(
            id=fields["id"],
            name=fields["name"],
            text=fields["text"],
            zones=tuple(Zone(ZoneKind(kind), Span(start, end), owner) for kind, start, end, owner in fields["zones"]),
            title=fields["title"],
            published=date.fromisoformat(fields["published"]) if fields["published"] else None,
            issuer_hints=tuple(fields["issuer_hints"]),
            url=fields["url"],
            media_type=fields["media_type"],
            language=fields["language"],
            digest=fields["digest"],
            trademarks=tuple(fields.get("trademarks", ())),
        )
    except (ValueError, KeyError, TypeError, EvidenceError) as error:
        raise DamageError(f"{where} is no stored release: {error}") from error
