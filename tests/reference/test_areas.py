"""Divisions, islands and regions by name, kind and country; what is wrong with their table."""

import csv
import gzip
import io

import pytest

from telegrapher.errors import ReferenceDataError
from telegrapher.reference import Areas, check, load
from telegrapher.reference.areas import AREA_COLUMNS, KINDS, WORD_COLUMNS
from telegrapher.reference.loading import shipped_folder
from telegrapher.reference.tables import read_rows

HEADER = ",".join(AREA_COLUMNS)
TABLE = f"""{HEADER}
de-lower-saxony,Lower Saxony,Niedersachsen,division,DE,06
lk-central,Central,Central Province,division,LK,29
narrow-strait,Narrow Strait,,water,,
nz-hawke-bay,Hawke's Bay,,division,NZ,F2
ph-bohol,Bohol,,district,PH,07
timbria,Timbria,Timbría Island,island,,
us-or-washington-county,Washington County,,county,US,OR
us-wi-washington-county,Washington County,,county,US,WI
zm-central,Central,,division,ZM,02
"""


def areas():
    return Areas(lambda: TABLE.encode())


def ids(found):
    return [area.id for area in found]


def test_names_and_aliases_are_found_without_accents_and_case():
    assert ids(areas().find("Niedersachsen")) == ids(areas().find("LOWER SAXONY")) == ["de-lower-saxony"]
    assert ids(areas().find("Timbria Island")) == ["timbria"]
    assert ids(areas().find("Hawke’s Bay")) == ["nz-hawke-bay"]
    assert areas().find("Saxony") == areas().find("") == ()


def test_an_address_opens_with_the_country():
    (area,) = areas().find("Bohol")
    assert area.iri == "https://w3id.org/telegrapher/id/place/ph-bohol"
    assert (area.name, area.kind, area.country, area.admin1) == ("Bohol", "district", "PH", "07")


@pytest.mark.parametrize("name", ["Bohol Province", "Province of Bohol", "the island of Bohol", "Bohol island"])
def test_a_word_for_the_kind_may_stand_beside_the_name(name):
    assert ids(areas().find(name)) == ["ph-bohol"]


@pytest.mark.parametrize("name", ["Bohol Strait", "Narrow Province", "Bohol Telecom", "Province", "Lower Saxony Desert"])
def test_other_words_and_words_for_other_kinds_lead_nowhere(name):
    assert areas().find(name) == ()


def test_a_country_narrows_but_not_to_what_lies_in_several():
    assert ids(areas().find("Central")) == ["lk-central", "zm-central"]
    assert ids(areas().find("Central", "zm")) == ["zm-central"]
    assert areas().find("Bohol", "DE") == ()
    assert ids(areas().find("Timbria", "DE")) == ["timbria"]


def test_a_missing_table_has_no_areas_and_a_broken_one_says_so(tmp_path):
    assert Areas.at(tmp_path / "areas.csv.gz").find("Bohol") == ()
    assert list(Areas().all()) == []
    with pytest.raises(ReferenceDataError, match=r"areas\.csv\.gz:1: the header must be id,name"):
        Areas(lambda: b"id,name\na,B\n").find("B")


def test_a_folder_brings_its_areas(tmp_path):
    (tmp_path / "areas.csv.gz").write_bytes(gzip.compress(TABLE.encode()))
    assert len(list(Areas.at(tmp_path / "areas.csv.gz").all())) == 9
    (tmp_path / "regions.csv").write_text("id,name,aliases,needs_context,source,checked\n", encoding="utf-8")
    assert ids(load(tmp_path).areas.find("Bohol")) == ["ph-bohol"]
    assert ids(load().joined(load(tmp_path)).areas.find("Gansu")) == ["cn-gansu"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Lower Saxony", "de-lower-saxony"),
        ("Gansu Province", "cn-gansu"),
        ("Urals", "ural-mountains"),
        ("Jutland", "jutland"),
        ("Western Cape", "za-western-cape"),
        ("Grande Comore", "km-grande-comore"),
        ("Moheli", "km-moheli"),
        ("Penrhyn", "ck-penrhyn"),
        ("Annobon", "gq-annobon"),
        ("Bohol", "ph-bohol"),
        ("Loudoun County", "us-va-loudoun-county"),
        ("Isle of Wight", "gb-isle-of-wight"),
        ("Bay of Biscay", "bay-of-biscay"),
        ("Malay Peninsula", "malay-peninsula"),
    ],
)
def test_shipped_areas(name, found):
    assert ids(load().areas.find(name)) == [found]


def test_the_shipped_table_is_small_and_unpacked_only_when_asked():
    packed = (shipped_folder() / "areas.csv.gz").read_bytes()
    assert len(packed) < 150_000
    unpacked = []
    areas = Areas(lambda: unpacked.append(1) or gzip.decompress(packed))
    assert not unpacked
    assert areas.find("Bohol")
    assert areas.find("Bohol")
    assert len(unpacked) == 1


def test_the_shipped_table_is_written_as_its_rows_are():
    packed = (shipped_folder() / "areas.csv.gz").read_bytes()
    assert packed[4:8] == bytes(4), "the same rows give the same bytes: no time of writing"
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(AREA_COLUMNS)
    for area in load().areas.all():
        writer.writerow((area.id, area.name, "|".join(area.aliases), area.kind, area.country, area.admin1))
    assert gzip.decompress(packed).decode() == stream.getvalue()


def test_words_for_kinds_are_sorted_and_name_kinds():
    rows = list(read_rows(shipped_folder() / "area_words.csv", WORD_COLUMNS))
    assert [row.cells["form"] for row in rows] == sorted({row.cells["form"] for row in rows})
    assert {kind for row in rows for kind in row.values("kinds")} <= set(KINDS)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("b,B,,island,,", "a,A,,island,,"), "3: a stands after b; sort the table by id, each once"),
        (("a,A,,island,,", "a,B,,island,,"), "3: a stands after a"),
        (("A,A,,island,,",), "2: A: the id must be lower-case words"),
        (("a,,,island,,",), "2: a: name and aliases must be filled"),
        (("a,A,A,island,,",), "2: a: name and aliases must be filled, different"),
        (("a,A ,,island,,",), "2: a: name and aliases must be filled, different, and without blanks"),
        (("a,A,,planet,,",), "2: a: kind 'planet' must be one of division, island"),
        (("a,A,,island,FRA,",), "2: a: country must be an ISO 3166 code"),
        (("a,A,,island,FR,",), "2: a: country must be an ISO 3166 code, which opens the id"),
        (("africa,Africa,,region,,",), "2: id africa is taken by regions.csv"),
        (("a,A,,island",), "1: must be a gzip-compressed table with the columns id,name"),
    ],
)
def test_each_fault_of_the_table_is_one_line(tmp_path, lines, message):
    (tmp_path / "areas.csv.gz").write_bytes(gzip.compress("\n".join((HEADER, *lines, "")).encode()))
    region = "id,name,aliases,needs_context,source,checked\nafrica,Africa,,,https://example.org/x,2026-01-31\n"
    (tmp_path / "regions.csv").write_text(region, encoding="utf-8")
    assert any(str(problem).startswith(f"areas.csv.gz:{message}") for problem in check(tmp_path)), check(tmp_path)
