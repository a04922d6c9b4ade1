"""The ontology as others want it: Turtle, RDF/XML, JSON-LD, its shapes, and one page for people that needs no network."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from telegrapher.rdf.competency import Competency
from telegrapher.rdf.handbook import page
from telegrapher.rdf.listing import NAMESPACES, triples
from telegrapher.shipped import folder

__all__ = ["publish", "rdf_file"]

_FORMATS: Final = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}


def publish(target: Path, questions: Iterable[Competency] = ()) -> tuple[Path, ...]:
    """Write the ontology into a folder: `telegrapher.ttl`, `.rdf`, `.jsonld` (terms and code lists), `shapes.ttl` and `index.html`.

    Args:
        target: the folder; made if it is not there.
        questions: what the ontology is asked; the page tells for each term which of them need it.

    Returns:
        The files written.

    Raises:
        OSError: the folder cannot be written to.
    """
    target.mkdir(parents=True, exist_ok=True)
    contents = {f"telegrapher.{ending}": rdf_file(ending) for ending in _FORMATS}
    contents["shapes.ttl"] = (folder("ontology") / "shapes.ttl").read_bytes()
    contents["index.html"] = page(questions).encode("utf-8")
    written = []
    for name, data in contents.items():
        path = target / name
        path.write_bytes(data)
        written.append(path)
    return tuple(written)


def rdf_file(ending: str) -> bytes:
    """Terms and code lists as one RDF file: `ttl`, `rdf` (RDF/XML) or `jsonld`; the same bytes each time."""
    data = ox.Dataset(ox.Quad(*triple) for triple in triples())
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ordered = sorted((quad.triple for quad in data), key=str)
    return ox.serialize(ordered, format=_FORMATS[ending], prefixes=NAMESPACES) or b""
