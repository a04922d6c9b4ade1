"""A chat endpoint that speaks the OpenAI protocol: one question out, one answer back, read with suspicion."""

from __future__ import annotations

import email.utils
import ipaddress
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from telegrapher._version import __version__
from telegrapher.errors import MissingExtraError, ModelError
from telegrapher.modelling.claims import shown
from telegrapher.modelling.questions import Answer, Question
from telegrapher.modelling.rules import Limits, ModelRules, Patience, model_rules
from telegrapher.modelling.schema import answer_schema

if TYPE_CHECKING:
    import httpx

__all__ = ["KEY", "Endpoint"]

KEY: Final = "TELEGRAPHER_MODEL_KEY"
"""Environment variable that holds the key; there is no other way to give one."""

_PATH: Final = "/chat/completions"
_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LASTING: Final = frozenset({401, 402, 403, 404, 405})
_UNFIT: Final = frozenset({400, 422})


class _BusyError(Exception):
    """Worth another attempt; `wait` is what the endpoint asked for, in seconds."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class _ConcededError(Exception):
    """Worth asking again in another form."""


class Endpoint:
    """Asks a model.

    Args:
        url: address of the API, with or without `/chat/completions`.
        rules: limits and patience; those of `model.yaml` by default.
        sleep: what waits.

    Raises:
        MissingExtraError: httpx is not installed.
        ModelError: the address or the key cannot be used.
    """

    def __init__(self, url: str, *, rules: ModelRules | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx  # noqa: F401  (said at once, not at the first release)
        except ImportError:
            raise MissingExtraError("asking a model needs httpx; install telegrapher[model]") from None
        chosen = rules or model_rules()
        self._limits: Limits = chosen.limits
        self._patience: Patience = chosen.retry
        self._extra: dict[str, Any] = dict(chosen.request)
        self._instead = dict(chosen.instead)
        self._form: str | None = "json_schema"
        self._sleep = sleep
        self._key = _key()
        self._url = _address(url, bool(self._key))
        self.shown = urlunsplit(urlsplit(self._url)._replace(query="", fragment=""))

    def __repr__(self) -> str:
        return f"Endpoint({self.shown!r})"

    def ask(self, question: Question) -> Answer:
        """The answer to a question.

        Raises:
            ModelError: the endpoint cannot be reached, is too slow or too busy, refuses, or its answer is broken or too large.
        """
        attempt = 0
        while True:
            try:
                return self._answer(self._post(self._body(question)))
            except _ConcededError:  # as often as there is something to give up
                continue
            except _BusyError as busy:
                self._wait(busy, attempt)
                attempt += 1

    def _wait(self, busy: _BusyError, attempt: int) -> None:
        wait = self._patience.first * 2**attempt if busy.wait is None else busy.wait
        if attempt >= self._patience.times:
            raise ModelError(f"{self.shown} {busy} ({attempt + 1} attempts); try again later", lasting=True) from busy
        if wait > self._patience.longest:
            raise ModelError(f"{self.shown} {busy} and asks to wait {wait:.0f} s; try again then", lasting=True) from busy
        self._sleep(wait)

    def _body(self, question: Question) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": question.model,
            "messages": [{"role": role, "content": content} for role, content in question.messages],
            "stream": False,
            **self._extra,
        }
        if self._form == "json_schema":
            schema = {"name": "statements", "strict": True, "schema": answer_schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self._form:
            body["response_format"] = {"type": self._form}
        return body

    def _post(self, body: dict[str, Any]) -> bytes:
        import httpx

        local = urlsplit(self._url).hostname in ("localhost", "127.0.0.1", "::1")
        timeout = httpx.Timeout(self._limits.seconds, connect=self._limits.connect)
        deadline = time.monotonic() + self._limits.seconds
        try:
            # A client a question: nothing stays open between releases, and connecting costs nothing beside a model's thinking.
            with (
                httpx.Client(timeout=timeout, follow_redirects=False, trust_env=not local) as client,
                client.stream("POST", self._url, json=body, headers=self._headers()) as response,
            ):
                content = b"".join(self._pieces(response, deadline))
                self._check(response, content)
                return content
        except httpx.TimeoutException as error:
            raise self._slow() from error
        except httpx.TransportError as error:
            raise _BusyError(f"cannot be reached or broke off: {self._hushed(str(error) or type(error).__name__)}") from error
        except httpx.InvalidURL as error:
            raise ModelError(f"{self.shown} is no address: {error}", lasting=True) from error

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": f"telegrapher/{__version__}", "Accept": "application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self._key}"} if self._key else {})

    def _pieces(self, response: httpx.Response, deadline: float) -> Iterator[bytes]:
        """The body as it comes; compressed ones are refused, as a small one can be huge inside."""
        if response.headers.get("Content-Encoding", "identity").strip().casefold() not in ("", "identity"):
            raise ModelError(f"{self.shown} answers compressed, though asked not to", lasting=True)
        size = 0
        for piece in response.iter_raw():
            size += len(piece)
            if size > self._limits.bytes:
                raise ModelError(f"{self.shown} answers with more than {self._limits.bytes:,} bytes")
            if time.monotonic() > deadline:
                raise self._slow()
            yield piece

    def _slow(self) -> ModelError:
        return ModelError(f"{self.shown} took longer than {self._limits.seconds:g} s")

    def _check(self, response: httpx.Response, content: bytes) -> None:
        """Turn a status into the right error."""
        status = response.status_code
        if status == HTTPStatus.OK:
            return
        if status in _AGAIN:
            raise _BusyError(f"is too busy (status {status})", _asked_wait(response.headers.get("Retry-After", "")))
        if response.is_redirect:
            target = self._hushed(response.headers.get("Location", ""))
            raise ModelError(f"{self.shown} sends on to {target}; give that address if you trust it", lasting=True)
        said = content[:4000].decode("utf-8", "replace")
        if status in _UNFIT and self._concede(said):
            raise _ConcededError
        hint = f"; is the key in {KEY} right?" if status in (401, 403) else ""
        raise ModelError(
            f"{self.shown} refuses with status {status}: {self._hushed(_message(said))}{hint}", lasting=status in _LASTING
        )

    def _concede(self, said: str) -> bool:
        """Leave out, or say otherwise, what the endpoint refused by name; False if it named nothing that we sent."""
        if self._form and any(word in said for word in ("response_format", "json_schema", "schema")):
            self._form = "json_object" if self._form == "json_schema" else None
            return True
        for name in list(self._extra):
            if name in said:
                value = self._extra.pop(name)
                if other := self._instead.pop(name, ""):
                    self._extra[other] = value
                return True
        return False

    def _answer(self, content: bytes) -> Answer:
        try:
            data = json.loads(content)
        except (ValueError, RecursionError) as error:
            start = shown(content[:60].decode("utf-8", "replace"))
            raise ModelError(f"{self.shown} answers with something other than JSON ({start}); is it a chat endpoint?") from error
        if isinstance(data, dict) and data.get("error"):
            raise ModelError(f"{self.shown} reports an error: {self._hushed(_message(content.decode('utf-8', 'replace')))}")
        try:
            choice = data["choices"][0]
            message, reason = choice["message"], choice.get("finish_reason")
            text, refusal = message.get("content"), message.get("refusal")
        except (LookupError, TypeError, AttributeError) as error:
            raise ModelError(f"{self.shown} gives no answer of the chat protocol; is it a chat endpoint?") from error
        if refusal or reason == "content_filter":
            raise ModelError(f"the model refuses to answer: {self._hushed(str(refusal or reason))}")
        if isinstance(text, list):
            text = "".join(str(part.get("text", "")) for part in text if isinstance(part, dict))
        return Answer(text if isinstance(text, str) else "", reason == "length")

    def _hushed(self, words: str) -> str:
        """Foreign words for a message, without the key: some endpoints repeat it."""
        return shown(words.replace(self._key, "***") if self._key else words)


def _key() -> str:
    key = os.environ.get(KEY, "").strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise ModelError(f"the key in {KEY} has characters that no key has", lasting=True)
    return key


def _address(url: str, with_key: bool) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise ModelError(
            "the model's address must start with http:// or https://, for instance http://localhost:11434/v1", lasting=True
        )
    if parts.username or parts.password:
        raise ModelError(f"no name or password in the model's address, please; the key goes into {KEY}", lasting=True)
    if with_key and parts.scheme == "http" and not _near(host):
        raise ModelError(f"the key would go to {host} unencrypted; use https, or unset {KEY}", lasting=True)
    path = parts.path.rstrip("/")
    return urlunsplit(parts._replace(path=path if path.endswith(_PATH) else path + _PATH))


def _near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host


def _asked_wait(value: str) -> float | None:
    """Seconds of the header `Retry-After`, which is a number or a date."""
    if re.fullmatch(r"\s*\d{1,9}(?:\.\d+)?\s*", value):
        return float(value)
    try:
        return max(email.utils.parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def _message(body: str) -> str:
    """What an error answer says, wherever it says it."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return body
    error = data.get("error", data) if isinstance(data, dict) else data
    said = error.get("message", error) if isinstance(error, dict) else error
    return said if isinstance(said, str) else json.dumps(said)
