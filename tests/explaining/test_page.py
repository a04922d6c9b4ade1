"""The page: one file, no remote address, nothing of a release runs, and it works in a browser, by mouse and by keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from explaining.texts import GERMAN, NEWS, release_of

from telegrapher.explaining import Explanation, explain, page
from telegrapher.extraction import Extractor
from telegrapher.reference import nothing

HOSTILE = (
    '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
    " javascript:alert(1) {{7*7}} ${window.hacked=1} \u2028 é 🚢"
)
BAD = f"""{HOSTILE}

BERGEN, Norway, March 3, 2021 - Nordvik{HOSTILE} Telecom AS, a carrier, has deployed the L-90 platform from Lumaris Networks.

"We 🚢🚢 plan to deploy the M-20 platform next year {HOSTILE}," said Ola Berg, CEO of Nordvik Telecom.
"""


def told(*texts: str) -> tuple[Explanation, ...]:
    extractor = Extractor(nothing())
    return tuple(explain(release_of(text, f"news-{i}"), extractor) for i, text in enumerate(texts))


@pytest.fixture(scope="module")
def news() -> tuple[Explanation, ...]:
    return told(NEWS, GERMAN)


def test_same_explanation_same_bytes(news: Sequence[Explanation]) -> None:
    assert page(news) == page(told(NEWS, GERMAN))


def test_nothing_is_loaded_from_anywhere(news: Sequence[Explanation]) -> None:
    text = page(news)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", text)
    assert not re.search(r"@import|url\(\s*[\"']?https?:", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]


def test_words_cannot_leave_their_place() -> None:
    text = page(told(BAD), title=HOSTILE)
    assert "<img src=x" not in text
    assert "<script>window" not in text
    assert text.count("<script") == 2


def test_the_page_holds_what_was_told(news: Sequence[Explanation]) -> None:
    data = json.loads(re.search(r'id="data">(.*?)</script>', page(news), re.DOTALL)[1])  # type: ignore[index]
    for given, held in zip(news, data["releases"], strict=True):
        assert held["text"] == given.text
        assert held["counts"] == given.counts
        assert len(held["statements"]) == len(given.statements)


@pytest.fixture
def opened(browser: Any, tmp_path: Path, news: Sequence[Explanation]) -> Iterator[Any]:
    """The page of an invented release, of a German one, and of a hostile one; no request and no error may happen."""
    file = tmp_path / "explained.html"
    file.write_text(page((*news, *told(BAD))), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1300, "height": 800}, color_scheme="light")
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


def count(opened: Any, name: str) -> int:
    return int(opened.inner_text(f"#states [data-show={name}] b"))


@pytest.mark.browser
class TestInBrowser:
    def test_counts_add_up(self, opened: Any, news: Sequence[Explanation]) -> None:
        assert count(opened, "all") == len(news[0].lines) == opened.locator("#text .s").count()
        assert sum(count(opened, name) for name in ("yielding", "read", "set-aside")) == count(opened, "all")

    def test_text_is_there_in_order(self, opened: Any, news: Sequence[Explanation]) -> None:
        shown = "".join(opened.locator("#text .words").all_inner_texts())
        assert shown == "".join(line.text for line in news[0].lines)

    def test_a_sentence_shows_its_cause(self, opened: Any) -> None:
        opened.locator("#text .s", has_text="has deployed the L-90 platform from").click()
        panel = opened.inner_text("#panel")
        assert "Nordvik Telecom" in panel
        assert "data/rules/frames/deployment.yaml:" in panel
        opened.locator("#panel .card", has_text="deploys").first.hover()
        assert "L-90" in opened.locator("#text .lit").all_inner_texts()

    def test_a_refusal_shows_its_reason(self, opened: Any) -> None:
        opened.click("#states [data-show=refused]")
        opened.locator("#text .s:not(.off)").first.click()
        assert "says what could be, not what is" in opened.inner_text("#panel .card.refused")

    def test_a_reference_has_an_arrow_and_a_label(self, opened: Any) -> None:
        sentence = opened.locator("#text .s", has_text="two million homes")
        assert sentence.locator(".ref").get_attribute("data-to").strip() == "→ Nordvik Telecom"
        sentence.click()
        assert opened.locator("#arrows > path").count() == 1
        assert "named in sentence 3" in re.sub(r"\s+", " ", opened.inner_text("#panel"))

    def test_keys_walk_through_what_fits(self, opened: Any, news: Sequence[Explanation]) -> None:
        opened.click("#states [data-show=yielding]")
        wanted = [line.number for line in news[0].lines if line.state == "yielding"]
        walked = []
        for _ in wanted:
            opened.keyboard.press("ArrowDown")
            walked.append(int(opened.locator("#text .s.chosen").get_attribute("data-n")))
            assert opened.evaluate("document.activeElement.dataset.n") == str(walked[-1])
        assert walked == wanted
        opened.keyboard.press("Escape")
        assert opened.inner_text("#panel h2") == "What was read"

    def test_every_sentence_is_reached_by_tab_and_enter(self, opened: Any) -> None:
        opened.focus("#theme")
        opened.keyboard.press("Tab")
        assert opened.evaluate("document.activeElement.dataset.n") == "1"
        opened.keyboard.press("Enter")
        assert opened.inner_text("#panel h2").startswith("Sentence 1")

    def test_finds_words_rules_and_relations(self, opened: Any) -> None:
        opened.keyboard.press("/")
        for query, words in (("rain fell", "Rain fell"), ("deploy-uses", "L-90"), ("headquartered in", "Bergen"), ("qqqq", "")):
            opened.fill("#search", query)
            found = opened.locator("#text .s:not(.off)").all_inner_texts()
            assert any(words in text for text in found) if words else not found
        assert opened.is_visible("#empty")

    def test_state_is_in_the_address(self, opened: Any) -> None:
        opened.select_option("#release", "1")
        opened.click("#states [data-show=set-aside]")
        opened.locator("#text .s").nth(1).click()
        opened.goto(opened.url)
        opened.reload()
        assert opened.inner_text("#panel h2").startswith("Sentence 2")
        assert "looks like German" in opened.inner_text("#panel")

    def test_hostile_words_are_words(self, opened: Any) -> None:
        opened.select_option("#release", "2")
        shown = opened.inner_text("#text")
        for part in HOSTILE.split("\u2028"):  # the reader ends a line there
            assert part.strip() in shown
        for index in range(opened.locator("#text .s").count()):
            opened.locator("#text .s").nth(index).click()
            assert opened.locator("#panel img, #text img, #panel script, #text script").count() == 0

    def test_marks_count_code_points(self, opened: Any) -> None:
        opened.select_option("#release", "2")
        assert "M-20" in opened.locator("#text .m").all_inner_texts()

    def test_dark_and_light(self, opened: Any) -> None:
        before = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        opened.click("#theme")
        assert opened.evaluate("getComputedStyle(document.body).backgroundColor") != before
        assert opened.evaluate("document.documentElement.dataset.theme") == "dark"
