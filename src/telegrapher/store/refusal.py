"""What does not enter a graph: the nodes that violate a shape, taken out of the quads of a release with all that rests on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from telegrapher.errors import ShapeError
from telegrapher.model import RESOURCES
from telegrapher.rdf.terms import CONTACTS
from telegrapher.store.constraints import TYPE, Rows, Term
from telegrapher.store.shapes import Violation, check_shapes, data_of, relation_of
from telegrapher.vocabulary import NAMESPACE

__all__ = ["Refused", "refuse", "split_refused"]

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ENDS: Final = tuple(ox.NamedNode(_RDF + name) for name in ("subject", "predicate", "object"))
_STATEMENT: Final = RESOURCES + "statement/"
_USES: Final = (_ENDS[0], _ENDS[2], *(ox.NamedNode(NAMESPACE + name) for name in ("supplier", "on", "place", "evidence")))
_STATED_IN: Final = NAMESPACE + "statedIn"
_POINTERS: Final = tuple(ox.NamedNode(NAMESPACE + name) for name in ("mentions", "zone"))


@dataclass(frozen=True, slots=True, order=True)
class Refused:
    """A node that did not enter, and why, one reason a line.

    Attributes:
        iri: its address.
        reasons: what is wrong, each with the address of the node that it was seen at.
        says: what a statement said, by the last parts of its addresses ("norda subsidiaryOf norda"); empty for other nodes.
    """

    iri: str
    reasons: tuple[str, ...]
    says: str = ""

    def __str__(self) -> str:
        reasons = (reason.removeprefix(f"{self.iri}: ") for reason in self.reasons)
        return f"{self.says or self.iri}: {'; '.join(reasons)}"


def refuse(quads: Sequence[ox.Quad]) -> tuple[tuple[ox.Quad, ...], tuple[Refused, ...]]:
    """Check, and take out what fails: `split_refused` on the findings of `check_shapes`.

    Raises:
        ShapeError: the release itself is malformed, so that nothing of it can enter.
    """
    return split_refused(quads, check_shapes(quads))


def split_refused(quads: Sequence[ox.Quad], violations: Iterable[Violation]) -> tuple[tuple[ox.Quad, ...], tuple[Refused, ...]]:
    """The quads without the nodes that violate a shape, and those nodes with the reasons.

    With a piece of evidence or a thing go the statements that rest on it or are about it; where a thing does not fit a relation,
    only the statements with that relation go. Evidence that no statement rests on any more goes too, without a refusal of its own.

    Returns:
        Kept quads in their order, and what was refused, sorted.

    Raises:
        ShapeError: the release itself is malformed, so that nothing of it can enter.
    """
    serious = [one for one in violations if one.severity == "Violation"]
    if not serious:
        return tuple(quads), ()
    rows = data_of(quads).rows
    reasons: dict[str, set[str]] = defaultdict(set)
    releases = frozenset(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)) - {CONTACTS.value}
    for one in serious:
        if _spoils(one, releases):
            raise ShapeError(f"the release {one.focus} cannot enter: {one.message}", report=tuple(map(str, serious)))
        for node in _culprits(one, rows):
            reasons[node].add(str(one))
    _spread(reasons, rows)
    return _without(quads, frozenset(reasons), rows), tuple(
        sorted(Refused(node, tuple(sorted(why)), _triple(node, rows)) for node, why in reasons.items())
    )


def _triple(node: str, rows: Rows) -> str:
    """The triple of a statement as a person would read it; empty for what is no statement."""
    row = rows.get(ox.NamedNode(node), {})
    terms = (term for name in _ENDS for term in row.get(name, [])[:1])
    return " ".join(re.split(r"[/#]", str(term.value))[-1] for term in terms)


def _spoils(one: Violation, releases: frozenset[str]) -> bool:
    """Whether it is the release itself that is malformed, as its own shape or that of what is stated in it says."""
    if relation_of(one.shape) is not None:
        return False
    return one.focus in releases or (one.path == _STATED_IN and one.value in releases)


def _culprits(one: Violation, rows: Rows) -> Iterator[str]:
    """The nodes that must go for one violation: the focus, or, for the signature of a relation, the statements that break it."""
    relation = relation_of(one.shape)
    if relation is None:
        yield one.focus
        return
    for node, row in rows.items():
        if isinstance(node, ox.NamedNode) and node.value.startswith(_STATEMENT) and _says(row, one, relation):
            yield node.value


def _says(row: Mapping[ox.NamedNode, list[Term]], one: Violation, relation: str) -> bool:
    subject, predicate, value = ([term.value for term in row.get(end, [])] for end in _ENDS)
    return one.focus in subject and relation in predicate and (not one.path or one.value in value)


def _spread(reasons: dict[str, set[str]], rows: Rows) -> None:
    direct = dict(reasons)
    for node, row in rows.items():
        if isinstance(node, ox.NamedNode) and node.value.startswith(_STATEMENT):
            for used in (term.value for key in _USES for term in row.get(key, [])):
                if used in direct:
                    reasons[node.value].update(direct[used])


def _without(quads: Sequence[ox.Quad], gone: frozenset[str], rows: Rows) -> tuple[ox.Quad, ...]:
    evidence = ox.NamedNode(NAMESPACE + "evidence")
    cited: dict[bool, set[str]] = {True: set(), False: set()}
    for node, row in rows.items():
        cited[node.value in gone].update(term.value for term in row.get(evidence, []))
    known = {node.value for node, row in rows.items() if ox.NamedNode(NAMESPACE + "Evidence") in row.get(TYPE, ())}
    dropped = gone | (cited[True] & known - cited[False])
    return tuple(quad for quad in quads if not _is_about(quad, dropped))


def _is_about(quad: ox.Quad, nodes: frozenset[str]) -> bool:
    subject, value = quad.subject, quad.object
    if isinstance(subject, ox.NamedNode) and subject.value in nodes:
        return True
    return quad.predicate in _POINTERS and isinstance(value, ox.NamedNode) and value.value in nodes
