"""The names and phrases that a word of a sentence stands for."""

from __future__ import annotations

from collections.abc import Iterator

from telegrapher.extraction.frames.coordination import together
from telegrapher.extraction.frames.frame import groups
from telegrapher.extraction.page import Page
from telegrapher.extraction.syntax import Token, Tree, lemmas
from telegrapher.model import Found, Literal, Mention, Span

__all__ = ["before_head", "extent", "named", "phrase"]

_WIDE = frozenset({"Award", "Cable", "Network", "Product"})
"""Types whose names may follow "of" after a noun that carries them: "the title of", "the first segment of"."""


def extent(tree: Tree, token: Token, width: int) -> Span:
    """The words that hang on a token, up to `width` tokens to either side; the token alone if that is 0."""
    if not width:
        return token.span
    near = [kid for kid in tree.below(token) if abs(kid.i - token.i) <= width]
    return Span(near[0].span.start, near[-1].span.end)


def phrase(tree: Tree, token: Token, page: Page, *, title: bool) -> Iterator[Literal]:
    """A noun phrase as text, without article; a title with "of" and what follows, up to the first name."""
    first = last = token.i
    words = [kid for kid in tree.below(token) if kid.dep != "punct"]
    while (
        first - 1 in {kid.i for kid in words}
        and tree.tokens[first - 1].tag not in ("DT", "PRP$", "POS")
        and not _breaks(tree, first - 1)
    ):
        first -= 1
    if tree.tokens[token.i].lower.strip(".") in groups().legal_forms:
        first = _before_comma(tree, first)
    if title:
        inside = {kid.i for kid in tree.below(token)}
        while last + 1 in inside and not _ends_title(tree, last + 1):
            last += 1
    while last > token.i and (tree.tokens[last].tag in ("IN", "CC", "DT", ",") or tree.tokens[last].dep in ("prep", "punct")):
        last -= 1
    span = Span(tree.tokens[first].span.start, tree.tokens[last].span.end)
    yield Literal(page.release.quote(span), span)


def _before_comma(tree: Tree, first: int) -> int:
    """First token of the name to which a legal form belongs: "Tel Holdings, Inc.", "Tel Holdings (Europe) NV"."""
    start = first - 1 if first and tree.tokens[first - 1].text == "," else first
    if start > len("(x)") and tree.tokens[start - 1].text == ")" and tree.tokens[start - len("(x)")].text == "(":
        start -= len("(x)")
    while start and _is_own_word(tree.tokens[start - 1]):
        start -= 1
    return start


def _is_own_word(token: Token) -> bool:
    return token.mention is None and (token.tag.startswith("NNP") or token.text != token.lower)


def _following(page: Page, tree: Tree, token: Token, kinds: frozenset[str]) -> list[Mention]:
    """The name right after a noun that stands for it, left loose by the parser: "into submarine cables X"."""
    if token.tag == "NNS" and (chain := _chain(page, tree, token, kinds)):
        return chain
    after = tree.tokens[token.i + 1 : token.i + 2]
    words = lemmas(token.lower)
    near = [m for part in together(tree, after) for m in _fitting(page, part, kinds)] if token.is_noun else []
    return [m for m in near if any(groups().carries(words, kind) for kind in page.kinds_of(m) & kinds)]


def _chain(page: Page, tree: Tree, token: Token, kinds: frozenset[str]) -> list[Mention]:
    """Names in a row after a plural that stands for them, each with its route: "cables: A, from X to Y, and B"."""
    words = lemmas(token.lower)
    found: list[Mention] = []
    for i in range(token.i + 1, len(tree.tokens)):
        part = tree.tokens[i]
        fitting = [m for m in _fitting(page, part, kinds) if groups().carries(words, page.type_of(m))]
        found += fitting
        if fitting or (not found and i == token.i + 1 and part.lower in groups().leading):
            continue
        if not found or not (_is_place(page, part) or part.lower in groups().route or part.tag in ("-LRB-", "-RRB-")):
            break
    return found if len({m.key for m in found}) > 1 else []


def _is_place(page: Page, token: Token) -> bool:
    return token.mention is not None and page.type_of(token.mention) == "Place"


def before_head(page: Page, whole: Literal, head: Token) -> Iterator[Literal]:
    """What stands before the head of a phrase: "Wholesale Innovation" of "Wholesale Innovation category"."""
    if whole.span is not None and whole.span.start < head.span.start - 1:
        span = Span(whole.span.start, head.span.start - 1)
        yield Literal(page.release.quote(span).strip(), span)


def _breaks(tree: Tree, i: int) -> bool:
    return tree.tokens[i].mention is not None or tree.tokens[i].tag in (",", "IN", ":")


def _ends_title(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.mention is not None or token.lower in ("at", "in", "with", "who", "which", "that") or token.tag == ","


def named(page: Page, tree: Tree, token: Token, kinds: frozenset[str], depth: int = 0) -> Iterator[Mention]:
    """The names that a phrase means, given the types that would fit: the head itself, or a name that the head carries."""
    mention = token.mention
    if mention is not None:
        if not page.kinds_of(mention).isdisjoint(kinds):
            yield mention
            return
        if depth or mention.found is not Found.REFERENCE:
            yield from (m for kid in tree.children(token, "appos") for m in _fitting(page, kid, kinds))
            return
    if depth > 3:
        return
    for way in (_apposed_to, _beside, _carried, _following):
        found = way(page, tree, token, kinds)
        if found:
            yield from found
            return
    yield from _below_preposition(page, tree, token, kinds, depth)


def _apposed_to(page: Page, tree: Tree, token: Token, kinds: frozenset[str]) -> list[Mention]:
    """The name that a noun explains: "X, a cable ..."."""
    head = tree.head(token)
    return list(_fitting(page, head, kinds)) if token.dep == "appos" and head is not None else []


def _beside(page: Page, tree: Tree, token: Token, kinds: frozenset[str]) -> list[Mention]:
    """Names that explain a noun: "its supplier, X"."""
    return [m for kid in tree.children(token, "appos") for part in together(tree, [kid]) for m in _fitting(page, part, kinds)]


def _carried(page: Page, tree: Tree, token: Token, kinds: frozenset[str]) -> list[Mention]:
    """Names before a noun that stands for them: "the X platform"."""
    words = lemmas(token.lower)
    kids = tree.children(token, "compound", "nmod", "amod", "nummod", "npadvmod")
    near = [m for kid in kids for part in together(tree, [kid]) for m in _fitting(page, part, kinds)]
    return [m for m in near if any(groups().carries(words, kind) for kind in page.kinds_of(m) & kinds)]


def _fitting(page: Page, token: Token, kinds: frozenset[str]) -> Iterator[Mention]:
    if token.mention is not None and not page.kinds_of(token.mention).isdisjoint(kinds):
        yield token.mention


def _below_preposition(page: Page, tree: Tree, token: Token, kinds: frozenset[str], depth: int) -> Iterator[Mention]:
    """Names behind "family of", "such as", "including", "called"."""
    words = lemmas(token.lower)
    through = not words.isdisjoint(groups().through_of) or any(groups().carries(words, kind) for kind in kinds & _WIDE)
    for kid in tree.children(token, "prep", "acl", "relcl"):
        called = kid.dep == "acl" and kid.lower in groups().called
        if called or kid.lower in groups().opening or (kid.lower == "of" and through):
            ends = tree.children(kid, "pobj", "oprd", "dobj", "attr")
            ends += tuple(e for p in tree.children(kid, "prep") for e in tree.children(p, "pobj"))
            for end in together(tree, ends):
                yield from named(page, tree, end, kinds, depth + 1)
