"""Lines that open with what was done are told of whoever the list is of."""

from __future__ import annotations

import pytest

from telegrapher.extraction import Extractor
from telegrapher.extraction.names.text.deeds import deed_lines, tells_deed
from telegrapher.model import Extraction, Literal
from telegrapher.reading import read_bytes
from telegrapher.reference import layered

HEAD = """Nordtel reports its third quarter

OSLO, Norway, Nov. 3, 2021 - Nordtel Systems ASA, a maker of optical equipment, today announced its results for the third quarter.

Business highlights
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(layered(None))


def facts(extractor: Extractor, text: str) -> tuple[Extraction, set[tuple[str, str, str]]]:
    (release,) = read_bytes(text.encode(), name="deeds", media_type="text/plain")
    found = extractor.extract(release)
    return found, {
        (
            found.referents[one.subject].name if one.subject in found.referents else one.subject,
            one.predicate,
            one.object.value if isinstance(one.object, Literal) else found.referents[one.object].name,
        )
        for one in found.statements
    }


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Opened a service center in Recife.", ("Nordtel Systems", "hasOfficeIn", "Recife")),
        ("Acquired Wavelet Optics, a maker of lasers.", ("Nordtel Systems", "acquires", "Wavelet Optics")),
        ("Launched Marlin Cloud, a management platform.", ("Nordtel Systems", "offers", "Marlin Cloud")),
        ("Appointed Jane Roe as Chief Technology Officer.", ("Jane Roe", "worksFor", "Nordtel Systems")),
    ],
)
def test_deeds_are_of_who_issues(extractor: Extractor, line: str, fact: tuple[str, str, str]) -> None:
    _, said = facts(extractor, f"{HEAD}\n - Raised prices in spring.\n - {line}\n - Paid down debt.\n")
    assert fact in said


def test_deeds_are_of_whom_the_lead_names(extractor: Extractor) -> None:
    _, said = facts(extractor, f"{HEAD}\nMilestones of Fjordnet AS:\n - Opened an office in Recife.\n - Acquired Wavelet Optics.\n")
    assert ("Fjordnet", "acquires", "Wavelet Optics") in said
    assert not any(one[0].startswith("Nordtel") and one[1] in ("acquires", "hasOfficeIn") for one in said)


def test_evidence_is_the_line_as_written(extractor: Extractor) -> None:
    found, _ = facts(extractor, f"{HEAD}\n - Raised prices.\n - Acquired Wavelet Optics, a maker of lasers.\n")
    (one,) = [one for one in found.statements if one.predicate == "acquires"]
    assert one.evidence.quotes == ("Acquired Wavelet Optics, a maker of lasers.",)
    assert found.release.quote(one.marks[0]) == "Acquired"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Deployed Kestrel in Oslo", "Revenue rose", "Shipped ten routers"], (True, False, True)),
        (["Supplied Kestrel to Telia", "Won a prize"], (True, True)),
        (["Deployed Kestrel in Oslo", "Revenue rose"], (False, False)),
        (["United Fibre grew", "Allied Networks, too", "Based in Oslo", "Signed by all"], (False, False, False, False)),
    ],
)
def test_lines_that_tell_deeds(lines: list[str], told: tuple[bool, ...]) -> None:
    assert deed_lines(lines) == told


@pytest.mark.parametrize(
    "line", ["Selected by Orange", "Advanced optics", "Consolidated statements", "Diluted earnings", "The firm grew", "Speed"]
)
def test_lines_that_tell_none(line: str) -> None:
    assert not tells_deed(line)
