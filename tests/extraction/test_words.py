from __future__ import annotations

import pytest

from telegrapher.extraction.words import Words

LISTED = ("lease", " of ", "right of", "of", "capacity on", "a", "%")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the right of way is leased",
        "capacity only",
        "capacity  on two lines",
        "90% of it",
        "softly",
        "release of a\u00a0lease",
        "of",
    ],
)
def test_the_words_found_are_those_that_stand_in_the_text(text: str) -> None:
    words = Words(LISTED)
    for _ in range(2):  # looked up, then remembered
        assert words.standing_in(text) == {word for word in LISTED if word in text}
