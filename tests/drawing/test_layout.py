"""Positions: the same for the same graph, apart, and together where there are edges."""

from __future__ import annotations

import numpy as np
import pytest

from telegrapher.drawing.layout import layout


def ring(count: int) -> np.ndarray:
    return np.array([(i, (i + 1) % count) for i in range(count)])


@pytest.mark.parametrize("count", [0, 1, 2, 40, 900])
def test_every_node_gets_a_place_of_its_own(count: int) -> None:
    edges = ring(count) if count > 1 else np.zeros((0, 2), dtype=int)
    places = layout(count, edges, np.full(count, 60.0))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert len({tuple(place) for place in places.round(3)}) == count


def test_same_input_same_places() -> None:
    one, two = (layout(120, ring(120), np.full(120, 60.0)) for _ in range(2))
    assert (one == two).all()


def test_neighbours_are_nearer_than_others() -> None:
    edges = ring(60)
    places = layout(60, edges, np.full(60, 60.0))
    near = np.linalg.norm(places[edges[:, 0]] - places[edges[:, 1]], axis=1).mean()
    far = np.linalg.norm(places[:, None] - places[None, :], axis=2).mean()
    assert near < far / 3


def test_labels_do_not_lie_on_each_other() -> None:
    count = 80
    edges = np.array([(0, i) for i in range(1, count)])
    widths = np.full(count, 120.0)
    places = layout(count, edges, widths)
    across = np.abs(places[:, None] - places[None, :])
    hit = (across[:, :, 0] < 100) & (across[:, :, 1] < 30)
    assert hit.sum() - count <= 0.05 * count


def test_parts_do_not_overlap() -> None:
    edges = np.array([(0, 1), (1, 2), (3, 4), (4, 5)])
    places = layout(7, edges, np.full(7, 50.0))
    one, two = places[:3], places[3:6]
    apart = (one.max(axis=0) < two.min(axis=0)) | (two.max(axis=0) < one.min(axis=0))
    assert apart.any()


def test_nodes_of_a_large_part_do_not_lie_on_each_other_nor_in_columns() -> None:
    count = 1500
    rng = np.random.default_rng(3)
    tree = np.column_stack([np.arange(1, count), (rng.random(count - 1) * np.arange(1, count) ** 0.8).astype(int)])
    places = layout(count, np.vstack([tree, rng.integers(0, count, (1000, 2))]), np.full(count, 80.0))
    apart = np.linalg.norm(places[:, None] - places[None, :], axis=2)
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > 15
    nearest = places[apart.argmin(axis=1)] - places
    upright = np.abs(nearest[:, 0]) < 0.1 * np.abs(nearest[:, 1])
    assert upright.mean() < 0.15  # 0.063 where no direction is preferred
