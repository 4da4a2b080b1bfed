"""Functions from a report to problems: the one list of what is wrong with it."""

from govreport_desktop.checks.catalogue import RULES
from govreport_desktop.checks.context import Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity, Span
from govreport_desktop.checks.run import check, has_errors, snapshot
from govreport_desktop.checks.settings import CheckSettings

__all__ = [
    "RULES",
    "CheckSettings",
    "Fix",
    "Problem",
    "Rule",
    "Severity",
    "Span",
    "check",
    "has_errors",
    "snapshot",
]
