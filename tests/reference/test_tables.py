"""Tables to entries: reading, looking up, joining."""

import time
from pathlib import Path

import pytest

from telegrapher.errors import ReferenceDataError
from telegrapher.model import fold
from telegrapher.reference import Reference, bare, load, normal, nothing
from telegrapher.reference.loading import shipped_folder
from telegrapher.reference.tables import TABLES

ORGANISATIONS = TABLES[0]
HEADER = ",".join(ORGANISATIONS.columns)


def folder_with(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    (tmp_path / "organisations.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return tmp_path


def row(row_id, name, aliases="", needs_context="", **cells):
    values = {"id": row_id, "name": name, "aliases": aliases, "roles": "Carrier", "needs_context": needs_context}
    values |= {"source": "https://example.org/page", "checked": "2026-01-31", **cells}
    return ",".join(values.get(column, "") for column in ORGANISATIONS.columns)


def test_loading_is_quick():
    started = time.process_time()
    from telegrapher.reference import loading

    loading._shipped.cache_clear()
    load().places.find("Brussels")
    assert time.process_time() - started < 0.6  # measured 0.13 s; a loaded machine is allowed more


def test_the_shipped_tables_are_read_once():
    assert load() is load()


def test_a_row_becomes_an_entry(tmp_path):
    cells = {"roles": "Vendor|Carrier", "ticker": "NYSE:EX", "parent": ""}
    reference = load(folder_with(tmp_path, row("example", "Example", "Example Systems|EXS", "EXS", **cells)))
    (entry,) = reference.entries
    assert entry.iri == "https://w3id.org/telegrapher/id/organization/example"
    assert (entry.type, entry.types) == ("Vendor", ("Vendor", "Carrier"))
    assert entry.names == ("Example", "Example Systems", "EXS")
    assert entry.needs_context == ("EXS",)
    assert entry.values("ticker") == ("NYSE:EX",)
    assert entry.values("parent") == ()
    assert (entry.id, entry.kind, entry.source, entry.checked) == (
        "example",
        "organization",
        "https://example.org/page",
        "2026-01-31",
    )
    assert reference.by_iri(entry.iri) is entry


def test_lookup_climbs_from_name_to_looser_forms(tmp_path):
    reference = load(
        folder_with(tmp_path, row("a", "Nova", "Nova Group"), row("b", "Nova Télécom"), row("c", "Bright", "Nova Telecom"))
    )
    assert [entry.id for entry in reference.lookup("Nova")] == ["a"]
    assert [entry.id for entry in reference.lookup("Nova Telecom")] == ["c"]
    assert [entry.id for entry in reference.lookup("NOVA TELECOM")] == ["b", "c"]
    assert [entry.id for entry in reference.lookup("Bright S.p.A.")] == ["c"]
    assert [entry.id for entry in reference.lookup("Bright Holdings Ltd")] == ["c"]
    assert reference.lookup("Dull") == ()


def test_forms_tell_which_need_their_sense_shown(tmp_path):
    reference = load(folder_with(tmp_path, row("a", "Nova", "Twin", "Nova"), row("b", "Orbit", "Twin")))
    assert {(form, entry.id): doubtful for form, entry, doubtful in reference.forms()} == {
        ("Nova", "a"): True,
        ("Twin", "a"): True,
        ("Orbit", "b"): False,
        ("Twin", "b"): True,
    }


def test_facts_point_to_rows(tmp_path):
    reference = load(folder_with(tmp_path, row("a", "Nova", parent="b"), row("b", "Orbit")))
    facts = {(fact.column, fact.value): fact.target for fact in reference.entry_facts(reference.entries[0])}
    assert facts["parent", "b"] == "https://w3id.org/telegrapher/id/organization/b"
    assert facts["roles", "Carrier"] is None


def test_shipped_facts_resolve_by_id_and_by_name():
    reference = load()
    targets = [
        (fact.column, fact.target)
        for entry in reference.entries
        for fact in reference.entry_facts(entry)
        if fact.column in {"parent", "part_of", "broader"}
    ]
    assert targets
    assert all(target and reference.by_iri(target) for _, target in targets)


def test_own_tables_go_over_the_shipped_ones(tmp_path):
    own = load(folder_with(tmp_path, row("ciena", "Ciena", "My own alias"), row("mine", "Mine")))
    joined = load().joined(own)
    assert joined.by_iri(own.entries[0].iri).aliases == ("My own alias",)
    assert len(joined.entries) == len(load().entries) + 1
    assert joined.places is load().places


def test_nothing_knows_nothing():
    assert nothing().lookup("Ciena") == ()
    assert tuple(nothing().forms()) == ()
    assert nothing().places.find("London") == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,name\na,b\n", r"organisations\.csv:1: the header must be id,name,aliases"),
        (f"{HEADER}\na,b\n", r"organisations\.csv:2: 2 cells where the header has 15"),
        ("", r"organisations\.csv:1: the header must be"),
    ],
)
def test_a_broken_table_is_one_clear_line(tmp_path, content, message):
    (tmp_path / "organisations.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load(tmp_path)


def test_wrong_encoding_and_missing_tables_are_told(tmp_path):
    with pytest.raises(ReferenceDataError, match="no reference table here"):
        load(tmp_path)
    (tmp_path / "organisations.csv").write_bytes(HEADER.encode() + b"\nx\xff")
    with pytest.raises(ReferenceDataError, match="not a UTF-8"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("Infinera Corporation", "infinera"),
        ("PT Telkom Indonesia (Persero) Tbk", "telkom indonesia persero"),
        ("Example A/S", "example"),
        ("Example Co., Ltd.", "example"),
        ("Example GmbH & Co. KG", "example"),
        ("Inc", "inc"),
        ("SA", "sa"),
    ],
)
def test_legal_forms_go(name, shape):
    assert normal(name) == shape


