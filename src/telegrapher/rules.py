"""Tables of rules: the words, patterns and figures of `data/rules/*.yaml`, read once, checked, and never changed.

Python holds logic and YAML holds words; this is the one place where the one reads the other. A room says as a frozen dataclass what
a table of it holds, and `filled` makes one of a table, or says in one line what is wrong with the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from telegrapher.errors import RuleError
from telegrapher.shipped import folder

__all__ = ["filled", "read_table", "rule_set", "table", "table_path", "words_of"]

_Kind = TypeVar("_Kind")


def table_path(name: str) -> Path:
    """Where the shipped table `name` is: `surface/rows` is `data/rules/surface/rows.yaml`."""
    return folder("data") / "rules" / f"{name}.yaml"


@cache
def table(name: str, *, plain: bool = False) -> Mapping[str, Any]:
    """The shipped table `name`, read once; nobody may change it.

    Args:
        name: path below `data/rules`, without ending.
        plain: whether every leaf stays text, so that "no" and "on" are words and "1" no number.

    Raises:
        RuleError: the file is missing, no YAML or no mapping.
    """
    return read_table(table_path(name), plain=plain)


def read_table(path: Path, *, plain: bool = False) -> Mapping[str, Any]:
    """The mapping that a YAML file holds.

    Args:
        path: of the file.
        plain: see `table`.

    Raises:
        RuleError: the file is missing, no YAML or no mapping.
    """
    import yaml

    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader(plain=plain))  # noqa: S506  (makes only texts, numbers, lists and mappings)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleError(f"cannot be read: {' '.join(str(error).split())}", where=str(path)) from error
    if not isinstance(found, dict):
        raise RuleError("must hold a mapping", where=str(path))
    return found


@cache
def _loader(*, plain: bool) -> Any:
    """A safe parser, that in C where there is one, which is ten times as fast; truth values are `true` and `false` alone.

    YAML 1.1 takes `on`, `off`, `yes` and `no` for truth values, too. In lists of words they are words.
    """
    import yaml

    if plain:
        return getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    truth = "tag:yaml.org,2002:bool"
    kept = {first: [one for one in found if one[0] != truth] for first, found in safe.yaml_implicit_resolvers.items()}
    loader: Any = type("RuleLoader", (safe,), {"yaml_implicit_resolvers": kept})
    loader.add_implicit_resolver(truth, re.compile(r"^(?:true|false)$"), ["t", "f"])
    return loader


def rule_set(kind: type[_Kind], name: str, part: str = "", *, plain: bool = False) -> _Kind:
    """The shipped table `name`, or the mapping `part` of it, as a dataclass; see `filled`. Callers keep it.

    Raises:
        RuleError: see `table` and `filled`.
    """
    whole = table(name, plain=plain)
    where = f"{table_path(name)}{f', {part}' if part else ''}"
    data = whole.get(part) if part else whole
    if not isinstance(data, Mapping):
        raise RuleError(f"{part!r} must be a mapping, is {data!r}", where=where)
    return filled(kind, data, where=where)


def filled(kind: type[_Kind], data: Mapping[str, Any], *, where: str) -> _Kind:
    """A dataclass with each field filled from the entry of the same name.

    Args:
        kind: its fields may be texts, numbers, truth values, `tuple[str, ...]`, `frozenset[str]`, other such dataclasses,
            and mappings of texts to these; a field of type `Any` takes what there is.
        data: a table or a part of one; entries that no field names are left alone. Only a field with a default may have none.
        where: file, and place in it, for the message of an error.

    Raises:
        RuleError: an entry is missing or of the wrong form.
    """
    found: dict[str, Any] = {}
    hints = get_type_hints(kind)
    for one in fields(kind):  # type: ignore[arg-type]  # a dataclass, by contract
        if one.name in data:
            found[one.name] = _value(hints[one.name], data[one.name], f"{one.name!r}", where)
        elif one.default is MISSING and one.default_factory is MISSING:
            raise RuleError(f"has no entry {one.name!r}", where=where)
    return kind(**found)


def _value(form: Any, value: object, name: str, where: str) -> Any:
    if get_origin(form) in (frozenset, tuple):
        return get_origin(form)(words_of(value, name, where=where))
    if form is not Mapping and get_origin(form) is not Mapping and not is_dataclass(form):
        return _single(form, value, name, where)
    if not isinstance(value, Mapping):
        raise RuleError(f"{name} must be a mapping, is {value!r}", where=where)
    if is_dataclass(form):
        return filled(cast(type[Any], form), value, where=f"{where}, {name}")
    return {key: _value(get_args(form)[1], part, f"{key!r} of {name}", where) for key, part in value.items()}


def _single(form: Any, value: object, name: str, where: str) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if form is float and number:
        return float(value)  # type: ignore[arg-type]
    if form is not Any and type(value) is not form:
        raise RuleError(f"{name} must be {getattr(form, '__name__', form)}, is {value!r}", where=where)
    return value


def words_of(value: object, name: str, *, where: str) -> tuple[str, ...]:
    """A list of texts, checked: YAML reads a bare `5` as a number and `true` as a truth value.

    Raises:
        RuleError: it is no list, or holds something else than texts.
    """
    if not isinstance(value, list):
        raise RuleError(f"{name} must be a list, is {value!r}", where=where)
    for word in value:
        if not isinstance(word, str):
            raise RuleError(f"{name} holds {word!r}, which is no text; put it in quotes", where=where)
    return tuple(value)
