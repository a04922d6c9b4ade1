"""The guide to the ontology is true: its queries give the rows it shows, its tables are those of the ontology."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher import rdf
from telegrapher.vocabulary import vocabulary

HERE = Path(__file__).parent
GUIDE = (HERE.parent / "docs" / "ontology.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sparql\n(.*?)```\n\n```text\n(.*?)```", GUIDE, re.S)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    quads = tuple(ox.parse((HERE / "ontology" / "good.trig").read_bytes(), format=ox.RdfFormat.TRIG))
    facts = rdf.facts_of(quads)
    made = ox.Store()
    made.extend([*quads, *facts, *rdf.infer(facts)])
    return made


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_query_gives_the_rows_shown(store: ox.Store, number: int) -> None:
    query, shown = EXAMPLES[number]
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    rows = [[variable.value for variable in found.variables]]
    rows += [["" if value is None else value.value for value in row] for row in found]
    assert "\n".join("\t".join(row) for row in rows) == shown.strip("\n")


def test_every_query_has_its_rows() -> None:
    assert len(EXAMPLES) == GUIDE.count("```sparql") >= 8


def test_tables_name_every_type_and_relation() -> None:
    rows = {name: line for line in GUIDE.splitlines() if (found := re.match(r"\| `(\w+)` \|", line)) for name in [found[1]]}
    terms = vocabulary()
    for name, kind in terms.types.items():
        assert kind.definition in rows[name]
    for name, relation in terms.relations.items():
        assert relation.definition in rows[name]
        assert f"`{relation.inverse}`" in rows[name] or relation.inverse is None


def test_tables_name_every_qualifier_and_code() -> None:
    qualifiers, _, lists = GUIDE.partition("## Qualifiers")[2].partition("## Code lists")
    terms = vocabulary()
    for name, qualifier in terms.qualifiers.items():
        assert any(line.startswith(f"| `{name}` |") and qualifier.definition in line for line in qualifiers.splitlines())
    shown = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", lists, re.M))
    assert {name: set(re.findall(r"`([\w-]+)`", words)) for name, words in shown.items()} == {
        name: set(row) for name, row in terms.codes.items()
    }
