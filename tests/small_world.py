"""A small invented world of statements, for networks and pictures."""

from __future__ import annotations

from datetime import date

from telegrapher.rdf import Node, Quote, ReleaseRecord, StatementRecord, Value

KINDS = {
    "Nordwave": "Carrier",
    "Southlink": "Carrier",
    "Lumitron": "Vendor",
    "Photonia": "Vendor",
    "LX-9": "Product",
    "Blue Arc": "Cable",
    "Harbour City": "Place",
}

FIRST = ReleaseRecord("urn:r1", "r1", "one", "Nordwave buys <b>LX-9</b>", date(2020, 5, 1), "en", "text/plain", "", None)
SECOND = ReleaseRecord("urn:r2", "r2", "two", None, date(2021, 6, 1), "en", "text/plain", "", None)
UNDATED = ReleaseRecord("urn:r3", "r3", "three", "Plans", None, "en", "text/plain", "", None)


def iri(name: str) -> str:
    return "https://example.org/" + name.casefold().replace(" ", "-")


def node(name: str) -> Node:
    return Node(iri(name), name, KINDS[name], (KINDS[name],), (), "exact" if name != "Photonia" else "new")


def said(
    subject: str,
    predicate: str,
    other: str | Value,
    *,
    release: ReleaseRecord = FIRST,
    status: str | None = None,
    confidence: float = 0.9,
    quote: str | None = None,
) -> StatementRecord:
    ends = (subject, other.text if isinstance(other, Value) else other)
    words = quote or f"{subject} {predicate} {other.text if isinstance(other, Value) else other}."
    return StatementRecord(
        iri=f"urn:s/{subject}/{predicate}/{other}/{release.id}",
        subject=node(subject),
        predicate=predicate,
        object=other if isinstance(other, Value) else node(other),
        qualifiers=(("supplier", node("Lumitron")),) if predicate == "deploys" else (),
        status=status,
        date="2020",
        earliest=None,
        latest=None,
        confidence=confidence,
        rule="by-hand",
        zone="lead",
        asserted=status not in ("planned", "terminated"),
        release=release,
        evidence=(Quote(100, 100 + len(words), words, "lead"),),
        marks=tuple((100 + words.find(name), 100 + words.find(name) + len(name)) for name in ends if name in words),
    )


STATEMENTS = (
    said("Nordwave", "customerOf", "Lumitron"),
    said("Nordwave", "customerOf", "Lumitron", release=SECOND, confidence=0.6),
    said("Southlink", "customerOf", "Lumitron", release=SECOND),
    said("Nordwave", "customerOf", "Photonia", status="planned", release=UNDATED),
    said("Nordwave", "deploys", "LX-9", status="deployed"),
    said("Lumitron", "offers", "LX-9"),
    said("Southlink", "owns", "Blue Arc", release=SECOND),
    said("Blue Arc", "landsAt", "Harbour City", release=SECOND, confidence=0.4),
    said("Lumitron", "website", Value("www.lumitron.example")),
    said("Lumitron", "website", Value("www.lumitron.example"), release=SECOND),
)
