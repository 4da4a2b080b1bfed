"""The likely cause of a broken cross-footing, in words, where the figures point to one.

The mistakes are those of published reports: last year's carry-over forgotten, digits swapped,
a digit too many, a case of 部分公开 counted twice. Nothing is said where two readings fit equally
well. A row pasted one column aside is looked for in ``shifts.py``, a case in the wrong applicant
column in ``misplaced.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.checks.misplaced import misplaced
from govreport_desktop.checks.problem import Cause, Fix
from govreport_desktop.form import FactName
from govreport_desktop.form.model import Balance, CellAddress
from govreport_desktop.report.balance import ColumnBalance
from govreport_desktop.report.numbers import Number, is_number
from govreport_desktop.report.report import Report

_PARTLY_OR_NOT: tuple[FactName, FactName] = ("requests.partial", "requests.denied")


def likely_cause(
    report: Report, relation: Balance, line: ColumnBalance, columns: Sequence[ColumnBalance]
) -> Cause:
    """What probably went wrong in ``line``, with the remedy where one is safe."""
    names = report.form.tables[relation.table].column_names
    spec = report.form.cell(CellAddress(relation.table, relation.left[0], line.column))
    if spec.formula:
        broken = [
            names[c.column] for c in columns if c.difference and not _computed(report, relation, c)
        ]
        return Cause(f"总计是各列之和，改正{'、'.join(broken)}后会一并相符")
    cause = misplaced(report, relation, line, columns)
    if not cause.words:
        cause = _forgotten_carry_over(report, relation, line)
    return (
        cause
        if cause.words
        else Cause(
            _digit_too_many(report, relation, line)
            or _swapped_digits(report, relation, line)
            or _counted_twice(report, relation, line)
        )
    )


def _computed(report: Report, relation: Balance, line: ColumnBalance) -> bool:
    cell = CellAddress(relation.table, relation.left[0], line.column)
    return report.form.cell(cell).formula is not None


def _forgotten_carry_over(report: Report, relation: Balance, line: ColumnBalance) -> Cause:
    carried = CellAddress(relation.table, relation.left[-1], line.column)
    if line.difference >= 0 or report.values.get(carried) not in (None, 0):
        return Cause()
    last = report.last_year
    closing = last and last.values.get(carried._replace(row=relation.right[-1]))
    if is_number(closing) and closing == -line.difference:
        words = f"相差的正好是上年度报告结转下年度的 {closing} 件，可能忘了填上年结转"
        return Cause(words, (Fix(f"上年结转填 {closing}", ((carried, closing),)),))
    return Cause()


def _column_cells(
    report: Report, relation: Balance, line: ColumnBalance
) -> list[tuple[str, int, Number]]:
    """The typed counts above 9 of a column: row name, count, and what would set it right."""
    table = report.form.tables[relation.table]
    found = []
    for address, spec in table.cells.items():
        value = report.values[address]
        if address.column != line.column or spec.formula or not isinstance(value, int):
            continue
        if value > 9:
            excess = line.difference if address.row in relation.left else -line.difference
            found.append((spec.row_name, value, value - excess))
    return found


def _digit_too_many(report: Report, relation: Balance, line: ColumnBalance) -> str:
    hits = []
    for name, value, right in _column_cells(report, relation, line):
        digits = str(value)
        if right in {int(digits[:i] + digits[i + 1 :]) for i in range(len(digits))}:
            hits.append(f"“{name}”的 {value} 可能多打了一位数字")
    return hits[0] if len(hits) == 1 else ""


def _swapped_digits(report: Report, relation: Balance, line: ColumnBalance) -> str:
    hits = []
    for name, value, right in _column_cells(report, relation, line):
        digits = str(value)
        pairs = range(len(digits) - 1)
        swaps = {int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]) for i in pairs}
        if right in swaps:
            hits.append(f"“{name}”的 {value} 可能是 {right}（相邻两位数字颠倒）")
    return hits[0] if len(hits) == 1 else ""


def _counted_twice(report: Report, relation: Balance, line: ColumnBalance) -> str:
    """The form prints at 部分公开 that such a case is counted there and nowhere else."""
    here = (relation.table, line.column)
    partial, denied = (
        [
            value
            for cell in report.form.where(fact)
            if cell[::2] == here and is_number(value := report.values[cell])
        ]
        for fact in _PARTLY_OR_NOT
    )
    count = sum(partial)
    if count and line.difference == -count and sum(denied) >= count:
        return f"多出的正好是“部分公开”的 {count} 件：区分处理的只计部分公开，可能又计入了不予公开"
    return ""
