from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher.rdf.publishing import page, publish, rdf_file
from telegrapher.shipped import folder
from telegrapher.vocabulary import vocabulary

FORMATS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}


def canonical(quads: list[ox.Quad]) -> ox.Dataset:
    data = ox.Dataset(quads)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return data


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_holds_the_same_triples(ending: str) -> None:
    source = [
        ox.Quad(*quad.triple)
        for name in ("telegrapher.ttl", "codes.ttl")
        for quad in ox.parse((folder("ontology") / name).read_bytes(), format=ox.RdfFormat.TURTLE)
    ]
    found = [ox.Quad(*quad.triple) for quad in ox.parse(rdf_file(ending), format=FORMATS[ending])]
    assert len(found) == len(set(found)) > 1500
    assert canonical(found) == canonical(source)
    assert rdf_file(ending) == rdf_file(ending)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.loaded: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in ("meta", "link"):
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            if tag == "a" and name == "href":
                self.links.add(value or "")
            elif name in ("src", "href", "action", "data"):
                self.loaded.append((tag, value or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def read() -> Reader:
    reader = Reader()
    reader.feed(page())
    return reader


def test_page_is_well_formed_and_needs_no_network(read: Reader) -> None:
    assert read.open == []
    assert read.tags["svg"] == 2
    assert not read.tags["script"]
    assert not [value for _, value in read.loaded if ":" in value]


def test_page_has_every_term_once_and_no_dead_link(read: Reader) -> None:
    terms = vocabulary()
    codes = [f"{scheme}-{name}" for scheme, row in terms.codes.items() for name in row]
    assert [name for name in (*terms.labels, *codes) if read.ids[name] != 1] == []
    assert [name for name, count in read.ids.items() if count > 1] == []
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_page_shows_every_definition() -> None:
    text = page()
    assert [name for name, definition in vocabulary().definitions.items() if definition.replace("'", "&#x27;") not in text] == []


def test_files_are_written(tmp_path: Path) -> None:
    written = publish(tmp_path / "site")
    assert [path.name for path in written] == ["telegrapher.ttl", "telegrapher.rdf", "telegrapher.jsonld", "index.html"]
    assert written[-1].read_text(encoding="utf-8") == page()
