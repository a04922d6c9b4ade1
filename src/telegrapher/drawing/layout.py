"""Where nodes stand: a force layout in numpy, so that the page needs no physics.

Springs along edges, repulsion between all nodes of a part (exact up to `EXACT` nodes, sampled above), parts packed in rows,
then label boxes pushed apart. After T. Fruchterman and E. Reingold, "Graph Drawing by Force-directed Placement" (1991);
the sampled repulsion keeps 5,000 nodes near a second where networkx needs forty.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["layout"]

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

EXACT = 700
ITERATIONS = 180
SAMPLES = 10
NESTED = 60
SPRING = 92.0
"""Wanted length of an edge, in pixels at zoom 1."""
APART = 58.0
"""Least distance of two nodes of a large part, in pixels at zoom 1."""


def layout(count: int, edges: Pairs, widths: Points, *, seed: int = 1) -> Points:
    """Positions of `count` nodes, in pixels around the origin; the same for the same input.

    Args:
        count: number of nodes.
        edges: array of shape (m, 2) with node numbers; direction and repetition do not matter.
        widths: array of shape (count,) with the width of each node's label in pixels.
        seed: of the random start.

    Returns:
        Array of shape (count, 2).
    """
    if count == 0:
        return np.zeros((0, 2))
    pairs = np.unique(np.sort(edges.reshape(-1, 2), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    part = _parts(count, pairs)
    placed = np.zeros((count, 2))
    boxes: list[tuple[NDArray[np.int64], Points]] = []
    for label in np.unique(part):
        members = np.flatnonzero(part == label)
        inside = pairs[part[pairs[:, 0]] == label]
        local = np.searchsorted(members, inside)
        points = _force(len(members), local, np.random.default_rng(seed + len(members)))
        boxes.append((members, _separate(points, widths[members]) if len(members) <= EXACT else _spread(points)))
    _pack(placed, boxes, widths)
    centred: Points = placed - placed.mean(axis=0)
    return centred


def _parts(count: int, pairs: Pairs) -> NDArray[np.int64]:
    """Connected parts: each node gets the smallest node number that it can reach."""
    label = np.arange(count)
    while True:
        low = np.minimum(label[pairs[:, 0]], label[pairs[:, 1]])
        fresh = label.copy()
        np.minimum.at(fresh, pairs[:, 0], low)
        np.minimum.at(fresh, pairs[:, 1], low)
        fresh = fresh[fresh]
        if np.array_equal(fresh, label):
            return label
        label = fresh


def _force(count: int, pairs: Pairs, rng: np.random.Generator) -> Points:
    """One connected part, edges near `SPRING` long."""
    points = rng.normal(size=(count, 2)) * np.sqrt(count)
    if count == 1:
        return np.zeros((1, 2))
    degree = np.bincount(pairs.ravel(), minlength=count).astype(float)
    pull = 1.0 / np.maximum(1.0, np.sqrt(np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]])))[:, None]
    for step in range(ITERATIONS):
        reach = np.sqrt(count) * 0.35 * (1 - step / ITERATIONS) ** 1.4 + 0.01
        move = _repel(points, rng) - points * 0.012
        across = points[pairs[:, 0]] - points[pairs[:, 1]]
        spring = across * np.linalg.norm(across, axis=1, keepdims=True) * pull
        for axis in (0, 1):
            move[:, axis] -= np.bincount(pairs[:, 0], spring[:, axis], count)
            move[:, axis] += np.bincount(pairs[:, 1], spring[:, axis], count)
        length = np.linalg.norm(move, axis=1, keepdims=True) + 1e-9
        points = points + move / length * np.minimum(length, reach)
    edge = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    # Crowded parts get longer edges, or their labels would have no room.
    wanted = SPRING * (1 + len(pairs) / count / 3)
    scaled: Points = points * (wanted / max(float(np.median(edge)), 1e-6))
    return scaled


def _repel(points: Points, rng: np.random.Generator) -> Points:
    """Push of every node by all others: exact for small parts, by samples and crowded cells for large ones."""
    count = len(points)
    if count <= EXACT:
        across = points[:, None, :] - points[None, :, :]
        square = (across**2).sum(axis=2) + 0.01
        exact: Points = (across / square[:, :, None]).sum(axis=1)
        return exact
    move = np.zeros_like(points)
    for _ in range(SAMPLES):
        across = points - points[rng.permutation(count)]
        move += across / ((across**2).sum(axis=1)[:, None] + 0.01) * (count / SAMPLES) * 0.12
    # Cells start elsewhere each time, or nodes would gather in stripes along their borders.
    cell = np.floor(points / 2.0 + rng.random(2)).astype(np.int64)
    _, inverse, crowd = np.unique(cell[:, 0] * 1_000_003 + cell[:, 1], return_inverse=True, return_counts=True)
    middle = np.stack([np.bincount(inverse, points[:, axis]) / crowd for axis in (0, 1)], axis=1)
    across = points - middle[inverse]
    near: Points = across / ((across**2).sum(axis=1)[:, None] + 0.01) * np.minimum(crowd[inverse], 40)[:, None] * 0.5
    return move + near


def _separate(points: Points, widths: Points, height: float = 46.0, rounds: int = 120) -> Points:
    """Labels of a small part pushed apart where their boxes overlap, along the axis that needs the smaller move."""
    placed = points * _stretch(points, widths, height)
    left, right = (side.astype(np.int64) for side in np.triu_indices(len(points), 1))
    for _ in range(rounds if len(points) > 1 else 0):
        across = placed[right] - placed[left]
        deep = np.stack([(widths[left] + widths[right]) / 2 + 12 - np.abs(across[:, 0]), height - np.abs(across[:, 1])], axis=1)
        hit = (deep > 0).all(axis=1)
        if not hit.any():
            break
        axis = (deep[hit, 1] < deep[hit, 0]).astype(int)
        rows = np.arange(int(hit.sum()))
        away = np.where(across[hit][rows, axis] >= 0, 1.0, -1.0) * deep[hit][rows, axis] * 0.3
        np.add.at(placed, (right[hit], axis), away)
        np.subtract.at(placed, (left[hit], axis), away)
    return placed


def _spread(points: Points, rounds: int = 300) -> Points:
    """Nodes of a large part pushed apart in all directions: it is read zoomed in, and boxes would stack it in columns."""
    placed = points.copy()
    for turn in range(rounds):
        if turn % 6 == 0:
            left, right = _neighbours(placed)
        across = placed[right] - placed[left]
        length = np.sqrt((across**2).sum(axis=1)) + 1e-9
        hit = length < APART
        if not hit.any():
            break
        away = across[hit] * ((APART - length[hit]) / length[hit] * 0.35)[:, None]
        for axis in (0, 1):
            placed[:, axis] += np.bincount(right[hit], away[:, axis], len(placed)) - np.bincount(
                left[hit], away[:, axis], len(placed)
            )
    return placed


def _stretch(points: Points, widths: Points, height: float) -> float:
    """How much larger the part must be for its labels to find room at all: twice their area."""
    wide, high = np.maximum(points.max(axis=0) - points.min(axis=0), 1.0)
    needed = 2.0 * float(((widths + 12) * height).sum())
    return max(1.0, float(np.sqrt(needed / (wide * high)))) if len(points) > 2 else 1.0


def _neighbours(placed: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of a large part that may be too close: those in the same or in touching cells of a grid."""
    cell = np.floor(placed / APART).astype(np.int64)
    cell -= cell.min(axis=0)
    columns = int(cell[:, 0].max()) + 3
    number = cell[:, 1] * columns + cell[:, 0]
    order = np.argsort(number, kind="stable")
    ranked = number[order]
    found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for shift in (0, 1, columns - 1, columns, columns + 1):
        low, high = np.searchsorted(ranked, ranked + shift), np.searchsorted(ranked, ranked + shift, side="right")
        start = np.maximum(low, np.arange(len(order)) + 1) if shift == 0 else low
        sizes = np.maximum(high - start, 0)
        first = np.repeat(np.arange(len(order)), sizes)
        offset = np.arange(len(first)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        found.append((order[first], order[np.repeat(start, sizes) + offset]))
    return np.concatenate([left for left, _ in found]), np.concatenate([right for _, right in found])


def _pack(placed: Points, boxes: list[tuple[NDArray[np.int64], Points]], widths: Points, margin: float = 50.0) -> None:
    """Parts side by side, largest first: each where it makes the whole grow least in a frame a little wider than high."""
    sized = []
    for members, points in boxes:
        half = widths[members] / 2
        low = np.array([(points[:, 0] - half).min(), points[:, 1].min() - 22])
        high = np.array([(points[:, 0] + half).max(), points[:, 1].max() + 22])
        sized.append((high - low + margin, members, points - low))
    sized.sort(key=lambda item: (-item[0][0] * item[0][1], item[1][0]))
    taken = np.zeros((0, 4))  # left, top, right, bottom
    for size, members, points in sized[:NESTED]:
        corner = _corner(taken, size)
        taken = np.vstack([taken, [*corner, *(corner + size)]])
        placed[members] = points + corner
    _rows(placed, sized[NESTED:], taken)


def _corner(taken: Points, size: Points) -> Points:
    """The free place that keeps the frame smallest, among those at the edges of what is there."""
    best, least = np.zeros(2), (np.inf, np.inf, np.inf)
    for x in np.unique(np.append(taken[:, 2], 0.0)):
        for y in np.unique(np.append(taken[:, 3], 0.0)):
            right, bottom = x + size[0], y + size[1]
            if ((taken[:, 0] < right) & (x < taken[:, 2]) & (taken[:, 1] < bottom) & (y < taken[:, 3])).any():
                continue
            wide, high = max(right, *taken[:, 2], 0.0), max(bottom, *taken[:, 3], 0.0)
            cost = (max(wide / 1.2, high), y, x)
            if cost < least:
                best, least = np.array([x, y]), cost
    return best


def _rows(placed: Points, sized: list[tuple[Points, NDArray[np.int64], Points]], taken: Points) -> None:
    """The many small parts that are left, in rows below the others."""
    limit = max(taken[:, 2], default=0.0)
    x, y, row = 0.0, max(taken[:, 3], default=0.0), 0.0
    for size, members, points in sized:
        if x and x + size[0] > limit:
            x, y, row = 0.0, y + row, 0.0
        placed[members] = points + np.array([x, y])
        x += float(size[0])
        row = max(row, float(size[1]))
