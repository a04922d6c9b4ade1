"""RDF files in memory, asked like an endpoint: for what somebody has downloaded and does not want to ask a server again.

RDF/XML is not read: its entities can grow without bound, and the parser lets them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from telegrapher.errors import InputError
from telegrapher.store.result import Result, one_line

__all__ = ["Extract"]

_FORMS: Final = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
}
_LARGEST: Final = 256 << 20


class Extract:
    """The triples of one file, or of all RDF files of a folder (.ttl, .nt, .trig, .nq), as one graph.

    Raises:
        InputError: no such file or folder, no RDF file in it, or one that is broken or larger than 256 MB.
    """

    def __init__(self, path: Path) -> None:
        self._store = ox.Store()
        files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.suffix in _FORMS and one.is_file())
        if not files:
            what = f"no RDF file here; expected {', '.join(sorted(_FORMS))}" if path.is_dir() else "no such file or folder"
            raise InputError(what, where=str(path))
        for file in files:
            self._store.extend(_quads(file))

    def run(self, text: str) -> Result:
        """The answer to a query.

        Raises:
            QueryError: the query is wrong.
        """
        return Result.evaluate(self._store, text, [ox.DefaultGraph()])


def _quads(path: Path) -> Iterator[ox.Quad]:
    form = _FORMS.get(path.suffix)
    if form is None:
        raise InputError(f"not an RDF file; expected {', '.join(sorted(_FORMS))}", where=str(path))
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"larger than {_LARGEST >> 20} MB; give smaller files", where=str(path))
        for quad in ox.parse(path.read_bytes(), format=form):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        raise InputError(f"broken RDF: {one_line(str(error))}", where=str(path)) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
