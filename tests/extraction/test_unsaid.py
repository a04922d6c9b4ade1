"""Deals of which a sentence names one side: the other is who keeps or makes the thing, or whom the text is about."""

import pytest

from telegrapher.extraction.coreference.lines import with_lines
from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.frames.marked import lines, page_of
from telegrapher.extraction.surface import examples, read_tried, read_unsaid
from telegrapher.model import Draft

OPENING = "[Velda|Carrier] has opened [its=Velda] [Brim|Cable] cable.\n"
MAKER = "[Xandor|Vendor] has shown the [X9|Product].\n"
CASES = [
    (
        OPENING + "Capacity has been booked by three carriers: [Tel1|Carrier], [Tel2|Carrier] and [Osm|Organization].",
        "Tel1 Tel2 Osm",
    ),
    (OPENING + "The anchor tenant is [Osm|Organization].", "Osm"),
    (OPENING + "[Tel1|Carrier] and [Tel2|Carrier] have taken a fibre pair each.", "Tel1 Tel2"),
    (OPENING + "Two further pairs went to [Tel1|Carrier].", "Tel1"),
    (
        OPENING + "[Tel1|Carrier], which runs networks on the islands, was the first customer; [Tel2|Carrier] is still thinking.",
        "Tel1",
    ),
    (OPENING + "[Tel1|Carrier] signed up in May.\nSince then [Tel2|Carrier] has ordered two wavelengths.", "Tel1 Tel2"),
    (OPENING + "Bandwidth has been leased to [Tel1|Carrier], to [Tel2|Carrier] and to two banks.", "Tel1 Tel2"),
    (OPENING + "Customers include [Tel1|Carrier] and [Tel2|Carrier], and [Tel3|Carrier] owns a pair.", "Tel1 Tel2"),
    (OPENING + "The launch customer, [Tel1|Carrier], moves in May.", "Tel1"),
    (OPENING + "[Tel1|Carrier] could become a customer.", ""),
    (OPENING + "[Tel1|Carrier] bought capacity from [Tel2|Carrier].", ""),
    (OPENING + "[Tel1|Carrier] has leased all of its capacity.", ""),
    (OPENING + "[Tel1|Carrier] is introducing services for business customers.", ""),
    (OPENING + "Customers of [Tel2|Carrier] include [Tel1|Carrier].", ""),
]


@pytest.mark.parametrize(("text", "buyers"), CASES)
def test_customers_of_whom_a_text_is_about(text: str, buyers: str) -> None:
    assert list(lines(read_unsaid(page_of(text), ()))) == sorted(f"{one} | customerOf | Velda" for one in buyers.split())


SUPPLIES = [
    ("[Hex|Vendor] was the turnkey contractor.", "Hex"),
    ("[Hex|Vendor], the prime contractor, starts in May.", "Hex"),
    ("[Hex|Vendor], which belongs to [Mill|Vendor], is the turn-key supplier.", "Hex"),
    ("Construction starts in May; the contractor is [Dol|Organization].", "Dol"),
    ("The installation was carried out by [Dol|Organization].", "Dol"),
    ("Terminal equipment came from [Hex|Vendor].", "Hex"),
    ("Equipment for the line is supplied by [Hex|Vendor].", "Hex"),
    ("The contract went to [Hex|Vendor].", "Hex"),
    ("[Hex|Vendor] and [Dol|Organization] were awarded the contract.", "Hex Dol"),
    ("[Hex|Vendor] is a leading supplier of cables.", ""),
    ("[Hex|Vendor] was awarded the contract by [Tel2|Carrier].", ""),
    ("[Hex|Vendor] might be chosen as supplier.", ""),
]


@pytest.mark.parametrize(("text", "sellers"), SUPPLIES)
def test_suppliers_of_whom_a_text_is_about(text: str, sellers: str) -> None:
    found = lines(read_unsaid(page_of(OPENING + text), ()))
    assert list(found) == sorted(f"Velda | customerOf | {one}" for one in sellers.split())


def test_who_keeps_a_cable_sells_on_it_whomever_the_text_names() -> None:
    page = page_of(
        "[Sun|Carrier] is glad.\n[Velda|Carrier] keeps [Brim|Cable].\nOn [Brim] [Tel1|Carrier] has booked two fibre pairs."
    )
    sun, velda, cable, *_ = page.mentions
    known = Draft(velda, "operates", cable, (page.sentences[1].span,), "known")
    assert list(lines(read_unsaid(page, (known,)))) == ["Tel1 | customerOf | Velda"]
    several = Draft(sun, "operates", cable, (page.sentences[1].span,), "known")
    assert not list(lines(read_unsaid(page, (known, several, Draft(None, "issuedBy", page.mentions[-1], (), "known")))))


def test_who_makes_a_product_sells_it() -> None:
    page = page_of(MAKER + "[Sun|Carrier] is glad.\n[Tel1|Carrier] is an [X9] customer as well.")
    maker, product, *_ = page.mentions
    known = Draft(maker, "offers", product, (page.sentences[0].span,), "known")
    assert list(lines(read_unsaid(page, (known,)))) == ["Tel1 | customerOf | Xandor"]


