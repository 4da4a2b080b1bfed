"""R18: blank cells of tables that are partly filled in. Blank is not 0."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from govreport_desktop.checks.context import Context, Rule
from govreport_desktop.checks.problem import Fix, Problem, Severity
from govreport_desktop.checks.settings import BLANKS
from govreport_desktop.checks.unfinished import unfinished_columns
from govreport_desktop.form.model import CellAddress, Table
from govreport_desktop.report.numbers import Number
from govreport_desktop.report.report import Report

_NAMED = 3


def blank_cells(report: Report, table: Table) -> tuple[CellAddress, ...]:
    """The cells of ``table`` that are to be typed and are blank, in printed order."""
    return tuple(
        address
        for address, spec in table.cells.items()
        if spec.formula is None and report.values[address] is None
    )


def _find(context: Context) -> Iterator[Problem]:
    report = context.report
    for table in report.form.tables.values():
        blanks = blank_cells(report, table)
        typed = sum(1 for spec in table.cells.values() if spec.formula is None)
        # A table that nobody has begun is no oversight yet.
        if not blanks or len(blanks) == typed:
            continue
        section = report.form.section(table.section)
        names = "、".join(f"“{table.cells[cell].words}”" for cell in blanks[:_NAMED])
        zeros = tuple((cell, _zero(table, cell)) for cell in blanks)
        more = f"等 {len(blanks)} 格" if len(blanks) > _NAMED else ""
        columns = "、".join(unfinished_columns(context, table.id))
        later = f"{columns}各列填完才能核对勾稽关系。" if columns else ""
        yield RULE.of(
            table.section,
            "",
            f"{section.title}：{names}{more}空着，没有的请填 0。{later}",
            figures=(len(blanks),),
            cells=blanks,
            fixes=(Fix(f"{len(blanks)} 个空格填 0", zeros),),
        )


def _zero(table: Table, cell: CellAddress) -> Number:
    return 0 if table.cells[cell].kind.type == "integer" else Decimal(0)


RULE = Rule(
    id=BLANKS,
    name="空着的单元格",
    what="已经开始填写的表里还有空格；空着不等于 0，没有的应填 0（各地要求不同，可关闭）。",
    basis="空白与 0 含义不同；各地对印 0、空白或“/”要求不一",
    example="第三部分填了新收和结果，“上年结转·科研机构”空着",
    severity=Severity.INFO,
    find=_find,
)
