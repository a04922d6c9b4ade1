"""Commands about what the field knows: unlinked, and reference with check, add, import and forget."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from pathlib import Path

import click

from telegrapher.cli.importing import forget, import_
from telegrapher.cli.options import as_json, graph_option, json_option, opened

__all__ = ["reference", "unlinked"]


@click.command()
@graph_option
@click.option("--type", "kind", metavar="TYPE", help="Only names taken for this (Carrier, Cable, Product ...).")
@click.option("-n", "--limit", type=click.IntRange(min=1), help="Only so many, the most used first.")
@click.option(
    "--csv", "table", metavar="TABLE", help="As rows of a reference table (organisations, cables, products ...) to fill in."
)
@json_option
def unlinked(graph: Path, kind: str | None, limit: int | None, table: str | None, as_json_: bool) -> int:
    """Names that the reference tables do not know, or that may mean several things; the most used first.

    With --csv they become rows of a table: add what you know, with its source, and take them in with `reference add`.
    """
    from telegrapher.reference import draft_rows, table_named

    wanted = table_named(table) if table else None
    with opened(graph) as local:
        found = [one for one in local.unlinked() if kind in (None, one.type)]
    if wanted:
        names = [(one.name, one.type, one.forms) for one in found if one.link != "family"]
        fitting = [name for name in names if len(draft_rows(wanted, [name])) > 1]
        csv.writer(sys.stdout, lineterminator="\n").writerows(draft_rows(wanted, fitting[:limit]))
    elif as_json_:
        click.echo(as_json([asdict(one) for one in found[:limit]]))
    else:
        for one in found[:limit]:
            click.echo(f"{one.releases:>5}  {one.name}  ({one.type}, {one.link})")
    return 0


@click.group()
def reference() -> None:
    """Check reference tables of your own and take them in; bring what others publish."""


reference.add_command(import_)
reference.add_command(forget)


@reference.command()
@click.argument("path", type=click.Path(path_type=Path))
def check(path: Path) -> int:
    """Say what is wrong with a table or a folder of tables, one line each; exit status 1 if anything is."""
    from telegrapher.api import check_tables

    problems = check_tables(path)
    for problem in problems:
        click.echo(str(problem))
    return 1 if problems else 0


@reference.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "-r",
    "--reference",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reference"),
    envvar="TELEGRAPHER_REFERENCE",
    show_default=True,
    show_envvar=True,
    help="Folder of your own tables.",
)
def add(path: Path, folder: Path) -> int:
    """Take a table, or a folder of tables, into the folder of your own tables, which is laid over those that ship.

    Nothing is taken if anything is wrong with it. Releases are read with your tables by `add --reference FOLDER`.
    """
    from telegrapher.api import add_tables

    for one in add_tables(path, folder):
        click.echo(f"{folder / one.file}: {one.added} added, {one.replaced} replaced")
    return 0
