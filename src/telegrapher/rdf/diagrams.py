"""Drawings of the vocabulary: which kinds of things are related by what, and which kinds belong to which."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from telegrapher.vocabulary import Relation, Vocabulary

__all__ = ["relation_map", "type_tree"]

_VALUE: Final = "a value"
"""Stands for texts, numbers and dates on the right side."""
_WIDTH: Final = 780
_ROW: Final = 23
_TOP: Final = 34
_BOX: Final = (132, 28)
_NAME: Final = 168
_HUES: Final = (210, 25, 140, 275, 50, 180, 330, 95, 245, 0, 165, 300)


@dataclass(frozen=True, slots=True)
class _Side:
    """The boxes of one side: kind to height of its middle, and where lines begin."""

    heights: Mapping[str, float]
    left: float
    edge: float


def relation_map(terms: Vocabulary) -> str:
    """Kinds of subjects on the left, relations in the middle, kinds of objects on the right, as SVG; each relation in one line."""
    ends = {one.name: (one.domain, one.range or (_VALUE,)) for one in terms.relations.values()}
    starts = _order(terms, (domain for domain, _ in ends.values()))
    stops = _order(terms, (found for _, found in ends.values()))
    rank = {name: number for number, name in enumerate((*starts, *stops))}

    def place(name: str) -> tuple[float, float, str]:
        domain, found = ends[name]
        return (sum(map(starts.index, domain)) / len(domain), sum(map(stops.index, found)) / len(found), name)

    lines = {name: _TOP + _ROW * (number + 0.5) for number, name in enumerate(sorted(ends, key=place))}
    height = _TOP + _ROW * len(lines) + 10
    left = _Side(_heights(starts, {name: ends[name][0] for name in lines}, lines, height), 0, _BOX[0])
    right = _Side(_heights(stops, {name: ends[name][1] for name in lines}, lines, height), _WIDTH - _BOX[0], _WIDTH - _BOX[0])
    middle = ((_WIDTH - _NAME) / 2, (_WIDTH + _NAME) / 2)
    curves = [_curve(left, start, middle[0], lines[name], rank[start]) for name in lines for start in ends[name][0]]
    curves += [_curve(right, stop, middle[1], lines[name], rank[stop]) for name in lines for stop in ends[name][1]]
    names = [_named(name, y, terms.relations[name]) for name, y in lines.items()]
    boxes = [_box(kind, side, y) for side in (left, right) for kind, y in side.heights.items()]
    heads = [_head(_BOX[0] / 2, "who or what"), _head(_WIDTH / 2, "relation"), _head(_WIDTH - _BOX[0] / 2, "to whom or what")]
    return (
        f'<svg viewBox="-2 0 {_WIDTH + 4} {height:.0f}" role="img" aria-label="Kinds of things and the relations between them">'
        f"{''.join(curves)}{''.join(names)}{''.join(boxes)}{''.join(heads)}</svg>"
    )


def _order(terms: Vocabulary, sides: Iterable[Sequence[str]]) -> list[str]:
    """The kinds of one side in a fixed order: documents and people first, infrastructure and places last."""
    used = {kind for side in sides for kind in side}
    wanted = [
        "Release",
        "Person",
        "Award",
        "Organization",
        "Product",
        "Service",
        "Technology",
        "Network",
        "Cable",
        "Facility",
        "Place",
    ]
    others = sorted(used.difference(wanted))
    return [kind for kind in (*wanted, *others) if kind in used] or sorted(terms.types)


def _heights(
    kinds: Sequence[str], ends: Mapping[str, Sequence[str]], lines: Mapping[str, float], height: float
) -> dict[str, float]:
    """Each box at the middle of its relations, pushed down where boxes would touch, then up where they leave the drawing."""
    gap = _BOX[1] + 12
    wanted = {kind: [y for name, y in lines.items() if kind in ends[name]] for kind in kinds}
    ordered = sorted(kinds, key=lambda kind: (sum(wanted[kind]) / len(wanted[kind]), kind))
    found: dict[str, float] = {}
    low = float(_TOP + _BOX[1] / 2)
    for kind in ordered:
        found[kind] = max(low, sum(wanted[kind]) / len(wanted[kind]))
        low = found[kind] + gap
    high = height - _BOX[1] / 2 - 6
    for kind in reversed(ordered):
        found[kind] = min(found[kind], high)
        high = found[kind] - gap
    return found


def _curve(side: _Side, kind: str, x: float, y: float, rank: int) -> str:
    at, bend = side.heights[kind], (side.edge + x) / 2
    path = f"M{side.edge:.0f} {at:.1f} C{bend:.0f} {at:.1f} {bend:.0f} {y:.1f} {x:.0f} {y:.1f}"
    return f'<path d="{path}" style="stroke:hsl({_HUES[rank % len(_HUES)]} 55% 58%)"/>'


def _named(name: str, y: float, relation: Relation) -> str:
    title = html.escape(relation.definition)
    return (
        f'<a href="#{name}"><title>{title}</title>'
        f'<text x="{_WIDTH / 2:.0f}" y="{y + 4.5:.1f}" text-anchor="middle">{name}</text></a>'
    )


def _box(kind: str, side: _Side, y: float) -> str:
    frame = f'<rect x="{side.left:.0f}" y="{y - _BOX[1] / 2:.1f}" width="{_BOX[0]}" height="{_BOX[1]}" rx="6"/>'
    text = f'<text x="{side.left + _BOX[0] / 2:.0f}" y="{y + 5:.1f}" text-anchor="middle">{kind}</text>'
    return frame + (text if kind == _VALUE else f'<a href="#{kind}">{text}</a>')


def _head(x: float, words: str) -> str:
    return f'<text x="{x:.0f}" y="14" text-anchor="middle" class="small">{words}</text>'


def type_tree(terms: Vocabulary) -> str:
    """The types as a nested list, sub-types below their type."""
    return f'<ul class="tree">{"".join(_branch(terms, name) for name, kind in terms.types.items() if not kind.parents)}</ul>'


def _branch(terms: Vocabulary, name: str) -> str:
    below = "".join(_branch(terms, other) for other, kind in terms.types.items() if name in kind.parents)
    return f'<li><a href="#{name}">{name}</a>{f"<ul>{below}</ul>" if below else ""}</li>'
