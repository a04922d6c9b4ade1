"""Whether a trigger states a fact, a plan, or nothing: cue words with their reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from telegrapher.extraction.syntax import Token, Tree, lemmas
from telegrapher.rules import table

__all__ = ["PLAIN", "Verdict", "judge", "rules"]

_INHERITING = frozenset(
    {
        "xcomp",
        "ccomp",
        "conj",
        "pcomp",
        "dobj",
        "attr",
        "pobj",
        "prep",
        "nsubjpass",
        "acl",
        "advcl",
        "appos",
        "agent",
        "compound",
        "acomp",
        "oprd",
    }
)
_ENDS = ("dobj", "pobj", "prep", "attr")
_FUTURE_PAST = ("would", "'d", "’d")
_SERIOUS = ("denied", "rumour", "hypothetical", "condition", "ability")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trigger holds.

    Attributes:
        mood: empty for a plain fact, else planned, completed, over (told in the past), terminated, or a reason of refusal.
    """

    mood: str = ""

    @property
    def refusal(self) -> str | None:
        """Why nothing is stated, in words; `None` if something is."""
        reasons: Mapping[str, str] = rules()["reasons"]
        return reasons.get(self.mood)


PLAIN = Verdict()


def rules() -> Mapping[str, Any]:
    """The cue words of `data/rules/modality.yaml`."""
    return table("modality")


@cache
def _cues(part: str) -> Mapping[str, str]:
    return {word: mood for mood, words in rules()[part].items() for word in words}


def judge(tree: Tree, trigger: Token, *, abilities: bool = False) -> Verdict:
    """How the trigger holds, by the words that govern it.

    Args:
        abilities: whether "can" is as good as a fact for what it says.
    """
    moods: list[str] = []
    token, step, crossed = trigger, 0, False
    while True:
        moods.extend(m for m in _own(tree, token) if not crossed or m == "planned")
        head = tree.head(token)
        if head is not None and not crossed and token.dep == "nsubj" and token.is_noun:
            moods.extend(_of_subject(tree, head))
        if head is None or step > 10 or token.dep not in _INHERITING:
            break
        if not _reaches(token, head) or _apart(tree, token, head):
            break
        crossed = crossed or (head.mention is not None and token.dep in ("appos", "acl"))
        moods.extend(m for m in _from_above(tree, token, head) if not crossed or m == "planned")
        token, step = head, step + 1
    if abilities:
        moods = [mood for mood in moods if mood != "ability"]
    mood = _strongest(moods)
    return Verdict(mood) if mood else Verdict("over") if _is_done(tree, trigger) else PLAIN


def _strongest(moods: list[str]) -> str:
    """The mood that counts, from the trigger upwards: "completes a planned purchase" and "plans to complete" differ."""
    if "completed" in moods and "planned" in moods[moods.index("completed") :] and not set(_SERIOUS) & set(moods):
        return "planned"
    return next((mood for mood in (*_SERIOUS, "terminated", "completed", "planned") if mood in moods), "")


def _is_done(tree: Tree, trigger: Token) -> bool:
    """Whether a deed that takes its time is told as over: "bought", "has been acquired", but not "is acquired", "acquires"."""
    if trigger.tag not in ("VBD", "VBN") or lemmas(trigger.lower).isdisjoint(rules()["over_when_past"]):
        return False
    return not any(kid.dep in ("aux", "auxpass") and kid.lower in rules()["present_forms"] for kid in tree.children(trigger))


def _apart(tree: Tree, token: Token, head: Token) -> bool:
    """Whether a semicolon makes two statements of what the parser took for one."""
    first, last = sorted((token.i, head.i))
    return token.is_verb and any(between.text in (";", ":") for between in tree.tokens[first + 1 : last])


def _reaches(token: Token, head: Token) -> bool:
    """Whether the words above say how this one holds: not across a name, nor from one finished clause into another."""
    if head.mention is not None and token.dep in ("appos", "acl"):
        return head.mention.type in ("Cable", "Network")
    if head.mention is not None and token.dep in ("prep", "compound"):
        return False
    return not (token.dep == "conj" and head.is_noun and not token.is_verb and token.mention is not None)


def _own(tree: Tree, token: Token) -> list[str]:
    moods: list[str] = []
    reported = _reported(tree, token)
    for kid in tree.children(token):
        word = kid.lower
        if kid.dep == "aux":
            moods.extend("planned" if reported and word in _FUTURE_PAST else mood for mood in _cue("auxiliaries", word))
        elif _denies(tree, kid):
            moods.append("denied")
        elif kid.dep == "mark" and word in rules()["conditions"]:
            moods.append("condition")
        elif kid.dep in ("amod", "advmod", "compound", "nmod"):
            moods.extend(_cue("adjectives", word))
    if (
        token.is_verb
        and token.dep in ("acl", "advcl", "ROOT")
        and token.tag == "VB"
        and _infinitive(tree, token)
        and not _ranked(tree, token)
    ):
        moods.append("planned")
    return moods


