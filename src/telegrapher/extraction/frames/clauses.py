"""Subjects, governors and voice of verbs: what a clause leaves unsaid because its neighbour says it."""

from __future__ import annotations

from collections.abc import Iterator

from telegrapher.extraction.frames.frame import groups
from telegrapher.extraction.syntax import Token, Tree

__all__ = ["RELATIVE", "antecedents", "governing_subjects", "governor", "is_passive", "owners", "subjects", "under"]

RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
"""Relative pronouns."""


def is_passive(tree: Tree, verb: Token) -> bool:
    """Whether the verb's grammatical subject undergoes it ("was chosen", "the platform chosen by")."""
    if tree.children(verb, "auxpass", "nsubjpass"):
        return True
    if tree.children(verb, "nsubj", "aux", "dobj"):
        return False
    if verb.dep == "acl" or (verb.dep == "advcl" and not tree.children(verb, "mark")):
        return verb.tag == "VBN" or (verb.tag == "VBD" and bool(tree.children(verb, "agent")))
    head = tree.head(verb)
    return verb.dep == "conj" and verb.tag in ("VBN", "VBD") and head is not None and head.is_verb and is_passive(tree, head)


def subjects(tree: Tree, verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Grammatical subjects of a verb: its own, or those that it shares with the verb or noun it hangs on."""
    own = tree.children(verb, "nsubj", "nsubjpass")
    if own and own[0].mention is None and own[0].lower in groups().several and verb.dep in ("ccomp", "advcl") and depth < 8:
        head = tree.head(verb)
        return (subjects(tree, head, depth + 1) if head is not None and head.is_verb else ()) or own
    if own:
        return antecedents(tree, verb, own) if own[0].lower in RELATIVE and own[0].mention is None else own
    head = tree.head(verb)
    return () if head is None or depth > 8 else _shared_subjects(tree, verb, head, depth)


def _shared_subjects(tree: Tree, verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    if verb.dep in ("acl", "relcl") and not head.is_verb:
        return _of_modifier(tree, verb, head, depth)
    if verb.dep == "pcomp":
        return _of_gerund(tree, head, depth)
    if verb.dep == "conj" and head.tag.startswith("JJ"):
        noun = tree.head(head)
        return (noun,) if noun is not None and noun.is_noun else ()
    if not (head.is_verb or head.tag == "MD"):
        return _of_adjective(tree, verb, head, depth)
    if verb.dep == "xcomp" and not is_passive(tree, head):
        return tree.children(head, "dobj") or subjects(tree, head, depth + 1)
    shared = verb.dep in ("xcomp", "ccomp", "advcl", "conj", "dep", "acomp")
    return subjects(tree, head, depth + 1) if shared else ()


def _of_modifier(tree: Tree, verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if any(kid.lower == "to" for kid in tree.children(verb, "aux")) and noun.mention is None:
        giving = governor(tree, noun)
        given = tree.children(giving, "dative") if giving is not None and noun.dep == "dobj" else ()
        receivers = tuple(end for kid in given for end in (tree.children(kid, "pobj") or (kid,)))
        return owners(tree, noun) or receivers or governing_subjects(tree, noun, depth + 1)
    return (noun,)


def _of_gerund(tree: Tree, preposition: Token, depth: int) -> tuple[Token, ...]:
    head = tree.head(preposition)
    if head is None:
        return ()
    if head.is_verb:
        return subjects(tree, head, depth + 1)
    return owners(tree, head) or governing_subjects(tree, head, depth + 1)


def _of_adjective(tree: Tree, verb: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """Subject of a verb under an adjective: "is able to use", "ready to deploy"."""
    above = tree.head(head)
    if verb.dep in ("xcomp", "ccomp", "advcl") and head.dep in ("acomp", "oprd") and above is not None and above.is_verb:
        return subjects(tree, above, depth + 1)
    return ()


def antecedents(tree: Tree, verb: Token, own: tuple[Token, ...]) -> tuple[Token, ...]:
    """The noun behind a relative pronoun."""
    clause: Token | None = verb
    while clause is not None and clause.dep in ("conj", "xcomp", "ccomp"):
        clause = tree.head(clause)
    head = tree.head(clause) if clause is not None else None
    head = _measured(tree, head) if head is not None else None
    return (head,) if head is not None and clause is not None and clause.dep == "relcl" else own


def _measured(tree: Tree, noun: Token) -> Token:
    """What a measure is the measure of: "a network of 900 miles that reaches ..." tells of the network."""
    preposition = tree.head(noun)
    if noun.lower not in groups().units or noun.dep != "pobj" or preposition is None or preposition.lower not in ("of", "with"):
        return noun
    above = tree.head(preposition)
    return above if above is not None and above.is_noun else noun


def owners(tree: Tree, noun: Token) -> tuple[Token, ...]:
    """Whose a noun is."""
    return tree.children(noun, "poss")


def governor(tree: Tree, noun: Token) -> Token | None:
    """The verb that a noun serves as object, complement or prepositional object."""
    head = tree.head(noun)
    while head is not None and noun.dep in ("conj", "appos", "pobj", "prep", "compound") and not head.is_verb:
        noun, head = head, tree.head(head)
    return (
        head
        if head is not None and head.is_verb and noun.dep in ("dobj", "attr", "prep", "oprd", "nsubjpass", "nsubj", "agent")
        else None
    )


def governing_subjects(tree: Tree, noun: Token, depth: int = 0) -> tuple[Token, ...]:
    """Logical subjects of the verb that a noun serves."""
    verb = governor(tree, noun)
    if verb is None or noun.dep == "nsubj":
        return ()
    if noun.dep == "nsubjpass":
        return under(tree, verb, ("by",))
    if is_passive(tree, verb) and noun.dep != "attr":
        return under(tree, verb, ("by",)) or subjects(tree, verb, depth)
    return subjects(tree, verb, depth)


def under(tree: Tree, token: Token, names: tuple[str, ...]) -> tuple[Token, ...]:
    """Objects of the prepositions that hang on a word, those of chains ("from A to B") included."""
    asked = ("under", token.i)
    if asked not in tree.notes:
        tree.notes[asked] = tuple(_prepositions(tree, token)) if tree.kids[token.i] else ()
    told: tuple[_Prepositional, ...] = tree.notes[asked]
    return tuple([end for name, ends in told if name in names for end in ends])


_Prepositional = tuple[str, tuple[Token, ...]]
"""A preposition in lower case, and its objects."""


def _prepositions(tree: Tree, token: Token) -> Iterator[_Prepositional]:
    """The prepositions that hang on a word, those of chains included, each with its objects."""
    for kid in tree.children(token, "prep", "agent", "dative", "advmod", "mark", "cc", "dep"):
        yield kid.lower, _relative_head(tree, token, tree.children(kid, "pobj", "pcomp") or _taken_for_subject(tree, kid))
        if kid.dep == "prep":
            yield from _prepositions(tree, kid)
            for also in _more(tree, kid):
                yield also.lower, tree.children(also, "pobj")


def _more(tree: Tree, preposition: Token) -> tuple[Token, ...]:
    """Prepositions coordinated to one: "across A and into B", wherever the parser has hung the second."""
    ends = tree.children(preposition, "pobj")
    return (*tree.children(preposition, "conj"), *(kid for end in ends for kid in tree.children(end, "conj") if kid.tag == "IN"))


def _taken_for_subject(tree: Tree, preposition: Token) -> tuple[Token, ...]:
    """What follows a preposition, where the parser made it the subject of the infinitive behind it: "works with X to build"."""
    for token in tree.tokens[preposition.i + 1 : preposition.i + 8]:
        if token.dep == "nsubj" and token.mention is not None and next(tree.below(token)).i == preposition.i + 1:
            verb = tree.head(token)
            infinitive = verb is not None and verb.i > token.i and any(kid.lower == "to" for kid in tree.children(verb, "aux"))
            return (token,) if infinitive and not tree.children(preposition) else ()
    return ()


def _relative_head(tree: Tree, verb: Token, objects: tuple[Token, ...]) -> tuple[Token, ...]:
    """The noun behind "on which"."""
    head = tree.head(verb)
    while verb.dep == "conj" and head is not None:
        verb, head = head, tree.head(head)
    if objects and objects[0].lower in RELATIVE and verb.dep == "relcl" and head is not None:
        return (head,)
    return objects
