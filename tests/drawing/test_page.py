"""The page: one file, no remote address, nothing of the data runs, and it works in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_world import STATEMENTS, iri, said

from telegrapher.analysis import network
from telegrapher.drawing import compose, page

HOSTILE = '</script><img src=x onerror="window.hacked=1"> href javascript:alert(1) {{7*7}} é 🚢'


def html(statements: Any = STATEMENTS, **kept: Any) -> str:
    return page(compose(network(statements), title="Small <world>", **kept))


def test_same_graph_same_bytes() -> None:
    assert html() == html(tuple(reversed(STATEMENTS)))


def test_nothing_is_loaded_from_anywhere() -> None:
    text = html()
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", text)
    assert not re.search(r"@import|url\(\s*[\"']?https?:", text)
    assert "default-src 'none'" in text


def test_names_cannot_leave_their_place() -> None:
    text = html([said("Nordwave", "customerOf", "Lumitron", quote=HOSTILE)])
    assert "<img src=x" not in text
    assert "Small &lt;world&gt;" in text


def test_marks_name_both_ends() -> None:
    view = compose(network(STATEMENTS), title="x")
    edge = next(one for one in view.edges if one.relation == "customerOf" and one.subject == iri("Southlink"))
    (words,) = edge.said
    assert [words.quote[start:end] for start, end in words.marks] == ["Southlink", "Lumitron"]


def test_a_literal_stands_once_with_all_its_sources() -> None:
    view = compose(network(STATEMENTS), title="x")
    lumitron = next(one for one in view.nodes if one.label == "Lumitron")
    ((label, value, words),) = lumitron.facts
    assert (label, value, len(words)) == ("website", "www.lumitron.example", 2)


def test_what_does_not_fit_is_counted() -> None:
    view = compose(network(STATEMENTS), title="x", limit=3)
    assert len(view.nodes) == 3
    assert view.left_out == 4
    assert "4 less connected" in view.note
    assert {one.label for one in view.nodes} >= {"Lumitron", "Nordwave"}


def test_surroundings_of_one_thing() -> None:
    view = compose(network(STATEMENTS), title="x", around=iri("Harbour City"), hops=1)
    assert {one.label for one in view.nodes} == {"Harbour City", "Blue Arc"}


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The page of the small world, with a hostile sentence among them; no request and no error may happen."""
    words = said("Photonia", "customerOf", "Southlink", quote=f"Photonia buys from Southlink {HOSTILE}")
    file = tmp_path / "graph.html"
    file.write_text(html((*STATEMENTS, words)), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1300, "height": 800})
    requests: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.goto(file.as_uri())
    yield tab
    assert [url for url in requests if not url.startswith("file:")] == []
    assert errors == []
    assert tab.evaluate("window.hacked") is None
    tab.close()


@pytest.mark.browser
class TestInBrowser:
    def test_counts_and_finds_with_a_slip(self, opened: Any) -> None:
        assert opened.inner_text("#count") == "7 things · 8 relations"
        opened.fill("#search", "nordwaev")
        opened.keyboard.press("Enter")
        assert opened.inner_text("#panel h2") == "Nordwave"
        assert "at=" in opened.url

    def test_a_line_shows_its_sentence_with_marked_words(self, opened: Any) -> None:
        opened.click("#show-table")
        opened.click("text=Blue Arc >> nth=0")
        assert opened.locator("#panel blockquote").count() >= 1
        assert opened.locator("#panel mark").all_inner_texts()[:1] != []

    def test_hostile_words_are_words(self, opened: Any) -> None:
        opened.click("#show-table")
        opened.locator("#table tbody tr", has_text=re.compile("^Photonia")).click()
        assert HOSTILE in opened.inner_text("#panel")
        assert opened.locator("#panel img").count() == 0

    def test_filters_narrow(self, opened: Any) -> None:
        opened.uncheck("#planned")
        assert opened.inner_text("#count").endswith("7 relations")
        opened.locator("#types label", has_text="cable").click()
        assert opened.inner_text("#count").endswith("5 relations")
        opened.click("[data-for=types].none")
        assert opened.is_visible("#empty")

    def test_state_is_in_the_address(self, opened: Any) -> None:
        opened.uncheck("#planned")
        opened.fill("#search", "Southlink")
        opened.keyboard.press("Enter")
        opened.goto(opened.url)
        opened.reload()
        assert opened.inner_text("#panel h2") == "Southlink"
        assert not opened.is_checked("#planned")

    def test_dark_and_light(self, opened: Any) -> None:
        before = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        opened.click("#theme")
        assert opened.evaluate("getComputedStyle(document.body).backgroundColor") != before
        assert opened.evaluate("document.documentElement.dataset.theme") == "dark"
