"""An endpoint that is busy, slow, broken, hostile or odd: each gives one clear line, and the key goes nowhere else."""

from __future__ import annotations

import email.utils
import json
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from modelling.conftest import GOOD, Server, answer, completion, reply, says

from telegrapher.errors import EndpointError, ModelError
from telegrapher.model import Release
from telegrapher.modelling import Question, questions
from telegrapher.modelling.endpoint import KEY, Endpoint
from telegrapher.modelling.rules import ModelRules, model_rules


def quick(**limits: Any) -> ModelRules:
    rules = model_rules()
    return replace(rules, limits=replace(rules.limits, **limits))


@pytest.fixture
def question(release: Release) -> Question:
    return questions("tiny", release)[0]


def error_of(server: Server, question: Question, rules: ModelRules | None = None) -> ModelError:
    with pytest.raises(ModelError) as caught:
        Endpoint(server.url, rules=rules, sleep=lambda _: None).ask(question)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_question_in_the_protocol(server: Server, question: Question) -> None:
    server.script = [says(GOOD)]
    assert json.loads(Endpoint(server.url).ask(question).text) == {"statements": [GOOD]}
    (sent,) = server.requests
    assert server.paths == ["/v1/chat/completions"]
    assert sent["model"] == "tiny"
    assert sent["stream"] is False
    assert [one["role"] for one in sent["messages"]] == ["system", "user", "assistant", "user"]
    assert sent["messages"][-1]["content"] == question.text
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["temperature"] == 0
    assert "Authorization" not in server.headers[0]


def test_the_address_may_be_whole(server: Server, question: Question) -> None:
    server.script = [says(GOOD)]
    Endpoint(server.url + "/chat/completions?version=2").ask(question)
    assert server.paths == ["/v1/chat/completions?version=2"]


def test_content_in_parts_and_cut_answers(server: Server, question: Question) -> None:
    server.script = [reply(completion([{"type": "text", "text": "ab"}, {"type": "text", "text": "c"}], finish="length"))]
    found = Endpoint(server.url).ask(question)
    assert (found.text, found.cut) == ("abc", True)


class TestBusy:
    def test_waits_as_long_as_it_is_told(self, server: Server, question: Question) -> None:
        server.script = [reply(b"{}", 429, Retry_After="7"), reply(b"{}", 503), says(GOOD)]
        waited: list[float] = []
        Endpoint(server.url, sleep=waited.append).ask(question)
        assert waited == [7.0, 2.0]

    def test_a_date_to_wait_for(self, server: Server, question: Question) -> None:
        server.script = [reply(b"{}", 429, Retry_After=email.utils.formatdate(time.time() + 20, usegmt=True)), says(GOOD)]
        waited: list[float] = []
        Endpoint(server.url, sleep=waited.append).ask(question)
        assert 15 < waited[0] <= 20

    @pytest.mark.parametrize("header", ["nan", "-3", "soon", "", "1e9", "Mon, 99 Foo 2020"])
    def test_nonsense_to_wait_for_is_passed_over(self, server: Server, question: Question, header: str) -> None:
        server.script = [reply(b"{}", 429, Retry_After=header), says(GOOD)]
        waited: list[float] = []
        Endpoint(server.url, sleep=waited.append).ask(question)
        assert waited == [1.0]

    def test_gives_up_in_the_end(self, server: Server, question: Question) -> None:
        server.script = [reply(b"{}", 503)]
        error = error_of(server, question)
        assert "too busy (status 503) (5 attempts)" in str(error)
        assert error.lasting
        assert len(server.requests) == 5

    def test_does_not_wait_for_hours(self, server: Server, question: Question) -> None:
        server.script = [reply(b"{}", 429, Retry_After="86400")]
        assert "asks to wait 86400 s" in str(error_of(server, question))
        assert len(server.requests) == 1

    def test_a_broken_connection_is_tried_again(self, server: Server, question: Question) -> None:
        server.script = [broken, says(GOOD)]
        assert Endpoint(server.url, sleep=lambda _: None).ask(question).text == answer(GOOD)


