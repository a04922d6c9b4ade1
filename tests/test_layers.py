"""The house: imports run downward, a foreign library has its rooms, files and functions stay short, public names exist."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import telegrapher

SOURCE = Path(telegrapher.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

# Higher rooms may import lower ones; rooms of one line do not know each other.
LEVELS = [
    {"errors", "_version"},
    {"model"},
    {"shipped"},
    {"rules"},
    {"vocabulary"},
    {"reference"},
    {"reading", "extraction"},
    {"linking", "modelling"},
    {"rdf"},
    {"store"},
    {"questions", "analysis"},
    {"drawing", "importing"},
    {"workers"},
    {"pipeline"},
    {"evaluation", "explaining"},
    {"api"},
    {"cli"},
    {"__init__", "__main__"},
]
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

# The rooms inside large rooms, lowest first; those of one line do not know each other.
FLOORS = {
    "extraction/names": [{"text"}, {"senses"}, {"runs", "votes"}, {"referents"}],
    "extraction/layout": [{"patterns"}, {"lists", "people"}],
    "extraction/surface": [{"sites", "supply"}],
}

# Where a foreign library may be imported.
HOMES = {
    "pyoxigraph": {"vocabulary", "rdf", "store", "questions"},
    "rdflib": {"store", "api"},
    "SPARQLWrapper": {"store"},
    "pyshacl": {"store"},
    "networkx": {"analysis"},
    "numpy": {"analysis", "drawing", "extraction"},
    "pyvis": {"drawing"},
    "jinja2": {"drawing", "explaining"},
    "spacy": {"extraction"},
    "thinc": {"extraction"},
    "rapidfuzz": {"questions", "linking", "reference", "extraction"},
    "lxml": {"reading"},
    "ftfy": {"reading"},
    "charset_normalizer": {"reading"},
    "pypdfium2": {"reading"},
    "feedparser": {"reading"},
    "warcio": {"reading"},
    "click": {"cli"},
    "tqdm": {"cli"},
    "httpx": {"modelling"},
    "yaml": {"rules"},
}


def room(path: Path) -> str:
    part = path.relative_to(SOURCE).parts[0]
    return part.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every import of a file, those inside functions and under TYPE_CHECKING included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            if module == "telegrapher":
                yield from ((node.lineno, f"telegrapher.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_downward(path: Path) -> None:
    here = room(path)
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] != "telegrapher" or len(parts) == 1:
            continue
        there = parts[1] if parts[1] in LEVEL else "__init__"
        if there == here or here in ("__init__", "__main__"):
            continue
        assert LEVEL[there] < LEVEL[here], f"{path.name}:{line}: {here} imports {there}, which is not below it"


@pytest.mark.parametrize("large", FLOORS)
def test_imports_run_downward_inside_large_rooms(large: str) -> None:
    floor = {inner: height for height, inners in enumerate(FLOORS[large]) for inner in inners}
    prefix = f"telegrapher.{large.replace('/', '.')}."
    inner_rooms = {path.parent.name for path in (SOURCE / large).glob("*/__init__.py")}
    assert inner_rooms == set(floor)
    for here in sorted(inner_rooms):
        for path in sorted((SOURCE / large / here).rglob("*.py")):
            for line, name in imports(path):
                there = name.removeprefix(prefix).split(".")[0] if name.startswith(prefix) else here
                if there in floor and there != here:
                    assert floor[there] < floor[here], f"{path.name}:{line}: {here} imports {there}, which is not below it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_foreign_library_has_its_rooms(path: Path) -> None:
    for line, name in imports(path):
        library = name.split(".")[0]
        if library == "telegrapher" or library in sys.stdlib_module_names:
            continue
        assert library in HOMES, f"{path.name}:{line}: {library} has no room"
        assert room(path) in HOMES[library], f"{path.name}:{line}: {library} does not belong into {room(path)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, f"{path.name} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert length <= 45, f"{path.name}:{node.lineno}: {node.name} has {length} lines"


def modules() -> list[str]:
    return sorted(
        found.name for found in pkgutil.walk_packages([str(SOURCE)], "telegrapher.") if not found.name.endswith("__main__")
    )


@pytest.mark.parametrize("name", modules())
def test_public_names_are_there(name: str) -> None:
    if name == "telegrapher.store.worker":
        pytest.skip("a program, not a module to import")
    module = importlib.import_module(name)
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), f"{name} does not have {public}"


def test_the_package_gives_what_it_lists() -> None:
    for public in telegrapher.__all__:
        assert getattr(telegrapher, public) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = telegrapher.nonsense  # type: ignore[attr-defined]
