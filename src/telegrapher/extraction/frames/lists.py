"""Lists of names as the text writes them: "A, the French group B, C and D", whatever a parser makes of them."""

from __future__ import annotations

from telegrapher.extraction.syntax import Token, Tree

__all__ = ["rest_of_list"]

_MARKS = frozenset({",", ";", "and", "&", "or", "/"})
_BEFORE_NAMES = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "JJS", "HYPH", "CD"})
_LEAST = 3
"""Members from which on commas make a list: two names with a comma between are as often a name and its owner."""


def rest_of_list(tree: Tree, token: Token) -> tuple[Token, ...]:
    """The later members of the list of names that a token is in; nothing if it is in none."""
    if token.mention is None:
        return ()
    later, joined = _walk(tree, token, 1)
    earlier, _ = _walk(tree, token, -1)
    if not later or len(earlier) + len(later) + 1 < _LEAST or not joined:
        return ()
    return tuple(later)


def _walk(tree: Tree, token: Token, step: int) -> tuple[list[Token], bool]:
    """Members to one side, and whether an "and" (or at least two commas) joins them."""
    members: list[Token] = []
    joined, last = False, token
    while (found := _next(tree, last, step)) is not None:
        member, marks = found
        if step > 0 and _opens_clause(tree, member, token):
            break
        joined = joined or not marks.isdisjoint(("and", "&", "or"))
        members.append(member)
        last = member
    return members, joined or len(members) > 1


def _next(tree: Tree, token: Token, step: int) -> tuple[Token, frozenset[str]] | None:
    """The next name with nothing between but a mark of a list and words that go before a name; with those marks."""
    marks: set[str] = set()
    words, i = 0, token.i + step
    while 0 <= i < len(tree.tokens) and words < 5:
        between = tree.tokens[i]
        if between.mention is not None:
            return (between, frozenset(marks)) if marks else None
        if between.text == ("(" if step > 0 else ")"):
            i = _past_brackets(tree, i, step)
            marks.add("()")
            continue
        if between.lower in _MARKS:
            if step > 0 and words:
                return None
            marks.add(between.lower)
        elif between.tag in _BEFORE_NAMES and (marks or step < 0):
            words += 1
        else:
            return None
        i += step
    return None


def _past_brackets(tree: Tree, i: int, step: int) -> int:
    """The token behind a short bracket that names nothing ("(2009)"); the end of the sentence if it is no such bracket."""
    for j in range(i + step, i + 5 * step, step):
        if not 0 <= j < len(tree.tokens) or tree.tokens[j].mention is not None:
            break
        if tree.tokens[j].text in "()":
            return j + step
    return len(tree.tokens)


def _opens_clause(tree: Tree, member: Token, first: Token) -> bool:
    """Whether a name is the subject of another clause, which then begins here."""
    return member.dep in ("nsubj", "nsubjpass") and member.head != first.head
