"""What the words of a sentence set off: the frames that met, and what stood in the way of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from telegrapher.explaining.values import Try
from telegrapher.explaining.words import origin, words
from telegrapher.extraction.frames.frame import Frame, Role, frames, groups
from telegrapher.extraction.frames.literals import values_in
from telegrapher.extraction.frames.matching import fill_roles, triggered
from telegrapher.extraction.frames.roles import Fill, Reader
from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.syntax import Token, parse
from telegrapher.model import Mention, Span

__all__ = ["tries"]


def tries(page: Page, sentences: Iterable[Sentence], proposed: Set[tuple[str, Span]]) -> Mapping[Span, tuple[Try, ...]]:
    """The frames that words of these sentences set off, by the span of the sentence.

    Args:
        page: as it was in the end.
        sentences: those to look at.
        proposed: rules that proposed or were refused something when the page was read, each with the sentence.

    Returns:
        Those that met come first, then those that came furthest; a sentence that could not be parsed (without a word, or far
        too long) has no entry.
    """
    chosen = frames()
    found: dict[Span, tuple[Try, ...]] = {}
    for tree in parse(page, sentences):
        reader = Reader(page, tree)
        tried = [_try(reader, frame, trigger, possible, proposed) for frame, trigger, possible in triggered(reader, chosen)]
        found[tree.sentence.span] = tuple(sorted(dict.fromkeys(tried), key=_rank))
    return found


def _rank(one: Try) -> tuple[bool, bool, int, int, Span, str]:
    """What met first, then what came furthest; of equals, those of long words, which tell more than "of" and "is"."""
    return bool(one.obstacle), not one.near, -len(one.filled), -len(one.word), one.span, one.rule


def _try(reader: Reader, frame: Frame, trigger: Token, possible: bool, proposed: Set[tuple[str, Span]]) -> Try:
    fill: Fill = {}
    near = False
    if possible:
        fill, name = fill_roles(reader, frame, trigger)
        obstacle = _in_words(reader, frame, trigger, name) if name else ""
    else:
        obstacle, near = _unfit(reader, frame)
    filled = tuple((role, ", ".join(_shown(filler) for filler in fillers)) for role, fillers in fill.items() if fillers)
    silent = not obstacle and (frame.name, reader.tree.sentence.span) not in proposed
    alike = silent and not any(True for _ in _pairs(frame, fill))
    if silent and not alike:
        obstacle = words()["obstacles"]["late"]
    return Try(frame.name, origin(frame.name), trigger.text, trigger.span, filled, obstacle, near or bool(filled), alike)


def _shown(filler: object) -> str:
    return filler.text if isinstance(filler, Mention) else str(getattr(filler, "value", filler))


def _pairs(frame: Frame, fill: Fill) -> Iterator[tuple[object, object]]:
    """Two different ends that a saying of the frame can put together."""
    for saying in frame.says:
        for subject in fill.get(saying.subject, ()):
            for end in fill.get(saying.object, ()):
                if isinstance(subject, Mention) and not (isinstance(end, Mention) and end.key == subject.key):
                    yield subject, end


def _in_words(reader: Reader, frame: Frame, trigger: Token, name: str) -> str:
    """What stands in the way of a frame, in words."""
    told: Mapping[str, str] = words()["obstacles"]
    if name == "zone":
        return told["zone"].format(zone=reader.tree.sentence.zone)
    if name == "unless":
        held = next(role for role in frame.unless if reader.holds(trigger, role))
        return told["unless"].format(role=f"{held.path} {_kinds(held)}")
    role = next(role for role in frame.roles if role.name == name)
    return told["condition" if role.is_condition else "role"].format(name=name, kinds=_kinds(role))


def _unfit(reader: Reader, frame: Frame) -> tuple[str, bool]:
    """What a frame asks for that the sentence does not name at all, in words; and whether that is all that it lacks of several."""
    told: Mapping[str, str] = words()["obstacles"]
    here = {reader.page.type_of(mention) for mention in reader.page.mentions_in(reader.tree.sentence.span)}
    here |= {f"#{value.kind}" for value in values_in(reader.page, reader.tree.sentence)} | {"#phrase", "#title"}
    needed = [role for role in frame.roles if not (role.optional or role.is_condition or _leads_out(role))]
    missing = [role for role in needed if role.kinds.isdisjoint(here)]
    if not missing:
        return told["few"], False
    return told["names"].format(kinds=_kinds(missing[0])), len(missing) == 1 < len(needed)


def _leads_out(role: Role) -> bool:
    """Whether a role is filled from another role, or from before the sentence."""
    return role.path.startswith("@") or not {"topic", "before"}.isdisjoint(role.path.split("|"))


def _kinds(role: Role) -> str:
    """What a role asks for: the name of a group where it is one, else its types, values or words."""
    for name, types in groups().types.items():
        if types == role.kinds:
            return name
    return ", ".join(sorted(kind.removeprefix("#") for kind in role.kinds))
