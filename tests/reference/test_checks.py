"""What the checks find, and that the shipped tables are sound."""

import gzip

import pytest
from test_tables import folder_with, row

from telegrapher.reference import Problem, check
from telegrapher.reference.loading import shipped_folder
from telegrapher.reference.tables import LINEAGE, TABLES


def test_the_shipped_tables_are_sound():
    assert [str(problem) for problem in check(shipped_folder())] == []


def test_sound_rows_pass(tmp_path):
    cells = {"country": "GB", "ticker": "LSE:EX.A|NASDAQ:EX", "website": "example.com/group", "founded": "2016-Q4", "parent": "b"}
    assert check(folder_with(tmp_path, row("a", "Nova", "Nova Tel", "Nova", **cells), row("b", "Orbit"))) == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((row("b", "B"), row("a", "A")), "3: a stands after b; sort the table by id"),
        ((row("A", "A"),), "2: id 'A' must be lower-case words joined by single hyphens"),
        ((row("a--b", "A"),), "2: id 'a--b' must be"),
        ((row("a", "A"), row("a", "B")), "3: id a is taken by organisations.csv:2"),
        ((row("a", " A"),), "2: name has blanks too many"),
        ((row("a", "A", "B|"),), "2: aliases has an empty value beside a |"),
        ((row("a", "A", "B|B"),), "2: aliases says something twice"),
        ((row("a", ""),), "2: name is empty"),
        ((row("a", "A", source=""),), "2: source is empty"),
        ((row("a", "A", checked="2026-02-30"),), "2: checked '2026-02-30' must be a date"),
        ((row("a", "A", roles=""),), "2: roles is empty"),
        ((row("a", "A", roles="Seller"),), "2: roles 'Seller' must be one of Organization, Vendor"),
        ((row("a", "A", country="UKX"),), "2: country 'UKX' must be an ISO 3166 code"),
        ((row("a", "A", ticker="INFN"),), "2: ticker 'INFN' must be EXCHANGE:SYMBOL"),
        ((row("a", "A", website="https://a.com/"),), "2: website 'https://a.com/' must be a host"),
        ((row("a", "A", founded="May 2016"),), "2: founded 'May 2016' must be a date"),
        ((row("a", "A", identifiers="duns:1"),), "2: identifiers 'duns:1' must be SCHEME:VALUE"),
        ((row("a", "A", parent="z"),), "2: parent 'z' is the id of no organization"),
        ((row("a", "A", needs_context="Z"),), "2: needs_context 'Z' is neither its name nor an alias"),
        ((row("a", "A", "A"),), "2: 'A' is name and alias"),
        ((row("a", "A", "Twin"), row("b", "B", "TWIN", "TWIN")), "2: 'twin' is claimed by 2 rows"),
    ],
)
def test_each_fault_is_one_line(tmp_path, rows, message):
    found = [str(problem) for problem in check(folder_with(tmp_path, *rows))]
    assert any(problem.startswith(f"organisations.csv:{message}") for problem in found), found


def test_a_shared_alias_is_fine_if_all_declare_it(tmp_path):
    assert check(folder_with(tmp_path, row("a", "A", "Twin", "Twin"), row("b", "B", "Twin", "Twin"))) == ()


def test_rows_elsewhere_can_be_pointed_to(tmp_path):
    assert check(folder_with(tmp_path, row("a", "A", parent="z")), {("organization", "z")}) == ()


def test_an_unreadable_table_is_one_problem(tmp_path):
    folder = folder_with(tmp_path, "a,b")
    (problem,) = check(folder)
    assert problem == Problem("organisations.csv", 2, "2 cells where the header has 15; quote cells that hold a comma")


def test_events_are_checked(tmp_path):
    folder = folder_with(tmp_path, row("a", "A"), row("b", "B"))
    lines = [",".join(LINEAGE.columns), "e1,2016-13,rename,a,b,,https://example.org/x,2026-01-31", "e2,2016,sale,a,z,,x,2026-01-31"]
    (folder / "lineage.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [str(problem)[:60] for problem in check(folder)] == [
        "lineage.csv:2: date '2016-13' must be a date: 2016, 2016-05,",
        "lineage.csv:3: kind 'sale' must be one of rename, merger, ac",
        "lineage.csv:3: to 'z' is the id of no organization",
    ]


def test_cities_are_checked(tmp_path):
    folder = folder_with(tmp_path, row("a", "A"))
    table = "name,country,lat,lon,population\nBern,CH,46.9,7.4,1\nAarau,CH,47.4,98.0,1\nChur,CH,99,9,1\n"
    (folder / "cities.csv.gz").write_bytes(gzip.compress(table.encode()))
    assert [problem.message.partition(";")[0] for problem in check(folder)] == [
        "Aarau stands after Bern",
        "Chur: country or coordinates are impossible",
    ]


def test_a_landing_point_that_is_a_city_has_its_address(tmp_path):
    """One place, one address; a namesake elsewhere keeps its own."""
    columns = next(table.columns for table in TABLES if table.file == "landing_points.csv")
    source = "https://example.org/x,2026-01-31"
    rows = [
        f"bern,Bern,,CH,46.9,7.4,,{source}",
        f"chur-ch,Chur,,CH,46.8,12.5,,{source}",
        f"sion,Sion,,CH,46.2,9.9,,{source}",
        f"thun-ch,Thun,,CH,46.75,7.62,,{source}",
    ]
    (tmp_path / "landing_points.csv").write_text("\n".join([",".join(columns), *rows]) + "\n", encoding="utf-8")
    cities = (("Bern", 46.9), ("Chur", 46.8), ("Sion", 46.2), ("Thun", 46.75))
    table = "name,country,lat,lon,population\n" + "".join(f"{name},CH,{lat},7.6,9\n" for name, lat in cities)
    (tmp_path / "cities.csv.gz").write_bytes(gzip.compress(table.replace("46.9,7.6", "46.9,7.4").encode()))
    assert [str(problem) for problem in check(tmp_path)] == [
        "landing_points.csv:2: this is a city with an address of its own; its id must be bern-ch",
        "landing_points.csv:3: chur-ch is the address of a city elsewhere",
    ]
