"""The command line: words in, text out. Results go to standard output, messages to standard error.

Exit status: 0 all went well; 1 something failed, was not found, or could not be read (the rest was done); 2 the command was not
understood; 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import click

from telegrapher._version import __version__
from telegrapher.cli.explaining import explain
from telegrapher.cli.graphs import check, draw, export, remove, stats
from telegrapher.cli.publishing import describe, ontology
from telegrapher.cli.reading import add, evaluate, extract
from telegrapher.cli.referring import reference, unlinked
from telegrapher.cli.searching import ask, show, sparql
from telegrapher.errors import TelegrapherError

__all__ = ["cli", "main"]


class _Commands(click.Group):
    """Commands in the order of work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="telegrapher")
def cli() -> None:
    """Turn telecom press releases into a knowledge graph in which every statement points to the words that say it.

    \b
    telegrapher add releases/                    read releases into telegrapher.kg
    telegrapher ask deployments --vendor Nokia   ask one of the shipped questions
    telegrapher show BICS                        all that is said about a thing, with the sentences
    telegrapher draw -o graph.html               a picture that works offline
    telegrapher explain FILE --html page.html    why a release was read as it was
    """


_COMMANDS = (
    *(add, extract, explain, ask, sparql, show, draw, stats, describe, export, check, remove),
    *(unlinked, reference, ontology, evaluate),
)

for _command in _COMMANDS:
    cli.add_command(_command)


def main(args: list[str] | None = None) -> Any:
    """Run the command line; our own errors become one line on standard error and exit status 1."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        status = cli.main(args, prog_name="telegrapher", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        click.echo("interrupted", err=True)
        status = 128 + signal.SIGINT
    except TelegrapherError as error:
        click.echo(f"telegrapher: {error}", err=True)
        status = 1
    except BrokenPipeError:
        # The reader of our output has gone; a second complaint at exit would only confuse.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status if isinstance(status, int) else 0)