def test_firms_of_one_group_and_deals_that_are_known_are_not_told_again() -> None:
    page = page_of(OPENING + "The anchor tenant is [Osm|Organization].")
    velda, osm = page.mentions[0], page.mentions[-1]
    for relation in ("customerOf", "subsidiaryOf"):
        assert not list(read_unsaid(page, (Draft(osm, relation, velda, (page.sentences[1].span,), "known"),)))


PLACES = [
    (OPENING + "A further PoP in [Oslo|Place] is planned for May.", "Velda | hasOfficeIn | Oslo | status=planned | kind=pop"),
    (OPENING + "Production is located in [Oslo|Place].", "Velda | hasOfficeIn | Oslo | kind=manufacturing"),
    (OPENING + "Offices in [Oslo|Place] were opened by [Tel1|Carrier].", ""),
    (OPENING + "A second phase, to [Oslo|Place], follows in May.", "Brim | connects | Oslo"),
    (OPENING + "Branches land at [Oslo|Place] and [Hull|Place].", "Brim | connects | Hull\nBrim | connects | Oslo"),
    (OPENING + "The [Loop|Cable] is older.\nThe [Loop] and [Brim] meet.\nA branch to [Oslo|Place] is not planned.", ""),
    (OPENING + "[Loop|Cable] and [Brim] meet in the sea.\nThe first phase covers [Oslo|Place] and [Hull|Place].", ""),
]


@pytest.mark.parametrize(("text", "told"), PLACES)
def test_sites_and_ends_of_what_a_text_is_about(text: str, told: str) -> None:
    assert "\n".join(lines(read_unsaid(page_of(text), ()))) == told


def test_a_place_of_which_something_is_known_is_left_alone() -> None:
    page = page_of(OPENING + "Production is located in [Oslo|Place].")
    known = Draft(page.mentions[0], "operatesIn", page.mentions[-1], (page.sentences[1].span,), "known")
    assert not list(read_unsaid(page, (known,)))


def test_a_route_is_no_cable_that_the_text_names_only_long_after() -> None:
    told = "[Velda|Carrier] lays fibre.\nThe route between [Oslo|Place] and [Hull|Place] comes first.\nIt rains.\n"
    page = with_lines(page_of(told + "It snows.\nIt hails.\nThe [Brim|Cable] cable is older."))
    assert [m.text for m in page.mentions if m.key == "Brim"] == ["Brim"]


@pytest.mark.parametrize("example", examples("tried"), ids=lambda one: one.text[:40])
def test_gear_of_a_trial_that_a_text_opens_with(example: Example) -> None:
    assert list(lines(read_tried(page_of(example.text), ()))) == sorted(example.says)


BOUGHT = [
    ("[Tel1|Carrier] was acquired in May.", "Tel1"),
    ("[Tel1|Carrier], the leading provider of the north, was bought last year.", "Tel1"),
    ("Purchases of [Tel1|Carrier], [Tel2|Carrier] and [Osm|Organization] have followed.", "Tel1 Tel2 Osm"),
    ("Two acquisitions were made, namely those of [Tel1|Carrier] and [Tel2|Carrier].", "Tel1 Tel2"),
    ("[Tel1|Carrier] was bought by [Tel2|Carrier].", ""),
    ("[Tel1|Carrier] may be acquired in May.", ""),
]


@pytest.mark.parametrize(("text", "firms"), BOUGHT)
def test_firms_bought_by_the_one_buyer_of_a_text(text: str, firms: str) -> None:
    page = page_of("[Velda|Carrier] has bought [Old|Carrier].\n" + text)
    velda, old, *_ = page.mentions
    known = Draft(velda, "acquires", old, (page.sentences[0].span,), "known")
    found = [line for line in lines(read_unsaid(page, (known,))) if " acquires " in line]
    assert found == sorted(f"Velda | acquires | {one} | status=completed" for one in firms.split())


def test_of_two_buyers_of_firms_neither_is_meant() -> None:
    page = page_of(
        "[Velda|Carrier] has bought [Old|Carrier], and [Sun|Carrier] [New|Carrier].\n[Tel1|Carrier] was acquired in May."
    )
    velda, old, sun, new, _ = page.mentions
    known = [Draft(one, "acquires", two, (page.sentences[0].span,), "known") for one, two in ((velda, old), (sun, new))]
    assert not list(read_unsaid(page, known))


def test_one_more_house_is_run_by_whom_the_text_is_about() -> None:
    page = page_of("[Velda|DataCenterOperator] grows.\nA second building, [VD2|Facility], is close to completion.")
    assert list(lines(read_unsaid(page, ()))) == ["Velda | operates | VD2"]
    keeper = Draft(page.mentions[0], "operates", page.mentions[1], (page.sentences[1].span,), "known")
    assert not list(read_unsaid(page, (keeper,)))
