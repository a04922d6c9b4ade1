"""What becomes of a name, rung by rung."""

from dataclasses import replace

import pytest
from passages import passage

from telegrapher.errors import RuleError
from telegrapher.linking import link
from telegrapher.linking.rules import read_rules
from telegrapher.linking.sense import clean_ticker, clean_website
from telegrapher.model import Evidence, Extraction, Link, Literal, Span, Statement, ZoneKind
from telegrapher.reference import Entry, Reference, load, nothing

ID = "https://w3id.org/telegrapher/id/"


def entities(marked, reference=None):
    one = passage(marked)
    linked = link(one.extraction, reference or load())
    return [linked.entities[key] for key in one.meant]


def only(marked, reference=None):
    (entity,) = entities(marked, reference)
    return entity


def organisation(row, name, **more):
    columns = {column: (value,) for column, value in more.items() if isinstance(value, str)}
    return Entry(
        f"{ID}organization/{row}",
        "Carrier",
        ("Carrier",),
        name,
        more.get("aliases", ()),
        more.get("needs_context", ()),
        columns,
    )


def said(extraction, subject, predicate, value):
    text = extraction.release.text
    evidence = Evidence(extraction.release.id, (Span(0, len(text)),), (text,), ZoneKind.BODY)
    return Statement(subject, predicate, value, (), evidence, 0.9, "test")


@pytest.mark.parametrize(
    ("marked", "how"),
    [
        ("[[Ciena|Vendor|x]] grew.", Link.EXACT),
        ("[[Videsh Sanchar Nigam|Carrier|x]] grew.", Link.ALIAS),
        ("[[CIENA CORP.|Vendor|x]] grew.", Link.NORMALISED),
        ("[[Ciena Communications|Vendor|x|ticker=NYSE:CIEN]] grew.", Link.IDENTIFIER),
        ("[[SEA-ME-WE|Cable|x]] grew.", Link.FAMILY),
        ("[[Ciena Communications|Vendor|x]] grew.", Link.NEW),
        ("[[Shaw|Carrier|x]] grew.", Link.AMBIGUOUS),
    ],
)
def test_the_rung_is_told(marked, how):
    assert only(marked).link is how


def test_an_acronym_needs_its_field_and_only_one_holder():
    reference = Reference((organisation("north-river-fibre", "North River Fibre"),))
    assert only("[[NRF|Carrier|x]] extends its broadband network.", reference).link is Link.ACRONYM
    assert only("[[NRF|Carrier|x]] won the tug of war.", reference).link is Link.AMBIGUOUS
    double = Reference((*reference.entries, organisation("new-road-fibre", "New Road Fibre")))
    assert only("[[NRF|Carrier|x]] extends its broadband network.", double).link is Link.AMBIGUOUS


def test_an_acronym_spelt_with_a_slip_is_still_meant():
    assert only("It reaches [[Europe Indian Gateway|Cable|x|also=EIG]].").iri == f"{ID}cable/europe-india-gateway"
    assert only("It reaches [[Eastern Iron Gate|Cable|x|also=EIG]].").link is Link.NEW


def test_an_identifier_does_not_overrule_a_strange_name():
    assert only("[[Happy Farm|Vendor|x|ticker=NYSE:CIEN]] grew.").link is Link.NEW


def test_statements_identify_too():
    one = passage("[[Orange|Carrier|x]] spoke of its summer.")
    ticker = said(one.extraction, "e1", "tickerSymbol", Literal("Euronext Paris: ORA"))
    linked = link(replace(one.extraction, statements=(ticker,)), load())
    assert linked.entities["e1"].iri == f"{ID}organization/orange"


def test_type_is_a_border():
    assert only("The submarine cable [[Ciena|Cable|x]] lands here.").link is Link.NEW
    assert only("[[MAREA|Vendor|x]] sells lamps.").link is Link.NEW


