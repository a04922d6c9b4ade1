"""Commands about a whole graph: draw, stats, export, check, remove."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from telegrapher.cli.options import as_json, graph_option, json_option, opened
from telegrapher.errors import StoreError

if TYPE_CHECKING:
    from telegrapher.rdf.outside import OutsideRecord

__all__ = ["check", "draw", "export", "remove", "stats"]


@click.command()
@graph_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"), show_default=True, help="File to write."
)
@click.option("--title", help="Heading of the page.")
@click.option("--around", metavar="ENTITY", help="Draw only the surroundings of this thing.")
@click.option("--hops", type=click.IntRange(1, 6), default=2, show_default=True, help="How far around it.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave less certain statements out.")
def draw(graph: Path, output: Path, title: str | None, around: str | None, hops: int, min_confidence: float) -> int:
    """Draw the graph as one HTML page that needs no network: search, filters, and the sentence behind every line."""
    with opened(graph) as local:
        local.draw(output, title=title, around=around, hops=hops, min_confidence=min_confidence)
    click.echo(str(output))
    return 0


@click.command()
@graph_option
@json_option
def stats(graph: Path, as_json_: bool) -> int:
    """Count releases, things by type, statements by relation, and what was imported from others."""
    from dataclasses import asdict

    with opened(graph) as local:
        found = local.stats()
    if as_json_:
        click.echo(as_json(asdict(found)))
        return 0
    click.echo(f"{found.releases:,} releases, {found.statements:,} statements, {found.asserted:,} of them asserted")
    for title, counts in (("things", found.things), ("statements", found.relations)):
        click.echo(f"{title}:")
        for name, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            click.echo(f"  {number:7,}  {name}")
    for one in found.imports:
        click.echo(_imported(one))
    return 0


def _imported(one: OutsideRecord) -> str:
    """One line about what was brought of one source, with whom to name."""
    told = (("as of", one.modified), ("fetched", one.retrieved))
    days = ", ".join(f"{word} {day}" for word, day in told if day)
    amount = f"{one.things:,} things, {one.linked:,} linked"
    return f"imported {one.name}{f' ({days})' if days else ''}: {amount}; {one.rights} {one.licence}"


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["trig", "nquads", "turtle", "jsonld", "graphml", "csv"]))
@graph_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; standard output if none is given.")
@click.option("--private", is_flag=True, help="Contacts of persons and the reference knowledge, too.")
@click.option(
    "--imported",
    "imports",
    multiple=True,
    metavar="NAME",
    help="What was imported under this name, too; mind its licence. May be repeated.",
)
def export(form: str, graph: Path, output: Path | None, private: bool, imports: tuple[str, ...]) -> int:
    """Write the graph as trig, nquads, turtle (facts alone), jsonld, graphml or csv.

    Contacts and what was imported from others stay out unless asked for.
    """
    with opened(graph) as local:
        if output is None:
            local.export(form, sys.stdout.buffer, private=private, imports=imports)
            return 0
        from telegrapher.store.files import atomic_writer

        try:
            with atomic_writer(output) as stream:
                local.export(form, stream, private=private, imports=imports)
        except OSError as error:
            raise StoreError(f"cannot write {output}: {error.strerror or error}") from error
    click.echo(str(output))
    return 0


@click.command()
@graph_option
@json_option
def check(graph: Path, as_json_: bool) -> int:
    """Check the graph: manifest, every quotation against its text, facts against statements, shapes."""
    with opened(graph) as local:
        problems = local.check()
        count = len(local.store.releases())
    if as_json_:
        click.echo(as_json([str(problem) for problem in problems]))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{count:,} releases, {len(problems)} problems" if problems else f"{count:,} releases, all is well")
    return 1 if problems else 0


@click.command()
@click.argument("names", nargs=-1, required=True)
@graph_option
def remove(names: tuple[str, ...], graph: Path) -> int:
    """Take releases out of the graph by name, with every fact that only they support."""
    from telegrapher.api import open_graph

    with open_graph(graph, read_only=False) as local:
        for name in names:
            local.remove(name)
    click.echo(f"{len(names)} removed")
    return 0
