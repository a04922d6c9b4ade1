"""Trademark signs leave the text, and what bore one is kept: it is likely to be a product."""

import pytest

from telegrapher.extraction import Extractor
from telegrapher.model import Release
from telegrapher.reading import read_bytes
from telegrapher.reference import nothing

BODY = "OSLO, May 3, 2016 - Velar Networks said that Norvia Telecom has chosen {name} for its network. Operators like {name}."


def read(text: str, name: str) -> Release:
    (release,) = (one for one in read_bytes(text.encode(), name=name) if isinstance(one, Release))
    return release


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (BODY.format(name="Velocity™"), "a.txt"),
        (BODY.format(name="Velocity(TM)"), "a.txt"),
        (f"<html><body><p>{BODY.format(name='Velocity&trade;')}</p></body></html>", "a.html"),
        (f"<html><body><p>{BODY.format(name='Velocity<sup>®</sup>')}</p></body></html>", "a.html"),
    ],
)
def test_what_bears_a_sign_is_kept(page: str, name: str) -> None:
    release = read(page, name)
    assert release.trademarks == ("Velocity",)
    assert "chosen Velocity for" in release.text
    assert not {"™", "®", "\ue0f0"} & set(release.text)
    kinds = {one.name: one.type for one in Extractor(nothing()).extract(release).referents.values()}
    assert kinds.get("Velocity") == "Product"


def test_without_a_sign_nothing_is_kept() -> None:
    assert read(BODY.format(name="Velocity"), "a.txt").trademarks == ()


@pytest.mark.parametrize("mark", ["SM", "TM"])
def test_letters_of_a_mark_at_a_name_are_none_of_it(read, mark: str) -> None:
    release = read(
        f"Norda sells DirectReach{mark} to all.\n\nOSLO, May 5, 2010 -- Norda sells DirectReach{mark}, it said today, and ATMs.\n"
    )
    assert mark not in release.text.replace("ATMs", "")
