"""The places a problem is about, in the order in which they are gone to."""

from __future__ import annotations

from govreport_desktop.checks import Problem, Span
from govreport_desktop.checks.remarks import RULE as SENT_BACK
from govreport_desktop.form.model import CellAddress

End = Span | tuple[CellAddress, ...]


def ends(problem: Problem) -> list[End]:
    """Every stretch of prose, then the cells of each table; none for a part as a whole."""
    tables: dict[str, tuple[CellAddress, ...]] = {}
    for cell in problem.cells:
        tables[cell.table] = (*tables.get(cell.table, ()), cell)
    return [*problem.spans, *tables.values()]


def is_of_the_whole(problem: Problem) -> bool:
    """Whether it is a point of a 退回意见 that names no part: it is about no fact of the office."""
    return problem.rule == SENT_BACK.id and not problem.section and not ends(problem)
