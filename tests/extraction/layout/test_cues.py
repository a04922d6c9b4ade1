from __future__ import annotations

import re

import pytest

from telegrapher.extraction import spelling as reading
from telegrapher.extraction.layout.lexicon import lexicon
from telegrapher.extraction.layout.patterns.cues import rules_for
from telegrapher.extraction.layout.patterns.needs import needs
from telegrapher.extraction.layout.patterns.rules import rules
from telegrapher.extraction.layout.sheet import marks

TEXTS = tuple(text.casefold().replace("\n", " ") for rule in rules() for text, _ in rule.examples)
ALL = "".join(marks().values())


def test_each_text_gets_the_rules_whose_cues_it_holds() -> None:
    by_hand = tuple(
        tuple(
            rule
            for rule in rules()
            if (not rule.cues or any(cue in text for cue in rule.cues)) and all(any(w in text for w in some) for some in rule.words)
        )
        for text in TEXTS
    )
    assert rules_for(TEXTS, [ALL + text for text in TEXTS]) == by_hand


def test_what_a_pattern_spells_out_stands_in_all_that_it_matches() -> None:
    of_type = {kind: marks()[name] for name, kinds in lexicon().classes.items() for kind in kinds}
    matched = 0
    for rule in rules():
        for text, _ in rule.examples:
            masked = re.sub(r"\[([^]|]+)\|(\w+)[^]]*\]", lambda name: of_type.get(name[2], "?") * len(name[1]), text)
            if rule.pattern.search(masked):
                matched += 1
                assert all(any(word in masked.casefold() for word in some) for some in rule.words), rule.name
    assert matched > len(rules())


def test_a_rule_is_not_tried_where_a_word_of_it_stands_in_a_name_alone() -> None:
    org = marks()["org"]
    text = "acme sold to omega"
    assert any(
        "sold" in word for rule in rules_for([text], [f"{org * 4} sold to {org * 5}"])[0] for some in rule.words for word in some
    )
    masked = rules_for([text], [f"{org * 4} {org * 4} to {org * 5}"])[0]
    assert all(any(word in " to " for word in some) for rule in masked for some in rule.words)


def test_only_rules_that_can_match_what_is_named_are_tried() -> None:
    (tried,) = rules_for([TEXTS[0]], [marks()["org"]])
    assert tried == tuple(rule for rule in rules_for([TEXTS[0]], [ALL])[0] if all(marks()["org"] in some for some in rule.needs))
    assert rules_for([TEXTS[0]], ["nothing is named"]) == ((),)


def test_empty_texts_and_no_texts_at_all() -> None:
    bare = tuple(rule for rule in rules() if not rule.cues and not rule.words)
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
