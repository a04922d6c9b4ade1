"""Things of a source to things of ours: what is enough, and what is not."""

from __future__ import annotations

import pytest

from telegrapher.linking.outside import match
from telegrapher.model import Link
from telegrapher.reference import Entry, Reference

ID = "https://w3id.org/telegrapher/id/"


def ours(kind: str, key: str, name: str, *aliases: str, doubtful: tuple[str, ...] = (), **columns: str) -> Entry:
    kind_of = {"organization": "Carrier", "cable": "Cable", "place": "Place"}[kind]
    attributes = {column: tuple(value.split("|")) for column, value in columns.items()}
    return Entry(f"{ID}{kind}/{key}", kind_of, (kind_of,), name, aliases, doubtful, attributes)


def theirs(kind_of: str, key: str, name: str, *aliases: str, **columns: str) -> Entry:
    attributes = {column: tuple(value.split("|")) for column, value in columns.items()}
    return Entry(f"{ID}atlas-thing/{key}", kind_of, (kind_of,), name, aliases, attributes=attributes)


REFERENCE = Reference(
    (
        ours("place", "no", "Norway"),
        ours("organization", "gullnet", "Gullnet", "Gull Net", country="NO", ticker="OSE:GULL", website="gullnet.example"),
        ours("organization", "tern", "Tern", doubtful=("Tern",), country="NO", identifiers="wikidata:Q7|lei:X"),
        ours("organization", "tern-ca", "Tern", doubtful=("Tern",), country="CA"),
        ours("organization", "petrel", "Petrel Telecom", "Petrel"),
        ours("cable", "petrel", "Petrel", doubtful=("Petrel",)),
        ours("cable", "gull-arc", "Gull Arc Express", "GAX"),
        ours("cable", "gull-x", "Gull X", "GX"),
        ours("cable", "auk", "Auk", level="family"),
        ours("place", "auk-bay", "Auk Bay", country="NO", lat="60.1", lon="5.2"),
    )
)


def found(*things: Entry) -> list[tuple[str, str]]:
    matches = match(things, REFERENCE)
    return [(matches[thing.iri].link.value, matches[thing.iri].iri.removeprefix(ID)) for thing in things]


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (theirs("Organization", "a", "Gullnet"), ("exact", "organization/gullnet")),
        (theirs("Organization", "a", "Gull Net"), ("alias", "organization/gullnet")),
        (theirs("Organization", "a", "GULLNET AS"), ("normalised", "organization/gullnet")),
        (theirs("Organization", "a", "Gullnet Global", website="https://gullnet.example"), ("identifier", "organization/gullnet")),
        (theirs("Organization", "a", "Gullnet Group", ticker="Oslo:GULL"), ("identifier", "organization/gullnet")),
        (theirs("Organization", "a", "Whatever", identifiers="isin:1|wikidata:Q7"), ("identifier", "organization/tern")),
        (theirs("Organization", "a", "Gullnet", country="CA"), ("ambiguous", "")),
        (theirs("Organization", "a", "Gullnet", country="CA|NO"), ("exact", "organization/gullnet")),
        (theirs("Organization", "a", "Tern"), ("ambiguous", "")),
        (theirs("Organization", "a", "Tern", country="CA"), ("context", "organization/tern-ca")),
        (theirs("Organization", "a", "Heron"), ("new", "")),
        (theirs("Organization", "a", "Petrel"), ("alias", "organization/petrel")),
        (theirs("Cable", "a", "Petrel"), ("exact", "cable/petrel")),
        (theirs("Cable", "a", "Gullnet"), ("new", "")),
        (theirs("Cable", "a", "Gull Arc Express", "GAX"), ("exact", "cable/gull-arc")),
        (theirs("Cable", "a", "GAX cable system"), ("normalised", "cable/gull-arc")),
        (theirs("Cable", "a", "Gull Arc Express", "GX"), ("ambiguous", "")),
        (theirs("Cable", "a", "Auk"), ("family", "cable/auk")),
        (theirs("Place", "a", "Auk Bay", country="NO"), ("context", "place/auk-bay")),
        (theirs("Place", "a", "Auk Bay"), ("ambiguous", "")),
        (theirs("Place", "a", "Auk Bay", country="CA"), ("new", "")),
    ],
    ids=lambda value: f"{value.name} {dict(value.attributes)}" if isinstance(value, Entry) else "",
)  # fmt: skip
def test_one_thing(thing, expected):
    assert found(thing) == [expected]


def test_two_things_of_a_source_are_not_one():
    exact, alias = theirs("Organization", "a", "Gullnet"), theirs("Organization", "b", "Gull Net")
    assert found(exact, alias) == [("exact", "organization/gullnet"), ("normalised", "organization/gullnet")]
    again = theirs("Organization", "c", "Gullnet")
    assert {link for link, _ in found(exact, again)} == {"normalised"}
    assert found(again, exact) == found(exact, again)


def test_every_rung_that_finds_something_has_a_relation():
    from telegrapher.importing.rules import relations

    assert relations().keys() == set(Link) - {Link.NEW, Link.AMBIGUOUS}
