"""The same face as `Store` before a SPARQL endpoint: questions go out by POST, answers are read with suspicion.

SPARQLWrapper writes the request; the transport is ours, because SPARQLWrapper alone waits for ever, follows redirects to
other hosts, reads without end and takes an answer that a server cut off (oxigraph does that with status 200 when its time
is up) for a whole one. Answers are JSON or Turtle, which show when they are cut off.
"""

from __future__ import annotations

import email.utils
import http.client
import io
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import IO, Any, Final

from telegrapher._version import __version__
from telegrapher.errors import EndpointError, QueryError
from telegrapher.store.graphs import DEFAULT, PREFIXES
from telegrapher.store.guard import Caps, Shape, check
from telegrapher.store.isolation import Limits
from telegrapher.store.result import Result, from_json, from_turtle, one_line

__all__ = ["Remote", "Retry"]

_AGAIN: Final = frozenset({429, 502, 503, 504})
_THROTTLED: Final = 429
_OURS: Final = Caps(size=8 << 20, nesting=10_000, patterns=10_000, operators=100_000, clauses=10_000)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_MEDIA: Final = {"json": ("application/sparql-results+json", "application/json"), "turtle": ("text/turtle", "application/x-turtle")}


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and how patiently a busy endpoint is asked again.

    Attributes:
        times: further attempts after the first.
        first: seconds before the second attempt; doubled each time.
        longest: seconds that are waited at most, also if the endpoint asks for more.
        throttled: seconds that are waited at least where an endpoint says that it is asked too often, and not for how long.
        jitter: what share of a wait is added to it, anew each time, so that many clients do not come back at once.
        sleep: what waits.
        now: seconds since the epoch, for `Retry-After` given as a date.
    """

    times: int = 3
    first: float = 0.5
    longest: float = 30.0
    throttled: float = 0.0
    jitter: Callable[[], float] = field(default=lambda: 0.0, compare=False)
    sleep: Callable[[float], None] = field(default=time.sleep, compare=False)
    now: Callable[[], float] = field(default=time.time, compare=False)


class _BusyError(Exception):
    """Worth another attempt; `wait` is what the endpoint asked for, in seconds; `throttled` if it is asked too often."""

    def __init__(self, what: str, wait: float | None, *, throttled: bool = False) -> None:
        super().__init__(what)
        self.wait = wait
        self.throttled = throttled


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to the same host, with the query; no other."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
        upgraded = (old.scheme, new.scheme, old.port, new.port) == ("http", "https", None, None)
        if old.hostname != new.hostname or ((old.scheme, old.port) != (new.scheme, new.port) and not upgraded):
            fp.close()
            raise EndpointError(f"{_shown(req.full_url)} sends on to {_shown(newurl)}; give that address if you trust it")
        if code == 303:
            fp.close()
            raise EndpointError(
                f"{_shown(req.full_url)} answers elsewhere ({newurl}), which SPARQL endpoints do not; check the address"
            )
        return urllib.request.Request(newurl, req.data, dict(req.header_items()), method="POST")  # noqa: S310 (http or https, same host)


class Remote:
    """A graph behind a SPARQL endpoint, for reading.

    Where a query names no graph at all, facts and inferred triples of our graphs are asked for, as in `Store`, or others if told;
    where it does, what stands outside GRAPH is up to the endpoint.

    Args:
        url: http or https address of the query endpoint; `user:password@` in it is sent as Basic authentication.
        limits: what a query may cost, unless it says otherwise.
        retry: patience with a busy endpoint.
        graphs: what is asked for where a query names no graph; none for what the endpoint itself takes.
        agent: how the program is called before the endpoint, for those that want to know whom to write to.

    Raises:
        EndpointError: the address is none of http or https.
    """

    def __init__(
        self,
        url: str,
        *,
        limits: Limits | None = None,
        retry: Retry | None = None,
        graphs: Sequence[str] = DEFAULT,
        agent: str = f"telegrapher/{__version__}",
    ) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointError(f"{url!r} is no endpoint; give an address that starts with http:// or https://")
        self.url = _shown(url)
        self._credentials = (urllib.parse.unquote(parts.username or ""), urllib.parse.unquote(parts.password or ""))
        self._limits = limits or Limits()
        self._retry = retry or Retry()
        self._graphs = tuple(graphs)
        self._agent = agent
        proxies = [urllib.request.ProxyHandler({})] if parts.hostname in _LOOPBACK else []
        self._opener = urllib.request.build_opener(_SameHost(), *proxies)

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open; here so that a store and an endpoint can stand in for each other."""

    def run(self, text: str) -> Result:
        """Answer one of our own queries.

        Raises:
            QueryError: the query is wrong.
            EndpointError: the endpoint failed.
        """
        return self.query(text, limits=replace(self._limits, caps=_OURS))

    def query(self, text: str, *, limits: Limits | None = None) -> Result:
        """Answer a query; what `Store.query` refuses is not sent.

        Raises:
            QueryError: the query is wrong, or refused.
            EndpointError: the endpoint cannot be reached, is too slow or too busy, or its answer is broken, cut off or too large.
        """
        limits = limits or self._limits
        shape = check(text, limits.caps)
        kind = "json" if shape.form in ("select", "ask") else "turtle"
        request = self._request(text, shape, kind)
        for attempt in range(self._retry.times + 1):
            try:
                return self._read(self._fetch(request, kind, limits), kind)
            except _BusyError as busy:
                self._wait(busy, attempt)
        raise AssertionError("unreachable")

    def _wait(self, busy: _BusyError, attempt: int) -> None:
        backing_off = max(self._retry.first * 2**attempt, self._retry.throttled if busy.throttled else 0.0)
        wait = backing_off if busy.wait is None else busy.wait
        if attempt == self._retry.times:
            raise EndpointError(f"{self.url} {busy} ({attempt + 1} attempts); try again later") from busy
        if wait > self._retry.longest:
            raise EndpointError(f"{self.url} {busy} and asks to wait {wait:.0f} s; try again then") from busy
        self._retry.sleep(wait * (1 + self._retry.jitter()))

    def _request(self, text: str, shape: Shape, kind: str) -> urllib.request.Request:
        from SPARQLWrapper import JSON, POST, TURTLE, URLENCODED, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url, agent=self._agent)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        known = [f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in sorted(shape.undeclared & PREFIXES.keys())]
        wrapper.setQuery("".join(known) + text)
        wrapper.queryType = shape.form.upper()  # its own guess is misled by comments
        wrapper.setReturnFormat(JSON if kind == "json" else TURTLE)
        if not shape.named_graphs and not shape.dataset:
            for graph in self._graphs:
                wrapper.addDefaultGraph(graph)
        if any(self._credentials):
            wrapper.setCredentials(*self._credentials)
        request: urllib.request.Request = wrapper._createRequest()
        return request

    def _fetch(self, request: urllib.request.Request, kind: str, limits: Limits) -> bytes:
        deadline = time.monotonic() + limits.seconds
        try:
            with self._opener.open(request, timeout=limits.seconds) as response:
                self._check_media(response.headers.get_content_type(), kind)
                return self._body(response, deadline, limits)
        except urllib.error.HTTPError as error:
            with error:
                self._refused(error)
            raise AssertionError("unreachable") from error
        except TimeoutError as error:
            raise EndpointError(
                f"{self.url} took longer than {limits.seconds:g} s; narrow the query, or allow more time"
            ) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise EndpointError(
                    f"{self.url} took longer than {limits.seconds:g} s; narrow the query, or allow more time"
                ) from error
            raise EndpointError(f"{self.url} cannot be reached: {one_line(str(error.reason))}") from error
        except (http.client.HTTPException, OSError) as error:
            raise EndpointError(f"{self.url} broke off its answer: {one_line(str(error) or type(error).__name__)}") from error

    def _body(self, response: Any, deadline: float, limits: Limits) -> bytes:
        out = io.BytesIO()
        while piece := response.read1(1 << 16):
            out.write(piece)
            if out.tell() > limits.size:
                raise EndpointError(f"{self.url} answers with more than {limits.size >> 20} MB; narrow the query or add LIMIT")
            if time.monotonic() > deadline:
                raise TimeoutError
        expected = response.headers.get("Content-Length")
        if expected and expected.isdigit() and out.tell() < int(expected):
            raise EndpointError(f"{self.url} broke off its answer after {out.tell()} of {expected} bytes; try again")
        return out.getvalue()

    def _check_media(self, media: str, kind: str) -> None:
        if media not in _MEDIA[kind]:
            raise EndpointError(f"{self.url} answers with {media} where {_MEDIA[kind][0]} was asked for; is it a SPARQL endpoint?")

    def _refused(self, error: urllib.error.HTTPError) -> None:
        """Turn a status into the right error."""
        if error.code in _AGAIN:
            wait = self._asked_wait(error.headers)
            raise _BusyError(f"is too busy (status {error.code})", wait, throttled=error.code == _THROTTLED)
        try:
            said = one_line(error.read(2000).decode("utf-8", "replace"), limit=200)
        except (OSError, http.client.HTTPException):
            said = ""
        if error.code == 400:
            raise QueryError(f"{self.url} says the SPARQL is wrong: {said}")
        raise EndpointError(f"{self.url} refuses with status {error.code} ({error.reason})" + (f": {said}" if said else ""))

    def _asked_wait(self, headers: Message) -> float | None:
        """Seconds of the header `Retry-After`, which is a number or a date."""
        value = str(headers.get("Retry-After") or "").strip()
        if value.isdigit():
            return float(value)
        try:
            return max(email.utils.parsedate_to_datetime(value).timestamp() - self._retry.now(), 0.0)
        except ValueError:
            return None

    def _read(self, body: bytes, kind: str) -> Result:
        try:
            return from_json(body) if kind == "json" else from_turtle(body)
        except ValueError as error:
            tail = one_line(body[-200:].decode("utf-8", "replace"), limit=80)
            raise EndpointError(
                f"the answer of {self.url} is broken or cut off (it ends with {tail!r}); narrow the query, or allow more time there"
            ) from error


def _shown(url: str) -> str:
    """The address without name and password."""
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
