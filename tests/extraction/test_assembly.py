"""Only drafts with both ends in their words and with types that fit become statements; one statement a fact."""

from dataclasses import replace

from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.confidence import confidence, counts, write
from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.page import Page
from telegrapher.model import Draft, Extraction, Literal, Span, ZoneKind


def draft(page: Page, subject: str, predicate: str, end: str, rule: str = "rule", **qualifiers: str) -> Draft:
    by_key = {m.key: m for m in page.mentions}
    spans = (page.sentences[0].span,)
    values = tuple((name, by_key.get(value, value)) for name, value in sorted(qualifiers.items()))
    return Draft(by_key[subject], predicate, by_key[end], spans, rule, values)


def said(extraction: Extraction) -> list[tuple[str, str, object, dict[str, str]]]:
    return [(s.subject, s.predicate, s.object, dict(s.qualifiers)) for s in extraction.statements]


PAGE = page_of("[Telco|Carrier] uses the [X9|Product] from [Maker|Vendor] on [Telco network|Network].\nThere was the [Y2|Product].")


def test_a_sound_draft_and_what_it_implies() -> None:
    found = said(assemble(PAGE, [draft(PAGE, "Telco", "deploys", "X9", status="deployed", supplier="Maker")]))
    assert ("Telco", "deploys", "X9", {"status": "deployed", "supplier": "Maker"}) in found
    assert ("Telco", "customerOf", "Maker", {}) in found
    assert ("Maker", "offers", "X9", {}) in found
    assert len(found) == 3


def test_selected_stays_selected_for_the_customer() -> None:
    found = said(assemble(PAGE, [draft(PAGE, "Telco", "deploys", "X9", status="selected", supplier="Maker")]))
    assert ("Telco", "customerOf", "Maker", {"status": "selected"}) in found


def test_a_supplier_upgrades_the_network_on_which_its_product_is_used() -> None:
    found = said(assemble(PAGE, [draft(PAGE, "Telco", "deploys", "X9", status="selected", supplier="Maker", on="Telco network")]))
    assert ("Maker", "upgrades", "Telco network", {"status": "planned"}) in found
    without = said(assemble(PAGE, [draft(PAGE, "Telco", "deploys", "X9", on="Telco network")]))
    assert {predicate for _, predicate, _, _ in without} == {"deploys", "operates"}


CABLES = page_of(
    "[Maker|Vendor] lays [Blue Loop|Cable].\n[Telco|Carrier] runs [Blue Loop|Cable].\n[Other|Carrier] runs [Blue Loop|Cable], too."
)


def test_the_one_operator_of_a_cable_is_customer_of_who_lays_or_upgrades_it() -> None:
    operated = draft(CABLES, "Telco", "operates", "Blue Loop")
    for relation in ("builds", "upgrades"):
        extraction = assemble(CABLES, [draft(CABLES, "Maker", relation, "Blue Loop"), operated])
        assert ("Telco", "customerOf", "Maker", {}) in said(extraction)
    two = assemble(CABLES, [draft(CABLES, "Maker", "builds", "Blue Loop"), operated, draft(CABLES, "Other", "owns", "Blue Loop")])
    assert not [one for one in two.statements if one.predicate == "customerOf"]


def test_what_is_deployed_on_a_network_is_deployed_by_its_operator() -> None:
    found = said(assemble(PAGE, [draft(PAGE, "Telco", "deploys", "X9", on="Telco network")]))
    assert ("Telco", "operates", "Telco network", {}) in found


def test_an_end_outside_adds_its_sentence_to_the_evidence() -> None:
    (statement,) = assemble(PAGE, [draft(PAGE, "Telco", "deploys", "Y2")]).statements
    assert [PAGE.release.quote(span) for span in statement.evidence.spans] == list(statement.evidence.quotes)
    assert len(statement.evidence.spans) == 2


def test_wrong_types_are_refused_with_a_reason() -> None:
    extraction = assemble(PAGE, [draft(PAGE, "X9", "customerOf", "Maker")])
    assert extraction.statements == ()
    assert "types do not fit" in extraction.refusals[0].reason


