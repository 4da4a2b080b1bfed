"""The command line as the parser knows it: one command is run without importing the others."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import typer

from govreport_desktop.cli.app import app
from govreport_desktop.cli.declared import COMMANDS

if TYPE_CHECKING:
    # Imported by their names below: said here for whoever follows imports to pack the program.
    from govreport_desktop.cli import (  # noqa: F401
        checking,
        collecting,
        commands,
        deciding,
        exporting,
        handing_up,
        hints,
        leaving,
        returning,
        sheets,
        workbooks,
    )


def command_line(name: str = "") -> typer.Typer:
    """The command ``govreport``, with ``name`` in it; with all commands where that is none."""
    every = dict.fromkeys(module for modules in COMMANDS.values() for module in modules)
    for module in COMMANDS.get(name, tuple(every)):
        import_module(f"govreport_desktop.cli.{module}")
    return app
