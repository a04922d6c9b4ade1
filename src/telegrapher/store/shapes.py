"""What may enter a graph: the shapes of `ontology/shapes.ttl`, checked on the quads of one release.

`check_shapes` runs the constraints compiled (some milliseconds a release), `check_with_pyshacl` the same file through pySHACL.
Tests hold the two to the same verdicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from telegrapher.errors import ShapeError, VocabularyError
from telegrapher.model import RESOURCES
from telegrapher.shipped import folder
from telegrapher.store.constraints import SH, TYPE, Data, Found, Shape, Term, compile_shapes

if TYPE_CHECKING:
    import rdflib

__all__ = ["Violation", "check_shapes", "check_with_pyshacl", "data_of", "relation_of"]

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ENDS: Final = tuple(ox.NamedNode(_RDF + name) for name in ("subject", "predicate", "object"))
_STATEMENT: Final = RESOURCES + "statement/"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing wrong with one node.

    Attributes:
        focus: address of the node.
        path: address of the property it is about; empty if about the node itself.
        value: the wrong value; empty if the number of values is wrong.
        component: which constraint of SHACL (`MinCountConstraintComponent`).
        message: what is wrong, for people.
        severity: `Violation` (refused) or `Warning` (let in).
        shape: address of the node shape.
    """

    focus: str
    path: str
    value: str
    component: str
    message: str
    severity: str
    shape: str

    def __str__(self) -> str:
        about = f" ({self.path.rpartition('#')[2].rpartition('/')[2]}" if self.path else " ("
        value = f" {self.value!r}" if self.value else ""
        return f"{self.focus}: {self.message}{about}{value})".replace(" ()", "")


def check_shapes(quads: Iterable[ox.Quad]) -> tuple[Violation, ...]:
    """What the shapes find wrong with the quads of one release (or of other graphs), taken together.

    Args:
        quads: all that is to enter at once; facts may be among them.

    Returns:
        Violations and warnings, sorted; empty if all is well.
    """
    data = data_of(quads)
    targets = _Targets(data)
    found: set[Violation] = set()
    for shape in _shapes():
        for focus in targets.of(shape):
            found.update(_violation(shape, inner, focus, one) for inner, one in shape.check(data, focus))
    return tuple(sorted(found))


# -- the compiled checker


@cache
def _shapes() -> tuple[Shape, ...]:
    return compile_shapes((triple.subject, triple.predicate, triple.object) for triple in _shape_triples())  # type: ignore[misc]


def _shape_triples() -> tuple[ox.Triple, ...]:
    path = folder("ontology") / "shapes.ttl"
    try:
        return tuple(quad.triple for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise VocabularyError(f"the shapes file {path.name} cannot be read: {error}") from error


@cache
def _relations() -> Mapping[str, str]:
    """Node shape to the relation whose signature it is."""
    return {shape.name: term.value for shape in _shapes() for term in shape.subjects_of}


def relation_of(shape: str) -> str | None:
    """The address of the relation whose signature a node shape (by its address) states; None for all other shapes."""
    return _relations().get(shape)


def data_of(quads: Iterable[ox.Quad]) -> Data:
    """The triples by subject, graphs aside, with what each statement says added: planned things too have to fit the signature."""
    sets: dict[Term, dict[ox.NamedNode, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
    for quad in quads:
        sets[quad.subject][quad.predicate][quad.object] = None  # type: ignore[index]
    for row in [row for node, row in sets.items() if node.value.startswith(_STATEMENT)]:
        for subject in row.get(_ENDS[0], ()):
            for predicate in row.get(_ENDS[1], ()):
                if isinstance(predicate, ox.NamedNode) and not isinstance(subject, ox.Literal):
                    sets[subject][predicate].update(row.get(_ENDS[2], {}))
    return Data({node: {predicate: list(values) for predicate, values in row.items()} for node, row in sets.items()})


class _Targets:
    """The focus nodes of shapes: subjects by class and by property, objects by property."""

    def __init__(self, data: Data) -> None:
        self._classes: dict[Term, set[Term]] = defaultdict(set)
        self._subjects: dict[Term, set[Term]] = defaultdict(set)
        self._objects: dict[Term, set[Term]] = defaultdict(set)
        for node, row in data.rows.items():
            for predicate, values in row.items():
                self._subjects[predicate].add(node)
                self._objects[predicate].update(values)
            for kind in row.get(TYPE, ()):
                self._classes[kind].add(node)

    def of(self, shape: Shape) -> set[Term]:
        """The focus nodes of a shape, each once."""
        found: set[Term] = set()
        for index, keys in ((self._classes, shape.classes), (self._subjects, shape.subjects_of), (self._objects, shape.objects_of)):
            for key in keys:
                found |= index.get(key, set())
        return found


def _violation(shape: Shape, inner: Shape, focus: Term, found: Found) -> Violation:
    return Violation(
        focus=focus.value,
        path=found.path.value if found.path else "",
        value=found.value.value if found.value is not None and (found.path or found.value != focus) else "",
        component=found.component,
        message=inner.message,
        severity=inner.severity,
        shape=shape.name,
    )


# -- pySHACL


def check_with_pyshacl(quads: Iterable[ox.Quad]) -> tuple[Violation, ...]:
    """The same verdicts by pySHACL, slowly: for the thorough check of a graph, and to hold the compiled checker to the standard.

    Raises:
        ShapeError: pySHACL cannot compare two values, for instance malformed dates (the compiled checker reports them).
    """
    import pyshacl

    data = data_of(quads)
    triples = (
        ox.Triple(node, predicate, value)  # type: ignore[arg-type]
        for node, row in data.rows.items()
        for predicate, values in row.items()
        for value in values
    )
    shapes = _rdflib_graph(_shape_triples())
    try:
        _, report, _ = pyshacl.validate(_rdflib_graph(triples), shacl_graph=shapes, advanced=False, allow_warnings=True)
    except TypeError as error:
        raise ShapeError(f"pySHACL gave up on values that cannot be compared, see check_shapes: {error}") from error
    return tuple(sorted(set(_report(report, shapes))))


def _rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return graph.parse(data=data, format="nt")


def _report(report: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Violation]:
    from rdflib import SH as SHACL
    from rdflib import URIRef

    for result in report.subjects(predicate=URIRef(_RDF + "type"), object=SHACL.ValidationResult):
        focus, path, value, source = (
            report.value(result, key) for key in (SHACL.focusNode, SHACL.resultPath, SHACL.value, SHACL.sourceShape)
        )
        outer = source if isinstance(source, URIRef) else shapes.value(predicate=SHACL.property, object=source)
        yield Violation(
            focus=str(focus),
            path=str(path or ""),
            value="" if value is None or (path is None and value == focus) else str(value),
            component=str(report.value(result, SHACL.sourceConstraintComponent)).removeprefix(SH),
            message=str(report.value(result, SHACL.resultMessage)),
            severity=str(report.value(result, SHACL.resultSeverity)).removeprefix(SH),
            shape=str(outer),
        )