def test_roles_add_up():
    entity = only("[[Google|Carrier|x]] runs networks.")
    assert entity.type == "ContentProvider"
    assert entity.types == ("ContentProvider", "Carrier")


def test_the_same_new_name_is_one_thing_in_two_releases():
    first, second = only("[[Silver Pine Telecom|Carrier|x]] opens."), only("Later [[Silver Pine Telecom Ltd.|Carrier|x]] closed.")
    assert first.iri == second.iri == f"{ID}organization/silver-pine-telecom"


def test_doubt_stays_within_its_release():
    first, second = only("[[Shaw|Carrier|x]] left early."), only("[[Shaw|Carrier|x]] came late.")
    assert first.iri != second.iri
    assert first.link is second.link is Link.AMBIGUOUS


def test_what_has_no_name_stays_within_its_release():
    one, other = "A [[submarine cable|Cable|x]] is laid here.", "Off the coast a [[submarine cable|Cable|x]] is cut."
    first, second = only(one), only(other)
    assert first.iri != second.iri
    assert first.link is second.link is Link.NEW


def test_a_numbered_part_belongs_to_its_whole():
    one = entities("[[Ring Three|Cable|x|line=tentative|whole=Circe network]] of the [[Circe network|Network|x]].")[0]
    again = entities("Of the [[Circe network|Network|x]] only [[Ring Three|Cable|x|line=tentative|whole=Circe network]] is new.")[1]
    other = entities("[[Ring Three|Cable|x|line=tentative|whole=Boreal network]] of the [[Boreal network|Network|x]].")[0]
    assert one.iri == again.iri != other.iri


def test_a_new_address_is_never_one_of_the_reference():
    reference = Reference((organisation("acme", "Acme Holdings of Elsewhere"), organisation("blue-gate", "Gate")))
    known = {entry.iri for entry in reference.entries}
    for marked in ("[[Acme|Carrier|x]] opens.", "[[Blue Gate|Vendor|x]] opens."):
        entity = only(marked, reference)
        assert entity.link is Link.NEW
        assert entity.iri not in known


def test_people_are_kept_apart_by_employer():
    ciena, nokia, nobody = (
        entities(f"[[Ann Example|Person|x{more}]] met [[Ciena|Vendor|x]] and [[Nokia|Vendor|x]].")[0]
        for more in ("|employer=Ciena", "|employer=Nokia", "")
    )
    assert len({ciena.iri, nokia.iri, nobody.iri}) == 3
    again = entities("Again [[Ann Example|Person|x|employer=Ciena]] of [[Ciena|Vendor|x]].")[0]
    assert again.iri == ciena.iri


def test_a_person_without_employer_is_of_one_release():
    assert only("[[Ann Example|Person|x]] spoke.").iri != only("[[Ann Example|Person|x]] sang.").iri


def test_the_new_employer_counts_not_the_one_left():
    one = passage("[[Ann Example|Person|x]] leaves [[Ciena|Vendor|x]] for [[Nokia|Vendor|x]].")
    left = replace(said(one.extraction, "e1", "worksFor", "e2"), qualifiers=(("status", "departed"),))
    joined = said(one.extraction, "e1", "worksFor", "e3")
    moved = link(replace(one.extraction, statements=(left, joined)), load()).entities["e1"]
    stays = entities("[[Ann Example|Person|x|employer=Nokia]] of [[Nokia|Vendor|x]].")[0]
    assert moved.iri == stays.iri


def test_a_described_network_is_its_owners():
    by_name = entities("[[BICS pan-European network|Network|x|owner=BICS]] of [[BICS|Carrier|x]].")[0]
    by_long_name = entities(
        "[[Belgacom International Carrier Services pan-European network|Network|x|owner=Belgacom International Carrier Services]]"
        " of [[Belgacom International Carrier Services|Carrier|x|also=BICS]]."
    )[0]
    other = entities("[[Telia pan-European network|Network|x|owner=Telia]] of [[Telia|Carrier|x]].")[0]
    assert by_name.iri == by_long_name.iri != other.iri


