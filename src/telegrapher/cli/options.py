"""Options that several commands share, and how results are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from telegrapher.errors import StoreError

if TYPE_CHECKING:
    from telegrapher.api import Graph
    from telegrapher.modelling import Model
    from telegrapher.pipeline import Failure, Setup
    from telegrapher.store import Result

__all__ = [
    "as_json",
    "form_option",
    "graph_option",
    "json_option",
    "opened",
    "print_result",
    "report_failures",
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
    """Options that say how releases are read, by which model if any, and by how many processes."""
    jobs = click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes to read with; by default one for each core.")
    return stage_options(model_options(jobs(command)))


def model_options(command: _F) -> _F:
    """Options that name a language model to read with."""
    options = (
        click.option("--model", metavar="NAME", help="Let a language model read too; what it cannot show in the text is refused."),
        click.option(
            "--model-url",
            "--endpoint-url",
            "model_url",
            metavar="URL",
            help="Its OpenAI-compatible API (http://localhost:11434/v1); the key, if any, in TELEGRAPHER_MODEL_KEY.",
        ),
        click.option(
            "--model-cache",
            metavar="FOLDER",
            type=click.Path(path_type=Path, file_okay=False),
            help="Folder of its recorded answers; alone, they are replayed without the API.",
        ),
        click.option("--model-only", is_flag=True, help="Leave the rules out; the model reads alone."),
    )
    for option in reversed(options):
        command = option(command)
    return command


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
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            help="Leave less certain statements out; by default those of rules that were more often wrong than right.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def setup_of(reference: str | None, without: tuple[str, ...], min_confidence: float | None, **model: Any) -> Setup:
    """The reading that the options describe; `model` holds those of `model_options`, for commands that have them."""
    from telegrapher.extraction import STAGES
    from telegrapher.pipeline import Setup

    unknown = sorted(set(without) - set(STAGES))
    if unknown:
        raise click.BadParameter(f"no stage {unknown[0]!r}; there are {', '.join(STAGES)}", param_hint="--without")
    stages = tuple(stage for stage in STAGES if stage not in without)
    least = Setup().min_confidence if min_confidence is None else min_confidence
    return Setup(reference, stages, least, _model_of(**model) if model else None)


def _model_of(model: str | None, model_url: str | None, model_cache: Path | None, model_only: bool) -> Model | None:
    from telegrapher.modelling import Model

    if model is None:
        given = {"--model-url": model_url, "--model-cache": model_cache, "--model-only": model_only}
        for option, value in given.items():
            if value:
                raise click.UsageError(f"{option} needs --model NAME")
        return None
    if model_url is None and model_cache is None:
        raise click.UsageError("--model needs --model-url URL to ask at, --model-cache FOLDER to replay, or both")
    return Model(model, model_url, model_cache, model_only)


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


def report_failures(failures: Iterable[Failure]) -> None:
    """One line on standard error for each document that could not be read; one traceback, if a mistake of ours is among them."""
    traces = []
    for failure in failures:
        click.echo(f"telegrapher: {failure.where}: {failure.reason}", err=True)
        traces += [failure.trace] if failure.trace else []
    if traces:
        click.echo(traces[0], err=True)
