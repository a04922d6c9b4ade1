"""Names of open types take the type that what is said of them needs; others keep theirs."""

import pytest

from telegrapher.extraction.frames import read_sentences
from telegrapher.extraction.frames.marked import page_of
from telegrapher.extraction.retyping import retyped


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[Acme|Organization] has released [Quick Sketch|Organization?] for tablets.", "Quick Sketch", "Product"),
        ("[Acme|Organization] has released [Quick Sketch|Organization] for tablets.", "Quick Sketch", "Organization"),
        ("[Pioneer|Place?] was bought by [Acme|Organization] in 1998.", "Pioneer", "Organization"),
        ("[Acme|Organization] was bought by [Pioneer|Place] in 1998.", "Pioneer", "Place"),
        (
            "[Zeta|Organization] has bought [Quick Sketch|Organization?].\n[Acme|Organization] developed [Quick Sketch].",
            "Quick Sketch",
            "Organization",
        ),
    ],
)
def test_type(text: str, name: str, kind: str) -> None:
    page = page_of(text)
    drafts, _ = read_sentences(page)
    after = retyped(page, drafts)
    assert after.referents[name].type == kind
    assert {mention.type for mention in after.mentions if mention.key == name} == {kind}
    assert after.release is page.release
