"""The record of what was checked against its source keeps step with the organisations."""

import csv

from telegrapher.reference.loading import shipped_folder
from telegrapher.reference.tables import TABLES

COLUMNS = set(TABLES[0].columns)


def rows(name):
    with (shipped_folder() / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def columns(cell):
    return {value.partition(":")[0] for value in cell.split("|") if value}


def test_the_record_names_rows_and_filled_cells_that_are_there():
    organisations = {row["id"]: row for row in rows("organisations.csv")}
    recorded = rows("organisations_audit.csv")
    assert [row["id"] for row in recorded] == sorted(row["id"] for row in recorded)
    for row in recorded:
        cells = organisations[row["id"]]
        told = columns(row["by_register"]) | columns(row["by_page"]) | columns(row["open"])
        assert told <= COLUMNS, row["id"]
        assert all(cells[column] for column in told), row["id"]
        assert not columns(row["by_register"]) & columns(row["by_page"]), row["id"]


def test_nothing_is_left_open_and_every_name_was_seen():
    recorded = rows("organisations_audit.csv")
    assert [row["id"] for row in recorded if row["open"]] == []
    seen = {row["id"] for row in recorded if "name" in columns(row["by_register"]) | columns(row["by_page"])}
    assert {row["id"] for row in rows("organisations.csv")} - seen == set()
