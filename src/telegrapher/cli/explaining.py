"""The command that tells how releases are read: explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from telegrapher.cli.options import as_json, json_option, model_options, report_failures, setup_of, stage_options

if TYPE_CHECKING:
    from telegrapher.explaining import Explanation

__all__ = ["explain"]


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@stage_options
@model_options
@click.option(
    "--html", "html", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT", help="Write one page that works offline."
)
@json_option
def explain(sources: tuple[Path, ...], html: Path | None, as_json_: bool, **reading: Any) -> int:
    """Tell how releases are read, sentence by sentence.

    For each sentence: its zone and state (yielding, read, set-aside), what it names and how that was found, what its references
    mean, the rules that met, the statements made, and what was refused, with the reason.
    """
    from telegrapher.api import explain as run
    from telegrapher.pipeline import Failure

    if html and as_json_:
        raise click.UsageError("give --html or --json, not both")
    status = 0
    told = []
    for found in run(*sources, setup=setup_of(**reading)):
        if isinstance(found, Failure):
            report_failures((found,))
            status = 1
        elif html or as_json_:
            told.append(found)
        else:
            _print(found)
    if as_json_:
        click.echo(as_json([_plain(one) for one in told]))
    elif html and told:
        _write(html, told)
    return status


def _print(explanation: Explanation) -> None:
    from telegrapher.explaining import as_text

    for line in as_text(explanation):
        click.echo(line)
    click.echo()


def _plain(explanation: Explanation) -> dict[str, Any]:
    from dataclasses import asdict

    return {"counts": explanation.counts, **asdict(explanation)}


def _write(path: Path, told: list[Explanation]) -> None:
    from telegrapher.explaining import page
    from telegrapher.store.files import write_atomically

    write_atomically(path, page(told).encode("utf-8"))
    click.echo(str(path))
