"""The work for a long text grows as its length does: counted in calls, since clocks of busy machines tell nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from telegrapher.extraction import Extractor
from telegrapher.model import Release
from telegrapher.reading import read_bytes
from telegrapher.reference import load

PART = """Acme Telecom opens the Blue Loop cable

LISBON, Portugal - May 3, 2016 - Acme Telecom said that the Blue Loop cable, which lands in Lima, Quito and Porto, is in service. \
"The system is ours," said Ana Ruiz, chief executive of Acme Telecom. Luxtron Networks supplied the FlexWave 9000, {number} of \
which run on Acme Telecom's backbone network, and Bexley Mobile has leased capacity on the cable.

About Luxtron Networks
Luxtron Networks, a maker of optical systems, is based in Oslo. Luxtron's FlexWave 9000 carries 400 Gb/s.
"""


def calls(run: Callable[[], object]) -> int:
    count = 0

    def note(_frame: object, event: str, _what: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_length() -> None:
    extractor = Extractor(load())

    def work(parts: int) -> int:
        text = "\n\n".join(PART.format(number=number) for number in range(parts))
        (release,) = (one for one in read_bytes(text.encode(), name=f"long{parts}.txt") if isinstance(one, Release))
        return calls(lambda: extractor.extract(release))

    work(2)  # what is made once and kept
    short, long = work(15), work(120)
    assert long < 8 * 1.25 * short
