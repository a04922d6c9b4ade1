"""Places that are no cities get addresses of their own; namesakes are settled by country and size, or stay open."""

import pytest
from passages import passage

from telegrapher.linking import link
from telegrapher.model import Link
from telegrapher.reference import load

ID = "https://w3id.org/telegrapher/id/place/"


def places(marked):
    return list(link(passage(marked).extraction, load()).entities.values())


def only(marked):
    (entity,) = places(marked)
    return entity


@pytest.mark.parametrize(
    ("marked", "tail", "how"),
    [
        ("Towers rise in [[Lower Saxony|Place|x]].", "de-lower-saxony", Link.EXACT),
        ("Towers rise in [[Niedersachsen|Place|x]].", "de-lower-saxony", Link.ALIAS),
        ("Towers rise in [[Gansu Province|Place|x]].", "cn-gansu", Link.NORMALISED),
        ("A ring round [[Anjouan|Place|x]] is ready.", "km-anjouan", Link.EXACT),
        ("Across [[Jutland|Place|x]] and on.", "jutland", Link.EXACT),
        ("Past the [[Urals|Place|x]].", "ural-mountains", Link.ALIAS),
        ("Halls in [[Loudoun County|Place|x]].", "us-va-loudoun-county", Link.EXACT),
        ("Halls in [[Washington County|Place|x]], Oregon.", "us-or-washington-county", Link.CONTEXT),
        ("In the [[Western Province|Place|x]], Sri Lanka, it rained.", "lk-western", Link.CONTEXT),
        ("A mast in [[Punjab|Place|x]], Pakistan.", "pk-punjab", Link.CONTEXT),
        ("Fibre for [[Leyte|Place|x]].", "ph-leyte", Link.EXACT),
    ],
)
def test_an_area_has_an_address_of_its_own(marked, tail, how):
    entity = only(marked)
    assert (entity.iri, entity.link, entity.type) == (ID + tail, how, "Place")


@pytest.mark.parametrize("name", ["Central", "Washington County", "Punjab", "Western Province"])
def test_namesakes_without_a_country_stay_open(name):
    assert only(f"Work began in [[{name}|Place|x]].").link is Link.AMBIGUOUS


def test_a_country_named_in_the_text_settles_between_namesakes():
    _, province = places("[[Zambia|Place|x]] plans a ring through its [[Western Province|Place|x]].")
    assert (province.iri, province.link) == (f"{ID}zm-western", Link.CONTEXT)


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("Faro", "faro-pt"),  # the seat, not its district
        ("Durham", "durham-us"),  # a known city, not a county elsewhere
        ("Dublin", "dublin-ie"),
        ("Georgia", "ge"),  # a country, whatever else
        ("Luxembourg", "lu"),
        ("Rarotonga", "rarotonga"),  # where a cable lands
    ],
)
def test_a_known_city_a_country_and_a_landing_point_come_before_an_area(name, tail):
    assert only(f"Staff work in [[{name}|Place|x]].").iri == ID + tail


def test_a_village_of_that_name_is_not_meant_unless_its_country_is_told():
    assert only("Lines were laid through [[Sonora|Place|x]].").iri == f"{ID}mx-sonora"
    assert only("Lines were laid through [[Sonora|Place|x]], California.").iri == f"{ID}sonora-us"


def test_a_division_behind_a_city_tells_its_country():
    assert only("An office in [[Valencia|Place|x]], Carabobo.").iri == f"{ID}valencia-ve"
    assert only("An office in [[Valencia|Place|x]].").link is Link.AMBIGUOUS
