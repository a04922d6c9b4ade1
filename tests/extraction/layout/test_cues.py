from __future__ import annotations

import pytest

from telegrapher.extraction.layout.patterns import needs as reading
from telegrapher.extraction.layout.patterns.cues import rules_for
from telegrapher.extraction.layout.patterns.needs import needs
from telegrapher.extraction.layout.patterns.rules import rules
from telegrapher.extraction.layout.sheet import marks

TEXTS = tuple(text.casefold().replace("\n", " ") for rule in rules() for text, _ in rule.examples)
ALL = "".join(marks().values())


def test_each_text_gets_the_rules_whose_cues_it_holds() -> None:
    by_hand = tuple(tuple(rule for rule in rules() if not rule.cues or any(cue in text for cue in rule.cues)) for text in TEXTS)
    assert rules_for(TEXTS, [ALL] * len(TEXTS)) == by_hand


def test_only_rules_that_can_match_what_is_named_are_tried() -> None:
    (tried,) = rules_for([TEXTS[0]], [marks()["org"]])
    assert tried == tuple(rule for rule in rules_for([TEXTS[0]], [ALL])[0] if all(marks()["org"] in some for some in rule.needs))
    assert rules_for([TEXTS[0]], ["nothing is named"]) == ((),)


def test_empty_texts_and_no_texts_at_all() -> None:
    bare = tuple(rule for rule in rules() if not rule.cues)
    assert rules_for(["", ""], [ALL, ALL]) == (bare, bare)
    assert rules_for([], []) == ()
    assert rules_for(["", TEXTS[0]], [ALL, ALL])[1] == rules_for([TEXTS[0]], [ALL])[0]


A, B = "\ue001", "\ue002"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (f"the {A}++ of {B}+", [{A}, {B}]),
        (f"(?:the )?(?P<s>{A}++)(?: and {B})*", [{A}]),
        (f"(?:{A}|{B}) said", [{A, B}]),
        (f"[{A}{B}]{{2,3}}", [{A, B}]),
        (f"[{A}a]|{B}", []),
        (f"{A}?|{B}", []),
        (f"[^{A}]+", []),
        (f"(?!{A})(?<!{A})x", []),
        (f"(?>{A})(?i:{B})", [{A}, {B}]),
        ("no names", []),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern: str, expected: list[set[str]]) -> None:
    assert [set(need) for need in needs(pattern)] == expected


def test_without_a_parser_of_patterns_nothing_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_parser", None)
    assert needs(f"{A}+ of {B}") == ()