def test_awards_are_told_apart_by_category_and_year():
    def award(text, category, year="2014"):
        one = passage(f"The [[Golden Mast Award|Award|x]] went {text}.")
        statements = (said(one.extraction, "e1", "awardCategory", Literal(category)),) if category else ()
        referent = replace(one.extraction.referents["e1"], hints=(("year", year),))
        extraction = replace(one.extraction, referents={"e1": referent}, statements=statements)
        return link(extraction, load()).entities["e1"].iri

    assert award("north", "Best Wholesaler") == award("south", "best wholesaler")
    assert award("north", "Best Wholesaler") != award("north", "Best Vendor")
    assert award("north", "Best Wholesaler") != award("north", "Best Wholesaler", "2015")
    assert award("north", "") != award("south", "")


def test_a_known_series_is_kept_with_the_award():
    series = next(entry for entry in load().entries if entry.kind == "award" and not entry.needs_context)
    entity = only(f"It won the [[{series.name}|Award|x]].")
    assert ("series", series.iri) in entity.identifiers
    assert entity.iri != series.iri


@pytest.mark.parametrize(
    ("marked", "tail"),
    [
        ("in [[London|Place|x]].", "place/london-gb"),
        ("in [[London|Place|x]], Canada.", "place/london-ca"),
        ("in [[Dublin|Place|x]], Ohio.", "place/dublin-us-oh"),
        ("in [[Georgia|Place|x]], Armenia and elsewhere.", "place/ge"),
        ("in [[Atlanta|Place|x]], Georgia.", "place/atlanta-us"),
        ("in [[Washington|Place|x|country=US|admin1=DC]].", "place/washington-us"),
        ("in [[EMEA|Place|x]].", "place/emea"),
        ("in [[Zürich|Place|x]].", "place/zurich-ch"),
        ("in [[Zurich|Place|x]].", "place/zurich-ch"),
    ],
)
def test_places_are_those_the_text_tells_or_the_largest(marked, tail):
    assert only(marked).iri == ID + tail


def test_a_country_nearby_settles_between_cities():
    entity, _ = entities("in [[Springfield|Place|x]]."), None
    assert entity[0].link is Link.AMBIGUOUS
    city, _ = entities("In [[Spain|Place|x]], offices opened. [[Valencia|Place|x]] follows.")[::-1]
    assert city.iri == f"{ID}place/valencia-es"


def test_products_lean_on_their_makers():
    with_maker = entities("[[Ciena|Vendor|x]] brought the [[6500|Product|x]].")[1]
    assert with_maker.iri == f"{ID}product/6500-packet-optical-platform"
    assert only("The hall holds [[6500|Product|x]].").link is Link.AMBIGUOUS


def test_without_reference_everything_is_new():
    for entity in entities("[[Ciena|Vendor|x]] met [[Shaw|Carrier|x]] in [[London|Place|x]] about [[MAREA|Cable|x]].", nothing()):
        assert entity.link is Link.NEW


def test_every_referent_has_one_entity_whatever_the_order():
    one = passage("[[Ann|Person|x|employer=Nokia]], [[Nokia|Vendor|x]], [[Rome|Place|x]], [[Italy|Place|x]], [[5G|Technology|x]].")
    turned = Extraction(
        one.extraction.release,
        dict(reversed(one.extraction.referents.items())),
        one.extraction.mentions,
        (),
    )
    first, second = link(one.extraction, load()).entities, link(turned, load()).entities
    assert dict(first) == dict(second)
    assert set(first) == set(one.extraction.referents)


def test_tickers_and_addresses_are_written_one_way():
    exchanges = {"euronext paris": "EPA"}
    assert clean_ticker("Euronext Paris: ora", exchanges) == "EPA:ORA"
    assert clean_ticker("nasdaq:INFN", exchanges) == "NASDAQ:INFN"
    assert clean_website("https://www.Ciena.com/about/") == "ciena.com"
    assert clean_website("press@ciena.com") == "ciena.com"


