"""Who read what when: the record of a run, the one place where a clock has a say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.model import RESOURCES, digest
from telegrapher.rdf import terms
from telegrapher.rdf.terms import tel, text, typed

__all__ = ["run"]

_PROV: Final = "http://www.w3.org/ns/prov#"
_VERSION: Final = NamedNode("https://schema.org/softwareVersion")
_DATETIME: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")


def run(
    release_id: str, *, version: str, started: datetime.datetime, settings: Mapping[str, str] | None = None
) -> tuple[Quad, ...]:
    """Who read a release when: quads of the graph of runs, sorted; the one place where a clock has a say.

    Args:
        release_id: of the release that was read.
        version: of the program.
        started: when the run began, with time zone; the same for all releases of one run.
        settings: what else decides about the outcome (digest of reference knowledge, stages ...).

    Raises:
        ValueError: `started` has no time zone.
    """
    if started.tzinfo is None:
        raise ValueError("the start of a run needs a time zone")
    moment = started.astimezone(datetime.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    chosen = sorted((settings or {}).items())
    node = NamedNode(f"{RESOURCES}run/{digest(version, moment, *(word for pair in chosen for word in pair))}")
    pairs: list[tuple[NamedNode, NamedNode | Literal]] = [
        (terms.TYPE, tel("Run")),
        (_VERSION, text(version)),
        (NamedNode(_PROV + "startedAtTime"), typed(moment, _DATETIME)),
        *((tel("setting"), text(f"{name}: {value}")) for name, value in chosen),
    ]
    found = [Quad(node, key, value, terms.RUNS) for key, value in pairs]
    found.append(Quad(terms.release_iri(release_id), tel("generatedBy"), node, terms.RUNS))
    return tuple(sorted(found, key=str))
