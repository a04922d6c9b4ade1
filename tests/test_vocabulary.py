from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from telegrapher.errors import VocabularyError
from telegrapher.model import Link, ZoneKind
from telegrapher.shipped import folder
from telegrapher.vocabulary import Vocabulary, read_vocabulary, vocabulary

SHARED = Path(os.environ.get("TELEGRAPHER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(scope="module")
def terms() -> Vocabulary:
    return vocabulary()


@pytest.fixture(scope="module")
def catalogue() -> dict[str, dict[str, Any]]:
    path = SHARED / "contract" / "catalogue.yaml"
    if not path.is_file():
        pytest.skip("the catalogue is not here")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def listed(value: str | list[str]) -> set[str]:
    return set(value) if isinstance(value, list) else {value}


def test_types_are_those_of_the_catalogue(terms: Vocabulary, catalogue: dict[str, dict[str, str]]) -> None:
    assert set(terms.types) == set(catalogue["entity_types"])
    roles = {name for name, note in catalogue["entity_types"].items() if note.startswith("(Organization)")}
    assert {name for name, kind in terms.types.items() if kind.parents == ("Organization",)} == roles
    assert {name for name, kind in terms.types.items() if kind.parents} == roles


def test_relations_are_those_of_the_catalogue(terms: Vocabulary, catalogue: dict[str, Any]) -> None:
    assert set(terms.relations) == set(catalogue["relations"])
    for name, row in catalogue["relations"].items():
        relation = terms.relations[name]
        assert set(relation.domain) == listed(row["domain"]), name
        assert (set(relation.range) or {relation.literal}) == listed(row["range"]), name
        assert relation.symmetric is row.get("symmetric", False), name


def test_qualifiers_and_statuses_are_those_of_the_catalogue(terms: Vocabulary, catalogue: dict[str, Any]) -> None:
    assert set(terms.qualifiers) == set(catalogue["qualifiers"])
    assert set(terms.statuses) == set(catalogue["qualifiers"]["status"].split(" | "))
    kinds = catalogue["qualifiers"]["kind"]
    offices, contacts = (part.partition("(")[0].strip().split(" | ") for part in kinds.split(";")[:2])
    assert set(terms.codes["office-kind"]) == set(offices)
    assert set(terms.codes["contact-kind"]) == set(contacts)


def test_codes_are_the_words_of_the_model(terms: Vocabulary) -> None:
    assert set(terms.codes["zone"]) == {kind.value for kind in ZoneKind}
    assert set(terms.codes["link-status"]) == {link.value for link in Link}
    assert terms.codes["status"]["planned"].iri == "https://w3id.org/telegrapher/id/status/planned"


@pytest.mark.parametrize(
    ("predicate", "subject", "object_", "fits"),
    [
        ("deploys", "Carrier", "Product", True),
        ("deploys", "Organization", "Product", True),
        ("deploys", "Carrier", "Cable", False),
        ("deploys", "Product", "Product", False),
        ("deploys", "Carrier", None, False),
        ("conferredBy", "Award", "AwardBody", True),
        ("usesCapacityOn", "Network", "Cable", True),
        ("usesCapacityOn", "Person", "Cable", False),
        ("lengthKm", "Cable", None, True),
        ("lengthKm", "Cable", "Place", False),
        ("issuedBy", "Release", "Vendor", True),
        ("issuedBy", "Vendor", "Vendor", False),
        ("deploys", "Release", "Product", False),
    ],
)
def test_fits(terms: Vocabulary, predicate: str, subject: str, object_: str | None, fits: bool) -> None:
    assert terms.fits(predicate, subject, object_) is fits


def test_agreement_goes_both_ways_but_not_between_roles(terms: Vocabulary) -> None:
    assert terms.agree("Vendor", "Organization")
    assert terms.agree("Organization", "Vendor")
    assert not terms.agree("Vendor", "Carrier")
    assert terms.is_a("Vendor", "Organization")
    assert not terms.is_a("Organization", "Vendor")
    assert terms.with_ancestors(["Vendor", "Carrier"]) == ("Carrier", "Organization", "Vendor")


def test_relations_read_from_both_sides(terms: Vocabulary) -> None:
    assert (terms.relation("deploys").label, terms.relation("deploys").reverse_label) == ("deploys", "deployed by")
    assert terms.relation("partnersWith").reverse_label == "partners with"
    assert terms.relation("capacity").reverse_label == "capacity of"
    assert terms.label("ContentProvider") == "content provider"
    assert terms.label("deployedBy") == "deployed by"
    assert terms.relation("owns").broader == ("hasStakeIn",)
    assert all(relation.reverse_label for relation in terms.relations.values())


def test_unknown_names_are_errors_that_name_them(terms: Vocabulary) -> None:
    for call in (
        lambda: terms.type("Boat"),
        lambda: terms.relation("Boat"),
        lambda: terms.qualifier("Boat"),
        lambda: terms.label("Boat"),
        lambda: terms.fits("Boat", "Vendor", None),
        lambda: terms.is_a("Boat", "Organization"),
        lambda: terms.with_ancestors(["Boat"]),
    ):
        with pytest.raises(VocabularyError, match="Boat"):
            call()


def test_read_once() -> None:
    assert vocabulary() is vocabulary()


HEAD = "@prefix tel: <https://w3id.org/telegrapher/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "


@pytest.mark.parametrize(
    ("ontology", "message"),
    [
        ("this is no turtle", "telegrapher.ttl is no Turtle"),
        (HEAD + 'tel:Boat tel:usage "type" .', "tel:Boat needs exactly one"),
        (HEAD + 'tel:Boat tel:usage "float" ; rdfs:label "boat"@en .', "unknown usage 'float'"),
        (None, "cannot be read"),
    ],
)
def test_malformed_ontology_is_named(tmp_path: Path, ontology: str | None, message: str) -> None:
    if ontology is not None:
        (tmp_path / "telegrapher.ttl").write_text(ontology)
    (tmp_path / "codes.ttl").write_text("")
    with pytest.raises(VocabularyError, match=message):
        read_vocabulary(tmp_path)


def test_malformed_code_is_named(tmp_path: Path) -> None:
    (tmp_path / "telegrapher.ttl").write_bytes((folder("ontology") / "telegrapher.ttl").read_bytes())
    prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix id: <https://w3id.org/telegrapher/id/> . "
    (tmp_path / "codes.ttl").write_text(prefix + "<https://w3id.org/telegrapher/id/status/x> skos:inScheme id:status .")
    with pytest.raises(VocabularyError, match="status/x"):
        read_vocabulary(tmp_path)


def test_import_is_light() -> None:
    script = (
        "import sys; before = set(sys.modules); import telegrapher.vocabulary; print(' '.join(sorted(set(sys.modules) - before)))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pyoxigraph", "rdflib", "yaml", "networkx", "spacy", "numpy", "pyshacl"}
    assert heavy.isdisjoint(loaded)
