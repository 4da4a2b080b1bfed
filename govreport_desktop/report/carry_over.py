"""What last year's report gives this year's: its figures to compare with, and the carry-over."""

from __future__ import annotations

import json

from govreport_desktop.form.model import CarryOver, CellAddress
from govreport_desktop.report.edit import Address, Content, Edit, FieldAddress
from govreport_desktop.report.numbers import is_number
from govreport_desktop.report.report import Report
from govreport_desktop.report.shape import to_shape


def carry_over(report: Report, last: Report) -> Edit:
    """Keep ``last`` in the report and fill 上年结转 from its 结转下年度继续办理 (R6).

    Only blank cells are filled: a number that was typed stays. The forms of 2019 and 2021
    count 结转 alike, so this holds across them too.
    """
    shape = json.dumps(to_shape(last), ensure_ascii=False)
    contents: list[tuple[Address, Content]] = [(FieldAddress("last_year"), shape)]
    for relation in report.form.relations:
        if not isinstance(relation, CarryOver):
            continue
        for column in report.form.tables[relation.table].column_names:
            here = CellAddress(relation.table, relation.opening, column)
            closing = last.values.get(here._replace(row=relation.closing))
            typed = report.form.cell(here).formula is None
            if typed and report.values[here] is None and is_number(closing):
                contents.append((here, closing))
    return report.edit(contents, "取用上年度报告", "carry_over")
