"""What can be asked: a store on disk and an endpoint have this in common."""

from __future__ import annotations

from typing import Protocol

from telegrapher.store.isolation import Limits
from telegrapher.store.result import Result

__all__ = ["Source"]


class Source(Protocol):
    """A graph that answers SPARQL; `Store` and `Remote` are ones."""

    def run(self, text: str) -> Result:
        """Answer one of our own queries.

        Raises:
            QueryError: the query is wrong.
            EndpointError: the endpoint failed.
        """

    def query(self, text: str, *, limits: Limits | None = None) -> Result:
        """Answer a query of somebody else, looked over first and within `limits`.

        Raises:
            QueryError: the query is wrong, refused, or exceeds a limit.
            EndpointError: the endpoint failed.
        """

    def close(self) -> None:
        """Let go of what is held open."""
