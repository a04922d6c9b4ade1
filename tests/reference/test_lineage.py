"""What an organisation was called and to whom it belonged on a date."""

import pytest

from telegrapher.reference import Entry, Event, Lineage, Reference, load

ID = "https://w3id.org/telegrapher/id/organization/"


def organisation(row, **columns):
    return Entry(
        ID + row, "Vendor", ("Vendor",), row.title(), attributes={key: (value,) for key, value in columns.items() if value}
    )


def event(date, kind, before, after):
    return Event(
        f"{date}-{before}", date, kind, tuple(ID + one for one in before.split()), tuple(ID + one for one in after.split())
    )


@pytest.fixture
def lineage():
    rows = ("old", "middle", "new", "buyer", "giant", "left", "right", "both", "child", "mother")
    over = {"new": "2016", "buyer": "2021"}
    organisations = [organisation(row, ended=over.get(row, "")) for row in rows]
    organisations += [
        organisation("unit", parent="seller", ended="2010"),
        organisation("seller"),
        organisation("arm", parent="giant"),
    ]
    events = (
        event("2016-05-20", "acquisition", "new", "buyer"),
        event("1999", "rename", "old", "middle"),
        event("2005-Q3", "rename", "middle", "new"),
        event("2020-01", "acquisition", "buyer", "giant"),
        event("2001", "merger", "left right", "both"),
        event("2015-08-01", "spin-off", "mother", "child"),
        event("2010-03-19", "asset-sale", "unit", "buyer"),
        event("2011", "asset-sale", "seller", "giant"),
    )
    return Reference(tuple(organisations), events).lineage


def ids(iris):
    return [iri.removeprefix(ID) for iri in iris]


@pytest.mark.parametrize(
    ("date", "name"),
    [("1990-01-01", "Old"), ("1999-07-01", "Middle"), ("2005-06-30", "Middle"), ("2005-07-01", "New"), ("2024-01-01", "New")],
)
def test_names_follow_the_renames(lineage, date, name):
    for row in ("old", "middle", "new"):
        assert lineage.names_on(ID + row, date) == (name,)


def test_names_of_the_unknown_are_none(lineage):
    assert lineage.names_on(ID + "nobody", "2020") == ()


def test_successors_go_on_to_today(lineage):
    assert ids(lineage.successors(ID + "old")) == ["middle", "new", "buyer", "giant"]
    assert ids(lineage.successors(ID + "old", "2010-01-01")) == ["middle", "new"]
    assert ids(lineage.successors(ID + "left")) == ["both"]
    assert lineage.current(ID + "old") == ID + "giant"
    assert lineage.current(ID + "giant") == ID + "giant"


def test_a_sale_passes_on_what_was_sold_not_the_seller(lineage):
    assert ids(lineage.successors(ID + "unit")) == ["buyer", "giant"]
    assert lineage.successors(ID + "seller") == ()


def test_who_goes_on_under_a_new_owner_has_no_successor():
    owned = Reference((organisation("shop"), organisation("fund")), (event("2018", "acquisition", "shop", "fund"),)).lineage
    assert owned.successors(ID + "shop") == ()
    assert owned.ultimate_parent(ID + "shop", "2019") == ID + "fund"


def test_selling_a_part_moves_only_the_part(lineage):
    assert lineage.ultimate_parent(ID + "seller") == ID + "seller"


def test_a_spin_off_does_not_end_the_mother(lineage):
    assert lineage.successors(ID + "mother") == ()
    assert lineage.parent(ID + "child", "2015-07-31") == ID + "mother"
    assert lineage.parent(ID + "child", "2015-08-01") is None


def test_predecessors_are_those_carried_on(lineage):
    assert ids(lineage.predecessors(ID + "both")) == ["left", "right"]
    assert ids(lineage.predecessors(ID + "new")) == ["middle", "old"]


@pytest.mark.parametrize(
    ("row", "date", "top"),
    [
        ("new", "2016-05-19", "new"),
        ("new", "2016-05-20", "buyer"),
        ("new", "2020-01-01", "giant"),
        ("new", "", "giant"),
        ("arm", "2000-01-01", "giant"),
        ("giant", "", "giant"),
        ("unit", "", "giant"),
    ],
)
def test_the_ultimate_parent_depends_on_the_date(lineage, row, date, top):
    assert lineage.ultimate_parent(ID + row, date) == ID + top


def test_circles_end():
    circle = Lineage((event("2000", "rename", "a", "b"), event("2001", "rename", "b", "a")))
    assert circle.names_on(ID + "a", "2002") == ()
    assert ids(circle.successors(ID + "a")) == ["b"]
    assert circle.ultimate_parent(ID + "a") in {ID + "a", ID + "b"}


def test_shipped_lineage_answers():
    lineage = load().lineage
    assert ids(lineage.successors(ID + "coriant"))[-1] == "nokia"
    assert lineage.ultimate_parent(ID + "infinera", "2020-01-01") == ID + "infinera"
    assert lineage.ultimate_parent(ID + "infinera", "2025-06-01") == ID + "nokia"
    assert lineage.ultimate_parent(ID + "coriant", "2026-01-01") == ID + "nokia"
    assert lineage.names_on(ID + "arelion", "2019-01-01")[0] == "Telia Carrier"
    assert lineage.names_on(ID + "tata-communications", "2004-01-01")[0] == "VSNL"
    assert ids(lineage.successors(ID + "nortel-men")) == ["ciena"]
    assert ids(lineage.successors(ID + "centurytel")) == ["centurylink", "lumen"]
    assert lineage.names_on(ID + "telia", "2012-01-01")[0] == "TeliaSonera"
    assert lineage.names_on(ID + "oclaro", "2008-01-01")[0] == "Bookham"


def test_no_shipped_organisation_is_carried_on_by_itself():
    lineage = load().lineage
    taking_part = {iri for one in lineage.events for iri in (*one.before, *one.after)}
    assert not [iri for iri in taking_part for later in lineage.successors(iri) if iri in lineage.successors(later)]


def test_shipped_events_stand_in_order_and_point_to_rows():
    reference = load()
    for one in reference.events:
        assert all(reference.by_iri(iri) for iri in (*one.before, *one.after))
        assert one.source
        assert one.checked
    assert reference.lineage.of(ID + "nokia")
