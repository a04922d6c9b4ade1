"""Every row reads exactly what its examples say, and nothing in its counter-examples."""

from dataclasses import replace

import pytest

from telegrapher.extraction.frames.frame import Example
from telegrapher.extraction.frames.marked import lines, page_of
from telegrapher.extraction.surface import (
    Row,
    Scene,
    SiteRule,
    examples,
    phrase_examples,
    read_adopted,
    read_continued,
    read_makers,
    read_pairs,
    read_rows,
    read_shares,
    read_sites,
    read_supply,
    read_traits,
    rows,
    scenes,
    site_rules,
    with_only_supplier,
    with_roles,
    with_things,
    with_trades,
    without_own,
)
from telegrapher.extraction.surface.kinds import read_kinds
from telegrapher.model import Draft

CASES = [(row, example) for row in rows() for example in row.examples]


@pytest.mark.parametrize(("row", "example"), CASES, ids=[f"{r.name}-{r.examples.index(e)}" for r, e in CASES])
def test_example(row: Row, example: Example) -> None:
    assert list(lines(read_rows(page_of(example.text), [row]))) == sorted(example.says)


@pytest.mark.parametrize("row", rows(), ids=[row.name for row in rows()])
def test_every_row_has_an_example_that_it_reads_and_one_that_it_does_not(row: Row) -> None:
    assert {bool(example.says) for example in row.examples} == {True, False}


SCENES = [(scene, example) for scene in scenes() for example in scene.examples]


@pytest.mark.parametrize(("scene", "example"), SCENES, ids=[f"{s.name}-{s.examples.index(e)}" for s, e in SCENES])
def test_example_of_a_scene(scene: Scene, example: Example) -> None:
    assert list(lines(read_supply(page_of(example.text), chosen=[scene]))) == sorted(example.says)


def test_what_a_closer_reading_has_found_is_not_said_again() -> None:
    page = page_of("[Telco|Carrier] has bought switches of [Maker|Vendor].")
    found = read_supply(page)
    assert found
    assert not read_supply(page, found)


def test_firms_of_one_group_do_not_supply_each_other() -> None:
    page = page_of("[Telco|Carrier] has bought switches of [Maker|Vendor].")
    telco, maker = page.mentions
    assert not read_supply(page, [Draft(maker, "subsidiaryOf", telco, (page.sentences[0].span,), "known")])


def test_what_the_text_calls_the_carrier_is_one() -> None:
    page = with_roles(page_of("[Tarn|Organization] has grown.\n[Tarn] is old.\n[The carrier=Tarn] bought switches."))
    assert page.referents["Tarn"].type == "Carrier"


def test_roles_that_contradict_each_other_leave_the_type_open() -> None:
    page = with_roles(page_of("[Tarn|Organization] has grown.\n[Tarn] is old.\n[The carrier=Tarn] is [the vendor=Tarn]'s rival."))
    assert page.referents["Tarn"].type == "Organization"


def test_who_makes_products_is_a_vendor_and_who_uses_them_a_carrier() -> None:
    page = page_of("[Tarn|Organization] bought the [X9|Product] of [Mill|Organization].")
    tarn, thing, mill = page.mentions
    span = (page.sentences[0].span,)
    found = with_trades(page, [Draft(tarn, "deploys", thing, span, "known"), Draft(mill, "offers", thing, span, "known")])
    assert (found.referents["Tarn"].type, found.referents["Mill"].type) == ("Carrier", "Vendor")


def test_nobody_deploys_what_he_makes() -> None:
    page = page_of("[Mill|Vendor] introduced its [X9|Product].")
    mill, thing = page.mentions
    span = (page.sentences[0].span,)
    offers, deploys = Draft(mill, "offers", thing, span, "known"), Draft(mill, "deploys", thing, span, "known")
    assert list(without_own([deploys, offers])) == [offers]


@pytest.mark.parametrize("example", examples("shares"))
def test_example_of_shares(example: Example) -> None:
    page = page_of(example.text)
    found = {(page.referents[d.subject.key].name, page.referents[d.object.key].name) for d in read_shares(page) if d.subject}
    assert found == {tuple(says.split(" | ")[::2]) for says in example.says}


@pytest.mark.parametrize("example", examples("pairs"))
def test_example_of_a_pair(example: Example) -> None:
    found = {frozenset((d.subject.key, getattr(d.object, "key", ""))) for d in read_pairs(page_of(example.text)) if d.subject}
    assert found == {frozenset(says.split(" | ")[::2]) for says in example.says}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Over it the [X9|Product] carries 400 Gb/s.", ["Telco | deploys | X9 | status=deployed | supplier=Maker"]),
        ("The [X9|Product] is new.", []),
        ("[Tel2|Carrier] has installed the [X9|Product].", []),
    ],
)
def test_a_supply_told_before_goes_on(text: str, says: list[str]) -> None:
    page = page_of(f"[Telco|Carrier] buys from [Maker|Vendor].\n[Maker] makes the [X9|Product].\n{text}")
    telco, maker, _, thing, *_ = page.mentions
    known = [Draft(telco, "customerOf", maker, (page.sentences[0].span,), "known")]
    known.append(Draft(maker, "offers", thing, (page.sentences[1].span,), "known"))
    assert list(lines(read_continued(page, known))) == says


