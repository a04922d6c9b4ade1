from __future__ import annotations

import base64
import hashlib
import html
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher.questions import competencies
from telegrapher.rdf.competency import Competency
from telegrapher.rdf.handbook import page
from telegrapher.rdf.listing import triples
from telegrapher.rdf.publishing import publish, rdf_file
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
        self.policy = ""
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = dict(attrs)["content"] or ""
        if tag not in ("meta", "link", "input", "br"):
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
    reader.feed(page(competencies()))
    return reader


def test_page_is_well_formed_and_needs_no_network(read: Reader) -> None:
    assert read.open == []
    assert read.tags["svg"] == 2
    assert not [value for _, value in read.loaded if ":" in value]
    script = page(competencies()).partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert read.tags["script"] == 1
    assert read.policy == f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"


def test_page_has_every_term_once_and_no_dead_link(read: Reader) -> None:
    terms = vocabulary()
    codes = [f"{scheme}-{name}" for scheme, row in terms.codes.items() for name in row]
    asked = [f"question-{one.name}" for one in competencies()]
    assert [name for name in (*terms.labels, *codes, *asked) if read.ids[name] != 1] == []
    assert [name for name, count in read.ids.items() if count > 1] == []
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_page_shows_every_definition() -> None:
    text = page()
    assert [name for name, definition in vocabulary().definitions.items() if definition.replace("'", "&#x27;") not in text] == []


def test_files_are_written(tmp_path: Path) -> None:
    written = publish(tmp_path / "site")
    assert [path.name for path in written] == [
        "telegrapher.ttl",
        "telegrapher.rdf",
        "telegrapher.jsonld",
        "shapes.ttl",
        "index.html",
    ]
    assert written[-1].read_text(encoding="utf-8") == page()
    assert written[-2].read_bytes() == (folder("ontology") / "shapes.ttl").read_bytes()


def card(text: str, name: str) -> str:
    """What the page shows of one term, as text."""
    found = re.search(rf'<article class="[^"]*" id="{re.escape(name)}">.*?</article>', text, re.S)
    assert found, name
    return html.unescape(re.sub(r"<[^>]+>", " ", found[0]))


def test_a_card_tells_all_about_a_term() -> None:
    text = page(competencies())
    for name, words in {
        "deploys": (
            "Organization",
            "Product",
            "deployedBy",
            "deployments-by-parent",
            "for instance",
            "the object of deploys is a product",
        ),
        "hasOfficeIn": ("hasSiteIn", "org:hasSite", "office-changes"),
        "hasSiteIn": ("headquarteredIn", "hasOfficeIn", "presence", "broader"),
        "deployedBy": ("inverse", "deploys", "deployments"),
        "partnersWith": ("symmetric", "irreflexive", "org:linkedTo"),
        "Organization": ("Carrier", "Vendor", "org:Organization", "deploys", "issuedBy"),
        "Event": ("schema:Event", "events"),
        "zoneKind": ("functional", "structure", "zone"),
        "question-reach": ("landsAt", "Which places and countries"),
        "list-status": ("planned", "by-status"),
    }.items():
        shown = card(text, name)
        assert [word for word in words if word not in shown] == [], name
    assert "deprecated" not in text.replace(".deprecated", "")


def test_every_term_on_the_page_says_what_it_serves() -> None:
    text = page(competencies())
    assert [name for name in vocabulary().labels if " serves " not in card(text, name)] == []
    assert " serves " not in card(page(), "deploys")


def test_a_deprecated_term_is_marked_and_names_its_successor() -> None:
    tel = "https://w3id.org/telegrapher/ontology#"
    gone = ox.Triple(ox.NamedNode(tel + "trials"), ox.NamedNode("http://www.w3.org/2002/07/owl#deprecated"), ox.Literal(True))
    to = ox.Triple(gone.subject, ox.NamedNode("http://purl.org/dc/terms/isReplacedBy"), ox.NamedNode(tel + "deploys"))
    text = page(found=(*triples(), gone, to))
    assert 'class="term gone" id="trials"' in text
    assert re.search(r"deprecated .*replaced by +deploys", card(text, "trials"), re.S)


def test_names_cannot_become_markup() -> None:
    said = ox.Triple(
        ox.NamedNode("https://w3id.org/telegrapher/ontology#deploys"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment"),
        ox.Literal("<img src=x onerror=alert(1)>"),
    )
    assert "<img" not in page([Competency("a-b", "<img>?", ("deploys",))], found=(*triples(), said))
