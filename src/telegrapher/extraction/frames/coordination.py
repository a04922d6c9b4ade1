"""What stands in one row with a word: "A, B and C", however the parser has hung it."""

from __future__ import annotations

from collections.abc import Iterable

from telegrapher.extraction.frames.frame import groups
from telegrapher.extraction.frames.lists import rest_of_list
from telegrapher.extraction.syntax import Token, Tree

__all__ = ["together"]


_ALONG = frozenset(row.split()[0] for row in groups().along)


def together(tree: Tree, tokens: Iterable[Token], *, across: bool = True) -> tuple[Token, ...]:
    """Tokens with those coordinated to them ("A, B and C"), each once, in order of the text.

    Args:
        across: whether names count that the parser has coordinated to a word between ("A, a maker of D, and B").
    """
    found: dict[int, Token] = {}
    stack = list(tokens)
    while stack:
        token = stack.pop()
        if token.i not in found:
            found[token.i] = token
            if token.mention is not None or tree.kids[token.i]:
                stack.extend(one for one in _joined(tree, token, across) if not _of_another_row(tree, token, one))
    return tuple([found[i] for i in sorted(found)]) if len(found) > 1 else tuple(found.values())


def _of_another_row(tree: Tree, token: Token, other: Token) -> bool:
    """Whether a semicolon parts two persons, each told with a post: "Ann Lee, head of A; Bob Roe, head of B"."""
    if token.mention is None or token.mention.type != "Person":
        return False
    first, last = sorted((token.i, other.i))
    return any(between.text == ";" for between in tree.tokens[first + 1 : last])


def _joined(tree: Tree, token: Token, across: bool) -> list[Token]:
    """Tokens coordinated to one; remembered, as every role asks again."""
    asked = ("across" if across else "joined", token.i)
    if asked not in tree.notes:
        closed = _closes_apposition(tree, token)
        joined = [] if closed else [kid for kid in tree.children(token, "conj") if kid.is_noun or not token.is_noun]
        joined += _misread_list(tree, token)
        joined += _across(tree, token) if across else ()
        joined += rest_of_list(tree, token)
        joined += _along(tree, token)
        tree.notes[asked] = joined
    found: list[Token] = tree.notes[asked]
    return found


def _along(tree: Tree, token: Token) -> list[Token]:
    """The name that words behind one join to it: "A as well as B", and in commas "A, together with B, has"."""
    if token.mention is None or token.i + 3 >= len(tree.tokens):
        return []
    at = token.i + 1 + (tree.tokens[token.i + 1].text == ",")
    if tree.tokens[at].lower not in _ALONG:
        return []
    words = [one.lower for one in tree.tokens[at : at + 3]]
    lead = next((row for row in map(str.split, groups().along) if words[: len(row)] == row), [])
    at += len(lead) + (bool(lead) and at + len(lead) < len(tree.tokens) and tree.tokens[at + len(lead)].lower == "the")
    if not lead or at >= len(tree.tokens) or not _alike(token, tree.tokens[at]):
        return []
    closed = lead[-1] == "as" or at + 1 == len(tree.tokens) or tree.tokens[at + 1].text in (",", ".", ";")
    return [tree.tokens[at]] if closed else []


def _misread_list(tree: Tree, token: Token) -> list[Token]:
    """Later names of a list that the parser took for an apposition: "A, B and C" with B under A."""
    if token.mention is None:
        return []
    kids = tree.children(token, "appos")
    return [k for k in kids if k.mention is not None and k.mention.type == token.mention.type and tree.children(k, "conj", "cc")]


def _closes_apposition(tree: Tree, token: Token) -> bool:
    """Whether a comma behind a token ends what explains a name, so that "and" joins to that name: "A, a unit of B, and C"."""
    head = tree.head(token)
    if token.dep != "pobj" or head is None or (noun := tree.head(head)) is None or noun.dep != "appos":
        return False
    joints, joined = tree.children(token, "cc"), tree.children(token, "conj")
    if len(joints) != 1 or len(joined) != 1 or joints[0].i < 1 or tree.tokens[joints[0].i - 1].text != ",":
        return False
    name = tree.head(noun)
    return name is not None and (name.mention is not None) and _alike(name, joined[0])


def _across(tree: Tree, token: Token) -> list[Token]:
    """Names of the same kind that the parser has hung on a word between: "A, a maker of D, and B", "the A line of D and B"."""
    name = _bearer(tree, token)
    found = _explained(tree, token) if token.mention is None else []
    if name is None:
        return found
    kids = tree.children(token, "appos")
    ends = tuple(end for kid in tree.children(token, "prep") for end in tree.children(kid, "pobj"))
    for between in (*(kid for kid in kids if kid.mention is None), *(end for end in ends if not _alike(name, end))):
        for kid in tree.children(between, "conj"):
            other = _bearer(tree, kid)
            if other is not None and _alike(name, other):
                found.append(kid)
    return found


def _explained(tree: Tree, token: Token) -> list[Token]:
    """Nouns coordinated to the name that explains a noun: "the operator A and the company B"."""
    names = [kid for kid in tree.children(token, "appos") if kid.mention is not None] if token.is_noun else []
    return [
        other
        for name in names
        for other in tree.children(name, "conj")
        if other.is_noun and (_alike(name, other) or any(_alike(name, kid) for kid in tree.children(other, "appos")))
    ]


def _bearer(tree: Tree, token: Token) -> Token | None:
    """The name that a token is, or carries before it: "the X line"."""
    if token.mention is not None:
        return token
    return next((kid for kid in tree.children(token, "compound", "nmod") if kid.mention is not None), None)


def _alike(token: Token, other: Token) -> bool:
    """Whether two tokens name things of one kind, the roles of organisations taken together."""
    if token.mention is None or other.mention is None:
        return False
    bodies = groups().types["Organization"]
    return token.mention.type == other.mention.type or {token.mention.type, other.mention.type} <= bodies
