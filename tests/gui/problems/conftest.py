"""A table in which nothing is left blank."""

from __future__ import annotations

from ui.session import Session


def fill(session: Session) -> None:
    """Put 0 into every cell that is typed: whatever is typed then makes a difference."""
    tables = session.report.form.tables.values()
    cells = (spec for table in tables for spec in table.cells.values() if spec.formula is None)
    session.put([(spec.address, 0) for spec in cells], "空白填 0")
