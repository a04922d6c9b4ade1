"""Content-derived addresses: the same content always gets the same name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = ["RESOURCES", "digest", "entity_iri", "fold", "release_id", "slug"]

RESOURCES = "https://w3id.org/telegrapher/id/"
"""Where all resources live."""


def digest(*parts: str, length: int = 16) -> str:
    """First `length` hexadecimal digits of the SHA-256 of the parts, each closed by a NUL so that none can run into the next."""
    whole = "".join(part + "\0" for part in parts)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def release_id(text: str) -> str:
    """Id of a release: made from its text alone, so that the same text read twice is the same release."""
    return digest(text)


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name for comparison: no accents, marks or case; words of letters and digits (and `+`), one blank between.

    >>> fold("Télécom Équipement™ S.A.")
    'telecom equipement sa'
    """
    if name.isalnum() and name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", re.sub(r"[®™©]|\((?:R|TM|C)\)", " ", name)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    plain = re.sub(r"['’`]s\b|(?<=s)['’`](?=\s|$)", "", plain)
    return " ".join(re.sub(r"[^\w+]+", " ", plain).replace("_", " ").split())


def slug(name: str) -> str:
    """A name as part of an address: folded, hyphens for blanks; a digest where nothing is left.

    >>> slug("SEA-ME-WE 4")
    'sea-me-we-4'
    """
    words = fold(name).replace("+", " plus ").split()
    return "-".join(words) or digest(name)


def entity_iri(kind: str, name: str, *scope: str) -> str:
    """Address of an entity of a kind ("organization", "cable", ...) by name; `scope` keeps namesakes apart (people, networks).

    >>> entity_iri("cable", "MAREA")
    'https://w3id.org/telegrapher/id/cable/marea'
    """
    tail = f"-{digest(*scope, length=8)}" if scope else ""
    return f"{RESOURCES}{kind}/{slug(name)}{tail}"
