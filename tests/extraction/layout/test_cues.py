from __future__ import annotations

from telegrapher.extraction.layout.cues import rules_for
from telegrapher.extraction.layout.rules import rules

TEXTS = tuple(text.casefold().replace("\n", " ") for rule in rules() for text, _ in rule.examples)


def test_each_text_gets_the_rules_whose_cues_it_holds() -> None:
    by_hand = tuple(tuple(rule for rule in rules() if not rule.cues or any(cue in text for cue in rule.cues)) for text in TEXTS)
    assert rules_for(TEXTS) == by_hand


def test_empty_texts_and_no_texts_at_all() -> None:
    bare = tuple(rule for rule in rules() if not rule.cues)
    assert rules_for(["", ""]) == (bare, bare)
    assert rules_for([]) == ()
    assert rules_for(["", TEXTS[0]])[1] == rules_for([TEXTS[0]])[0]