def _denies(tree: Tree, kid: Token) -> bool:
    """Whether a word below a trigger denies it: a negation, "no" before a noun, "neither" before an object."""
    if kid.lower == "neither" or (kid.dep in ("neg", "advmod", "cc", "preconj") and kid.lower in rules()["negation"]):
        return True
    if kid.dep in ("det", "nsubj", "nsubjpass", "dobj") and kid.lower in rules()["negative_determiners"]:
        return True
    if kid.mention is None and (kid.dep == "dobj" or (kid.dep == "advmod" and kid.lower == "longer")):
        return any(below.dep in ("det", "neg", "advmod") and below.lower == "no" for below in tree.children(kid)) or (
            kid.dep == "dobj" and _of_neither(tree, kid)
        )
    return kid.dep in _ENDS and _of_neither(tree, kid)


def _of_neither(tree: Tree, end: Token) -> bool:
    """Whether "neither" stands before a name, or before what a preposition leads to."""
    ends = tree.children(end, "pobj")
    return any(kid.lower == "neither" and kid.i < end.i for kid in tree.children(end)) or any(
        _of_neither(tree, kid) for kid in ends
    )


def _of_subject(tree: Tree, verb: Token) -> list[str]:
    """What a verb of being or following says of its subject: "branches are an option", "is under study", "may follow"."""
    if lemmas(verb.lower).isdisjoint(rules()["predicating"]):
        return []
    moods = [mood for kid in tree.children(verb, "aux") for mood in _cue("auxiliaries", kid.lower)]
    told = list(tree.children(verb, "attr", "acomp"))
    for preposition in tree.children(verb, "prep"):
        ends = tree.children(preposition, "pobj")
        told.extend(ends if preposition.lower in ("under", "in") else ())
    for word in list(told):
        told.extend(
            end for kid in tree.children(word, "prep") if kid.lower in ("of", "among") for end in tree.children(kid, "pobj")
        )
    for word in told:
        if word.mention is None:
            moods.extend(
                mood for lemma in sorted(lemmas(word.lower)) for part in ("nouns", "adjectives") for mood in _cue(part, lemma)
            )
    return [mood for mood in moods if mood in ("hypothetical", "ability", "rumour")]


def _ranked(tree: Tree, verb: Token) -> bool:
    """Whether an infinitive says what somebody did as the first or latest: "the first operator to deploy"."""
    head = tree.head(verb)
    words = {kid.lower for kid in tree.children(head)} if head is not None else set()
    return not words.isdisjoint(rules()["ranks"]) or (head is not None and head.lower in rules()["ranks"])


def _reported(tree: Tree, token: Token) -> bool:
    """Whether a clause hangs on an announcement: "said that it would buy" is a plan, not a wish."""
    head = tree.head(token)
    return token.dep == "ccomp" and head is not None and not lemmas(head.lower).isdisjoint(rules()["announcing"])


def _from_above(tree: Tree, token: Token, head: Token) -> list[str]:
    """What the governing word says of the one below it."""
    found = lemmas(head.lower)
    if head.is_verb:
        if "be" in found and token.dep == "xcomp" and _infinitive(tree, token):
            return ["planned"] if lemmas(token.lower).isdisjoint(rules()["present"]) else []
        return _from_verb(token, head, [mood for lemma in found for mood in _cue("verbs", lemma)])
    if head.is_noun and head.mention is None and token.dep in ("prep", "acl", "pobj"):
        return [mood for lemma in found for mood in _cue("nouns", lemma)]
    if head.tag.startswith("JJ") and token.dep == "xcomp":
        return ["ability"] if head.lower in ("able", "likely", "possible") else ["planned"]
    return []


def _from_verb(token: Token, head: Token, moods: list[str]) -> list[str]:
    """How far the mood of a verb reaches: wholly to its clauses, less to its objects, least to what hangs on prepositions."""
    if token.dep in ("xcomp", "ccomp") or (token.dep == "nsubjpass" and not token.is_verb):
        return moods
    if token.dep in ("prep", "pobj") and not lemmas(head.lower).isdisjoint(rules()["narrow"]):
        return []
    if token.dep in ("prep", "pobj"):
        return [mood for mood in moods if mood not in ("planned", "terminated", "completed")]
    return [mood for mood in moods if mood != "planned" or not token.is_noun] if token.dep in ("dobj", "nsubjpass") else []


def _infinitive(tree: Tree, verb: Token) -> bool:
    return any(kid.lower == "to" for kid in tree.children(verb, "aux"))


def _cue(part: str, word: str) -> list[str]:
    mood = _cues(part).get(word)
    return [mood] if mood else []