def broken(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Less than was announced."""
    whole = completion(answer(GOOD))
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(whole)))
    handler.end_headers()
    handler.wfile.write(whole[:50])
    handler.close_connection = True


def endless(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def dripping(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Always something, never an end: no single read takes long."""
    handler.send_response(200)
    handler.end_headers()
    for _step in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


def silent(_handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    time.sleep(0.6)


class TestBroken:
    def test_an_answer_that_breaks_off_every_time(self, server: Server, question: Question) -> None:
        server.script = [broken]
        assert "broke off" in str(error_of(server, question))

    def test_an_answer_without_end(self, server: Server, question: Question) -> None:
        server.script = [endless]
        assert "more than 200,000 bytes" in str(error_of(server, question, quick(bytes=200_000)))

    @pytest.mark.parametrize("play", [dripping, silent])
    def test_an_answer_that_takes_too_long(self, server: Server, question: Question, play: Callable[..., None]) -> None:
        server.script = [play]
        before = time.monotonic()
        assert "took longer than 0.3 s" in str(error_of(server, question, quick(seconds=0.3)))
        assert time.monotonic() - before < 3

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"<html>hello</html>", "something other than JSON ('<html>"),
            (b"", "something other than JSON"),
            (b"\xff\xfe\x00", "something other than JSON"),
            (b"[" * 200_000, "something other than JSON"),
            (b"9" * 20_000, "something other than JSON"),
            (b"[]", "no answer of the chat protocol"),
            (b"{}", "no answer of the chat protocol"),
            (b'{"choices": []}', "no answer of the chat protocol"),
            (b'{"choices": [{"message": null}]}', "no answer of the chat protocol"),
            (b'{"error": {"message": "model is loading"}}', "model is loading"),
            (completion(None, refusal="I will not read this."), "refuses to answer: 'I will not read this.'"),
            (completion("", finish="content_filter"), "refuses to answer"),
        ],
    )
    def test_what_is_no_answer(self, server: Server, question: Question, body: bytes, words: str) -> None:
        server.script = [reply(body)]
        assert words in str(error_of(server, question))

    def test_a_compressed_answer(self, server: Server, question: Question) -> None:
        server.script = [reply(b"\x1f\x8b", Content_Encoding="gzip")]
        assert "compressed" in str(error_of(server, question))
        assert server.headers[0]["Accept-Encoding"] == "identity"

    def test_messages_cannot_forge_lines(self, server: Server, question: Question) -> None:
        server.script = [reply(json.dumps({"error": {"message": "a\nb\x1b[31m\u2028c\ud800" + "x" * 500}}).encode(), 400)]
        text = str(error_of(server, question))
        assert "\x1b" not in text
        assert len(text) < 300
        text.encode()


class TestRefused:
    @pytest.mark.parametrize(("status", "lasting"), [(400, False), (401, True), (403, True), (404, True), (418, False)])
    def test_a_status_is_told(self, server: Server, question: Question, status: int, lasting: bool) -> None:
        server.script = [reply(b'{"error": {"message": "no such thing"}}', status)]
        error = error_of(server, question)
        assert f"refuses with status {status}: 'no such thing'" in str(error)
        assert error.lasting is lasting
        assert len(server.requests) == 1

    def test_redirects_are_not_followed(self, server: Server, question: Question) -> None:
        server.script = [reply(b"", 307, Location="http://elsewhere.example/v1")]
        assert "sends on to 'http://elsewhere.example/v1'" in str(error_of(server, question))

    def test_what_is_refused_by_name_is_given_up(self, server: Server, question: Question) -> None:
        def picky(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
            if "max_tokens" in body:
                what = "Unsupported parameter: 'max_tokens'; use 'max_completion_tokens'"
            elif "temperature" in body:
                what = "'temperature' does not support 0"
            elif body.get("response_format", {}).get("type") == "json_schema":
                what = "response_format json_schema is not supported"
            elif "response_format" in body:
                what = "response_format is not supported"
            else:
                return says(GOOD)(handler, body)
            return reply(json.dumps({"error": {"message": what}}).encode(), 400)(handler, body)

        server.script = [picky]
        endpoint = Endpoint(server.url)
        assert endpoint.ask(question).text == answer(GOOD)
        assert server.requests[-1].keys() == {"model", "messages", "stream", "seed", "max_completion_tokens"}
        asked = len(server.requests)
        endpoint.ask(question)
        assert len(server.requests) == asked + 1, "what was learnt is kept"

    def test_giving_up_ends(self, server: Server, question: Question) -> None:
        server.script = [reply(b"response_format temperature seed max_tokens max_completion_tokens", 400)]
        assert "refuses with status 400" in str(error_of(server, question))
        assert len(server.requests) == 7


class TestKey:
    def test_goes_into_the_header_alone(self, server: Server, question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(KEY, "sk-secret-1")
        server.script = [says(GOOD)]
        endpoint = Endpoint(server.url)
        endpoint.ask(question)
        assert server.headers[0]["Authorization"] == "Bearer sk-secret-1"
        assert "sk-secret" not in json.dumps(server.requests) + repr(endpoint) + str(endpoint)

    def test_is_not_repeated(self, server: Server, question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(KEY, "sk-secret-2")
        server.script = [reply(b'{"error": {"message": "wrong key: sk-secret-2"}}', 401)]
        text = str(error_of(server, question))
        assert "wrong key: ***" in text
        assert "sk-secret" not in text
        assert KEY in text

    def test_stays_here_without_encryption(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(KEY, "sk-secret-3")
        with pytest.raises(ModelError, match="unencrypted"):
            Endpoint("http://models.example.com/v1")
        for near in ("https://models.example.com/v1", "http://127.0.0.1:1/v1", "http://[::1]:1", "http://192.168.0.7/v1"):
            Endpoint(near)

    @pytest.mark.parametrize("key", ["line\nbreak", "blank inside", "kéy"])
    def test_of_odd_characters(self, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(KEY, key)
        with pytest.raises(ModelError) as caught:
            Endpoint("http://localhost:1")
        assert key not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["localhost:11434", "ftp://x/v1", "", "http://", "http://[::1", "http://x:port/", "file:///etc/passwd"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(ModelError, match="must start with http"):
        Endpoint(url)


def test_no_password_in_the_address() -> None:
    with pytest.raises(ModelError, match=KEY) as caught:
        Endpoint("https://me:hidden@models.example.com/v1")
    assert "hidden" not in str(caught.value)


def test_nobody_there(question: Question) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(EndpointError, match="cannot be reached") as caught:
            Endpoint(url, sleep=lambda _: None).ask(question)
    assert isinstance(caught.value, ModelError)
    assert caught.value.lasting
