"""Tables of your own: checked like those that ship, kept in a folder of yours, laid over the shipped ones."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from telegrapher.errors import ReferenceDataError
from telegrapher.model.identity import fold, slug
from telegrapher.reference.checks import Problem, check
from telegrapher.reference.loading import load, shipped_folder
from telegrapher.reference.reference import Reference
from telegrapher.reference.tables import LINEAGE, ROLES, TABLES, Table, read_rows

__all__ = ["Merged", "check_own", "draft_rows", "fingerprint", "layered", "merge", "table_named"]

_ALL = (*TABLES, LINEAGE)


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a table: the file it went to, and how many rows are new or replace one of the same id."""

    file: str
    added: int
    replaced: int


def layered(folder: Path | None = None) -> Reference:
    """The shipped tables, under those of `folder` if one is given: a row of yours replaces the shipped one of the same id.

    Raises:
        ReferenceDataError: no such folder, no table in it, or a table that cannot be read.
    """
    return load() if folder is None else load().joined(load(folder))


def fingerprint(folder: Path | None = None) -> str:
    """SHA-256 of the tables that `layered(folder)` reads, hexadecimal; cities, which it takes no part of, left out."""
    whole = hashlib.sha256()
    for place in (shipped_folder(), *([folder] if folder else [])):
        for table in _ALL:
            path = place / table.file
            whole.update(f"{table.file}\0".encode())
            whole.update(path.read_bytes() if path.is_file() else b"")
    return whole.hexdigest()


def table_named(name: str) -> Table:
    """The table of that name: `organisations`, `cables`, ... `lineage`.

    Raises:
        ReferenceDataError: there is none.
    """
    for table in _ALL:
        if name.removesuffix(".csv") == table.file.removesuffix(".csv"):
            return table
    known = ", ".join(table.file.removesuffix(".csv") for table in _ALL)
    raise ReferenceDataError(f"no table is called {name!r}; there are {known}")


