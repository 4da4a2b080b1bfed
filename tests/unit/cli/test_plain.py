"""Commands with a file and nothing else, which are run without the parser."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
from pathlib import Path

import pytest

from govreport_desktop.cli import parsed
from govreport_desktop.cli.declared import COMMANDS
from govreport_desktop.cli.parsed import command_line
from govreport_desktop.cli.plain import plain
from tests.unit.cli.conftest import Run

# Runs one command and says which of the libraries for options and colours were imported.
WATCHED = """
import sys
from govreport_desktop.cli import main
main(sys.argv[1:])
sys.stderr.write(repr(sorted({"typer", "rich"} & set(sys.modules))))
"""


def test_every_command_is_where_it_is_said_to_be_declared() -> None:
    app = command_line()
    names = [command.name for command in app.registered_commands]
    names += [group.name for group in app.registered_groups]
    assert sorted(map(str, names)) == sorted(COMMANDS)
    for command in app.registered_commands:
        assert command.callback is not None
        module = command.callback.__module__.rpartition(".")[2]
        assert module in COMMANDS[str(command.name)]


def test_whoever_packs_the_program_sees_the_import_of_every_command() -> None:
    """PyInstaller follows what is written as an import, and a name in a table is none."""
    tree = ast.parse(Path(parsed.__file__).read_text(encoding="utf-8"))
    froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    names = {
        alias.name
        for node in froms
        if node.module == "govreport_desktop.cli"
        for alias in node.names
    }
    assert names == {module for modules in COMMANDS.values() for module in modules}


@pytest.mark.parametrize("command", ["check", "verify"])
def test_a_file_alone_needs_no_parser(report_file: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, command, str(report_file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout
    assert done.stderr == "[]"


@pytest.mark.parametrize("command", ["check", "show", "verify"])
def test_it_says_what_the_parsed_command_says(
    run: Run, report_file: Path, tmp_path: Path, command: str
) -> None:
    for file in (report_file, tmp_path / "没有.govreport"):
        assert run(command, file) == run(command, "--", file)


@pytest.mark.parametrize(
    "line", [["check"], ["check", ""], ["check", "-"], ["show", "--help"], ["check", "a", "b"], []]
)
def test_whatever_else_is_parsed(line: list[str]) -> None:
    assert plain(line) is None


@pytest.mark.parametrize("command", ["check", "show", "verify"])
def test_nobody_looks_for_garbage_while_one_report_is_read(report_file: Path, command: str) -> None:
    limits = gc.get_threshold()
    seen: list[str] = []

    def collected(phase: str, _: object) -> None:
        seen.append(phase)

    work = plain([command, str(report_file)])
    assert work is not None
    gc.collect()
    gc.callbacks.append(collected)
    try:
        work()
    finally:
        gc.callbacks.remove(collected)
    assert seen == []
    assert gc.get_threshold() == limits
