"""A report that has last year's beside it."""

from __future__ import annotations

import json

from govreport_desktop.form import load_form
from govreport_desktop.report import FieldAddress, Report
from govreport_desktop.report.shape import to_shape
from tests.gui.conftest import cell
from ui.session import Session


def last_year(session: Session, **closing: int) -> None:
    """Give the report last year's figures to be compared with."""
    last = Report(load_form("2021"), "示例局", 2023)
    last.apply(last.edit([(cell("carried_forward", c), v) for c, v in closing.items()]))
    session.put([(FieldAddress("last_year"), json.dumps(to_shape(last)))], "取用上年度报告")
