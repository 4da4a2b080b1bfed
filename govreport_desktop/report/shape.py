"""The JSON shape of a report (docs/forms.md): blank is null, amounts are strings, totals included.

A cell that holds something unreadable is written as its text and read back the same way.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from govreport_desktop.report.contents import OWN, read_contents
from govreport_desktop.report.numbers import Unread, Value, format_value
from govreport_desktop.report.report import Report


def to_shape(report: Report) -> dict[str, Any]:
    """``report`` as plain dicts, ready for json.dumps."""
    tables: dict[str, dict[str, dict[str, int | str | None]]] = {}
    for cell in report.form.cells:
        rows = tables.setdefault(cell.address.table, {})
        value = _plain(report.values[cell.address])
        rows.setdefault(cell.address.row, {})[cell.address.column] = value
    shape: dict[str, Any] = {
        "form": report.form.id,
        "office": report.office,
        "year": report.year,
        "tables": tables,
        "narratives": dict(report.texts),
    }
    profile = {k: v for k, v in report.fields.items() if v and k not in OWN}
    if profile:
        shape["profile"] = profile
    if report.explanations:
        shape["explanations"] = dict(report.explanations)
    if last := report.fields["last_year"]:
        shape["last_year"] = _plain_last_year(last)
    return shape


def _plain_last_year(text: str) -> Any:
    """Last year's report as the shape it is, or as the text that stands there for one."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def from_shape(shape: object) -> tuple[Report, list[str]]:
    """The report in ``shape`` and the names of what the form has no place for.

    Missing tables, rows and cells are blank; computed cells are computed again, and one
    that differs from what stands in ``shape`` is named. Raises ReadError where ``shape``
    is no report at all.
    """
    contents = read_contents(shape)
    report, unplaced = Report.of(contents), list(contents.unplaced)
    for address, declared in contents.printed.items():
        stands, computed = (
            format_value(declared),
            format_value(report.values[address], blank="空白"),
        )
        if stands and stands != computed:
            words = report.form.cell(address).words
            unplaced.append(f"{words}：原为 {stands}，按各项相加为 {computed}")
    return report, unplaced


def _plain(value: Value) -> int | str | None:
    if isinstance(value, Unread):
        return value.text
    return format(value, "f") if isinstance(value, Decimal) else value
