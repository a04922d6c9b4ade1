"""Who does what to whom: the arguments of a verb or noun, whatever the voice, clause or coordination.

A *path* leads from a trigger to its arguments: steps joined by dots, alternatives by bars ("subj", "obj.poss", "with|from").
Steps are those of `STEPS`; any other word is a preposition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from telegrapher.extraction.frames.clauses import RELATIVE, governing_subjects, governor, is_passive, subjects, under
from telegrapher.extraction.frames.coordination import together
from telegrapher.extraction.frames.frame import groups
from telegrapher.extraction.syntax import Token, Tree, lemmas

__all__ = ["STEPS", "follow"]


def _subject(tree: Tree, token: Token) -> tuple[Token, ...]:
    """Logical subject of a verb; for a noun that of the verb it serves."""
    if not token.is_verb:
        return governing_subjects(tree, token)
    if is_passive(tree, token):
        return _prepositional(tree, token, ("by",))
    return subjects(tree, token)


def _object(tree: Tree, verb: Token) -> tuple[Token, ...]:
    """Logical object of a verb: direct object, subject of the passive, or the noun that a relative clause is about."""
    if is_passive(tree, verb):
        return subjects(tree, verb) or tree.children(verb, "dobj")
    own = tree.children(verb, "dobj")
    head = tree.head(verb)
    if own:
        return (head,) if own[0].lower in RELATIVE and own[0].mention is None and head is not None and verb.dep == "relcl" else own
    if verb.dep == "relcl" and head is not None and not tree.children(verb, "ccomp", "xcomp", "attr", "acomp"):
        about = tree.children(verb, "nsubj")
        if about and about[0].lower not in RELATIVE and not any(kid.tag in ("WDT", "WRB") for kid in _words_of(tree, verb)):
            return (head,)
    if verb.dep == "conj" and head is not None and head.is_verb and not tree.children(head, "dobj") and head.i > verb.i:
        return ()
    return _shared_object(tree, verb)


def _words_of(tree: Tree, verb: Token) -> Iterable[Token]:
    for kid in tree.children(verb, "prep", "advmod"):
        yield from tree.below(kid)


def _shared_object(tree: Tree, verb: Token) -> tuple[Token, ...]:
    """Object of a coordinated verb: "owns and operates a network" hangs the object on the last verb."""
    for kid in tree.children(verb, "conj"):
        if kid.is_verb and not tree.children(verb, "ccomp", "xcomp", "attr") and not tree.children(kid, "nsubj", "nsubjpass"):
            return tree.children(kid, "dobj")
    return ()


def _complement(tree: Tree, verb: Token) -> tuple[Token, ...]:
    """What the subject or object is said to be: attribute, object predicate, adjective."""
    return tree.children(verb, "attr", "oprd", "acomp")


def _same(tree: Tree, noun: Token) -> tuple[Token, ...]:
    """What a noun is equated with: "X is a subsidiary", "X, a subsidiary", "its subsidiary X", "subsidiaries include X"."""
    found: list[Token] = []
    noun = _of_which_some(tree, noun)
    head = tree.head(noun)
    if head is not None and noun.dep == "appos":
        found.append(_beside(tree, head, noun))
    if head is not None and noun.dep in ("compound", "nmod", "amod") and head.mention is not None:
        found.append(head)
    if head is not None and noun.dep == "attr" and lemmas(head.lower) & groups().equating:
        found.extend(subjects(tree, head))
    if head is not None and noun.dep == "nsubj" and lemmas(head.lower) & groups().listing:
        found.extend(tree.children(head, "attr", "dobj"))
    if head is not None and noun.dep == "pobj" and head.lower in ("as", "among"):
        found.extend(_as_what(tree, head))
    found.extend(kid for kid in tree.children(noun, "appos") if kid.mention is not None or _holds_name(tree, kid))
    if not found and noun.dep == "conj" and head is not None and head.is_noun and head.mention is None:
        return _same(tree, head)
    return tuple(found)


def _beside(tree: Tree, head: Token, noun: Token) -> Token:
    """What one noun behind a row explains, though the parser hangs it on the first of the row: "A and B, a maker of" tells of B."""
    if noun.tag != "NN":
        return head
    row = [token for token in together(tree, (head,), across=False) if head.i < token.i < noun.i and token.mention is not None]
    return row[-1] if row and tree.head(noun) is head else head


def _holds_name(tree: Tree, noun: Token) -> bool:
    """Whether a noun only tells the kind of the name right behind it: "its customer, the operator X"."""
    return noun.is_noun and any(kid.mention is not None and kid.i == noun.i + 1 for kid in tree.children(noun, "appos"))


def _of_which_some(tree: Tree, noun: Token) -> Token:
    """The word of number above a noun: "some of its customers" are customers."""
    prep = tree.head(noun)
    above = tree.head(prep) if prep is not None and noun.dep == "pobj" and prep.lower in ("of", "among") else None
    return above if above is not None and above.lower in groups().numbers else noun


def _as_what(tree: Tree, preposition: Token) -> tuple[Token, ...]:
    verb = tree.head(preposition)
    if verb is None:
        return ()
    if not verb.is_verb:
        return (verb,) if verb.is_noun else ()
    if preposition.lower == "among" and "be" in lemmas(verb.lower) and preposition.i < verb.i:
        return tree.children(verb, "attr") or subjects(tree, verb)
    return _object(tree, verb) or subjects(tree, verb)


def _beneath(tree: Tree, token: Token) -> tuple[Token, ...]:
    """All that hangs on the trigger and follows it, for long lists, which parsers seldom get right; no other clauses."""
    others = [
        kid
        for kid in tree.children(token, "conj", "parataxis", "ccomp")
        if kid.is_verb and any(one.is_noun for one in tree.children(kid, "nsubj", "nsubjpass"))
    ]
    apart = {kid.i for other in others for kid in tree.below(other)}
    return tuple(kid for kid in tree.below(token) if kid.i > token.i and kid.mention is not None and kid.i not in apart)


def _listing(tree: Tree, token: Token) -> tuple[Token, ...]:
    """Names behind the trigger that lists give as examples of it, or that only nouns part from it: "films such as A, B and C"."""
    return tuple(kid for kid in _beneath(tree, token) if _is_example(tree, kid, token))


def _is_example(tree: Tree, name: Token, of: Token) -> bool:
    for above in tree.above(name):
        if above.i == of.i:
            return True
        if above.is_verb and above.lower != "including":
            return False
        if above.dep in ("prep", "agent") and above.lower not in ("as", "including", "like", "namely"):
            return False
    return False


def _around(tree: Tree, token: Token) -> tuple[Token, ...]:
    """What a value may be a value of, likeliest first: the words it hangs on, and their subjects, owners and objects."""
    found: dict[int, Token] = {}
    for above in tree.above(token):
        near = [above, *tree.children(above, "poss"), *_prepositional(tree, above, ("of", "on"))]
        if above.is_verb:
            near = [
                above,
                *_subject(tree, above),
                *_object(tree, above),
                *subjects(tree, above),
                *_prepositional(tree, above, ("of", "on")),
            ]
        else:
            near.extend(_same(tree, above))
        for kid in near:
            if kid.i != token.i:
                found.setdefault(kid.i, kid)
        if above.is_verb and above.dep in ("relcl", "ccomp", "ROOT"):
            break
    return tuple(found.values())


def _clause(tree: Tree, token: Token) -> tuple[Token, ...]:
    """All words of the clause that the trigger stands in, its subordinate clauses included."""
    top = token
    for above in tree.above(token):
        if (top.is_verb and top.dep in ("relcl", "acl", "ccomp", "advcl", "ROOT", "parataxis")) or (
            top.dep == "conj" and top.is_verb
        ):
            break
        top = above
    return tuple(tree.below(top))


def _prepositional(tree: Tree, token: Token, names: tuple[str, ...]) -> tuple[Token, ...]:
    """Objects of prepositions that belong to a word, wherever the parser has hung them."""
    found = under(tree, token, names)
    if not found and token.is_verb:
        for kid in tree.children(token, "dobj", "attr", "nsubjpass", "oprd", "npadvmod"):
            found = found or under(tree, kid, names)
        for kid in tree.children(token, "prep", "agent", "dative"):
            for deeper in tree.children(kid, "pobj", "prep"):
                found = found or under(tree, deeper, names)
    elif not found:
        for kid in tree.children(token, "prep"):
            for deeper in tree.children(kid, "pobj"):
                found = found or under(tree, deeper, names)
    if not found and not token.is_verb:
        verb = governor(tree, token)
        found = tuple(kid for kid in under(tree, verb, names) if kid.i > token.i) if verb is not None else ()
    return tuple(end for end in found if not _tells_seat(tree, end, token))


def _tells_seat(tree: Tree, end: Token, trigger: Token) -> bool:
    """Whether words before a verb only say where somebody is at home: "Based in A, it serves B"."""
    return end.i < trigger.i and any(above.lower in groups().seats for above in tree.above(end) if above.i < trigger.i)


_BARE = frozenset({"nearby", "here", "verb", "head", "clause", "sentence"})
"""Steps after which coordination is not spread."""

STEPS: Mapping[str, Callable[[Tree, Token], tuple[Token, ...]]] = {
    "subj": _subject,
    "obj": _object,
    "iobj": lambda tree, token: tree.children(token, "dative"),
    "gram": subjects,
    "comp": _complement,
    "same": _same,
    "poss": lambda tree, token: tree.children(token, "poss"),
    "mod": lambda tree, token: tree.children(token, "compound", "nmod", "amod", "npadvmod"),
    "appos": lambda tree, token: tree.children(token, "appos"),
    "gsubj": governing_subjects,
    "gobj": lambda tree, token: _object(tree, verb) if (verb := governor(tree, token)) is not None else (),
    "verb": lambda tree, token: (verb,) if (verb := governor(tree, token)) is not None else (),
    "head": lambda tree, token: (head,) if (head := tree.head(token)) is not None else (),
    "here": lambda tree, token: (token,),
    "aux": lambda tree, token: tree.children(token, "auxpass"),
    "adverb": lambda tree, token: tree.children(token, "prt", "advmod", "prep"),
    "aim": lambda tree, token: tuple(kid for kid in tree.children(token, "advcl", "xcomp") if kid.tag == "VB"),
    "rel": lambda tree, token: tuple(kid for kid in tree.children(token, "relcl", "acl") if kid.is_verb),
    "beside": lambda tree, token: tuple(
        other
        for other in (*tree.children(token, "conj"), tree.head(token))
        if other is not None and other.is_verb and "conj" in (other.dep, token.dep)
    ),
    "pobj": lambda tree, token: tree.children(token, "pobj"),
    "nearby": _around,
    "beneath": _beneath,
    "listing": _listing,
    "clause": _clause,
    "sentence": lambda tree, token: tree.tokens,
}
"""Steps of a path by name: `aim` is the infinitive of purpose, `gram` the grammatical, `subj` the logical subject; `same` what a
noun is equated with, `beside` a verb coordinated to a verb, `listing` what is listed as an example of it."""


@lru_cache(maxsize=2_000)
def _ways(path: str) -> tuple[tuple[str, ...], ...]:
    """The steps of each way of a path."""
    return tuple(tuple(way.split(".")) for way in path.split("|"))


def follow(tree: Tree, token: Token, path: str) -> tuple[Token, ...]:
    """Where a path leads from a token: heads of phrases, coordination spread out; the first alternative that leads anywhere."""
    for way in _ways(path):
        reached: tuple[Token, ...] = (token,)
        for step in way:
            if not reached:
                break
            ends = [end for start in reached for end in _step(tree, start, step)]
            alone = step in _BARE or (step == "same" and any(start.dep == "appos" and start.tag == "NN" for start in reached))
            reached = tuple(ends) if alone else _spread(tree, reached, step, ends)
        if reached:
            return reached
    return ()


def _spread(tree: Tree, starts: tuple[Token, ...], step: str, ends: list[Token]) -> tuple[Token, ...]:
    """What a step leads to with what is coordinated to it; what stands behind a describing clause is no part of what the clause
    describes ("A, which runs to B, and C")."""
    found = together(tree, ends, across=step != "same")
    clauses = [start.i for start in starts if start.is_verb and start.dep in ("relcl", "acl")]
    if step not in ("gram", "subj", "obj") or not clauses or any(end.i > clauses[0] for end in ends):
        return found
    return tuple(token for token in found if token.i < clauses[0])


def _step(tree: Tree, token: Token, step: str) -> tuple[Token, ...]:
    if step in STEPS:
        return STEPS[step](tree, token)
    return _prepositional(tree, token, (step,))
