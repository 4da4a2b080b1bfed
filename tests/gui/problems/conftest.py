"""Reports in which something is wrong, and tables in which nothing is left blank."""

from __future__ import annotations

import json
from decimal import Decimal

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.report.shape import to_shape
from tests.gui.conftest import cell
from ui.session import Session


def fill(session: Session) -> None:
    """Put 0 into every cell that is typed: whatever is typed then makes a difference."""
    tables = session.report.form.tables.values()
    cells = [spec for table in tables for spec in table.cells.values() if spec.formula is None]
    zeros = [(c.address, 0 if c.kind.type == "integer" else Decimal(0)) for c in cells]
    assert session.put(zeros, "空白填 0")


def last_year(session: Session, **closing: int) -> None:
    """Give the report last year's figures to be compared with."""
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("carried_forward", c), v) for c, v in closing.items()]))
    session.put([(FieldAddress("last_year"), json.dumps(to_shape(last)))], "取用上年度报告")
