"""Functions from a report to problems: the one list of what is wrong with it."""

from govreport_desktop.checks.problem import Fix, Problem, Severity, Span
from govreport_desktop.checks.run import check, has_errors

__all__ = ["Fix", "Problem", "Severity", "Span", "check", "has_errors"]
