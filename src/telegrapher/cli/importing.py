"""Commands about what others publish: `reference import cable-map`, `reference import wikidata`, `reference forget`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from telegrapher.cli.options import as_json, graph_option, json_option

if TYPE_CHECKING:
    from telegrapher.importing import Imported

__all__ = ["forget", "import_"]

_reference_option = click.option(
    "--reference",
    metavar="FOLDER",
    envvar="TELEGRAPHER_REFERENCE",
    help="Reference tables of your own, laid over those that ship, to link to.",
)
_retrieved_option = click.option(
    "--retrieved", metavar="DAY", default="", help="When the data was fetched (2026-11-20); kept with it."
)


@click.group("import")
def import_() -> None:
    """Bring what others publish into a graph, each source into a named graph of its own, linked to the reference tables.

    It is kept apart: no fact, no answer of a question and no export has it unless asked for by name.
    """


@import_.command("cable-map")
@click.argument("path", type=click.Path(path_type=Path))
@graph_option
@_reference_option
@_retrieved_option
@json_option
def cable_map(path: Path, graph: Path, reference: str | None, retrieved: str, as_json_: bool) -> int:
    """The public JSON files of the submarine cable map, from a folder (or one file) that you have downloaded.

    The map is CC BY-NC-SA: not for commercial use.
    """
    from telegrapher.api import create
    from telegrapher.pipeline import Setup

    with create(graph) as local:
        _report(local.import_cable_map(path, setup=Setup(reference), retrieved=retrieved), as_json_)
    return 0


@import_.command()
@graph_option
@_reference_option
@_retrieved_option
@click.option("--contact", default="", help="E-mail or web address at which Wikimedia can reach you; they ask for one.")
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="NAME",
    help="cables, companies, vendors, or CLASS:TYPE (Q123:Cable); may be repeated. Without it: what the reference has numbers of.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only so many members of each group.")
@click.option("--endpoint", metavar="URL", default="", help="Another SPARQL endpoint with the data of Wikidata.")
@click.option(
    "--from", "files", type=click.Path(path_type=Path), help="RDF files of entities that you have, instead of any endpoint."
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("wikidata.cache"),
    show_default=True,
    help="Folder of answers: what broke off goes on where it was.",
)
@click.option("--offline", is_flag=True, help="Take the cache alone; ask nobody.")
@click.option("--refresh", is_flag=True, help="Ask anew for what the cache has.")
@json_option
def wikidata(
    graph: Path,
    reference: str | None,
    retrieved: str,
    groups: tuple[str, ...],
    limit: int | None,
    files: Path | None,
    as_json_: bool,
    **network: Any,
) -> int:
    """Organisations and cables of Wikidata (CC0), asked politely over SPARQL."""
    from telegrapher import api
    from telegrapher.pipeline import Setup

    source = api.wikidata_files(files) if files else api.wikidata(**network)
    with api.create(graph) as local:
        found = local.import_wikidata(source, groups=groups, limit=limit, setup=Setup(reference), retrieved=retrieved)
    _report(found, as_json_)
    return 0


@click.command()
@click.argument("name")
@graph_option
def forget(name: str, graph: Path) -> int:
    """Take out what was imported under a name (cable-map, wikidata)."""
    from telegrapher.api import open_graph

    with open_graph(graph, read_only=False) as local:
        local.forget_import(name)
    click.echo(f"{name} removed")
    return 0


def _report(found: Imported, as_json_: bool) -> None:
    """The outcome; what could not be taken goes to standard error."""
    from dataclasses import asdict

    if as_json_:
        click.echo(as_json(asdict(found)))
        return
    for problem in found.problems:
        click.echo(problem, err=True)
    left = f"{found.ambiguous:,} ambiguous, {found.unknown:,} unknown to the reference"
    click.echo(f"{found.name}: {found.change}; {found.things:,} things, {found.linked:,} linked, {left}")
