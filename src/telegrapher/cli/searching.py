"""Commands that find: ask, sparql, show."""

from __future__ import annotations

import textwrap
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from telegrapher.cli.options import as_json, form_option, graph_option, json_option, opened, print_result
from telegrapher.errors import QueryError

if TYPE_CHECKING:
    from telegrapher.api import EntityPage
    from telegrapher.questions import Question, Source
    from telegrapher.rdf import StatementRecord
    from telegrapher.store import Result

__all__ = ["ask", "show", "sparql"]

_ENDPOINT = click.option(
    "--endpoint", metavar="URL", help="Ask a remote SPARQL endpoint that holds such a graph, instead of a folder."
)


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name", required=False)
@graph_option
@_ENDPOINT
@form_option
@click.option("--evidence", is_flag=True, help="Below each row, the words that say it.")
@click.option("--lineage", is_flag=True, help="Take companies together with those they carry on, and those that carry them on.")
@click.option("--describe", is_flag=True, help="Say what the question asks, its parameters and columns.")
@click.pass_context
def ask(
    context: click.Context,
    name: str | None,
    graph: Path,
    endpoint: str | None,
    form: str,
    evidence: bool,
    lineage: bool,
    describe: bool,
) -> int:
    """Ask one of the shipped questions, for instance: ask deployments --vendor Infinera.

    Without a NAME, list the questions. Parameters are options of the question's own: --describe shows them.
    """
    from telegrapher import questions

    if name is None:
        for one in questions.questions().values():
            click.echo(f"{one.name:22} {one.title}")
        return 0
    asked = questions.question(name)
    if describe:
        _describe(asked)
        return 0
    values = _values(asked, context.args)
    if endpoint:
        from telegrapher.store.remote import Remote

        with Remote(endpoint) as remote:
            _answer(remote, questions.ask(remote, asked, values, lineage=lineage), form, evidence)
    else:
        with opened(graph) as local:
            _answer(local.store, questions.ask(local.store, asked, values, lineage=lineage), form, evidence)
    return 0


def _answer(source: Source, result: Result, form: str, evidence: bool) -> None:
    from telegrapher import questions

    if not evidence:
        print_result(result if form in ("json", "tsv") else _without(result, "statement"), form)
        return
    _print_evidence(result, questions.sentences(source, result))


def _values(asked: Question, args: list[str]) -> dict[str, str]:
    """`--vendor Infinera` or `--vendor=Infinera`, checked against the question's parameters."""
    values: dict[str, str] = {}
    rest = iter(args)
    for word in rest:
        if not word.startswith("--"):
            raise click.UsageError(f"unexpected {word!r}; parameters are written --name value")
        key, given, value = word[2:].partition("=")
        parameter = asked.parameter(key)
        if not given:
            value = next(rest, "")
        if not value.strip():
            raise QueryError(f"--{parameter.name} wants a value, for instance {parameter.example}")
        values[parameter.name] = value
    return values


def _describe(asked: Question) -> None:
    click.echo(asked.title)
    for parameter in asked.parameters:
        kind = f"{parameter.of or parameter.kind}".lower()
        click.echo(f"  --{parameter.name:14} {parameter.meaning} ({kind}; for instance {parameter.example})")
    click.echo("columns:")
    for column in asked.columns:
        click.echo(f"  {column.name:16} {column.meaning}")


def _without(result: Result, column: str) -> Result:
    """The answer without one column, doubles that this leaves dropped."""
    from telegrapher.store import Result

    keep = [position for position, name in enumerate(result.columns) if name != column]
    rows = dict.fromkeys(tuple(row[position] for position in keep) for row in result.rows)
    return Result(tuple(result.columns[position] for position in keep), tuple(rows))


def _print_evidence(result: Result, sentences: dict[str, tuple[str, ...]]) -> None:
    from telegrapher import questions

    place = result.columns.index("statement") if "statement" in result.columns else None
    for row in result.rows:
        cells = [
            f"{name}: {term}"
            for position, (name, term) in enumerate(zip(result.columns, row, strict=True))
            if term and str(term) and position != place
        ]
        click.echo(" · ".join(cells))
        told = questions.behind(row[place]) if place is not None else ()
        for line in dict.fromkeys(line for one in told for line in sentences.get(one, ())):
            click.echo(textwrap.fill(line, 110, initial_indent="    ", subsequent_indent="    "))
    if not result.rows:
        click.echo("nothing found")


@click.command()
@click.argument("query", required=False)
@click.option(
    "--file", "file", type=click.Path(path_type=Path, allow_dash=True), help="Read the query from a file, or - for standard input."
)
@graph_option
@_ENDPOINT
@form_option
def sparql(query: str | None, file: Path | None, graph: Path, endpoint: str | None, form: str) -> int:
    """Run a SPARQL query.

    Where it names no graph it sees the facts, each once; statements and their words are in GRAPH ?release.
    """
    text = _query_text(query, file)
    if endpoint:
        from telegrapher.store.remote import Remote

        with Remote(endpoint) as remote:
            print_result(remote.query(text), form)
    else:
        with opened(graph) as local:
            print_result(local.sparql(text), form)
    return 0


def _query_text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise click.UsageError("give a query, or --file")
    if query is not None:
        return query
    try:
        with click.open_file(str(file), encoding="utf-8") as stream:
            text: str = stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file} cannot be read: {error}") from error
    return text


@click.command()
@click.argument("entity")
@graph_option
@json_option
def show(entity: str, graph: Path, as_json_: bool) -> int:
    """All that is said about ENTITY (a name, alias or address), with the sentences behind it."""
    with opened(graph) as local:
        pages = local.show(entity)
    if as_json_:
        from dataclasses import asdict

        click.echo(as_json([asdict(page) for page in pages]))
        return 0
    for page in pages:
        _print_page(page)
    return 0


def _print_page(page: EntityPage) -> None:
    from telegrapher.vocabulary import vocabulary

    node = page.node
    known = "known" if node.link not in (None, "new", "ambiguous") else "found in text"
    click.secho(node.label, bold=True, nl=False)
    click.echo(f"  {vocabulary().types[node.type].label}, {known}  {node.iri}")
    if node.names:
        click.echo(f"  also: {', '.join(node.names)}")
    release = None
    for (source, quote), said in groupby(page.statements, key=lambda one: (one.release, one.quote)):
        if source != release:
            release = source
            click.secho(f"  {source.label}, {source.published or 'undated'}", underline=True)
        click.echo(textwrap.fill(f"“{quote}”", 110, initial_indent="    ", subsequent_indent="    "))
        for one in said:
            click.echo(f"      → {_sentence(one, node.iri)}  [{one.zone}, {one.confidence:.2f}]")


def _sentence(one: StatementRecord, iri: str) -> str:
    """The statement read from the side of the thing that is shown."""
    from telegrapher.rdf import Node
    from telegrapher.vocabulary import vocabulary

    relation = vocabulary().relation(one.predicate)
    other = one.object.label if isinstance(one.object, Node) else one.object.text
    said = f"{relation.label} {other}" if one.subject.iri == iri else f"{relation.reverse_label} {one.subject.label}"
    more = [one.status, one.date, *(f"{key}: {value.label if isinstance(value, Node) else value}" for key, value in one.qualifiers)]
    details = ", ".join(str(part) for part in more if part)
    return f"{said} ({details})" if details else said
