"""Every question: its header is true, two engines read it, and it answers exactly, with nothing that is only alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from questions.asked import CASES, answer, columns, every, expected, label

from telegrapher.errors import QueryError, UnknownNameError
from telegrapher.questions import (
    Names,
    Parameter,
    Question,
    ask,
    competencies,
    entity_names,
    question,
    questions,
    read_questions,
    terms_of,
)
from telegrapher.rdf.competency import Competency
from telegrapher.store import Store, Term
from telegrapher.vocabulary import Vocabulary, vocabulary

NAMES = sorted(questions())


@pytest.fixture(scope="module")
def names(world: Store) -> Names:
    return entity_names(world)


def test_there_are_enough_and_each_has_cases() -> None:
    assert len(NAMES) >= 40
    assert set(CASES) == set(NAMES)
    for name, cases in CASES.items():
        assert cases["ask"], name
        assert cases["never"], name
        assert "empty" in cases or not question(name).parameters, name


@pytest.mark.parametrize("name", NAMES)
def test_two_engines_read_it(name: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    one = question(name)
    bound = one.bind({parameter.name: [Term("https://w3id.org/telegrapher/id/x/y", "iri")] for parameter in one.parameters})
    for text in (one.text, one.bind({}), bound):
        found = ox.Store().query(text)
        assert isinstance(found, ox.QuerySolutions)
        assert [variable.value for variable in found.variables] == [column.name for column in one.columns]
        prepareQuery(text)


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_as_it_stands_and_answers_for_everything(name: str, world: Store) -> None:
    one = question(name)
    assert Counter(world.run(one.text).rows) == Counter(world.run(one.bind({})).rows)


@pytest.mark.parametrize(("name", "case"), [*every("ask")], ids=lambda value: value if isinstance(value, str) else label(value))
def test_the_rows_are_exactly_these(name: str, case: dict[str, str], world: Store, names: Names) -> None:
    found = answer(world, name, case, names)
    assert sorted(found) == sorted(expected(name)[label(case)])
    assert len(found) == len(set(found)), "the same row twice"


@pytest.mark.parametrize(("name", "case"), [*every("empty")], ids=lambda value: value if isinstance(value, str) else label(value))
def test_what_exists_can_have_no_answer(name: str, case: dict[str, str], world: Store, names: Names) -> None:
    assert answer(world, name, case, names) == []


@pytest.mark.parametrize(("name", "case"), [*every("never")], ids=lambda value: value if isinstance(value, str) else value["why"])
def test_what_is_only_alike_stays_out(name: str, case: dict[str, dict[str, str]], world: Store, names: Names) -> None:
    wanted = case["row"].items()
    assert set(case["row"]) <= set(columns(name))
    rows = [dict(zip(columns(name), row, strict=True)) for row in answer(world, name, case["ask"], names)]
    assert not [row for row in rows if wanted <= row.items()]


def test_near_misses_are_told_by_the_world(world: Store) -> None:
    """A near miss that nobody says would prove nothing: all its names are there."""
    said = {str(term) for row in world.run("SELECT ?o { GRAPH ?g { ?s ?p ?o } }") for term in row}
    words = {value for _, case in every("never") for key, value in case["row"].items() if key.endswith("Name")}
    assert {word for word in words if " (" not in word} <= said


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_tried(name: str) -> None:
    cases = [case for what in ("ask", "empty") for found, case in every(what) if found == name]
    cases += [case["ask"] for found, case in every("never") if found == name]
    assert {parameter.name for parameter in question(name).parameters} == {key for case in cases for key in case}


def test_every_row_expected_belongs_to_a_case() -> None:
    for name in NAMES:
        assert set(expected(name)) == {label(case) for case in CASES[name]["ask"]}


def unserved(served: Iterable[Competency], terms: Vocabulary) -> set[str]:
    """What no question needs and no mark excuses: terms and codes; an inverse is served by its relation."""
    used = {term for one in served for term in one.terms}
    inverse = {relation.inverse for relation in terms.relations.values() if relation.name in used}
    marked = {name for name, part in terms.usages.items() if part == "structure"}
    codes = {f"{scheme}/{word}" for scheme, row in terms.codes.items() for word in row}
    return ({*terms.labels} | codes) - used - inverse - marked


def test_every_term_and_code_serves_a_question_or_is_marked_as_structure() -> None:
    assert unserved(competencies(), vocabulary()) == set()


@pytest.mark.parametrize(
    ("question", "lost"),
    [
        ({"events"}, {"Event"}),
        ({"roles"}, {"Vendor", "Investor", "AwardBody"}),
        ({"timeline"}, {"precision/day", "precision/range"}),
        ({"offices"}, {"office-kind/satellite"}),
        ({"contacts"}, {"contact-kind/media"}),
        ({"presence"}, {"hasSiteIn"}),
        ({"markets", "presence"}, {"operatesIn", "marketOf"}),
    ],
)
def test_a_term_without_its_question_is_seen(question: set[str], lost: set[str]) -> None:
    assert lost <= unserved((one for one in competencies() if one.name not in question), vocabulary())


def test_what_a_question_needs_is_read_from_its_header_and_query() -> None:
    text = """PREFIX tel: <https://w3id.org/telegrapher/ontology#>
