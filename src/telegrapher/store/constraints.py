"""The constraints of SHACL that our shapes use, compiled into plain functions: quick enough for every release that enters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from telegrapher.errors import VocabularyError

__all__ = ["SH", "TYPE", "Data", "Found", "Rows", "Shape", "Term", "compile_shapes"]

Term = NamedNode | Literal | BlankNode
Rows = Mapping[Term, Mapping[NamedNode, list[Term]]]
"""Subject to predicate to objects."""

SH: Final = "http://www.w3.org/ns/shacl#"
TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_LEXICAL: Final = {
    _XSD + "boolean": re.compile(r"true|false|0|1"),
    _XSD + "date": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d\d:\d\d)?"),
    _XSD + "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    _XSD + "integer": re.compile(r"[+-]?\d+"),
}
_NUMBERS: Final = (_XSD + "decimal", _XSD + "integer")


@dataclass(frozen=True, slots=True)
class Data:
    """The triples that are checked: rows by subject, and the types of every subject (super-types are written out in our graphs)."""

    rows: Rows

    def values(self, node: Term, path: NamedNode) -> list[Term]:
        """The objects of one property of a node."""
        row = self.rows.get(node)
        return row.get(path, []) if row else []


@dataclass(frozen=True, slots=True)
class Found:
    """One failed constraint: what failed on which value (`None` where the number of values is wrong), and on which path."""

    component: str
    path: NamedNode | None
    value: Term | None


_Check = Callable[[Data, Term, NamedNode | None, list[Term]], Iterator[Found]]
_Test = Callable[[Data, Term], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what it targets, what its values must satisfy, and the shapes of its properties."""

    name: str
    path: NamedNode | None
    severity: str
    message: str
    classes: frozenset[Term]
    subjects_of: frozenset[Term]
    objects_of: frozenset[Term]
    checks: tuple[_Check, ...]
    properties: tuple[Shape, ...]

    def check(self, data: Data, focus: Term) -> Iterator[tuple[Shape, Found]]:
        """What fails on a focus node, with the shape that says so."""
        values = data.values(focus, self.path) if self.path else [focus]
        for check in self.checks:
            for found in check(data, focus, self.path, values):
                yield self, found
        for inner in self.properties:
            for value in values:
                yield from inner.check(data, value)


def compile_shapes(triples: Iterable[tuple[Term, NamedNode, Term]]) -> tuple[Shape, ...]:
    """The node shapes of a shapes graph, by name.

    Raises:
        VocabularyError: a shape uses a constraint or a path that is not supported here.
    """
    rows: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        rows[subject][predicate].append(value)
    named = [node for node, row in rows.items() if NamedNode(SH + "NodeShape") in row[TYPE]]
    return tuple(_shape(rows, node, _name(node), None) for node in sorted(named, key=str))


def _name(node: Term) -> str:
    return node.value


def _sh(rows: Rows, node: Term, name: str) -> list[Term]:
    return rows.get(node, {}).get(NamedNode(SH + name), [])


def _shape(rows: Rows, node: Term, name: str, outer: Shape | None) -> Shape:
    path = next(iter(_sh(rows, node, "path")), None)
    if path is not None and not isinstance(path, NamedNode):
        raise VocabularyError(f"the shape {name} has a path that is more than one property")
    severity = next((_text(term).removeprefix(SH) for term in _sh(rows, node, "severity")), "Violation")
    message = next((_text(term) for term in _sh(rows, node, "message")), outer.message if outer else "")
    return Shape(
        name=name,
        path=path,
        severity=severity,
        message=message,
        classes=frozenset(_sh(rows, node, "targetClass")),
        subjects_of=frozenset(_sh(rows, node, "targetSubjectsOf")),
        objects_of=frozenset(_sh(rows, node, "targetObjectsOf")),
        checks=tuple(_checks(rows, node, name)),
        properties=tuple(
            _shape(rows, inner, name, None) for inner in sorted(_sh(rows, node, "property"), key=lambda one: _order(rows, one))
        ),
    )


def _order(rows: Rows, node: Term) -> tuple[str, str]:
    return "".join(map(_text, _sh(rows, node, "path"))), "".join(map(_text, _sh(rows, node, "message")))


def _text(term: Term) -> str:
    return term.value


_PASSIVE: Final = (
    "path",
    "severity",
    "message",
    "targetClass",
    "targetSubjectsOf",
    "targetObjectsOf",
    "property",
    "ignoredProperties",
)


def _checks(rows: Rows, node: Term, name: str) -> Iterator[_Check]:
    for predicate, values in sorted(rows.get(node, {}).items(), key=lambda pair: pair[0].value):
        local = predicate.value.removeprefix(SH)
        if not predicate.value.startswith(SH) or local in _PASSIVE:
            continue
        for value in values:
            yield _check(rows, node, name, local, value)


def _check(rows: Rows, node: Term, name: str, local: str, value: Term) -> _Check:
    if local in _TESTS:
        return _each(local, _TESTS[local](value))
    if local == "in":
        allowed = frozenset(_list(rows, value))
        return _each("in", lambda data, term: term in allowed)
    if local == "or":
        return _each("or", _either([_all_of(rows, member, name) for member in _list(rows, value)]))
    if local in ("minCount", "maxCount"):
        return _count(local, int(_text(value)))
    if local in _PAIRS and isinstance(value, NamedNode):
        return _pair(local, value)
    if local == "closed":
        return _closed(_allowed(rows, node)) if _text(value) == "true" else _each("closed", lambda data, term: True)
    raise VocabularyError(f"the shape {name} uses sh:{local}, which the quick checker does not know")


