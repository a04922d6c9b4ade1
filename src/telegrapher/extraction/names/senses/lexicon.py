"""What the words in and around a name tell about the kind of thing it names: votes from `data/rules/names`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from telegrapher.extraction.names.senses.gazetteer import plain
from telegrapher.extraction.names.senses.goods import ends_in_goods, firm_behind, firms, is_goods, made_behind, sold_behind
from telegrapher.extraction.names.text.forms import word_rules
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import Weights, read_rules, weights, word_set
from telegrapher.reference.tables import ROLES
from telegrapher.rules import rule_set

__all__ = [
    "ORGANIZATIONS",
    "Lexicon",
    "Votes",
    "add",
    "after",
    "before",
    "closed_words",
    "family",
    "inside",
    "lexicon",
    "tail_votes",
]

ORGANIZATIONS = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    goods: frozenset[str]
    naming: frozenset[str]
    behind_heads: frozenset[str]
    sites: frozenset[str]
    at_sites: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "lexicon", plain=True)


def family(kind: str) -> str:
    """A type, all organisations taken together."""
    return "Organization" if kind in ORGANIZATIONS else kind


class Votes(dict[str, float]):
    """Weights by type of the catalogue; what nobody voted for has none."""

    def __missing__(self, kind: str) -> float:
        return 0.0

    def add(self, more: Mapping[str, float], factor: float = 1.0) -> None:
        """Adds other votes, each times `factor`."""
        for kind, weight in more.items():
            self[kind] = self.get(kind, 0.0) + weight * factor


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Votes by phrase, ready for look-up."""

    heads: Weights
    firsts: Weights
    after: Weights
    before: Weights
    deeds_after: Weights
    deeds_before: Weights
    nouns: Weights
    thing_nouns: Weights
    verbs: Weights
    stops: frozenset[str]
    models: frozenset[str]
    tails: frozenset[str]
    units: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The votes, read once."""
    bodies, things = read_rules("organisations"), read_rules("things")
    return Lexicon(
        heads=_merged(weights(bodies["heads"]), weights(things["heads"])),
        firsts=_merged(weights(bodies["firsts"]), weights(things["firsts"])),
        after=weights(things["after"]),
        before=weights(things["before"]),
        deeds_after=weights(bodies["deeds"]["after"]),
        deeds_before=weights(bodies["deeds"]["before"]),
        nouns=weights(bodies["nouns"]),
        thing_nouns=weights(things["nouns"]),
        verbs=weights(bodies["verbs"]),
        stops=word_set(bodies["stops"]),
        models=word_set(things["models"]),
        tails=word_set(things["tails"]),
        units=word_set(bodies["units"]),
    )


def _merged(one: Weights, two: Weights) -> Weights:
    return {phrase: {**one.get(phrase, {}), **two.get(phrase, {})} for phrase in sorted({*one, *two})}


def add(votes: Votes, more: Weights, phrase: str, factor: float = 1.0) -> bool:
    """Adds what `phrase` tells, if it tells anything."""
    found = more.get(phrase)
    if not found:
        return False
    for kind, weight in found.items():
        votes[kind] = votes.get(kind, 0.0) + weight * factor
    return True


def tail_votes(words: list[str]) -> Votes:
    """What the end and the start of a name tell: "... Cable Landing Station", "University of ..."."""
    rules, votes = lexicon(), Votes()
    words = [word if word.isascii() else plain(word) for word in words]
    centre = words.index("of") if "of" in words else 0
    merit = words.index("for") if "for" in words else centre
    if merit > 1 and "Award" in rules.heads.get(words[merit - 1], {}):
        words = words[:merit]  # "Orin Award for Excellence"
    elif centre > 1 and words[centre - 1] in rules.heads and words[centre - 1] in rules.firsts:
        words = words[:centre]
    for size in (3, 2, 1):
        if len(words) > size - (size > 1) and add(votes, rules.heads, " ".join(words[-size:])):
            break
    if "Place" in votes and "Carrier" in rules.firsts.get(words[0], {}):
        votes = Votes()  # "Telecom Cook Islands"
    if words and not votes and not (words[-1].isdigit() and "Place" in rules.firsts.get(words[0], {})):
        add(votes, rules.firsts, words[0])
    elif words and words[0] in rules.firsts and len(words) > 2:
        add(votes, rules.firsts, words[0], 0.5)
    return votes


def _phrases_right(scene: Scene, last: int) -> list[str]:
    words: list[str] = []
    position = last + 1
    while len(words) < 3 and scene.same_line(last, position):
        token = scene.tokens[position]
        if token.kind not in {"word", "possessive"} or "\t" in scene.gap(position):
            break
        if not words and token.text[0].isdigit() and word_rules().not_models.search(token.text):
            position += 1  # "the Arca 100G backbone"
            continue
        words.append("'s" if token.kind == "possessive" else token.low)
        position += 1
    return [" ".join(words[:size]) for size in range(len(words), 0, -1)]


def _phrases_left(scene: Scene, first: int) -> list[str]:
    words: list[str] = []
    position = first - 1
    while len(words) < 3 and scene.same_line(first, position):
        token = scene.tokens[position]
        if token.kind != "word" or "\t" in scene.gap(position + 1):
            break
        if not (token.low == "the" and not words):
            words.insert(0, token.low)
        position -= 1
    return [" ".join(words[-size:]) for size in range(len(words), 0, -1)]


def after(scene: Scene, last: int, votes: Votes, roles: Votes) -> None:
    """Adds what the words right after a name tell about its kind, and about its role if it is an organisation."""
    rules = lexicon()
    phrases = _phrases_right(scene, last)
    if sold_behind(scene, last):
        if made_behind(scene, last):
            votes["Organization"] += _MADE
            roles["Vendor"] += _MADE
        else:
            votes["Product"] += _SOLD
        return
    if firm_behind(scene, last):
        return
    for table, target in ((rules.after, votes), (rules.deeds_after, roles)):
        any(add(target, table, phrase) for phrase in phrases)
    _far_heads(phrases[:1], votes)
    if phrases and phrases[0].startswith("'s"):
        any(add(roles, rules.deeds_after, phrase) for phrase in phrases if phrase != "'s")


_SITED = 5.0
"""Votes of what something of the trade is told to stand at."""
_SOLD = 4.0
"""Votes of a compound that ends in goods."""
_MADE = 2.0
"""Votes of goods told without an article, for their maker."""
_FAR = ("Product", "Service", "Cable", "Facility", "Event", "Award")


def _far_heads(phrases: list[str], votes: Votes) -> None:
    """ "GeoMesh Extreme submarine solution", "Quill network management software": the head may stand two or three words on."""
    words = phrases[0].split() if phrases else []
    rules = lexicon()
    run = words[: next((n for n, word in enumerate(words) if word in closed_words()), len(words))]
    if len(run) < 2 or (run[0] in rules.after and run[-1] not in _classes().goods):
        return
    for word in run[1:] if run[0] not in rules.after else run[-1:]:
        found = rules.after.get(word, {})
        for kind in _FAR:
            votes[kind] += found.get(kind, 0.0) * 0.7
        if found:
            return


@lru_cache(maxsize=1)
def closed_words() -> frozenset[str]:
    """Words of grammar, and the possessive ending."""
    return word_set(read_rules("words")["openers"][:230]) | {"'s"}


def before(scene: Scene, first: int, votes: Votes, roles: Votes) -> None:
    """Adds what the words right before a name tell."""
    rules = lexicon()
    phrases = _phrases_left(scene, first)
    for table, target in ((rules.before, votes), (rules.deeds_before, roles)):
        any(add(target, table, phrase) for phrase in phrases)
    last = phrases[-2].split() if len(phrases) > 1 else []
    if len(last) > 1 and last[-1] in _classes().at_sites and last[-2] in _classes().sites:
        votes["Place"] = max(votes["Place"], _SITED)
    role = next((phrase for phrase in phrases if phrase in rules.nouns), "")
    if role and not is_goods(role):  # "the software firm X", not "the software X"
        _scan(phrases[0].split() if role in firms() else [role], rules.nouns, roles)
        votes["Organization"] += 2
    _called(phrases[:1], votes)


def _called(phrases: list[str], votes: Votes) -> None:
    """ "A mediation platform called X": the noun before says what X is."""
    words = phrases[0].split() if phrases else []
    if len(words) > 1 and words[-1] in _classes().naming:
        table = lexicon().thing_nouns
        any(add(votes, table, phrase) for phrase in (" ".join(words[-3:-1]), words[-2]))


def inside(words: list[str], votes: Votes, roles: Votes) -> None:
    """Adds what a describing phrase tells ("global provider of wholesale connectivity"), its words in lower case."""
    rules = lexicon()
    cut = next((n for n, word in enumerate(words) if word in rules.stops), len(words))
    phrase = words[:cut]
    head = phrase[: next((n for n, word in enumerate(phrase) if n and word in _classes().behind_heads), len(phrase))]
    if ends_in_goods(head):
        votes["Product"] += _SOLD
        return
    things = Votes()
    _scan(head[:6], rules.thing_nouns, things)
    votes.add(things)
    if things and any(" ".join(head[-size:]) in rules.thing_nouns for size in (3, 2)):
        return
    if things and head[-1] in rules.thing_nouns and head[-1] not in rules.nouns:
        return
    _scan(phrase, rules.nouns, roles)
    said = Votes()
    _scan(head, rules.nouns, said)
    votes["Organization"] += min(6.0, sum(said.values()))


def _scan(words: list[str], table: Weights, votes: Votes) -> None:
    """Adds the votes of all phrases of the table among the words, longer ones first."""
    position = 0
    while position < len(words):
        for size in (3, 2, 1):
            if position + size <= len(words) and add(votes, table, " ".join(words[position : position + size])):
                position += size
                break
        else:
            position += 1
