"""Options that several commands share, and how results are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from telegrapher.errors import StoreError

if TYPE_CHECKING:
    from telegrapher.api import Graph
    from telegrapher.pipeline import Setup
    from telegrapher.store import Result

__all__ = [
    "as_json",
    "form_option",
    "graph_option",
    "json_option",
    "opened",
    "print_result",
    "setup_of",
    "setup_options",
    "stage_options",
]

_F = TypeVar("_F", bound=Callable[..., Any])

graph_option = click.option(
    "-g",
    "--graph",
    "graph",
    type=click.Path(path_type=Path),
    default=Path("telegrapher.kg"),
    envvar="TELEGRAPHER_GRAPH",
    show_default=True,
    show_envvar=True,
    help="Folder of the graph.",
)
json_option = click.option("--json", "as_json_", is_flag=True, help="JSON instead of text for people.")
form_option = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "ttl"]),
    default="table",
    show_default=True,
    help="Form of the answer.",
)


def setup_options(command: _F) -> _F:
    """Options that say how releases are read, and by how many processes."""
    jobs = click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes to read with; by default one for each core.")
    return stage_options(jobs(command))


def stage_options(command: _F) -> _F:
    """Options that say how a release is read."""
    options = (
        click.option(
            "--reference",
            metavar="FOLDER|none",
            envvar="TELEGRAPHER_REFERENCE",
            help="Reference tables of your own, laid over those that ship; `none` for nothing but the text.",
        ),
        click.option("--without", multiple=True, metavar="STAGE", help="Leave a stage of extraction out; may be repeated."),
        click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave less certain statements out."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def setup_of(reference: str | None, without: tuple[str, ...], min_confidence: float) -> Setup:
    """The reading that the options describe."""
    from telegrapher.extraction import STAGES
    from telegrapher.pipeline import Setup

    unknown = sorted(set(without) - set(STAGES))
    if unknown:
        raise click.BadParameter(f"no stage {unknown[0]!r}; there are {', '.join(STAGES)}", param_hint="--without")
    return Setup(reference, tuple(stage for stage in STAGES if stage not in without), min_confidence)


def opened(path: Path) -> Graph:
    """The graph to read from."""
    from telegrapher.api import open_graph

    if not path.exists():
        raise StoreError(f"there is no graph at {path}; make one with: telegrapher add -g {path} FILES")
    return open_graph(path)


def as_json(value: Any) -> str:
    """JSON of plain values, dates and enumerations as text."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def print_result(result: Result, form: str) -> None:
    """An answer in the wanted form; how many rows there are goes to standard error where a person is looking."""
    from telegrapher.store.formats import write

    names = {"ttl": "turtle"}
    click.echo(write(result, names.get(form, form)), nl=False)
    if form == "table" and result.truth is None and sys.stderr.isatty():
        click.echo(f"{len(result.rows):,} {'row' if len(result.rows) == 1 else 'rows'}", err=True)