def _list(rows: Rows, head: Term) -> list[Term]:
    found: list[Term] = []
    while first := rows.get(head, {}).get(NamedNode(_RDF + "first")):
        found += first
        head = rows[head][NamedNode(_RDF + "rest")][0]
    return found


def _component(local: str) -> str:
    return f"{local[0].upper()}{local[1:]}ConstraintComponent"


def _each(local: str, test: _Test) -> _Check:
    component = _component(local)

    def check(data: Data, focus: Term, path: NamedNode | None, values: list[Term]) -> Iterator[Found]:
        return (Found(component, path, value) for value in values if not test(data, value))

    return check


def _all_of(rows: Rows, node: Term, name: str) -> _Test:
    checks = tuple(_checks(rows, node, name))
    return lambda data, value: not any(found for check in checks for found in check(data, value, None, [value]))


def _either(tests: list[_Test]) -> _Test:
    return lambda data, value: any(test(data, value) for test in tests)


def _count(local: str, bound: int) -> _Check:
    component = _component(local)

    def check(data: Data, focus: Term, path: NamedNode | None, values: list[Term]) -> Iterator[Found]:
        if len(values) < bound if local == "minCount" else len(values) > bound:
            yield Found(component, path, None)

    return check


def _pair(local: str, other: NamedNode) -> _Check:
    component, holds = _component(local), _PAIRS[local]

    def check(data: Data, focus: Term, path: NamedNode | None, values: list[Term]) -> Iterator[Found]:
        against = data.values(focus, other)
        return (Found(component, path, value) for value in values for second in against if not holds(value, second))

    return check


def _allowed(rows: Rows, node: Term) -> frozenset[Term]:
    ignored = [term for head in _sh(rows, node, "ignoredProperties") for term in _list(rows, head)]
    return frozenset([*ignored, *(path for inner in _sh(rows, node, "property") for path in _sh(rows, inner, "path"))])


def _closed(allowed: frozenset[Term]) -> _Check:
    def check(data: Data, focus: Term, path: NamedNode | None, values: list[Term]) -> Iterator[Found]:
        for node in values:
            for predicate, objects in data.rows.get(node, {}).items():
                if predicate not in allowed:
                    yield from (Found("ClosedConstraintComponent", predicate, value) for value in objects)

    return check


# -- tests of a single value


def _of_class(wanted: Term) -> _Test:
    return lambda data, value: wanted in data.values(value, TYPE)


def _of_datatype(wanted: Term) -> _Test:
    lexical = _LEXICAL.get(_text(wanted))
    return lambda data, value: (
        isinstance(value, Literal) and value.datatype == wanted and (lexical is None or bool(lexical.fullmatch(value.value)))
    )


def _of_kind(wanted: Term) -> _Test:
    name = _text(wanted).removeprefix(SH)
    kinds = tuple(kind for word, kind in (("IRI", NamedNode), ("Literal", Literal), ("BlankNode", BlankNode)) if word in name)
    return lambda data, value: isinstance(value, kinds)


def _of_pattern(pattern: Term) -> _Test:
    search = re.compile(_text(pattern)).search
    return lambda data, value: not isinstance(value, BlankNode) and bool(search(value.value))


def _of_length(least: Term) -> _Test:
    bound = int(_text(least))
    return lambda data, value: not isinstance(value, BlankNode) and len(value.value) >= bound


def _bound(holds: Callable[[Decimal, Decimal], bool]) -> Callable[[Term], _Test]:
    def make(term: Term) -> _Test:
        bound = Decimal(_text(term))

        def test(data: Data, value: Term) -> bool:
            number = _number(value)
            return number is not None and holds(number, bound)

        return test

    return make


def _number(term: Term) -> Decimal | None:
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS and _LEXICAL[term.datatype.value].fullmatch(term.value):
        return Decimal(term.value)
    return None


def _less(first: Term, second: Term, *, equal: bool) -> bool:
    one, other = _number(first), _number(second)
    if one is not None and other is not None:
        return one < other or (equal and one == other)
    days = [term for term in (first, second) if isinstance(term, Literal) and term.datatype.value == _XSD + "date"]
    return len(days) == 2 and (days[0].value < days[1].value or (equal and days[0].value == days[1].value))


_TESTS: Final[Mapping[str, Callable[[Term], _Test]]] = {
    "class": _of_class,
    "datatype": _of_datatype,
    "nodeKind": _of_kind,
    "pattern": _of_pattern,
    "minLength": _of_length,
    "minInclusive": _bound(lambda number, bound: number >= bound),
    "maxInclusive": _bound(lambda number, bound: number <= bound),
    "minExclusive": _bound(lambda number, bound: number > bound),
}
_PAIRS: Final[Mapping[str, Callable[[Term, Term], bool]]] = {
    "lessThan": lambda first, second: _less(first, second, equal=False),
    "lessThanOrEquals": lambda first, second: _less(first, second, equal=True),
    "disjoint": lambda first, second: first != second,
}
