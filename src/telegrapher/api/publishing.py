"""The ontology for others: its files and its page."""

from __future__ import annotations

from pathlib import Path

from telegrapher.errors import StoreError

__all__ = ["ontology"]


def ontology(output: Path | str) -> tuple[Path, ...]:
    """Write the ontology into a folder: Turtle, RDF/XML, JSON-LD, its shapes, and a page for people that needs no network.

    Args:
        output: the folder; made if it is not there.

    Returns:
        The files written; the last is the page.

    Raises:
        StoreError: the folder cannot be written to.
    """
    from telegrapher.questions import competencies
    from telegrapher.rdf.publishing import publish

    try:
        return publish(Path(output), competencies())
    except OSError as error:
        raise StoreError(f"cannot write to {output}: {error.strerror or error}") from error
