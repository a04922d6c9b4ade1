"""The record of what was compared again keeps step with the tables of cables, landing points, products and techniques."""

import csv

import pytest

from telegrapher.reference.loading import shipped_folder
from telegrapher.reference.tables import TABLES

NAMES = ("cables", "landing_points", "products", "technologies")
AUDITED = {name: table for table in TABLES for name in NAMES if table.file == f"{name}.csv"}


def rows(name):
    with (shipped_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_record_is_sorted_and_names_a_row_once():
    recorded = [(row["table"], row["id"]) for row in rows("tables_audit")]
    assert recorded == sorted(set(recorded))
    assert {table for table, _ in recorded} == set(AUDITED)


@pytest.mark.parametrize("name", sorted(AUDITED))
def test_the_record_names_cells_that_are_filled(name):
    cells = {row["id"]: row for row in rows(name)}
    for row in rows("tables_audit"):
        if row["table"] != name:
            continue
        values = [value for column in ("by_register", "by_page") for value in row[column].split("|") if value]
        assert values, row["id"]
        for value in values:
            column, _, rest = value.partition(":")
            filled = cells[row["id"]][column].split("|")
            assert column in AUDITED[name].columns
            assert rest in filled if rest else filled != [""], (name, row["id"], value)


def test_no_cell_counts_twice():
    for row in rows("tables_audit"):
        assert not set(row["by_register"].split("|")) & set(row["by_page"].split("|")) - {""}, (row["table"], row["id"])
