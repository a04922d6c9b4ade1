"""A chat endpoint on loopback that plays a script, and answers in the form that is asked for."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from telegrapher.model import Release
from telegrapher.reading import read_bytes

Play = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]

TEXT = """Nordvik Telecom lights the Brenn Sea Cable with Lumaris

Nordvik Telecom AS said on 3 March 2031 that it has deployed the L-90 platform from Lumaris Networks on the Brenn Sea Cable.

The carrier is in talks with Oskal Fibre about a joint venture.

The Brenn Sea Cable lands at Hovden and carries 20 Tbps over 4,100 km.
"""
DEPLOYED = (
    "Nordvik Telecom AS said on 3 March 2031 that it has deployed the L-90 platform from Lumaris Networks on the Brenn Sea Cable."
)
LANDS = "The Brenn Sea Cable lands at Hovden and carries 20 Tbps over 4,100 km."
TALKS = "The carrier is in talks with Oskal Fibre about a joint venture."


def end(said: str, kind: str, name: str | None = None) -> dict[str, str]:
    return {"said": said, "name": name or said, "type": kind}


def claim(relation: str, subject: Any, other: Any, *cites: str, holds: str = "fact", **qualifiers: Any) -> dict[str, Any]:
    """A statement as a model gives it."""
    pairs = [{"name": name.rstrip("_"), "value": value} for name, value in qualifiers.items()]
    return {"relation": relation, "subject": subject, "object": other, "cites": list(cites), "holds": holds, "qualifiers": pairs}


GOOD = claim(
    "deploys",
    end("it", "Carrier", "Nordvik Telecom AS"),
    end("L-90", "Product"),
    DEPLOYED,
    status="deployed",
    date="3 March 2031",
    supplier=end("Lumaris Networks", "Vendor"),
    on_=end("Brenn Sea Cable", "Cable"),
)
LANDING = claim("landsAt", end("Brenn Sea Cable", "Cable"), end("Hovden", "Place"), LANDS)


def answer(*claims: Any) -> str:
    return json.dumps({"statements": claims})


def completion(content: Any, *, finish: str = "stop", **more: Any) -> bytes:
    message = {"role": "assistant", "content": content, **more}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode()


def reply(body: bytes, status: int = 200, **headers: str) -> Play:
    """Sends one answer."""

    def play(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return play


def says(*claims: Any, **more: Any) -> Play:
    return reply(completion(answer(*claims), **more))


@dataclass
class Server:
    """The endpoint: plays its script one request after the other, the last part for ever."""

    url: str
    script: list[Play] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def play(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.requests.append(body)
        self.headers.append(dict(handler.headers.items()))
        self.paths.append(handler.path)
        (self.script.pop(0) if len(self.script) > 1 else self.script[0])(handler, body)


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                played.play(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    played = Server(f"http://127.0.0.1:{listening.server_address[1]}/v1")
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield played
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAPHER_MODEL_KEY", raising=False)


@pytest.fixture
def release() -> Release:
    (found,) = read_bytes(TEXT.encode(), name="brenn.txt")
    assert isinstance(found, Release)
    return found
