"""The whole road of a release through the extractor."""

from dataclasses import replace

import pytest

from telegrapher.extraction import STAGES, Extractor
from telegrapher.extraction.implied import completed
from telegrapher.model import Release, Span, Zone, ZoneKind, release_id
from telegrapher.reading import read_bytes
from telegrapher.reference import layered, nothing

TEXT = (
    "Nordvik Telecom picks Lumaris\n\n"
    "Nordvik Telecom AS, a carrier, has deployed the L-90 platform from Lumaris Networks Inc. on its national network.\n\n"
    "About Nordvik Telecom\n"
    "Nordvik Telecom is headquartered in Bergen, Norway."
)
RELEASE = Release(
    release_id(TEXT),
    "test",
    TEXT,
    (
        Zone(ZoneKind.HEADLINE, Span(0, 29)),
        Zone(ZoneKind.LEAD, Span(31, 144)),
        Zone(ZoneKind.ABOUT, Span(146, len(TEXT)), "Nordvik Telecom"),
    ),
)


def test_same_release_same_extraction() -> None:
    extractor = Extractor(nothing())
    assert extractor.extract(RELEASE) == extractor.extract(RELEASE)


def test_a_reading_holds_what_led_to_the_extraction() -> None:
    extractor = Extractor(nothing())
    reading = extractor.read(RELEASE)
    assert reading.extraction == extractor.extract(RELEASE)
    assert reading.page.mentions == reading.extraction.mentions
    rules = {draft.rule for draft in completed(reading.page, reading.drafts)}
    assert {statement.rule for statement in reading.extraction.statements} <= rules
    assert set(reading.refused) <= set(reading.extraction.refusals)


def test_a_reading_of_another_language_has_sentences_and_nothing_else() -> None:
    reading = Extractor(nothing()).read(replace(RELEASE, language="de"))
    assert reading.page.sentences
    assert (reading.page.mentions, reading.drafts, reading.refused, reading.extraction.statements) == ((), (), (), ())


def test_every_statement_shows_its_words() -> None:
    extraction = Extractor(nothing()).extract(RELEASE)
    assert extraction.statements
    for statement in extraction.statements:
        for span, quote in zip(statement.evidence.spans, statement.evidence.quotes, strict=True):
            assert TEXT[span.start : span.end] == quote
        assert 0 < statement.confidence < 1


def test_other_languages_are_not_guessed_at() -> None:
    extraction = Extractor(nothing()).extract(replace(RELEASE, language="de"))
    assert (extraction.statements, extraction.mentions) == ((), ())


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_can_be_left_out(stage: str) -> None:
    whole = Extractor(nothing()).extract(RELEASE)
    less = Extractor(nothing(), stages=frozenset(STAGES) - {stage}).extract(RELEASE)
    assert {s.subject for s in less.statements} <= set(less.referents) | {"RELEASE"}
    assert len(less.statements) <= len(whole.statements)


def test_unknown_stage_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such stage"):
        Extractor(nothing(), stages=frozenset({"magic"}))


def test_what_a_table_knows_of_makers_goes_before_nearness() -> None:
    text = (
        "Nordtel has tested the Juniper PTX10002-36QDD router, which worked with the Waveserver at 800 Gbps. "
        "Ciena, which makes the Waveserver, was glad."
    )
    (release,) = read_bytes(text.encode(), name="test", media_type="text/plain")
    found = Extractor(layered(None)).extract(release)
    names = {key: one.name for key, one in found.referents.items()}
    offers = {(names[s.subject], names[str(s.object)]) for s in found.statements if s.predicate == "offers"}
    assert ("Juniper", "Waveserver") not in offers
    assert ("Ciena", "PTX10002-36QDD") not in offers
    assert found.referents[next(key for key, name in names.items() if name == "Juniper")].type == "Vendor"


def test_a_common_word_is_no_category_of_an_award() -> None:
    text = (
        "Nordtel, a carrier, won the Best African Carrier award at the Global Carrier Awards, which were held in London last night."
    )
    (release,) = read_bytes(text.encode(), name="test", media_type="text/plain")
    found = Extractor(layered(None)).extract(release)
    assert "award" not in {getattr(one.object, "value", "") for one in found.statements}
    assert any(one.predicate == "wonAward" for one in found.statements)


def test_the_firm_in_an_investors_own_block_is_the_investor() -> None:
    text = (
        "Nordtel wins investor\n\nOSLO, March 10, 2020 - Nordtel, a carrier, has a new owner, Larch Capital Partners.\n\n"
        "About Larch Capital Partners\nLarch Capital Partners is an investor. It owns a stake in Nordtel. "
        "Headquartered in Boston, the firm has offices in London and Singapore.\n"
    )
    (release,) = read_bytes(text.encode(), name="test", media_type="text/plain")
    found = Extractor(layered(None)).extract(release)
    names = {key: one.name for key, one in found.referents.items()}
    seats = {
        (names[s.subject], names[str(s.object)]) for s in found.statements if s.predicate in ("headquarteredIn", "hasOfficeIn")
    }
    assert ("Larch Capital Partners", "Boston") in seats
    assert not any(who == "Nordtel" for who, _ in seats)
