"""What the language model makes of a word by itself, computed once for each word and not at each of its places.

A model of spaCy's shape looks up six features of a word in tables of vectors, multiplies all by one matrix and only then looks at
the neighbours. The tables are multiplied here once and for all, so that a word is a sum of rows: the same to the last bit
whichever words stand beside it, which makes it fit to be remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

__all__ = ["Words", "encode_together", "remember_words"]

MOST = 20_000
"""Words kept, of half a kilobyte each; then the memory starts anew."""

_Array = np.ndarray[Any, Any]


class Words:
    """The vectors of words, each computed when it is first met.

    Args:
        embed: features, their tables, the matrix with its norm.
    """

    def __init__(self, embed: Any) -> None:
        self._features = embed.layers[0]
        self._columns = tuple(column for column in embed.layers[2].walk() if column.name == "ints-getitem")
        self._mix, self._norm = (next(m for m in embed.layers[3].walk() if m.name == name) for name in ("maxout", "layernorm"))
        matrix = self._mix.get_param("W").reshape(-1, self._mix.get_dim("nI"))
        tables = [table for table in embed.layers[2].walk() if table.name == "hashembed"]
        parts = np.split(matrix, np.cumsum([table.get_dim("nO") for table in tables])[:-1], axis=1)
        self._tables = tuple(_multiplied(table, part) for table, part in zip(tables, parts, strict=True))
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._known: _Array = np.empty((0, self._mix.get_dim("nO")), dtype="float32")

    def vectors(self, documents: Sequence[Any]) -> list[_Array]:
        """For each document an array of one row per word."""
        if len(self._rows) > MOST:
            self._forget()
        features = self._features.predict(documents)
        keys = [[row.tobytes() for row in one] for one in features]
        fresh: dict[bytes, _Array] = {}
        for of, one in zip(keys, features, strict=True):
            fresh.update((key, row) for key, row in zip(of, one, strict=True) if key not in self._rows)
        if fresh:
            self._learn(fresh)
        return [self._known[[self._rows[key] for key in of]] for of in keys]

    def _learn(self, fresh: dict[bytes, _Array]) -> None:
        """Adds words; room for them grows by doubling."""
        first, end = len(self._rows), len(self._rows) + len(fresh)
        if end > len(self._known):
            self._known = np.concatenate([self._known[:first], np.empty((end, self._known.shape[1]), dtype="float32")])
        self._known[first:end] = self._computed(np.stack(list(fresh.values())))
        self._rows.update((key, number) for number, key in enumerate(fresh, start=first))

    def _computed(self, features: _Array) -> _Array:
        total = self._mix.get_param("b").reshape(1, -1)
        for column, table in zip(self._columns, self._tables, strict=True):
            total = total + table.predict(column.predict(features))
        best, _ = self._mix.ops.maxout(total.reshape(len(features), self._mix.get_dim("nO"), self._mix.get_dim("nP")))
        normed: _Array = self._norm.predict(best)
        return normed


def _multiplied(table: Any, matrix: _Array) -> Any:
    """A table of vectors whose rows are those of another, multiplied."""
    from thinc.api import HashEmbed

    made: Any = HashEmbed(len(matrix), table.get_dim("nV"), seed=table.attrs["seed"])
    made.set_param("E", table.get_param("E") @ matrix.T)
    return made


def remember_words(tok2vec: Any) -> None:
    """Has a model remember what it computes for a word by itself.

    Args:
        tok2vec: of spaCy's shape; changed, and for use only: it can no longer be trained.
    """
    from thinc.api import Model

    words = Words(tok2vec.layers[0])

    def forward(_: Any, documents: Sequence[Any], is_train: bool) -> tuple[list[_Array], Any]:
        if is_train:
            raise NotImplementedError("a model that remembers words is for use only")
        return words.vectors(documents), None

    tok2vec.layers[0] = Model("remembered", forward)


class _Row(NamedTuple):
    """The numbers of one layer that looks at neighbours: a matrix with its bias, of so many pieces, and how the best are scaled."""

    matrix: _Array
    bias: _Array
    pieces: int
    scale: _Array
    shift: _Array


def encode_together(model: Any) -> None:
    """Has the layers that look at the neighbours of words computed in one go: the same numbers in the same order as before, to the
    last bit, with less copied between.

    Args:
        model: any of a pipeline; layers of another shape than spaCy's small models have are left as they are. Changed, and for use
            only: it can no longer be trained.
    """
    for node in list(model.walk()):
        for place, layer in enumerate(node.layers):
            if layer.name.startswith("with_array(residual(expand_window") and (rows := _rows(layer)):
                node.layers[place] = _together(layer, rows)


def _rows(layer: Any) -> tuple[_Row, ...]:
    """The layers in a layer, first to last; none, if they are of another shape."""
    found: dict[str, list[Any]] = {name: [] for name in ("expand_window", "maxout", "layernorm")}
    for part in layer.walk(order="dfs_pre"):
        if part.name in found:
            found[part.name].append(part)
    windows, mixes, norms = found.values()
    if any(window.attrs["window_size"] != 1 for window in windows) or not len(windows) == len(mixes) == len(norms):
        return ()
    return tuple(
        _Row(
            mix.get_param("W").reshape(-1, mix.get_dim("nI")),
            mix.get_param("b").reshape(-1),
            mix.get_dim("nP"),
            norm.get_param("G"),
            norm.get_param("b"),
        )
        for mix, norm in zip(mixes, norms, strict=True)
    )


def _together(layer: Any, rows: tuple[_Row, ...]) -> Any:
    from thinc.api import Model

    ops, pad = layer.ops, layer.attrs["pad"]

    def forward(_: Any, arrays: Sequence[_Array], is_train: bool) -> tuple[list[_Array], Any]:
        if is_train:
            raise NotImplementedError("a model that encodes words together is for use only")
        flat: _Array = ops.flatten(arrays, pad=pad)
        for row in rows:
            flat = flat + _looked_around(flat, row)
        return ops.unflatten(flat, ops.asarray1i([len(one) for one in arrays]), pad=pad), None

    return Model("encoded", forward, dims={"nO": layer.maybe_get_dim("nO")})


def _looked_around(flat: _Array, row: _Row) -> _Array:
    """What a layer makes of each word and its two neighbours, brought to one scale."""
    count, width = flat.shape
    wide = np.zeros((count, 3 * width), dtype=flat.dtype)
    wide[1:, :width], wide[:, width:-width], wide[:-1, -width:] = flat[:-1], flat, flat[1:]
    mixed = wide @ row.matrix.T
    mixed += row.bias
    best = mixed[:, 0 :: row.pieces]
    for piece in range(1, row.pieces):
        best = np.maximum(best, mixed[:, piece :: row.pieces])
    apart: _Array = best - best.mean(axis=1, keepdims=True)
    spread = (apart * apart).mean(axis=1, keepdims=True) + 1e-08
    apart *= spread ** (-1.0 / 2.0)
    apart *= row.scale
    apart += row.shift
    return apart
