"""Endpoints: a real server, and a small one that misbehaves in every way we have seen."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from telegrapher.errors import EndpointError, QueryError
from telegrapher.store import Remote, Result, Store, Term
from telegrapher.store.graphs import DEFAULT, FACTS
from telegrapher.store.isolation import Limits
from telegrapher.store.remote import Retry

JSON = "application/sparql-results+json"
YES = (200, JSON, b'{"head": {}, "boolean": true}', {})
OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@dataclass
class Script:
    """What the misbehaving server will answer, and what it was asked."""

    replies: list[tuple[int, str, bytes, dict[str, str]]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)
    url: str = ""
    pause: float = 0.0


@pytest.fixture
def script() -> Iterator[Script]:
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            script.asked.append((self.path, urllib.parse.parse_qs(body), dict(self.headers)))
            status, media, data, headers = script.replies.pop(0) if len(script.replies) > 1 else script.replies[0]
            self.send_response(status)
            self.send_header("Content-Type", media)
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            try:
                for start in range(0, len(data), 1 << 16):
                    self.wfile.write(data[start : start + (1 << 16)])
                    time.sleep(script.pause)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_port}/sparql"
    yield script
    server.shutdown()
    server.server_close()
    thread.join()


def ask(
    script: Script, *replies: tuple[int, str, bytes, dict[str, str]], query: str = "ASK { ?s ?p ?o }", **more: object
) -> Result:
    script.replies = list(replies)
    return Remote(script.url, **more).query(query)  # type: ignore[arg-type]


def test_the_request_is_portable(script):
    assert ask(script, YES).truth
    path, form, headers = script.asked[0]
    assert path == "/sparql"
    assert form["query"] == ["ASK { ?s ?p ?o }"]
    assert form["default-graph-uri"] == list(DEFAULT)
    assert headers["User-Agent"].startswith("telegrapher/")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert JSON in headers["Accept"]
    ask(script, YES, query=f"ASK {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}")
    assert "default-graph-uri" not in script.asked[1][1]


def test_comments_do_not_mislead(script):
    query = "# CONSTRUCT and INSERT\nPREFIX a: <urn:a#>\nSELECT * { ?s a:b 'DELETE' } # DESCRIBE"
    ask(script, (200, JSON, b'{"head": {"vars": []}, "results": {"bindings": []}}', {}), query=query)
    assert JSON in script.asked[0][2]["Accept"]
    assert script.asked[0][1]["query"] == [query]


def test_virtuoso_literals_are_literals(script):
    bindings = [{"n": {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "5"}}]
    body = json.dumps(
        {"head": {"link": [], "vars": ["n", "m"]}, "results": {"distinct": False, "ordered": True, "bindings": bindings}}
    ).encode()
    found = ask(script, (200, "application/sparql-results+json; charset=utf-8", body, {}), query="SELECT * { ?n ?m 1 }")
    assert found == Result(("n", "m"), ((Term("5", datatype="http://www.w3.org/2001/XMLSchema#integer"), None),))


def test_a_busy_endpoint_is_asked_again(script):
    waits: list[float] = []
    busy = (503, "text/plain", b"later", {})
    polite = (429, "text/plain", b"later", {"Retry-After": "7"})
    dated = (429, "text/plain", b"later", {"Retry-After": "Thu, 01 Jan 1970 00:01:40 GMT"})
    retry = Retry(sleep=waits.append, now=lambda: 95.0)
    assert ask(script, busy, polite, dated, YES, retry=retry).truth
    assert waits == [0.5, 7.0, 5.0]


def test_patience_ends(script):
    waits: list[float] = []
    with pytest.raises(EndpointError, match=r"too busy \(status 503\) \(3 attempts\)"):
        ask(script, (503, "text/plain", b"", {}), retry=Retry(times=2, sleep=waits.append))
    assert waits == [0.5, 1.0]
    with pytest.raises(EndpointError, match="wait 86400 s"):
        ask(script, (429, "text/plain", b"", {"Retry-After": "86400"}), retry=Retry(sleep=waits.append))
    assert len(waits) == 2


WHOLE = json.dumps(
    {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": f"urn:{n}"}} for n in range(99)]}}
).encode()


@pytest.mark.parametrize(
    "reply",
    [
        (200, JSON, WHOLE[: len(WHOLE) // 2], {}),
        (200, JSON, WHOLE[: len(WHOLE) // 2] + b"\nThe SPARQL operation has been cancelled", {}),
        (200, JSON, WHOLE + b"\nThe SPARQL operation has been cancelled", {}),
        (200, JSON, WHOLE[:-4], {"Content-Length": str(len(WHOLE))}),
        (200, JSON, b"", {}),
        (200, JSON, b"[]", {}),
        (200, JSON, b'{"head": {"vars": ["s"]}}', {}),
        (200, JSON, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": 5}}]}}', {}),
        (200, JSON, b"[" * 100000, {}),
        (200, JSON, b"\xff\xfe", {}),
    ],
    ids=range(10),
)
def test_broken_answers_are_noticed(script, reply):
    with pytest.raises(EndpointError, match=r"cut off|broke off") as caught:
        ask(script, reply, query="SELECT ?s { ?s ?p ?o }")
    assert "\n" not in str(caught.value)


def test_cut_off_turtle_is_noticed(script):
    for body in (b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <ur", b"<urn:a> <urn:b> <urn:c> .\nThe SPARQL operation has been cancelled"):
        with pytest.raises(EndpointError, match="cut off"):
            ask(script, (200, "text/turtle", body, {}), query="CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_web_page_is_no_answer(script):
    with pytest.raises(EndpointError, match="text/html"):
        ask(script, (200, "text/html", b"<html>Welcome</html>", {}))


def test_a_huge_answer_is_not_read_to_its_end(script):
    with pytest.raises(EndpointError, match="more than 1 MB"):
        ask(script, (200, JSON, b" " * (64 << 20), {}), limits=Limits(size=1 << 20))


def test_a_slow_answer_is_given_up(script):
    script.pause = 0.2
    start = time.monotonic()
    with pytest.raises(EndpointError, match=r"longer than 0\.5 s"):
        ask(script, (200, JSON, b" " * (2 << 20), {}), limits=Limits(seconds=0.5))
    assert time.monotonic() - start < 10


def test_other_hosts_are_not_followed(script):
    port = urllib.parse.urlsplit(script.url).port
    for place in (
        "http://example.org/sparql",
        f"http://localhost:{port}/sparql",
        "http://127.0.0.1:1/sparql",
        "file:///etc/passwd",
    ):
        for status in (301, 302, 307, 308):
            with pytest.raises(EndpointError, match=r"sends on|refuses"):
                ask(script, (status, "text/plain", b"", {"Location": place}))


def test_the_same_host_is_followed_with_the_query(script):
    assert ask(script, (307, "text/plain", b"", {"Location": "/other"}), YES).truth
    assert [path for path, *_ in script.asked] == ["/sparql", "/other"]
    assert script.asked[0][1] == script.asked[1][1]


def test_errors_of_the_endpoint_are_one_line_without_control_characters(script):
    with pytest.raises(QueryError, match="says the SPARQL is wrong: at line 1 expected x"):
        ask(script, (400, "text/plain", b"at line 1\n\x1b  expected x", {}))
    for status in (401, 403, 404, 500):
        with pytest.raises(EndpointError, match=f"status {status}") as caught:
            ask(script, (status, "text/html", b"<p>\nno\n", {}))
        assert "\n" not in str(caught.value)


def test_passwords_are_sent_but_never_shown(script):
    remote = Remote(script.url.replace("http://", "http://me:s3cret@"))
    script.replies = [YES, (404, "text/plain", b"", {})]
    assert remote.query("ASK {}").truth
    assert script.asked[0][2]["Authorization"].startswith("Basic ")
    with pytest.raises(EndpointError) as caught:
        remote.query("ASK {}")
    assert "s3cret" not in str(caught.value)


def test_what_is_no_endpoint_is_refused():
    for url in ("ftp://example.org/", "file:///etc/passwd", "example.org", "http://"):
        with pytest.raises(EndpointError, match="no endpoint"):
            Remote(url)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(EndpointError, match="cannot be reached"):
            Remote(f"http://127.0.0.1:{unused.getsockname()[1]}/").query("ASK {}", limits=Limits(seconds=2))
    with pytest.raises(QueryError, match="refused"):
        Remote("http://127.0.0.1:1/").query("ASK { SERVICE <http://x> {} }")


@pytest.fixture
def served(store: Store, add, tmp_path: Path) -> Iterator[tuple[Store, str, subprocess.Popen[bytes]]]:
    """A real server on what the store holds."""
    if not OXIGRAPH.exists():
        pytest.skip("the oxigraph server is not installed")
    add(store, "one", ("Nordwave", "Lumitron", "LX-9"), ("Southlink", "Photonia", "P7"))
    shutil.copytree(store._current_snapshot(), tmp_path / "served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(OXIGRAPH),
        "serve-read-only",
        "--location",
        str(tmp_path / "served"),
        "--bind",
        f"127.0.0.1:{port}",
        "--timeout-s",
        "1",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield store, f"http://127.0.0.1:{port}/query", server
    finally:
        server.kill()
        server.wait()


def test_a_real_server_gives_the_same_answers(served):
    store, url, _ = served
    with Remote(url) as remote:
        for query in (
            "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o",
            "ASK { ?s ?p ?o }",
            "CONSTRUCT WHERE { ?s ?p ?o }",
            f"SELECT ?s ?o {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }} ORDER BY ?s ?o",
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
            "SELECT ?s ?o { ?s tel:deploys ?o } ORDER BY ?s",
            "SELECT ?x { VALUES ?x { 1.50 'a'@en-GB true UNDEF } }",
        ):
            assert remote.query(query) == store.query(query) == remote.run(query)
        with pytest.raises(QueryError, match="says the SPARQL is wrong"):
            remote.query("SELECT * { ?s nobody:knows ?o }")


def test_a_real_server_that_dies_while_it_answers_is_noticed(served):
    _, url, server = served
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(9))
    end = threading.Timer(0.3, server.kill)
    end.start()
    with pytest.raises(EndpointError, match=r"broke off") as caught:
        Remote(url).query(f"SELECT ?s1 {{ {product} }}", limits=Limits(seconds=20, size=1 << 30))
    end.join()
    assert "\n" not in str(caught.value)
