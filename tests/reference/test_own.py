"""Tables of one's own: found, checked like the shipped ones, merged or refused whole."""

import pytest
from test_tables import folder_with, row

from telegrapher.errors import ReferenceDataError
from telegrapher.reference import check_own, draft_rows, fingerprint, layered, load, merge, table_named
from telegrapher.reference.loading import shipped_folder
from telegrapher.reference.tables import TABLES, read_rows

ORGANISATIONS = TABLES[0]


def table(path, *rows):
    path.write_text("\n".join([",".join(ORGANISATIONS.columns), *rows]) + "\n", encoding="utf-8")
    return path


def test_shipped_tables_pass_as_ones_own():
    assert check_own(shipped_folder()) == ()


def test_a_file_is_known_by_its_header_and_called_by_its_name(tmp_path):
    path = table(tmp_path / "mine.csv", row("b", "Ostwind Tel"), row("a", "Westwind Tel", source=""))
    assert [str(one) for one in check_own(path)] == [
        "mine.csv:3: a stands after b; sort the table by id",
        "mine.csv:3: source is empty",
    ]


def test_rows_may_point_to_shipped_rows_and_replace_them(tmp_path):
    path = table(tmp_path / "mine.csv", row("nokia", "Nokia"), row("ostwind-tel", "Ostwind Tel", parent="nokia"))
    assert check_own(path) == ()


def test_a_name_that_a_shipped_row_has_must_be_declared(tmp_path):
    (problem,) = check_own(table(tmp_path / "mine.csv", row("nordlicht", "Nordlicht", "Infinera")))
    assert str(problem).startswith("mine.csv:2: 'Infinera' is a name of the shipped infinera too; name it in needs_context")
    assert check_own(table(tmp_path / "mine.csv", row("nordlicht", "Nordlicht", "Infinera", "Infinera"))) == ()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("other.csv", "a,b\n", "no table has the header 'a,b'"),
        ("organisations.csv", "a,b\n", ""),
        ("picture.csv", "\x00\udcff", "not a UTF-8"),
    ],
)
def test_what_is_no_table_is_one_line(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    if message:
        with pytest.raises(ReferenceDataError, match=message):
            check_own(path)
    else:
        assert "the header must be id,name" in str(check_own(path)[0])


def test_no_file_and_an_empty_folder_are_one_line(tmp_path):
    with pytest.raises(ReferenceDataError, match="no such file or folder"):
        check_own(tmp_path / "none.csv")
    with pytest.raises(ReferenceDataError, match="no reference table here"):
        check_own(tmp_path)


def test_rows_are_merged_by_id_and_stay_sorted(tmp_path):
    own = tmp_path / "own" / "deep"
    first = table(tmp_path / "first.csv", row("b", "Bergwind"), row("d", "Dorfwind"))
    second = table(tmp_path / "second.csv", row("a", "Abendwind"), row("b", "Bergwind Tel"))
    assert [(one.file, one.added, one.replaced) for one in merge(first, own)] == [("organisations.csv", 2, 0)]
    assert [(one.added, one.replaced) for one in merge(second, own)] == [(1, 1)]
    rows = list(read_rows(own / "organisations.csv", ORGANISATIONS.columns))
    assert [(one.cells["id"], one.cells["name"]) for one in rows] == [("a", "Abendwind"), ("b", "Bergwind Tel"), ("d", "Dorfwind")]
    assert [path.name for path in own.iterdir()] == ["organisations.csv"]
    known = layered(own)
    assert known.exact("Bergwind Tel")
    assert known.exact("Nokia") == load().exact("Nokia")


def test_a_wrong_row_changes_nothing(tmp_path):
    own = folder_with(tmp_path, row("a", "Abendwind"))
    before = (own / "organisations.csv").read_bytes()
    with pytest.raises(ReferenceDataError, match=r"bad.csv:3: checked is empty \(and 1 more"):
        merge(table(tmp_path / "bad.csv", row("b", "Bergwind"), row("c", "Chorwind", source="", checked="")), own)
    with pytest.raises(ReferenceDataError, match="claimed by 2 rows"):
        merge(table(tmp_path / "twice.csv", row("b", "Bergwind", "Abendwind")), own)
    assert (own / "organisations.csv").read_bytes() == before


def test_the_fingerprint_is_that_of_the_tables(tmp_path):
    own = folder_with(tmp_path, row("a", "Abendwind"))
    first = fingerprint(own)
    assert first == fingerprint(own) != fingerprint()
    table(own / "organisations.csv", row("a", "Abendwind Tel"))
    assert fingerprint(own) != first


def test_names_become_rows_to_fill_in():
    names = [
        ("Ostwind Tel", "Carrier", ("Ostwind", "Ostwind Tel")),
        ("Ostwind Tel", "Vendor", ("Ostwind Tel", "OWT")),
        ("Arc 7", "Cable", ("Arc 7",)),
        ("Ann Lee", "Person", ("Ann Lee",)),
    ]
    header, *rows = draft_rows(table_named("organisations"), names)
    assert header == ORGANISATIONS.columns
    assert [row[:4] for row in rows] == [("ostwind-tel", "Ostwind Tel", "Ostwind|OWT", "Carrier|Vendor")]
    assert [row[0] for row in draft_rows(table_named("cables.csv"), names)[1:]] == ["arc-7"]
    with pytest.raises(ReferenceDataError, match="no table is called 'firms'; there are organisations, cables"):
        table_named("firms")


def test_a_service_is_a_product_of_that_level():
    columns, row_ = draft_rows(table_named("products"), [("Ostwind Wave", "Service", ())])
    assert dict(zip(columns, row_, strict=True))["level"] == "service"
