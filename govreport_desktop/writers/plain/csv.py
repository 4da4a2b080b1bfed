"""The report as CSV, for statistics: one number or paragraph a line, UTF-8 with BOM.

Columns: 机关名称, 年度, 部分, 行, 列, 值, 单位, 标识 (the stable id of docs/forms.md). The line
below them says which form the file is of. Blank cells are empty, totals included. RFC 4180:
comma, CRLF, quotes doubled; the BOM makes Excel and WPS take it for UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from govreport_desktop.atomic import write_atomically
from govreport_desktop.form.model import CellSpec
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.numbers import format_value, is_number
from govreport_desktop.report.report import Report
from govreport_desktop.workbook.commas import FORM_ID, HEADER, harmless


def write_csv(report: Report, path: Path, *, blank: str = "") -> None:
    """Write ``report`` to ``path``; blank cells print ``blank``.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP
    advises; numbers, negative ones included, stand as they are. Raises WriteError where the
    place cannot be written.
    """
    write_atomically(path, render_csv(report, blank=blank).encode("utf-8-sig", "replace"))


def render_csv(report: Report, *, blank: str = "") -> str:
    """The lines as text, without the BOM."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADER)
    year = "" if report.year is None else str(report.year)
    for row in _rows(report, blank):
        writer.writerow((harmless(report.office), year, *row))
    return buffer.getvalue()


def _rows(report: Report, blank: str) -> Iterator[tuple[str, ...]]:
    texts = expanded_texts(report)
    yield ("格式", report.form.name, "", report.form.id, "", FORM_ID)
    for section in report.form.sections:
        if section.kind == "narrative":
            if texts[section.id]:
                for number, paragraph in enumerate(texts[section.id].split("\n"), 1):
                    words = (section.title, "正文", f"第 {number} 段", harmless(paragraph))
                    yield (*words, "", section.id)
            continue
        for table in report.form.tables.values():
            if table.section == section.id:
                for cell in table.cells.values():
                    yield _number(report, cell, section.title, blank)


def _number(report: Report, cell: CellSpec, title: str, blank: str) -> tuple[str, ...]:
    value = report.values[cell.address]
    text = format_value(value, blank=blank)
    shown = text if is_number(value) else harmless(text)
    return (title, cell.row_name, cell.column_name, shown, cell.kind.unit, str(cell.address))