def test_group_goes_only_when_asked():
    assert normal("Vodafone Group Plc") == "vodafone group"
    assert bare("Vodafone Group Plc") == "vodafone"
    assert bare("Group") == "group"


def test_shipped_tables_are_large_enough():
    kinds = {}
    for entry in load().entries:
        kinds.setdefault(entry.kind, []).append(entry)
    organisations = kinds["organization"]
    assert len(organisations) >= 500
    assert sum("Vendor" in entry.types for entry in organisations) >= 120
    assert sum("Carrier" in entry.types for entry in organisations) >= 300
    assert len(load().events) >= 120
    least = {"cable": 250, "product": 250, "award": 42, "technology": 120}
    assert {kind: len(kinds[kind]) for kind in least if len(kinds[kind]) < least[kind]} == {}


def test_every_shipped_landing_point_has_country_coordinates_and_cables():
    points = [entry for entry in load().entries if entry.kind == "place" and entry.values("cables")]
    assert len(points) >= 310
    assert [entry.id for entry in points if not all(entry.first(column) for column in ("country", "lat", "lon"))] == []


def test_shipped_cables_and_landing_points_name_each_other():
    entries = load().entries
    points = {entry.id for entry in entries if entry.values("cables")}
    said = {(entry.id, point) for entry in entries for point in entry.values("landing_points") if point in points}
    assert said == {(cable, entry.id) for entry in entries for cable in entry.values("cables")}


def test_owners_makers_and_bodies_of_shipped_rows_are_rows():
    """A plain name where no row exists is allowed, but is the exception."""
    known = load()
    plain = [
        fact.value
        for entry in known.entries
        for fact in known.entry_facts(entry)
        if fact.column in {"owners", "suppliers", "vendor", "body"} and not fact.target
    ]
    assert plain == []


def test_no_shipped_organisation_shares_a_folded_name_undeclared():
    seen = {}
    for entry in load().entries:
        if entry.kind == "organization":
            for form in entry.names:
                seen.setdefault(fold(form), set()).add((entry.id, form in entry.needs_context))
    for form, holders in seen.items():
        assert len({holder for holder, _ in holders}) == 1 or all(declared for _, declared in holders), form


def test_the_shipped_folder_is_there():
    assert (shipped_folder() / "organisations.csv").is_file()
    assert isinstance(load(), Reference)
