"""The ontology for people and machines, and the description of a graph, from the command line; the page is opened in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from cli.test_cli import SEED, one_line, telegrapher

from telegrapher import create, ontology, open_graph
from telegrapher.errors import StoreError
from telegrapher.store.shapes import check_shapes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = telegrapher("ontology", "--output", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [str(path) for path in ontology(folder)]
    return folder


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("described") / "news.kg"
    with create(place) as made:
        made.add(SEED)
    return place


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("x", encoding="utf-8")
    one_line(telegrapher("ontology", "-o", taken / "site"))
    with pytest.raises(StoreError, match="cannot write to"):
        ontology(taken / "site")


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["wide", "phone"])
def tab(browser: Any, site: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The page, wide and narrow; no request and no error may happen, and nothing may stick out sideways."""
    width, height = request.param
    tab = browser.new_page(viewport={"width": width, "height": height})
    requests: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda one: requests.append(one.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text))
    tab.goto((site / "index.html").as_uri())
    yield tab
    assert [url for url in requests if not url.startswith("file:")] == []
    assert errors == []
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.close()


def shown(tab: Any) -> list[str]:
    found: list[str] = tab.evaluate("[...document.querySelectorAll('.term:not([hidden])')].map((card) => card.id)")
    return found


def test_terms_are_found_by_words_and_all_come_back(tab: Any) -> None:
    everything = shown(tab)
    tab.keyboard.press("/")
    tab.keyboard.type("wet plant builds")
    assert {"builds", "builtBy"} <= set(shown(tab)) < set(everything)
    assert tab.inner_text("output") == f"{len(shown(tab))} found"
    assert not tab.is_visible("#map")
    assert not tab.is_visible("#qualifiers")
    tab.keyboard.press("Escape")
    assert shown(tab) == everything
    tab.fill("#find", "nothingiscalledso")
    assert (shown(tab), tab.inner_text("output")) == ([], "0 found")


def test_a_link_to_a_hidden_term_shows_it(tab: Any) -> None:
    tab.fill("#find", "acquires")
    assert "tickerSymbol" not in shown(tab)
    tab.evaluate("location.hash = 'tickerSymbol'")
    tab.wait_for_function("!document.getElementById('tickerSymbol').hidden")
    tab.wait_for_function("document.getElementById('tickerSymbol').getBoundingClientRect().top < innerHeight")
    assert tab.locator("#tickerSymbol h3").is_visible()
    assert tab.evaluate("document.querySelector(':target').id") == "tickerSymbol"


def test_names_in_the_map_do_not_touch(tab: Any) -> None:
    box = "(one) => { const b = one.getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom] }"
    script = f"[...document.querySelectorAll('#map svg text')].map({box})"
    boxes = tab.evaluate(script)
    assert len(boxes) > 50
    touching = [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1
    ]
    assert touching == []
    smallest = tab.evaluate(
        "Math.min(...[...document.querySelectorAll('main svg text')].map((one) => one.getBoundingClientRect().height))"
    )
    assert smallest > 9


# -- a graph described


FORMS = {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.mark.parametrize("form", FORMS)
def test_a_graph_is_described_in_each_form(graph: Path, form: str) -> None:
    done = telegrapher("describe", "-g", graph, "-f", form, "--title", "My news", "--licence", "https://licence.example/by")
    assert (done.returncode, done.stderr) == (0, "")
    quads = list(ox.parse(done.stdout.encode(), format=FORMS[form]))
    assert check_shapes([ox.Quad(*quad.triple, ox.NamedNode("urn:g")) for quad in quads]) == ()
    lines = {str(quad.triple) for quad in quads}
    whole = "<https://w3id.org/telegrapher/id/dataset>"
    assert f'{whole} <http://purl.org/dc/terms/title> "My news"' in lines
    assert f"{whole} <http://purl.org/dc/terms/license> <https://licence.example/by>" in lines
    assert f'{whole} <http://rdfs.org/ns/void#documents> "1"^^<http://www.w3.org/2001/XMLSchema#integer>' in lines
    assert not any("sparqlEndpoint" in line or "595-8157" in line for line in lines)
    assert telegrapher("describe", "-g", graph, "-f", form).stdout == telegrapher("describe", "-g", graph, "-f", form).stdout


def test_exports_hold_the_description(graph: Path) -> None:
    told = telegrapher("describe", "-g", graph, "-f", "nquads").stdout.splitlines()
    exported = telegrapher("export", "nquads", "-g", graph).stdout.splitlines()
    assert [line for line in exported if line.endswith("graph/description> .")] == told
    assert len(told) > 200


def test_reference_is_described_on_request(graph: Path) -> None:
    assert "graph/reference" not in telegrapher("describe", "-g", graph).stdout
    assert "graph/reference> dcterms:description" in telegrapher("describe", "-g", graph, "--private").stdout


def test_a_description_follows_what_is_removed(graph: Path, tmp_path: Path) -> None:
    place = tmp_path / "copy.kg"
    shutil.copytree(graph, place)
    before = telegrapher("describe", "-g", place).stdout
    with open_graph(place, read_only=False) as local:
        local.remove(SEED.stem)
    after = telegrapher("describe", "-g", place).stdout
    assert "void:documents 1" in before
    assert "void:documents 0" in after
    assert "graph/facts" not in after


def test_a_licence_that_is_no_address_is_one_line(graph: Path) -> None:
    one_line(telegrapher("describe", "-g", graph, "--licence", "my own"))