def test_a_company_does_not_get_the_name_of_a_house() -> None:
    page = page_of("[Telco|Carrier] sold a centre, now [LX1|Facility].")
    named = Draft(page.mentions[0], "renamedTo", Literal("LX1"), (page.sentences[0].span,), "test")
    assert [refusal.reason for refusal in assemble(page, [named]).refusals] == ["the new name is that of a thing"]


def test_nothing_relates_to_itself() -> None:
    extraction = assemble(PAGE, [draft(PAGE, "Telco", "partnersWith", "Telco")])
    assert [refusal.reason for refusal in extraction.refusals] == ["relates a thing to itself"]


def test_a_technique_of_everybody_tells_nothing() -> None:
    page = page_of("The [X9|Product] brings [optical transport|Technology] and [WDM|Technology] together.")
    extraction = assemble(page, [draft(page, "X9", "usesTechnology", end) for end in ("optical transport", "WDM")])
    assert [statement.object for statement in extraction.statements] == ["WDM"]
    assert [refusal.reason for refusal in extraction.refusals] == ["too general a technique"]


def test_disclaimers_say_nothing() -> None:
    page = page_of("[Telco|Carrier] uses the [X9|Product].")
    zones = (replace_zone(page),)
    silent = replace(page, release=replace(page.release, zones=zones))
    assert assemble(silent, [draft(silent, "Telco", "deploys", "X9")]).statements == ()


def replace_zone(page: Page):
    from telegrapher.model import Zone

    return Zone(ZoneKind.DISCLAIMER, Span(0, len(page.release.text)))


def test_the_same_fact_is_one_statement_with_the_most_telling_status() -> None:
    drafts = [
        draft(PAGE, "Telco", "deploys", "X9", status="planned"),
        draft(PAGE, "Telco", "deploys", "X9", "other", status="deployed", on="Telco network"),
    ]
    deployed = [one for one in said(assemble(PAGE, drafts)) if one[1] == "deploys"]
    assert deployed == [("Telco", "deploys", "X9", {"on": "Telco network", "status": "deployed"})]
    assert assemble(PAGE, drafts) == assemble(PAGE, drafts[::-1])


def test_symmetric_relations_are_one_fact_either_way() -> None:
    page = page_of("[Telco|Carrier] works with [Tel2|Carrier].")
    both = [draft(page, "Telco", "partnersWith", "Tel2"), draft(page, "Tel2", "partnersWith", "Telco")]
    assert len(assemble(page, both).statements) == 1


def test_members_of_a_consortium_are_party_to_its_cable() -> None:
    page = page_of("[Telco|Carrier] is in the [Blue Loop Consortium|Consortium], which owns [Blue Loop|Cable].")
    (statement,) = assemble(page, [draft(page, "Telco", "consortiumMember", "Blue Loop Consortium")]).statements
    assert statement.object == "Blue Loop"


def test_literals_keep_their_value() -> None:
    page = page_of("[Blue Loop|Cable] is 900 km long.")
    length = Draft(page.mentions[0], "lengthKm", Literal("900", Span(13, 19)), (page.sentences[0].span,), "length")
    (statement,) = assemble(page, [length]).statements
    assert statement.object == Literal("900", Span(13, 19))


def test_confidence_is_smoothed_and_between_zero_and_one() -> None:
    assert 0 < confidence("a rule nobody has measured") < 1


def test_measured_counts_are_written_and_read_back(tmp_path) -> None:
    measured = counts([("b", True), ("a", False), ("b", True)])
    assert measured == {"a": (0, 1), "b": (2, 0)}
    path = tmp_path / "confidence.yaml"
    path.write_text("# head\nprior: 0.8\nweight: 4\nrules: {}\n", encoding="utf-8")
    write(path, measured)
    assert path.read_text(encoding="utf-8") == "# head\nprior: 0.8\nweight: 4\nrules:\n  a: [0, 1]\n  b: [2, 0]\n"