def check_own(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a table of yours, or with a folder of them, sorted by file and line.

    The checks are those of the shipped tables. Rows may point to shipped rows, and replace those of the same id; a name that a
    shipped row of another id has too must be declared in `needs_context`.

    Args:
        path: a folder, or one file; a file of another name than the shipped ones is known by its header.

    Raises:
        ReferenceDataError: no such file or folder, or no table.
    """
    with _staged(path) as (folder, names):
        found = [*check(folder, _known()), *_claimed_elsewhere(folder)]
    return tuple(sorted({replace(one, file=names.get(one.file, one.file)) for one in found}))


def merge(path: Path, folder: Path) -> tuple[Merged, ...]:
    """Take the rows of a table, or of a folder of tables, into your folder: new ones added, those of the same id replaced.

    Args:
        path: file or folder that `check_own` finds nothing wrong with.
        folder: where your tables live; made if it is not there.

    Raises:
        ReferenceDataError: something is wrong with the rows, or with the tables as they would become; then nothing is changed.
    """
    with TemporaryDirectory() as temporary:
        draft = Path(temporary)
        if folder.is_dir():
            for table in _ALL:
                if (folder / table.file).is_file():
                    shutil.copyfile(folder / table.file, draft / table.file)
        with _staged(path) as (staged, _):
            _refuse(check_own(path))
            done = tuple(_merge_table(table, staged, draft) for table in _ALL if (staged / table.file).is_file())
        _refuse(check_own(draft))
        folder.mkdir(parents=True, exist_ok=True)
        for one in done:
            partial = folder / f".{one.file}.part"
            shutil.copyfile(draft / one.file, partial)
            partial.replace(folder / one.file)
    return done


def draft_rows(table: Table, names: Iterable[tuple[str, str, tuple[str, ...]]]) -> tuple[tuple[str, ...], ...]:
    """Rows for names that a graph could not link, with cells to fill in: header first, sorted by id.

    Args:
        table: which table.
        names: name, type of the catalogue, and forms in which releases use the name; other types than the table's are left out.
    """
    rows: dict[str, dict[str, str]] = {}
    for name, kind, forms in names:
        if not _belongs(table, kind):
            continue
        row = rows.setdefault(slug(name), {"id": slug(name), "name": name})
        known = [row["name"], *filter(None, row.get("aliases", "").split("|"))]
        row["aliases"] = "|".join([*known[1:], *(form for form in dict.fromkeys(forms) if form not in known)])
        if table.kind == "organization":
            row["roles"] = "|".join(dict.fromkeys([*filter(None, row.get("roles", "").split("|")), kind]))
        if kind == "Service":
            row["level"] = "service"
    return (table.columns, *(tuple(row.get(column, "") for column in table.columns) for _, row in sorted(rows.items())))


def _belongs(table: Table, kind: str) -> bool:
    if table.kind == "organization":
        return kind in ROLES
    return table.kind != "event" and (kind == table.type or (table.type == "Product" and kind == "Service"))


def _known() -> frozenset[tuple[str, str]]:
    return frozenset((entry.kind, entry.id) for entry in load().entries)


def _claimed_elsewhere(folder: Path) -> Iterator[Problem]:
    """Names that shipped rows of another id have too, and that nobody declared."""
    owners: dict[tuple[str, str], set[str]] = {}
    for entry in load().entries:
        for name in entry.names:
            owners.setdefault((entry.kind, fold(name)), set()).add(entry.id)
    for table in TABLES:
        path = folder / table.file
        if table.kind == "place" or not path.is_file():
            continue
        try:
            rows = tuple(read_rows(path, table.columns))
        except ReferenceDataError:
            continue
        for row in rows:
            declared = {fold(form) for form in row.values("needs_context")}
            for name in dict.fromkeys((row.cells["name"], *row.values("aliases"))):
                others = owners.get((table.kind, fold(name)), set()) - {row.cells["id"]}
                if name and others and fold(name) not in declared:
                    what = f"{name!r} is a name of the shipped {min(others)} too; name it in needs_context, or take that id"
                    yield Problem(table.file, row.line, what)


@contextmanager
def _staged(path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with the tables of `path` under their usual names, and what they are called by their owner."""
    if path.is_dir():
        if not any((path / table.file).is_file() for table in _ALL):
            raise ReferenceDataError("no reference table here; expected organisations.csv, cables.csv or others", where=str(path))
        yield path, {}
        return
    if not path.is_file():
        raise ReferenceDataError("no such file or folder", where=str(path))
    table = _table_of(path)
    with TemporaryDirectory() as temporary:
        shutil.copyfile(path, Path(temporary) / table.file)
        yield Path(temporary), {table.file: path.name}


def _table_of(path: Path) -> Table:
    """The table that a file is: by its name, else by its header."""
    for table in _ALL:
        if path.name == table.file:
            return table
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header = tuple(next(csv.reader(stream), ()))
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise ReferenceDataError(f"not a UTF-8 comma-separated table ({error})", where=str(path)) from error
    for table in _ALL:
        if header == table.columns:
            return table
    what = f"no table has the header {','.join(header)!r}; the headers are in the reference documentation"
    raise ReferenceDataError(what, where=f"{path.name}:1")


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        more = f" (and {len(problems) - 1} more; see `telegrapher reference check`)" if len(problems) > 1 else ""
        raise ReferenceDataError(f"{problems[0].message}{more}", where=f"{problems[0].file}:{problems[0].line}")


def _merge_table(table: Table, source: Path, target: Path) -> Merged:
    path = target / table.file
    old = {row.cells["id"]: row for row in read_rows(path, table.columns)} if path.is_file() else {}
    new = {row.cells["id"]: row for row in read_rows(source / table.file, table.columns)}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.columns)
        for _, row in sorted({**old, **new}.items()):
            writer.writerow([row.cells[column] for column in table.columns])
    replaced = len(old.keys() & new.keys())
    return Merged(table.file, len(new) - replaced, replaced)
