"""Functions from a report to problems: the one list of what is wrong with it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from govreport_desktop.checks.notes import deviations_of, notes_of, statement
from govreport_desktop.checks.problem import Fix, Problem, Severity, Span
from govreport_desktop.checks.settings import CheckSettings, settings_of, settings_text
from govreport_desktop.checks.tally import Tally, tally

if TYPE_CHECKING:
    from govreport_desktop.checks.background import ProseCheck, snapshot
    from govreport_desktop.checks.catalogue import EVERY, FIGURES, PROSE, RULES
    from govreport_desktop.checks.context import Rule
    from govreport_desktop.checks.run import arranged, check

# The rules compile a good many patterns (about 60 ms): whoever only shows problems, such as
# a window on its way to the screen, does not wait for them.
_LATER = dict.fromkeys(("EVERY", "FIGURES", "PROSE", "RULES"), "catalogue") | {"Rule": "context"}
_LATER |= dict.fromkeys(("ProseCheck", "snapshot"), "background")
_LATER |= dict.fromkeys(("arranged", "check"), "run")

__all__ = [
    "EVERY",
    "FIGURES",
    "PROSE",
    "RULES",
    "CheckSettings",
    "Fix",
    "Problem",
    "ProseCheck",
    "Rule",
    "Severity",
    "Span",
    "Tally",
    "arranged",
    "check",
    "deviations_of",
    "notes_of",
    "settings_of",
    "settings_text",
    "snapshot",
    "statement",
    "tally",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
