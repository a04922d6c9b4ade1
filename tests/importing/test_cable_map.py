"""The submarine cable map: what its files say, how it is linked, and what is wrong with files that are not right."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from telegrapher.errors import InputError, UnknownNameError
from telegrapher.importing import read_cable_map
from telegrapher.importing.rules import cable_map_rules
from telegrapher.importing.wording import Named, cable_names, landing_name, length_km, parties, ready_for_service
from telegrapher.store.shapes import check_shapes

MAP = Path(__file__).parents[2] / "data" / "imports" / "cable-map"
GRAPH = "https://w3id.org/telegrapher/id/graph/import/cable-map"
RULES = cable_map_rules()


def said(graph, tail: str) -> dict[str, list[str]]:
    """What the imported graph says of a thing: local name of the relation to values."""
    found: dict[str, list[str]] = {}
    for quad in graph.store.quads(GRAPH):
        if quad.subject.value.endswith(f"/id/{tail}"):
            name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
            found.setdefault(name, []).append(quad.object.value.removeprefix("https://w3id.org/telegrapher/id/"))
    return {name: sorted(values) for name, values in found.items()}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the sample that a test may spoil."""
    return Path(shutil.copytree(MAP, tmp_path / "map"))


# -- wording


@pytest.mark.parametrize(
    ("written", "name", "aliases"),
    [
        ("Tern Link", "Tern Link", ()),
        ("Gull Arc Express (GAX)", "Gull Arc Express", ("GAX", "Gull Arc Express (GAX)")),
        ("GAX (Gull Arc Express)", "Gull Arc Express", ("GAX", "GAX (Gull Arc Express)")),
        ("Gull (North)/Tern (South)", "Gull (North)/Tern (South)", ()),
        ("  Gull   Arc ", "Gull Arc", ()),
    ],
)
def test_names_of_cables(written, name, aliases):
    assert cable_names(written) == Named(name, aliases)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Orange, AT&T", [Named("Orange"), Named("AT&T")]),
        ("Gullnet (formerly Terntel)", [Named("Gullnet", ("Gullnet (formerly Terntel)",))]),
        ("United Gull Networks (UGN)", [Named("United Gull Networks", ("UGN", "United Gull Networks (UGN)"))]),
        ("América Gull (Tern)", [Named("América Gull", ("América Gull (Tern)",))]),
        ("Gull (Tern, Petrel and Co), Auk", [Named("Gull", ("Gull (Tern, Petrel and Co)",)), Named("Auk")]),
        ("", []),
        (" , ", []),
    ],
)
def test_owners_in_one_cell(cell, expected):
    assert list(parties(cell, RULES)) == expected


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Gullhaven, Norway", "Norway", ("Gullhaven", "Norway", "")),
        ("Virginia Beach, VA, United States", "United States", ("Virginia Beach", "United States", "VA")),
        ("Tern Bay, Congo, Dem. Rep.", "Congo, Dem. Rep.", ("Tern Bay", "Congo, Dem. Rep.", "")),
        ("Gull, Tern Islands, Norway", "Norway", ("Gull, Tern Islands", "Norway", "")),
        ("Gullhaven, Norway", "", ("Gullhaven", "Norway", "")),
        ("Gullhaven", "", ("Gullhaven", "", "")),
    ],
)
def test_landing_points(name, country, expected):
    named, told, state = landing_name(name, country)
    assert (named.name, told, state) == expected
    assert named.aliases == ((name,) if named.name != name else ())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,250 km", "1250"),
        ("40 km", "40"),
        ("6.5 km", "6.5"),
        ("12000km", "12000"),
        ("0 km", None),
        ("long", None),
        ("", None),
        ("5 miles", None),
    ],
)
def test_lengths(cell, expected):
    assert length_km(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2031", "2031"),
        ("2031 August", "2031-08"),
        ("2031 Q4", "2031-Q4"),
        ("2031 H1", "2031-H1"),
        ("2031 Q5", None),
        ("2031 Octember", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times(cell, expected):
    assert ready_for_service(cell, RULES) == expected


# -- what is taken


def test_a_cable_is_taken_as_it_is_described(graph):
    graph.import_cable_map(MAP)
    assert said(graph, "cable-map-cable/gull-arc-express-gax") == {
        "type": ["https://w3id.org/telegrapher/ontology#Cable"],
        "label": ["Gull Arc Express"],
        "altLabel": ["GAX", "Gull Arc Express (GAX)"],
        "identifier": ["submarinecablemap:gull-arc-express-gax"],
        "lengthKm": ["1250"],
        "readyForService": ["2031-08"],
        "note": ["planned"],
        "homepage": ["https://gax.example"],
        "description": ["An invented cable: two of its landings are on earth."],
        "source": ["https://www.submarinecablemap.com/submarine-cable/gull-arc-express-gax"],
        "landsAt": [
            "cable-map-place/accra-ghana",
            "cable-map-place/gullhaven-norway",
            "cable-map-place/point-nowhere-freedonia",
        ],
        "hasGeometry": ["cable-map-route/gull-arc-express-gax"],
    }
    assert said(graph, "cable-map-route/gull-arc-express-gax")["asWKT"] == [
        "MULTILINESTRING((5.31 60.4, -12.25 40.5), (-12.25 40.5, -0.2 5.55), (-0.2 5.55, 0 0))"
    ]
    assert said(graph, "cable-map-cable/petrel-1")["label"] == ["Petrel-1"]  # known by the list alone


def test_owners_suppliers_and_landing_points_are_linked_to_ours(graph):
    found = graph.import_cable_map(MAP)
    assert said(graph, "cable-map-cable/marea")["exactMatch"] == ["cable/marea"]
    orange = said(graph, "cable-map-organization/orange")
    assert (orange["exactMatch"], orange["owns"]) == (["organization/orange"], ["cable-map-cable/gull-arc-express-gax"])
    assert said(graph, "cable-map-organization/asn")["builds"] == ["cable-map-cable/gull-arc-express-gax"]
    accra = said(graph, "cable-map-place/accra-ghana")
    assert accra["containedInPlace"] == ["place/gh"]
    assert accra["closeMatch"] == ["place/accra-gh"]
    assert (accra["lat"], accra["long"]) == (["5.55"], ["-0.2"])
    assert (found.things, found.ambiguous) == (17, 1)
    assert found.linked + found.unknown == 16


def test_a_stranger_stays_alone(graph):
    graph.import_cable_map(MAP)
    for tail in ("cable-map-organization/gullnet", "cable-map-cable/tern-link", "cable-map-place/point-nowhere-freedonia"):
        assert not {"exactMatch", "closeMatch", "broadMatch", "sameAs"} & said(graph, tail).keys()


def test_what_cannot_be_taken_is_told(graph):
    assert graph.import_cable_map(MAP).problems == (
        "cable tern-link: the url 'www.tern.example' is not understood and left out",
        "no country of ours is called 'Freedonia'; its landing points are not linked",
    )


def test_provenance_and_licence_are_kept(graph):
    graph.import_cable_map(MAP, retrieved="2026-10-02")
    (record,) = graph.stats().imports
    assert (record.name, record.title, record.modified, record.retrieved) == (
        "cable-map",
        "Submarine Cable Map",
        "2026-10-01",
        "2026-10-02",
    )
    assert record.licence == "https://creativecommons.org/licenses/by-nc-sa/3.0/"
    assert "TeleGeography" in record.rights
    assert (record.things, record.triples) == (17, sum(1 for _ in graph.store.quads(GRAPH)))


def test_the_shapes_accept_it(graph):
    graph.import_cable_map(MAP)
    assert [str(one) for one in check_shapes(graph.store.quads(GRAPH))] == []
    assert graph.check() == ()


def test_again_is_the_same_and_a_change_replaces(graph, files):
    assert graph.import_cable_map(files).change == "added"
    before = [(entry.graph, entry.journal) for entry in graph.store.entries()]
    assert graph.import_cable_map(MAP).change == "unchanged"
    assert [(entry.graph, entry.journal) for entry in graph.store.entries()] == before
    shutil.rmtree(files / "cable")
    assert graph.import_cable_map(files).change == "replaced"
    assert "gull-arc" not in "".join(map(str, graph.store.quads(GRAPH)))
    assert graph.check() == ()


def test_order_and_names_of_files_do_not_matter(files, reference, tmp_path):
    flat = tmp_path / "flat" / "cables"
    flat.mkdir(parents=True)
    for number, path in enumerate(sorted(files.rglob("*.json"), reverse=True)):
        shutil.copy(path, flat / f"{number:02}.json")
    assert read_cable_map(flat, reference) == read_cable_map(files, reference)


def test_one_file_is_enough(reference):
    found = read_cable_map(MAP / "cable" / "marea.json", reference)
    assert {entry.id for entry in found.entries} == {
        "marea", "bilbao-spain", "virginia-beach-va-united-states", "meta", "microsoft", "telxius", "subcom"
    }  # fmt: skip
    assert found.source.modified == ""


def test_other_files_of_the_interface_are_passed_over(files, reference):
    before = read_cable_map(files, reference)
    others = {
        "search.json": [{"url": "/ready-for-service/2031", "value": "Ready for service in 2031"}],
        "country/norway.json": {"id": "norway", "name": "Norway", "cables": [], "landing_points": ["gullhaven-norway"]},
        "ready-for-service/2031.json": {"id": "2031", "name": "2031", "landing_points": ["accra-ghana"], "cables": []},
        "supplier/asn.json": {"id": "asn", "name": "ASN", "cables": [{"id": "marea", "name": "MAREA"}]},
        "country/all.json": [{"id": "norway", "name": "Norway"}],
        "number.json": 5,
    }
    for name, data in others.items():
        (files / name).parent.mkdir(exist_ok=True)
        (files / name).write_text(json.dumps(data))
    assert read_cable_map(files, reference) == before


# -- what is wrong


def cable(**fields: object) -> dict[str, object]:
    return {"id": "m", "name": "M", "landing_points": [], "owners": "", **fields}


def routes(**feature: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": [feature]}


def drawn(coordinates: object) -> dict[str, object]:
    return routes(properties={"id": "m", "name": "M"}, geometry={"type": "MultiLineString", "coordinates": coordinates})


BROKEN = {
    "cut off": ("cable/marea.json", '{"id": "marea", "na', "no whole JSON"),
    "not text": ("cable/marea.json", b"\xff\xfe{", "no whole JSON"),
    "too deep": ("cable/marea.json", "[" * 100_000, "nests too deep"),
    "no id": ("cable/marea.json", cable(id=None), "field 'id' must be a text, not null"),
    "no name": ("cable/marea.json", cable(name=" "), "field 'name' must be a text"),
    "landing points": ("cable/marea.json", cable(landing_points={"a": 1}), "must be a list of objects"),
    "owners": ("cable/marea.json", cable(owners=["A"]), "field 'owners' must be a text"),
    "geometry": ("cable/cable-geo.json", routes(properties={}), "without properties or geometry"),
    "off the earth": (
        "cable/cable-geo.json",
        drawn([[[0, 95]]]),
        "the geometry of 'm' is malformed: 0.0, 95.0 is no place on earth",
    ),
    "no line": ("cable/cable-geo.json", drawn(None), "is malformed"),
    "no day": ("config.json", {"creation_time": "yesterday"}, "creation_time is no ISO time"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_and_nothing_is_changed(graph, files, kind):
    graph.import_cable_map(MAP)
    before = graph.store.entries()
    name, data, words = BROKEN[kind]
    body = data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
    (files / name).write_bytes(body)
    with pytest.raises(InputError, match=words) as caught:
        graph.import_cable_map(files)
    assert Path(name).name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert graph.store.entries() == before


def test_what_is_no_map_is_refused(graph, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.json").write_text('{"a": 1}')
    for path, words in (
        (tmp_path / "none", "no such file or folder"),
        (tmp_path / "other", "no file of the submarine cable map here"),
    ):
        with pytest.raises(InputError, match=words):
            graph.import_cable_map(path)
    assert graph.store.entries() == ()


def test_odd_identifiers_make_no_odd_addresses(graph, files):
    data = {"id": "a/b c<>é", "name": "Odd", "landing_points": [], "owners": 'A "B" <C>, \u200b, D\\E'}
    (files / "cable" / "odd.json").write_text(json.dumps(data))
    graph.import_cable_map(files)
    assert said(graph, "cable-map-cable/a%2Fb%20c%3C%3E%C3%A9")["label"] == ["Odd"]
    assert [str(one) for one in check_shapes(graph.store.quads(GRAPH))] == []


def test_what_was_brought_can_be_taken_out(graph):
    graph.import_cable_map(MAP)
    graph.forget_import("cable-map")
    assert list(graph.store.quads()) == []
    assert graph.stats().imports == ()
    assert graph.check() == ()
    with pytest.raises(UnknownNameError, match="nothing was imported as 'cable-map'; there is no import"):
        graph.forget_import("cable-map")
