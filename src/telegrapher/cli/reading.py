"""Commands that read releases: add, extract, evaluate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from telegrapher.cli.options import as_json, graph_option, json_option, report_failures, setup_of, setup_options

if TYPE_CHECKING:
    from telegrapher.evaluation import Score, Scores
    from telegrapher.model import Extraction
    from telegrapher.pipeline import Failure, Outcome

__all__ = ["add", "evaluate", "extract"]

_SOURCES = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))


class _Progress:
    """A bar on standard error while a person is looking; nothing otherwise."""

    def __init__(self, what: str) -> None:
        from tqdm import tqdm

        self.bar = tqdm(desc=what, unit=" releases", disable=not sys.stderr.isatty(), leave=False)

    def step(self, _: object = None) -> None:
        self.bar.update()

    def close(self) -> None:
        self.bar.close()


def _warn(name: str, warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        click.echo(f"telegrapher: {name}: warning: {warning}", err=True)


@click.command()
@_SOURCES
@graph_option
@setup_options
@json_option
def add(sources: tuple[Path, ...], graph: Path, jobs: int | None, as_json_: bool, **reading: Any) -> int:
    """Read releases into the graph: files, folders, archives, or - for standard input.

    A release that is there already is left alone; a changed one of the same name is replaced.
    """
    from telegrapher.api import create

    setup = setup_of(**reading)
    with create(graph) as opened:
        progress = _Progress("adding")
        added = opened.add(*sources, setup=setup, jobs=jobs, on_each=progress.step)
        progress.close()
    report_failures(added.failures)
    for outcome in added.outcomes:
        _warn(outcome.release.name, outcome.warnings)
        for refused in outcome.refused:
            click.echo(f"telegrapher: {outcome.release.name}: refused: {refused}", err=True)
    if as_json_:
        click.echo(
            as_json({"releases": [_row(one) for one in added.outcomes], "failures": [_failed(one) for one in added.failures]})
        )
    else:
        counts = [
            f"{added.count(change)} {change}" for change in ("added", "replaced", "copied", "unchanged") if added.count(change)
        ]
        said = sum(one.statements for one in added.outcomes)
        click.echo(f"{graph}: {', '.join(counts) or 'nothing added'}; {said:,} statements")
    return 1 if added.failures else 0


def _row(outcome: Outcome) -> dict[str, object]:
    release = outcome.release
    return {
        "name": release.name,
        "id": release.id,
        "title": release.title,
        "published": release.published,
        "change": outcome.change,
        "statements": outcome.statements,
        "entities": outcome.entities,
        "refused": [{"iri": one.iri, "reasons": one.reasons} for one in outcome.refused],
        "warnings": outcome.warnings,
    }


def _failed(failure: Failure) -> dict[str, str]:
    return {"where": failure.where, "reason": failure.reason}


@click.command()
@_SOURCES
@setup_options
def extract(sources: tuple[Path, ...], jobs: int | None, **reading: Any) -> int:
    """Print what releases say as JSON Lines: text, entities with their mentions, statements with the exact words."""
    import json

    from telegrapher.api import extract as run
    from telegrapher.evaluation import as_document
    from telegrapher.pipeline import Failure

    failures = []
    for found in run(*sources, setup=setup_of(**reading), jobs=jobs):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            _warn(found.release.name, found.warnings)
            click.echo(json.dumps(as_document(found), ensure_ascii=False))
    report_failures(tuple(failures))
    return 1 if failures else 0


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@setup_options
@click.option("--by", type=click.Choice(["relation", "document"]), help="Figures of statements for each relation or document.")
@click.option("--errors", is_flag=True, help="List all that is missed or wrong.")
@click.option("--reliability", is_flag=True, help="How often statements of a given confidence are right.")
@json_option
def evaluate(
    folder: Path, jobs: int | None, by: str | None, errors: bool, reliability: bool, as_json_: bool, **reading: Any
) -> int:
    """Measure extraction against the annotated documents of FOLDER (ID.txt beside ID.gold.json)."""
    from telegrapher.api import evaluate as run

    scores = run(folder, setup=setup_of(**reading), jobs=jobs, on_each=_mind)
    if as_json_:
        click.echo(
            as_json(
                {"documents": scores.documents, "missing": scores.missing} | {k: _figures(v) for k, v in scores.measures.items()}
            )
        )
        return 0
    if by:
        groups = scores.relations if by == "relation" else scores.by_document
        for name, score in groups.items():
            click.echo(_line(name, score))
    if errors:
        for one in scores.differences:
            click.echo(f"{one.document}\t{one.kind}\t{one.label}\t{one.what}")
    if reliability:
        for row in scores.reliability():
            click.echo(
                f"confidence from {row.low:.2f}: {row.count:4} statements, {row.confidence:.3f} promised, {row.precision:.3f} right"
            )
    _print_totals(scores)
    return 0


def _mind(found: Extraction | Failure) -> None:
    """What went wrong with a document while it was read, so that no figure is taken for more than it is."""
    from telegrapher.pipeline import Failure

    if isinstance(found, Failure):
        report_failures((found,))
    else:
        _warn(found.release.name, found.warnings)


def _figures(score: Score) -> dict[str, float]:
    return {"p": round(score.precision, 4), "r": round(score.recall, 4), "f1": round(score.f1, 4)}


def _line(name: str, score: Score) -> str:
    figures = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
    return f"{name:18} {figures}   right {score.right}, wrong {score.wrong}, missed {score.missed}"


def _print_totals(scores: Scores) -> None:
    click.echo(f"{scores.documents} documents, {len(scores.missing)} without output")
    for name, score in scores.measures.items():
        if name in ("type", "evidence"):
            click.echo(f"{name:18} right {score.precision:.3f}   ({score.right} of {score.right + score.wrong})")
        else:
            click.echo(_line(name, score))
