"""The ontology is clean: each rule is one query with no row, and one bad snippet that shows that the rule can fail."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from telegrapher.shipped import folder

RULES = sorted((Path(__file__).parent / "hygiene").glob("*.rq"))
FILES = sorted(folder("ontology").glob("*.ttl"))


def turtle(*texts: str) -> ox.Store:
    store = ox.Store()
    for text in texts:
        store.extend(ox.parse(text, format=ox.RdfFormat.TURTLE))
    return store


def ontology() -> list[str]:
    return [(folder("ontology") / name).read_text(encoding="utf-8") for name in ("telegrapher.ttl", "codes.ttl")]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return turtle(*ontology())


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_ontology_keeps_the_rule(store: ox.Store, rule: Path) -> None:
    query = rule.read_text(encoding="utf-8")
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    rows = [" ".join(str(value) for value in row) for row in found]
    assert not rows, query.splitlines()[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_can_fail(rule: Path) -> None:
    bad = rule.with_suffix(".bad.ttl").read_text(encoding="utf-8")
    assert list(turtle(*ontology(), bad).query(rule.read_text(encoding="utf-8")))


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_is_a_sentence_and_parses_in_a_second_engine(rule: Path) -> None:
    text = rule.read_text(encoding="utf-8")
    assert re.match(r"# [A-Z].*[.)]\n", text)
    prepareQuery(text, initNs={})


def test_every_snippet_has_its_rule() -> None:
    assert {path.name for path in RULES[0].parent.iterdir()} == {rule.stem + end for rule in RULES for end in (".rq", ".bad.ttl")}
    assert len(RULES) >= 55


def unused_prefixes(text: str) -> list[str]:
    body = re.sub(r'"(?:[^"\\]|\\.)*"|(?<!\S)#.*$', "", re.sub(r"@prefix [^\n]*\n", "", text), flags=re.M)
    return [name for name in re.findall(r"@prefix ([\w-]*):", text) if not re.search(rf"(?<![\w-]){re.escape(name)}:", body)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_prefix_is_unused(path: Path) -> None:
    assert unused_prefixes(path.read_text(encoding="utf-8")) == []


def test_an_unused_prefix_would_be_seen() -> None:
    assert unused_prefixes('@prefix a: <urn:a> .\n@prefix b: <urn:b> .\na:x a:y "b:z" . # b:w\n') == ["b"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_one_prefix_one_namespace_in_all_files(path: Path) -> None:
    known: dict[str, str] = {}
    for other in FILES:
        for name, namespace in re.findall(r"@prefix ([\w-]*): <([^>]*)>", other.read_text(encoding="utf-8")):
            assert known.setdefault(name, namespace) == namespace, (path.name, name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_addresses_are_https_or_old_standards(path: Path) -> None:
    for address in set(re.findall(r"<(https?://[^>]*)>", path.read_text(encoding="utf-8"))):
        assert address.startswith(
            (
                "https://",
                "http://www.w3.org/",
                "http://purl.org/",
                "http://xmlns.com/",
                "http://www.opengis.net/",
                "http://rdfs.org/",
            )
        )
        assert not re.search(r"\.(ttl|owl|rdf)$", address)
