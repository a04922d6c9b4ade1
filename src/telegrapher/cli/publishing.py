"""Commands for those who build on the ontology or publish a graph: ontology, describe."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from telegrapher.cli.options import graph_option, opened

__all__ = ["describe", "ontology"]


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("ontology-site"),
    show_default=True,
    help="Folder.",
)
def ontology(output: Path) -> int:
    """Write the ontology into a folder: Turtle, RDF/XML, JSON-LD, SHACL shapes, and a reference page that needs no network."""
    from telegrapher import api

    for path in api.ontology(output):
        click.echo(str(path))
    return 0


@click.command()
@graph_option
@click.option(
    "-f", "--format", "form", type=click.Choice(["turtle", "nquads", "jsonld"]), default="turtle", show_default=True, help="Form."
)
@click.option("--title", help="Name of the graph, for people.")
@click.option("--licence", "--license", "licence", metavar="URL", help="Licence that you publish it under.")
@click.option("--private", is_flag=True, help="Describe the reference knowledge, too.")
def describe(graph: Path, form: str, title: str | None, licence: str | None, private: bool) -> int:
    """Describe the graph in VoID and DCAT: licence, vocabularies, counts, and what each named graph is for.

    Exports hold the same description, in a named graph of its own.
    """
    with opened(graph) as local:
        local.describe(form, sys.stdout.buffer, title=title, licence=licence, private=private)
    return 0
