"""JSON files of a folder, bounded, and fields of them with the form they must have; what is broken is said in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from telegrapher.errors import InputError

__all__ = ["entries_of", "json_files", "text_of"]


def json_files(path: Path, largest: int) -> Iterator[tuple[str, Any]]:
    """Every JSON file at or under a path, in order of name: where it is, and what it holds.

    Raises:
        InputError: no such file or folder, or a file that is no JSON, nests too deep, or is larger than `largest` bytes.
    """
    if not path.exists():
        raise InputError("no such file or folder", where=str(path))
    files = sorted(one for one in path.rglob("*.json") if one.is_file()) if path.is_dir() else [path]
    for file in files:
        yield str(file), _read(file, largest)


def _read(path: Path, largest: int) -> Any:
    try:
        if path.stat().st_size > largest:
            raise InputError(f"larger than {largest >> 20} MB, which no file of this kind is", where=str(path))
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    except RecursionError as error:
        raise InputError("nests too deep for a file of this kind", where=str(path)) from error
    except ValueError as error:
        raise InputError(f"no whole JSON ({error}); fetch it again", where=str(path)) from error


def text_of(data: Mapping[str, Any], field: str, where: str, *, needed: bool = False) -> str:
    """A field that is a text, or missing, or null (then the empty text).

    Raises:
        InputError: it is something else, or missing though `needed`.
    """
    value = data.get(field)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise InputError(f"the field {field!r} must be a text, not {_shown(value)}", where=where)
    return value


def entries_of(data: Mapping[str, Any], field: str, where: str) -> tuple[Mapping[str, Any], ...]:
    """A field that is a list of objects, or missing, or null (then none).

    Raises:
        InputError: it is something else.
    """
    value = data.get(field)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError(f"the field {field!r} must be a list of objects, not {_shown(value)}", where=where)
    return tuple(value)


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=True)
    return shown if len(shown) <= 60 else shown[:59] + "…"
