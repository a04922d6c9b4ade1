"""Old names, successors and parents: asked through the tables, without rewriting what releases say."""

from __future__ import annotations

import pytest
from questions.asked import answer

from telegrapher.questions import Names, ask, entity_names, question
from telegrapher.store import Store

LUMITRON = [("Nordwave", "Green Loop"), ("Nordwave", "Nordwave backbone"), ("Southlink", "")]


@pytest.fixture(scope="module")
def names(world: Store) -> Names:
    return entity_names(world)


def suppliers_of(world: Store, names: Names, vendor: str, *, lineage: bool) -> list[tuple[str, str]]:
    found = ask(world, question("deployments"), {"vendor": vendor}, names=names, lineage=lineage)
    return sorted((str(row[0]), "" if row[3] is None else str(row[3])) for row in found)


def test_an_old_name_leads_to_what_is_said_under_the_new_one(world: Store, names: Names) -> None:
    assert suppliers_of(world, names, "Old Photonics", lineage=False) == []
    assert suppliers_of(world, names, "Old Photonics", lineage=True) == [("Nordwave", "Nordwave backbone")]


def test_a_company_that_goes_on_under_its_owner_is_not_carried_on(world: Store, names: Names) -> None:
    assert suppliers_of(world, names, "Lumitron", lineage=True) == LUMITRON
    assert suppliers_of(world, names, "Gigantel", lineage=True) == []


def test_the_ultimate_parent_depends_on_the_day(world: Store, names: Names) -> None:
    for day, parent in (("2020-09-30", "Lumitron"), ("2020-10-01", "Gigantel")):
        rows = answer(world, "deployments-by-parent", {"on": day, "carrier": "Southlink"}, names)
        assert [row[0] for row in rows] == [parent]


def test_what_a_release_says_keeps_its_names(world: Store, names: Names) -> None:
    rows = answer(world, "deployments-by-parent", {"parent": "Gigantel"}, names)
    assert {row[1] for row in rows} == {"Lumitron", "Smallco"}
