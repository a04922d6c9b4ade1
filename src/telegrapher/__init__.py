"""Telegrapher turns telecom press releases into a knowledge graph in which every statement points to the words that say it.

    import telegrapher

    with telegrapher.create("news.kg") as graph:
        graph.add("releases/")
        answer = graph.ask("deployments", vendor="Infinera")

Names are loaded when they are first used, so that `import telegrapher` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from telegrapher._version import __version__

if TYPE_CHECKING:
    from telegrapher.api import (
        Graph,
        add_tables,
        check_tables,
        create,
        evaluate,
        explain,
        extract,
        ontology,
        open_graph,
        wikidata,
        wikidata_files,
    )
    from telegrapher.errors import TelegrapherError
    from telegrapher.pipeline import Setup
    from telegrapher.reading import read_bytes, read_path

__all__ = [
    "Graph",
    "Setup",
    "TelegrapherError",
    "__version__",
    "add_tables",
    "check_tables",
    "create",
    "evaluate",
    "explain",
    "extract",
    "ontology",
    "open_graph",
    "read_bytes",
    "read_path",
    "wikidata",
    "wikidata_files",
]

_HOMES = {
    "Graph": "api",
    "Setup": "pipeline",
    "TelegrapherError": "errors",
    "add_tables": "api",
    "check_tables": "api",
    "create": "api",
    "evaluate": "api",
    "explain": "api",
    "extract": "api",
    "ontology": "api",
    "open_graph": "api",
    "read_bytes": "reading",
    "read_path": "reading",
    "wikidata": "api",
    "wikidata_files": "api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
