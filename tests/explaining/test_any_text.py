"""Whatever the text, every sentence is in one state, and nothing of the text is lost."""

from __future__ import annotations

from explaining.test_explain import sound
from explaining.texts import release_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telegrapher.explaining import as_text, explain, page
from telegrapher.extraction import Extractor
from telegrapher.reference import nothing

PARTS = st.sampled_from(
    [
        "Nordvik Telecom AS, a carrier, has deployed the L-90 platform from Lumaris Networks Inc.",
        "Nordvik Telecom is headquartered in Bergen, Norway.",
        "Lumaris is a vendor of optical systems.",
        "The company could acquire Fjordline Systems.",
        '"We have not chosen it," said Ola Berg, CEO of Nordvik Telecom.',
        "It lands in Lisbon, Portugal\tand in Fortaleza, Brazil",
        "About Nordvik Telecom",
        "Media contact: Ola Berg, +47 55 00 00 00, ola@nordvik.example",
        "Forward-looking statements involve risks and uncertainties.",
        "Sign In | Subscribe | © 2021 Nordvik",
        "🚢 \u202e <b>?!",
    ]
)
TEXTS = st.lists(st.tuples(PARTS, st.sampled_from([" ", "\n", "\n\n"])), min_size=1, max_size=9)
RULES = Extractor(nothing())


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from([0.0, 0.85, 0.9, 1.0]))
def test_every_sentence_is_in_one_state(parts: list[tuple[str, str]], least: float) -> None:
    one = explain(release_of("Nordvik news\n\n" + "".join(part + gap for part, gap in parts)), RULES, least=least)
    sound(one)
    assert all(claim.confidence is not None and claim.confidence >= least for claim in one.statements)
    assert list(as_text(one))
    assert page([one]).endswith("</html>")
