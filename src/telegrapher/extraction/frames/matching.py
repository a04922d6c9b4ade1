"""Frames met with sentences: which triggers stand in them, what fills the roles, and which drafts follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from telegrapher.extraction import modality
from telegrapher.extraction.frames.arguments import follow, together
from telegrapher.extraction.frames.frame import Frame, Role, Saying, frames, groups
from telegrapher.extraction.frames.literals import Value, values_in
from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.syntax import Token, Tree, lemmas, parse
from telegrapher.model import Draft, Found, Literal, Mention, Refusal, Span, ZoneKind

__all__ = ["read_sentences", "worth_parsing"]

SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT})
"""Zones whose sentences are not read."""

_WIDE = frozenset({"Award", "Cable", "Network", "Product"})
"""Types whose names may follow "of" after a noun that carries them: "the title of", "the first segment of"."""

_BETWEEN_WORDS = re.compile(r"[-,.;:()\"“”–—]")

Filler = Mention | Literal
Fill = Mapping[str, tuple[Filler, ...]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sentence being read."""

    page: Page
    tree: Tree
    values: tuple[Value, ...]

    def fill(self, trigger: Token, role: Role) -> tuple[Filler, ...]:
        """What fills a role: the first way that leads to something fit."""
        for way in role.path.split("|"):
            if way == "topic":
                return self._topic(role)
            reached = follow(self.tree, trigger, way)
            fitting = [(token, f) for token in reached for f in self._fit(token, role)]
            found = tuple(dict.fromkeys(f for token, f in fitting if not self._locates(token, fitting)))
            if found:
                return found[:1] if role.first else found
        return ()

    def _topic(self, role: Role) -> tuple[Filler, ...]:
        """What the text was about just before: the only thing of these types in the sentence, else the last one named before it."""
        page, span = self.page, self.tree.sentence.span
        here = {m.key: m for m in page.mentions_in(span) if page.type_of(m) in role.kinds}
        if here:
            return tuple(here.values()) if len(here) == 1 else ()
        index = page.sentences.index(self.tree.sentence)
        for sentence in reversed(page.sentences[max(0, index - 3) : index]):
            found = [m for m in page.mentions_in(sentence.span) if page.type_of(m) in role.kinds]
            if found:
                return (found[0],) if len({m.key for m in found}) == 1 else ()
        return ()

    def owners(self, things: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Whose the described networks are that fill another role."""
        found: list[Filler] = []
        for thing in things:
            if isinstance(thing, Mention):
                for name, key in self.page.referents[thing.key].hints:
                    if name == "owner" and key in self.page.referents:
                        near = [m for m in self.page.mentions_in(self.tree.sentence.span) if m.key == key]
                        found.append(near[0] if near else replace(thing, key=key, type=self.page.referents[key].type))
        return tuple(found)

    def _locates(self, token: Token, fitting: Sequence[tuple[Token, Filler]]) -> bool:
        """Whether a place only says where another one lies: "Batangas in the Philippines", "Denver, Colorado"."""
        if token.mention is None or self.page.type_of(token.mention) != "Place":
            return False
        others = {other.i for other, _ in fitting}
        before = token.i - 1
        while before > 0 and self.tree.tokens[before].tag in ("DT", "IN") and self.tree.tokens[before].lower in ("in", "the"):
            before -= 1
        if before < token.i - 1 and self.tree.tokens[token.i - 1].lower in ("in", "the") and before in others:
            return any(word.lower == "in" for word in self.tree.tokens[before : token.i])
        return token.dep in ("appos", "npadvmod") and token.head in others and not self.tree.children(token, "conj", "cc")

    def holds(self, trigger: Token, role: Role) -> bool:
        """Whether a condition is met: a word, or a name of a type, at the end of the path."""
        if not role.is_condition:
            return bool(self.fill(trigger, role))
        ends = (end for way in role.path.split("|") for end in follow(self.tree, trigger, way))
        return any(role.kinds & lemmas(end.lower) for end in ends if end.mention is None)

    def _fit(self, token: Token, role: Role) -> Iterator[Filler]:
        if role.literal is None:
            yield from named(self.page, self.tree, token, role.kinds)
            return
        if role.literal in ("phrase", "title"):
            yield from _phrase(self.tree, token, self.page, title=role.literal == "title")
            return
        wide = role.path.endswith(("clause", "sentence", "beneath"))
        span = _extent(self.tree, token, 0 if wide else 6)
        for value in self.values:
            if value.kind == role.literal and span.overlaps(value.span):
                yield Literal(value.text, value.span)


def _extent(tree: Tree, token: Token, width: int) -> Span:
    if not width:
        return token.span
    near = [kid for kid in tree.below(token) if abs(kid.i - token.i) <= width]
    return Span(near[0].span.start, near[-1].span.end)


def _phrase(tree: Tree, token: Token, page: Page, *, title: bool) -> Iterator[Filler]:
    """A noun phrase as text, without article; a title with "of" and what follows, up to the first name."""
    first = last = token.i
    words = [kid for kid in tree.below(token) if kid.dep != "punct"]
    while first - 1 in {kid.i for kid in words} and tree.tokens[first - 1].tag not in ("DT", "PRP$", "POS") and not _breaks(tree, first - 1):
        first -= 1
    if title:
        inside = {kid.i for kid in tree.below(token)}
        while last + 1 in inside and not _ends_title(tree, last + 1):
            last += 1
    while last > token.i and (tree.tokens[last].tag in ("IN", "CC", "DT", ",") or tree.tokens[last].dep in ("prep", "punct")):
        last -= 1
    span = Span(tree.tokens[first].span.start, tree.tokens[last].span.end)
    yield Literal(page.release.quote(span), span)


def _breaks(tree: Tree, i: int) -> bool:
    return tree.tokens[i].mention is not None or tree.tokens[i].tag in (",", "IN", ":")


def _ends_title(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.mention is not None or token.lower in ("at", "in", "with", "who", "which", "that") or token.tag == ","


def named(page: Page, tree: Tree, token: Token, kinds: frozenset[str], depth: int = 0) -> Iterator[Mention]:
    """The names that a phrase means, given the types that would fit: the head itself, or a name that the head carries."""
    if token.mention is not None:
        if page.type_of(token.mention) in kinds:
            yield token.mention
            return
        if depth or token.mention.found is not Found.REFERENCE:
            yield from (m for k in tree.children(token, "appos") for m in _fitting(page, k, kinds))
            return
    if depth > 3:
        return
    known, words = groups(), lemmas(token.lower)
    head = tree.head(token)
    found: list[Mention] = list(_fitting(page, head, kinds)) if token.dep == "appos" and head is not None else []
    if found:
        yield from found
        return
    for kid in tree.children(token, "appos"):
        found.extend(m for part in together(tree, [kid]) for m in _fitting(page, part, kinds))
    if not found:
        for kid in tree.children(token, "compound", "nmod", "amod", "nummod", "npadvmod"):
            for part in together(tree, [kid]):
                found.extend(m for m in _fitting(page, part, kinds) if known.carries(words, page.type_of(m)))
    if not found:
        found.extend(_below_preposition(page, tree, token, kinds, depth))
    yield from found


def _fitting(page: Page, token: Token, kinds: frozenset[str]) -> Iterator[Mention]:
    if token.mention is not None and page.type_of(token.mention) in kinds:
        yield token.mention


def _below_preposition(page: Page, tree: Tree, token: Token, kinds: frozenset[str], depth: int) -> Iterator[Mention]:
    """Names behind "family of", "such as", "including", "called"."""
    words = lemmas(token.lower)
    for kid in tree.children(token, "prep", "acl", "relcl"):
        opens = (
            (kid.lower == "of" and (not words.isdisjoint(groups().through_of) or any(groups().carries(words, kind) for kind in kinds & _WIDE)))
            or kid.lower in ("including", "like", "as", "namely")
            or (kid.dep == "acl" and kid.lower in ("called", "named", "dubbed", "known", "consisting", "comprising"))
        )
        if opens:
            ends = tree.children(kid, "pobj", "oprd", "dobj", "attr")
            ends += tuple(e for p in tree.children(kid, "prep") for e in tree.children(p, "pobj"))
            for end in together(tree, ends):
                yield from named(page, tree, end, kinds, depth + 1)


@lru_cache(maxsize=8)
def _index(chosen: tuple[Frame, ...]) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for frame in chosen:
        for word in sorted(frame.triggers):
            found.setdefault(word, []).append(frame)
    return {word: tuple(fs) for word, fs in found.items()}


def worth_parsing(page: Page, sentence: Sentence, chosen: tuple[Frame, ...]) -> bool:
    """Whether a sentence can yield anything: it is prose, names two things or a thing and a value, and holds a trigger."""
    if sentence.zone in SILENT:
        return False
    mentions = page.mentions_in(sentence.span)
    index = _index(chosen)
    met = {word for form in _word_list(page.release.quote(sentence.span)) for word in lemmas(form) if word in index}
    if len(mentions) > 1 or not met or (mentions and values_in(page, sentence)):
        return bool(met)
    if not mentions and not values_in(page, sentence):
        return False
    return any(role.literal == "phrase" or "topic" in role.path for word in sorted(met) for frame in index[word] for role in frame.roles)


def _word_list(text: str) -> list[str]:
    return _BETWEEN_WORDS.sub(" ", text.lower().replace("’", "'").replace("'s", " 's ").replace("s' ", "s 's ")).split()


def read_sentences(
    page: Page, chosen: Sequence[Frame] | None = None, trees: Iterable[Tree] | None = None
) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
    """What the sentences of a page say, by frames.

    Args:
        page: with mentions, references resolved.
        chosen: frames to read with; all that ship with the package by default.
        trees: parsed sentences, if somebody has them already.

    Returns:
        Drafts in order of the text, and the drafts that modality refused.
    """
    used = tuple(chosen) if chosen is not None else frames()
    if trees is None:
        trees = parse(page, [s for s in page.sentences if worth_parsing(page, s, used)])
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    for tree in trees:
        reader = _Reader(page, tree, values_in(page, tree.sentence))
        for draft, reason in _read(reader, _index(used)):
            if reason:
                refused.append(Refusal(draft, reason))
            else:
                drafts.append(draft)
    return tuple(drafts), tuple(refused)


def _read(reader: _Reader, index: Mapping[str, tuple[Frame, ...]]) -> Iterator[tuple[Draft, str | None]]:
    for token in reader.tree.tokens:
        if token.mention is not None:
            continue
        for word in sorted(lemmas(token.lower)):
            for frame in index.get(word, ()):
                if _triggers(frame, token, word):
                    yield from _match(reader, frame, token)


def _triggers(frame: Frame, token: Token, word: str) -> bool:
    if word in frame.verbs and token.is_verb:
        return True
    if word in frame.nouns and token.tag.startswith("NN"):
        return True
    return word in frame.words


def _match(reader: _Reader, frame: Frame, trigger: Token) -> Iterator[tuple[Draft, str | None]]:
    if frame.zones and reader.tree.sentence.zone not in frame.zones:
        return
    if any(reader.holds(trigger, role) for role in frame.unless):
        return
    fill: dict[str, tuple[Filler, ...]] = {}
    for role in frame.roles:
        if role.is_condition:
            if not reader.holds(trigger, role) and not role.optional:
                return
            continue
        found = reader.owners(fill.get(role.path[1:], ())) if role.path.startswith("@") else reader.fill(trigger, role)
        if not found and not role.optional:
            return
        fill[role.name] = found
    verdict = modality.judge(reader.tree, trigger, abilities=frame.abilities)
    for saying in frame.says:
        for draft in _drafts(reader, frame, saying, fill, verdict):
            yield draft, None if verdict.mood in dict(frame.moods) else verdict.refusal


def _drafts(reader: _Reader, frame: Frame, saying: Saying, fill: Fill, verdict: modality.Verdict) -> Iterator[Draft]:
    qualifiers = _qualifiers(frame, saying, fill, verdict)
    for subject, end in product(fill.get(saying.subject, ()), fill.get(saying.object, ())):
        if not isinstance(subject, Mention):
            continue
        if isinstance(end, Mention) and end.key == subject.key:
            continue
        kept = tuple((k, v) for k, v in qualifiers if not (isinstance(v, Mention) and v.key in _keys(subject, end)))
        yield Draft(subject, saying.predicate, end, (reader.tree.sentence.span,), frame.name, kept)


def _keys(subject: Mention, end: Filler) -> tuple[str, ...]:
    return (subject.key, end.key) if isinstance(end, Mention) else (subject.key,)


def _qualifiers(frame: Frame, saying: Saying, fill: Fill, verdict: modality.Verdict) -> tuple[tuple[str, Mention | str], ...]:
    found: dict[str, Mention | str] = {}
    for name, value in saying.qualifiers:
        if value in fill:
            for filler in fill[value][:1]:
                found[name] = filler if isinstance(filler, Mention) else filler.value
        elif not value.startswith("@"):
            found[name] = value
    status = dict(frame.moods).get(verdict.mood) or _status(saying.predicate, verdict.mood)
    if status:
        found["status"] = status
    return tuple(sorted(found.items()))


def _status(predicate: str, mood: str) -> str | None:
    if mood == "planned":
        return "announced" if predicate in modality.rules()["announced"] else "planned"
    return mood if mood in ("terminated", "completed") else None
