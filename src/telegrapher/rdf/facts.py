"""From what a release says to what is held to be so, and to what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad

from telegrapher.model import RESOURCES, Linked
from telegrapher.rdf import terms
from telegrapher.rdf.terms import plain, tel
from telegrapher.rdf.writing import quads
from telegrapher.vocabulary import NAMESPACE, Relation, vocabulary

__all__ = ["facts", "facts_of", "infer"]

_TRUE: Final = Literal(True)
_OF_THINGS: Final = (terms.LABEL, terms.ALIAS, terms.ISSUED, tel("identifier"))
_OF_STATEMENTS: Final = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT, tel("asserted"))
_STATEMENTS: Final = RESOURCES + "statement/"
_PARTS: Final = (tel("Zone"), tel("Evidence"), tel("Statement"))

_Row = dict[NamedNode, NamedNode | Literal]
_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def facts(linked: Linked) -> tuple[Quad, ...]:
    """What one release brings into the graph of facts, sorted.

    Raises:
        VocabularyError: a statement uses a relation, type or qualifier that the ontology lacks, or an end without entity.
    """
    return facts_of(quads(linked))


def facts_of(release_quads: Iterable[Quad], *, denied: Iterable[str] = ()) -> tuple[Quad, ...]:
    """The facts that graphs of releases support: asserted triples once each, types and names of everything they describe.

    Args:
        release_quads: quads as `quads` makes them, of any number of releases.
        denied: addresses of statements that give no fact, whatever they say of themselves (rejected ones).

    Returns:
        Quads of the graph of facts, sorted.
    """
    statements: dict[NamedNode, _Row] = defaultdict(dict)
    found: set[_Triple] = set()
    for _, subject, predicate, value in plain(release_quads):
        if predicate in _OF_STATEMENTS and subject.value.startswith(_STATEMENTS):
            statements[subject][predicate] = value
        elif predicate == tel("namedAs"):
            found.add((subject, terms.ALIAS, value))
        elif predicate in _OF_THINGS or (predicate == terms.TYPE and value not in _PARTS):
            found.add((subject, predicate, value))
    found -= {(subject, terms.ALIAS, value) for subject, predicate, value in found if predicate == terms.LABEL}
    rejected = frozenset(denied)
    found.update(_triple(said) for node, said in statements.items() if _holds(said) and node.value not in rejected)
    return tuple(sorted((Quad(*triple, terms.FACTS) for triple in found), key=str))


def _holds(said: _Row) -> bool:
    ends = (
        isinstance(said.get(terms.SUBJECT), NamedNode) and isinstance(said.get(terms.PREDICATE), NamedNode) and terms.OBJECT in said
    )
    return ends and said.get(tel("asserted")) == _TRUE


def _triple(said: _Row) -> _Triple:
    return cast(_Triple, (said[terms.SUBJECT], said[terms.PREDICATE], said[terms.OBJECT]))


def infer(fact_quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """What follows from facts: inverses, symmetric relations read the other way, super-relations.

    In OWL 2 RL these are the rules prp-inv, prp-symp and prp-spo1. Each inferred triple follows from one fact alone, so the graph
    of inferences can be kept in step fact by fact. Super-types need no inference: `quads` writes them. Facts given are left out.

    Returns:
        Quads of the graph of inferences, sorted.
    """
    given = {(subject, predicate, value) for _, subject, predicate, value in plain(fact_quads)}
    found: set[_Triple] = set()
    for subject, predicate, value in given:
        for turned, name in _consequences().get(predicate.value, ()):
            if not turned:
                found.add((subject, name, value))
            elif isinstance(value, NamedNode):
                found.add((value, name, subject))
    return tuple(sorted((Quad(*triple, terms.INFERRED) for triple in found - given), key=str))


@cache
def _consequences() -> Mapping[str, tuple[tuple[bool, NamedNode], ...]]:
    """Relation to what follows from it: whether the ends change places, and the relation that holds."""
    return {NAMESPACE + name: tuple(_follow(relation)) for name, relation in vocabulary().relations.items()}


def _follow(relation: Relation) -> list[tuple[bool, NamedNode]]:
    turned = [relation.name] if relation.symmetric else [relation.inverse] if relation.inverse else []
    return [(True, tel(name)) for name in turned] + [(False, tel(name)) for name in relation.broader]