def test_a_broken_rule_file_says_so(tmp_path):
    path = tmp_path / "linking.yaml"
    path.write_text("kinds: [")
    with pytest.raises(RuleError, match=r"linking\.yaml: cannot be read"):
        read_rules(path)
    path.write_text("kinds: {}")
    with pytest.raises(RuleError, match=r"linking\.yaml: a part is missing"):
        read_rules(path)


def test_two_forms_of_one_entry_vouch_for_each_other():
    assert only("[[Pacific Crossing|Cable|x|also=PC-1]] is old.").iri == f"{ID}cable/pacific-crossing"
    assert only("[[Pacific Crossing|Cable|x]] is old.").link is Link.AMBIGUOUS


def test_a_cable_in_a_list_of_cables_is_one():
    listed = entities("It reaches [[MAREA|Cable|x]], [[Unity|Cable|x]] and others.")
    assert [entity.iri for entity in listed] == [f"{ID}cable/marea", f"{ID}cable/unity"]


def test_a_place_may_carry_its_state_in_another_form():
    assert only("in [[Vancouver|Place|x|also=Vancouver, British Columbia]].").iri == f"{ID}place/vancouver-ca"
    assert only("in [[Rochester|Place|x|also=Rochester, New York]].").iri == f"{ID}place/rochester-us"


def test_two_forms_of_one_city_are_one_city():
    assert only("in [[New York City|Place|x|also=New York]].").iri == f"{ID}place/new-york-city-us"


@pytest.mark.parametrize("form", ["New York", "New York City", "NYC"])
def test_a_city_where_cables_land_is_one_place_however_the_text_calls_it(form):
    """What a text says of a city and what the tables say of the landing point meet at one address, under one name."""
    entity = only(f"in [[{form}|Place|x]].")
    point = load().by_iri(entity.iri)
    assert (point.kind, entity.name, bool(point.first("cables"))) == ("place", "New York", True)


def test_a_landing_point_is_not_its_namesake_in_another_state():
    assert only("in [[Hollywood|Place|x]], Florida.").iri == f"{ID}place/hollywood-us-fl"
    assert only("in [[Jacksonville|Place|x]], Illinois.").iri == f"{ID}place/jacksonville-us-il"


@pytest.mark.parametrize("name", ["™", "&", ",", "A, B", "Inc", "group", "123", "Ω", "a" * 300, "the", "-"])
@pytest.mark.parametrize("kind", ["Vendor", "Place", "Person", "Cable", "Product", "Award", "Network", "Event", "Technology"])
def test_odd_names_get_an_address_of_their_own(name, kind):
    entity = only(f"Here is [[{name}|{kind}|x]].")
    assert entity.iri.startswith(ID)
    assert entity.iri.count("//") == 1
    assert " " not in entity.iri


@pytest.mark.parametrize(
    "text",
    ["[[Norda|Carrier|x]] is part of [[Norda Group|Organization|y]].", "[[Norda Group|Organization|y]] has [[Norda|Carrier|x]]."],
)
def test_two_that_a_statement_relates_are_not_one(text):
    norda = organisation("norda", "Norda", aliases=("Norda Group",))
    one = passage(text)
    keys = {one.extraction.referents[key].name: key for key in one.meant}
    part = said(one.extraction, keys["Norda"], "subsidiaryOf", keys["Norda Group"])
    linked = link(replace(one.extraction, statements=(part,)), Reference((norda,)))
    assert linked.entities[keys["Norda"]].iri == norda.iri
    assert linked.entities[keys["Norda Group"]].iri != norda.iri
    together = link(one.extraction, Reference((norda,)))
    assert {entity.iri for entity in together.entities.values()} == {norda.iri}
