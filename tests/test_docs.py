"""What the documents say is true: examples run, files named are there, commands and questions are mentioned."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import telegrapher
from telegrapher.cli import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "benchmarks" / "gold" / "README.md"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (path.name, code)
        for path in DOCUMENTS
        for kind, code in FENCE.findall(path.read_text(encoding="utf-8"))
        if kind == language
    ]


@pytest.mark.parametrize(("name", "code"), blocks("python"), ids=lambda value: value[:24])
def test_python_examples_run(name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, name, "exec"), {"__name__": "example"})


def commands() -> list[tuple[str, list[str]]]:
    lines = (line for _, code in blocks("console") for line in code.splitlines() if line.startswith("$ telegrapher "))
    return [(line, shlex.split(line.split("  #")[0])[2:]) for line in lines]


@pytest.mark.parametrize(("line", "words"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_commands_in_examples_exist_with_their_options(line: str, words: list[str]) -> None:
    command, following = cli.commands[words[0]], words[1:]
    while isinstance(command, click.Group) and following and following[0] in command.commands:
        command, following = command.commands[following[0]], following[1:]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    if words[0] == "ask":
        from telegrapher.questions import question

        if len(words) > 1:
            known |= {f"--{parameter.name}" for parameter in question(words[1]).parameters}
    for word in words[1:]:
        if word.startswith("-") and word != "-":
            assert word in known, line


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in cli.commands if not re.search(rf"`{name}\b|telegrapher {name}\b|telegrapher\.{name}\b", text)]
    assert missing == []


def every_command(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{before}{name} ")


def test_every_command_has_help() -> None:
    for name, command in every_command():
        assert command.help, name
        assert CliRunner().invoke(command, ["--help"]).exit_code == 0
        for parameter in command.params:
            assert getattr(parameter, "help", "") or parameter.param_type_name == "argument", f"{name} {parameter.name}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_no_document_names_a_machine() -> None:
    for path in DOCUMENTS:
        assert not re.search(r"(?<![\w.-])/(?:work|home|root|tmp)/", path.read_text(encoding="utf-8")), path.name


def examples() -> list[str]:
    names = [found.name for found in pkgutil.walk_packages(telegrapher.__path__, "telegrapher.") if "worker" not in found.name]
    return [name for name in sorted(names) if not name.endswith("__main__")]


@pytest.mark.parametrize("name", examples())
def test_docstring_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0
