"""What fills the roles of a frame in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from telegrapher.extraction.frames.arguments import follow
from telegrapher.extraction.frames.frame import Role
from telegrapher.extraction.frames.literals import values_in
from telegrapher.extraction.frames.phrases import before_head, extent, named, phrase
from telegrapher.extraction.frames.topics import topic
from telegrapher.extraction.page import Page
from telegrapher.extraction.syntax import Token, Tree, lemmas
from telegrapher.model import Literal, Mention

__all__ = ["Fill", "Filler", "Reader"]

Filler = Mention | Literal
Fill = Mapping[str, tuple[Filler, ...]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One sentence being read; remembers what it found, as many frames ask the same of a trigger."""

    page: Page
    tree: Tree
    _filled: dict[tuple[int, str, frozenset[str], bool], tuple[Filler, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _held: dict[tuple[int, str, frozenset[str]], bool] = field(default_factory=dict, compare=False, repr=False)
    _ways: dict[tuple[int, str], tuple[Token, ...]] = field(default_factory=dict, compare=False, repr=False)

    def fill(self, trigger: Token, role: Role) -> tuple[Filler, ...]:
        """What fills a role: the first way that leads to something fit."""
        asked = (trigger.i, role.path, role.kinds, role.first)
        found = self._filled.get(asked)
        if found is None:
            found = self._filled[asked] = self._fill(trigger, role)
        return found

    def _fill(self, trigger: Token, role: Role) -> tuple[Filler, ...]:
        for way in role.path.split("|"):
            if way in ("topic", "before"):
                return topic(self.page, self.tree.sentence, role.kinds, within=way == "topic", at=trigger.start)
            reached = self._follow(trigger, way)
            if way == "beneath" and "Place" in role.kinds:
                reached = tuple(token for token in reached if not self._of_another(trigger, token))
            if not reached:
                continue
            fitting = [(token, f) for token in reached for f in self._fit(token, role)]
            found = tuple(dict.fromkeys(f for token, f in fitting if not self._locates(token, fitting)))
            if role.literal is not None and way == "clause":
                found = tuple(one for one in found if not self._divided(trigger, one))
            if found:
                return found[:1] if role.first else found
        return ()

    def _follow(self, trigger: Token, way: str) -> tuple[Token, ...]:
        asked = (trigger.i, way)
        reached = self._ways.get(asked)
        if reached is None:
            reached = self._ways[asked] = follow(self.tree, trigger, way)
        return reached

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

    def _of_another(self, trigger: Token, place: Token) -> bool:
        """Whether a place is said of another cable that stands between it and the trigger: "into X, from A to B"."""
        between = self.tree.tokens[trigger.i + 1 : place.i]
        cables = [word.i for word in between if word.mention is not None and self.page.type_of(word.mention) == "Cable"]
        if not cables:
            return False
        since = {word.lower for word in self.tree.tokens[cables[-1] + 1 : place.i]}
        return "to" not in since or not since.isdisjoint(("from", "between"))

    def _divided(self, trigger: Token, value: Filler) -> bool:
        """Whether a semicolon stands between a trigger and a value, which then tells of something else."""
        if value.span is None:
            return False
        first, last = sorted((trigger.span, value.span))
        return ";" in self.page.release.text[first.end : last.start]

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
        asked = (trigger.i, role.path, role.kinds)
        if asked not in self._held:
            self._held[asked] = self._holds(trigger, role)
        return self._held[asked]

    def _holds(self, trigger: Token, role: Role) -> bool:
        for way in role.path.split("|"):
            for end in self._follow(trigger, way):
                word = self._plain(end)
                if word and not role.kinds.isdisjoint(lemmas(word)):
                    return True
        return False

    def _plain(self, token: Token) -> str:
        """The word that a token is; the last word of a technique's name, which is a common noun all the same ("dark fibre")."""
        if token.mention is None:
            return token.lower
        return token.mention.text.split()[-1].lower() if self.page.type_of(token.mention) == "Technology" else ""

    def _fit(self, token: Token, role: Role) -> Iterator[Filler]:
        if role.literal is None:
            yield from named(self.page, self.tree, token, role.kinds)
            return
        if role.literal in ("phrase", "title", "modifier"):
            for whole in phrase(self.tree, token, self.page, title=role.literal == "title"):
                yield from [whole] if role.literal != "modifier" else before_head(self.page, whole, token)
            return
        wide = role.path.endswith(("clause", "sentence", "beneath"))
        span = extent(self.tree, token, 0 if wide else 6)
        for value in values_in(self.page, self.tree.sentence):
            if value.kind == role.literal and span.overlaps(value.span):
                yield Literal(value.text, value.span)
