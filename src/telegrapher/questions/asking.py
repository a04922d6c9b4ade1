"""Questions answered: what a person wrote becomes terms, and answers get the words behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from telegrapher.errors import QueryError
from telegrapher.questions.names import Names, Source, entity_names
from telegrapher.questions.question import Parameter, Question
from telegrapher.store import Result, Term

__all__ = ["ask", "behind", "sentences"]

_XSD = "http://www.w3.org/2001/XMLSchema#"


def ask(source: Source, asked: Question, values: Mapping[str, str], *, names: Names | None = None, lineage: bool = False) -> Result:
    """Bind what a person wrote and get the answer.

    Args:
        source: store or endpoint.
        asked: the question.
        values: parameter name to what was written: a name or address, a text, an ISO date, a number, a code word.
        names: of the graph, if they are at hand.
        lineage: take what is asked for together with those that it carries on, and those that carry it on.

    Raises:
        UnknownNameError: an unknown parameter or name.
        QueryError: a value of the wrong form.
    """
    bound: dict[str, tuple[Term, ...]] = {}
    for name, value in values.items():
        parameter = asked.parameter(name)
        if parameter.kind == "entity":
            names = names or entity_names(source)
            found = names.find(value, parameter.of)
            bound[name] = tuple(Term(iri, "iri") for iri in (_kin(source, found) if lineage else found))
        else:
            bound[name] = (_term(parameter, value),)
    return source.run(asked.bind(bound))


_KIN = Question(
    name="kin",
    title="Whom does an organisation carry on, and who carries it on?",
    parameters=(Parameter("entity", "entity", "Organization", "the organisation", ""),),
    columns=(),
    text="""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/telegrapher/id/graph/>
SELECT DISTINCT ?other WHERE {
  GRAPH graph:reference {
    VALUES ?entity { UNDEF }
    ?entity dcterms:isReplacedBy|^dcterms:isReplacedBy ?other .
  }
}
ORDER BY ?other
""",
)


def _kin(source: Source, iris: Iterable[str]) -> tuple[str, ...]:
    """The things, with their predecessors and successors."""
    own = tuple(iris)
    others = (str(row[0]) for row in source.run(_KIN.bind({"entity": [Term(iri, "iri") for iri in own]})))
    return tuple(dict.fromkeys((*own, *others)))


def _term(parameter: Parameter, value: str) -> Term:
    if parameter.kind == "code":
        return Term(f"https://w3id.org/telegrapher/id/{parameter.of}/{value}", "iri")
    try:
        if parameter.kind == "date":
            return Term(date.fromisoformat(value).isoformat(), "literal", _XSD + "date")
        if parameter.kind == "integer":
            return Term(str(int(value)), "literal", _XSD + "integer")
    except ValueError:
        wanted = {"date": "a date like 2014-05-20", "integer": "a whole number"}[parameter.kind]
        raise QueryError(f"--{parameter.name} wants {wanted}, not {value!r}; for instance {parameter.example}") from None
    return Term(value)


_SENTENCES = Question(
    name="sentences",
    title="Which words say a statement, and where do they stand?",
    parameters=(Parameter("statement", "entity", "Statement", "the statements", ""),),
    columns=(),
    text="""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tel: <https://w3id.org/telegrapher/ontology#>
SELECT ?statement ?quote ?title ?published WHERE {
  VALUES ?statement { UNDEF }
  GRAPH ?release {
    ?statement a tel:Statement ; tel:evidence ?words .
    ?words tel:quote ?quote ; tel:start ?start .
    ?release rdfs:label ?title .
    OPTIONAL { ?release dcterms:issued ?published }
  }
}
ORDER BY ?statement ?start
""",
)


def behind(cell: Term | None) -> tuple[str, ...]:
    """Addresses of the statements that a cell of the column `statement` holds."""
    return tuple(one for one in cell.value.split(", ") if one) if cell else ()


def sentences(source: Source, answer: Result) -> dict[str, tuple[str, ...]]:
    """The words behind the statements of an answer, ready to read.

    Args:
        source: where the answer came from.
        answer: one that has a column `statement`, with one address in each cell, or several joined by ", ".

    Returns:
        Address of a statement to lines of quotation, title and date; empty if the answer names no statements.

    Raises:
        QueryError: the source cannot answer.
    """
    if "statement" not in answer.columns:
        return {}
    place = answer.columns.index("statement")
    wanted = sorted({one for row in answer.rows for one in behind(row[place])})
    if not wanted:
        return {}
    found: dict[str, list[str]] = {}
    for statement, quote, title, published in source.run(_SENTENCES.bind({"statement": [Term(iri, "iri") for iri in wanted]})):
        line = f"“{quote}” — {title}, {published or 'undated'}"
        found.setdefault(str(statement), []).append(line)
    return {statement: tuple(lines) for statement, lines in found.items()}
