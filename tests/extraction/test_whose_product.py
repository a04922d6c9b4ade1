"""Who uses which of several products, what "it" is that is used, and of whom a sentence is that opens with somebody else."""

from __future__ import annotations

import pytest

from telegrapher.extraction import Extractor
from telegrapher.model import Literal
from telegrapher.reading import read_bytes
from telegrapher.reference import load


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load())


def facts(extractor: Extractor, text: str, predicate: str) -> set[tuple[str, str]]:
    (release,) = read_bytes(text.encode(), name="products", media_type="text/plain")
    found = extractor.extract(release)
    return {
        (found.referents[one.subject].name, found.referents[one.object].name)
        for one in found.statements
        if one.predicate == predicate and not isinstance(one.object, Literal)
    }


def test_products_told_apart_stay_with_their_users(extractor: Extractor) -> None:
    text = (
        "Nordtel ASA makes routers. Altibox has been using the KX700 since 2004, and the KX2515 is deployed by Telenor and Zayo.\n"
    )
    assert facts(extractor, text, "deploys") == {("Altibox", "KX700"), ("Telenor", "KX2515"), ("Zayo", "KX2515")}


@pytest.mark.parametrize("deed", ["used", "operated", "deployed"])
def test_it_that_is_used_is_a_product(extractor: Extractor, deed: str) -> None:
    text = f"Nordtel ASA makes routers. Nordtel offers the Kestrel 40, a switch with 40 ports. It is {deed} by Altibox in Norway.\n"
    assert ("Altibox", "Kestrel 40") in facts(extractor, text, "deploys")


@pytest.mark.parametrize("opening", ["With Wavelet Optics", "Together with Wavelet Optics,", "Through Wavelet Optics"])
def test_a_sentence_is_not_of_whom_it_opens_with(extractor: Extractor, opening: str) -> None:
    text = f"Nordtel ASA is a maker of switches. {opening} it runs research centers in Recife and Quito.\n"
    assert facts(extractor, text, "hasOfficeIn") == {("Nordtel", "Recife"), ("Nordtel", "Quito")}