@pytest.mark.parametrize("example", examples("makers"))
def test_example_of_a_maker(example: Example) -> None:
    assert list(lines(read_makers(page_of(example.text), ()))) == sorted(example.says)


SITES = [(rule, example) for rule in site_rules() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), SITES, ids=[f"{r.name}-{r.examples.index(e)}" for r, e in SITES])
def test_example_of_a_row_of_places(rule: SiteRule, example: Example) -> None:
    assert list(lines(read_sites(page_of(example.text), chosen=[rule]))) == sorted(example.says)


def test_a_place_of_which_a_sentence_tells_something_is_left_alone() -> None:
    page = page_of("With offices in [Oslo|Place], [Maker|Vendor] sells probes.")
    found = read_sites(page)
    assert found
    assert not read_sites(page, found)


@pytest.mark.parametrize("example", examples("traits"))
def test_example_of_a_trait(example: Example) -> None:
    assert list(lines(read_traits(page_of(example.text)))) == sorted(example.says)


@pytest.mark.parametrize("example", examples("kinds"))
def test_example_of_a_technique_in_what_a_thing_is_called(example: Example) -> None:
    assert list(lines(read_kinds(page_of(example.text)))) == sorted(example.says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Its [Telco DWDM backbone|Network] grows.\n[DWDM|Technology] is old.", ["Telco DWDM backbone | usesTechnology | DWDM"]),
        ("Its [Telco IP network|Network] grows.\n[IP|Technology] is old.", []),
        ("Its [Telco SDHX ring|Network] grows.\n[SDH|Technology] is old.", []),
        ("Its [DWDM Alliance|Organization] grows.\n[DWDM|Technology] is old.", []),
    ],
)
def test_a_technique_in_the_name_of_a_network(text: str, says: list[str]) -> None:
    assert list(lines(read_kinds(page_of(text)))) == says


@pytest.mark.parametrize("example", examples("adopted"))
def test_example_of_a_passive(example: Example) -> None:
    assert list(lines(read_adopted(page_of(example.text)))) == sorted(example.says)


def test_the_only_vendor_of_a_page_supplies_what_is_used() -> None:
    page = page_of("[Telco|Carrier] has praised [Maker|Vendor].\n[Telco] runs the [X9|Product].")
    telco, maker, _, thing = page.mentions
    used = Draft(telco, "deploys", thing, (page.sentences[1].span,), "known")
    assert list(lines(with_only_supplier(page, [used]))) == ["Telco | deploys | X9 | supplier=Maker"]
    made = Draft(telco, "offers", thing, (page.sentences[1].span,), "known")
    assert list(with_only_supplier(page, [used, made])) == [used, made]
    assert maker.key == "Maker"


@pytest.mark.parametrize("example", phrase_examples(), ids=range(len(phrase_examples())))
def test_example_of_a_set_phrase_about_places(example: Example) -> None:
    assert list(lines(read_sites(page_of(example.text), chosen=[]))) == sorted(example.says)


@pytest.mark.parametrize("example", examples("things"))
def test_example_of_a_thing_by_its_place(example: Example) -> None:
    page = with_things(page_of(example.text))
    assert {one.name for one in page.referents.values() if one.type == "Product"} == set(example.says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The deals were those of [Norvia|Carrier] in [Kenya|Place] and of [Tarn|Carrier] in [Peru|Place].", 2),
        ("Its firms include [Norvia|Carrier] in [Kenya|Place] and [Tarn|Carrier] in [Peru|Place].", 2),
        (
            "Among them are [Norvia|Carrier] in [Kenya|Place], [Orba|Carrier] in [Chile|Place] and [Tarn|Carrier] in [Peru|Place].",
            3,
        ),
        ("The group bought [Norvia|Carrier] in the [Kenya|Place], and [Tarn|Carrier] in [Peru|Place].", 2),
        ("It met [Norvia|Carrier] in [Oslo|Place] and, later on, left for a fair in [Peru|Place].", 0),
        ("It met [Norvia|Carrier] in [Kenya|Place].", 0),
        ("It met [Norvia|Carrier] in [Kenya|Place] and in [Peru|Place].", 0),
        ("It met [Norvia|Carrier] in [Kenya|Place] and [Tarn|Carrier] by phone.", 0),
    ],
)
def test_pairs_of_somebody_and_a_land_tell_of_each_other(text: str, says: int) -> None:
    page = page_of(text)
    known = {
        key: replace(one, candidates=(f"https://x.example/place/{key[-2:].lower()}",)) if one.type == "Place" else one
        for key, one in page.referents.items()
    }
    found = [draft for draft in read_sites(replace(page, referents=known)) if draft.rule == "sites-of-land"]
    assert len(found) == says
