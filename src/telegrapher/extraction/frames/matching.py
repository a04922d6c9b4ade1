"""Frames met with sentences: which triggers stand in them, what fills the roles, and which drafts follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import product

from telegrapher.extraction import modality
from telegrapher.extraction.frames.frame import Frame, Saying, frames
from telegrapher.extraction.frames.needs import Triggers, likely_of, nameable, triggers_of
from telegrapher.extraction.frames.roles import Fill, Filler, Reader
from telegrapher.extraction.page import SILENT, Page
from telegrapher.extraction.syntax import Token, Tree, parse
from telegrapher.model import Draft, Mention, Refusal
from telegrapher.vocabulary import vocabulary

__all__ = ["fill_roles", "read_sentences", "triggered"]


def read_sentences(page: Page, chosen: Sequence[Frame] | None = None) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
    """What the sentences of a page say, by frames.

    Args:
        page: with mentions, references resolved.
        chosen: frames to read with; all that ship with the package by default.

    Returns:
        Drafts in order of the text, and the drafts that modality refused.
    """
    used = tuple(chosen) if chosen is not None else frames()
    triggers = triggers_of(used)
    hopeful = {s.span: found for s in page.sentences if s.zone not in SILENT and (found := likely_of(page, s, triggers))}
    drafts: list[Draft] = []
    refused: list[Refusal] = []
    for tree in parse(page, [sentence for sentence in page.sentences if sentence.span in hopeful]):
        for draft, reason in _read(Reader(page, tree), hopeful[tree.sentence.span], triggers):
            if reason:
                refused.append(Refusal(draft, reason))
            else:
                drafts.append(draft)
    return tuple(drafts), tuple(refused)


def _read(reader: Reader, hopeful: Set[Frame], triggers: Triggers) -> Iterator[tuple[Draft, str | None]]:
    for frame, trigger in _met(reader.tree, triggers, hopeful):
        yield from _match(reader, frame, trigger)


def triggered(reader: Reader, chosen: tuple[Frame, ...]) -> Iterator[tuple[Frame, Token, bool]]:
    """The frames whose trigger words stand in a sentence, each with the word, and whether the names there could fill its roles."""
    met = tuple(_met(reader.tree, triggers_of(chosen)))
    possible = nameable(reader.page, reader.tree.sentence, dict.fromkeys(frame for frame, _ in met))
    for frame, token in met:
        yield frame, token, frame in possible


def _met(tree: Tree, triggers: Triggers, hopeful: Set[Frame] | None = None) -> Iterator[tuple[Frame, Token]]:
    """The frames whose triggers stand in a sentence, of the hopeful ones if it is known which are, with the word."""
    for token in tree.tokens:
        if token.mention is None:
            for word, named in triggers.at(token.lower):
                for frame in named:
                    if (hopeful is None or frame in hopeful) and _triggers(frame, token, word):
                        yield frame, token


def _triggers(frame: Frame, token: Token, word: str) -> bool:
    if word in frame.verbs and token.is_verb:
        return True
    if word in frame.nouns and token.tag.startswith("NN"):
        return True
    return word in frame.words


def _match(reader: Reader, frame: Frame, trigger: Token) -> Iterator[tuple[Draft, str | None]]:
    fill, obstacle = fill_roles(reader, frame, trigger)
    if obstacle:
        return
    verdict = modality.judge(reader.tree, trigger, abilities=frame.abilities)
    for saying in frame.says:
        for draft in _drafts(reader, frame, saying, fill, verdict):
            yield draft, None if verdict.mood in dict(frame.moods) else verdict.refusal


def fill_roles(reader: Reader, frame: Frame, trigger: Token) -> tuple[Fill, str]:
    """What fills the roles of a frame at a trigger, and what stands in its way.

    Returns:
        Fillers by role, as far as it came; and an empty text if the frame fires, else `zone`, `unless`, or the name of the role
        or condition that is not met.
    """
    fill: dict[str, tuple[Filler, ...]] = {}
    if frame.zones and reader.tree.sentence.zone not in frame.zones:
        return fill, "zone"
    if any(reader.holds(trigger, role) for role in frame.unless):
        return fill, "unless"
    for role in frame.roles:
        if role.is_condition:
            if not reader.holds(trigger, role) and not role.optional:
                return fill, role.name
            continue
        found = reader.owners(fill.get(role.path[1:], ())) if role.path.startswith("@") else reader.fill(trigger, role)
        if not found and not role.optional:
            return fill, role.name
        fill[role.name] = found
    return fill, ""


def _drafts(reader: Reader, frame: Frame, saying: Saying, fill: Fill, verdict: modality.Verdict) -> Iterator[Draft]:
    qualifiers = _qualifiers(frame, saying, fill, verdict)
    both = _both_ways(fill.get(saying.subject, ()), fill.get(saying.object, ()))
    for subject, end in product(fill.get(saying.subject, ()), fill.get(saying.object, ())):
        if not isinstance(subject, Mention) or (
            isinstance(end, Mention) and {subject.key, end.key} <= both and not vocabulary().relation(saying.predicate).symmetric
        ):
            continue
        if isinstance(end, Mention) and (end.key == subject.key or _on_route_of_another(reader, saying, subject, end)):
            continue
        kept = tuple(
            (k, v)
            for k, v in qualifiers
            if not (
                isinstance(v, Mention) and (v.key in _keys(subject, end) or _belongs_before(v, end, fill.get(saying.object, ())))
            )
        )
        yield Draft(subject, saying.predicate, end, (reader.tree.sentence.span,), frame.name, kept)


def _both_ways(subjects: Iterable[Filler], ends: Iterable[Filler]) -> frozenset[str]:
    """Names that fill both roles, so that each would be the other's customer: "A and B, which are customers"."""
    return frozenset(m.key for m in subjects if isinstance(m, Mention)) & frozenset(m.key for m in ends if isinstance(m, Mention))


def _belongs_before(mention: Mention, end: Filler, ends: Iterable[Filler]) -> bool:
    """Whether what qualifies a statement stands between two of a list, and so belongs to the first: "A from X and B"."""
    if not isinstance(end, Mention) or end.span.start < mention.span.start:
        return False
    return any(isinstance(other, Mention) and other.span.end <= mention.span.start for other in ends)


def _on_route_of_another(reader: Reader, saying: Saying, subject: Mention, end: Mention) -> bool:
    """Whether a place is an end of another cable, named nearer to it: "A from X to Y and B from X to Z", "into B, from X to Z"."""
    if saying.predicate != "connects" or subject.span.end > end.span.start:
        return False
    nearer = [
        token
        for token in reader.tree.tokens
        if token.mention is not None
        and token.mention.key != subject.key
        and subject.span.end <= token.span.start < end.span.start
        and reader.page.type_of(token.mention) == "Cable"
    ]
    if not nearer:
        return False
    between = (token.lower for token in reader.tree.tokens[nearer[-1].i + 1 :] if token.span.end <= end.span.start)
    return not {"from", "between"}.isdisjoint(between)


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
    if mood == "over":
        return "completed" if predicate in modality.rules()["completed_when_past"] else None
    return mood if mood in ("terminated", "completed") else None
