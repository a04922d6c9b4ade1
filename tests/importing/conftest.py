"""A graph in a folder, the samples of what others publish, and a query service on loopback that can misbehave."""

from __future__ import annotations

import threading
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import telegrapher
from telegrapher.api import Graph
from telegrapher.reference import Reference, load
from telegrapher.store.extract import Extract
from telegrapher.store.formats import to_json

SAMPLES = Path(__file__).parents[2] / "data" / "imports"
JSON = "application/sparql-results+json;charset=utf-8"

Reply = tuple[int, str, bytes, dict[str, str]]


@dataclass
class Service:
    """What the service was asked, and what it answers instead of the truth: one by one from `instead`, `None` for the truth."""

    data: Extract
    url: str = ""
    instead: list[Reply | None] = field(default_factory=list)
    forever: Reply | None = None
    queries: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    rows: int | None = None
    change: Callable[[str, bytes], bytes] | None = None
    hold: threading.Event | None = None

    def reply(self, text: str) -> Reply:
        wrong = self.instead.pop(0) if self.instead else self.forever
        if wrong is not None:
            return wrong
        found = self.data.run(text)
        if self.rows is not None and "?after" in text:  # an endpoint may give fewer rows than it is asked for
            found = type(found)(found.columns, found.rows[: self.rows])
        body = to_json(found).encode()
        return 200, JSON, self.change(text, body) if self.change else body, {}


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load()


@pytest.fixture(scope="session")
def extract() -> Extract:
    return Extract(SAMPLES / "wikidata.ttl")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with telegrapher.create(tmp_path / "news.kg") as made:
        yield made


@pytest.fixture
def service(extract: Extract) -> Iterator[Service]:
    service = Service(extract)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            service.forms.append(form)
            service.queries.append(form["query"][0])
            service.headers.append(dict(self.headers))
            status, media, data, headers = service.reply(form["query"][0])
            if service.hold:
                service.hold.wait(5)
            self.send_response(status)
            self.send_header("Content-Type", media)
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            try:
                self.wfile.write(data)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/sparql"
    yield service
    if service.hold:
        service.hold.set()
    server.shutdown()
    server.server_close()
    thread.join()
