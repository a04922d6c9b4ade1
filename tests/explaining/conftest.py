from __future__ import annotations

from collections.abc import Callable

import pytest
from explaining.texts import NEWS, release_of

from telegrapher.explaining import Explanation, explain
from telegrapher.extraction import STAGES, Extractor
from telegrapher.reference import nothing


@pytest.fixture(scope="session")
def told() -> Callable[..., Explanation]:
    """Explains a text by the text alone."""

    def tell(text: str = NEWS, *, least: float = 0.0, without: tuple[str, ...] = ()) -> Explanation:
        return explain(release_of(text), Extractor(nothing(), stages=frozenset(STAGES) - set(without)), least=least)

    return tell


@pytest.fixture(scope="session")
def news(told: Callable[..., Explanation]) -> Explanation:
    return told()
