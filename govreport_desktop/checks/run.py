"""Run every check over a report, put what it finds in order, attach what the office explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govreport_desktop.checks import causes as explaining
from govreport_desktop.checks import copies
from govreport_desktop.checks.catalogue import RULES
from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Problem, Severity
from govreport_desktop.checks.settings import CheckSettings, in_force, settings_of
from govreport_desktop.checks.sheet.marking import marked
from govreport_desktop.checks.statements import Statement, statements
from govreport_desktop.checks.words import same_part
from govreport_desktop.report.explanations import explanation_text, is_outdated
from govreport_desktop.report.report import Report

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}
# What is alike in sum weighs less than what is wrong at one place, wherever its first sentence is.
_LAST = frozenset({copies.COPIED.id, same_part.RULE.id})
_RANKS = {rule.id: rank for rank, rule in enumerate(RULES)}


def check(
    report: Report,
    settings: CheckSettings | None = None,
    rules: Iterable[Rule] = RULES,
    *,
    handed_in: bool = False,
    said: tuple[Statement, ...] | None = None,
    sums: tuple[Statement, ...] = (),
    causes: bool = True,
) -> list[Problem]:
    """Every problem of ``report``: errors first, then as one reads the report.

    ``settings`` are those the report states, unless others are given. What is ``handed_in``, or
    is on its way out, is judged as finished, however much of it is blank. ``said`` is what the
    prose states, where it has been read before (`read`); () leaves it out. ``sums`` are
    those of the offices' reports (`consolidation.sums_of`), as further evidence. Without
    ``causes`` nothing is said of which cell is the wrong one, which takes longer than all else.

    It reads the report and touches nothing else, so it may run in the background on a
    `snapshot` while the clerk goes on typing.
    """
    settings = settings_of(report) if settings is None else in_force(settings)
    context = Context(report, settings, handed_in=handed_in)
    if said is not None:
        context.know(statements, said)
    if not causes:
        context.know(explaining.causes, explaining.NONE)
    if sums:
        context.know(statements, (*context.once(statements), *sums))
    return _found(context, rules)


def read(report: Report, rules: Iterable[Rule]) -> tuple[list[Problem], tuple[Statement, ...]]:
    """The same for ``rules`` of prose, with what the prose states, to be used again."""
    context = Context(report, settings_of(report))
    return _found(context, rules), context.once(statements)


def _found(context: Context, rules: Iterable[Rule]) -> list[Problem]:
    settings, report = context.settings, context.report
    found = [p for rule in rules if settings.runs(rule.id) for p in rule.find(context)]
    return arranged(report, _distinct(marked(found, settings.sheet)))


def arranged(report: Report, problems: Iterable[Problem]) -> list[Problem]:
    """What several runs over ``report`` found, as one run would answer it.

    The explanations are those that stand in ``report`` now.
    """
    parts = {section.id: rank for rank, section in enumerate(report.form.sections)}
    placed = [_placed(report, problem, parts) for problem in problems]
    return explained(report, sorted(placed, key=_rank))


def _placed(report: Report, problem: Problem, parts: Mapping[str, int]) -> Problem:
    """``problem`` with its order: the rank of its part, then its first character or cell.

    What concerns a part as a whole comes first in it, what concerns the report as a whole last,
    and so does what is said of many sentences together.
    """
    spots: list[tuple[int, ...]]
    if problem.spans:
        spots = [(span.start,) for span in problem.spans if span.section == problem.section]
    else:
        cells = map(report.form.cell, problem.cells)
        spots = [(cell.grid_row, cell.grid_column) for cell in cells]
    order = (parts.get(problem.section, len(parts)), *min(spots, default=()))
    if problem.key.partition(":")[0] in _LAST:
        order = (len(parts), *order)
    return problem if problem.order == order else problem._replace(order=order)


def _rank(problem: Problem) -> tuple[int, tuple[int, ...], int, str]:
    rule = problem.key.partition(":")[0]
    return _ORDER[problem.severity], problem.order, _RANKS.get(rule, len(_RANKS)), problem.key


def explained(report: Report, problems: Iterable[Problem]) -> list[Problem]:
    """``problems`` with what the office has said about each (审核说明)."""
    return [_explained(report, problem) for problem in problems]


def _explained(report: Report, problem: Problem) -> Problem:
    content = report.explanations.get(problem.key, "")
    explains = problem.severity is Severity.WARNING and bool(content)
    if not explains and not problem.explanation:
        return problem
    if not explains:
        return problem._replace(explanation="", outdated=False)
    return problem._replace(
        explanation=explanation_text(content),
        outdated=is_outdated(content, problem.figures),
    )


def _distinct(problems: list[Problem]) -> list[Problem]:
    """Give equal keys numbers: the same words can stand twice in one part."""
    seen: dict[str, int] = {}
    distinct = []
    for problem in problems:
        count = seen[problem.key] = seen.get(problem.key, 0) + 1
        distinct.append(problem if count == 1 else problem._replace(key=f"{problem.key}~{count}"))
    return distinct