PREFIX s: <https://w3id.org/telegrapher/id/status/>
# tel:owns in a comment
SELECT ?a { ?a tel:deploys ?b ; tel:status s:won ; tel:nothing <https://w3id.org/telegrapher/id/zone/quote> ; tel:linkStatus ?c }"""
    made = Question(
        "a", "A?", (Parameter("b", "entity", "Cable", "b", "c"), Parameter("d", "code", "precision", "d", "e")), (), text
    )
    found = terms_of(made)
    assert {"deploys", "status", "linkStatus", "Cable", "status/won", "zone/quote", "precision/day", "link-status/new"} <= set(
        found
    )
    assert not {"owns", "nothing", "zone/body", "Product"} & set(found)


# -- headers, values and names


def test_a_header_that_does_not_fit_is_refused(tmp_path) -> None:
    good = "# question: Who?\n# column who: name\nSELECT ?who WHERE {\n  VALUES ?who { UNDEF }\n}\n"
    for text, message in (
        (good, "parameters and VALUES lines differ"),
        ("# column who: name\nSELECT ?who WHERE {}\n", "a header line is not"),
        ("# question: Who?\n# parameter who: thing; a; e.g. b\n# column who: name\nSELECT ?who {}", "a header line is not"),
    ):
        (tmp_path / "who.rq").write_text(text, encoding="utf-8")
        with pytest.raises(QueryError, match=rf"who\.rq: .*{message}"):
            read_questions(tmp_path)


def test_lines_of_parameters_left_out_go_with_all_that_follows_in_them() -> None:
    one = question("deployments")
    assert "UNION" in one.text
    assert "UNION" not in one.bind({})
    assert "VALUES ?vendor { <urn:x> } {" in one.bind({"vendor": [Term("urn:x", "iri")]})


def test_values_are_written_by_the_library_and_cannot_break_out(world: Store) -> None:
    one = question("trail")
    evil = 'x" } } SELECT * { ?s ?p ?o } #\n'
    assert '"x\\" } } SELECT * { ?s ?p ?o } #\\n"' in one.bind({"name": [Term(evil)]})
    assert ask(world, one, {"name": evil}).rows == ()
    with pytest.raises(QueryError, match="cannot stand in a query"):
        one.bind({"name": [Term("a b> { }", "iri")]})


def test_wrong_values_are_one_line(world: Store, names: Names) -> None:
    for name, values, message in (
        ("as-of", {"on": "May 2014"}, "--on wants a date like 2014-05-20, not 'May 2014'"),
        ("doubtful", {"below": "half"}, "--below wants a whole number"),
        ("awards", {"year": "2014"}, "has no parameter 'year'; it has winner"),
        ("cable-roles", {"cable": "Lumitron"}, "'Lumitron' is no Cable here but"),
        ("cable-roles", {"cable": "Blue Arch"}, "nothing here is called 'Blue Arch'"),
    ):
        with pytest.raises((QueryError, UnknownNameError), match=message):
            ask(world, question(name), values, names=names)
    with pytest.raises(UnknownNameError, match="deployments"):
        question("deployment")


def test_names_of_the_tables_serve_where_releases_have_none(names: Names) -> None:
    (farlight,) = names.find("Farlight", "Vendor")
    assert farlight.endswith("/organization/farlight")
    assert names.find(farlight) == (farlight,)
    assert [iri.rpartition("/")[2] for iri in names.find("nordwave networks", "Carrier")] == ["nordwave"]
    assert len(names.find("Bo Chen", "Person")) == 2


def test_the_list_for_people_is_complete() -> None:
    text = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    lines = []
    for one in questions().values():
        parameters = ", ".join(f"`--{parameter.name}` {parameter.example}" for parameter in one.parameters)
        lines.append(f"| `{one.name}` | {one.title} | {parameters} |")
    assert sorted(listed) == sorted(lines)
