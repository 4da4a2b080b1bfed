"""A case of part 三 counted in the wrong applicant column: two columns differ by opposite numbers.

Where it stands the figures alone seldom say: taking it out of the column that has too much, or
out of the results of the other one, balances both. Where one row alone can be meant, that is the
remedy; otherwise every row that could be is named, and a person chooses among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport_desktop.checks.problem import Cause, Fix
from govreport_desktop.form.model import Balance, CarryOver, CellAddress
from govreport_desktop.report.balance import ColumnBalance
from govreport_desktop.report.numbers import is_number, size
from govreport_desktop.report.report import Report

_OFFERED = 8  # rows: of more than these nobody chooses from a menu


@dataclass(frozen=True, slots=True)
class _Move:
    """``count`` cases of one row out of one column into another; both balance then."""

    source: CellAddress
    target: CellAddress
    count: int


def misplaced(
    report: Report, relation: Balance, line: ColumnBalance, columns: Sequence[ColumnBalance]
) -> Cause:
    """Said where one column alone differs by the opposite of ``line``, else nothing."""
    typed = [other for other in columns if not _computed(report, relation.left[0], other, relation)]
    alike = [other for other in typed if other.difference == line.difference]
    opposite = [other for other in typed if other.difference == -line.difference]
    if len(alike) != 1 or len(opposite) != 1 or line not in typed or not line.difference:
        return Cause()
    table = report.form.tables[relation.table]
    other = table.column_names[opposite[0].column]
    count = int(size(line.difference))
    words = f"“{other}”列正好相差相反的数，可能有 {count} 件填错了申请人类别"
    over, under = sorted((line, opposite[0]), key=lambda each: each.difference, reverse=True)
    moves = list(_moves(report, relation, over, under))
    proved = [move for move in moves if _last_year_agrees(report, move, after=True)]
    moves = proved or [m for m in moves if not _last_year_agrees(report, m, after=False)]
    if not moves:
        return Cause(words)
    rows = "".join(f"“{table.row_names[move.source.row]}”" for move in moves)
    if len(moves) == 1:
        agrees = "，并与上年度报告一致" if proved else ""
        words += f"：只有{rows}一行移 {count} 件，两列才都相符{agrees}"
        return Cause(words, (_fix(report, moves[0]),))
    words += f"，请核对{rows}"
    if len(moves) > _OFFERED:
        return Cause(words)
    names = "、".join(table.column_names[each.column] for each in (over, under))
    fixes = tuple(_fix(report, move, table.row_names[move.source.row]) for move in moves)
    return Cause(words, fixes, f"移动 {count} 件：{names}")


def _moves(
    report: Report, relation: Balance, over: ColumnBalance, under: ColumnBalance
) -> Iterator[_Move]:
    """Each row with enough in it: of what came in from ``over``, of what became of it back."""
    count = int(over.difference)
    for row in report.form.tables[relation.table].row_names:
        if _computed(report, row, over, relation):
            continue
        givers = (over, under) if row in relation.left else (under, over)
        source, target = (CellAddress(relation.table, row, each.column) for each in givers)
        held = report.values[source]
        if isinstance(held, int) and held >= count:
            yield _Move(source, target, count)


def _last_year_agrees(report: Report, move: _Move, *, after: bool) -> bool:
    """Whether the move's row is what last year's report handed on in both columns (R6).

    ``after`` the move, or as it stands.
    """
    last = report.last_year
    shift = move.count if after else 0
    for relation in report.form.relations:
        if not isinstance(relation, CarryOver) or last is None:
            continue
        if (relation.table, relation.opening) != move.source[:2]:
            continue
        moved = ((move.source, -shift), (move.target, shift))
        handed = [(last.values.get(c._replace(row=relation.closing)), c, by) for c, by in moved]
        return all(is_number(old) and old == _count(report, c) + by for old, c, by in handed)
    return False


def _count(report: Report, cell: CellAddress) -> int:
    """What a cell counts; a blank one counts nothing."""
    value = report.values[cell]
    return value if isinstance(value, int) else 0


def _fix(report: Report, move: _Move, row: str = "") -> Fix:
    """The remedy; it says in which ``row`` where others could be meant too."""
    names = report.form.tables[move.source.table].column_names
    source, target = names[move.source.column], names[move.target.column]
    return Fix(
        f"{row}：移动 {move.count} 件 {source} → {target}"
        if row
        else f"移动 {move.count} 件：{source} → {target}",
        (
            (move.source, _count(report, move.source) - move.count),
            (move.target, _count(report, move.target) + move.count),
        ),
    )


def _computed(report: Report, row: str, line: ColumnBalance, relation: Balance) -> bool:
    return report.form.cell(CellAddress(relation.table, row, line.column)).formula is not None
